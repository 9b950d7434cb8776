"""Markup as text: decoded by what its bytes are, whatever they are declared to be, and fragments of it made plain."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from briefer.sources.content import Content
from briefer.sources.decoding import decode_as, decode_plainly

_DECLARATION = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
# What pages call these encodings is what browsers read in their supersets (WHATWG Encoding Standard).
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_DROPPED = frozenset(
    "audio button canvas datalist head iframe noscript object script select style svg template textarea title video".split()
)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")


def decode_markup(data: bytes, content: Content) -> tuple[str, str | None]:
    """The text of ``data``, and what is to be told of its encoding.

    UTF-8 that reads as such is UTF-8; then what the carrier and the page declare is tried; then it is a guess.
    """
    if not _is_utf8(data):
        for name in (content.charset, *_declared(data)):
            encoding = _codec(name)
            text = decode_as(data, encoding) if encoding else None
            if text is not None and not (encoding in _LATIN and _is_mistaken(text)):
                return _without_declaration(text), None
    text, notice = decode_plainly(data, content.title)
    return _without_declaration(text), notice


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, such as a mail's body or a feed's entry: all of it, a blank line between blocks."""
    from lxml import html
    from lxml.etree import LxmlError

    if not markup.strip():
        return ""
    try:
        tree = html.fromstring(
            f"<div>{_without_declaration(markup)}</div>", parser=html.HTMLParser(recover=True, no_network=True)
        )
    except (LxmlError, ValueError):
        return ""
    blocks = ["".join(pieces) for pieces in _blocks(tree)]
    lines = ("\n".join(_SPACE.sub(" ", line).strip() for line in block.split("\v")) for block in blocks)
    return "\n\n".join(line.strip() for line in lines if line.strip())


def looks_like_markup(text: str) -> bool:
    """Whether a field of plain data holds HTML."""
    return (
        re.search(
            r"</(?:p|div|li|h[1-6]|a|b|strong|em|span|ul|blockquote)\s*>|<br\s*/?>|<p(?:\s[^>]{0,200})?>",
            text[:20_000],
            re.IGNORECASE,
        )
        is not None
    )


def _blocks(tree: Any) -> Iterator[list[str]]:
    """The pieces of text of each block; a vertical tab stands for a line break that the author set."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    dropped = 0
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else None
        is_block = tag in _BLOCKS
        if event == "start":
            dropped += tag is None or tag in _DROPPED
            if is_block and pieces:
                yield pieces
                pieces = []
            if not dropped:
                pieces += _opening(tag, element.text)
            continue
        dropped -= tag is None or tag in _DROPPED
        if is_block and pieces:
            yield pieces
            pieces = []
        if not dropped:
            if tag in ("td", "th"):
                pieces.append(" ")
            if element.tail and element is not tree:
                pieces.append(element.tail)
    yield pieces


def _opening(tag: str | None, text: str | None) -> list[str]:
    mark = {"br": "\v", "li": "- "}.get(tag or "", "")
    return [piece for piece in (mark, text) if piece]


def _declared(data: bytes) -> list[str]:
    found = (group for match in _DECLARATION.finditer(data[:4096]) for group in match.groups() if group)
    return [name.decode("ascii", "replace") for name in found]


def _codec(name: str) -> str | None:
    """The Python codec for what pages call ``name``; None for UTF-8, tried before, and for what is no page's encoding."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    codec = _SUPERSETS.get(codec, codec)
    return (
        codec
        if re.match(r"cp\d|iso8859|gb18030|big5|euc|koi8|mac|iso2022|hz|johab|ptcp154|tis|kz1048", codec)
        else None
    )


def _is_mistaken(text: str) -> bool:
    """Whether text read as Latin has so many letters beyond ASCII that it is another script's."""
    beyond = sum(1 for letter in text if letter > "\x7f")
    letters = sum(1 for letter in text if letter.isalpha())
    return beyond * 10 > letters * 4


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _without_declaration(text: str) -> str:
    """``text`` without what lxml takes for orders: an encoding declared of bytes that are decoded by now, and NULs."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.replace("\0", "")).lstrip("\ufeff")
