"""Which actors are the same, by their names: shared forms, acronyms, last names that only one person bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefer.records import Actor, ActorKind, Finding
from briefer.text.names import name_key

# An actor seen under two kinds is one actor where one kind only says less than the other.
_VAGUE: frozenset[ActorKind] = frozenset({"other", "organisation"})
# Enough for what several chunks tell of an actor; a page shows the first few.
_CITED_AT_MOST = 24
_VERDICTS = {"supported": 0, "partial": 1, None: 2, "unsupported": 3}


def standing(finding: Finding) -> int:
    """How well a finding is supported, 0 the best: of two that say the same, the better is kept."""
    return _VERDICTS[finding.support.verdict if finding.support else None]


def group_actors(actors: Sequence[Actor]) -> list[list[Actor]]:
    """``actors`` in groups of the same one; groups and members in order of appearance."""
    parent = list(range(len(actors)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    bearers: dict[str, list[int]] = {}
    for place, actor in enumerate(actors):
        for key in identifying_keys(actor):
            same = next((b for b in bearers.get(key, ()) if _may_be_one(actors[b], actor)), None)
            if same is None:
                bearers.setdefault(key, []).append(place)
            else:
                _unite(parent, root(same), root(place))
    _join_last_names(actors, parent, root)
    groups: dict[int, list[Actor]] = {}
    for place, actor in enumerate(actors):
        groups.setdefault(root(place), []).append(actor)
    return list(groups.values())


def join_actors(group: Sequence[Actor]) -> Actor:
    """One actor from all that a group says of it; the name is the fullest proper name, the earliest among equals."""
    ordered = sorted(group, key=standing)
    forms = list(dict.fromkeys(form for actor in group for form in (actor.name, *actor.aliases)))
    name = max((actor.name for actor in group), key=_fullness)
    kinds = [actor.kind for actor in ordered]
    return ordered[0].model_copy(
        update={
            "name": name,
            "kind": next((kind for kind in kinds if kind not in _VAGUE), kinds[0]),
            "aliases": tuple(form for form in forms if form != name),
            "role": _first(actor.role for actor in ordered),
            "activity": _all(actor.activity for actor in ordered),
            "stance": _all(actor.stance for actor in ordered),
            "mentions": sum(actor.mentions for actor in group),
            "citations": tuple(dict.fromkeys(c for actor in ordered for c in actor.citations))[:_CITED_AT_MOST],
        }
    )


def identifying_keys(actor: Actor) -> list[str]:
    """The normalised forms that tell this actor from others: a person's last name alone is shared by relatives."""
    name = name_key(actor.name)
    words = name.split()
    # "the president" is an alias of many; only what is spelled like a name tells one from another.
    forms = (form for form in (actor.name, *actor.aliases) if form == actor.name or not form.islower())
    keys = dict.fromkeys(key for form in forms if (key := name_key(form)))
    if actor.kind == "person" and len(words) > 1:
        keys.pop(words[-1], None)
    return list(keys)


def _fullness(form: str) -> tuple[bool, int]:
    """A description ("militia at the main port") names less than a proper name, however many words it has."""
    return not form[:1].islower(), len(name_key(form).split())


def _unite(parent: list[int], one: int, other: int) -> None:
    """The earlier place stays the root, so that groups keep the order of first appearance."""
    parent[max(one, other)] = min(one, other)


def _may_be_one(one: Actor, other: Actor) -> bool:
    return one.kind == other.kind or one.kind in _VAGUE or other.kind in _VAGUE


def _join_last_names(actors: Sequence[Actor], parent: list[int], root: Callable[[int], int]) -> None:
    """A person known by one word joins the only person whose name ends in it; two such persons stay apart."""
    by_last: dict[str, set[int]] = {}
    for place, actor in enumerate(actors):
        words = name_key(actor.name).split()
        if actor.kind == "person" and len(words) > 1:
            by_last.setdefault(words[-1], set()).add(root(place))
    for place, actor in enumerate(actors):
        key = name_key(actor.name)
        if actor.kind in ("person", "other") and " " not in key:
            bearers = {root(b) for b in by_last.get(key, ())}
            if len(bearers) == 1:
                _unite(parent, root(place), bearers.pop())


def _all(values: Iterable[str | None]) -> str | None:
    """What the members say, each once: another chunk may tell of another deed."""
    return "; ".join(dict.fromkeys(value for value in values if value)) or None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
