"""Names that say whose or which the definite noun of an excerpt is, where the text before it does.

"The defence ministry said" is of a state that an earlier sentence names; a claim that writes "Norland's defence ministry"
explains it. Of an excerpt those sentences are not known, so that such a name can be neither confirmed nor refuted.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefer.grounding.telling import Telling
from briefer.grounding.words import Word, is_light, words_of
from briefer.text import gazetteer
from briefer.text.gazetteer import state_of

_DEFINITE = frozenset("the its their this that these those his her".split())
_PLACES = frozenset(
    "country nation state island republic kingdom region province city town capital area territory district county".split()
)
_BODIES = frozenset("planet moon star comet river lake mountain volcano glacier".split())
_REACH = 4


def explains(name: str, claim: str, evidence: Telling) -> bool:
    """Whether a name that the excerpt lacks only says whose a noun is that stands there with "the" and no name of its own."""
    words = words_of(claim, (name,))
    size = len(words_of(name, (name,)))
    named = [place for place, word in enumerate(words) if word.role == "name" and word.text in name]
    if not named:
        return False
    noun = _noun_behind(words, named[0] + size)
    if noun is not None and any(
        not word.bases.isdisjoint(noun.bases)
        and _is_definite(evidence.words, place)
        and not _is_named_behind(evidence.words, place)
        for place, word in enumerate(evidence.words)
        if word.role == "content"
    ):
        return True
    is_place = state_of(name) is not None or name in gazetteer.cities()
    if is_place and any(
        word.role == "name" and place and evidence.words[place - 1].low in ("in", "near")
        for place, word in enumerate(evidence.words)
    ):
        # Where it is is told.
        return False
    nouns = _PLACES if is_place else _BODIES
    return any(
        not word.bases.isdisjoint(nouns) and _is_definite(evidence.words, place)
        for place, word in enumerate(evidence.words)
    )


def _noun_behind(words: Sequence[Word], start: int) -> Word | None:
    """The last of the words of content that follow a name at once: of "Norland's defence ministry" the ministry."""
    found = None
    for word in words[start : start + _REACH]:
        if word.role not in ("content", "number"):
            break
        found = word if word.role == "content" and not is_light(word) else found
    return found


def _is_named_behind(words: Sequence[Word], at: int) -> bool:
    """Whether a name behind a noun says which one it is: "the market in El Obeid"."""
    return at + 2 < len(words) and words[at + 1].low in ("in", "of", "near") and words[at + 2].role == "name"


def _is_definite(words: Sequence[Word], at: int) -> bool:
    """Whether "the" or the like stands before a noun, and no name between them."""
    for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[place].low in _DEFINITE:
            return True
        if words[place].role not in ("content", "number"):
            return False
    return False
