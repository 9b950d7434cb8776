"""What is known about names beforehand: states and their peoples, cities, organisations, words of office and kind.

The tables lie in ``briefer/text/data``; their sources and licences stand in NOTICE. Each is read once, when first used.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefer.packaged import packaged_text
from briefer.records import ActorKind

KINDS: dict[str, ActorKind] = {
    "government": "government",
    "military": "military",
    "armed_group": "armed_group",
    "organisation": "organisation",
    "international_organisation": "international_organisation",
    "company": "company",
    "media": "media",
    "place": "place",
    "person": "person",
    "state": "state",
}

# Names of the table of peoples that are no states of their own.
_REGIONS = frozenset(
    {
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "Kurdistan",
        "Chechnya",
        "Crimea",
        "Tibet",
        "Catalonia",
        "Bavaria",
    }
)


# Codes of the territories' table that stand for unions of states.
_UNIONS = frozenset({"EU", "EZ", "UN"})
_ARABIC = re.compile("[ء-ي]{3,}")
# Masculine, feminine, and the plurals in nominative and oblique case.
_NISBAS = ("ي", "ية", "يون", "يين")


class Entry(NamedTuple):
    """What the gazetteer says of a name: its usual English form, and its kind."""

    name: str
    kind: ActorKind


def _lines(table: str) -> list[str]:
    """The rows of a data table, without comments."""
    text = packaged_text("briefer.text", f"data/{table}")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def _rows(table: str) -> list[list[str]]:
    """The rows of a data table, split at tabs."""
    return [line.split("\t") for line in _lines(table)]


@cache
def states() -> dict[str, str]:
    """Every name of a state or similar territory, in any script of the tables, to its usual English name."""
    english: dict[str, str] = {}
    found: dict[str, str] = {}
    for code, name, further, _ in _demonym_rows():
        english[code] = name
        for form in (name, *further.split(",")):
            found.setdefault(form, name)
    for code, name, natives in _rows("territories.tsv"):
        if code in _UNIONS:
            continue
        usual = english.get(code, name)
        for form in (name, *natives.split("|")):
            found.setdefault(form, usual)
    found.pop("", None)
    return found


@cache
def country_codes() -> dict[str, str]:
    """The usual English name of a state or similar territory to its code in ISO 3166-1 (alpha-2)."""
    codes = {name: code for code, name, _ in _rows("territories.tsv")}
    return codes | {name: code for code, name, *_ in _demonym_rows() if len(code) == len("XX")}


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and nouns for peoples to the usual English name of their state: ``Iraqi`` to ``Iraq``."""
    return {form: name for _, name, _, forms in _demonym_rows() for form in forms.split(",") if form}


def _demonym_rows() -> list[list[str]]:
    return [[*row, "", ""][:4] for row in _rows("demonyms.tsv")]


@cache
def organisations() -> dict[str, Entry]:
    """Names, acronyms and spellings of well-known bodies and regions to their entry."""
    found: dict[str, Entry] = {}
    for row in _rows("organisations.tsv"):
        entry = Entry(row[0], KINDS[row[1]])
        for form in (row[0], *(row[2].split(",") if len(row) > 2 else ())):
            if form:
                found.setdefault(form, entry)
    for code, name, natives in _rows("territories.tsv"):
        if code in _UNIONS:
            for form in natives.split("|"):
                found.setdefault(form, found.get(name, Entry(name, "international_organisation")))
    return found


@cache
def arabic_adjectives() -> dict[str, str]:
    """Arabic adjectives and nouns of peoples to their state, formed as nisbas: ``سوريا`` gives ``سوري`` and ``السورية``.

    Formed from names of one word alone, without the article; adjectives that Arabic forms otherwise are not among them.
    """
    found: dict[str, str] = {}
    for native, name in states().items():
        if not _ARABIC.fullmatch(native):
            continue
        stem = native.removeprefix("ال")
        stem = stem.removesuffix("يا") if len(stem) > 4 else stem
        stem = stem.removesuffix("ا").removesuffix("ة")
        if len(stem) >= 3:
            for ending in _NISBAS:
                found.setdefault(stem + ending, name)
    return {form: name for form, name in found.items() if form not in states()}


