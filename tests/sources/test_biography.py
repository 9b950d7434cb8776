"""Author's notes and credit lines, told from last paragraphs about the story's actors."""

from __future__ import annotations

import pytest

from briefer.sources.biography import author_named, read_note

BEFORE = "Two convoys left the harbour base on Friday. Colonel Adam Stone said that they would not return."


@pytest.mark.parametrize(
    ("paragraph", "author"),
    [
        ("Jane Doe is a research analyst at the Harbour Institute focusing on coastal militias.", "Jane Doe"),
        ("Jane Doe is an associate professor of history at Harbour University.", "Jane Doe"),
        ("Jane Doe is the Post’s Beirut correspondent.", "Jane Doe"),
        ("Jane Doe is a journalist who covers the coast and its militias.", "Jane Doe"),
        ("*Jane Doe is a senior fellow at the Harbour Institute.*", "Jane Doe"),
        ("Dr. Jane Doe is a non-resident fellow at the Harbour Institute.", "Jane Doe"),
        ("Jane Doe, PhD, is a lecturer at Harbour University.", "Jane Doe"),
        ("Jane Doe (@janedoe) is a reporter based in Basra.", "Jane Doe"),
        ("About the author: Jane Doe is a writer living in Basra.", "Jane Doe"),
        (
            "Jane Doe is a fellow at the Harbour Institute. John Roe is an analyst at the Coast Centre.",
            "Jane Doe and John Roe",
        ),
        (
            "Jane Doe is director of the coast programme at the Harbour Institute and the author of two books.",
            "Jane Doe",
        ),
        ("The writer is a former ambassador to the coast.", None),
        ("Omar al-Rashid is a columnist for the Harbour Post. The views expressed are his own.", "Omar al-Rashid"),
    ],
)
def test_biography_names_the_author(paragraph: str, author: str | None) -> None:
    note = read_note(paragraph, BEFORE, None)
    assert note is not None
    assert (note.kind, note.author) == ("biography", author)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Adam Stone is a military analyst turned officer who leads the harbour brigade.",
        "Jane Doe is a journalist who was detained in July by the harbour police.",
        "Jane Doe is a reporter, the ministry said, and will be released soon.",
        "Jane Doe is president of the coastal republic.",
        "Jane Doe is a director of the port company.",
        "Jane Doe is a militia leader with many followers among analysts.",
        "The base is a research station.",
        "Jane Doe was a research analyst at the Harbour Institute.",
        "Nobody is an analyst of everything.",
        "Hezbollah is the strongest actor on the coast, an analyst would say.",
        "The author of the plan remains unknown.",
        "Jane Doe is a professor. Last week she was charged with leading the revolt.",
        "Reporting by the two papers led to the minister’s fall.",
        "The convoy returned from the border in the evening.",
    ],
)
def test_last_paragraph_about_the_story_stays(paragraph: str) -> None:
    assert read_note(paragraph, BEFORE, None) is None


def test_person_known_from_the_header_may_stand_in_the_story() -> None:
    before = BEFORE + " I, Doe, saw them leave."
    assert read_note("Jane Doe is president of the Harbour Institute.", before, "Jane Doe") is not None


def test_person_of_the_story_is_no_author() -> None:
    before = BEFORE + " Doe watched them leave."
    assert read_note("Jane Doe is a research analyst at the Harbour Institute.", before, None) is None


@pytest.mark.parametrize(
    ("paragraph", "author"),
    [
        ("Reporting by Jane Doe; editing by John Roe", "Jane Doe"),
        ("(Reporting by Jane Doe in Basra and John Roe in Beirut; Editing by Ann Poe)", "Jane Doe and John Roe"),
        ("Additional reporting by Ann Poe", None),
        ("Editing by Ann Poe", None),
        ("Jane Doe reported from Basra.", "Jane Doe"),
        ("Jane Doe reported from Basra, and John Roe from Beirut.", "Jane Doe"),
        ("Ann Poe contributed reporting.", None),
        ("Ann Poe and John Roe contributed to this report.", None),
        ("Associated Press writers Ann Poe in Basra and John Roe in Beirut contributed to this report.", None),
    ],
)
def test_credit_line(paragraph: str, author: str | None) -> None:
    note = read_note(paragraph, BEFORE, None)
    assert note is not None
    assert (note.kind, note.author) == ("credit", author)


def test_author_named_by_a_section_about_the_author() -> None:
    assert author_named("Jane Doe covers the coast.") == "Jane Doe"


@pytest.mark.parametrize("text", ["Jane " * 180, "Jane Doe, " * 90, "A-" * 440, "*" * 890, "A.B. " * 170])
def test_hostile_paragraph_takes_no_time(text: str) -> None:
    assert read_note(text, BEFORE, None) is None
