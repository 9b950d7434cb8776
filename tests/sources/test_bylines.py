"""Names in bylines."""

from __future__ import annotations

import pytest

from briefer.sources.bylines import authors, byline


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("by Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("By Jane Doe, John Roe and Ann Poe", "Jane Doe, John Roe and Ann Poe"),
        ("By Jane Doe | 22 August 2025", "Jane Doe"),
        ("By Jane Doe, staff writer", "Jane Doe"),
        ("By Jane Doe in Baghdad", "Jane Doe"),
        ("**By Jane Doe**", "Jane Doe"),
        ("*By Jane Doe*", "Jane Doe"),
        ("By Omar al-Rashid", "Omar al-Rashid"),
        ("By Ludwig van der Berg", "Ludwig van der Berg"),
        ("By J. K. O’Neill", "J. K. O’Neill"),
        ("By John Roe Jr.", "John Roe Jr."),
        ("Von Erika Muster", "Erika Muster"),
        ("Par Émilie Dupont", "Émilie Dupont"),
    ],
)
def test_byline_names_the_author(line: str, name: str) -> None:
    assert byline(line) == name


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday",
        "By Tuesday the army had left.",
        "By September 2025 the mission will have ended",
        "By the end of the year",
        "By all accounts, the talks failed.",
        "Byron Smith",
        "By",
        "By 2030",
        "By Monday Iraq will have left, Jane Doe and others say in a long report that goes on.",
    ],
)
def test_byline_refuses(line: str) -> None:
    assert byline(line) is None


def test_authors_drops_addresses_and_brackets() -> None:
    assert authors("Jane Doe <jane@example.org>; John Roe (London)") == "Jane Doe and John Roe"


def test_authors_keeps_scripts_without_case() -> None:
    assert authors("أحمد حسن") == "أحمد حسن"


def test_authors_of_no_name_is_none() -> None:
    assert authors("the newsroom staff") is None
