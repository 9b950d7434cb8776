"""The header at the start of an article."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.sources.headers import read_header, read_late_header
from briefer.text.paragraphs import paragraphs

BODY = "The convoy left the base at dawn. Nobody said where it went.\n\nA second paragraph follows it.\n"


def body_of(text: str) -> str:
    return text[read_header(text).end :]


def test_dated_title_line_gives_date_and_title() -> None:
    text = " date 2025-03-04 Harbour Bridge.\n\n" + BODY
    header = read_header(text)
    assert (header.published, header.title, text[header.end :]) == (date(2025, 3, 4), "Harbour Bridge", BODY)


def test_dated_title_line_without_a_blank_line_is_content() -> None:
    text = "date 2025-03-04 Harbour Bridge.\n" + BODY
    assert body_of(text) == text


def test_no_header_leaves_all_to_the_body() -> None:
    assert body_of(BODY) == BODY


@pytest.mark.parametrize("text", ["", "\n\n", " ", "One line only", "Title\n\n"])
def test_text_without_a_body_has_no_header(text: str) -> None:
    assert read_header(text).title is None


def test_headline_before_a_blank_line_is_the_title() -> None:
    text = "Convoy leaves harbour base\n\n" + BODY
    header = read_header(text)
    assert (header.title, text[header.end :]) == ("Convoy leaves harbour base", BODY)


@pytest.mark.parametrize(
    "line",
    [
        "The convoy left.",
        "“We are leaving.”",
        "He said:",
        "- a list item",
        "1. a list item",
        "> a quotation",
        "部队离开了基地。",
        "Word " * 60,
    ],
)
def test_first_line_that_is_no_headline_is_content(line: str) -> None:
    text = f"{line}\n\n{BODY}"
    assert body_of(text) == text


def test_first_line_of_a_paragraph_is_content() -> None:
    text = "The convoy left the base at dawn and\nnobody said where it went.\n\n" + BODY
    assert body_of(text) == text


def test_headline_directly_before_byline_and_date() -> None:
    text = "Convoy leaves harbour base\nBy Jane Doe\n22 August 2025\n\n" + BODY
    header = read_header(text)
    assert (header.title, header.author, header.published) == (
        "Convoy leaves harbour base",
        "Jane Doe",
        date(2025, 8, 22),
    )
    assert text[header.end :] == BODY


def test_question_may_be_a_headline() -> None:
    assert read_header("Who holds the harbour?\n\n" + BODY).title == "Who holds the harbour?"


@pytest.mark.parametrize(
    "heading", ["# Convoy leaves", "# Convoy leaves #", "# **Convoy leaves**", "Convoy leaves\n====="]
)
def test_markdown_heading_is_the_title(heading: str) -> None:
    text = f"{heading}\n\n{BODY}"
    header = read_header(text)
    assert (header.title, text[header.end :]) == ("Convoy leaves", BODY)


def test_second_level_heading_is_content() -> None:
    text = "# Convoy leaves\n\n## Background\n\n" + BODY
    assert body_of(text).startswith("## Background")


def test_title_of_front_matter_repeated_as_heading_is_header() -> None:
    text = "---\ntitle: Convoy leaves\n---\n\n# Convoy leaves\n\n" + BODY
    assert body_of(text) == BODY


def test_keyed_lines_fill_their_fields() -> None:
    text = (
        "Title: Convoy leaves\nDate: 22 August 2025\nBy: Jane Doe\nSource: Harbour Post\nLanguage: en-GB\n"
        "URL: https://www.harbourpost.example/convoy\nTags: convoy, base\n\n" + BODY
    )
    header = read_header(text)
    assert (header.title, header.published, header.author) == ("Convoy leaves", date(2025, 8, 22), "Jane Doe")
    assert (header.publisher, header.language, header.host) == ("Harbour Post", "en", "harbourpost.example")
    assert text[header.end :] == BODY


def test_keyed_lines_in_bold() -> None:
    header = read_header("**Title:** Convoy leaves\n**Published:** 2025-08-22\n\n" + BODY)
    assert (header.title, header.published) == ("Convoy leaves", date(2025, 8, 22))


@pytest.mark.parametrize(
    "line",
    [
        "Source: the officer who spoke on Monday said that he had not been told where the convoy was to go, nor why.",
        "Author: nobody knows who wrote it",
        "Warning: the bridge is closed",
        "Tags: a, b",
        "Date: whenever it suits them",
    ],
)
def test_keyed_line_that_no_header_has_is_content(line: str) -> None:
    text = f"{line}\n{BODY}"
    assert body_of(text) == text


def test_date_line_behind_the_title() -> None:
    text = "Convoy leaves\n\nFriday, August 22, 2025 \n\n\n" + BODY
    header = read_header(text)
    assert (header.title, header.published, text[header.end :]) == ("Convoy leaves", date(2025, 8, 22), BODY)


def test_published_stands_over_updated_whatever_comes_first() -> None:
    header = read_header("Updated 23 August 2025\nPublished on 22 August 2025\n\n" + BODY)
    assert (header.published, header.updated) == (date(2025, 8, 22), date(2025, 8, 23))


def test_date_of_download_is_not_the_publication() -> None:
    header = read_header("Convoy leaves\nPosted some time ago [downloaded on 2 October 2013]\n\n" + BODY)
    assert header.published is None


def test_sentence_that_opens_with_published_is_content() -> None:
    text = (
        "Published on 22 August 2025, the report names every officer who took part in the raid on the harbour base.\n\n"
    )
    assert body_of(text + BODY) == text + BODY


def test_byline_with_date_gives_both() -> None:
    header = read_header("Convoy leaves\n\nBy Jane Doe | August 22, 2025\n\n" + BODY)
    assert (header.author, header.published) == ("Jane Doe", date(2025, 8, 22))


def test_first_value_of_a_field_stays() -> None:
    header = read_header("Title: One\nTitle: Two\n\n" + BODY)
    assert header.title == "One"


def test_header_ends_at_the_first_line_of_content() -> None:
    text = "Convoy leaves\n\n" + BODY + "\nBy Jane Doe\n"
    assert read_header(text).author is None


def test_line_of_a_megabyte_is_content() -> None:
    text = "Title " * 200_000 + "\n\n" + BODY
    assert body_of(text) == text


def test_name_and_outlet_between_title_and_date() -> None:
    text = "Convoys leave harbour base\n\nJane Doe\nHarbour Post\nAugust 22, 2025, 10:15 AM EDT\n\n" + BODY
    header = read_header(text)
    assert (header.author, header.publisher, header.published) == ("Jane Doe", "Harbour Post", date(2025, 8, 22))
    assert text[header.end :] == BODY


def test_short_line_behind_the_title_without_an_imprint_is_content() -> None:
    text = "Convoys leave harbour base\n\nJane Doe\n\n" + BODY
    assert body_of(text).startswith("Jane Doe")


def test_section_above_the_headline_is_no_title() -> None:
    text = "World news\n\nConvoys leave the harbour base\n\nBy Jane Doe\n\n" + BODY
    header = read_header(text)
    assert (header.title, header.author, header.publisher) == ("Convoys leave the harbour base", "Jane Doe", None)


def test_notice_of_release_above_date_and_headline_is_no_title() -> None:
    text = "FOR IMMEDIATE RELEASE\nAugust 22, 2025\n\nConvoys leave\n\n" + BODY
    header = read_header(text)
    assert (header.title, header.author, header.publisher) == ("Convoys leave", None, None)


def test_word_above_a_list_is_no_title() -> None:
    assert read_header("Summary\n\n- Convoys leave\n- Bridge open\n\n" + BODY).title is None


def test_another_date_behind_the_known_one_heads_content() -> None:
    text = "Date: 22 August 2025\n\n3 March 2025\n\n" + BODY
    header = read_header(text)
    assert (header.published, text[header.end :]) == (date(2025, 8, 22), "3 March 2025\n\n" + BODY)


def test_byline_behind_a_standfirst_is_header() -> None:
    text = "Convoys leave\n\nThe mayor is not amused.\n\nBy Jane Doe\n22 August 2025\n\n" + BODY
    header = read_header(text)
    body = read_late_header(text, tuple(paragraphs(text, header.end)), header)
    assert (header.author, header.published) == ("Jane Doe", date(2025, 8, 22))
    assert [text[part.start : part.end].split()[0] for part in body] == ["The", "The", "A"]


def test_date_among_the_first_paragraphs_of_a_dated_text_is_content() -> None:
    text = "Date: 22 August 2025\n\nThe mayor is not amused.\n\n3 March 2025\n\n" + BODY
    header = read_header(text)
    body = tuple(paragraphs(text, header.end))
    assert read_late_header(text, body, header) == body
