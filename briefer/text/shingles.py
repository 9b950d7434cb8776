"""Shingles: the runs of five words that a text is made of, by which copies of it are told however they were edited.

Containment, the share of one text's shingles that another has too, finds truncated copies, which resemblance (the
share of all) does not: Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from zlib import crc32

LENGTH = 5
"""Words in a shingle."""


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case; each character of scripts that set no spaces between words is one."""
    return _word().findall(text.lower())


def shingles(tokens: Sequence[str]) -> frozenset[int]:
    """A 32-bit number for each run of ``LENGTH`` of the ``tokens``; fewer tokens than that are one shingle.

    The numbers are the same in every process, so that what is chosen by them is too.
    """
    if not tokens:
        return frozenset()
    runs = zip(*(tokens[at:] for at in range(LENGTH)), strict=False) if len(tokens) >= LENGTH else [tuple(tokens)]
    return frozenset(crc32(" ".join(run).encode("utf-8", "replace")) for run in runs)


def containment(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share of ``part``'s shingles that ``whole`` has too, from 0 to 1; 0 where ``part`` has none."""
    return len(part & whole) / len(part) if part else 0.0


@functools.cache
def _word() -> re.Pattern[str]:
    unspaced = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
    return re.compile(rf"[{unspaced}]|[^\W_{unspaced}]+")
