"""What checking a text or a claim gives: verdicts with what is missing and where the evidence is."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict, Field

from briefer.records import SCHEMA_VERSION, Claim, Gap, Missing, Record, Source, Verdict


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
