"""Stage chunk: a document cut into runs of whole sentences, each within a token budget.

The text is tokenised once, in stretches that begin where every tokenizer begins a token anyway, so that the counts of
stretches add up to the count of a chunk; only a chunk's two edges are counted again.
"""

from __future__ import annotations

import math
import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from briefer.errors import UsageError
from briefer.records import Chunk, Document, Piece
from briefer.text.breaks import break_span
from briefer.text.tokens import Tokenizer, joint, plainly_fits

# A chunk ends with a paragraph rather than inside one if that leaves no more than this share of the budget unused.
_SPARE_SHARE = 0.03

# How many tokens a sentence and its stretch may differ by, for all that is likely; and a share of the budget.
_EDGE = 8

# Sentences are counted together in stretches of at least so many characters for each token of the budget.
_STRETCH_SHARE = 0.15

_USUAL_TOKENS = 3000
_MOST_TOKENS = 12_000
_CHUNKS_AIMED_AT = 24
_BYTES_A_TOKEN = 4

# A thread costs as much as counting a few stretches, and more than a few threads wait for one another.
_PARTS_A_WORKER = 400
_WORKERS_AT_MOST = 4

# A character may be four tokens; below this, budgets cannot be kept.
_LEAST_BUDGET = 4


def budget_for(document: Document) -> int:
    """The token budget of a chunk where none is asked for: enough that an article is one, and more in long documents.

    What every request says besides the article, about 1,500 tokens, then stays a small part of a book; in an article
    smaller chunks are read more closely, and side by side.
    """
    likely_tokens = len(document.text.encode(errors="surrogatepass")) // _BYTES_A_TOKEN
    return min(_MOST_TOKENS, max(_USUAL_TOKENS, likely_tokens // _CHUNKS_AIMED_AT))


def chunk(document: Document, *, budget: int, load_tokenizer: Callable[[], Tokenizer]) -> list[Chunk]:
    """The chunks of ``document`` in order: every sentence in exactly one, none over ``budget`` tokens.

    A chunk's ``tokens`` is the tokenizer's count of ``document.text[chunk.start:chunk.end]``, with whatever lies between
    its sentences. A sentence longer than the budget is broken (clause, word, character), and its pieces keep its number.
    The tokenizer is not loaded for a document that fits by its number of UTF-8 bytes, which then stands for its tokens.
    UsageError for a budget below 4.
    """
    if budget < _LEAST_BUDGET:
        message = f"a budget of {budget} tokens is too small to hold every character; use {_LEAST_BUDGET} or more"
        raise UsageError(message)
    sentences = document.sentences
    if not sentences:
        return []
    new = tuple.__new__  # twice as fast as naming the fields, and there is one piece for each sentence
    pieces = [new(Piece, (number, sentence[0], sentence[1])) for number, sentence in enumerate(sentences, 1)]
    whole = document.text[sentences[0].start : sentences[-1].end]
    if plainly_fits(whole, budget):
        size = len(whole.encode(errors="surrogatepass"))
        return [Chunk(document=document.id, number=1, pieces=tuple(pieces), tokens=size)]
    return _Packer(document, pieces, budget, load_tokenizer()).pack()


class _Packer:
    """Fills one chunk after the other.

    ``joints[i]`` is where the stretch of ``pieces[i]`` begins, or None where no token is sure to begin there;
    ``sums[i]`` is the weight before it, exact at joints and interpolated elsewhere.
    """

    def __init__(self, document: Document, pieces: list[Piece], budget: int, tokenizer: Tokenizer) -> None:
        self.document = document
        self.text = document.text
        self.budget = budget
        self.weigh = tokenizer.weigh
        self.pieces = pieces
        places, weights = self._lay({})
        # The stretch of a sentence and the sentence differ by the marks and spaces at its ends.
        near = budget - max(_EDGE, budget // _EDGE)
        if max(weights) > near:
            # Behind the last stretch ``places`` has its end.
            self.pieces = self._without_long(
                {start for start, weight in zip(places, weights, strict=False) if weight > near}
            )
            self._lay(dict(zip(pairwise(places), weights, strict=True)))

    def _lay(self, known: dict[tuple[int, int], float]) -> tuple[list[int], list[float]]:
        """Sets ``joints`` and ``sums`` for ``pieces``, and returns where the stretches begin and what they weigh."""
        text, weigh = self.text, self.weigh
        self.joints = _joints(text, self.pieces, self.budget * _STRETCH_SHARE)
        # Where the stretches begin, and the last one ends.
        places = [place for place in self.joints if place is not None]
        places.append(self.pieces[-1].end)
        if known:
            spans = pairwise(places)
            weights = [known[span] if span in known else weigh(text[span[0] : span[1]]) for span in spans]
        else:
            weights = _weighed([text[start:end] for start, end in pairwise(places)], weigh)
        if len(weights) == len(self.pieces):
            self.sums = list(accumulate(weights, initial=0.0))
            self.safe: Sequence[int] = range(len(weights))
        else:
            self.sums = _sums(self.pieces, self.joints, places, weights)
            self.safe = [at for at, place in enumerate(self.joints) if place is not None]
        return places, weights

    def _without_long(self, long: set[int]) -> list[Piece]:
        """The pieces, those broken into parts whose stretches begin at ``long`` and that are over the budget."""
        found: list[Piece] = []
        is_long = False
        for piece, place in zip(self.pieces, self.joints, strict=True):
            # Pieces without a joint belong to the stretch before them.
            is_long = place in long if place is not None else is_long
            found += self._broken(piece) if is_long else [piece]
        return found

    def _broken(self, piece: Piece) -> list[Piece]:
        if math.ceil(self.weigh(self.text[piece.start : piece.end])) <= self.budget:
            return [piece]
        spans = break_span(self.text, piece.start, piece.end, self.budget, self.weigh)
        return [Piece(piece.sentence, start, end) for start, end in spans]

    def pack(self) -> list[Chunk]:
        """The chunks."""
        chunks: list[Chunk] = []
        first = 0
        while first < len(self.pieces):
            last, tokens = self._last_fitting(first)
            if tokens > self.budget and len(parts := self._broken(self.pieces[first])) > 1:
                self.pieces[first:last] = parts
                self._lay({})
                continue
            pieces = _merged(self.pieces[first:last])
            chunks.append(
                # Validating every piece again would take as long as packing them.
                Chunk.model_construct(document=self.document.id, number=len(chunks) + 1, pieces=pieces, tokens=tokens)
            )
            first = last
        return chunks

    def _last_fitting(self, first: int) -> tuple[int, int]:
        """Behind the last piece of the chunk that begins with the piece ``first``, and its tokens."""
        last = max(first + 1, bisect_right(self.sums, self.sums[first] + self.budget, first + 1) - 1)
        if last < len(self.pieces):
            last = self._paragraph_end(first, last)
        tokens = self._count(first, last)
        while tokens > self.budget and last > first + 1:
            last -= 1
            tokens = self._count(first, last)
        return last, tokens

    def _paragraph_end(self, first: int, last: int) -> int:
        """``last``, or a paragraph's end a little before it; a heading does not stay behind at the end of a chunk."""
        sentences, pieces = self.document.sentences, self.pieces
        least = self.sums[last] - _SPARE_SHARE * self.budget
        at = last
        while at > first + 1 and sentences[pieces[at - 1].sentence - 1].is_heading:
            last = at = at - 1
        while at > first + 1 and self.sums[at] >= least:
            before, behind = sentences[pieces[at - 1].sentence - 1], sentences[pieces[at].sentence - 1]
            if before.paragraph != behind.paragraph and not before.is_heading:
                return at
            at -= 1
        return last

    def _count(self, first: int, last: int) -> int:
        """Tokens of the text from the piece ``first`` to the one before ``last``, exactly as if counted at once."""
        edges = self._edges(first, last)
        if edges is not None:
            return math.ceil(self.sums[last] - self.sums[first] + edges)
        start, end = self.pieces[first].start, self.pieces[last - 1].end
        after = bisect_right(self.safe, first)
        before = bisect_left(self.safe, last) - 1
        if after > before:
            return math.ceil(self.weigh(self.text[start:end]))
        head, tail = self.safe[after], self.safe[before]
        inner = self.sums[tail] - self.sums[head]
        return math.ceil(
            self.weigh(self.text[start : self.joints[head]]) + inner + self.weigh(self.text[self.joints[tail] : end])
        )

    def _edges(self, first: int, last: int) -> float | None:
        """How much more a chunk weighs than its stretches, which begin and end with the space around it.

        Only its first and last word are counted for it. None where they cannot be told apart.
        """
        start, end = self.pieces[first].start, self.pieces[last - 1].end
        opening = self.joints[first]
        closing = self.joints[last] if last < len(self.pieces) else end
        if opening is None or closing is None or closing < end:
            return None
        text, weigh = self.text, self.weigh
        head_end, tail_start = start, end
        edges = 0.0
        if opening != start:
            head_end = text.find(" ", start, end)
            if head_end < 0:
                return None
            edges = weigh(text[start:head_end]) - weigh(text[opening:head_end])
        if closing != end:
            tail_start = text.rfind(" ", start, end)
            if tail_start < 0 or text[tail_start - 1].isspace():
                return None
            edges += weigh(text[tail_start:end]) - weigh(text[tail_start:closing])
        return edges if head_end <= tail_start else None


def _weighed(parts: list[str], weigh: Callable[[str], float]) -> list[float]:
    """The weight of each part; many are shared out among threads, since tiktoken counts without Python's lock."""
    workers = min(_WORKERS_AT_MOST, os.cpu_count() or 1, len(parts) // _PARTS_A_WORKER)
    if workers < 2:
        return list(map(weigh, parts))
    from concurrent.futures import ThreadPoolExecutor

    size = math.ceil(len(parts) / workers)
    shares = [parts[at : at + size] for at in range(0, len(parts), size)]
    with ThreadPoolExecutor(workers) as pool:
        return [weight for found in pool.map(lambda share: list(map(weigh, share)), shares) for weight in found]


def _joints(text: str, pieces: Sequence[Piece], least: float) -> list[int | None]:
    """For each piece the place at or before its start where a token begins; the first has its start.

    Places closer than ``least`` characters to the one before are left out: a call of the tokenizer has a price.
    """
    found: list[int | None] = [pieces[0].start]
    kept = pieces[0].start
    for (_, before, end), (_, start, _) in pairwise(pieces):
        place = None
        if start - kept >= least:
            place = end if text[end:start] == " " else joint(text, before, end, start)
            if place is not None:
                kept = place
        found.append(place)
    return found


def _sums(
    pieces: Sequence[Piece], joints: Sequence[int | None], places: Sequence[int], weights: Sequence[float]
) -> list[float]:
    """The weight before each piece, and of all: counted at joints, shared out by length where there is none."""
    sums: list[float] = []
    total, stretch = 0.0, -1
    for piece, place in zip(pieces, joints, strict=True):
        if place is not None:
            total += weights[stretch] if stretch >= 0 else 0.0
            stretch += 1
            sums.append(total)
        else:
            share = (piece.start - places[stretch]) / (places[stretch + 1] - places[stretch])
            sums.append(total + weights[stretch] * share)
    sums.append(total + weights[stretch])
    return sums


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, those of one sentence as one."""
    if all(left[0] != right[0] for left, right in pairwise(pieces)):
        return tuple(pieces)
    found = [pieces[0]]
    for piece in pieces[1:]:
        if piece.sentence == found[-1].sentence:
            found[-1] = Piece(piece.sentence, found[-1].start, piece.end)
        else:
            found.append(piece)
    return tuple(found)
