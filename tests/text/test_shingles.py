"""Shingles and how much of one text another holds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefer.text.shingles import containment, shingles, words

TEXT = "The harbour authority closed the northern terminal after an explosion in a warehouse on Monday"


def test_words_are_lower_case_runs_of_letters_and_digits() -> None:
    assert words("The U.S. sent 2,000 tons – “today”.") == ["the", "u", "s", "sent", "2", "000", "tons", "today"]


def test_scripts_without_spaces_give_a_word_a_character() -> None:
    assert words("港口关闭 now") == ["港", "口", "关", "闭", "now"]


def test_same_text_is_contained_whole() -> None:
    assert containment(shingles(words(TEXT)), shingles(words(TEXT.upper() + "!"))) == 1.0


def test_truncated_text_is_contained_and_does_not_contain() -> None:
    part, whole = shingles(words(TEXT)[:8]), shingles(words(TEXT))
    assert containment(part, whole) == 1.0
    assert containment(whole, part) < 0.5


@pytest.mark.parametrize(
    "other", ["", "Nothing of the kind was ever said by anybody here", "Monday on warehouse a in explosion"]
)
def test_other_text_is_not_contained(other: str) -> None:
    assert containment(shingles(words(other)), shingles(words(TEXT))) == 0.0


def test_few_words_are_one_shingle() -> None:
    assert len(shingles(["a", "b"])) == 1
    assert shingles([]) == frozenset()


def test_numbers_are_the_same_in_every_process() -> None:
    code = f"from briefer.text.shingles import shingles, words; print(sorted(shingles(words({TEXT!r}))))"
    outputs = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert outputs == {f"{sorted(shingles(words(TEXT)))}\n"}
