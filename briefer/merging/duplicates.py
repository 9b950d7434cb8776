"""Which findings tell the same: found through their rarer words, so that long documents stay linear."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from briefer.merging.accounts import Account, Postings, capped, counts_conflict
from briefer.merging.identity import standing
from briefer.merging.likeness import Likeness
from briefer.records import Finding

_FindingT = TypeVar("_FindingT", bound=Finding)

# Across documents, this share of the shorter telling's words is enough where so much of all words agrees too.
_CONTAINED = 0.7
_CONTAINED_ALIKE = 0.3
_FEWEST_SHARED = 4
# So many times the content words make one telling the fuller.
_MUCH_MORE = 1.2


def join_duplicates(
    findings: Sequence[_FindingT],
    *,
    likeness: Likeness,
    text: Callable[[_FindingT], str],
    bucket: Callable[[_FindingT], Hashable],
    alike: float,
) -> tuple[_FindingT, ...]:
    """``findings`` with those joined that share a bucket and at least ``alike`` of their words, by weight (Jaccard).

    Across documents less is enough where one telling holds most of the other. The better supported one is kept, the
    earlier among equals; citations of all are kept with it.
    """
    kept: list[_FindingT] = []
    accounts: list[Account] = []
    postings = Postings()
    for finding in findings:
        wording = text(finding)
        account = Account(wording, likeness.words(wording), finding.citations)
        place = (bucket(finding), account.is_negative)
        best, best_share = None, 0.0
        for candidate in postings.candidates(account.words.all, place):
            share = likeness.jaccard(account.words, accounts[candidate].words)
            if share > best_share and tell_the_same(likeness, account, accounts[candidate], alike):
                best, best_share = candidate, share
        if best is None:
            postings.add(len(kept), account.words.all, place)
            kept.append(finding)
            accounts.append(account)
        else:
            kept[best] = joined(kept[best], finding, other_is_fuller=is_fuller(account, accounts[best]))
            accounts[best] = Account(text(kept[best]), likeness.words(text(kept[best])), kept[best].citations)
    return tuple(kept)


def tell_the_same(likeness: Likeness, one: Account, other: Account, alike: float) -> bool:
    """Whether two accounts agree in their words and do not count the same thing differently."""
    share = likeness.jaccard(one.words, other.words)
    are_alike = share >= alike or (
        share >= _CONTAINED_ALIKE
        and one.documents.isdisjoint(other.documents)
        and len(one.words.all & other.words.all) >= _FEWEST_SHARED
        and likeness.containment(one.words, other.words) >= _CONTAINED
    )
    # Each has a number that the other lacks: eleven dead and seventeen dead, ship 3 and ship 4.
    return are_alike and not (
        _dated_apart(one, other)
        or (one.figures - other.figures and other.figures - one.figures)
        or counts_conflict(one.counts, other.counts)
    )


def _dated_apart(one: Account, other: Account) -> bool:
    """Whether two sources give a day of one month differently: "on 21 April" and "on 23 April"."""
    if not one.documents.isdisjoint(other.documents):
        return False
    mine, theirs = _days_named(one.text), _days_named(other.text)
    return any(month in theirs and not days & theirs[month] for month, days in mine.items())


def _days_named(text: str) -> dict[str, set[str]]:
    """The days of each month that a text names, by the first letters of the month."""
    found: dict[str, set[str]] = {}
    for match in _DAY_NAMED.finditer(text):
        month = (match["month"] or match["month_before"])[:3].casefold()
        found.setdefault(month, set()).add(match["day"] or match["day_behind"])
    return found


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY_NAMED = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})\b|\b(?P<month_before>{_MONTH})\.? (?P<day_behind>\d{{1,2}})\b(?!\d|:)"
)


def joined(one: _FindingT, other: _FindingT, *, other_is_fuller: bool = False) -> _FindingT:
    """The better supported of two findings, else the fuller, else the first; with the citations of both."""
    ranks = [
        (standing(finding), is_worse) for finding, is_worse in ((one, other_is_fuller), (other, not other_is_fuller))
    ]
    better, worse = (other, one) if ranks[1] < ranks[0] else (one, other)
    return better.model_copy(update={"citations": capped((*better.citations, *worse.citations))})


def is_fuller(account: Account, than: Account) -> bool:
    """Whether an account of another document tells more than one, or the same in fewer letters.

    It does not depend on which of the two came first; within a document the first stands.
    """
    if not account.documents.isdisjoint(than.documents):
        return False
    size, other = len(account.words.all), len(than.words.all)
    if max(size, other) > _MUCH_MORE * min(size, other):
        return size > other
    return (len(account.text), account.text) < (len(than.text), than.text)
