"""Who is said to have done it: accounts of one attack that name different parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from briefer.merging.accounts import Account, capped, negative
from briefer.records import Claim, Contradiction
from briefer.text.names import name_key

_REACH = 60


@cache
def _before_name() -> re.Pattern[str]:
    """What stands before the name of who did it."""
    return re.compile(
        r"\b(?:(?:carried out|launched|claimed|staged|perpetrated|ordered|fired) by"
        r"|blam(?:ed|es|ing)(?: it on| the (?:attack|strike|blast|bombing) on)?|accus(?:ed|es|ing)|(?:the )?work of)\s+(?:the\s+)?"
    )


@cache
def _behind_name() -> re.Pattern[str]:
    """What stands behind the name of who did it."""
    return re.compile(
        r"\s*(?:\([^)]{1,40}\)\s*)?,?\s*(?:(?:has |have |had )?claimed responsibility|(?:was|were|is|are) (?:behind|responsible for)"
        r"|(?:had |has )?(?:carried out|launched|staged) the (?:attack|strike|raid|bombing|drones))"
    )


def blame_differs(
    accounts: Sequence[Account],
    roots: Sequence[frozenset[str]],
    attacks: Sequence[tuple[int, int]],
    forms: Mapping[str, str],
) -> list[Contradiction]:
    """One contradiction for each two sources that tell of one attack and blame different parties for it.

    ``attacks`` are pairs of accounts of one attack by independent sources; ``roots`` the independent sources of each
    account; ``forms`` map the forms of names to canonical ones. A source that blames two parties, or tells of several
    attacks, is left out: nobody can say by rule which of them it means.
    """
    partners: dict[str, set[str]] = {}
    for one, other in attacks:
        for first in roots[one]:
            for second in roots[other]:
                partners.setdefault(first, set()).add(second)
                partners.setdefault(second, set()).add(first)
    if not partners:
        return []
    blamed = _blamed(accounts, roots, partners, forms)
    sides: dict[str, list[int]] = {}
    for source, (name, places) in blamed.items():
        if any(blamed[partner][0] != name for partner in sorted(partners[source]) if partner in blamed):
            sides.setdefault(name, []).extend(places)
    if len(sides) < 2:
        return []
    ordered = sorted(sides, key=lambda name: min(sides[name]))
    claims = tuple(
        Claim(
            text=accounts[sides[name][0]].text,
            citations=capped([c for place in sides[name] for c in accounts[place].citations]),
        )
        for name in ordered
    )
    return [Contradiction(subject=f"Who is blamed: {' or '.join(ordered)}", kind="attribution", sides=claims)]


def _blamed(
    accounts: Sequence[Account],
    roots: Sequence[frozenset[str]],
    partners: Mapping[str, set[str]],
    forms: Mapping[str, str],
) -> dict[str, tuple[str, list[int]]]:
    """The one party that each source blames, with the accounts that say so."""
    found: dict[str, dict[str, list[int]]] = {}
    by_key = {name_key(form): name for form, name in forms.items()}
    for place, account in enumerate(accounts):
        sources = sorted(roots[place] & partners.keys())
        for name in dict.fromkeys(_parties(account.text, by_key)) if sources else ():
            for source in sources:
                found.setdefault(source, {}).setdefault(name, []).append(place)
    return {source: next(iter(names.items())) for source, names in found.items() if len(names) == 1}


def _parties(text: str, by_key: Mapping[str, str]) -> Iterator[str]:
    """The canonical names of those whom a text says to have done it."""
    for match in _before_name().finditer(text):
        if not negative(text[max(0, match.start() - _REACH) : match.start()]):
            name = _name_at(text[match.end() : match.end() + _REACH], by_key, from_start=True)
            if name is not None:
                yield name
    for match in _behind_name().finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        name = _name_at(before, by_key, from_start=False)
        if name is not None and not negative(text[match.start() : match.end() + 1]):
            yield name


def _name_at(text: str, by_key: Mapping[str, str], *, from_start: bool) -> str | None:
    """The longest known name with which a stretch of text begins or ends."""
    words = text.split()
    for size in range(min(6, len(words)), 0, -1):
        run = words[:size] if from_start else words[-size:]
        form = " ".join(run).strip(".,;:“”\"'()")
        if form[:1].isupper() and (name := by_key.get(name_key(form))) is not None:
            return name
    return None
