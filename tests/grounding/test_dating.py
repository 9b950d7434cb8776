"""Dates that a text gives by what it says around them."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.grounding.dating import implies_date
from briefer.text.dates import find_dates

PUBLISHED = date(2026, 3, 12)


def implied(value: str, text: str) -> bool:
    given = [mention.value for mention in find_dates(text, published=PUBLISHED) if mention.value]
    return implies_date(value, given, text, PUBLISHED)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-04-15~", "The grain will last until the middle of April."),
        ("2026-03-01/2026-03-10", "Thirty ships passed in the first ten days of this month."),
        ("2026-01/2026-03", "Flour has become dearer since January."),
        ("2026-02-24/2026-03-04", "The cranes stopped on 24 February and stood still for nine days."),
        ("2026-03-20", "On 19 March the underwriters meet; on the 20th the votes are counted."),
        ("2026-03-31", "The court, asked on 10 March, has given itself three weeks."),
        ("2026-03-12", "For the moment the ships go on passing."),
        ("2023", "Oil climbed to its highest level in three years."),
    ],
)
def test_date_follows_from_the_text(value: str, text: str) -> None:
    assert implied(value, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-05-15~", "The grain will last until the middle of April."),
        ("2026-02-01/2026-02-10", "Thirty ships passed in the first ten days of this month."),
        ("2025-01/2025-03", "Flour has become dearer since January."),
        ("2026-02-24/2026-03-20", "The cranes stopped on 24 February and stood still for nine days."),
        ("2026-03-21", "On 19 March the underwriters meet; on the 20th the votes are counted."),
        ("2026-03-12", "The court was asked on 10 March."),
        ("2026-03-04", "On 2 March the porters struck for two days."),
        ("2021", "Oil climbed to its highest level in three years."),
    ],
)
def test_date_does_not_follow_from_the_text(value: str, text: str) -> None:
    assert not implied(value, text)
