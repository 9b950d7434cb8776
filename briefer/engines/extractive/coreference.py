"""Which forms of names are one actor: known names, defined acronyms, last names, short forms of bodies and places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from briefer.records import ActorKind
from briefer.text import gazetteer
from briefer.text.names import name_key
from briefer.text.names.keys import known, plain_form, states_behind
from briefer.text.names.people import SUFFIXES, middles_agree, surname

# Of two who share a last name, it is the one's alone who is named this many times as often as the other.
OUTNUMBERED = 5
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "al"})
_PERSONAL: frozenset[ActorKind] = frozenset({"person", "other", "place"})
# Parts the state from the rest in the key of a body's name.
_OF_STATE = "|"
_BODIES: frozenset[ActorKind] = frozenset(
    {"government", "military", "armed_group", "organisation", "international_organisation", "company", "media"}
)


class Form(NamedTuple):
    """A name as one place of the text has it."""

    text: str
    kind: ActorKind


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


def _untitled(_: int) -> str:
    return ""


def group_forms(
    forms: Sequence[Form], acronyms: Mapping[str, str], title_of: Callable[[int], str] = _untitled
) -> list[int]:
    """The group of each form, as a number; groups count in the order of their first form.

    ``title_of`` gives the office or form of address right before the form with that index, "" where none stands there;
    it is asked only about last names that several people bear.
    """
    people = _last_names(forms)
    keyed = {(form.text, form.kind): "" for form in forms}
    for text, kind in keyed:
        keyed[text, kind] = _key(text, kind, people)
    keys = [keyed[form.text, form.kind] for form in forms]
    kinds: dict[str, ActorKind] = {}
    for key, form in zip(keys, forms, strict=True):
        if kinds.get(key, "other") == "other":
            kinds[key] = form.kind
    groups = _Groups()
    by_text = {plain_form(text): key for (text, _), key in keyed.items()}
    _join_defined(groups, by_text, acronyms)
    _join_initials(groups, kinds, by_text, acronyms)
    _join_people(groups, kinds)
    _join_peoples(groups, kinds)
    _join_bodies(groups, kinds)
    resolved = _nearest(groups, kinds, keys, title_of)
    numbers: dict[str, int] = {}
    return [numbers.setdefault(groups.find(key), len(numbers)) for key in resolved]


def _last_names(forms: Sequence[Form]) -> frozenset[str]:
    full = {name_key(form.text) for form in forms if form.kind == "person"}
    return frozenset(surname(key) for key in full if " " in key and not _names_body(key))


def _names_body(key: str) -> bool:
    """Whether a name taken for a person's holds a word of bodies: "University College Dublin" leaves Dublin a city."""
    heads = gazetteer.head_words()
    return any(heads.get(word.title()) in {"organisation", "government"} for word in key.split()[:-1])


def _key(text: str, kind: ActorKind, people: frozenset[str]) -> str:
    """A key that well-known names of one body share ("=United States"); a city named like a person is the person.

    A state at the start of a body's name is spelled in one way: "U.S. Embassy" is "United States Embassy".
    """
    key = name_key(text)
    entry = known(text)
    if entry is not None and not (kind == "place" and key in people):
        return f"={entry.name}"
    if kind in _BODIES:
        words = plain_form(text).split()
        for size in range(min(3, len(words) - 1), 0, -1):
            state = gazetteer.state_of(" ".join(words[:size]))
            if state is not None and not words[0].islower():
                return f"{state}{_OF_STATE}{name_key(' '.join(words[size:]))}"
    return key


def _join_defined(groups: _Groups, by_text: Mapping[str, str], acronyms: Mapping[str, str]) -> None:
    """Join what the text defines; the name found may be longer than the definition: "US Department of Defense (DOD)"."""
    wanted = {name_key(long) for long in acronyms.values()}
    ends: dict[str, str] = {}
    for text, key in by_text.items():
        words = name_key(text).split()
        for begin in range(min(len(words), 4)):
            end = " ".join(words[begin:])
            if end in wanted:
                ends.setdefault(end, key)
    for short, long in acronyms.items():
        found = ends.get(name_key(long))
        if short in by_text and found is not None:
            groups.join(found, by_text[short])


def _join_initials(
    groups: _Groups, kinds: Mapping[str, ActorKind], by_text: Mapping[str, str], acronyms: Mapping[str, str]
) -> None:
    """Join acronyms that the text uses undefined where just one name has their initials: "ISF"."""
    initials: dict[str, set[str]] = defaultdict(set)
    for text, key in by_text.items():
        if kinds[key] not in {"person", "place", "state"} and " " in text:
            words = text.replace("-", " ").split()
            initials["".join(word[0] for word in words if word not in _SMALL).upper()].add(groups.find(key))
    for text, key in by_text.items():
        short = text.replace(".", "")
        is_acronym = short.isupper() and 3 <= len(short) <= 8 and short not in acronyms
        if is_acronym and len(initials.get(short, ())) == 1:
            groups.join(next(iter(initials[short])), key)


