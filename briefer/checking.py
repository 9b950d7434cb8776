"""The check of a brief for any text by anyone: a colleague's summary or another model's answer, against its sources."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from pydantic import ValidationError

from briefer.grounding import find_evidence, ground_excerpt, index_sources
from briefer.pipeline import GivenSource, read_all
from briefer.records import Claim, Document, Missing, Sentence, Source, Statement, Support
from briefer.settings import Settings, load_settings
from briefer.sources import read_plain
from briefer.verdicts import Check, CheckedSentence, CheckedSource, ClaimVerdict, GivenClaim


def check(
    text: GivenSource,
    *against: GivenSource,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    **flags: Any,
) -> Check:
    """Each sentence of ``text`` with a verdict and the sentences of the sources ``against`` that carry it best.

    ``text`` and the sources are paths, "-" for standard input, or documents; ``flags`` are settings by name, such as
    ``published=date(2025, 8, 22)`` for the sources. Takes time linear in their size.

    Raises BrieferError: SourceError if the text cannot be read, NothingToBrief if no source can.
    """
    settings = settings or load_settings(**flags)
    checked = text if isinstance(text, Document) else read_plain(str(text), settings, stdin=stdin)
    documents, gaps = read_all(against, settings, stdin=stdin)
    indexes = index_sources(documents)
    sentences = []
    for number, span in enumerate(checked.sentences, start=1):
        if span.is_heading:
            continue
        words = " ".join(checked.sentence(number).split())
        citations, support = find_evidence(words, indexes, language=checked.source.language)
        sentences.append(CheckedSentence(number=number, text=words, citations=citations, support=support))
    return Check(
        text=checked.source.uri,
        document=checked.id,
        sources=tuple(
            CheckedSource(**document.source.model_dump(), number=number, document=document.id)
            for number, document in enumerate(documents, start=1)
        ),
        sentences=tuple(sentences),
        unchecked=len(checked.sentences) - len(sentences),
        gaps=tuple(gaps),
    )


def check_claim(claim: GivenClaim) -> ClaimVerdict:
    """The verdict on one claim by the evidence given with it."""
    evidence = tuple(sentence.strip() for sentence in claim.evidence if sentence.strip())
    if not evidence:
        missing = Missing(kind="citation", text="no evidence is given")
        return ClaimVerdict(id=claim.id, verdict="unsupported", missing=(missing,))
    document = _excerpt(evidence, claim.date)
    citations = tuple(document.cite(number) for number in range(1, len(evidence) + 1))
    finding: Claim | Statement = (
        Statement(speaker=claim.speaker, claim=claim.claim, citations=citations)
        if claim.speaker
        else Claim(text=claim.claim, citations=citations)
    )
    support = ground_excerpt(finding, document).support or Support(verdict="unsupported")
    return ClaimVerdict(id=claim.id, verdict=support.verdict, missing=support.missing)


def check_claims(lines: Iterable[str]) -> Iterator[ClaimVerdict]:
    """The verdict on each line of JSONL, in order, as soon as it is read; empty lines are passed over.

    A line that is no claim gives an ``unsupported`` verdict with its ``error``.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
            claim = GivenClaim.model_validate(content)
        except (json.JSONDecodeError, ValidationError, RecursionError) as error:
            yield ClaimVerdict(id=_named(error, line), verdict="unsupported", error=f"line {number}: {_reason(error)}")
            continue
        yield check_claim(claim)


def _named(error: Exception, line: str) -> str | int | None:
    """The id of a line that is JSON, but no claim."""
    content = json.loads(line) if isinstance(error, ValidationError) else None
    named = content.get("id") if isinstance(content, dict) else None
    return named if isinstance(named, str | int) else None


def _reason(error: Exception) -> str:
    """Why a line is no claim, in one line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the line"
        return f"{place}: {first['msg']}; needed are id, claim and evidence"
    return "not JSON"


def _excerpt(evidence: Sequence[str], published: datetime.date | None) -> Document:
    """A document of nothing but these sentences."""
    sentences, start = [], 0
    for number, sentence in enumerate(evidence, start=1):
        sentences.append(Sentence(start, start + len(sentence), number))
        start += len(sentence) + 2
    text = "\n\n".join(evidence)
    source = Source(uri="evidence", published=published, language="en")
    return Document(id=Document.identify(text), text=text, sentences=tuple(sentences), source=source)
