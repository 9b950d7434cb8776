"""The one limiter of each server in this process: every request to it waits here until the pace allows it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from briefer.llm.hints import Hints
from briefer.llm.pace import Launch, Pace


class Limiter:
    """A pace that threads wait on; what one of them learns of the server holds for all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.pace = Pace()
        self._clock = clock
        self._turn = threading.Condition()

    def allow(self, rpm: float | None, tpm: float | None) -> None:
        """Keep to these requests and tokens a minute."""
        with self._turn:
            self.pace.allow(rpm, tpm)

    def admit(self, tokens: float, check: Callable[[], None]) -> Launch:
        """Wait until a request of ``tokens`` may go; ``check`` is called at each look and may raise."""
        with self._turn:
            while True:
                check()
                wait = self.pace.wait(self._clock(), tokens)
                if wait is not None and wait <= 0:
                    return self.pace.launch(self._clock(), tokens)
                self._turn.wait(wait)

    def accepted(self, launch: Launch, hints: Hints, used: float) -> None:
        """An answer came."""
        with self._turn:
            self.pace.accept(self._clock(), launch, hints, used)

    def refused(self, launch: Launch, hints: Hints) -> float:
        """A 429 came; the seconds that all stay away from the server."""
        with self._turn:
            return self.pace.refuse(self._clock(), launch, hints)

    def hold(self, seconds: float) -> None:
        """All stay away from the server for ``seconds``."""
        with self._turn:
            self.pace.hold(self._clock(), seconds)

    def ended(self) -> None:
        """A request is over, whatever became of it."""
        with self._turn:
            self.pace.end()
            self._turn.notify_all()

    def wake(self) -> None:
        """Let all that wait look again, such as after a refusal that ends the run."""
        with self._turn:
            self._turn.notify_all()
