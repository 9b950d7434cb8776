"""Articles in, an intelligence brief out: every claim tied to the sentence it rests on, and checked against it.

>>> from briefer import brief
>>> print(brief("article.txt").to_markdown())  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefer.version import __version__

if TYPE_CHECKING:
    from briefer.checking import check
    from briefer.errors import BrieferError
    from briefer.library import brief
    from briefer.records import Brief, Document
    from briefer.settings import Settings
    from briefer.verdicts import Check

__all__ = ["Brief", "BrieferError", "Check", "Document", "Settings", "__version__", "brief", "check"]

# Loaded at first use: `brief --version` must not wait for what it does not need.
_HOMES = {
    "Brief": "briefer.records",
    "BrieferError": "briefer.errors",
    "Check": "briefer.verdicts",
    "Document": "briefer.records",
    "Settings": "briefer.settings",
    "brief": "briefer.library",
    "check": "briefer.checking",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module 'briefer' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
