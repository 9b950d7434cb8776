"""How alike two tellings are: shared words by their rarity, with the words for deeds folded into one each."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from briefer.text import gazetteer
from briefer.text.numbers import find_numbers

# Words of one deed, so that "struck" meets "a strike". Our own table; a word stands for one deed only.
_DEEDS = {
    "attack": "attack attacks attacked attacking attackers strike strikes struck striking airstrike airstrikes hit hits "
    "raid raids raided bombed bombing bombings bombardment shelled shelling assault assaulted ambush ambushed targeted",
    "explode": "explosion explosions exploded explode blast blasts detonated detonation",
    "kill": "kill kills killed killing dead die died dies death deaths fatal fatalities slain murdered casualties lives toll",
    "wound": "wound wounded wounding injure injured injuring injuries hurt",
    "meet": "meet meets met meeting meetings talk talks summit negotiate negotiated negotiating negotiations receive "
    "received receives receiving host hosts hosted hosting",
    "leave": "withdraw withdraws withdrew withdrawn withdrawal withdrawing leave leaves left leaving depart departed "
    "departure quit quitting pullout",
    "resume": "resume resumes resumed resuming resumption restart restarted reopen reopens reopened reopening",
    "close": "close closes closed closing closure shut shuts shutting shutdown",
    "agree": "agree agrees agreed agreement deal accord pact treaty signed sign signing",
    "truce": "ceasefire truce armistice",
    "arrest": "arrest arrests arrested detain detained detention detentions",
    "accuse": "accuse accused accuses accusing accusation blame blamed blames blaming",
    "vote": "vote votes voted voting election elections poll polls ballot",
    "resign": "resign resigns resigned resigning resignation",
    "protest": "protest protests protested protesters demonstration demonstrations demonstrators rally rallies",
    "launch": "launch launched launches launching fire fired firing",
    "sanction": "sanction sanctions sanctioned",
    "visit": "visit visits visited visiting travel travels travelled traveled trip",
    "cancel": "cancel cancelled canceled cancels cancelling postponed postpone postpones scrapped",
}  # fmt: skip
# Who says and how tells nothing of what happened.
_SAYING = frozenset(
    "said says say saying told tells according added adding reported reports report reportedly announced announces announce "
    "stated statement spokesman spokeswoman spokesperson officials official sources source media news agency reporters "
    "journalists yesterday today tomorrow expected expects due set also still mr mrs ms dr sir".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*")
_COMMON = 0.5
_SHORTEST_FOLDED = 5


class Words(NamedTuple):
    """The content words of a text, ``all`` of them, and those that are ``telling``: neither common words nor deeds."""

    all: frozenset[str]
    telling: frozenset[str]


class _Weights(dict[str, float]):
    def __missing__(self, word: str) -> float:
        return 1.0


class Likeness:
    """Words weighed by how few of the texts hold them; ``forms`` gives short names their full ones, by their keys."""

    def __init__(self, texts: Iterable[str], forms: Mapping[str, frozenset[str]]) -> None:
        self._forms = forms
        self._words: dict[str, Words] = {}
        texts = list(dict.fromkeys(texts))
        counts = Counter(word for text in texts for word in self.words(text).all)
        self._weights = _Weights({word: self._weight(word, count, len(texts)) for word, count in counts.items()})

    def words(self, text: str) -> Words:
        """The content words of ``text``."""
        if text not in self._words:
            found: set[str] = set()
            telling: set[str] = set()
            for token in content_tokens(text):
                for word in self._forms.get(token, (token,)):
                    folded = fold(word)
                    found.add(folded)
                    if folded not in _DEEDS and word not in gazetteer.common_words():
                        telling.add(folded)
            self._words[text] = Words(frozenset(found), frozenset(telling))
        return self._words[text]

    def jaccard(self, one: Words, other: Words) -> float:
        """The weight of the shared words in that of all, from 0 to 1."""
        return self._sum(one.all & other.all) / (self._sum(one.all | other.all) or 1.0)

    def containment(self, one: Words, other: Words) -> float:
        """The weight of the shared words in that of the shorter text, from 0 to 1."""
        return self._sum(one.all & other.all) / (min(self._sum(one.all), self._sum(other.all)) or 1.0)

    def _sum(self, words: Iterable[str]) -> float:
        # Exact: other floating-point sums depend on their order, and that of a set on the hash seed.
        return math.fsum(map(self._weights.__getitem__, words))

    @staticmethod
    def _weight(word: str, count: int, size: int) -> float:
        rarity = math.log(1 + size / count)
        return rarity * (_COMMON if word in gazetteer.common_words() else 1.0)


def content_tokens(text: str) -> list[str]:
    """The words of ``text`` in lower case that tell what happened: no numbers, dates, function words, verbs of saying."""
    plain = unicodedata.normalize("NFKD", text)
    for mark in filter(unicodedata.combining, set(plain)):
        plain = plain.replace(mark, "")
    numbers = {word for mention in find_numbers(plain) for word in mention.text.casefold().split()}
    tokens = (match for match in _WORD.findall(plain) if match not in gazetteer.calendar())
    folded = (token.casefold() for token in tokens if not token[0].isdigit())
    return [word for word in folded if word not in numbers and not _is_empty(word)]


@lru_cache(maxsize=65536)
def _is_empty(word: str) -> bool:
    return word in _SAYING or word in gazetteer.function_words() or word in _SMALL


_SMALL = frozenset(
    "the of and to in on at by for from with as that which who whom whose it its his her their they he she was were is are "
    "be been being has have had will would could may might can shall should must do did does not no an or but than then "
    "there this these those after before when while where about more most one two also into over out up its al el".split()
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word under which its inflected forms meet, or the deed that it names."""
    deed = _deeds().get(word)
    if deed is not None:
        return deed
    if not word.isascii() or len(word) < _SHORTEST_FOLDED:
        return word
    stem = word
    if word.endswith("ies"):
        stem = word[:-3] + "y"
    elif word.endswith(("ing", "ed")):
        stem = word[: -3 if word.endswith("ing") else -2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        stem = word[:-1]
    # "closed" and "close", "drones" and "drone"
    return stem.removesuffix("e") if len(stem) >= _SHORTEST_FOLDED - 1 else word


@cache
def _deeds() -> dict[str, str]:
    return {form: deed for deed, forms in _DEEDS.items() for form in forms.split()}


def deeds_in(words: Words) -> frozenset[str]:
    """The deeds that a text tells of."""
    return words.all & frozenset(_DEEDS)
