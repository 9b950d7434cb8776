"""Finding the evidence of a claim that cites nothing: which sentences of the sources carry it best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.grounding.claims import Assertion
from briefer.grounding.ground import verdict_of
from briefer.grounding.looking import look_up, quoted_in, shared_part
from briefer.grounding.passage import SourceIndex, SourceIndexes
from briefer.records import Citation, Missing, Support

# So many sentences of each source are tried, alone and then joined to the best.
_TRIED = 4
_JOINED = 3
# Sentences that hold less of a claim's words are not its evidence, nor near it.
_NEAREST_PART = 0.4
_RANK = {"supported": 0, "partial": 1, "unsupported": 2}


def find_evidence(text: str, sources: SourceIndexes, *, language: str = "en") -> tuple[tuple[Citation, ...], Support]:
    """The sentences of ``sources`` that carry ``text`` best, and the verdict on it by them.

    No sentence is cited where none shares enough with the text to be compared. ``language`` is that of the text (BCP 47).
    """
    claim = Assertion((text,), is_whole=True)
    best: tuple[tuple[int, int, int], tuple[Citation, ...], Support] | None = None
    for tried, citations in enumerate(_candidates(text, sources)):
        languages = {sources[citation.document].document.source.language.split("-")[0] for citation in citations}
        is_foreign = languages != {language.split("-")[0]} and "und" not in languages
        looked_up, missing = look_up(claim, sources, citations, is_foreign=is_foreign)
        support = Support(verdict=verdict_of(looked_up, missing, is_foreign=is_foreign), missing=tuple(missing))
        rank = (_RANK[support.verdict], _weight(missing), tried)
        if best is None or rank < best[0]:
            best = rank, citations, support
        if support.verdict == "supported":
            break
    if best is None or (best[2].verdict != "supported" and shared_part(claim, sources, best[1]) < _NEAREST_PART):
        return (), Support(verdict="unsupported", missing=(Missing(kind="content", text=text),))
    return best[1], best[2]


def _quoted(text: str, index: SourceIndex) -> list[int]:
    """The sentences in which the quotations of ``text`` stand, if only nearly."""
    located = (index.quotes.find(words) for words in quoted_in(text))
    numbers = (index.sentence_at(place.start) for place in located if place is not None)
    return [number for number in numbers if number is not None]


def _weight(missing: Sequence[Missing]) -> int:
    """How much is lacking: a sentence that shares nothing lacks more than any that has a wrong number."""
    return sum(100 if each.kind == "content" else 1 for each in missing)


def _candidates(text: str, sources: SourceIndexes) -> Iterator[tuple[Citation, ...]]:
    """Sets of sentences to try: the best of each source alone, then two and three of one source, then over sources."""
    found = {key: _quoted(text, index) + index.finder.find(text, _TRIED) for key, index in sources.items()}
    found = {key: list(dict.fromkeys(numbers))[:_TRIED] for key, numbers in found.items()}
    for key, numbers in found.items():
        for number in numbers:
            yield (sources[key].document.cite(number),)
    for key, numbers in found.items():
        document = sources[key].document
        for size in range(2, min(_JOINED, len(numbers)) + 1):
            for last in range(size - 1, len(numbers)):
                chosen = sorted({*numbers[: size - 1], numbers[last]})
                yield tuple(document.cite(number) for number in chosen)
    firsts = [sources[key].document.cite(numbers[0]) for key, numbers in found.items() if numbers]
    if len(firsts) > 1:
        yield tuple(firsts[:_JOINED])
