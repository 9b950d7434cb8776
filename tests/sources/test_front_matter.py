"""YAML front matter, sound, broken and hostile."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.sources.front_matter import read_front_matter
from briefer.sources.headers import read_header

BODY = "The convoy left the base at dawn. Nobody said where it went.\n"


def test_fields_and_end() -> None:
    text = "---\nTitle: A: b\ndate: 2025-08-22\n---\n" + BODY
    text = text.replace("A: b", "'A: b'")
    matter = read_front_matter(text, 0)
    assert matter is not None
    assert matter.fields == {"title": "A: b", "date": "2025-08-22"}
    assert text[matter.end :].lstrip() == BODY


def test_colon_in_an_unquoted_title_is_part_of_it() -> None:
    text = "---\ntitle: Orosi dam: eleven cracks\ndate: 2025-08-22\n---\n" + BODY
    matter = read_front_matter(text, 0)
    assert matter is not None
    assert matter.fields == {"title": "Orosi dam: eleven cracks", "date": "2025-08-22"}
    assert matter.notice is None


def test_header_takes_every_known_key() -> None:
    text = (
        "---\ntitle: Convoy leaves\npublished: 2025-08-22T10:00:00Z\nauthors:\n  - Jane Doe\n  - name: John Roe\n"
        "site: Harbour Post\nlang: en\ncanonical: https://harbourpost.example/a\n...\n\n" + BODY
    )
    header = read_header(text)
    assert (header.title, header.published) == ("Convoy leaves", date(2025, 8, 22))
    assert (header.author, header.publisher) == ("Jane Doe and John Roe", "Harbour Post")
    assert (header.language, header.host, text[header.end :]) == ("en", "harbourpost.example", BODY)


@pytest.mark.parametrize(
    "block",
    [
        "title: [unclosed",
        "title: a\n\tb: c",
        "a: &x [1]\nb: *x",
        "a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]",
        "a: " + "[" * 5000,
        "title: a\n- b",
        "title: \x07",
    ],
)
def test_broken_or_hostile_yaml_is_content_with_a_notice(block: str) -> None:
    text = f"---\n{block}\n---\n{BODY}"
    header = read_header(text)
    assert (header.end, header.notices) == (0, ("front matter is not valid YAML, so it was read as content",))


def test_front_matter_without_end_is_content_with_a_notice() -> None:
    header = read_header("---\ntitle: Convoy leaves\n" + "x: y\n" * 5000)
    assert header.title is None
    assert "no end" in header.notices[0]


@pytest.mark.parametrize("block", ["Prose between two rules.", "* * *", ""])
def test_rule_that_opens_a_text_is_no_front_matter(block: str) -> None:
    assert read_front_matter(f"---\n{block}\n---\n{BODY}", 0) is None


@pytest.mark.parametrize(
    "value",
    ["2025-99-99", "1" * 6000, "0o99", "2025-08-22 99:99", "~", "{a: 1}", "1:2:3:4:5", "!!python/name:os.system x"],
)
def test_odd_scalars_do_no_harm(value: str) -> None:
    header = read_header(f"---\ndate: {value}\ntitle: Convoy\n---\n{BODY}")
    assert (header.title, header.published) == ("Convoy", date(2025, 8, 22) if value.startswith("2025-08") else None)
