"""Which words of a claim and of its evidence stand for one another: the same, inflected, derived, synonymous, broader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefer.grounding.words import Word
from briefer.text.thesaurus import relatives

# How near two words are: the lower, the nearer.
SAME, DERIVED, SYNONYM, BROADER, FARTHEST = range(5)
# Two long words that begin alike are taken for forms of one, as "electoral" and "election" are not in every table.
_SHARED_START = 5
_SHARED_PART = 0.65

Links = Mapping[int, tuple[int, list[int]]]
"""For each word of a claim that has counterparts: how near they are, and their places in the evidence."""


class Vouched(NamedTuple):
    """The forms that the words of an evidence vouch for, each with the places of these words and how near they are.

    ``starts`` holds the places of long words by their first letters, ``words`` all words.
    """

    words: Sequence[Word]
    forms: Mapping[str, Mapping[int, int]]
    starts: Mapping[str, Sequence[int]]


def vouched(evidence: Sequence[Word], *, within: int = BROADER) -> Vouched:
    """What ``evidence`` vouches for, up to ``within``."""
    index: dict[str, dict[int, int]] = {}
    for place, word in enumerate(evidence):
        if word.role in ("content", "name"):
            for form, distance in _expanded(word.bases, word.role, within).items():
                held = index.get(form)
                if held is None:
                    index[form] = {place: distance}
                elif distance < held.get(place, FARTHEST):
                    held[place] = distance
    starts: dict[str, list[int]] = {}
    for place, word in enumerate(evidence):
        if word.role in ("content", "name") and len(word.low) > _SHARED_START:
            starts.setdefault(word.low[:_SHARED_START], []).append(place)
    return Vouched(evidence, index, starts)


def align(claim: Sequence[Word], evidence: Sequence[Word] | Vouched, *, within: int = BROADER) -> Links:
    """The nearest counterparts of each word of content or name in ``claim``, of those no farther than ``within``.

    What ``evidence`` vouches for may be given instead, where several claims are set beside it.
    """
    words, index, starts = evidence if isinstance(evidence, Vouched) else vouched(evidence, within=within)
    links: dict[int, tuple[int, list[int]]] = {}
    for number, word in enumerate(claim):
        if word.role not in ("content", "name"):
            continue
        near = _nearest(word, index)
        if (near is None or near[0] > DERIVED) and len(word.low) > _SHARED_START:
            alike = [p for p in starts.get(word.low[:_SHARED_START], ()) if _begin_alike(word.low, words[p].low)]
            near = (DERIVED, alike) if alike else near
        if near is not None:
            links[number] = near
    return links


def _nearest(word: Word, index: Mapping[str, Mapping[int, int]]) -> tuple[int, list[int]] | None:
    found: dict[int, int] = {}
    for form in word.bases:
        for place, distance in index.get(form, {}).items():
            found[place] = min(distance, found.get(place, distance))
    if word.role == "content":
        for form in _derived(word.bases):
            for place, distance in index.get(form, {}).items():
                # A derived form counts as such of the same word or of its synonyms, not of whatever is broader.
                if distance <= SYNONYM:
                    distance = max(distance, DERIVED)
                    found[place] = min(distance, found.get(place, distance))
    if not found and word.role == "content":
        found = _similar(word, index)
    if not found:
        return None
    least = min(found.values())
    return least, sorted(place for place, distance in found.items() if distance == least)


def _similar(word: Word, index: Mapping[str, Mapping[int, int]]) -> dict[int, int]:
    """Counterparts of an adjective by what it is like: "extra" for "additional"."""
    known = [relatives(base) for base in word.bases]
    if not any("a" in each.parts for each in known):
        return {}
    near = frozenset().union(*(each.broader for each in known))
    return {place: SYNONYM for form in near for place, distance in index.get(form, {}).items() if distance <= DERIVED}


def _begin_alike(one: str, other: str) -> bool:
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= _SHARED_START and shared >= _SHARED_PART * max(len(one), len(other))


def _derived(forms: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(relatives(form).derived for form in forms))


@lru_cache(maxsize=16384)
def _expanded(forms: frozenset[str], role: str, within: int) -> dict[str, int]:
    """All forms that a word of the evidence vouches for, with how near they are to it, up to ``within``."""
    found = dict.fromkeys(forms, SAME)
    if role == "name":
        return found
    derived = _derived(forms)
    if within <= DERIVED:
        return found | {form: DERIVED for form in derived if form not in found}
    synonyms = frozenset().union(*(relatives(form).synonyms for form in forms | derived))
    broader = frozenset().union(*(relatives(form).broader for form in forms))
    for more, distance in ((derived, DERIVED), (synonyms, SYNONYM), (_derived(synonyms), SYNONYM), (broader, BROADER)):
        for form in more:
            found.setdefault(form, distance)
    return found
