"""The clauses of a claim, and those of its evidence that tell the same.

A claim may tell a deed in words of which none stands for the evidence's verb. What the clause speaks of then says which
clause of the evidence it retells, and with it whether that is denied or hedged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.grounding.alignment import BROADER, DERIVED, Links
from briefer.grounding.operators import Operator
from briefer.grounding.roles import looks_verbal, slots_of
from briefer.grounding.telling import Telling, frames_of_claim
from briefer.grounding.words import Word, is_light

_OPENERS = frozenset(
    "but while whereas although though because which who whose whom when if unless until after before since so".split()
)
_MARKS = frozenset(",;:.!?—–()")
_FINITE = frozenset("is are was were has have had will would may might could can must should do does did".split())
_RELATIVE = frozenset("which who that whose".split())
# So many words of a clause at least, and this part of them, must stand in one clause of the evidence.
_FEWEST = 2
_PART = 0.75
_FIGURE_ROLES = ("content", "name", "number")
# The noun that "which" takes up stands among so many words before it.
_ANTECEDENT = 8


@dataclass(frozen=True)
class Clause:
    """A part of a claim with a verb of its own: its places, and the counterparts of its words by place.

    ``verb`` is the place of the first verb, ``same`` where the evidence has that very verb.
    """

    places: tuple[int, ...]
    verb: int
    links: dict[int, frozenset[int]]
    same: frozenset[int]


def clauses(claim: Telling, evidence: Telling, links: Links) -> Iterator[Clause]:
    """The clauses of a claim that tell something, who says it left out."""
    own = frames_of_claim(claim)
    figures: dict[str, set[int]] = {}
    for place, word in enumerate(evidence.words):
        if word.role == "number":
            figures.setdefault(word.low, set()).add(place)
    for places in spans(claim.words):
        told = [place for place in places if place not in own and claim.words[place].role in _FIGURE_ROLES]
        verb = next((place for place in told if looks_verbal(claim.words, place)), None)
        if verb is None:
            continue
        found = {place: frozenset(links[place][1]) for place in told if place in links}
        found |= {
            place: frozenset(figures[claim.words[place].low])
            for place in told
            if claim.words[place].role == "number" and claim.words[place].low in figures
        }
        near, same = links.get(verb, (BROADER, []))
        is_telling = near <= DERIVED and not is_light(claim.words[verb])
        yield Clause(places, verb, found, frozenset(same) if is_telling else frozenset())


def spans(words: Sequence[Word]) -> list[tuple[int, ...]]:
    """The clauses of a text by their places; a part without a verb belongs to the one before it.

    A subject that something is told of by the way belongs to its verb: "the flight, which Orr leads, will come in May".
    """
    starts = [0]
    for at in range(1, len(words)):
        before = words[at - 1]
        opens = words[at].low in _OPENERS or (before.role == "mark" and before.text in _MARKS)
        joins = words[at].low == "and" and _begins_verb(words, at + 1)
        if (opens or joins) and at > starts[-1]:
            starts.append(at)
    found: list[tuple[int, ...]] = []
    subject: tuple[int, ...] = ()
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        part = tuple(range(start, end))
        if start and words[start - 1].low == ".":
            subject = ()
        if _has_verb(words, part):
            if subject and words[start].low in _FINITE:
                part, subject = subject + part, ()
            found.append(part)
        elif not start or words[start - 1].low in (".", ";"):
            subject = part
            found.append(part)
        elif found and not (subject and found[-1] == subject):
            found[-1] += part
        else:
            subject += part
            found[-1] = subject
    return found


def _begins_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a verb follows within a subject's length: "and the mayor said"."""
    near = range(at, min(len(words), at + 4))
    return any(words[place].low in _FINITE or looks_verbal(words, place) for place in near)


def _has_verb(words: Sequence[Word], part: Sequence[int]) -> bool:
    return any(words[place].low in _FINITE or looks_verbal(words, place) for place in part)


def clause_of(evidence: Telling, operator: Operator) -> frozenset[int]:
    """The clause of the evidence that an operator stands in, with the noun that "which" takes up."""
    words = evidence.words
    parts = spans(words)
    number = next(number for number, part in enumerate(parts) if operator.at in part)
    whole = frozenset(place for place in parts[number] if place <= operator.at) | operator.scope
    # "Its mission, which it said might begin in May": what begins is the mission.
    if number and words[min(parts[number])].low in _RELATIVE:
        whole |= frozenset(parts[number - 1][-_ANTECEDENT:])
    elif number and _shares_subject(words, parts[number]):
        for place in parts[number - 1]:
            if words[place].low in _FINITE or looks_verbal(words, place):
                break
            whole |= {place}
    return whole


def _shares_subject(words: Sequence[Word], part: Sequence[int]) -> bool:
    """Whether a clause has its subject in the one before: "and should be delivered", "but did not attend"."""
    opener, behind = words[part[0]], words[part[1]] if len(part) > 1 else None
    return opener.low in ("and", "but") and behind is not None and behind.low in _FINITE


def retells(clause: Clause, evidence: Telling, operator: Operator, claim: Telling) -> bool:
    """Whether a clause of the claim tells what the operator bears on, and none of its words say that it does otherwise."""
    if not operator.scope:
        return False
    whole = clause_of(evidence, operator)
    speakers = frozenset().union(*(frame.speaker for frame in evidence.frames)) - operator.scope
    told = {
        place: places
        for place, places in clause.links.items()
        if not speakers.issuperset(places)
        and not (is_light(claim.words[place]) and claim.words[place].role == "content")
    }
    inside = [place for place, places in told.items() if places & whole]
    bound = [place for place in inside if told[place] & operator.scope]
    fillers = frozenset().union(
        *(slots_of(evidence.words, head).get("object", frozenset()) for head in operator.heads[:1])
    )
    if fillers and not any(places & fillers for places in told.values()):
        # What may be discussed at a summit is not what is told of the summit.
        return False
    if len(inside) < _FEWEST or not bound or len(inside) < _PART * len(told):
        return False
    # A verb that the evidence has outside that clause tells something else.
    return not clause.same or bool(clause.same & whole)
