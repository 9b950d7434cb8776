"""The stage itself: looks for every name, number, date and quotation of a claim in the sentences that it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from briefer.grounding.claims import Assertion, assertion
from briefer.grounding.passage import Passage, SourceIndex, SourceIndexes, plain, stems
from briefer.records import Assessment, Citation, Event, Finding, Findings, Missing, Support, Verdict
from briefer.text.dates import edtf_bounds, find_dates
from briefer.text.names import name_key, names_in, same_name, state_of
from briefer.text.numbers import find_numbers, is_ordinal

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,}?)[”“»\"]")

# A claim with nothing to look up must at least share this part of its content words with its evidence.
_SHARED_WORDS = 1 / 3

# The endings of names of places and of the adjectives and peoples made of them, behind a stem of at least five letters.
_STEM = 5
_ENDINGS = frozenset(
    ["", "a", "e", "ia", "n", "s", "an", "ian", "ians", "ans", "ns", "er", "ers", "ish", "ese", "i", "is"]
)

# Below so many characters a phrase may stand inside other words by chance.
_TELLING = 20

_GroundedT = TypeVar("_GroundedT", Findings, Assessment)
_FindingT = TypeVar("_FindingT", bound=Finding)


def ground(found: _GroundedT, sources: SourceIndexes, *, language: str | None = None) -> _GroundedT:
    """``found`` with a verdict on every finding.

    ``sources`` are the cited documents, prepared by ``index_sources``. ``language`` is the one that the claims are written in, None where they are the source's own words: across
    languages a name or word that is not found counts as not compared, and the verdict is no worse than ``partial``.
    """
    checker = _Checker(sources, language)
    updates: dict[str, object] = {}
    for name in type(found).model_fields:
        value = getattr(found, name)
        if isinstance(value, Finding):
            updates[name] = checker.check(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Finding):
            updates[name] = tuple(checker.check(finding) for finding in value)
    return found.model_copy(update=updates)


class _Checker:
    def __init__(self, indexes: SourceIndexes, language: str | None) -> None:
        self._indexes = indexes
        self._language = language

    def check(self, finding: _FindingT) -> _FindingT:
        """``finding`` with its verdict; an event's date that is no EDTF is taken out and counted as missing."""
        claim = assertion(finding)
        missing = [m for m in (finding.support.missing if finding.support else ()) if m.kind == "citation"]
        changes: dict[str, object] = {}
        if isinstance(finding, Event) and finding.date is not None and edtf_bounds(finding.date) is None:
            missing.append(Missing(kind="date", text=finding.date))
            changes["date"] = None
            claim = assertion(finding.model_copy(update=changes))
        if not finding.citations:
            missing = missing or [Missing(kind="citation", text="no sentence is cited")]
            changes["support"] = Support(verdict="unsupported", missing=tuple(missing))
            return finding.model_copy(update=changes)
        looked_up, lacking = self._look_up(claim, finding.citations)
        missing += lacking
        foreign = self._is_foreign(finding.citations)
        verdict = _verdict(looked_up, missing, foreign=foreign)
        changes["support"] = Support(verdict=verdict, missing=tuple(missing))
        return finding.model_copy(update=changes)

    def _is_foreign(self, citations: Sequence[Citation]) -> bool:
        languages = {self._indexes[c.document].document.source.language.split("-")[0] for c in citations}
        return self._language is not None and languages != {self._language.split("-")[0]}

    def _look_up(self, claim: Assertion, citations: Sequence[Citation]) -> tuple[int, list[Missing]]:
        """How many things were looked for, and those that were not found."""
        scope = _Scope(self._indexes, citations)
        sought = list(_sought(claim, scope))
        lacking = [missing for missing in sought if not scope.holds(missing)]
        if not sought and not claim.inferred:
            prose = " ".join(claim.prose)
            words = stems(prose)
            if words and len(words & scope.stems) < _SHARED_WORDS * len(words):
                lacking.append(Missing(kind="content", text=prose))
        return len(sought), lacking


def _verdict(looked_up: int, missing: Sequence[Missing], *, foreign: bool) -> Verdict:
    if not missing:
        return "supported"
    if any(m.kind == "quotation" for m in missing):
        return "unsupported"
    if foreign and all(m.kind in ("name", "content") for m in missing):
        return "partial"
    found = looked_up - sum(m.kind not in ("citation", "content") for m in missing)
    return "partial" if found > 0 else "unsupported"


def _sought(claim: Assertion, scope: _Scope) -> Iterator[Missing]:
    """Everything in a claim that can be looked for, each once, as the ``Missing`` it becomes if it is not found."""
    seen = set()
    for missing in _all_sought(claim, scope):
        identity = (missing.kind, missing.text)
        if identity not in seen:
            seen.add(identity)
            yield missing


