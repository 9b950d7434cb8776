"""Feeds: entries as sources, followed to their pages where that is wanted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from briefer.errors import EmptySource, NoArticles, SourceError, UnreadableSource
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import Session, read_each
from briefer.sources.web.fetching import Fetcher
from tests.sources import made
from tests.sources.conftest import WebServer

Reader = Callable[..., list[Document | SourceError]]
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Monitor</title>
<entry><title type="html">First &amp;amp; last</title><id>tag:1</id><link href="https://monitor.example/1"/>
<author><name>Ida Holm</name></author><updated>2025-08-22T10:00:00+02:00</updated>
<content type="html">&lt;p&gt;The terminal closed.&lt;/p&gt;&lt;p&gt;Two ships were turned away.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Monitor</title></channel><item rdf:about="https://monitor.example/1">
<title>First</title><link>https://monitor.example/1</link><description>The terminal closed on Monday.</description><dc:date>2025-08-22</dc:date></item></rdf:RDF>"""


@pytest.fixture
def read_feed(tmp_path: Path) -> Iterator[Reader]:
    """A reader of a feed in a file, or at an address; what is private may be fetched."""
    sessions: list[Session] = []

    def reader(feed: str, **flags: object) -> list[Document | SourceError]:
        session = Session(Settings(**flags), fetcher=Fetcher(allow_private=True, proxies={}, timeout=5.0))  # type: ignore[arg-type]
        sessions.append(session)
        if feed.startswith("http"):
            return list(read_each(feed, session))
        (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
        return list(read_each(str(tmp_path / "feed.xml"), session))

    yield reader
    for session in sessions:
        session.close()


def documents(found: list[Document | SourceError]) -> list[Document]:
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def test_each_entry_is_a_source(read_feed: Reader) -> None:
    found = documents(read_feed(made.feed(made.entry(1, made.TEXT) + made.entry(2, "Talks will go on next week."))))
    assert [document.source.uri for document in found] == ["https://monitor.example/1", "https://monitor.example/2"]
    assert [document.source.publisher for document in found] == ["Halvik Monitor"] * 2
    assert found[0].source.published == date(2025, 8, 22)
    assert found[0].source.title == "Entry 1 of the feed"
    assert found[1].text == "Talks will go on next week."


def test_atom_entry_with_markup(read_feed: Reader) -> None:
    (found,) = documents(read_feed(ATOM))
    assert found.text == "The terminal closed.\n\nTwo ships were turned away."
    assert (found.source.title, found.source.author, found.source.published) == (
        "First & last",
        "Ida Holm",
        date(2025, 8, 22),
    )


def test_rss_1_entry(read_feed: Reader) -> None:
    (found,) = documents(read_feed(RDF))
    assert (found.text, found.source.published) == ("The terminal closed on Monday.", date(2025, 8, 22))


def test_entry_that_stands_twice_is_one(read_feed: Reader) -> None:
    assert len(read_feed(made.feed(made.entry(1, "The port is closed.") * 3))) == 1


def test_summary_says_that_it_is_one(read_feed: Reader) -> None:
    (found,) = documents(read_feed(made.feed(made.entry(1, "The port of Halvik is closed."))))
    assert "no more than the feed's own 6 words" in found.notices


def test_headline_alone_is_still_news(read_feed: Reader) -> None:
    (found,) = documents(read_feed(made.feed(made.entry(1, ""))))
    assert found.text == "Entry 1 of the feed."


@pytest.mark.parametrize("day", ["yesterday", "Fri, 99 Foo 2025", "2025-02-31", "0", "-1"])
def test_malformed_date_is_none(read_feed: Reader, day: str) -> None:
    (found,) = documents(read_feed(made.feed(made.entry(1, "The port is closed.", date=day))))
    assert found.source.published is None


def test_script_in_an_entry_is_no_text(read_feed: Reader) -> None:
    text = "<p>The port is closed.</p><script>steal()</script><style>p{}</style>"
    assert documents(read_feed(made.feed(made.entry(1, text))))[0].text == "The port is closed."


@pytest.mark.parametrize(
    ("feed", "error"),
    [
        (made.feed(""), EmptySource),
        ("<?xml version='1.0'?><note><to>x</to></note>", NoArticles),
        (made.feed("")[:60], SourceError),
        ('<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>', UnreadableSource),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>', UnreadableSource),
    ],
)  # fmt: skip
def test_feed_without_entries_or_with_entities_is_an_error(tmp_path: Path, feed: str, error: type[SourceError]) -> None:
    (tmp_path / "feed.rss").write_text(feed)
    with Session(Settings()) as session:
        (found,) = read_each(str(tmp_path / "feed.rss"), session)
    assert isinstance(found, error)
    assert found.message.isprintable()


def test_since_leaves_old_entries_out(read_feed: Reader) -> None:
    fresh = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() - 3600))
    feed = made.feed(made.entry(1, "Old news.") + made.entry(2, "New news.", date=fresh))
    assert [document.text for document in documents(read_feed(feed, since="24h"))] == ["New news."]


