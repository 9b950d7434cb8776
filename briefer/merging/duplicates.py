"""Which findings tell the same: found through their rarer words, so that long documents stay linear."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from briefer.merging.identity import standing
from briefer.records import Finding

_FindingT = TypeVar("_FindingT", bound=Finding)

_WORD = re.compile(r"\d+|\w{3,}")
_STEM = 6
_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|without|cannot|den(?:y|ied|ies|ying)|reject\w*|refut\w*|disput\w*|ruled out)\b|n[’']t\b",
    re.IGNORECASE,
)
_CITED_AT_MOST = 6
# A word that this many kept findings share is no clue, and comparing them all would be quadratic.
_POSTINGS_AT_MOST = 40


def join_duplicates(
    findings: Sequence[_FindingT],
    *,
    text: Callable[[_FindingT], str],
    bucket: Callable[[_FindingT], Hashable],
    alike: float,
) -> tuple[_FindingT, ...]:
    """``findings`` with those joined that share a bucket and at least ``alike`` of their words (Jaccard index).

    The better supported one is kept, the earlier among equals; citations of all are kept with it.
    """
    kept: list[_FindingT] = []
    words_of: list[frozenset[str]] = []
    postings: dict[tuple[Hashable, str], list[int]] = {}
    for finding in findings:
        words = _words(text(finding))
        place: Hashable = bucket(finding)
        # A denial shares nearly all its words with what it denies.
        place = (place, bool(_NEGATION.search(text(finding))))
        same = _most_alike(words, place, words_of, postings, alike)
        if same is None:
            for word in words:
                postings.setdefault((place, word), []).append(len(kept))
            kept.append(finding)
            words_of.append(words)
        else:
            kept[same] = _joined(kept[same], finding)
    return tuple(kept)


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


def _most_alike(
    words: frozenset[str],
    place: Hashable,
    words_of: Sequence[frozenset[str]],
    postings: dict[tuple[Hashable, str], list[int]],
    alike: float,
) -> int | None:
    candidates: set[int] = set()
    for word in words:
        found = postings.get((place, word), ())
        if len(found) <= _POSTINGS_AT_MOST:
            candidates.update(found)
    best, best_share = None, alike
    for candidate in sorted(candidates):
        other = words_of[candidate]
        if _contradict(words, other):
            continue
        share = len(words & other) / len(words | other)
        if share > best_share or (best is None and share >= alike):
            best, best_share = candidate, share
    return best


def _contradict(words: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of the two has a number that the other lacks: eleven dead and seventeen dead are two accounts."""
    figures, others = ({word for word in found if word[0].isdigit()} for found in (words, other))
    return bool(figures - others) and bool(others - figures)


def _joined(one: _FindingT, other: _FindingT) -> _FindingT:
    better, worse = (other, one) if standing(other) < standing(one) else (one, other)
    citations = tuple(dict.fromkeys((*better.citations, *worse.citations)))[:_CITED_AT_MOST]
    return better.model_copy(update={"citations": citations})
