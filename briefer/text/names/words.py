"""The capitalised words of a sentence: initials and abbreviations whole, possessives and lower-case tails cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from briefer.text import gazetteer
from briefer.text.names.keys import known

# The capitals of the scripts that have them, up to Armenian; past that only extended Latin and Greek.
_SCRIPTS = ((0x41, 0x588), (0x1E00, 0x2000))
_ABBREVIATED = (
    "Lt|Gen|Col|Maj|Capt|Sgt|Adm|Brig|Cmdr|Cpl|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Rev|St|Jr|Sr|Hon|Inc|Ltd|Co|Corp"
)
_PLURAL_POSSESSIVES = frozenset(
    {"People's", "Women's", "Children's", "Workers'", "Men's", "Farmers'", "Peasants'", "Teachers'"}
)
# What may stand in lower case between the hyphens of a name: "Ain al-Asad", "Mazar-i-Sharif", "Lashkar-e-Taiba".


class Word(NamedTuple):
    """A capitalised word, ``text``; ``stop`` is where it ends with its possessive; a ``closed`` word ends its name."""

    start: int
    end: int
    stop: int
    text: str
    closed: bool = False


# Letters beyond ASCII among which there are capitals.
_WIDE = re.compile("[\u00c0-\u0587\u1e00-\u1fff]")


@cache
def _pattern(*, is_wide: bool) -> re.Pattern[str]:
    up = f"[{_capitals()}]" if is_wide else "[A-Z]"
    return re.compile(
        rf"\b(?:(?:{_ABBREVIATED})\.(?!\w)"
        rf"|{up}\.(?:{up}\.)+{up}?(?!\w)|{up}\.(?=\s?{up})"
        rf"|(?:al|el|ad|an|ar|as|ash|at|az|d|l|bin|ibn|de)[-‑'’]{up}\w*(?:[-‑'’ʿʾ]\w+)*"
        rf"|{up}\w*(?:[-‑–'’ʿʾ&]\w+)*)"
    )


def _capitals() -> str:
    """The upper-case letters as the inside of a character class."""
    codes = [code for low, high in _SCRIPTS for code in range(low, high) if chr(code).isupper()]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(chr(low) if low == high else f"{chr(low)}-{chr(high)}" for low, high in ranges)


def capitalised_words(text: str, start: int, end: int) -> Iterator[Word]:
    """The capitalised words of ``text[start:end]`` in order; contractions such as "I'm" are none."""
    pattern = _pattern(is_wide=_WIDE.search(text, start, end) is not None)
    for match in pattern.finditer(text, start, end):
        raw, begin, stop = match[0], match.start(), match.end()
        if raw.isalpha():
            if text[stop : stop + 1] in {"'", "’"} and (f"{raw}'" in _PLURAL_POSSESSIVES or _owns(text, match)):
                yield Word(begin, stop + 1, stop + 1, f"{raw}'")
            else:
                yield Word(begin, stop, stop, raw)
        elif "'" in raw or "’" in raw:
            yield from _with_apostrophe(raw.replace("’", "'"), begin, stop)
        else:
            yield from _hyphenated(raw, begin)


def _owns(text: str, match: re.Match[str]) -> bool:
    """Whether a plural and the apostrophe behind it belong to the name of a body: "Ship Pilots’ Association"."""
    raw, stop = match[0], match.end()
    body = _body().match(text, stop + 1) if raw[-1] == "s" and len(raw) > 4 else None
    if body is None or known(raw) is not None or raw in gazetteer.demonyms():
        return False
    before = text[max(0, match.start() - 30) : match.start()].split(" ")[-2:-1]
    if before and known(f"{before[0]} {raw}") is not None:
        return False
    return body[2] is not None or gazetteer.head_words().get(body[1]) in {"organisation", "company"}


@cache
def _body() -> re.Pattern[str]:
    """A capitalised word (group 1) and the acronym that may be defined behind it (2)."""
    return re.compile(r" ([^\W\d_a-z][a-z]\w*)( \([A-Z]{2,}\))?")


def _with_apostrophe(raw: str, start: int, stop: int) -> Iterator[Word]:
    if raw in _PLURAL_POSSESSIVES:
        yield Word(start, stop, stop, raw)
    elif raw.endswith("'s"):
        for word in _hyphenated(raw[:-2], start):
            yield word._replace(stop=stop, closed=True) if word.end == stop - 2 else word
    elif raw.split("'")[0].lower() not in gazetteer.openers():
        yield Word(start, stop, stop, raw)


def _hyphenated(raw: str, start: int) -> Iterator[Word]:
    """One word, or what stands before a lower-case tail ("Iran-backed"), or each of known names ("US-Iraq")."""
    end = start + len(raw)
    parts = re.split("[-–]", raw)
    if len(parts) == 1 or known(raw) is not None:
        yield Word(start, end, end, raw)
        return
    for number, part in enumerate(parts[1:], 1):
        if part[:1].islower() and part not in gazetteer.words("inner") and len(parts[0]) > 2 - parts[0].isupper():
            head = raw[: sum(map(len, parts[:number])) + number - 1]
            if known(head) or head.isupper():
                yield Word(start, start + len(head), end, head, closed=True)
            return
    if all(known(part) for part in parts):
        for part in parts:
            yield Word(start, start + len(part), start + len(part), part, closed=True)
            start += len(part) + 1
        return
    yield Word(start, end, end, raw)
