"""Everything in a claim that can be looked for, and whether its cited sentences hold it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from briefer.grounding.alignment import align
from briefer.grounding.claims import Assertion
from briefer.grounding.comparing import Telling, compare, joined, read
from briefer.grounding.holding import holds_date, holds_name, holds_quotation
from briefer.grounding.passage import Passage, SourceIndex, SourceIndexes, stems
from briefer.grounding.quantities import Quantity, holds_quantity, quantities
from briefer.grounding.words import Word, is_light
from briefer.records import Citation, Missing
from briefer.text.dates import find_dates
from briefer.text.names import names_in
from briefer.text.numbers import find_numbers

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,}?)[”“»\"]|‘([^‘’]{2,}? [^‘’]{2,}?)’(?!\w)")

# At least this part of a claim's words of content must have counterparts in its evidence.
_SHARED_WORDS = 1 / 3
_FEWEST_WORDS = 3

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
        lacking = _without_antecedents(lacking, claim)
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


def _without_antecedents(lacking: list[Missing], claim: Assertion) -> list[Missing]:
    """``lacking`` without the name that a pronoun of an excerpt may stand for: the speaker's, or the first of the claim."""
    spoken = claim.terms.speaker
    kept = [missing for missing in lacking if missing.kind != "name" or spoken is None or missing.text not in spoken]
    names = names_in(claim.prose[-1])
    first = next((missing for missing in kept if missing.kind == "name" and missing.text == (names or [""])[0]), None)
    if first is not None and len(kept) == len(lacking):
        kept.remove(first)
    return kept


def _compared(prose: str, claim: Assertion, scope: _Scope) -> list[Missing]:
    """What a sentence says otherwise than its evidence, beyond names and figures."""
    own = read([prose], names_in(prose))
    if _shares_too_little(own.words, scope.telling.words):
        return [Missing(kind="content", text=prose)]
    return list(compare(own, scope.telling, scope.nearby, claim.terms))


def _shares_too_little(claim: Sequence[Word], evidence: Sequence[Word]) -> bool:
    every = [place for place, word in enumerate(claim) if word.role in ("content", "name")]
    bearing = [place for place in every if not is_light(claim[place])]
    if len(bearing) < _FEWEST_WORDS:
        bearing = every
    links = align(claim, evidence)
    return sum(1 for place in bearing if place in links) < _SHARED_WORDS * len(bearing)


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
    for name in names_in(prose):
        # "Seventeen people died" opens with a number, not with a name.
        if not (name[:1].isupper() and any(m.text == name.casefold() for m in find_numbers(name))):
            yield _name(name)
    for match in _QUOTED.finditer(prose):
        yield _quotation(match.group(1) or match.group(2))
    covered: list[tuple[int, int]] = []
    for mention in find_dates(prose, published=scope.published):
        covered.append((mention.start, mention.end))
        yield _date(mention.text)
    for wanted in quantities(prose, covered):
        yield Missing(kind="number", text=wanted.text), partial(_gives, wanted)


def _name(text: str) -> tuple[Missing, _Test]:
    return Missing(kind="name", text=text), partial(_holds, holds_name, text)


def _quotation(text: str) -> tuple[Missing, _Test]:
    return Missing(kind="quotation", text=text), partial(_holds, holds_quotation, text)


def _date(text: str) -> tuple[Missing, _Test]:
    return Missing(kind="date", text=text), partial(_holds, holds_date, text)


def _holds(
    lookup: Callable[[SourceIndex, Passage, str], bool], text: str, index: SourceIndex, passage: Passage
) -> bool:
    return lookup(index, passage, text)


def _gives(wanted: Quantity, _: SourceIndex, passage: Passage) -> bool:
    return holds_quantity(wanted, passage.quantities)


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
    def leaves_names_open(self) -> bool:
        """Whether an excerpt speaks of somebody whom only the text before it names."""
        return any(index.is_excerpt and passage.points_back for index, passage in self._parts)

    @property
    def telling(self) -> Telling:
        """The cited sentences of all documents, word by word."""
        return joined([passage.telling for _, passage in self._parts])

    @property
    def nearby(self) -> Telling:
        """What stands around them."""
        return joined([passage.telling_nearby for _, passage in self._parts])

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
