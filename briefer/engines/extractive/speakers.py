"""Who speaks: a noun phrase beside a verb of saying becomes a canonical name, or stays as printed."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from briefer.engines.extractive.clauses import AUXILIARIES, is_finite
from briefer.engines.extractive.passages import Name, Passage, collapse

# Each with its subject form.
PRONOUNS = {"he": "he", "she": "she", "it": "it", "they": "they", "him": "he", "her": "she", "them": "they"}
_PERSON_PRONOUNS = frozenset("he she".split())
# How many sentences back a pronoun may reach.
_REACH = 3

# What a phrase without a name must hold to be a speaker.
_ROLES = (
    r"\b(?:\w*official|officer|source|spokes(?:man|woman|person|people)|minist(?:er|ry)|president|premier|chief|"
    r"chairman|chairwoman|director|leader|commander|general|governor|mayor|senator|lawmaker|politician|diplomat|"
    r"ambassador|envoy|adviser|advisor|analyst|expert|researcher|scientist|economist|engineer|lawyer|attorney|"
    r"prosecutor|judge|doctor|teacher|worker|union|police|authorit(?:y|ies)|agenc(?:y|ies)|government|court|company|"
    r"firm|bank|army|military|navy|force|media|newspaper|outlet|report|statement|study|survey|poll|indictment|filing|"
    r"letter|memo|document|witness(?:es)?|resident|villager|survivor|activist|critic|opponent|supporter|observer|"
    r"monitor|campaigner|campaign|party|coalition|opposition|group|militia|rebel|faction|organi[sz]ation|commission|"
    r"committee|council|department|office|bureau|embassy|delegation|executive|manager|owner|farmer|trader|investor|"
    r"forecaster|meteorologist|hydrologist|regulator|inspector|investigator|operator|provider|team|people|families|"
    r"relatives|negotiator|secretary|deputy|head|member|candidate|voter|founder|member|assembly|parliament|"
    r"federation|association|institute|university|hospital|charity|publisher|editor|journalist|reporter)(?:e?s)?$"
)
_DETERMINED = re.compile(
    r"(?:the|an?|some|several|many|most|two|three|four|five|other|both|one|another|senior|local)\b", re.IGNORECASE
)
# Phrases that follow the head of a speaker and are no part of who it is.
_TRAILERS = (
    r" (?:speaking|who|which|that|in an? |in his|in her|in its|in their|in the (?:statement|interview)|at an? |on "
    r"(?:condition|his|her|its|their|social|state|\w+day)|during|after|before|citing|quoting|via|told|as |(?<!familiar )(?<!close )with |when )"
)
# Two capitalised words or more are a name, even one that was not recognised.
_CAPITALISED = re.compile(r"[A-Z][\w’'.-]*(?: (?:of|the|and|for|de|al|bin|von|van))*(?: [A-Z][\w’'.-]*)+")
_CIRCUMSTANCE = re.compile(
    r"(?:in|on|at|after|before|during|by|with|from|under|following|despite|for|of|to|against)\b", re.IGNORECASE
)
_APPOSED = re.compile(r",(?: (?:\w+ly|also|later|then|has|have|had|again|already|repeatedly))* $")
_BRACKET = re.compile(r" ?\([^()]{1,40}\)[ ,]*$")
_ADVERB = re.compile(
    r"[ ,]+(?:\w+ly|also|later|then|has|have|had|is|are|was|were|again|meanwhile|already|now|first|further|even|"
    r"since|once|still|too|did|does|do|would|on|in|late|early|this|week|month)$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"[a-z]+ (?:in|of|from|at|for|near|to|on|with|by)(?: the)? $")
_ADVERBIAL = re.compile(
    r"(?:in|on|at|after|before|during|speaking|asked|meanwhile|however|earlier|later|yesterday|today|additionally|"
    r"moreover|furthermore|as|for|by|with|following|according|despite|while|when|since|until|also|still|instead|"
    r"nevertheless|nonetheless|separately|last|this|next|but|and|yet|so|then|under|from|citing|responding|writing|"
    r"addressing|commenting|finally|similarly|\w+ly|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


@functools.cache
def _roles() -> re.Pattern[str]:
    return re.compile(_ROLES, re.IGNORECASE)


@functools.cache
def _trailers() -> re.Pattern[str]:
    return re.compile(_TRAILERS)


class Speaker(NamedTuple):
    """Who speaks; ``name`` is None where the phrase names nobody. ``start`` is where the phrase begins.

    ``is_sure`` is false where only the article says that the phrase is one that can speak ("the dispute"). ``named`` is
    the passage that names whom a pronoun stands for.
    """

    text: str
    name: Name | None
    start: int
    is_sure: bool = True
    named: int | None = None


class Memory:
    """The speakers and persons of the sentences just read, for pronouns."""

    def __init__(self) -> None:
        self._last: tuple[int, Speaker] | None = None
        self._persons: list[tuple[int, str]] = []
        self._named: dict[str, int] = {}

    def note_passage(self, passage: Passage) -> None:
        """Remember who is named in ``passage``."""
        persons = dict.fromkeys(name.name for name in passage.names if name.kind == "person")
        for name in passage.names:
            # A short form leaves it to an earlier sentence to say who is meant.
            if name.name not in self._named or passage.text[name.start : name.end] == name.name:
                self._named[name.name] = passage.number
        self._persons.extend((passage.number, name) for name in persons)
        del self._persons[:-12]

    def note_speaker(self, passage: Passage, speaker: Speaker) -> None:
        """Remember that ``speaker`` spoke in ``passage``."""
        self._last = passage.number, speaker

    def resolve(self, pronoun: str, passage: Passage) -> Speaker | None:
        """Whom ``pronoun`` in ``passage`` stands for, where only one reading is left."""
        speaker = self._meant(pronoun, passage)
        return speaker and speaker._replace(named=self._named.get(speaker.text))

    def _meant(self, pronoun: str, passage: Passage) -> Speaker | None:
        last = self._last
        if last is not None and passage.number - last[0] <= _REACH:
            name = last[1].name
            is_person = name is not None and name.kind == "person"
            others = {who for number, who in self._persons if last[0] < number < passage.number}
            if pronoun in _PERSON_PRONOUNS and (is_person or name is None) and others <= {last[1].text}:
                return last[1]
            if pronoun not in _PERSON_PRONOUNS and not is_person and passage.number - last[0] == 1:
                return last[1]
        recent = {who for number, who in self._persons if passage.number - 2 <= number < passage.number}
        if pronoun in _PERSON_PRONOUNS and len(recent) == 1:
            who = recent.pop()
            return Speaker(who, Name(0, 0, who, "person"), 0)
        return None


def speaker_before(passage: Passage, text: str, start: int, verb: int, memory: Memory) -> Speaker | None:
    """The speaker whose phrase ends at the verb, within ``text[start:verb]``; ``text`` is the passage's, masked."""
    parts = _parts(text, start, verb)
    while len(parts) > 1 and _ADVERBIAL.match(text[parts[0][0] : parts[0][1]]):
        parts.pop(0)
    if not parts:
        return None
    # "Lee, the mayor, said" closes an apposition with a comma; in "The dam will hold, the mayor said" none stands
    # before the verb, and what comes first is what was said.
    apposed = bool(_APPOSED.search(text, start, verb))
    if apposed and len(parts) > 2 and any(map(is_finite, text[slice(*parts[0])].lower().split())):
        # "The dam will hold, the mayor, Ann Lee, said": what was said comes first.
        parts.pop(0)
    chosen = parts[0] if apposed else parts[-1]
    if AUXILIARIES.intersection(text[slice(*chosen)].lower().split()):
        chosen = parts[-1]
    speaker = _speaker(passage, text, *chosen, memory)
    if apposed and len(parts) > 1 and (speaker is None or speaker.name is None):
        # "Its director, Ann Lee, said": the name is the apposition.
        vague = bool(_vague().fullmatch(text, *parts[0]))
        named = [
            name for name in passage.names_in(*parts[1]) if (vague or name.kind == "person") and name[:2] == parts[1]
        ]
        return Speaker(named[0].name, named[0], parts[0][0]) if named else speaker
    return speaker


