"""Accounts of one happening that cannot all be right: other numbers, other days, called off or not, others to blame.

Precision comes first: only accounts of independent sources are set against each other, or of two speakers in one source,
and only where their words show that they are of one happening. A difference that is missed stands in the timeline all
the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from briefer.merging.accounts import (
    Account,
    capped,
    dates_agree,
    days_between,
    is_day,
    pairs,
)
from briefer.merging.blame import blame_differs
from briefer.merging.disputes import (
    CASUALTIES,
    ROLE_LABELS,
    TELLING,
    Told,
    alike,
    by_denial,
    figure_told,
    said_by_others,
    tolls_beside,
    tolls_of_a_day,
)
from briefer.merging.likeness import Likeness, deeds_in, fold
from briefer.merging.quantities import Quantity, comparable, conflict
from briefer.records import Citation, Claim, Contradiction, Document, Finding, Findings
from briefer.text.dates import edtf_bounds
from briefer.text.names import name_key

# Accounts of one happening differ by so many days at most; what is planned may be moved further.
_DAYS_APART = 5
_MONTH = 31
_DAYS_MOVED = 45
_LABEL_WORDS = 6


class _Pair(NamedTuple):
    one: int
    other: int
    told: Told


def find_contradictions(
    found: Findings, documents: Sequence[Document], likeness: Likeness, forms: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """The contradictions among merged findings, each with the accounts of either side, in the order of the findings."""
    published = {document.id: document.source.published for document in documents}
    accounts = _accounts(found, likeness, published)
    if len(accounts) < 2:
        return ()

    def root(account: Account) -> frozenset[str]:
        return frozenset(found.copies.get(document, document) for document in account.documents)

    roots = [root(account) for account in accounts]
    near = list(pairs(accounts, sharing=TELLING))
    if len(frozenset().union(*roots)) > 1:
        near = list(dict.fromkeys((*near, *tolls_of_a_day(accounts))))
    linked = [(one, other) for one, other in near if roots[one].isdisjoint(roots[other])]
    spoken = [(one, other) for one, other in near if said_by_others(accounts[one], accounts[other])]
    differing = [
        _Pair(one, other, told)
        for one, other in dict.fromkeys((*linked, *spoken))
        for told in _differences(likeness, accounts, one, other, published)
    ]
    differing += [_Pair(*told) for told in tolls_beside(accounts)]
    contradictions = [_contradiction(accounts, group, published) for group in _grouped(differing)]
    attacks = [pair for pair in linked if _one_attack(likeness, accounts, *pair)]
    # Where both sources' tellings of the attack were joined into one, whom they blame may still differ.
    attacks += [(n, n) for n, account in enumerate(accounts) if len(roots[n]) > 1 and _is_dated_attack(account)]
    contradictions += blame_differs(accounts, roots, attacks, forms)
    return tuple(contradictions)


def borne_out(contradictions: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """Those whose every side is carried by the sentences that it cites."""
    return tuple(each for each in contradictions if all(_is_carried(side) for side in each.sides))


def _is_carried(finding: Finding) -> bool:
    return finding.support is None or finding.support.verdict != "unsupported"


def _accounts(found: Findings, likeness: Likeness, published: Mapping[str, date | None]) -> list[Account]:
    """Events, then the points and statements whose sentences no event cites; each sentence tells once."""
    by_sentence: dict[object, int] = {}
    accounts: list[Account] = []
    speakers: dict[Citation, set[str]] = {}
    for statement in filter(_is_carried, found.statements):
        for citation in statement.citations:
            speakers.setdefault(citation, set()).add(name_key(statement.speaker))
    for event in filter(_is_carried, found.events):
        dates = (event.date,) if event.date else ()
        first = by_sentence.get(event.citations[:1]) if event.citations else None
        if first is not None and accounts[first].text == event.text:
            accounts[first] = _with_dates(accounts[first], dates)
            continue
        by_sentence.setdefault(event.citations[:1], len(accounts))
        accounts.append(Account(event.text, likeness.words(event.text), event.citations, dates, event.status))
    accounts = [_without_reporting_day(account, published) for account in accounts]
    cited = {citation for account in accounts for citation in account.citations}
    others = [(point.text, point.citations) for point in filter(_is_carried, found.key_points)]
    others += [(f"{s.speaker}: {s.claim}", s.citations) for s in filter(_is_carried, found.statements)]
    others += [(relation.text, relation.citations) for relation in filter(_is_carried, found.relations)]
    for text, citations in others:
        if citations and cited.isdisjoint(citations):
            cited.update(citations)
            accounts.append(Account(text, likeness.words(text), citations))
    return [replace(each, speakers=_speakers_of(each, speakers)) for each in accounts if each.citations]


def _speakers_of(account: Account, speakers: Mapping[Citation, set[str]]) -> frozenset[str]:
    return frozenset().union(*(speakers.get(citation, ()) for citation in account.citations))


def _with_dates(account: Account, dates: Sequence[str]) -> Account:
    merged = tuple(dict.fromkeys((*account.dates, *dates)))
    return replace(account, dates=merged)


def _without_reporting_day(account: Account, published: Mapping[str, date | None]) -> Account:
    """Of several dates in one sentence that of its publication is when it was told, not when it happened."""
    told = {day.isoformat() for document in account.documents if (day := published.get(document)) is not None}
    dates = tuple(value for value in account.dates if value not in told)
    if not dates or len(dates) == len(account.dates):
        return account
    return replace(account, dates=dates)


def _differences(
    likeness: Likeness, accounts: Sequence[Account], one: int, other: int, published: Mapping[str, date | None]
) -> Iterator[Told]:
    first, second = accounts[one], accounts[other]
    if first.is_negative == second.is_negative:
        yield from _by_number(likeness, first, second, published)
        if (told := _by_date(likeness, accounts, first, second)) is not None:
            yield told
    if (told := _by_status(likeness, first, second)) is not None:
        yield told
    if (told := by_denial(likeness, first, second)) is not None:
        yield told


def _by_number(
    likeness: Likeness, one: Account, other: Account, published: Mapping[str, date | None]
) -> Iterator[Told]:
    if not one.counts or not other.counts or not _same_time(one, other, published):
        return
    for quantity in one.counts:
        mine = [each for each in one.counts if comparable(quantity, each)]
        theirs = [each for each in other.counts if comparable(quantity, each)]
        if not theirs or not all(conflict(a, b) for a in mine for b in theirs):
            continue
        if not alike(likeness, one, other, _needed(quantity, one, other)):
            continue
        label = ROLE_LABELS.get(quantity.role) or f"How many {quantity.noun or 'there were'}"
        yield Told("number", label, (figure_told(quantity.value), figure_told(theirs[0].value)))


def _needed(quantity: Quantity, one: Account, other: Account) -> str:
    if quantity.role not in CASUALTIES:
        return "things"
    return "casualties" if one.dates and other.dates else "undated"


def _same_time(one: Account, other: Account, published: Mapping[str, date | None]) -> bool:
    """Whether two figures can be of one time: known to the month at least, or told in papers of about the same day."""
    if one.dates and other.dates:
        return _near(one, other) and all(_is_exact(value) for value in (*one.dates, *other.dates))
    days = [_days_of(account, published) for account in (one, other)]
    gaps = [abs((a - b).days) for a in days[0] for b in days[1]]
    return bool(gaps) and min(gaps) <= _DAYS_APART


def _is_exact(value: str) -> bool:
    bounds = edtf_bounds(value)
    return bounds is not None and (bounds[1] - bounds[0]).days <= _MONTH


def _days_of(account: Account, published: Mapping[str, date | None]) -> list[date]:
    return sorted({day for document in account.documents if (day := published.get(document)) is not None})


def _near(one: Account, other: Account) -> bool:
    """Whether two accounts can be of one happening by their dates, a few days' disagreement allowed."""
    if dates_agree(one.dates, other.dates):
        return True
    gaps = [gap for a in one.dates for b in other.dates if (gap := days_between(a, b)) is not None]
    return bool(gaps) and min(gaps) <= 1


