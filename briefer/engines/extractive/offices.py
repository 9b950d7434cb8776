"""Offices that stand for the person who holds them in a text: "the Foreign Secretary", "Minister for Central Asia"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from briefer.text import gazetteer
from briefer.text.names.keys import known
from briefer.text.names.spans import is_title

_REACH = 120
_NO_OFFICES = frozenset(
    {
        "MP",
        "MEP",
        "MSP",
        "TD",
        "St",
        "Saint",
        "Don",
        "Khan",
        "Private",
        "Democrat",
        "Republican",
        "Brother",
        "Sister",
        "Father",
    }
)


@cache
def _phrase() -> re.Pattern[str]:
    """Capitalised words held together by "of", "for" and "and": the shape of an office written out."""
    word = r"[A-Z][\w'’-]*\.?"
    link = r"(?:of|for|and|to)(?: the)?"
    return re.compile(rf"{word}(?: (?:{link} )?{word})*")


@cache
def _standing() -> re.Pattern[str]:
    """An office behind "the", with no name behind it."""
    return re.compile(rf"\b[Tt]he ({_phrase().pattern})(?=[^\w]|$)(?! [A-Z])")


def is_office(phrase: str) -> bool:
    """Whether a capitalised phrase names an office: the last word before its first "of" or "for" is one of office."""
    head = re.split(r" (?:of|for|to|and) ", phrase, maxsplit=1)[0].split()
    if not head or head[-1].rstrip(".") in gazetteer.words("honorific") | _NO_OFFICES:
        return False
    return is_title(head[-1])


def offices_beside(text: str, start: int, end: int, begin: int, limit: int) -> Iterator[str]:
    """The offices set off by a comma from the name ``text[start:end]``, within its sentence, ``text[begin:limit]``."""
    before = text[max(begin, start - _REACH) : start]
    if before.rstrip().endswith(","):
        clause = before.rstrip(", \n")
        found = list(_phrase().finditer(clause))
        if found and found[-1].end() == len(clause) and is_office(phrase := _without_article(found[-1][0])):
            yield phrase
    behind = re.compile(r",\s+(?:the )?").match(text, end, limit)
    if behind is not None:
        match = _phrase().match(text, behind.end(), min(limit, behind.end() + _REACH))
        if match is not None and is_office(office := match[0].rstrip(".")) and known(office) is None:
            yield office


def offices_standing(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """The offices that stand in for a name in the sentences ``spans``, each once, in order."""
    found: dict[str, None] = {}
    for begin, end in spans:
        for match in _standing().finditer(text, begin, end):
            if is_office(office := match[1].rstrip(".")):
                found[office] = None
    return list(found)


def holders(standing: Sequence[str], held: Mapping[int, Sequence[str]]) -> dict[int, list[str]]:
    """To each holder the offices in ``standing`` that are theirs alone, by the offices that a text gives them in full.

    ``held`` maps holders to their offices; "Deputy Secretary" is that of the one "Deputy Secretary of State".
    """
    able: dict[str, set[int]] = {}
    for holder, offices in held.items():
        for office in offices:
            for part in _parts(office.split()):
                able.setdefault(part, set()).add(holder)
    found: dict[int, list[str]] = {}
    for office in standing:
        if len(able.get(office, ())) == 1:
            found.setdefault(next(iter(able[office])), []).append(office)
    return found


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Every run of consecutive words; offices are short."""
    for begin in range(len(words)):
        for end in range(begin + 1, len(words) + 1):
            yield " ".join(words[begin:end])


def _without_article(phrase: str) -> str:
    return phrase.removeprefix("The ")
