from __future__ import annotations

from datetime import date

import pytest

from briefer.engines.extractive.bounds import bounds_of
from briefer.engines.extractive.events import find_dated_sentences, find_events
from briefer.records import Event
from tests.engines.annotated import annotate


def events(*sentences: str, **options: object) -> tuple[Event, ...]:
    document, passages, _ = annotate(*sentences, **options)  # type: ignore[arg-type]
    return find_events(document, passages)


def test_event_carries_the_sentence_the_date_as_printed_and_its_actors() -> None:
    (event,) = events("Norland closed the bridge at Port Elm on 3 May.", dates={"3 May": "2025-05-03"})
    assert event.text == "Norland closed the bridge at Port Elm on 3 May."
    assert (event.date, event.date_text, event.status) == ("2025-05-03", "3 May", "occurred")
    assert event.actors == ("Norland",)
    assert event.citations[0].quote == event.text


@pytest.mark.parametrize(
    ("sentence", "expression", "value", "status"),
    [
        ("Norland closed the port on 3 May.", "3 May", "2025-05-03", "occurred"),
        ("Norland will close the port on 3 October.", "3 October", "2025-10-03", "scheduled"),
        ("The first phase is scheduled to end next month.", "next month", "2025-09", "scheduled"),
        ("Lena Ortiz said that the ferry will return next month.", "next month", "2025-09", "scheduled"),
        ("A security source claimed that all guards will leave in October.", "October", "2025-10", "alleged"),
        ("Witnesses said that two boats sank on 3 May.", "3 May", "2025-05-03", "alleged"),
        ("Tom Bell reportedly warned the crews in July.", "July", "2025-07", "alleged"),
        ("The ferry may return in October.", "October", "2025-10", "possible"),
        ("Iron Front demanded that the guards leave by October.", "October", "2025-10", "possible"),
        ("The strike may have begun on 3 May.", "3 May", "2025-05-03", "possible"),
        ("The yard has been closed since 2019.", "2019", "2019", "occurred"),
    ],
)
def test_status_follows_tense_modality_and_hearsay(sentence: str, expression: str, value: str, status: str) -> None:
    (event,) = events(sentence, dates={expression: value})
    assert event.status == status


def test_status_is_ongoing_where_something_lasts_since_a_date() -> None:
    (event,) = events("The yard has been closed since 2019.", dates={"2019": ("2019", "since")})
    assert event.status == "ongoing"


def test_status_is_scheduled_for_a_deadline_not_yet_over() -> None:
    (event,) = events("The guards leave by 31 August.", dates={"31 August": ("2025-08-31", "by")})
    assert event.status == "scheduled"


def test_event_without_publication_date_takes_its_status_from_the_tense() -> None:
    (event,) = events("Norland will close the port next month.", dates={"next month": None}, published=None)
    assert (event.date, event.date_text, event.status) == (None, "next month", "scheduled")


def test_event_about_the_month_of_may_is_not_merely_possible() -> None:
    (event,) = events("Norland and Sudmark met in May.", dates={"May": "2025-05"})
    assert event.status == "occurred"


def test_events_are_sorted_by_date_and_undated_ones_come_last() -> None:
    found = events(
        "The court ruled last week.",
        "The port was built in 1998.",
        "The port burned in March 2004.",
        dates={"last week": None, "1998": "1998", "March 2004": "2004-03"},
    )
    assert [event.date for event in found] == ["1998", "2004-03", None]


def test_month_comes_before_its_first_day() -> None:
    found = events(
        "The port closed on 1 June 2024.",
        "Trade fell in June 2024.",
        dates={"1 June 2024": "2024-06-01", "in June 2024": "2024-06"},
    )
    assert [event.date for event in found] == ["2024-06", "2024-06-01"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council discussed the 2024 budget.",
        "Work goes on within the timeframe of 2024.",
        "A table of tonnage, 2024.",
        "Fishing is banned now.",
    ],
)
def test_date_that_dates_nothing_gives_no_event(sentence: str) -> None:
    assert events(sentence, dates={"2024": "2024", "now": "2025-08-22"}) == ()


def test_second_date_of_a_pair_is_background_like_the_first() -> None:
    assert events("Work goes on in the timeframe of 2024 and 2026.", dates={"2024": "2024", "2026": "2026"}) == ()


def test_date_beside_a_noun_that_names_a_happening_gives_an_event() -> None:
    (event,) = events("Norland has not forgotten the 2019 explosion.", dates={"2019": "2019"})
    assert event.date == "2019"


def test_heading_gives_no_event() -> None:
    document, passages, _ = annotate("Norland closed the port on 3 May", dates={"3 May": "2025-05-03"})
    headed = document.model_copy(update={"sentences": (document.sentences[0]._replace(is_heading=True),)})
    from briefer.engines.extractive.passages import read_passages

    assert find_events(headed, read_passages(headed, [], [one.mention for one in passages[0].dates])) == ()


def test_sentence_that_leans_on_its_neighbour_cites_both() -> None:
    found = events(
        "The plan was announced by Norland.", "It is scheduled to end next month.", dates={"next month": "2025-09"}
    )
    assert (found[0].citations[0].first, found[0].citations[0].last) == (1, 2)


def test_long_sentence_with_several_dates_is_cut_at_clauses_and_shows_it() -> None:
    sentence = (
        "Norland signed the harbour agreement with its western neighbours in 2019 after long and difficult negotiations "
        "about tolls, and the parliament of Sudmark rejected every single article of it in 2021 after a stormy debate."
    )
    first, second = events(sentence, dates={"2019": "2019", "2021": "2021"})
    assert first.text.startswith("Norland signed")
    assert first.text.endswith("tolls …")
    assert second.text.startswith("… the parliament of Sudmark rejected")


def test_endless_sentence_is_shown_around_its_date_only() -> None:
    (event,) = events("word " * 2000 + "and they met in 2019 " + "word " * 2000, dates={"2019": "2019"})
    assert len(event.text) < 700
    assert "they met in 2019" in event.text


def test_every_text_stands_in_the_source() -> None:
    document, passages, _ = annotate(
        "Norland signed in 2019, and Sudmark, which had\nwaited for years, refused in 2021.",
        dates={"2019": "2019", "2021": "2021"},
    )
    flat = " ".join(document.text.split())
    assert all(event.text.strip("… ") in flat for event in find_events(document, passages))


def test_other_languages_give_dated_sentences_by_the_calendar_alone() -> None:
    document, passages, _ = annotate(
        "Das Werk schließt am 3. Oktober 2025 für immer.", dates={"3. Oktober 2025": "2025-10-03"}, language="de"
    )
    (event,) = find_dated_sentences(document, passages)
    assert (event.date, event.status) == ("2025-10-03", "scheduled")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-08-18", (2025, 8, 18), (2025, 8, 18)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2025-08~", (2025, 8, 1), (2025, 8, 31)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("2025-22", (2025, 6, 1), (2025, 8, 31)),
        ("2025-09/2026-09", (2025, 9, 1), (2026, 9, 30)),
        ("2014/..", (2014, 1, 1), (9999, 12, 31)),
    ],
)
def test_bounds_cover_the_days_of_an_edtf_value(value: str, first: object, last: object) -> None:
    assert bounds_of(value) == (first, last)


@pytest.mark.parametrize("value", ["", "soon", "T10:00"])
def test_bounds_of_what_is_no_date_are_none(value: str) -> None:
    assert bounds_of(value) is None


def test_publication_day_itself_counts_as_present() -> None:
    (event,) = events("Talks are continuing today.", dates={"today": "2025-08-22"}, published=date(2025, 8, 22))
    assert event.status == "ongoing"
