"""The scorer on cases made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.errors import UsageError
from briefer.evaluation.corpus import Gold, load_articles
from briefer.evaluation.scoring import Counts, score
from briefer.records import Actor, Brief, Citation, Event, Provenance, Risk


def cited(quote: str) -> tuple[Citation, ...]:
    return (Citation(document="d", first=1, last=1, paragraph=1, start=0, end=len(quote), quote=quote),)


def brief(**parts: object) -> Brief:
    provenance = Provenance(engine="extractive", reason="test", settings="")
    return Brief.model_validate({"title": "t", "sources": (), "provenance": provenance, **parts})


def actors(*names: str) -> tuple[Actor, ...]:
    return tuple(Actor(name=name, kind="person") for name in names)


GOLD = Gold.model_validate(
    {
        "actors": [
            {"name": "Elena Tarkov", "kinds": ["person"], "aliases": ["Tarkov"]},
            {"name": "Aruma", "kinds": ["state"]},
            {"name": "Helm", "kinds": ["place"], "optional": True},
        ],
        "dates": ["2025-09-17", "2025-08~"],
        "optional_dates": ["1996"],
        "events": [{"quote": "recalled her ambassador", "date": "2025-09-17", "statuses": ["occurred"]}],
        "risks": [{"quote": "could lead to fighting", "categories": ["security"]}],
    }
)


def test_actors_exact_count_in_both_measures() -> None:
    made = score(brief(actors=actors("Tarkov", "Aruma")), GOLD)
    assert made["actors strict"] == made["actors relaxed"] == Counts(2, 2, 2)


def test_longer_name_counts_only_when_relaxed() -> None:
    made = score(brief(actors=actors("President Elena Tarkov of Morvania")), GOLD)
    assert made["actors strict"] == Counts(0, 1, 2)
    assert made["actors relaxed"] == Counts(1, 1, 2)


def test_part_of_a_word_is_no_name() -> None:
    assert score(brief(actors=actors("Tarkovsky")), GOLD)["actors relaxed"] == Counts(0, 1, 2)


def test_same_actor_twice_is_right_once() -> None:
    assert score(brief(actors=actors("Tarkov", "Elena Tarkov")), GOLD)["actors strict"] == Counts(1, 2, 2)


def test_exact_name_is_preferred_to_one_that_holds_it() -> None:
    wanted = Gold.model_validate({"actors": [{"name": "Aruma", "kinds": ["state"]}]})
    made = brief(actors=(Actor(name="Union of Aruma", kind="organisation"), Actor(name="Aruma", kind="state")))
    assert score(made, wanted)["actor kinds"] == Counts(1, 1, 1)


def test_optional_actor_counts_neither_way() -> None:
    assert score(brief(actors=actors("Helm")), GOLD)["actors strict"] == Counts(0, 0, 2)


def test_kinds_are_of_the_actors_found() -> None:
    assert score(brief(actors=actors("Tarkov", "Aruma", "Nobody")), GOLD)["actor kinds"] == Counts(1, 2, 2)


@pytest.mark.parametrize(
    ("date", "right"),
    [("2025-09-17", 1), ("2025-08", 1), ("../2025-09-17", 1), ("2025-09-18", 0), ("2025", 0)],
)
def test_dates_are_compared_by_their_days(date: str, right: int) -> None:
    made = brief(events=(Event(text="x", date=date, citations=cited("x")),))
    assert score(made, GOLD)["dates"] == Counts(right, 1, 2)


def test_optional_date_counts_neither_way() -> None:
    made = brief(events=(Event(text="x", date="1996", citations=cited("x")),))
    assert score(made, GOLD)["dates"] == Counts(0, 0, 2)


@pytest.mark.parametrize(
    ("quote", "date", "right"),
    [
        ("She recalled  her\nambassador.", "2025-09-17", 1),
        ("She recalled her ambassador.", "2025-09-16", 0),
        ("She stayed.", "2025-09-17", 0),
    ],
)
def test_event_needs_sentence_and_date(quote: str, date: str, right: int) -> None:
    made = brief(events=(Event(text="x", date=date, citations=cited(quote)),))
    assert score(made, GOLD)["events"] == Counts(right, 1, 1)


def test_event_without_date_is_not_scored() -> None:
    assert score(brief(events=(Event(text="x", citations=cited("x")),)), GOLD)["events"] == Counts(0, 0, 1)


def test_risk_is_found_by_its_sentence_and_judged_by_its_category() -> None:
    made = brief(risks=(Risk(title="x", category="health", citations=cited("It could lead to fighting.")),))
    assert score(made, GOLD)["risks"] == Counts(1, 1, 1)
    assert score(made, GOLD)["risk categories"] == Counts(0, 1, 1)


def test_part_that_was_not_annotated_is_not_scored() -> None:
    assert set(score(brief(), Gold(dates=("2025",)))) == {"dates"}


def test_figures_follow_from_counts() -> None:
    counts = Counts(right=1, given=2, wanted=4)
    assert (counts.precision, counts.recall, round(counts.f1, 3)) == (0.5, 0.25, 0.333)


@pytest.mark.parametrize(
    ("annotation", "told"),
    [
        ('{"events": [{"quote": "the", "date": "2025", "statuses": []}]}', "occurs 2 times"),
        ('{"dates": ["Tuesday"]}', "no EDTF date"),
        ('{"actor": []}', "Extra inputs"),
        ("nonsense", "Invalid JSON"),
    ],
)
def test_bad_annotation_is_refused_in_one_line(tmp_path: Path, annotation: str, told: str) -> None:
    (tmp_path / "a.txt").write_text("the dog and the cat")
    (tmp_path / "a.json").write_text(annotation)
    with pytest.raises(UsageError, match=told):
        load_articles(tmp_path)


def test_annotation_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(UsageError, match="no text beside it"):
        load_articles(tmp_path)


def test_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no annotated article"):
        load_articles(tmp_path)
