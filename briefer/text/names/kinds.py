"""What kind of thing a name names: by gazetteer, by its words, by its shape, and by the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefer.records import ActorKind
from briefer.text import gazetteer
from briefer.text.names.cyrillic import is_cyrillic, is_surname
from briefer.text.names.keys import known

_WORLD = (
    "United Nations",
    "UN ",
    "U.N. ",
    "European ",
    "African Union",
    "Arab League",
    "International ",
    "World ",
    "NATO ",
)
# Nouns behind which the name of a ship stands: "the ferry Grey Heron".
_SHIPS = frozenset(
    "tanker supertanker carrier freighter corvette frigate destroyer cruiser battleship cutter ferry trawler submarine "
    "barge yacht tugboat gunboat steamer schooner icebreaker minesweeper vessel warship".split()
)
# Where the noun that names the kind stands first: Spanish, French, Italian, Portuguese, Russian, Ukrainian.
_FIRST_KINDS: dict[str, ActorKind] = {
    **dict.fromkeys(
        "ministerio ministère ministero ministério gobierno gouvernement governo policía tribunal fiscalía parquet "
        "министерство министерства міністерство правительство уряд прокуратура полиция поліція власти влада суд".split(),
        "government",
    ),
    **dict.fromkeys("ejército armée esercito exército marina армия армія".split(), "military"),
    **dict.fromkeys(
        "sindicato syndicat partido parti partito asociación association associazione associação universidad université "
        "università universidade organización organizzazione organização fundación fondation партия партія ассоциация "
        "університет университет организация фонд институт".split(),
        "organisation",
    ),
    **dict.fromkeys(
        "empresa entreprise grupo groupe gruppo compañía compagnie banco banque компания компанія банк".split(),
        "company",
    ),
    **dict.fromkeys("radio televisión télévision diario periódico journal giornale jornal газета".split(), "media"),
}
# "Greenwich Mean Time", "Eastern Daylight Time": what clocks show acts in nothing.
_CLOCK = (" Mean Time", " Standard Time", " Daylight Time", " Summer Time", " Universal Time", " European Time")
_LAST_WORD = re.compile(r"[-\s]")


def kind_by_words(surface: str, words: tuple[str, ...]) -> ActorKind | None:
    """The kind that the gazetteer or the words of a name give; None where they tell nothing. Events are ``other``."""
    entry = known(surface)
    if entry is not None:
        return entry.kind
    if words[0] == "Operation" or surface.endswith(_CLOCK):
        return "other"
    head = _head(surface)
    kind = gazetteer.head_words().get(head)
    if kind is not None and (len(words) > 1 or surface[-1].isdigit()):
        return _refined(kind, surface, head)
    if kind is not None and kind not in {"event", "place"}:
        return _refined(kind, surface, head)
    if len(words) > 1 and (foreign := _FIRST_KINDS.get(words[0].casefold())) is not None:
        return foreign
    if words[0] in gazetteer.words("place_first") and len(words) > 1:
        return "place"
    if len(words) == 2 and (
        words[0] in gazetteer.words("compass")
        or (words[0] in gazetteer.words("former") and known(words[1]) is not None)
    ):
        return "place"
    if words[0] == "Al" or surface.startswith("al-"):
        return None
    if any(word in gazetteer.words("body") for word in words) or (len(words) > 1 and words[0] in gazetteer.demonyms()):
        return "organisation"
    return None


def is_event(surface: str) -> bool:
    """Whether a name is that of a war, treaty, law, election or the like, which acts in nothing."""
    is_telling = surface.startswith("Operation ") or surface.endswith(_CLOCK)
    return known(surface) is None and (is_telling or gazetteer.head_words().get(_head(surface)) == "event")


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


class Votes(NamedTuple):
    """What the places of a form in a text speak for: how many there are, and sums for person, place, body and ship.

    ``state`` counts the places that give it a government, ``noun`` is the kind of a noun set before it.
    """

    places: int = 0
    person: int = 0
    place: int = 0
    body: int = 0
    ship: int = 0
    state: int = 0
    noun: ActorKind | None = None


def kind_by_shape(surface: str, votes: Votes, *, is_common: bool) -> ActorKind:
    """A guess from shape and context; ``is_common`` says that all its words stand in the text in lower case too."""
    is_titled = votes.person > 3 * votes.places
    if surface.isupper() and len(surface.replace(".", "")) <= 8 and not surface.endswith(".") and not is_titled:
        return "organisation"
    if votes.ship:
        return "other"
    if votes.noun is not None and not is_titled:
        return votes.noun
    if votes.state and not is_titled:
        return "state"
    best = max(votes.person, votes.place, votes.body)
    if best * 3 >= votes.places and best > 0:
        if best == votes.person:
            return "person"
        return "place" if best == votes.place else "organisation"
    parts = surface.split()
    if is_cyrillic(surface) and is_surname(parts[-1]):
        return "person"
    if len(parts) == 1 or is_common:
        return "other"
    if len(parts) > 5 or any(part in {"of", "for", "and", "the", "&", "on", "in"} for part in parts):
        return "person" if len(parts) == 3 and parts[1] == "of" else "organisation"
    return "person"


@cache
def _behind() -> re.Pattern[str]:
    """Behind a name: a place's noun (group 1), a speaker's verb (2), a ruler's noun (3), any verb of a subject (4), "who" (5)."""
    return re.compile(
        r" (?:(air ?base|base|city|province|governorate|district|airport|region|river|valley|island|village|town|camp|"
        r"county|neighbou?rhood|dam|port|crossing|refinery|oil ?field|strait|peninsula|desert|mountains?)\b"
        r"|(said|says|told|added|warned|stated|claimed|insisted|argued|noted|explained|tweeted|wrote|himself|herself|"
        r"resigned|testified|thanked|replied|died|"
        r"заявила?|сказала?|сообщила?|отметила?|добавила?|подчеркнула?|написала?|заявив|сказав|повідомив|наголосив|додав)\b"
        r"|(regime|administration|family|presidency|era)\b|(was|is|had|has|became|won|led|took|made|went|came|began|\w{3,12}ed)\b)|, (who)\b"
    )


