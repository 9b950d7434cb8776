"""Sentences that speak of something by a pronoun, or by its kind, and take what it is from the sentences before them."""

from __future__ import annotations

import re

from briefer.text.names import names_in

_REFERRING = re.compile(
    r"\b(?:he|she|it|its|they|them|their|his|her|him|this|these|those|who|which"
    r"|the (?:group|militia|organi[sz]ation|country|ministry|company|government|agency|party|leader|official|minister"
    r"|president|premier|chancellor|governor|mayor|firm|bank|union|movement|regulator|court|army|police|two|pair))\b",
    re.IGNORECASE,
)


def points_back(sentence: str) -> bool:
    """Whether an English sentence speaks of something by a pronoun, or by kind, before it names anything itself."""
    referring = _REFERRING.search(sentence)
    if referring is None:
        return False
    named = [sentence.find(name) for name in names_in(sentence)]
    return all(place > referring.start() for place in named)
