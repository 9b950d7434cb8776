"""Folders named on the command line become the articles in them, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefer.errors import SourceError
from briefer.sources.opening import STANDARD_INPUT, shown

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def expand(arguments: Sequence[str]) -> list[str]:
    """Return the sources that ``arguments`` stand for, each path once, in the order given.

    A folder becomes its articles (``SUFFIXES``), recursively, sorted by name, hidden files and folders left out, and
    symbolic links followed once. A subfolder that cannot be listed is kept as it is, so that reading it reports it.
    SourceError where a folder holds no article.
    """
    found: dict[str, str] = {}
    for argument in arguments:
        for path in _articles(argument):
            found.setdefault(_identity(path), path)
    return list(found.values())


def _articles(argument: str) -> list[str]:
    if argument == STANDARD_INPUT or not _is_folder(argument):
        return [argument]
    articles = [str(path) for path in _walk(Path(argument), set())]
    if not articles:
        message = f"{shown(argument)} holds no articles ({', '.join(SUFFIXES)}): name another folder, or the files"
        raise SourceError(message, uri=shown(argument))
    return articles


def _is_folder(argument: str) -> bool:
    try:
        return bool(argument) and Path(argument).is_dir()
    except (OSError, ValueError):
        return False


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as listing:
            entries = sorted(
                (entry for entry in listing if not entry.name.startswith(".")), key=lambda entry: entry.name
            )
    except OSError:
        yield folder
        return
    for entry in entries:
        if _holds(entry, folder=True):
            yield from _walk(folder / entry.name, seen)
        elif entry.name.lower().endswith(SUFFIXES) and _holds(entry, folder=False):
            yield folder / entry.name


def _holds(entry: os.DirEntry[str], *, folder: bool) -> bool:
    try:
        return entry.is_dir() if folder else entry.is_file()
    except OSError:  # a symbolic link that points at itself
        return False


def _identity(path: str) -> str:
    if path == STANDARD_INPUT:
        return path
    return str(Path(os.path.normpath(Path.cwd() / path)))
