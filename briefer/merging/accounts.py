"""Tellings that may be of one happening: their words, dates, counts and denials, found through their rarer words."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from briefer.merging.likeness import Likeness, Words
from briefer.merging.quantities import Quantity, comparable, conflict, figures, quantities
from briefer.records import Citation
from briefer.text.dates import edtf_bounds
from briefer.text.dates.edtf import compatible

# A word that this many tellings of one time share is no clue, and comparing them all would be quadratic.
POSTINGS_AT_MOST = 40
CITED_AT_MOST = 6

_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|without|cannot|den(?:y|ied|ies|ying)|reject\w*|refut\w*|disput\w*|ruled out)\b|n[’']t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Account:
    """One telling: ``dates`` are EDTF values, ``status`` that of an event or None, ``speakers`` the keys of who says it."""

    text: str
    words: Words
    citations: tuple[Citation, ...] = ()
    dates: tuple[str, ...] = ()
    status: str | None = None
    speakers: frozenset[str] = frozenset()

    @cached_property
    def is_negative(self) -> bool:
        """Whether it denies something: a denial shares nearly all its words with what it denies."""
        return negative(self.text)

    @cached_property
    def counts(self) -> tuple[Quantity, ...]:
        """What it counts."""
        return tuple(quantities(self.text))

    @cached_property
    def figures(self) -> frozenset[float]:
        """The values of all its numbers but those of dates."""
        return figures(self.text)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that it is told in."""
        return frozenset(citation.document for citation in self.citations)


def negative(text: str) -> bool:
    """Whether a text holds a negation or a denial."""
    return _NEGATION.search(text) is not None


def counts_conflict(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """Whether two texts count the same thing differently: no figure that one gives for it agrees with the other's."""
    for quantity in one:
        mine = [each for each in one if comparable(quantity, each)]
        theirs = [each for each in other if comparable(quantity, each)]
        if theirs and all(conflict(a, b) for a in mine for b in theirs):
            return True
    return False


def dates_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two tellings can be of one time: one has no date, or a date of one lies within a date of the other."""
    return not one or not other or any(compatible(a, b) for a in one for b in other)


def days_between(one: str, other: str) -> int | None:
    """The days that lie between two EDTF values; 0 where they overlap, None where one has no bounds."""
    a, b = edtf_bounds(one), edtf_bounds(other)
    if a is None or b is None:
        return None
    gap = max(b[0] - a[1], a[0] - b[1])
    return max(0, gap // timedelta(days=1))


def is_day(value: str) -> bool:
    """Whether an EDTF value means one day."""
    bounds = edtf_bounds(value)
    return bounds is not None and bounds[0] == bounds[1]


@dataclass
class Postings:
    """Which places hold a word; words that very many hold are no clue and find nothing."""

    _places: dict[tuple[Hashable, str], list[int]] = field(default_factory=dict)

    def add(self, place: int, words: frozenset[str], bucket: Hashable = None) -> None:
        """Note that ``place`` holds ``words``."""
        for word in words:
            self._places.setdefault((bucket, word), []).append(place)

    def candidates(self, words: frozenset[str], bucket: Hashable = None, *, sharing: int = 1) -> list[int]:
        """The places that share at least ``sharing`` of the rarer words, in order."""
        counts: dict[int, int] = {}
        for word in words:
            found = self._places.get((bucket, word), ())
            if len(found) <= POSTINGS_AT_MOST:
                for place in found:
                    counts[place] = counts.get(place, 0) + 1
        return sorted(place for place, count in counts.items() if count >= sharing)


def capped(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Each once, and no more than a page can show, but the first of every document: they tell who carries a finding."""
    kept: list[Citation] = []
    seen: set[str] = set()
    for citation in dict.fromkeys(citations):
        if len(kept) < CITED_AT_MOST or citation.document not in seen:
            kept.append(citation)
            seen.add(citation.document)
    return tuple(kept)


def pairs(accounts: Sequence[Account], *, sharing: int) -> Iterator[tuple[int, int]]:
    """The places of accounts that share at least ``sharing`` telling words, each pair once, in order.

    A word that too many share to be a clue may be one among the tellings of a month, or of a day.
    """
    postings = Postings()
    for place, account in enumerate(accounts):
        times: list[Hashable] = [None, *sorted({value[: len("2025-08")] for value in account.dates}), *account.dates]
        words = account.words.telling
        found = {other for time in times for other in postings.candidates(words, time, sharing=sharing)}
        for other in sorted(found):
            yield other, place
        for time in dict.fromkeys(times):
            postings.add(place, words, time)


def short_forms(forms: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For acronyms, in lower case, the words of the name behind them; ``forms`` maps forms to canonical names."""
    found: dict[str, frozenset[str]] = {}
    for form, name in forms.items():
        if form.isupper() and " " not in form and len(form) > 1 and name.upper() != form:
            words = {word.casefold() for word in re.findall(r"[^\W\d_]{2,}", name)}
            if words:
                found[form.casefold()] = frozenset(words)
    return found


def weigher(texts: Sequence[str], forms: Mapping[str, str]) -> Likeness:
    """The measure for ``texts``, in which the acronyms of ``forms`` count as the names behind them."""
    return Likeness(texts, short_forms(forms))
