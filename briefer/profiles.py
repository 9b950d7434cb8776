"""Named model profiles: a server, a model, and what is known of them, under one short name in ``briefer.toml``."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from briefer.addresses import checked_address

# Instructions, answer schema and the numbering of sentences, in tokens, with room to spare: the built-in prompts take
# 1,600 in o200k_base, and twice as many in small vocabularies would still leave the answer its half.
_INSTRUCTIONS = 2500
_LEAST_CHUNK = 128


class ModelProfile(BaseModel):
    """``[models.NAME]`` of ``briefer.toml``; prices are in USD per million tokens, ``rpm`` and ``tpm`` per minute.

    ``context`` is the model's context window and ``answer_tokens`` the largest answer asked for, both in tokens.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(min_length=1, description="Model name, as the server knows it.")
    base_url: str | None = Field(None, description="Address of its server, up to and including /v1.")
    api_key_env: str | None = Field(None, pattern=r"^\w+$", description="Variable that holds the key of that server.")
    context: int | None = Field(None, ge=1024, description="Context window, in tokens.")
    answer_tokens: int | None = Field(None, ge=256, description="Largest answer asked for, in tokens.")
    price_in: float | None = Field(None, ge=0, description="USD per million tokens in.")
    price_cached: float | None = Field(None, ge=0, description="USD per million tokens in that the server had cached.")
    price_out: float | None = Field(None, ge=0, description="USD per million tokens out.")
    rpm: int | None = Field(None, gt=0, description="Requests a minute at most.")
    tpm: int | None = Field(None, gt=0, description="Tokens a minute at most.")

    @model_validator(mode="before")
    @classmethod
    def _known_names(cls, value: Any) -> Any:
        for name in value if isinstance(value, dict) else ():
            if name == "api_key":
                message = "keys are not kept in files: put the key into a variable and name that with api_key_env"
                raise ValueError(message)
            if name not in cls.model_fields:
                near = difflib.get_close_matches(name, cls.model_fields, n=1)
                message = f"{name!r} is unknown: {f'did you mean {near[0]}?' if near else 'remove it'}"
                raise ValueError(message)
        return value

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        return checked_address(value)

    @property
    def chunk_limit(self) -> int | None:
        """The most article tokens of one request: half of what the instructions leave, the rest is for the answer."""
        if self.context is None:
            return None
        return max(_LEAST_CHUNK, (self.context - _INSTRUCTIONS) // 2)
