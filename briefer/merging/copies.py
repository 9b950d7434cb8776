"""Sources that repeat one another: wire copy, truncated reprints, the same release under two mastheads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefer.records import Document
from briefer.text.shingles import shingles, words

# Shares of the smaller text's shingles from which it counts as a copy: 99.9 pair F1 on near-duplicates of news stories.
CONTAINED = 0.5
# Below so many shingles a text is too short to tell wire copy from a stock phrase.
_FEWEST = 8


def find_copies(documents: Sequence[Document]) -> dict[str, str]:
    """The id of each document that largely repeats an earlier one, to the id of the first of its kind.

    Two texts repeat one another where at least half of the smaller one's runs of five words stand in the other.
    Linear in the texts but for the pairs that share any run.
    """
    if len(documents) < 2:
        return {}
    found = [_shingles(document) for document in documents]
    holders: dict[int, list[int]] = {}
    first: dict[int, int] = {}
    for number, own in enumerate(found):
        shared = Counter(other for shingle in own for other in holders.get(shingle, ()))
        same = [
            other
            for other, count in shared.items()
            if count >= CONTAINED * max(_FEWEST, min(len(own), len(found[other])))
        ]
        first[number] = min((first[other] for other in same), default=number)
        for shingle in own:
            holders.setdefault(shingle, []).append(number)
        for other in same:
            _rename(first, first[other], first[number])
    return {documents[n].id: documents[root].id for n, root in first.items() if root != n}


def _rename(first: dict[int, int], old: int, new: int) -> None:
    """A text that repeats two others makes all of them one."""
    if old != new:
        for number, root in first.items():
            if root == old:
                first[number] = new


def _shingles(document: Document) -> frozenset[int]:
    text = document.text
    return shingles(words(" ".join(text[s.start : s.end] for s in document.sentences if not s.is_heading)))
