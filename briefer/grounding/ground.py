"""The stage itself: looks for everything that a claim says in the sentences that it cites, and mends citations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from briefer.grounding.claims import Assertion, assertion
from briefer.grounding.forms import KnownForms
from briefer.grounding.looking import look_up, shared_part
from briefer.grounding.passage import SourceIndex, SourceIndexes
from briefer.records import Actor, Assessment, Citation, Document, Event, Finding, Findings, Missing, Support, Verdict
from briefer.text.dates import edtf_bounds

# What contradicts the evidence, or is not in it at all, is no matter of parts.
_FATAL = frozenset({"quotation", "negation", "role", "content"})
# These are said of a claim as a whole: none of its names and numbers.
_UNCOUNTED = frozenset({"citation", "content", "negation", "modality", "attribution", "role", "detail"})
# Where the cited sentences fail, so many others are tried.
_TRIED = 4
# A sentence that nobody cited must hold this part of the claim's words.
_MENDING_PART = 0.8

_GroundedT = TypeVar("_GroundedT", Findings, Assessment)
_FindingT = TypeVar("_FindingT", bound=Finding)


def ground(
    found: _GroundedT, sources: SourceIndexes, *, language: str | None = None, actors: Sequence[Actor] = ()
) -> _GroundedT:
    """``found`` with a verdict on every finding; where other sentences carry it than those cited, these take their place.

    ``sources`` are the cited documents, prepared by ``index_sources``. ``language`` is the one that the claims are
    written in, None where they are the source's own words: across languages a name or word that is not found counts as
    not compared, and the verdict is no worse than ``partial``. ``actors`` are those merged from all sources: the forms of
    one stand for one another, but for the actors themselves, whose own sentences must give their names.
    """
    checker = _Checker(sources, language, KnownForms(actors))
    updates: dict[str, object] = {}
    for name in type(found).model_fields:
        value = getattr(found, name)
        if isinstance(value, Finding):
            updates[name] = checker.check(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Finding):
            updates[name] = tuple(checker.check(finding) for finding in value)
        elif name == "contradictions":
            updates[name] = tuple(
                each.model_copy(update={"sides": tuple(checker.check(side) for side in each.sides)}) for each in value
            )
    return found.model_copy(update=updates)


def ground_excerpt(finding: _FindingT, document: Document, *, language: str | None = "en") -> _FindingT:
    """``finding`` with its verdict, where ``document`` holds the cited sentences and nothing else.

    What a pronoun in them stands for may be what the claim names; surnames may stand for whole names.
    """
    return _Checker(SourceIndexes([SourceIndex(document, is_excerpt=True)]), language).check(finding)


class _Checker:
    def __init__(self, indexes: SourceIndexes, language: str | None, forms: KnownForms | None = None) -> None:
        self._unaided = indexes
        self._aided = SourceIndexes(index.knowing(forms) for index in indexes.values()) if forms else indexes
        self._indexes = self._aided
        self._language = language

    def check(self, finding: _FindingT) -> _FindingT:
        """``finding`` with its verdict; an event's date that is no EDTF is taken out and counted as missing."""
        self._indexes = self._unaided if isinstance(finding, Actor) else self._aided
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
        repaired = finding.support is not None and finding.support.repaired
        if not finding.citations:
            missing = missing or [Missing(kind="citation", text="no sentence is cited")]
            changes["support"] = Support(verdict="unsupported", missing=tuple(missing), repaired=repaired)
            return finding.model_copy(update=changes)
        support = self._support(claim, finding.citations, missing, repaired=repaired)
        if support.verdict != "supported" and not missing:
            mended = self._mended(claim, finding.citations)
            if mended is not None:
                changes["citations"] = mended
                support = Support(verdict="supported", repaired=True)
        changes["support"] = support
        return finding.model_copy(update=changes)

    def _support(
        self,
        claim: Assertion,
        citations: Sequence[Citation],
        missing: Sequence[Missing] = (),
        *,
        repaired: bool = False,
    ) -> Support:
        foreign = self._is_foreign(citations)
        looked_up, lacking = self._look_up(claim, tuple(citations), is_foreign=foreign)
        every = (*missing, *lacking)
        return Support(verdict=verdict_of(looked_up, every, is_foreign=foreign), missing=every, repaired=repaired)

    def _look_up(
        self, claim: Assertion, citations: tuple[Citation, ...], *, is_foreign: bool
    ) -> tuple[int, Sequence[Missing]]:
        is_excerpted = self._language is None
        key = (claim, citations, is_foreign, is_excerpted)
        found: tuple[int, Sequence[Missing]] | None = self._indexes.looked_up.get(key)
        if found is None:
            found = look_up(claim, self._indexes, citations, is_foreign=is_foreign, is_excerpted=is_excerpted)
            self._indexes.looked_up[key] = found
        return found

    def _mended(self, claim: Assertion, cited: Sequence[Citation]) -> tuple[Citation, ...] | None:
        """Other sentences of the cited documents that carry the whole claim; None where none do."""
        if claim.inferred or not claim.is_whole:
            return None
        text = " ".join(claim.prose)
        for document in dict.fromkeys(citation.document for citation in cited):
            index = self._indexes[document]
            if index.is_excerpt:
                continue
            for number in index.finder.find(text, _TRIED):
                other = index.document.cite(number)
                is_telling = shared_part(claim, self._indexes, [other]) >= _MENDING_PART
                if other not in cited and is_telling and self._support(claim, [other]).verdict == "supported":
                    return (other,)
        return None

    def _is_foreign(self, citations: Sequence[Citation]) -> bool:
        languages = {self._indexes[c.document].document.source.language.split("-")[0] for c in citations}
        return self._language is not None and languages != {self._language.split("-")[0]}


def verdict_of(looked_up: int, missing: Sequence[Missing], *, is_foreign: bool = False) -> Verdict:
    """The verdict on a claim of which ``looked_up`` things were looked for and ``missing`` not found."""
    if not missing:
        return "supported"
    kinds = {each.kind for each in missing}
    if is_foreign and kinds <= {"name", "content"}:
        return "partial"
    if kinds & _FATAL:
        return "unsupported"
    if kinds <= {"modality", "attribution", "detail"}:
        return "partial"
    found = looked_up - sum(each.kind not in _UNCOUNTED for each in missing)
    return "partial" if found > 0 else "unsupported"
