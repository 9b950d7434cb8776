"""Actors, events and risks as CSV (RFC 4180), one row each with the evidence beside it, for spreadsheets and databases."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from briefer.rendering.figures import harmless
from briefer.rendering.telling import missing_told
from briefer.rendering.view import View
from briefer.text.dates import edtf_bounds
from briefer.tradecraft import LIKELIHOODS

if TYPE_CHECKING:
    from briefer.records import Actor, Brief, Event, Finding, Risk
    from briefer.rendering.formats import RenderOptions

# A cell that opens with one of these is run as a formula by spreadsheets (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_Row = dict[str, Any]


def render_all(brief: Brief, options: RenderOptions) -> bytes:
    """Actors, events and risks in one table; the first column says which, the columns are those of all three."""
    return _table(brief, options, {"actor": _actors, "event": _events, "risk": _risks}, names_kind=True)


def render_actors(brief: Brief, options: RenderOptions) -> bytes:
    """The actors as a table."""
    return _table(brief, options, {"actor": _actors})


def render_events(brief: Brief, options: RenderOptions) -> bytes:
    """The events as a table."""
    return _table(brief, options, {"event": _events})


def render_risks(brief: Brief, options: RenderOptions) -> bytes:
    """The risks as a table."""
    return _table(brief, options, {"risk": _risks})


def _table(
    brief: Brief, options: RenderOptions, kinds: dict[str, Callable[[Brief], list[_Row]]], *, names_kind: bool = False
) -> bytes:
    view = View(brief, options)
    sections = {"actor": "actors", "event": "timeline", "risk": "risks"}
    rows: list[_Row] = []
    columns: dict[str, None] = {"record": None} if names_kind else {}
    for kind, make in kinds.items():
        columns |= dict.fromkeys(_COLUMNS[kind])
        if sections[kind] in view.sections:
            rows += [{"record": kind} | row for row in make(brief)]
    columns |= dict.fromkeys(_EVIDENCE)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(columns), restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    # With a byte order mark, since spreadsheets take the file for the local code page without it.
    return stream.getvalue().encode("utf-8-sig", "replace")


_COLUMNS = {
    "actor": ("name", "kind", "aliases", "role", "activity", "stance", "mentions"),
    "event": ("date", "earliest", "latest", "date_text", "status", "text", "actors"),
    "risk": ("title", "category", "likelihood", "likelihood_band", "likelihood_text", "impact", "horizon", "affected", "indicators"),
}  # fmt: skip
_EVIDENCE = ("verdict", "missing", "sources", "paragraphs", "quotes")


def _actors(brief: Brief) -> list[_Row]:
    def row(actor: Actor) -> _Row:
        return actor.model_dump(include=set(_COLUMNS["actor"]) - {"aliases"}) | {"aliases": _joined(actor.aliases)}

    return [row(actor) | _evidence(brief, actor) for actor in brief.actors]


def _events(brief: Brief) -> list[_Row]:
    def row(event: Event) -> _Row:
        bounds = edtf_bounds(event.date) if event.date else None
        known = event.model_dump(include={"date", "date_text", "status", "text"})
        earliest, latest = bounds or ("", "")
        return known | {"earliest": earliest, "latest": latest, "actors": _joined(event.actors)}

    return [row(event) | _evidence(brief, event) for event in brief.events]


def _risks(brief: Brief) -> list[_Row]:
    def row(risk: Risk) -> _Row:
        known = risk.model_dump(include={"title", "category", "likelihood", "likelihood_text", "impact", "horizon"})
        band = str(LIKELIHOODS[risk.likelihood]) if risk.likelihood else ""
        lists = {"affected": _joined(risk.affected), "indicators": _joined(risk.indicators)}
        return known | {"likelihood_band": band} | lists

    return [row(risk) | _evidence(brief, risk) for risk in brief.risks]


def _evidence(brief: Brief, finding: Finding) -> _Row:
    from briefer.rendering.catalogue import Catalogue

    numbers = {source.document: source.number for source in brief.sources}
    return {
        "verdict": finding.support.verdict if finding.support else "",
        "missing": missing_told(finding.support, Catalogue("en")),
        "sources": _joined(dict.fromkeys(str(numbers.get(c.document, "?")) for c in finding.citations)),
        "paragraphs": _joined(f"{numbers.get(c.document, '?')} ¶{c.paragraph}" for c in finding.citations),
        "quotes": " | ".join(" ".join(c.quote.split()) for c in finding.citations),
    }


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _cell(value: object) -> str:
    text = "" if value is None else str(harmless(str(value)))
    return "'" + text if text.startswith(_FORMULA) else text
