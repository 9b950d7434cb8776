"""PDF documents: columns, hyphens, running heads, scanned pages, and damage."""

from __future__ import annotations

import functools
import io
import shutil
import zlib
from datetime import date
from pathlib import Path

import pytest
import typst
from fpdf import FPDF

from briefer.errors import EmptySource, SourceError
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import read
from briefer.sources.formats.pdf_layout import Row, Sheet, lay_out
from tests.sources import made

LONG = tuple(
    f"{opening} the investigation into the warehouse explosion uncovered irregularities in the documentation of hazardous "
    f"shipments, representatives of the international insurers characterised the announcement of the harbour authority as "
    f"disproportionate and demanded an independent reconstruction of the circumstances before {closing}."
    for opening, closing in (
        ("Since", "negotiations could begin"),
        ("After", "compensation was considered"),
        ("Because", "parliament reconvened in September"),
        ("While", "the northern terminal reopened"),
        ("Before", "the commissioners published their recommendations"),
        ("Although", "transportation was redistributed"),
        ("Until", "responsibility was acknowledged"),
        ("Where", "the municipality was reimbursed"),
    )
)


@functools.cache
def typeset(columns: int, paragraphs: tuple[str, ...] = LONG) -> bytes:
    """Pages with a running head and a page number, set by Typst in justified, hyphenated columns."""
    source = (
        f'#set document(title: "unused", author: "Ida Holm")\n#set page(paper: "a6", columns: {columns}, header: [Halvik Monitor '
        "#h(1fr) Issue 12], footer: align(center)[Page #context counter(page).display()])\n"
        f'#set text(size: 9pt, lang: "en", hyphenate: true)\n#set par(justify: true)\n= {made.TITLE}\n\n22 August 2025\n\n'
    )
    return bytes(typst.compile((source + "\n\n".join(paragraphs)).encode()))


def read_pdf(tmp_path: Path, data: bytes, **flags: object) -> Document:
    (tmp_path / "a.pdf").write_bytes(data)
    return read(str(tmp_path / "a.pdf"), Settings(**flags))  # type: ignore[arg-type]


def failure(tmp_path: Path, data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_pdf(tmp_path, data)
    assert caught.value.message.isprintable()
    return caught.value


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_come_whole_and_in_order(tmp_path: Path, columns: int) -> None:
    document = read_pdf(tmp_path, typeset(columns))
    assert document.text.split("\n\n")[-8:] == list(LONG)


def test_title_day_and_author(tmp_path: Path) -> None:
    source = read_pdf(tmp_path, typeset(2)).source
    assert (source.title, source.author, source.published) == (made.TITLE, "Ida Holm", date(2025, 8, 22))


def test_running_heads_and_page_numbers_are_left_out_and_told(tmp_path: Path) -> None:
    document = read_pdf(tmp_path, typeset(2))
    assert "Halvik Monitor" not in document.text
    assert "Page" not in document.text
    assert any(notice.startswith("left out as running heads and page numbers") for notice in document.notices)


def test_offsets_point_into_the_text(tmp_path: Path) -> None:
    document = read_pdf(tmp_path, typeset(2))
    assert [document.sentence(n) for n in range(len(document.sentences) - 7, len(document.sentences) + 1)] == list(LONG)


def test_columns_whose_lines_the_file_holds_side_by_side_are_parted(tmp_path: Path) -> None:
    left = (
        "The northern terminal of the",
        "port stays closed until the",
        "middle of September, said",
        "the harbour authority.",
    )
    right = (
        "Insurers called the decision",
        "disproportionate and asked",
        "for an independent inquiry",
        "into what had happened.",
    )
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        for x, text in ((20, one), (110, other)):
            pdf.set_xy(x, 40 + 5 * row)
            pdf.cell(80, 5, text)
    assert read_pdf(tmp_path, bytes(pdf.output())).text.split("\n\n") == [" ".join(left), " ".join(right)]


def test_table_stays_in_rows(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    for row, cells in enumerate(
        (("Ship", "Day"), ("Aurora", "Monday"), ("Borealis", "Tuesday"), ("Corona", "Friday"), ("Delta", "Sunday"))
    ):
        for x, text in zip((20, 110), cells, strict=True):
            pdf.set_xy(x, 40 + 5 * row)
            pdf.cell(80, 5, text)
    assert "Aurora | Monday" in read_pdf(tmp_path, bytes(pdf.output())).text


def test_compound_keeps_its_hyphen_and_a_parted_word_loses_it(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    pdf.multi_cell(
        0,
        5,
        "The Norland-backed militia left.\nThey were a Norland-\nbacked force without equip-\nment of their own, they said.",
    )
    text = read_pdf(tmp_path, bytes(pdf.output())).text
    assert "Norland-backed force" in text
    assert "equipment of" in text


def scanned(text: str) -> bytes:
    """A page that is a picture of text, and one that is text."""
    import pypdfium2

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=16)
    pdf.multi_cell(0, 10, text)
    picture = pypdfium2.PdfDocument(bytes(pdf.output()))[0].render(scale=3, grayscale=True).to_pil()
    out = FPDF()
    out.add_page()
    file = io.BytesIO()
    picture.save(file, "png")
    out.image(file, 0, 0, 210)
    out.add_page()
    out.set_font("helvetica", size=12)
    out.multi_cell(0, 6, made.PARAGRAPHS[0])
    return bytes(out.output())


def test_scanned_page_is_told_where_there_is_no_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read_pdf(tmp_path, scanned("The port is closed."))
    assert any(notice.startswith("not read, since scanned: 1 page of 2 (1)") for notice in document.notices)
    assert document.text == made.PARAGRAPHS[0]


def test_page_is_read_by_the_ocr_that_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for tesseract that reads the picture's header, so that the test needs no tesseract."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nread -r kind width height depth\necho "Read from $kind by $4 as $*."\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    document = read_pdf(tmp_path, scanned("The port is closed."), ocr_languages="eng+ara")
    assert "Read from P5 by eng+ara as stdin stdout -l eng+ara." in document.text
    assert any(notice.startswith("read by OCR: 1 page of 2") for notice in document.notices)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_tesseract_reads_a_scanned_page(tmp_path: Path) -> None:
    assert "The port is closed" in read_pdf(tmp_path, scanned("The port is closed until September.")).text


def test_document_of_pictures_alone_is_an_error_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    pdf = FPDF()
    pdf.add_page()
    from PIL import Image

    pdf.image(Image.new("L", (200, 200), 90), 0, 0, 210)
    message = failure(tmp_path, bytes(pdf.output())).message
    assert "is scanned: 1 page of pictures without text: install tesseract" in message


def test_encrypted_document_is_told(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_encryption(owner_password="a", user_password="b")
    pdf.add_page()
    assert "is encrypted" in failure(tmp_path, bytes(pdf.output())).message


def test_empty_document_is_told(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    assert isinstance(failure(tmp_path, bytes(pdf.output())), EmptySource)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<</Length 1000000000>>stream\n", b"%PDF-" + bytes(range(256)) * 20],
    ids=["head", "gigabyte", "noise"],
)
def test_damaged_document_is_one_line(tmp_path: Path, data: bytes) -> None:
    assert "no readable PDF" in failure(tmp_path, data).message


@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_truncated_document_is_read_or_told(tmp_path: Path, share: float) -> None:
    data = typeset(1)
    try:
        assert read_pdf(tmp_path, data[: int(len(data) * share)]).sentences
    except SourceError as error:
        assert error.message.isprintable()  # noqa: PT017 - either outcome is right, a traceback is not


def test_bomb_in_a_page_ends_soon_and_takes_no_memory_of_ours(tmp_path: Path) -> None:
    """A stream of 250 MB in a megabyte, for which PDFium, left alone, takes a multiple."""
    packer = zlib.compressobj(9)
    line = b"BT (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n" * 100_000
    data = b"".join(packer.compress(line) for _ in range(60)) + packer.flush()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data),
    )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )
    assert isinstance(failure(tmp_path, out), SourceError)


