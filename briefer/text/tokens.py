"""How many tokens a text has for a model: exactly where the model's table can be had, else never too few."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

DEFAULT_ENCODING = "o200k_base"

# The table behind each encoding that is counted exactly. Older ones (gpt2, r50k, p50k) split white space in another
# way than ``joint`` relies on, and belong to models that are gone.
_TABLES = {"o200k_base": "o200k_base", "o200k_harmony": "o200k_base", "cl100k_base": "cl100k_base"}

# What a model with a vocabulary of its own may need beyond o200k_base: half as much again, one token for each digit,
# which many split singly, and one for each character outside ASCII, where small vocabularies spell letter by letter.
_MARGIN = 1.5

# tiktoken panics on a million spaces in a row, and its early versions took quadratic time on a run without any.
_WINDOW = 65_536


@dataclass(frozen=True)
class Tokenizer:
    """Counts tokens. ``weigh`` is the count before it is rounded up: it adds up over the joints of a text.

    ``notice`` is one line for the reader where the counts are an over-estimate, else None.
    """

    name: str
    is_exact: bool
    notice: str | None
    weigh: Callable[[str], float]

    def count(self, text: str) -> int:
        """The number of tokens of ``text``, or, where ``is_exact`` is false, a number not below it."""
        return math.ceil(self.weigh(text))


def plainly_fits(text: str, budget: int) -> bool:
    """Whether ``text`` has at most ``budget`` UTF-8 bytes and so, a token being at least one byte, as few tokens."""
    return len(text) <= budget and len(text.encode(errors="surrogatepass")) <= budget


@functools.lru_cache(maxsize=8)
def tokenizer_for(model: str | None) -> Tokenizer:
    """The tokenizer of ``model``; without a model, that of OpenAI's present ones.

    Takes half a second at first, and up to 5 s more where the table must be downloaded. Without a table, and for models
    that tiktoken does not know, the counts are over-estimates, and ``notice`` says so.
    """
    name = _encoding_name(model)
    encoding = _encoding(_TABLES[name or DEFAULT_ENCODING])
    if encoding is None:
        notice = (
            f"the token table of {name or DEFAULT_ENCODING} is neither on this machine nor to be had in time: tokens "
            "are over-estimated three- or fourfold, so chunks are smaller; pip install bpe-openai brings the table"
        )
        return Tokenizer("estimate", is_exact=False, notice=notice, weigh=estimate_tokens)
    if name is not None:
        return Tokenizer(name, is_exact=True, notice=None, weigh=exact_weigher(encoding))
    notice = (
        f"the tokens of {model} are not known exactly: they are taken as {_MARGIN} times those of {DEFAULT_ENCODING}, "
        "and one more for each digit and each character outside ASCII"
    )
    return Tokenizer(f"{DEFAULT_ENCODING} with margin", is_exact=False, notice=notice, weigh=_with_margin(encoding))


def _encoding_name(model: str | None) -> str | None:
    """The encoding of a model by tiktoken's list, which knows prefixes such as ``gpt-4o-``; None if it is not there."""
    if model is None:
        return DEFAULT_ENCODING
    from tiktoken.model import encoding_name_for_model

    # Gateways put the provider before the name, as in openai/gpt-4o.
    for known in (model, model.rpartition("/")[2]):
        try:
            name = encoding_name_for_model(known)
        except KeyError:
            continue
        return name if name in _TABLES else None
    return None


@functools.cache
def _encoding(table: str) -> Encoding | None:
    from briefer.text.vocabularies import load_encoding

    return load_encoding(table)


def exact_weigher(encoding: Encoding) -> Callable[[str], float]:
    """A function that counts the tokens of a text of any length with ``encoding``, in time linear in the length.

    The count is exact but for a text longer than 65,536 characters with a run as long in which no space follows
    anything else: such a run is counted in parts, which may add a token for each.
    """
    encode = encoding.encode_ordinary

    def weigh(text: str) -> float:
        if len(text) <= _WINDOW:
            return len(encode(text))
        return sum(len(encode(part)) for part in _windows(text))

    return weigh


def _with_margin(encoding: Encoding) -> Callable[[str], float]:
    exact = exact_weigher(encoding)

    def weigh(text: str) -> float:
        digits = sum(map(text.count, "0123456789"))
        return _MARGIN * exact(text) + digits + len(text) - len(text.encode("ascii", "ignore"))

    return weigh


def _windows(text: str) -> list[str]:
    """The text in parts of at most _WINDOW characters, cut where a token begins if there is such a place."""
    parts: list[str] = []
    start = 0
    while len(text) - start > _WINDOW:
        end = text.rfind(" ", start + 1, start + _WINDOW)
        while end > start and text[end - 1].isspace():
            end = text.rfind(" ", start + 1, end)
        if end <= start:
            end = start + _WINDOW
        parts.append(text[start:end])
        start = end
    return [*parts, text[start:]]


@functools.cache
def _cheap_runs() -> re.Pattern[str]:
    return re.compile(r"(?P<quoted>(?<='))?(?P<word> ?[a-z]+)|(?<![^\x00-\x7f])[0-9]+")


@functools.cache
def _rare_pairs() -> re.Pattern[str]:
    return re.compile(r"[jqxz]|gk|wv|yf|yv")


def estimate_tokens(text: str) -> int:
    """A number of tokens that ``text`` does not exceed in o200k_base and cl100k_base; three to four times theirs in prose.

    It rests on four facts of both tables, which the tests check. A token is at least one byte. A run of digits is
    split into threes, and every number of up to three digits is one token. Byte-pair encoding leaves no two neighbours
    whose union is a token. Every pair of a space or small letter and a small letter is a token, but for pairs with j,
    q, x or z and four more. So of the tokens that begin in a run of n small letters (with the space before it) and do
    not reach beyond it, no two single letters are neighbours except at one of the b rare pairs: at most
    (2(n - 1) + 1 + b) / 3 tokens, and one more that may reach beyond. After an apostrophe a contraction may split the
    run once more.
    """
    total = len(text.encode(errors="surrogatepass"))
    for match in _cheap_runs().finditer(text):
        size = match.end() - match.start()
        if match["word"] is None:
            total -= size - (size + 2) // 3
        elif size > 2:
            rare = 2 * sum(1 for _ in _rare_pairs().finditer(match[0])) + (2 if match["quoted"] is not None else 0)
            total -= max(0, size - (2 * size + 2 + rare) // 3)
    return total


def joint(text: str, floor: int, end: int, start: int) -> int | None:
    """A place between two sentences where each tokenizer of this module ends one token and begins another, or None.

    The first sentence begins behind ``floor`` and ends at ``end``, the second begins at ``start``. Of both patterns by
    which tiktoken splits text it holds that letters, digits and marks end before a space; that newlines are taken up
    to the last, together with what is before them; that letters and digits end before a mark other than an apostrophe.
    The last is used where no space parts the sentences, and gives a place before the marks that close the first.
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
