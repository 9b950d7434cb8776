"""Bytes to text, by mark, by NULs and as UTF-8."""

from __future__ import annotations

import codecs
import random
import subprocess
import sys

import pytest

from briefer.errors import UnreadableSource
from briefer.sources.decoding import decode

TEXTS = {
    "en": "The convoy left the harbour at dawn.\nNobody said where it went.\n",
    "ru": "Колонна вышла из порта на рассвете.\nНикто не сказал, куда она ушла.\n",
    "ar": "غادرت القافلة الميناء عند الفجر.\nولم يقل أحد إلى أين ذهبت.\n",
    "zh": "车队黎明时分离开港口。\n没有人说去了哪里。\n",
    "emoji": "The convoy 🚚🚀 left.\nNobody 🤷 knew.\n",
}
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
MARKS = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("name", TEXTS)
def test_utf8(name: str) -> None:
    assert decode(TEXTS[name].encode(), "-") == (TEXTS[name], ())


@pytest.mark.parametrize("name", TEXTS)
def test_utf8_with_mark(name: str) -> None:
    assert decode(codecs.BOM_UTF8 + TEXTS[name].encode(), "-") == (TEXTS[name], ())


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("encoding", WIDE)
def test_wide_with_mark(encoding: str, name: str) -> None:
    assert decode(MARKS[encoding] + TEXTS[name].encode(encoding), "-") == (TEXTS[name], ())


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("encoding", WIDE)
def test_wide_without_mark(encoding: str, name: str) -> None:
    assert decode(TEXTS[name].encode(encoding), "-").text == TEXTS[name]


def test_utf16_cut_within_a_character_keeps_the_rest() -> None:
    assert decode(codecs.BOM_UTF16_LE + "Dawn.".encode("utf-16-le") + b"\x41", "-").text == "Dawn."


def test_utf16_with_an_unpaired_surrogate() -> None:
    content = codecs.BOM_UTF16_LE + ("Dawn" * 20).encode("utf-16-le") + b"\x00\xd8" + "x".encode("utf-16-le")
    assert decode(content, "-").text == "Dawn" * 20 + "\ufffdx"


def test_utf8_with_a_stray_nul_stays_utf8() -> None:
    decoded = decode(b"The convoy\0 left the harbour at dawn.", "-")
    assert decoded.text == "The convoy\ufffd left the harbour at dawn."


def test_surrogates_written_as_utf8() -> None:
    content = "The 🚀 rose.".encode("utf-16-le").decode("utf-16-le", "surrogatepass").encode("utf-8")
    paired = content.replace("🚀".encode(), b"\xed\xa0\xbd\xed\xba\x80")
    assert decode(paired, "-").text == "The 🚀 rose."


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    decoded = decode((TEXTS["ru"] * 3).encode() + b"\xd0 end", "-")
    assert decoded.text == TEXTS["ru"] * 3 + "\ufffd end"
    assert decoded.notices == ("damaged UTF-8: 1 place replaced by U+FFFD",)


def test_single_foreign_byte_is_read_as_western() -> None:
    assert decode(b"The caf\xe9 by the harbour was closed on Monday.", "-").text.startswith("The café by")


def test_random_bytes_are_no_text() -> None:
    with pytest.raises(UnreadableSource, match=r"noise\.txt"):
        decode(random.Random(1).randbytes(20_000), "noise.txt")


def test_zeros_are_no_text() -> None:
    with pytest.raises(UnreadableSource, match="binary data"):
        decode(bytes(1000), "zeros.txt")


def test_pdf_is_named() -> None:
    with pytest.raises(UnreadableSource, match=r"a\.txt is a PDF document, not text: save the article as plain text"):
        decode(b"%PDF-1.4\n" + bytes(100), "a.txt")


def test_utf8_does_not_import_the_guesser() -> None:
    code = "import sys; from briefer.sources.decoding import decode; decode('é'.encode(), '-'); print('charset_normalizer' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