def _by_date(likeness: Likeness, accounts: Sequence[Account], one: Account, other: Account) -> Told | None:
    if len(one.dates) != 1 or len(other.dates) != 1 or not is_day(one.dates[0]) or not is_day(other.dates[0]):
        return None
    gap = days_between(one.dates[0], other.dates[0])
    planned = one.status == other.status == "scheduled"
    if not gap or gap > (_DAYS_MOVED if planned else _DAYS_APART) or "possible" in {one.status, other.status}:
        return None
    if (one.status == "scheduled") != (other.status == "scheduled"):
        return None
    same_deed = deeds_in(one.words) & deeds_in(other.words)
    if not same_deed or not alike(likeness, one, other, "date"):
        return None
    if _told_twice(likeness, accounts, one, other):
        return None
    return Told("date", "When it is to be" if planned else "When it happened", (one.dates[0], other.dates[0]))


def _told_twice(likeness: Likeness, accounts: Sequence[Account], one: Account, other: Account) -> bool:
    """Whether either source knows a like happening on the day of the other: then there were two."""
    for account, day in ((one, other.dates[0]), (other, one.dates[0])):
        for third in accounts:
            if (
                third is not account
                and third.dates == (day,)
                and not third.documents.isdisjoint(account.documents)
                and deeds_in(third.words) & deeds_in(account.words)
                and alike(likeness, account, third, "casualties")
            ):
                return True
    return False


