"""Actors: the names of a document grouped into one record per actor, with kind, role, aliases and evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from briefer.engines.extractive.coreference import Form, group_forms
from briefer.engines.extractive.roles import kind_by_role, role_before, role_behind, role_by_copula, titled_form
from briefer.records import Actor, ActorKind, Citation, Document
from briefer.text import gazetteer
from briefer.text.names import NameMention, acronyms_defined, name_key
from briefer.text.names.keys import known, plain_form, states_behind
from briefer.text.names.kinds import is_event

_MOST_CITATIONS = 5
# Actors that act come before the places where they act and the media that tell of it.
_WEIGHTS: dict[ActorKind, float] = {"place": 0.4, "media": 0.5, "other": 0.4}
_HEADING_WEIGHT = 0.5
_ADJECTIVE_WEIGHT = 0.6
_LEAD_BONUS = 1.5
_SUBJECT_BONUS = 0.5
# A form this much rarer than the most frequent one is no canonical name: two names run together, a misprint.
_RARE = 0.02
_TITLED_AT_MOST = 200
_SETTING_REACH = 40
# Kinds that may be no more than a guess from shape; the role in the text's words knows better.
_GUESSED: frozenset[ActorKind] = frozenset({"person", "place", "organisation", "other"})


class _Place(NamedTuple):
    """A mention and the number of its sentence, from 1."""

    mention: NameMention
    sentence: int


def extract_actors(document: Document, mentions: Sequence[NameMention]) -> tuple[Actor, ...]:
    """The actors that ``mentions`` (of ``find_names``) name, the most important first.

    Each has the fullest name that the text gives it (states: their usual English name), the other forms as aliases
    (with the offices that stand before them: "Minister Ellwood"), its role in the text's words, and at most five citations: the first mention, the sentence
    that gives the role, then those that name most others. Wars, laws and other events are no actors.
    """
    places = [place for place in _placed(document, mentions) if not is_event(place.mention.text)]
    forms = [Form(place.mention.text, place.mention.kind) for place in places]
    groups = group_forms(forms, acronyms_defined(document.text))
    members: dict[int, list[_Place]] = {}
    for place, group in zip(places, groups, strict=True):
        members.setdefault(group, []).append(place)
    crowd = Counter(number for group in members.values() for number in {place.sentence for place in group})
    # A sentence without end is quoted by all its actors: one citation for all keeps it in memory once.
    cite = cache(document.cite)
    ranked = [(_importance(document, group), _actor(document, group, crowd, cite)) for group in members.values()]
    order = sorted(range(len(ranked)), key=lambda index: (-ranked[index][0], index))
    return tuple(ranked[index][1] for index in order)


def resolver(actors: Sequence[Actor]) -> Callable[[str], str | None]:
    """A function from a form of a name to the canonical name of its actor; None where unknown or ambiguous.

    Names and aliases count in any spelling that ``name_key`` joins, then last names of people that only one bears.
    """
    exact: dict[str, str] = {}
    last: dict[str, set[str]] = {}
    for actor in actors:
        if actor.kind == "person":
            last.setdefault(name_key(actor.name).rsplit(" ", 1)[-1], set()).add(actor.name)
    for actor in actors:
        for form in (actor.name, *actor.aliases):
            if len(last.get(key := name_key(form), ())) < 2:
                exact.setdefault(key, actor.name)

    def resolve(form: str) -> str | None:
        key = name_key(form)
        if key in exact:
            return exact[key]
        entry = known(form)
        if entry is not None and name_key(entry.name) in exact:
            return exact[name_key(entry.name)]
        bearers = last.get(key.rsplit(" ", 1)[-1], set()) if key else set()
        return next(iter(bearers)) if len(bearers) == 1 and (" " not in key) else None

    return resolve


def _placed(document: Document, mentions: Sequence[NameMention]) -> list[_Place]:
    starts = [sentence.start for sentence in document.sentences]
    return [_Place(mention, bisect_right(starts, mention.start)) for mention in mentions]


def _importance(document: Document, group: Sequence[_Place]) -> float:
    score = 0.0
    for place in group:
        sentence = document.sentences[place.sentence - 1]
        weight = _HEADING_WEIGHT if sentence.is_heading else 1.0
        if place.mention.text in gazetteer.demonyms():
            weight *= _ADJECTIVE_WEIGHT
        score += weight
        if place.mention.start - sentence.start <= len("The ") and not sentence.is_heading:
            score += _SUBJECT_BONUS
    if group[0].sentence <= max(3, len(document.sentences) // 10):
        score += _LEAD_BONUS
    return score * _WEIGHTS.get(_kind(group), 1.0)


def _kind(group: Sequence[_Place]) -> ActorKind:
    """The kind most places give; "other" and guesses of a single word give way to the rest."""
    counts: Counter[ActorKind] = Counter()
    for place in group:
        kind = place.mention.kind
        sure = known(place.mention.text) is not None
        counts[kind] += 0 if kind == "other" else 8 if sure else 1 + place.mention.text.count(" ")
    return max(counts, key=lambda kind: counts[kind])


def _actor(document: Document, group: Sequence[_Place], crowd: Counter[int], cite: Callable[[int], Citation]) -> Actor:
    kind = _kind(group)
    forms = Counter(plain_form(" ".join(place.mention.text.split())) for place in group)
    name = _canonical(forms, kind)
    role, told = _role(document, group, kind)
    if role is not None and kind in _GUESSED and not any(known(form) for form in forms):
        kind = kind_by_role(role) or kind
    titled = _titled(document, group) if kind == "person" else ()
    return Actor(
        name=name,
        kind=kind,
        aliases=_aliases(name, (*forms, *titled)),
        role=role,
        mentions=len(group),
        citations=tuple(cite(number) for number in _cited(group, told, crowd)),
    )


def _aliases(name: str, forms: Sequence[str]) -> tuple[str, ...]:
    """The other forms, each once whatever its capitals; a people ("Syrians") is no name of its state."""
    distinct = {name.casefold(): name}
    for form in forms:
        if not (form[-1] == "s" and form in gazetteer.demonyms()):
            distinct.setdefault(form.casefold(), form)
    return tuple(distinct.values())[1:]


def _titled(document: Document, group: Sequence[_Place]) -> list[str]:
    """The forms with an office before the name, each once."""
    forms: dict[str, None] = {}
    for place in group[:_TITLED_AT_MOST]:
        begin = document.sentences[place.sentence - 1].start
        if (form := titled_form(document.text, place.mention.start, place.mention.end, begin)) is not None:
            forms[form] = None
    return list(forms)


def _canonical(forms: Counter[str], kind: ActorKind) -> str:
    """The fullest of the forms that are not rare slips; a state's usual English name."""
    if kind == "state":
        entry = next((entry for form in forms if (entry := known(form)) is not None), None)
        if entry is not None:
            return entry.name
        named = {state for form in forms for state in states_behind(form)}
        return next((form for form in forms if form in named), min(forms, key=len))
    floor = max(forms.values()) * _RARE
    usual = [form for form, count in forms.items() if count >= floor]
    nouns = [form for form in usual if form not in gazetteer.demonyms()] or usual
    return max(nouns, key=lambda form: (len(form.split()), len(form)))


