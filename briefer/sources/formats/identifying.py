"""What format a source is in: told by how it begins, then by what its carrier declares, then by its name."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from briefer.sources.content import Content
from briefer.sources.signatures import name_markup

Format = Literal[
    "text", "page", "pdf", "word", "opendocument", "richtext", "mail", "mailbox", "outlook", "feed", "json",
    "jsonlines", "table", "archive", "captions",
]  # fmt: skip

_BY_SUFFIX: dict[str, Format] = {
    **dict.fromkeys((".htm", ".html", ".xhtml"), "page"),
    ".eml": "mail",
    ".mbox": "mailbox",
    **dict.fromkeys((".rss", ".atom"), "feed"),
    ".json": "json",
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonlines"),
    **dict.fromkeys((".csv", ".tsv"), "table"),
    **dict.fromkeys((".srt", ".vtt"), "captions"),
}
_BY_CONTENT = (".pdf", ".docx", ".odt", ".rtf", ".msg", ".zip", ".xml")
_TEXT = (".txt", ".md", ".markdown", ".text")
SUFFIXES = (*_TEXT, *_BY_SUFFIX, *_BY_CONTENT)
"""Extensions of the files that are taken from folders and archives."""

_BY_MEDIA: dict[str, Format] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "message/rfc822": "mail",
    "application/mbox": "mailbox",
    "application/json": "json",
    "application/feed+json": "json",
    "application/x-ndjson": "jsonlines",
    "application/jsonl": "jsonlines",
    "text/csv": "table",
    "text/tab-separated-values": "table",
    "text/vtt": "captions",
    "application/x-subrip": "captions",
}
# Programs write the directory of a compound file near its beginning.
_DIRECTORY_WITHIN = 4_000_000
# Headers that only mails have; two of them make one.
_MAIL_NAMES = (
    b"return-path:",
    b"received:",
    b"message-id:",
    b"mime-version:",
    b"delivered-to:",
    b"dkim-signature:",
    b"x-mailer:",
)


def identify(content: Content, *, has_fields: bool = False) -> Format:
    """Return the format of ``content``; "text" where nothing speaks for another, binary data included.

    ``has_fields`` tells that the user named fields, so text without another sign is a table or JSON.
    """
    head = content.head()
    found = _by_magic(content, head)
    if found:
        return found
    plain = _latin(head)
    suffix = _suffix(content.name)
    if name_markup(plain[:1000]) == "a web page (HTML)":
        return "page"
    if plain.lstrip()[:1] == "<" and _feed().match(plain.encode("latin-1", "replace")):
        return "feed"
    declared = _BY_SUFFIX.get(suffix) or _BY_MEDIA.get(content.media)
    if declared and _may_be(declared, plain):
        return declared
    return _by_look(content, head, plain, has_fields=has_fields)


def _by_magic(content: Content, head: bytes) -> Format | None:
    if b"%PDF-" in head[:1024] and (head.startswith(b"%PDF-") or _suffix(content.name) == ".pdf"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and _is_outlook(content):
        return "outlook"
    return "richtext" if head.lstrip().startswith(b"{\\rtf") else None


def _zipped(content: Content) -> Format:
    import zipfile

    try:
        with content.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = set()
    suffix = _suffix(content.name)
    if "word/document.xml" in names or (not names and suffix == ".docx"):
        return "word"
    is_opendocument = "content.xml" in names and "mimetype" in names
    return "opendocument" if is_opendocument or (not names and suffix == ".odt") else "archive"


def _is_outlook(content: Content) -> bool:
    """Whether a compound file is a mail, not an old office document: the stream's name stands in its directory."""
    name = "__properties_version1.0".encode("utf-16-le")
    return _suffix(content.name) == ".msg" or name in content.head(_DIRECTORY_WITHIN)


def _latin(head: bytes) -> str:
    """``head`` as text in which ASCII reads well whatever the encoding."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2 : len(head) // 2 * 2].decode(encoding, "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")


def _may_be(declared: Format, plain: str) -> bool:
    """Whether text that its name or carrier calls ``declared`` at least begins like that; a page may begin anyhow."""
    start = plain.lstrip()[:1]
    if declared in ("json", "jsonlines"):
        return start in "{[" if start else True
    if declared == "page":
        return "<" in plain
    if declared == "mail":
        return re.match(r"(?:>?From |[!-9;-~]+:)", plain.lstrip()) is not None
    if declared == "captions":
        return "-->" in plain
    return True


def _by_look(content: Content, head: bytes, plain: str, *, has_fields: bool) -> Format:
    lines = plain.encode("latin-1", "replace")
    if lines.startswith(b"From ") and _mailbox().match(lines):
        return "mailbox"
    lowered = lines.lower()
    if any(name in lowered for name in _MAIL_NAMES):
        block = _mail_header().match(lines)
        if block and len(_mail_marks().findall(block[0])) >= 2:
            return "mail"
    start = plain.lstrip()
    if (start.startswith("WEBVTT") or start[:1].isdigit()) and _captions().match(plain):
        return "captions"
    if start[:1] in ("{", "[") and _suffix(content.name) not in _TEXT and re.match(r"\{\s*\"|\[\s*[\[{]\s*\"", start):
        return "jsonlines" if re.match(r"\{[^\n]*\}\s*\n\s*\{", start) else "json"
    return "table" if has_fields and b"\0" not in head else "text"


def _suffix(name: str) -> str:
    match = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    return match[0].lower() if match else ""


@cache
def _feed() -> re.Pattern[bytes]:
    return re.compile(
        rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*|<\?[^>]{0,300}\?>\s*|<!DOCTYPE\s[^>\[]{0,300}(?:\[.{0,4000}?\]\s*)?>\s*)*"
        rb"<(?:rss|feed|rdf:RDF|(?:atom|ns\d):feed)\b",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _mail_header() -> re.Pattern[bytes]:
    return re.compile(rb"(?:[!-9;-~]+:[^\n]*(?:\n[ \t][^\n]*)*\n)+\r?(?:\n|\Z)")


@cache
def _mail_marks() -> re.Pattern[bytes]:
    return re.compile(
        rb"^(?:return-path|received|message-id|mime-version|delivered-to|dkim-signature|x-mailer):",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _mailbox() -> re.Pattern[bytes]:
    return re.compile(rb"From \S+.{0,80}\d{4}\s*\n(?:>?From |[!-9;-~]+:)")


@cache
def _captions() -> re.Pattern[str]:
    return re.compile(r"\s*(?:WEBVTT(?:\s|$)|(?:\d+\s*\n)?\s*\d{1,2}:\d{2}:\d{2}[,.]\d{3}\s+-->)")
