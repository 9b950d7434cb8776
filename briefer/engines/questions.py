"""What is asked of a model: the requests for the chunks of documents and for the assessment, in the order of both.

Every request begins with what its neighbours share (system prompt, rules, article) and ends with its own task, so that a
provider's prompt cache serves the sections of one chunk that are sent side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefer.engines.answers import answer_model
from briefer.engines.casefile import CaseFile, source_numbers
from briefer.engines.engine import Work
from briefer.engines.halving import halves
from briefer.engines.sections import ASSESS_FIELDS, extract_fields, likely_tokens, split_fields
from briefer.llm.prompts import Prompts
from briefer.llm.request import Request
from briefer.llm.schema import strict_schema
from briefer.records import SECTIONS, Chunk, Citation, Document, SectionName, Source
from briefer.text.names import acronyms_defined
from briefer.tradecraft import CREDIBILITIES, LIKELIHOODS, RELIABILITIES, grade

_SHORT_FORMS_AT_MOST = 40

# In English; answers in other scripts are longer in tokens too.
_BYTES_A_TOKEN = 4


class Job(NamedTuple):
    """One extract call: the request, the fields of the answer, the sentences it shows, and whether it asks for all.

    ``number`` and ``work`` are those that the chunk is of.
    """

    document: Document
    chunk: Chunk
    request: Request
    fields: tuple[str, ...]
    shown: dict[int, Citation]
    is_whole: bool
    number: int
    work: Work


# The most characters of findings and sentences that an assessment call shows, some 40,000 tokens of English: with rules
# and answer a third of the 128,000 tokens that models commonly take, since what stands in the middle of a longer prompt
# is overlooked. A profile that gives a smaller context lowers it; a server that refuses it gets smaller parts.
CASE_CHARACTERS = 160_000


class Place(NamedTuple):
    """Where an assessment call stands: which part of how many it is, or that it brings assessments together."""

    part: int | None = None
    parts: int = 1
    is_of_assessments: bool = False

    @property
    def label(self) -> str:
        """What it is called on a screen."""
        if self.is_of_assessments:
            return "the assessment over its parts"
        return f"the assessment, part {self.part} of {self.parts}" if self.part else "the assessment"


class Asked(NamedTuple):
    """What a run asks for: the model, the language of its answers, the sections, and whether they go side by side.

    ``case_characters`` is the most that an assessment call shows.
    """

    model: str
    language: str = "en"
    sections: tuple[SectionName, ...] = SECTIONS
    side_by_side: bool = False
    case_characters: int = CASE_CHARACTERS


class Questions:
    """Builds requests; sends nothing."""

    def __init__(self, prompts: Prompts, asked: Asked) -> None:
        self.prompts = prompts
        self.asked = asked

    def about_chunks(self, work: Sequence[Work]) -> list[Job]:
        """The extract calls, in order; a document that is one chunk and alone is assessed along with them."""
        together = len(work) == 1 and len(work[0].chunks) == 1
        fields = extract_fields(self.asked.sections, with_assessment=together)
        groups = split_fields(fields) if self.asked.side_by_side else [fields]
        jobs: list[Job] = []
        for number, item in enumerate(work, start=1):
            short_forms = _short_forms(item)
            for chunk in item.chunks:
                article = self._article(number, item, chunk, short_forms)
                jobs += [self._job(number, item, chunk, article, group, fields) for group in groups]
        return jobs

    def about_halves(self, job: Job) -> list[Job]:
        """The calls for both halves of a chunk that was too much at once, without the assessment; none if it is small."""
        cut = halves(job.document, job.chunk)
        fields = tuple(field for field in job.fields if field not in ASSESS_FIELDS)
        if cut is None or not fields:
            return []
        short_forms = _short_forms(job.work)
        jobs = []
        for chunk in cut:
            article = self._article(job.number, job.work, chunk, short_forms)
            jobs.append(self._job(job.number, job.work, chunk, article, fields, fields if job.is_whole else ()))
        return jobs

    def about_case(
        self, file: CaseFile, documents: Sequence[Document], copies: Mapping[str, str], place: Place
    ) -> Request:
        """The request for an assessment of ``file``; ``copies`` maps a document to the one that it repeats."""
        fence = _fence(Document.identify("".join(file.lines)))
        numbers = source_numbers(documents)
        sources = [
            {
                "number": numbers[document.id],
                "repeats": numbers.get(copies.get(document.id, "")),
                "title": document.source.title,
                "published": document.source.published,
                "grade": grade(document.source.reliability, document.source.credibility),
                "reliability": RELIABILITIES[document.source.reliability],
                "credibility": CREDIBILITIES[document.source.credibility],
            }
            for document in documents
        ]
        sentences = [
            {
                "source": numbers[citation.document],
                "text": " ".join(citation.quote.split()),
                "context": " ".join(file.context.get(citation, "").split()),
            }
            for citation in file.sentences
        ]
        text = self.prompts.render(
            "assessments.md.j2" if place.is_of_assessments else "casefile.md.j2",
            sources=sources,
            sentences=sentences,
            findings=[" ".join(line.split()) for line in file.lines],
            fence=fence,
            part=place.part,
            parts=place.parts,
        )
        published = max((d.source.published for d in documents if d.source.published), default=None)
        task = self.prompts.render("task.md.j2", sections=ASSESS_FIELDS, published=published)
        return self._request(text, task, ASSESS_FIELDS, fence, place.label, likely_tokens(ASSESS_FIELDS, 0))

    def _article(self, number: int, item: Work, chunk: Chunk, short_forms: Mapping[str, str]) -> str:
        source = item.document.source
        return self.prompts.render(
            "article.md.j2",
            number=number,
            title=source.title,
            published=source.published,
            grade=_rating(source),
            publisher=source.publisher,
            language=source.language,
            part=chunk.number if len(item.chunks) > 1 else None,
            parts=len(item.chunks),
            fence=_fence(item.document.id),
            short_forms=_used(short_forms, item.document.text[chunk.start : chunk.end]),
            lines=list(_numbered(item.document, chunk)),
        )

    def _job(
        self, number: int, item: Work, chunk: Chunk, article: str, fields: tuple[str, ...], whole: tuple[str, ...]
    ) -> Job:
        document = item.document
        task = self.prompts.render("task.md.j2", sections=fields, published=document.source.published)
        label = f"{document.source.uri}, chunk {chunk.number} of {len(item.chunks)}"
        if fields != whole:
            label += f" ({', '.join(fields)})"
        text = document.text[chunk.start : chunk.end]
        likely = likely_tokens(fields, len(text.encode(errors="surrogatepass")) // _BYTES_A_TOKEN)
        request = self._request(article, task, fields, _fence(document.id), label, likely)
        shown = {number: document.cite(piece.sentence) for number, piece in enumerate(chunk.pieces, start=1)}
        return Job(document, chunk, request, fields, shown, fields == whole, number, item)

    def _request(
        self, material: str, task: str, fields: tuple[str, ...], fence: str, label: str, likely_out: int
    ) -> Request:
        language = self.asked.language
        system = self.prompts.render("system.md.j2", likelihoods=LIKELIHOODS, language=language, fence=fence)
        return Request(
            model=self.asked.model,
            messages=(("system", system), ("user", f"{material}\n\n{task}")),
            schema_name="assessment" if set(fields) <= set(ASSESS_FIELDS) else "findings",
            schema=strict_schema(answer_model("Answer", fields)),
            label=label,
            likely_out=likely_out,
        )


def _rating(source: Source) -> str | None:
    """The Admiralty grade of a source in code and words; None of one that nobody rated."""
    code = grade(source.reliability, source.credibility)
    if code == "F6":
        return None
    return f"{code} ({RELIABILITIES[source.reliability]}, {CREDIBILITIES[source.credibility]})"


def _short_forms(work: Work) -> dict[str, str]:
    """The acronyms that a long document defines, since a chunk may use what another one defines."""
    if len(work.chunks) == 1:
        return {}
    return {short: " ".join(full.split()) for short, full in acronyms_defined(work.document.text).items()}


def _used(short_forms: Mapping[str, str], text: str) -> list[str]:
    """The short forms that ``text`` uses without defining them."""
    words = set(re.findall(r"[\w.&/-]*\w", text))
    used = [f"{short} = {full}" for short, full in short_forms.items() if short in words and full not in text]
    return used[:_SHORT_FORMS_AT_MOST]


def _numbered(document: Document, chunk: Chunk) -> Iterator[str]:
    """The pieces of a chunk, each on one line behind its number in the chunk, paragraphs apart.

    A tab sets the number off, as in a numbered listing: one token a sentence, where brackets would cost three; and
    numbers that begin anew in each chunk stay short in long documents.
    """
    paragraph = None
    for number, piece in enumerate(chunk.pieces, start=1):
        sentence = document.sentences[piece.sentence - 1]
        if paragraph is not None and sentence.paragraph != paragraph:
            yield ""
        paragraph = sentence.paragraph
        text = " ".join(document.text[piece.start : piece.end].split())
        yield f"{number}\t{'(heading) ' if sentence.is_heading else ''}{text}"


def _fence(identity: str) -> str:
    """A line that no author can have put into a text, since it derives from the hash of that text."""
    return f"=== MATERIAL {identity[:16]} ==="
