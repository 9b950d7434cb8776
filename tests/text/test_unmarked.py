"""Markdown as the words that a reader sees."""

from __future__ import annotations

import pytest

from briefer.text.unmarked import unmarked


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("The base closes on 15 May.[^1][^2]", "The base closes on 15 May."),
        ("> **Bottom line.** The base closes.", "> The base closes."),
        ("1. US forces will **very likely** leave.", "US forces will very likely leave."),
        ("   *Alternative:* Some stay.", "   Some stay."),
        ("- **Ada Brun** (to Harbour News): the port reopens.", "- Ada Brun (to Harbour News): the port reopens."),
        ("See [the report](https://example.org/a) by *Norland*.", "See the report by Norland."),
        (r"A price of \$5 \[sic\] and 2 \* 3", r"A price of \$5 [sic] and 2 * 3"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("15 May. The base closes.", "15 May. The base closes."),
    ],
)
def test_marks_go_and_words_stay(line: str, words: str) -> None:
    assert unmarked(line) == words


def test_footnotes_are_no_part_of_the_text() -> None:
    assert unmarked("It closes.[^1]\n\n[^1]: 1 ¶2: “It closes.”\n    More.\nIt opens.") == "It closes.\n\nIt opens."


def test_cells_that_claim_something_are_paragraphs() -> None:
    table = "| Date | Event | Status |\n|---|---|---|\n| 2014 | The ministry founded the force.[^1] | occurred |"
    assert unmarked(table).split() == "The ministry founded the force.".split()
