"""The source's side of the check: what the cited sentences hold, prepared once and looked up often."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from briefer.grounding.forms import KnownForms
from briefer.grounding.quantities import Quantity, quantities
from briefer.grounding.quotes import QuoteFinder
from briefer.grounding.searching import EvidenceFinder
from briefer.grounding.telling import Telling
from briefer.grounding.words import Word, words_of
from briefer.records import Citation, Document
from briefer.text.dates import DateMention, find_dates
from briefer.text.names import acronyms_defined, name_key, names_in, state_of
from briefer.text.referring import points_back

_BY_KIND = re.compile(r"\b[Tt]he (?:country|company|station|firm|group|ministry|bank|club|party|organi[sz]ation)\b")
_SPEAKING = re.compile(
    r"[,\"”’»] (?:he|she|they) (?:said|told|added|wrote|warned|says)\b|\b(?:said|added) (?:he|she)\b"
)
# "From 1967 to 1995 he was a member": before the subject stands when or where.
_CIRCUMSTANCE = re.compile(
    r"(?:In|From|At|On|During|After|Before|Since|For|By|Between|When|While|As|Until|Although|Though|Later|Yesterday|Today)\b"
    r"[^.;:]*? (?:he|she|they)\b"
)
_LOOK_BACK = 2
# Words of so many sentences before and behind a cited one are not foreign to it.
_NEARBY = 6
# A pronoun among the first words is the subject.
_OPENING = 3

# Lower case is left out: "us" is no state.
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w.]*\w")

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5


def stems(text: str) -> frozenset[str]:
    """The content words of ``text``, cut to their first letters so that inflected forms agree."""
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))


def plain(text: str) -> str:
    """``text`` for verbatim comparison: one kind of quotation mark, dash and white space, lower case."""
    return " ".join(text.translate(_TYPOGRAPHY).casefold().split())


_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def _other_week(mention: DateMention, published: date | None) -> list[str]:
    """A bare weekday may be the last one or the next: "banned until Sunday"."""
    if published is None or not _WEEKDAY.fullmatch(mention.text) or len(mention.value or "") != _DAY:
        return []
    day = date.fromisoformat(mention.value or "")
    return [(day + timedelta(days=step)).isoformat() for step in (-7, 7) if abs((day - published).days + step) <= 7]


def _other_year(mention: DateMention, published: date | None) -> list[str]:
    """A day without a year may lie on either side of the publication: "invited them for talks on March 24"."""
    if published is None or _YEAR.search(mention.text):
        return []
    if _MONTH.fullmatch(mention.value or ""):
        year, month = (int(part) for part in (mention.value or "").split("-"))
        years = (each for each in (year - 1, year + 1) if abs((date(each, month, 15) - published).days) <= _HALF_YEAR)
        return [f"{each}-{month:02}" for each in years]
    if len(mention.value or "") != _DAY:
        return []
    day = date.fromisoformat(mention.value or "")
    moved = (day + timedelta(days=365 * step) for step in (-1, 1))
    near = [each for each in moved if abs((each - published).days) <= _HALF_YEAR]
    # A leap day in between moves the day by one.
    return [each.replace(day=day.day).isoformat() for each in near if day.day <= _SAFE_DAY]


_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_HALF_YEAR = 210
_SAFE_DAY = 28
_WEEKDAY = re.compile(r"(?:on |until |by |till )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: \w+)?")
# Days told by the day that was told before.
_BESIDE = (
    (
        re.compile(
            r"(?:on )?(?:the )?(?:previous|preceding|prior) (?:day|night|evening)|(?:the|a|one) (?:day|night) (?:before|earlier)",
            re.IGNORECASE,
        ),
        -1,
    ),
    (
        re.compile(
            r"(?:on )?(?:the )?(?:next|following) (?:day|morning|night)|(?:the|a|one) day (?:after|later)",
            re.IGNORECASE,
        ),
        1,
    ),
)
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = len("2025-01-31")


@dataclass(frozen=True)
class Passage:
    """What a set of cited sentences holds, in the forms that claims are compared with."""

    text: str
    sentences: tuple[str, ...]
    published: date | None
    beside: _Beside

    @cached_property
    def context(self) -> str:
        """The sentences that a pronoun may point back to; empty where there is no pronoun."""
        return self.beside.context()

    @cached_property
    def plain(self) -> str:
        """The sentences for verbatim comparison."""
        return plain(self.text)

    @cached_property
    def keys(self) -> str:
        """The normalised words of the sentences, with a space at either end."""
        return f" {name_key(self.text)} "

    @cached_property
    def context_keys(self) -> str:
        """The same for the sentences that a pronoun may point back to; empty where there is no pronoun."""
        return f" {name_key(self.context)} " if self.context else " "

    @cached_property
    def keys_without_initials(self) -> str:
        """The normalised words of all sentences, those of one letter left out: "Brian G. Nichols" is Brian Nichols."""
        return f" {' '.join(word for word in f'{self.keys} {self.context_keys}'.split() if len(word) > 1)} "

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The proper names as the sentences print them."""
        return tuple(names_in(f"{self.context} {self.text}".strip()))

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """The words with a capital."""
        return frozenset(_CAPITALISED.findall(f"{self.context} {self.text}"))

    @cached_property
    def states(self) -> frozenset[str]:
        """The states that the sentences speak of by a demonym ("Iraqi forces"), normalised."""
        found = set(_CAPITALISED.findall(self.text))
        return frozenset(name_key(state) for word in found if (state := state_of(word) or state_of(f"{word}.")))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All numbers, with what they count."""
        return tuple(quantities(self.text, with_single=True))

    @cached_property
    def points_back(self) -> bool:
        """Whether the first sentence speaks of something named before it."""
        if not self.sentences:
            return False
        opening = " ".join(self.sentences[0].split()[:_OPENING])
        circumstance = _CIRCUMSTANCE.match(self.sentences[0])
        if circumstance and points_back(circumstance.group()):
            return True
        return points_back(opening) or _SPEAKING.search(self.sentences[0]) is not None

    @cached_property
    def date_values(self) -> tuple[str, ...]:
        """All dates as EDTF: as the document's telling resolves them, as the sentence alone does, and weekdays both ways."""
        values = self._values
        for mention in self._mentions:
            values += _other_week(mention, self.published) + _other_year(mention, self.published)
        return tuple(dict.fromkeys(values))

    @property
    def _values(self) -> list[str]:
        """The dates as they are most likely meant; "the previous day" is that before the day told of last."""
        values: list[str] = []
        day: date | None = None
        for mention in (*self.beside.dates(), *self._mentions):
            step = next((step for pattern, step in _BESIDE if pattern.fullmatch(mention.text)), None)
            if step is not None and day is not None:
                values.append((day + timedelta(days=step)).isoformat())
            elif mention.value:
                values.append(mention.value)
                day = date.fromisoformat(mention.value) if _WHOLE_DAY.fullmatch(mention.value) else day
        return values

    @cached_property
    def _mentions(self) -> list[DateMention]:
        """The dates of each sentence, read on its own."""
        return [each for sentence in self.sentences for each in find_dates(sentence, published=self.published)]

    @cached_property
    def days_given(self) -> frozenset[date]:
        """The days that the sentences give, each as it is most likely meant."""
        return frozenset(date.fromisoformat(value) for value in self._values if _WHOLE_DAY.fullmatch(value))

    @cached_property
    def telling(self) -> Telling:
        """The sentences, word by word; those that a pronoun points back to come first."""
        telling = Telling()
        for words in self._words:
            telling.add_words(words)
        return telling

    @cached_property
    def words_nearby(self) -> list[Word]:
        """The sentences around them and the title, whose words a claim may use for what a pronoun or "the deal" means."""
        text = self.beside.nearby()
        return words_of(text, tuple(names_in(text)))

    @cached_property
    def words(self) -> list[Word]:
        """The words of the sentences, for comparison."""
        return [word for words in self._words for word in words]

    @cached_property
    def _words(self) -> list[list[Word]]:
        return [words_of(sentence, self.names) for sentence in self.sentences]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The content words."""
        return stems(f"{self.text} {self.context}")


class SourceIndex:
    """One document, ready for look-ups: its dates by place, its acronyms, its words. Linear in the text, built once.

    ``is_excerpt`` says that there is no more of the document than the cited sentences.
    """

    def __init__(self, document: Document, *, is_excerpt: bool = False) -> None:
        self.document = document
        self.is_excerpt = is_excerpt
        self.known = KnownForms()
        self._passages: dict[tuple[tuple[int, int], ...], Passage] = {}

    def knowing(self, forms: KnownForms) -> SourceIndex:
        """The same document where ``forms`` stand for one another; what was prepared is shared."""
        index = copy(self)
        index.known = forms
        return index

    @cached_property
    def _dates(self) -> list[DateMention]:
        source = self.document.source
        return find_dates(self.document.text, published=source.published, language=source.language)

    @cached_property
    def _date_starts(self) -> list[int]:
        return [mention.start for mention in self._dates]

    def dates_between(self, start: int, end: int) -> list[DateMention]:
        """The dates that begin in this part of the text."""
        return self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    @cached_property
    def acronyms(self) -> dict[str, frozenset[str]]:
        """For each acronym and each full form, normalised, the other forms by the document's own definitions."""
        forms: dict[str, set[str]] = {}
        for short, full in acronyms_defined(self.document.text).items():
            forms.setdefault(name_key(short), set()).add(name_key(full))
            forms.setdefault(name_key(full), set()).add(name_key(short))
        return {key: frozenset(others) for key, others in forms.items()}

    def other_forms(self, key: str) -> frozenset[str]:
        """What else the document calls a name: by definition, also where the definition leaves its first words out."""
        forms = set(self.acronyms.get(key, ()))
        words = key.split()
        for start in range(1, len(words) - 1):
            forms |= self.acronyms.get(" ".join(words[start:]), frozenset())
        return frozenset(forms)

    @cached_property
    def keys(self) -> str:
        """The normalised words of the whole text, with a space at either end."""
        return f" {name_key(self.document.text)} "

    def passage(self, citations: Iterable[Citation]) -> Passage:
        """The passage that ``citations`` of this document mark out."""
        spans = tuple(sorted({(c.first, c.last) for c in citations}))
        if spans not in self._passages:
            self._passages[spans] = self._build(spans)
        return self._passages[spans]

    @cached_property
    def quotes(self) -> QuoteFinder:
        """Where quotations stand."""
        return QuoteFinder(self.document.text)

    def sentence_at(self, place: int) -> int | None:
        """The number of the sentence that holds the character at ``place``; None between sentences."""
        number = bisect_right(self._sentence_starts, place)
        return number if number and place < self.document.sentences[number - 1].end else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.document.sentences]

    @cached_property
    def finder(self) -> EvidenceFinder:
        """Where to look for the evidence of a claim."""
        return EvidenceFinder(self.document)

    def _build(self, spans: Sequence[tuple[int, int]]) -> Passage:
        sentences = self.document.sentences
        texts = [self.document.text[sentences[first - 1].start : sentences[last - 1].end] for first, last in spans]
        cited = [self.document.sentence(number) for first, last in spans for number in range(first, last + 1)]
        return Passage(" ".join(texts), tuple(cited), self.document.source.published, _Beside(self, spans))


