"""Which article is which source of a brief: the same text by its hash, a changed one by its quotations or its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefer.composing import briefed
from briefer.records import Brief, BriefedSource, Citation, Document, Finding, Source
from briefer.verifying.report import Check

_DIGITS_SHOWN = 16
# With fewer of its quotations in it than this, a text is another article, not a changed one.
_RECOGNISED = 0.3


@dataclass(frozen=True)
class Matched:
    """The articles by the hash that the brief knows: those with the same text, and those that changed."""

    same: Mapping[str, Document]
    changed: Mapping[str, Document] = field(default_factory=dict)
    strangers: tuple[Document, ...] = ()


def cited(brief: Brief) -> Iterator[tuple[str, Finding]]:
    """Every finding of the brief that cites, with its place in words ("event 3")."""
    for label, findings in (
        ("bottom line", brief.bottom_line),
        ("judgment", brief.judgments),
        ("key point", brief.key_points),
        ("actor", brief.actors),
        ("relation", brief.relations),
        ("event", brief.events),
        ("risk", brief.risks),
        ("statement", brief.statements),
    ):
        for number, finding in enumerate(findings, start=1):
            yield f"{label} {number}", finding
    for number, contradiction in enumerate(brief.contradictions, start=1):
        for place, side in enumerate(contradiction.sides, start=1):
            yield f"contradiction {number}, side {place}", side


def match_sources(brief: Brief, documents: Sequence[Document]) -> Matched:
    """The documents, in any order, as sources of ``brief``; what the brief says of a source stands over what they say."""
    wanted = {source.document: source for source in brief.sources}
    same = {d.id: _as_recorded(d, wanted[d.id]) for d in documents if d.id in wanted}
    rest = [document for document in documents if document.id not in wanted]
    open_sources = [source for key, source in wanted.items() if key not in same]
    quotes = _quotes(brief)
    changed: dict[str, Document] = {}
    for source in open_sources:
        found = _most_alike(source, quotes.get(source.document, []), rest)
        if found is None and len(rest) == len(open_sources) == 1:
            found = rest[0]
        if found is not None:
            rest.remove(found)
            changed[source.document] = _as_recorded(found, source)
    return Matched(same, changed, tuple(rest))


def check_sources(brief: Brief, matched: Matched, *, given: bool) -> Iterator[Check]:
    """A line for each source that is not as the brief has it, or that is not there; one for those that are."""
    whole = 0
    for source in brief.sources:
        name = f"source {source.number}"
        if source.document in matched.same:
            counted = briefed(source.number, matched.same[source.document])
            if (counted.words, counted.sentences) == (source.words, source.sentences):
                whole += 1
            else:
                text = f"{source.uri}: the brief counts {source.words} words and {source.sentences} sentences, the text has {counted.words} and {counted.sentences}"
                yield Check(part="source", outcome="fails", text=text, place=name)
        elif source.document in matched.changed:
            now = matched.changed[source.document]
            text = f"{now.source.uri} has changed: the brief is of sha256 {source.document[:_DIGITS_SHOWN]}, the text given is {now.id[:_DIGITS_SHOWN]}"
            yield Check(part="source", outcome="fails", text=text, place=name)
        else:
            told = "was not given" if given else "no article was given"
            text = f"{source.uri}: {told}; what cites it was not compared with its text"
            yield Check(part="source", outcome="unchecked", text=text, place=name)
    for stranger in matched.strangers:
        text = f"{stranger.source.uri} is none of the brief's sources (sha256 {stranger.id[:_DIGITS_SHOWN]})"
        yield Check(part="source", outcome="fails", text=text)
    if whole:
        yield Check(part="source", outcome="holds", text=f"{whole} of {len(brief.sources)} given, with the same text")


def relocate(citation: Citation, document: Document) -> Citation | None:
    """The citation of the same words in a changed ``document``; None where they no longer stand in it."""
    start = document.text.find(citation.quote)
    if start < 0:
        return None
    end = start + len(citation.quote)
    numbers = [n for n, s in enumerate(document.sentences, start=1) if s.start < end and start < s.end]
    return document.cite(numbers[0], numbers[-1]) if numbers else None


def _quotes(brief: Brief) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, finding in cited(brief):
        for citation in finding.citations:
            found.setdefault(citation.document, []).append(citation.quote)
    return found


def _most_alike(source: BriefedSource, quotes: Sequence[str], documents: Sequence[Document]) -> Document | None:
    best, best_share = None, _RECOGNISED
    for document in documents:
        share = sum(quote in document.text for quote in quotes) / len(quotes) if quotes else 0.0
        if share >= best_share:
            best, best_share = document, share
    if best is not None:
        return best
    named = [d for d in documents if d.source.uri != "-" and Path(d.source.uri).name == Path(source.uri).name]
    return named[0] if named else None


def _as_recorded(document: Document, source: BriefedSource) -> Document:
    """``document`` with date, title and language as the brief has them: flags may have stood over the text."""
    told = Source(
        **{name: getattr(source, name) for name in Source.model_fields if name != "uri"}, uri=document.source.uri
    )
    return document.model_copy(update={"source": told})
