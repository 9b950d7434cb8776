"""Which actors are the same, by their names: shared forms, acronyms, spellings, titles, last names of only one person."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from briefer.records import Actor, ActorKind, Finding
from briefer.text import gazetteer
from briefer.text.names import name_key
from briefer.text.names.keys import known
from briefer.text.names.people import middles_agree, names_office, surname, untitled
from briefer.text.names.sounds import same_sound, sound_key

# An actor seen under two kinds is one actor where one kind only says less than the other.
_VAGUE: frozenset[ActorKind] = frozenset({"other", "organisation"})
_VERDICTS = {"supported": 0, "partial": 1, None: 2, "unsupported": 3}
# Two bodies under one acronym are one where this share of the words of their names agrees (PMF: Forces or Units).
_SAME_BODY = 0.5
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "al"})
_UNSPELLED: frozenset[ActorKind] = frozenset({"person", "place", "state"})


def standing(finding: Finding) -> int:
    """How well a finding is supported, 0 the best: of two that say the same, the better is kept."""
    return _VERDICTS[finding.support.verdict if finding.support else None]


def group_actors(actors: Sequence[Actor]) -> list[list[Actor]]:
    """``actors`` in groups of the same one; groups and members in order of appearance."""
    groups = _Groups(len(actors))
    _join_names(actors, groups)
    _join_initials(actors, groups)
    _join_where(actors, groups, _sound, lambda one, other: same_sound(one.name, other.name))
    _join_owned(actors, groups)
    people = [actor if actor.kind in {"person", "other"} else None for actor in actors]
    _join_where(people, groups, _first_and_last, _may_be_namesakes)
    _join_parts(actors, groups, lambda words: words[-2:])
    _join_parts(actors, groups, lambda words: [surname(" ".join(words))])
    found: dict[int, list[Actor]] = {}
    for place, actor in enumerate(actors):
        found.setdefault(groups.root(place), []).append(actor)
    return list(found.values())


class _Groups:
    """Disjoint sets of places; the earliest is the root, so that groups keep the order of first appearance."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        self._parent[max(one, other)] = min(one, other)


def _join_names(actors: Sequence[Actor], groups: _Groups) -> None:
    """Actors that share a name, or one's name and the other's alias, or an alias that tells one from others."""
    bearers: dict[str, list[tuple[int, bool]]] = {}
    for place, actor in enumerate(actors):
        for key, is_name in _keys(actor).items():
            for other, was_name in bearers.get(key, ()):
                if _may_be_one(actors[other], actor) and (
                    is_name or was_name or _same_alias(actors[other], actor, key)
                ):
                    groups.join(other, place)
                    break
            else:
                bearers.setdefault(key, []).append((place, is_name))


def _keys(actor: Actor) -> dict[str, bool]:
    """The normalised forms that tell an actor from others, each with whether it is the name or only an alias.

    A person's last name is shared by relatives, an office by those who held it, "the ministry" by all ministries.
    """
    keys = dict.fromkeys(_keys_of_name(actor), True)
    own = name_key(actor.name).split()
    for alias in actor.aliases:
        key = name_key(alias)
        if not key or alias.islower() or (actor.kind == "person" and (names_office(alias) or key == own[-1:][0])):
            continue
        if " " not in key and key.title() in gazetteer.head_words():
            continue
        if alias in gazetteer.demonyms() and actor.kind != "state":
            continue
        keys.setdefault(key, False)
        if (entry := known(alias)) is not None:
            keys.setdefault(f"={entry.name}", False)
    return keys


def _keys_of_name(actor: Actor) -> Iterator[str]:
    key = name_key(actor.name)
    if key:
        yield key
    entry = known(actor.name)
    if entry is not None:
        yield f"={entry.name}"
    if actor.kind == "person":
        bare = name_key(untitled(actor.name))
        if " " in bare:
            yield bare
    elif entry is None and (body := body_of_state(actor.name)) is not None:
        yield body


def body_of_state(name: str) -> str | None:
    """One key for the ways to say whose a body is: "Iraqi parliament", "Iraq's Parliament", "Parliament of Iraq"."""
    words = name.removeprefix("the ").removeprefix("The ").replace("’", "'").split()
    for size in range(min(3, len(words) - 1), 0, -1):
        state = gazetteer.state_of(" ".join(words[:size]).removesuffix("'s").removesuffix("'"))
        if state is not None and not words[0].islower():
            return f"{state}|{name_key(' '.join(words[size:]))}"
    body, _, owner = " ".join(words).rpartition(" of ")
    owner = owner.removeprefix("the ")
    state = gazetteer.states().get(owner)
    return f"{state}|{name_key(body)}" if state and body else None


def _may_be_one(one: Actor, other: Actor) -> bool:
    return one.kind == other.kind or one.kind in _VAGUE or other.kind in _VAGUE


