"""How fast a server may be asked: what its profile allows, what it says in headers, and what its refusals teach.

``Pace`` is the arithmetic, without a clock or a thread of its own; ``briefer.llm.limiter`` puts threads on it.

Requests in flight: no bound but the caller's until the first 429; that halves the number, and each answer after it
adds to it, at a step that reaches the old height after eight answers and slows down near it. Requests a minute: token
buckets of the profile; what ``x-ratelimit-*`` says is left; and the rate measured between two 429s, between which a
limit of requests a minute lets through just what it allows.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from briefer.llm.hints import Hints, Quota
from briefer.llm.tempo import Tempo

# A profile's limit a minute is spent in bursts of at most this many seconds: servers enforce it in windows of their own.
_BURST_SECONDS = 5.0

# Seconds beyond what a bucket of ours says: the server's bucket starts to fill when the first request has arrived there.
_SLACK = 0.25

# Seconds that all wait after a 429 without Retry-After, doubled for each one that follows without an answer between.
_PAUSE = 0.5
# Where refusals have been found to come whatever the pace, it begins with less.
_SHORT_PAUSE = 0.25
_LONGEST_PAUSE = 60.0

# Answers after which the number in flight is back where the 429 met it, and answers for one more beyond that.
_RECOVERY = 8
_PROBE = 8

# Refusals in a row, without an answer between, after which the number in flight is halved unanswered.
_STUBBORN = 3

# With so many in flight at two refusals running, these are about how many, not about how fast.
_CROWD = 3

# Launches remembered, to know what a server could not know yet when it counted what is left.
_REMEMBERED = 1000


@dataclass(frozen=True)
class Launch:
    """A request under way: when it was let go, the tokens that it was taken for, and how many were in flight with it."""

    at: float
    tokens: float
    among: int


class Bucket:
    """A token bucket: ``rate`` a second, at most ``burst`` at once; it starts full."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate = rate
        self.burst = burst
        self._level = burst
        self._at: float | None = None

    def wait(self, now: float, amount: float) -> float:
        """Seconds until ``amount`` may be taken; more than fits is let through when the bucket is full."""
        self._fill(now)
        return max(0.0, (min(amount, self.burst) - self._level) / self.rate)

    def take(self, now: float, amount: float) -> None:
        """Take ``amount``; what is not there is owed. A negative amount is given back."""
        self._fill(now)
        self._level = min(self.burst, self._level - amount)

    def _fill(self, now: float) -> None:
        if self._at is None:
            self._at = now + _SLACK
        elif now > self._at:
            self._level = min(self.burst, self._level + self.rate * (now - self._at))
            self._at = now


class Credit:
    """What a server says is left of a limit, brought up to date with what was sent since it counted.

    Of two answers it is seen how the limit comes back: in a leaking bucket the reset moves away as less is left, and
    their quotient is the rate; in a fixed window it does not, and nothing comes back before the reset.
    """

    def __init__(self) -> None:
        self._level = math.inf
        self._at = 0.0
        self._counted_at = -math.inf
        self._reset_at = math.inf
        self._span = 0.0
        self._rate = 0.0
        self._most: tuple[float, float] | None = None

    def wait(self, now: float, amount: float) -> float:
        """Seconds until ``amount`` may be sent; more than the whole limit is let through when that is whole."""
        self._fill(now)
        missing = min(amount, self._full) - self._level
        if missing <= 0 or math.isinf(self._level):
            return 0.0
        until_reset = self._reset_at - now
        return min(until_reset, missing / self._rate) if self._rate else until_reset

    def take(self, amount: float) -> None:
        """Count what was sent."""
        self._level -= amount

    def observe(self, quota: Quota, counted_at: float, now: float, sent_since: float) -> None:
        """Take note of a quota counted at ``counted_at``, after which ``sent_since`` was sent."""
        if quota.remaining is None or quota.reset is None:
            return
        self._find_rate(quota.remaining, quota.reset)
        if counted_at < self._counted_at:
            return
        self._counted_at = self._at = counted_at
        self._level = quota.remaining - sent_since
        self._span = quota.reset
        self._reset_at = now + quota.reset

    @property
    def _full(self) -> float:
        # The request that was told of the most had been counted already.
        return self._most[0] + 1 if self._most else math.inf

    def _fill(self, now: float) -> None:
        if math.isinf(self._level):
            return
        if now >= self._reset_at:
            self._level = self._full
            self._reset_at = now + self._span
        elif now > self._at:
            self._level = min(self._full, self._level + self._rate * (now - self._at))
        self._at = max(now, self._at)

    def _find_rate(self, remaining: float, reset: float) -> None:
        if self._most is None or remaining > self._most[0]:
            self._most = (remaining, reset)
        elif remaining < self._most[0]:
            grown = reset - self._most[1]
            self._rate = (self._most[0] - remaining) / grown if grown > 0 else 0.0


