"""The Markdown brief: readable raw in a terminal, on GitHub, and through pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from briefer.rendering.corroboration import agreement, basis, carried_by, independent, side, summary
from briefer.rendering.escaping import Markdown, escape
from briefer.rendering.selection import select_actors, select_events, select_findings
from briefer.text.names import name_key
from briefer.tradecraft import LIKELIHOODS, grade

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Template

    from briefer.records import (
        Actor,
        Brief,
        BriefedSource,
        Citation,
        Event,
        Finding,
        Judgment,
        Relation,
        Risk,
        Statement,
        Support,
    )

_FindingT = TypeVar("_FindingT", bound="Finding")

# A claim with this share of its words in the quotation only says the quotation again.
_RESTATED = 0.7

_OTHER_NAMES_AT_MOST = 4

KIND_LABELS = {
    "government": "government body",
    "armed_group": "armed group",
    "international_organisation": "international organisation",
}


def render_markdown(brief: Brief) -> str:
    """``brief`` as Markdown; the same brief gives the same text."""
    notes = _Notes(brief)
    text = _template().render(
        brief=brief,
        cite=notes.cite,
        notes=notes.listed,
        source_line=_source_line,
        judgment_line=_judgment_line,
        kept=_kept,
        # By their place in the record, which indicators point to.
        numbered_judgments=[(n, j) for n, j in enumerate(brief.judgments, start=1) if not _is_unsupported(j)],
        unsupported=[finding for finding in brief.claims() if _is_unsupported(finding)],
        partial=[finding for finding in brief.claims() if finding.support and finding.support.verdict == "partial"],
        wording=wording,
        missing=_missing,
        tally=_tally(brief),
        kind_labels=KIND_LABELS,
        grades=", ".join(dict.fromkeys(grade(s.reliability, s.credibility) for s in brief.sources)),
        select_actors=select_actors,
        select_events=lambda events: select_events(events, brief.as_of, _on_top(brief)),
        select_findings=select_findings,
        joined=_joined,
        line_break=Markdown("  "),
        other_names=other_names,
        any_of=lambda findings, name: any(getattr(finding, name) for finding in findings),
        date_cell=_date_cell,
        relation_head=_relation_head,
        likelihood_cell=_likelihood_cell,
        said=_said,
        statement=_statement(brief),
        independent=independent(brief),
        carried=lambda finding: carried_by(brief, finding),
        agreed=lambda finding: Markdown(f" *({told})*" if (told := agreement(brief, finding)) else ""),
        basis=lambda judgment: basis(brief, judgment),
        side=lambda claim: side(brief, claim),
        corroborated=summary(brief),
    )
    # One blank line between blocks is all that Markdown needs, whichever parts of the template were left out.
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _template() -> Template:
    from briefer.rendering.environment import open_environment

    environment = open_environment(finalize=escape)
    environment.filters["md"] = Markdown
    return environment.get_template("brief.md.j2")


class _Notes:
    """Footnotes: one number for each distinct citation, in order of first use."""

    def __init__(self, brief: Brief) -> None:
        self._sources = {source.document: source.number for source in brief.sources}
        self._numbers: dict[Citation, int] = {}

    def cite(self, finding: Finding, at_most: int | None = None) -> Markdown:
        citations = finding.citations[:at_most]
        numbers = [self._numbers.setdefault(citation, len(self._numbers) + 1) for citation in citations]
        return Markdown("".join(f"[^{number}]" for number in numbers))

    def listed(self) -> list[Markdown]:
        return [self._note(citation, number) for citation, number in self._numbers.items()]

    def _note(self, citation: Citation, number: int) -> Markdown:
        place = f"{self._sources[citation.document]} ¶{citation.paragraph}"
        return Markdown(f"[^{number}]: {place}: “{escape(citation.quote)}”")


def _on_top(brief: Brief) -> set[Citation]:
    """The citations of what stands above the actors."""
    return {
        citation for claim in (*brief.bottom_line, *brief.judgments, *brief.key_points) for citation in claim.citations
    }


def _is_unsupported(finding: Finding) -> bool:
    return finding.support is not None and finding.support.verdict == "unsupported"


def _kept(findings: Iterable[_FindingT]) -> list[_FindingT]:
    """The findings of a section without those that stand in the section of unsupported ones."""
    return [finding for finding in findings if not _is_unsupported(finding)]


def _joined(parts: Sequence[str | None], separator: str = "; ") -> str:
    return separator.join(part for part in parts if part)


def _judgment_line(judgment: Judgment) -> Markdown:
    """The statement with its likelihood term in bold and the band beside it."""
    text = escape(judgment.statement)
    if judgment.likelihood is None:
        return text
    band = f"({LIKELIHOODS[judgment.likelihood]})"
    term = re.search(rf"\b{re.escape(judgment.likelihood)}\b", text, re.IGNORECASE)
    if term is None:
        return Markdown(f"{text} Likelihood: **{judgment.likelihood}** {band}.")
    return Markdown(f"{text[: term.start()]}**{term.group()}** {band}{text[term.end() :]}")


def other_names(actor: Actor) -> list[str]:
    """The aliases that tell a reader something: acronyms and other names, not the name's own parts with or without title."""
    shown: list[str] = []
    own = f" {name_key(actor.name)} "
    last = own.split()[-1:]
    for alias in actor.aliases:
        key = f" {name_key(alias)} "
        if actor.kind == "person" and key.split()[-1:] == last:
            continue
        if key not in own and own not in key and not any(key in f" {name_key(s)} " for s in shown):
            shown.append(alias)
    return shown[:_OTHER_NAMES_AT_MOST]


