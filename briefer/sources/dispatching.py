"""From an argument of the user's to documents: files, folders, patterns, addresses, and what stands inside of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from briefer.errors import EmptySource, NoArticles, SourceError, SourceNotFound, UnreadableSource
from briefer.records import Document
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.decoding import decode
from briefer.sources.folders import Found, articles
from briefer.sources.formats.identifying import Format, identify
from briefer.sources.opening import STANDARD_INPUT, load, probe, shown
from briefer.sources.reading import document_of
from briefer.sources.session import MOST_NESTED, Session
from briefer.sources.signatures import name_binary

Reader = Callable[[Content, Session], Iterator[Content | Draft | SourceError]]

# Files up to this size are read at once; larger ones only when their format needs them whole.
_READ_AT_ONCE = 1_000_000

_READERS: dict[Format, str] = {
    "page": "briefer.sources.web.pages:read_page",
    "feed": "briefer.sources.web.feeds:read_feed",
    "pdf": "briefer.sources.formats.pdfs:read_pdf",
    "word": "briefer.sources.formats.word:read_word",
    "opendocument": "briefer.sources.formats.opendocument:read_opendocument",
    "richtext": "briefer.sources.formats.richtext:read_richtext",
    "mail": "briefer.sources.formats.mails:read_mail",
    "mailbox": "briefer.sources.formats.mailboxes:read_mailbox",
    "outlook": "briefer.sources.formats.outlook:read_outlook",
    "json": "briefer.sources.formats.jsonarticles:read_json",
    "jsonlines": "briefer.sources.formats.jsonarticles:read_jsonlines",
    "table": "briefer.sources.formats.tables:read_table",
    "archive": "briefer.sources.formats.archives:read_archive",
    "captions": "briefer.sources.formats.captions:read_captions",
}
# These hold sources of their own, each with a date of its own.
_CONTAINERS = ("feed", "mailbox", "json", "jsonlines", "table", "archive")
# What begins with none of their marks, and is no text either, is one of these cut off or overwritten.
_BINARY = (".pdf", ".docx", ".odt", ".msg", ".zip")
# These are dated by what they say, not by when their file was changed.
_SELF_DATED = (*_CONTAINERS, "mail", "outlook")


def read_each(argument: str, session: Session) -> Iterator[Document | SourceError]:
    """Each document that ``argument`` stands for, or the error that it gave instead; what --since leaves out is noted.

    ``argument`` is a path, a folder, a pattern such as ``news/**/*.txt``, an http or https address, "-", or what a
    brief calls a source within a file, such as ``mail.eml#report.pdf``. Documents come one by one as they are read; none
    is kept, so that memory does not grow with their number.
    """
    session.start_source()
    try:
        if is_address(argument):
            fetched = session.fetch(argument)
            yield from read_content(fetched, session)
        elif argument == STANDARD_INPUT:
            data = load(argument, session.settings.max_source_mb, session.stdin)
            yield from read_content(Content(uri=argument, data=data), session)
        elif _container(argument):
            yield from _within(argument, session)
        else:
            for found in articles(argument):
                session.start_source()
                yield from _file(found, session)
    except SourceError as error:
        yield error


def is_address(argument: str) -> bool:
    """Whether ``argument`` is to be fetched; other schemes too, so that the fetcher can say that it has no use for them."""
    scheme, colon, _ = argument.partition("://")
    return bool(colon) and scheme.isalnum() and scheme.isascii() and not os.path.lexists(argument)


def _container(argument: str) -> str | None:
    """The file that holds the source ``argument``; None where that is no name of a source within a file."""
    if os.path.lexists(argument) or "\0" in argument:
        return None
    places = (at for at, letter in enumerate(argument) if letter == "#")
    return next((argument[:at] for at in places if os.path.isfile(argument[:at])), None)  # noqa: PTH113 - never raises


def _within(argument: str, session: Session) -> Iterator[Document | SourceError]:
    """The source that a brief calls ``argument``, from among all that its file holds."""
    is_there = False
    for found in _file(Found(_container(argument) or argument, is_named=True), session):
        uri = found.source.uri if isinstance(found, Document) else found.uri
        if uri == argument:
            is_there = True
            yield found
    if not is_there:
        message = f"{shown(argument)}: its file holds no such source; name the file to read all of it"
        yield SourceNotFound(message, uri=argument)


def _file(found: Found, session: Session) -> Iterator[Document | SourceError]:
    try:
        path, status = probe(found.path)
        try:
            moment = datetime.fromtimestamp(status.st_mtime, UTC)
        except (OverflowError, OSError, ValueError):
            moment = None
        content = Content(uri=found.path, name=path.name, path=path, moment=moment, is_named=found.is_named)
        if status.st_size <= min(_READ_AT_ONCE, session.settings.max_source_mb * 1_000_000):
            content = replace(content, data=content.read(session.settings.max_source_mb), path=None)
    except SourceError as error:
        yield error
    else:
        yield from read_content(content, session)


def read_content(content: Content, session: Session) -> Iterator[Document | SourceError]:
    """The documents in ``content``, and in what it holds, at any depth that is allowed."""
    if content.depth > MOST_NESTED:
        yield unreadable(content, f"is nested more than {MOST_NESTED} deep", "unpack it and name the files")
        return
    try:
        form = identify(content, has_fields=session.settings.fields is not None)
        if form not in _SELF_DATED and content.address is None and session.is_too_old(content.moment):
            session.leave_out(f"older than --since {session.settings.since}", content.title)
            return
        if form == "text":
            yield document_of(_text(content, session), session.settings)
            return
        for item in _reader(form)(content, session):
            yield from _settled(item, form, session)
    except NoArticles as error:
        # A folder may hold package lists and tables among its articles; one that was named was meant.
        if content.is_named:
            yield error
        else:
            session.leave_out("data without articles", content.title)
    except (SourceError, RecursionError) as error:
        if isinstance(error, RecursionError):
            error = unreadable(content, "is nested too deeply to be read", "save its text as plain text")
        yield error


def _settled(item: Content | Draft | SourceError, form: Format, session: Session) -> Iterator[Document | SourceError]:
    if isinstance(item, Content):
        yield from read_content(item, session)
    elif isinstance(item, SourceError):
        yield item
    elif (form in _SELF_DATED or item.retrieved) and session.is_too_old(item.moment, item.published):
        session.leave_out(f"older than --since {session.settings.since}", shown(item.uri))
    else:
        try:
            yield document_of(item, session.settings)
        except SourceError as error:
            yield error


def _reader(form: Format) -> Reader:
    module, _, name = _READERS[form].partition(":")
    reader: Reader = getattr(import_module(module), name)
    return reader


def _text(content: Content, session: Session) -> Draft:
    data = content.read(session.settings.max_source_mb)
    try:
        decoded = decode(data, shown(content.uri))
    except UnreadableSource:
        suffix = Path(content.name).suffix.lower()
        if suffix not in _BINARY or name_binary(data):
            raise
        what = f"is damaged: what is in it is no {suffix[1:].upper()} document"
        raise unreadable(content, what, "check that it came whole") from None
    return Draft(
        uri=content.uri,
        text=decoded.text,
        notices=decoded.notices,
        url=content.address if content.address != content.uri else None,
        retrieved=content.retrieved,
        has_header=True,
    )


def only(found: Iterator[Document | SourceError], uri: str) -> Document:
    """The one document among ``found``; SourceError where there is none, or more than one."""
    documents = []
    for item in found:
        if isinstance(item, SourceError):
            raise item
        documents.append(item)
        if len(documents) > 1:
            message = f"{shown(uri)} holds several articles: brief it, or read it with read_each"
            raise UnreadableSource(message, uri=uri)
    if not documents:
        message = f"{shown(uri)} holds no article: name another source"
        raise EmptySource(message, uri=uri)
    return documents[0]
