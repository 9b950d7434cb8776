"""The stage itself: many findings in, one set of findings out, in a defined order."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from itertools import zip_longest

from briefer.merging.accounts import capped, negative, weigher
from briefer.merging.copies import find_copies
from briefer.merging.duplicates import join_duplicates, joined
from briefer.merging.happenings import join_events, without_reporting_days
from briefer.merging.identity import group_actors
from briefer.merging.likeness import Likeness
from briefer.merging.naming import Names
from briefer.merging.portrait import join_actors
from briefer.records import Citation, Claim, Document, Event, Findings, Gap, Relation
from briefer.text.dates import edtf_bounds
from briefer.text.names import name_key

# Shares of words at which two findings of a kind tell the same; set on pairs from the examples and wire stories.
_SAME_RISK = 0.6
_SAME_STATEMENT = 0.6
_SAME_RELATION = 0.4
_SAME_POINT = 0.7
# These hold whoever tells of them and however; of attacks and sanctions there may be many between the same two.
_STANDING = frozenset({"member_of", "commands"})
# These are one thing where two sources tell of it, and may be several where one does.
_STANCES = frozenset({"supports", "opposes", "threatens", "negotiates_with", "cooperates_with"})
_MUTUAL = frozenset({"negotiates_with", "cooperates_with"})


# Year, month and day of an EDTF date or of an interval's first; seasons (months above 12) are no part of it.
_CALENDAR = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?(?![\dX-])")


def merge(parts: Sequence[Findings], documents: Sequence[Document] = ()) -> Findings:
    """One set of findings from those of many chunks or documents; gaps are kept, each once and in its fullest form.

    ``documents`` are those that the findings cite: from them comes which repeat one another, and so which accounts that
    differ are independent, and which of two is the later.
    """
    groups = group_actors([actor for part in parts for actor in part.actors])
    actors = [join_actors(group) for group in groups]
    names = Names(parts, actors, groups)
    if len(parts) > 1:
        actors.sort(key=lambda actor: -(actor.mentions or len(actor.citations)))
    named = _renamed(parts, names)
    likeness = weigher(_texts(named), names.forms)
    merged = Findings(
        key_points=join_duplicates(
            named.key_points,
            likeness=likeness,
            text=lambda point: point.text,
            bucket=lambda _: None,
            alike=_SAME_POINT,
        ),
        actors=tuple(actors),
        relations=_merged_relations(named.relations, likeness),
        events=tuple(sorted(join_events(without_reporting_days(named.events, documents), likeness), key=chronological)),
        risks=join_duplicates(
            named.risks,
            likeness=likeness,
            text=lambda risk: risk.title,
            bucket=lambda _: None,
            alike=_SAME_RISK,
        ),
        statements=join_duplicates(
            named.statements,
            likeness=likeness,
            text=lambda statement: statement.quotation or statement.claim,
            bucket=lambda statement: name_key(statement.speaker),
            alike=_SAME_STATEMENT,
        ),
        copies=find_copies(documents),
        gaps=_distinct_gaps([gap for part in parts for gap in part.gaps]),
    )
    merged = _told_alike(merged)
    if not documents:
        return merged
    from briefer.merging.contradictions import find_contradictions

    return merged.model_copy(update={"contradictions": find_contradictions(merged, documents, likeness, names.forms)})


def _distinct_gaps(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """What is not known, without the questions that a longer one asks too; gaps of any other kind are all kept."""
    open_questions = {gap.text: frozenset(gap.text.casefold().rstrip(".").replace(",", " ").split()) for gap in gaps}
    kept = []
    for gap in dict.fromkeys(gaps):
        words = open_questions[gap.text]
        fuller = (other for text, other in open_questions.items() if text != gap.text and words < other)
        if gap.kind != "information" or next(fuller, None) is None:
            kept.append(gap)
    return tuple(kept)


def _told_alike(merged: Findings) -> Findings:
    """The points and events of one wording with the citations of both: a point may have met a source that no event did."""
    cited: dict[str, tuple[Citation, ...]] = {}
    told = [*((e.text, e.citations) for e in merged.events), *((p.text, p.citations) for p in merged.key_points)]
    for text, citations in told:
        cited[text] = capped((*cited.get(text, ()), *citations))
    return merged.model_copy(
        update={
            "key_points": tuple(p.model_copy(update={"citations": cited[p.text]}) for p in merged.key_points),
            "events": tuple(e.model_copy(update={"citations": cited[e.text]}) for e in merged.events),
        }
    )


def _renamed(parts: Sequence[Findings], names: Names) -> Findings:
    """The findings of all parts, under the canonical names."""
    renamed = [names.rename(number, part) for number, part in enumerate(parts)]
    return Findings(
        key_points=tuple(_in_turn([part.key_points for part in parts])),
        relations=tuple(relation for part in renamed for relation in part.relations),
        events=tuple(event for part in renamed for event in part.events),
        risks=tuple(risk for part in renamed for risk in part.risks),
        statements=tuple(statement for part in renamed for statement in part.statements),
    )


def _texts(found: Findings) -> list[str]:
    return [
        *(point.text for point in found.key_points),
        *(relation.text for relation in found.relations),
        *(event.text for event in found.events),
        *(risk.title for risk in found.risks),
        *(statement.quotation or statement.claim for statement in found.statements),
    ]


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


def _merged_relations(relations: Sequence[Relation], likeness: Likeness) -> tuple[Relation, ...]:
    def between(relation: Relation) -> tuple[Hashable, ...]:
        ends = (name_key(relation.subject), name_key(relation.object))
        return (relation.kind, *(sorted(ends) if relation.kind in _MUTUAL else ends))

    found = join_duplicates(
        relations, likeness=likeness, text=lambda relation: relation.text, bucket=between, alike=_SAME_RELATION
    )
    whole: list[Relation] = []
    places: dict[Hashable, int] = {}
    for relation in found:
        key = (between(relation), relation.kind in _STANDING and negative(relation.text))
        place = places.setdefault(key, len(whole))
        is_one = place < len(whole) and (
            relation.kind in _STANDING or (relation.kind in _STANCES and _told_apart(whole[place], relation))
        )
        if is_one:
            whole[place] = joined(whole[place], relation)
        else:
            whole.append(relation)
    return tuple(whole)


def _told_apart(one: Relation, other: Relation) -> bool:
    return {c.document for c in one.citations}.isdisjoint(c.document for c in other.citations)
