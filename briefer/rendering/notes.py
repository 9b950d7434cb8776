"""Evidence notes: one number for each distinct citation, in order of first use, and the places that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefer.records import Brief, Citation, Finding


class Use(NamedTuple):
    """One reference to a note: the ``ordinal``-th, from 1, to the note ``number``."""

    number: int
    ordinal: int


class Note(NamedTuple):
    """What stands behind a number: which sentences of which source, and how often it is referred to."""

    number: int
    source: int | None
    citation: Citation
    uses: int


class Notes:
    """Gives out the numbers while a rendering is written, so that they rise down the page."""

    def __init__(self, brief: Brief) -> None:
        self._sources = {source.document: source.number for source in brief.sources}
        self._uses: dict[Citation, int] = {}
        self._numbers: dict[Citation, int] = {}

    def use(self, finding: Finding, at_most: int | None = None) -> list[Use]:
        """References to the citations of ``finding``, or to the first ``at_most`` of them."""
        found = []
        for citation in finding.citations[:at_most]:
            number = self._numbers.setdefault(citation, len(self._numbers) + 1)
            self._uses[citation] = self._uses.get(citation, 0) + 1
            found.append(Use(number, self._uses[citation]))
        return found

    def number(self, citation: Citation) -> int:
        """The number of a citation that was used before."""
        return self._numbers[citation]

    def listed(self) -> list[Note]:
        """The notes used so far, by number; the source is None where the brief does not list it."""
        return [
            Note(number, self._sources.get(citation.document), citation, self._uses[citation])
            for citation, number in self._numbers.items()
        ]
