"""The engine that asks a language model: numbered sentences out, structured findings that cite numbers back."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.engines.answers import Evidence, answer_model, assessment_from, findings_from
from briefer.engines.assessing import Assessor
from briefer.engines.casefile import Bulk, lines_of
from briefer.engines.engine import Check, Extraction, Progress, Work, unchecked
from briefer.engines.questions import Asked, Job, Questions
from briefer.engines.running import side_by_side
from briefer.engines.sections import ASSESS_FIELDS
from briefer.engines.tongues import asks_for, language_gaps
from briefer.errors import BudgetExhausted, ModelError, ModelUnavailable, TooMuchAtOnce
from briefer.llm.asking import Asker
from briefer.llm.prompts import Prompts
from briefer.llm.request import Request
from briefer.records import Assessment, Chunk, Document, Findings, Gap

# A case file holds nearly all sentences of a document, and of each token of an answer one character or two: the examples.
_CASE_SHARE = 1


@dataclass
class _Outcome:
    findings: Findings
    assessment: Assessment | None = None
    failure: ModelError | None = None
    is_split: bool = False


class LlmEngine:
    """Extracts chunk by chunk, side by side; a document that is one chunk and alone is assessed in the same call."""

    def __init__(self, asker: Asker, prompts: Prompts, asked: Asked, *, concurrency: int) -> None:
        self.asker = asker
        self.prompts = prompts
        self.model = asked.model
        self.language = asked.language
        self.asked = asked
        self.questions = Questions(prompts, asked)
        self.concurrency = concurrency
        self.assessor = Assessor(asker, self.questions, room=asked.case_characters, concurrency=concurrency)

    def extract(self, work: Sequence[Work], progress: Progress) -> list[Extraction]:
        """One extraction for each document; a failed chunk is a gap, a server that fails all of them an error."""
        jobs = self.plan(work)
        outcomes = self._run(jobs, progress)
        failures = [outcome.failure for outcome in outcomes if outcome.failure]
        if failures and len(failures) == len(outcomes):
            raise failures[0]
        return list(_gathered(work, jobs, outcomes))

    def assess(self, case: Findings, documents: Sequence[Document], check: Check = unchecked) -> Assessment:
        """Bottom line and judgments from merged findings; a gap says so where a call failed."""
        if "assessment" not in self.asked.sections:
            return Assessment()
        return self.assessor.assess(case, documents, check)

    def plan(self, work: Sequence[Work]) -> list[Job]:
        """The extract calls, in order; nothing is sent."""
        return self.questions.about_chunks(work)

    def assessment_foreseen(self, jobs: Sequence[Job]) -> list[Request]:
        """Stand-ins for the assessment calls, as many and long as is likely; none where the assessment travels along."""
        if not self.assesses_later(jobs):
            return []
        documents = _documents(jobs)
        found = sum(len(document.text) for document in documents)
        found += _CASE_SHARE * sum(job.request.likely_out for job in jobs)
        return self.assessor.foreseen(found, documents)

    def assesses_later(self, jobs: Sequence[Job]) -> bool:
        """Whether calls for an assessment follow those of ``jobs``."""
        return "assessment" in self.asked.sections and not any("judgments" in job.fields for job in jobs)

    def _run(self, jobs: Sequence[Job], progress: Progress) -> list[_Outcome]:
        """Ask all, keep order; once the server refuses everything, the rest is not asked."""
        refused: list[ModelUnavailable] = []
        outlook = _Outlook(self, jobs)

        def answer(job: Job) -> _Outcome:
            try:
                if refused:
                    raise refused[0]
                outcome = self._answer(job)
            except ModelError as error:
                if isinstance(error, ModelUnavailable):
                    refused.append(error)
                return _Outcome(Findings(), failure=error)
            outlook.take_in(outcome.findings)
            return outcome

        return side_by_side(jobs, answer, self.concurrency, progress)

    def _answer(self, job: Job) -> _Outcome:
        try:
            answer = self.asker.ask(job.request, answer_model("Answer", job.fields), asks_for(self.language))
        except TooMuchAtOnce as error:
            return self._answer_in_halves(job, error)
        evidence = Evidence(job.shown)
        assessed = "judgments" in job.fields
        findings = findings_from(answer, evidence)
        caveats = language_gaps(answer, self.language, job.request.label, job.document.id)
        if caveats:
            findings = findings.model_copy(update={"gaps": (*findings.gaps, *caveats)})
        return _Outcome(findings, assessment_from(answer, evidence) if assessed else None)

    def _answer_in_halves(self, job: Job, error: TooMuchAtOnce) -> _Outcome:
        """What both halves of a chunk give; a half that fails is a gap, and the other one stays.

        The assessment that was to travel along is made apart, from what was found.
        """
        jobs = self.questions.about_halves(job)
        if not jobs and not set(job.fields) <= set(ASSESS_FIELDS):
            self.asker.gave_up()
            raise error
        found, failures = [], []
        for half in jobs:
            try:
                found.append(self._answer(half).findings)
            except ModelUnavailable:
                raise
            except ModelError as failure:
                failures.append(failure)
                found.append(Findings(gaps=(_gap([half], failure),)))
        if failures and len(failures) == len(jobs):
            raise failures[0]
        return _Outcome(_joined(found) if found else Findings(), is_split=True)


class _Outlook:
    """Keeps room in the budget for the assessment of what was found so far and of what is under way, as it grows.

    What all chunks are likely to give would be too much: where the budget ends before the chunks do, less is assessed.
    """

    def __init__(self, engine: LlmEngine, jobs: Sequence[Job]) -> None:
        self._budget = engine.asker.budget
        self._assessor = engine.assessor
        self._documents = _documents(jobs)
        self._is_wanted = self._budget.is_limited and engine.assesses_later(jobs)
        self._most = len(jobs)
        self._under_way = engine.concurrency
        self._answered = 0
        self._characters = 0
        self._lock = threading.Lock()
        if self._is_wanted:
            shown = sum(job.chunk.end - job.chunk.start + _CASE_SHARE * job.request.likely_out for job in jobs)
            self._keep(round(shown / len(jobs)))

    def take_in(self, findings: Findings) -> None:
        """``findings`` are those of one more chunk."""
        if not self._is_wanted:
            return
        with self._lock:
            self._answered += 1
            self._characters += Bulk.of(lines_of(findings)).total
            self._keep(self._characters // self._answered)

    def _keep(self, characters_a_chunk: int) -> None:
        chunks = min(self._most, self._answered + self._under_way)
        self._budget.keep_back(*self._assessor.foreseen(chunks * characters_a_chunk, self._documents))


def _documents(jobs: Sequence[Job]) -> list[Document]:
    return list({job.document.id: job.document for job in jobs}.values())


def _gathered(work: Sequence[Work], jobs: Sequence[Job], outcomes: Sequence[_Outcome]) -> Iterator[Extraction]:
    """The outcomes by document, in the order of ``work``, each chunk's in one; what failed is a gap."""
    by_document: dict[str, list[tuple[Job, _Outcome]]] = {item.document.id: [] for item in work}
    for job, outcome in zip(jobs, outcomes, strict=True):
        by_document[job.document.id].append((job, outcome))
    for item in work:
        own = by_document[item.document.id]
        chunks = {chunk.number: list[Findings]() for chunk in item.chunks}
        for job, outcome in own:
            chunks[job.chunk.number].append(outcome.findings)
        failed = [(job, outcome.failure) for job, outcome in own if outcome.failure is not None]
        travelled = [
            outcome.assessment or Assessment()
            for job, outcome in own
            if "judgments" in job.fields and not outcome.is_split
        ]
        findings = [_joined(parts) for parts in chunks.values()]
        if failed:
            findings[-1] = findings[-1].model_copy(update={"gaps": (*findings[-1].gaps, *_gaps(failed))})
        yield Extraction(item.document, tuple(findings), travelled[0] if travelled else None)


