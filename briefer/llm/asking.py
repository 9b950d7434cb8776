"""Asking a model for a structured answer: from the cache or the server, validated, asked again once where invalid."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from briefer.errors import InvalidAnswer
from briefer.llm.cache import ResponseCache
from briefer.llm.client import ModelClient
from briefer.llm.parsing import find_json
from briefer.llm.request import Completion, Request, Usage

AnswerT = TypeVar("AnswerT", bound=BaseModel)

_SHOWN_PROBLEMS = 5


@dataclass
class Tally:
    """What a run has cost so far: ``calls`` reached the server, ``cached`` answers did not."""

    calls: int = 0
    cached: int = 0
    failed: int = 0
    usage: Usage = field(default_factory=Usage)


class Asker:
    """Asks questions of one model and keeps the tally; safe for many threads."""

    def __init__(self, client: ModelClient, cache: ResponseCache) -> None:
        self.client = client
        self.cache = cache
        self.tally = Tally()
        self._lock = threading.Lock()

    def ask(self, request: Request, answer: type[AnswerT]) -> AnswerT:
        """The validated answer; InvalidAnswer if there is none after asking again, or what the client raises."""
        stored = self.cache.get(request)
        if stored is not None:
            found, problem = _validate(stored, answer)
            if found is not None:
                self._count(cached=1, usage=stored.usage)
                return found
            self.cache.reject(request, problem)
        return self._ask_server(request, answer)

    def _ask_server(self, request: Request, answer: type[AnswerT]) -> AnswerT:
        attempt, problem, again = request, "", True
        while True:
            completion = self.client.complete(attempt)
            self._count(calls=1, usage=completion.usage)
            found, problem = _validate(completion, answer)
            if found is not None:
                # Stored under the first question, so that a replay finds it without the detour.
                self.cache.put(request, completion, found.model_dump(mode="json"))
                return found
            if not _is_json(completion) and self.client.step_down(request.model):
                attempt = request
                continue
            if not again:
                break
            again = False
            attempt = _asked_again(request, completion, problem)
        self._count(failed=1)
        message = f"the model gave no usable answer for {request.label or request.schema_name}: {problem}"
        raise InvalidAnswer(message, model=request.model, request=request.key)

    def _count(self, *, calls: int = 0, cached: int = 0, failed: int = 0, usage: Usage | None = None) -> None:
        with self._lock:
            self.tally.calls += calls
            self.tally.cached += cached
            self.tally.failed += failed
            self.tally.usage += usage or Usage()


def _validate(completion: Completion, answer: type[AnswerT]) -> tuple[AnswerT | None, str]:
    """The answer, or None and what is wrong with it, in words that a model can act on."""
    if completion.refusal:
        return None, f"the model refused: {' '.join(completion.refusal.split())[:200]}"
    if completion.finish_reason == "content_filter":
        return None, "the server's content filter withheld the answer"
    try:
        return answer.model_validate(find_json(completion.text)), ""
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        shown = [f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in problems[:_SHOWN_PROBLEMS]]
        return None, "; ".join(shown)
    except ValueError as error:
        cut = " (it was cut off at the length limit)" if completion.finish_reason == "length" else ""
        return None, f"{error}{cut}"


def _is_json(completion: Completion) -> bool:
    """Whether the server honoured the format at all; prose means that it did not."""
    return completion.refusal is not None or "{" in completion.text or not completion.text.strip()


def _asked_again(request: Request, completion: Completion, problem: str) -> Request:
    correction = f"Your answer cannot be used: {problem}\nAnswer again, with one JSON object that obeys the schema."
    exchange = (("assistant", completion.text or "(nothing)"), ("user", correction))
    return replace(request, messages=request.messages + exchange)
