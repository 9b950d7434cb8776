"""Placing quotations in a document, against langextract's aligner in the same run.

    python benchmarks/grounding.py [SIZE_KB …]

1,000 quotations of 8 to 24 words from a made-up text: 80% exact, 10% with a word or two changed, 5% that stand nowhere,
5% spliced of two places. langextract is no dependency: where it is not installed, only briefer is measured.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

QUOTES = 1000
CHUNK = 4000
SYLLABLES = "ka lo mi re tan vel sor dun pea rith ost ane gil mor fen the wick ard lam ius".split()
COMMON = "the of and to in that was for on with as by at from had which were is an it".split()


class Quote(NamedTuple):
    """A quotation, how it was made, and where it stands; ``start`` is -1 where it stands nowhere."""

    text: str
    kind: str
    start: int


def made_up(size: int, source: random.Random) -> str:
    """A text of about ``size`` characters, with words as unevenly frequent as in a language."""
    vocabulary = ["".join(source.choices(SYLLABLES, k=source.randint(1, 4))) for _ in range(8000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    sentences, length = [], 0
    while length < size:
        words = source.choices(vocabulary, weights, k=source.randint(8, 30))
        words = [source.choice(COMMON) if source.random() < 0.4 else word for word in words]
        sentence = " ".join(words).capitalize() + "."
        sentences.append(sentence)
        length += len(sentence) + 1
    return " ".join(sentences)


def quotes(text: str, source: random.Random) -> list[Quote]:
    """Quotations of every kind, in random order."""
    words: list[tuple[int, str]] = []
    at = 0
    for word in text.split(" "):
        words.append((at, word))
        at += len(word) + 1
    made = []
    for number in range(QUOTES):
        size = source.randint(8, 24)
        first = source.randrange(len(words) - size)
        start, chosen = words[first][0], [word for _, word in words[first : first + size]]
        share = number / QUOTES
        if share < 0.8:
            made.append(Quote(" ".join(chosen), "exact", start))
        elif share < 0.9:
            for place in source.sample(range(1, size - 1), k=1 if size < 16 else 2):
                chosen[place] = "qua" + chosen[place].lower()
            made.append(Quote(" ".join(chosen), "edited", start))
        elif share < 0.95:
            made.append(Quote(" ".join(source.choice(words)[1].strip(".").lower() for _ in range(size)), "absent", -1))
        else:
            other = source.randrange(len(words) - size)
            half = size // 2
            spliced = chosen[:half] + [word for _, word in words[other : other + size - half]]
            made.append(Quote(" ".join(spliced), "spliced", -1))
    source.shuffle(made)
    return made


def place_with_briefer(text: str, given: list[Quote]) -> list[int]:
    """Where briefer finds each quotation; -1 for nowhere."""
    from briefer.grounding.quotes import QuoteFinder

    finder = QuoteFinder(text)
    return [located.start if (located := finder.find(quote.text)) else -1 for quote in given]


def place_with_langextract(text: str, given: list[Quote]) -> list[int]:
    """Where langextract's aligner finds each, given the chunk of 4,000 characters that it comes from, as in its pipeline."""
    from langextract.core.data import Extraction
    from langextract.resolver import WordAligner

    source = random.Random(1)
    by_chunk: dict[int, list[int]] = {}
    for number, quote in enumerate(given):
        chunk = (quote.start if quote.start >= 0 else source.randrange(len(text))) // CHUNK
        by_chunk.setdefault(chunk, []).append(number)
    placed: dict[int, int] = {}
    for chunk, numbers in by_chunk.items():
        begin = chunk * CHUNK
        part = text[begin : begin + CHUNK + 400]
        extractions = [Extraction(extraction_class="q", extraction_text=given[number].text) for number in numbers]
        aligned = WordAligner().align_extractions([extractions], part, 0, 0)
        for number, extraction in zip(numbers, aligned[0], strict=True):
            interval = extraction.char_interval
            placed[number] = begin + interval.start_pos if interval and interval.start_pos is not None else -1
    return [placed[number] for number in range(len(given))]


def report(name: str, place: Callable[[str, list[Quote]], list[int]], text: str, given: list[Quote]) -> float:
    """Run, print what was found and how well, and return the seconds."""
    started = time.perf_counter()
    places = place(text, given)
    seconds = time.perf_counter() - started
    told = [f"{name:24s} {seconds:8.3f} s"]
    for kind in ("exact", "edited", "absent", "spliced"):
        pairs = [(quote, found) for quote, found in zip(given, places, strict=True) if quote.kind == kind]
        taken = [pair for pair in pairs if pair[1] >= 0]
        told.append(f"{kind} {len(taken)}/{len(pairs)}")
        if kind in ("exact", "edited"):
            misplaced = sum(1 for quote, found in taken if not near(quote, found))
            told.append(f"({misplaced} misplaced)")
    print("  ".join(told))
    return seconds


def near(quote: Quote, place: int) -> bool:
    """Whether a place is the quotation's own, give or take a word."""
    return abs(place - quote.start) <= 40


def main() -> None:
    """Print the table."""
    try:
        import langextract  # noqa: F401
    except ImportError:
        peer = None
        print("langextract is not installed in this environment: only briefer is measured")
    else:
        peer = place_with_langextract
    for size in [int(argument) for argument in sys.argv[1:]] or [100, 1000]:
        source = random.Random(7)
        text = made_up(size * 1000, source)
        given = quotes(text, source)
        print(f"{len(text):,} characters, {len(given)} quotations found")
        own = report("briefer", place_with_briefer, text, given)
        if peer is not None:
            other = report("langextract", peer, text, given)
            print(f"briefer is {other / own:.0f} x faster")


if __name__ == "__main__":
    main()
