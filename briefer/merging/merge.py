"""The stage itself: many findings in, one set of findings out, in a defined order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from briefer.merging.duplicates import join_duplicates
from briefer.merging.identity import group_actors, join_actors
from briefer.records import Actor, Claim, Event, Findings, Relation, Risk, Statement
from briefer.text.dates import edtf_bounds
from briefer.text.names import name_key

# Shares of words at which two findings of a kind tell the same; set on pairs from the examples and wire stories.
_SAME_EVENT = 0.5
_SAME_RISK = 0.6
_SAME_STATEMENT = 0.6
_SAME_RELATION = 0.4
_SAME_POINT = 0.7


# Year, month and day of an EDTF date or of an interval's first; seasons (months above 12) are no part of it.
_CALENDAR = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?(?![\dX-])")


def merge(parts: Sequence[Findings]) -> Findings:
    """One set of findings from those of many chunks or documents; gaps are all kept, each once."""
    groups = group_actors([actor for part in parts for actor in part.actors])
    actors = [join_actors(group) for group in groups]
    names = _Names(actors, groups)
    if len(parts) > 1:
        actors.sort(key=lambda actor: -(actor.mentions or len(actor.citations)))
    return Findings(
        key_points=join_duplicates(
            _in_turn([part.key_points for part in parts]),
            text=lambda point: point.text,
            bucket=lambda _: None,
            alike=_SAME_POINT,
        ),
        actors=tuple(actors),
        relations=_merged_relations([names.relation(r) for part in parts for r in part.relations]),
        events=_merged_events([names.event(event) for part in parts for event in part.events]),
        risks=join_duplicates(
            [names.risk(risk) for part in parts for risk in part.risks],
            text=lambda risk: risk.title,
            bucket=lambda _: None,
            alike=_SAME_RISK,
        ),
        statements=join_duplicates(
            [names.statement(statement) for part in parts for statement in part.statements],
            text=lambda statement: statement.quotation or statement.claim,
            bucket=lambda statement: name_key(statement.speaker),
            alike=_SAME_STATEMENT,
        ),
        gaps=tuple(dict.fromkeys(gap for part in parts for gap in part.gaps)),
    )


def _in_turn(points: Sequence[Sequence[Claim]]) -> list[Claim]:
    """The first point of each part, then the second of each: no source fills the top of the list alone."""
    return [point for rank in zip_longest(*points) for point in rank if point is not None]


def chronological(event: Event) -> tuple[str, str]:
    """Sort key of the timeline: the date as written, so that a month stands before its days; undated last."""
    written = _CALENDAR.match(event.date) if event.date else None
    if written:
        return (written.group(), event.date or "")
    bounds = edtf_bounds(event.date) if event.date else None
    # "~" sorts behind every digit.
    return (bounds[0].isoformat() if bounds else "~", event.date or "")


def _merged_events(events: Sequence[Event]) -> tuple[Event, ...]:
    joined = join_duplicates(events, text=lambda e: e.text, bucket=lambda e: (e.date, e.status), alike=_SAME_EVENT)
    return tuple(sorted(joined, key=chronological))


def _merged_relations(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    return join_duplicates(
        relations,
        text=lambda relation: relation.text,
        bucket=lambda relation: (name_key(relation.subject), relation.kind, name_key(relation.object)),
        alike=_SAME_RELATION,
    )


class _Names:
    """Replaces the names that findings use for actors by the canonical ones."""

    def __init__(self, actors: Sequence[Actor], groups: Sequence[Sequence[Actor]]) -> None:
        bearers: dict[str, set[str]] = {}
        for actor, group in zip(actors, groups, strict=True):
            for member in group:
                for form in filter(name_key, (member.name, *member.aliases)):
                    bearers.setdefault(name_key(form), set()).add(actor.name)
        # A form that two actors bear ("Vantell") names neither for certain and is left as it is.
        self.canonical = {key: min(names) for key, names in bearers.items() if len(names) == 1}

    def of(self, name: str) -> str:
        return self.canonical.get(name_key(name), name)

    def each(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.of(name) for name in names))

    def relation(self, relation: Relation) -> Relation:
        return relation.model_copy(update={"subject": self.of(relation.subject), "object": self.of(relation.object)})

    def event(self, event: Event) -> Event:
        return event.model_copy(update={"actors": self.each(event.actors)})

    def risk(self, risk: Risk) -> Risk:
        return risk.model_copy(update={"affected": self.each(risk.affected)})

    def statement(self, statement: Statement) -> Statement:
        return statement.model_copy(update={"speaker": self.of(statement.speaker)})
