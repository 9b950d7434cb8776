"""Bytes to text: byte order marks, UTF-16 and UTF-32 without them, UTF-8, and only then a guess at an old encoding."""

from __future__ import annotations

import codecs
import re

from briefer.sources.cleaning import MOST_CONTROLS, CleanText, clean, not_text, unfit
from briefer.sources.signatures import name_binary

# UTF-32 before UTF-16, whose little-endian mark opens its own.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536


def decode(content: bytes, uri: str) -> CleanText:
    """Return the clean text of ``content``; UnreadableSource, naming what it seems to be, where it is not text."""
    kind = name_binary(content)
    if kind:
        raise not_text(uri, f"is {kind}, not text")
    text, notice = _to_text(content, uri)
    cleaned = clean(text, uri)
    return cleaned._replace(notices=(notice, *cleaned.notices)) if notice else cleaned


def decode_plainly(content: bytes, uri: str) -> tuple[str, str | None]:
    """Return the text of ``content`` as it stands, and what is to be told of its encoding; UnreadableSource as ``decode``."""
    return _to_text(content, uri)


def decode_as(content: bytes, encoding: str) -> str | None:
    """Return the text of ``content`` in the Python codec ``encoding``; None where a hundredth of it or more does not fit."""
    try:
        text = content.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return None
    return text if text.count("\ufffd") * 100 <= len(text) else None


def _to_text(content: bytes, uri: str) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _wide(content[len(mark) :], encoding)
            if text is not None:
                return text, None
    if b"\0" in content:
        text = _unmarked_wide(content)
        if text is not None:
            return text, None
    return _from_bytes(content.removeprefix(codecs.BOM_UTF8), uri)


def _wide(content: bytes, encoding: str) -> str | None:
    unit = 4 if "32" in encoding else 2
    whole = content[: len(content) // unit * unit]
    if unit == 4 and whole != content:
        return None
    try:
        return whole.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:  # possible in UTF-32 only: beyond the last code point
        return None


def _unmarked_wide(content: bytes) -> str | None:
    """Return the text of UTF-16 or UTF-32 that has no mark, told by where the NULs stand; None if it is neither."""
    head = content[:_SAMPLE]
    first, second, third, fourth = (head[place::4].count(0) * 4 for place in range(4))
    for outer, inner, encoding in ((fourth, third, "utf-32-le"), (first, second, "utf-32-be")):
        if len(content) % 4 == 0 and outer == len(head) and inner * 2 > len(head):
            return _wide(content, encoding)
    even, odd = head[::2].count(0), head[1::2].count(0)
    major, minor = max(even, odd), min(even, odd)
    units = len(head) / 2
    if len(content) % 2 or minor * 10 > major or major < units * 0.01:
        return None
    # Few NULs: UTF-16 of another script than Latin, or UTF-8 with stray NULs, which then reads well as such.
    if major < units * 0.4 and _reads_well(head):
        return None
    return _wide(content, "utf-16-le" if odd > even else "utf-16-be")


def _reads_well(head: bytes) -> bool:
    text = head.decode("utf-8", "replace")
    return text.count("\ufffd") + len(unfit().findall(text)) <= len(text) * MOST_CONTROLS


def _from_bytes(content: bytes, uri: str) -> tuple[str, str | None]:
    try:
        if b"\x1b" not in content:
            return content.decode("utf-8"), None
        return _without_escapes(content), None
    except UnicodeDecodeError:
        return _damaged_utf8(content) or _legacy(content, uri)


def _without_escapes(content: bytes) -> str:
    # ISO-2022-JP switches character sets by escape sequences and is otherwise ASCII.
    if re.search(rb"\x1b\$[@B]", content):
        try:
            return content.decode("iso2022_jp")
        except UnicodeDecodeError:
            pass
    return content.decode("utf-8")


def _damaged_utf8(content: bytes) -> tuple[str, str | None] | None:
    """UTF-8 in which some bytes are broken, or characters written as surrogates; None if it is not UTF-8 at all."""
    try:
        return content.decode("utf-8", "surrogatepass"), None
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd") - content.count("\ufffd".encode())
    # In an old encoding a valid sequence of several bytes comes about by chance only.
    whole = sum(1 for _ in re.finditer("[^\x00-\x7f\ufffd]", text))
    if whole < 5 * broken:
        return None
    places = "1 place" if broken == 1 else f"{broken:,} places"
    return text, f"damaged UTF-8: {places} replaced by U+FFFD"


def _legacy(content: bytes, uri: str) -> tuple[str, str]:
    from briefer.sources.legacy import guess

    encoding = guess(content)
    if encoding is None:
        raise not_text(uri, "is not UTF-8, nor in any other encoding that can be recognised")
    try:
        return content.decode(encoding), f"not UTF-8: read as {label(encoding)}, a guess"
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
        broken = text.count("\ufffd")
        return text, f"not UTF-8: read as {label(encoding)}, a guess; {broken:,} places replaced by U+FFFD"


def label(encoding: str) -> str:
    """Return the name of a Python codec as people write it."""
    if re.fullmatch(r"cp125\d", encoding):
        return f"windows-{encoding[2:]}"
    return encoding.replace("_", "-").replace("iso8859", "iso-8859")
