"""The sentences of a document with the names and dates that stand in them: what all rules of this engine read."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from briefer.records import ActorKind, Citation, Document, Sentence
from briefer.text.dates import DateMention

# Longer "sentences" are lists, tables or text without punctuation: rules about clauses say nothing about them, and
# searching them again for each find would not be linear.
LONGEST_SENTENCE = 1500

_ONE_SPACE_EACH = dict.fromkeys((9, 10, 11, 12, 13, 0x85, 0xA0, 0x2028, 0x2029, 0x202F), " ")
# Word separators, so that str.split gives words: many times faster than a regular expression.
_PUNCTUATION = {ord(sign): " " for sign in ".,;:!?()[]{}<>\"'“”„«»‘’‚‹›—–-/…*_|#"} | _ONE_SPACE_EACH

_NEEDS_NEIGHBOUR = frozenset(
    "he she it they him her them his its their this that these those such both neither another others here there "
    "then thus hence however moreover furthermore meanwhile additionally instead therefore nevertheless nonetheless "
    "otherwise asked also consequently besides similarly likewise accordingly but and or so yet nor".split()
)
# What may stand before the word that points back: "In addition, it …".
_PRONOUNS = frozenset("he she it they his her its their him them this these those such".split())

_ORDINALS = frozenset("first second third fourth fifth sixth last former next".split())
# What may follow an ordinal that has no noun.
_BEHIND_ORDINAL = frozenset(
    "which who that is are was were will would has had may might can could should must to".split()
)

_OPENINGS = frozenset(
    "in for according under after because despite if when while although as since unless with".split()
)


class Name(NamedTuple):
    """A name in a passage: ``passage.text[start:end]``; ``name`` is the actor's canonical name."""

    start: int
    end: int
    name: str
    kind: ActorKind


class Dated(NamedTuple):
    """A date expression in a passage: ``passage.text[start:end]``, with what it means."""

    start: int
    end: int
    mention: DateMention


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: its number, its offset, its text with every white space character as one space, and what it names.

    ``text`` is as long as the sentence, so that offsets agree with the document's. ``words`` are lower case.
    """

    number: int
    start: int
    text: str
    paragraph: int
    is_heading: bool
    words: tuple[str, ...]
    vocabulary: frozenset[str]
    names: tuple[Name, ...]
    dates: tuple[Dated, ...]

    @property
    def end(self) -> int:
        """Offset behind the sentence, in the document."""
        return self.start + len(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether rules about clauses apply: neither a heading nor endless."""
        return not self.is_heading and len(self.text) <= LONGEST_SENTENCE

    @property
    def leans(self) -> bool:
        """Whether the sentence opens with a word that only the sentence before explains."""
        return leans(self.words)

    def names_in(self, start: int, end: int) -> list[Name]:
        """The names that lie within ``text[start:end]``, in order."""
        return [name for name in self.names if start <= name.start and name.end <= end]


def leans(words: Sequence[str]) -> bool:
    """Whether these words open with one that points back ("It entails …", "In addition, they …")."""
    if not words:
        return False
    if _counts_on(words):
        return True
    if words[0] in _NEEDS_NEIGHBOUR:
        return not (words[0] in {"there", "this", "that", "it"} and _points_forward(words))
    return words[0] in _OPENINGS and bool(_PRONOUNS.intersection(words[1:3]))


def _counts_on(words: Sequence[str]) -> bool:
    """Whether the opening counts what went before: "The first, which", "The other", "One of them", "Only the mayor"."""
    first, second, third = (*words[:3], "", "", "")[:3]
    if first == "the":
        return second in {"other", "others", "latter"} or (second in _ORDINALS and third in _BEHIND_ORDINAL)
    if second == "of":
        return third in {"them", "these", "those", "whom"}
    return first == "only" and second in {"the", "that", "this", "one", "two", "these", "those"}


def _points_forward(words: Sequence[str]) -> bool:
    """Whether the opening word points at nothing: "There were floods", "This week", "It is feared that"."""
    if words[0] == "there":
        return words[1:2] != () and words[1] in {"is", "are", "was", "were", "has", "have", "had", "will", "may"}
    if words[0] == "it":
        return words[1:2] in {("is",), ("was",)} and "that" in words[2:6]
    return words[1:2] != () and words[1] in {"week", "month", "year", "morning", "evening", "summer", "winter"}


def read_passages(document: Document, names: Iterable[Name], dates: Iterable[DateMention]) -> list[Passage]:
    """Every sentence of ``document`` as a passage; ``names`` have document offsets here, and both are in text order."""
    name_of = _Cursor([(name.start, name.end, name) for name in names])
    date_of = _Cursor([(date.start, date.end, date) for date in dates])
    passages = []
    for number, sentence in enumerate(document.sentences, start=1):
        text = document.text[sentence.start : sentence.end].translate(_ONE_SPACE_EACH)
        words = _words(text)
        passages.append(
            Passage(
                number=number,
                start=sentence.start,
                text=text,
                paragraph=sentence.paragraph,
                is_heading=sentence.is_heading,
                words=words,
                vocabulary=frozenset(words),
                names=tuple(Name(start, end, name.name, name.kind) for start, end, name in name_of.within(sentence)),
                dates=tuple(Dated(start, end, date) for start, end, date in date_of.within(sentence)),
            )
        )
    return passages


def _words(text: str) -> tuple[str, ...]:
    """The words of a sentence in lower case; in scripts without spaces each pair of neighbouring characters."""
    words = tuple(text.lower().translate(_PUNCTUATION).split())
    if all(word < _FIRST_UNSPACED for word in words) or not _unspaced().search(text):
        return words
    return tuple(word[at : at + 2] for word in words for at in range(max(1, len(word) - 1)))


_FIRST_UNSPACED = "\u0e01"


@functools.cache
def _unspaced() -> re.Pattern[str]:
    return re.compile("[\u3041-\u30ff\u3400-\u9fff\u0e01-\u0e5b]")


Item = TypeVar("Item")


class _Cursor(Generic[Item]):
    """Walks sorted spans beside sorted sentences, so that the whole document costs one pass."""

    def __init__(self, spans: list[tuple[int, int, Item]]) -> None:
        self.spans = sorted(spans, key=lambda span: span[:2])
        self.place = 0

    def within(self, sentence: Sentence) -> Iterator[tuple[int, int, Item]]:
        """The spans inside ``sentence``, with offsets relative to it; sentences must be asked for in order."""
        while self.place < len(self.spans) and self.spans[self.place][0] < sentence.end:
            start, end, item = self.spans[self.place]
            self.place += 1
            if start >= sentence.start and end <= sentence.end:
                yield start - sentence.start, end - sentence.start, item


_LIST_MARK = re.compile(r"^(?:[•‣◦▪·*–—-]|\.)\s+")


def unmarked(text: str) -> str:
    """``text``, collapsed, without the mark of a list item: a bullet, a dash, a stop left of a number."""
    return _LIST_MARK.sub("", collapse(text))


def collapse(text: str) -> str:
    """``text`` with each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def cite_with_neighbour(document: Document, passages: Sequence[Passage], passage: Passage) -> Citation:
    """A citation of ``passage``, opened one sentence earlier where it leans on that one."""
    before = passage.number - 2
    if passage.leans and before >= 0:
        neighbour = passages[before]
        if not neighbour.is_heading and passage.paragraph - neighbour.paragraph <= 1:
            return document.cite(passage.number - 1, passage.number)
    return document.cite(passage.number)
