"""The gazetteer's tables: complete enough, free of contradictions, small, and quick to load."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources

import pytest

from briefer.text import gazetteer


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("United States", ("United States", "state")),
        ("UK", ("United Kingdom", "state")),
        ("Türkiye", ("Turkey", "state")),
        ("Iraqi", ("Iraq", "state")),
        ("الولايات المتحدة", ("United States", "state")),
        ("烏克蘭", ("Ukraine", "state")),
        ("Mosul", ("Mosul", "place")),
        ("Scotland", ("Scotland", "place")),
        ("NATO", ("NATO", "international_organisation")),
        ("Pentagon", ("US Department of Defense", "government")),
    ],
)
def test_lookup_gives_the_usual_name_and_kind(name: str, entry: tuple[str, str]) -> None:
    assert gazetteer.lookup(name) == entry


def test_lookup_of_an_unknown_name_gives_nothing() -> None:
    assert gazetteer.lookup("Hussein Alawi") is None


def test_every_member_of_the_united_nations_has_a_demonym_or_is_known() -> None:
    """There are 193; the table has others besides, but none twice."""
    names = [row[1] for row in gazetteer._rows("demonyms.tsv")]
    assert len(names) == len(set(names)) > 193


def test_no_demonym_stands_for_two_states() -> None:
    forms = [form for row in gazetteer._rows("demonyms.tsv") if len(row) > 3 for form in row[3].split(",") if form]
    assert len(forms) == len(set(forms))


def test_tables_are_small() -> None:
    folder = resources.files("briefer.text") / "data"
    assert sum(len(table.read_bytes()) for table in folder.iterdir() if table.is_file()) < 160_000


def test_tables_are_not_read_before_they_are_used() -> None:
    """Importing the names must stay cheap for commands that read no article."""
    code = (
        "import briefer.text.names, briefer.text.gazetteer as g\n"
        "tables = (g.states, g.demonyms, g.organisations, g.cities, g.native_cities, g.head_words, g.openers)\n"
        "print(sum(table.cache_info().currsize for table in tables))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "0"
