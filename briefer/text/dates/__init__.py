"""Dates in running text, found with their offsets and normalised to EDTF.

A text becomes tokens, tokens become symbols (``symbols``, ``datewords``), a grammar over symbols finds expressions
(``grammar``, ``readers``), and what they mean is settled in order, against the publication date and the story so far
(``resolving``).
"""

from __future__ import annotations

from datetime import date

from briefer.text.dates.edtf import compatible, edtf_bounds, timex3
from briefer.text.dates.mention import DateMention, DateRelation

__all__ = ["DateMention", "DateRelation", "compatible", "edtf_bounds", "find_dates", "timex3"]


def find_dates(text: str, *, published: date | None = None, language: str = "en") -> list[DateMention]:
    """The date expressions of a text, in order, not overlapping; offsets are code points into ``text``.

    ``text`` may be a whole document, whose context is used, or a sentence. ``published`` is what relative expressions
    and dates without a year count from; without it they have no value, unless the text itself tells the year.
    ``language`` is a BCP 47 tag: English is always understood, besides it ar, de, es, fr, ru, uk and zh.
    """
    from briefer.text.dates.finding import find

    return find(text, published, language)
