"""What a Word document is built of: paragraphs, tables whose heads repeat, links to evidence and back, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefer.rendering import telling
from briefer.rendering.figures import Figure, harmless

if TYPE_CHECKING:
    from briefer.records import Brief, Finding
    from briefer.rendering.notes import Note
    from briefer.rendering.view import View

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TINT, _LINE = "F1F4F7", "9AA5B1"
# The schema fixes the order of properties (ECMA-376, part 1, 17.3.1.26 and 17.4.59), and Word insists on it.
_BEHIND_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)
_BEHIND_BIDI_VISUAL = (
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblBorders",
    "w:tblLayout",
    "w:tblLook",
)
_BEHIND_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
Cell = tuple[str, "Finding | None"]


class Page:
    """A document that is written from top to bottom."""

    def __init__(self, document: Any, view: View) -> None:
        self.document, self.view = document, view
        self._is_rtl = view.t.direction == "rtl"
        self._marks = 0
        self._set_up()

    def _set_up(self) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        if self.view.options.template is None:
            for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 13), ("Heading 2", 11)):
                style = self.document.styles[name]
                style.font.name, style.font.size = "Calibri", Pt(size)
                style.paragraph_format.space_after = Pt(4)
            self._lay_out()
        section = self.document.sections[0]
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        header, footer = section.header, section.footer
        for part in (header, footer):
            line = part.paragraphs[-1] if not part.paragraphs[-1].text else part.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._direct(line)
            if self.view.marking:
                self.run(line, self.view.marking, is_bold=True)
            if part is footer:
                self._page_number(line)

    def _lay_out(self) -> None:
        """The page where no template says how it is."""
        from docx.shared import Mm

        section = self.document.sections[0]
        width, height = {"a4": (210, 297), "us-letter": (216, 279)}[self.view.options.paper]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(21)
        section.top_margin = section.bottom_margin = Mm(22)

    def _page_number(self, line: Any) -> None:
        """Page x of y, in fields that Word fills in."""
        text = self.view.t("note.page", page="\x01", pages="\x02")
        if self.view.marking:
            self.run(line, "    ")
        for part in re.split(r"([\x01\x02])", text):
            if part in ("\x01", "\x02"):
                self._field(line, "PAGE" if part == "\x01" else "NUMPAGES")
            elif part:
                self.run(line, part)

    def _field(self, line: Any, code: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        line._p.append(field)

    def heading(self, text: str, level: int) -> None:
        """A heading; 0 is the title."""
        self._styled("Title" if level == 0 else f"Heading {level}", text)

    def paragraph(self, *, indent: bool = False, keeps: bool = False, style: str | None = None) -> Any:
        """An empty paragraph; ``keeps`` holds it on the page of the next."""
        from docx.shared import Pt

        line = self.document.add_paragraph()
        if style and style in [s.name for s in self.document.styles]:
            line.style = self.document.styles[style]
        if indent:
            line.paragraph_format.left_indent = Pt(18)
        line.paragraph_format.keep_with_next = keeps or None
        self._direct(line)
        return line

    def _styled(self, style: str, text: str) -> Any:
        line = self.paragraph(style=style)
        self.run(line, text)
        return line

    def _direct(self, line: Any) -> None:
        """Give a paragraph the direction of the document."""
        if self._is_rtl:
            from docx.oxml import OxmlElement

            line._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_BEHIND_BIDI)

    def run(self, line: Any, text: str, *, is_bold: bool = False, is_italic: bool = False) -> None:
        """Text at the end of a paragraph."""
        clean = str(harmless(re.sub(r"\s+", " ", text)))
        if not clean:
            return
        run = line.add_run(clean)
        run.bold, run.italic = is_bold or None, is_italic or None
        if _RIGHT_TO_LEFT.search(clean):
            run.font.rtl = True

    def labelled(self, label: str, text: str, *, indent: bool = False) -> None:
        """A paragraph that opens with a label."""
        line = self.paragraph(indent=indent)
        self.run(line, f"{label}: ", is_bold=True)
        self.run(line, text)

    def claim(self, line: Any, finding: Finding | None, text: str) -> None:
        """Text with links to the evidence behind it."""
        self.run(line, text.rstrip() if finding else text)
        for use in self.view.notes.use(finding) if finding else ():
            self._bookmark(line, f"ref_{use.number}_{use.ordinal}")
            self._link(line, f"note_{use.number}", f"[{use.number}]", is_raised=True)
        if text != text.rstrip() and finding:
            self.run(line, " ")

    def _bookmark(self, line: Any, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._marks))
            if tag.endswith("Start"):
                mark.set(qn("w:name"), name)
            line._p.append(mark)

    def _link(self, line: Any, anchor: str, text: str, *, is_raised: bool = False) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.text.run import Run

        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        run = Run(OxmlElement("w:r"), line)
        run.text = text
        run.font.superscript = is_raised or None
        link.append(run._r)
        line._p.append(link)

    def boxed(self) -> Any:
        """A paragraph in a tinted box of its own."""
        table = self._grid(1, 1)
        cell = table.cell(0, 0)
        self._shade(cell)
        self._direct(cell.paragraphs[0])
        return cell.paragraphs[0]

    def bullets(self, heading: str, items: Sequence[Cell], *, level: int = 1, more: int = 0) -> None:
        """A list under its heading; nothing if it is empty."""
        if items and heading:
            self.heading(heading, level)
        for text, finding in items:
            self.claim(self.paragraph(style="List Bullet"), finding, text)
        self.more(more)

    def more(self, count: int) -> None:
        """A word on what only the record holds."""
        if count:
            self.run(self.paragraph(), self.view.t("note.more", count=count), is_italic=True)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], shares: Sequence[float]) -> None:
        """A table whose head stands on every page that it runs over; ``shares`` are the parts of its width."""
        from docx.oxml import OxmlElement
        from docx.shared import Emu, Pt

        table = self._grid(1, len(heads))
        table.autofit = False
        section = self.document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        widths = [Emu(int(room * share / sum(shares))) for share in shares]
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for number, head in enumerate(heads):
            cell = table.cell(0, number)
            self._shade(cell)
            self._direct(cell.paragraphs[0])
            self.run(cell.paragraphs[0], head, is_bold=True)
        for row in rows:
            cells = table.add_row().cells
            cells[0]._tc.getparent().get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, (text, finding) in zip(cells, row, strict=True):
                self._direct(cell.paragraphs[0])
                self.claim(cell.paragraphs[0], finding, text)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row_made in table.rows:
            for cell, width in zip(row_made.cells, widths, strict=True):
                cell.width = width
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(9)
        self.paragraph()

    def _grid(self, rows: int, columns: int) -> Any:
        from docx.oxml import OxmlElement

        table = self.document.add_table(rows=rows, cols=columns)
        self._rule(table)
        if self._is_rtl:
            table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), *_BEHIND_BIDI_VISUAL)
        return table

    def _rule(self, table: Any) -> None:
        """Thin lines between the rows and none between the columns."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        borders = OxmlElement("w:tblBorders")
        for side, size in (("top", "8"), ("bottom", "4"), ("insideH", "4")):
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", _LINE)):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        table._tbl.tblPr.insert_element_before(borders, *_BEHIND_BORDERS)

    def _shade(self, cell: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _TINT)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)

    def picture(self, content: bytes, figure: Figure) -> None:
        """A picture as wide as the page, with its alternative text and caption."""
        section = self.document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        shape = self.document.add_picture(io.BytesIO(content), width=width)
        named = shape._inline.docPr
        named.set("descr", figure.description)
        named.set("title", figure.title)
        caption = self._styled("Caption", figure.title)
        self._direct(caption)

    def note(self, note: Note) -> None:
        """A piece of evidence with the ways back to the claims that rest on it."""
        line = self.paragraph()
        self._bookmark(line, f"note_{note.number}")
        self.run(line, f"{note.number}  ", is_bold=True)
        self.run(line, f"{note.source or '?'} ¶{note.citation.paragraph}: “{note.citation.quote}” ")
        for ordinal in range(1, min(note.uses, 12) + 1):
            self._link(line, f"ref_{note.number}_{ordinal}", "↑")

    def properties(self, brief: Brief) -> None:
        """Title, author and moment of the document: the cut-off, not the clock."""
        known = self.document.core_properties
        day = brief.as_of
        moment = datetime(day.year, day.month, day.day) if day else datetime(1980, 1, 1)  # noqa: DTZ001 - python-docx takes UTC so
        known.title, known.author, known.last_modified_by = str(harmless(brief.title))[:250], "briefer", "briefer"
        known.subject, known.keywords = telling.tally(brief, self.view.t), str(harmless(brief.marking or "brief"))[:250]
        known.comments, known.revision = "", 1
        known.created = known.modified = moment
        known.language = self.view.t.language
