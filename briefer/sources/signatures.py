"""Formats that are not plain text, told by how they begin, so that an error can name them."""

from __future__ import annotations

import re

# From each format's specification, as collected in the magic database of file(1).
_BINARY = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\x1f\x8b", "compressed data (gzip)"),
    (b"\xfd7zXZ\x00", "compressed data (xz)"),
    (b"\x28\xb5\x2f\xfd", "compressed data (zstd)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xca\xfe\xba\xbe", "a program (Java class or Mach-O)"),
    (b"\x00asm", "a program (WebAssembly)"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
)
# These begin with letters that an article could begin with too, so control characters must follow.
_BINARY_LETTERS = (
    (b"GIF8", "a GIF image"),
    (b"BZh", "compressed data (bzip2)"),
    (b"Rar!", "a RAR archive"),
    (b"RIFF", "an audio, video or WebP file"),
    (b"OggS", "an audio file (Ogg)"),
    (b"ID3", "an audio file (MP3)"),
    (b"PAR1", "a Parquet table"),
    (b"MZ", "a program (Windows)"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


def name_binary(content: bytes) -> str | None:
    """Return what binary format ``content`` begins like, with its article ("a PDF document"), or None."""
    for magic, kind in _BINARY:
        if content.startswith(magic):
            return kind
    head = content[:512]
    if len(head) == len(head.translate(None, _CONTROLS)):
        return None
    for magic, kind in _BINARY_LETTERS:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "a video file (MP4)"
    return None


def name_markup(head: str) -> str | None:
    """Return what markup the text that opens with ``head`` is written in, where it plainly is no article, or None."""
    if _HTML.match(head):
        return "a web page (HTML)"
    if head.startswith("{\\rtf"):
        return "a rich text document (RTF)"
    if head.startswith("%!PS"):
        return "a PostScript document"
    return None