ARABIC = (
    "أغلقت هيئة ميناء هالفيك المحطة الشمالية بعد انفجار في مستودع يوم الاثنين. "
    "وقال الوزير إن الإغلاق سيستمر حتى منتصف سبتمبر، وإن سفينتين لم تدخلا."
)
RUSSIAN = "Портовое управление закрыло северный терминал после взрыва на складе, и два судна не были приняты."


@pytest.mark.parametrize(
    ("language", "font", "text"),
    [
        ("ar", "DejaVu Sans Mono", ARABIC),
        ("ru", "Libertinus Serif", RUSSIAN),
        ("el", "Libertinus Serif", "Η λιμενική αρχή έκλεισε τον τερματικό σταθμό μετά την έκρηξη."),
    ],
)
def test_other_scripts_come_in_order(tmp_path: Path, language: str, font: str, text: str) -> None:
    source = f'#set page(paper: "a6")\n#set text(lang: "{language}", font: "{font}")\n{text}'
    assert read_pdf(tmp_path, bytes(typst.compile(source.encode()))).text == text


def test_lines_of_a_script_without_spaces_are_joined_without() -> None:
    rows = [Row("港务局周一表示，北码头在", 50, 700, 250, 710), Row("爆炸后将关闭。", 50, 688, 150, 698)]
    assert lay_out([Sheet(842, tuple(rows))]).text == "港务局周一表示，北码头在爆炸后将关闭。"


def test_paragraph_goes_on_over_the_page() -> None:
    first = Row("The harbour authority of Halvik said that the northern terminal, which", 50, 200, 400, 210)
    second = Row("had been closed since Monday, would stay so.", 50, 700, 300, 710)
    assert lay_out([Sheet(842, (first,)), Sheet(842, (second,))]).text == f"{first.text} {second.text}"


def test_recognised_page_stands_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\ncat > /dev/null\nprintf "The first page was a pic-\\nture of text.\\n\\nIt had two paragraphs.\\n"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    text = read_pdf(tmp_path, scanned("The port is closed.")).text
    assert text.split("\n\n") == ["The first page was a picture of text.", "It had two paragraphs.", made.PARAGRAPHS[0]]
