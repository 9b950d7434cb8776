"""Word, OpenDocument and rich text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefer.errors import SourceError
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import read
from tests.sources import made

FILES = {"a.docx": made.word(), "a.odt": made.opendocument(), "a.rtf": made.richtext()}
_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def read_bytes(tmp_path: Path, name: str, data: bytes) -> Document:
    (tmp_path / name).write_bytes(data)
    return read(str(tmp_path / name), Settings())


def failure(tmp_path: Path, name: str, data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(tmp_path, name, data)
    assert caught.value.message.isprintable()
    return caught.value.message


def paragraphs(*lines: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)


@pytest.mark.parametrize("name", FILES)
def test_text_title_author_and_day(tmp_path: Path, name: str) -> None:
    document = read_bytes(tmp_path, name, FILES[name])
    assert [document.sentence(n) for n in (1, 3, 4)] == [
        made.PARAGRAPHS[0],
        made.PARAGRAPHS[2],
        made.PARAGRAPHS[3],
    ]
    source = document.source
    assert (source.title, source.author, source.published) == (made.TITLE, "Ida Holm", date(2025, 8, 22))
    assert any("dated by its file's properties" in notice for notice in document.notices)


@pytest.mark.parametrize("name", FILES)
def test_wrong_extension_does_not_matter(tmp_path: Path, name: str) -> None:
    assert read_bytes(tmp_path, "notes.txt", FILES[name]).text == read_bytes(tmp_path, name, FILES[name]).text


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_document_cut_off_is_told(tmp_path: Path, name: str) -> None:
    assert "damaged or cut off" in failure(tmp_path, name, FILES[name][: len(FILES[name]) // 2])


def test_rich_text_reads_its_code_page(tmp_path: Path) -> None:
    assert "Гавань." in read_bytes(tmp_path, "a.rtf", made.richtext()).text


def test_date_in_the_text_stands_over_the_properties(tmp_path: Path) -> None:
    data = made.word(paragraphs(made.TITLE, "By Per Lund", "3 July 2025", *made.PARAGRAPHS))
    source = read_bytes(tmp_path, "a.docx", data).source
    assert source.published == date(2025, 7, 3)


def test_headings_of_a_word_document_are_headings(tmp_path: Path) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>What comes next</w:t></w:r></w:p>'
    document = read_bytes(
        tmp_path, "a.docx", made.word(paragraphs(made.PARAGRAPHS[0]) + heading + paragraphs(made.PARAGRAPHS[1]))
    )
    assert [document.sentence(n) for n, s in enumerate(document.sentences, 1) if s.is_heading] == ["What comes next"]


def test_deleted_text_stays_out_and_inserted_text_in(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>The port is </w:t></w:r><w:del><w:r><w:delText>open</w:delText><w:t>open</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>closed</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> for now, they said.</w:t></w:r></w:p>"
    )
    assert read_bytes(tmp_path, "a.docx", made.word(body)).text == "The port is closed for now, they said."


def test_table_is_read_row_by_row(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = "<w:tbl><w:tr>" + cell.format("Ship") + cell.format("Left the port on Monday") + "</w:tr></w:tbl>"
    assert (
        "Ship | Left the port on Monday"
        in read_bytes(tmp_path, "a.docx", made.word(body + paragraphs("It is closed."))).text
    )


def test_text_box_is_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed words stand here.</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<w:p xmlns:mc="mc"><w:r><mc:AlternateContent><mc:Choice>' + box + "</mc:Choice><mc:Fallback>" + box
        + "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>The port is closed.</w:t></w:r></w:p>"
    )  # fmt: skip
    assert read_bytes(tmp_path, "a.docx", made.word(body)).text == "The port is closed.\n\nBoxed words stand here."


def test_footnotes_are_read_at_the_end(tmp_path: Path) -> None:
    notes = '<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>According to the harbour log.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    text = read_bytes(tmp_path, "a.docx", made.word(**{"word__footnotes.xml": notes})).text
    assert text.endswith("According to the harbour log.")


def test_spaces_and_breaks_of_an_open_document(tmp_path: Path) -> None:
    body = '<text:p>The<text:s text:c="3"/>port<text:tab/>is<text:line-break/>closed, <text:span>they</text:span> said.</text:p>'
    assert read_bytes(tmp_path, "a.odt", made.opendocument(body)).text == "The port is closed, they said."


@pytest.mark.parametrize("part", ["word__document.xml", "docProps__core.xml", "word__styles.xml"])
def test_entities_in_a_document_are_refused(tmp_path: Path, part: str) -> None:
    message = failure(tmp_path, "a.docx", made.word(**{part: _BOMB + "<x>&b;</x>"}))
    assert "declares a document type or entities" in message


def test_entities_in_utf_16_are_refused_too(tmp_path: Path) -> None:
    data = made.word(
        **{"word__document.xml": ("<?xml version='1.0' encoding='utf-16'?>" + _BOMB + "<x/>").encode("utf-16")}
    )  # type: ignore[arg-type]
    assert "declares a document type or entities" in failure(tmp_path, "a.docx", data)


def test_part_that_unpacks_without_end_stops(tmp_path: Path) -> None:
    data = made.word(paragraphs("x" * 3_000_000))
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(SourceError, match="unpacks to more than 1 MB"):
        read(str(tmp_path / "a.docx"), Settings(max_source_mb=1))


def test_empty_document_is_told(tmp_path: Path) -> None:
    assert "is empty" in failure(tmp_path, "a.docx", made.word("<w:p/>"))
    assert "is empty" in failure(tmp_path, "a.odt", made.opendocument("<text:p/>"))
    assert "is empty" in failure(tmp_path, "a.rtf", b"{\\rtf1 }")
