"""Which side of the publication date a bare date lies on, by the verb of its clause."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.text.dates import find_dates

PUBLISHED = date(2025, 11, 20)  # a Thursday


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The president, who has ruled since 2008, is to be sworn in on 5 December.", "2025-12-05"),
        ("The opposition won the vote on Sunday.", "2025-11-16"),
        ("They won't meet on Sunday.", "2025-11-23"),
        ("Both sides agreed late on Saturday.", "2025-11-15"),
        ("Both sides agreed to meet on Saturday.", "2025-11-22"),
        ("A storm may hit on Sunday.", "2025-11-23"),
        ("A storm hit on Sunday.", "2025-11-16"),
        ("The law, passed in 2019, must be renewed by March 28.", "2026-03-28"),
        ("The tariff, in place since 2018, ends on December 1.", "2025-12-01"),
        ("A source told the agency that by December 15 no soldier would be left.", "2025-12-15"),
        ("The minister said that in October the law had been dropped.", "2025-10"),
        ("The base will close on Thursday.", "2025-11-20"),
        ("The mission ends within a period, 2025 and 2026, that was made public.", "2026"),
        ("The two have not met alone since 12 February.", "2025-02-12"),
        ("The rise was due not to the fire but to shots in the night of 19 February.", "2025-02-19"),
        ("The outage was due to the storm on Sunday.", "2025-11-16"),
        ("The company has promised a report by 31 March.", "2026-03-31"),
        ("The navy announced an exercise from 28 March to 2 April.", "2026-03-28/2026-04-02"),
        ("The navy announced the exercise on 28 October.", "2025-10-28"),
        ("Elections on 26 January, regarded as a test, are near.", "2026-01-26"),
        ("Nine failures have been listed since March 2024. The letter was answered on 12 November.", "2025-11-12"),
        ("Schools will stay closed until November 28. On Feb. 6, 2024, a flood came.", "2024-02-06"),
        ("A flood came on Feb. 6, 2024. Troops were to leave by January 26.", "2026-01-26"),
        ("Peace talks resume on Monday.", "2025-11-24"),
        ("She would not discuss it on Wednesday.", "2025-11-19"),
        ("She said she would not attend on Friday.", "2025-11-21"),
        ("The mission ends in March 2026. An adviser confirmed the March date.", "2026-03"),
        ("The mission ends next month. An adviser confirmed the December date.", "2025-12"),
        ("She said on Monday that it could be signed on Friday.", "2025-11-21"),
    ],
)
def test_last_date_of_the_sentence_lies_where_its_verb_puts_it(text: str, value: str) -> None:
    assert find_dates(text, published=PUBLISHED)[-1].value == value


def test_closure_ahead_is_not_put_into_the_year_of_the_background() -> None:
    text = "Schools will stay closed until November 28. On Feb. 6, 2024, a flood came."
    assert find_dates(text, published=PUBLISHED)[0].value == "2025-11-28"


def test_summer_of_a_war_is_not_the_summer_before_publication() -> None:
    assert find_dates("In the last summer of the war food ships passed.", published=PUBLISHED) == []
