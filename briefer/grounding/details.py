"""Words of a claim that nothing in its evidence stands for: details that somebody added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from briefer.grounding.alignment import DERIVED, FARTHEST, Links
from briefer.grounding.clauses import spans
from briefer.grounding.roles import INVARIANT, looks_verbal
from briefer.grounding.telling import frames_of_claim
from briefer.grounding.words import Word, is_light
from briefer.text.thesaurus import bases, is_known, relatives

if TYPE_CHECKING:
    from briefer.grounding.telling import Telling

# "The ship" takes up what was told before, in whatever words: it adds nothing.
_DEFINITE = frozenset("the its their his her this these that those whose our".split())
_DETERMINERS = _DEFINITE | {"a", "an"}
# This part of a claim's other words must be the evidence's own, or made of them.
_OWN_WORDS = 0.65
_REACH = 2
# "Visa-free", "in force", "in charge"
_IDIOMS = frozenset([("free", "-"), ("force", "in"), ("exchange", "in"), ("charge", "in")])
# A claim of which less than this part has any counterpart rests on other sentences than those it names. Of 813 true claims
# of the evaluation sets none falls below.
_LEAST_ALIKE = 1 / 3
_FEWEST_OF_CLAIM = 3
# So many words of content of which nothing is told make a clause an addition.
_FEWEST_OF_CLAUSE = 2
_MOST_BY_CHANCE = 2
_TELLING = frozenset("announce disclose reveal confirm add note mention warn".split())
_CAUSES = frozenset([("because", "of"), ("due", "to"), ("owing", "to"), ("thanks", "to"), ("response", "to")])
_NOTHING: tuple[int, list[int]] = (FARTHEST, [])
_LEAST_PART = 3
_APPOSITION = 4
_ADDING = frozenset(
    "after before following beside near outside inside behind and or with including by using in at for from on during within plus".split()
)
_RELATIVE = frozenset("who which whose whom that".split())
_BE = frozenset("is are was were be been".split())


def unsupported_details(claim: Telling, evidence: Telling, links: Links, nearby: Links) -> Iterator[str]:
    """The nouns and adjectives without counterpart in the evidence or beside it, as printed.

    Verbs are let go: the same deed has too many names.
    """
    found = list(_without_counterpart(claim, evidence, links, nearby))
    # A claim in other words than its evidence has other words for everything; a detail is added to the evidence's own.
    others = [
        place
        for place, word in enumerate(claim.words)
        if word.role == "content" and place not in found and not is_light(word)
    ]
    near = sum(1 for place in others if place in links and links[place][0] <= DERIVED)
    is_near = near >= _OWN_WORDS * len(others)
    yield from islice(_elsewhere(claim, evidence, links, nearby), 1)
    yield from islice(_added_deeds(claim, evidence, links, nearby), 1)
    yield from (claim.words[place].text for place in found if is_near or _is_included(claim.words, place))
    if not found or not is_near:
        yield from islice(_added_clauses(claim, evidence, links, nearby), 1)


def _elsewhere(claim: Telling, evidence: Telling, links: Links, nearby: Links) -> Iterator[str]:
    """The words without counterpart of a claim that tells something else than its evidence, verbs among them."""
    own = frames_of_claim(claim)
    told = [
        at
        for at, word in enumerate(claim.words)
        if at not in own and _bears(claim.words, at, takes_up=False) and not _is_opposed(word, evidence.words)
    ]
    unlike = [at for at in told if at not in links and at not in nearby]
    if len(told) >= _FEWEST_OF_CLAIM and len(told) - len(unlike) < _LEAST_ALIKE * len(told):
        yield from (claim.words[at].text for at in unlike)


def _added_deeds(claim: Telling, evidence: Telling, links: Links, nearby: Links) -> Iterator[str]:
    """Deeds that are told after another and of which the evidence has neither the verb nor its object.

    "Gunmen killed seven farmers and stole their cattle"
    """
    words = claim.words
    told = {frame.at for frame in claim.frames}
    for at in range(1, len(words)):
        if words[at - 1].low != "and" or words[at].role != "content" or is_light(words[at]) or at in told:
            continue
        if not looks_verbal(words, at) or _is_opposed(words[at], evidence.words):
            continue
        behind = range(at + 1, len(words))
        phrase = takewhile(lambda p: words[p].role in ("content", "name") or words[p].low in _DETERMINERS, behind)
        # "The site's foreman": whose it is may be told.
        objects = [p for p in phrase if words[p].role in ("content", "name") and not words[p].is_possessive]
        deed = (at, *objects)
        if any(words[place].role == "content" for place in objects) and not any(
            place in links or place in nearby or is_light(words[place]) for place in deed
        ):
            yield words[at].text


def _added_clauses(claim: Telling, evidence: Telling, links: Links, nearby: Links) -> Iterator[str]:
    """The first words of clauses of which the evidence has nothing."""
    own = frames_of_claim(claim)
    figures = {word.low for word in evidence.words if word.role == "number"}
    parts = spans(claim.words)
    for part in (*(parts if len(parts) > 1 else ()), *_circumstances(claim.words)):
        if claim.words[part[0]].low in _RELATIVE:
            # "Moen, who heads the office": who is meant.
            continue
        told = [at for at in part if at not in own and claim.words[at].role in ("content", "name", "number")]
        bearing = [at for at in told if _bears(claim.words, at, takes_up=part in parts)]
        if len(bearing) < _FEWEST_OF_CLAUSE or any(claim.words[at].low in figures for at in told):
            continue
        # "Set" and "put" may link to anything.
        weighty = [at for at in told if claim.words[at].role != "content" or not is_light(claim.words[at])]
        near = [min(links.get(at, _NOTHING)[0], nearby.get(at, _NOTHING)[0]) for at in weighty]
        # Of two words one has a synonym by chance.
        like = sum(1 for at in bearing if at in links or at in nearby)
        if not any(each <= DERIVED for each in near) and _MOST_BY_CHANCE * like <= len(bearing):
            yield claim.words[bearing[0]].text


def _circumstances(words: Sequence[Word]) -> Iterator[tuple[int, ...]]:
    """Causes and participles that are told by the way: "because of a shortage of batteries", "financed from the fund"."""
    for at in range(1, len(words) - 1):
        low, behind = words[at].low, words[at + 1].low
        is_cause = (low, behind) in _CAUSES
        is_participle = (
            low.endswith("ed")
            and behind in ("from", "by", "with", "through", "via")
            and words[at - 1].role in ("content", "mark")
            and not words[min(at + 2, len(words) - 1)].low.endswith("ing")
            and looks_verbal(words, at)
        )
        is_result = words[at - 1].low == "," and low.endswith("ing") and looks_verbal(words, at)
        if is_cause or is_participle or is_result:
            end = next((p for p in range(at + 2, len(words)) if _ends_circumstance(words, p)), len(words))
            yield tuple(range(at, end))


def _ends_circumstance(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.role == "number" or word.low in ("and", "but", "which", "who", "that", "late", "early"):
        return True
    return (word.role == "mark" and word.text != "-") or (word.low.endswith("ed") and looks_verbal(words, at))


def _bears(words: Sequence[Word], at: int, *, takes_up: bool) -> bool:
    """Whether a word says something of its own: "the accusation" takes up what was told before, in a clause at least."""
    takes_up = takes_up and at > 0 and words[at - 1].low in _DEFINITE
    is_told = words[at].role == "content" and words[at].bases.isdisjoint(_TELLING)
    return is_told and not is_light(words[at]) and not takes_up


def _without_counterpart(claim: Telling, evidence: Telling, links: Links, nearby: Links) -> Iterator[int]:
    bearing = {operator.at for operator in claim.operators}
    # "According to the agency, help came": the first word behind the speaker opens the sentence.
    openings = {max(frame.speaker) + 2 for frame in claim.frames if frame.speaker}
    for place, word in enumerate(claim.words):
        if word.role != "content" or place in links or place in bearing or place in openings:
            continue
        if _is_opposed(word, evidence.words):
            # Whether it is denied is another question.
            continue
        if is_light(word) or len(word.low) == 1 or word.low.endswith("ly") or _is_deed(claim.words, place):
            continue
        before = claim.words[place - 1].low if place else ""
        if _is_compounded(word, evidence.words) or (word.low, before) in _IDIOMS:
            continue
        if place in nearby and nearby[place][0] <= DERIVED:
            continue
        if _is_added(claim.words, place, links) and not (
            _is_definite(claim.words, place) or _classifies(claim.words, place)
        ):
            yield place


def _is_included(words: Sequence[Word], place: int) -> bool:
    """Whether a word is said to be part of what stands before: "the data, including medical files"."""
    return any(word.low in ("including", "plus") for word in words[max(0, place - _APPOSITION) : place])


def _is_added(words: Sequence[Word], place: int, links: Links) -> bool:
    """Whether a word stands where details are added: in a circumstance or a list, or before a noun of the evidence.

    Subjects and objects that nothing stands for are more often other words for the same.
    """
    if place + 1 in links and words[place + 1].role == "content" and not words[place + 1].low.endswith("ing"):
        return True
    for before in range(place - 1, max(-1, place - 1 - _APPOSITION), -1):
        low = words[before].low
        if low in _ADDING or (words[before].role == "mark" and before > 0):
            return True
        if words[before].role not in ("content", "number") and low not in ("a", "an", "most", "some", "of"):
            return False
        if looks_verbal(words, before) and not low.endswith("ed"):
            return False
    return False


def _is_compounded(word: Word, evidence: Sequence[Word]) -> bool:
    """Whether a word is one part of a word of the evidence or has one: "air" of "aircraft", "airborne" for "air"."""
    return any(
        other.role == "content" and (_is_part(word.low, other.low) or _is_part(other.low, word.low))
        for other in evidence
    )


def _is_part(part: str, whole: str) -> bool:
    """Whether a compound of two known words begins or ends with ``part``."""
    if len(part) < _LEAST_PART or len(whole) < len(part) + _LEAST_PART:
        return False
    begins = whole.startswith(part) and any(is_known(base) for base in bases(whole[len(part) :]))
    return begins or (whole.endswith(part) and is_known(whole[: -len(part)]))


def _is_opposed(word: Word, evidence: Sequence[Word]) -> bool:
    """Whether the evidence has the opposite of a word, or of what it is like."""
    against = frozenset().union(*(relatives(base).opposites for base in word.bases))
    return any(not against.isdisjoint(other.bases) for other in evidence)


def _is_deed(words: Sequence[Word], place: int) -> bool:
    """Whether a word is a verb, and not one that describes the noun behind it ("refrigerated ships")."""
    word = words[place]
    parts = "".join(relatives(base).parts for base in word.bases)
    if "a" in parts and "n" not in parts and place and words[place - 1].low in _BE:
        # "Lights were visible" says with an adjective what a verb may have said.
        return True
    if "v" not in parts:
        return False
    if word.low.endswith("ing") and (not place or words[place - 1].role == "mark"):
        # "Addressing parliament, he said"
        return True
    before = words[place - 1].low if place else ""
    behind = words[place + 1] if place + 1 < len(words) else None
    if looks_verbal(words, place):
        describes = (
            behind is not None and behind.role == "content" and before not in ("be", "was", "were", "been", "to")
        )
        if not describes or not word.low.endswith("ed"):
            return True
        # "Police fired gas" tells a deed; "diverted refrigerated ships" and "312 handwritten notes" describe.
        return words[place - 1].role in ("name", "mark") or (
            words[place - 1].role == "content" and not looks_verbal(words, place - 1)
        )
    # "In 2022 cost", "Aland and Borland face": behind a name or a year a verb.
    if (
        word.low in INVARIANT
        and place
        and words[place - 1].role == "mark"
        and behind is not None
        and behind.role == "function"
    ):
        # "The reactor, cut from the grid"
        return True
    return (
        (place > 0 and words[place - 1].role in ("name", "number"))
        or before in ("to", "will", "would", "may", "might", "could", "can", "must", "should", "not")
        or "n" not in parts
    )


def _is_definite(words: Sequence[Word], place: int) -> bool:
    for before in range(place - 1, max(-1, place - 1 - _REACH), -1):
        if words[before].low in _DEFINITE:
            return True
        if words[before].role not in ("content", "name", "number"):
            return words[before].is_possessive
    return False


def _classifies(words: Sequence[Word], place: int) -> bool:
    """Whether a noun says what kind of thing a name is: "the port of Aden", "Velora, a supplier"."""
    if place + 2 < len(words) and words[place + 1].low == "of" and words[place + 2].role == "name":
        return True
    neighbours = [words[at] for at in (place - 1, place + 1) if 0 <= at < len(words)]
    if any(word.role == "name" for word in neighbours):
        return True
    for before in range(place - 1, max(0, place - 1 - _APPOSITION), -1):
        # "Reef Guard, an environmental organisation"
        if words[before].role == "mark":
            if words[before].text == "," and words[before - 1].role == "name":
                return True
            break
    # "Prime Minister Tarn": an office of two words.
    return place + 2 < len(words) and words[place + 1].text.istitle() and words[place + 2].role == "name"
