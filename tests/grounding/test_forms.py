"""Names that merging found to be of one actor, in the second look at the evidence."""

from __future__ import annotations

import pytest

from briefer.grounding import ground, index_sources
from briefer.records import Actor, Claim, Contradiction, Findings, Support
from briefer.settings import Settings
from briefer.sources import read_text

TEXT = "Interior Minister Demiran accused the Shore Guard of sending drones to Mirsat."


def verdict(claim: str, *actors: Actor, text: str = TEXT) -> str:
    document = read_text(text, Settings(), uri="a.txt")
    found = Findings(key_points=(Claim(text=claim, citations=(document.cite(1),)),))
    support = ground(found, index_sources([document]), language="en", actors=actors).key_points[0].support
    assert support is not None
    return support.verdict


CLAIM = "Leyla Demiran accused the Shore Guard of sending drones to Mirsat."
LEYLA = Actor(name="Leyla Demiran", kind="person")


def test_whole_name_of_another_source_stands_for_a_last_name() -> None:
    assert verdict(CLAIM) == "partial"
    assert verdict(CLAIM, LEYLA) == "supported"


def test_last_name_of_two_actors_stands_for_neither() -> None:
    assert verdict(CLAIM, LEYLA, Actor(name="Orhan Demiran", kind="person")) == "partial"


def test_actor_that_its_own_sentences_do_not_carry_lends_no_name() -> None:
    assert verdict(CLAIM, LEYLA.model_copy(update={"support": Support(verdict="unsupported")})) == "partial"


@pytest.mark.parametrize(
    ("alias", "expected"), [("Shore Guard", "supported"), ("guards", "partial"), ("Interior Minister", "partial")]
)
def test_alias_stands_for_the_name_unless_it_is_a_description_or_an_office(alias: str, expected: str) -> None:
    claim = "Demiran accused the Kelmar Brigade of sending drones to Mirsat."
    assert verdict(claim, Actor(name="Kelmar Brigade", kind="armed_group", aliases=(alias,))) == expected


def test_each_side_of_a_contradiction_gets_a_verdict() -> None:
    document = read_text(f"{TEXT} The strike killed 11 people.", Settings(), uri="a.txt")
    sides = tuple(Claim(text=f"The strike killed {n} people.", citations=(document.cite(2),)) for n in (11, 17))
    found = Findings(contradictions=(Contradiction(subject="How many", kind="number", sides=sides),))
    grounded = ground(found, index_sources([document]), language="en").contradictions[0].sides
    assert [side.support.verdict for side in grounded if side.support] == ["supported", "unsupported"]
