"""What changed between two briefs: paired by meaning, moved judgments with their new evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefer.comparing import Change, compare
from briefer.comparing.page import comparison_markdown
from briefer.records import Actor, Brief, BriefedSource, Citation, Claim, Event, Judgment, Provenance, Risk

OLD, NEW = "a" * 64, "b" * 64
CLOSED = "Norland closed the port of Halvik."
WAITING = "Forty ships are waiting off Halvik, its mayor said."


def cite(quote: str, document: str = OLD) -> Citation:
    return Citation(document=document, first=1, last=1, paragraph=3, start=0, end=len(quote), quote=quote)


def brief(*documents: str, **fields: Any) -> Brief:
    sources = tuple(
        BriefedSource(uri=f"{key[0]}.txt", title=f"Report {key[0]}", number=n, document=key, words=9, sentences=2)
        for n, key in enumerate(documents or (OLD,), start=1)
    )
    values: dict[str, Any] = {"title": "Port closed", "as_of": date(2026, 3, 4), "sources": sources}
    return Brief(provenance=Provenance(engine="llm", reason="as asked", settings="0"), **values | fields)


def judgment(statement: str, likelihood: str, confidence: str = "low", *citations: Citation) -> Judgment:
    return Judgment.model_validate(
        {
            "statement": statement,
            "likelihood": likelihood,
            "confidence": confidence,
            "confidence_reason": "One source.",
            "citations": citations or (cite(CLOSED),),
        }
    )


def changes(old: Brief, new: Brief, kind: str) -> list[Change]:
    return [change for change in compare(old, new).changes if change.kind == kind]


def test_brief_does_not_differ_from_itself() -> None:
    made = brief(judgments=(judgment("The port will likely stay closed.", "likely"),))
    assert compare(made, made).changes == ()
    assert "Nothing changed." in comparison_markdown(compare(made, made))


def test_moved_judgment_names_the_evidence_that_moved_it() -> None:
    old = brief(judgments=(judgment("The port of Halvik will likely stay closed in April.", "likely"),))
    after = judgment(
        "The port of Halvik will very likely stay closed in April.",
        "very likely",
        "moderate",
        cite(CLOSED),
        cite(WAITING, NEW),
    )
    new = brief(OLD, NEW, judgments=(after,))
    [change] = changes(old, new, "judgment")
    assert [(m.field, m.old, m.new) for m in change.moved] == [
        ("likelihood", "likely", "very likely"),
        ("confidence", "low", "moderate"),
    ]
    assert [(e.source, e.quote, e.from_new_source) for e in change.evidence] == [(2, WAITING, True)]
    assert change.explained is True
    page = comparison_markdown(compare(old, new))
    assert "**likely → very likely**" in page
    assert "source 2 ¶3 (new source): “Forty ships" in page


def test_judgment_that_moved_on_the_same_evidence_is_not_explained() -> None:
    old = brief(judgments=(judgment("The port will likely stay closed.", "likely"),))
    new = brief(judgments=(judgment("The port will very likely stay closed.", "very likely"),))
    [change] = changes(old, new, "judgment")
    assert change.explained is False
    assert "standard 7" in comparison_markdown(compare(old, new))


def test_judgment_of_another_matter_is_new_and_the_old_one_gone() -> None:
    old = brief(judgments=(judgment("The port will likely stay closed.", "likely"),))
    new = brief(judgments=(judgment("Elections in Suderia will likely be postponed.", "likely", "low", cite(WAITING)),))
    assert sorted(change.change for change in changes(old, new, "judgment")) == ["gone", "new"]


def test_denial_is_not_the_same_as_what_it_denies() -> None:
    old = brief(judgments=(judgment("Norland will likely open the port in April.", "likely"),))
    new = brief(
        judgments=(judgment("Norland will likely not open the port in April.", "likely", "low", cite(WAITING)),)
    )
    assert sorted(change.change for change in changes(old, new, "judgment")) == ["gone", "new"]


def test_event_told_with_another_date_is_changed_not_new() -> None:
    old = brief(events=(Event(text="Talks on the port open in Lisane.", date="2026-03", status="scheduled"),))
    new = brief(events=(Event(text="The talks on the port opened in Lisane.", date="2026-03-09", status="occurred"),))
    [change] = changes(old, new, "event")
    assert change.change == "changed"
    assert [(m.field, m.old, m.new) for m in change.moved] == [
        ("date", "2026-03", "2026-03-09"),
        ("status", "scheduled", "occurred"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Actor(name="Omar Vell", kind="person"), Actor(name="President Vell", kind="person", aliases=("Omar Vell",))),
        (Actor(name="Popular Front", kind="organisation", aliases=("PF",)), Actor(name="PF", kind="organisation")),
        (Actor(name="Ahmad al-Sharaa", kind="person"), Actor(name="Ahmed Al Sharaa", kind="person")),
    ],
)
def test_actor_under_another_name_is_neither_new_nor_gone(before: Actor, after: Actor) -> None:
    found = changes(brief(actors=(before,)), brief(actors=(after,)), "actor")
    assert [change.change for change in found] == ["changed"]
    assert [m.field for m in found[0].moved] == ["name"]


def test_new_and_gone_actors_risks_lines_and_sources_are_listed() -> None:
    old = brief(
        OLD,
        actors=(Actor(name="Ada Brun", kind="person"),),
        risks=(Risk(title="food shortage in Suderia", category="humanitarian"),),
        bottom_line=(Claim(text="The port is closed."),),
    )
    new = brief(
        NEW,
        actors=(Actor(name="Omar Vell", kind="person"),),
        risks=(Risk(title="mines in the strait", category="security"),),
        bottom_line=(Claim(text="Suderia asks for talks with Norland."),),
    )
    comparison = compare(old, new)
    for kind in ("actor", "risk", "bottom line", "source"):
        found = {c.change for c in comparison.changes if c.kind == kind}
        assert found == {"new", "gone"}, kind
    assert not comparison.related
    assert "may not be of the same matter" in comparison_markdown(comparison)


def test_hostile_words_do_nothing_on_the_page() -> None:
    name = "<script>x</script> [a](javascript:b) \u202egnp"
    page = comparison_markdown(compare(brief(), brief(actors=(Actor(name=name, kind="person"),))))
    assert "<script>" not in page.replace("\\<", "")
    assert "\u202e" not in page