@cache
def cities() -> frozenset[str]:
    """English names of large cities and of the states of the USA, and the same without diacritics."""
    return frozenset(_lines("cities.txt"))


@cache
def native_cities() -> dict[str, str]:
    """Names of the largest cities in Arabic, Hebrew, Cyrillic and Han script to their English name."""
    return {form: row[0] for row in _rows("native_cities.tsv") for form in row[1].split("|")}


@cache
def capitals() -> dict[str, str]:
    """Capitals and seats of government to the state that they stand for: ``Beijing`` to ``China``."""
    return {row[0]: states().get(row[1], row[1]) for row in _rows("capitals.tsv")}


@cache
def head_words() -> dict[str, str]:
    """Words that end a name or stand before "of" in it, to its kind; ``event`` marks what is no actor."""
    return {word: kind for kind, words in _rows("headwords.tsv") for word in reversed(words.split())}


@cache
def titles(group: str) -> frozenset[str]:
    """Words of office: ``title`` (capitalised), ``spoken`` (in lower case), ``modifier`` and ``before`` (stand first)."""
    return frozenset(word for name, words in _rows("titles.tsv") if name == group for word in words.split())


@cache
def words(rule: str) -> frozenset[str]:
    """The words that one rule for the shape of names or roles looks for; KeyError if there is no such rule."""
    return {name: frozenset(listed.split()) for name, listed in _rows("shapewords.tsv")}[rule]


@cache
def particles() -> frozenset[str]:
    """What may stand in lower case between the words of a name: "al", "van der"."""
    return frozenset(dict(_rows("shapewords.tsv"))["particle"].split("|"))


@cache
def openers() -> frozenset[str]:
    """Lower-case words that are no names where they open a sentence."""
    return frozenset(word for _, words in _rows("openers.txt") for word in words.split())


@cache
def function_words() -> frozenset[str]:
    """Those of ``openers`` that are part of no name anywhere: a capital on them comes from a heading or a new sentence."""
    return frozenset(word for group, words in _rows("openers.txt") if group == "function" for word in words.split())


@cache
def common_words() -> frozenset[str]:
    """Lower-case words that, alone at the start of a sentence, are no names."""
    return frozenset(word for row in _rows("commonwords.txt") for word in row[0].split()) | openers()


@cache
def no_names() -> frozenset[str]:
    """Capitalised words that alone name no actor: the calendar, creeds, peoples without a state."""
    return frozenset(word for row in _rows("nonames.txt") for word in row[0].split())


@cache
def calendar() -> frozenset[str]:
    """Names of months and weekdays, and their abbreviations."""
    return frozenset(word for row in _rows("nonames.txt")[:2] for word in row[0].split())


def state_of(word: str) -> str | None:
    """The state that a name, adjective or noun for a people stands for: ``Russian`` to ``Russia``; None if none.

    Words in lower case are taken too, for callers that compare folded texts: "us" then is the United States.
    """
    return (
        states().get(word)
        or demonyms().get(word)
        or _by_nisba(word)
        or (_folded_states().get(word) if word.islower() else None)
    )


def _by_nisba(word: str) -> str | None:
    return arabic_adjectives().get(word) if word[:1] > "\u0600" else None


@cache
def _folded_states() -> dict[str, str]:
    every = {**states(), **demonyms()}
    return {form.casefold().replace(".", "").replace("-", " "): name for form, name in every.items()}


def lookup(name: str) -> Entry | None:
    """What the tables say of exactly this name; a leading "the" and possessives must be off already."""
    if (entry := organisations().get(name)) is not None:
        return entry
    state = states().get(name) or demonyms().get(name)
    if state is not None:
        return Entry(state, "place" if state in _REGIONS else "state")
    if name in cities():
        return Entry(name, "place")
    if (state := _by_nisba(name)) is not None:
        return Entry(state, "state")
    native = native_cities().get(name)
    return None if native is None else Entry(native, "place")
