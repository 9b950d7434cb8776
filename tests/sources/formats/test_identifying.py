"""Formats are told by content first, whatever a file is called."""

from __future__ import annotations

import pytest

from briefer.sources.content import Content
from briefer.sources.formats.identifying import identify
from tests.sources import made

SAMPLES = {
    "page": made.page().encode(),
    "word": made.word(),
    "opendocument": made.opendocument(),
    "richtext": made.richtext(),
    "mail": made.mail(),
    "outlook": made.outlook(),
    "mailbox": b"From a@b.example Fri Aug 22 10:00:00 2025\nSubject: x\n\nText.\n",
    "feed": made.feed(made.entry(1, "x")).encode(),
    "json": b'{"text": "x"}',
    "jsonlines": b'{"text": "x"}\n{"text": "y"}\n',
    "archive": made.zipped({"a.txt": "x"}),
    "captions": b"WEBVTT\n\n00:01.000 --> 00:02.000\nx\n",
    "pdf": b"%PDF-1.7\n",
    "text": made.TEXT.encode(),
}


@pytest.mark.parametrize("form", SAMPLES)
@pytest.mark.parametrize("name", ["", "noname", "a.bin", "a.PDF", "a.xyz"])
def test_format_is_told_by_content(form: str, name: str) -> None:
    assert identify(Content(uri=name, name=name, data=SAMPLES[form])) == form


@pytest.mark.parametrize("form", ["page", "word", "mail", "feed", "archive", "pdf", "captions", "richtext"])
def test_name_of_plain_text_does_not_hide_the_format(form: str) -> None:
    assert identify(Content(uri="a.txt", name="a.txt", data=SAMPLES[form])) == form


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.html", b"<p>x</p>", "page"),
        ("a.html", b"no markup at all", "text"),
        ("a.json", b"A text under the name of JSON.", "text"),
        ("a.eml", b"Just a note, no mail.", "text"),
        ("a.srt", b"Just a note.", "text"),
        ("a.csv", b"text\nx\n", "table"),
        ("a.xml", b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.txt", b'{"quoted": "as text"}', "text"),
        ("a.txt", b"From here on, the port is closed.\n", "text"),
        ("a.md", b"Title: x\nDate: 2025-08-22\n\nText.", "text"),
    ],
)
def test_name_decides_where_content_does_not(name: str, data: bytes, form: str) -> None:
    assert identify(Content(uri=name, name=name, data=data)) == form


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/html", "page"),
        ("application/json", "json"),
        ("text/csv", "table"),
        ("message/rfc822", "mail"),
        ("text/plain", "text"),
    ],
)
def test_media_type_decides_where_there_is_no_name(media: str, form: str) -> None:
    data = {"page": b"<b>x</b>", "json": b"[]", "mail": b"Subject: x\n\ny"}.get(form, b"a,b\n1,2\n")
    assert identify(Content(uri="x", data=data, media=media)) == form


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_page_in_another_encoding_is_told(encoding: str) -> None:
    assert identify(Content(uri="x", data=made.page().encode(encoding))) == "page"
