"""German names: there every noun has a capital, so that only words around and within a name tell it from a thing.

Taken are names that the gazetteer knows, acronyms, persons behind an office or of two names in a row, bodies by the noun
that names their kind, and places behind a preposition without an article. What else has a capital is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefer.records import ActorKind, Sentence
from briefer.text.names.keys import known

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SHORTENED = frozenset({"Dr", "Prof", "St"})
_OPENERS = frozenset(
    "das der die den dem des ein eine einen einem einer eines wie nach seit am im in mit bei auf aus für von zu vor über unter "
    "durch gegen ohne um an als auch aber doch denn dann da dort es er sie wir ich ihr ihre ihren sein seine seinen dieser diese "
    "dieses jeder jede alle viele mehr mehrere weitere zwei drei vier fünf sechs sieben acht neun zehn elf zwölf laut während obwohl "
    "weil wenn ob nun noch nur so zum zur beim vom ans ins heute gestern morgen zuvor später danach inzwischen außerdem zudem "
    "insgesamt rund etwa was wer wo warum hier jetzt bis zwischen neben hinter trotz wegen statt dabei damit dafür dagegen nicht "
    "kein keine zuletzt erst schon bereits und oder".split()
)
_CALENDAR = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag "
    "freitag samstag sonnabend sonntag".split()
)
_OFFICES = (
    "minister ministerin präsident präsidentin kanzler kanzlerin chef chefin sprecher sprecherin direktor direktorin professor "
    "professorin general oberst bürgermeister bürgermeisterin richter richterin anwalt anwältin vorsitzende vorsitzender "
    "abgeordnete abgeordneter leiter leiterin sekretär sekretärin könig königin bischof herr frau senator senatorin kommissar "
    "kommissarin arzt ärztin forscher forscherin experte expertin ökonom ökonomin botschafter botschafterin journalist "
    "journalistin dr prof"
).split()
# The noun that names the kind of a body stands first ("Konzern Medivia") or ends the name ("Lindenauer Anzeiger").
_FIRST: dict[str, ActorKind] = {
    **dict.fromkeys("konzern firma unternehmen hersteller reederei fluggesellschaft betreiber".split(), "company"),
    **dict.fromkeys("zeitung sender magazin nachrichtenagentur".split(), "media"),
    **dict.fromkeys("stadt gemeinde insel landkreis bezirk provinz region ort dorf".split(), "place"),
    **dict.fromkeys("gewerkschaft verband stiftung partei".split(), "organisation"),
}
_WHOLE = ("klinik", "klinikum", "krankenhaus", "institut", "universität", "hochschule", "museum")
_LAST: dict[str, ActorKind] = {
    **dict.fromkeys(
        "anzeiger zeitung nachrichten tagblatt tageblatt rundfunk kurier rundschau presse".split(), "media"
    ),
    **dict.fromkeys("bank werke ag gmbh se kg gruppe".split(), "company"),
    **dict.fromkeys(
        "institut partei verband bund union universität gesellschaft stiftung verein kirche".split(), "organisation"
    ),
    **dict.fromkeys("ministerium amt gericht gerichtshof behörde regierung".split(), "government"),
}
_BODIES: dict[str, ActorKind] = {
    **dict.fromkeys(
        "ministerium staatsanwaltschaft bundestag bundesrat bundesregierung landesregierung landtag bundesgerichtshof "
        "verfassungsgericht verfassungsschutz kanzleramt".split(),
        "government",
    ),
    **dict.fromkeys("bundeswehr luftwaffe".split(), "military"),
}
_ARTICLES = frozenset("der die das den dem des ein eine einen einem einer eines im am zum zur beim vom".split())
_PLACING = frozenset("in nach aus bei von um bis".split())
_LONGEST = 3


class GermanName(NamedTuple):
    """A name at ``start`` to ``end`` of the text, with its kind."""

    start: int
    end: int
    kind: ActorKind


class _Run(NamedTuple):
    words: tuple[re.Match[str], ...]
    before: str
    behind: str

    @property
    def low(self) -> list[str]:
        return [word[0].lower() for word in self.words]


def german_names(text: str, sentences: Iterable[Sentence]) -> list[GermanName]:
    """The names of the sentences in text order; last names of persons named in full are taken too."""
    runs = [
        run for sentence in sentences if not sentence.is_heading for run in _runs(text, sentence.start, sentence.end)
    ]
    things = {run.low[0] for run in runs if run.before in _ARTICLES}
    found = [name for run in runs if (name := _name(text, run, things)) is not None]
    surnames = {text[name.start : name.end].split()[-1] for name in found if name.kind == "person"}
    taken = {place for name in found for place in range(name.start, name.end)}
    again = (word for run in runs for word in run.words if word[0] in surnames and word.start() not in taken)
    return sorted([*found, *(GermanName(word.start(), word.end(), "person") for word in again)])


def _runs(text: str, start: int, end: int) -> Iterator[_Run]:
    """Capitalised words that stand side by side, without what opens a sentence or a phrase."""
    words = list(_WORD.finditer(text, start, end))
    at = 0
    while at < len(words):
        size = 0
        while (
            at + size < len(words) and _is_capital(words[at + size]) and (size == 0 or _beside(text, words, at + size))
        ):
            size += 1
        run = words[at : at + size]
        dropped = 0
        while dropped < len(run) and run[dropped][0].lower() in _OPENERS | _CALENDAR:
            dropped += 1
        if size > dropped:
            before = words[at + dropped - 1][0].lower() if at + dropped else ""
            behind = words[at + size][0] if at + size < len(words) else ""
            yield _Run(tuple(run[dropped:]), before, behind)
        at += max(size, 1)


def _is_capital(word: re.Match[str]) -> bool:
    return word[0][0].isupper()


def _beside(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    between = text[words[at - 1].end() : words[at].start()]
    before = words[at - 1][0]
    return between == " " or (between == ". " and (before in _SHORTENED or len(before) == 1))


def _name(text: str, run: _Run, things: set[str]) -> GermanName | None:
    words, low = list(run.words), run.low
    for size in range(len(words), 0, -1):
        entry = known(text[words[0].start() : words[size - 1].end()])
        if entry is not None:
            return GermanName(words[0].start(), words[size - 1].end(), entry.kind)
    offices = 0
    while offices < len(words) and low[offices].endswith(tuple(_offices())):
        offices += 1
    if 0 < offices < len(words) <= offices + _LONGEST:
        return GermanName(words[offices].start(), words[-1].end(), "person")
    return _of_several(words, low, things) if len(words) > 1 else _of_one(words[0], low[0], run, things)


def _of_several(words: Sequence[re.Match[str]], low: Sequence[str], things: set[str]) -> GermanName | None:
    whole = (words[0].start(), words[-1].end())
    first = next((kind for noun, kind in _FIRST.items() if low[0].endswith(noun)), None)
    if first is not None:
        return GermanName(words[1].start(), words[-1].end(), first)
    if low[0].endswith(_WHOLE):
        return GermanName(*whole, "organisation")
    last = re.split(r"[-’']", low[-1])[-1]
    kind = next((kind for noun, kind in _LAST.items() if last.endswith(noun)), None)
    if kind is not None:
        return GermanName(*whole, kind)
    if len(words) <= _LONGEST and things.isdisjoint(low) and _OPENERS.isdisjoint(low) and _CALENDAR.isdisjoint(low):
        return GermanName(*whole, "person")
    return None


def _of_one(word: re.Match[str], low: str, run: _Run, things: set[str]) -> GermanName | None:
    span = (word.start(), word.end())
    if word[0].isupper() and len(word[0]) > 1:
        return GermanName(*span, "other")
    kind = next((kind for noun, kind in _BODIES.items() if low.endswith(noun)), None)
    if kind is not None:
        return GermanName(*span, kind)
    if (
        run.before in _PLACING
        and low not in things
        and not low.endswith(("ung", "heit", "keit", "schaft", "en", "er", "tion"))
    ):
        return GermanName(*span, "place")
    return None


@cache
def _offices() -> list[str]:
    return sorted(_OFFICES, key=len, reverse=True)
