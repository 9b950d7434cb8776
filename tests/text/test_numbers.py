"""Numbers in running text."""

from __future__ import annotations

import pytest

from briefer.text.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200 men and 3 boats", [1200, 3]),
        ("3.5 million tonnes", [3_500_000]),
        ("12 bn", [12_000_000_000]),
        ("10,5 %", [10.5]),
        ("1.234.567", [1_234_567]),
        ("12 500 euros", [12_500]),
        ("1,234.56", [1234.56]),
        ("twenty-three sailors", [23]),
        ("two hundred and five", [205]),
        ("four thousand", [4000]),
        ("a dozen", [12]),
        ("the second phase", [2]),
        ("the First Minister", [1]),
        ("a two-phased plan", [2]),
        ("٣٤ people", [34]),
        ("2025–2026", [2025, 2026]),
        ("one of them", []),
        ("thousands died", []),
        ("no numbers", []),
        ("x²", []),
    ],
)
def test_values_are_read_however_they_are_written(text: str, values: list[float]) -> None:
    assert [mention.value for mention in find_numbers(text)] == values


def test_offsets_mark_the_number() -> None:
    text = "Some 😀 twenty-three men lost 1,200 boats."
    assert [text[m.start : m.end] for m in find_numbers(text)] == ["twenty-three", "1,200"]


def test_long_runs_are_read_in_one_pass() -> None:
    assert len(find_numbers("1 and " * 50_000)) == 50_000
    assert len(find_numbers("9" * 200_000)) == 1