def _same_alias(one: Actor, other: Actor, key: str) -> bool:
    """Whether an alias that two share makes them one: an acronym of unlike names ("SDF") does not."""
    if one.kind == other.kind == "person":
        return " " in key
    words, others = (set(name_key(actor.name).split()) for actor in (one, other))
    if " " in key or not words or not others:
        return True
    # A description ("militia at the main port") has no initials to compare.
    if len(words) == 1 or len(others) == 1 or one.name.islower() or other.name.islower():
        return True
    return len(words & others) >= _SAME_BODY * max(len(words), len(others))


def _join_initials(actors: Sequence[Actor], groups: _Groups) -> None:
    """An acronym that nobody defines joins the only name that has its initials: "ISF"."""
    spelled: dict[str, list[int]] = {}
    for place, actor in enumerate(actors):
        words = actor.name.replace("-", " ").split()
        if actor.kind not in _UNSPELLED and len(words) > 2:
            spelled.setdefault("".join(word[0] for word in words if word not in _SMALL).upper(), []).append(place)
    for place, actor in enumerate(actors):
        short = actor.name.replace(".", "")
        if short.isupper() and 3 <= len(short) <= 8 and actor.kind not in {"person", "state"} and known(short) is None:
            roots = {groups.root(other) for other in spelled.get(short, ()) if _may_be_one(actors[other], actor)}
            if len(roots) == 1:
                groups.join(roots.pop(), place)


def _join_owned(actors: Sequence[Actor], groups: _Groups) -> None:
    """A body named alone joins the only one that another text tells of with its owner: "Tevara's interior ministry".

    One text that names both may well mean two.
    """
    owned: dict[str, list[int]] = {}
    for place, actor in enumerate(actors):
        owner, mark, body = actor.name.replace("’", "'").partition("'s ")
        if mark and owner[:1].isupper() and body[:1].islower() and " " in body:
            owned.setdefault(name_key(body), []).append(place)
    for place, actor in enumerate(actors):
        bearers = [other for other in owned.get(name_key(actor.name), ()) if _may_be_one(actors[other], actor)]
        roots = {groups.root(other) for other in bearers}
        texts = {citation.document for other in bearers for citation in actors[other].citations}
        if len(roots) == 1 and texts.isdisjoint(citation.document for citation in actor.citations):
            groups.join(roots.pop(), place)


def _join_where(
    actors: Sequence[Actor | None],
    groups: _Groups,
    key: Callable[[Actor], Hashable],
    alike: Callable[[Actor, Actor], bool],
) -> None:
    """Join those of one key that are ``alike``, each with the first such."""
    found: dict[Hashable, list[tuple[int, Actor]]] = {}
    for place, actor in enumerate(actors):
        shared = key(actor) if actor is not None else None
        if actor is None or shared is None:
            continue
        bearers = found.setdefault(shared, [])
        same = next((other for other, bearer in bearers if _may_be_one(bearer, actor) and alike(bearer, actor)), None)
        if same is None:
            bearers.append((place, actor))
        else:
            groups.join(same, place)


def _sound(actor: Actor) -> str | None:
    return sound_key(untitled(actor.name) if actor.kind == "person" else actor.name) or None


def _first_and_last(actor: Actor) -> tuple[str, str] | None:
    words = name_key(untitled(actor.name)).split()
    return (words[0], surname(" ".join(words))) if len(words) > 1 else None


def _may_be_namesakes(one: Actor, other: Actor) -> bool:
    """Whether two of one first and last name are one person, by the names between and the suffix."""
    if "person" not in {one.kind, other.kind}:
        return False
    words, others = (name_key(untitled(actor.name)).split() for actor in (one, other))
    is_apart = surname(" ".join(words)) != words[-1] or surname(" ".join(others)) != others[-1]
    return words == others or (not is_apart and middles_agree(words, others))


def _join_parts(actors: Sequence[Actor], groups: _Groups, part: Callable[[list[str]], list[str]]) -> None:
    """A person known by a part of a name joins the only person of that part; where two have it, they stay apart."""
    bearers: dict[str, set[int]] = {}
    keys = [name_key(untitled(actor.name)) if actor.kind in {"person", "other"} else "" for actor in actors]
    for place, (actor, key) in enumerate(zip(actors, keys, strict=True)):
        words = key.split()
        if actor.kind == "person" and words and len(part(words)) < len(words):
            bearers.setdefault(" ".join(part(words)), set()).add(place)
    for place, key in enumerate(keys):
        if key in bearers and place not in bearers[key]:
            roots = {groups.root(bearer) for bearer in bearers[key]}
            if len(roots) == 1:
                groups.join(roots.pop(), place)


def forms_of(group: Iterable[Actor]) -> Mapping[str, int]:
    """Every form that a group of actors goes by, with the number of its members that use it."""
    counts: dict[str, int] = {}
    for actor in group:
        for form in dict.fromkeys((actor.name, *actor.aliases)):
            counts[form] = counts.get(form, 0) + 1
    return counts
