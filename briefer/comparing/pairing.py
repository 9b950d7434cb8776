"""Which finding of an older brief is which of a newer one: the most alike pair first, each used once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from briefer.records import Actor, Finding
from briefer.text.names import name_key

_T = TypeVar("_T")
_WORD = re.compile(r"\d+|\w{3,}")
_STEM = 6
# A word that more findings share than this is no clue.
_POSTINGS_AT_MOST = 60
# Terms of likelihood move without the judgment becoming another; the small words say nothing.
_UNTELLING = re.compile(
    r"^(?:almost|very|highly|roughly|even|chance|odds|certai|nearly|likely|unlike|probab|improb|remote|will|would|may|might"
    r"|could|the|and|that|this|for|with|from|has|have|are|was|were|been|its|their)$"
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|cannot|den(?:y|ied|ies)|reject\w*|refut\w*|ruled out)\b|n[’']t\b", re.IGNORECASE
)
_SAME_EVIDENCE = 0.25


def words_of(text: str) -> frozenset[str]:
    """The telling words of ``text``, cut to their first letters so that inflected forms agree."""
    found = (word[:_STEM] for word in _WORD.findall(text.casefold()))
    return frozenset(word for word in found if not _UNTELLING.match(word))


def alikeness(one: str, other: str) -> float:
    """The share of telling words that two texts have in common (Jaccard index); 0 where one denies and the other does not."""
    if bool(_NEGATION.search(one)) != bool(_NEGATION.search(other)):
        return 0.0
    first, second = words_of(one), words_of(other)
    return len(first & second) / len(first | second) if first | second else float(one == other)


def evidence_in_common(one: Finding, other: Finding) -> float:
    """What two findings that rest on the same words gain: the share of quotations in common, weighed."""
    first, second = ({" ".join(c.quote.split()) for c in finding.citations} for finding in (one, other))
    return _SAME_EVIDENCE * len(first & second) / len(first | second) if first and second else 0.0


def pair(
    old: Sequence[_T], new: Sequence[_T], *, text: Callable[[_T], str], score: Callable[[_T, _T], float], alike: float
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """The pairs that score at least ``alike``, in the order of ``new``; what is gone, and what is new."""
    postings: dict[str, list[int]] = {}
    for place, item in enumerate(old):
        for word in words_of(text(item)):
            postings.setdefault(word, []).append(place)
    scored = []
    for number, item in enumerate(new):
        near = {p for word in words_of(text(item)) if len(f := postings.get(word, ())) <= _POSTINGS_AT_MOST for p in f}
        scored += [(-value, number, place) for place in near if (value := score(old[place], item)) >= alike]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, place in sorted(scored):
        if number not in partner and place not in taken:
            partner[number] = place
            taken.add(place)
    pairs = [(old[partner[number]], item) for number, item in enumerate(new) if number in partner]
    gone = [item for place, item in enumerate(old) if place not in taken]
    return pairs, gone, [item for number, item in enumerate(new) if number not in partner]


def pair_actors(
    old: Sequence[Actor], new: Sequence[Actor]
) -> tuple[list[tuple[Actor, Actor]], list[Actor], list[Actor]]:
    """Actors by any name that they have in common, by their main name first."""
    by_key: dict[str, int] = {}
    for place, actor in enumerate(old):
        by_key.setdefault(name_key(actor.name), place)
    for place, actor in enumerate(old):
        for alias in actor.aliases:
            by_key.setdefault(name_key(alias), place)
    taken: dict[int, int] = {}
    for keys_of in (lambda a: (a.name,), lambda a: a.aliases):
        for number, actor in enumerate(new):
            places = (by_key.get(name_key(form)) for form in keys_of(actor))
            known = next((p for p in places if p is not None and p not in taken.values()), None)
            if number not in taken and known is not None:
                taken[number] = known
    pairs = [(old[taken[number]], actor) for number, actor in enumerate(new) if number in taken]
    kept = set(taken.values())
    gone = [actor for place, actor in enumerate(old) if place not in kept]
    return pairs, gone, [actor for number, actor in enumerate(new) if number not in taken]
