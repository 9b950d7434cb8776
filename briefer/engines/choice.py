"""Which engine a run uses, made ready from its settings; what the other one needs is never loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefer.engines.engine import Engine

if TYPE_CHECKING:
    from briefer.engines.llm import LlmEngine
    from briefer.settings import Settings

DEFAULT_MODEL = "gpt-5-mini"
"""The model asked where a key is set and nothing else."""


@dataclass(frozen=True)
class Choice:
    """The engine of a run and why it is this one; ``llm`` is the same engine where it asks a model, else None."""

    engine: Engine
    reason: str
    llm: LlmEngine | None = None

    @property
    def label(self) -> str:
        """Engine, model and reason in one line."""
        return f"llm, model {self.llm.model} ({self.reason})" if self.llm else f"extractive ({self.reason})"

    @property
    def language(self) -> str | None:
        """The language that claims are written in; None where they are the sources' own words."""
        return self.llm.language if self.llm else None

    def close(self) -> None:
        """Let go of the model server, where there is one."""
        if self.llm is not None:
            self.llm.asker.client.close()

    def notices(self) -> list[str]:
        """What a reader of stderr should know after the run: the tally, and trouble with the cache."""
        if self.llm is None:
            return []
        tally, usage = self.llm.asker.tally, self.llm.asker.tally.usage
        spent = f"{tally.calls} calls, {tally.cached} from the cache, {tally.failed} failed"
        return [
            *self.llm.asker.cache.notices,
            f"model: {spent}; {usage.tokens_in:,} tokens in, {usage.tokens_out:,} out",
        ]


def choose_engine(settings: Settings) -> Choice:
    """The engine that ``settings`` ask for; ModelUnavailable if a model must be looked up and cannot."""
    name, reason = settings.resolve_engine()
    if name == "extractive":
        from briefer.engines.extractive.rules import ExtractiveEngine

        return Choice(ExtractiveEngine(), reason)
    from briefer.engines.llm import LlmEngine
    from briefer.llm.asking import Asker
    from briefer.llm.cache import ResponseCache
    from briefer.llm.client import ModelClient
    from briefer.llm.prompts import Prompts

    key = settings.api_key.get_secret_value() if settings.api_key else None
    client = ModelClient(base_url=settings.base_url, api_key=key, timeout=settings.timeout)
    engine = LlmEngine(
        Asker(client, ResponseCache(settings.cache, settings.cache_mode)),
        Prompts(settings.prompts),
        model=settings.model or (client.first_model() if settings.base_url else DEFAULT_MODEL),
        language=settings.language,
        concurrency=settings.concurrency,
    )
    return Choice(engine, reason, engine)
