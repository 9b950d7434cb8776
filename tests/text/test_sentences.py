"""Sentences: abbreviations, quotations, lists, scripts; offsets, completeness, time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.text.paragraphs import Paragraph, paragraphs
from briefer.text.sentences import split_sentences


def split(text: str, language: str = "en") -> list[str]:
    found = split_sentences(text, paragraphs(text), language)
    return [text[sentence.start : sentence.end] for sentence in found]


@pytest.mark.parametrize(
    "text",
    [
        "The talks held.|Both sides left.",
        "He met Gen. Dan Cole on Aug. 22 in Doha.|It went well.",
        "The U.S. forces left the base.|They went home.",
        "She lives in the U.S.|His wife does not.",
        "The bus left at 5 a.m. Monday.|Nobody was hurt.",
        "It was 3 p.m. EST when he came.|He slept.",
        "See No. 5 on the list.|It costs $4.5 million.",
        "OSLO, Aug. 22 (Agency) - The mayor said so.|Nobody replied.",
        "Col. J. R. Stone spoke to Lt. Gen. Amir K. Hadi.|They agreed.",
        "It is near Ft. Bragg and Mt. Hermon.|Go there.",
        "Wait ... what?|I see.",
        "He paused…|Then he went on.",
        "The note ends thus . . . and nobody knows.",
        "The garden was lost. |. . . The house was not.",
        "1. Buy bread.|2. Sell milk.|3. Go home.",
        "a. Buy bread|b. Sell milk|c. Go home",
        "• Buy bread|• Sell milk",
        "The troops will leave in May.|Norway agreed.",
        "He told me.|Norway agreed.",
        "See fig. 3, vol. 4, ch. 9.|All is done.",
        "(He left early.)|She stayed.",
        "She wrote (in June. It was hot.) that all was well.",
        "Mr. Lee has a Ph.D. in physics.|He is from Bern.",
    ],
)
def test_full_stops(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“We will go.|We will not return,” she said.", "en"),
        ('He said: "It is over.|We are done."|Then he left.', "en"),
        ("“Is it over?” he asked.|“It is.”", "en"),
        ("“Is it over?” Anna Field asked.|He nodded.", "en"),
        ("They called it a “merit system.”|“So be it,” he said.", "en"),
        ("«Мы уйдём.|Мы не вернёмся», — сказал он.", "ru"),
        ("«Почему?» — спросил он.|Она молчала.", "ru"),
        ("Er sagte: „Wir gehen.|Wir kommen nicht zurück.“|Dann ging er.", "de"),
        ("Il a dit : « Nous partons.|Nous ne reviendrons pas. »|Puis il est parti.", "fr"),
    ],
)
def test_quotations_of_several_sentences_are_split(text: str, language: str) -> None:
    expected = text.split("|")
    assert split(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("你好！|真的？|是的。", "zh-Hant"),
        ("他说：“我们走。|不回来了。”|然后离开。", "zh"),
        ("行こう。|「帰らない。」と彼は言った。", "ja"),
    ],
)
def test_sentences_without_spaces(text: str, language: str) -> None:
    expected = text.split("|")
    assert split("".join(expected), language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ذهب الرجل.|ماذا حدث؟|عاد أحمد ز. أمين.", "ar"),
        ("Он ушёл, т. е. уехал.|Она осталась.", "ru"),
        ("वह गया।|वह रुकी।", "hi"),
        ("¿Qué pasó?|¡Nada!|Llegó el Sr. López.", "es"),
    ],
)
def test_other_scripts(text: str, language: str) -> None:
    expected = text.split("|")
    assert split(" ".join(expected), language) == expected


@pytest.mark.parametrize("language", ["en-US", "und", "", "zh-Hant", "pt_BR", "xx", "sr-Latn-RS"])
def test_any_language_tag_is_accepted(language: str) -> None:
    assert split("He came. She left.", language) == ["He came.", "She left."]


def test_offsets_survive_emoji_marks_and_right_to_left() -> None:
    expected = ["Hi 👩‍👩‍👧!", "E\u0301te\u0301 came.", "مرحبا.", "All 😀 good."]
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize("space", ["\u2028", "\xa0", "\u3000", "\u202f", "\t"])
def test_any_white_space_parts_sentences(space: str) -> None:
    """sentencex itself panics on some of these behind an initial."""
    text = f"He met Anna B.{space}Field.{space}She left.{space}A.{space}M."
    found = split_sentences(text, [Paragraph(0, len(text))])
    assert text[found[0].start : found[0].end] == f"He met Anna B.{space}Field."


def test_unpaired_surrogates_are_kept() -> None:
    assert split("He \ud800 came. She left.") == ["He \ud800 came.", "She left."]


def test_sentence_covers_a_wrapped_line_end() -> None:
    assert split("The tide\nturned. It\nwas late.") == ["The tide\nturned.", "It\nwas late."]


def test_sentence_covers_the_marker_of_a_quoted_line() -> None:
    assert split("> He came\n> late. He left.") == ["He came\n> late.", "He left."]


def test_heading_is_one_sentence() -> None:
    text = "Who came? Who left\n\nNobody knows."
    found = split_sentences(text, [Paragraph(0, 18, is_heading=True), Paragraph(20, 33)])
    assert found == ((0, 18, 1, True), (20, 33, 2, False))


@given(
    st.text(alphabet="aB1 \n.!?…\"“”«»()•中。」　ا؟é😀'-", min_size=1, max_size=120),
    st.sampled_from(["en", "zh", "ar", "ru"]),
)
@settings(max_examples=500, deadline=None)
def test_every_character_is_in_exactly_one_sentence(text: str, language: str) -> None:
    blocks = paragraphs(text)
    found = split_sentences(text, blocks, language)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    inside = "".join(text[s.start : s.end] for s in found)
    wanted = "".join(text[start:end] for start, end, _ in blocks)
    assert "".join(inside.split()) == "".join(wanted.split())


@pytest.mark.parametrize(
    "unit", ["a", "你好。", "a.b", "He came. ", "“He came. ", "Mr. ", ". ", "1. ", "(a. ", "！", " \u3000a"]
)
def test_a_megabyte_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    split_sentences(text, [Paragraph(0, len(text.rstrip()))])
    assert time.perf_counter() - began < 15
