"""What a page shows of a long record: the most telling items, with a count of those that only the record holds."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from briefer.records import Actor, Citation, Event, Finding
from briefer.text.dates import edtf_bounds

# More names than these make a sentence longer, not more telling.
_TELLING_ACTORS = 3
_ON_TOP = 3

_FindingT = TypeVar("_FindingT", bound=Finding)


class Limits(NamedTuple):
    """How many items of each kind a page shows, and how many letters of a quote.

    Of ``places``, at least so many stand among the actors. ``caveats``: gaps, problems, partly supported claims.
    """

    actors: int = 20
    places: int = 4
    events: int = 30
    findings: int = 15
    judgments: int = 1000
    quote: int = 1_000_000
    caveats: int = 1_000_000


USUAL = Limits()
WHOLE = Limits(*(10**9,) * 7)
# A single page takes what a reader needs before turning to the record; tighter and tighter until it fits.
ONE_PAGE = (
    Limits(actors=8, places=1, events=9, findings=6, judgments=8, quote=140, caveats=3),
    Limits(actors=6, places=1, events=6, findings=4, judgments=8, quote=90, caveats=2),
    Limits(actors=4, places=0, events=5, findings=3, judgments=8, quote=70, caveats=2),
    Limits(actors=3, places=0, events=4, findings=2, judgments=6, quote=60, caveats=1),
    Limits(actors=2, places=0, events=3, findings=2, judgments=6, quote=45, caveats=1),
    Limits(actors=1, places=0, events=2, findings=1, judgments=5, quote=40, caveats=1),
    Limits(actors=1, places=0, events=2, findings=1, judgments=3, quote=40, caveats=1),
    Limits(actors=1, places=0, events=1, findings=1, judgments=2, quote=30, caveats=1),
)


def for_figures(limits: Limits) -> Limits:
    """The limits of a page's figures: a timeline of more rows than this is no picture any more."""
    return limits._replace(events=min(limits.events, USUAL.events))


class Shown(NamedTuple, Generic[_FindingT]):
    """The items to show and how many more there are."""

    items: Sequence[_FindingT]
    more: int


def select_findings(findings: Sequence[_FindingT], limit: int = USUAL.findings) -> Shown[_FindingT]:
    """The first findings of a section."""
    return Shown(findings[:limit], max(0, len(findings) - limit))


def select_actors(actors: Sequence[Actor], limits: Limits = USUAL) -> Shown[Actor]:
    """Those who act, in their order, then the few places where most happens."""
    acting = [actor for actor in actors if actor.kind != "place"]
    places = [actor for actor in actors if actor.kind == "place"]
    ordered = acting[: limits.actors] + places[: max(limits.places, limits.actors - len(acting))]
    return Shown(ordered, len(actors) - len(ordered))


def select_events(
    events: Sequence[Event], as_of: date | None, telling: Container[Citation], limit: int = USUAL.events
) -> Shown[Event]:
    """Where there are too many: those that the points on top rest on (``telling``), those of many actors, those to come.

    Among equals those near the cut-off; all in order of the timeline.
    """
    if len(events) <= limit:
        return Shown(events, 0)

    def weight(place: int) -> tuple[int, float, int]:
        event = events[place]
        bounds = edtf_bounds(event.date) if event.date else None
        distance = abs((bounds[0] - as_of).days) if bounds and as_of else 0.0 if bounds else math.inf
        told = min(len(event.actors), _TELLING_ACTORS) + (event.status == "scheduled") + (len(event.citations) > 1)
        told += _ON_TOP * any(citation in telling for citation in event.citations)
        return (-told, distance, place)

    chosen = sorted(sorted(range(len(events)), key=weight)[:limit])
    return Shown([events[place] for place in chosen], len(events) - limit)
