"""What closes an article and is no content."""

from __future__ import annotations

import pytest

from briefer.sources.closing import split_closing
from briefer.text.paragraphs import paragraphs

STORY = "Two convoys left the base.\n\nOfficers said that they would not return."


def split(closing: str, author: str | None = None) -> tuple[str, str | None, tuple[str, ...]]:
    text = f"{STORY}\n\n{closing}"
    body, found = split_closing(text, 0, tuple(paragraphs(text)), author)
    return text[body[0].start : body[-1].end], found.author, found.notices


@pytest.mark.parametrize(
    "line",
    [
        "© 2025 Harbour Post",
        "Copyright 2025 Harbour Post. All rights reserved.",
        "(c) 2025 Harbour Post",
        "All rights reserved.",
        "Subscribe to our newsletter",
        "Sign up for our morning mail.",
        "Read more: Why the convoys left",
        "READ MORE",
        "Also read: Why the convoys left",
        "Related articles:",
        "Follow us on Telegram",
        "Share this article",
        "Advertisement",
        "This article was originally published by the Harbour Post.",
        "Tags: convoy, harbour",
        "*Sign up to the mail here*",
        "Все права защищены",
    ],
)
def test_boilerplate_is_left_out_and_told(line: str) -> None:
    assert split(line) == (STORY, None, ("left out as boilerplate: 1 closing line",))


@pytest.mark.parametrize(
    "line",
    [
        "Readers of the paper were told nothing.",
        "Share prices fell by a tenth.",
        "Copyright law does not cover the maps, the court held.",
        "More than ten officers were dismissed.",
        "Related charges were dropped in May.",
        "Follow-up talks begin on Monday.",
        "Comments by the minister made matters worse.",
        "Subscribers to the plan number four thousand, and all of them pay.",
    ],
)
def test_last_sentence_that_opens_alike_stays(line: str) -> None:
    assert split(line) == (f"{STORY}\n\n{line}", None, ())


def test_biography_between_lines_of_boilerplate() -> None:
    closing = "Jane Doe is a research analyst at the Harbour Institute.\n\nRead more: maps\n\n© 2025 Harbour Post"
    rest, author, notices = split(closing)
    assert (rest, author) == (STORY, "Jane Doe")
    assert notices == (
        "left out as a note on the author: the closing paragraph",
        "left out as boilerplate: 2 closing lines",
    )


def test_rule_before_a_biography_is_left_out() -> None:
    assert split("---\n\nJane Doe is a research analyst at the Harbour Institute.")[0] == STORY


@pytest.mark.parametrize(
    "heading", ["About the author", "## About the Author", "**About the authors**", "About the writer:"]
)
def test_section_about_the_author(heading: str) -> None:
    rest, author, _ = split(f"{heading}\n\nJane Doe covers the coast. She grew up there.\n\nShe likes maps.")
    assert (rest, author) == (STORY, "Jane Doe")


def test_long_section_under_such_a_heading_is_content() -> None:
    closing = "About the author\n\n" + "The book’s author tells how the base was built. " * 60
    assert split(closing)[1:] == (None, ())


def test_biography_stands_over_a_credit_line() -> None:
    closing = "Jane Doe is a reporter based in Basra.\n\nReporting by Ann Poe; editing by John Roe"
    assert split(closing)[1] == "Jane Doe"


def test_at_least_one_paragraph_stays() -> None:
    text = "All rights reserved.\n\n© 2025 Harbour Post"
    body, _ = split_closing(text, 0, tuple(paragraphs(text)), None)
    assert len(body) == 1


def test_biography_before_the_end_is_content() -> None:
    closing = "Jane Doe is a research analyst at the Harbour Institute.\n\nThe convoys were seen again at dusk."
    assert split(closing)[1:] == (None, ())
