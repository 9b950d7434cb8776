"""Names that a claim puts into a clause of its evidence that speaks of others: "A met B, while C flew home" for "C met B"."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.grounding.alignment import Links
from briefer.grounding.roles import looks_verbal
from briefer.grounding.telling import Telling, frames_of_claim
from briefer.grounding.words import is_light

_TURNS = frozenset("while whereas".split())
_PRONOUNS = frozenset("he she they it who which that this".split())
_FEWEST = 3


def strayed(claim: Telling, evidence: Telling, links: Links) -> tuple[int, int] | None:
    """The name that acts in a claim and a word of what it does, where all of that stands in a clause without the name.

    The clause has a name of its own that acts, and the claim's name acts in another: nothing in between says that one
    stands for the other.
    """
    own = frames_of_claim(claim)
    verb = next((at for at in range(len(claim.words)) if at not in own and looks_verbal(claim.words, at)), None)
    if not verb:
        return None
    names = [at for at in range(verb) if claim.words[at].role == "name" and at not in own]
    if not names or any(at not in links for at in names[:1]) or claim.words[0].low in ("in", "on", "at", "after", "by"):
        return None
    parts = _parts(evidence)
    homes = {_part_of(parts, place) for place in links[names[0]][1]}
    turn = next((at for at, word in enumerate(claim.words) if at > verb and word.low in _TURNS), len(claim.words))
    told = [
        at
        for at in range(verb, turn)
        if at in links and at not in own and not (claim.words[at].role == "content" and is_light(claim.words[at]))
    ]
    places = [{_part_of(parts, place) for place in links[at][1]} for at in told]
    # What both parts have tells nothing.
    places = [each for each in places if len(each) == 1]
    if len(homes) != 1 or len(places) < _FEWEST or homes in places:
        return None
    shared = set.intersection(*places)
    if len(shared) == 1 and not _are_of_one_sentence(evidence, parts, {*homes, *shared}):
        # Another sentence may take the name up by any other.
        return None
    if len(shared) != 1 or not _acts_alone(evidence, parts[shared.pop()], set(links[names[0]][1])):
        return None
    return names[0], told[0]


def _are_of_one_sentence(evidence: Telling, parts: Sequence[range], numbers: set[int]) -> bool:
    return any(all(parts[number].start in sentence for number in numbers) for sentence in evidence.sentences())


def _parts(evidence: Telling) -> list[range]:
    """The sentences of the evidence, parted where it turns to somebody else."""
    found = []
    for sentence in evidence.sentences():
        start = sentence.start
        for at in sentence:
            if evidence.words[at].low in _TURNS and at > start:
                found.append(range(start, at))
                start = at
        found.append(range(start, sentence.stop))
    return found


def _part_of(parts: Sequence[range], place: int) -> int:
    return next(number for number, part in enumerate(parts) if place in part)


def _acts_alone(evidence: Telling, part: range, name: set[int]) -> bool:
    """Whether a part has a name before its first verb, and no pronoun that may stand for ``name``."""
    verb = next((at for at in part if looks_verbal(evidence.words, at)), None)
    if verb is None or any(evidence.words[at].low in _PRONOUNS for at in range(part.start, verb)):
        return False
    return any(evidence.words[at].role == "name" for at in range(part.start, verb)) and name.isdisjoint(part)
