"""What changed between two briefs, finding by finding, and the new evidence that a changed judgment rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal, TypeVar

from briefer.comparing.pairing import alikeness, evidence_in_common, pair, pair_actors
from briefer.records import Actor, Brief, Claim, Event, Finding, Judgment, Record, Risk

ChangedKind = Literal["judgment", "bottom line", "event", "actor", "risk", "source"]

_ALIKE = 0.4
_ALIKE_ON_ONE_DAY = 0.3
_REWORDED = 0.5
_LINE_ALIKE = 0.6

_FindingT = TypeVar("_FindingT", bound=Finding)


class Moved(Record):
    """A field that is not as it was."""

    field: str
    old: str | None
    new: str | None


class Evidence(Record):
    """A quotation that one brief cites and the other does not; ``source`` is its number in the brief that cites it."""

    source: int
    paragraph: int
    quote: str
    from_new_source: bool


class Change(Record):
    """One thing that is new, gone or changed; ``text`` is the newer wording, ``was`` the older where it reads otherwise.

    ``explained`` says of a judgment that moved whether it cites anything that the older one did not.
    """

    kind: ChangedKind
    change: Literal["new", "gone", "changed"]
    text: str
    was: str | None = None
    moved: tuple[Moved, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    dropped: tuple[Evidence, ...] = ()
    explained: bool | None = None


class Compared(Record):
    """One of the two briefs: what it is called, its marking and cut-off, the number of its sources, its digest."""

    title: str
    marking: str | None
    as_of: date | None
    sources: int
    digest: str | None


class Comparison(Record):
    """All that changed from ``old`` to ``new``, judgments first; ``related`` is False where they share nothing at all."""

    old: Compared
    new: Compared
    related: bool
    changes: tuple[Change, ...]

    def to_json(self) -> str:
        """The record as JSON."""
        return self.model_dump_json(indent=2) + "\n"


def compare(old: Brief, new: Brief) -> Comparison:
    """What changed from ``old`` to ``new``."""
    actors = pair_actors(old.actors, new.actors)
    shared = {source.document for source in old.sources} & {source.document for source in new.sources}
    changes = [
        *_of_judgments(old, new),
        *_of_lines(old, new),
        *_of_events(old, new),
        *_of_actors(actors),
        *_of_risks(old, new),
        *_of_sources(old, new),
    ]
    return Comparison(old=_compared(old), new=_compared(new), related=bool(shared or actors[0]), changes=tuple(changes))


def _compared(brief: Brief) -> Compared:
    return Compared(
        title=brief.title, marking=brief.marking, as_of=brief.as_of, sources=len(brief.sources), digest=brief.digest
    )


def _moved(**fields: tuple[object, object]) -> tuple[Moved, ...]:
    return tuple(
        Moved(field=name, old=None if old is None else str(old), new=None if new is None else str(new))
        for name, (old, new) in fields.items()
        if old != new
    )


def _reworded(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Both texts, or nothing twice where the one only says the other in other words."""
    if old and new and alikeness(old, new) >= _REWORDED:
        return None, None
    return old, new


def _only_in(one: Finding, other: Finding, brief: Brief, other_brief: Brief) -> tuple[Evidence, ...]:
    """What ``one`` of ``brief`` cites and ``other`` does not."""
    numbers = {source.document: source.number for source in brief.sources}
    known = {source.document for source in other_brief.sources}
    cited = {" ".join(citation.quote.split()) for citation in other.citations}
    return tuple(
        Evidence(
            source=numbers.get(citation.document, 0),
            paragraph=citation.paragraph,
            quote=citation.quote,
            from_new_source=citation.document not in known,
        )
        for citation in one.citations
        if " ".join(citation.quote.split()) not in cited
    )


def _of_judgments(old: Brief, new: Brief) -> Iterator[Change]:
    def score(one: Judgment, other: Judgment) -> float:
        return alikeness(one.statement, other.statement) + evidence_in_common(one, other)

    pairs, gone, fresh = pair(old.judgments, new.judgments, text=lambda j: j.statement, score=score, alike=_ALIKE)
    for before, after in pairs:
        moved = _moved(
            likelihood=(before.likelihood, after.likelihood), confidence=(before.confidence, after.confidence)
        )
        evidence = _only_in(after, before, new, old)
        dropped = _only_in(before, after, old, new)
        if moved:
            yield Change(
                kind="judgment",
                change="changed",
                text=after.statement,
                was=before.statement if before.statement != after.statement else None,
                moved=moved,
                evidence=evidence,
                dropped=dropped,
                explained=bool(evidence or dropped),
            )
    nothing = Finding()
    for judgment in fresh:
        moved = _moved(likelihood=(None, judgment.likelihood), confidence=(None, judgment.confidence))
        evidence = _only_in(judgment, nothing, new, old)
        yield Change(kind="judgment", change="new", text=judgment.statement, moved=moved, evidence=evidence)
    for judgment in gone:
        moved = _moved(likelihood=(judgment.likelihood, None), confidence=(judgment.confidence, None))
        yield Change(kind="judgment", change="gone", text=judgment.statement, moved=moved)


