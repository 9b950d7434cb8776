"""Everything in a claim that can be looked for, and whether its cited sentences hold it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial

from briefer.grounding.alignment import Links, align
from briefer.grounding.claims import Assertion
from briefer.grounding.comparing import compare
from briefer.grounding.deadlines import other_term
from briefer.grounding.explaining import explains
from briefer.grounding.holding import gives_date, holds_date, holds_name, holds_place, holds_quotation
from briefer.grounding.passage import Passage, SourceIndex, SourceIndexes, stems
from briefer.grounding.quantities import Quantity, holds_quantity, quantities
from briefer.grounding.telling import Telling, frames_of_claim, joined, read
from briefer.grounding.units import is_unit
from briefer.grounding.words import Word, is_light, words_of
from briefer.records import Citation, Missing
from briefer.text.acronyms import SPELLED_OUT
from briefer.text.dates import DateMention, edtf_bounds, find_dates
from briefer.text.gazetteer import calendar
from briefer.text.names import name_key, names_in
from briefer.text.names.keys import known
from briefer.text.numbers import find_numbers, is_ordinal
from briefer.text.thesaurus import bases, is_known

_QUOTED = re.compile(
    r"[“„«\"]([^“”„«»\"]{2,}?)[”“»\"]|‘([^‘’]{2,}? [^‘’]{2,}?)’(?!\w)"
    # Between straight single marks only where they cannot be apostrophes.
    r"|(?<![\w'])'((?:[^'\n]|(?<=\w)'(?=\w)){2,}? (?:[^'\n]|(?<=\w)'(?=\w)){2,}?)'(?!\w)"
)

# "On 28 November 2025 officers declared": a year behind a day counts no officers.
_YEAR_BEHIND = re.compile(r",? (?:19|20)\d\d\b")

_SAME_DAY = re.compile(
    r"^(?:later |earlier )?(?:on )?(?:that|the same) (?:day|morning|afternoon|evening|night|week|month|quarter|period|season|year)$",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b(?:as of|as at|up to|until|by)(?: the)? $", re.IGNORECASE)
_WEEK = 7
_QUARTER = re.compile(r"[QH][1-4](?: \d{4})?")
_LOCATIVES = ("in", "near", "outside", "around", "across")
# "Officials in Moscow" are Russia's.
_SEATED = re.compile(r"(?:officials?|authorities|government|leaders?|rulers?|diplomats?|sources?)$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r" \d+\b(?!\.\d| \w+s\b| ?%| percent\b| per cent\b)")
_DAYS = {"day": 1, "week": 7}

# At least this part of a claim's words of content must have counterparts in its evidence.
_SHARED_WORDS = 1 / 3
_FEWEST_WORDS = 3
_MANY_WORDS, _SHARED_OF_MANY = 8, 0.4
# What is said is something else where fewer than this part of so many words have counterparts.
_SAID_WORDS, _SAID_PART = 3, 0.25

# So many names may be counted where they are listed.
_FEWEST_LISTED, _MOST_LISTED = 2, 6

# Below so many characters a phrase may stand inside other words by chance.
_TELLING = 20

_Test = Callable[[SourceIndex, Passage], bool]


def look_up(
    claim: Assertion,
    indexes: SourceIndexes,
    citations: Sequence[Citation],
    *,
    is_foreign: bool = False,
    is_excerpted: bool = False,
) -> tuple[int, list[Missing]]:
    """How many things of ``claim`` were looked for in the cited sentences, and those that were not found.

    ``is_excerpted`` says that claims are cut out of the source: one that stands there as it is needs no further look.
    """
    scope = _Scope(indexes, citations)
    sought = list(_sought(claim, scope))
    lacking = [missing for missing, test in sought if not scope.passes(test)]
    if scope.leaves_names_open:
        lacking = _without_antecedents(lacking, claim, scope.names)
    if scope.is_excerpt and any(missing.kind == "name" for missing in lacking):
        lacking = [
            each for each in lacking if each.kind != "name" or not explains(each.text, claim.prose[-1], scope.telling)
        ]
    if is_foreign or claim.inferred:
        return len(sought), lacking
    if claim.is_whole and scope.is_english:
        # The last part is what is claimed; those before it say who claims it.
        prose = claim.prose[-1]
        if not (is_excerpted and scope.is_verbatim(prose)):
            lacking += _compared(prose, claim, scope)
    elif not sought:
        prose = " ".join(claim.prose)
        words = stems(prose)
        if words and len(words & scope.stems) < _SHARED_WORDS * len(words):
            lacking.append(Missing(kind="content", text=prose))
    return len(sought), lacking


def _without_antecedents(lacking: list[Missing], claim: Assertion, given: frozenset[str]) -> list[Missing]:
    """``lacking`` without the name that a pronoun of an excerpt may stand for: the speaker's, or the first of the claim.

    A name that shares a word with one of those ``given`` is another's: "Rosa Condorcanqui", where Rosa Huamán speaks.
    """
    spoken = claim.terms.speaker
    kept = [missing for missing in lacking if missing.kind != "name" or spoken is None or missing.text not in spoken]
    names = names_in(claim.prose[-1])
    first = next((missing for missing in kept if missing.kind == "name" and missing.text == (names or [""])[0]), None)
    if first is not None and len(kept) == len(lacking) and given.isdisjoint(name_key(first.text).split()):
        kept.remove(first)
    return kept


def _compared(prose: str, claim: Assertion, scope: _Scope) -> list[Missing]:
    """What a sentence says otherwise than its evidence, beyond names and figures."""
    own = read([prose], names_in(prose))
    links = align(own.words, scope.telling.vouched)
    if _is_foreign_to(own, scope.telling, links):
        return [Missing(kind="content", text=prose)]
    found = list(compare(own, scope.telling, links, scope.nearby, claim.terms))
    other = other_term(prose, scope.text, scope.published)
    return [*found, Missing(kind="date", text=other)] if other else found


def _is_foreign_to(claim: Telling, evidence: Telling, links: Links) -> bool:
    """Whether too few of a claim's words have counterparts; a long claim has more that can."""
    bearing = sum(1 for word in claim.words if word.role in ("content", "name") and not is_light(word))
    needed = _SHARED_OF_MANY if bearing >= _MANY_WORDS else _SHARED_WORDS
    return _share(claim.words, evidence.words, links) < needed or _says_something_else(claim, links)


