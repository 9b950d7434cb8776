"""From what a user names to documents: many kinds at once, --since, --limit, and errors that leave the rest alone."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from briefer import brief
from briefer.errors import EmptySource, MissingReader, NothingToBrief, SettingsError, SourceError, UnreadableSource
from briefer.records import Document
from briefer.settings import Settings, load_settings
from briefer.sources import Session, read, read_each
from briefer.sources.web.fetching import Fetcher
from tests.sources import made
from tests.sources.conftest import WebServer


def texts(argument: str, **flags: object) -> tuple[list[str], list[str]]:
    """The texts of the documents, and the messages of the errors."""
    with Session(Settings(**flags)) as session:  # type: ignore[arg-type]
        found = list(read_each(argument, session))
    return [d.text for d in found if isinstance(d, Document)], [e.message for e in found if isinstance(e, SourceError)]


def age(path: Path, days: float) -> None:
    moment = path.stat().st_mtime - days * 86_400
    os.utime(path, (moment, moment))


def test_folder_of_all_kinds_is_one_brief(tmp_path: Path, web: WebServer) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in {
        "a.docx": made.word(),
        "b.eml": made.mail("Talks with Suderia failed on August 20."),
        "c.zip": made.zipped({"x.txt": "Suderia left the talks on August 21."}),
    }.items():
        (folder / name).write_bytes(data)
    address = web.put(
        "/port",
        made.page(
            "".join(f"<p>Norland said on August 2{n} that ships would wait {n} days at sea.</p>" for n in range(1, 8))
        ),
    )
    made_brief = brief(folder, address, allow_private=True)
    assert len(made_brief.sources) == 4
    assert made_brief.sources[3].uri == address
    assert not [gap for gap in made_brief.gaps if gap.kind == "source"]


def test_what_cannot_be_read_is_a_gap_and_the_rest_is_briefed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(made.TEXT)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 broken")
    result = brief(tmp_path / "a.txt", tmp_path / "b.pdf", "https://127.0.0.1:1/x", tmp_path / "*.docx")
    gaps = [gap.text for gap in result.gaps if gap.kind == "source"]
    assert len(gaps) == 3
    assert "no readable PDF" in gaps[0]
    assert "loopback" in gaps[1]
    assert "no file fits this pattern" in gaps[2]


def test_copies_are_listed_with_the_source_they_repeat(tmp_path: Path) -> None:
    long = "\n\n".join(made.PARAGRAPHS)
    (tmp_path / "a.txt").write_text(f"Title: T\nPublisher: Monitor\n\n{long}")
    (tmp_path / "b.txt").write_text(f"Title: T\nPublisher: Herald\n\n{long} More is to come.")
    result = brief(tmp_path / "a.txt", tmp_path / "b.txt")
    assert [(source.publisher, [copy.publisher for copy in source.also]) for source in result.sources] == [
        ("Herald", ["Monitor"])
    ]
    assert "Monitor" in result.to_markdown().split("## Sources")[1]


class TestSince:
    """--since goes by the date of the file, unless what is in it has a date of its own."""

    def test_old_files_are_left_out_and_told(self, tmp_path: Path) -> None:
        for name in ("old.txt", "new.txt"):
            (tmp_path / name).write_text(f"The port is closed, says {name}.")
        age(tmp_path / "old.txt", 3)
        result = brief(tmp_path / "old.txt", tmp_path / "new.txt", since="24h")
        assert [source.uri for source in result.sources] == [str(tmp_path / "new.txt")]
        assert any("1 source was left out as older than --since 24h" in gap.text for gap in result.gaps)

    def test_mail_goes_by_its_own_date(self, tmp_path: Path) -> None:
        (tmp_path / "a.eml").write_bytes(made.mail())
        assert texts(str(tmp_path / "a.eml"), since="2025-08-23") == ([], [])
        age(tmp_path / "a.eml", 4000)
        assert len(texts(str(tmp_path / "a.eml"), since="2025-08-22")[0]) == 1

    def test_record_goes_by_its_own_date(self, tmp_path: Path) -> None:
        lines = [f'{{"text": "The port is closed, day {day}.", "date": "2025-08-{day}"}}' for day in (20, 22)]
        (tmp_path / "a.jsonl").write_text("\n".join([*lines, '{"text": "The port has no date."}']))
        found = texts(str(tmp_path / "a.jsonl"), since="2025-08-21")[0]
        assert found == ["The port is closed, day 22.", "The port has no date."]

    def test_span_counts_back_from_the_cut_off(self, tmp_path: Path) -> None:
        (tmp_path / "a.eml").write_bytes(made.mail())
        assert len(texts(str(tmp_path / "a.eml"), since="2d", as_of=date(2025, 8, 23))[0]) == 1
        assert texts(str(tmp_path / "a.eml"), since="2d", as_of=date(2025, 8, 25))[0] == []

    def test_fetched_page_goes_by_its_publication_date(self, web: WebServer) -> None:
        head = '<meta property="article:published_time" content="2025-08-22T10:00:00Z">'
        url = web.put("/", made.page(head=head))
        for since, count in (("2025-08-23", 0), ("2025-08-22", 1)):
            with Session(Settings(since=since), fetcher=Fetcher(allow_private=True, proxies={})) as session:
                assert len(list(read_each(url, session))) == count

    def test_all_too_old_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("The port is closed.")
        age(tmp_path / "a.txt", 3)
        with pytest.raises(NothingToBrief, match="left out as older than --since 24h"):
            brief(tmp_path / "a.txt", since="24h")

    @pytest.mark.parametrize("since", ["yesterday", "24", "-3d", "2025-13-01", "1y", ""])
    def test_span_of_another_form_is_refused(self, since: str, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("The port is closed.")
        if since:
            with pytest.raises(SettingsError):
                brief(tmp_path / "a.txt", since=since)
        else:
            with pytest.raises(SettingsError):
                load_settings(since=since)

    def test_span_before_all_time_is_survived(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("The port is closed.")
        assert brief(tmp_path / "a.txt", since="99999w").sources


class TestLimit:
    """--limit counts documents."""

    def test_first_documents_are_read_and_the_rest_is_told(self, tmp_path: Path) -> None:
        for n in range(5):
            (tmp_path / f"{n}.txt").write_text(f"Port {n} is closed, and {n} ships wait.")
        result = brief(tmp_path, limit=2)
        assert [Path(source.uri).name for source in result.sources] == ["0.txt", "1.txt"]
        assert any("Only the first 2 documents were read" in gap.text for gap in result.gaps)

    def test_limit_that_is_not_reached_is_not_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("The port is closed.")
        assert not any("--limit" in gap.text for gap in brief(tmp_path, limit=1).gaps)


def test_data_of_another_kind_in_a_folder_is_a_caveat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The port is closed.")
    (tmp_path / "package.json").write_text('{"name": "x", "description": "y"}')
    gaps = brief(tmp_path).gaps
    assert not [gap for gap in gaps if gap.kind == "source"]
    assert any("left out as data without articles" in gap.text and "package.json" in gap.text for gap in gaps)


def test_standard_input_may_be_of_any_kind() -> None:
    document = read("-", Settings(), stdin=io.BytesIO(made.word()))
    assert (document.source.uri, document.source.title) == ("-", made.TITLE)


def test_read_refuses_several_documents(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(made.zipped({"a.txt": "One is closed.", "b.txt": "Two is open."}))
    with pytest.raises(UnreadableSource, match="holds several articles"):
        read(str(tmp_path / "a.zip"), Settings())


def test_read_of_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(made.mail())
    with pytest.raises(EmptySource):
        read(str(tmp_path / "a.eml"), Settings(since="2025-09-01"))


@pytest.mark.parametrize(
    ("package", "name", "data", "extra"),
    [
        ("trafilatura", "a.html", made.page().encode(), "web"),
        ("feedparser", "a.xml", made.feed(made.entry(1, "x")).encode(), "web"),
        ("pypdfium2", "a.pdf", b"%PDF-1.7", "pdf"),
        ("striprtf", "a.rtf", made.richtext(), "office"),
        ("oxmsg", "a.msg", made.outlook(), "office"),
    ],
)
def test_missing_reader_names_the_extra(tmp_path: Path, package: str, name: str, data: bytes, extra: str) -> None:
    """In a process whose interpreter has no such package."""
    import subprocess
    import sys

    (tmp_path / name).write_bytes(data)
    code = (
        "import sys, importlib.abc\n"
        "class Absent(importlib.abc.MetaPathFinder):\n"
        f"    def find_spec(self, name, path, target=None):\n        if name.split('.')[0] == {package!r}: raise ModuleNotFoundError(name=name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        "from briefer.apps.cli import main\n"
        f"main([{str(tmp_path / name)!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"pip install 'briefer[{extra}]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert issubclass(MissingReader, SourceError)


def test_memory_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    import tracemalloc

    for n in range(400):
        (tmp_path / f"{n:03}.txt").write_text(f"{made.TEXT}\n\nThis was number {n}.")
    with Session(Settings()) as session:
        found = read_each(str(tmp_path), session)
        for _ in range(50):
            next(found)
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        assert sum(1 for _ in found) == 350
        grown = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
    assert grown < 400_000


def test_slow_hosts_do_not_wait_for_each_other_and_order_is_kept(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two names of one machine: requests to both are under way at once, to each one at a time."""
    import time
    from http.server import BaseHTTPRequestHandler

    def answer(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.1)
        body = f"The port is closed, says {request.path}.".encode()
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    urls = []
    for n in range(3):
        web.answer(f"/{n}", answer)
        urls += [web.url(f"/{n}"), web.url(f"/{n}", host="localhost")]
    result = brief(*urls, web.url("/missing"), allow_private=True)
    assert web.most_at_once == 2
    assert [source.uri for source in result.sources] == urls[::2]
    assert [[copy.uri for copy in source.also] for source in result.sources] == [[url] for url in urls[1::2]]
    assert len([gap for gap in result.gaps if gap.kind == "source"]) == 1


