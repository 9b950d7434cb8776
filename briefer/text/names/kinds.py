"""What kind of thing a name names: by gazetteer, by its words, by its shape, and by the words around it."""

from __future__ import annotations

import re
from functools import cache

from briefer.records import ActorKind
from briefer.text import gazetteer
from briefer.text.names.keys import known

_PLACE_FIRST = frozenset("Mount Lake Fort Port Cape San Santa São Santo Los Las Isle Ras Wadi Jebel Jabal Tell Khan Deir Camp Rio Nueva Villa".split())
_COMPASS = frozenset("North South East West Northern Southern Eastern Western Northeastern Northwestern Southeastern Southwestern Central Upper Lower Greater New Old".split())
_BODY_WORDS = frozenset(
    "National United International Democratic Islamic Popular Liberal Socialist Social Christian Communist Republican Federal "
    "Royal Joint Combined Special Central People's Workers' American British European African Labour Labor Green Revolutionary "
    "Independent Free Progressive General Public Associated World Human".split()
)
_WORLD = ("United Nations", "UN ", "U.N. ", "European ", "African Union", "Arab League", "International ", "World ", "NATO ")
_PERSON_PARTS = frozenset("al el bin ibn bint ben abu abd von van der de del della di da dos ul".split())
_LAST_WORD = re.compile(r"[-\s]")


def kind_by_words(surface: str, words: tuple[str, ...]) -> ActorKind | None:
    """The kind that the gazetteer or the words of a name give; None where they tell nothing. Events are ``other``."""
    entry = known(surface)
    if entry is not None:
        return entry.kind
    head = _head(surface)
    kind = gazetteer.head_words().get(head)
    if kind is not None and (len(words) > 1 or surface[-1].isdigit()):
        return _refined(kind, surface, head)
    if kind is not None and kind not in {"event", "place"}:
        return _refined(kind, surface, head)
    if words[0] in _PLACE_FIRST and len(words) > 1:
        return "place"
    if words[0] in _COMPASS and len(words) == 2:
        return "place"
    if words[0] == "Al" or surface.startswith("al-"):
        return None
    if any(word in _BODY_WORDS for word in words) or (len(words) > 1 and words[0] in gazetteer.demonyms()):
        return "organisation"
    return None


def is_event(surface: str) -> bool:
    """Whether a name is that of a war, treaty, law, election or the like, which acts in nothing."""
    return known(surface) is None and gazetteer.head_words().get(_head(surface)) == "event"


def _head(surface: str) -> str:
    """The word that tells the kind: the last before "of", "for" or "on", else the last of all."""
    main = re.split(r" (?:of|for|on|in|to) ", surface, maxsplit=1)[0]
    words = [word for word in _LAST_WORD.split(main) if word and not word.isdigit()]
    return words[-1].rstrip(".") if words else ""


def _refined(kind: str, surface: str, head: str) -> ActorKind:
    if kind == "event":
        return "other"
    if surface.endswith(("News Agency", "Press Agency", "News Network", "Media Group", "News Service")):
        return "media"
    if kind == "place" and head in {"Kingdom", "Empire", "Republic", "Caliphate", "Khanate", "Sultanate"}:
        return "state"
    if kind in {"organisation", "government"} and surface.startswith(_WORLD):
        return "international_organisation"
    if kind in {"military", "organisation"} and re.search("Liberation|Jihad|Resistance|Militia|Insurgen", surface):
        return "armed_group"
    return gazetteer.KINDS[kind]


def kind_by_shape(surface: str, words: tuple[str, ...], votes: int) -> ActorKind:
    """A guess from shape alone; ``votes`` counts uses as a person less uses as a place in the text."""
    if surface.isupper() and len(surface.replace(".", "")) <= 8 and not surface.endswith("."):
        return "organisation"
    parts = surface.split()
    if len(parts) == 1:
        return "person" if votes > 0 else "place" if votes < 0 else "other"
    if votes < -2 or (votes < 0 and len(parts) == 2 and not any(part in _PERSON_PARTS for part in parts)):
        return "place"
    if len(parts) > 5 or any(part in {"of", "for", "and", "the", "&"} for part in parts):
        return "person" if len(parts) == 3 and parts[1] == "of" else "organisation"
    return "person"


@cache
def _place_before() -> frozenset[str]:
    return frozenset("in at near from to into across outside inside around toward towards throughout through via between".split())


@cache
def _said_behind() -> re.Pattern[str]:
    return re.compile(
        r",? (?:said|says|told|added|warned|stated|claimed|insisted|argued|noted|explained|tweeted|wrote|who|was born|died|"
        r"himself|herself|met|resigned|testified|denied|replied|thanked|is an?|was an?)\b"
    )


@cache
def _place_behind() -> re.Pattern[str]:
    return re.compile(
        r" (?:air ?base|base|city|province|governorate|district|airport|region|river|valley|island|village|town|camp|area|"
        r"county|border|neighbou?rhood|dam|port|crossing|refinery|oil ?field|strait|peninsula|desert|mountains?)\b"
    )


def vote(text: str, start: int, end: int) -> int:
    """+2 where the words around a name treat it as a person, -1 or -4 where as a place, else 0."""
    if _said_behind().match(text, end):
        return 2
    if _place_behind().match(text, end):
        return -4
    before = text[max(0, start - 12) : start].split()
    return -1 if before and before[-1] in _place_before() else 0
