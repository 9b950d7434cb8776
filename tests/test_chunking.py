"""Chunks: whole sentences, the budget kept to the token, nothing lost, nothing twice."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.chunking import chunk
from briefer.errors import UsageError
from briefer.records import Chunk, Document, Sentence, Source
from briefer.text.paragraphs import paragraphs
from briefer.text.sentences import split_sentences
from briefer.text.tokens import Tokenizer, exact_weigher, tokenizer_for

LINE = (
    "The {0} boat left the quay at {0} o'clock; nobody, not even the pilot, knew where the {0} passengers were going."
)


def document_of(text: str, language: str = "en") -> Document:
    sentences = split_sentences(text, paragraphs(text), language)
    return Document(id=Document.identify(text), text=text, sentences=sentences, source=Source(uri="test"))


def story(paragraph_count: int, *, join: str = "\n\n") -> str:
    numbers = iter(range(10, 10_000))
    return join.join(" ".join(LINE.format(next(numbers)) for _ in range(5)) for _ in range(paragraph_count))


def chunked(document: Document, budget: int, tokenizer: Tokenizer | None = None) -> list[Chunk]:
    return chunk(document, budget=budget, load_tokenizer=lambda: tokenizer or tokenizer_for(None))


def check(document: Document, chunks: list[Chunk], budget: int, tokenizer: Tokenizer) -> None:
    """Everything that holds of any chunks."""
    pieces = [piece for part in chunks for piece in part.pieces]
    assert [part.number for part in chunks] == list(range(1, len(chunks) + 1))
    assert all(left.end <= right.start and left.sentence <= right.sentence for left, right in pairwise(pieces))
    for number, sentence in enumerate(document.sentences, 1):
        own = [piece for piece in pieces if piece.sentence == number]
        assert own[0].start == sentence.start
        assert own[-1].end == sentence.end
        joined = "".join(document.text[piece.start : piece.end] for piece in own)
        assert "".join(joined.split()) == "".join(document.text[sentence.start : sentence.end].split())
    for part in chunks:
        assert part.tokens == tokenizer.count(document.text[part.start : part.end]) <= budget


def small_encoding() -> Tokenizer:
    """tiktoken's own code with a table of single bytes and a few pairs."""
    ranks = {bytes([value]): value for value in range(256)}
    ranks |= {pair: 256 + at for at, pair in enumerate((b" t", b"he", b"th", b"er", b". ", b"\n\n"))}
    encoding = tiktoken.Encoding("small", pat_str=r" ?\S+|\s+", mergeable_ranks=ranks, special_tokens={})
    return Tokenizer("small", is_exact=True, notice=None, weigh=exact_weigher(encoding))


def test_empty_document_has_no_chunks() -> None:
    assert chunked(document_of(" \n "), 100) == []


def test_document_that_plainly_fits_loads_no_tokenizer() -> None:
    document = document_of("He came. She left.")

    def refuse() -> Tokenizer:
        raise AssertionError

    (only,) = chunk(document, budget=20, load_tokenizer=refuse)
    assert (only.tokens, [piece.sentence for piece in only.pieces]) == (18, [1, 2])


def test_budget_too_small_for_a_character_is_refused() -> None:
    with pytest.raises(UsageError, match="budget of 3"):
        chunked(document_of("He came."), 3)


@pytest.mark.parametrize("join", ["\n\n", "\n", " "])
@pytest.mark.parametrize("budget", [100, 1000])
def test_chunks_of_prose_keep_every_promise(join: str, budget: int) -> None:
    document = document_of(story(40, join=join))
    check(document, chunked(document, budget), budget, tokenizer_for(None))


def test_chunks_end_with_sentences() -> None:
    document = document_of(story(40))
    for part in chunked(document, 500):
        assert part.pieces[-1].end == document.sentences[part.pieces[-1].sentence - 1].end


def test_long_text_fills_the_budget() -> None:
    chunks = chunked(document_of(story(150)), 1000)
    full = chunks[:-1]
    assert sum(part.tokens for part in full) / len(full) >= 950


