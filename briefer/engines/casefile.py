"""The case file: merged, grounded findings as text for the assessment call, with the sentences they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefer.records import Actor, Citation, Document, Event, Finding, Findings, Relation, Risk, Statement


@dataclass
class CaseFile:
    """Lines of findings and the sentences they cite, numbered from 1; ``left_out`` counts what found no room."""

    lines: list[str] = field(default_factory=list)
    sentences: list[Citation] = field(default_factory=list)
    left_out: int = 0

    def shown(self) -> dict[int, Citation]:
        """The citation behind each sentence number."""
        return dict(enumerate(self.sentences, start=1))


def compile_case(findings: Findings, room: int, order: Mapping[str, int]) -> CaseFile:
    """The findings that fit into ``room`` characters, best supported kinds first; unsupported ones stay out.

    The sentences stand in the order of the sources (``order`` gives each document's place) and of their texts, so that
    a pronoun follows what it stands for where both are cited.
    """
    case, chosen, cited, used = CaseFile(), [], set[Citation](), 0
    for finding, text in _ranked(findings):
        if finding.support is not None and finding.support.verdict == "unsupported":
            continue
        fresh = [citation for citation in finding.citations if citation not in cited]
        cost = len(text) + 16 + sum(len(citation.quote) + 16 for citation in fresh)
        if used + cost > room:
            case.left_out += 1
            continue
        used += cost
        cited.update(fresh)
        chosen.append((finding, text))
    case.sentences = sorted(cited, key=lambda citation: (order[citation.document], citation.first, citation.last))
    numbers = {citation: number for number, citation in case.shown().items()}
    for finding, text in chosen:
        case.lines.append(" ".join([text, *(f"[{numbers[citation]}]" for citation in finding.citations)]))
    return case


def source_numbers(documents: Sequence[Document]) -> dict[str, int]:
    """The number of each source in the brief, by document id."""
    return {document.id: number for number, document in enumerate(documents, start=1)}


def _ranked(findings: Findings) -> Iterator[tuple[Finding, str]]:
    """Events, risks and statements carry a judgment; actors and relations give them their setting."""
    for event in findings.events:
        yield event, _event(event)
    for contradiction in findings.contradictions:
        for number, side in enumerate(contradiction.sides, start=1):
            yield side, f"accounts differ, {contradiction.kind}: {contradiction.subject}; account {number}: {side.text}"
    for risk in findings.risks:
        yield risk, _risk(risk)
    for statement in findings.statements:
        yield statement, _statement(statement)
    for actor in findings.actors:
        yield actor, _actor(actor)
    for relation in findings.relations:
        yield relation, _relation(relation)


def _event(event: Event) -> str:
    return f"event, {event.date or 'undated'}, {event.status}: {event.text}"


def _risk(risk: Risk) -> str:
    worded = f", source's wording: {risk.likelihood_text}" if risk.likelihood_text else ""
    return f"risk, {risk.category}{worded}: {risk.title}"


def _statement(statement: Statement) -> str:
    quoted = f' (verbatim: "{statement.quotation}")' if statement.quotation else ""
    return f"statement by {statement.speaker}: {statement.claim}{quoted}"


def _actor(actor: Actor) -> str:
    parts = [part for part in (actor.role, actor.activity, actor.stance) if part]
    return f"actor, {actor.kind}: {actor.name}{': ' if parts else ''}{'; '.join(parts)}"


def _relation(relation: Relation) -> str:
    return f"relation: {relation.text}"