class TestFollowed:
    """Entries whose pages are fetched."""

    def test_pages_of_a_feed_from_the_web_are_read(self, web: WebServer, read_feed: Reader) -> None:
        link = web.put("/1", made.page())
        url = web.put("/feed", made.feed(made.entry(1, "Teaser.", link=link)), "application/rss+xml")
        (found,) = documents(read_feed(url))
        assert made.PARAGRAPHS[3] in found.text
        assert (found.source.uri, found.source.title) == (link, made.TITLE)
        assert found.source.published == date(2025, 8, 22)

    def test_pages_of_a_feed_in_a_file_are_not_fetched_unasked(self, web: WebServer, read_feed: Reader) -> None:
        feed = made.feed(made.entry(1, "Teaser.", link=web.put("/1", made.page())))
        assert documents(read_feed(feed))[0].text == "Teaser."
        assert web.requests == []
        assert made.PARAGRAPHS[3] in documents(read_feed(feed, follow=True))[0].text

    def test_no_follow_reads_the_feed_alone(self, web: WebServer, read_feed: Reader) -> None:
        url = web.put("/feed", made.feed(made.entry(1, "Teaser.", link=web.put("/1", made.page()))), "text/xml")
        assert documents(read_feed(url, follow=False))[0].text == "Teaser."
        assert len(web.requests) == 1

    def test_page_that_fails_leaves_the_summary_and_says_why(self, web: WebServer, read_feed: Reader) -> None:
        url = web.put("/feed", made.feed(made.entry(1, "Teaser.", link=web.url("/gone"))), "text/xml")
        (found,) = documents(read_feed(url))
        assert found.text == "Teaser."
        assert any("404" in notice for notice in found.notices)

    def test_page_that_robots_txt_closes_is_not_fetched(self, web: WebServer, read_feed: Reader) -> None:
        web.put("/robots.txt", "User-agent: *\nDisallow: /1", "text/plain")
        url = web.put("/feed", made.feed(made.entry(1, "Teaser.", link=web.put("/1", made.page()))), "text/xml")
        (found,) = documents(read_feed(url))
        assert any("robots.txt" in notice for notice in found.notices)
        assert "/1" not in [path for path, _ in web.requests]

    def test_feed_that_leads_to_itself_ends(self, web: WebServer, read_feed: Reader) -> None:
        links = [web.url("/feed"), web.url("/feed?again")]
        feed = made.feed("".join(made.entry(n, f"Teaser {n}.", link=link) for n, link in enumerate(links)))
        web.put("/feed?again", feed, "text/xml")
        found = documents(read_feed(web.put("/feed", feed, "text/xml")))
        assert [document.text for document in found] == ["Teaser 0.", "Teaser 1."]
        assert len(web.requests) <= 4

    def test_entry_with_private_address_is_refused_without_leave(self, web: WebServer, tmp_path: Path) -> None:
        feed = made.feed(made.entry(1, "Teaser.", link=web.put("/1", made.page())))
        (tmp_path / "feed.xml").write_text(feed)
        with Session(Settings(follow=True), fetcher=Fetcher(proxies={})) as session:
            (found,) = documents(list(read_each(str(tmp_path / "feed.xml"), session)))
        assert any("loopback" in notice for notice in found.notices)
        assert web.requests == []

    def test_whole_text_in_the_feed_needs_no_page(self, web: WebServer, read_feed: Reader) -> None:
        text = " ".join(made.PARAGRAPHS * 4)
        url = web.put("/feed", made.feed(made.entry(1, text, link=web.url("/1"))), "text/xml")
        documents(read_feed(url))
        assert len(web.requests) == 1
