"""Web pages, fetched or saved: the article's own text, and what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from briefer.errors import EmptySource, SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.extras import missing
from briefer.sources.moments import read_day
from briefer.sources.session import Session
from briefer.sources.web.linked_data import LinkedData, read_linked_data
from briefer.sources.web.locators import same_site
from briefer.sources.web.markup import decode_markup, fragment_text
from briefer.sources.web.stubs import FEW_WORDS, count_words, has_script, is_paywalled, is_scripted, notice_in

# Finding the article in more than this takes longer than any page is worth, and most of it is a list anyway.
_MOST_TAGS = 150_000
_WHOLE = "too large to tell the article from what stands around it: read as a whole"
_OPENING = "behind a paywall: no more than its opening of {words} words was read"


def read_page(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The article of a page; EmptySource or UnreadableSource where it holds none, with what it holds instead."""
    try:
        import trafilatura
    except ImportError as error:
        raise missing(content, "a web page", "web") from error
    markup, notice = decode_markup(content.read(session.settings.max_source_mb), content)
    notices = (notice,) if notice else ()
    tree = trafilatura.load_html(markup) if markup.strip() else None
    if tree is None:
        message = f"{content.title} is an empty page: name one that holds an article"
        raise EmptySource(message, uri=content.uri)
    said = _Said(tree, content)
    if markup.count("<") > _MOST_TAGS:
        yield _draft(content, said, None, fragment_text(markup), markup, (*notices, _WHOLE))
        return
    article: Any = trafilatura.bare_extraction(
        tree, url=content.address or said.canonical, include_comments=False, with_metadata=True
    )
    text = (article.text if article is not None else None) or said.linked.body or ""
    # Each of its lines is a paragraph; a blank line between them keeps it so.
    text = "\n\n".join(line for line in text.split("\n") if line.strip())
    yield _draft(content, said, article, text, markup, notices)


class _Said:
    """What a page's head says; read before the extraction, which takes the tree apart."""

    def __init__(self, tree: Any, content: Content) -> None:
        scripts = (s.text_content() for s in tree.iter("script") if "ld+json" in (s.get("type") or ""))
        self.linked: LinkedData = read_linked_data(scripts)
        metas = [
            (str(m.get("property") or m.get("name") or "").lower(), str(m.get("content") or ""))
            for m in tree.iter("meta")
        ]
        self.meta = {name: value.strip() for name, value in reversed(metas) if name and value.strip()}
        self.tier = self.meta.get("article:content_tier", "").lower()
        self.language = str(tree.get("lang") or "")
        self.window = next((" ".join(title.text_content().split()) for title in tree.iter("title")), "")
        refreshes = (
            str(m.get("content") or "") for m in tree.iter("meta") if str(m.get("http-equiv")).lower() == "refresh"
        )
        self.refresh = next(
            (
                found[1]
                for value in refreshes
                if (found := re.search(r"url\s*=\s*['\"]?([^'\";]+)", value, re.IGNORECASE))
            ),
            None,
        )
        links = (
            link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
        )
        self.canonical = _canonical(next(filter(None, links), None) or self.meta.get("og:url"), content)


def _canonical(given: str | None, content: Content) -> str | None:
    """The address that the page calls its own: believed of a fetched page where it is of the same site."""
    if not given:
        return None
    url = urljoin(content.address or "", str(given).strip())[:2000]
    if not re.match(r"https?://[^\s/]+", url) or not url.isprintable():
        return None
    return url if content.address is None or same_site(url, content.address) else None


def _draft(content: Content, said: _Said, article: Any, text: str, markup: str, notices: tuple[str, ...]) -> Draft:
    words = count_words(text)
    instead = notice_in(text)
    if instead:
        raise unreadable(content, f"holds only {instead}", "open it in a browser, save the article and name the file")
    if not text.strip() or is_scripted(markup, words) or (said.refresh and words < FEW_WORDS):
        raise _without_text(content, said, markup, words)
    if is_paywalled(text, is_free=said.linked.is_free, tier=said.tier):
        notices = (*notices, _OPENING.format(words=words))
    elif words < FEW_WORDS and has_script(markup):
        notices = (*notices, f"no more than {words} words stand in the page; its scripts may show more in a browser")
    url = said.canonical or content.address
    title = said.linked.title or (article.title if article is not None else None)
    moment = said.linked.moment
    return Draft(
        uri=content.uri,
        text=text,
        title=title,
        author=said.linked.author or (_listed(article.author) if article is not None else None),
        publisher=_publisher(said, article, title),
        published=_published(moment, article),
        moment=moment,
        language=None if words >= 40 else _tag(said.linked.language or said.language),
        url=url if url != content.uri else None,
        retrieved=content.retrieved,
        notices=notices,
        has_header=True,
    )


def _without_text(content: Content, said: _Said, markup: str, words: int) -> SourceError:
    if said.refresh:
        message = f"{content.title} only leads on to {said.refresh.strip()[:300]}: name that address"
        return EmptySource(message, uri=content.uri)
    if has_script(markup):
        what = f"is built by scripts and holds {words} words without them"
        return unreadable(content, what, "open it in a browser, save the article and name the file")
    message = f"{content.title} holds no article text: name a page that does"
    return EmptySource(message, uri=content.uri)


def _published(moment: datetime | None, article: Any) -> date | None:
    """The day by JSON-LD, in the zone that it names, or else as htmldate finds it."""
    return moment.date() if moment else read_day(article.date if article is not None else None)


def _publisher(said: _Said, article: Any, title: str | None) -> str | None:
    """The publisher by its name where the page gives one, also behind the title in the window's, or else by its host."""
    named = said.meta.get("og:site_name") or said.linked.publisher
    if named:
        return named
    match = re.match(r"\s*[|–—·•»-]\s+(\S.{1,60})$", said.window.removeprefix(title or "\0"))
    if match and len(match[1].split()) <= 6:
        return match[1].rstrip()
    return article.sitename if article is not None else None


def _listed(names: str | None) -> str | None:
    return ", ".join(part.strip() for part in names.split(";") if part.strip()) if names else None


def _tag(value: str | None) -> str | None:
    match = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", (value or "").strip())
    return match[0].lower() if match else None
