"""Articles that come as records: which field holds what, by the names in use or by --fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefer.sources.content import Content, Draft
from briefer.sources.moments import read_moment
from briefer.sources.session import Session
from briefer.sources.web.markup import fragment_text, looks_like_markup

_NAMES = {
    "text": ("text", "body", "content", "content_text", "content_html", "article", "article_text", "articlebody", "full_text", "fulltext", "maintext", "plain_text"),
    "title": ("title", "headline", "name", "subject"),
    "date": ("date", "published", "date_published", "published_at", "publishedat", "publication_date", "pubdate", "published_date", "datepublished", "date_publish", "created_at", "timestamp"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "external_url", "permalink", "uri"),
    "publisher": ("source", "publisher", "outlet", "site", "site_name", "source_name", "domain", "newspaper"),
    "language": ("language", "lang"),
}  # fmt: skip
# These hold an article's text only in a record that has a headline and an address too, as those of news APIs.
_TEASERS = ("description", "summary", "abstract", "snippet")
_MISSING = object()


class Fields:
    """Where the fields of an article stand in a record; ``paths`` are what --fields says, dots leading inwards."""

    def __init__(self, mapping: str | None) -> None:
        pairs = (pair.partition("=") for pair in (mapping or "").split(",") if pair.strip())
        self._paths = {name.strip(): path.strip() for name, _, path in pairs}

    def text(self, record: Mapping[str, Any]) -> str | None:
        """The article's text; None where the record has no field for it, so that it is none."""
        value = self._value(record, "text")
        if value is None and "text" not in self._paths and self._value(record, "title") and self._value(record, "url"):
            value = _first(record, _TEASERS)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return "\n\n".join(value)
        return value if isinstance(value, str) else None

    def draft(self, record: Mapping[str, Any], content: Content, place: str) -> Draft | None:
        """The article in ``record``, at ``place`` of its file; None where it has no field for its text."""
        text = self.text(record)
        if text is None:
            return None
        if looks_like_markup(text):
            text = fragment_text(text)
        day = self._value(record, "date")
        moment = read_moment(day) if isinstance(day, str | int | float) else None
        wrong = (
            (f"its date cannot be read: {day!s:.60}",)
            if isinstance(day, str) and day.strip() and moment is None
            else ()
        )
        url = _words(self._value(record, "url"))
        is_address = url is not None and re.match(r"https?://[^\s/]+", url) is not None and url.isprintable()
        return Draft(
            uri=f"{content.title}#{place}",
            text=text,
            title=_words(self._value(record, "title")),
            author=_words(self._value(record, "author")),
            publisher=_words(self._value(record, "publisher")),
            published=moment.date() if moment else None,
            moment=moment,
            language=_tag(self._value(record, "language")),
            url=url if is_address else None,
            retrieved=content.retrieved,
            notices=wrong,
            has_header=True,
        )

    def _value(self, record: Mapping[str, Any], name: str) -> Any:
        if name in self._paths:
            found = _at(record, self._paths[name])
            return None if found is _MISSING else found
        return _first(record, _NAMES[name])


def fields_of(session: Session) -> Fields:
    """The fields that the settings of this run describe."""
    return Fields(session.settings.fields)


def _first(record: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The first value among those of ``names``, whatever their case, that is not empty; else an empty one, or None."""
    lowered = {str(key).strip().lower().replace(" ", "_").replace("-", "_"): value for key, value in record.items()}
    values = [lowered[name] for name in names if name in lowered]
    return next((value for value in values if value not in (None, "", [])), values[0] if values else None)


def _at(record: Any, path: str) -> Any:
    if isinstance(record, Mapping) and path in record:
        return record[path]
    for key in path.split("."):
        if isinstance(record, Mapping) and key in record:
            record = record[key]
        elif isinstance(record, list) and key.isdigit() and int(key) < len(record):
            record = record[int(key)]
        else:
            return _MISSING
    return record


def _words(value: Any) -> str | None:
    """``value`` as a line: a name in an object, the names of a list, or a string."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:10]))) or None
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("title"))
    if isinstance(value, str):
        return " ".join((fragment_text(value) if looks_like_markup(value) else value).split())[:1000] or None
    return None


def _tag(value: Any) -> str | None:
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*", value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None
