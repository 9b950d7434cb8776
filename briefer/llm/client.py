"""The one door to model servers: any OpenAI-compatible chat completions API, over the ``openai`` package.

The package sends and receives; retries, waiting and what a server refuses are ours (``failures`` has the table), since
one caller's Retry-After must stop all callers, and what was learned of a server holds for all clients of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefer.addresses import shown_address
from briefer.errors import ModelUnavailable
from briefer.llm.calling import Call, Reply
from briefer.llm.dialect import ANSWER_TOKENS, Dialect, Rung, first_dialect
from briefer.llm.failures import CHECK_NETWORK, Failure, judge_body, judge_connection, judge_status
from briefer.llm.gate import Gate
from briefer.llm.hints import read_hints
from briefer.llm.patience import Patience
from briefer.llm.request import Completion, Request
from briefer.llm.servers import server_at

if TYPE_CHECKING:
    from openai import OpenAI

    from briefer.profiles import ModelProfile

_SOUNDING_SECONDS = 2.0

# The package insists on a key where a local server asks for none; the placeholder is never a secret.
_NO_KEY = "none"


class ModelClient:
    """Calls one server; safe for many threads. ``base_url`` None means OpenAI's own address.

    ``timeout`` is the seconds that a whole answer may take. ``key_name`` is the variable that messages name.
    """

    def __init__(
        self,
        *,
        base_url: str | None,
        api_key: str | None,
        timeout: float,
        key_name: str = "OPENAI_API_KEY",
        profile: ModelProfile | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.base_url = base_url
        self.answer_tokens = (profile and profile.answer_tokens) or ANSWER_TOKENS
        self._api_key = api_key
        self._timeout = timeout
        self._key_name = key_name
        self._patience = patience or Patience()
        self._server = server_at(base_url)
        if profile is not None:
            self._server.limiter.allow(profile.rpm, profile.tpm)
        self._lock = threading.Lock()
        self._gates: dict[str, Gate] = {}
        self._losses = 0
        self._client: OpenAI | None = None

    def complete(self, request: Request) -> Completion:
        """The server's answer.

        Raises ModelUnavailable if going on is useless, PromptTooLong if the request must be made smaller, ModelError if
        this one request failed in another way.
        """
        gate = self._gate(request.model)
        gate.enter()
        try:
            completion = self._call(request, gate).answer()
        except ModelUnavailable as refusal:
            gate.refuse(refusal)
            self._server.limiter.wake()
            raise
        except BaseException:
            gate.open()
            raise
        self._succeeded(request.model, gate)
        return completion

    def step_down(self, model: str) -> bool:
        """Note that the response format was not honoured; False where no weaker one is left."""
        with self._server.lock:
            lower = self._dialect(model).lower()
            if lower is not None:
                self._server.dialects[model] = lower
            return lower is not None

    def means(self, model: str) -> tuple[Rung, tuple[str, ...]]:
        """What this server was found to take: the response format, and the parameters that it refused."""
        dialect = self._dialect(model)
        return dialect.rung, dialect.refused

    def models(self) -> list[str]:
        """The models that the server lists, in its order; ModelUnavailable if it cannot be reached or lists none."""
        from openai import APIConnectionError, OpenAIError

        try:
            names = [getattr(model, "id", None) for model in self._open().models.list()]
        except APIConnectionError as error:
            found = judge_connection(error)
            message = f"{self.where} cannot be reached: {self.told(found.reason)}; {found.advice or CHECK_NETWORK}"
            raise ModelUnavailable(message) from error
        except (OpenAIError, AttributeError, TypeError, ValueError) as error:
            message = f"{self.where} lists no models ({self.told(error)}); name one with --model"
            raise ModelUnavailable(message) from error
        listed = [name for name in names if isinstance(name, str) and name]
        if not listed:
            message = f"{self.where} lists no models; name one with --model"
            raise ModelUnavailable(message)
        return listed

    def first_model(self) -> str:
        """The first model that the server lists; ModelUnavailable if it lists none."""
        return self.models()[0]

    def close(self) -> None:
        """Close the connections to the server."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    @property
    def where(self) -> str:
        """The server for people, without a user name or password in its address."""
        return f"the model server at {shown_address(self.base_url)}" if self.base_url else "the OpenAI API"

    def told(self, error: Exception | str) -> str:
        """The reason of an error on one line, without the key, which some servers and libraries repeat."""
        reason = error if isinstance(error, str) else str(getattr(error, "body", None) or error.__cause__ or error)
        reason = " ".join(reason.split())[:300]
        return reason.replace(self._api_key, "[key]") if self._api_key else reason

    def _open(self) -> OpenAI:
        with self._lock:
            if self._client is None:
                from openai import OpenAI

                from briefer.llm.transport import TimedClient

                self._client = OpenAI(
                    api_key=self._api_key or _NO_KEY,
                    base_url=self.base_url,
                    max_retries=0,
                    http_client=TimedClient(self._timeout),
                )
            return self._client

    def _gate(self, model: str) -> Gate:
        with self._lock:
            if model not in self._gates:
                self._gates[model] = Gate(self._sound)
                if hash((self._api_key, model)) in self._server.taken:
                    self._gates[model].open()
            return self._gates[model]

    def _sound(self) -> float | None:
        """The seconds that the server takes for a list of its models; None if it does not answer."""
        import openai

        began = time.monotonic()
        try:
            self._open().models.with_raw_response.list(timeout=_SOUNDING_SECONDS)
        except (openai.AuthenticationError, openai.APIConnectionError):
            return None
        except (openai.OpenAIError, ValueError):
            pass
        return time.monotonic() - began

    def _succeeded(self, model: str, gate: Gate) -> None:
        with self._server.lock:
            self._server.has_answered = True
            self._server.taken.add(hash((self._api_key, model)))
        with self._lock:
            self._losses = 0
        gate.open()

    def _call(self, request: Request, gate: Gate) -> Call:
        return Call(
            request=request,
            client=self,
            server=self._server,
            gate=gate,
            patience=self._patience,
            is_openai=self.base_url is None,
        )

    def _dialect(self, model: str) -> Dialect:
        return self._server.dialects.setdefault(model, first_dialect(is_openai=self.base_url is None))

    def exchange(self, body: dict[str, Any]) -> Reply | Failure:
        """Send one request, once; what came back, or what is to be done about it."""
        import openai

        from briefer.llm.transport import AnswerTooLarge

        try:
            answer = self._open().chat.completions.with_raw_response.create(**body).http_response
        except openai.APITimeoutError as error:
            if type(error.__cause__).__name__ == "ConnectTimeout":
                return Failure("retry", "no connection in time", CHECK_NETWORK, then="stop")
            advice = "raise --timeout or lower --concurrency"
            return Failure("retry", f"no answer within {self._timeout:g} s", advice, is_slow=True)
        except openai.APIConnectionError as error:
            return judge_connection(error)
        except openai.APIStatusError as error:
            return judge_status(error.status_code, _lowered(error.response.headers), error.response.content)
        except AnswerTooLarge:
            return Failure("gap", "its answer did not end")
        except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
            return Failure("gap", self.told(error))
        headers = _lowered(answer.headers)
        content = judge_body(headers, answer.content)
        return content if isinstance(content, Failure) else Reply(content, read_hints(headers))

    def lost(self) -> bool:
        """Count a call that came to nothing; whether the server is to be given up."""
        with self._lock:
            self._losses += 1
            return self._losses >= self._patience.losses

    @property
    def key_name(self) -> str:
        """The variable that the key is looked for in."""
        return self._key_name


def _lowered(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
