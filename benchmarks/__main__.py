"""All benchmarks, one after the other: ``python benchmarks``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = (
    "startup.py",
    "growth.py",
    "chunking.py",
    "dates.py",
    "tokens.py",
    "sections.py",
    "calls.py",
    "grounding.py",
    "merging.py",
    "sources.py",
    "rendering.py",
)


def main() -> None:
    """Run each in a process of its own, so that none warms another up."""
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, str(Path(__file__).parent / name)], check=True)


if __name__ == "__main__":
    main()
