"""The Markdown brief: readable raw in a terminal, on GitHub, and through pandoc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefer.rendering import telling
from briefer.rendering.corroboration import agreement
from briefer.rendering.escaping import Markdown, escape
from briefer.rendering.formats import RenderOptions
from briefer.rendering.view import View

if TYPE_CHECKING:
    from briefer.records import Brief, BriefedSource, Event, Finding, Judgment, Relation, Statement
    from briefer.rendering.catalogue import Catalogue


def render_markdown(brief: Brief, options: RenderOptions | None = None) -> str:
    """``brief`` as Markdown; the same brief gives the same text."""
    from briefer.rendering.environment import open_environment, render_template

    options = options or RenderOptions()
    view = View(brief, options)
    environment = open_environment(finalize=escape, options=options)
    environment.filters["md"] = Markdown
    text = render_template(environment, "brief.md.j2", options, dict(view.parts()) | _functions(view))
    # One blank line between blocks is all that Markdown needs, whichever parts of the template were left out.
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def render_file(brief: Brief, options: RenderOptions) -> bytes:
    """``brief`` as a Markdown file in UTF-8."""
    return render_markdown(brief, options).encode("utf-8", "replace")


def _functions(view: View) -> dict[str, object]:
    """What the template calls."""
    t = view.t

    def cite(finding: Finding, at_most: int | None = None) -> Markdown:
        return Markdown("".join(f"[^{use.number}]" for use in view.notes.use(finding, at_most)))

    def notes() -> list[Markdown]:
        return [
            Markdown(f"[^{n.number}]: {n.source or '?'} ¶{n.citation.paragraph}: “{escape(n.citation.quote)}”")
            for n in view.notes.listed()
        ]

    return {
        "cite": cite,
        "notes": notes,
        "source_line": lambda source: _source_line(source, t),
        "judgment_line": lambda judgment: _judgment_line(judgment, t),
        "line_break": Markdown("  "),
        "date_cell": lambda event: _date_cell(event, view),
        "relation_head": lambda relation: _relation_head(relation, t),
        "agreed": lambda finding: _agreed(finding, view),
        "said": _said,
        "diagrams": lambda: _diagrams(view),
    }


def _diagrams(view: View) -> list[tuple[str, Markdown]]:
    """Mermaid blocks with their headings; they stand at the end, since they are no reading in a terminal."""
    if not view.options.has_diagrams:
        return []
    from briefer.rendering.mermaid import flowchart, timeline

    drawn = [(view.t("figure.timeline"), timeline(view)), (view.t("figure.actor_map"), flowchart(view))]
    return [(heading, Markdown(f"```mermaid\n{text}```")) for heading, text in drawn if text]


def _judgment_line(judgment: Judgment, t: Catalogue) -> Markdown:
    """The statement with its likelihood term in bold and the band beside it."""
    text = escape(judgment.statement)
    if judgment.likelihood is None:
        return text
    band = f"({telling.band_told(judgment.likelihood, t)})"
    term = re.search(rf"\b{re.escape(judgment.likelihood)}\b", text, re.IGNORECASE)
    if term is None:
        told = f"{t('head.likelihood')}: **{t.label('likelihood', judgment.likelihood)}** {band}."
        return Markdown(f"{text} {told}")
    return Markdown(f"{text[: term.start()]}**{term.group()}** {band}{text[term.end() :]}")


def _source_line(source: BriefedSource, t: Catalogue) -> Markdown:
    """What is known of a source, its grade and the hash that the citations stand on."""
    place = "standard input" if source.uri == "-" else source.uri
    title = f"*{escape(source.title)}*" if source.title else escape(place)
    parts = [title, *map(escape, telling.source_told(source, t)), f"sha256 `{source.document[:16]}`"]
    return Markdown(", ".join(parts))


def _relation_head(relation: Relation, t: Catalogue) -> Markdown:
    """Subject, kind and object, for the eye; a kind of no name is left to the text."""
    kind = "" if relation.kind == "other" else f" ({t.label('relation', relation.kind)})"
    return Markdown(f"**{escape(relation.subject)} → {escape(relation.object)}**{kind}: ")


def _date_cell(event: Event, view: View) -> Markdown:
    """The date, bold where it is still to come."""
    text = escape(telling.date_told(event, view.t))
    return Markdown(f"**{text}**") if event.date and telling.is_ahead(event, view.brief.as_of) else text


def _agreed(finding: Finding, view: View) -> Markdown:
    told = agreement(view.brief, finding, view.t)
    return Markdown(f" *({escape(told)})*" if told else "")


def _said(statement: Statement) -> Markdown:
    """The claim, and the speaker's own words where they are not already in it."""
    claim, quotation = telling.said(statement)
    return Markdown(" ".join(part for part in (escape(claim), f"“{escape(quotation)}”" if quotation else "") if part))
