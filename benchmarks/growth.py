"""Time and memory of an extractive brief as the text grows: ``python benchmarks/growth.py [MOST_WORDS]``.

Each size runs as a process of its own; prints seconds, microseconds a word, and peak memory.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLE = Path(__file__).resolve().parent.parent / "examples" / "strait-closure" / "article.txt"
SIZES = (1_000, 5_000, 20_000, 100_000, 500_000)


def grown(words: int) -> str:
    """The long example repeated to ``words`` words, its paragraphs numbered apart so that none is a copy."""
    paragraphs = ARTICLE.read_text(encoding="utf-8").split("\n\n")
    header, body = paragraphs[0], paragraphs[1:]
    out, count, place = [header], 0, 0
    while count < words:
        text = f"{body[place % len(body)]} This was note {place} of the file."
        out.append(text)
        count += len(text.split())
        place += 1
    return "\n\n".join(out)


def main() -> None:
    """Run and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    with tempfile.TemporaryDirectory() as folder:
        for size in (size for size in SIZES if size <= most):
            path = Path(folder) / "text.txt"
            path.write_text(grown(size), encoding="utf-8")
            began = time.perf_counter()
            command = [sys.executable, "-m", "briefer", "-q", "--engine", "extractive", path.name]
            process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
            if status:
                sys.exit(f"brief failed on {size} words")
            peak = usage.ru_maxrss / 1024
            print(f"{size:8,} words {seconds:8.2f} s {seconds / size * 1e6:8.1f} us a word {peak:7.0f} MB")


if __name__ == "__main__":
    main()
