"""A reader's draft, or a string, becomes a ``Document`` with its header understood and its sentences found."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from briefer.errors import EmptySource
from briefer.records import Document, Source
from briefer.settings import Settings
from briefer.sources.cleaning import clean, unfit
from briefer.sources.closing import Closing, split_closing
from briefer.sources.content import Draft
from briefer.sources.datelines import Dateline, split_dateline
from briefer.sources.decoding import decode
from briefer.sources.headers import Header, host_of, read_header, read_late_header
from briefer.sources.opening import STANDARD_INPUT, load, shown
from briefer.text.language import detect_language
from briefer.text.paragraphs import paragraphs
from briefer.text.sentences import split_sentences
from briefer.text.unmarked import unmarked

FILE_DATE = "dated by its file's properties, since its text gives no date; give another with --date"
NO_DATE = "no publication date: relative dates stay unresolved; give one with --date"


def read_text(text: str, settings: Settings, *, uri: str = STANDARD_INPUT) -> Document:
    """Return the document that ``text`` holds; ``uri`` is what its source is called.

    Raises UnreadableSource for what is no text, EmptySource where there is no sentence.
    """
    return document_of(Draft(uri=uri, text=text, has_header=True), settings)


def read_plain(uri: str, settings: Settings, *, stdin: BinaryIO | None = None) -> Document:
    """Return a text to be checked, without Markdown's marks, of which no line is taken for a header.

    Raises as ``read`` does.
    """
    text = unmarked(decode(load(uri, settings.max_source_mb, stdin), shown(uri)).text)
    body = tuple(paragraphs(text, 0, len(text)))
    language = detect_language(text)
    sentences = split_sentences(text, body, language)
    if not sentences:
        message = f"{_name(shown(uri))} is empty: name a file that holds sentences to check"
        raise EmptySource(message, uri=uri)
    source = Source(uri=shown(uri), language=language)
    return Document(id=Document.identify(text), text=text, sentences=sentences, source=source)


def document_of(draft: Draft, settings: Settings) -> Document:
    """Return the document that a reader's ``draft`` makes: cleaned, its header understood, its sentences found.

    What the format says stands over what the first lines say. Raises EmptySource where there is no sentence,
    UnreadableSource where the text is none.
    """
    uri = shown(draft.uri)
    cleaned = clean(draft.text, uri)
    text = cleaned.text
    if not text.strip():
        message = f"{_name(uri)} {draft.empty}: name a source that holds an article"
        raise EmptySource(message, uri=uri)
    header = _known(draft)
    if draft.has_header:
        header = read_header(text, header)
    body = tuple(paragraphs(text, header.end, len(text)))
    if draft.has_header:
        body = read_late_header(text, body, header)
    body, dateline = split_dateline(text, body)
    closing = Closing()
    if draft.has_closing:
        body, closing = split_closing(text, header.end, body, header.author)
    language = header.language or detect_language(text[body[0].start : body[-1].end] if body else text)
    sentences = split_sentences(text, body, language)
    if not sentences:
        message = f"{_name(uri)} holds no sentence to brief: check that it is the whole article"
        raise EmptySource(message, uri=uri)
    source = _source(settings, draft, header, dateline, closing, language)
    notices = (*draft.notices, *cleaned.notices, *header.notices, *closing.notices)
    if source.published is None:
        notices = (*notices, NO_DATE)
    elif source.published == draft.fallback_day and settings.published is None and _published(header, dateline) is None:
        notices = (*notices, FILE_DATE)
    return Document(id=Document.identify(text), text=text, sentences=sentences, source=source, notices=notices)


def _known(draft: Draft) -> Header:
    """Return a header that holds what the format said."""
    return Header(
        title=_line(draft.title),
        published=draft.published,
        author=_line(draft.author),
        publisher=_line(draft.publisher),
        language=draft.language,
        host=host_of(draft.url or draft.uri),
    )


def _line(value: str | None) -> str | None:
    """Return ``value`` on one line, without what text cannot hold and at a length that is still a name; None if empty."""
    if not value:
        return None
    return " ".join(unfit().sub(" ", value[:1000]).split())[:300].strip() or None


def _name(uri: str) -> str:
    return "standard input" if uri == STANDARD_INPUT else uri


def _source(
    settings: Settings, draft: Draft, header: Header, dateline: Dateline, closing: Closing, language: str
) -> Source:
    return Source(
        uri=shown(draft.uri),
        title=settings.title or header.title,
        publisher=settings.publisher or header.publisher or dateline.agency or header.host,
        author=header.author or closing.author,
        published=settings.published or _published(header, dateline) or draft.fallback_day,
        retrieved=draft.retrieved,
        language=language,
        url=draft.url,
        reliability=settings.reliability or "F",
        credibility=settings.credibility or 6,
    )


def _published(header: Header, dateline: Dateline) -> date | None:
    if header.published:
        return header.published
    stated = dateline.day.resolve(near=header.updated) if dateline.day else None
    return stated or header.updated
