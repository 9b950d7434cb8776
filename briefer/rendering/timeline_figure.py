"""The timeline as a picture: one row an event, its date as a dot or, where only an interval is known, as a bar."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefer.rendering.lettering import cut, width
from briefer.rendering.telling import date_told, is_ahead
from briefer.text.dates import edtf_bounds

if TYPE_CHECKING:
    from briefer.records import Event
    from briefer.rendering.view import View

WIDTH = 640.0
ROW = 19.0
TOP = 44.0
SIZE = 10.0
DATE_ROOM = 126.0
TEXT_LEFT = 134.0
TEXT_ROOM = 258.0
AXIS_LEFT, AXIS_RIGHT = 412.0, 628.0
# Beyond this span, in days, a linear scale would press what matters now into a few dots at its end.
_LINEAR_SPAN = 3 * 365
_TICK_ROOM = 40.0
_SHORTEST_BAR = 7.0


class Row(NamedTuple):
    """One event: where it stands and how it is drawn."""

    y: float
    date: str
    text: str
    left: float
    right: float
    is_interval: bool
    kind: Literal["past", "ahead", "reported"]


class Tick(NamedTuple):
    """A labelled place on the axis."""

    x: float
    text: str


class Timeline(NamedTuple):
    """The picture: rows from the top, ticks of the axis, the cut-off (None if the brief has none)."""

    height: float
    rows: list[Row]
    ticks: list[Tick]
    cutoff: float | None
    is_linear: bool
    left_out: int


def lay_out_timeline(view: View) -> Timeline | None:
    """The picture of the events shown; None if fewer than two of them have dates."""
    as_of = view.brief.as_of
    dated = [(event, bounds) for event in view.events.items if (bounds := _bounds(event, as_of))]
    if len(dated) < 2:
        return None
    days = [day for _, bounds in dated for day in bounds] + ([as_of] if as_of else [])
    place, is_linear = _scale(min(days), max(days), as_of)
    rows = []
    for number, (event, (first, last)) in enumerate(dated):
        left, right = place(first), place(last)
        is_interval = first != last
        if is_interval and right - left < _SHORTEST_BAR:
            middle = min(max((left + right) / 2, AXIS_LEFT + _SHORTEST_BAR / 2), AXIS_RIGHT - _SHORTEST_BAR / 2)
            left, right = middle - _SHORTEST_BAR / 2, middle + _SHORTEST_BAR / 2
        told = cut(date_told(event, view.t), DATE_ROOM, SIZE)
        text = cut(event.text, TEXT_ROOM, SIZE)
        rows.append(Row(TOP + ROW * (number + 0.5), told, text, left, right, is_interval, _kind(event, as_of)))
    left_out = len(view.events.items) - len(dated) + view.events.more
    ticks = list(_ticks(min(days), max(days), place))
    cutoff = place(as_of) if as_of else None
    return Timeline(TOP + ROW * len(rows) + 44, rows, ticks, cutoff, is_linear, left_out)


def _kind(event: Event, as_of: date | None) -> Literal["past", "ahead", "reported"]:
    if event.status in ("alleged", "possible"):
        return "reported"
    return "ahead" if is_ahead(event, as_of) else "past"


def _bounds(event: Event, as_of: date | None) -> tuple[date, date] | None:
    if event.date is None:
        return None
    first, slash, last = event.date.partition("/")
    if slash and last in ("", ".."):
        since = edtf_bounds(first)
        return (since[0], max(since[0], as_of)) if since and as_of else since
    return edtf_bounds(last if slash and first in ("", "..") else event.date)


def _scale(first: date, last: date, as_of: date | None) -> tuple[Callable[[date], float], bool]:
    """Where a day stands on the axis: evenly, or closer together the farther from the cut-off."""
    span = max((last - first).days, 1)
    is_linear = as_of is None or span <= _LINEAR_SPAN
    middle = as_of or first

    def stretched(day: date) -> float:
        distance = (day - middle).days
        return float(distance) if is_linear else math.copysign(math.sqrt(abs(distance)), distance)

    low, high = stretched(first), stretched(last)

    def place(day: date) -> float:
        return AXIS_LEFT + (AXIS_RIGHT - AXIS_LEFT) * (stretched(day) - low) / ((high - low) or 1.0)

    return place, is_linear


def _ticks(first: date, last: date, place: Callable[[date], float]) -> Iterator[Tick]:
    """Labels as fine as there is room for: years before quarters before months before weeks, none over another."""
    taken: list[tuple[float, float]] = []
    for day, text in _candidates(first, last):
        half = max(width(text, SIZE - 1) + 8, _TICK_ROOM) / 2
        x = place(day)
        if x - half < AXIS_LEFT - 14 or x + half > AXIS_RIGHT + 12:
            continue
        if all(abs(x - other) >= half + room for other, room in taken):
            taken.append((x, half))
            yield Tick(x, text)


def _candidates(first: date, last: date) -> Iterator[tuple[date, str]]:
    years = range(first.year, last.year + 1)
    step = max(1, len(years) // 12)
    yield from ((date(year, 1, 1), str(year)) for year in years if year % step == 0)
    if len(years) <= 12:
        months = [date(year, month, 1) for year in years for month in range(1, 13)]
        for group in ((7,), (4, 10), (1, 2, 3, 5, 6, 8, 9, 11, 12)):
            yield from ((day, f"{day:%Y-%m}") for day in months if day.month in group and first <= day <= last)
    if (last - first).days <= 70:
        week = timedelta(days=7)
        yield from ((first + week * n, str(first + week * n)) for n in range((last - first).days // 7 + 1))
