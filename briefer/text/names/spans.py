"""Candidate names: runs of capitalised words without sentence openers, parted at titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from briefer.text import gazetteer
from briefer.text.names.cyrillic import is_cyrillic, stem
from briefer.text.names.joining import head_kind, runs
from briefer.text.names.keys import known
from briefer.text.names.words import Word, capitalised_words

Cue = Literal["", "title", "role"]

_ADVERBS = ("ally", "ently", "antly", "edly", "ingly", "ously", "ively", "ately", "ably", "ibly", "fully")
_SENTENCE_SIGNS = "“„«\"'‘.!?:•*[–—…"


class Span(NamedTuple):
    """A candidate name: ``text[start:end]``, its words, whether it opens its sentence.

    ``cue``: ``title`` where an office stands before it, ``role`` where it stands before an office ("Iraqi" Prime
    Minister).
    """

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool
    cue: Cue = ""


def candidates(text: str, begin: int, end: int) -> Iterator[Span]:
    """The candidate names of the sentence ``text[begin:end]``, in order."""
    for run in runs(text, capitalised_words(text, begin, end)):
        opens = _opens_sentence(text, run[0].start, begin)
        kept = _without_openers(text, run, opens=opens)
        if kept:
            yield from _parted(text, kept, begin, opens=opens and kept[0] is run[0])


def _opens_sentence(text: str, start: int, begin: int) -> bool:
    """Whether a capital at ``start`` may come from the beginning of a sentence, a quotation or a list item alone."""
    before = text[max(begin, start - 8) : start]
    if before.endswith("\n"):
        return True
    before = before.rstrip()
    if not before:
        return start - begin <= 8
    if before[-1] in _SENTENCE_SIGNS:
        return not before.endswith(("U.S.", "U.K.", "U.N."))
    return start - begin < 8 and not any(char.isalnum() for char in before)


def _without_openers(text: str, run: Sequence[Word], *, opens: bool) -> Sequence[Word]:
    """The run without the words at its start that have a capital only from a sentence or heading."""
    while run:
        first = run[0].text
        if (first.isupper() and len(first) > 1) or gazetteer.lookup(_whole(text, run)) is not None:
            break
        if not _opens_only(text, run, opens=opens):
            break
        run = run[1:]
    return run


def _opens_only(text: str, run: Sequence[Word], *, opens: bool) -> bool:
    """Whether the first word of a run is no part of the name: "When Alawi", "Reportedly Alawi", "Western Iraq"."""
    first, lower = run[0].text, run[0].text.lower()
    if lower in gazetteer.function_words():
        return True
    if opens and (lower in gazetteer.words("never_first") or (lower.endswith(_ADVERBS) and known(first) is None)):
        return True
    is_open = lower in gazetteer.openers() or (opens and lower in gazetteer.common_words())
    if not is_open and first not in gazetteer.words("compass"):
        return False
    return len(run) > 1 and known(_whole(text, run[1:])) is not None


def _whole(text: str, run: Sequence[Word]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split())


def _parted(text: str, run: Sequence[Word], begin: int, *, opens: bool) -> Iterator[Span]:
    """One span, or those before and behind the title that a run holds, or one for each people it lists."""
    after_office = _after_office(text, run, begin)
    if after_office:
        if known(_whole(text, run[:after_office])) is not None:
            yield _span(text, run[:after_office], begin, "")
        run = run[after_office:]
        if run:
            yield _span(text, run, begin, "title")
        return
    is_whole = len(run) == 1 or known(_whole(text, run)) is not None
    if is_whole and is_title(run[0].text) and len(run) == 1:
        return
    cut = None if is_whole else _title_end(run)
    if cut is not None:
        yield from _around_title(text, run, cut, begin, opens=opens)
    elif not is_whole and all(word.text in gazetteer.demonyms() for word in run):
        for word in run:
            yield Span(word.start, word.end, (word.text,), opens)
    elif not is_whole and _is_cyrillic_state(run[0]):
        yield _span(text, run[:1], begin, "", opens=opens)
        yield _span(text, run[1:], run[1].start, "title" if _spoken_title_before(text, run[0].start) else "")
    else:
        yield _span(text, run, begin, "title" if _spoken_title_before(text, run[0].start) else "", opens=opens)


def _span(text: str, run: Sequence[Word], begin: int, cue: Cue, *, opens: bool = False) -> Span:
    start = _particle_before(text, run[0].start, begin)
    return Span(
        start, _number_behind(text, run[-1]), tuple(word.text for word in run), opens and start == run[0].start, cue
    )


def _particle_before(text: str, start: int, begin: int) -> int:
    """Where the name starts if lower-case particles belong to it: "al Sudani", "von der Leyen"."""
    match = _particles().search(text, max(begin, start - 9), start)
    return start if match is None else match.start(1)


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])((?:von der|van der|van den|von|van|al|el|bin|ibn) )\Z")


def _number_behind(text: str, word: Word) -> int:
    """Where the name ends if a number belongs to it: "Tower 22"."""
    if word.text in gazetteer.words("numbered") and (match := _number().match(text, word.end)):
        return match.end()
    return word.end


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r" \d{1,3}\b(?![.,]\d|%)")


def is_title(word: str) -> bool:
    """Whether a capitalised word is an office or rank that stands before names."""
    if is_cyrillic(word):
        return stem(word.lower()) in _cyrillic_titles()
    bare = word.rstrip(".")
    # "SECRETARY KERRY:" as transcripts label who speaks
    return bare in gazetteer.titles("title") or (
        bare.isupper() and len(bare) > 1 and bare.title() in gazetteer.titles("title")
    )


@cache
def _cyrillic_titles() -> frozenset[str]:
    return frozenset(stem(word) for word in gazetteer.titles("cyrillic"))


def _after_office(text: str, run: Sequence[Word], begin: int) -> int:
    """How many words of a run belong to an office that began before it: "Secretary of | State John Kerry"."""
    before = text[max(begin, run[0].start - 30) : run[0].start]
    if not before.endswith((" of ", " of the ", " for ", " for the ")):
        return 0
    words = before.split()
    office = words[-3:-1] if before.endswith(" the ") else words[-2:-1]
    if not office or not any(is_title(word) or word in {"secretary", "minister", "chief"} for word in office):
        return 0
    count = 0
    while count < len(run) and (
        run[count].text in gazetteer.words("office") or run[count].text in gazetteer.titles("before")
    ):
        count += 1
    if count == 0:
        # "Minister for the Middle East Tobias Ellwood"
        sizes = range(min(3, len(run) - 1), 0, -1)
        return next((size for size in sizes if known(_whole(text, run[:size])) is not None), 0)
    return count


def _title_end(run: Sequence[Word]) -> int | None:
    """The number of leading words of a run that are a role before a person's name, or None."""
    last = head_kind(run[-1].text)
    if any(head_kind(word.text) in {"organisation", "government"} for word in run[:-2]) and is_title(run[-1].text):
        # "Center for Transitional Justice"
        return None
    for count in range(len(run), 0, -1):
        if is_title(run[count - 1].text) and run[count - 1].text not in {"Saint", "St", "St."}:
            is_body = count < len(run) and last not in {None, "organisation"} and not is_title(run[-1].text)
            return None if is_body else count
    return None


