"""Medians of repeated runs, taken in turn so that a busy moment falls on all that is compared."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping


def medians(tasks: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each task over ``rounds`` rounds, each of which runs every task once; one round warms up."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for round_number in range(rounds + 1):
        for name, task in tasks.items():
            gc.collect()
            began = time.perf_counter()
            task()
            if round_number:
                taken[name].append(time.perf_counter() - began)
    return {name: statistics.median(times) for name, times in taken.items()}
