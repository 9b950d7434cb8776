"""The brief as a Word document (DOCX), for those who hand in Word: real styles, heads, tables, pictures and links.

``--template house.docx`` lends its styles, page and letterhead; its own text is taken out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefer.errors import MissingExtra, TemplateError
from briefer.rendering import telling
from briefer.rendering.corroboration import basis, side
from briefer.rendering.figures import Figure, draw
from briefer.rendering.selection import for_figures
from briefer.rendering.statement import ai_statement
from briefer.rendering.view import View
from briefer.rendering.word_parts import Page
from briefer.tradecraft import STANDARDS

if TYPE_CHECKING:
    from briefer.records import Brief, Finding
    from briefer.rendering.formats import RenderOptions

_PICTURE_POINTS = 470.0
# The earliest moment that a ZIP archive can hold: files of the same brief are the same.
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_DOTS = {"low": "●○○", "moderate": "●●○", "high": "●●●"}


def render_file(brief: Brief, options: RenderOptions) -> bytes:
    """``brief`` as a DOCX; ``options.notice`` is told where pictures had to be left out."""
    import docx

    view = View(brief, options)
    page = Page(_opened(docx, options), view)
    _head(page, view)
    _assessment(page, view)
    _findings(page, view, draw(View(brief, options, for_figures(view.limits))))
    _doubts(page, view)
    _evidence(page, view)
    page.properties(brief)
    stream = io.BytesIO()
    page.document.save(stream)
    return _repacked(stream.getvalue())


def _opened(docx: Any, options: RenderOptions) -> Any:
    """An empty document in the styles asked for."""
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(options.template)
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        message = f"the template {options.template} is no Word document (.docx)"
        raise TemplateError(message) from error
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    return document


def _head(page: Page, view: View) -> None:
    t, brief = view.t, view.brief
    page.heading(view.title, 0)
    facts = [
        (t("head.as_of"), telling.cutoff_told(brief, t)),
        (t("head.sources"), f"{len(brief.sources)} ({telling.grades(brief)})"),
        (t("head.checked"), telling.tally(brief, t)),
        (t("head.engine"), f"{brief.provenance.engine}, {brief.provenance.model or brief.provenance.reason}"),
    ]
    line = page.paragraph()
    for name, value in facts:
        page.run(line, f"{name} ", is_bold=True)
        page.run(line, f"{value}   ")
    if view.bottom_line:
        page.heading(t("section.bottom_line"), 1)
        box = page.boxed()
        for claim in view.bottom_line:
            page.claim(box, claim, claim.text + " ")


def _assessment(page: Page, view: View) -> None:
    t = view.t
    if view.judgments:
        page.heading(t("section.judgments"), 1)
    for number, judgment in view.judgments:
        line = page.paragraph(keeps=True)
        told = telling.judged(judgment)
        page.run(line, f"{number}. {told.before}")
        page.run(line, told.term, is_bold=True)
        page.claim(line, judgment, told.after)
        rating = page.paragraph(indent=True, keeps=True)
        if judgment.likelihood:
            page.run(
                rating,
                f"{t('head.likelihood')}: {t.label('likelihood', judgment.likelihood)} ({telling.band_told(judgment.likelihood, t)})   ",
            )
        page.run(
            rating,
            f"{t('head.confidence')}: {_DOTS[judgment.confidence]} {t.label('confidence', judgment.confidence)}   ",
        )
        rests = basis(view.brief, judgment, t)
        page.run(rating, f"{t('head.evidence')}: {rests}" if rests else "")
        page.run(page.paragraph(indent=True), judgment.confidence_reason)
        if judgment.alternative:
            page.labelled(t("head.alternative"), judgment.alternative, indent=True)
    if view.indicators:
        heads = [t("head.watch_for"), t("head.moves"), t("head.effect")]
        rows = [[(i.observable, None), (str(i.judgment or "–"), None), (i.effect, None)] for i in view.indicators]
        page.heading(t("section.indicators"), 2)
        page.table(heads, rows, (0.55, 0.15, 0.3))
    page.bullets(t("section.assumptions"), [(text, None) for text in view.assumptions])
    page.bullets(t("section.key_points"), [(p.text, p) for p in view.key_points.items], more=view.key_points.more)


def _findings(page: Page, view: View, figures: dict[str, Figure | None]) -> None:
    t = view.t
    if view.actors.items:
        page.heading(t("section.actors"), 1)
        heads = [t("head.actor"), t("head.kind"), t("head.who"), t("head.does"), t("head.stance")]
        rows: list[list[tuple[str, Finding | None]]] = []
        for actor in view.actors.items:
            others = telling.other_names(actor)
            name = actor.name + (f" ({', '.join(others)})" if others else "")
            cells = [(name, None), (t.label("kind", actor.kind), None), (actor.role or "", actor)]
            rows.append([*cells, (actor.activity or "", None), (actor.stance or "", None)])
        page.table(*_without_empty(heads, rows, (0.22, 0.13, 0.25, 0.25, 0.15)))
        page.more(view.actors.more)
    _picture(page, view, figures["actor_map"])
    relations = [(f"{r.subject} → {r.object}: {r.text}", r) for r in view.relations.items]
    page.bullets(t("section.relations"), relations, more=view.relations.more)
    if view.events.items:
        page.heading(t("section.timeline"), 1)
        _picture(page, view, figures["timeline"])
        heads = [t("head.date"), t("head.event"), t("head.status")]
        dated = [
            [(telling.date_told(e, t), None), (e.text, e), (t.label("status", e.status), None)]
            for e in view.events.items
        ]
        page.table(heads, dated, (0.2, 0.65, 0.15))
        page.more(view.events.more)
    _contradictions(page, view)
    _risks(page, view, figures["risk_matrix"])
    said = []
    for each in view.statements.items:
        claim, quotation = telling.said(each)
        told = telling.joined([claim, f"“{quotation}”" if quotation else None], " ")
        outlet = f" ({t('note.to')} {each.outlet})" if each.outlet else ""
        said.append((f"{each.speaker}{outlet}: {told}", each))
    page.bullets(t("section.statements"), said, more=view.statements.more)


def _contradictions(page: Page, view: View) -> None:
    if view.contradictions:
        page.heading(view.t("section.contradictions"), 1)
    for each in view.contradictions:
        page.labelled(each.subject, "")
        page.bullets("", [(f"{claim.text} ({side(view.brief, claim, view.t)})", claim) for claim in each.sides])


def _risks(page: Page, view: View, figure: Figure | None) -> None:
    t = view.t
    if not view.risks.items:
        return
    page.heading(t("section.risks"), 1)
    heads = [
        "R",
        t("head.risk"),
        t("head.category"),
        t("head.likelihood"),
        t("head.impact"),
        t("head.horizon"),
        t("head.signs"),
    ]
    rows: list[list[tuple[str, Finding | None]]] = [
        [
            (f"R{number}", None), (risk.title, risk), (t.label("category", risk.category), None),
            (telling.likelihood_told(risk, t), None), (t.label("level", risk.impact), None), (risk.horizon or "", None),
            (telling.joined(risk.indicators), None),
        ]
        for number, risk in enumerate(view.risks.items, start=1)
    ]  # fmt: skip
    page.table(*_without_empty(heads, rows, (0.06, 0.27, 0.12, 0.18, 0.1, 0.12, 0.15)))
    page.more(view.risks.more)
    _picture(page, view, figure)


def _without_empty(
    heads: list[str], rows: list[list[tuple[str, Finding | None]]], shares: Sequence[float]
) -> tuple[list[str], list[list[tuple[str, Finding | None]]], list[float]]:
    """The table without columns in which nothing stands."""
    kept = [n for n in range(len(heads)) if any(row[n][0] or row[n][1] for row in rows)]
    return [heads[n] for n in kept], [[row[n] for n in kept] for row in rows], [shares[n] for n in kept]


def _doubts(page: Page, view: View) -> None:
    t = view.t
    lacking = [(f"{telling.wording(f)} ({telling.missing_told(f.support, t)})", f) for f in view.unsupported]
    page.bullets(t("section.unsupported"), lacking)
    if "gaps" not in view.sections:
        return
    gaps: list[tuple[str, Finding | None]] = [(gap.text, None) for gap in view.gaps]
    gaps += [
        (f"{t('note.partly')}: {telling.wording(f)} ({telling.missing_told(f.support, t)})", f) for f in view.partial
    ]
    gaps += [(f"{t('note.mended')}: {telling.wording(f)} ({t('note.mended_why')})", f) for f in view.repaired]
    page.bullets(t("section.gaps"), gaps or [(t("note.none_found"), None)])
    problems = [
        (
            f"{p.text} ({t('note.standard', number=p.standard)}: {STANDARDS[p.standard]})",
            None,
        )
        for p in view.problems
    ]
    page.bullets(t("section.problems"), problems, level=2)


def _evidence(page: Page, view: View) -> None:
    t = view.t
    page.heading(t("section.evidence"), 1)
    for source in view.brief.sources:
        told = ", ".join(telling.source_told(source, t))
        page.run(
            page.paragraph(), f"{source.number}. {source.title or source.uri}, {told}, sha256 {source.document[:16]}"
        )
    for note in view.notes.listed():
        page.note(note)
    page.run(page.paragraph(), f"{t('head.statement')}: {' '.join(ai_statement(view.brief))}", is_italic=True)


def _picture(page: Page, view: View, figure: Figure | None) -> None:
    """The figure as a picture; Word cannot be given SVG alone."""
    from briefer.rendering.typesetting import picture

    if figure is None:
        return
    try:
        content = picture(figure.svg, figure.title, view.options, _PICTURE_POINTS)
    except MissingExtra:
        view.options.tell(f"{figure.title}: pictures in DOCX need the extra pdf: pip install 'briefer[pdf]'")
        return
    page.picture(content, figure)


def _repacked(content: bytes) -> bytes:
    """The archive with fixed moments, since Word's own are those of the clock."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, given.read(name))
    return made.getvalue()
