"""How often a call is tried again, and how long is waited before that."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """Exponential backoff with full jitter: before try n+1 between 0 and ``first`` × 2ⁿ seconds, ``longest`` at most.

    ``tries`` bounds the attempts at one call in all, ``first_tries`` those at a server that never answered,
    ``slow_tries`` those that end by time-out, ``refusals`` the 429s. Eight tries wait half a minute in the mean. After ``losses`` calls in a row that came to nothing the server is given up. Full jitter, because callers that
    failed together would come back together (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
    """

    first: float = 0.5
    longest: float = 30.0
    tries: int = 8
    first_tries: int = 4
    slow_tries: int = 2
    refusals: int = 20
    losses: int = 8
    sleep: Callable[[float], None] = time.sleep

    def back_off(self, call: str, failed: int) -> None:
        """Wait before the next try of ``call``, after ``failed`` of them failed; the same call waits the same time."""
        jitter = random.Random(f"{call}/{failed}").random()  # noqa: S311 - spreads callers, guards nothing
        self.sleep(jitter * min(self.longest, self.first * 2.0 ** (failed - 1)))
