"""What tells people apart and together: last names, suffixes, middle names, offices and forms of address before names."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.text import gazetteer
from briefer.text.names.spans import is_title

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LINKS = frozenset({"of", "for", "the", "and", "to"})


def surname(key: str) -> str:
    """The last name in the key of a person's name, a suffix such as "Jr" aside."""
    words = key.split()
    return words[-2] if len(words) > 1 and words[-1] in SUFFIXES else words[-1]


def middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the middle names of two keys, as words, do not set them apart: "George H. W." and "George W." are two.

    Where one leaves them out, or gives them in full and the other in full too, they agree.
    """
    shorter, longer = sorted((one[1:-1], other[1:-1]), key=len)
    if not shorter or not all(len(word) == 1 for word in shorter):
        return True
    return all(initial == word[0] for initial, word in zip(shorter, longer, strict=False))


def untitled(name: str) -> str:
    """A person's name without the office before it ("Iraqi Prime Minister Mohammed al-Sudani"); as it is if none is left."""
    words = name.split()
    last_title = max((place for place, word in enumerate(words[:-1]) if is_title(word.rstrip(","))), default=-1)
    before = words[: last_title + 1]
    if last_title < 0 or not all(_may_stand_before(word) for word in before):
        return name
    return " ".join(words[last_title + 1 :])


def names_office(form: str) -> bool:
    """Whether a form is an office or rank alone ("the Foreign Secretary", "Minister for Trade"), which many may hold."""
    head = form.split(" of ")[0].split(" for ")[0].split()
    words = [word for word in head if word.lower() not in _LINKS]
    return bool(words) and is_title(words[-1].title())


def _may_stand_before(word: str) -> bool:
    bare = word.rstrip(".,")
    return (
        is_title(bare)
        or bare in gazetteer.titles("before")
        or bare.lower() in gazetteer.titles("modifier")
        or bare in gazetteer.words("office")
        or bare.lower() in _LINKS
        or gazetteer.state_of(bare) is not None
        or bare.removesuffix("'s").removesuffix("’s") in gazetteer.states()
    )