@functools.cache
def _vague() -> re.Pattern[str]:
    """Phrases that only the sentence before explains, and that tell nothing of who speaks."""
    return re.compile(
        r"(?:one|two|three|some|several|many|most|all|both|few|none|each|another|either|neither|(?:the )?others?)"
        r"(?: of (?:them|these|those|whom))?",
        re.IGNORECASE,
    )


def speaker_after(passage: Passage, text: str, verb_end: int, memory: Memory) -> Speaker | None:
    """The speaker whose phrase follows the verb: "…, said Ann Lee, the mayor", "…, said the mayor, Ann Lee"."""
    start = verb_end + (1 if text[verb_end : verb_end + 1] == " " else 0)
    found = _after_speaker().search(text, start)
    end = found.start() if found else len(text)
    speaker = _speaker(passage, text, start, end, memory)
    if speaker is None or speaker.name is not None or not text.startswith(", ", end):
        return speaker
    apposed = next((name for name in passage.names if name.start == end + 2 and name.kind == "person"), None)
    return Speaker(apposed.name, apposed, start) if apposed else speaker


@functools.cache
def _after_speaker() -> re.Pattern[str]:
    return re.compile(r"[,.;:~“\"]|$| (?:in an?|on|at|during|after|before|as|when|who|told) ")


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas in ``text[start:end]``, without white space around them."""
    parts = []
    for match in re.compile(r"[^,]+").finditer(text, start, end):
        piece = match.group()
        left = match.start() + len(piece) - len(piece.lstrip(' ”"»’-—–'))
        right = match.start() + len(piece.rstrip())
        if left < right:
            parts.append((left, right))
    return parts


def _speaker(passage: Passage, text: str, start: int, end: int, memory: Memory) -> Speaker | None:
    end = _head_end(passage, text, start, end)
    phrase = collapse(text[start:end])
    lowered = phrase.lower()
    if lowered in PRONOUNS:
        return memory.resolve(PRONOUNS[lowered], passage)
    if not phrase or "~" in phrase or len(phrase) > 120 or _vague().fullmatch(phrase):
        return None
    closing = [name for name in passage.names if start <= name.start and name.end == end]
    inner = passage.names_in(start, end)
    if closing and len(inner) > 1 and re.search(r" and (?:the )?$", text[start : closing[-1].start]):
        return Speaker(phrase, None, start)
    if closing and not _PREPOSITION.search(text, start, closing[-1].start):
        return Speaker(closing[-1].name, closing[-1], start)
    if (
        _CIRCUMSTANCE.match(phrase)
        or AUXILIARIES.intersection(lowered.split())
        or lowered.split()[0] in {"which", "what", "that", "this", "there"}
    ):
        return None
    if _roles().search(re.split(r" (?:of|from|for|at|in|with|on|near|inside)\b", phrase, maxsplit=1)[0]):
        return Speaker(phrase, None, start)
    if _CAPITALISED.fullmatch(phrase):
        return Speaker(phrase, None, start)
    if _DETERMINED.match(phrase) and len(phrase.split()) <= 8 and not any(map(is_finite, lowered.split()[1:])):
        return Speaker(phrase, None, start, is_sure=False)
    return None


def _head_end(passage: Passage, text: str, start: int, end: int) -> int:
    """Where the noun phrase proper ends: before trailing adverbs, auxiliaries, dates and "speaking to …"."""
    trailer = _trailers().search(text, start, end)
    if trailer is not None and trailer.start() > start:
        end = trailer.start()
    if (bracket := _BRACKET.search(text, start, end)) is not None and bracket.start() > start:
        end = bracket.start()
    for dated in passage.dates:
        if start < dated.start and dated.end == end:
            end = dated.start
    while (adverb := _ADVERB.search(text, start, end)) is not None:
        end = adverb.start()
    return start + len(text[start:end].rstrip())


def media_name(names: Sequence[Name], passage: Passage) -> str | None:
    """The first of ``names`` that is a news outlet, by its kind or by its wording."""
    for name in names:
        printed = passage.text[name.start : name.end]
        if name.kind == "media" or re.search(
            r"\b(?:News|Times|Post|Agency|TV|Television|Radio|Press|Journal|Herald|Guardian|Tribune|Gazette|Daily)\b",
            printed,
        ):
            return name.name
    return None
