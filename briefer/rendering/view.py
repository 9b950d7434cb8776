"""What a page shows of a brief: its sections in order, chosen and counted once for every rendering.

A template is given the view's parts by name (``judgments``, ``actors``, ``events`` …); they are listed in the README.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from briefer.errors import UsageError
from briefer.records import Actor, Citation, Claim, Event, Finding, Relation, Risk, Statement
from briefer.rendering import corroboration, telling
from briefer.rendering.catalogue import catalogue_for
from briefer.rendering.notes import Notes
from briefer.rendering.selection import USUAL, WHOLE, Limits, Shown, select_actors, select_events, select_findings
from briefer.rendering.statement import ai_statement
from briefer.rendering.telling import is_partial, is_unsupported
from briefer.tradecraft import LIKELIHOODS, STANDARDS

if TYPE_CHECKING:
    from briefer.records import Brief, Judgment
    from briefer.rendering.formats import RenderOptions

_FindingT = TypeVar("_FindingT", bound=Finding)

SECTIONS = (
    "bottom_line", "judgments", "assumptions", "key_points", "actors", "relations", "timeline", "contradictions",
    "risks", "statements", "unsupported", "gaps", "evidence",
)  # fmt: skip
# The names that the sections of a model's answer go by.
_GROUPS = {"assessment": ("bottom_line", "judgments", "key_points", "assumptions")}


def known_sections(names: Iterable[str]) -> tuple[str, ...]:
    """``names`` as sections of a page, groups taken apart; UsageError for a name that is neither."""
    found: list[str] = []
    for name in names:
        if name not in SECTIONS and name not in _GROUPS:
            message = f"there is no section {name!r}; there are: {', '.join((*SECTIONS, *_GROUPS))}"
            raise UsageError(message)
        found.extend(_GROUPS.get(name, (name,)))
    return tuple(found)


class View:
    """The brief as a page shows it: ``t`` prints its headings, ``notes`` number its evidence."""

    def __init__(self, brief: Brief, options: RenderOptions, limits: Limits | None = None) -> None:
        self.brief = brief
        self.options = options
        self.t = catalogue_for(brief, options.language)
        self.notes = Notes(brief)
        self.limits = limits or (WHOLE if options.shows_all else USUAL)
        # What is said of the sources and of what failed is never left out.
        wanted = known_sections(options.sections) or SECTIONS
        self.sections = tuple(name for name in SECTIONS if name in wanted or name == "evidence")

    def parts(self) -> Mapping[str, Any]:
        """The parts by the names that templates know them by."""
        names = (
            "brief", "t", "sections", "bottom_line", "judgments", "judgments_left", "indicators", "key_points", "actors", "relations",
            "events", "risks", "statements", "contradictions", "assumptions", "unsupported", "partial", "repaired", "gaps",
            "problems", "title", "marking",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names} | self.words()

    def words(self) -> dict[str, Any]:
        """What every template calls to put parts of the record into words."""
        brief, t = self.brief, self.t
        return {
            "agreement": lambda finding: corroboration.agreement(brief, finding, t),
            "any_of": lambda findings, name: any(getattr(finding, name) for finding in findings),
            "bands": LIKELIHOODS,
            "band_told": lambda term: telling.band_told(term, t),
            "basis": lambda finding: corroboration.basis(brief, finding, t),
            "carried": lambda finding: corroboration.carried_by(brief, finding),
            "corroborated": corroboration.summary(brief, t),
            "cutoff": telling.cutoff_told(brief, t),
            "date_told": lambda event: telling.date_told(event, t),
            "grades": telling.grades(brief),
            "independent": corroboration.independent(brief),
            "is_ahead": lambda event: telling.is_ahead(event, brief.as_of),
            "joined": telling.joined,
            "judged": telling.judged,
            "likelihood_told": lambda risk: telling.likelihood_told(risk, t),
            "missing": lambda support: telling.missing_told(support, t),
            "other_names": telling.other_names,
            "said": telling.said,
            "side": lambda claim: corroboration.side(brief, claim, t),
            "source_told": lambda source: telling.source_told(source, t),
            "standards": STANDARDS,
            "statement": " ".join(ai_statement(brief)),
            "tally": telling.tally(brief, t),
            "wording": telling.wording,
        }

    @property
    def title(self) -> str:
        """The title of the brief; a dash where it has none, since documents must have one."""
        return self.brief.title.strip() or "–"

    @property
    def marking(self) -> str | None:
        """The marking, for the top and the bottom of every page."""
        return self.brief.marking

    @cached_property
    def bottom_line(self) -> list[Any]:
        """The sentences of the bottom line."""
        return _kept(self.brief.bottom_line) if "bottom_line" in self.sections else []

    @cached_property
    def judgments(self) -> list[tuple[int, Judgment]]:
        """The judgments with their place in the record, which indicators point to."""
        return self._judgments[: self.limits.judgments]

    @property
    def judgments_left(self) -> int:
        """How many judgments only the record holds."""
        return len(self._judgments[self.limits.judgments :])

    @cached_property
    def _judgments(self) -> list[tuple[int, Judgment]]:
        numbered = [(n, j) for n, j in enumerate(self.brief.judgments, start=1) if not is_unsupported(j)]
        return numbered if "judgments" in self.sections else []

    @cached_property
    def indicators(self) -> Sequence[Any]:
        """What to watch for, and which judgment it moves."""
        shown = {number for number, _ in self.judgments}
        if "judgments" not in self.sections:
            return ()
        return [i for i in self.brief.indicators if i.judgment is None or i.judgment in shown]

    @cached_property
    def key_points(self) -> Shown[Claim]:
        """The key points."""
        return self._first("key_points", self.brief.key_points)

    @cached_property
    def actors(self) -> Shown[Actor]:
        """Those who act."""
        return select_actors(_kept(self.brief.actors), self.limits) if "actors" in self.sections else Shown((), 0)

    @cached_property
    def relations(self) -> Shown[Relation]:
        """Who does what to whom."""
        return self._first("relations", self.brief.relations)

    @cached_property
    def events(self) -> Shown[Event]:
        """The timeline."""
        if "timeline" not in self.sections:
            return Shown((), 0)
        return select_events(_kept(self.brief.events), self.brief.as_of, self._on_top(), self.limits.events)

    @cached_property
    def risks(self) -> Shown[Risk]:
        """The risks."""
        return self._first("risks", self.brief.risks)

    @cached_property
    def statements(self) -> Shown[Statement]:
        """Who said what."""
        return self._first("statements", self.brief.statements)

    @cached_property
    def contradictions(self) -> Sequence[Any]:
        """Where accounts disagree."""
        return self.brief.contradictions if "contradictions" in self.sections else ()

    @cached_property
    def assumptions(self) -> Sequence[str]:
        """What the judgments take for granted."""
        return self.brief.assumptions if "assumptions" in self.sections else ()

    @cached_property
    def unsupported(self) -> list[Finding]:
        """What the cited sentences do not carry."""
        return [f for f in self.brief.claims() if is_unsupported(f)] if "unsupported" in self.sections else []

    @cached_property
    def partial(self) -> list[Finding]:
        """What they carry in part."""
        return [f for f in self.brief.claims() if is_partial(f)] if "gaps" in self.sections else []

    @cached_property
    def repaired(self) -> list[Finding]:
        """What was cited wrongly, and is cited rightly now."""
        mended = (f for f in self.brief.claims() if f.support and f.support.repaired)
        return list(mended) if "gaps" in self.sections else []

    @cached_property
    def gaps(self) -> Sequence[Any]:
        """What is not known, was not read, or could not be processed."""
        return self.brief.gaps if "gaps" in self.sections else ()

    @cached_property
    def problems(self) -> Sequence[Any]:
        """Breaches of tradecraft that the lint found."""
        return self.brief.problems if "gaps" in self.sections else ()

    def _first(self, section: str, findings: Sequence[_FindingT]) -> Shown[_FindingT]:
        return select_findings(_kept(findings), self.limits.findings) if section in self.sections else Shown((), 0)

    def _on_top(self) -> set[Citation]:
        """The citations of what stands above the actors."""
        claims = (*self.brief.bottom_line, *self.brief.judgments, *self.brief.key_points)
        return {citation for claim in claims for citation in claim.citations}


def _kept(findings: Iterable[_FindingT]) -> list[_FindingT]:
    """The findings of a section without those that stand in the section of unsupported ones."""
    return [finding for finding in findings if not is_unsupported(finding)]
