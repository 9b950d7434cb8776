"""Events: what a sentence tells about a date that stands in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from briefer.engines.extractive.bounds import bounds_of
from briefer.engines.extractive.clauses import clause_around, excerpt, is_finite
from briefer.engines.extractive.passages import Dated, Passage, cite_with_neighbour
from briefer.engines.extractive.quotations import Quoted
from briefer.engines.extractive.status import status_of
from briefer.records import Document, Event

# A sentence up to here is printed whole even where it holds several dates.
_SHORT = 170
# How much of an endless sentence is looked at around a date.
_WINDOW = 300

# Nouns that name a happening: a date beside one of them dates it ("the December 31 attack").
_HAPPENINGS = frozenset(
    "accident accord address agreement air airstrike ambush announcement arrest arrival assassination assault attack "
    "attempt auction ban battle blackout blast blockade bombardment bombing breach briefing campaign ceasefire "
    "ceremony clash closure collapse collision conference conflict congress conviction coup crackdown crash crisis "
    "cyberattack deadline deal death decision declaration decree defeat departure deployment derailment disaster "
    "dispute drought earthquake election emergency eruption evacuation exchange execution exercise expiry explosion "
    "famine fighting fire flood flooding hack handover hearing heatwave hijacking hurricane inauguration incident "
    "incursion independence intrusion invasion investigation kidnapping killing landslide launch layoff leak "
    "mass massacre meeting merger mobilisation mobilization negotiation offensive operation outage outbreak "
    "pact pandemic parade plebiscite poll primary protest purge quake raid rally ratification recall referendum "
    "resignation resolution retreat revolution revolt riot rollout ruling runoff sale sanction "
    "seizure session shelling shooting shutdown siege signing sinking spill split storm strike "
    "strikes summit surge surrender suspension takeover talk talks tariff transfer treaty trial truce tsunami "
    "turmoil typhoon ultimatum unrest uprising verdict violence visit vote walkout war wave withdrawal".split()
)
# These come round, and a year beside them says which one is meant, not when something happened.
_RECURRENT = frozenset("election campaign primary congress conference convention budget vote poll".split())
_DEICTIC = frozenset("today tomorrow yesterday tonight".split())
# Openings of a reference to literature.
_REFERENCES = frozenset("see cf id ibid".split())
_VAGUE = frozenset("now currently today's present presently recently once then nowadays soon".split())


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a date that modifies a noun, and the noun that follows a date between article and noun."""
    before = re.compile(
        r"(?:(?P<noun>\w+) )?(?:(?P<link>of|for|in|from|on) )?"
        r"(?P<article>(?:the|an?|its|their|his|her|this|that|\w+[’']s) )?(?:(?:early|mid|late) )?$"
    )
    after = re.compile(r" (?P<noun>[\w-]+(?: [\w-]+){0,2})")
    return before, after


def find_events(
    document: Document, passages: Sequence[Passage], quoted: Mapping[int, Sequence[Quoted]] | None = None
) -> tuple[Event, ...]:
    """One event for each date that a sentence says something about, oldest first, those without a date last.

    ``quoted`` is what ``quoted_parts`` gave: "tomorrow" in a quotation is not the day after the publication.
    """
    quoted = quoted or {}
    found = []
    for passage in passages:
        if (
            not passage.dates
            or passage.is_heading
            or passage.words[0] in _REFERENCES
            or not any(map(is_finite, passage.vocabulary))
        ):
            continue
        seen: set[tuple[str, str]] = set()
        background = False
        parts = quoted.get(passage.number, ())
        for dated in passage.dates:
            listed = re.search(r"\b(?:and|or) $", passage.text[max(0, dated.start - 5) : dated.start])
            # In "2025 and 2026" the second date is what the first one is.
            background = background if listed and background else _is_background(passage.text, dated)
            deictic = dated.mention.text.lower() in _DEICTIC and any(
                part.start <= dated.start < part.end for part in parts
            )
            if not background and not deictic:
                event = _event(document, passages, passage, dated)
                key = event.text, event.date or dated.mention.text
                if key not in seen:
                    seen.add(key)
                    found.append((passage.number, event))
    return tuple(event for _, event in sorted(found, key=_order))


