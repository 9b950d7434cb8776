"""Folders and patterns named on the command line become the articles in them, in a stable order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefer.errors import SourceError
from briefer.sources.formats.identifying import SUFFIXES
from briefer.sources.opening import STANDARD_INPUT, shown

_PATTERN = re.compile(r"[*?]|\[[^\]]+\]")


class Found(NamedTuple):
    """The path of a file, and whether the user named it, rather than a folder or a pattern that holds it."""

    path: str
    is_named: bool


def expand(arguments: Iterable[str]) -> list[str]:
    """Return the sources that ``arguments`` stand for, each path once, in the order given; raises as ``articles`` does."""
    found: dict[str, str] = {}
    for argument in arguments:
        for path, _ in articles(argument):
            found.setdefault(identity(path), path)
    return list(found.values())


def articles(argument: str) -> Iterator[Found]:
    """Yield the files that ``argument`` stands for; what is neither a folder nor a pattern stays as it is.

    A folder becomes its articles (``SUFFIXES``), recursively, sorted by name, hidden files and folders left out, and
    symbolic links followed once. A subfolder that cannot be listed is kept as it is, so that reading it reports it.
    A pattern (``*``, ``?``, ``[…]``, ``**``) becomes the files that fit it, whatever their extension, and the articles
    of the folders that fit. SourceError where there is none.
    """
    if argument == STANDARD_INPUT:
        yield Found(argument, is_named=True)
    elif _is_folder(argument):
        yield from _of_folder(argument)
    elif _PATTERN.search(argument) and not os.path.lexists(argument) and "\0" not in argument:
        yield from _of_pattern(argument)
    else:
        yield Found(argument, is_named=True)


def identity(path: str) -> str:
    """Return what two ways to write the same path have in common."""
    if path == STANDARD_INPUT or "://" in path:
        return path
    return str(Path(os.path.normpath(Path.cwd() / path)))


def _of_folder(argument: str) -> Iterator[Found]:
    is_empty = True
    for path in _walk(Path(argument), set()):
        is_empty = False
        yield Found(str(path), is_named=False)
    if is_empty:
        some = ", ".join(SUFFIXES[:2] + SUFFIXES[4:5])
        message = f"{shown(argument)} holds no articles ({some}, .pdf, …): name another folder, or the files"
        raise SourceError(message, uri=shown(argument))


def _of_pattern(argument: str) -> Iterator[Found]:
    import glob

    is_empty = True
    # Hidden files do not fit a pattern that does not name them, as in a shell.
    for path in sorted(glob.iglob(argument, recursive=True)):  # noqa: PTH207 - pathlib has no pattern with a root
        if _is_folder(path):
            if "**" in argument:
                continue
            for inner in _walk(Path(path), set()):
                is_empty = False
                yield Found(str(inner), is_named=False)
        elif "**" not in argument or path.lower().endswith(SUFFIXES):
            is_empty = False
            yield Found(path, is_named=False)
    if is_empty:
        message = f"{shown(argument)}: no file fits this pattern; check it"
        raise SourceError(message, uri=shown(argument))


def _is_folder(argument: str) -> bool:
    try:
        return bool(argument) and Path(argument).is_dir()
    except (OSError, ValueError):
        return False


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    """Yield the articles below ``folder``, with a stack of its own: folders may be nested deeper than calls may."""
    stack: list[Iterator[tuple[Path, bool]]] = [iter([(folder, True)])]
    while stack:
        path, is_folder = next(stack[-1], (None, False))
        if path is None:
            stack.pop()
        elif not is_folder:
            yield path
        else:
            listed = _listed(path, seen)
            if listed is None:
                yield path
            else:
                stack.append(iter(listed))


def _listed(folder: Path, seen: set[tuple[int, int]]) -> list[tuple[Path, bool]] | None:
    """Return folders and articles in ``folder``, sorted; nothing where it was seen before, None if it cannot be listed."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return []
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as listing:
            entries = sorted((e for e in listing if not e.name.startswith(".")), key=lambda entry: entry.name)
    except OSError:
        return None
    kinds = ((entry, _holds(entry, folder=True)) for entry in entries)
    return [
        (folder / entry.name, is_folder)
        for entry, is_folder in kinds
        if is_folder or (entry.name.lower().endswith(SUFFIXES) and _holds(entry, folder=False))
    ]


def _holds(entry: os.DirEntry[str], *, folder: bool) -> bool:
    try:
        return entry.is_dir() if folder else entry.is_file()
    except OSError:  # a symbolic link that points at itself
        return False