def vote(votes: Votes, text: str, start: int, end: int) -> Votes:
    """``votes`` with what the words around one place of a name speak for."""
    places, person, place, body, ship, state, noun = votes
    match = _behind().match(text, end)
    if match is not None:
        place += 4 if match[1] else 0
        person += 3 if match[2] or match[5] else 4 if match[3] else 1 if match[4] else 0
    before = text[max(0, start - 12) : start].lower().split()
    if before and before[-1] in gazetteer.words("place_before"):
        place += 2 if before[-1] != "at" or " " not in text[start:end] else 0
    elif before and before[-1] == "the" and not (match is not None and match[3]):
        body += 2
    ship += bool(before) and before[-1] in _SHIPS
    if noun is None and before and text[start - 1] == " ":
        noun = _nouns().get(before[-1])
    state += bool(_governed().match(text, end)) or bool(_GOVERNING.search(text, max(0, start - 24), start))
    return Votes(places + 1, person, place, body, ship, state, noun)


# What a state alone has: "Norland's parliament", "the government of Norland". Companies have presidents, too.
_GOVERNING = re.compile(r"\b(?:government|parliament|armed forces|foreign ministry|republic|kingdom) of \Z")


@cache
def _governed() -> re.Pattern[str]:
    return re.compile(
        r"['’]s (?:government|parliament|army|navy|air force|armed forces|constitution|prime minister|"
        r"(?:\w+ )?(?:minister|ministry)|ambassador|embassy|supreme court|central bank)\b"
    )


@cache
def _nouns() -> dict[str, ActorKind]:
    """Nouns that say of the name behind them what it names: "the newspaper El Faro", "insurance company Topsikring"."""
    listed: dict[ActorKind, str] = {
        "media": "newspaper daily weekly broadcaster magazine tabloid channel station",
        "company": "company firm contractor manufacturer carmaker airline retailer lender consultancy insurer shipyard "
        "startup conglomerate brewery",
        "armed_group": "militia gang insurgents cartel",
        "organisation": "charity institute think-tank watchdog nonprofit",
        "place": "village town hamlet suburb",
    }
    return {word: kind for kind, words in listed.items() for word in words.split()}
