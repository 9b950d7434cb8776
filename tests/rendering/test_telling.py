"""How single facts are told: dates that few readers could read as EDTF, and what still lies ahead."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.records import Event
from briefer.rendering.catalogue import Catalogue
from briefer.rendering.telling import is_ahead, legible


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2025-08-18", "2025-08-18"),
        ("2025-21", "spring 2025"),
        ("2025-34", "Q2 2025"),
        ("2025-41", "H2 2025"),
        ("2025-33/2025-35", "Q1 2025/Q3 2025"),
        ("198X", "1980s"),
        ("2025-08~", "about 2025-08"),
    ],
)
def test_date_is_told_for_readers(value: str, told: str) -> None:
    assert legible(value, Catalogue("en")) == told


@pytest.mark.parametrize(
    ("value", "ahead"), [("2025-33", False), ("2025-36", True), ("2025-21", False), ("2025-08", False), ("2026", True)]
)
def test_event_is_ahead_by_the_days_that_its_date_can_mean(value: str, ahead: bool) -> None:
    event = Event(text="The council met.", date=value, status="occurred")
    assert is_ahead(event, date(2025, 8, 22)) is ahead
