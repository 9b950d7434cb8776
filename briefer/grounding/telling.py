"""A text read for comparison: its words, what denies and hedges them, who is said to say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from briefer.grounding.alignment import Links, Vouched, vouched
from briefer.grounding.attribution import Frame, frames
from briefer.grounding.operators import Operator, operators
from briefer.grounding.words import Word, words_of


@dataclass
class Telling:
    """A text read for comparison: its words, what denies and hedges them, who is said to say them."""

    words: list[Word] = field(default_factory=list)
    operators: list[Operator] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """The place of the first word of each sentence."""

    def add(self, sentence: str, names: tuple[str, ...]) -> None:
        """Read one more sentence, whose words go behind those before."""
        self.add_words(words_of(sentence, names))

    def add_words(self, words: list[Word]) -> None:
        """Read the words of one more sentence."""
        self.extend(Telling(words, operators(words), frames(words), [0] if words else []))

    @cached_property
    def vouched(self) -> Vouched:
        """What its words vouch for; asked for when all of them are there."""
        return vouched(self.words)

    def extend(self, other: Telling) -> None:
        """Put the words of another text behind those before."""
        base = len(self.words)

        def moved(places: Iterable[int]) -> frozenset[int]:
            return frozenset(place + base for place in places)

        for found in other.operators:
            heads = tuple(head + base for head in found.heads)
            self.operators.append(
                Operator(
                    found.at + base,
                    found.kind,
                    found.classes,
                    heads,
                    moved(found.scope),
                    found.is_lexical,
                    moved(found.subject),
                )
            )
        for frame in other.frames:
            self.frames.append(
                Frame(frame.at + base, moved(frame.speaker), moved(frame.scope), moved(frame.background))
            )
        self.starts += [start + base for start in other.starts]
        self.words += other.words

    def sentences(self) -> list[range]:
        """The places of the words of each sentence."""
        return [range(start, end) for start, end in pairwise((*self.starts, len(self.words)))]

    @cached_property
    def denials(self) -> list[Operator]:
        """What denies something; "without its votes he would fall" only supposes what he depends on."""
        supposes = any(word.low in ("would", "could") for word in self.words)
        return [each for each in self.of("negation") if not (supposes and self.words[each.at].low == "without")]

    def of(self, kind: str) -> list[Operator]:
        """The operators of one kind."""
        return [operator for operator in self.operators if operator.kind == kind]


def read(sentences: Iterable[str], names: Sequence[str]) -> Telling:
    """``sentences`` ready to be compared; ``names`` are the proper names in them."""
    telling = Telling()
    for sentence in sentences:
        telling.add(sentence, tuple(names))
    return telling


def joined(tellings: Sequence[Telling]) -> Telling:
    """Several texts as one."""
    if len(tellings) == 1:
        return tellings[0]
    whole = Telling()
    for telling in tellings:
        whole.extend(telling)
    return whole


def words_told(words: Sequence[Word], operator: Operator) -> str:
    """An operator with what it bears on, as printed."""
    heads = [words[head].text for head in operator.heads if head != operator.at]
    text = words[operator.at].text
    return " ".join([text, *heads[:1]]) if not heads or min(operator.heads) > operator.at else f"{heads[-1]} {text}"


def said(claim: Telling, evidence: Telling, links: Links) -> list[list[int]]:
    """The counterparts of the claim's words, those left out that only name who says it."""
    own = frames_of_claim(claim)
    speakers = frozenset().union(*(frame.speaker for frame in evidence.frames))
    return [links[place][1] for place in links if place not in own and not speakers.issuperset(links[place][1])]


def frames_of_claim(claim: Telling) -> set[int]:
    """The places of the claim that name who says it."""
    return {place for frame in claim.frames for place in (*frame.speaker, frame.at)}
