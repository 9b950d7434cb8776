"""Cutting a chunk in two where a model could not take, or answer, all of it at once."""

from __future__ import annotations

from briefer.records import Chunk, Document, Piece

# Characters below which a chunk is not cut again: a paragraph that cannot be answered will not be in halves.
_LEAST = 400


def halves(document: Document, chunk: Chunk) -> tuple[Chunk, Chunk] | None:
    """The two halves of ``chunk``, cut between sentences where there are two; None for one of under 400 characters.

    Both keep the number of the chunk; their tokens are shared out by their lengths.
    """
    if chunk.end - chunk.start < _LEAST:
        return None
    middle = (chunk.start + chunk.end) / 2
    pieces = chunk.pieces
    if len(pieces) == 1:
        pieces = _two(document.text, pieces[0])
    at = min(range(1, len(pieces)), key=lambda place: abs(pieces[place].start - middle))
    return _part(chunk, pieces[:at]), _part(chunk, pieces[at:])


def _two(text: str, piece: Piece) -> tuple[Piece, Piece]:
    """A single sentence in two, at the space nearest to its middle where there is one in its inner half."""
    middle, reach = (piece.start + piece.end) // 2, (piece.end - piece.start) // 4
    spaces = [at for at in range(middle - reach, middle + reach) if text[at].isspace()]
    at = min(spaces, key=lambda place: abs(place - middle), default=middle)
    start = at + 1 if spaces else at
    return Piece(piece.sentence, piece.start, at), Piece(piece.sentence, start, piece.end)


def _part(chunk: Chunk, pieces: tuple[Piece, ...]) -> Chunk:
    share = (pieces[-1].end - pieces[0].start) / (chunk.end - chunk.start)
    tokens = max(1, round(chunk.tokens * share))
    return Chunk(document=chunk.document, number=chunk.number, pieces=pieces, tokens=tokens)
