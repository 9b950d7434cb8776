"""The records that flow through the pipeline: frozen, JSON in and out without loss.

Offsets are Unicode code points into ``Document.text``; ``start`` is inclusive, ``end`` exclusive.
Sentence and paragraph numbers count from 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

Likelihood = Literal[
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely",
    "almost certain",
]  # fmt: skip
Confidence = Literal["low", "moderate", "high"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]
Level = Literal["low", "medium", "high"]
ActorKind = Literal[
    "person", "state", "government", "armed_group", "military", "company", "international_organisation",
    "organisation", "media", "place", "other",
]  # fmt: skip
EventStatus = Literal["occurred", "ongoing", "scheduled", "alleged", "possible"]
RiskCategory = Literal[
    "security", "political", "economic", "humanitarian", "cyber", "legal", "environmental", "health",
    "reputational",
]  # fmt: skip
RelationKind = Literal[
    "supports", "opposes", "attacks", "threatens", "negotiates_with", "cooperates_with", "member_of", "commands",
    "sanctions", "other",
]  # fmt: skip
Verdict = Literal["supported", "partial", "unsupported"]
EngineName = Literal["llm", "extractive"]


class Record(BaseModel):
    """Base of all records: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(NamedTuple):
    """A sentence of a document, or a heading, which is cited like one."""

    start: int
    end: int
    paragraph: int
    is_heading: bool = False


class Source(Record):
    """Where a document came from, and what is known of its worth.

    ``language`` is a BCP 47 tag. ``reliability`` and ``credibility`` follow the Admiralty code (see
    ``briefer.tradecraft``); F and 6 mean that they cannot be judged.
    """

    uri: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    retrieved: date | None = None
    language: str = "und"
    reliability: Reliability = "F"
    credibility: Credibility = 6


class Citation(Record):
    """The sentences that a claim rests on, written out so that they can be checked without the pipeline.

    ``quote`` is ``document.text[start:end]``, verbatim, line ends included.
    """

    document: str
    first: int
    last: int
    paragraph: int
    start: int
    end: int
    quote: str


class Document(Record):
    """One source as text: normalised (line feeds alone end lines, no byte order mark), with its sentences.

    ``id`` is the SHA-256 of ``text`` in UTF-8. Headers and an author's biography stay in ``text``, so that offsets
    fit the file as given, but have no sentences.
    """

    id: str
    text: str
    sentences: tuple[Sentence, ...]
    source: Source
    notices: tuple[str, ...] = ()

    @staticmethod
    def identify(text: str) -> str:
        """The id of a document with this text."""
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def sentence(self, number: int) -> str:
        """The verbatim text of sentence ``number``; IndexError if there is none."""
        if number < 1:
            raise IndexError(number)
        span = self.sentences[number - 1]
        return self.text[span.start : span.end]

    def cite(self, first: int, last: int | None = None) -> Citation:
        """A citation of the sentences ``first`` to ``last`` (default: ``first`` alone); IndexError if there are none."""
        last = first if last is None else last
        if not 1 <= first <= last <= len(self.sentences):
            raise IndexError(first, last)
        opening, closing = self.sentences[first - 1], self.sentences[last - 1]
        return Citation(
            document=self.id,
            first=first,
            last=last,
            paragraph=opening.paragraph,
            start=opening.start,
            end=closing.end,
            quote=self.text[opening.start : closing.end],
        )


class Piece(NamedTuple):
    """A sentence within a chunk, or a part of one too long for the budget; ``sentence`` is the number to cite."""

    sentence: int
    start: int
    end: int


class Chunk(Record):
    """Consecutive pieces of one document that fit a token budget; ``number`` counts from 1."""

    document: str
    number: int
    pieces: tuple[Piece, ...]
    tokens: int

    @property
    def start(self) -> int:
        """Offset of the first piece."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Offset behind the last piece."""
        return self.pieces[-1].end


class Missing(Record):
    """Something that a claim says and its cited sentences do not.

    ``wording`` is an expression said to be the source's own, ``content`` a claim that shares no words with its evidence.
    """

    kind: Literal["citation", "name", "number", "date", "quotation", "wording", "content"]
    text: str


class Support(Record):
    """What checking a claim against its cited sentences gave.

    ``repaired`` marks a claim whose author cited sentences that do not carry it, while the ones it cites now do.
    """

    verdict: Verdict
    missing: tuple[Missing, ...] = ()
    repaired: bool = False


class Finding(Record):
    """Base of all that a brief states: bound to sentences, and checked against them (``support``)."""

    citations: tuple[Citation, ...] = ()
    support: Support | None = None


class Claim(Finding):
    """One statement: a line of the bottom line, or a key point."""

    text: str


class Actor(Finding):
    """Someone or something that acts in the matter.

    ``role`` is who they are by the source (office, nature, membership), ``activity`` what they do in this matter,
    ``stance`` where they stand; ``mentions`` counts the places that name them.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    activity: str | None = None
    stance: str | None = None
    mentions: int = 0


class Relation(Finding):
    """Who does what to whom; ``text`` says it in words."""

    subject: str
    kind: RelationKind
    object: str
    text: str


class Event(Finding):
    """Something that happened, goes on, or is to come.

    ``date`` is EDTF (Library of Congress, 2019; ISO 8601-2), or None where the source does not let it be resolved;
    ``date_text`` is the expression as printed in the source.
    """

    text: str
    date: str | None = None
    date_text: str | None = None
    status: EventStatus = "occurred"
    actors: tuple[str, ...] = ()


class Risk(Finding):
    """Harm that may come; ``likelihood_text`` is the source's own wording where it has one."""

    title: str
    category: RiskCategory
    likelihood: Likelihood | None = None
    likelihood_text: str | None = None
    impact: Level | None = None
    horizon: str | None = None
    affected: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


