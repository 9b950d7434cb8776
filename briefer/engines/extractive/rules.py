"""The engine without a model: rules select, label and normalise; every sentence stays the source's own."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.engines.engine import Check, Extraction, Progress, Work, unchecked
from briefer.engines.extractive import extract
from briefer.records import Assessment, Claim, Document, Findings

_POINTS_ON_TOP = 3
_TITLE_WORDS = 4
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

    def assess(self, case: Findings, documents: Sequence[Document], check: Check = unchecked) -> Assessment:
        """The bottom line is the most telling sentence of each source, of the first three at most."""
        del check  # Nothing is built on it: every sentence is the source's own.
        bottom_line = []
        for document in documents[:_POINTS_ON_TOP]:
            own = (point for point in case.key_points if any(c.document == document.id for c in point.citations))
            first = next(own, None)
            if first is not None and first not in bottom_line:
                bottom_line.append(first)
        return Assessment(headline=_headline(documents, case.key_points), bottom_line=tuple(bottom_line))


def _headline(documents: Sequence[Document], points: Sequence[Claim]) -> Claim | None:
    """The first source's headline; one too short to say the point is followed by a key point that fits a title."""
    own = documents[0].source.title
    if own and len(own.split()) >= _TITLE_WORDS:
        return None
    point = next((p for p in points if len(p.text) <= _TITLE_CHARACTERS), points[0] if points else None)
    if point is None:
        return None
    text = _shortened(point.text)
    return Claim(text=f"{own}: {text}" if own else text, citations=point.citations)


def _shortened(text: str) -> str:
    """A sentence that makes a title: without its full stop, and where it is long cut at a word, so that the cut shows."""
    if len(text) <= _TITLE_CHARACTERS:
        return text.rstrip(".。")
    return text[:_TITLE_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"
