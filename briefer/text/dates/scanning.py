"""One pass over a text: every date expression in it, read, with the tense of its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefer.text.dates.datewords import ABBREVIATIONS
from briefer.text.dates.expression import Match, Reading
from briefer.text.dates.grammar import grammar, joints
from briefer.text.dates.readers import readers
from briefer.text.dates.symbols import Lexicon, Part, lexicon, parts
from briefer.text.dates.tenses import relation, tense

_LONGEST_GAP = 1000


def scan(text: str, language: str) -> Iterator[Reading]:
    """The readings of a text in order, not overlapping; ``gap`` counts the sentence ends since the one before."""
    words = lexicon(language)
    last = 0
    for part in parts(text, words):
        held: tuple[Reading, Match] | None = None
        for reading, match in _part_readings(part, words):
            if held is not None and _join(held[0], reading, part, held[1], match):
                held = (held[0], Match(part, words, held[1].start, match.end))
                continue
            if held is not None:
                yield from _finished(*held, text, last)
                last = held[0].end
            held = (reading, match)
        if held is not None:
            yield from _finished(*held, text, last)
            last = held[0].end


def _finished(reading: Reading, match: Match, text: str, last: int) -> Iterator[Reading]:
    """The reading with what stands around it; a listing of days ("3 and 4 June") gives two."""
    part = match.part
    reading.relation = relation(part, match.start, match.words)
    if reading.relation in {"from", "since"} and (reading.until is not None or reading.last_day is not None):
        reading.relation = "on"
    if reading.year is None or reading.kind in {"unit", "shift"}:
        # What holds since a day began before now, whatever the clause says of later.
        ahead = reading.relation != "since"
        reading.tense = tense(part, match.start, match.end, match.words) if ahead else -1
    reading.gap = sentence_ends(text, last, reading.start)
    if reading.order.endswith("listed") and reading.last_day is not None:
        ends = [i for i in range(match.start, match.end) if part.symbols[i] in "ab"]
        cut = part.starts[ends[-1]]
        second = replace(reading, start=cut, day=reading.last_day, last_day=None, gap=0)
        reading.last_day = None
        reading.end = part.starts[ends[-2] + (2 if part.symbols[ends[-2] + 1] == "k" else 1)]
        yield reading
        yield second
        return
    yield reading


def sentence_ends(text: str, start: int, end: int) -> int:
    """About how many sentences end between two offsets; a paragraph's end counts three."""
    end = min(end, start + _LONGEST_GAP)
    return text.count(". ", start, end) + 2 * text.count(".\n", start, end) + 2 * text.count("\n\n", start, end)


def _part_readings(part: Part, words: Lexicon) -> Iterator[tuple[Reading, Match]]:
    search, position = grammar(dotted=words.dotted).search, 0
    reading_of = readers()
    while (found := search(part.symbols, position)) is not None:
        match = Match(part, words, found.start(), found.end())
        reading = reading_of[found.lastgroup or ""](match)
        if reading is None:
            position = found.start() + 1
            continue
        position = max(match.end, found.start() + 1)
        while (
            part.symbols[match.start] in " Ir"
            and match.start < match.end - 1
            and reading.kind not in {"weekday", "shift"}
        ):
            match.start += 1
        while part.symbols[match.end - 1] in " ," or (
            part.symbols[match.end - 1] == "." and part.lower(match.end - 2) not in ABBREVIATIONS
        ):
            match.end -= 1
        reading.start, reading.end = part.starts[match.start], part.starts[match.end]
        yield reading, match


def _join(first: Reading, second: Reading, part: Part, left: Match, right: Match) -> bool:
    """Make one range of two neighbouring readings if what stands between says so; return whether it was done."""
    between = part.symbols[left.end : right.start]
    if (
        not between
        or len(between) > 8
        or first.until is not None
        or second.until is not None
        or joints().fullmatch(between) is None
    ):
        return False
    lead = part.symbols[max(left.start - 4, 0) : left.start].split("\n")[-1]
    if "d" in between and "v" not in lead:
        return False
    if first.kind not in {"calendar", "year"} or first.kind != second.kind or first.last_day or second.last_day:
        return False
    if first.kind == "calendar" and (first.day is None) != (second.day is None):
        return False
    first.until, first.end = second, second.end
    return True
