"""Denials, and two speakers of one text who count differently."""

from __future__ import annotations

import pytest

from briefer.engines.engine import Extraction
from briefer.engines.extractive import extract
from briefer.records import Contradiction
from briefer.settings import Settings
from briefer.settling import Settling
from briefer.sources import read_text


def found_in(*texts: str) -> list[Contradiction]:
    """The contradictions among what the rules find in articles of two following days."""
    documents = [
        read_text(f"Title: Story {n}\nDate: 2026-05-0{n + 4}\n\n{text}", Settings(), uri=f"{n}.txt")
        for n, text in enumerate(texts)
    ]
    extractions = [Extraction(document, (extract(document),)) for document in documents]
    return list(Settling(documents, None).findings(extractions).contradictions)


CROSSED = "Norland's defence ministry said its troops crossed the river Dresk on Saturday."


def test_what_another_source_denies_is_told_with_both_sides() -> None:
    (found,) = found_in(CROSSED, "Corvane denied that Norland's troops had crossed the river Dresk on Saturday.")
    assert found.kind == "status"
    assert "told as so or denied" in found.subject
    assert len({side.citations[0].document for side in found.sides}) == 2


def test_denial_of_the_accused_in_the_same_text_is_told() -> None:
    text = (
        "The Shore Guard blamed the Free Hills Front for the bombing of the market in Kesra. "
        "The Free Hills Front denied any involvement in the bombing of the market in Kesra."
    )
    (found,) = found_in(text)
    assert found.kind == "status"
    assert "Free Hills Front" in found.subject


def test_tolls_of_two_speakers_in_neighbouring_sentences_are_told() -> None:
    text = (
        "A bomb exploded at the central market of Kesra on Sunday. Police said nine people were killed in the blast. "
        "Doctors at the city hospital put the number of dead at 14."
    )
    (found,) = found_in(text)
    assert (found.kind, found.subject) == ("number", "How many were killed: 9 or 14")


TWO_HAPPENINGS = (
    "Police said nine people were killed in a blast in Kesra on Sunday. "
    "The coastguard said 14 people were killed when a ferry sank off Aldmoor."
)


@pytest.mark.parametrize(
    "texts",
    [
        # Two happenings, one speaker each.
        (TWO_HAPPENINGS,),
        # One speaker, whose count grew.
        ("Police said nine people were killed. Police later put the number of dead at 14.",),
        # The dead of either side.
        ("The army said 12 soldiers were killed. The rebels said 40 fighters were killed.",),
        # Who is denied entry denies nothing.
        (
            "Norland said its inspectors entered the Dresk plant on Saturday.",
            "Norland's inspectors were denied entry to the Dresk plant on Friday, the agency said.",
        ),
        # A denial of something else.
        (CROSSED, "Norland's defence ministry denied that it was short of shells on Saturday."),
        # What is not said is no denial.
        (CROSSED, "Norland's defence ministry did not say how many troops crossed the river Dresk on Saturday."),
    ],
)
def test_what_only_looks_like_it_is_no_contradiction(texts: tuple[str, ...]) -> None:
    assert found_in(*texts) == []
