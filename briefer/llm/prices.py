"""What a call costs: by the prices of a profile, or by the list that ``genai-prices`` carries; nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefer.llm.request import Usage

MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """``cost`` gives the US dollars of one call; ``origin`` says where the price was read."""

    origin: str
    cost: Callable[[Usage], float]


def flat_price(per_million_in: float, per_million_out: float, *, origin: str) -> Price:
    """A price in US dollars for a million tokens, without a discount for a provider's prompt cache."""

    def cost(usage: Usage) -> float:
        return (usage.tokens_in * per_million_in + usage.tokens_out * per_million_out) / MILLION

    return Price(origin, cost)


def listed_price(model: str, base_url: str | None) -> Price | None:
    """The provider's list price of ``model``; None where the address is no known provider's or the model is not listed.

    ``base_url`` None means OpenAI. Each call is priced by itself, since some prices rise with its length.
    """
    # Here, not above: the list takes a tenth of a second to load, and a run that makes no call needs none of it.
    import genai_prices

    def cost(usage: Usage) -> float:
        counts = genai_prices.Usage(
            input_tokens=usage.tokens_in,
            output_tokens=usage.tokens_out,
            cache_read_tokens=min(usage.tokens_cached, usage.tokens_in),
        )
        if base_url is None:
            found = genai_prices.calc_price(counts, model, provider_id="openai")
        else:
            found = genai_prices.calc_price(counts, model, provider_api_url=base_url)
        return float(found.total_price)

    try:
        cost(Usage(1, 1))
    except (LookupError, ValueError):
        return None
    return Price(f"genai-prices {genai_prices.__version__}", cost)
