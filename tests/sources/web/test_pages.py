"""Web pages: the article's own text and what the page says about it; and pages that hold none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefer.errors import EmptySource, SourceError, UnreadableSource
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import Session, read, read_each
from briefer.sources.web.fetching import Fetcher
from tests.sources import made
from tests.sources.conftest import WebServer

SETTINGS = Settings()
ACCESS = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'


def read_page(tmp_path: Path, markup: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(markup.encode() if isinstance(markup, str) else markup)
    return read(str(path), SETTINGS)


def failure(tmp_path: Path, markup: str | bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_page(tmp_path, markup)
    assert caught.value.message.isprintable()
    return caught.value


def test_text_is_the_article_and_nothing_else(tmp_path: Path) -> None:
    document = read_page(tmp_path, made.page(head=made.LINKED_DATA))
    assert document.text.split("\n\n")[-4:] == list(made.PARAGRAPHS)
    assert "Cookie policy" not in document.text
    assert document.sentence(1) == made.PARAGRAPHS[0]


def test_offsets_point_into_the_text(tmp_path: Path) -> None:
    document = read_page(tmp_path, made.page())
    for number, sentence in enumerate(document.sentences, 1):
        assert document.text[sentence.start : sentence.end] == document.sentence(number)
    assert document.id == Document.identify(document.text)


def test_linked_data_gives_title_authors_publisher_and_day_in_its_own_zone(tmp_path: Path) -> None:
    source = read_page(tmp_path, made.page(head=made.LINKED_DATA, title="Other title")).source
    assert (source.title, source.author) == (made.TITLE, "Ida Holm, Per Lund")
    assert (source.publisher, source.published) == ("Halvik Monitor", date(2025, 8, 22))


def test_meta_tags_speak_where_there_is_no_linked_data(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Halvik Monitor"><meta name="author" content="Ida Holm">'
        '<meta property="article:published_time" content="2025-08-22T10:00:00Z">'
    )
    source = read_page(tmp_path, made.page(head=head)).source
    assert (source.publisher, source.author, source.published) == ("Halvik Monitor", "Ida Holm", date(2025, 8, 22))
    assert source.title == made.TITLE


@pytest.mark.parametrize(
    "broken", ["{", '{"@type": [', "[" * 5000, '{"@type": "NewsArticle", "headline": 7, "author": 5}', "null"]
)
def test_broken_linked_data_is_passed_over(tmp_path: Path, broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    assert read_page(tmp_path, made.page(head=head)).source.title == made.TITLE


@pytest.mark.parametrize("day", ["yesterday", "2025-13-45", "0000-00-00", "99999999999999999999", ""])
def test_malformed_day_is_no_error(tmp_path: Path, day: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{day}"}}</script>'
    assert len(read_page(tmp_path, made.page(head=head)).sentences) == 4


def test_page_that_declares_another_encoding_than_it_has(tmp_path: Path) -> None:
    text = "".join(
        f"<p>哈尔维克港务局八月十八日在仓库爆炸后关闭了北码头，外交部长说关闭将持续到九月十五日。第{n}段。</p>"
        for n in "一二三四五六"
    )
    document = read_page(tmp_path, made.page(text, title="哈尔维克关闭北码头", lang="zh").encode("gb18030"))
    assert "哈尔维克港务局八月十八日" in document.text
    assert document.source.language == "zh"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("gb2312", "gb18030"),
        ("utf-8", "utf-8"),
        ("no-such-thing", "utf-8"),
    ],
)
def test_declared_encoding_is_used_where_it_fits(tmp_path: Path, declared: str, encoding: str) -> None:
    word = {"cp1251": "Гавань закрыта", "gb18030": "港口关闭"}.get(encoding, "Café déjà fermé")
    body = "".join(f"<p>{word}. {paragraph.replace('“', '').replace('”', '')}</p>" for paragraph in made.PARAGRAPHS)
    assert word in read_page(tmp_path, made.page(body, declared=declared).encode(encoding)).text


def test_latin_declaration_of_a_cyrillic_page_is_not_believed(tmp_path: Path) -> None:
    sentence = "Портовое управление закрыло северный терминал после взрыва на складе, сообщил министр."
    body = "".join(f"<p>{sentence} Это абзац номер {n}.</p>" for n in range(8))
    page = made.page(body, declared="iso-8859-1", title="Порт закрыт").replace("Monitor", "").encode("cp1251")
    assert sentence in read_page(tmp_path, page).text


def test_byline_and_repeated_title_are_no_sentences(tmp_path: Path) -> None:
    body = "<p>By Ida Holm | 22 August 2025</p>" + "".join(f"<p>{p}</p>" for p in made.PARAGRAPHS)
    document = read_page(tmp_path, made.page(body))
    assert document.sentence(1) == made.PARAGRAPHS[0]
    assert (document.source.author, document.source.published) == ("Ida Holm", date(2025, 8, 22))


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("", "is empty|empty page"),
        ("<html><head><title>x</title></head><body></body></html>", "holds no article text"),
        ('<html><body><div id="root"></div><script src="a.js"></script></body></html>', "is built by scripts"),
        ("<html><body><noscript>You need to enable JavaScript to run this app.</noscript><script>x()</script></body></html>", "built by scripts|JavaScript"),
        ("<html><body><p>We use cookies to improve your visit. Accept all cookies or manage your preferences.</p></body></html>", "a notice on cookies and consent"),
        ("<html><body><h1>Just a moment...</h1><p>Checking your browser before accessing monitor.example.</p></body></html>", "a check for robots"),
        ('<html><head><meta http-equiv="refresh" content="0; url=https://monitor.example/new"></head><body></body></html>', "only leads on to https://monitor.example/new"),
    ],
)  # fmt: skip
def test_page_without_an_article_says_what_it_is(tmp_path: Path, markup: str, said: str) -> None:
    error = failure(tmp_path, markup)
    assert isinstance(error, EmptySource | UnreadableSource)
    assert any(part in error.message for part in said.split("|"))


@pytest.mark.parametrize(
    "closing",
    [
        "<p>Subscribe to continue reading this article.</p>",
        "<p>Already a subscriber? Sign in to read the full story.</p>",
        "<p>Jetzt abonnieren und weiterlesen mit Plus.</p>",
    ],
)
def test_opening_before_a_paywall_is_read_and_told(tmp_path: Path, closing: str) -> None:
    document = read_page(tmp_path, made.page(f"<p>{made.PARAGRAPHS[0]}</p><p>{made.PARAGRAPHS[1]}</p>{closing}"))
    assert any("behind a paywall" in notice for notice in document.notices)
    assert document.sentence(1) == made.PARAGRAPHS[0]


def test_page_that_says_it_is_not_free_is_told(tmp_path: Path) -> None:
    assert any("behind a paywall" in notice for notice in read_page(tmp_path, made.page(head=ACCESS)).notices)


def test_whole_article_that_offers_a_subscription_is_not_a_stub(tmp_path: Path) -> None:
    long = "".join(f"<p>{p} It was day {n}.</p>" for n in range(8) for p in made.PARAGRAPHS)
    document = read_page(tmp_path, made.page(long + "<p>Subscribe to read more of our work.</p>"))
    assert not any("paywall" in notice for notice in document.notices)


def test_article_about_cookies_is_an_article(tmp_path: Path) -> None:
    body = "".join(
        f"<p>The regulator of Norland fined {name} for its cookie notice, which it called misleading, on August 18.</p>"
        for name in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
    )
    assert len(read_page(tmp_path, made.page(body)).sentences) == 5


def test_article_body_of_linked_data_stands_in_for_an_empty_page(tmp_path: Path) -> None:
    data = '{"@type": "NewsArticle", "headline": "T", "articleBody": "' + " ".join(made.PARAGRAPHS) + '"}'
    markup = (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><div id="app"></div></body></html>'
    )
    assert made.PARAGRAPHS[0] in read_page(tmp_path, markup).text


class TestFetched:
    """Pages from a server."""

    def fetched(self, url: str) -> Document:
        fetcher = Fetcher(allow_private=True, proxies={})
        with Session(SETTINGS, fetcher=fetcher) as session:
            (found,) = read_each(url, session)
        assert isinstance(found, Document)
        return found

    def test_address_is_the_source(self, web: WebServer) -> None:
        url = web.put("/port", made.page())
        source = self.fetched(url).source
        assert (source.uri, source.url) == (url, None)
        assert source.retrieved is not None

    def test_canonical_address_of_the_same_site_is_told(self, web: WebServer) -> None:
        own = web.url("/canonical")
        source = self.fetched(web.put("/x?ref=1", made.page(head=f'<link rel="canonical" href="{own}">'))).source
        assert source.url == own

    def test_canonical_address_of_another_site_is_not_believed(self, web: WebServer) -> None:
        page = made.page(head='<link rel="canonical" href="https://famous.example/x">')
        assert self.fetched(web.put("/x", page)).source.url is None

    def test_charset_of_the_header_is_used(self, web: WebServer) -> None:
        body = "".join(f"<p>Гавань закрыта. {p.replace('“', '').replace('”', '')}</p>" for p in made.PARAGRAPHS)
        page = made.page(body).replace('<meta charset="utf-8">', "").encode("cp1251", "ignore")
        assert "Гавань закрыта" in self.fetched(web.put("/", page, "text/html; charset=windows-1251")).text


@pytest.mark.parametrize(
    ("window", "publisher"),
    [
        (f"{made.TITLE} | Halvik Monitor", "Halvik Monitor"),
        (f"{made.TITLE} - Halvik Monitor", "Halvik Monitor"),
        (made.TITLE, None),
        (f"{made.TITLE} | a line that goes on and on as no name of a paper does", None),
    ],
)
def test_publisher_stands_behind_the_title_of_the_window(tmp_path: Path, window: str, publisher: str | None) -> None:
    markup = made.page().replace(f"<title>{made.TITLE} | Halvik Monitor</title>", f"<title>{window}</title>")
    assert read_page(tmp_path, markup).source.publisher == publisher


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<p><time datetime="2025-08-22T10:00:00+02:00">Friday</time></p>', ""),
        ('<p class="date">22 August 2025</p>', ""),
        ('<span class="date">22 августа 2025, 10:00</span>', ""),
        ("", '<link rel="canonical" href="https://monitor.example/2025/08/22/port">'),
        ("", '<meta property="article:published_time" content="2025-08-22T01:00:00Z"><meta property="article:modified_time" content="2025-09-02T01:00:00Z">'),
        ("", '<meta name="dcterms.date" content="2025-08-22">'),
    ],
    ids=["time", "visible", "Russian", "address", "meta", "Dublin Core"],
)  # fmt: skip
def test_publication_date_is_found_where_pages_have_it(tmp_path: Path, body: str, head: str) -> None:
    text = body + "".join(f"<p>{paragraph}</p>" for paragraph in made.PARAGRAPHS)
    assert read_page(tmp_path, made.page(text, head=head)).source.published == date(2025, 8, 22)


def test_short_page_with_scripts_is_read_and_told(tmp_path: Path) -> None:
    markup = made.page(
        "<p>The harbour authority of Halvik closed its northern terminal on Monday.</p>",
        head="<script>count()</script>",
    )
    document = read_page(tmp_path, markup)
    assert document.sentence(1) == "The harbour authority of Halvik closed its northern terminal on Monday."
    assert any("its scripts may show more" in notice for notice in document.notices)


def test_page_of_tags_without_end_is_read_as_a_whole_and_soon(tmp_path: Path) -> None:
    document = read_page(tmp_path, made.page("<ul>" + "<li>one more item of the list</li>" * 80_000 + "</ul>"))
    assert any("read as a whole" in notice for notice in document.notices)
