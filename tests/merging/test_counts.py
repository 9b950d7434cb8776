"""Which counts can be set against each other."""

from __future__ import annotations

import pytest

from briefer.merging.quantities import comparable, conflict, quantities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The strike killed 11 people.", "The strike killed 17 people."),
        ("At least 20 people were killed.", "The blast killed 12 people."),
        ("Eleven were wounded.", "The blast wounded 30 people."),
    ],
)
def test_counts_that_cannot_both_be_right_conflict(one: str, other: str) -> None:
    assert conflict(quantities(one)[0], quantities(other)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The strike killed 11 people.", "The strike killed 11 civilians."),
        ("At least 11 people were killed.", "The strike killed 17 people."),
        ("About 2,500 people were displaced.", "The flood displaced 2,480 people."),
        ("The strike killed 11 people.", "The strike wounded 30 people."),
    ],
)
def test_counts_that_may_both_be_right_do_not(one: str, other: str) -> None:
    assert not conflict(quantities(one)[0], quantities(other)[0])


def test_killed_and_wounded_are_not_compared() -> None:
    killed, wounded = quantities("The strike killed 11 people and wounded 30.")
    assert not comparable(killed, wounded)


@pytest.mark.parametrize("text", ["It came on 3 March 2026.", "It was the third attack.", "Prices rose by 4%."])
def test_dates_ordinals_and_shares_count_nothing(text: str) -> None:
    assert quantities(text) == []