def _joined(parts: Sequence[Findings]) -> Findings:
    """What the sections of one chunk gave, as if they had come in one answer."""
    if len(parts) == 1:
        return parts[0]
    names = Findings.model_fields.keys() - {"copies"}  # which merging finds
    return Findings(**{name: tuple(found for part in parts for found in getattr(part, name)) for name in names})


def _gaps(failed: Sequence[tuple[Job, ModelError]]) -> Iterator[Gap]:
    """A gap for each job that failed, and one for all that the budget left out."""
    unpaid = [(job, error) for job, error in failed if isinstance(error, BudgetExhausted)]
    for job, error in failed:
        if not isinstance(error, BudgetExhausted):
            yield _gap([job], error)
    if unpaid:
        yield _gap([job for job, _ in unpaid], unpaid[0][1])


def _gap(jobs: Sequence[Job], error: ModelError) -> Gap:
    chunks = list({job.chunk.number: job.chunk for job in jobs}.values())
    numbers, sentences = _ranges(chunks)
    uri = jobs[0].document.source.uri
    place = f"Part {numbers} of {uri} (sentences {sentences}) was"
    if len(chunks) > 1:
        place = f"Parts {numbers} of {uri} (sentences {sentences}) were"
    fields = dict.fromkeys(field.replace("_", " ") for job in jobs if not job.is_whole for field in job.fields)
    part = f" for {', '.join(fields)}" if fields else ""
    text = f"{place} not processed{part}: {error.message}."
    return Gap(kind="chunk", text=text, document=jobs[0].document.id)


def _ranges(chunks: Sequence[Chunk]) -> tuple[str, str]:
    """The numbers of chunks and of the sentences they hold, each in runs: "3–7, 9" and "41–120, 133–140"."""
    runs: list[list[Chunk]] = []
    for chunk in chunks:
        if runs and chunk.number == runs[-1][-1].number + 1:
            runs[-1].append(chunk)
        else:
            runs.append([chunk])
    numbers = ", ".join(_range(run[0].number, run[-1].number) for run in runs)
    return numbers, ", ".join(f"{run[0].pieces[0].sentence}–{run[-1].pieces[-1].sentence}" for run in runs)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
