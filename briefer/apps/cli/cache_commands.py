"""``brief cache``: the stored model answers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from briefer.llm.cache import ResponseCache
    from briefer.workings import Workings

_UNITS = {"h": 3600, "d": 86_400, "w": 604_800}

location = click.option(
    "--cache", "folder", metavar="FOLDER", help="Folder or fsspec URL.  [default: the user's cache]"
)


@click.group(epilog="\b\nExample:\n  brief cache prune --older-than 30d")
def cache() -> None:
    """Stored model answers: what there is, and removing them.

    Without --cache, the verdicts kept to make cached runs quick are counted and removed with them.
    """


@cache.command()
@location
def stats(folder: str | None) -> None:
    """Print how many answers are stored, and how large and old they are."""
    opened = _open(folder)
    found = opened.stats()
    click.echo(f"{opened.location}: {found.entries:,} answers, {found.size / 1000:,.1f} kB")
    if found.oldest is not None and found.newest is not None:
        click.echo(f"oldest {_day(found.oldest)}, newest {_day(found.newest)}")
    if folder is None:
        kept = _workings()
        click.echo(f"{kept.folder}: verdicts, {kept.size() / 1000:,.1f} kB")


@cache.command()
@location
@click.option("--older-than", required=True, metavar="AGE", help="Such as 12h, 30d or 8w.")
def prune(folder: str | None, older_than: str) -> None:
    """Remove the answers stored longer ago than AGE."""
    match = re.fullmatch(r"(\d+)([hdw])", older_than.strip().lower())
    if match is None:
        message = f"{older_than!r} is no age; write it like 12h, 30d or 8w"
        raise click.BadParameter(message, param_hint="--older-than")
    opened = _open(folder)
    seconds = int(match[1]) * _UNITS[match[2]]
    removed = opened.prune(seconds)
    if folder is None:
        _workings().prune(seconds)
    click.echo(f"{opened.location}: {removed:,} answers removed")


@cache.command()
@location
@click.option("--yes", is_flag=True, help="Do not ask.")
def clear(folder: str | None, *, yes: bool) -> None:
    """Remove all stored answers."""
    opened = _open(folder)
    if not yes:
        click.confirm(f"Remove all answers in {opened.location}?", abort=True, err=True)
    removed = opened.clear()
    if folder is None:
        _workings().prune(0)
    click.echo(f"{opened.location}: {removed:,} answers removed")


def _open(folder: str | None) -> ResponseCache:
    from briefer.llm.cache import ResponseCache
    from briefer.settings import load_settings

    return ResponseCache(load_settings(cache=folder).cache)


def _workings() -> Workings:
    from briefer.settings import load_settings
    from briefer.workings import Workings

    return Workings(load_settings().workings)


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
