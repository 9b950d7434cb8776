"""Russian and Ukrainian names: case endings taken off, so that their forms meet, and the endings of surnames."""

from __future__ import annotations

import re
from functools import cache, lru_cache


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Case endings of nouns and adjectives in both languages, the longest that leaves three letters; surnames."""
    ending = re.compile(
        r"(?<=\w\w\w)(?:ого|его|ому|ему|ыми|ими|ами|ями|ові|еві|ием|ией|ією|ой|ей|ом|ем|ым|им|ую|юю|ая|яя|ий|ый|ые|ие|"
        r"ия|ии|ию|ія|ії|ію|ою|ею|єю|ам|ям|ах|ях|ів|а|я|у|ю|ы|и|е|о|ь|й|і|ї)\Z"
    )
    surname = re.compile(
        r"\w{2,}(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|ський|ська|цький|цька|енко|чук|щук|ук|юк|як|"
        r"ян|ич|швили|дзе|ко)"
    )
    return ending, surname


def is_cyrillic(text: str) -> bool:
    """Whether a text begins with a Cyrillic letter."""
    return "Ѐ" <= text[:1] <= "ӿ"


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A lower-case word without its case ending: the forms of one name give the same; surnames in -ов keep it."""
    return _patterns()[0].sub("", word, count=1)


def is_surname(word: str) -> bool:
    """Whether a capitalised word has, in the nominative or with a case ending, the ending of a surname."""
    lower, surname = word.lower(), _patterns()[1]
    return any(surname.fullmatch(form) is not None for form in (lower, *_nominatives(lower)))


def _nominatives(lower: str) -> list[str]:
    """What the nominative may be of a surname in another case: "путиным", "зеленского"."""
    forms = [
        lower[: -len(ending)]
        for ending in ("а", "у", "ым", "ом", "е", "ой", "им", "ем", "і", "ові")
        if lower.endswith(ending)
    ]
    forms += [f"{lower[:-3]}ий" for ending in ("ого", "ому") if lower.endswith(ending)]
    return forms
