"""The engine that asks a language model: numbered sentences out, structured findings that cite numbers back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import NamedTuple

from briefer.engines.answers import (
    ASSESS_SECTIONS,
    EXTRACT_SECTIONS,
    Evidence,
    answer_model,
    assessment_from,
    findings_from,
)
from briefer.engines.casefile import CaseFile, compile_case, source_numbers
from briefer.engines.engine import Extraction, Progress, Work
from briefer.errors import ModelError, ModelUnavailable
from briefer.llm.asking import Asker
from briefer.llm.prompts import Prompts
from briefer.llm.request import Request
from briefer.llm.schema import strict_schema
from briefer.records import Assessment, Chunk, Citation, Document, Findings, Gap
from briefer.text.names import acronyms_defined
from briefer.tradecraft import CREDIBILITIES, LIKELIHOODS, RELIABILITIES, grade

# About four characters a token in English; a case file of this size leaves room for the answer in a 32k context.
CASE_CHARACTERS = 60_000

_SHORT_FORMS_AT_MOST = 40


class _Job(NamedTuple):
    """One extract call: the request, the sections it fills, and the sentences it shows."""

    document: Document
    chunk: Chunk
    request: Request
    sections: tuple[str, ...]
    shown: dict[int, Citation]


@dataclass
class _Outcome:
    findings: Findings
    assessment: Assessment | None = None
    failure: ModelError | None = None


class LlmEngine:
    """Extracts chunk by chunk, side by side; a document that is one chunk and alone is assessed in the same call."""

    def __init__(self, asker: Asker, prompts: Prompts, *, model: str, language: str, concurrency: int) -> None:
        self.asker = asker
        self.prompts = prompts
        self.model = model
        self.language = language
        self.concurrency = concurrency

    def extract(self, work: Sequence[Work], progress: Progress) -> list[Extraction]:
        """One extraction for each document; a failed chunk is a gap, a server that fails all of them an error."""
        jobs = self.plan(work)
        outcomes = self._run(jobs, progress)
        failures = [outcome.failure for outcome in outcomes if outcome.failure]
        if failures and len(failures) == len(outcomes):
            raise failures[0]
        return list(_gathered(work, jobs, outcomes))

    def assess(self, case: Findings, documents: Sequence[Document]) -> Assessment:
        """Bottom line and judgments from merged findings; a gap says so where the call failed or room ran out."""
        numbers = source_numbers(documents)
        file = compile_case(case, CASE_CHARACTERS, numbers)
        if not file.lines:
            return Assessment(gaps=(Gap(kind="information", text="Nothing was found that could be assessed."),))
        request = self._assess_request(file, documents, numbers, case.copies)
        try:
            answer = self.asker.ask(request, answer_model("Assessment", ASSESS_SECTIONS))
        except ModelError as error:
            return Assessment(gaps=(Gap(kind="chunk", text=f"There is no assessment: {error.message}."),))
        assessment = assessment_from(answer, Evidence(file.shown()))
        if file.left_out:
            text = f"The assessment did not see {file.left_out} of the findings below: they did not fit into one call."
            return assessment.model_copy(update={"gaps": (*assessment.gaps, Gap(kind="caveat", text=text))})
        return assessment

    def plan(self, work: Sequence[Work]) -> list[_Job]:
        """The extract calls, in order; nothing is sent."""
        together = len(work) == 1 and len(work[0].chunks) == 1
        sections = EXTRACT_SECTIONS + ASSESS_SECTIONS if together else EXTRACT_SECTIONS
        jobs = []
        for number, item in enumerate(work, start=1):
            short_forms = _short_forms(item)
            jobs += [self._job(number, item, chunk, sections, short_forms) for chunk in item.chunks]
        return jobs

    def _job(
        self, number: int, item: Work, chunk: Chunk, sections: tuple[str, ...], short_forms: Sequence[str]
    ) -> _Job:
        source, fence = item.document.source, _fence(item.document.id)
        article = self.prompts.render(
            "article.md.j2",
            number=number,
            title=source.title,
            published=source.published,
            publisher=source.publisher,
            language=source.language,
            part=chunk.number if len(item.chunks) > 1 else None,
            parts=len(item.chunks),
            fence=fence,
            short_forms=short_forms,
            lines=list(_numbered(item.document, chunk)),
        )
        task = self.prompts.render("task.md.j2", sections=sections, published=source.published)
        label = f"{source.uri}, chunk {chunk.number} of {len(item.chunks)}"
        request = self._request(article, task, sections, fence, label)
        shown = {piece.sentence: item.document.cite(piece.sentence) for piece in chunk.pieces}
        return _Job(item.document, chunk, request, sections, shown)

    def _assess_request(
        self, file: CaseFile, documents: Sequence[Document], numbers: dict[str, int], copies: dict[str, str]
    ) -> Request:
        fence = _fence(Document.identify("".join(file.lines)))
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
            {"source": numbers[citation.document], "text": " ".join(citation.quote.split())}
            for citation in file.sentences
        ]
        text = self.prompts.render(
            "casefile.md.j2", sources=sources, sentences=sentences, findings=file.lines, fence=fence
        )
        published = max((d.source.published for d in documents if d.source.published), default=None)
        task = self.prompts.render("task.md.j2", sections=ASSESS_SECTIONS, published=published)
        return self._request(text, task, ASSESS_SECTIONS, fence, "the assessment")

    def _request(self, material: str, task: str, sections: tuple[str, ...], fence: str, label: str) -> Request:
        system = self.prompts.render("system.md.j2", likelihoods=LIKELIHOODS, language=self.language, fence=fence)
        model = answer_model("Answer", sections)
        return Request(
            model=self.model,
            messages=(("system", system), ("user", f"{material}\n\n{task}")),
            schema_name="findings" if sections[0] in EXTRACT_SECTIONS else "assessment",
            schema=strict_schema(model),
            label=label,
        )

    def _run(self, jobs: Sequence[_Job], progress: Progress) -> list[_Outcome]:
        """Ask all, keep order; once the server refuses everything, the rest is not asked."""
        refused: list[ModelUnavailable] = []

        def answer(job: _Job) -> _Outcome:
            try:
                if refused:
                    raise refused[0]
                return self._answer(job)
            except ModelError as error:
                if isinstance(error, ModelUnavailable):
                    refused.append(error)
                return _Outcome(Findings(gaps=(_gap(job, error),)), failure=error)

        progress(0, len(jobs))
        pool = ThreadPoolExecutor(max_workers=max(1, min(self.concurrency, len(jobs))))
        try:
            futures = [pool.submit(answer, job) for job in jobs]
            for done, future in enumerate(as_completed(futures), start=1):
                future.result()
                progress(done, len(jobs))
        finally:
            # Not waiting: after Ctrl-C or a replay miss nobody wants the answers still under way.
            pool.shutdown(wait=False, cancel_futures=True)
        return [future.result() for future in futures]

    def _answer(self, job: _Job) -> _Outcome:
        answer = self.asker.ask(job.request, answer_model("Answer", job.sections))
        evidence = Evidence(job.shown)
        whole = "judgments" in job.sections
        return _Outcome(findings_from(answer, evidence), assessment_from(answer, evidence) if whole else None)


def _gap(job: _Job, error: ModelError) -> Gap:
    where = f"sentences {job.chunk.pieces[0].sentence}–{job.chunk.pieces[-1].sentence}"
    text = f"Part {job.chunk.number} of {job.document.source.uri} ({where}) was not processed: {error.message}."
    return Gap(kind="chunk", text=text, document=job.document.id)


def _gathered(work: Sequence[Work], jobs: Sequence[_Job], outcomes: Sequence[_Outcome]) -> Iterator[Extraction]:
    """The outcomes by document, in the order of ``work``."""
    by_document: dict[str, list[_Outcome]] = {item.document.id: [] for item in work}
    for job, outcome in zip(jobs, outcomes, strict=True):
        by_document[job.document.id].append(outcome)
    for item in work:
        own = by_document[item.document.id]
        assessment = own[0].assessment if len(own) == 1 else None
        yield Extraction(item.document, tuple(outcome.findings for outcome in own), assessment)


def _short_forms(work: Work) -> list[str]:
    """The acronyms that a long document defines, since a chunk may use what another one defines."""
    if len(work.chunks) == 1:
        return []
    defined = acronyms_defined(work.document.text)
    return [f"{short} = {' '.join(full.split())}" for short, full in list(defined.items())[:_SHORT_FORMS_AT_MOST]]


def _numbered(document: Document, chunk: Chunk) -> Iterator[str]:
    """The pieces of a chunk, each on one line behind its sentence number, paragraphs apart."""
    paragraph = None
    for piece in chunk.pieces:
        sentence = document.sentences[piece.sentence - 1]
        if paragraph is not None and sentence.paragraph != paragraph:
            yield ""
        paragraph = sentence.paragraph
        text = " ".join(document.text[piece.start : piece.end].split())
        yield f"[{piece.sentence}] {'(heading) ' if sentence.is_heading else ''}{text}"


def _fence(identity: str) -> str:
    """A line that no author can have put into a text, since it derives from the hash of that text."""
    return f"=== MATERIAL {identity[:16]} ==="
