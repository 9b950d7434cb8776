"""Stage chunk: a document cut into runs of whole sentences that fit a token budget."""

from __future__ import annotations

from collections.abc import Callable

from briefer.records import Chunk, Document, Piece
from briefer.text.tokens import Tokenizer, plainly_fits


def chunk(document: Document, *, budget: int, load_tokenizer: Callable[[], Tokenizer]) -> list[Chunk]:
    """The chunks of ``document``: whole sentences in order, each at most ``budget`` tokens by ``load_tokenizer()``."""
    sentences = document.sentences
    if not sentences:
        return []
    content = document.text[sentences[0].start : sentences[-1].end]
    if plainly_fits(content, budget):
        pieces = tuple(Piece(number, s.start, s.end) for number, s in enumerate(sentences, 1))
        return [Chunk(document=document.id, number=1, pieces=pieces, tokens=len(content.encode("utf-8", "replace")))]
    tokenizer = load_tokenizer()
    chunks: list[Chunk] = []
    pieces_now: list[Piece] = []
    for number, sentence in enumerate(sentences, 1):
        first = pieces_now[0].start if pieces_now else sentence.start
        if pieces_now and tokenizer.count(document.text[first : sentence.end]) > budget:
            tokens = tokenizer.count(document.text[first : pieces_now[-1].end])
            chunks.append(Chunk(document=document.id, number=len(chunks) + 1, pieces=tuple(pieces_now), tokens=tokens))
            pieces_now = []
        pieces_now.append(Piece(number, sentence.start, sentence.end))
    if pieces_now:
        tokens = tokenizer.count(document.text[pieces_now[0].start : pieces_now[-1].end])
        chunks.append(Chunk(document=document.id, number=len(chunks) + 1, pieces=tuple(pieces_now), tokens=tokens))
    return chunks
