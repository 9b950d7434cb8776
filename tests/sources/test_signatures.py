"""Binary formats by their first bytes."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from briefer.sources.signatures import name_binary


def test_zip_archive() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "text")
    assert name_binary(content.getvalue()) == "a ZIP archive or an office document"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%abc", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\x7fELF\x02\x01", "ELF"),
        (gzip.compress(b"text"), "gzip"),
        (b"\xff\xd8\xff\xe0\0", "JPEG"),
        (b"GIF89a\x01\0\x01\0", "GIF"),
        (b"MZ\x90\0\x03\0", "Windows"),
        (b"\0\0\0\x18ftypmp42", "MP4"),
    ],
)
def test_format_is_named(content: bytes, kind: str) -> None:
    assert kind in (name_binary(content) or "")


@pytest.mark.parametrize("content", [b"", b"MZ is a short name.", b"BMW left the city.", b"Rar! said the lion.", b"PK"])
def test_text_that_opens_alike_is_text(content: bytes) -> None:
    assert name_binary(content) is None
