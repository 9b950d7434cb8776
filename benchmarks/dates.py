"""Speed of the date recogniser: start-up, throughput, and lines that nearly are dates, against one pass over the words.

    python benchmarks/dates.py [TEXT_FILE …]

Without files, a megabyte of made-up news is used. Each figure is the median of five runs.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

RUNS = 5
PUBLISHED = date(2025, 8, 22)
NEWS = (
    "The ministry said on Tuesday that the second convoy had crossed the border in July, two weeks after the first. "
    "Under the deal of 12 March 2024, which replaced that of 2019, the last units leave by September 30. Talks will "
    "resume next month, and officials may meet again before the end of the year. Some 2,000 people live in the valley, "
    "where the bridge has been shut from May to July; the road, built between 1998 and 2003, was spared.\n\n"
)
HARD = {"digits": "7", "May": "May ", "2014-": "2014-", "the end of the": "the end of the ", "3 and": "3 and "}
FIRST_CALL = (
    "import time; start = time.perf_counter(); from briefer.text.dates import find_dates; middle = time.perf_counter(); "
    "find_dates('In May 2024.'); print(middle - start, time.perf_counter() - middle)"
)


def main() -> None:
    """Print the table."""
    starts = [_first_call() for _ in range(RUNS)]
    print(
        f"import            {1000 * statistics.median(s[0] for s in starts):8.1f} ms, pydantic and briefer loaded before"
    )
    print(f"first call        {1000 * statistics.median(s[1] for s in starts):8.1f} ms")
    texts = {name: Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]}
    for name, text in (texts or {"news, made up": NEWS * (1_000_000 // len(NEWS))}).items():
        _row(name, text)
    for name, unit in HARD.items():
        _row(name, unit * (1_000_000 // len(unit)))


def _first_call() -> tuple[float, float]:
    command = [sys.executable, "-c", "import briefer.records; " + FIRST_CALL]
    imported, called = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(imported), float(called)


def _row(name: str, text: str) -> None:
    from briefer.text.dates import find_dates

    size = len(text.encode()) / 1e6
    floor = _median(lambda: re.findall(r"\w+", text))
    seconds = _median(lambda: find_dates(text, published=PUBLISHED))
    found = len(find_dates(text, published=PUBLISHED))
    print(
        f"{name[-30:]:30} {size / seconds:6.2f} MB/s, {seconds / floor:5.1f} x one pass over the words, {found} dates"
    )


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