def _of_lines(old: Brief, new: Brief) -> Iterator[Change]:
    def score(one: Claim, other: Claim) -> float:
        return alikeness(one.text, other.text) + evidence_in_common(one, other)

    _, gone, fresh = pair(old.bottom_line, new.bottom_line, text=lambda c: c.text, score=score, alike=_LINE_ALIKE)
    yield from _plain("bottom line", "new", fresh, lambda claim: claim.text)
    yield from _plain("bottom line", "gone", gone, lambda claim: claim.text)


def _of_events(old: Brief, new: Brief) -> Iterator[Change]:
    def score(one: Event, other: Event) -> float:
        value = alikeness(one.text, other.text) + evidence_in_common(one, other)
        same_day = one.date is not None and one.date == other.date
        return value + (_ALIKE - _ALIKE_ON_ONE_DAY if same_day and value else 0.0)

    pairs, gone, fresh = pair(old.events, new.events, text=lambda e: e.text, score=score, alike=_ALIKE)
    for before, after in pairs:
        moved = _moved(date=(before.date, after.date), status=(before.status, after.status))
        if moved:
            was = before.text if before.text != after.text else None
            evidence = _only_in(after, before, new, old)
            yield Change(kind="event", change="changed", text=after.text, was=was, moved=moved, evidence=evidence)
    yield from _plain("event", "new", fresh, _event_text)
    yield from _plain("event", "gone", gone, _event_text)


def _of_actors(paired: tuple[list[tuple[Actor, Actor]], list[Actor], list[Actor]]) -> Iterator[Change]:
    pairs, gone, fresh = paired
    for before, after in pairs:
        moved = _moved(
            name=(before.name, after.name),
            role=_reworded(before.role, after.role),
            stance=_reworded(before.stance, after.stance),
        )
        if moved:
            yield Change(kind="actor", change="changed", text=after.name, moved=moved)
    yield from _plain("actor", "new", fresh, _actor_text)
    yield from _plain("actor", "gone", gone, _actor_text)


def _of_risks(old: Brief, new: Brief) -> Iterator[Change]:
    def score(one: Risk, other: Risk) -> float:
        return alikeness(one.title, other.title) + evidence_in_common(one, other)

    pairs, gone, fresh = pair(old.risks, new.risks, text=lambda r: r.title, score=score, alike=_ALIKE)
    for before, after in pairs:
        moved = _moved(
            likelihood=(before.likelihood, after.likelihood),
            wording=(before.likelihood_text, after.likelihood_text),
            impact=(before.impact, after.impact),
            horizon=_reworded(before.horizon, after.horizon),
        )
        if moved:
            was = before.title if before.title != after.title else None
            evidence = _only_in(after, before, new, old)
            yield Change(kind="risk", change="changed", text=after.title, was=was, moved=moved, evidence=evidence)
    yield from _plain("risk", "new", fresh, lambda risk: risk.title)
    yield from _plain("risk", "gone", gone, lambda risk: risk.title)


def _of_sources(old: Brief, new: Brief) -> Iterator[Change]:
    before, after = ({source.document for source in brief.sources} for brief in (old, new))
    for change, brief, known in (("new", new, before), ("gone", old, after)):
        for source in brief.sources:
            if source.document not in known:
                text = f"{source.title or source.uri}, {source.published or 'undated'}"
                yield Change(kind="source", change="new" if change == "new" else "gone", text=text)


def _plain(
    kind: ChangedKind, change: Literal["new", "gone"], findings: Sequence[_FindingT], text: Callable[[_FindingT], str]
) -> Iterator[Change]:
    for finding in findings:
        yield Change(kind=kind, change=change, text=text(finding))


def _event_text(event: Event) -> str:
    return f"{event.date or event.date_text or 'undated'}: {event.text} ({event.status})"


def _actor_text(actor: Actor) -> str:
    return f"{actor.name}, {actor.role}" if actor.role else actor.name