def _cited(group: Sequence[_Place], told: int | None, crowd: Counter[int]) -> list[int]:
    numbers = list(dict.fromkeys(place.sentence for place in group))
    chosen = numbers[:1] + ([told] if told is not None else [])
    rest = sorted(numbers[1:], key=lambda number: (-crowd[number], number))
    return list(dict.fromkeys(chosen + rest))[:_MOST_CITATIONS]


def _is_setting(text: str, begin: int, start: int) -> bool:
    """Whether a sentence opens with a preposition and the name: "In Baghdad, the ministry …"."""
    if start - begin > _SETTING_REACH:
        return False
    words = text[begin:start].split()
    return 0 < len(words) < 4 and words[0].lower() in {"in", "at", "near", "from", "outside", "across", "on"}


def _role(document: Document, group: Sequence[_Place], kind: ActorKind) -> tuple[str | None, int | None]:
    """The role and the number of the sentence that gives it: apposition or title first, else "is a …"."""
    if kind == "state":
        return None, None
    copula: tuple[str, int] | None = None
    for place in group:
        mention, sentence = place.mention, document.sentences[place.sentence - 1]
        if sentence.is_heading or mention.text in gazetteer.demonyms():
            continue
        role = None
        if not (kind in {"place", "other"} and _is_setting(document.text, sentence.start, mention.start)):
            role = role_behind(document.text, mention.end, sentence.end)
        if role is None and kind == "person":
            role = role_before(document.text, mention.start, sentence.start)
        if role is not None:
            return role, place.sentence
        if copula is None and mention.start - sentence.start <= len("The "):
            said = role_by_copula(document.text, mention.end, sentence.end)
            copula = None if said is None else (said, place.sentence)
    return copula if copula is not None else (None, None)
