"""Proper names in running text: where they stand, what kind of thing they name."""

from __future__ import annotations

from typing import NamedTuple

from briefer.records import ActorKind


class NameMention(NamedTuple):
    """A proper name: ``text[start:end]``; ``kind`` is a best guess from its shape, its context and gazetteers."""

    start: int
    end: int
    text: str
    kind: ActorKind
