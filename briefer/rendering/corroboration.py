"""Who carries what, in words: the independent sources behind a finding, and behind either side of a contradiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefer.rendering.telling import isolated

if TYPE_CHECKING:
    from briefer.records import Brief, Claim, Finding
    from briefer.rendering.catalogue import Catalogue


def independent(brief: Brief) -> int:
    """How many sources are left when those that repeat another are counted with it."""
    return sum(source.repeats is None for source in brief.sources)


def carried_by(brief: Brief, finding: Finding) -> str:
    """The numbers of the independent sources that carry a finding, "1, 3"; "" where the brief has only one."""
    return ", ".join(map(str, _shown(brief, finding))) if independent(brief) > 1 else ""


def _shown(brief: Brief, finding: Finding) -> list[int]:
    """One number for each independent source; of those that repeat one another the first that is cited."""
    cited = {citation.document for citation in finding.citations}
    first: dict[int, int] = {}
    for source in brief.sources:
        if source.document in cited:
            first.setdefault(source.repeats or source.number, source.number)
    return sorted(first.values())


def agreement(brief: Brief, finding: Finding, t: Catalogue) -> str:
    """That several independent sources carry a finding, "sources 1, 3"; "" where they do not."""
    carriers = _shown(brief, finding)
    return t("note.sources", numbers=", ".join(map(str, carriers))) if len(carriers) > 1 else ""


def basis(brief: Brief, finding: Finding, t: Catalogue) -> str:
    """What a judgment rests on: "sources 1, 3" or "source 2 alone"; "" where the brief has one source only."""
    carriers = _shown(brief, finding)
    if independent(brief) < 2 or not carriers:
        return ""
    return agreement(brief, finding, t) or t("note.alone", number=carriers[0])


def side(brief: Brief, claim: Claim, t: Catalogue) -> str:
    """Whose account one side of a contradiction is, and of when: "sources 1, 4; 2026-05-13"."""
    cited = {citation.document for citation in claim.citations}
    days = sorted({source.published for source in brief.sources if source.document in cited and source.published})
    carriers = _shown(brief, claim)
    who = agreement(brief, claim, t) or t("note.one_source", number=carriers[0] if carriers else "?")
    told = [isolated(day.isoformat(), t) for day in days]
    when = t("note.span", first=told[0], last=told[-1]) if len(told) > 1 else "".join(told)
    return f"{who}; {when}" if when else who


def summary(brief: Brief, t: Catalogue) -> str:
    """How much of the brief independent sources agree on; "" where it has only one."""
    if independent(brief) < 2:
        return ""
    claims = list(brief.claims())
    agreed = sum(len(_shown(brief, finding)) > 1 for finding in claims)
    return t("note.corroborated", agreed=agreed, all=len(claims))
