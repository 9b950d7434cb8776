"""The time between requests that refusals teach, where a server says nothing of its limit or only when to come back.

A limit of requests a minute is a bucket: at a refusal it is empty, and between two refusals it lets through just what
flows in. So the first refusal begins a trial, in which requests go ever faster until the second; what passed between
them is the rate, and is kept from then on. A slow beginning loses nothing, since the bucket fills meanwhile.
"""

from __future__ import annotations

# Seconds between requests while nothing is known, so that a 429 arrives before ten requests follow.
SPACING = 0.008

# A trial begins with this many seconds between requests at most, and each request shortens them by so much: it doubles
# the rate in five requests, slowly enough that the second refusal comes alone, and fast enough for a bucket of ten.
_SLOWEST_TRIAL = 0.5
_TRIAL_GROWTH = 1.15
# Where fewer than so many passed before the first refusal it may be about this one request alone: begin sooner.
_BURST = 10
_SOON_TRIAL = 0.15
# A trial that has come down to so many seconds has found no limit of requests a minute.
_FREE = 0.01

# By how much a measured rate grows with each request: of two 429s between which n passed, the rate is known to 1/n.
_GROWTH = 0.05
_LEAST_GROWTH = 0.002
_HELD = 30
_HELD_GROWTH = 0.03

# After a measured refusal so many of the intervals pass before the next request, so that a rate measured a little too
# high does not meet an empty bucket at once; a bucket of one or two, in which so few pass, would run over.
_REFILL = 2.0
_FEW = 2

# A measured rate that is refused again before so many times the requests it was measured on is no rate.
_CONTRADICTION = 1.5
_CONTRADICTIONS = 2
# Two measurements that differ by less than this share are of one rate.
_SAME_RATE = 0.2
# One that was measured on so many counts twice.
_WELL_MEASURED = 6


class Tempo:
    """The seconds that pass between two requests; times are those of its pace."""

    def __init__(self) -> None:
        self.interval = 0.0
        self._refused_at: float | None = None
        self._gap = 0.0
        self._fastest = 0.0
        self._rate = 0.0
        self._empty_since = 0.0
        self._passed = 0
        self._measured_on = 0
        self._contradictions = 0

    @property
    def is_settled(self) -> bool:
        """Whether refusals were found to have nothing to do with the pace."""
        return self._contradictions >= _CONTRADICTIONS

    def launch(self) -> float:
        """Count a request that goes now; the seconds until the next may."""
        self._passed += 1
        now = self.interval
        if not now:
            return SPACING if self._refused_at is None else 0.0
        if not self._measured_on:
            self.interval /= _TRIAL_GROWTH
            if self.interval < _FREE:
                self.interval = 0.0
        else:
            # The slower the longer it was measured: a rate known well is hardly tried, until it has held for long.
            known = max(_LEAST_GROWTH, _GROWTH / max(1, self._measured_on) ** 2)
            if self._passed > _HELD:
                self.interval /= 1 + _HELD_GROWTH
            elif self.interval > self._fastest:
                self.interval = max(self._fastest, self.interval / (1 + known))
        return now

    def refuse(self, now: float, pause: float, *, gap: float, is_crowded: bool, was_held: bool) -> float:
        """A refusal that is news; when the next request may go, ``pause`` seconds from now at the least.

        The request that was refused went ``gap`` seconds after the one before it. ``is_crowded`` says that more were in
        flight with it than ever was answered, ``was_held`` that since the last refusal requests had to wait for others
        to end: then they were slower than the tempo, and the refusal is not about that.
        """
        passed = self._passed - 1
        since, self._refused_at, self._passed = self._refused_at, now, 0
        gap_before, self._gap = self._gap, gap
        if since is None or passed > 0:
            self._empty_since = now
        if self.is_settled:
            return now + pause
        if since is None:
            self._begin(min(pause, _SLOWEST_TRIAL if passed >= _BURST else _SOON_TRIAL))
        elif passed <= 0:
            # Nothing flowed in since the bucket was found empty: less than one in all that time.
            self._begin(max(pause, now - self._empty_since))
        elif is_crowded or (was_held and not self._is_near(passed / (now - since))) or self._is_early(passed):
            # Refusals that come whatever the pace are not about the pace.
            self._contradictions += 2 if self._measured_on >= _WELL_MEASURED else 1
            self._begin(min(pause, _SLOWEST_TRIAL))
            if self.is_settled:
                self.interval = 0.0
        else:
            self._measure(now - since, passed, gap_before, gap)
            refill = _REFILL if passed > _FEW else 1.0
            return now + max(pause, refill * self.interval)
        return now + pause

    def _is_early(self, passed: int) -> bool:
        """Whether a measured rate is refused sooner than a bucket would."""
        return bool(self._measured_on) and passed < min(_HELD, _CONTRADICTION * self._measured_on)

    def _is_near(self, rate: float) -> bool:
        """Whether a measured rate comes out again: what is held back by others empties a bucket all the same."""
        return bool(self._measured_on) and abs(rate / self._rate - 1) < _SAME_RATE

    def _measure(self, seconds: float, passed: int, gap_before: float, gap: float) -> None:
        """The rate at which ``passed`` flowed in during ``seconds``, between two refusals ``gap`` after the last that passed.

        A bucket that refuses holds less than one, and at least what flowed in since it let the last one pass.
        """
        rate = passed / seconds
        least, before = min(1.0, rate * gap), min(1.0, rate * gap_before)
        self.interval = seconds / (passed + (least - before) / 2)
        self._fastest = seconds / (passed + 1 - before)
        self._measured_on, self._rate = passed, rate

    def _begin(self, interval: float) -> None:
        """Try how fast the server may be asked."""
        self.interval, self._measured_on = interval, 0