def _says_something_else(claim: Telling, links: Links) -> bool:
    """Whether of all that a claim ascribes to somebody next to nothing has a counterpart: only who says it has."""
    own = frames_of_claim(claim)
    said = [
        place
        for place, word in enumerate(claim.words)
        if place not in own and word.role in ("content", "name") and not is_light(word)
    ]
    if not claim.frames or len(said) < _SAID_WORDS:
        return False
    return sum(1 for place in said if place in links) < _SAID_PART * len(said)


def shared_part(claim: Assertion, indexes: SourceIndexes, citations: Sequence[Citation]) -> float:
    """Which part of the claim's words of content and names have counterparts in the cited sentences, from 0 to 1."""
    prose = claim.prose[-1]
    words, evidence = words_of(prose, tuple(names_in(prose))), _Scope(indexes, citations).words
    return _share(words, evidence, align(words, evidence))


def _share(claim: Sequence[Word], evidence: Sequence[Word], links: Links) -> float:
    every = [place for place, word in enumerate(claim) if word.role in ("content", "name")]
    bearing = [place for place in every if not is_light(claim[place])]
    if len(bearing) < _FEWEST_WORDS:
        bearing = every
    figures = {word.low for word in evidence if word.role == "number"}
    same = sum(1 for word in claim if word.role == "number" and word.low in figures)
    return (same + sum(1 for place in bearing if place in links)) / (same + len(bearing)) if bearing else 1.0


def _sought(claim: Assertion, scope: _Scope) -> Iterator[tuple[Missing, _Test]]:
    """Everything in a claim that can be looked for, each once: the ``Missing`` it becomes, and how it is looked for."""
    seen = set()
    for missing, test in _all_sought(claim, scope):
        identity = (missing.kind, missing.text)
        if identity not in seen:
            seen.add(identity)
            yield missing, test


def _all_sought(claim: Assertion, scope: _Scope) -> Iterator[tuple[Missing, _Test]]:
    for name in claim.names:
        yield _name(name)
    for words in claim.quotations:
        yield _quotation(words)
    for words in claim.wordings:
        yield Missing(kind="wording", text=words), partial(_holds, holds_quotation, words)
    for value in claim.dates:
        yield _date(value)
    for prose in claim.prose:
        if scope.is_verbatim(prose):
            # The source's own words: nothing in them can be missing.
            yield _quotation(prose)
        else:
            yield from _in_prose(prose, scope)


