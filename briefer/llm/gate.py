"""The gate that lets one call through until the server has shown that it takes the key and the model."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from briefer.errors import ModelUnavailable

# A refusal of a key takes about as long as a list of models; so many times that long is waited for one, after the list.
_PATIENCE = 2.0
_LEAST_GRACE = 0.06
_LONGEST_GRACE = 2.0


class Gate:
    """Opens when a first call was answered, or was not refused in the time that a refusal takes; for many threads.

    ``sound`` is called by one of those that wait: it asks the server for something small and returns the seconds that
    took, or None if there was no telling; then only the first call opens the gate.
    """

    def __init__(self, sound: Callable[[], float | None], clock: Callable[[], float] = time.monotonic) -> None:
        self._sound = sound
        self._clock = clock
        self._change = threading.Condition()
        self._refusal: ModelUnavailable | None = None
        self._is_open = False
        self._is_tried = False
        self._opens_at: float | None = None
        self._is_sounded = False

    def enter(self) -> None:
        """Return when a call may be made; ModelUnavailable if the server refused one for good."""
        with self._change:
            self.check()
            if self._is_open:
                return
            if not self._is_tried:
                self._is_tried = True
                return
            is_first, self._is_sounded = not self._is_sounded, True
        if is_first:
            self._schedule(self._sound())
        with self._change:
            while not self._is_open:
                # First of all: it may have been refused while the server was sounded.
                self.check()
                left = self._opens_at - self._clock() if self._opens_at is not None else None
                if left is not None and left <= 0:
                    return
                self._change.wait(left)

    def check(self) -> None:
        """ModelUnavailable if the server refused a call for good."""
        if self._refusal is not None:
            raise ModelUnavailable(self._refusal.message, model=self._refusal.model) from self._refusal

    def open(self) -> None:
        """Let all through: the server took a call."""
        with self._change:
            self._is_open = True
            self._change.notify_all()

    def refuse(self, refusal: ModelUnavailable) -> None:
        """Let nobody through any more."""
        with self._change:
            self._refusal = refusal
            self._change.notify_all()

    def _schedule(self, took: float | None) -> None:
        with self._change:
            if took is not None:
                self._opens_at = self._clock() + min(_LONGEST_GRACE, max(_LEAST_GRACE, _PATIENCE * took))
            self._change.notify_all()
