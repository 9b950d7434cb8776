"""Actors: the names of a document grouped into one record per actor, with kind, role, aliases and evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefer.engines.extractive.coreference import OUTNUMBERED, Form, group_forms
from briefer.engines.extractive.offices import holders, offices_beside, offices_standing
from briefer.engines.extractive.roles import (
    is_plural,
    kind_by_role,
    role_before,
    role_behind,
    role_by_copula,
    titled_form,
)
from briefer.records import Actor, ActorKind, Citation, Document
from briefer.text import gazetteer
from briefer.text.names import NameMention, acronyms_defined, also_called, name_key
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
_SINGULAR: frozenset[ActorKind] = frozenset({"person", "place", "organisation", "other"})
_GUESSED: frozenset[ActorKind] = frozenset({"person", "place", "organisation", "other"})


class _Place(NamedTuple):
    """A mention and the number of its sentence, from 1."""

    mention: NameMention
    sentence: int


class Cast(NamedTuple):
    """The actors of a document, and for each mention given the actor that it names; None for wars and laws."""

    actors: tuple[Actor, ...]
    owners: tuple[Actor | None, ...]


def extract_actors(document: Document, mentions: Sequence[NameMention]) -> tuple[Actor, ...]:
    """The actors that ``mentions`` (of ``find_names``) name, the most important first: those of ``find_cast``."""
    return find_cast(document, mentions).actors


def find_cast(document: Document, mentions: Sequence[NameMention]) -> Cast:
    """The actors that ``mentions`` (of ``find_names``) name, the most important first, and whom each mention names.

    Each has the fullest name that the text gives it (states: their usual English name), the other forms as aliases
    (with the offices that stand before them: "Minister Ellwood"), its role in the text's words, and at most five
    citations: the first mention, the sentence that gives the role, then those that name most others. A last name that
    several bear is an alias of none. Wars, laws and other events are no actors.
    """
    names_event = cache(is_event)
    places = [place for place in _placed(document, mentions) if not names_event(place.mention.text)]
    forms = [Form(place.mention.text, place.mention.kind) for place in places]
    defined = also_called(document.text) | acronyms_defined(document.text)
    groups = group_forms(forms, defined, lambda index: _title(document, places[index]))
    members: dict[int, list[_Place]] = {}
    for place, group in zip(places, groups, strict=True):
        members.setdefault(group, []).append(place)
    crowd = Counter(number for group in members.values() for number in {place.sentence for place in group})
    # A sentence without end is quoted by all its actors: one citation for all keeps it in memory once.
    cite = cache(document.cite)
    made = {number: _actor(document, group, crowd, cite) for number, group in members.items()}
    weights = {number: _importance(document, group) for number, group in members.items()}
    made = _with_offices(document, _without_shared_names(made), members)
    order = sorted(made, key=lambda number: -weights[number])
    owner = {place.mention.start: made[group] for place, group in zip(places, groups, strict=True)}
    return Cast(tuple(made[number] for number in order), tuple(owner.get(mention.start) for mention in mentions))


def _with_offices(
    document: Document, made: dict[int, Actor], members: Mapping[int, Sequence[_Place]]
) -> dict[int, Actor]:
    """The actors with the offices as aliases that are set beside their names, or stand for one of them alone."""
    beside, held = dict[int, list[str]](), dict[int, list[str]]()
    headline = document.source.title or ""
    for number, actor in made.items():
        if actor.kind == "person":
            places = members[number][:_TITLED_AT_MOST]
            beside[number] = [office for place in places for office in _offices_of(document, place)]
            beside[number] += _in_headline(headline, actor.name)
            titled = (_title_before(document, place) for place in places)
            held[number] = [*beside[number], *dict.fromkeys(filter(None, titled))]
    # A phrase that is set beside two people ("Foreign Minister") is the name of neither.
    owners = Counter(office for offices in beside.values() for office in dict.fromkeys(offices))
    spans = [(s.start, s.end) for s in document.sentences if not s.is_heading]
    alone = holders(offices_standing(document.text, spans), held) if held else {}
    for number in held:
        own = [office for office in beside[number] if owners[office] == 1]
        forms = (*made[number].aliases, *dict.fromkeys((*own, *alone.get(number, ()))))
        aliases = _aliases(made[number].name, forms)
        made[number] = made[number].model_copy(update={"aliases": aliases})
    return made


def _offices_of(document: Document, place: _Place) -> list[str]:
    sentence = document.sentences[place.sentence - 1]
    return list(offices_beside(document.text, place.mention.start, place.mention.end, sentence.start, sentence.end))


def _in_headline(headline: str, name: str) -> list[str]:
    """The offices that the headline, which is no sentence, sets beside a name; with the name where none parts them."""
    start = headline.find(name)
    if start < 0:
        return []
    form = titled_form(headline, start, start + len(name), 0)
    offices = offices_beside(headline, start, start + len(name), 0, len(headline))
    return [*([form] if form else []), *offices]


def _title_before(document: Document, place: _Place) -> str | None:
    """The office right before a mention, as printed."""
    mention = place.mention
    form = titled_form(document.text, mention.start, mention.end, document.sentences[place.sentence - 1].start)
    return None if form is None else form[: -len(" ".join(mention.text.split()))].strip()


def _without_shared_names(made: dict[int, Actor]) -> dict[int, Actor]:
    """The actors without the last names that several people of the document bear."""
    bearers: dict[str, list[int]] = {}
    for actor in made.values():
        if actor.kind == "person" and " " in actor.name:
            bearers.setdefault(_last_name(actor), []).append(actor.mentions)
    shared = {
        name: max(counts) if max(counts) >= OUTNUMBERED * sorted(counts)[-2] else None
        for name, counts in bearers.items()
        if len(counts) > 1
    }
    return {
        number: actor.model_copy(update={"aliases": _unshared(actor, shared)}) if _last_name(actor) in shared else actor
        for number, actor in made.items()
    }


def _last_name(actor: Actor) -> str:
    return name_key(actor.name).rpartition(" ")[2]


def _unshared(actor: Actor, shared: Mapping[str, int | None]) -> tuple[str, ...]:
    """The aliases without shared last names; ``shared`` has the mentions of the one who keeps it, where there is one."""
    return tuple(
        alias
        for alias in actor.aliases
        if " " in alias or name_key(alias) not in shared or shared[name_key(alias)] == actor.mentions
    )


def _title(document: Document, place: _Place) -> str:
    """The office or form of address right before a mention, in lower case; "" where none stands there."""
    return (_title_before(document, place) or "").strip(" .").rpartition(" ")[2].lower()


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
    for (text, kind), times in Counter((place.mention.text, place.mention.kind) for place in group).items():
        worth = 0 if kind == "other" else 8 if known(text) is not None else 1 + text.count(" ")
        counts[kind] += times * worth
    return max(counts, key=lambda kind: counts[kind])


def _actor(document: Document, group: Sequence[_Place], crowd: Counter[int], cite: Callable[[int], Citation]) -> Actor:
    kind = _kind(group)
    forms = Counter(plain_form(" ".join(place.mention.text.split())) for place in group)
    name = _canonical(forms, kind)
    role, told = _role(document, group, kind)
    if role is not None and kind in _GUESSED and not any(known(form) for form in forms):
        kind = kind_by_role(role) or kind
    titled = _titled(document, group) if kind == "person" else ()
    aliases = _aliases(name, (*forms, *titled))
    return Actor(
        name=_as_printed(document, name),
        kind=kind,
        aliases=tuple(_as_printed(document, alias) for alias in aliases),
        role=role,
        mentions=len(group),
        citations=tuple(cite(number) for number in _cited(group, told, crowd)),
    )


def _as_printed(document: Document, name: str) -> str:
    """The name with the apostrophes of the text, which the tables spell straight."""
    curled = name.replace("'", "’")
    return curled if curled != name and curled in document.text else name


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
            # "The Narrows, the insurers who …" goes on with a list; "the Houthis, the rebels who …" are many.
            if role is not None and kind in _SINGULAR and is_plural(role) and document.text[mention.end - 1] != "s":
                role = None
        if role is None and kind == "person":
            role = role_before(document.text, mention.start, sentence.start)
        if role is not None:
            return role, place.sentence
        if copula is None and mention.start - sentence.start <= len("The "):
            said = role_by_copula(document.text, mention.end, sentence.end)
            copula = None if said is None else (said, place.sentence)
    return copula if copula is not None else (None, None)
