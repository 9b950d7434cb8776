"""Numbers with what they count."""

from __future__ import annotations

import pytest

from briefer.grounding.quantities import holds_quantity, quantities


def held(claim: str, evidence: str) -> bool:
    given = quantities(evidence)
    return all(holds_quantity(wanted, given) for wanted in quantities(claim))


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("a quarter of the crop", "25 percent of the crop"),
        ("half a million doses", "500,000 doses"),
        ("a year and a half", "18 months"),
        ("about 1,200 people", "1,187 people"),
        ("more than 400 wounded", "412 wounded"),
        ("nearly 500 trucks", "487 trucks"),
        ("seventeen soldiers", "nine soldiers died and 17 others were hurt"),
        ("$150 million", "150 million dollars"),
        ("six jets", "the first six jets"),
        ("the two countries met", "Arland and Borland met"),
        ("twice the output", "output doubled"),
        ("48 hours", "two days"),
        ("half a point", "50 basis points"),
        ("a third of the crop", "33 percent of the crop"),
        ("a third of the crew", "six of the 18 sailors"),
        ("twelve sailors", "six of the 18 sailors"),
        ("the first delay", "the second minister"),
    ],
)
def test_same_quantity_in_other_words_is_held(claim: str, evidence: str) -> None:
    assert held(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("1,300 people", "1,187 people"),
        ("about 1,400 people", "1,187 people"),
        ("more than 400 wounded", "390 wounded"),
        ("a third of the crop", "25 percent of the crop"),
        ("17 villages", "12 villages with 17 schools"),
        ("the fourth strike", "the second strike in four weeks"),
    ],
)
def test_other_quantity_is_not_held(claim: str, evidence: str) -> None:
    assert not held(claim, evidence)
