"""From a path, standard input or a string to a document."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from briefer.errors import BrieferError, EmptySource, UnreadableSource
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import expand, read, read_text

SETTINGS = Settings()
NO_DATE = "no publication date: relative dates stay unresolved; give one with --date"
ARTICLE = """ date 2025-03-04 Harbour Bridge.

Two convoys crossed the harbour bridge on Monday. Officers said that they would not return.

“The bridge stays open,” the mayor said.

Jane Doe is a research analyst at the Harbour Institute focusing on coastal militias.
"""


def check(document: Document) -> None:
    """Offsets lie inside, in order, and give the sentences."""
    end = 0
    for number, sentence in enumerate(document.sentences, 1):
        assert end <= sentence.start < sentence.end <= len(document.text)
        assert document.sentence(number) == document.text[sentence.start : sentence.end]
        assert document.sentence(number).strip() == document.sentence(number)
        end = sentence.end
    assert document.id == hashlib.sha256(document.text.encode()).hexdigest()
    assert Document.model_validate_json(document.model_dump_json()) == document


def check_outcome(reading: Callable[[], Document]) -> None:
    """A sound document, or an error with one line to show; any other exception fails the test."""
    message = ""
    try:
        check(reading())
    except BrieferError as error:
        message = error.message
    assert message.isprintable()


def test_article_with_header_and_biography(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE)
    document = read(str(path), SETTINGS)
    check(document)
    assert document.text == ARTICLE
    assert [document.sentence(number) for number in (1, len(document.sentences))] == [
        "Two convoys crossed the harbour bridge on Monday.",
        "“The bridge stays open,” the mayor said.",
    ]
    source = document.source
    assert (source.uri, source.title, source.author) == (str(path), "Harbour Bridge", "Jane Doe")
    assert (source.published, source.language, source.retrieved) == (date(2025, 3, 4), "en", None)
    assert (source.reliability, source.credibility) == ("F", 6)
    assert document.notices == ("left out as a note on the author: the closing paragraph",)


def test_standard_input_is_called_a_dash() -> None:
    document = read("-", SETTINGS, stdin=io.BytesIO(ARTICLE.encode()))
    assert document == read_text(ARTICLE, SETTINGS)
    assert document.source.uri == "-"


def test_settings_stand_over_the_source() -> None:
    settings = Settings(title="Given", published=date(2024, 1, 2), publisher="Post", reliability="B", credibility=2)
    source = read_text(ARTICLE, settings).source
    assert (source.title, source.published, source.publisher) == ("Given", date(2024, 1, 2), "Post")
    assert (source.reliability, source.credibility) == ("B", 2)


def test_dateline_gives_agency_and_is_no_part_of_the_first_sentence() -> None:
    document = read_text("BASRA, March 4, 2025 (Harbour News) — Two convoys left.\nNobody knew why.\n", SETTINGS)
    assert document.sentence(1) == "Two convoys left."
    assert (document.source.publisher, document.source.published) == ("Harbour News", date(2025, 3, 4))


def test_dateline_without_year_takes_that_of_the_update() -> None:
    text = "Bridge stays open\nUpdated 5 March 2025\n\nBASRA, March 4 (Harbour News) — Two convoys left.\n"
    assert read_text(text, SETTINGS).source.published == date(2025, 3, 4)


def test_dateline_without_year_leaves_the_document_undated() -> None:
    document = read_text("BASRA, March 4 (Harbour News) — Two convoys left.\n", SETTINGS)
    assert document.source.published is None
    assert document.notices == (NO_DATE,)


def test_update_alone_is_the_publication_date() -> None:
    text = "Bridge stays open\nUpdated 5 March 2025\n\nTwo convoys left.\n"
    assert read_text(text, SETTINGS).source.published == date(2025, 3, 5)


def test_header_date_stands_over_the_dateline() -> None:
    text = "Date: 6 March 2025\n\nBASRA, March 4, 2025 (Harbour News) — Two convoys left.\n"
    assert read_text(text, SETTINGS).source.published == date(2025, 3, 6)


def test_host_of_the_address_is_the_last_resort_for_a_publisher() -> None:
    text = "URL: https://www.harbourpost.example/a\n\nTwo convoys left.\n"
    assert read_text(text, SETTINGS).source.publisher == "harbourpost.example"


def test_no_date_is_told() -> None:
    assert read_text("Two convoys left the base.", SETTINGS).notices == (NO_DATE,)


def test_modification_time_is_no_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two convoys left the base.")
    assert read(str(tmp_path / "a.txt"), SETTINGS).source.published is None


def test_legacy_encoding_is_told(tmp_path: Path) -> None:
    text = "Le préfet a été reçu à l’hôtel de ville lundi, où des élus l’ont interrogé sur la fermeture du port."
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    document = read(str(tmp_path / "a.txt"), SETTINGS)
    assert (document.text, document.source.language) == (text, "fr")
    assert document.notices[0] == "not UTF-8: read as windows-1252, a guess"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", "\ufeff".encode(), "\ufeff\u2028 ".encode(), b"\xff\xfe"])
def test_empty_source(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(EmptySource, match="is empty") as caught:
        read(str(tmp_path / "a.txt"), SETTINGS)
    assert caught.value.uri == str(tmp_path / "a.txt")


@pytest.mark.parametrize("text", ["---\n", "***\n\n---\n"])
def test_text_without_a_sentence(text: str) -> None:
    with pytest.raises(EmptySource, match="no sentence"):
        read_text(text, SETTINGS)


def test_page_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="web page"):
        read_text("<!doctype html><title>x</title>", SETTINGS)


def test_nuls_are_replaced_and_told() -> None:
    document = read_text("Two convoys\0 left the base. Nobody\0 knew why.", SETTINGS)
    check(document)
    assert document.notices[0].startswith("2 characters that text cannot hold")


def test_odd_path_is_shown_in_valid_unicode(tmp_path: Path) -> None:
    path = tmp_path / "a\udcff\n.txt"
    path.write_text("Two convoys left the base.")
    document = read(str(path), SETTINGS)
    check(document)
    assert document.source.uri == str(tmp_path) + "/a\\xff\\n.txt"


def test_text_from_right_to_left() -> None:
    document = read_text("غادرت القافلة الميناء عند الفجر. ولم يقل أحد إلى أين ذهبت؟ لا نعرف.", SETTINGS)
    check(document)
    assert (document.source.language, len(document.sentences)) == ("ar", 3)


def test_line_of_a_megabyte() -> None:
    document = read_text("Two convoys left the harbour base at dawn. " * 25_000, SETTINGS)
    assert len(document.sentences) == 25_000


def test_megabyte_without_a_space() -> None:
    check(read_text("a" * 1_000_000, SETTINGS))


def test_large_text_is_read_fast_but_for_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    spans = read_text("Two convoys left.", SETTINGS).sentences
    monkeypatch.setattr("briefer.sources.reading.split_sentences", lambda *_: spans)
    monkeypatch.setattr("briefer.sources.reading.paragraphs", lambda *_: [])
    content = ("Two convoys left the harbour base at “dawn”, he said.\r\n\r\n" * 180_000).encode()[:10_000_000]
    start = time.perf_counter()
    read("-", SETTINGS, stdin=io.BytesIO(content))
    assert time.perf_counter() - start < 2, "about 0.2 s on two cores"


def test_import_is_light() -> None:
    code = "import sys, briefer.sources; print([m for m in ('yaml', 'charset_normalizer', 'py3langid') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_folder_expanded_and_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Bridge\n\nTwo convoys left.")
    (path,) = expand([str(tmp_path)])
    assert read(path, SETTINGS).source.title == "Bridge"


LINES = st.sampled_from(
    [
        *(
            "---",
            "title: x",
            "Title: A bridge",
            "Date: 4 March 2025",
            "By Jane Doe",
            "# A bridge",
            "=====",
            "A bridge",
            "",
        ),
        *(
            "BASRA, March 4 (AP) — ",
            "BASRA (",
            "Two convoys left.",
            "“Stay. Go,” he said.",
            "© 2025",
            "About the author",
        ),
        *(
            "Jane Doe is an analyst at X.",
            "Read more:",
            "\t",
            "- item",
            "> q",
            "```",
            "date 2025-03-04 X.",
            "4.3.2025",
            "\0",
        ),
    ]
)


@examples(max_examples=150)
@given(st.one_of(st.text(), st.text(st.characters()), st.lists(LINES, max_size=12).map("\n".join)))
def test_any_text_gives_a_sound_document_or_one_clear_line(text: str) -> None:
    check_outcome(lambda: read_text(text, SETTINGS))


@examples(max_examples=150)
@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-16", "surrogatepass"))))
def test_any_bytes_give_a_sound_document_or_one_clear_line(content: bytes) -> None:
    check_outcome(lambda: read("-", SETTINGS, stdin=io.BytesIO(content)))


@examples(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes_in_a_file(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.txt"
    path.write_bytes(content)
    check_outcome(lambda: read(str(path), SETTINGS))
