"""Which engine a run uses, made ready from its settings; what the other one needs is never loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefer.engines.engine import Engine
from briefer.errors import UsageError

if TYPE_CHECKING:
    from briefer.engines.llm import LlmEngine
    from briefer.llm.asking import Tally
    from briefer.llm.budget import Budget
    from briefer.llm.client import ModelClient
    from briefer.llm.prices import Price
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
            self.llm.asker.close()

    def notices(self) -> list[str]:
        """What a reader of stderr should know after the run: the tally, and trouble with the cache."""
        if self.llm is None:
            return []
        return [*self.llm.asker.cache.notices, f"model: {spending(self.llm.asker.tally)}"]


def spending(tally: Tally) -> str:
    """What a run took, in one line."""
    usage = tally.usage
    cached = f" ({usage.tokens_cached:,} of them cached by the provider)" if usage.tokens_cached else ""
    cost = "cost unknown: no price is listed" if tally.cost is None else f"cost ${tally.cost:.4f}"
    return (
        f"{tally.calls} call{'s' if tally.calls != 1 else ''}, {tally.cached} from the cache, {tally.retried} retried, "
        f"{tally.failed} failed; {usage.tokens_in:,} tokens in{cached}, {usage.tokens_out:,} out; {cost}"
    )


def choose_engine(settings: Settings) -> Choice:
    """The engine that ``settings`` ask for; ModelUnavailable if a model must be looked up and cannot."""
    name, reason = settings.resolve_engine()
    if name == "extractive":
        from briefer.engines.extractive.rules import ExtractiveEngine

        return Choice(ExtractiveEngine(), reason)
    from briefer.engines.llm import LlmEngine
    from briefer.engines.questions import Asked
    from briefer.llm.asking import Asker
    from briefer.llm.cache import ResponseCache
    from briefer.llm.prompts import Prompts

    model = settings.model or (_first_model(settings) if settings.base_url else DEFAULT_MODEL)

    def load_price() -> Price | None:
        from briefer.llm.prices import price_of

        return price_of(model, settings.base_url, settings.profile)

    asker = Asker(
        lambda: open_client(settings),
        ResponseCache(settings.cache, settings.cache_mode),
        _budget(settings, model, load_price),
        load_price,
    )
    asked = Asked(
        model, settings.language, settings.sections, settings.fast, case_characters=_case_characters(settings)
    )
    engine = LlmEngine(asker, Prompts(settings.prompts), asked, concurrency=settings.concurrency)
    return Choice(engine, reason, engine)


def _case_characters(settings: Settings) -> int:
    """What an assessment call may show: by the model's context where that is known, as a chunk may take of it."""
    from briefer.engines.questions import CASE_CHARACTERS

    limit = settings.profile.chunk_limit if settings.profile else None
    # About four characters a token in English; a server that counts more refuses, and gets smaller parts.
    return min(CASE_CHARACTERS, 4 * limit) if limit else CASE_CHARACTERS


def open_client(settings: Settings) -> ModelClient:
    """The client of the server that ``settings`` name."""
    from briefer.llm.client import ModelClient

    return ModelClient(
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() if settings.api_key else None,
        timeout=settings.timeout,
        key_name=settings.key_name,
        profile=settings.profile,
    )


def _first_model(settings: Settings) -> str:
    client = open_client(settings)
    try:
        return client.first_model()
    finally:
        client.close()


def _budget(settings: Settings, model: str, load_price: Callable[[], Price | None]) -> Budget:
    """The ceilings of a run; UsageError for one in dollars where no price is known."""
    from briefer.llm.budget import Budget, cost_ceiling, token_ceiling
    from briefer.text.tokens import tokenizer_for

    ceilings = []
    if settings.max_tokens is not None:
        ceilings.append(token_ceiling(settings.max_tokens))
    if settings.max_cost is not None:
        price = load_price()
        if price is None:
            message = (
                f"--max-cost needs the price of {model}, which is not listed for this server: set price_in and price_out "
                "in a profile ([models.NAME] in briefer.toml), or use --max-tokens"
            )
            raise UsageError(message)
        ceilings.append(cost_ceiling(settings.max_cost, price.cost))
    return Budget(ceilings, lambda text: tokenizer_for(model).count(text))
