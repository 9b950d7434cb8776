"""The case file: merged, grounded findings as text for an assessment call, with the sentences they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefer.records import (
    Actor,
    Assessment,
    Citation,
    Document,
    Event,
    Finding,
    Findings,
    Judgment,
    Relation,
    Risk,
    Statement,
)
from briefer.text.referring import points_back

# What a number, brackets, the source and a line end add to a sentence, and a bullet and citations to a finding.
_AROUND = 32


@dataclass(frozen=True)
class Line:
    """A finding in words, or a part of an assessment; what shares one of ``ties`` belongs together."""

    text: str
    citations: tuple[Citation, ...] = ()
    ties: tuple[tuple[str, str], ...] = ()


@dataclass
class Bulk:
    """About how many characters of a case file some lines take, each sentence that they cite counted once."""

    own: int = 0
    sentences: dict[Citation, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Bulk:
        """What ``lines`` take."""
        bulk = cls()
        for line in lines:
            bulk.own += len(line.text) + _AROUND
            bulk.sentences.update((citation, len(citation.quote) + _AROUND) for citation in line.citations)
        return bulk

    @property
    def total(self) -> int:
        """In characters."""
        return self.own + sum(self.sentences.values())

    def with_other(self, other: Bulk) -> int:
        """What both take together, in characters."""
        smaller, larger = sorted((self.sentences, other.sentences), key=len)
        shared = sum(size for citation, size in smaller.items() if citation in larger)
        return self.total + other.total - shared

    def add(self, other: Bulk) -> None:
        """Take in ``other``."""
        self.own += other.own
        self.sentences |= other.sentences


@dataclass
class CaseFile:
    """Lines of findings and the sentences they cite, numbered from 1; ``context`` is what some of these point back to."""

    lines: list[str] = field(default_factory=list)
    sentences: list[Citation] = field(default_factory=list)
    context: dict[Citation, str] = field(default_factory=dict)

    def shown(self) -> dict[int, Citation]:
        """The citation behind each sentence number."""
        return dict(enumerate(self.sentences, start=1))


def compile_case(lines: Sequence[Line], documents: Sequence[Document]) -> CaseFile:
    """The case file of ``lines``.

    The sentences stand in the order of the sources and of their texts; one that opens with a pronoun has the sentence
    before it as its context, unless that is cited itself.
    """
    order = source_numbers(documents)
    by_id = {document.id: document for document in documents}
    cited = {citation for line in lines for citation in line.citations}
    case = CaseFile(sentences=sorted(cited, key=lambda c: (order[c.document], c.first, c.last)))
    known = {(c.document, number) for c in cited for number in range(c.first, c.last + 1)}
    for citation in case.sentences:
        before = citation.first - 1
        if before and (citation.document, before) not in known and points_back(citation.quote):
            document = by_id[citation.document]
            if not document.sentences[before - 1].is_heading:
                case.context[citation] = document.sentence(before)
    numbers = {citation: number for number, citation in case.shown().items()}
    case.lines = [
        " ".join([line.text, *(f"[{n}]" for n in sorted(numbers[c] for c in line.citations))]) for line in lines
    ]
    return case


def source_numbers(documents: Sequence[Document]) -> dict[str, int]:
    """The number of each source in the brief, by document id."""
    return {document.id: number for number, document in enumerate(documents, start=1)}


def lines_of(findings: Findings) -> list[Line]:
    """The findings as lines, those that carry judgments first; what its sentences do not support stays out."""
    return [
        Line(text, finding.citations, (*_ties(finding), *ties))
        for finding, text, ties in _told(findings)
        if _is_held(finding)
    ]


def _told(findings: Findings) -> Iterator[tuple[Finding, str, tuple[tuple[str, str], ...]]]:
    """Events, risks and statements carry a judgment; actors and relations give them their setting."""
    for event in findings.events:
        yield event, _event(event), ()
    for place, contradiction in enumerate(findings.contradictions, start=1):
        together = (("contradiction", str(place)),)
        for number, side in enumerate(contradiction.sides, start=1):
            text = f"accounts differ, {contradiction.kind}: {contradiction.subject}; account {number}: {side.text}"
            yield side, text, together
    for risk in findings.risks:
        yield risk, _risk(risk), ()
    for statement in findings.statements:
        yield statement, _statement(statement), ()
    for actor in findings.actors:
        yield actor, _actor(actor), ()
    for relation in findings.relations:
        yield relation, f"relation: {relation.text}", ()


def _ties(finding: Finding) -> Iterator[tuple[str, str]]:
    """What a finding has in common with others: sentences, actors, months."""
    for citation in finding.citations:
        yield "sentence", f"{citation.document} {citation.first}"
    if isinstance(finding, Event):
        yield from (("actor", name) for name in finding.actors)
        if finding.date:
            yield "month", finding.date[:7]
    elif isinstance(finding, Risk):
        yield from (("actor", name) for name in finding.affected)
    elif isinstance(finding, Statement):
        yield "actor", finding.speaker
    elif isinstance(finding, Actor):
        yield "actor", finding.name
    elif isinstance(finding, Relation):
        yield from (("actor", finding.subject), ("actor", finding.object))


def _event(event: Event) -> str:
    status = "alleged (a claim, not established)" if event.status == "alleged" else event.status
    return f"event, {event.date or 'undated'}, {status}: {event.text}"


def _risk(risk: Risk) -> str:
    told = {
        "source's wording": risk.likelihood_text,
        "which is": risk.likelihood,
        "impact": risk.impact,
        "horizon": risk.horizon,
    }
    worded = "".join(f", {name}: {value}" for name, value in told.items() if value)
    return f"risk, {risk.category}{worded}: {risk.title}"


def _statement(statement: Statement) -> str:
    quoted = f' (verbatim: "{statement.quotation}")' if statement.quotation else ""
    return f"statement (what its speaker claims) by {statement.speaker}: {statement.claim}{quoted}"


def _actor(actor: Actor) -> str:
    parts = [part for part in (actor.role, actor.activity, actor.stance) if part]
    return f"actor, {actor.kind}: {actor.name}{': ' if parts else ''}{'; '.join(parts)}"


def lines_of_assessment(made: Assessment, part: int) -> list[Line]:
    """An assessment of part of a case as lines for the next one; what its sentences do not support stays out."""
    bottom_line = filter(_is_held, made.bottom_line)
    told = [Line(f"part {part}, bottom line: {claim.text}", claim.citations) for claim in bottom_line]
    for number, judgment in enumerate(made.judgments, start=1):
        if _is_held(judgment):
            told.append(Line(f"part {part}, judgment {number}: {_judgment(judgment)}", judgment.citations))
    for indicator in made.indicators:
        moved = (
            f" (judgment {indicator.judgment}: {indicator.effect})" if indicator.judgment else f" ({indicator.effect})"
        )
        told.append(Line(f"part {part}, indicator: {indicator.observable}{moved}"))
    told += [Line(f"part {part}, assumption: {text}") for text in made.assumptions]
    told += [Line(f"part {part}, gap: {gap.text}") for gap in made.gaps]
    return told


def _judgment(judgment: Judgment) -> str:
    told = {
        "likelihood": judgment.likelihood,
        "confidence": judgment.confidence,
        "since": judgment.confidence_reason,
        "alternative": judgment.alternative,
    }
    return judgment.statement + "".join(f" {name}: {value};" for name, value in told.items() if value).rstrip(";")


def _is_held(finding: Finding) -> bool:
    return finding.support is None or finding.support.verdict != "unsupported"
