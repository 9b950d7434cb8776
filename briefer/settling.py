"""From what was extracted to what a brief may say: grounded, merged, and grounded again in its final words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from briefer.engines.engine import Check, Extraction
from briefer.records import SECTIONS, Assessment, Document, Findings, SectionName
from briefer.workings import Workings

if TYPE_CHECKING:
    from briefer.grounding import SourceIndexes


class Settling:
    """The verdicts of one run on its documents, in ``language``; None where claims are the sources' own words.

    With ``workings`` that know them from an earlier run on the same input, nothing is computed, nor the code loaded.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        language: str | None,
        sections: Sequence[SectionName] = SECTIONS,
        workings: Workings | None = None,
    ) -> None:
        self._documents = documents
        self._language = language
        self._sections = sections
        self._workings = workings or Workings()

    @cached_property
    def _indexes(self) -> SourceIndexes:
        from briefer.grounding import index_sources

        return index_sources(self._documents)

    def findings(self, extractions: Sequence[Extraction]) -> Findings:
        """What was extracted, grounded and merged: what an assessment is made from, and a brief of these sections shows."""
        found = [findings for extraction in extractions for findings in extraction.findings]
        return self._workings.recall(
            Findings, (*self._documents, *found, self._language, *self._sections), lambda: self._settled(found)
        )

    def checker(self, findings: Findings) -> Check:
        """What gives an assessment of ``findings`` its verdicts."""

        def check(made: Assessment) -> Assessment:
            return self._workings.recall(
                Assessment, (*self._documents, findings, made, self._language), lambda: self._checked(made, findings)
            )

        return check

    def _settled(self, found: Sequence[Findings]) -> Findings:
        from briefer.grounding import ground
        from briefer.merging import borne_out, merge

        # A model's findings are grounded twice: merging leaves out what nothing carries, then gives names their canonical
        # form and joins citations, and the verdicts printed are those of the final words. Rules find nothing that the
        # cited sentences do not carry, so the final words are checked alone.
        if self._language is not None:
            found = [ground(findings, self._indexes, language=self._language) for findings in found]
        merged = merge(found, [index.document for index in self._indexes.values()])
        # Only actors that the brief shows lend their names, so that it can be checked again by what it holds.
        if "actors" not in self._sections:
            merged = merged.model_copy(update={"actors": ()})
        actors = ground(Findings(actors=merged.actors), self._indexes, language=self._language).actors
        checked = ground(merged, self._indexes, language=self._language, actors=actors)
        return checked.model_copy(update={"contradictions": borne_out(checked.contradictions)})

    def _checked(self, made: Assessment, findings: Findings) -> Assessment:
        from briefer.grounding import ground

        return ground(made, self._indexes, language=self._language, actors=findings.actors)
