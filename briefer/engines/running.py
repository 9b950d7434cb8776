"""Calls side by side, in threads, with their results in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from briefer.engines.engine import Progress

_JobT = TypeVar("_JobT")
_ResultT = TypeVar("_ResultT")


def side_by_side(
    jobs: Sequence[_JobT], answer: Callable[[_JobT], _ResultT], concurrency: int, progress: Progress = lambda *_: None
) -> list[_ResultT]:
    """What ``answer`` gives for each of ``jobs``, in their order; the first error that it raises ends the rest."""
    progress(0, len(jobs))
    pool = ThreadPoolExecutor(max_workers=max(1, min(concurrency, len(jobs))))
    try:
        futures = [pool.submit(answer, job) for job in jobs]
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            progress(done, len(jobs))
    finally:
        # Not waiting: after Ctrl-C or a replay miss nobody wants the answers still under way.
        pool.shutdown(wait=False, cancel_futures=True)
    return [future.result() for future in futures]