class _Beside:
    """What belongs to a passage besides its text. Most claims are settled without it, so it is read when asked for."""

    def __init__(self, index: SourceIndex, spans: Sequence[tuple[int, int]]) -> None:
        self._index = index
        self._document = index.document
        self._spans = spans

    def dates(self) -> list[DateMention]:
        """The dates in the sentences, as the document's telling resolves them."""
        sentences = self._document.sentences
        places = ((sentences[first - 1].start, sentences[last - 1].end) for first, last in self._spans)
        return [mention for start, end in places for mention in self._index.dates_between(start, end)]

    def context(self) -> str:
        """The sentences before one that speaks of something by a pronoun or by kind."""
        sentences, found = self._document.sentences, []
        for first, last in self._spans:
            start, end = sentences[first - 1].start, sentences[last - 1].end
            if first > 1 and (
                _BY_KIND.search(self._document.text[start:end]) or points_back(self._document.sentence(first))
            ):
                found.append(self._document.text[sentences[max(0, first - 1 - _LOOK_BACK)].start : start])
        return " ".join(found)

    def nearby(self) -> str:
        """The title and the sentences around."""
        found, count = [self._document.source.title or ""], len(self._document.sentences)
        for first, last in self._spans:
            around = (*range(max(1, first - _NEARBY), first), *range(last + 1, min(count, last + _NEARBY) + 1))
            found += [self._document.sentence(number) for number in around]
        return " ".join(found)


class SourceIndexes(dict[str, SourceIndex]):
    """The index of each document, by its id; ``looked_up`` remembers what a look-up gave, by all that it was made of.

    Most findings are merged with no other, and come to be checked a second time just as they were.
    """

    def __init__(self, indexes: Iterable[SourceIndex]) -> None:
        super().__init__((index.document.id, index) for index in indexes)
        self.looked_up: dict[Hashable, Any] = {}


def index_sources(documents: Iterable[Document]) -> SourceIndexes:
    """The documents ready to be checked against: each is prepared once, however many claims cite it."""
    return SourceIndexes(SourceIndex(document) for document in documents)
