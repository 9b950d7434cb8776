"""RSS and Atom feeds: each entry is a source, with its whole text where the feed or its page has it, else its summary."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from briefer.errors import EmptySource, NoArticles, SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.extras import missing
from briefer.sources.formats.identifying import identify
from briefer.sources.moments import read_moment
from briefer.sources.session import Session
from briefer.sources.web.markup import decode_markup, fragment_text, looks_like_markup
from briefer.sources.web.pages import read_page
from briefer.sources.web.stubs import count_words

# A feed carries its entries' whole text where that is so long; anything shorter may be a teaser.
_WHOLE_WORDS = 200
_MOST_ENTRIES = 2_000
# feedparser needs some seconds for so many, and entries past the limit above are not read anyway.
_MOST_TAGS = 200_000


def read_feed(content: Content, session: Session) -> Iterator[Content | Draft | SourceError]:
    """The entries of a feed, each once, in its order; NoArticles where it is XML of another kind, EmptySource without entries."""
    try:
        import feedparser
    except ImportError as error:
        raise missing(content, "a feed", "web") from error
    markup, _ = decode_markup(content.read(session.settings.max_source_mb), content)
    if re.search(r"<!ENTITY", markup[:20_000], re.IGNORECASE):
        raise unreadable(content, "declares entities, which a feed has no need of", "take its DOCTYPE out")
    if markup.count("<") > _MOST_TAGS:
        raise unreadable(content, "holds more than any feed does", "split it")
    feed = feedparser.parse(
        BytesIO(markup.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
    )
    if not feed.entries:
        if not feed.version:
            message = f"{content.title} is XML that is no feed: save its text as plain text"
            raise NoArticles(message, uri=content.uri)
        message = f"{content.title} is a feed without entries: try again later"
        raise EmptySource(message, uri=content.uri)
    follows = session.settings.follow if session.settings.follow is not None else content.address is not None
    if len(feed.entries) > _MOST_ENTRIES:
        session.leave_out(f"entries of a feed beyond the first {_MOST_ENTRIES:,}", content.title)
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries[:_MOST_ENTRIES], start=1):
        draft = _draft(content, feed.feed, entry, number)
        key = draft.url or entry.get("id") or f"{draft.title}\n{draft.text}"
        if key in seen:
            continue
        seen.add(key)
        yield from _completed(content, draft, session) if follows else _summarised(draft)


def _draft(content: Content, feed: Any, entry: Any, number: int) -> Draft:
    bodies = [str(part.get("value") or "") for part in entry.get("content", [])] or [str(entry.get("summary") or "")]
    text = max((_plain(body) for body in bodies), key=len)
    link = str(entry.get("link") or "").strip()
    is_address = re.match(r"https?://[^\s/]+", link) is not None and link.isprintable()
    source = entry.get("source") or {}
    moment = _moment(entry)
    return Draft(
        uri=link if is_address else f"{content.title}#{number}",
        text=text,
        title=_plain(str(entry.get("title") or "")) or None,
        author=str(entry.get("author") or "") or None,
        publisher=_plain(str(source.get("title") or feed.get("title") or "")) or None,
        published=moment.date() if moment else None,
        moment=moment,
        language=_tag(str(entry.get("language") or feed.get("language") or "")) if count_words(text) < 40 else None,
        url=None,
        retrieved=content.retrieved,
        has_header=True,
        empty="has neither text nor summary",
    )


def _completed(content: Content, draft: Draft, session: Session) -> Iterator[Content | Draft | SourceError]:
    """The entry with the text of its page, or as it is where the page gives no more."""
    if (
        session.is_too_old(draft.moment, draft.published)
        or count_words(draft.text) >= _WHOLE_WORDS
        or "#" in draft.uri[-8:]
        or draft.uri == content.uri
    ):
        yield from _summarised(draft)
        return
    try:
        page = session.fetcher.fetch(draft.uri, is_crawled=True)
        form = identify(page)
        if form == "feed":
            raise unreadable(page, "is a feed again", "name that feed")
        if form != "page":
            yield page
            return
        found = next(iter(read_page(page, session)))
    except SourceError as error:
        yield from _summarised(draft, f"its page was not read: {error.message}")
        return
    if isinstance(found, Draft) and count_words(found.text) > count_words(draft.text):
        found.title, found.author = found.title or draft.title, found.author or draft.author
        found.publisher = found.publisher or draft.publisher
        found.published, found.moment = found.published or draft.published, found.moment or draft.moment
        yield found
    else:
        yield from _summarised(draft)


def _summarised(draft: Draft, reason: str | None = None) -> Iterator[Draft]:
    if count_words(draft.text) < _WHOLE_WORDS:
        words = count_words(draft.text)
        if words == 0 and draft.title:
            # The headline is all that the feed says; it is still news.
            draft.text, draft.has_header = f"{draft.title}.", False
        draft.notices = (
            *draft.notices,
            f"no more than the feed's own {words} word{'s' * (words != 1)}" + (f"; {reason}" if reason else ""),
        )
    yield draft


def _moment(entry: Any) -> datetime | None:
    """When the entry was published, or else changed; feedparser reads more forms, and bends days that do not exist."""
    for name in ("published", "created", "updated"):
        # Its own get warns of keys that it fills in from others.
        value = str(dict.get(entry, name) or "")
        moment = read_moment(value) or _from_tuple(dict.get(entry, f"{name}_parsed"), value)
        if moment:
            return moment
    return None


def _from_tuple(parsed: Any, value: str) -> datetime | None:
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    days = {int(digits) for digits in re.findall(r"(?<!\d)\d{1,2}(?!\d)", value)}
    is_bent = re.match(r"\s*\d{4}-\d", value) is not None
    return moment if moment and not is_bent and days & {moment.day - 1, moment.day, moment.day + 1} else None


def _plain(value: str) -> str:
    return fragment_text(value) if "&" in value or looks_like_markup(value) else value.strip()


def _tag(value: str) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", value)
    return match[0].lower() if match else None
