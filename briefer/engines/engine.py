"""What every engine offers to the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefer.records import Assessment, Chunk, Document, Findings

Progress = Callable[[int, int], None]
"""Called with the pieces of work done and the pieces in all."""

Check = Callable[[Assessment], Assessment]
"""Gives everything in an assessment its verdict."""


def unchecked(made: Assessment) -> Assessment:
    """An assessment as it is, where nothing is to be built on it."""
    return made


@dataclass(frozen=True)
class Work:
    """A document and the chunks to extract from; an engine that reads documents whole gets no chunks."""

    document: Document
    chunks: tuple[Chunk, ...] = ()


@dataclass(frozen=True)
class Extraction:
    """What one document gave: findings of each chunk, in order, and an assessment where it travelled along."""

    document: Document
    findings: tuple[Findings, ...]
    assessment: Assessment | None = None


class Engine(Protocol):
    """Finds in documents, then assesses what was found."""

    def extract(self, work: Sequence[Work], progress: Progress) -> list[Extraction]:
        """One extraction for each document, in order; what failed is a gap of its findings."""

    def assess(self, case: Findings, documents: Sequence[Document], check: Check = unchecked) -> Assessment:
        """What merged, grounded findings add up to; ``check`` is for what is assessed in parts."""
