"""Events told again: with another precision, without a date, with another certainty."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from briefer.merging.accounts import Account, Postings, dates_agree, is_day
from briefer.merging.duplicates import is_fuller, joined, tell_the_same
from briefer.merging.likeness import Likeness, deeds_in
from briefer.records import Citation, Document, Event
from briefer.text.dates import edtf_bounds

# Shares of words at which two events tell the same; set on pairs from the examples and wire stories.
_SAME_TIME = 0.5
_OTHER_PRECISION = 0.6
_PLAN_SHARED = 2
_PLAN_CONTAINED = 0.6
_PLAN_WORDED = 0.7
_DAY_SHARED = 3
_DAY_CONTAINED = 0.6
# What happened and what is said to have happened may be one; what is planned or possible is neither.
_HAPPENED = frozenset({"occurred", "ongoing", "alleged"})


def join_events(events: Sequence[Event], likeness: Likeness) -> tuple[Event, ...]:
    """``events`` with those joined that tell of one happening, in order of appearance.

    A day within a month or year that another source gives is the same time, told more exactly, and so is none at all;
    then more of the words must agree. Of two dates the more exact one is kept. What two sources have planned for one day
    needs few words in common.
    """
    kept: list[Event] = []
    accounts: list[Account] = []
    postings = Postings()
    for event in events:
        account = _account(event, likeness)
        best, best_share = None, 0.0
        for candidate in postings.candidates(account.words.all, account.is_negative):
            other = accounts[candidate]
            share = likeness.jaccard(account.words, other.words)
            # Within a document no less than this is one happening: most pairs need no closer look.
            if share <= best_share or (share < _SAME_TIME and not account.documents.isdisjoint(other.documents)):
                continue
            if _is_same(likeness, account, other):
                best, best_share = candidate, share
        if best is None:
            postings.add(len(kept), account.words.all, account.is_negative)
            kept.append(event)
            accounts.append(account)
        else:
            kept[best] = _told_together(kept[best], event, other_is_fuller=is_fuller(account, accounts[best]))
            accounts[best] = _account(kept[best], likeness)
    return tuple(kept)


def without_reporting_days(events: Sequence[Event], documents: Sequence[Document]) -> list[Event]:
    """``events`` without those that only date the telling: the same sentence, on the day before or of its publication.

    "The port was struck on Monday, officials said on Friday" happened on Monday, where Friday is the day of the paper.
    """
    published = {document.id: document.source.published for document in documents}
    dated: dict[tuple[str, tuple[Citation, ...]], set[str]] = {}
    for event in events:
        if event.date and is_day(event.date):
            dated.setdefault((event.text, event.citations), set()).add(event.date)
    return [event for event in events if not _is_told_day(event, dated, published)]


def _is_told_day(
    event: Event, dated: Mapping[tuple[str, tuple[Citation, ...]], set[str]], published: Mapping[str, date | None]
) -> bool:
    others = dated.get((event.text, event.citations), set()) - {event.date or ""}
    days = {day for citation in event.citations if (day := published.get(citation.document)) is not None}
    if event.date is None or not event.date_text or not others or not days:
        return False
    told_on = {(day - timedelta(days=back)).isoformat() for day in days for back in (0, 1)}
    if event.date not in told_on:
        return False
    saying = rf"\b(?:said|told [^.;]{{1,40}}|announced|reported|warned|stated|added|wrote|tweeted)(?: in a statement)?,? (?:on |late on |early on )?{re.escape(event.date_text)}"
    return re.search(saying, event.text) is not None


def _account(event: Event, likeness: Likeness) -> Account:
    dates = (event.date,) if event.date else ()
    return Account(event.text, likeness.words(event.text), event.citations, dates, event.status)


def _is_same(likeness: Likeness, one: Account, other: Account) -> bool:
    same_sentence = not set(one.citations).isdisjoint(other.citations)
    if one.dates == other.dates:
        across = one.status != other.status
        if across and not ({one.status, other.status} <= _HAPPENED and one.documents.isdisjoint(other.documents)):
            return False
        return (
            tell_the_same(likeness, one, other, _SAME_TIME)
            or _same_plan(likeness, one, other)
            or _same_day(likeness, one, other)
        )
    # One sentence may give a happening several dates: when it began, when it was told.
    if same_sentence or one.status != other.status:
        return False
    return tell_the_same(likeness, one, other, _OTHER_PRECISION) and dates_agree(one.dates, other.dates)


def _same_plan(likeness: Likeness, one: Account, other: Account) -> bool:
    """Whether two sources have the same deed planned for the same day, with most of the shorter telling's words."""
    if one.status != "scheduled" or not one.dates or not is_day(one.dates[0]):
        return False
    shared = len(one.words.all & other.words.all)
    contained = likeness.containment(one.words, other.words)
    is_one_deed = bool(deeds_in(one.words) & deeds_in(other.words))
    return (
        one.documents.isdisjoint(other.documents)
        and (
            (is_one_deed and shared >= _PLAN_SHARED and contained >= _PLAN_CONTAINED)
            or (shared > _PLAN_SHARED and contained >= _PLAN_WORDED)
        )
        and not (one.figures - other.figures and other.figures - one.figures)
    )


def _same_day(likeness: Likeness, one: Account, other: Account) -> bool:
    """Whether two sources tell of one deed of one day, with most of the shorter telling's words and no other count.

    Who is quoted, and what else the longer one tells, makes two tellings of one happening unlike.
    """
    return (
        {one.status, other.status} <= _HAPPENED
        and bool(one.dates)
        and is_day(one.dates[0])
        and one.documents.isdisjoint(other.documents)
        and bool(deeds_in(one.words) & deeds_in(other.words))
        and len(one.words.telling & other.words.telling) >= _DAY_SHARED
        and likeness.containment(one.words, other.words) >= _DAY_CONTAINED
        and not (one.figures - other.figures and other.figures - one.figures)
    )


def _told_together(one: Event, other: Event, *, other_is_fuller: bool) -> Event:
    """One event of two, with the more exact date, the actors of both, and the more certain status."""
    event = joined(one, other, other_is_fuller=other_is_fuller)
    dated = min((one, other), key=_days)
    changes: dict[str, object] = {"actors": tuple(dict.fromkeys((*one.actors, *other.actors)))}
    if dated.date != event.date:
        changes |= {"date": dated.date, "date_text": dated.date_text}
    return event.model_copy(update=changes)


def _days(event: Event) -> int:
    """How many days the date of an event leaves open."""
    bounds = edtf_bounds(event.date) if event.date else None
    return (bounds[1] - bounds[0]).days if bounds else 1_000_000
