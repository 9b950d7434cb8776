"""The fetcher against a real server on loopback, and what it will not do."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from briefer.errors import FetchError, RefusedAddress
from briefer.sources.web.fetching import USER_AGENT, Fetcher
from briefer.sources.web.pagestore import PageStore
from tests.sources.conftest import WebServer

Maker = Callable[..., Fetcher]


@pytest.fixture
def make() -> Iterator[Maker]:
    """A maker of fetchers that are closed when the test ends."""
    made: list[Fetcher] = []

    def maker(**options: Any) -> Fetcher:
        made.append(Fetcher(**({"proxies": {}} | options)))
        return made[-1]

    yield maker
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def fetcher(make: Maker) -> Fetcher:
    return make(timeout=5.0, limit=200_000, allow_private=True)


def failure(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    assert caught.value.message.isprintable()
    return caught.value.message


def test_page_comes_with_its_type_charset_and_address(web: WebServer, fetcher: Fetcher) -> None:
    url = web.put("/news/port.html?x=1", "<p>Halvik", "text/html; charset=Windows-1251")
    found = fetcher.fetch(url)
    assert found.data == b"<p>Halvik"
    assert (found.uri, found.address, found.name) == (url, url, "port.html")
    assert (found.media, found.charset) == ("text/html", "windows-1251")
    assert found.retrieved is not None


def test_request_says_who_asks(web: WebServer, fetcher: Fetcher) -> None:
    fetcher.fetch(web.put("/", "x"))
    headers = web.requests[0][1]
    assert headers["user-agent"] == USER_AGENT
    assert headers["user-agent"].startswith("briefer/")
    assert "cookie" not in headers
    assert "authorization" not in headers


def test_redirects_are_followed_and_told(web: WebServer, fetcher: Fetcher) -> None:
    web.put("/end", "here")
    web.redirect("/middle", "end")
    found = fetcher.fetch(web.redirect("/start", web.url("/middle")))
    assert (found.data, found.address) == (b"here", web.url("/end"))


def test_redirects_in_a_circle_end(web: WebServer, fetcher: Fetcher) -> None:
    web.redirect("/a", "/b")
    assert "redirects more than 10 times" in failure(fetcher, web.redirect("/b", "/a"))
    assert len(web.requests) == 11


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data", "metadata"),
        ("http://0251.0376.0251.0376/", "no web address"),
        ("http://2852039166/", "metadata"),
        ("http://[::ffff:169.254.169.254]/", "metadata"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://example.org/x", "only http and https"),
        ("http://user:secret@example.org/", "user name or password"),
    ],
)
def test_redirect_is_checked_like_the_first_address(
    web: WebServer, fetcher: Fetcher, location: str, reason: str
) -> None:
    message = failure(fetcher, web.redirect("/", location))
    assert reason in message
    assert "secret" not in message
    assert len(web.requests) == 1


def test_loopback_is_refused_without_leave(web: WebServer, make: Maker) -> None:
    url = web.put("/", "x")
    fetcher = make()
    assert "a loopback address; --allow-private" in failure(fetcher, url)
    assert web.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://x/",
        "javascript://x",
        "http://",
        "http:///x",
        "http://[::1",
        "http://a b/",
        "http://x:99999/",
        "http://" + "a" * 9000,
    ],
)
def test_address_of_no_use_is_refused_in_one_line(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(RefusedAddress) as caught:
        fetcher.fetch(url)
    assert len(caught.value.message) < 300


def test_password_in_an_address_is_refused_and_not_repeated(fetcher: Fetcher) -> None:
    message = failure(fetcher, "http://me:secret@example.org/")
    assert "secret" not in message


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "is not there (404 Not Found)"),
        (403, "refused by its server (403 Forbidden)"),
        (451, "save it"),
        (500, "try again later"),
        (599, "(599)"),
        (302, "redirects to nowhere"),
    ],
)
def test_status_is_told_with_what_to_do(web: WebServer, fetcher: Fetcher, status: int, said: str) -> None:
    assert said in failure(fetcher, web.put("/", b"", status=status))


def test_busy_server_is_asked_again_once(web: WebServer, fetcher: Fetcher) -> None:
    web.put("/", b"", status=503, Retry_After="0")
    assert "503" in failure(fetcher, web.url("/"))
    assert len(web.requests) == 2


def test_media_that_hold_no_text_are_refused_before_they_are_read(web: WebServer, fetcher: Fetcher) -> None:
    assert "is video/mp4, which is not read" in failure(fetcher, web.put("/", b"x" * 150_000, "video/mp4"))


def test_body_over_the_limit_stops(web: WebServer, fetcher: Fetcher) -> None:
    assert "more than the 0.2 MB that are read" in failure(fetcher, web.put("/", b"x" * 300_000))


def test_declared_gigabyte_is_not_waited_for(web: WebServer, fetcher: Fetcher) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Content-Length", "1000000000")
        request.end_headers()
        request.wfile.write(b"x" * 1000)
        request.close_connection = True

    assert "cannot be fetched" in failure(fetcher, web.answer("/", answer))


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_bomb_stops_at_the_limit(web: WebServer, fetcher: Fetcher, encoding: str) -> None:
    bomb = zlib.compress(b"\0" * 50_000_000) if encoding == "deflate" else gzip.compress(b"\0" * 50_000_000)
    assert "more than the 0.2 MB" in failure(fetcher, web.put("/", bomb, Content_Encoding=encoding))


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "raw"])
def test_compressed_body_is_read(web: WebServer, fetcher: Fetcher, encoding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(b"text"),
        "x-gzip": gzip.compress(b"text"),
        "deflate": zlib.compress(b"text"),
        "raw": raw.compress(b"text") + raw.flush(),
    }[encoding]
    url = web.put("/", packed, Content_Encoding="deflate" if encoding == "raw" else encoding)
    assert fetcher.fetch(url).data == b"text"


@pytest.mark.parametrize(
    ("encoding", "body"), [("br", b"x"), ("gzip", b"no gzip"), ("gzip, gzip", gzip.compress(gzip.compress(b"x")))]
)
def test_other_encodings_and_damage_are_told(web: WebServer, fetcher: Fetcher, encoding: str, body: bytes) -> None:
    assert "cannot be fetched" in failure(fetcher, web.put("/", body, Content_Encoding=encoding))


@pytest.mark.parametrize("part", ["head", "body"])
def test_slow_drip_ends_in_time(web: WebServer, make: Maker, part: str) -> None:
    """A byte now and then keeps every single read alive, and must not keep the fetch alive."""
    stop = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"\r\n" if part == "body" else b""))
        while not stop.wait(0.05):
            request.wfile.write(b"X: y\r\n" if part == "head" else b"x")
            request.wfile.flush()

    fetcher = make(timeout=0.5, allow_private=True)
    began = time.monotonic()
    message = failure(fetcher, web.answer("/", drip))
    stop.set()
    assert "within 0.5 s" in message
    assert time.monotonic() - began < 5


def test_server_that_never_answers_is_left(web: WebServer, make: Maker) -> None:
    stop = threading.Event()
    fetcher = make(timeout=0.3, allow_private=True)
    assert "did not answer in full" in failure(fetcher, web.answer("/", lambda _: stop.wait(5) and None))
    stop.set()


def test_garbage_in_place_of_http_is_told(web: WebServer, fetcher: Fetcher) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"\0\1\2 no http\r\n\r\n")
        request.close_connection = True

    assert "cannot be fetched" in failure(fetcher, web.answer("/", answer))


def test_nobody_listening_is_told(fetcher: Fetcher) -> None:
    assert "cannot be fetched" in failure(fetcher, "http://127.0.0.1:9/")


def test_unknown_host_is_told(make: Maker) -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    fetcher = make(resolver=resolver)
    assert "Name or service not known" in failure(fetcher, "http://nowhere.example/")


def test_one_request_at_a_time_reaches_a_host(web: WebServer, fetcher: Fetcher) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.02)
        request.send_response(200)
        request.send_header("Content-Length", "1")
        request.end_headers()
        request.wfile.write(b"x")

    urls = [web.answer(f"/{number}", answer) for number in range(8)]
    threads = [threading.Thread(target=fetcher.fetch, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(web.requests) == 8
    assert web.most_at_once == 1


class TestRobots:
    """robots.txt binds what no user named."""

    def allowed(self, web: WebServer, fetcher: Fetcher, path: str) -> bool:
        web.put(path, "x")
        try:
            fetcher.fetch(web.url(path), is_crawled=True)
        except RefusedAddress:
            return False
        return True

    def test_rules_are_obeyed_and_read_once(self, web: WebServer, fetcher: Fetcher) -> None:
        web.put("/robots.txt", "User-agent: briefer\nDisallow: /private\nDisallow: /*.pdf$", "text/plain")
        assert self.allowed(web, fetcher, "/open")
        assert not self.allowed(web, fetcher, "/private/x")
        assert not self.allowed(web, fetcher, "/a.pdf")
        assert [path for path, _ in web.requests].count("/robots.txt") == 1

    def test_missing_file_allows_all(self, web: WebServer, fetcher: Fetcher) -> None:
        assert self.allowed(web, fetcher, "/x")

    def test_file_that_cannot_be_had_allows_nothing(self, web: WebServer, fetcher: Fetcher) -> None:
        web.put("/robots.txt", b"", status=500)
        assert not self.allowed(web, fetcher, "/x")

    def test_what_the_user_named_is_fetched_anyway(self, web: WebServer, fetcher: Fetcher) -> None:
        web.put("/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
        assert fetcher.fetch(web.put("/x", "here")).data == b"here"


class TestStore:
    """Pages that have not changed are not sent again."""

    @pytest.fixture
    def stored(self, make: Maker, tmp_path: Path) -> Callable[..., Fetcher]:
        """A maker of fetchers over one store."""

        def maker(mode: str = "auto") -> Fetcher:
            return make(allow_private=True, store=PageStore(str(tmp_path / "pages")), mode=mode)

        return maker

    def test_unchanged_page_is_taken_from_the_store(self, web: WebServer, stored: Maker, tmp_path: Path) -> None:
        def answer(request: BaseHTTPRequestHandler) -> None:
            known = request.headers.get("If-None-Match") == '"7"'
            request.send_response(304 if known else 200)
            request.send_header("ETag", '"7"')
            request.send_header("Content-Type", "text/html; charset=utf-8")
            request.send_header("Content-Length", "0" if known else "4")
            request.end_headers()
            if not known:
                request.wfile.write(b"page")

        url = web.answer("/", answer)
        first = stored().fetch(url)
        second = stored().fetch(url)
        assert first == second
        assert "if-none-match" in web.requests[1][1]

    def test_last_modified_is_sent_back(self, web: WebServer, stored: Maker, tmp_path: Path) -> None:
        day = "Fri, 22 Aug 2025 10:00:00 GMT"
        url = web.put("/", "x", Last_Modified=day)
        stored().fetch(url)
        stored().fetch(url)
        assert web.requests[1][1]["if-modified-since"] == day

    def test_replay_asks_nobody(self, web: WebServer, stored: Maker, tmp_path: Path) -> None:
        url = web.put("/", "x")
        stored().fetch(url)
        assert stored("replay").fetch(url).data == b"x"
        assert len(web.requests) == 1
        assert "never stored" in failure(stored("replay"), web.put("/other", "x"))

    def test_refresh_asks_anew(self, web: WebServer, stored: Maker, tmp_path: Path) -> None:
        url = web.put("/", "x", ETag='"1"')
        stored().fetch(url)
        stored("refresh").fetch(url)
        assert "if-none-match" not in web.requests[1][1]

    def test_damaged_store_is_as_if_empty(self, web: WebServer, stored: Maker, tmp_path: Path) -> None:
        url = web.put("/", "x", ETag='"1"')
        stored().fetch(url)
        for file in (tmp_path / "pages").iterdir():
            file.write_bytes(b"\0broken")
        assert stored().fetch(url).data == b"x"

    def test_folder_that_cannot_be_written_is_no_failure(self, web: WebServer, stored: Maker, tmp_path: Path) -> None:
        (tmp_path / "pages").write_text("a file")
        assert stored().fetch(web.put("/", "x")).data == b"x"


class TestProxy:
    """A proxy that the environment names is used, and what can be checked beside it is."""

    def test_request_goes_through_the_proxy(self, web: WebServer, make: Maker) -> None:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("Content-Length", "5")
            request.end_headers()
            request.wfile.write(b"proxy")

        web.pages["http://public.example/x"] = answer
        fetcher = make(proxies={"http": web.url("")}, resolver=lambda *_: ["93.184.216.34"])
        assert fetcher.fetch("http://public.example/x").data == b"proxy"

    @pytest.mark.parametrize("host", ["169.254.169.254", "10.0.0.1", "2130706433"])
    def test_private_literal_is_refused_beside_a_proxy(self, web: WebServer, make: Maker, host: str) -> None:
        fetcher = make(proxies={"http": web.url("")})
        with pytest.raises(RefusedAddress):
            fetcher.fetch(f"http://{host}/")
        assert web.requests == []

    def test_environment_names_the_proxy(self, web: WebServer, make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
        web.pages["http://public.example/"] = (200, {}, b"proxy")
        monkeypatch.setenv("HTTP_PROXY", web.url(""))
        monkeypatch.setenv("http_proxy", web.url(""))

        def unknown(host: str, port: int) -> list[str]:
            raise OSError(host)

        assert make(resolver=unknown, proxies=None).fetch("http://public.example/").data == b"proxy"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
class TestCertificates:
    """The certificate is checked against the name that was asked for, not the address that was connected to."""

    @pytest.fixture
    def port(self, tmp_path: Path) -> Iterator[int]:
        """A server with a certificate of its own for localhost."""
        command = "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost"
        subprocess.run(
            [*command.split(), "-addext", "subjectAltName=DNS:localhost"], cwd=tmp_path, capture_output=True, check=True
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"secret")

            def log_message(self, *_: Any) -> None:
                """A test's output is no place for a log."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: Any) -> None:
                """A client that does not trust the certificate leaves."""

        server = Server(("127.0.0.1", 0), Handler)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        server.server_close()
        thread.join()

    def test_unknown_certificate_is_refused(self, port: int, fetcher: Fetcher) -> None:
        assert "its certificate is not trusted: self-signed" in failure(fetcher, f"https://localhost:{port}/")

    def test_trusted_certificate_of_the_name_passes_and_of_another_does_not(
        self, port: int, make: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        fetcher = make(allow_private=True, resolver=lambda *_: ["127.0.0.1"])
        assert fetcher.fetch(f"https://localhost:{port}/").data == b"secret"
        assert "not valid for 'other.example'" in failure(fetcher, f"https://other.example:{port}/")


def test_page_that_must_not_be_stored_is_not(web: WebServer, make: Maker, tmp_path: Path) -> None:
    store = PageStore(str(tmp_path / "pages"))
    make(allow_private=True, store=store, mode="auto").fetch(web.put("/", "x", Cache_Control="private, no-store"))
    assert store.get(web.url("/")) is None


def test_proxy_of_another_kind_is_told(make: Maker) -> None:
    fetcher = make(proxies={"http": "socks5://127.0.0.1:9"}, resolver=lambda *_: ["93.184.216.34"])
    assert "proxy of the kind socks5" in failure(fetcher, "http://public.example/")


def test_address_in_another_script_is_fetched(web: WebServer, fetcher: Fetcher) -> None:
    web.put("/%D0%BF%D0%BE%D1%80%D1%82", "here")
    assert fetcher.fetch(web.url("/порт")).data == b"here"
