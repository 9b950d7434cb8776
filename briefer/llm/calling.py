"""One call of a model, from the first try to the last: waiting its turn, asking again, asking in another way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

from briefer.errors import ModelError, ModelUnavailable, PromptTooLong
from briefer.llm.dialect import Dialect, arguments, first_dialect
from briefer.llm.failures import Failure
from briefer.llm.gate import Gate
from briefer.llm.hints import Hints
from briefer.llm.patience import Patience
from briefer.llm.request import Completion, Request, Usage
from briefer.llm.servers import Server

# English prose has four to five bytes a token; servers that count tokens a minute count alike, or settle later.
_BYTES_PER_TOKEN = 4


@dataclass(frozen=True)
class Reply:
    """An answer of the server: its JSON object, and what its headers said."""

    content: dict[str, Any]
    hints: Hints


class Exchange(Protocol):
    """Who sends, and counts what came of it."""

    answer_tokens: int

    @property
    def where(self) -> str:
        """The server for people."""

    @property
    def key_name(self) -> str:
        """The variable that holds the key."""

    def exchange(self, body: dict[str, Any]) -> Reply | Failure:
        """Send one request, once."""

    def told(self, error: Exception | str) -> str:
        """A reason without the key."""

    def lost(self) -> bool:
        """Count a call that came to nothing; whether the server is to be given up."""


@dataclass
class Call:
    """One call. ``failed`` and ``refusals`` count the tries that failed and the 429s so far."""

    request: Request
    client: Exchange
    server: Server
    gate: Gate
    patience: Patience
    is_openai: bool
    failed: int = 0
    refusals: int = 0

    def answer(self) -> Completion:
        """The answer; raises as ModelClient.complete does."""
        retried = 0
        while True:
            dialect = self._dialect()
            found = self._try(dialect)
            if isinstance(found, Reply):
                return _completion(found.content, retried)
            self._react(found, dialect)
            retried += 1

    def _try(self, dialect: Dialect) -> Reply | Failure:
        limiter, limit = self.server.limiter, self._limit()
        size = sum(len(text) for _, text in self.request.messages)
        launch = limiter.admit(size / _BYTES_PER_TOKEN, self.gate.check)
        try:
            found = self.client.exchange(arguments(self.request, dialect, limit))
            if isinstance(found, Reply):
                usage = _usage(found.content)
                limiter.accepted(launch, found.hints, usage.tokens_in + usage.tokens_out)
            elif found.outcome == "wait":
                limiter.refused(launch, found.hints)
            elif found.outcome == "retry" and found.hints.wait:
                limiter.hold(found.hints.wait)
        finally:
            limiter.ended()
        return found

    def _react(self, failure: Failure, dialect: Dialect) -> None:
        """Return when the call is to be tried again, else raise what became of it."""
        if failure.was_sent and self.request.allowance is not None:
            self.request.allowance.lost()
        if failure.outcome == "stop":
            self._stop(failure)
        if failure.refused and self._learn(dialect, failure.refused):
            return
        if failure.outcome == "split":
            message = f"{self._what} is too long for {self.request.model}: {self.client.told(failure.reason)}"
            message += "; lower --chunk-tokens, or give the context window in a model profile"
            raise PromptTooLong(message, model=self.request.model, request=self.request.key, window=failure.window)
        if failure.outcome == "wait":
            self.refusals += 1
            if self.refusals >= self.patience.refusals:
                self._give_up(failure)
            self.gate.open()
        elif failure.outcome == "retry" or (failure.outcome == "adapt" and (failure.status or 0) >= 500):
            self._back_off(failure)
        else:
            self._give_up(failure)

    def _back_off(self, failure: Failure) -> None:
        self.failed += 1
        tries = self.patience.tries if self.server.has_answered else self.patience.first_tries
        if failure.is_slow:
            tries = min(tries, self.patience.slow_tries)
        if self.failed < tries:
            if failure.status is not None:
                self.gate.open()
            self.patience.back_off(self.request.key, self.failed)
            return
        has_answered = self.server.has_answered and failure.status is not None
        if failure.then == "stop" and not has_answered:
            self._stop(failure)
        if self.client.lost():
            message = (
                f"{self.client.where} failed {self.patience.losses} calls in a row, the last with "
                f"{self.client.told(failure.reason)}; try again later: what was answered is kept"
            )
            raise ModelUnavailable(message, model=self.request.model, request=self.request.key)
        self._give_up(failure)

    def _learn(self, dialect: Dialect, refused: frozenset[str]) -> bool:
        """Change what is sent next; False where nothing is left to change. Another thread may have learned it already."""
        with self.server.lock:
            if self.server.dialects[self.request.model] != dialect:
                return True
            changed = dialect.unlimited() if "limit" in refused else dialect.without(sorted(refused))
            if changed is None:
                return False
            self.server.dialects[self.request.model] = changed
            return True

    def _dialect(self) -> Dialect:
        with self.server.lock:
            return self.server.dialects.setdefault(self.request.model, first_dialect(is_openai=self.is_openai))

    def _limit(self) -> int:
        """The most tokens that the answer may take: the server's usual limit, or less where the budget leaves less."""
        most = self.client.answer_tokens
        granted = self.request.allowance.grant() if self.request.allowance is not None else None
        return most if granted is None else min(most, granted)

    @property
    def _what(self) -> str:
        return self.request.label or self.request.schema_name

    def _give_up(self, failure: Failure) -> NoReturn:
        reason, status = self.client.told(failure.reason), f"{failure.status} " if failure.status else ""
        advice = f"; {failure.advice}" if failure.advice else ""
        tries = f" after {self.failed + self.refusals} tries" if self.failed + self.refusals > 1 else ""
        message = f"{self.client.where} failed on {self._what}{tries}: {status}{reason}{advice}"
        raise ModelError(message, model=self.request.model, request=self.request.key)

    def _stop(self, failure: Failure) -> NoReturn:
        where, reason = self.client.where, self.client.told(failure.reason)
        if failure.advice == "key":
            message = f"{where} refused the key: {reason}; set {self.client.key_name} to one that it accepts"
        elif failure.advice == "model":
            message = f"{where} knows no {self.request.model!r}: {reason}; check --model and --base-url"
        elif failure.status is None:
            message = f"{where} cannot be reached: {reason}; {failure.advice}"
        else:
            message = f"{where} cannot be used: {reason}; {failure.advice}"
        raise ModelUnavailable(message, model=self.request.model, request=self.request.key)


def _completion(content: dict[str, Any], retried: int) -> Completion:
    """What the server sent, whatever of it has the expected shape."""
    first = content["choices"][0]
    message = first["message"]
    return Completion(
        text=_text(message.get("content")),
        finish_reason=_text(first.get("finish_reason")) or None,
        refusal=_text(message.get("refusal")) or None,
        model=_text(content.get("model")) or None,
        usage=_usage(content),
        retried=retried,
    )


def _usage(content: dict[str, Any]) -> Usage:
    usage = content.get("usage")
    if not isinstance(usage, dict):
        return Usage()
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else 0
    return Usage(_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")), _count(cached))


def _text(value: Any) -> str:
    """A string, or the text parts of a list of them, without unpaired surrogates, which cannot be sent back."""
    if isinstance(value, list):
        value = "".join(part["text"] for part in value if isinstance(part, dict) and isinstance(part.get("text"), str))
    if not isinstance(value, str):
        return ""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
