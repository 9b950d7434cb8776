"""Lines that say who published what and when."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.sources.imprint import Imprint, is_headline, joined, read_imprint, read_label

DAY = date(2025, 8, 22)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("22 August 2025", Imprint(published=DAY)),
        ("**22 August 2025**", Imprint(published=DAY)),
        ("Published on 22 August 2025", Imprint(published=DAY)),
        ("First published: Aug. 22, 2025 at 10:15 GMT", Imprint(published=DAY)),
        ("Last updated on August 22, 2025", Imprint(updated=DAY)),
        ("Updated at 10:15", Imprint()),
        ("By Jane Doe", Imprint(author="Jane Doe")),
        ("*By Jane Doe, 22 August 2025*", Imprint(author="Jane Doe", published=DAY)),
        ("By Jane Doe | Harbour Post | Aug. 22, 2025 at 6:00 a.m.", Imprint("Jane Doe", DAY, None, "Harbour Post")),
        ("**Jane Doe** | 22 August 2025", Imprint(author="Jane Doe", published=DAY)),
        ("Jane Doe — 22 August 2025", Imprint(author="Jane Doe", published=DAY)),
        ("22 August 2025 • Updated 23 August 2025", Imprint(published=DAY, updated=date(2025, 8, 23))),
        ("By Jane Doe, Chief Correspondent", Imprint(author="Jane Doe")),
        ("By Jane Doe, Basra", Imprint(author="Jane Doe")),
    ],
)
def test_imprint(line: str, expected: Imprint) -> None:
    assert read_imprint(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The convoy left on 22 August 2025.",
        "Two convoys left — the mayor said so on 22 August 2025.",
        "Convoys | harbour | bridge",
        "By Monday the convoys had left.",
        "Updated plans show the bridge",
        "Published reports speak of 40 vehicles that crossed the bridge in the night, and of many more which followed them.",
    ],
)
def test_line_of_content_is_none(line: str) -> None:
    assert read_imprint(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jane Doe", Imprint(author="Jane Doe")),
        ("Harbour Post", Imprint(publisher="Harbour Post")),
        ("CNN", Imprint(publisher="CNN")),
        ("World news", Imprint()),
        ("Analysis", Imprint()),
        ("10: 15 AM", Imprint()),
        ("The convoy left.", None),
        ("- an item", None),
        ("A line of more than six words is none", None),
    ],
)
def test_label(line: str, expected: Imprint | None) -> None:
    assert read_label(line) == expected


def test_joined_takes_the_first_value_of_each_field() -> None:
    assert joined([Imprint(author="A"), Imprint(author="B", published=DAY)]) == Imprint(author="A", published=DAY)


@pytest.mark.parametrize(
    "line", ["", "123", "It left.", "- item", "# Head", "Updated 22 August 2025", "“Stay.”", "x" * 201]
)
def test_no_headline(line: str) -> None:
    assert not is_headline(line)
