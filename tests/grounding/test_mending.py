"""Citations that do not carry their claim, and sentences of the document that do."""

from __future__ import annotations

from datetime import date

from briefer.grounding import ground, index_sources
from briefer.records import Claim, Findings
from briefer.settings import Settings
from briefer.sources import read_text

TEXT = (
    "The dam at Orel was closed on Monday. Engineers found eleven cracks in the spillway. "
    "The mayor asked residents to stay calm."
)


def mended(text: str, cited: int) -> Claim:
    document = read_text(TEXT, Settings(published=date(2026, 3, 12)), uri="dam.txt")
    claim = Claim(text=text, citations=(document.cite(cited),))
    return ground(Findings(key_points=(claim,)), index_sources([document]), language="en").key_points[0]


def test_citation_is_mended_and_marked() -> None:
    claim = mended("In the spillway engineers discovered eleven cracks.", 3)
    assert claim.support is not None
    assert (claim.support.verdict, claim.support.repaired, claim.citations[0].first) == ("supported", True, 2)


def test_mark_of_a_mended_citation_stays_when_grounded_again() -> None:
    document = read_text(TEXT, Settings(published=date(2026, 3, 12)), uri="dam.txt")
    once = mended("In the spillway engineers discovered eleven cracks.", 3)
    again = ground(Findings(key_points=(once,)), index_sources([document]), language="en").key_points[0]
    assert again == once


def test_citation_of_a_false_claim_is_left_alone() -> None:
    claim = mended("Engineers discovered forty cracks in the spillway.", 3)
    assert claim.support is not None
    assert (claim.support.verdict, claim.support.repaired, claim.citations[0].first) == ("unsupported", False, 3)
