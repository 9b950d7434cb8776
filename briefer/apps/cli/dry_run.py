"""``--dry-run``: what would be sent, and what that would cost, without sending it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.engines.answers import answer_model
from briefer.engines.choice import Choice, choose_engine
from briefer.engines.engine import Work
from briefer.engines.llm import LlmEngine
from briefer.engines.questions import Job
from briefer.engines.sections import ASSESS_FIELDS
from briefer.llm.budget import dollars
from briefer.llm.request import Request, Usage
from briefer.pipeline import GivenSource, chunk_all, read_all
from briefer.records import Document, Gap
from briefer.settings import Settings
from briefer.settling import Settling
from briefer.text.tokens import tokenizer_for


@dataclass(frozen=True)
class _Call:
    """A call that a run would make: its request, what to say of it, and whether it is answered already."""

    request: Request
    note: str
    is_stored: bool = False


def describe(sources: Sequence[GivenSource], settings: Settings, *, prompts: bool = False) -> str:
    """The plan of a run, as text; with ``prompts`` the messages too. The model's server is not asked for anything."""
    documents, gaps = read_all(sources, settings, stdin=sys.stdin.buffer if sys.stdin is not None else None)
    if settings.model is None and settings.base_url:
        settings = settings.model_copy(update={"model": "the-first-model-of-the-server"})
    choice = choose_engine(settings)
    work = chunk_all(documents, choice, settings)
    lines = [*_read(documents, gaps, choice), *_planned(work, choice, settings, prompts=prompts)]
    return "\n".join(lines) + "\n"


def _read(documents: Sequence[Document], gaps: Sequence[Gap], choice: Choice) -> Iterator[str]:
    yield f"engine   {choice.label}"
    for document in documents:
        words = len(document.text.split())
        yield f"source   {document.source.uri}: {words:,} words, {len(document.sentences):,} sentences"
    for gap in gaps:
        yield f"gap      {gap.text}"


def _planned(work: Sequence[Work], choice: Choice, settings: Settings, *, prompts: bool) -> Iterator[str]:
    engine = choice.llm
    if engine is None:
        yield "calls    0: the extractive engine asks no model; see the plan for one with --engine llm"
        return
    jobs = engine.plan(work)
    calls = [_call(job, engine) for job in jobs]
    if settings.cache_mode == "refresh":
        yield "cache    refresh: stored answers are not used"
    for number, call in enumerate(calls, start=1):
        yield f"call {number:<4}{call.request.label}: {call.note}"
        if prompts:
            yield from (f"\n--- {role}\n{text}" for role, text in call.request.messages)
    for call in _assessment(work, jobs, calls, engine, settings):
        yield f"call +   {call.request.label}, over what the calls above find: {call.note}"
        calls.append(call)
    yield from _totals(calls, engine, settings)
    yield "Nothing was sent."


def _call(job: Job, engine: LlmEngine) -> _Call:
    is_stored = engine.asker.is_stored(job.request, answer_model("Answer", job.fields))
    tokens = engine.asker.budget.bound(job.request)
    note = "in the cache" if is_stored else f"about {job.request.likely_out:,} out"
    article = job.document.text[job.chunk.start : job.chunk.end]
    own = tokenizer_for(engine.model).count(article)
    return _Call(job.request, f"{tokens:,} tokens in ({own:,} of the article), {note}", is_stored)


def _assessment(
    work: Sequence[Work], jobs: Sequence[Job], calls: Sequence[_Call], engine: LlmEngine, settings: Settings
) -> list[_Call]:
    """The calls for an assessment of its own: as they will be where all before are stored, else as they likely will."""
    foreseen = engine.assessment_foreseen(jobs)
    if not foreseen:
        return []
    if all(call.is_stored for call in calls):
        documents = [item.document for item in work]
        settling = Settling(documents, engine.language, settings.sections)
        found = settling.findings(engine.extract(work, lambda *_: None))
        foreseen = engine.assessor.planned(found, documents, settling.checker(found))
    return [_assessment_call(request, engine) for request in foreseen]


def _assessment_call(request: Request, engine: LlmEngine) -> _Call:
    tokens = engine.asker.budget.bound(request)
    if engine.asker.is_stored(request, answer_model("Assessment", ASSESS_FIELDS)):
        return _Call(request, f"{tokens:,} tokens in, in the cache", is_stored=True)
    return _Call(request, f"about {tokens:,} tokens in, about {request.likely_out:,} out")


def _totals(calls: Sequence[_Call], engine: LlmEngine, settings: Settings) -> Iterator[str]:
    asker, tokenizer = engine.asker, tokenizer_for(engine.model)
    due = [Usage(asker.budget.bound(call.request), call.request.likely_out) for call in calls if not call.is_stored]
    usage = sum(due, Usage())
    stored = len(calls) - len(due)
    yield f"total    {len(due)} call{'s' if len(due) != 1 else ''} to make, {stored} in the cache"
    yield f"tokens   {usage.tokens_in:,} in at most, counted as {tokenizer.name}; about {usage.tokens_out:,} out"
    if tokenizer.notice:
        yield f"note     {tokenizer.notice}"
    price = asker.price
    if price is None:
        yield "cost     unknown: no price is listed for this model and server; set price_in and price_out in a profile"
    else:
        yield f"cost     about {dollars(sum(price.cost(each) for each in due))}, by {price.origin}"
    if settings.max_tokens is not None:
        yield f"ceiling  {settings.max_tokens:,} tokens (--max-tokens)"
    if settings.max_cost is not None:
        yield f"ceiling  {dollars(settings.max_cost)} (--max-cost)"
    yield f"cache    {settings.cache} ({settings.cache_mode})"
