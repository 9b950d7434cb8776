"""The Word document, read back with python-docx."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from briefer.errors import TemplateError
from briefer.records import Brief
from briefer.rendering import RenderOptions, render
from tests.rendering.samples import HOSTILE, brief, full, hostile, strained


def opened(made: Brief, **options: Any) -> Any:
    return docx.Document(io.BytesIO(render(made, "docx", RenderOptions(**options))))


def text_of(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture(scope="module")
def made() -> Any:
    return opened(full())


def test_headings_are_headings(made: Any) -> None:
    titles = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert titles == [
        "Bottom line", "Key judgments", "Assumptions", "Key points", "Actors", "Relations", "Timeline", "Where sources differ",
        "Risks", "Who said what", "Not supported by the cited sentences", "Gaps and caveats", "Sources and evidence",
    ]  # fmt: skip
    assert next(p for p in made.paragraphs if p.style.name == "Title").text == "Strait closes"


@pytest.mark.parametrize(
    "part", ["very likely (80–95%)", "●●○ moderate", "Evidence: sources 1, 2", "famine in Pellane", "Five sailors died.", "AI statement", "↑"]
)  # fmt: skip
def test_part_stands_in_the_document(made: Any, part: str) -> None:
    whole = "\n".join([text_of(made), *(h.text for p in made.paragraphs for h in p.hyperlinks)])
    assert part in whole


def test_heads_of_tables_repeat_and_rows_do_not_split(made: Any) -> None:
    heads = [table for table in made.tables if len(table.columns) > 1]
    assert len(heads) == 4
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in heads)


def test_every_link_has_its_bookmark(made: Any) -> None:
    body = made.element.body
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) <= marks
    assert len(marks) == len(list(body.iter(qn("w:bookmarkStart"))))


def test_pictures_have_alternative_texts(made: Any) -> None:
    told = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert len(told) == 3
    assert any("Ardhene Shore Guard attacks Corvane" in text for text in told)


def test_head_and_foot_carry_marking_and_page_numbers(made: Any) -> None:
    section = made.sections[0]
    assert "TLP:AMBER" in section.header.paragraphs[0].text
    foot = section.footer.paragraphs[-1]._p
    assert [each.get(qn("w:instr")) for each in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_archive_holds_no_clock() -> None:
    content = render(full(), "docx")
    assert content == render(full(), "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-03-12T00:00:00Z" in archive.read("docProps/core.xml")


def test_arabic_document_runs_from_right_to_left() -> None:
    document = opened(full(), language="ar")
    assert all(p._p.pPr is not None and p._p.pPr.find(qn("w:bidi")) is not None for p in document.paragraphs if p.text)


def test_house_style_is_taken_and_its_text_left_out(tmp_path: Path) -> None:
    house = docx.Document()
    house.add_paragraph("Old text of the letter")
    house.styles["Heading 1"].font.name = "Georgia"
    house.save(str(tmp_path / "house.docx"))
    document = opened(full(), template=str(tmp_path / "house.docx"))
    assert "Old text" not in text_of(document)
    assert document.styles["Heading 1"].font.name == "Georgia"


def test_template_that_is_no_word_document_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("no archive")
    with pytest.raises(TemplateError, match="is no Word document"):
        opened(full(), template=str(tmp_path / "x.docx"))


@pytest.mark.parametrize(
    "strain", [brief(sources=(), title="", as_of=None), hostile(" · ".join(HOSTILE)), strained(24, 3)], ids=["empty", "hostile", "strained"]
)  # fmt: skip
def test_document_opens(strain: Brief) -> None:
    assert text_of(opened(strain))