def _source_line(source: BriefedSource) -> Markdown:
    """What is known of a source, its grade and the hash that the citations stand on."""
    place = "standard input" if source.uri == "-" else source.uri
    title = f"*{escape(source.title)}*" if source.title else escape(place)
    parts = [
        title,
        escape(source.author),
        escape(source.publisher),
        escape(source.published or "undated"),
        Markdown(grade(source.reliability, source.credibility)),
        Markdown(f"{source.words:,} words"),
        Markdown(f"repeats source {source.repeats}" if source.repeats else ""),
        escape(place if source.title else None),
        Markdown(f"sha256 `{source.document[:16]}`"),
    ]
    return Markdown(", ".join(part for part in parts if part))


def _relation_head(relation: Relation) -> Markdown:
    """Subject, kind and object, for the eye; a kind of no name is left to the text."""
    kind = "" if relation.kind == "other" else f" ({relation.kind.replace('_', ' ')})"
    return Markdown(f"**{escape(relation.subject)} → {escape(relation.object)}**{kind}: ")


def _date_cell(event: Event, as_of: date | None) -> Markdown:
    """The date as EDTF, bold where it is still to come, or the source's own words where it could not be resolved."""
    if event.date is None:
        return Markdown(f"“{escape(event.date_text)}”, not resolved" if event.date_text else "undated")
    text = _legible(event.date)
    ahead = event.status == "scheduled" or (as_of is not None and event.date > as_of.isoformat())
    return Markdown(f"**{text}**") if ahead else text


_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON = re.compile(r"(\d{4})-(2[1-4])")


def _legible(value: str) -> Markdown:
    """An EDTF value as it is, but for seasons and qualifiers, which few readers know and Markdown may take for its own."""
    season = _SEASON.fullmatch(value)
    if season:
        return Markdown(f"{_SEASONS[season[2]]} {season[1]}")
    told = value
    for sign, word in (("%", "about, uncertain "), ("~", "about "), ("?", "uncertain ")):
        told = "/".join(f"{word}{part[:-1]}" if part.endswith(sign) else part for part in told.split("/"))
    return escape(told)


def _likelihood_cell(risk: Risk) -> str:
    """The term and the source's wording; only the source can have assessed it."""
    worded = f"source: “{risk.likelihood_text}”" if risk.likelihood_text else ""
    if risk.likelihood is None:
        return worded or "not assessed"
    return _joined([f"{risk.likelihood} ({LIKELIHOODS[risk.likelihood]})", worded])


def _said(statement: Statement) -> Markdown:
    """The claim, and the speaker's own words where they are not already in it."""
    claim = escape(statement.claim)
    if not statement.quotation or (statement.quotation in statement.claim and statement.quotation != statement.claim):
        return claim
    quoted = Markdown(f"“{escape(statement.quotation)}”")
    words, own = (
        {word.casefold() for word in re.findall(r"\w{4,}", t)} for t in (statement.claim, statement.quotation)
    )
    return quoted if len(words & own) >= _RESTATED * len(words) else Markdown(f"{claim} {quoted}")


def _statement(brief: Brief) -> str:
    """Which engine did what, and what was checked."""
    version = brief.provenance.versions.get("briefer", "")
    checked = "names, numbers, dates and quotations of each claim were compared with the cited sentences by code"
    if brief.provenance.engine == "llm":
        return (
            f"Written by a language model ({brief.provenance.model}) from the sources above, with briefer {version}; "
            f"{checked}; judgments are the model's."
        )
    return f"Selected by rules from the sources above, with briefer {version}, without a language model; {checked}."


_MISSING_LABELS = {
    "citation": "cites what does not exist",
    "name": "name not found",
    "number": "number not found",
    "date": "date not found",
    "quotation": "quotation not verbatim",
    "wording": "wording not in the source",
    "content": "shares no words with the cited sentence",
}


def _missing(support: Support) -> str:
    """What was not found, by kind."""
    kinds: dict[str, list[str]] = {}
    for missing in support.missing:
        kinds.setdefault(missing.kind, []).append(missing.text)
    told = (
        _MISSING_LABELS[kind] + ("" if kind == "content" else f": {', '.join(texts)}") for kind, texts in kinds.items()
    )
    return "; ".join(told)


def wording(finding: Finding) -> str:
    """A finding in one line, for lists that hold findings of several kinds."""
    for name in ("statement", "text", "title"):
        if hasattr(finding, name):
            return str(getattr(finding, name))
    if hasattr(finding, "claim"):
        return f"{getattr(finding, 'speaker', '')}: {finding.claim}"
    return _joined([getattr(finding, "name", None), getattr(finding, "role", None), getattr(finding, "activity", None)])


def _tally(brief: Brief) -> str:
    """How many claims hold, in words."""
    verdicts = [finding.support.verdict for finding in brief.claims() if finding.support]
    counts: dict[str, int] = {word: verdicts.count(word) for word in ("supported", "partial", "unsupported")}
    rest = [f"{count} {word}" for word, count in counts.items() if count and word != "supported"]
    return ", ".join([f"{counts['supported']} of {len(verdicts)} claims supported", *rest])
