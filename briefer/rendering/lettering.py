"""How much room text takes in a figure, estimated without its font, and text cut or broken to fit."""

from __future__ import annotations

import unicodedata

# Widths in em as in common sans-serif faces, on the generous side: better a gap than an overlap.
_NARROW, _WIDE, _SPACE, _CAPITAL, _USUAL, _FULL = 0.31, 0.88, 0.28, 0.68, 0.57, 1.02
_NARROW_LETTERS = frozenset("iljtfrI.,:;'’‘!|()[]/-·")
_WIDE_LETTERS = frozenset("mwMW@%—…")


def width(text: str, size: float) -> float:
    """The width of ``text`` set at ``size``, in the same unit."""
    return sum(map(_em, text)) * size


def _em(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    if letter.isspace():
        return _SPACE
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    return _CAPITAL if letter.isupper() else _USUAL


def cut(text: str, room: float, size: float) -> str:
    """``text`` in one line that fits ``room``, cut at a word where that costs little, with an ellipsis."""
    line = " ".join(text.split())
    if width(line, size) <= room:
        return line
    kept = _fitting(line, room - width("…", size), size)
    word = kept.rpartition(" ")[0]
    # A cut within a word saves more than half of the line only where words are very long.
    return (word if len(word) > len(kept) / 2 else kept).rstrip(" ,;:.–-") + "…"


def broken(text: str, room: float, size: float, lines: int) -> list[str]:
    """``text`` in at most ``lines`` lines that fit ``room``; what is left over ends in an ellipsis."""
    made: list[str] = []
    rest = " ".join(text.split())
    while rest and len(made) < lines - 1 and width(rest, size) > room:
        kept = _fitting(rest, room, size)
        word = kept if rest[len(kept) : len(kept) + 1] == " " else kept.rpartition(" ")[0]
        line = word or kept
        made.append(line)
        rest = rest[len(line) :].lstrip()
    if rest:
        made.append(cut(rest, room, size))
    return made


def _fitting(text: str, room: float, size: float) -> str:
    """The longest beginning of ``text`` that fits ``room``; at least one letter."""
    taken = 0.0
    for place, letter in enumerate(text):
        taken += _em(letter) * size
        if taken > room:
            return text[: max(place, 1)]
    return text
