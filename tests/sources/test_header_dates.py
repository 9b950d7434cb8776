"""Explicit dates of headers and datelines."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.sources.header_dates import find_date, only_date

SAME_DAY = [
    "2025-08-22",
    "2025/08/22",
    "2025-08-22T10:15:00Z",
    "2025-08-22 10:15:00+00:00",
    "22 August 2025",
    "22nd of August, 2025",
    "22 Aug. 2025",
    "August 22, 2025",
    "Aug. 22, 2025",
    "AUGUST 22nd 2025",
    "Friday, August 22, 2025",
    "Fri 22 Aug 2025, 10:15 GMT",
    "August 22, 2025 at 10:15 am EDT",
    "22.08.2025",
    "22.8.2025, 10:15 Uhr",
    "22/08/2025",
    "08/22/2025",
    "22. August 2025",
    "Freitag, 22. August 2025",
    "22 août 2025",
    "vendredi 22 août 2025",
    "22 de agosto de 2025",
    "22 августа 2025 г.",
    "22 августа 2025 года",
    "22 серпня 2025 року",
    "22 أغسطس 2025",
    "٢٢ أغسطس ٢٠٢٥",
    "22 آب / أغسطس 2025",
    "2025年8月22日",
]


@pytest.mark.parametrize("line", SAME_DAY)
def test_only_date_reads_each_form(line: str) -> None:
    found = only_date(line)
    assert found is not None
    assert found.resolve() == date(2025, 8, 22)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "August 2025",
        "Troops left on 22 August 2025",
        "05/06/2025",
        "31 February 2025",
        "2025-13-01",
        "Version 22.08.2025.1",
        "22 August",
        "0000-00-00",
        "22 August 2025 and 23 August 2025",
    ],
)
def test_only_date_refuses(line: str) -> None:
    assert only_date(line) is None


def test_only_date_day_and_month_alike_is_unambiguous() -> None:
    found = only_date("05/05/2025")
    assert found is not None
    assert found.resolve() == date(2025, 5, 5)


def test_find_date_prefers_a_date_with_a_year() -> None:
    found = find_date("3 May, filed on 4 May 2025")
    assert found is not None
    assert found.resolve() == date(2025, 5, 4)


def test_find_date_takes_the_first_of_two() -> None:
    found = find_date("Published August 22, 2025 | Updated 2025-08-23")
    assert found is not None
    assert found.resolve() == date(2025, 8, 22)


def test_resolve_without_year_or_neighbour_is_none() -> None:
    found = find_date("Aug. 22")
    assert found is not None
    assert found.resolve() is None


@pytest.mark.parametrize(
    ("near", "expected"), [(date(2025, 8, 24), date(2025, 12, 30)), (date(2026, 1, 2), date(2025, 12, 30))]
)
def test_resolve_takes_the_year_closest_to_its_neighbour(near: date, expected: date) -> None:
    found = find_date("Dec. 30")
    assert found is not None
    assert found.resolve(near) == expected


def test_resolve_leap_day_in_a_common_year_takes_a_leap_year() -> None:
    found = find_date("29 February")
    assert found is not None
    assert found.resolve(date(2025, 3, 1)) == date(2024, 2, 29)


def test_offsets_end_with_the_date() -> None:
    text = "22 de agosto de 2025 y más"
    found = find_date(text)
    assert found is not None
    assert text[found.start : found.end] == "22 de agosto de 2025"
