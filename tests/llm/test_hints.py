"""What servers say about their pace in headers."""

from __future__ import annotations

import pytest

from briefer.llm.hints import Quota, read_hints

NOW = 1_764_000_000.0  # 2025-11-24T16:00:00Z


def wall() -> float:
    return NOW


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.25"}, 0.25),
        ({"retry-after": "Mon, 24 Nov 2025 16:00:09 GMT"}, 9.0),
        ({"retry-after": "Mon, 24 Nov 2025 15:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 24 Nov 2025 16:00:09 GMT", "date": "Mon, 24 Nov 2025 16:00:05 GMT"}, 4.0),
        ({"retry-after-ms": "1500", "retry-after": "2"}, 1.5),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": ""}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_in_each_form(headers: dict[str, str], wait: float | None) -> None:
    assert read_hints(headers, wall=wall).wait == wait


@pytest.mark.parametrize(
    ("reset", "seconds"),
    [
        ("1s", 1.0),
        ("6m0s", 360.0),
        ("120ms", 0.12),
        ("1h2m3.5s", 3723.5),
        ("12", 12.0),
        ("2025-11-24T16:00:30Z", 30.0),
        (f"{NOW + 20:.0f}", 20.0),
        (f"{(NOW + 20) * 1000:.0f}", 20.0),
        ("later", None),
        ("1x", None),
    ],
)
def test_reset_is_read_in_each_form(reset: str, seconds: float | None) -> None:
    headers = {
        "x-ratelimit-remaining-requests": "3",
        "x-ratelimit-limit-requests": "60",
        "x-ratelimit-reset-requests": reset,
    }
    assert read_hints(headers, wall=wall).requests == Quota(3.0, 60.0, seconds)


def test_quotas_of_tokens_and_of_requests_are_kept_apart() -> None:
    headers = {"x-ratelimit-remaining": "3", "x-ratelimit-remaining-tokens": "500", "x-ratelimit-reset-tokens": "2s"}
    hints = read_hints(headers, wall=wall)
    assert (hints.requests.remaining, hints.tokens.remaining, hints.tokens.reset) == (3.0, 500.0, 2.0)
