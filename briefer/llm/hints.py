"""What a server says about its pace in the headers of an answer: when to come back, and how much is left until then."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

# Above this a number of seconds is a moment since 1970; above the next one it counts milliseconds.
_EPOCH = 1e9
_EPOCH_MS = 1e12


@dataclass(frozen=True)
class Quota:
    """What is left of a limit, the limit, and the seconds until it is whole again, each as far as it was said."""

    remaining: float | None = None
    limit: float | None = None
    reset: float | None = None


@dataclass(frozen=True)
class Hints:
    """``wait`` is the number of seconds to stay away; the quotas are those of requests and of tokens."""

    wait: float | None = None
    requests: Quota = Quota()
    tokens: Quota = Quota()


def read_hints(headers: Mapping[str, str], *, wall: Callable[[], float] = time.time) -> Hints:
    """The hints in ``headers`` (names in lower case).

    Retry-After may be seconds or a date, which is taken by the server's own clock where it sends one. Of the
    ``x-ratelimit-*`` family OpenAI's forms ("6m0s", "120ms"), plain seconds, moments and dates are read; what makes no
    sense is as if it were not there.
    """
    now = _moment(headers.get("date", "")) or wall()
    wait = _seconds(headers.get("retry-after", ""), now)
    milliseconds = headers.get("retry-after-ms", "").strip()
    if _NUMBER.fullmatch(milliseconds):
        wait = float(milliseconds) / 1000
    return Hints(wait, _quota(headers, "requests", now), _quota(headers, "tokens", now))


def _quota(headers: Mapping[str, str], kind: str, now: float) -> Quota:
    def found(name: str) -> str:
        # Without a kind the limit is one of requests.
        plain = (f"x-ratelimit-{name}", f"ratelimit-{name}") if kind == "requests" else ()
        names = (f"x-ratelimit-{name}-{kind}", *plain)
        return next((headers[each] for each in names if each in headers), "")

    return Quota(_amount(found("remaining")), _amount(found("limit")), _seconds(found("reset"), now))


def _amount(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text.strip()) else None


def _seconds(text: str, now: float) -> float | None:
    """A duration in seconds, from a number, a form such as "1m30s", a moment or a date."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        number = float(text)
        if number >= _EPOCH_MS:
            number = number / 1000 - now
        elif number >= _EPOCH:
            number -= now
        return max(0.0, number) if math.isfinite(number) else None
    parts = _PART.findall(text)
    if parts and "".join(f"{number}{unit}" for number, unit in parts) == text:
        return sum(float(number) * _UNITS[unit] for number, unit in parts)
    moment = _moment(text)
    return max(0.0, moment - now) if moment is not None else None


def _moment(text: str) -> float | None:
    """Seconds since 1970 of an HTTP or ISO 8601 date."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(text)
            if found.tzinfo is not None:
                return found.timestamp()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
