"""Asking a model for a structured answer: from the cache or the server, validated, asked again once where invalid."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from briefer.errors import AnswerCut, BudgetExhausted, InvalidAnswer, ModelError, TooMuchAtOnce
from briefer.llm.budget import Budget
from briefer.llm.cache import ResponseCache
from briefer.llm.parsing import find_json
from briefer.llm.prices import Price
from briefer.llm.request import Completion, Request, Usage

if TYPE_CHECKING:
    from briefer.llm.client import ModelClient

AnswerT = TypeVar("AnswerT", bound=BaseModel)

_SHOWN_PROBLEMS = 5

Objection = Callable[[BaseModel], str | None]
"""What is wrong with a valid answer, in words that a model can act on; None if nothing is."""


def no_objection(_: BaseModel) -> str | None:
    """Any valid answer will do."""
    return None


@dataclass
class Tally:
    """What a run has cost so far.

    ``calls`` were answered by the server, ``retried`` were sent again before that, ``cached`` answers needed no call;
    ``usage`` and ``cost`` (US dollars; None where a call's price is not known) are those of the calls alone.
    """

    calls: int = 0
    cached: int = 0
    failed: int = 0
    retried: int = 0
    usage: Usage = field(default_factory=Usage)
    cost: float | None = 0.0


class Asker:
    """Asks questions of one model and keeps the tally; safe for many threads.

    A question that is already under way is not sent a second time: who asks it too gets the same answer.
    """

    def __init__(
        self,
        open_client: Callable[[], ModelClient],
        cache: ResponseCache,
        budget: Budget | None = None,
        load_price: Callable[[], Price | None] = lambda: None,
    ) -> None:
        self._open_client = open_client
        self._client: ModelClient | None = None
        self.cache = cache
        self.budget = budget or Budget([], len)
        self._load_price = load_price
        self.tally = Tally()
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[BaseModel]] = {}

    def ask(self, request: Request, answer: type[AnswerT], objection: Objection = no_objection) -> AnswerT:
        """The validated answer; InvalidAnswer if there is none after asking again, or what the client raises.

        BudgetExhausted if a ceiling leaves no room for the call; a stored answer needs none. What ``objection`` finds
        in a valid answer is told to the model once; an answer that is no better is taken all the same.
        """
        with self._lock:
            asked = self._under_way.get(request.key)
            future = self._under_way[request.key] = asked or Future()
        if asked is not None:
            found = answer.model_validate(asked.result().model_dump())
            self._count(cached=1)
            return found
        try:
            found = self._ask(request, answer, objection)
        except BaseException as error:
            future.set_exception(error)
            raise
        else:
            future.set_result(found)
            return found
        finally:
            with self._lock:
                del self._under_way[request.key]

    @property
    def client(self) -> ModelClient:
        """The client, opened at the first call: a run that needs none does not load it."""
        with self._lock:
            if self._client is None:
                self._client = self._open_client()
            return self._client

    def close(self) -> None:
        """Let go of the model server."""
        if self._client is not None:
            self._client.close()

    @cached_property
    def price(self) -> Price | None:
        """The price of the model, None where it is not known; loaded at the first call."""
        return self._load_price()

    def is_stored(self, request: Request, answer: type[BaseModel]) -> bool:
        """Whether ``request`` would be answered from the cache."""
        stored = self.cache.peek(request)
        return stored is not None and _validate(stored, answer)[0] is not None

    def gave_up(self) -> None:
        """Count a question that was too much at once and could not be made smaller."""
        self._count(failed=1)

    def _ask(self, request: Request, answer: type[AnswerT], objection: Objection) -> AnswerT:
        stored = self.cache.get(request)
        if stored is not None:
            found, problem = _validate(stored, answer)
            if found is not None:
                self._count(cached=1)
                return found
            self.cache.reject(request, problem)
        try:
            return self._ask_server(request, answer, objection)
        except (BudgetExhausted, TooMuchAtOnce):
            raise
        except ModelError:
            self._count(failed=1)
            raise

    def _ask_server(self, request: Request, answer: type[AnswerT], objection: Objection) -> AnswerT:
        attempt, problem, again = request, "", True
        while True:
            completion = self._complete(attempt)
            found, problem = _validate(completion, answer)
            if found is not None:
                doubt = objection(found) if again else None
                if doubt is not None:
                    completion, found = self._better(request, completion, found, doubt)
                # Stored under the first question, so that a replay finds it without the detour.
                self.cache.put(request, completion, found.model_dump(mode="json"))
                return found
            if completion.finish_reason == "length":
                message = f"the answer for {request.label or request.schema_name} was cut off at its length limit"
                raise AnswerCut(message, model=request.model, request=request.key)
            if not _is_json(completion) and self.client.step_down(request.model):
                attempt = request
            elif again:
                again = False
                attempt = _asked_again(request, completion, problem)
            else:
                break
            self._count(retried=1)
        message = f"the model gave no usable answer for {request.label or request.schema_name}: {problem}"
        raise InvalidAnswer(message, model=request.model, request=request.key)

    def _better(
        self, request: Request, completion: Completion, found: AnswerT, doubt: str
    ) -> tuple[Completion, AnswerT]:
        """The answer to the same question with ``doubt`` said; the first one, where that brings nothing usable."""
        self._count(retried=1)
        try:
            second = self._complete(_asked_again(request, completion, doubt))
        except (BudgetExhausted, TooMuchAtOnce):
            return completion, found
        better, _ = _validate(second, type(found))
        return (second, better) if better is not None else (completion, found)

    def _complete(self, request: Request) -> Completion:
        """The server's answer, within the budget and entered into the tally."""
        allowance = self.budget.allowance(request)
        completion: Completion | None = None
        try:
            completion = self.client.complete(replace(request, allowance=allowance))
        finally:
            if allowance is not None:
                allowance.settle(completion.usage if completion is not None else None)
        self._count(calls=1, retried=completion.retried, usage=completion.usage)
        return completion

    def _count(
        self, *, calls: int = 0, cached: int = 0, failed: int = 0, retried: int = 0, usage: Usage | None = None
    ) -> None:
        # Outside the lock: loading the list of prices takes a while.
        cost = self.price.cost(usage) if usage is not None and self.price is not None else None
        with self._lock:
            self.tally.calls += calls
            self.tally.cached += cached
            self.tally.failed += failed
            self.tally.retried += retried
            if usage is not None:
                self.tally.usage += usage
                self.tally.cost = None if cost is None or self.tally.cost is None else self.tally.cost + cost


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
        return None, str(error)


def _is_json(completion: Completion) -> bool:
    """Whether the server honoured the format at all; prose means that it did not."""
    return completion.refusal is not None or "{" in completion.text or not completion.text.strip()


def _asked_again(request: Request, completion: Completion, problem: str) -> Request:
    correction = f"Your answer cannot be used: {problem}\nAnswer again, with one JSON object that obeys the schema."
    exchange = (("assistant", completion.text or "(nothing)"), ("user", correction))
    return replace(request, messages=request.messages + exchange)