def _in_prose(prose: str, scope: _Scope) -> Iterator[tuple[Missing, _Test]]:
    covered: list[tuple[int, int]] = []
    for name in _names_told(prose, covered):
        yield _name(name, prose)
    for words in quoted_in(prose):
        yield _quotation(words)
    for mention in find_dates(prose, published=scope.published):
        if _is_of_report(mention, prose, scope.published):
            covered.append((mention.start, mention.end))
        elif mention.text.casefold() != "fall" and not _SAME_DAY.search(mention.text):
            # Prices fall more often than a date is given by a bare American autumn; "the same day" is the claim's own.
            year = _YEAR_BEHIND.match(prose, mention.end)
            end = year.end() if year else mention.end
            covered.append((mention.start, end))
            yield _date(prose[mention.start : end], mention.value)
    for wanted in quantities(prose, covered):
        if not _counts_names(prose, wanted):
            yield Missing(kind="number", text=wanted.text), partial(_gives, wanted)


def _names_told(prose: str, covered: list[tuple[int, int]]) -> Iterator[str]:
    """The names of a claim, with the numbers that are part of them; their spans are added to ``covered``."""
    for name in names_in(prose):
        if _is_plain_opener(name, prose) or _QUARTER.fullmatch(name) or is_unit(name) or _is_span_of_months(name):
            # A quarter is told by its date, a unit by its number.
            continue
        numbered = _numbered(name, prose)
        if numbered:
            covered.append(numbered)
            name = prose[slice(*numbered)]
        first, _, last = name.rpartition(" ")
        if first and last in SPELLED_OUT:
            # "Japanese GDP"
            yield from (first, last)
        elif not is_unit(name):
            yield name


def _is_of_report(mention: DateMention, prose: str, published: date | None) -> bool:
    """Whether a date is the publication's, up to which all is told, or a part of the week behind it: "as of 14 March"."""
    if published is not None and mention.value == published.isoformat() and _AS_OF.search(prose[: mention.start]):
        return True
    if mention.text.endswith(" week") and prose[mention.end : mention.end + 4] == " of ":
        return True
    day = edtf_bounds(mention.value or "")
    is_week = prose[: mention.start].endswith(("week of ", "week beginning "))
    return is_week and published is not None and day is not None and abs((day[0] - published).days) <= _WEEK


def _is_span_of_months(name: str) -> bool:
    """Whether a name is only months and years: "January-August 2025"."""
    return all(part in calendar() or part.isdigit() for part in re.split(r"[\s–-]+", name))


def _counts_names(prose: str, wanted: Quantity) -> bool:
    """Whether a number only counts the names that the claim lists behind it: "two bodies, the DNC and the DCCC"."""
    listed = re.match(r"[^,:;(–—]{0,60}[,:(–—] ?(?P<names>.+)", prose[wanted.start + len(wanted.text) :])
    if listed is None or not _FEWEST_LISTED <= wanted.value <= _MOST_LISTED:
        return False
    parts = re.split(r", (?:and |or )?| and | or ", listed["names"].rstrip(".)"))
    named = []
    for part in parts:
        if not re.match(r"(?:the )?[A-Z]", part):
            break
        named.append(part)
    return len(named) == wanted.value


def _numbered(name: str, prose: str) -> tuple[int, int] | None:
    """Where a name and the number behind it stand, which is part of it: "Channel 8"."""
    at = prose.find(name)
    while at >= 0:
        behind = _NUMBER_BEHIND.match(prose, at + len(name))
        if behind:
            return at, behind.end()
        at = prose.find(name, at + 1)
    return None


def quoted_in(prose: str) -> list[str]:
    """The words between quotation marks, in order."""
    return [match.group(1) or match.group(2) or match.group(3) for match in _QUOTED.finditer(prose)]


def _is_plain_opener(name: str, prose: str) -> bool:
    """Whether a capital only opens the sentence: "Seventeen people died", "Vehicle exports fell"."""
    if not prose.startswith(name) or " " in name:
        return False
    if any(mention.text == name.casefold() for mention in find_numbers(name)):
        return True
    return known(name) is None and any(is_known(base) for base in bases(name.casefold()))


def _name(text: str, prose: str = "") -> tuple[Missing, _Test]:
    is_place = any(
        f" {preposition} {text}" in prose and not _SEATED.search(prose[: prose.find(f" {preposition} {text}")])
        for preposition in _LOCATIVES
    )
    return Missing(kind="name", text=text), partial(_holds, holds_place if is_place else holds_name, text)