def _by_status(likeness: Likeness, one: Account, other: Account) -> Told | None:
    """What one source has as planned and another as called off."""
    off = ["cancel" in account.words.all and not account.is_negative for account in (one, other)]
    if off[0] == off[1] or not alike(likeness, one, other, "status") or not dates_agree(one.dates, other.dates):
        return None
    going = other if off[0] else one
    if going.status not in {"scheduled", "occurred", "ongoing"} or going.is_negative:
        return None
    values = tuple("called off" if each else "as planned" for each in off)
    return Told("status", "Whether it goes ahead", (values[0], values[1]))


def _one_attack(likeness: Likeness, accounts: Sequence[Account], one: int, other: int) -> bool:
    """Whether two accounts are of one attack, so that who is blamed for it can be compared."""
    first, second = accounts[one], accounts[other]
    return (
        _is_dated_attack(first)
        and _is_dated_attack(second)
        and _near(first, second)
        and alike(likeness, first, second, "casualties")
    )


def _is_dated_attack(account: Account) -> bool:
    return bool(account.dates) and bool(deeds_in(account.words) & {"attack", "explode", "kill"})


def _grouped(differing: Sequence[_Pair]) -> list[list[_Pair]]:
    """The pairs in groups of one contradiction: the same label, and accounts in common."""
    groups: list[list[_Pair]] = []
    places: dict[tuple[str, str, int], int] = {}
    for pair in differing:
        keys = [(pair.told.kind, pair.told.label, account) for account in (pair.one, pair.other)]
        home = next((places[key] for key in keys if key in places), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(pair)
        for key in keys:
            places.setdefault(key, home)
    return groups


def _contradiction(
    accounts: Sequence[Account], group: Sequence[_Pair], published: Mapping[str, date | None]
) -> Contradiction:
    sides: dict[str, list[int]] = {}
    for pair in group:
        for value, account in zip(pair.told.values, (pair.one, pair.other), strict=True):
            if account not in sides.setdefault(value, []):
                sides[value].append(account)
    told = group[0].told
    ordered = sorted(
        sides, key=lambda value: (max(_days(accounts, sides[value], published), default=date.max), min(sides[value]))
    )
    about = _about(accounts[group[0].one], accounts[group[0].other], is_of_figures=told.kind == "number")
    subject = f"{told.label}{f' ({about})' if about else ''}: {' or '.join(ordered)}"
    later = _later(accounts, sides, ordered, published) if told.kind in {"number", "status"} else None
    claims = tuple(_side(accounts, sides[value]) for value in ordered)
    return Contradiction(subject=f"{subject}{f'; {later}' if later else ''}", kind=told.kind, sides=claims)


def _side(accounts: Sequence[Account], places: Sequence[int]) -> Claim:
    citations = capped([citation for place in places for citation in accounts[place].citations])
    return Claim(text=accounts[places[0]].text, citations=citations)


def _about(one: Account, other: Account, *, is_of_figures: bool) -> str:
    """What both accounts speak of, in the words of the shorter one, in their order."""
    shared = one.words.all & other.words.all
    telling = one.words.telling & other.words.telling
    text = min((one, other), key=lambda account: len(account.text)).text
    words = [word.strip(".,;:()“”\"'") for word in text.replace("’", "'").replace("'s ", " ").split()]
    # Whose figure it is, the sides tell; who denies a deed is what it is about.
    speakers = one.speakers | other.speakers if is_of_figures else frozenset()
    spoken = {part for speaker in speakers for part in speaker.split()}
    folded = [(word, fold(word.casefold())) for word in words if name_key(word) not in spoken]
    told = dict.fromkeys(word for word, form in folded if form in telling or (form in shared and word[:1].isupper()))
    return " ".join(list(told)[:_LABEL_WORDS])


def _days(accounts: Sequence[Account], places: Sequence[int], published: Mapping[str, date | None]) -> list[date]:
    return sorted({day for place in places for day in _days_of(accounts[place], published)})


def _later(
    accounts: Sequence[Account],
    sides: Mapping[str, Sequence[int]],
    ordered: Sequence[str],
    published: Mapping[str, date | None],
) -> str | None:
    """That one side was published behind all others, and so may tell what became known since."""
    newest = ordered[-1]
    begins = min(_days(accounts, sides[newest], published), default=date.min)
    ends = [max(_days(accounts, sides[value], published), default=date.max) for value in ordered[:-1]]
    if any(end >= begins for end in ends):
        return None
    return f"{newest} is the later report ({begins.isoformat()}) and may be an update"
