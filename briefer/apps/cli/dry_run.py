"""``--dry-run``: what would be sent, without sending it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

from briefer.engines.choice import Choice, choose_engine
from briefer.engines.engine import Work
from briefer.pipeline import chunk_all, read_all
from briefer.records import Gap
from briefer.settings import Settings
from briefer.text.tokens import tokenizer_for


def describe(sources: Sequence[str], settings: Settings, *, prompts: bool = False) -> str:
    """The plan of a run, as text; with ``prompts`` the messages too. The model's server is not asked for anything."""
    documents, gaps = read_all(sources, settings, stdin=sys.stdin.buffer if sys.stdin is not None else None)
    if settings.model is None and settings.base_url:
        settings = settings.model_copy(update={"model": "the-first-model-of-the-server"})
    choice = choose_engine(settings)
    work = chunk_all(documents, choice, settings)
    return "\n".join(_lines(work, gaps, choice, settings, prompts=prompts)) + "\n"


def _lines(
    work: Sequence[Work], gaps: Sequence[Gap], choice: Choice, settings: Settings, *, prompts: bool
) -> Iterator[str]:
    yield f"engine   {choice.label}"
    for item in work:
        words = len(item.document.text.split())
        yield f"source   {item.document.source.uri}: {words:,} words, {len(item.document.sentences):,} sentences"
    for gap in gaps:
        yield f"gap      {gap.text}"
    if choice.llm is None:
        yield "calls    0: the extractive engine asks no model; see the plan for one with --engine llm"
        return
    tokenizer = tokenizer_for(choice.llm.model)
    jobs, total = choice.llm.plan(work), 0
    for number, job in enumerate(jobs, start=1):
        request = job.request
        content = "\n".join(text for _, text in request.messages) + json.dumps(request.schema)
        tokens = tokenizer.count(content)
        total += tokens
        yield f"call {number:<4}{request.label}: {tokens:,} tokens in ({job.chunk.tokens:,} of the article)"
        if prompts:
            yield from (f"\n--- {role}\n{text}" for role, text in request.messages)
    apart = len(jobs) > 1
    if apart:
        yield "call +   the assessment, over what the calls above find"
    calls = f"{len(jobs) + apart} call{'s' if len(jobs) + apart != 1 else ''}"
    before = " before the assessment" if apart else ""
    yield f"total    {calls}, {total:,} tokens in{before}, counted as {tokenizer.name}"
    if tokenizer.notice:
        yield f"note     {tokenizer.notice}"
    yield f"cache    {settings.cache} ({settings.cache_mode})"
    yield "Nothing was sent."
