"""EDTF values: bounds, comparison, TIMEX3."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.text.dates import compatible, edtf_bounds, timex3


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-08-18", date(2025, 8, 18), date(2025, 8, 18)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
        ("2025-22", date(2025, 6, 1), date(2025, 8, 31)),
        ("2025-24", date(2025, 1, 1), date(2026, 2, 28)),
        ("2025-34", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-03~", date(2025, 3, 1), date(2025, 3, 31)),
        ("2025-03-10~", date(2025, 3, 7), date(2025, 3, 13)),
        ("2025-09-XX", date(2025, 9, 1), date(2025, 9, 30)),
        ("2025-09/2026-09", date(2025, 9, 1), date(2026, 9, 30)),
        ("2025-08-18T14:30:00Z", date(2025, 8, 18), date(2025, 8, 18)),
    ],
)
def test_bounds_hold_every_day_that_is_meant(value: str, first: date, last: date) -> None:
    assert edtf_bounds(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["", "soon", "2014/..", "../2014", "2025-13", "2025-02-30", "2026/2025", "0000", "2025-W33"]
)
def test_bounds_of_what_has_none(value: str) -> None:
    assert edtf_bounds(value) is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2025-09", "2025-09-15", True),
        ("2025-09-15", "2025-09-16", False),
        ("2025", "2025-09/2025-10", True),
        ("2025-09-01/2025-09-15", "2025-09-10/2025-09-20", False),
        ("2025-08-04~", "2025-08-05", True),
        ("2014/..", "2014", True),
        ("2014/..", "2015/..", False),
        ("nonsense", "nonsense", False),
    ],
)
def test_compatible_is_containment_either_way(a: str, b: str, expected: bool) -> None:
    assert compatible(a, b) is compatible(b, a) is expected


@pytest.mark.parametrize(
    ("value", "timex"),
    [
        ("2025-08-11/2025-08-17", "2025-W33"),
        ("2025-08-16/2025-08-17", "2025-W33-WE"),
        ("2025-34", "2025-Q2"),
        ("2025-41", "2025-H2"),
        ("2025-22", "2025-SU"),
        ("199X", "199"),
        ("2025-03~", "2025-03"),
        ("2025-08-12", "2025-08-12"),
    ],
)
def test_timex3_names_periods_as_timeml_does(value: str, timex: str) -> None:
    assert timex3(value) == timex
