"""Names that stand before a noun and say which one it is: "the Molven bridgehead", "Norland's foreign ministry"."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.grounding.alignment import DERIVED, Links
from briefer.grounding.roles import looks_verbal
from briefer.grounding.words import Word, is_light
from briefer.text.thesaurus import relatives

_REACH = 4
_PAIR = 2
_CAUSING = frozenset("let lets make makes made help helps helped see saw".split())
_ADVERBS = frozenset("early late daily weekly monthly yearly overnight".split())
_REACH_BEHIND = 12
_SHARED_START = 5
_BOUNDS = frozenset([".", ";", "while", "whereas", "but", "and"])


def renamed(claim: Sequence[Word], evidence: Sequence[Word], links: Links) -> tuple[int, int] | None:
    """A name of the claim and the noun behind it that the evidence has only with other names; both names are there."""
    for noun, (near, places) in links.items():
        if near > DERIVED or not _is_plain_noun(claim, noun):
            continue
        before = _before(claim, noun)
        names = [place for place in before if place in links]
        run, own = before, frozenset(at for place in names for at in links[place][1])
        if not own:
            continue
        given = [([*_before(evidence, place), *_of(evidence, place)], place) for place in places]
        # "The coast guard" takes up one that was named before.
        given = [(before, place) for before, place in given if before or not _is_definite(evidence, place)]
        if given and all(
            before
            and own.isdisjoint((*before, *_behind(evidence, place)))
            and not _is_alike(claim, run, evidence, before)
            for before, place in given
        ):
            return names[0], noun
    return None


def _is_plain_noun(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.role != "content" or not word.text[0].islower() or is_light(word) or looks_verbal(words, at):
        return False
    if at > 1 and words[at - 1].role == "name" and words[at - 2].low in _CAUSING:
        # Who lets somebody import things gives the thing no name.
        return False
    return any("n" in relatives(base).parts for base in word.bases) and word.low not in _ADVERBS


def _before(words: Sequence[Word], noun: int) -> list[int]:
    """The places of the names that stand before a noun, with words of content between them at the most."""
    found = []
    for place in range(noun - 1, max(-1, noun - 1 - _REACH), -1):
        if words[place].role == "name":
            found.append(place)
        elif words[place].role not in ("content", "number") or looks_verbal(words, place):
            break
    return found


def _of(words: Sequence[Word], noun: int) -> list[int]:
    """The places of the names that stand behind a noun with "of": "the licence of Tausi Gas"."""
    found = []
    if noun + 1 < len(words) and words[noun + 1].low == "of":
        for place in range(noun + 2, min(len(words), noun + 2 + _REACH)):
            if words[place].role != "name":
                break
            found.append(place)
    return found


def _is_definite(words: Sequence[Word], noun: int) -> bool:
    return any(word.low == "the" for word in words[max(0, noun - _PAIR) : noun])


def _behind(words: Sequence[Word], noun: int) -> range:
    """The places where a noun may have its names behind it: "the futures in London", "the team, headed by Orr"."""
    end = next(
        (p for p in range(noun + 1, len(words)) if words[p].low in _BOUNDS or _tells_on(words, p)),
        len(words),
    )
    return range(noun + 1, min(end, noun + 1 + _REACH_BEHIND))


def _tells_on(words: Sequence[Word], at: int) -> bool:
    """Whether a verb begins what is told of a noun: "the guard detained men", not "the team, headed by Orr"."""
    if not looks_verbal(words, at) or words[at - 1].low == ",":
        return False
    return at + 1 < len(words) and words[at + 1].low not in ("by", "in", "at", "near")


def _is_alike(claim: Sequence[Word], names: Sequence[int], evidence: Sequence[Word], given: Sequence[int]) -> bool:
    """Whether a name begins like one of the others, a people and its country, or has one's letters as its initials."""
    starts = {evidence[place].low[:_SHARED_START] for place in given}
    initials = "".join(claim[place].text[0] for place in sorted(names))
    return any(claim[place].low[:_SHARED_START] in starts for place in names) or any(
        # "The HCC cutter" for "the Halmerian Coast Command cutter"
        evidence[place].text.isupper()
        and (initials.endswith(evidence[place].text) or evidence[place].text.endswith(initials))
        for place in given
    )


def retitled(claim: Sequence[Word], evidence: Sequence[Word], links: Links) -> tuple[int, int] | None:
    """A title and the name behind it that the evidence gives to somebody else, and another title to this one."""
    for name in range(1, len(claim)):
        title = name - 1
        if claim[name].role != "name" or claim[title].role != "content" or title not in links or name not in links:
            continue
        near, titles = links[title]
        bearers = frozenset(links[name][1])
        if near > DERIVED or not claim[title].text[0].isupper():
            continue
        others = [_bearer(evidence, place) for place in titles]
        if all(other and bearers.isdisjoint(other) for other in others) and _has_other_title(evidence, bearers, titles):
            return title, name
    return None


def _bearer(words: Sequence[Word], title: int) -> range:
    """The places of the name behind a title, none where no name stands there."""
    end = title + 1
    while end < len(words) and words[end].role == "name":
        end += 1
    return range(title + 1, end)


def _has_other_title(words: Sequence[Word], bearers: frozenset[int], titles: Sequence[int]) -> bool:
    """Whether a name has a capitalised title before it that is none of ``titles``."""
    for place in bearers:
        while place and words[place - 1].role == "name":
            place -= 1
        if (
            place
            and words[place - 1].role == "content"
            and words[place - 1].text[0].isupper()
            and place - 1 not in titles
        ):
            return True
    return False