@pytest.mark.parametrize("name", ["mail.eml", "mail.eml#a.zip#x.txt", "mail.eml#b.docx"])
def test_source_is_read_by_the_name_that_a_brief_gives_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "mail.eml").write_bytes(
        made.mail(a__zip=made.zipped({"x.txt": "The port is closed."}), b__docx=made.word())
    )
    uri = str(tmp_path / name)
    with Session(Settings()) as session:
        found = [item for item in read_each(uri, session) if isinstance(item, Document)]
    assert found[0].source.uri == uri
    assert len(found) == (3 if name == "mail.eml" else 1)


def test_name_of_no_source_within_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(made.mail())
    assert "its file holds no such source" in texts(str(tmp_path / "mail.eml#gone.pdf"))[1][0]


def test_file_with_a_hash_in_its_name_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Not this one.")
    (tmp_path / "a.txt#b.txt").write_text("This one is closed.")
    assert texts(str(tmp_path / "a.txt#b.txt")) == (["This one is closed."], [])


@pytest.mark.parametrize("suffix", ["pdf", "docx", "msg"])
def test_overwritten_document_is_called_damaged(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").write_bytes(bytes(range(128, 256)) * 30 + b"\0\1\2" * 100)
    assert f"is no {suffix.upper()} document" in texts(str(tmp_path / f"a.{suffix}"))[1][0]
