"""Deeds of two parties told from either side: who sells gives what the buyer gets, who loses is beaten by who wins.

A claim may turn a verb into its converse, but not let the parties change sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefer.grounding.alignment import SYNONYM, Links
from briefer.grounding.operators import is_passive
from briefer.grounding.roles import Partners, Slots, looks_verbal, slots_of
from briefer.grounding.words import Word
from briefer.text.thesaurus import converses

# Who gets one of these has to give what it is for.
_TURNING = frozenset("order contract request bid tender demand invoice deal commission".split())
_PRONOUNS = frozenset("he she they it".split())
_NONE: frozenset[int] = frozenset()


class _Deed(NamedTuple):
    """A deed of two parties, each by the places of the words for it."""

    at: int
    sense: str
    first: frozenset[int]
    second: frozenset[int]
    thing: frozenset[int]


def sides_changed(claim: Sequence[Word], evidence: Sequence[Word], links: Links) -> tuple[int, int] | None:
    """Two words of the claim of which one stands on the other's side in every account of a deed that the evidence gives."""
    partners = {place: frozenset(places) for place, (near, places) in links.items() if near <= SYNONYM}
    ours = list(_deeds(claim))
    if not ours:
        return None
    theirs = list(_deeds(evidence))
    for deed in ours:
        accounts = [each for each in theirs if each.sense == deed.sense and _is_of(each, deed, partners)]
        pairs = [_changed(claim, deed, each, partners) for each in accounts]
        found = [pair for pair in pairs if pair is not None]
        if found and len(found) == len(pairs):
            return found[0]
    return None


def _deeds(words: Sequence[Word]) -> Iterator[_Deed]:
    for at, word in enumerate(words):
        if word.role != "content" or word.bases.isdisjoint(converses()) or not looks_verbal(words, at):
            continue
        slots = slots_of(words, at)
        if "subject" not in slots and (named := _antecedent(words, at)):
            slots = {**slots, "object" if is_passive(words, at) else "subject": named}
        # A particle makes another verb of it.
        forms = [base for base in word.bases if "_" in base] or list(word.bases)
        for pattern in sorted({each for form in forms for each in converses().get(form, ())}):
            first, second = _party(words, slots, pattern.first), _party(words, slots, pattern.second)
            thing = slots.get("object", _NONE) - first - second
            if pattern.sense == "transfer" and not first:
                # "Buys the port's cranes": from the port.
                first = frozenset(place for place in thing if words[place].is_possessive)
                thing -= first
            # Who wins an order delivers.
            turns = any(not words[place].bases.isdisjoint(_TURNING) for place in thing)
            if (first or second) and not turns:
                yield _Deed(at, pattern.sense, first, second, thing)


def _antecedent(words: Sequence[Word], at: int) -> frozenset[int]:
    """The names that a pronoun before a verb takes up from its sentence: "after Orr's men fled, they asked"."""
    place = at - 1
    while place > 0 and (words[place].role == "function" and words[place].low not in _PRONOUNS):
        place -= 1
    if place <= 0 or words[place].low not in _PRONOUNS:
        return _NONE
    start = next((p + 1 for p in range(place - 1, -1, -1) if words[p].low in (".", ";")), 0)
    for before in range(start, place):
        if looks_verbal(words, before):
            named = frozenset(p for p in slots_of(words, before).get("subject", _NONE) if words[p].role == "name")
            if named:
                return named
    return _NONE


def _party(words: Sequence[Word], slots: Slots, places: tuple[str, ...]) -> frozenset[int]:
    """The words of the first of ``places`` that is filled; of "gave the navy ships" the names, if there are any."""
    for place in places:
        filled = slots.get(place, _NONE)
        if filled:
            named = frozenset(at for at in filled if words[at].role == "name")
            return named or frozenset(at for at in filled if words[at].role == "content")
    return _NONE


def _is_of(account: _Deed, deed: _Deed, partners: Partners) -> bool:
    """Whether an account of a deed has a party of the claim's."""
    parties = account.first | account.second | account.thing
    return any(partners.get(place, _NONE) & parties for place in deed.first | deed.second)


def _changed(claim: Sequence[Word], deed: _Deed, account: _Deed, partners: Partners) -> tuple[int, int] | None:
    """The parties of the claim that stand on the other side in the account: both, or a name whose own side is another's."""
    firsts = _standing(partners, deed.first, account.second, account.first)
    seconds = _standing(partners, deed.second, account.first, account.second)
    if firsts and seconds:
        return firsts[0], seconds[0]
    # "Who bought whom": of a firm that is sold, the party and the thing.
    for party, told in ((deed.first, account.first), (deed.second, account.second)):
        bought = _standing(partners, party, account.thing, told)
        buying = _standing(partners, deed.thing, told, account.thing)
        if bought and buying:
            return bought[0], buying[0]
    for moved, own, rivals, side in (
        (firsts, deed.first, deed.second, account.first),
        (seconds, deed.second, deed.first, account.second),
    ):
        names = [place for place in moved if claim[place].role == "name"]
        stays = any(partners.get(place, _NONE) & side for place in own)
        if names and len(moved) == len(own) and not stays:
            return names[0], min(rivals, default=deed.at)
    return None


def _standing(partners: Partners, places: frozenset[int], here: frozenset[int], there: frozenset[int]) -> list[int]:
    """The words whose counterparts stand ``here`` and not ``there``."""
    found = ((place, partners.get(place, _NONE)) for place in sorted(places))
    return [place for place, others in found if others & here and not others & there]


def are_converse(one: Word, other: Word) -> bool:
    """Whether two verbs may tell one deed from its two sides: "bought" and "sold"."""
    here, there = (
        {(each.sense, each.first) for base in word.bases for each in converses().get(base, ())} for word in (one, other)
    )
    return any(sense == another and first != side for sense, first in here for another, side in there)
