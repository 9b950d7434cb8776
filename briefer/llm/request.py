"""A request to a model in canonical form: what is asked, and nothing of where or with which key."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

SEED = 7
TEMPERATURE = 0.0


def key_of(canonical: dict[str, Any]) -> str:
    """The key of a request in canonical form: the SHA-256 of its JSON with sorted names and no spaces."""
    content = json.dumps(canonical, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Request:
    """One question: messages as ``(role, content)`` and the JSON schema that the answer must obey.

    ``label`` names the request for people ("article.txt, chunk 2 of 3"); it is not part of the key.
    """

    model: str
    messages: tuple[tuple[str, str], ...]
    schema_name: str
    schema: dict[str, Any] = field(hash=False)
    label: str = field(default="", compare=False)

    def canonical(self) -> dict[str, Any]:
        """What the key is the hash of: model, messages, schema, sampling."""
        return {
            "model": self.model,
            "messages": [{"role": role, "content": content} for role, content in self.messages],
            "schema": {"name": self.schema_name, "schema": self.schema},
            "sampling": {"temperature": TEMPERATURE, "seed": SEED},
        }

    @cached_property
    def key(self) -> str:
        """SHA-256 of the canonical form, in hexadecimal."""
        return key_of(self.canonical())


@dataclass(frozen=True)
class Usage:
    """Tokens of one or many calls, as the server counted them."""

    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out)


@dataclass(frozen=True)
class Completion:
    """What a server sent back: the text, why it ended, the model it says it is, and what it counted."""

    text: str
    finish_reason: str | None = None
    refusal: str | None = None
    model: str | None = None
    usage: Usage = field(default_factory=Usage)
