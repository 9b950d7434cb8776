"""What a call costs, by profile or list."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefer.llm.prices import price_of
from briefer.llm.request import Usage
from briefer.profiles import ModelProfile


def test_profile_stands_over_the_list() -> None:
    price = price_of("gpt-5-mini", None, ModelProfile(model="gpt-5-mini", price_in=1, price_out=10))
    assert price is not None
    assert price.cost(Usage(1_000_000, 100_000)) == pytest.approx(2.0)


def test_cached_tokens_have_their_own_price() -> None:
    profile = ModelProfile(model="m", price_in=1, price_cached=0.1, price_out=10)
    price = price_of("m", None, profile)
    assert price is not None
    assert price.cost(Usage(1_000_000, 0, tokens_cached=500_000)) == pytest.approx(0.55)


def test_listed_model_has_a_price_and_its_cached_tokens_cost_less() -> None:
    price = price_of("gpt-5-mini", None, None)
    assert price is not None
    assert price.origin.startswith("genai-prices ")
    assert 0 < price.cost(Usage(1000, 0, tokens_cached=1000)) < price.cost(Usage(1000, 0))


@pytest.mark.parametrize(
    ("model", "address"),
    [
        ("no-such-model", None),
        ("gpt-5-mini", "http://127.0.0.1:8080/v1"),
        ("gpt-5-mini", "http://localhost/v1"),
        ("gpt-5-mini", "https://models.example.org/v1"),
    ],
)
def test_price_is_unknown_where_nobody_lists_it(model: str, address: str | None) -> None:
    """A gateway that calls its model gpt-5-mini may ask what it likes for it."""
    assert price_of(model, address, None) is None


def test_prices_are_not_loaded_before_they_are_needed() -> None:
    code = "import sys, briefer.engines.choice, briefer.llm.prices; sys.exit('genai_prices' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
