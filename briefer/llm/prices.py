"""What a call costs: by the prices of a profile, or by the list that ``genai-prices`` carries; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from briefer.llm.request import Usage
from briefer.profiles import ModelProfile

_MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """``cost`` gives the US dollars of one call; ``origin`` says where the price was read."""

    origin: str
    cost: Callable[[Usage], float]


def price_of(model: str, base_url: str | None, profile: ModelProfile | None) -> Price | None:
    """The price of ``model``: by its profile where that has one, else by the list; None where neither knows it."""
    if profile is not None and profile.price_in is not None and profile.price_out is not None:
        cached = profile.price_in if profile.price_cached is None else profile.price_cached
        return flat_price(profile.price_in, profile.price_out, cached)
    return listed_price(model, base_url)


def flat_price(per_million_in: float, per_million_out: float, per_million_cached: float) -> Price:
    """The price of a profile, in US dollars for a million tokens."""

    def cost(usage: Usage) -> float:
        cached = min(usage.tokens_cached, usage.tokens_in)
        fresh = usage.tokens_in - cached
        return (fresh * per_million_in + cached * per_million_cached + usage.tokens_out * per_million_out) / _MILLION

    return Price("the profile", cost)


def listed_price(model: str, base_url: str | None) -> Price | None:
    """The provider's list price of ``model``; None where the address is no known provider's or the model is not listed.

    ``base_url`` None means OpenAI. Each call is priced by itself, since some prices rise with its length.
    """
    if base_url is not None and not re.search(r"[a-z]\.[a-z]", urlsplit(base_url).hostname or ""):
        # A server of this machine or network is nobody's listed one.
        return None
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
