"""The figures of grounding on our own claims hold their floors."""

from __future__ import annotations

import pytest

from tests.evaluation.floors import hold
from tests.evaluation.grounding.claims import figures, files, first_look_figures, pairs


@pytest.mark.parametrize("part", ["development", "later"])
def test_claims_are_told_apart_no_worse_than_the_floor(part: str, pytestconfig: pytest.Config) -> None:
    hold(f"grounding-{part}", figures(part), files(part), pytestconfig)


def test_first_looks_are_told_apart_no_worse_than_the_floor(pytestconfig: pytest.Config) -> None:
    hold("grounding-first-looks", first_look_figures(), files("first-looks"), pytestconfig)


def test_set_is_large_enough_to_mean_something() -> None:
    every = [pair for part in ("development", "later") for pair in pairs(part)]
    assert len(every) >= 300
    assert len({pair.article.id for pair in every}) >= 10
    kinds = {pair.row["corruption"] for pair in every}
    assert kinds >= {"name", "number", "date", "negation", "modality", "attribution"}


def test_true_claims_are_paraphrases() -> None:
    """At most one in fifty is a part of its sentence as it is."""
    every = [pair for part in ("development", "later") for pair in pairs(part)]
    copied = [
        pair.row["id"]
        for pair in every
        if pair.row["claim"].rstrip(".") in " ".join(pair.article.sentence(n) for n in pair.row["sentences"])
    ]
    assert len(copied) * 50 <= len(every), copied
