"""How one server and model want to be asked: what they refused is left out, or said in another way, from then on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from briefer.llm.request import SEED, TEMPERATURE, Request

# Means of getting JSON, strongest first; what a server honours is learned by trying.
Rung = Literal["json_schema", "json_object", "text"]
_RUNGS: tuple[Rung, ...] = ("json_schema", "json_object", "text")

ANSWER_TOKENS = 16_384
"""The largest answer asked for where no profile says otherwise; it is also the largest that gpt-4o gives.

Left out, some servers write until their context is full. A chunk whose answer does not fit is asked for in halves.
"""


@dataclass(frozen=True)
class Dialect:
    """What is sent beside model and messages.

    ``limits`` are the names of the answer's limit still to try, ``roles`` those of the instructions' role; of both the
    first is used. Without a role the instructions go in front of the first question.
    """

    rung: Rung = "json_schema"
    is_strict: bool = True
    sampling: frozenset[str] = frozenset({"temperature", "seed"})
    limits: tuple[str, ...] = ("max_tokens", "max_completion_tokens")
    roles: tuple[str, ...] = ("system", "developer")

    @property
    def refused(self) -> tuple[str, ...]:
        """The names of what is left out, in order."""
        sampling = {"temperature", "seed"} - self.sampling
        limits = {"max_tokens", "max_completion_tokens"} - set(self.limits)
        roles = {f"{role} role" for role in ("system", "developer")} - {f"{role} role" for role in self.roles}
        return tuple(sorted(sampling | limits | roles | (set() if self.is_strict else {"strict"})))

    def lower(self) -> Dialect | None:
        """The next weaker means of getting JSON; None where there is none."""
        place = _RUNGS.index(self.rung)
        return replace(self, rung=_RUNGS[place + 1]) if place + 1 < len(_RUNGS) else None

    def without(self, refused: Iterable[str]) -> Dialect | None:
        """The dialect without what was refused; None where nothing of it is in use."""
        found: Dialect | None = None
        for name in refused:
            changed = (found or self)._without(name)
            found = changed or found
        return found

    def unlimited(self) -> Dialect | None:
        """The dialect that leaves the answer's limit out; None where it does already."""
        return replace(self, limits=()) if self.limits else None

    def _without(self, name: str) -> Dialect | None:
        if name in self.sampling:
            return replace(self, sampling=self.sampling - {name})
        if name in ("max_tokens", "max_completion_tokens"):
            # Where the other name is refused, that one is not in use any more.
            return replace(self, limits=self.limits[1:]) if self.limits[:1] == (name,) else None
        if name == "role":
            return replace(self, roles=self.roles[1:]) if self.roles else None
        if name == "strict":
            return replace(self, is_strict=False) if self.is_strict else self.lower()
        return self.lower() if name == "format" else None


def first_dialect(*, is_openai: bool) -> Dialect:
    """What is tried first: OpenAI's own models know only the new name of the answer's limit, many servers the old."""
    return Dialect(limits=("max_completion_tokens", "max_tokens")) if is_openai else Dialect()


def arguments(request: Request, dialect: Dialect, answer_tokens: int) -> dict[str, Any]:
    """The body of ``request`` in ``dialect``, as the chat completions API takes it."""
    messages = _messages(request, dialect)
    found: dict[str, Any] = {"model": request.model, "messages": messages}
    sampling = {"temperature": TEMPERATURE, "seed": SEED}
    found |= {name: value for name, value in sampling.items() if name in dialect.sampling}
    if dialect.limits:
        found[dialect.limits[0]] = answer_tokens
    if dialect.rung == "json_schema":
        definition: dict[str, Any] = {"name": request.schema_name, "schema": request.schema}
        if dialect.is_strict:
            definition["strict"] = True
        found["response_format"] = {"type": "json_schema", "json_schema": definition}
        return found
    schema = json.dumps(request.schema, ensure_ascii=False, separators=(",", ":"))
    messages[-1]["content"] += (
        f"\n\nAnswer with one JSON object and nothing else. It must obey this JSON schema:\n{schema}"
    )
    if dialect.rung == "json_object":
        found["response_format"] = {"type": "json_object"}
    return found


def _messages(request: Request, dialect: Dialect) -> list[dict[str, str]]:
    if dialect.roles:
        name = dialect.roles[0]
        return [{"role": name if role == "system" else role, "content": text} for role, text in request.messages]
    instructions = [text for role, text in request.messages if role == "system"]
    messages = [{"role": role, "content": text} for role, text in request.messages if role != "system"]
    messages[0]["content"] = "\n\n".join([*instructions, messages[0]["content"]])
    return messages
