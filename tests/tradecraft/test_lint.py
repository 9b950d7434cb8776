"""The check against ICD 203: each rule marks its breach, and a sound brief passes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefer.records import (
    Brief,
    BriefedSource,
    Citation,
    Claim,
    Contradiction,
    Event,
    Gap,
    Indicator,
    Judgment,
    Missing,
    Provenance,
    Statement,
    Support,
)
from briefer.tradecraft import STANDARDS
from briefer.tradecraft.lint import lint

SUPPORTED = Support(verdict="supported")
KEYS = ("a" * 64, "b" * 64, "c" * 64)


def cited(*sources: int, quote: str = "Norland closed the port of Halvik on 3 March.") -> tuple[Citation, ...]:
    return tuple(
        Citation(document=KEYS[n - 1], first=1, last=1, paragraph=1, start=0, end=len(quote), quote=quote)
        for n in sources
    )


def source(number: int, **fields: Any) -> BriefedSource:
    values: dict[str, Any] = {"uri": f"{number}.txt", "published": date(2026, 3, 3), "reliability": "B"} | fields
    return BriefedSource(number=number, document=KEYS[number - 1], words=9, sentences=1, **values)


def judgment(**fields: Any) -> Judgment:
    values: dict[str, Any] = {
        "statement": "The port will likely stay closed in April.",
        "likelihood": "likely",
        "confidence": "moderate",
        "confidence_reason": "Two ministries agree.",
        "alternative": "Norland opens it for grain.",
        "citations": cited(1, 2),
        "support": SUPPORTED,
    }
    return Judgment(**values | fields)


def brief(*judgments: Judgment, **fields: Any) -> Brief:
    judgments = judgments or (judgment(),)
    values: dict[str, Any] = {
        "title": "Port closed",
        "as_of": date(2026, 3, 4),
        "sources": (source(1), source(2)),
        "bottom_line": (Claim(text="Norland closed the port of Halvik.", citations=cited(1), support=SUPPORTED),),
        "judgments": judgments,
        "indicators": tuple(
            Indicator(observable="ships enter", judgment=n, effect="less likely") for n in range(1, len(judgments) + 1)
        ),
        "gaps": (Gap(kind="information", text="Why is not stated."),),
        "provenance": Provenance(engine="llm", reason="as asked", model="m", settings="0"),
    }
    return Brief(**values | fields)


def rules(made: Brief) -> list[tuple[str, int]]:
    return [(problem.rule, problem.standard) for problem in lint(made)]


def test_sound_brief_has_no_problem() -> None:
    assert lint(brief()) == ()


@pytest.mark.parametrize(
    ("fields", "rule", "standard"),
    [
        ({"statement": "We judge with high confidence that it is likely to stay closed."}, "likelihood-with-confidence", 2),
        ({"confidence_reason": "Moderate confidence, since a reopening is unlikely."}, "likelihood-with-confidence", 2),
        ({"alternative": "It is probable that grain ships pass."}, "mixed-likelihood-terms", 2),
        ({"statement": "The port will very likely stay closed."}, "likelihood-disagrees", 2),
        ({"statement": "The port will stay closed.", "likelihood": None}, "judgment-without-likelihood", 2),
        ({"statement": "The port is closed.", "likelihood": None}, "fact-among-judgments", 3),
        ({"statement": "Norland closed the port, officials said. It will likely stay closed."}, "facts-and-judgments-mixed", 3),
        ({"citations": (), "support": Support(verdict="unsupported")}, "judgment-without-evidence", 6),
        ({"citations": cited(1), "confidence": "high"}, "high-confidence-on-one-source", 1),
        ({"alternative": None}, "no-alternative", 4),
        ({"alternative": "  "}, "no-alternative", 4),
        ({"confidence_reason": "All 14 ministries agree."}, "unsourced-number", 8),
        (
            {
                "statement": "Some 40 ships will likely wait.",
                "support": Support(verdict="partial", missing=(Missing(kind="number", text="40"),)),
            },
            "unsourced-number",
            8,
        ),
    ],
)  # fmt: skip
def test_breach_in_a_judgment_is_marked_with_its_standard(fields: dict[str, Any], rule: str, standard: int) -> None:
    assert (rule, standard) in rules(brief(judgment(**fields)))


@pytest.mark.parametrize(
    ("fields", "rule", "standard"),
    [
        ({"gaps": (Gap(kind="caveat", text="One source."),)}, "missing-gaps", 2),
        ({"indicators": ()}, "no-indicator", 2),
        ({"bottom_line": ()}, "no-bottom-line", 5),
        ({"as_of": date(2026, 5, 1)}, "stale-sources", 1),
        ({"sources": (source(1), source(2, published=date(2025, 1, 1)))}, "stale-sources", 1),
        (
            {"bottom_line": (Claim(text="Norland said the port is almost certain to reopen.", citations=cited(1)),)},
            "facts-and-judgments-mixed",
            3,
        ),
        (
            {"events": (Event(text="Norland will probably close the port.", citations=cited(1)),)},
            "judgment-among-facts",
            3,
        ),
    ],
)
def test_breach_in_a_brief_is_marked_with_its_standard(fields: dict[str, Any], rule: str, standard: int) -> None:
    assert (rule, standard) in rules(brief(**fields))


def test_extreme_likelihood_on_one_unrated_source_is_too_strong() -> None:
    bold = judgment(statement="It will very likely stay closed.", likelihood="very likely", citations=cited(1))
    weak = brief(bold, sources=(source(1, reliability="F"), source(2)))
    assert ("judgment-stronger-than-sources", 1) in rules(weak)
    assert ("judgment-stronger-than-sources", 1) not in rules(brief(bold))


def test_copies_of_one_report_count_as_one_source() -> None:
    certain = judgment(confidence="high")
    assert ("high-confidence-on-one-source", 1) not in rules(brief(certain))
    copied = brief(certain, sources=(source(1), source(2, repeats=1)))
    assert ("high-confidence-on-one-source", 1) in rules(copied)


def test_high_confidence_on_what_is_only_claimed_is_marked() -> None:
    said = Statement(speaker="Ada Brun", claim="it stays closed", citations=cited(1, 2), support=SUPPORTED)
    assert ("judgment-on-claims-alone", 1) in rules(brief(judgment(confidence="high"), statements=(said,)))
    assert ("judgment-on-claims-alone", 1) not in rules(brief(statements=(said,)))


def test_high_confidence_on_disputed_evidence_is_marked() -> None:
    sides = (Claim(text="On 3 March.", citations=cited(1)), Claim(text="On 4 March.", citations=cited(2)))
    dispute = Contradiction(subject="closure", kind="date", sides=sides)
    made = brief(judgment(confidence="high"), contradictions=(dispute,))
    assert ("high-confidence-on-disputed-evidence", 1) in rules(made)


def test_words_of_the_source_are_not_the_analysts() -> None:
    """A likelihood that the source has, or that stands in quotation marks, mixes no columns."""
    quote = "The minister said that talks would probably fail."
    told = judgment(
        statement="Talks will likely fail, as the minister says they “probably” will.",
        citations=cited(1, 2, quote=quote),
    )
    assert lint(brief(told)) == ()


def test_judgments_that_break_one_rule_share_one_problem() -> None:
    made = brief(judgment(alternative=None), judgment(), judgment(alternative=None))
    problem = next(problem for problem in lint(made) if problem.rule == "no-alternative")
    assert problem.place == "judgment 1, judgment 3"
    assert problem.text.startswith("Judgments 1 and 3: ")


def test_brief_without_judgments_is_only_checked_for_its_sources() -> None:
    bare = brief(judgments=(), indicators=(), gaps=(), bottom_line=())
    assert lint(bare.model_copy(update={"judgments": ()})) == ()


def test_words_are_read_in_english_only() -> None:
    made = brief(judgment(statement="Der Hafen bleibt likely und probable geschlossen."), language="de")
    assert lint(made) == ()


def test_days_that_make_a_source_old_can_be_set() -> None:
    made = brief(as_of=date(2026, 3, 13))
    assert lint(made) == ()
    assert [problem.rule for problem in lint(made, stale_days=7)] == ["stale-sources"]


def test_nine_standards_are_named() -> None:
    assert sorted(STANDARDS) == list(range(1, 10))
