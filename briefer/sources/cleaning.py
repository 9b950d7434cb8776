"""Text as documents hold it: one kind of line end, and what text cannot hold replaced and counted."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefer.errors import UnreadableSource
from briefer.sources.opening import STANDARD_INPUT
from briefer.sources.signatures import name_markup

# Text with more control characters than this share is taken for binary data; a stray NUL or two is not.
MOST_CONTROLS = 0.05
_LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c")


class CleanText(NamedTuple):
    """Text with uniform line ends and without byte order mark, control characters and surrogates; what to tell."""

    text: str
    notices: tuple[str, ...]


def clean(text: str, uri: str) -> CleanText:
    """``text`` as documents hold it; UnreadableSource for binary data and for markup of another format.

    Control characters (C0 but for tab and line ends, DEL, C1) and unpaired surrogates become U+FFFD, one for one.
    """
    text = _joined(text).lstrip("\ufeff")
    for line_end in _LINE_ENDS:
        if line_end in text:
            text = text.replace(line_end, "\n")
    text, replaced = unfit().subn("\ufffd", text)
    if replaced > len(text) * MOST_CONTROLS and replaced > 1:
        raise not_text(uri, "is binary data, not text")
    kind = name_markup(text[:1000])
    if kind:
        raise not_text(uri, f"is {kind}, not plain text")
    if not replaced:
        return CleanText(text, ())
    counted = "1 character" if replaced == 1 else f"{replaced:,} characters"
    return CleanText(text, (f"{counted} that text cannot hold (such as NUL) replaced by U+FFFD",))


def not_text(uri: str, what: str) -> UnreadableSource:
    """Return the error for a source that ``what`` ("is a PDF document") keeps from being read."""
    name = "standard input" if uri == STANDARD_INPUT else uri
    return UnreadableSource(f"{name} {what}: save the article as plain text (UTF-8) and name that file", uri=uri)


@cache
def unfit() -> re.Pattern[str]:
    """Return the pattern that matches one character that text cannot hold, where line ends are uniform already."""
    return re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _joined(text: str) -> str:
    """``text`` with pairs of surrogates joined to the character they mean; single ones stay, to be counted."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text
