"""Confidence in a judgment, as ICD 203 has it: high, moderate or low, and not to be exchanged for one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefer.records import Missing

if TYPE_CHECKING:
    from briefer.grounding.telling import Telling
    from briefer.grounding.words import Word

_LEVELS = {
    "high": "high", "great": "high", "strong": "high", "highly": "high", "very": "high",
    "moderate": "moderate", "medium": "moderate", "moderately": "moderate", "fairly": "moderate",
    "low": "low", "little": "low", "limited": "low",
}  # fmt: skip


def confidences(claim: Telling, evidence: Telling) -> Iterator[Missing]:
    """The confidences of the claim that its evidence states otherwise: "high confidence" where that has "low"."""
    offered = set(_stated(evidence.words))
    for level in _stated(claim.words) if offered else ():
        if level not in offered:
            yield Missing(kind="modality", text=f"{level} confidence")


def _stated(words: Sequence[Word]) -> Iterator[str]:
    for at in range(1, len(words)):
        level = _LEVELS.get(words[at - 1].low)
        if level and words[at].low in ("confidence", "confident"):
            yield level
