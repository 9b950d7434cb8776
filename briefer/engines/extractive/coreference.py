"""Which forms of names are one actor: known names, defined acronyms, last names, short forms of bodies and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefer.records import ActorKind
from briefer.text import gazetteer
from briefer.text.names import name_key
from briefer.text.names.keys import known, plain_form

_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "al"})
_BODIES = frozenset({"government", "military", "armed_group", "organisation", "international_organisation", "company", "media"})


class Form(NamedTuple):
    """A name as one place of the text has it."""

    text: str
    kind: ActorKind
    start: int


class _Groups:
    """Disjoint sets of keys."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        root = key
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[key] != root:
            self.parent[key], key = root, self.parent[key]
        return root

    def join(self, first: str, second: str) -> None:
        a, b = self.find(first), self.find(second)
        if a != b:
            self.parent[b] = a


def group_forms(forms: Sequence[Form], acronyms: Mapping[str, str]) -> list[int]:
    """The group of each form, as a number; groups count in the order of their first form."""
    people = _last_names(forms)
    keys = [_key(form, people) for form in forms]
    kinds: dict[str, ActorKind] = {}
    for key, form in zip(keys, forms, strict=True):
        if kinds.get(key, "other") == "other":
            kinds[key] = form.kind
    groups = _Groups()
    for key in kinds:
        groups.find(key)
    _join_acronyms(groups, kinds, forms, keys, acronyms)
    _join_people(groups, kinds)
    _join_bodies(groups, kinds)
    resolved = _nearest(groups, kinds, keys)
    numbers: dict[str, int] = {}
    return [numbers.setdefault(groups.find(key), len(numbers)) for key in resolved]


def _last_names(forms: Sequence[Form]) -> frozenset[str]:
    full = (name_key(form.text).split() for form in forms if form.kind == "person")
    return frozenset(words[-1] for words in full if len(words) > 1)


def _key(form: Form, people: frozenset[str]) -> str:
    """A key that well-known names of one body share ("=United States"); a city named like a person is the person."""
    key = name_key(form.text)
    entry = known(form.text)
    if entry is None or (form.kind == "place" and key in people):
        return key
    return f"={entry.name}"


def _join_acronyms(
    groups: _Groups, kinds: Mapping[str, ActorKind], forms: Sequence[Form], keys: Sequence[str], acronyms: Mapping[str, str]
) -> None:
    by_text = {plain_form(form.text): key for form, key in zip(forms, keys, strict=True)}
    ends: dict[str, str] = {}
    for form, key in zip(forms, keys, strict=True):
        # "US Department of Defense (DOD)": the definition may hold only the end of the name.
        words = plain_form(form.text).split()
        for begin in range(len(words)):
            ends.setdefault(" ".join(words[begin:]), key)
    for short, long in acronyms.items():
        long_key = by_text.get(plain_form(long)) or ends.get(plain_form(" ".join(long.split())))
        if short in by_text and long_key is not None:
            groups.join(long_key, by_text[short])
    initials: dict[str, set[str]] = defaultdict(set)
    for form, key in zip(forms, keys, strict=True):
        if kinds[key] not in {"person", "place", "state"} and " " in form.text:
            for spelled in _initials(form.text):
                initials[spelled].add(groups.find(key))
    for text, key in by_text.items():
        short = text.replace(".", "")
        if short.isupper() and 3 <= len(short) <= 8 and short not in acronyms and len(initials.get(short, ())) == 1:
            groups.join(next(iter(initials[short])), key)


def _initials(text: str) -> set[str]:
    words = plain_form(text).replace("-", " ").split()
    return {
        "".join(word[0] for word in words if word.casefold() not in _SMALL).upper(),
        "".join(word[0] for word in words).upper(),
    }


def _join_people(groups: _Groups, kinds: Mapping[str, ActorKind]) -> None:
    """Middle names and initials left out, "Abu Jandal" for "Abu Jandal al-Kuwaiti", unique last and first names."""
    full: dict[tuple[str, str], str] = {}
    starts: dict[str, set[str]] = defaultdict(set)
    singles: dict[str, set[str]] = defaultdict(set)
    people = [key for key, kind in kinds.items() if kind == "person" and " " in key and not key.startswith("=")]
    for key in sorted(people, key=lambda each: -each.count(" ")):
        words = key.split()
        first_last = (words[0], words[-1])
        if first_last in full:
            groups.join(full[first_last], key)
        full.setdefault(first_last, key)
        for size in range(2, len(words)):
            starts[" ".join(words[:size])].add(key)
            starts[" ".join(words[-size:])].add(key)
    for key in people:
        whole = {groups.find(each) for each in starts.get(key, ())}
        if len(whole) == 1:
            groups.join(next(iter(whole)), key)
    for key in people:
        words = key.split()
        for single in (words[-1], words[0]):
            singles[single].add(groups.find(key))
    for key, kind in kinds.items():
        bearers = {groups.find(each) for each in singles.get(key, ())}
        if kind in {"person", "other", "place"} and " " not in key and len(bearers) == 1:
            groups.join(next(iter(bearers)), key)


def _join_bodies(groups: _Groups, kinds: Mapping[str, ActorKind]) -> None:
    """"Ain al Asad" and "Ain al-Asad Air Base", "Labour" and "Labour Party", "Security Forces" and "Iraqi Security Forces"."""
    heads = gazetteer.head_words()
    generic = {word.casefold() for word, kind in heads.items() if kind in {"place", "company", "media"}}
    generic |= {"party", "group", "movement", "air", "coalition", "federation", "agency", "the", "university", "militia"}
    peoples = {name_key(word) for word in (*gazetteer.demonyms(), *gazetteer.states()) if word[0] < "ͯ"}
    ends: dict[str, set[str]] = defaultdict(set)
    for key, kind in kinds.items():
        words = key.lstrip("=").casefold().split()
        size = len(words)
        while size > 1 and words[size - 1] in generic:
            size -= 1
            if kind != "state" and (short := " ".join(words[:size])) in kinds and kinds[short] != "state":
                groups.join(key, short)
        if kind in _BODIES and len(words) > 2 and words[0] in peoples:
            ends[" ".join(words[1:])].add(key)
    for short, longs in ends.items():
        if short in kinds and len({groups.find(each) for each in longs}) == 1:
            groups.join(next(iter(sorted(longs))), short)


def _nearest(groups: _Groups, kinds: Mapping[str, ActorKind], keys: Sequence[str]) -> list[str]:
    """The keys, with a last name that several people bear given to the one who was named in full before it."""
    latest: dict[str, str] = {}
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, kind in kinds.items():
        if kind == "person" and " " in key:
            bearers[key.rsplit(" ", 1)[-1]].add(groups.find(key))
    resolved = []
    for key in keys:
        if " " in key and kinds[key] == "person":
            latest[key.rsplit(" ", 1)[-1]] = key
        shared = " " not in key and len(bearers.get(key, ())) > 1
        resolved.append(latest.get(key, key) if shared else key)
    return resolved
