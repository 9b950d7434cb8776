"""The calendar, read back with icalendar."""

from __future__ import annotations

from datetime import date
from typing import Any

import icalendar
import pytest

from briefer.records import Brief, Event
from briefer.rendering import RenderOptions, render
from tests.rendering.samples import HOSTILE, SUPPORTED, UNSUPPORTED, brief, cited, full, hostile


def entries(made: Brief, **options: Any) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(render(made, "ics", RenderOptions(**options)))
    return list(calendar.walk("VEVENT"))


def scheduled(day: str | None, **values: Any) -> Brief:
    known: dict[str, Any] = {
        "text": "A vote is due.",
        "status": "scheduled",
        "citations": cited(3),
        "support": SUPPORTED,
    }
    return brief(events=(Event(date=day, **known | values),))


def test_only_what_lies_ahead_is_in_the_calendar() -> None:
    assert [str(e["SUMMARY"]) for e in entries(full())] == [
        "Grain may run out. (2026-04/2026-05)",
        "A vote is due in Halmeria.",
    ]


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2026-06-07", date(2026, 6, 7), date(2026, 6, 8)),
        ("2026-06", date(2026, 6, 1), date(2026, 7, 1)),
        ("2026-06/2026-07", date(2026, 6, 1), date(2026, 8, 1)),
        ("2026-06-07~", date(2026, 6, 4), date(2026, 6, 11)),
    ],
)
def test_date_is_an_all_day_entry_over_all_that_it_can_mean(value: str, start: date, end: date) -> None:
    (entry,) = entries(scheduled(value))
    assert entry.decoded("DTSTART") == start
    assert entry.decoded("DTEND") == end
    assert entry["TRANSP"] == "TRANSPARENT"


def test_entry_carries_its_evidence_and_marking() -> None:
    entry = entries(full())[1]
    assert "1 ¶2: “Sentence 3 of the article tells of the strait.”" in str(entry["DESCRIPTION"])
    assert "TLP:AMBER" in str(entry["DESCRIPTION"])


def test_alleged_event_is_tentative() -> None:
    assert entries(full())[0]["STATUS"] == "TENTATIVE"


def test_undated_event_is_told() -> None:
    told: list[str] = []
    assert entries(scheduled(None, date_text="soon"), notice=told.append) == []
    assert told == ["scheduled events without a date that a calendar can hold: 1; they stand in the other formats"]


def test_unsupported_event_is_left_out() -> None:
    assert entries(scheduled("2026-06-07", support=UNSUPPORTED)) == []


def test_hostile_text_adds_no_entry() -> None:
    made = hostile("x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil" + " · ".join(HOSTILE))
    assert len(entries(made)) == 1


def test_entries_have_lasting_names() -> None:
    assert [e["UID"] for e in entries(full())] == [e["UID"] for e in entries(full())]
    assert len({str(e["UID"]) for e in entries(full())}) == 2