def _all_sought(claim: Assertion, scope: _Scope) -> Iterator[Missing]:
    for name in claim.names:
        yield Missing(kind="name", text=name)
    for words in claim.quotations:
        yield Missing(kind="quotation", text=words)
    for words in claim.wordings:
        yield Missing(kind="wording", text=words)
    for value in claim.dates:
        yield Missing(kind="date", text=value)
    for prose in claim.prose:
        verbatim = Missing(kind="quotation", text=prose)
        if len(prose) >= _TELLING and scope.holds(verbatim):
            # The source's own words: nothing in them can be missing.
            yield verbatim
        else:
            yield from _in_prose(prose, scope)


def _in_prose(prose: str, scope: _Scope) -> Iterator[Missing]:
    for name in names_in(prose):
        # "Seventeen people died" opens with a number, not with a name.
        if not (name[:1].isupper() and any(m.text == name.casefold() for m in find_numbers(name))):
            yield Missing(kind="name", text=name)
    for match in _QUOTED.finditer(prose):
        yield Missing(kind="quotation", text=match.group(1))
    covered: list[tuple[int, int]] = []
    for mention in find_dates(prose, published=scope.published):
        covered.append((mention.start, mention.end))
        yield Missing(kind="date", text=mention.text)
    for number in find_numbers(prose):
        if not any(start <= number.start < end for start, end in covered):
            yield Missing(kind="number", text=number.text)


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

    def holds(self, wanted: Missing) -> bool:
        """Whether one of the documents' cited sentences holds ``wanted``."""
        return any(_HOLDS[wanted.kind](index, passage, wanted.text) for index, passage in self._parts)


def _holds_quotation(_: SourceIndex, passage: Passage, text: str) -> bool:
    """Verbatim, whatever the typography; an ellipsis in the claim stands for words left out."""
    place = 0
    for part in re.split(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*", plain(text)):
        wanted = part.strip(" .,;:!?\"'")
        place = passage.plain.find(wanted, place) if wanted else place
        if place < 0:
            return False
        place += len(wanted)
    return True


def _holds_number(_: SourceIndex, passage: Passage, text: str) -> bool:
    """The same value, however it is written; an ordinal only has to agree where the sentences order something too."""
    if is_ordinal(text) and not passage.has_ordinals:
        return True
    return all(mention.value in passage.numbers for mention in find_numbers(text))


def _holds_date(index: SourceIndex, passage: Passage, text: str) -> bool:
    """Whether the sentences give this date or a finer one within it; a date in words may stand there as it is."""
    if edtf_bounds(text) is not None:
        return all(_gives(passage, end) for end in text.split("/"))
    if plain(text) in passage.plain:
        return True
    found = find_dates(text, published=index.document.source.published)
    values = [mention.value for mention in found if mention.value]
    return bool(values) and all(_gives(passage, end) for value in values for end in value.split("/"))


def _gives(passage: Passage, value: str) -> bool:
    wanted = edtf_bounds(value)
    if wanted is None:
        return value in ("", "..")
    for mention in passage.dates:
        for end in (mention.value or "").split("/"):
            bounds = edtf_bounds(end)
            if bounds and wanted[0] <= bounds[0] and bounds[1] <= wanted[1]:
                return True
    return False


def _holds_name(index: SourceIndex, passage: Passage, text: str) -> bool:
    """Under this form, an acronym or full form that the document defines, a short form, or a pronoun."""
    key = name_key(text)
    if not key:
        return True
    forms = {key, *index.other_forms(key)}
    state = state_of(text)
    if state:
        forms.add(name_key(state))
    for form in sorted(forms):
        if f" {form} " in passage.keys or f" {form} " in passage.context_keys:
            return True
    if key in passage.states or _holds_short_form(index, passage, key) or _holds_behind_opener(passage, text):
        return True
    if any(same_name(name, text) for name in passage.names):
        return True
    return any(_is_demonym_of(word, key) for word in sorted(passage.capitalised))


def _holds_short_form(index: SourceIndex, passage: Passage, key: str) -> bool:
    """The last word of a name stands for it where the document gives the whole name somewhere ("Alawi added")."""
    last = key.rpartition(" ")[2]
    if last == key or len(last) < 3 or f" {key} " not in index.keys:
        return False
    return f" {last} " in passage.keys or f" {last} " in passage.context_keys


def _is_demonym_of(one: str, other: str) -> bool:
    """Whether two words are a name and what is made of it ("Norland", "Norlander"), for those that no table has."""
    if " " in one or " " in other:
        return False
    pairs = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
    return shared >= _STEM and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def _holds_behind_opener(passage: Passage, text: str) -> bool:
    """A capital that only opens the phrase is no part of the name, as in "Resurgence of the Islamic State"."""
    opener, _, rest = text.partition(" ")
    words = rest.removeprefix("of ").removeprefix("the ")
    key = name_key(words)
    known = bool(key) and (f" {key} " in passage.keys or f" {key} " in passage.context_keys)
    return known and opener.istitle() and f" {name_key(opener)} " not in passage.keys and words[:1].isupper()


_HOLDS: dict[str, Callable[[SourceIndex, Passage, str], bool]] = {
    "name": _holds_name,
    "quotation": _holds_quotation,
    "wording": _holds_quotation,
    "number": _holds_number,
    "date": _holds_date,
    "content": lambda *_: True,
    "citation": lambda *_: True,
}