class Pace:
    """The pace of one server. Times are seconds of any one clock that does not go backwards."""

    def __init__(self) -> None:
        self.in_flight = 0
        self.limit = math.inf
        self.paused_until = 0.0
        self.tempo = Tempo()
        self._buckets: list[tuple[int, Bucket]] = []
        self._credits = (Credit(), Credit())
        self._launches: deque[Launch] = deque(maxlen=_REMEMBERED)
        self._height = math.inf
        self._is_known = False
        self._is_answered = False
        self._halved_at = -math.inf
        self._sustained = 0.0
        self._met = -math.inf
        self._most_accepted = 0
        self._next = 0.0
        self._reacted_at = -math.inf
        self._streak = 0
        self._passed = 0
        self._held = 0
        self._is_held = False

    def allow(self, rpm: float | None, tpm: float | None) -> None:
        """Keep to these requests and tokens a minute from now on."""
        rates = [(kind, limit / 60) for kind, limit in enumerate((rpm, tpm)) if limit is not None]
        if [(kind, bucket.rate) for kind, bucket in self._buckets] != rates:
            self._buckets = [(kind, Bucket(rate, max(1.0, rate * _BURST_SECONDS))) for kind, rate in rates]

    def wait(self, now: float, tokens: float) -> float | None:
        """Seconds until a request of ``tokens`` may go; None if one in flight must end first."""
        if self.in_flight + 1 > self.limit:
            self._is_held = True
            return None
        amounts = (1.0, tokens)
        waits = [0.0, self.paused_until - now, self._next - now]
        waits += [bucket.wait(now, amounts[kind]) for kind, bucket in self._buckets]
        waits += [credit.wait(now, amount) for credit, amount in zip(self._credits, amounts, strict=True)]
        return max(waits)

    def launch(self, now: float, tokens: float) -> Launch:
        """Count a request as under way."""
        self.in_flight += 1
        self._passed += 1
        self._held += self._is_held
        self._is_held = False
        self._next = max(now, self._next) + self.tempo.launch()
        for kind, bucket in self._buckets:
            bucket.take(now, (1.0, tokens)[kind])
        for credit, amount in zip(self._credits, (1.0, tokens), strict=True):
            credit.take(amount)
        launch = Launch(now, tokens, self.in_flight)
        self._launches.append(launch)
        return launch

    def end(self) -> None:
        """A request is no longer under way."""
        self.in_flight -= 1

    def accept(self, now: float, launch: Launch, hints: Hints, used: float) -> None:
        """An answer came, for which the server counted ``used`` tokens (0: not said)."""
        self._observe(now, launch, hints)
        self._most_accepted = max(self._most_accepted, launch.among)
        if launch.at >= self._reacted_at:
            self._streak = 0
        if launch.at >= self._halved_at:
            self._is_answered = True
            self._sustained = max(self._sustained, self.in_flight)
        for kind, bucket in self._buckets:
            if used and kind == 1:
                bucket.take(now, used - launch.tokens)
        if self.in_flight >= self.limit - 1:
            self.limit += self._growth()

    def refuse(self, now: float, launch: Launch, hints: Hints) -> float:
        """A 429 came; the seconds that all stay away from the server."""
        self._observe(now, launch, hints)
        is_news = launch.at >= self._reacted_at
        passed = self._passed - 1
        if is_news and passed > 0:
            # Something else passed since the last refusal.
            self._streak = 0
        pause = hints.wait
        if pause is None:
            first = _SHORT_PAUSE if self.tempo.is_settled else _PAUSE
            pause = min(_LONGEST_PAUSE, first * 2.0**self._streak)
        self.paused_until = max(self.paused_until, now + pause)
        if is_news:
            self._passed = 0
            self._streak += 1
            self._halve(now)
            is_crowded = self._is_known and self._met >= _CROWD and launch.among > self._most_accepted
            last = max((each.at for each in self._launches if each.at < launch.at), default=launch.at)
            self._next = self.tempo.refuse(
                now, pause, gap=launch.at - last, is_crowded=is_crowded, was_held=2 * self._held > passed
            )
            self._held = 0
            self._reacted_at = now
        return pause

    def _halve(self, now: float) -> None:
        """Halve the requests in flight, once for each round: not again before one sent since then was answered."""
        if not (self._is_answered or self._streak >= _STUBBORN):
            return
        self._is_answered = False
        if self.in_flight < self.limit / 2 and not math.isinf(self.limit):
            # Refused far below the limit: it is not about how many are in flight.
            return
        self._is_known = self._met <= self.in_flight <= self._met + 1
        self._met = self.in_flight
        if self._is_known:
            self._height = max(1.0, self.in_flight)
        elif math.isinf(self.limit):
            self._height = max(1.0, self.in_flight, self._sustained)
        else:
            self._height = self.limit
        self.limit = max(1.0, self._height // 2)
        self._halved_at = now

    def _growth(self) -> float:
        """What an answer adds: fast up to the height of the last 429, slowly beyond one that was met twice."""
        if self.limit < self._height - 1 or not self._is_known:
            return max(1.0, self._height / _RECOVERY)
        return max(1 / _PROBE, self.limit - self._height) / self.limit

    def hold(self, now: float, seconds: float) -> None:
        """All stay away for ``seconds``, as a server asked that is down for a while."""
        self.paused_until = max(self.paused_until, now + seconds)

    def _observe(self, now: float, launch: Launch, hints: Hints) -> None:
        later = [each for each in self._launches if each.at > launch.at]
        since = (float(len(later)), sum(each.tokens for each in later))
        for credit, quota, sent in zip(self._credits, (hints.requests, hints.tokens), since, strict=True):
            credit.observe(quota, launch.at, now, sent)
