"""The engine without a model: rules select, label and normalise; every sentence stays the source's own."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.engines.engine import Extraction, Progress, Work
from briefer.engines.extractive import extract
from briefer.records import Assessment, Claim, Document, Findings

_POINTS_ON_TOP = 3
_TITLE_WORDS = 5
_TITLE_CHARACTERS = 120


class ExtractiveEngine:
    """Reads documents whole; has no judgments of its own."""

    def extract(self, work: Sequence[Work], progress: Progress) -> list[Extraction]:
        """One extraction for each document."""
        extractions = []
        for done, item in enumerate(work):
            progress(done, len(work))
            extractions.append(Extraction(item.document, (extract(item.document),)))
        progress(len(work), len(work))
        return extractions

    def assess(self, case: Findings, documents: Sequence[Document]) -> Assessment:
        """The bottom line is the most telling sentence of each source, of the first three at most."""
        bottom_line = []
        for document in documents[:_POINTS_ON_TOP]:
            own = (point for point in case.key_points if any(c.document == document.id for c in point.citations))
            first = next(own, None)
            if first is not None and first not in bottom_line:
                bottom_line.append(first)
        return Assessment(title=_title(documents, case.key_points), bottom_line=tuple(bottom_line))


def _title(documents: Sequence[Document], points: Sequence[Claim]) -> str | None:
    """The first source's headline; one too short to say the point is followed by a key point that fits a title."""
    headline = documents[0].source.title
    if headline and len(headline.split()) >= _TITLE_WORDS:
        return headline
    fitting = next((p.text.rstrip(".") for p in points if len(p.text) <= _TITLE_CHARACTERS), None)
    point = fitting or (_shortened(points[0].text) if points else None)
    return f"{headline}: {point}" if headline and point else headline or point


def _shortened(text: str) -> str:
    """A sentence cut at a word so that it makes a title; the cut shows."""
    return text[:_TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