def test_chunk_ends_with_a_paragraph_where_that_costs_little() -> None:
    document = document_of(story(30))
    tokenizer = tokenizer_for(None)
    paragraph_tokens = tokenizer.count(document.text.split("\n\n")[0])
    budget = 3 * paragraph_tokens + 12
    ends = [document.sentences[part.pieces[-1].sentence - 1].paragraph for part in chunked(document, budget)]
    assert ends == sorted(set(ends))


def test_heading_does_not_end_a_chunk() -> None:
    text = "\n\n".join(f"Part {number}\n\n{LINE.format(number)}" for number in range(10, 60))
    document = document_of(text)
    heads = [document.sentences[part.pieces[-1].sentence - 1].is_heading for part in chunked(document, 107)]
    assert not any(heads)


def test_text_between_sentences_counts() -> None:
    text = "One came.\n\n" + "By a writer of long notes. " * 5 + "\n\nTwo left."
    document = Document(
        id="x", text=text, sentences=(Sentence(0, 9, 1), Sentence(len(text) - 9, len(text), 2)), source=Source(uri="x")
    )
    check(document, chunked(document, 20), 20, tokenizer_for(None))
    assert len(chunked(document, 20)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Then, " * 400 + "he left.",
        "word " * 600,
        "a" * 3000,
        "这是一个很长的句子，" * 200,
        "没有标点" * 300,
        "👩‍👩‍👧" * 200,
        "e" + "\u0301" * 900,
        "ab" * 80 + " " + "c, " * 300,
        " \u00a0".join(["قافلة"] * 300),
        "0123456789" * 200,
    ],
)
@pytest.mark.parametrize("budget", [64, 300])
def test_sentence_over_the_budget_is_broken_and_keeps_its_number(text: str, budget: int) -> None:
    bare = text.strip()
    document = Document(id="x", text=bare, sentences=(Sentence(0, len(bare), 1),), source=Source(uri="x"))
    chunks = chunked(document, budget)
    check(document, chunks, budget, tokenizer_for(None))
    assert {piece.sentence for part in chunks for piece in part.pieces} == {1}
    assert all(len(part.pieces) == 1 for part in chunks)


def test_long_sentence_is_broken_at_clauses_first() -> None:
    text = " ".join(["the boat that nobody had seen before came in;"] * 60)
    document = Document(id="x", text=text, sentences=(Sentence(0, len(text), 1),), source=Source(uri="x"))
    assert all(text[part.start : part.end].endswith(";") for part in chunked(document, 64))


def test_characters_are_not_torn_from_their_marks() -> None:
    text = "e\u0301" * 500
    document = Document(id="x", text=text, sentences=(Sentence(0, len(text), 1),), source=Source(uri="x"))
    assert all(text[part.start] == "e" for part in chunked(document, 64))


@pytest.mark.parametrize("model", ["gpt-4", "some-other-model"])
def test_other_tokenizers_keep_every_promise(model: str) -> None:
    document = document_of(story(10) + "\n\n" + "他来了。她走了！真的？是的。" * 20)
    check(document, chunked(document, 90, tokenizer_for(model)), 90, tokenizer_for(model))


def test_same_chunks_every_time() -> None:
    document = document_of(story(20))
    assert chunked(document, 200) == chunked(document, 200)


@given(
    st.lists(
        st.text(alphabet="abc dE1.,;!?'\"“”。，！中文 é\u0301😀\n/-(", min_size=1, max_size=80), min_size=1, max_size=12
    ),
    st.sampled_from([4, 9, 17, 40]),
    st.sampled_from(["\n\n", "\n", " ", ""]),
)
@settings(max_examples=400, deadline=None)
def test_any_text_keeps_every_promise(parts: list[str], budget: int, join: str) -> None:
    document = document_of(join.join(parts), "zh")
    chunks = chunked(document, budget)
    if len(document.text.encode()) > budget and chunks and chunks[0].tokens != len(document.text.strip().encode()):
        check(document, chunks, budget, tokenizer_for(None))


@pytest.mark.parametrize("unit", ["a", "a ", "中", "He came. ", "你好。", "a, "])
def test_a_megabyte_in_one_line_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode()))
    document = document_of(text)
    began = time.perf_counter()
    chunks = chunked(document, 3000)
    assert time.perf_counter() - began < 20
    assert all(part.tokens <= 3000 for part in chunks)
