"""Paragraphs: plain, hard-wrapped, one a line, Markdown; offsets, headings, time."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.text.paragraphs import Paragraph, paragraphs

LONG = (
    "The river rose overnight and carried two boats from the quay, which nobody had thought possible so late in the "
    "year. By noon the harbour master had closed the lower road and asked the baker, whose cellar lies below it, to "
    "move his flour. He refused at first, and then sent for his sons."
)


def parts(text: str, start: int = 0, end: int | None = None) -> list[str]:
    return [text[found.start : found.end] for found in paragraphs(text, start, end)]


def headings(text: str) -> list[str]:
    return [text[found.start : found.end] for found in paragraphs(text) if found.is_heading]


def test_paragraphs_parted_by_blank_lines() -> None:
    assert parts("One stood.\n\n \t\nTwo fell.\n") == ["One stood.", "Two fell."]


def test_hard_wrapped_lines_are_one_paragraph_each() -> None:
    text = "\n\n".join(textwrap.fill(LONG, 66) for _ in range(3))
    assert [" ".join(part.split()) for part in parts(text)] == [LONG] * 3


def test_hard_wrapped_paragraphs_without_blank_lines_part_at_short_lines() -> None:
    text = "\n".join(textwrap.fill(LONG, 66) for _ in range(3))
    assert len(parts(text)) == 3


def test_hard_wrapped_paragraphs_part_at_indents() -> None:
    text = "\n".join(textwrap.fill(LONG, 66, initial_indent="    ") for _ in range(3))
    assert len(parts(text)) == 3


def test_one_paragraph_a_line() -> None:
    assert parts(f"{LONG}\nHe came.\n{LONG}") == [LONG, "He came.", LONG]


def test_short_dialogue_lines_stay_apart() -> None:
    lines = ["“Is it far?”", "“Not far.”", "“Then let us walk.”", "She took her coat."]
    assert parts("\n".join(lines)) == lines


def test_mixed_document_is_decided_block_by_block() -> None:
    text = f"{LONG}\n{LONG}\n\n{textwrap.fill(LONG, 60)}\n\n{textwrap.fill(LONG, 60)}"
    assert [" ".join(part.split()) for part in parts(text)] == [LONG] * 4


def test_line_broken_within_a_sentence_is_joined() -> None:
    assert parts("The tide turned \nbefore dawn.") == ["The tide turned \nbefore dawn."]


def test_list_of_bare_words_stays_apart() -> None:
    assert parts("bread\nsalt and oil\nmatches") == ["bread", "salt and oil", "matches"]


def test_wrapped_chinese_is_one_paragraph() -> None:
    line = "河水夜里上涨带走了码头上的两条船没有人想到这么晚的时候还会发生这样的事情港口的主人"
    assert len(parts("\n".join([line] * 6 + ["关了下面的路。"]))) == 1


def test_region_is_respected() -> None:
    text = "Header\n\nBody one.\n\nBody two.\n\nFooter"
    assert parts(text, 8, 29) == ["Body one.", "Body two."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## The road ##\nIt is closed.", ["The road", "It is closed."]),
        ("The road\n========\nIt is closed.", ["The road", "It is closed."]),
        ("The road\n--------\nIt is closed.", ["The road", "It is closed."]),
        ("- bread\n- salt\n  and oil\n* wine", ["bread", "salt\n  and oil", "wine"]),
        ("1. bread\n2. salt", ["1. bread", "2. salt"]),
        ("> He came\n> and went.\n>\n> She stayed.", ["He came\n> and went.", "She stayed."]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["a | b", "1 | 2"]),
        ("One.\n\n---\n\nTwo.\n\n* * *\n\nThree.", ["One.", "Two.", "Three."]),
        ("One.\n\n<!-- not\n\nthis -->\n\nTwo.", ["One.", "Two."]),
        ("One.\n\n```py\na = 1\n\nb = 2\n```\n\nTwo.", ["One.", "a = 1", "b = 2", "Two."]),
        ("#tag is no heading.", ["#tag is no heading."]),
        ("• bread • salt", ["• bread • salt"]),
        ("-\n\n#\n\n>", ["-"]),
    ],
)
def test_markdown(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_unclosed_fence_and_comment_are_text() -> None:
    assert parts("```\n\nOne.\n\n<!-- Two.") == ["```", "One.", "<!-- Two."]


def test_number_that_begins_a_wrapped_line_is_no_item() -> None:
    text = "The council met in the old hall, as it had done on each of the\n31. Only two members came that day, for the\nroad was under water."
    assert len(parts(text)) == 1


def test_headings_are_marked() -> None:
    text = f"The River in Spring\n\n{LONG}\n\nWHAT FOLLOWED\n\n{LONG}\n\n## Last words\n\n{LONG}"
    assert headings(text) == ["The River in Spring", "WHAT FOLLOWED", "Last words"]


@pytest.mark.parametrize(
    "line",
    ["He went home.", "“No,” he said", "Who came?", "河水上涨", "ارتفع النهر", "and so on", "He said:", LONG[:120]],
)
def test_ordinary_lines_are_no_headings(line: str) -> None:
    assert headings(f"{line}\n\n{LONG}") == []


def test_last_line_is_no_heading() -> None:
    assert headings(f"{LONG}\n\nThe End") == []


@given(st.text(alphabet="aB1 \n\t.#>-*|`~=<!•中ا😀", max_size=200))
@settings(max_examples=300, deadline=None)
def test_spans_are_ordered_stripped_and_not_empty(text: str) -> None:
    before = 0
    for found in paragraphs(text):
        assert before <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == text[found.start : found.end].strip()
        before = found.end


@given(st.text(alphabet="aB .\n中", max_size=200))
def test_unmarked_text_loses_nothing(text: str) -> None:
    assert "".join("".join(parts(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", ["a", " ", "\n", "#", "> ", "- a\n", "a\n\n", "```\n", "<!--\n", "| a |\n", "1. a\n", "word "]
)
def test_a_megabyte_takes_linear_time(unit: str) -> None:
    began = time.perf_counter()
    paragraphs(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - began < 15


def test_paragraph_is_a_tuple() -> None:
    assert Paragraph(1, 2) == (1, 2, False)
