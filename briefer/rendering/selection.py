"""What a page shows of a long record: the most telling items, with a count of those that only the record holds."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from briefer.records import Actor, Citation, Event, Finding
from briefer.text.dates import edtf_bounds

ACTORS_SHOWN = 20
PLACES_SHOWN = 4
EVENTS_SHOWN = 30
FINDINGS_SHOWN = 15
# More names than these make a sentence longer, not more telling.
_TELLING_ACTORS = 3
_ON_TOP = 3

_FindingT = TypeVar("_FindingT", bound=Finding)


class Shown(NamedTuple):
    """The items to show and how many more there are."""

    items: Sequence[Finding]
    more: int


def select_findings(findings: Sequence[_FindingT]) -> Shown:
    """The first findings of a section."""
    return Shown(findings[:FINDINGS_SHOWN], max(0, len(findings) - FINDINGS_SHOWN))


def select_actors(actors: Sequence[Actor]) -> Shown:
    """Those who act, in their order, then the few places where most happens."""
    acting = [actor for actor in actors if actor.kind != "place"]
    places = [actor for actor in actors if actor.kind == "place"]
    ordered = acting[:ACTORS_SHOWN] + places[: max(PLACES_SHOWN, ACTORS_SHOWN - len(acting))]
    return Shown(ordered, len(actors) - len(ordered))


def select_events(events: Sequence[Event], as_of: date | None, telling: Container[Citation]) -> Shown:
    """Where there are too many: those that the points on top rest on (``telling``), those of many actors, those to come.

    Among equals those near the cut-off; all in order of the timeline.
    """
    if len(events) <= EVENTS_SHOWN:
        return Shown(events, 0)

    def weight(place: int) -> tuple[int, float, int]:
        event = events[place]
        bounds = edtf_bounds(event.date) if event.date else None
        distance = abs((bounds[0] - as_of).days) if bounds and as_of else 0.0 if bounds else math.inf
        told = min(len(event.actors), _TELLING_ACTORS) + (event.status == "scheduled") + (len(event.citations) > 1)
        told += _ON_TOP * any(citation in telling for citation in event.citations)
        return (-told, distance, place)

    chosen = sorted(sorted(range(len(events)), key=weight)[:EVENTS_SHOWN])
    return Shown([events[place] for place in chosen], len(events) - EVENTS_SHOWN)
