"""Articles in JSON, JSON Lines, CSV and ZIP archives, and transcripts."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from briefer.errors import EmptySource, NoArticles, SourceError
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import Session, read_each
from tests.sources import made

FIRST, SECOND = made.PARAGRAPHS[0], made.PARAGRAPHS[3]


def found_in(tmp_path: Path, name: str, data: bytes | str, **flags: object) -> list[Document | SourceError]:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    with Session(Settings(**flags)) as session:  # type: ignore[arg-type]
        return list(read_each(str(tmp_path / name), session))


def documents(tmp_path: Path, name: str, data: bytes | str, **flags: object) -> list[Document]:
    found = found_in(tmp_path, name, data, **flags)
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def error(tmp_path: Path, name: str, data: bytes | str, **flags: object) -> SourceError:
    (found,) = found_in(tmp_path, name, data, **flags)
    assert isinstance(found, SourceError)
    assert found.message.isprintable()
    return found


class TestJson:
    """JSON in the shapes that news APIs and exports have."""

    ARTICLE: ClassVar[dict[str, object]] = {
        "title": "Port closed", "content": FIRST, "publishedAt": "2025-08-22T10:00:00Z", "author": ["Ida Holm", {"name": "Per Lund"}],
        "source": {"id": None, "name": "Halvik Monitor"}, "url": "https://monitor.example/1", "language": "en-GB",
    }  # fmt: skip

    @pytest.mark.parametrize(
        "shape",
        [lambda a: a, lambda a: [a], lambda a: {"status": "ok", "articles": [a]}, lambda a: {"results": [a]}, lambda a: {"data": [a]}],
    )  # fmt: skip
    def test_article_with_its_fields(self, tmp_path: Path, shape: object) -> None:
        (document,) = documents(tmp_path, "a.json", json.dumps(shape(self.ARTICLE)))  # type: ignore[operator]
        source = document.source
        assert document.text == FIRST
        assert (source.title, source.author, source.publisher) == (
            "Port closed",
            "Ida Holm, Per Lund",
            "Halvik Monitor",
        )
        assert (source.published, source.url, source.language) == (date(2025, 8, 22), "https://monitor.example/1", "en")
        assert source.uri == str(tmp_path / "a.json#1")

    def test_fields_are_named_by_the_user(self, tmp_path: Path) -> None:
        data = [{"meta": {"when": "22 August 2025"}, "parts": ["x", {"inner": FIRST}], "head": "Port closed"}]
        fields = "text=parts.1.inner, date=meta.when,title=head"
        (document,) = documents(tmp_path, "a.json", json.dumps(data), fields=fields)
        assert (document.text, document.source.title) == (FIRST, "Port closed")
        assert document.source.published == date(2025, 8, 22)

    def test_json_feed(self, tmp_path: Path) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Halvik Monitor",
            "items": [
                {
                    "id": "1",
                    "url": "https://monitor.example/1",
                    "content_html": f"<p>{FIRST}</p><p>{SECOND}</p>",
                    "date_published": "2025-08-22T10:00:00+02:00",
                }
            ],
        }
        (document,) = documents(tmp_path, "a.json", json.dumps(feed))
        assert document.text == f"{FIRST}\n\n{SECOND}"
        assert (document.source.publisher, document.source.published) == ("Halvik Monitor", date(2025, 8, 22))

    @pytest.mark.parametrize(
        ("day", "want"),
        [
            (1755849600, date(2025, 8, 22)),
            (1755849600000, date(2025, 8, 22)),
            ("Fri, 22 Aug 2025 10:00:00 GMT", date(2025, 8, 22)),
            ("2025-08-22 10:00:00 UTC", date(2025, 8, 22)),
            ("soon", None),
            (1e300, None),
            (-1e20, None),
            (True, None),
            ("2025-13-40", None),
            ([], None),
        ],
    )
    def test_dates_in_many_forms(self, tmp_path: Path, day: object, want: date | None) -> None:
        (document,) = documents(tmp_path, "a.json", json.dumps({"text": FIRST, "date": day}))
        assert document.source.published == want

    def test_wrong_date_is_told(self, tmp_path: Path) -> None:
        (document,) = documents(tmp_path, "a.json", json.dumps({"text": FIRST, "date": "soon"}))
        assert "its date cannot be read: soon" in document.notices

    @pytest.mark.parametrize(
        "data",
        ["[1, 2]", '{"a": 1}', "[]", '{"text": 7}', '{"name": "package", "description": "of things"}'],
    )
    def test_other_data_is_no_article(self, tmp_path: Path, data: str) -> None:
        assert isinstance(error(tmp_path, "a.json", data), NoArticles)

    @pytest.mark.parametrize("data", ['{"text": ', "[" * 100_000, '{"text": "x", "n": ' + "9" * 10_000])
    def test_broken_data_is_one_line(self, tmp_path: Path, data: str) -> None:
        assert str(tmp_path) in error(tmp_path, "a.json", data).message

    def test_integer_without_end_is_no_error(self, tmp_path: Path) -> None:
        assert documents(tmp_path, "a.json", f'{{"text": "The port is closed.", "n": {"9" * 10_000}}}')

    def test_lines_are_read_one_by_one_and_broken_ones_told(self, tmp_path: Path) -> None:
        lines = [json.dumps({"text": FIRST}), "{broken", "", json.dumps({"text": SECOND}), json.dumps(["other"])]
        first, wrong, second = found_in(tmp_path, "a.jsonl", "\n".join(lines))
        assert isinstance(first, Document)
        assert isinstance(second, Document)
        assert isinstance(wrong, SourceError)
        assert "line 2" in wrong.message
        assert second.source.uri.endswith("#4")

    def test_lines_under_the_name_of_json_are_read(self, tmp_path: Path) -> None:
        data = "\n".join(json.dumps({"text": text}) for text in (FIRST, SECOND))
        assert len(documents(tmp_path, "a.json", data)) == 2

    def test_file_larger_than_a_source_is_read_line_by_line(self, tmp_path: Path) -> None:
        data = "\n".join(json.dumps({"text": f"{FIRST} Note {n}."}) for n in range(2000))
        assert len(documents(tmp_path, "a.jsonl", data, max_source_mb=0.1)) == 2000

    def test_line_longer_than_a_source_is_told(self, tmp_path: Path) -> None:
        assert (
            "more than 0.01 MB"
            in error(tmp_path, "a.jsonl", json.dumps({"text": FIRST * 1000}), max_source_mb=0.01).message
        )


class TestTable:
    """CSV and TSV."""

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_rows_are_articles(self, tmp_path: Path, delimiter: str) -> None:
        rows = [
            ["Headline", "Text", "Published", "Source"],
            ["One", f'"{FIRST}\n\n{SECOND}"', "2025-08-22", "Monitor"],
            ["Two", f'"{SECOND}"', "", ""],
        ]
        first, second = documents(tmp_path, "a.csv", "\r\n".join(delimiter.join(row) for row in rows))
        assert first.text == f"{FIRST}\n\n{SECOND}"
        assert (first.source.title, first.source.published, first.source.publisher) == (
            "One",
            date(2025, 8, 22),
            "Monitor",
        )
        assert second.source.title == "Two"

    def test_columns_are_named_by_the_user(self, tmp_path: Path) -> None:
        (document,) = documents(tmp_path, "a.txt", f'kopf,inhalt\nOne,"{FIRST}"\n', fields="text=inhalt,title=kopf")
        assert (document.text, document.source.title) == (FIRST, "One")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
    def test_encodings(self, tmp_path: Path, encoding: str) -> None:
        sentence = "Портовое управление закрыло северный терминал после взрыва на складе, сообщил министр."
        (document,) = documents(tmp_path, "a.csv", f"title,text\nПорт,{sentence.replace(',', '')}\n".encode(encoding))
        assert document.text == sentence.replace(",", "")

    def test_table_without_a_text_is_no_article(self, tmp_path: Path) -> None:
        assert isinstance(error(tmp_path, "a.csv", "a,b\n1,2\n"), NoArticles)

    def test_quotation_that_never_ends_is_survived(self, tmp_path: Path) -> None:
        assert found_in(tmp_path, "a.csv", 'title,text\nx,"' + "The port is closed.\n" * 1000)

    def test_cell_over_the_limit_is_told(self, tmp_path: Path) -> None:
        assert "no valid table" in error(tmp_path, "a.csv", "text\n" + "x" * 100_000, max_source_mb=0.01).message


class TestArchive:
    """ZIP archives."""

    def test_members_are_sources_in_order(self, tmp_path: Path) -> None:
        data = made.zipped(
            {
                "b/two.txt": SECOND,
                "a.txt": FIRST,
                ".hidden.txt": FIRST,
                "__MACOSX/x.txt": FIRST,
                "logo.png": b"x",
                "c.eml": made.mail(),
            }
        )
        uris = [document.source.uri.partition("#")[2] for document in documents(tmp_path, "a.zip", data)]
        assert uris == ["a.txt", "b/two.txt", "c.eml"]

    def test_archive_in_an_archive_is_read(self, tmp_path: Path) -> None:
        data = made.zipped({"inner.zip": made.zipped({"a.txt": FIRST})})
        assert documents(tmp_path, "a.zip", data)[0].source.uri.endswith("a.zip#inner.zip#a.txt")

    def test_nesting_has_an_end(self, tmp_path: Path) -> None:
        data = made.zipped({"a.txt": FIRST})
        for _ in range(8):
            data = made.zipped({"a.zip": data})
        assert "nested more than 5 deep" in error(tmp_path, "a.zip", data).message

    @pytest.mark.parametrize("name", ["../../etc/cron.txt", "/etc/x.txt", "C:\\x.txt", "a\\..\\..\\x.txt"])
    def test_path_that_climbs_out_is_told_and_not_read(self, tmp_path: Path, name: str) -> None:
        assert "leads out of its archive" in error(tmp_path, "a.zip", made.zipped({name: FIRST})).message

    def test_bomb_stops_at_the_limit(self, tmp_path: Path) -> None:
        data = made.zipped({"a.txt": b"x " * 1_000_000, "b.txt": FIRST})
        bomb, document = found_in(tmp_path, "a.zip", data, max_source_mb=1)
        assert isinstance(bomb, SourceError)
        assert "unpacks to more than 1 MB" in bomb.message
        assert isinstance(document, Document)

    def test_many_members_stop_at_the_limit_of_all(self, tmp_path: Path) -> None:
        data = made.zipped({f"{n:03}.txt": b"The port is closed. " * 4_000 for n in range(100)})
        found = found_in(tmp_path, "a.zip", data, max_source_mb=0.1)
        assert isinstance(found[-1], SourceError)
        assert "allowed in all" in found[-1].message
        assert len(found) < 70

    def test_size_that_the_archive_claims_is_not_believed(self, tmp_path: Path) -> None:
        data = made.zipped({"a.txt": FIRST})
        size = len(FIRST.encode()).to_bytes(4, "little")
        claimed = data.replace(size, (1_000_000_000).to_bytes(4, "little"))
        assert claimed != data
        for item in found_in(tmp_path, "a.zip", claimed):
            assert isinstance(item, SourceError | Document)

    def test_encrypted_member_is_told(self, tmp_path: Path) -> None:
        data = bytearray(made.zipped({"a.txt": FIRST}))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + place] |= 1
        assert "is encrypted" in error(tmp_path, "a.zip", bytes(data)).message

    def test_archive_without_articles_is_empty(self, tmp_path: Path) -> None:
        assert isinstance(error(tmp_path, "a.zip", made.zipped({"logo.png": b"x"})), EmptySource)

    def test_since_goes_by_the_date_of_the_member(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr(zipfile.ZipInfo("old.txt", (2025, 1, 1, 0, 0, 0)), FIRST)
            archive.writestr(zipfile.ZipInfo("new.txt", (2025, 8, 22, 0, 0, 0)), SECOND)
        with Session(Settings(since="2025-08-01")) as session:
            found = list(read_each(str(tmp_path / "a.zip"), session))
        assert [item.text for item in found if isinstance(item, Document)] == [SECOND]


class TestCaptions:
    """SubRip and WebVTT."""

    def test_subrip_is_running_text(self, tmp_path: Path) -> None:
        data = "1\r\n00:00:01,000 --> 00:00:03,000\r\n<i>The port of Halvik</i>\r\nis closed.\r\n\r\n2\r\n00:00:03,100 --> 00:00:05,000\r\nShips wait.\r\n"
        assert documents(tmp_path, "a.srt", data)[0].text == "The port of Halvik is closed. Ships wait."

    def test_pauses_and_speakers_part_paragraphs(self, tmp_path: Path) -> None:
        data = (
            "WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:03.000\n<v Ada Brun>The port is closed.\n\n"
            "00:03.500 --> 00:04.000\n<v Reporter>Until when?\n\n00:30.000 --> 00:32.000\nSilence fell.\n"
        )
        assert documents(tmp_path, "a.vtt", data)[0].text.split("\n\n") == [
            "Ada Brun: The port is closed.",
            "Reporter: Until when?",
            "Silence fell.",
        ]

    def test_rolling_captions_are_said_once(self, tmp_path: Path) -> None:
        data = (
            "WEBVTT\nKind: captions\n\n00:00:01.000 --> 00:00:02.000\nthe port of halvik\n\n00:00:02.000 --> 00:00:03.000\nthe port of halvik\nis closed now\n\n"
            "00:00:03.000 --> 00:00:04.000\nis closed now\nand ships wait\n"
        )
        assert documents(tmp_path, "a.vtt", data)[0].text == "the port of halvik is closed now and ships wait"

    def test_transcript_without_full_stops_is_parted(self, tmp_path: Path) -> None:
        cues = [
            f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nwords go on without an end in sight {n}\n" for n in range(50)
        ]
        assert len(documents(tmp_path, "a.srt", "\n".join(cues))[0].sentences) > 5

    def test_transcript_of_silence_is_empty(self, tmp_path: Path) -> None:
        assert isinstance(error(tmp_path, "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n"), EmptySource)
