"""One actor from all that several texts say of it: its name, its kind, its role, its deeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefer.merging.identity import forms_of, standing
from briefer.merging.likeness import content_tokens, fold
from briefer.records import Actor, ActorKind
from briefer.text.names import name_key
from briefer.text.names.keys import known
from briefer.text.names.people import untitled

_VAGUE: frozenset[ActorKind] = frozenset({"other", "organisation"})
# Enough for what several chunks tell of an actor; a page shows the first few.
_CITED_AT_MOST = 24
# "Is due to meet Orr on 3 May" tells nothing beside "is to meet Lena Orr on 3 May to discuss a truce".
_COVERED_PART = 0.8
_FIGURE = re.compile(r"\d+")


def join_actors(group: Sequence[Actor]) -> Actor:
    """One actor from all that a group says of it, under the name that ``canonical_name`` chooses."""
    ordered = sorted(group, key=standing)
    kinds = [actor.kind for actor in ordered]
    kind = next((kind for kind in kinds if kind not in _VAGUE), kinds[0])
    name = canonical_name(group, kind)
    forms = list(dict.fromkeys(form for actor in group for form in (actor.name, *actor.aliases)))
    return ordered[0].model_copy(
        update={
            "name": name,
            "kind": kind,
            "aliases": tuple(form for form in forms if form != name),
            "role": _first(actor.role for actor in ordered),
            "activity": _all(actor.activity for actor in ordered),
            "stance": _all(actor.stance for actor in ordered),
            "mentions": sum(actor.mentions for actor in group),
            "citations": tuple(dict.fromkeys(c for actor in ordered for c in actor.citations))[:_CITED_AT_MOST],
        }
    )


def canonical_name(group: Sequence[Actor], kind: ActorKind) -> str:
    """The name of a group: the fullest proper name, then the one most of them use, then the longest, then by alphabet.

    The order of the sources does not matter. A state has its usual English name, where that is one of its forms; a
    person's office is no part of the name.
    """
    forms = forms_of(group)
    names = dict.fromkeys(actor.name for actor in group)
    if kind == "state":
        usual = sorted({entry.name for name in names if (entry := known(name)) is not None and entry.name in forms})
        if usual:
            return usual[0]
    if kind == "person":
        names = dict.fromkeys(untitled(name) for name in names)
    return min(names, key=lambda name: (*_rank(name), -forms.get(name, 0), -len(name), name.count(" "), name))


def _rank(name: str) -> tuple[bool, int]:
    """A description ("militia at the main port") names less than a proper name, however many words it has."""
    return name[:1].islower() and not name.startswith(("al-", "el-")), -len(name_key(name).split())


def _all(values: Iterable[str | None]) -> str | None:
    """What the members say, each once, what another says more fully left out: another chunk may tell of another deed."""
    told = list(dict.fromkeys(value for value in values if value))
    kept: list[str] = []
    for value in sorted(told, key=lambda each: -len(each)):
        if not any(_covers(fuller, value) for fuller in kept):
            kept.append(value)
    return "; ".join(value for value in told if value in kept) or None


def _covers(fuller: str, value: str) -> bool:
    """Whether nearly all words of ``value`` stand in ``fuller``, and every figure."""
    words, others = ({fold(word) for word in content_tokens(text)} for text in (value, fuller))
    figures = set(_FIGURE.findall(value))
    return figures <= set(_FIGURE.findall(fuller)) and len(words & others) >= _COVERED_PART * len(words)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