def _quotation(text: str) -> tuple[Missing, _Test]:
    return Missing(kind="quotation", text=text), partial(_holds, holds_quotation, text)


def _date(text: str, value: str | None = None) -> tuple[Missing, _Test]:
    """A date as printed, with the value that it has where it stands: "in June" told of what is planned is ahead."""

    def test(index: SourceIndex, passage: Passage) -> bool:
        return holds_date(index, passage, text) or (value is not None and gives_date(passage, value))

    return Missing(kind="date", text=text), test


def _holds(
    lookup: Callable[[SourceIndex, Passage, str], bool], text: str, index: SourceIndex, passage: Passage
) -> bool:
    return lookup(index, passage, text)


def _gives(wanted: Quantity, _: SourceIndex, passage: Passage) -> bool:
    return holds_quantity(wanted, passage.quantities) or _counts_years(wanted, passage) or _counts_days(wanted, passage)


def _counts_days(wanted: Quantity, passage: Passage) -> bool:
    """Whether so many days or weeks lie between two days of the sentences: "four days after the attack"."""
    unit = next((days for name, days in _DAYS.items() if any(name in word.bases for word in wanted.unit)), None)
    if unit is None or is_ordinal(wanted.text):
        return False
    days = passage.days_given
    return any((later - earlier).days == wanted.value * unit for earlier in days for later in days)


def _counts_years(wanted: Quantity, passage: Passage) -> bool:
    """Whether so many years lie between a date of the sentences and the publication: "since 2021", "for five years"."""
    if passage.published is None or not any("year" in word.bases for word in wanted.unit):
        return False
    year = f"{passage.published.year - wanted.value:.0f}"
    return any(value[:4] == year for value in passage.date_values)


class _Scope:
    """The cited sentences of one claim, over all documents that it cites."""

    def __init__(self, indexes: SourceIndexes, citations: Sequence[Citation]) -> None:
        by_document: dict[str, list[Citation]] = {}
        for citation in citations:
            by_document.setdefault(citation.document, []).append(citation)
        self._parts = [(indexes[key], indexes[key].passage(cited)) for key, cited in by_document.items()]
        self.published = max(
            (index.document.source.published for index, _ in self._parts if index.document.source.published),
            default=None,
        )

    @property
    def stems(self) -> frozenset[str]:
        """The content words of all cited sentences."""
        return frozenset().union(*(passage.stems for _, passage in self._parts))

    @property
    def is_english(self) -> bool:
        """Whether words can be compared; a text of unknown language is tried."""
        return all(index.document.source.language.split("-")[0] in ("en", "und") for index, _ in self._parts)

    @property
    def is_excerpt(self) -> bool:
        """Whether there is no more of the documents than the cited sentences."""
        return all(index.is_excerpt for index, _ in self._parts)

    @property
    def leaves_names_open(self) -> bool:
        """Whether an excerpt speaks of somebody whom only the text before it names."""
        return any(index.is_excerpt and passage.points_back for index, passage in self._parts)

    @cached_property
    def telling(self) -> Telling:
        """The cited sentences of all documents, word by word."""
        return joined([passage.telling for _, passage in self._parts])

    @property
    def words(self) -> list[Word]:
        """The words of the cited sentences."""
        return [word for _, passage in self._parts for word in passage.words]

    @property
    def names(self) -> frozenset[str]:
        """The words of the names in the cited sentences, normalised."""
        return frozenset(
            word for _, passage in self._parts for name in passage.names for word in name_key(name).split()
        )

    @property
    def text(self) -> str:
        """The cited sentences as printed."""
        return " ".join(passage.text for _, passage in self._parts)

    def nearby(self) -> list[Word]:
        """The words that stand around them."""
        return [word for _, passage in self._parts for word in passage.words_nearby]

    def is_verbatim(self, prose: str) -> bool:
        """Whether the sentences hold ``prose`` as it is.

        An excerpt may begin or end with an ellipsis; one inside could join what does not belong together.
        """
        excerpt = prose.strip(" .…")
        if len(excerpt) < _TELLING or re.search(r"…|\.\.\.", excerpt):
            return False
        return self.passes(partial(_holds, holds_quotation, prose))

    def passes(self, test: _Test) -> bool:
        """Whether one of the documents' cited sentences passes ``test``."""
        return any(test(index, passage) for index, passage in self._parts)
