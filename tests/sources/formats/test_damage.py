"""Whatever is done to a source, it gives documents or one line: never a traceback, and never without end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from briefer.errors import SourceError
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import Session
from briefer.sources.content import Content
from briefer.sources.dispatching import read_content
from tests.sources import made

SETTINGS = Settings()
ROW = made.PARAGRAPHS[0]
SAMPLES = {
    "a.docx": made.word(),
    "a.odt": made.opendocument(),
    "a.rtf": made.richtext(),
    "a.eml": made.mail(markup=made.page(), report__docx=made.word(), logo__png=b"x"),
    "a.msg": made.outlook(attachment=("a.docx", made.word())),
    "a.xml": made.feed(made.entry(1, made.TEXT) + made.entry(2, "<p>short</p>")).encode(),
    "a.html": made.page(head=made.LINKED_DATA).encode(),
    "a.zip": made.zipped({"a.txt": made.TEXT, "b.eml": made.mail()}),
    "a.json": f'{{"articles": [{{"title": "T", "content": "{ROW}", "publishedAt": "2025-08-22T10:00:00Z"}}]}}'.encode(),
    "a.jsonl": (f'{{"title": "T", "text": "{ROW}"}}\n' * 3).encode(),
    "a.csv": f'title,text,date\nT,"{ROW}",2025-08-22\n'.encode(),
    "a.mbox": b"From a@b.example Fri Aug 22 10:00:00 2025\n" + made.mail() + b"\n",
    "a.srt": f"1\n00:00:01,000 --> 00:00:03,000\n{ROW}\n\n2\n00:00:05,000 --> 00:00:06,000\nYes.\n".encode(),
}


def check(name: str, data: bytes) -> None:
    with Session(SETTINGS) as session:
        for found in read_content(Content(uri=name, name=name, data=data), session):
            if isinstance(found, SourceError):
                assert found.message.isprintable()
                assert len(found.message) < 1000
            else:
                assert isinstance(found, Document)
                assert found.id == Document.identify(found.text)
                assert all(0 <= s.start < s.end <= len(found.text) for s in found.sentences)


@pytest.mark.parametrize("name", SAMPLES)
def test_truncated_anywhere(name: str) -> None:
    data = SAMPLES[name]
    for size in range(0, len(data), max(1, len(data) // 40)):
        check(name, data[:size])


@pytest.mark.parametrize("name", SAMPLES)
@examples(max_examples=25)
@given(data=st.data())
def test_changed_anywhere(name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    check(name, bytes(content))


@pytest.mark.parametrize("name", SAMPLES)
def test_noise_under_each_name(name: str) -> None:
    for data in (
        b"",
        b" \n",
        b"\0" * 100,
        bytes(range(256)) * 4,
        b"\xff\xfe",
        b"{\\rtf1",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"<",
        b"[",
        b'{"',
        b'"',
    ):
        check(name, data)


@pytest.mark.parametrize("name", SAMPLES)
def test_one_format_under_the_name_of_another(name: str) -> None:
    for data in SAMPLES.values():
        check(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<html><body>" + b"<div>" * 100_000 + ROW.encode()),
        ("a.html", b"<html><body>" + b"<!--" * 200_000),
        ("a.html", b"<html><body><p " + b"a=b " * 200_000 + b">x"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 300_000),
        ("a.rtf", b"{\\rtf1 " + (b"ab" * 990 + b" ") * 300 + b"}"),
        ("a.xml", b'<rss version="2.0"><channel>' + b"<item>" * 10_000),
        ("a.xml", b'<rss version="2.0"><channel>' + b"<item>" * 1_000_000),
        ("a.json", b'{"text":' + b"[" * 500_000),
        ("a.srt", b"00:00:01,000 --> 00:00:03,000\n" * 50_000),
        ("a.docx", made.word("<w:p>" * 5_000 + "</w:p>" * 5_000)),
        ("a.odt", made.opendocument("<text:span>" * 5_000 + "</text:span>" * 5_000)),
    ],
)
def test_nesting_and_repetition_without_end(name: str, data: bytes) -> None:
    check(name, data)
