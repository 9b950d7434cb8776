"""Cutting a case into parts that fit a call, so that what belongs together stays together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefer.engines.casefile import Bulk, Line

# The accounts of one contradiction come first, then rarer ties before others; of equally rare ones in this order.
_KINDS = ("contradiction", "sentence", "actor", "word", "month")
_WORD = re.compile(r"[^\W\d_]{4,}")
# Inflected forms agree in their first letters.
_STEM = 6
# What so large a share of the lines has in common tells nothing about which of them belong together.
_COMMON = 0.4


def partition(lines: Sequence[Line], room: int) -> list[list[Line]]:
    """``lines`` in as few parts as they fit into at ``room`` characters each, with their order kept in every part.

    Lines are first joined by what they share, the rarest first, as long as a group fits; the groups are then packed, each
    with those that it shares most with. A line that is longer than ``room`` is a part of its own. Deterministic.
    """
    if Bulk.of(lines).total <= room:
        return [list(lines)]
    ties = [frozenset(_ties(line)) for line in lines]
    parts: list[_Part] = []
    for group in sorted(_groups(lines, ties, room), key=lambda group: (-group.bulk.total, group.places[0])):
        fitting = [part for part in parts if part.bulk.with_other(group.bulk) <= room]
        if not fitting:
            fitting = [_Part()]
            parts += fitting
        best = max(fitting, key=lambda part: len(group.ties & part.ties))
        best.add(group)
    return [
        [lines[place] for place in sorted(part.places)] for part in sorted(parts, key=lambda part: min(part.places))
    ]


@dataclass
class _Part:
    places: list[int] = field(default_factory=list)
    bulk: Bulk = field(default_factory=Bulk)
    ties: set[tuple[str, str]] = field(default_factory=set)

    def add(self, other: _Part) -> None:
        self.places += other.places
        self.bulk.add(other.bulk)
        self.ties |= other.ties


def _ties(line: Line) -> Iterable[tuple[str, str]]:
    yield from line.ties
    yield from (("word", word[:_STEM].casefold()) for word in _WORD.findall(line.text))


def _groups(lines: Sequence[Line], ties: Sequence[frozenset[tuple[str, str]]], room: int) -> list[_Part]:
    """Disjoint groups of what belongs together, none of them over ``room`` unless it is one line."""
    bearers: dict[tuple[str, str], list[int]] = {}
    for place, own in enumerate(ties):
        for tie in own:
            bearers.setdefault(tie, []).append(place)
    group = [
        _Part([place], Bulk.of([line]), set(own)) for place, (line, own) in enumerate(zip(lines, ties, strict=True))
    ]
    root = list(range(len(lines)))
    for tie in sorted(
        (tie for tie in bearers if _is_telling(bearers[tie], len(lines))), key=lambda t: _rank(t, bearers)
    ):
        first = bearers[tie][0]
        for place in bearers[tie][1:]:
            one, other = sorted((root[first], root[place]))
            if one != other and group[one].bulk.with_other(group[other].bulk) <= room:
                for moved in group[other].places:
                    root[moved] = one
                group[one].add(group[other])
    return [group[place] for place in sorted(set(root))]


def _is_telling(places: Sequence[int], total: int) -> bool:
    return 1 < len(places) <= max(2, _COMMON * total)


def _rank(tie: tuple[str, str], bearers: Mapping[tuple[str, str], Sequence[int]]) -> tuple[bool, int, int, str]:
    kind = _KINDS.index(tie[0])
    return (kind > 0, len(bearers[tie]), kind, tie[1])
