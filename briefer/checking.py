"""The check of a brief for any text by anyone: a colleague's summary or another model's answer, against its sources."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefer.grounding import find_evidence, ground_excerpt, index_sources
from briefer.pipeline import GivenSource, read_all
from briefer.records import (
    SCHEMA_VERSION,
    Claim,
    Document,
    Gap,
    Missing,
    Record,
    Sentence,
    Source,
    Statement,
    Support,
    Verdict,
)
from briefer.settings import Settings, load_settings
from briefer.sources import read_plain

VERDICTS: tuple[Verdict, ...] = ("supported", "partial", "unsupported")


class CheckedSource(Source):
    """A source that a text was checked against; ``number`` counts from 1, ``document`` is the SHA-256 of its text."""

    number: int
    document: str


class CheckedSentence(Claim):
    """One sentence of the text with its verdict and the evidence found; ``number`` counts the text's sentences from 1."""

    number: int


class Check(Record):
    """What checking a text sentence by sentence against its sources gave.

    ``unchecked`` counts the headings, which claim nothing; ``gaps`` are sources that could not be read.
    """

    schema_version: str = SCHEMA_VERSION
    text: str
    document: str
    sources: tuple[CheckedSource, ...]
    sentences: tuple[CheckedSentence, ...]
    unchecked: int = 0
    gaps: tuple[Gap, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many sentences have this verdict."""
        return sum(1 for each in self.sentences if each.support is not None and each.support.verdict == verdict)

    @property
    def is_supported(self) -> bool:
        """Whether every sentence is supported."""
        return self.count("supported") == len(self.sentences)

    def to_markdown(self) -> str:
        """The check as Markdown."""
        from briefer.rendering.checked import render_check

        return render_check(self)

    def to_json(self) -> str:
        """The check as JSON."""
        return self.model_dump_json(indent=2) + "\n"


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


class GivenClaim(BaseModel):
    """A claim with its evidence, one line of JSONL.

    ``date`` is the publication date of the evidence, ``speaker`` whom the claim is attributed to, ``evidence`` the
    sentences that it rests on, verbatim.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int
    claim: str = Field(min_length=1)
    date: datetime.date | None = None
    speaker: str | None = None
    evidence: tuple[str, ...] = ()


class ClaimVerdict(Record):
    """What checking one given claim gave: one line of JSONL. ``error`` says why a line could not be read."""

    id: str | int | None
    verdict: Verdict
    missing: tuple[Missing, ...] = ()
    error: str | None = None

    def to_line(self) -> str:
        """The verdict as one line of JSON."""
        return self.model_dump_json(exclude_none=True) + "\n"


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
            named = content.get("id") if not isinstance(error, json.JSONDecodeError | RecursionError) and isinstance(content, dict) else None
            known = named if isinstance(named, str | int) else None
            yield ClaimVerdict(id=known, verdict="unsupported", error=f"line {number}: {_reason(error)}")
            continue
        yield check_claim(claim)


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
