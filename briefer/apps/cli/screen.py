"""What a user sees on stderr: notices and, on a terminal, a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from briefer.pipeline import Watcher


def notice(text: str) -> None:
    """One line on stderr."""
    click.echo(f"brief: {text}", err=True)


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watcher]:
    """A watcher that writes to stderr; the bar needs a terminal, and -q silences both."""
    from briefer.pipeline import Watcher

    if quiet:
        yield Watcher()
    elif not sys.stderr.isatty():
        yield Watcher(notice=notice)
    else:
        with _bar() as watcher:
            yield watcher


@contextmanager
def _bar() -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    from briefer.pipeline import Watcher

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)

        def say(text: str) -> None:
            progress.console.print(f"brief: {text}", markup=False, highlight=False)

        yield Watcher(progress=show, notice=say)