class Statement(Finding):
    """Who said what; ``quotation`` is verbatim, without its quotation marks."""

    speaker: str
    claim: str
    quotation: str | None = None
    outlet: str | None = None


class Judgment(Finding):
    """An analytic judgment. Likelihood and confidence are kept, and printed, apart (ICD 203)."""

    statement: str
    likelihood: Likelihood | None = None
    confidence: Confidence
    confidence_reason: str
    alternative: str | None = None


class Indicator(Record):
    """Something observable that would move a judgment; ``judgment`` is its number, from 1, or None for no one of them."""

    observable: str
    judgment: int | None
    effect: str


class Gap(Record):
    """What is not known, was not read, or could not be processed.

    ``kind``: ``information`` (the sources do not say), ``source`` (could not be read), ``chunk`` (could not be
    processed), ``withheld`` (left out by --strict), ``caveat`` (what limits this brief).
    """

    kind: Literal["information", "source", "chunk", "withheld", "caveat"]
    text: str
    document: str | None = None


class Contradiction(Record):
    """Accounts of the same matter that cannot all be right; ``sides`` are at least two, each with its own evidence."""

    subject: str
    kind: Literal["date", "number", "status", "attribution"]
    sides: tuple[Claim, ...]


class Problem(Record):
    """A breach of tradecraft in a finished brief: ``rule`` names the check, ``standard`` the ICD 203 standard, 1 to 9.

    ``place`` says where, such as "judgment 2", or is None where the whole brief is meant.
    """

    rule: str
    standard: int = Field(ge=1, le=9)
    text: str
    place: str | None = None


class Findings(Record):
    """What one or many chunks or documents hold, by kind.

    ``copies`` maps the id of a document to that of the one whose text it largely repeats.
    """

    key_points: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    risks: tuple[Risk, ...] = ()
    statements: tuple[Statement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    copies: dict[str, str] = Field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()


class Assessment(Record):
    """What the findings add up to; ``headline`` is checked like any claim before it becomes the title of a brief."""

    headline: Claim | None = None
    bottom_line: tuple[Claim, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assumptions: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


class BriefedSource(Source):
    """A source of a brief: its number there, and the hash and size of the text that the citations point into.

    ``words`` counts runs of non-space characters in the sentences, and single characters of scripts without spaces.
    ``repeats`` is the number of an earlier source whose text this one largely repeats (wire copy), or None: the two
    count as one when it is asked how many independent sources carry a finding.
    """

    number: int
    document: str
    words: int
    sentences: int
    repeats: int | None = None


class Provenance(Record):
    """How a brief came about. ``prompts`` maps template names to the SHA-256 of their text.

    ``prepared`` is the day that the brief speaks for: the cut-off asked for, else SOURCE_DATE_EPOCH, else the latest
    publication date; never the clock's. ``tokens_cached`` of the ``tokens_in`` were served from the provider's prompt cache; ``cost`` is in US dollars, None
    where no price is known.
    """

    engine: EngineName
    reason: str
    model: str | None = None
    prepared: date | None = None
    prompts: dict[str, str] = Field(default_factory=dict)
    settings: str
    versions: dict[str, str] = Field(default_factory=dict)
    chunks: int = 0
    calls: int = 0
    cached: int = 0
    failed: int = 0
    retried: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    cost: float | None = None


class Brief(Record):
    """A finished brief. Rendering needs nothing else; checking it needs only the articles besides.

    ``digest`` is the SHA-256 of everything else in it (see ``briefer.sealing``), or None where it was never sealed.
    """

    schema_version: str = SCHEMA_VERSION
    title: str
    as_of: date | None = None
    marking: str | None = None
    language: str = "en"
    sources: tuple[BriefedSource, ...]
    bottom_line: tuple[Claim, ...] = ()
    judgments: tuple[Judgment, ...] = ()
    key_points: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    risks: tuple[Risk, ...] = ()
    statements: tuple[Statement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    assumptions: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    problems: tuple[Problem, ...] = ()
    provenance: Provenance
    digest: str | None = None

    def carriers(self, finding: Finding) -> tuple[int, ...]:
        """The numbers of the independent sources that carry ``finding``, in order; copies count as what they repeat."""
        numbers = {source.document: source.repeats or source.number for source in self.sources}
        return tuple(sorted({numbers[citation.document] for citation in finding.citations}))

    def claims(self) -> Iterator[Finding]:
        """Every checked statement of the brief, in the order of its sections."""
        yield from self.bottom_line
        yield from self.judgments
        yield from self.key_points
        yield from self.actors
        yield from self.relations
        yield from self.events
        yield from self.risks
        yield from self.statements

    def to_markdown(self) -> str:
        """The brief as Markdown."""
        from briefer.rendering.markdown import render_markdown

        return render_markdown(self)

    def to_json(self) -> str:
        """The brief as JSON, by the schema that ``brief schema`` prints."""
        return self.model_dump_json(indent=2) + "\n"
