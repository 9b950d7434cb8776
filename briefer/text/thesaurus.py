"""English words and what they share with others: base forms, synonyms, broader words, derived words, opposites.

The tables are made from WordNet 3.0 (see NOTICE), besides ``newswords.txt``, ``opposites.txt`` and ``converses.tsv``,
which are our own: what reporters put for one another, or against one another, and WordNet does not, and verbs that tell
one deed from either side. They are read when a word is first looked up.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from briefer.packaged import packaged_text

_NONE: frozenset[str] = frozenset()
_VOWELS = frozenset("aeiou")


class Relatives(NamedTuple):
    """The words that stand beside a base form; verbs with a particle are written "turn_down"."""

    parts: str
    synonyms: frozenset[str]
    broader: frozenset[str]
    derived: frozenset[str]
    opposites: frozenset[str]


_UNKNOWN = Relatives("", _NONE, _NONE, _NONE, _NONE)


def _lines(table: str) -> list[str]:
    return [
        line
        for line in packaged_text("briefer.text", f"data/thesaurus/{table}").split("\n")
        if line and not line.startswith("#")
    ]


@cache
def _rows() -> list[str]:
    """The table of words, which is kept sorted: a run looks few up, and a dictionary of all takes longer to make."""
    return packaged_text("briefer.text", "data/thesaurus/words.tsv").rstrip("\n").split("\n")


def _row(base: str) -> str | None:
    """What stands behind a base form in its row."""
    start = f"{base}\t"
    place = bisect_left(_rows(), start)
    row = _rows()[place] if place < len(_rows()) else ""
    return row[len(start) :] if row.startswith(start) else None


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms to their base forms, set off by blanks."""
    return dict(line.split("\t") for line in _lines("irregular.tsv"))


@cache
def _newswords() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for line in _lines("newswords.txt"):
        words = line.split()
        for word in words:
            groups.setdefault(word, set()).update(words)
    return {word: frozenset(others - {word}) for word, others in groups.items()}


@cache
def _own_opposites() -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for line in _lines("opposites.txt"):
        one, other = line.split()
        pairs.setdefault(one, set()).add(other)
        pairs.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in pairs.items()}


class Converse(NamedTuple):
    """How a verb tells of two parties: the ``sense`` of the deed, and in which places of the verb either party stands."""

    sense: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@cache
def converses() -> dict[str, tuple[Converse, ...]]:
    """For each verb that tells a deed of two parties, how: "sell" and "buy" tell one ``transfer`` from its two sides."""
    found: dict[str, tuple[Converse, ...]] = {}
    for line in _lines("converses.tsv"):
        sense, first, second, verbs = line.split("\t")
        each = Converse(sense, tuple(first.split()), tuple(second.split()))
        for verb in verbs.split():
            found[verb] = (*found.get(verb, ()), each)
    return found


@lru_cache(maxsize=16384)
def relatives(base: str) -> Relatives:
    """What is known of a base form; nothing where the tables lack it."""
    row = _row(base)
    own, opposed = _newswords().get(base, _NONE), _own_opposites().get(base, _NONE)
    if row is None:
        return _UNKNOWN._replace(synonyms=own, opposites=opposed)
    parts, *lists = (row + "\t\t\t\t").split("\t")[:5]
    synonyms, broader, derived, opposites = (frozenset(words.split()) for words in lists)
    return Relatives(parts, synonyms | own, broader, derived, opposites | opposed)


def is_irregular(word: str) -> bool:
    """Whether a word is an irregular form, such as a past ("made") or a plural ("men")."""
    return word in _irregular()


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether the tables hold this base form."""
    return _row(word) is not None or word in _newswords()


@lru_cache(maxsize=16384)
def bases(word: str) -> frozenset[str]:
    """The base forms that a word in lower case may be a form of; the word itself where none is known."""
    found = set(_irregular().get(word, "").split())
    found |= {base for base in _regular(word) if is_known(base)}
    if is_known(word):
        found.add(word)
    return frozenset(found) or frozenset([_bare(word)])


def _regular(word: str) -> list[str]:
    """What the rules of inflection may have made ``word`` of."""
    made: list[str] = []
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        made.append(word[:-1])
        if word.endswith("ies"):
            made.append(word[:-3] + "y")
        elif word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            made.append(word[:-2])
        if word.endswith("ves"):
            made += [word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith("men"):
        made.append(word[:-3] + "man")
    for ending in ("ed", "ing", "er", "est"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            made += [stem, stem + "e"]
            if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
                made.append(stem[:-1])
            if stem.endswith("i"):
                made.append(stem[:-1] + "y")
    return made


def _bare(word: str) -> str:
    """An unknown word without its plural."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word
