"""Making text from articles and models harmless in Markdown: it shows as it is and does nothing."""

from __future__ import annotations

import re

# What can hide text or make a line read in another order than it is stored, shows as the replacement character: bidirectional
# embeddings, overrides and isolates, tag characters outside a flag, variation selectors that no glyph has.
_UNSAFE = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff\U000e0000-\U000e01ef]"
)
# What shows as nothing anyway goes: zero-width spaces and joiners of no script, soft hyphens, stray byte order marks. Joiners
# and marks that Arabic, Persian, Indic scripts and emoji are written with stay, unless they stand between Latin letters.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]|(?<=[A-Za-z])[\u200c-\u200f]+(?=[A-Za-z])"
)
_SPECIAL = re.compile(
    r"[\\`*\[\]<>|~$^]"  # always
    r"|(?<![^\W_])_|_(?![^\W_])"  # underscores that could open or close emphasis, not those inside a word
    r"|&(?=#?\w+;)"  # what would be read as an entity
    r"|:(?=//)|(?<=\bwww)\.",  # what would be made a link
    re.IGNORECASE,
)
# A mention or an issue number is linked after Markdown is rendered, where escapes no longer count.
_MENTION = re.compile(r"(@|#(?=\d))(?=\w)")
_WORD_JOINER = "\u2060"
# No reader wants a megabyte in one cell: what is longer is cut, visibly; the JSON record holds it whole.
_LONGEST = 2000
_LEADING = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|([-+=#])|(\([a-z0-9]+\)))", re.IGNORECASE)


class Markdown(str):
    """Text that is Markdown already and is not escaped again."""

    __slots__ = ()


def visible(text: str) -> str:
    """``text`` with nothing in it that hides, reorders or controls; for every format, before its own escaping."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", _UNSAFE.sub(lambda match: match["flag"] or "\ufffd", text))


def escape(value: object) -> Markdown:
    """``value`` as one line of Markdown that renders to its own characters; None becomes nothing."""
    if isinstance(value, Markdown):
        return value
    if value is None:
        return Markdown("")
    text = " ".join(visible(str(value)).split())
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]} […]"
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    text = _MENTION.sub(lambda match: match.group() + _WORD_JOINER, text)
    return Markdown(_LEADING.sub(_defused, text))


def _defused(match: re.Match[str]) -> str:
    """A line start that would open a list or heading."""
    if match[1]:
        return f"{match[1]}\\{match[2]}"
    return f"\\{match.group()}"