def _join_people(groups: _Groups, kinds: Mapping[str, ActorKind]) -> None:
    """Middle names left out, "Abu Jandal" for "Abu Jandal al-Kuwaiti", last and first names that one person bears."""
    full: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    parts: dict[str, set[str]] = defaultdict(set)
    people = [key for key, kind in kinds.items() if kind == "person" and " " in key and key[0] != "="]
    for key in sorted(people, key=lambda each: -each.count(" ")):
        words = key.split()
        suffix = words[-1] if words[-1] in SUFFIXES else ""
        identity = (words[0], surname(key), suffix)
        namesake = next((other for other in full[identity] if middles_agree(other.split(), words)), None)
        if namesake is None:
            full[identity].append(key)
        else:
            groups.join(namesake, key)
        for size in range(2, len(words)):
            if not suffix:
                parts[" ".join(words[:size])].add(key)
            parts[" ".join(words[-size:])].add(key)
    _join_unique(groups, people, parts)
    last: dict[str, set[str]] = defaultdict(set)
    first: dict[str, set[str]] = defaultdict(set)
    for key in people:
        words = key.split()
        if words[-1] not in SUFFIXES or len(words) > 2:
            last[surname(key)].add(groups.find(key))
            last[" ".join((surname(key), *words[-1:]))].add(groups.find(key))
            first[words[0]].add(groups.find(key))
    _join_unique(groups, [key for key in people if key.split()[-1] in SUFFIXES], last)
    _join_unique(groups, [key for key, kind in kinds.items() if kind in _PERSONAL and " " not in key], last)
    _join_unique(groups, [key for key, kind in kinds.items() if kind in {"person", "other"} and " " not in key], first)


def _join_peoples(groups: _Groups, kinds: Mapping[str, ActorKind]) -> None:
    """The adjective of a state that no table knows: "Halmerian" with "Halmeria"."""
    for key, kind in kinds.items():
        if kind == "state" and key[0] != "=":
            people = key[:-1] if key.endswith("ns") else key
            state = next((state for state in states_behind(people) if kinds.get(state) == "state"), None)
            if state is not None:
                groups.join(state, key)


def _join_unique(groups: _Groups, keys: Sequence[str], bearers: Mapping[str, set[str]]) -> None:
    """Join each key with its bearers where these are one group."""
    for key in keys:
        whole = {groups.find(each) for each in bearers.get(key, ())}
        if len(whole) == 1:
            groups.join(whole.pop(), key)


def _join_bodies(groups: _Groups, kinds: Mapping[str, ActorKind]) -> None:
    """Short forms: "Ain al Asad" of "Ain al-Asad Air Base", "Security Forces" of "Iraqi Security Forces"."""
    generic = _generic_words()
    ends: dict[str, set[str]] = defaultdict(set)
    for key, kind in kinds.items():
        words = key.lstrip("=").casefold().split()
        size = len(words)
        while size > 1 and words[size - 1] in generic and kind != "state":
            size -= 1
            if kinds.get(short := " ".join(words[:size]), "state") in {kind, "other", "person", "organisation"}:
                groups.join(key, short)
        if _OF_STATE in key and ((rest := key.split(_OF_STATE)[1]).title() in gazetteer.head_words() or " " in rest):
            ends[rest].add(key)
        elif kind in _BODIES and len(words) > 2 and words[0] in {"national", "federal", "royal", "central"}:
            ends[" ".join(words[1:])].add(key)
        if kind in _BODIES and len(words) > 1 and words[-1].title() in gazetteer.head_words():
            # "Commission" of "European Commission"
            ends[words[-1]].add(key)
    _join_unique(groups, [key for key in kinds if key in ends], ends)


def _generic_words() -> frozenset[str]:
    """Words of kind that a short form leaves out."""
    generic = {
        word.casefold() for word, kind in gazetteer.head_words().items() if kind in {"place", "company", "media"}
    }
    return frozenset(generic | {"party", "group", "movement", "air", "federation", "agency", "university", "militia"})


def _nearest(
    groups: _Groups, kinds: Mapping[str, ActorKind], keys: Sequence[str], title_of: Callable[[int], str]
) -> list[str]:
    """The keys, with a last name that several people bear given to one of them.

    That is the one whose full name has the same title somewhere, else the one who was named in full before it.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for key, kind in kinds.items():
        if kind == "person" and " " in key:
            bearers[surname(key)].add(groups.find(key))
    shared = {name for name, people in bearers.items() if len(people) > 1}
    titled: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for index, key in enumerate(keys):
        if " " in key and kinds[key] == "person" and surname(key) in shared and (title := title_of(index)):
            titled[surname(key), title].setdefault(groups.find(key), key)
    named = Counter(groups.find(key) for key in keys if " " in key)
    most = {name: max(named[bearer] for bearer in bearers[name]) for name in shared}
    latest: dict[str, str] = {}
    resolved = []
    for index, key in enumerate(keys):
        if " " in key and kinds[key] == "person":
            # Next to a name found again and again, one found once is a slip ("Email Ortiz") more often than a relative.
            if named[groups.find(key)] * OUTNUMBERED >= most.get(surname(key), 0):
                latest[surname(key)] = key
        elif key in shared:
            bearer = titled.get((key, title_of(index)), {})
            key = next(iter(bearer.values())) if len(bearer) == 1 else latest.get(key, key)
        resolved.append(key)
    return resolved
