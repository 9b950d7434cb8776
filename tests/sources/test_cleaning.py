"""Text as documents hold it."""

from __future__ import annotations

import pytest

from briefer.errors import UnreadableSource
from briefer.sources.cleaning import clean


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_every_line_end_becomes_a_newline(line_end: str) -> None:
    cleaned = clean(f"One.{line_end}Two.", "-")
    assert cleaned == ("One.\nTwo.", ())


@pytest.mark.parametrize("character", ["\0", "\x01", "\x1b", "\x1f", "\x7f", "\x9b", "\udfff"])
def test_unfit_character_is_replaced_one_for_one_and_counted(character: str) -> None:
    cleaned = clean(f"The convoy{character} left the harbour.", "-")
    assert cleaned.text == "The convoy\ufffd left the harbour."
    assert cleaned.notices == ("1 character that text cannot hold (such as NUL) replaced by U+FFFD",)


def test_tab_emoji_and_marks_stay() -> None:
    text = "A\tb 👩‍🚀 e\u0301 \u202eabc\u202c \u200f"
    assert clean(text, "-") == (text, ())


def test_surrogate_pair_becomes_its_character() -> None:
    assert clean("\ud83d\ude80 rises", "-").text == "🚀 rises"


def test_leading_byte_order_mark_is_dropped() -> None:
    assert clean("\ufeffText", "-").text == "Text"


def test_many_control_characters_are_binary_data() -> None:
    with pytest.raises(UnreadableSource, match="binary data"):
        clean("ab\x00\x01\x02" * 50, "x.txt")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>x", "web page"),
        ("\n <html lang='en'>", "web page"),
        ("<?xml version='1.0'?>\n<!-- x -->\n<html>", "web page"),
        ("{\\rtf1\\ansi x}", "rich text"),
        ("%!PS-Adobe-3.0", "PostScript"),
    ],
)
def test_markup_of_another_format_is_named(text: str, kind: str) -> None:
    with pytest.raises(UnreadableSource, match=kind) as caught:
        clean(text, "page.txt")
    assert "save the article as plain text" in caught.value.message
    assert caught.value.uri == "page.txt"


def test_text_about_html_is_text() -> None:
    assert clean("The <html> element opens a page.", "-").notices == ()
