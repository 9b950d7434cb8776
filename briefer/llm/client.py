"""The one door to model servers: any OpenAI-compatible chat completions API, over the ``openai`` package.

What a server or model refuses (a response format, a sampling parameter) is learned at the first refusal and not sent
again. Transport failures are retried by the package, with backoff and Retry-After.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from briefer.errors import ModelError, ModelUnavailable
from briefer.llm.request import SEED, TEMPERATURE, Completion, Request, Usage

if TYPE_CHECKING:
    from openai import OpenAI

# Means of getting JSON, strongest first; what a server honours is learned by trying.
Rung = Literal["json_schema", "json_object", "text"]
_RUNGS: tuple[Rung, ...] = ("json_schema", "json_object", "text")

# Servers word refusals freely; these are the names of what they may refuse.
_FORMAT_WORDS = ("response_format", "json_schema", "json_object", "structured", "'text' or 'json_object'", "grammar")
_DROPPABLE = ("temperature", "seed")

_RETRIES = 4


@dataclass
class _Learned:
    """What one server and model were found to accept."""

    rung: Rung = "json_schema"
    dropped: set[str] = field(default_factory=set)


class ModelClient:
    """Calls one server; safe for many threads. ``base_url`` None means OpenAI's own address."""

    def __init__(self, *, base_url: str | None, api_key: str | None, timeout: float) -> None:
        self.base_url = base_url
        self._api_key = api_key
        self._timeout = timeout
        self._lock = threading.Lock()
        self._learned: dict[str, _Learned] = {}
        self._client: OpenAI | None = None

    def complete(self, request: Request) -> Completion:
        """The server's answer; ModelUnavailable if going on is useless, ModelError if this one request failed."""
        learned = self._learned.setdefault(request.model, _Learned())
        while True:
            with self._lock:
                rung, dropped = learned.rung, frozenset(learned.dropped)
            try:
                return self._send(request, rung, dropped)
            except _Refused as refusal:
                with self._lock:
                    if not _learn(learned, refusal, rung, dropped):
                        raise ModelError(refusal.message, model=request.model, request=request.key) from refusal

    def step_down(self, model: str) -> bool:
        """Note that the response format was not honoured; False where no weaker one is left."""
        with self._lock:
            learned = self._learned.setdefault(model, _Learned())
            return _lower(learned)

    def means(self, model: str) -> tuple[Rung, tuple[str, ...]]:
        """What this server was found to take: the response format, and the parameters that it refused."""
        with self._lock:
            learned = self._learned.setdefault(model, _Learned())
            return learned.rung, tuple(sorted(learned.dropped))

    def models(self) -> list[str]:
        """The models that the server lists, in its order; ModelUnavailable if it cannot be reached or lists none."""
        from openai import APIConnectionError, OpenAIError

        try:
            names = [getattr(model, "id", None) for model in self._open().models.list()]
        except APIConnectionError as error:
            message = f"{self._where()} cannot be reached: {self._told(error)}; check --base-url and the network"
            raise ModelUnavailable(message) from error
        except (OpenAIError, AttributeError, TypeError, ValueError) as error:
            message = f"{self._where()} lists no models ({self._told(error)}); name one with --model"
            raise ModelUnavailable(message) from error
        found = [name for name in names if isinstance(name, str) and name]
        if not found:
            message = f"{self._where()} lists no models; name one with --model"
            raise ModelUnavailable(message)
        return found

    def first_model(self) -> str:
        """The first model that the server lists; ModelUnavailable if it lists none."""
        return self.models()[0]

    def close(self) -> None:
        """Close the connections to the server."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _open(self) -> OpenAI:
        with self._lock:
            if self._client is None:
                from openai import OpenAI

                # A local server asks for no key, the package insists on one; the placeholder is never a secret.
                key = self._api_key or "none"
                self._client = OpenAI(api_key=key, base_url=self.base_url, timeout=self._timeout, max_retries=_RETRIES)
            return self._client

    def _where(self) -> str:
        """The server for people, without a user name or password in its address."""
        if self.base_url is None:
            return "the OpenAI API"
        scheme, _, rest = self.base_url.partition("://")
        host, slash, path = rest.partition("/")
        return f"the model server at {scheme}://{host.rpartition('@')[2]}{slash}{path}"

    def _told(self, error: Exception) -> str:
        """The reason of an error, without the key, which some servers and libraries repeat."""
        reason = _reason(error)
        return reason.replace(self._api_key, "[key]") if self._api_key else reason

    def _send(self, request: Request, rung: Rung, dropped: frozenset[str]) -> Completion:
        import openai

        try:
            answer = self._open().chat.completions.create(**_arguments(request, rung, dropped))
        except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
            message = f"{self._where()} refused the key: {self._told(error)}; set OPENAI_API_KEY to one that it accepts"
            raise ModelUnavailable(message, model=request.model) from error
        except openai.NotFoundError as error:
            message = f"{self._where()} knows no {request.model!r}: {self._told(error)}; check --model and --base-url"
            raise ModelUnavailable(message, model=request.model) from error
        except openai.APITimeoutError as error:
            message = (
                f"{self._where()} gave no answer within {self._timeout:g} s; raise --timeout or lower --concurrency"
            )
            raise ModelError(message, model=request.model, request=request.key) from error
        except openai.APIConnectionError as error:
            message = f"{self._where()} cannot be reached: {self._told(error)}; check --base-url and the network"
            raise ModelUnavailable(message, model=request.model) from error
        except openai.APIStatusError as error:
            raise self._status(error, request) from error
        except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
            message = f"the model server sent something unusable: {self._told(error)}"
            raise ModelError(message, model=request.model, request=request.key) from error
        return _completion(answer, request)

    def _status(self, error: Any, request: Request) -> ModelError | _Refused:
        reason = self._told(error)
        if error.status_code in (400, 422, 500):
            lowered = f"{reason} {json.dumps(error.body, default=str) if error.body else ''}".lower()
            parameters = [name for name in _DROPPABLE if name in lowered]
            about_format = any(word in lowered for word in _FORMAT_WORDS)
            if parameters or about_format:
                return _Refused(reason, parameters=parameters, about_format=about_format)
        message = f"the model server failed on {request.label or request.schema_name}: {error.status_code} {reason}"
        return ModelError(message, model=request.model, request=request.key)


class _Refused(ModelError):
    """The server will not take a parameter or the response format."""

    def __init__(self, message: str, *, parameters: list[str], about_format: bool) -> None:
        super().__init__(message)
        self.parameters = parameters
        self.about_format = about_format


def _learn(learned: _Learned, refusal: _Refused, rung: Rung, dropped: frozenset[str]) -> bool:
    """Change what is sent next; False where nothing is left to change. Another thread may have learned it already."""
    if learned.rung != rung or learned.dropped != dropped:
        return True
    fresh = set(refusal.parameters) - learned.dropped
    if fresh:
        learned.dropped |= fresh
        return True
    return refusal.about_format and _lower(learned)


def _lower(learned: _Learned) -> bool:
    place = _RUNGS.index(learned.rung)
    if place + 1 == len(_RUNGS):
        return False
    learned.rung = _RUNGS[place + 1]
    return True


def _arguments(request: Request, rung: Rung, dropped: frozenset[str]) -> dict[str, Any]:
    messages = [{"role": role, "content": content} for role, content in request.messages]
    arguments: dict[str, Any] = {"model": request.model, "messages": messages}
    sampling = {"temperature": TEMPERATURE, "seed": SEED}
    arguments |= {name: value for name, value in sampling.items() if name not in dropped}
    if request.max_out is not None:
        arguments["max_tokens"] = request.max_out
    if rung == "json_schema":
        definition = {"name": request.schema_name, "strict": True, "schema": request.schema}
        arguments["response_format"] = {"type": "json_schema", "json_schema": definition}
        return arguments
    schema = json.dumps(request.schema, ensure_ascii=False, separators=(",", ":"))
    messages[-1]["content"] += (
        f"\n\nAnswer with one JSON object and nothing else. It must obey this JSON schema:\n{schema}"
    )
    if rung == "json_object":
        arguments["response_format"] = {"type": "json_object"}
    return arguments


def _completion(answer: Any, request: Request) -> Completion:
    """What the server sent, whatever of it has the expected shape."""
    choices = getattr(answer, "choices", None)
    first = choices[0] if isinstance(choices, list) and choices else None
    message = getattr(first, "message", None)
    if message is None:
        problem = f"the server sent no answer for {request.label or request.schema_name}"
        raise ModelError(problem, model=request.model, request=request.key)
    usage = getattr(answer, "usage", None)
    return Completion(
        text=_text(getattr(message, "content", None)),
        finish_reason=_text(getattr(first, "finish_reason", None)) or None,
        refusal=_text(getattr(message, "refusal", None)) or None,
        model=_text(getattr(answer, "model", None)) or None,
        usage=Usage(
            _count(getattr(usage, "prompt_tokens", 0)),
            _count(getattr(usage, "completion_tokens", 0)),
            _count(getattr(getattr(usage, "prompt_tokens_details", None), "cached_tokens", 0)),
        ),
    )


def _text(value: Any) -> str:
    """A string, or the text parts of a list of them, without unpaired surrogates, which cannot be sent back."""
    if isinstance(value, list):
        value = "".join(part["text"] for part in value if isinstance(part, dict) and isinstance(part.get("text"), str))
    if not isinstance(value, str):
        return ""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _reason(error: Exception) -> str:
    """The server's own words, on one line and short, whatever shape its error body has."""
    body = getattr(error, "body", None)
    found: Any = body.get("message") or body.get("detail") if isinstance(body, dict) else body
    text = found if isinstance(found, str) and found else str(error.__cause__ or error)
    return " ".join(text.split())[:300]
