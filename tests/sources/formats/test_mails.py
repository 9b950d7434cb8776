"""Mails, mailboxes and Outlook mails, with their attachments."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefer.errors import EmptySource, SourceError
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import Session, read_each
from tests.sources import made


def found_in(tmp_path: Path, name: str, data: bytes, **flags: object) -> list[Document | SourceError]:
    (tmp_path / name).write_bytes(data)
    with Session(Settings(**flags)) as session:  # type: ignore[arg-type]
        return list(read_each(str(tmp_path / name), session))


def documents(tmp_path: Path, name: str, data: bytes) -> list[Document]:
    found = found_in(tmp_path, name, data)
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


@pytest.mark.parametrize(("name", "data"), [("a.eml", made.mail()), ("a.msg", made.outlook())])
def test_message_has_its_sender_subject_and_day(tmp_path: Path, name: str, data: bytes) -> None:
    (document,) = documents(tmp_path, name, data)
    source = document.source
    assert document.text.strip() == made.TEXT
    assert (source.title, source.author, source.publisher) == (made.TITLE, "Ida Holm", "monitor.example")
    assert source.published == date(2025, 8, 22)


@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_attachments_are_sources_of_their_own(tmp_path: Path, kind: str) -> None:
    data = (
        made.mail(report__docx=made.word()) if kind == "eml" else made.outlook(attachment=("report.docx", made.word()))
    )
    found = documents(tmp_path, f"a.{kind}", data)
    assert [document.source.uri for document in found] == [
        str(tmp_path / f"a.{kind}"),
        str(tmp_path / f"a.{kind}#report.docx"),
    ]
    assert made.PARAGRAPHS[3] in found[1].text


@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_pictures_are_left_out_and_told(tmp_path: Path, kind: str) -> None:
    data = made.mail(logo__png=b"\x89PNG") if kind == "eml" else made.outlook(attachment=("logo.png", b"\x89PNG"))
    (document,) = documents(tmp_path, f"a.{kind}", data)
    assert "attachments left out, since they are no text: logo.png" in document.notices


def test_attachment_that_cannot_be_read_is_an_error_of_its_own(tmp_path: Path) -> None:
    document, error = found_in(tmp_path, "a.eml", made.mail(report__docx=b"PK\x03\x04broken"))
    assert isinstance(document, Document)
    assert isinstance(error, SourceError)
    assert "#report.docx" in error.message


def test_mail_in_a_mail_is_read(tmp_path: Path) -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "a@b.example", "Fwd"
    outer["Message-ID"] = "<2@b.example>"
    outer.set_content("See the mail below, which came this morning.")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "c@d.example", "The inner one"
    inner.set_content(made.TEXT)
    outer.add_attachment(inner)
    assert [d.source.title for d in documents(tmp_path, "a.eml", outer.as_bytes())] == ["Fwd", "The inner one"]


def test_html_is_read_where_the_plain_version_only_points_to_it(tmp_path: Path) -> None:
    markup = (
        "<html><head><style>p {}</style></head><body>"
        + "".join(f"<p>{p}</p>" for p in made.PARAGRAPHS)
        + "</body></html>"
    )
    (document,) = documents(tmp_path, "a.eml", made.mail("Your program shows no HTML.", markup))
    assert document.text == made.TEXT


def test_outlook_html_is_read_where_there_is_no_text(tmp_path: Path) -> None:
    (document,) = documents(
        tmp_path, "a.msg", made.outlook(None, markup=b"<html><body><p>The port is closed.</p></body></html>")
    )
    assert document.text == "The port is closed."


def test_outlook_attachment_in_long_sectors_is_read(tmp_path: Path) -> None:
    long = "\n\n".join(f"{p} Note {n}." for n in range(40) for p in made.PARAGRAPHS)
    found = documents(tmp_path, "a.msg", made.outlook(attachment=("long.txt", long.encode())))
    assert found[1].text == long


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?b?0JPQsNCy0LDQvdGM?=", "Гавань"),
        ("=?no-such?q?x?=", "=?no-such?q?x?="),
        ("Гавань", "Гавань"),
        ("a\n b", "a b"),
    ],
)
def test_subject_is_decoded_where_it_can_be(tmp_path: Path, subject: str, title: str) -> None:
    data = f"Message-ID: <1>\nMIME-Version: 1.0\nSubject: {subject}\n\nThe port is closed.\n".encode()
    assert documents(tmp_path, "a.eml", data)[0].source.title == title


@pytest.mark.parametrize(
    "day", ["yesterday", "Fri, 99 Foo 2025 99:99", "=?utf-8?q?x?=", "Fri, 22 Aug 99999 10:00:00 +0200", ""]
)
def test_malformed_date_is_told(tmp_path: Path, day: str) -> None:
    (document,) = documents(tmp_path, "a.eml", f"Message-ID: <1>\nDate: {day}\n\nThe port is closed.\n".encode())
    assert document.source.published is None


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    data = b"Message-ID: <1>\nContent-Type: text/plain; format=flowed\n\nThe port of \nHalvik is \nclosed.\n\nShips wait.\n"
    assert documents(tmp_path, "a.eml", data)[0].text.strip() == "The port of Halvik is closed.\n\nShips wait."


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "no-such-charset"])
def test_body_with_a_wrong_charset_is_still_read(tmp_path: Path, charset: str) -> None:
    sentence = "Портовое управление закрыло северный терминал после взрыва на складе."
    head = f"Message-ID: <1>\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    (document,) = documents(tmp_path, "a.eml", head.encode() + (sentence * 5).encode("cp1251"))
    assert sentence in document.text


def test_mail_is_told_without_its_extension(tmp_path: Path) -> None:
    assert documents(tmp_path, "message", made.mail())[0].source.author == "Ida Holm"


def test_mail_without_text_is_empty(tmp_path: Path) -> None:
    (found,) = found_in(tmp_path, "a.eml", b"Message-ID: <1>\nSubject: x\n\n")
    assert isinstance(found, EmptySource)


def test_mailbox_is_read_mail_by_mail(tmp_path: Path) -> None:
    start = b"From a@b.example Fri Aug 22 10:00:00 2025\n"
    quoted = b"Message-ID: <9>\nSubject: Quoted\n\nHe wrote:\n\n>From here on the port is closed.\n"
    box = (
        start
        + made.mail()
        + b"\n"
        + start
        + quoted
        + b"\n"
        + start
        + b"Message-ID: <3>\nSubject: Last\n\nThe end is near.\n"
    )
    found = documents(tmp_path, "a.mbox", box)
    assert [document.source.title for document in found] == [made.TITLE, "Quoted", "Last"]
    assert [document.source.uri[-2:] for document in found] == ["#1", "#2", "#3"]
    assert "\nFrom here on" in found[1].text


def test_mail_too_large_leaves_the_others(tmp_path: Path) -> None:
    start = b"From a@b.example Fri Aug 22 10:00:00 2025\n"
    long = b"Message-ID: <1>\n\n" + b"The port is closed.\n" * 20_000
    box = start + long + b"\n" + start + made.mail()
    error, document = found_in(tmp_path, "a.mbox", box, max_source_mb=0.2)
    assert isinstance(error, SourceError)
    assert "#1 holds more than 0.2 MB" in error.message
    assert isinstance(document, Document)


def test_since_leaves_old_mails_of_a_mailbox_out(tmp_path: Path) -> None:
    start = b"From a@b.example Fri Aug 22 10:00:00 2025\n"
    new = made.mail().replace(b"22 Aug 2025", b"25 Aug 2025").replace(b"Fri,", b"Mon,")
    found = found_in(tmp_path, "a.mbox", start + made.mail() + b"\n" + start + new, since="2025-08-24")
    assert [item.source.published for item in found if isinstance(item, Document)] == [date(2025, 8, 25)]


@pytest.mark.parametrize(
    "data",
    [
        b"Message-ID: <1>\nMIME-Version: 1.0\nSubject: " + b"=?utf-8?q?x?= " * 100_000 + b"\n\nThe port is closed.\n",
        b"Message-ID: <1>\nMIME-Version: 1.0\nFrom: " + b"((" * 100_000 + b"\n\nThe port is closed.\n",
        b"Message-ID: <1>\nMIME-Version: 1.0\n" + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000)),
        b'Message-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 50_000,
    ],
    ids=["encoded words", "comments", "nested parts", "many parts"],
)  # fmt: skip
def test_hostile_mail_is_one_line_and_soon(tmp_path: Path, data: bytes) -> None:
    for item in found_in(tmp_path, "a.eml", data):
        assert not isinstance(item, SourceError) or item.message.isprintable()


def test_outlook_rich_text_is_read_where_there_is_nothing_else(tmp_path: Path) -> None:
    from compressed_rtf import compress

    packed = compress(b"{\\rtf1\\ansi The port of Halvik is closed.\\par}")
    (document,) = documents(tmp_path, "a.msg", made.outlook(None, streams={"__substg1.0_10090102": packed}))
    assert document.text.strip() == "The port of Halvik is closed."
