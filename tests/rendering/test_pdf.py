"""The PDF: standards, structure, fonts, harmlessness, sizes. Its text and structure are read back with pypdf."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from briefer.errors import TemplateError
from briefer.rendering import RenderOptions, render
from briefer.rendering.pdf import as_typst, literal
from briefer.rendering.typefaces import notices, replaced, unreadable
from tests.rendering.samples import HOSTILE, brief, full, hostile, strained


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages).replace("\u200b", "")


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(full(), "pdf")


def test_pdf_says_that_it_is_pdf_ua_1_and_pdf_a_2a(made: bytes) -> None:
    metadata = read(made).xmp_metadata
    raw = metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1<" in raw
    assert "<pdfaid:part>2<" in raw
    assert "<pdfaid:conformance>A<" in raw


def test_pdf_has_metadata_language_and_bookmarks(made: bytes) -> None:
    reader = read(made)
    assert reader.metadata.title == "Strait closes"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    outline = reader.outline

    def titles(items: list) -> list[str]:  # type: ignore[type-arg]
        return [title for item in items for title in (titles(item) if isinstance(item, list) else [item.title])]

    assert {"Bottom line", "Key judgments", "Actors", "Timeline", "Risks", "Sources and evidence"} <= set(
        titles(outline)
    )


def test_every_page_has_marking_and_number(made: bytes) -> None:
    pages = read(made).pages
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert text.count("TLP:AMBER") == (3 if number == 1 else 2)
        assert f"Page {number} of {len(pages)}" in text


@pytest.mark.parametrize(
    "part",
    [
        "very likely 80–95%", "Confidence: moderate", "Evidence: sources 1, 2", "The mediator keeps her mandate.",
        "dead in the shelling", "Five sailors died.", "4,000 men marched.", "Judgment 2 gives no basis.", "R1",
        "likely (55–80%); source: “probably”", "AI statement: Generative AI was used",
    ],
)  # fmt: skip
def test_part_stands_in_the_pdf(made: bytes, part: str) -> None:
    assert part in " ".join(text_of(made).split())


def test_references_lead_to_evidence_and_back(made: bytes) -> None:
    reader = read(made)
    links = [a for page in reader.pages for a in page.get("/Annots", []) if a.get_object()["/Subtype"] == "/Link"]
    assert len(links) >= 2 * len(full().judgments)
    assert "↑" in text_of(made)


def test_figures_have_alternative_texts(made: bytes) -> None:
    told: list[str] = []

    def walk(element: object) -> None:
        found = element.get_object()  # type: ignore[attr-defined]
        if isinstance(found, list):
            for each in found:
                walk(each)
        elif isinstance(found, dict):
            if "/Alt" in found:
                told.append(str(found["/Alt"]))
            if ("/K" in found and "/S" in found) or found.get("/Type") == "/StructTreeRoot":
                walk(found["/K"])

    walk(read(made).trailer["/Root"]["/StructTreeRoot"])
    assert any("Ardhene Shore Guard attacks Corvane" in text for text in told)
    assert any("R1 famine in Pellane: likely, high" in text for text in told)


def test_same_brief_gives_the_same_bytes_in_another_process(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "brief.json").write_text(full().to_json())
    command = [sys.executable, "-m", "briefer", "render", str(tmp_path / "brief.json"), "-f", "pdf"]
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Baghdad"}
    assert subprocess.run(command, capture_output=True, check=True, env=environment).stdout == made


@pytest.mark.parametrize("text", HOSTILE)
def test_value_is_printed_as_it_is_in_typst(text: str) -> None:
    assert as_typst(text).startswith('#"')
    assert as_typst(text).endswith('";')
    inner = literal(text)[1:-1]
    assert '"' not in inner.replace("\\\\", "").replace('\\"', "")


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("x" * 40, 3),
        ("https://example.org/a/very/long/address", 3),
        ("short words stay as they are", 0),
        ("中" * 40, 0),
        ("ح" * 40, 0),
    ],
)
def test_long_word_is_offered_places_to_break(text: str, breaks: int) -> None:
    assert literal(text).count("\u200b") == breaks


def test_hostile_text_stands_in_the_pdf_and_does_nothing() -> None:
    text = text_of(render(hostile(" · ".join(HOSTILE)), "pdf"))
    flat = "".join(text.split())
    assert '#read("/etc/passwd")' in flat
    assert "root:" not in text
    assert "$x^2$" in flat
    assert "<script>alert(1)</script>" in flat


def test_arabic_cyrillic_hebrew_and_greek_need_no_system_fonts() -> None:
    told: list[str] = []
    names = ("حركة النور", "Рабочая партия", "תנועת החופש", "Εθνικό Μέτωπο")
    made = full(bottom_line=(full().bottom_line[0].model_copy(update={"text": ", ".join(names)}),))
    content = render(made, "pdf", RenderOptions(notice=told.append))
    assert told == []
    fonts = {
        str(f["/BaseFont"])
        for page in read(content).pages
        for f in (x.get_object() for x in page["/Resources"]["/Font"].values())
    }
    assert any("FiraGO" in font for font in fonts)


def test_script_without_a_font_is_told_and_bracketed() -> None:
    told: list[str] = []
    made = full(title="Fleet of \U00012000\U00012001 sails")
    content = render(made, "pdf", RenderOptions(notice=told.append))
    assert "[Cuneiform, 2 characters]" in " ".join(text_of(content).split())
    assert len(told) == 1
    assert "Cuneiform" in told[0]
    assert "--font-path" in told[0]


def test_notice_names_the_package_of_a_script() -> None:
    assert "fonts-noto-cjk" in notices({"中"})[0]
    assert "Chinese (中)" in notices({"中"})[0]


def test_missing_glyphs_are_read_from_the_check() -> None:
    diagnostic = (
        'error: the text `"中"` could not be displayed with font\nerror: the text `"\\u{200d}é"` could not be displayed'
    )
    assert unreadable(diagnostic) == {"中", "\u200d", "é"}
    assert replaced("a 中文 b", {"中", "文"}) == "a [Chinese, 2 characters] b"


def test_short_brief_fits_one_page() -> None:
    assert len(read(render(full(), "pdf", RenderOptions(fits_one_page=True))).pages) == 1


def test_brief_too_long_for_one_page_is_told() -> None:
    told: list[str] = []
    long = brief(title="word " * 3000)
    render(long, "pdf", RenderOptions(fits_one_page=True, notice=told.append))
    assert told == ["the brief does not fit one page even in its shortest form"]


def test_paper_is_a4_or_letter() -> None:
    sizes = {
        name: read(render(brief(), "pdf", RenderOptions(paper=name))).pages[0].mediabox for name in ("a4", "us-letter")
    }
    assert round(float(sizes["a4"].width)) == 595
    assert round(float(sizes["us-letter"].width)) == 612


def test_strained_brief_repeats_table_heads_and_stays_on_the_page() -> None:
    content = render(
        strained(90, 10).model_copy(update={"events": (), "relations": ()}), "pdf", RenderOptions(shows_all=True)
    )
    reader = read(content)
    heads = [page for page in reader.pages if "What they do here" in page.extract_text()]
    assert len(heads) >= 3
    assert max(place for page in reader.pages[:4] for place in _lefts(page)) < float(reader.pages[0].mediabox.width)


def _lefts(page: pypdf.PageObject) -> list[float]:
    """Where the pieces of text of a page begin."""
    places: list[float] = []

    def note(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if text.strip():
            places.append(text_matrix[4] * matrix[0] + matrix[4])

    page.extract_text(visitor_text=note)
    return places


def test_brief_with_nothing_in_it_is_a_pdf() -> None:
    assert len(read(render(brief(sources=(), title="", as_of=None), "pdf")).pages) == 1


def test_arabic_headings_turn_the_page_round() -> None:
    content = render(full(), "pdf", RenderOptions(language="ar"))
    assert read(content).trailer["/Root"]["/Lang"] == "ar"


def test_typst_of_a_users_template_reads_no_files(tmp_path: Path) -> None:
    template = tmp_path / "mine.typ.j2"
    template.write_text('#set document(title: "x")\n#read("/etc/passwd")\n')
    with pytest.raises(TemplateError, match="Typst cannot set the brief"):
        render(full(), "pdf", RenderOptions(template=str(template)))


def test_source_is_to_be_had() -> None:
    assert b"#set document(title:" in render(full(), "typst")
