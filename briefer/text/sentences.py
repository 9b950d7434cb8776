"""Sentences of paragraphs, with exact offsets: sentencex's boundaries, then mended where it is known to err.

sentencex (Rust) takes a quotation for one sentence, needs quadratic time on text without spaces, and lacks Chinese
and Japanese quotation habits; what it is given here is a copy of the same length without line ends and quotation marks.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from briefer.records import Sentence
from briefer.text.joints import ABBREVIATIONS, continues
from briefer.text.paragraphs import Paragraph

# Long paragraphs are read in windows: sentencex looks back to the last space at every full stop.
_WINDOW = 4096

_QUOTES = '"“”„«»‹›「」『』'
_OPENERS = "„«‹「『"
_CLOSERS = "”»›」』"
_WIDE_STOPS = "。！？"

# What is shorter and holds neither letter nor digit, such as an ellipsis, goes with the sentence behind it.
_SHORTEST = 12

_FOUR_DOTS = ". . . ."

# No abbreviation that needs mending has so many letters.
_LONG_WORD = 5

# A bracket opened so far back is closed, or was never meant to be.
_BRACKET_REACH = 200

# All white space but the space and the line feed; the first eight are ASCII.
_SPACES = (
    "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

_BULLETS = "•‣◦⁃▪"

# A document of unknown language is read with the rules of this one.
_FALLBACK = "en"


def split_sentences(text: str, paragraphs: Iterable[Paragraph], language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of ``paragraphs`` in order, with their paragraph's number, counted from 1; a heading is one.

    Every character of a paragraph that is not white space is in exactly one sentence; none is empty. ``language`` is
    any BCP 47 tag, ``und`` included. Takes time linear in the length.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    reader = _Reader(text, _FALLBACK if code in ("", "und", "mul", "zxx", "mis") else code)
    plain = reader.plain
    # Naming the fields costs as much time as all else in this loop.
    new = tuple.__new__
    found: list[Sentence] = []
    for number, (start, end, is_heading) in enumerate(paragraphs, 1):
        if is_heading:
            found.append(Sentence(start, end, number, is_heading=True))
            continue
        first = start
        for cut in reader.cuts(start, end):
            last = cut - 1 if plain[cut - 1] == " " else cut
            if plain[last - 1].isspace():
                last = first + len(plain[first:last].rstrip())
            if last - first < _SHORTEST and not any(map(str.isalnum, plain[first:last])):
                continue
            found.append(new(Sentence, (first, last, number, False)))
            first = cut
            while plain[first].isspace():
                first += 1
        found.append(new(Sentence, (first, end, number, False)))
    return tuple(found)


class _Reader:
    """Finds sentence boundaries in one text.

    ``plain`` and ``masked`` are copies of the text of the same length: the former without line ends and the markers of
    quoted lines, the latter also without quotation marks, and with full stops for ellipses.
    """

    def __init__(self, text: str, code: str) -> None:
        self.code = code
        plain = text
        if "\n" in text:
            if ">" in text:
                plain = _quoted_lines().sub(lambda match: " " * len(match[0]), plain)
            plain = plain.replace("\n", " ")
        self.plain = self.masked = plain
        is_ascii = plain.isascii()
        for mark in _QUOTES[:1] if is_ascii else _QUOTES:
            self.masked = self.masked.replace(mark, " ")
        # It panics (1.0.32) on a space of several bytes behind an initial.
        for space in _SPACES[:8] if is_ascii else _SPACES:
            self.masked = self.masked.replace(space, " ")
        # sentencex does not know the ellipsis in one character.
        self.masked = self.masked.replace("…", ".")
        self.is_wide = not is_ascii and any(stop in plain for stop in _WIDE_STOPS)
        self.missed = sorted(_missed(plain, code))

    def cuts(self, start: int, end: int) -> list[int]:
        """Where sentences of the paragraph ``text[start:end]`` end and the next begins, ascending."""
        plain, masked = self.plain, self.masked
        if self.is_wide and any(plain.find(stop, start, end) >= 0 for stop in _WIDE_STOPS):
            found = self._wide_boundaries(start, end)
        else:
            found = _boundaries(masked, start, end, self.code)
        cuts: list[int] = []
        first = start
        for at in found:
            cut = at
            if not _is_plain_end(plain, at):
                cut = _behind_quotes(plain, masked, at)
                if continues(plain, first, cut, end):
                    continue
            cuts.append(cut)
            first = cut
        if not self.missed and plain[start].isalpha() and plain[start + 1 : start + 2] not in (".", ")"):
            return cuts
        more = self._more(start, end)
        return sorted({*cuts, *more}) if more else cuts

    def _more(self, start: int, end: int) -> list[int]:
        """The boundaries that sentencex does not look for."""
        low = bisect_right(self.missed, start)
        more = self.missed[low : bisect_left(self.missed, end, low)]
        opening = self.plain[start]
        if opening in _BULLETS or opening.isdigit() or self.plain[start + 1 : start + 2] in (".", ")"):
            more += _inline_items(self.plain, start, end)
        elif opening == "(":
            more += _behind_brackets(self.plain, start, end)
        return more

    def _wide_boundaries(self, start: int, end: int) -> list[int]:
        """Boundaries of a paragraph with Chinese or Japanese full stops, which need no space and no capital behind."""
        found: list[int] = []
        first = start
        for last in [*(match.end() for match in _wide_stops().finditer(self.plain, start, end)), end]:
            part = self.masked[first:last]
            if "." in part or "!" in part or "?" in part:
                found += _boundaries(self.masked, first, last, self.code)
            if last < end:
                found.append(last)
            first = last
        return found


def _is_plain_end(plain: str, at: int) -> bool:
    """Whether a word, a full stop, a space and a capital meet before ``at``, which nothing below would change."""
    stop = at - 2
    if stop < _LONG_WORD or plain[stop:at] != ". " or not plain[at].isupper():
        return False
    if plain[stop - _LONG_WORD : stop].isalpha():
        return True
    word = plain[plain.rfind(" ", stop - _LONG_WORD, stop) + 1 : stop]
    return 1 < len(word) < _LONG_WORD and word.isalpha() and word.lower() not in ABBREVIATIONS


@functools.cache
def _quoted_lines() -> re.Pattern[str]:
    return re.compile(r"\n(?:>[ \t]*)+")


def _boundaries(masked: str, start: int, end: int, code: str) -> list[int]:
    """Where sentencex begins a sentence in ``masked[start:end]``, but for the first."""
    cuts: list[int] = []
    while end - start > _WINDOW:
        # The window cuts the last sentence short: it is read again with the next one.
        *whole, _ = accumulate(map(len, _segments(code, masked[start : start + _WINDOW])), initial=start)
        cuts += whole[1:]
        start = whole[-1] if len(whole) > 1 else start + _WINDOW
    parts = _segments(code, masked[start:end])
    if len(parts) == 1:
        return cuts
    *whole, _ = accumulate(map(len, parts), initial=start)
    return cuts + whole[1:]


def _segments(code: str, part: str) -> list[str]:
    """What sentencex makes of ``part``, which its segments add up to."""
    try:
        return _segment()(code, part)
    except UnicodeEncodeError:
        # Unpaired surrogates cannot pass into Rust.
        return _segment()(code, part.encode(errors="replace").decode())


@functools.cache
def _segment() -> Callable[[str, str], list[str]]:
    """The function of sentencex, imported at first use; an import statement in each call would cost as much as it."""
    from sentencex import segment  # type: ignore[import-untyped]

    function: Callable[[str, str], list[str]] = segment
    return function


@functools.cache
def _wide_stops() -> re.Pattern[str]:
    # 」と, ”他说 after a comma and the like go on with the sentence that quotes.
    return re.compile(r"[。！？]+[!?！？…]*[”’」』）)》】\"]*(?![”’」』）)》】\"、，,；：]|[」』]?(?:と|って))")


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
    """Boundaries behind words that look like abbreviations, and in four-dot ellipses."""
    found: list[int] = []
    if code == "en":
        for match in _whole_words().finditer(plain):
            near = max(0, match.start() - _BRACKET_REACH)
            if plain.rfind("(", near, match.start()) <= plain.rfind(")", near, match.start()):
                found.append(match.end())
    return found + _behind_first_dots(plain) if _FOUR_DOTS in plain else found


def _behind_brackets(plain: str, start: int, end: int) -> list[int]:
    """Where the next sentence begins behind one that is in brackets as a whole."""
    close = plain.find(")", start, end)
    if close > start and close + 2 < end and plain[close - 1] in ".!?" and plain[close + 1] == " ":
        return [close + 2] if plain[close + 2].isupper() else []
    return []


@functools.cache
def _whole_words() -> re.Pattern[str]:
    """What follows a word that sentencex takes for an abbreviation, or one that only numbers follow, and is a capital.

    The pattern begins with the full stop, for which Python searches faster than for the words.
    """
    return re.compile(r"\. (?:(?<=\W(?:me|no|ok)\. )|(?<=\W(?:ill|art|ore|etc|May|Aug|Oct)\. ))(?=[A-Z])")


def _behind_first_dots(plain: str) -> list[int]:
    """Four-dot ellipses between sentences: the first dot is the full stop of the sentence before."""
    found: list[int] = []
    at = plain.find(_FOUR_DOTS)
    while at >= 0:
        behind = at + len(_FOUR_DOTS)
        if (
            plain[at - 1 : at].isalnum()
            and plain[behind : behind + 1] == " "
            and plain[behind + 1 : behind + 2].isupper()
        ):
            found.append(at + 2)
        at = plain.find(_FOUR_DOTS, behind)
    return found


@functools.cache
def _item_marker() -> re.Pattern[str]:
    return re.compile(r"([•‣◦⁃▪])|(?:(\d{1,3})|([a-z]))(?:\.\)|[.)])(?=\s)")


def _inline_items(plain: str, start: int, end: int) -> list[int]:
    """Where the second and later items of a list begin that stands in one line, as in ``1. one 2. two``."""
    opening = _item_marker().match(plain, start, end)
    if opening is None:
        return []
    bullet, number, letter = opening.groups()
    closing = plain[opening.end(opening.lastindex or 0) : opening.end()]
    found: list[int] = []
    at = opening.end()
    for step in range(1, end - start):
        if bullet:
            marker = bullet
        elif number:
            marker = f"{int(number) + step}{closing}"
        else:
            marker = f"{chr(ord(letter) + step)}{closing}"
        at = plain.find(f" {marker}", at, end)
        if at < 0:
            break
        found.append(at + 1)
        at += 1 + len(marker)
    return found
