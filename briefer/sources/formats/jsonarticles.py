"""Articles in JSON: one object, a list of them, the list in an answer of a news API, JSON Feed, or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefer.errors import EmptySource, NoArticles, SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.decoding import decode_plainly
from briefer.sources.formats.fields import Fields, fields_of
from briefer.sources.session import Session

_LISTS = ("articles", "items", "results", "data", "documents", "entries", "records", "docs", "news", "stories", "hits")


def read_json(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The articles of a JSON document; NoArticles where it holds other data."""
    text, _ = decode_plainly(content.read(session.settings.max_source_mb), content.title)
    if not text.strip():
        message = f"{content.title} is empty: name a file that holds an article"
        raise EmptySource(message, uri=content.uri)
    try:
        parsed = json.loads(text.lstrip("\ufeff"), strict=False, parse_int=_number)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines()[:2] if line.strip()]
        if len(lines) == 2 and _is_object(lines[0]) and _is_object(lines[1]):
            yield from read_jsonlines(content, session)
            return
        what = f"is no valid JSON ({_where(error)})"
        raise unreadable(content, what, "mend it, or save its articles one object a line") from error
    fields = fields_of(session)
    feed = parsed if isinstance(parsed, Mapping) and "jsonfeed.org" in str(parsed.get("version", "")) else {}
    records = _records(parsed, fields)
    if not records:
        raise _no_articles(content)
    yield from _drafts(((str(number), record) for number, record in enumerate(records, start=1)), content, fields, feed)


def read_jsonlines(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The articles of JSON Lines, read line by line; a line that is none is an error of its own."""
    fields = fields_of(session)
    is_empty = has_articles = False
    limit = int(session.settings.max_source_mb * 1_000_000)
    with content.open() as stream:
        is_empty = True
        number = 0
        while line := stream.readline(limit + 1):
            number += 1
            if len(line) > limit:
                yield unreadable(
                    content, f"has a line {number} of more than {limit / 1e6:g} MB", "split it, or raise max_source_mb"
                )
                return
            if not line.strip():
                continue
            is_empty = False
            for found in _line(line, number, content, fields):
                has_articles = True
                yield found
    if is_empty:
        message = f"{content.title} is empty: name a file that holds an article"
        raise EmptySource(message, uri=content.uri)
    if not has_articles:
        raise _no_articles(content)


def _line(line: bytes, number: int, content: Content, fields: Fields) -> Iterator[Draft | SourceError]:
    text, _ = decode_plainly(line, content.title)
    try:
        record = json.loads(text.lstrip("\ufeff"), strict=False, parse_int=_number)
    except (ValueError, RecursionError) as error:
        yield unreadable(content, f"has no valid JSON in line {number} ({_where(error)})", "mend or remove the line")
        return
    if isinstance(record, Mapping):
        yield from _drafts([(str(number), record)], content, fields, {})


def _drafts(records: Any, content: Content, fields: Fields, feed: Mapping[str, Any]) -> Iterator[Draft]:
    for place, record in records:
        draft = fields.draft(record, content, place)
        if draft is None:
            continue
        if feed:
            draft.publisher = draft.publisher or (str(feed["title"]) if feed.get("title") else None)
        yield draft


def _records(parsed: Any, fields: Fields) -> list[Mapping[str, Any]]:
    """The objects that have a text, where one or a list of them is to be expected."""
    if isinstance(parsed, list):
        candidates = parsed
    elif isinstance(parsed, Mapping):
        lists = [parsed[name] for name in _LISTS if isinstance(parsed.get(name), list)]
        held = next((found for found in lists if any(isinstance(item, Mapping) for item in found)), None)
        candidates = held if held is not None else [parsed]
    else:
        candidates = []
    return [item for item in candidates if isinstance(item, Mapping) and fields.text(item) is not None]


def _no_articles(content: Content) -> NoArticles:
    message = (
        f"{content.title} holds data without articles: no field is called text, body or content; "
        "name the field with --fields text=NAME"
    )
    return NoArticles(message, uri=content.uri)


def _number(digits: str) -> float:
    # Python refuses integers of more than 4,300 digits with a ValueError of its own.
    return int(digits) if len(digits) < 20 else float(digits)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _where(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a value cannot be read"
