"""Read: a path, standard input or a string becomes a ``Document``."""

from __future__ import annotations

from briefer.sources.folders import expand
from briefer.sources.reading import read, read_plain, read_text

__all__ = ["expand", "read", "read_plain", "read_text"]
