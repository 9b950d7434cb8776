"""Copies among the documents of a brief become one, which lists where else its text was found.

Two texts are copies where each holds at least half of the other's shingles, or where the shorter is the opening of
the longer. Half is where copies of news texts (cut, edited, rearranged, quoted at length) part from reports on the same event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from briefer.records import Copy, Document
from briefer.sources.folders import identity
from briefer.sources.opening import STANDARD_INPUT
from briefer.text.shingles import containment, shingles, words

_COPIED = 0.5
# The opening of a longer text may have been touched by an editor's hand, but not by much.
_TRUNCATED = 0.8
# Shorter texts, in words, say too little to be told by their shingles.
_SHORTEST = 20
# Among many documents every eighth shingle is enough to find candidates; these are then compared in full.
_FEW = 200
_SAMPLED = 8
# A shingle that so many different texts have is a phrase of the trade or a site's boilerplate.
_COMMON = 100
# More texts than this are never compared with one: the likeliest come first.
_CANDIDATES = 20


def join_copies(documents: Sequence[Document]) -> tuple[list[Document], list[str]]:
    """The documents without copies, the longest text of each kept in the place of the first; and a line for each copy.

    A publisher's texts of different days are not joined unless they are the same to the letter: a daily report
    repeats much of yesterday's, and what is new in it is the news.
    """
    texts = _Texts(documents)
    groups: dict[int, list[int]] = {}
    for at in sorted(range(len(documents)), key=lambda at: (*_rank(documents[at]), at)):
        original = texts.original(at)
        if original is None:
            groups[at] = []
            texts.add(at)
        else:
            groups[original].append(at)
    kept: list[tuple[int, Document]] = []
    lines: list[tuple[int, str]] = []
    for longest, others in groups.items():
        document = documents[longest]
        own = identity(document.source.uri)
        copies = [documents[at] for at in sorted(others) if identity(documents[at].source.uri) != own]
        kept.append((min(longest, *others) if others else longest, _with(document, copies)))
        lines += ((at, _line(documents[at], document)) for at in others if documents[at] in copies)
    return [document for _, document in sorted(kept, key=lambda pair: pair[0])], [line for _, line in sorted(lines)]


def _rank(document: Document) -> tuple[int, bool, bool]:
    """What to keep of two copies: the longer, or else the one of which date and publisher are known."""
    source = document.source
    return -sum(s.end - s.start for s in document.sentences), source.published is None, source.publisher is None


class _Texts:
    """The words of the documents, made when they are needed and kept for a while, and where their shingles occur."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._every = 1 if len(documents) <= _FEW else _SAMPLED
        self._exact: dict[str, int] = {}
        self._index: defaultdict[int, list[int]] = defaultdict(list)
        self.tokens = lru_cache(maxsize=64)(self._tokens)
        self.shingles = lru_cache(maxsize=64)(lambda at: shingles(self.tokens(at)))

    def original(self, at: int) -> int | None:
        """The place of the text, among those added, that the one at ``at`` is a copy of."""
        document = self._documents[at]
        if document.id in self._exact:
            return self._exact[document.id]
        sampled = self._sampled(at)
        votes = Counter(place for shingle in sampled for place in self._index.get(shingle, ())[:_COMMON])
        for place, count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_CANDIDATES]:
            if 3 * count < len(sampled) or _is_edition(document, self._documents[place]):
                continue
            if _is_copy(self.tokens(at), self.shingles(at), self.tokens(place), self.shingles(place)):
                return place
        return None

    def add(self, at: int) -> None:
        """Add the text at ``at`` as one that others may be copies of."""
        self._exact[self._documents[at].id] = at
        for shingle in self._sampled(at):
            self._index[shingle].append(at)

    def _tokens(self, at: int) -> tuple[str, ...]:
        document = self._documents[at]
        return tuple(words(" ".join(document.text[s.start : s.end] for s in document.sentences)))

    def _sampled(self, at: int) -> list[int]:
        if len(self._documents) < 2 or len(self.tokens(at)) < _SHORTEST:
            return []
        return sorted(shingle for shingle in self.shingles(at) if shingle % self._every == 0)


def _is_copy(
    tokens: Sequence[str], shorter: frozenset[int], longer_tokens: Sequence[str], longer: frozenset[int]
) -> bool:
    if min(containment(shorter, longer), containment(longer, shorter)) >= _COPIED:
        return True
    head = shingles(longer_tokens[: len(tokens) + len(tokens) // 4 + 10])
    return containment(shorter, head) >= _TRUNCATED


def _is_edition(one: Document, other: Document) -> bool:
    """Whether both are of one publisher and of different days."""
    a, b = one.source, other.source
    return a.publisher is not None and a.publisher == b.publisher and a.published != b.published


def _with(document: Document, copies: Sequence[Document]) -> Document:
    if not copies:
        return document
    also = [
        entry
        for copy in copies
        for entry in (
            Copy(uri=copy.source.uri, publisher=copy.source.publisher, published=copy.source.published),
            *copy.source.also,
        )
    ]
    source = document.source.model_copy(update={"also": (*document.source.also, *also)})
    return document.model_copy(update={"source": source})


def _named(document: Document) -> str:
    return "standard input" if document.source.uri == STANDARD_INPUT else document.source.uri


def _line(copy: Document, kept: Document) -> str:
    uri, same = _named(copy), _named(kept)
    if copy.id == kept.id:
        return f"{uri} has the same text as {same} and counts once."
    return f"{uri} repeats most of {same} and counts as a copy of it."
