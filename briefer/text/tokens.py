"""How many tokens a text has for a model: exactly where the model's table is known, else never too few."""

from __future__ import annotations

import functools
import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

DEFAULT_ENCODING = "o200k_base"

# Encodings whose pre-tokenisation has the joints that chunking relies on; older ones count as unknown.
_EXACT = ("o200k_base", "o200k_harmony", "cl100k_base")

_WINDOW = 65_536


@dataclass(frozen=True)
class Tokenizer:
    """Counts tokens. ``weigh`` gives the count before rounding up, and adds up over the joints that chunking uses.

    ``notice`` is one line for the reader where counts are an over-estimate, else None.
    """

    name: str
    is_exact: bool
    notice: str | None
    weigh: Callable[[str], float]

    def count(self, text: str) -> int:
        """The number of tokens of ``text``, or, where ``is_exact`` is false, a number not below it."""
        return math.ceil(self.weigh(text))


def plainly_fits(text: str, budget: int) -> bool:
    """Whether ``text`` has at most ``budget`` UTF-8 bytes, and so, a token being at least one byte, as many tokens."""
    return len(text) <= budget and len(text.encode("utf-8", "surrogatepass")) <= budget


def joint(text: str, floor: int, end: int, start: int) -> int | None:
    """A place in ``text`` where every tokenizer of this module ends one token and begins the next, or None.

    It is looked for between a sentence that ends at ``end`` and the next, which begins at ``start``; failing that,
    before the closing marks of the former, behind ``floor``. What holds of tiktoken's patterns there: a run of letters,
    digits or marks ends before any space; newlines go with what is before them, up to the last; letters and digits end
    before a punctuation mark that is no apostrophe.
    """
    gap = text[end:start]
    blank = gap[: len(gap) - len(gap.lstrip())]
    newline = blank.rfind("\n") + 1
    if newline:
        return end + newline if text[end + newline] not in "\r/" else None
    if blank and blank[0] in " \t\xa0\u3000":
        return end
    at = end
    while at - 1 > floor and not text[at - 1].isalnum() and not text[at - 1].isspace():
        at -= 1
    if at == end or at - 1 <= floor or not (text[at - 1].isalpha() or text[at - 1].isdecimal()):
        return None
    return at if text[at] != "'" and unicodedata.category(text[at])[0] in "PS" else None


@functools.lru_cache(maxsize=8)
def tokenizer_for(model: str | None) -> Tokenizer:
    """The tokenizer of ``model``, or of the OpenAI-compatible default where none is named."""
    name = _encoding_name(model)
    encoding = _encoding(name or DEFAULT_ENCODING)
    if encoding is None:
        return Tokenizer("estimate", is_exact=False, notice="estimated", weigh=lambda text: float(len(text.encode("utf-8", "replace"))))
    weigh = exact_weigher(encoding)
    if name is not None:
        return Tokenizer(name, is_exact=True, notice=None, weigh=weigh)
    return Tokenizer(f"{DEFAULT_ENCODING} x 1.5", is_exact=False, notice="margin", weigh=lambda text: 1.5 * weigh(text))


def _encoding_name(model: str | None) -> str | None:
    if model is None:
        return DEFAULT_ENCODING
    from tiktoken.model import encoding_name_for_model

    try:
        name = encoding_name_for_model(model.rpartition("/")[2])
    except KeyError:
        return None
    return name if name in _EXACT else None


@functools.cache
def _encoding(name: str) -> Encoding | None:
    from briefer.text.vocabularies import load_encoding

    return load_encoding("o200k_base" if name == "o200k_harmony" else name)


def exact_weigher(encoding: Encoding) -> Callable[[str], int]:
    """A function that counts the tokens of a text of any length with ``encoding``."""
    encode = encoding.encode_ordinary

    def weigh(text: str) -> int:
        if len(text) <= _WINDOW:
            return len(encode(text))
        return sum(len(encode(part)) for part in _windows(text))

    return weigh


def _windows(text: str) -> list[str]:
    """The text in parts of at most _WINDOW characters, cut before a space, where every encoding ends a token.

    tiktoken panics on a million spaces in a row and used to take quadratic time on long runs without any.
    """
    parts, start = [], 0
    while start < len(text):
        end = min(start + _WINDOW, len(text))
        if end < len(text):
            joint = _last_joint(text, start, end)
            end = joint if joint > start else end
        parts.append(text[start:end])
        start = end
    return parts


def _last_joint(text: str, start: int, end: int) -> int:
    at = text.rfind(" ", start + 1, end)
    while at > start and text[at - 1].isspace():
        at = text.rfind(" ", start + 1, at)
    return at
