"""English dates: what is found, where, and what it means."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from briefer.text.dates import find_dates

PUBLISHED = date(2025, 8, 22)  # a Friday


def values(text: str, published: date | None = PUBLISHED) -> list[str | None]:
    return [mention.value for mention in find_dates(text, published=published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The order is dated 12 August 2024.", "2024-08-12"),
        ("The order is dated August 3rd, 2024.", "2024-08-03"),
        ("The order is dated Sept. 9, 2024.", "2024-09-09"),
        ("The order is dated the 3rd of August, 2024.", "2024-08-03"),
        ("The order is dated 2024-11-30.", "2024-11-30"),
        ("The order is dated 30.11.2024.", "2024-11-30"),
        ("The order is dated 11/30/2024.", "2024-11-30"),
        ("The order is dated 20241130.", "2024-11-30"),
        ("DTG 091200ZSEP24: column halted.", "2024-09-09"),
        ("Seen at the ford on 17 AUG 24.", "2024-08-17"),
        ("On Tuesday, Aug. 20, 2024, it rained.", "2024-08-20"),
        ("The deal was made in September 2024.", "2024-09"),
        ("The deal was made in February of 2024.", "2024-02"),
        ("The deal was made in 2019.", "2019"),
        ("The deal dates from the year 2019.", "2019"),
        ("The deal was made in early March 2024.", "2024-03~"),
        ("The deal was made in mid-2019.", "2019~"),
        ("The deal was made in the late 1990s.", "199X"),
        ("The deal was made in the '80s.", "198X"),
        ("The deal was made in the 19th century.", "18XX"),
        ("The deal was made in the summer of 2019.", "2019-22"),
        ("Output fell in the second quarter of 2024.", "2024-34"),
        ("Output fell in Q3 2024.", "2024-35"),
        ("Output fell in the first half of 2024.", "2024-40"),
        ("Output fell in FY24.", "2024"),
    ],
)
def test_explicit_dates_are_normalised(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Fighting lasted from 3 to 5 June 2024.", "2024-06-03/2024-06-05"),
        ("Between 3 and 7 May 2024 the road was shut.", "2024-05-03/2024-05-07"),
        ("The road was shut on 14-15 June.", "2025-06-14/2025-06-15"),
        ("The road was shut on June 14-15, 2024.", "2024-06-14/2024-06-15"),
        ("The road was shut from May to July.", "2025-05/2025-07"),
        ("The road was shut from November 2023 until March 2024.", "2023-11/2024-03"),
        ("The road was shut from 28 December to 4 January 2024.", "2023-12-28/2024-01-04"),
        ("He ruled 2014–2017.", "2014/2017"),
        ("He ruled in 2014-17.", "2014/2017"),
        ("He ruled between 1980 and 1985.", "1980/1985"),
    ],
)
def test_ranges_become_intervals(text: str, value: str) -> None:
    assert values(text) == [value]


def test_days_that_do_not_adjoin_are_listed_apart() -> None:
    found = find_dates("Shells fell on 3 and 9 June 2024.", published=PUBLISHED)
    assert [(mention.text, mention.value) for mention in found] == [("3", "2024-06-03"), ("9 June 2024", "2024-06-09")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He resigned yesterday.", "2025-08-21"),
        ("He resigns tomorrow.", "2025-08-23"),
        ("He resigned last Tuesday.", "2025-08-19"),
        ("He resigned on Monday.", "2025-08-18"),
        ("He will resign on Monday.", "2025-08-25"),
        ("The vote is set for Sunday.", "2025-08-24"),
        ("He resigned two weeks ago.", "2025-08-08"),
        ("He resigned 18 months ago.", "2024-02"),
        ("He resigned last month.", "2025-07"),
        ("He resigned last week.", "2025-08-11/2025-08-17"),
        ("He will resign in two weeks.", "2025-09-05"),
        ("He resigned on Thursday of last week.", "2025-08-14"),
        ("Sales rose this year.", "2025"),
        ("He resigned in March of this year.", "2025-03"),
        ("He resigned in March last year.", "2024-03"),
        ("He had a fall in July.", "2025-07"),
        ("The army retook the town in December.", "2024-12"),
        ("Talks will resume in January.", "2026-01"),
        ("All troops must be gone by September 15.", "2025-09-15"),
        ("The first phase ends next month.", "2025-09"),
    ],
)
def test_relative_dates_count_from_publication(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["He resigned yesterday.", "He resigned on Monday.", "He resigned in July."])
def test_relative_dates_without_publication_have_no_value(text: str) -> None:
    assert values(text, published=None) == [None]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The siege began in May 1994. In July the city fell.", "1994-07"),
        ("The raid was on 30 June 2023. Two days later he gave up.", "2023-07-02"),
        ("He joined in 2019, having left school the previous year.", "2018"),
        ("He fled in January 2020. That month the bank failed.", "2020-01"),
        ("The war began in 1939. In August of that year he was drafted.", "1939-08"),
    ],
)
def test_dates_follow_the_story(text: str, last: str) -> None:
    assert values(text)[-1] == last


def test_story_goes_on_where_a_remark_interrupted_it() -> None:
    text = (
        "They had planned it on 11 November 1917. The offensive opened on 21 March 1918. On 28 March reserves came up. A council had been agreed at a meeting "
        "on 5 November 1917. The next attack began on 15 July."
    )
    assert values(text)[-1] == "1918-07-15"


def test_recent_day_in_news_is_not_drawn_into_a_story() -> None:
    assert values("He was wounded in January 2020. On August 18 he spoke again.")[-1] == "2025-08-18"


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The order was to March on at dawn.",
        "Theresa May refused.",
        "Some 2,019 people fled; 2000 soldiers stayed.",
        "Flight 1979 carried 212 people.",
        "Resolution 2231 passed by 15 votes.",
        "See page 2014 of version 2.0.1.",
        "It cost $2000, or 1999.50 at the gate.",
        "The T-72, the Su-35 and the F-16 were lost.",
        "Call +44 20 7946 0018 or 192.168.10.12.",
        "The peak stands 2024 metres high.",
        "The Sunday Times printed it.",
        "He worked for two years.",
    ],
)
def test_what_looks_like_a_date_is_left_alone(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("They must leave by September 15.", "by"),
        ("It has run since 2014.", "since"),
        ("It runs through September 2026.", "until"),
        ("It ended before 2011.", "before"),
        ("It began after March 2003.", "after"),
        ("It began in 2003.", "on"),
    ],
)
def test_relation_is_the_preposition(text: str, relation: str) -> None:
    assert [mention.relation for mention in find_dates(text, published=PUBLISHED)] == [relation]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Signed 25/11/2024. Ended 04/05/2024.", "2024-05-04"),
        ("Signed 11/25/2024. Ended 04/05/2024.", "2024-04-05"),
        ("Signed on 25 November 2024. Ended 04/05/2024.", "2024-05-04"),
        ("Signed on November 25, 2024. Ended 04/05/2024.", "2024-04-05"),
    ],
)
def test_order_of_day_and_month_is_learned_from_the_text(text: str, value: str) -> None:
    assert values(text)[-1] == value


@pytest.mark.parametrize("text", ["It was on 31 June 2024.", "It was on 2024-13-41.", "It was on 30/30/2024."])
def test_days_that_do_not_exist_have_no_day(text: str) -> None:
    assert not any(value and len(value) == len("2024-06-31") for value in values(text))


def test_offsets_are_code_points() -> None:
    text = "🇺🇦 naïve — on 12 August 2024\u200b, “last Tuesday”."
    for mention in find_dates(text, published=PUBLISHED):
        assert text[mention.start : mention.end] == mention.text
    assert [mention.text for mention in find_dates(text, published=PUBLISHED)] == ["12 August 2024", "last Tuesday"]


def test_mentions_are_in_order_and_do_not_overlap() -> None:
    text = (
        "From May to July 2024, and on 3, 4 and 9 June, then in 2025, two weeks ago, last Tuesday and 11/12/2024. " * 50
    )
    found = find_dates(text, published=PUBLISHED)
    assert len(found) > 300
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_long_texts_keep_their_offsets_across_parts() -> None:
    text = "Nothing happened at all. " * 9_000 + "He died on 12 August 2024."
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == mention.text == "12 August 2024"


@pytest.mark.parametrize("unit", ["7", "May ", "2014-", "1/", "the end of the ", "3 and ", "last ", "1 2 3 ", "a"])
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """A line of half a megabyte that nearly is a date all along takes seconds, not minutes."""
    import time

    started = time.process_time()
    find_dates(unit * (500_000 // len(unit)), published=PUBLISHED)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x00 2014", "\ud800 in 2014", "٢٩٩٩٩٩٩٩٩٩٩", "0000-00-00", "9999-12-31 a day later"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    assert isinstance(find_dates(text, published=date(1, 1, 1)), list)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_edges_of_the_calendar_do_no_harm(published: date) -> None:
    text = "Last week, next week, yesterday, tomorrow, 99 years ago, 99 decades ago, last century, next month, Monday, in May."
    assert isinstance(find_dates(text, published=published), list)


def test_29_february_takes_a_leap_year() -> None:
    assert values("It happened on February 29.") == ["2024-02-29"]


def test_season_of_a_year_moves_the_story() -> None:
    text = "Borders moved on 3 March 1911, 4 May 1912 and 5 June 1913. By the spring of 1915 all was lost, and in May they fled."
    assert values(text)[-1] == "1915-05"


def test_present_of_a_verb_of_schedules_looks_ahead() -> None:
    assert values("The levy takes effect March 1.") == ["2026-03-01"]
    assert values("The levy took effect March 1.") == ["2025-03-01"]