def find_dated_sentences(document: Document, passages: Sequence[Passage]) -> tuple[Event, ...]:
    """The sentences with a resolved date, whatever their language; only the calendar tells past from future."""
    found = []
    for passage in passages:
        if passage.is_heading or len(passage.words) < 4:
            continue
        for dated in {one.mention.value: one for one in reversed(passage.dates) if one.mention.value}.values():
            text, shift = _window(passage, dated)
            names = passage.names_in(shift, shift + len(text))
            event = Event(
                text=excerpt(passage.text, shift, shift + len(text)),
                date=dated.mention.value,
                date_text=" ".join(dated.mention.text.split()),
                status=status_of("", "", dated.mention, document.source.published),
                actors=tuple(dict.fromkeys(name.name for name in names if name.kind not in {"place", "other"})),
                citations=(document.cite(passage.number),),
            )
            found.append((passage.number, event))
    return tuple(event for _, event in sorted(found, key=_order))


def _order(item: tuple[int, Event]) -> tuple[bool, tuple[int, ...], int]:
    """By first day, the coarser date first ("June" before "1 June"), then by place in the text; undated ones last."""
    number, event = item
    bounds = bounds_of(event.date) if event.date else None
    if event.date is None or bounds is None:
        return True, (), number
    precision = len(event.date.partition("/")[0].strip("~?%"))
    return False, (*bounds.first, precision), number


def _event(document: Document, passages: Sequence[Passage], passage: Passage, dated: Dated) -> Event:
    """The event of one date in ``passage``."""
    text, shift = _window(passage, dated)
    start, end = dated.start - shift, dated.end - shift
    clause = clause_around(text, start, end)
    whole = len(text) <= _SHORT or (len(passage.dates) == 1 and passage.is_prose)
    opening, closing = (0, len(text)) if whole else clause
    names = passage.names_in(opening + shift, closing + shift)
    actors = dict.fromkeys(name.name for name in names if name.kind not in {"place", "other"})
    return Event(
        text=excerpt(text, opening, closing) if passage.is_prose else excerpt(passage.text, shift, shift + len(text)),
        date=dated.mention.value,
        date_text=" ".join(dated.mention.text.split()),
        status=status_of(
            text[clause[0] : clause[1]],
            # What follows the clause is another matter, unless it names the source.
            text if text.startswith(", according", clause[1]) else text[: clause[1]],
            dated.mention,
            document.source.published,
            near=text[max(0, start - 14) : end + 12],
            named_speaker=any(name.kind != "media" and name.end <= clause[0] + shift for name in passage.names[:1]),
        ),
        actors=tuple(actors),
        citations=(cite_with_neighbour(document, passages, passage),),
    )


def _window(passage: Passage, dated: Dated) -> tuple[str, int]:
    """The text to read and where it begins in the passage: all of it, or the words about a date in an endless one."""
    if passage.is_prose:
        return passage.text, 0
    start = max(passage.text.rfind(" ", 0, max(dated.start - _WINDOW, 0)) + 1, 0)
    end = passage.text.find(" ", dated.end + _WINDOW)
    return passage.text[start : end if end > 0 else len(passage.text)], start


def _is_background(text: str, dated: Dated) -> bool:
    """Whether the date belongs to a noun that names no happening ("the 2018 budget", "a timeframe of 2025")."""
    if dated.mention.text.lower() in _VAGUE:
        return True
    before, after = _patterns()
    ahead = before.search(text[max(0, dated.start - 60) : dated.start])
    if ahead is None:
        return False
    if ahead["article"] is None:
        return ahead["link"] == "of" and not _names_happening((ahead["noun"] or "").lower())
    behind = after.match(text, dated.end)
    if behind is None:
        return False
    nouns = behind["noun"].lower().split()
    if dated.mention.value is not None and len(dated.mention.value) == len("2016"):
        nouns = [noun for noun in nouns if noun.removesuffix("s") not in _RECURRENT]
    return not any(map(_names_happening, nouns))


def _names_happening(noun: str) -> bool:
    """Whether ``noun``, in the singular or plural, names something that happens."""
    singulars = (noun, noun.removesuffix("s"), noun.removesuffix("es"), noun.removesuffix("ies") + "y")
    return any(form in _HAPPENINGS for form in singulars) or noun in {"end", "start", "beginning", "night", "morning"}
