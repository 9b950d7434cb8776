"""Sentences of paragraphs, with exact offsets: sentencex's boundaries, then mended where it is known to err.

sentencex (Rust) takes a quotation for one sentence, needs quadratic time on text without spaces, and lacks Chinese
and Japanese quotation habits; what it is given here is a copy of the same length without line ends and quotation marks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from briefer.records import Sentence
from briefer.text.joints import continues
from briefer.text.paragraphs import Paragraph

# Long paragraphs are read in windows: sentencex looks back to the last space at every full stop.
_WINDOW = 4096

_QUOTES = "\"“”„«»‹›「」『』"
_OPENERS = "„«‹「『"
_CLOSERS = "”»›」』"
_WIDE_STOPS = "。！？"

# What is shorter and holds neither letter nor digit, such as an ellipsis, goes with the sentence behind it.
_SHORTEST = 12

_FOUR_DOTS = ". . . ."

# No abbreviation has so many letters.
_LONG_WORD = 5

# A document of unknown language is read with the rules of this one.
_FALLBACK = "en"


def split_sentences(text: str, paragraphs: Iterable[Paragraph], language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of ``paragraphs`` in order, with their paragraph's number, counted from 1; a heading is one.

    Every character of a paragraph that is not white space is in exactly one sentence; none is empty. ``language`` is
    any BCP 47 tag, ``und`` included. Takes time linear in the length.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    code = code if code and code not in ("und", "mul", "zxx", "mis") else _FALLBACK
    found: list[Sentence] = []
    for number, (start, end, is_heading) in enumerate(paragraphs, 1):
        if is_heading:
            found.append(Sentence(start, end, number, is_heading=True))
            continue
        content = text[start:end]
        first = 0
        for last in [*_cuts(content, code), end - start]:
            part = content[first:last]
            bare = part.strip()
            if len(bare) < _SHORTEST and not any(map(str.isalnum, bare)) and last < end - start:
                continue
            at = start + first + (0 if part[0] == bare[0] else part.index(bare))
            found.append(Sentence(at, at + len(bare), number))
            first = last
    return tuple(found)


def _cuts(content: str, code: str) -> list[int]:
    """Where sentences of a paragraph end and the next begins: positions after the first, ascending."""
    plain = _without_line_ends(content)
    is_ascii = plain.isascii()
    quoted = [mark for mark in (_QUOTES[:1] if is_ascii else _QUOTES) if mark in plain]
    masked = plain
    for mark in quoted:
        masked = masked.replace(mark, " ")
    if not is_ascii and any(stop in plain for stop in _WIDE_STOPS):
        found = _wide_boundaries(plain, masked, code)
    else:
        found = list(_boundaries(masked, code))
    cuts: list[int] = []
    first = 0
    for at in found:
        if _is_plain_end(plain, at):
            cuts.append(at)
            first = at
            continue
        cut = _behind_quotes(plain, masked, at) if quoted else at
        if not continues(plain, first, cut):
            cuts.append(cut)
            first = cut
    more = _missed(plain, code)
    return sorted({*cuts, *more}) if more else cuts


def _is_plain_end(plain: str, at: int) -> bool:
    """Whether a long word, a full stop, a space and a capital meet here, which nothing below would change."""
    return (
        plain[at - 1] == " "
        and plain[at - 2] == "."
        and plain[at].isupper()
        and at > _LONG_WORD + 2
        and plain[at - 2 - _LONG_WORD : at - 2].isalpha()
    )


def _without_line_ends(content: str) -> str:
    """A copy of the same length in one line; the markers of quoted lines become spaces as well."""
    if "\n" not in content:
        return content
    if "\n>" in content:
        content = _quoted_lines().sub(lambda match: " " * len(match[0]), content)
    return content.replace("\n", " ")


@functools.cache
def _quoted_lines() -> re.Pattern[str]:
    return re.compile(r"\n(?:>[ \t]*)+")


def _boundaries(masked: str, code: str) -> Iterator[int]:
    """Where sentencex begins a sentence in ``masked``, but for the first."""
    from sentencex import get_sentence_boundaries

    start = 0
    while len(masked) - start > _WINDOW:
        found = [boundary["start_index"] for boundary in get_sentence_boundaries(code, masked[start : start + _WINDOW])]
        # The window cuts the last sentence short: it is read again with the next one.
        yield from (start + at for at in found[1:])
        start += found[-1] if len(found) > 1 else _WINDOW
    for boundary in get_sentence_boundaries(code, masked[start:] if start else masked)[1:]:
        yield start + boundary["start_index"]


@functools.cache
def _wide_stops() -> re.Pattern[str]:
    # 」と, ”他说 after a comma and the like go on with the sentence that quotes.
    return re.compile(r"[。！？]+[!?！？…]*[”’」』）)》】\"]*(?![”’」』）)》】\"、，,；：]|[」』]?(?:と|って))")


def _wide_boundaries(plain: str, masked: str, code: str) -> list[int]:
    """Boundaries of a paragraph with Chinese or Japanese full stops, which need no space and no capital after them."""
    found: list[int] = []
    first = 0
    for match in [*_wide_stops().finditer(plain), None]:
        last = len(plain) if match is None else match.end()
        part = masked[first:last]
        if "." in part or "!" in part or "?" in part:
            found += (first + at for at in _boundaries(part, code))
        if last < len(plain):
            found.append(last)
        first = last
    return found


def _behind_quotes(plain: str, masked: str, at: int) -> int:
    """The boundary ``at``, moved so that closing quotation marks stay with what they close."""
    end = at
    while end and masked[end - 1].isspace():
        end -= 1
    cut = end
    for place in range(end, at):
        mark = plain[place]
        if mark in _CLOSERS or (mark in _QUOTES and mark not in _OPENERS and place == cut):
            cut = place + 1
    return cut


def _missed(plain: str, code: str) -> list[int]:
    """Boundaries that sentencex does not look for: items of a list in one line, four dots, a sentence in brackets."""
    found = _inline_items(plain)
    if code == "en":
        found += (match.end() for match in _whole_words().finditer(plain))
    if _FOUR_DOTS in plain:
        found += _behind_first_dots(plain)
    if plain[0] == "(":
        close = plain.find(")")
        if plain[close - 1] in ".!?" and plain[close + 1 : close + 2] == " " and plain[close + 2 : close + 3].isupper():
            found.append(close + 2)
    return found


@functools.cache
def _whole_words() -> re.Pattern[str]:
    """What follows a word that sentencex takes for an abbreviation, or one that only numbers follow, and is a capital.

    The pattern begins with the full stop, for which Python searches faster than for the words.
    """
    return re.compile(r"\. (?:(?<=\W(?:me|no|ok)\. )|(?<=\W(?:ill|art|ore|etc|May|Aug|Oct)\. ))(?=[A-Z])")


def _behind_first_dots(plain: str) -> list[int]:
    """Four-dot ellipses between sentences: the first dot is the full stop of the sentence before (Chicago, 13.53)."""
    found: list[int] = []
    at = plain.find(_FOUR_DOTS)
    while at >= 0:
        behind = at + len(_FOUR_DOTS)
        if plain[at - 1 : at].isalnum() and plain[behind : behind + 1] == " " and plain[behind + 1 : behind + 2].isupper():
            found.append(at + 2)
        at = plain.find(_FOUR_DOTS, behind)
    return found


@functools.cache
def _item_marker() -> re.Pattern[str]:
    return re.compile(r"([•‣◦⁃▪])|(?:(\d{1,3})|([a-z]))(?:\.\)|[.)])(?=\s)")


def _inline_items(plain: str) -> list[int]:
    """Where the second and later items of a list begin that stands in one line, as in ``1. one 2. two``."""
    opening = _item_marker().match(plain)
    if opening is None:
        return []
    found: list[int] = []
    at = opening.end()
    bullet, number, letter = opening.groups()
    while True:
        if bullet:
            marker = bullet
        elif number:
            marker = f"{(number := str(int(number) + 1))}{plain[opening.end(2) : opening.end()]}"
        else:
            marker = f"{(letter := chr(ord(letter) + 1))}{plain[opening.end(3) : opening.end()]}"
        at = plain.find(f" {marker}", at)
        if at < 0:
            return found
        found.append(at + 1)
        at += 1 + len(marker)
