"""The line that briefer is: read → chunk → extract → ground → merge → assess → brief."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from briefer.chunking import chunk
from briefer.composing import compose, versions
from briefer.engines.choice import Choice, choose_engine
from briefer.engines.engine import Extraction, Work
from briefer.errors import NothingToBrief, SourceError, UsageError
from briefer.grounding import ground, index_sources
from briefer.merging import merge
from briefer.records import Assessment, Brief, Document, Gap, Provenance
from briefer.settings import Settings
from briefer.sources import expand, read
from briefer.text.tokens import Tokenizer, tokenizer_for

GivenSource = str | os.PathLike[str] | Document
"""A path, "-" for standard input, or a document read before."""


@dataclass(frozen=True)
class Materials:
    """What a brief was made from: the documents, and the stored answers and prompt templates by file name."""

    documents: Sequence[Document]
    answers: Mapping[str, bytes] = field(default_factory=dict)
    prompts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass
class Watcher:
    """Who is told how a run goes.

    ``progress`` gets a stage, the work done and the work in all; ``notice`` a line; ``documents`` what was read;
    ``materials`` what the brief was made from, once it is made.
    """

    progress: Callable[[str, int, int], None] = lambda *_: None
    notice: Callable[[str], None] = lambda _: None
    documents: Callable[[Sequence[Document]], None] = lambda _: None
    materials: Callable[[Materials], None] = lambda _: None


def write_brief(
    sources: Sequence[GivenSource],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    watcher: Watcher | None = None,
) -> Brief:
    """The brief of ``sources``; what could not be read or processed becomes a gap of it.

    Raises NothingToBrief if no source is left, ModelError if a model was to be asked and no call of it succeeded,
    CacheMiss if answers are replayed and one is missing.
    """
    watcher = watcher or Watcher()
    documents, gaps = read_all(sources, settings, stdin=stdin)
    watcher.documents(documents)
    choice = choose_engine(settings)
    watcher.notice(f"engine: {choice.label}")
    try:
        made = _brief_of(documents, gaps, choice, settings, watcher)
        watcher.materials(_materials(documents, choice))
        return made
    finally:
        choice.close()


def _brief_of(
    documents: Sequence[Document], gaps: Sequence[Gap], choice: Choice, settings: Settings, watcher: Watcher
) -> Brief:
    work = chunk_all(documents, choice, settings)
    extractions = choice.engine.extract(work, lambda done, total: watcher.progress("extracting", done, total))
    indexes = index_sources(documents)
    parts = [ground(f, indexes, language=choice.language) for e in extractions for f in e.findings]
    merged = merge(parts, documents)
    assessment = _travelled(extractions) or choice.engine.assess(merged, documents)

    # Merging gives names their canonical form and joins citations: the verdicts printed are those of the final words.
    findings = ground(merged, indexes, language=choice.language)
    assessment = ground(assessment, indexes, language=choice.language)
    for notice in choice.notices():
        watcher.notice(notice)
    provenance = _provenance(choice, settings, sum(len(item.chunks) for item in work))
    return compose(documents, findings, assessment, gaps, provenance, settings)


def read_all(
    sources: Sequence[GivenSource], settings: Settings, *, stdin: BinaryIO | None = None
) -> tuple[list[Document], list[Gap]]:
    """The documents that could be read and a gap for each that could not; NothingToBrief if none could."""
    documents: dict[str, Document] = {}
    gaps: list[Gap] = []
    for found in _each_read(sources, settings, stdin):
        if isinstance(found, SourceError):
            gaps.append(Gap(kind="source", text=f"Not read: {found.message}."))
        elif found.id in documents:
            same = documents[found.id].source.uri
            gaps.append(Gap(kind="caveat", text=f"{found.source.uri} has the same text as {same} and counts once."))
        else:
            documents[found.id] = found
    if not documents:
        reasons = tuple(gap.text.removeprefix("Not read: ").rstrip(".") for gap in gaps)
        raise NothingToBrief("; ".join(reasons) or "no source was given", reasons=reasons)
    return list(documents.values()), gaps


def _each_read(
    sources: Sequence[GivenSource], settings: Settings, stdin: BinaryIO | None
) -> Iterator[Document | SourceError]:
    """Each source as a document, or as the error that it gave; folders file by file."""
    for source in sources:
        if isinstance(source, Document):
            yield source
            continue
        if not isinstance(source, str | os.PathLike):
            message = f"a source is a path or a Document, not a {type(source).__name__}; give each as its own argument"
            raise UsageError(message)
        try:
            uris = expand([os.fspath(source)])
        except SourceError as error:
            yield error
            continue
        for uri in uris:
            try:
                yield read(uri, settings, stdin=stdin)
            except SourceError as error:
                yield error


def chunk_all(documents: Sequence[Document], choice: Choice, settings: Settings) -> list[Work]:
    """The documents with their chunks; an engine that reads them whole needs none."""
    if choice.llm is None:
        return [Work(document) for document in documents]
    model = choice.llm.model

    def load_tokenizer() -> Tokenizer:
        return tokenizer_for(model)

    budget = settings.chunk_tokens
    return [Work(d, tuple(chunk(d, budget=budget, load_tokenizer=load_tokenizer))) for d in documents]


def _travelled(extractions: Sequence[Extraction]) -> Assessment | None:
    """The assessment that came with the extraction of a single short document."""
    return extractions[0].assessment if len(extractions) == 1 else None


def _materials(documents: Sequence[Document], choice: Choice) -> Materials:
    if choice.llm is None:
        return Materials(documents)
    return Materials(documents, dict(sorted(choice.llm.asker.cache.used.items())), choice.llm.prompts.texts())


def _provenance(choice: Choice, settings: Settings, chunks: int) -> Provenance:
    if choice.llm is None:
        return Provenance(
            engine="extractive", reason=choice.reason, settings=settings.fingerprint(), versions=versions()
        )
    tally = choice.llm.asker.tally
    return Provenance(
        engine="llm",
        reason=choice.reason,
        model=choice.llm.model,
        prompts=choice.llm.prompts.hashes(),
        settings=settings.fingerprint(),
        versions=versions(),
        chunks=chunks,
        calls=tally.calls,
        cached=tally.cached,
        failed=tally.failed,
        tokens_in=tally.usage.tokens_in,
        tokens_out=tally.usage.tokens_out,
    )
