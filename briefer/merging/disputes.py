"""What sets two accounts of one happening against each other: how alike they are told, denials, tolls side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from briefer.merging.accounts import POSTINGS_AT_MOST, Account, dates_agree, is_day
from briefer.merging.likeness import Likeness, fold
from briefer.merging.quantities import comparable, conflict
from briefer.text.names import name_key, names_in

Kind = Literal["date", "number", "status", "attribution"]

# How much of the shorter account's words and of all words must agree, by what is compared. A figure for the killed or
# wounded of one day is itself a sign of the same happening; without a day, or of other things, it is none.
_ALIKE = {
    "casualties": (0.38, 0.18),
    "undated": (0.55, 0.3),
    "things": (0.7, 0.45),
    "date": (0.4, 0.2),
    "status": (0.5, 0.25),
}
TELLING = 2
_TOLL_SHARED = 4
_TOLL_WORDS = frozenset(
    fold(word)
    for word in "killed wounded missing unaccounted displaced homeless fled evacuated slain perished lost".split()
)
# Sentences within which a toll and the next one are of one happening.
_BESIDE = 3
CASUALTIES = frozenset({"killed", "wounded", "missing", "displaced"})
ROLE_LABELS = {
    "killed": "How many were killed",
    "wounded": "How many were wounded",
    "missing": "How many are missing",
    "detained": "How many were detained",
    "displaced": "How many were displaced",
    "rescued": "How many were rescued",
}


class Told(NamedTuple):
    """What a pair of accounts of one happening differs in; the values are those of the first and the second."""

    kind: Kind
    label: str
    values: tuple[str, str]


def alike(likeness: Likeness, one: Account, other: Account, needed: str) -> bool:
    """Whether the words of two accounts agree as far as is ``needed`` for the comparison of that name."""
    contained, shared = _ALIKE[needed]
    telling = len(one.words.telling & other.words.telling)
    if needed == "casualties" and len(one.words.all & other.words.all) >= _TOLL_SHARED:
        # "Gunmen at the Kelm market killed": of all these words only a name is no common one.
        telling += 1
    return (
        telling >= TELLING
        and likeness.containment(one.words, other.words) >= contained
        and likeness.jaccard(one.words, other.words) >= shared
    )


def said_by_others(one: Account, other: Account) -> bool:
    """Whether two speakers, each known, tell the two accounts, in different sentences of one source."""
    return (
        bool(one.speakers and other.speakers)
        and one.speakers.isdisjoint(other.speakers)
        and set(one.citations).isdisjoint(other.citations)
        and not one.documents.isdisjoint(other.documents)
    )


def by_denial(likeness: Likeness, one: Account, other: Account) -> Told | None:
    """What one has as so and another denies, in the words of the same deed."""
    denied = [_denies(account) for account in (one, other)]
    if denied[0] == denied[1] or not dates_agree(one.dates, other.dates) or not alike(likeness, one, other, "status"):
        return None
    told = other if denied[0] else one
    if told.is_negative or told.status in {"scheduled", "possible"}:
        return None
    values = tuple("denied" if each else "told as so" for each in denied)
    return Told("status", "Whether it is so", (values[0], values[1]))


def _denies(account: Account) -> bool:
    """Whether the account is somebody's denial; who was denied entry denies nothing."""
    return _denial().search(account.text) is not None


@cache
def _denial() -> re.Pattern[str]:
    charge = r"(?:claims?|reports?|charges?|accusations?|allegations?|suggestions?|assertions?)"
    return re.compile(
        r"\bden(?:y|ies|ied|ying)\s+(?:that|any|all|having|being|\w+ing\b|responsibility|involvement|its|his|her|their|"
        rf"(?:the |these |those |such )?{charge})"
        rf"|\b(?:reject|dismiss|refut|disput)(?:s|es|ed|ing)?\s+(?:as \w+ )?(?:the |these |those |any |all )?{charge}",
        re.IGNORECASE,
    )


def _counts_people(account: Account) -> bool:
    """Whether the account gives a toll; reading figures takes longer than seeing that there is no word of one."""
    return not account.words.all.isdisjoint(_TOLL_WORDS) and any(each.role in CASUALTIES for each in account.counts)


def tolls_of_a_day(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """The places of accounts that give tolls for one day and share a telling word, each pair once."""
    by_day: dict[tuple[str, str], list[int]] = {}
    for place, account in enumerate(accounts):
        if not _counts_people(account):
            continue
        found = set()
        for key in [(day, word) for day in account.dates if is_day(day) for word in account.words.telling]:
            found.update(by_day.setdefault(key, [])[-POSTINGS_AT_MOST:])
            by_day[key].append(place)
        yield from ((other, place) for other in sorted(found))


def tolls_beside(accounts: Sequence[Account]) -> Iterator[tuple[int, int, Told]]:
    """Tolls that two speakers give in neighbouring sentences, where hardly a word need be said twice."""
    by_document: dict[str, list[int]] = {}
    for place, account in enumerate(accounts):
        if account.speakers and _counts_people(account):
            by_document.setdefault(account.citations[0].document, []).append(place)
    for places in by_document.values():
        places.sort(key=lambda place: accounts[place].citations[0].first)
        for one, other in pairwise(places):
            first, second = accounts[one], accounts[other]
            apart = second.citations[0].first - first.citations[0].last
            if not 0 < apart <= _BESIDE or not said_by_others(first, second) or _speaks_of_more(first, second):
                continue
            if not dates_agree(first.dates, second.dates) or first.is_negative or second.is_negative:
                continue
            for mine in first.counts:
                theirs = next((each for each in second.counts if comparable(mine, each)), None)
                if theirs is not None and mine.role in CASUALTIES and conflict(mine, theirs):
                    yield (
                        one,
                        other,
                        Told("number", ROLE_LABELS[mine.role], (figure_told(mine.value), figure_told(theirs.value))),
                    )
                    break


def _speaks_of_more(one: Account, other: Account) -> bool:
    """Whether the second account names something that the first does not, besides who says it: then it may be another."""
    said = set().union(*(speaker.split() for speaker in other.speakers))
    names = {name_key(word) for name in names_in(other.text) for word in name.split()}
    return not names <= said | {name_key(word) for word in one.text.split()}


def figure_told(value: float) -> str:
    """A figure as it is printed."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
