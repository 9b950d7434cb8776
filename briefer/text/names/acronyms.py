"""Acronyms that a text defines itself: "Popular Mobilization Forces (PMF)", "IS (Islamic State)"."""

from __future__ import annotations

import re
from functools import cache

from briefer.text import gazetteer

_SMALL = {"of", "the", "for", "and", "in", "on", "to", "de", "la", "le", "du", "des", "et", "y", "del", "e", "a", "al"}
# An acronym is at most this long; a definition has at most two words more than the acronym has letters.
_LONGEST = 12
_SPARE_WORDS = 2


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(r"(?<=\s)[(\[][\"“']?([^()\[\]\n]{2,80}?)[\"”']?[)\]]")


@cache
def _acronym() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_][\w.&/]*(?:-[^\W\d_][\w.]*)*\Z")


def acronyms_defined(text: str) -> dict[str, str]:
    """Acronyms to the long form that stands before or within the brackets, both as printed; the first one counts."""
    found: dict[str, str] = {}
    for match in _bracketed().finditer(text):
        inside = re.split(r"[,;:]", match[1], maxsplit=1)[0].strip()
        if inside in found:
            continue
        before = text[max(0, match.start() - 160) : match.start()].rstrip()
        before = re.split(r"[\n.;:!?()](?:\s|$)|[\"“”]", before)[-1]
        if _is_acronym(inside):
            if (long := _long_form(inside, before)) is not None:
                found.setdefault(inside, long)
        elif (
            (short := before.rsplit(None, 1)[-1:]) and _is_acronym(short[0]) and _long_form(short[0], inside) == inside
        ):
            found.setdefault(short[0], inside)
    return found


def common_acronyms(text: str) -> frozenset[str]:
    """Acronyms of phrases in lower case that name no body: "exclusive economic zone (EEZ)", not "state oil company (SOC)"."""
    found = set()
    for match in _bracketed().finditer(text):
        inside = match[1].strip()
        if not (_is_acronym(inside) and inside.isalpha() and inside.isupper()):
            continue
        words = text[max(0, match.start() - 160) : match.start()].split()[-len(inside) :]
        is_spelled = [word[:1] for word in words] == [*inside.lower()]
        head = gazetteer.head_words().get(words[-1].title()) if words else None
        if is_spelled and head in {None, "place", "event"}:
            found.add(inside)
    return frozenset(found)


def _is_acronym(word: str) -> bool:
    capitals = sum(char.isupper() for char in word)
    return 2 <= len(word) <= _LONGEST and capitals >= 2 and capitals * 2 >= len(word) and bool(_acronym().match(word))


def _long_form(acronym: str, text: str) -> str | None:
    """The end of ``text`` whose initials spell ``acronym``; None if there is none."""
    letters = [char.casefold() for char in acronym if char.isalpha()]
    words = [(match.start(), match[0]) for match in re.finditer(r"[^\W\d_][\w'’.]*", text)]
    words = words[-(len(letters) + len(_SMALL & set(text.split())) + _SPARE_WORDS + 3) :]
    for begin in range(len(words) - 1, -1, -1):
        start, first = words[begin]
        if first[0].casefold() != letters[0] or not first[0].isupper() or first.casefold() in _SMALL:
            continue
        if _spelled(letters, [word for _, word in words[begin:]]) and text[start:] != acronym:
            return text[start:].strip()
    return None


def _spelled(letters: list[str], words: list[str]) -> bool:
    """Whether the words' initials give the letters in order.

    Small words may be passed over, other capitalised words but a few not; of four letters or more one may have no word
    (the C of "Islamic Revolutionary Guards-Qods Force (IRGC-QF)").
    """
    position = spare = unmatched = 0
    for word in words:
        initial = word[0].casefold()
        following = letters[position : position + 2]
        if following and initial == following[0]:
            position += 1
        elif len(letters) >= 4 and not unmatched and word[0].isupper() and following[1:] == [initial]:
            position, unmatched = position + 2, 1
        elif word.casefold() not in _SMALL and word[0].isupper():
            spare += 1
    if position == len(letters):
        return spare <= _SPARE_WORDS
    return position >= 1 and _inner(letters, words)


def _inner(letters: list[str], words: list[str]) -> bool:
    """Whether the acronym takes several letters from one word: "Naval Forces Central Command (NAVCENT)"."""
    position = spare = 0
    for word in (word.casefold() for word in words if word.casefold() not in _SMALL):
        if word[:1] != "".join(letters[position : position + 1]):
            spare += 1
            continue
        for char in word:
            position += letters[position : position + 1] == [char]
    return position == len(letters) and spare <= _SPARE_WORDS
