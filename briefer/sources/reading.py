"""Read: a file, standard input or a string becomes a ``Document`` with its header understood and its sentences found."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from briefer.errors import EmptySource
from briefer.records import Document, Source
from briefer.settings import Settings
from briefer.sources.cleaning import CleanText, clean
from briefer.sources.closing import Closing, split_closing
from briefer.sources.datelines import Dateline, split_dateline
from briefer.sources.decoding import decode
from briefer.sources.headers import Header, read_header, read_late_header
from briefer.sources.opening import STANDARD_INPUT, load, shown
from briefer.text.language import detect_language
from briefer.text.paragraphs import paragraphs
from briefer.text.sentences import split_sentences

NO_DATE = "no publication date: relative dates stay unresolved; give one with --date"


def read(uri: str, settings: Settings, *, stdin: BinaryIO | None = None) -> Document:
    """Return the document in the file ``uri``, or on standard input for "-" (``stdin`` stands in for the process's own).

    Raises SourceNotFound, UnreadableSource or EmptySource, each with one line that says what to do.
    """
    content = load(uri, settings.max_source_mb, stdin)
    return _document(decode(content, shown(uri)), settings, shown(uri))


def read_text(text: str, settings: Settings, *, uri: str = STANDARD_INPUT) -> Document:
    """Return the document that ``text`` holds; raises as ``read`` does. ``uri`` is what its source is called."""
    return _document(clean(text, shown(uri)), settings, shown(uri))


def read_plain(uri: str, settings: Settings, *, stdin: BinaryIO | None = None) -> Document:
    """Return a text to be checked, of which no line is taken for a header: raises as ``read`` does."""
    text = decode(load(uri, settings.max_source_mb, stdin), shown(uri)).text
    body = tuple(paragraphs(text, 0, len(text)))
    language = detect_language(text)
    sentences = split_sentences(text, body, language)
    if not sentences:
        message = f"{_name(shown(uri))} is empty: name a file that holds sentences to check"
        raise EmptySource(message, uri=uri)
    source = Source(uri=shown(uri), language=language)
    return Document(id=Document.identify(text), text=text, sentences=sentences, source=source)


def _document(cleaned: CleanText, settings: Settings, uri: str) -> Document:
    text = cleaned.text
    if not text.strip():
        message = f"{_name(uri)} is empty: name a file that holds an article"
        raise EmptySource(message, uri=uri)
    header = read_header(text)
    body = tuple(paragraphs(text, header.end, len(text)))
    body = read_late_header(text, body, header)
    body, dateline = split_dateline(text, body)
    body, closing = split_closing(text, header.end, body, header.author)
    language = header.language or detect_language(text[body[0].start : body[-1].end] if body else text)
    sentences = split_sentences(text, body, language)
    if not sentences:
        message = f"{_name(uri)} holds no sentence to brief: check that it is the whole article"
        raise EmptySource(message, uri=uri)
    source = _source(settings, uri, header, dateline, closing, language)
    notices = (*cleaned.notices, *header.notices, *closing.notices)
    if source.published is None:
        notices = (*notices, NO_DATE)
    return Document(id=Document.identify(text), text=text, sentences=sentences, source=source, notices=notices)


def _name(uri: str) -> str:
    return "standard input" if uri == STANDARD_INPUT else uri


def _source(
    settings: Settings, uri: str, header: Header, dateline: Dateline, closing: Closing, language: str
) -> Source:
    return Source(
        uri=uri,
        title=settings.title or header.title,
        publisher=settings.publisher or header.publisher or dateline.agency or header.host,
        author=header.author or closing.author,
        published=settings.published or _published(header, dateline),
        language=language,
        reliability=settings.reliability or "F",
        credibility=settings.credibility or 6,
    )


def _published(header: Header, dateline: Dateline) -> date | None:
    if header.published:
        return header.published
    stated = dateline.day.resolve(near=header.updated) if dateline.day else None
    return stated or header.updated
