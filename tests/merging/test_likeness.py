"""How alike two tellings are."""

from __future__ import annotations

import pytest

from briefer.merging.likeness import Likeness, content_tokens, fold

TEXTS = [
    "Drones struck the fuel depot at Mirsat.",
    "A drone strike hit the Mirsat fuel depot, officials said.",
    "The council of Orlen met on Tuesday.",
    "The council of Velm met on Friday.",
]


@pytest.mark.parametrize(
    ("one", "other"),
    [("struck", "strike"), ("talks", "met"), ("closed", "closure"), ("drones", "drone"), ("fired", "launch")],
)
def test_words_of_one_deed_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("struck", "met"), ("arrested", "killed"), ("minister", "ministry")])
def test_words_of_other_deeds_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_who_said_it_and_when_are_no_content() -> None:
    assert content_tokens("Officials said on Tuesday that 12 ships had left Mirsat.") == ["ships", "left", "mirsat"]


def test_telling_words_are_neither_common_nor_deeds() -> None:
    words = Likeness(TEXTS, {}).words(TEXTS[0])
    assert "mirsat" in words.telling
    assert "attack" in words.all - words.telling


def test_two_tellings_of_one_happening_are_more_alike_than_two_happenings() -> None:
    likeness = Likeness(TEXTS, {})
    strike, again, orlen, velm = (likeness.words(text) for text in TEXTS)
    assert likeness.jaccard(strike, again) > 0.7 > likeness.jaccard(orlen, velm)
    assert likeness.containment(strike, again) == pytest.approx(1.0)
    assert likeness.jaccard(strike, orlen) == 0


def test_rare_word_weighs_more_than_one_that_many_texts_share() -> None:
    texts = [f"The council of {town} approved a levy." for town in ("Orlen", "Velm", "Tarn", "Dresk")]
    likeness = Likeness(texts, {})
    same_town, same_levy = likeness.words("Orlen mourned."), likeness.words("A levy rose.")
    first = likeness.words(texts[0])
    assert likeness.jaccard(first, same_town) > likeness.jaccard(first, same_levy)


def test_short_name_counts_as_its_full_form() -> None:
    likeness = Likeness([], {"cec": frozenset({"central", "election", "commission"})})
    assert likeness.containment(
        likeness.words("the CEC"), likeness.words("Central Election Commission")
    ) == pytest.approx(1.0)
