"""The tables of words."""

from __future__ import annotations

from importlib import resources


def test_words_table_is_sorted_as_it_is_searched() -> None:
    table = resources.files("briefer.text") / "data" / "thesaurus" / "words.tsv"
    rows = table.read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert rows == sorted(rows)
