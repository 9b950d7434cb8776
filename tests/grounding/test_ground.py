"""Grounding: what a claim says must stand in the sentences that it cites."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefer.grounding import ground, index_sources
from briefer.records import (
    Actor,
    Assessment,
    Claim,
    Document,
    Event,
    Finding,
    Findings,
    Judgment,
    Missing,
    Relation,
    Risk,
    Statement,
    Support,
)
from briefer.settings import Settings
from briefer.sources import read_text

TEXT = """Hanne Oskeld, the mediator of the League of Upper Estuaries (LUE), met President Ouren Tassid in Kelm on 3 March.
She said that eleven sailors had died. “We will not sign before the strait is open,” Oskeld added.

The Halmerian Coast Guard lost two boats and 1,200 tonnes of diesel in February 2026.
Talks may resume next month. Prime Minister Dastor denied that missiles were moved.
"""
# 1 Oskeld met Tassid; 2 eleven sailors; 3 the quotation; 4 Coast Guard; 5 talks; 6 Dastor


@pytest.fixture(scope="module")
def document() -> Document:
    return read_text(TEXT, Settings(published=date(2026, 3, 12)), uri="strait.txt")


def checked(document: Document, record: type[Finding], /, *sentences: int, **fields: Any) -> Finding:
    """A finding of type ``record`` that cites ``sentences``, grounded."""
    finding = record(citations=tuple(document.cite(number) for number in sentences), **fields)
    section = {Claim: "key_points", Actor: "actors", Event: "events", Relation: "relations", Risk: "risks"}.get(
        record, "statements"
    )
    grounded = ground(Findings(**{section: (finding,)}), index_sources([document]), language="en")
    found = getattr(grounded, section)[0]
    assert isinstance(found, record)
    return found


def verdict(finding: Finding) -> str:
    assert finding.support is not None
    return finding.support.verdict


def lacking(finding: Finding) -> list[tuple[str, str]]:
    assert finding.support is not None
    return [(missing.kind, missing.text) for missing in finding.support.missing]


def test_sentences_are_as_the_tests_count_them(document: Document) -> None:
    assert [document.sentence(n).split()[0] for n in range(1, 7)] == ["Hanne", "She", "“We", "The", "Talks", "Prime"]


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        ((1,), "Hanne Oskeld met Ouren Tassid in Kelm on 3 March 2026."),
        ((1,), "The mediator of the LUE met Tassid."),
        ((1,), "The League of Upper Estuaries has a mediator, Oskeld."),
        ((2,), "Oskeld said that 11 sailors had died."),
        ((3,), "Hanne Oskeld said: “We will not sign before the strait is open”."),
        ((4,), "The Halmerian Coast Guard lost 2 boats."),
        ((4,), "The coast guard lost 1200 tonnes of diesel in February."),
        ((5,), "Talks may resume in April 2026."),
        ((4,), "Halmeria lost two boats."),
        ((2,), "Eleven sailors had died, Oskeld said."),
        ((5,), "A second point is that talks may resume."),
        ((1, 4), "Oskeld met Tassid; the Halmerian Coast Guard lost two boats."),
    ],
)
def test_true_claim_is_supported(document: Document, sentences: tuple[int, ...], text: str) -> None:
    found = checked(document, Claim, *sentences, text=text)
    assert (verdict(found), lacking(found)) == ("supported", [])


@pytest.mark.parametrize(
    ("sentences", "text", "missing"),
    [
        ((1,), "Hanne Oskeld met Bastin Orrel in Kelm.", ("name", "Bastin Orrel")),
        ((1,), "Hanne Oskeld met Ouren Tassid in Kelm on 4 March 2026.", ("date", "4 March 2026")),
        ((2,), "Oskeld said that 17 sailors had died.", ("number", "17")),
        ((4,), "The Halmerian Coast Guard lost three boats.", ("number", "three")),
        ((4,), "The Halmerian Coast Guard lost 1,300 tonnes of diesel.", ("number", "1,300")),
        ((5,), "Talks in Kelm may resume.", ("name", "Kelm")),
        ((4,), "Two boats were lost on 3 February 2026.", ("date", "3 February 2026")),
    ],
)
def test_corrupted_claim_is_not_supported(
    document: Document, sentences: tuple[int, ...], text: str, missing: tuple[str, str]
) -> None:
    found = checked(document, Claim, *sentences, text=text)
    assert verdict(found) != "supported"
    assert missing in lacking(found)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("The raid killed 12 soldiers on 12 May at the river.", "2 soldiers on 12 May at the river."),
        ("The base fell on March 15 after a siege of ten days.", "The base fell on March 1."),
        ("The attack came at dawn and the base is quiet now.", "The attack was carried out by IS."),
        ("Doctors who work at the base told us of hunger.", "WHO doctors told of hunger."),
        ("Khamenei spoke at the base on Monday about the raid.", "Robert Khamenei spoke at the base."),
        ("Bashar Assad lives abroad. Maher Assad ordered the raid.", "Bashar Assad ordered the raid."),
        ("Niger closed the border on Monday after the raid.", "Nigeria closed the border."),
        ("The army of George closed the border after the raid.", "Georgia closed the border."),
        ("The fund paid $5m to the clinic for the roof.", "The fund paid $6m to the clinic."),
    ],
)
def test_near_miss_is_not_support(source: str, claim: str) -> None:
    document = read_text(source, Settings(published=date(2026, 3, 12)))
    last = len(document.sentences)
    assert verdict(checked(document, Claim, last, text=claim)) != "supported"


def test_quotation_of_an_ellipsis_alone_is_none(document: Document) -> None:
    assert verdict(checked(document, Statement, 3, speaker="Oskeld", claim="she waits", quotation="…")) != "supported"


def test_rejected_date_is_told_after_a_second_grounding(document: Document) -> None:
    event = checked(document, Event, 4, text="The Halmerian Coast Guard lost two boats.", date="2025-02-31")
    again = ground(Findings(events=(event,)), index_sources([document]), language="en")  # type: ignore[arg-type]
    assert ("date", "2025-02-31") in lacking(again.events[0])


def test_claim_spliced_with_an_ellipsis_is_not_verbatim(document: Document) -> None:
    found = checked(document, Claim, 4, 6, text="The Halmerian Coast Guard … were moved in Pellane.")
    assert verdict(found) != "supported"


def test_nothing_found_is_unsupported_and_some_found_is_partial(document: Document) -> None:
    assert verdict(checked(document, Claim, 5, text="Bastin Orrel was in Pellane.")) == "unsupported"
    assert verdict(checked(document, Claim, 1, text="Oskeld was in Pellane.")) == "partial"


def test_claim_without_a_citation_is_unsupported(document: Document) -> None:
    assert verdict(checked(document, Claim, text="Talks may resume.")) == "unsupported"


def test_citation_of_a_sentence_that_was_never_shown_is_kept_as_missing(document: Document) -> None:
    shown = Support(verdict="partial", missing=(Missing(kind="citation", text="sentence 99"),))
    found = checked(document, Claim, 5, text="Talks may resume.", support=shown)
    assert ("citation", "sentence 99") in lacking(found)
    assert verdict(found) != "supported"


def test_quotation_must_be_verbatim(document: Document) -> None:
    said = {"speaker": "Hanne Oskeld", "claim": "she would not sign yet"}
    good = checked(document, Statement, 3, quotation="We will not sign before the strait is open", **said)
    cut = checked(document, Statement, 3, quotation="We will not sign … the strait is open", **said)
    bad = checked(document, Statement, 3, quotation="We will sign before the strait is open", **said)
    assert [verdict(found) for found in (good, cut, bad)] == ["supported", "supported", "unsupported"]


def test_pronoun_takes_its_referent_from_the_sentence_before(document: Document) -> None:
    assert (
        verdict(checked(document, Statement, 2, speaker="Hanne Oskeld", claim="eleven sailors had died")) == "supported"
    )
    assert verdict(checked(document, Statement, 4, speaker="Hanne Oskeld", claim="two boats were lost")) == "partial"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2026-02", "supported"), ("2026", "supported"), ("2026-02-03", "partial"), ("2026-04", "partial")],
)
def test_date_of_an_event_may_be_coarser_than_the_source_but_not_finer(
    document: Document, value: str, expected: str
) -> None:
    found = checked(document, Event, 4, text="The Halmerian Coast Guard lost two boats.", date=value)
    assert verdict(found) == expected


def test_date_that_is_no_edtf_is_taken_out_and_told(document: Document) -> None:
    found = checked(document, Event, 4, text="The Halmerian Coast Guard lost two boats.", date="last winter")
    assert isinstance(found, Event)
    assert found.date is None
    assert ("date", "last winter") in lacking(found)


def test_actor_must_be_named_and_its_role_told(document: Document) -> None:
    good = checked(document, Actor, 1, name="Hanne Oskeld", kind="person", role="mediator of the LUE")
    bad = checked(document, Actor, 1, name="Hanne Oskeld", kind="person", role="envoy of Pellane")
    gone = checked(document, Actor, 4, name="Lio Demarre", kind="person")
    assert [verdict(found) for found in (good, bad, gone)] == ["supported", "partial", "unsupported"]


def test_relation_needs_both_ends(document: Document) -> None:
    fields: dict[str, Any] = {"kind": "negotiates_with", "text": "They met in Kelm."}
    good = checked(document, Relation, 1, subject="Hanne Oskeld", object="Ouren Tassid", **fields)
    bad = checked(document, Relation, 1, subject="Hanne Oskeld", object="Corvane", **fields)
    assert [verdict(found) for found in (good, bad)] == ["supported", "partial"]


def test_wording_of_a_risk_must_be_the_sources(document: Document) -> None:
    good = checked(document, Risk, 5, title="failure of the talks", category="political", likelihood_text="may resume")
    bad = checked(document, Risk, 5, title="failure of the talks", category="political", likelihood_text="will fail")
    assert verdict(good) == "supported"
    assert ("wording", "will fail") in lacking(bad)


def test_claim_that_shares_nothing_with_its_evidence_is_unsupported(document: Document) -> None:
    found = checked(document, Claim, 5, text="Several refineries burned through the night.")
    assert (verdict(found), lacking(found)[0][0]) == ("unsupported", "content")


def test_judgment_may_go_beyond_words_but_not_beyond_names(document: Document) -> None:
    def judged(statement: str) -> str:
        judgment = Judgment(
            statement=statement, confidence="low", confidence_reason="One voice.", citations=(document.cite(5),)
        )
        made = ground(Assessment(judgments=(judgment,)), index_sources([document]), language="en")
        return verdict(made.judgments[0])

    assert judged("A settlement before summer is unlikely.") == "supported"
    assert judged("Teyne will likely block a settlement.") == "unsupported"


def test_other_language_leaves_names_uncompared_not_refuted(document: Document) -> None:
    claim = Claim(text="Осколд встретился с Тассидом.", citations=(document.cite(1),))
    made = ground(Findings(key_points=(claim,)), index_sources([document]), language="ru")
    assert verdict(made.key_points[0]) == "partial"


def test_grounding_twice_changes_nothing(document: Document) -> None:
    once = checked(document, Claim, 1, text="Hanne Oskeld met Bastin Orrel.")
    again = ground(Findings(key_points=(once,)), index_sources([document]), language="en")  # type: ignore[arg-type]
    assert again.key_points[0] == once