def _around_title(text: str, run: Sequence[Word], cut: int, begin: int, *, opens: bool) -> Iterator[Span]:
    """The names before a title and behind it: "Iraqi | Prime Minister | Mohammed Shia al Sudani"."""
    size = cut
    while size > 0 and (is_title(run[size - 1].text) or run[size - 1].text.rstrip(".") in gazetteer.titles("before")):
        size -= 1
    if size > 0:
        yield _span(text, run[:size], begin, "role", opens=opens)
    if cut < len(run):
        if cut + 1 < len(run) and _is_cyrillic_state(run[cut]):
            # "Президент России Владимир Путин": the state stands behind the office.
            yield _span(text, run[cut : cut + 1], run[cut].start, "")
            cut += 1
        yield _span(text, run[cut:], run[cut].start, "title")


def _is_cyrillic_state(word: Word) -> bool:
    return is_cyrillic(word.text) and (entry := known(word.text)) is not None and entry.kind == "state"


def _spoken_title_before(text: str, start: int) -> bool:
    """Whether an office in lower case stands right before: "president Vladimir Putin"."""
    before = text[max(0, start - 20) : start]
    words = before.split()
    if not words or not before.endswith(" "):
        return False
    return words[-1] in gazetteer.titles("spoken") or (is_cyrillic(words[-1]) and is_title(words[-1]))
