"""Whole processes against ``import click, pydantic`` in the same run: ``python benchmarks/startup.py [ROUNDS]``.

Prints the median seconds of each command and its ratio to the floor.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from timing import medians

ARTICLE = Path(__file__).resolve().parent.parent / "examples" / "ain-al-asad" / "article.txt"
COMMANDS = {
    "import click, pydantic": ["-c", "import click, pydantic"],
    "brief --version": ["-m", "briefer", "--version"],
    "brief --help": ["-m", "briefer", "--help"],
    "extractive brief of 700 words": ["-m", "briefer", "-q", "--engine", "extractive", str(ARTICLE)],
    "llm brief of 700 words, replayed": [
        *("-m", "briefer", "-q", str(ARTICLE), "--model", "hand-written", "--chunk-tokens", "5000"),
        *("--cache-mode", "replay", "--cache", str(ARTICLE.parent / "answers")),
    ],
    "import openai": ["-c", "import openai"],
}


def runner(arguments: list[str], folder: str) -> Callable[[], object]:
    """A task that runs python with ``arguments`` in an empty folder, so that no settings of this machine apply.

    Bytecode is kept between the rounds, as it is in an installed package.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")

    def run() -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)

    return run


def main() -> None:
    """Run and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        found = medians({name: runner(arguments, folder) for name, arguments in COMMANDS.items()}, rounds)
    floor = found["import click, pydantic"]
    for name, seconds in found.items():
        print(f"{name:36s} {seconds * 1000:7.0f} ms  {seconds / floor:5.2f} x")


if __name__ == "__main__":
    main()
