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
from briefer.text.names.spans import is_title
from briefer.text.numbers import find_numbers, is_ordinal

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,}?)[”“»\"]")

# A claim with nothing to look up must at least share this part of its content words with its evidence.
_SHARED_WORDS = 1 / 3

# The endings of names of places, and of the adjectives and peoples made of them, behind a stem of at least five letters.
_STEM = 5
_NAME_ENDINGS = frozenset(["", "a", "e", "ia"])
_ADJECTIVE_ENDINGS = frozenset(["n", "an", "ian", "ians", "ans", "ns", "er", "ers", "ish", "ese", "i", "is"])

# Up to so many capitals a name is read as an acronym; a last word shorter than the other is no surname but an initial.
_ACRONYM = 6
_SHORTEST_SURNAME = 3
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")

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
        undated = isinstance(finding, Event) and finding.date is None
        # What a rejected date was cannot be looked up a second time.
        kept = {"citation", "date"} if undated else {"citation"}
        missing = [m for m in (finding.support.missing if finding.support else ()) if m.kind in kept]
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
        # An excerpt may begin or end with an ellipsis; one inside could join what does not belong together.
        excerpt = prose.strip(" .…")
        verbatim = Missing(kind="quotation", text=prose)
        if len(excerpt) >= _TELLING and not re.search(r"…|\.\.\.", excerpt) and scope.holds(verbatim):
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


def _find_whole(text: str, wanted: str, place: int = 0) -> int:
    """Where ``wanted`` stands in ``text`` as whole words, from ``place`` on; -1 if nowhere: "2 May" is not in "12 May"."""
    place = text.find(wanted, place)
    while place >= 0:
        end = place + len(wanted)
        if not (_joins(text[place - 1 : place], wanted[:1]) or _joins(wanted[-1:], text[end : end + 1])):
            return place
        place = text.find(wanted, place + 1)
    return -1


def _joins(left: str, right: str) -> bool:
    """Whether two characters side by side are parts of one word; in scripts without spaces nobody can tell."""
    return left.isalnum() and right.isalnum() and not (_UNSPACED.match(left) or _UNSPACED.match(right))


def _holds_quotation(_: SourceIndex, passage: Passage, text: str) -> bool:
    """Verbatim, whatever the typography; an ellipsis in the claim stands for words left out."""
    parts = [part.strip(" .,;:!?\"'") for part in re.split(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*", plain(text))]
    place = 0
    for wanted in filter(None, parts):
        place = _find_whole(passage.plain, wanted, place)
        if place < 0:
            return False
        place += len(wanted)
    return any(parts)


def _holds_number(_: SourceIndex, passage: Passage, text: str) -> bool:
    """The same value, however it is written; an ordinal only has to agree where the sentences order something too."""
    if is_ordinal(text) and not passage.has_ordinals:
        return True
    return all(mention.value in passage.numbers for mention in find_numbers(text))


def _holds_date(index: SourceIndex, passage: Passage, text: str) -> bool:
    """Whether the sentences give this date or a finer one within it; a date in words may stand there as it is."""
    if edtf_bounds(text) is not None:
        return all(_gives(passage, end) for end in text.split("/"))
    if _find_whole(passage.plain, plain(text)) >= 0:
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
    if text.isupper() and len(text) <= _ACRONYM:
        # In lower case "US" is a pronoun and "WHO" a question.
        spelled = any(f" {form} " in passage.keys for form in index.other_forms(key) if form != key)
        return (
            spelled
            or _find_whole(f"{passage.text} {passage.context}", text) >= 0
            or any(same_name(name, text) for name in passage.names)
        )
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
    return any(_is_demonym_of(word, text) for word in sorted(passage.capitalised))


def _holds_short_form(index: SourceIndex, passage: Passage, key: str) -> bool:
    """The last word of a name stands for it where the document gives the whole name somewhere ("Alawi added").

    Not where the sentences give that word another first name: that is somebody else.
    """
    words = key.split()
    if len(words) == 1 or len(words[-1]) < _SHORTEST_SURNAME or f" {key} " not in index.keys:
        return False
    bearers = [name_key(name).split() for name in passage.names]
    own = [name for name in bearers if name and name[-1] == words[-1]]
    if own:
        return any(all(word in words or is_title(word.capitalize()) for word in name) for name in own)
    return f" {words[-1]} " in passage.keys or f" {words[-1]} " in passage.context_keys


def _is_demonym_of(one: str, other: str) -> bool:
    """Whether of two words one is a name and the other made of it ("Norland", "Norlander"), where no table has them."""
    first, second = name_key(one), name_key(other)
    states = {state for state in (state_of(one), state_of(other)) if state}
    if " " in first or " " in second or len(states) > 1:
        return False
    pairs = enumerate(zip(first, second, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(first), len(second)))
    ends = {first[shared:], second[shared:]}
    return shared >= _STEM and bool(ends & _NAME_ENDINGS) and bool(ends & _ADJECTIVE_ENDINGS)


def _holds_behind_opener(passage: Passage, text: str) -> bool:
    """A capital that only opens the phrase is no part of the name, as in "Resurgence of the Islamic State"."""
    opener, _, rest = text.partition(" ")
    words = rest.removeprefix("of ").removeprefix("the ")
    key = name_key(words)
    known = bool(key) and (f" {key} " in passage.keys or f" {key} " in passage.context_keys)
    return known and words != rest and opener.istitle() and f" {name_key(opener)} " not in passage.keys


_HOLDS: dict[str, Callable[[SourceIndex, Passage, str], bool]] = {
    "name": _holds_name,
    "quotation": _holds_quotation,
    "wording": _holds_quotation,
    "number": _holds_number,
    "date": _holds_date,
    "content": lambda *_: True,
    "citation": lambda *_: True,
}
