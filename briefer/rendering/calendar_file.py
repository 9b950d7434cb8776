"""The events to come as iCalendar (RFC 5545), so that dates of a brief stand in a watch officer's calendar.

A date known only as a month or a range becomes an all-day entry over the whole of it, marked as free time.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from briefer.rendering.figures import harmless
from briefer.rendering.statement import ai_statement
from briefer.rendering.telling import date_told, is_ahead, is_unsupported
from briefer.rendering.view import View
from briefer.text.dates import edtf_bounds

if TYPE_CHECKING:
    from briefer.records import Brief, Event
    from briefer.rendering.formats import RenderOptions

_NAMESPACE = uuid.UUID("5f0c6a52-6f2c-5c0e-9d0b-8d6f1f4f2f61")
_STATUS = {
    "scheduled": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "occurred": "CONFIRMED",
    "alleged": "TENTATIVE",
    "possible": "TENTATIVE",
}


def render_file(brief: Brief, options: RenderOptions) -> bytes:
    """The events of ``brief`` that lie ahead as an iCalendar file; ``options.notice`` is told of those without a date."""
    import icalendar

    view = View(brief, options)
    ahead = [e for e in brief.events if is_ahead(e, brief.as_of) and not is_unsupported(e)]
    if "timeline" not in view.sections:
        ahead = []
    dated = [(event, bounds) for event in ahead if event.date and (bounds := edtf_bounds(event.date))]
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//briefer//brief//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(brief.title))
    undated = len(ahead) - len(dated)
    if undated:
        told = f"scheduled events without a date that a calendar can hold: {undated}"
        calendar.add("x-wr-caldesc", told)
        options.tell(f"{told}; they stand in the other formats")
    for event, (first, last) in dated:
        calendar.add_component(_entry(icalendar, view, event, (first, last)))
    content: bytes = calendar.to_ical()
    return content


def _entry(icalendar: Any, view: View, event: Event, bounds: tuple[Any, Any]) -> Any:
    brief, t = view.brief, view.t
    first, last = bounds
    told = date_told(event, t)
    entry = icalendar.Event()
    name = "\n".join((brief.title, event.text, event.date or "", *(c.document for c in event.citations)))
    entry.add("uid", f"{uuid.uuid5(_NAMESPACE, str(harmless(name)))}@briefer")
    # The moment of the record, not of the export: the same brief gives the same file.
    as_of = brief.as_of or first
    entry.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    mark = f" ({told})" if first != last else ""
    entry.add("summary", _line(event.text) + mark)
    quotes = [f"{_place(brief, c)}: “{_line(c.quote)}”" for c in event.citations]
    lines = [t.label("status", event.status), *quotes, " ".join(ai_statement(brief)), brief.marking]
    entry.add("description", "\n".join(_line(line) for line in lines if line))
    entry.add("status", _STATUS[event.status])
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", ["brief"])
    if brief.marking:
        entry.add("x-marking", _line(brief.marking))
    return entry


def _place(brief: Brief, citation: Any) -> str:
    numbers = {source.document: source.number for source in brief.sources}
    return f"{numbers.get(citation.document, '?')} ¶{citation.paragraph}"


def _line(text: str) -> str:
    return str(harmless(" ".join(text.split())))
