"""The formats that a brief can be had in: one table, from which file extensions, options and renderers are read.

A renderer is imported when it is first asked for, so that one format does not pay for another's libraries.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefer.records import Brief


@dataclass(frozen=True)
class RenderOptions:
    """What a rendering may be told beyond the brief itself; the defaults suit every format."""


class Format(NamedTuple):
    """A format: its file extensions, the usual one first, and ``module:function`` of its renderer.

    The renderer takes a ``Brief`` and ``RenderOptions``, and returns the finished file; the same two give the same bytes.
    """

    extensions: tuple[str, ...]
    home: str


FORMATS: dict[str, Format] = {
    "md": Format((".md", ".markdown"), "briefer.rendering.markdown:render_file"),
    "json": Format((".json",), "briefer.rendering.plain_record:render_file"),
}


def render(brief: Brief, format_name: str, options: RenderOptions | None = None) -> bytes:
    """``brief`` as a file of the format ``format_name``; UsageError if there is no such format."""
    if format_name not in FORMATS:
        message = f"there is no format {format_name!r}; there are: {', '.join(FORMATS)}"
        raise UsageError(message)
    module, _, name = FORMATS[format_name].home.partition(":")
    renderer: Callable[[Brief, RenderOptions], bytes] = getattr(import_module(module), name)
    return renderer(brief, options or RenderOptions())


def format_by_extension(path: str) -> str | None:
    """The format that a file name asks for by its extension; None if it has none, UsageError if no format has it."""
    extension = Path(path).suffix.lower()
    if not extension:
        return None
    for name, known in FORMATS.items():
        if extension in known.extensions:
            return name
    message = f"{path}: no format is known by {extension}; name one with -f ({', '.join(FORMATS)})"
    raise UsageError(message)
