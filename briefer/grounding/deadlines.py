"""Dates from which, until which and by which something holds: a claim may not take one for the other of its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefer.text.dates import edtf_bounds, find_dates

_STARTS = re.compile(
    r"(?<!images )(?<!pictures )(?<!photos )(?<!footage )(?<!video )(?<!data )(?<!figures )\b(?:from|since|starting|starts?|beginning|begins?|effective|with effect from|as of)(?: on| in)?(?: the)? $",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:until|till|through|by|before|no later than|not later than|up to)(?: the)? $", re.IGNORECASE)
_KINDS = (_STARTS, _ENDS)
_ANY = re.compile(
    r"\b(?:from|since|start|begin|effective|as of|until|till|through|by|before|not? later|up to)", re.IGNORECASE
)
_NOT_BEFORE = re.compile(r"\b(?:not|never|no \w+|n['’]t)\b[^.;]{0,60}\b(?:until|till|before)\b", re.IGNORECASE)
_BEFORE = 28


def other_term(claim: str, evidence: str, published: date | None) -> str | None:
    """A date from which, or until which, the claim has something hold, where the evidence gives another for that.

    The claim's date must stand in the evidence too, told otherwise.
    """
    if not _ANY.search(claim):
        return None
    for kind in _KINDS:
        for text, value in _dated(claim, published, kind):
            if kind is _ENDS and _NOT_BEFORE.search(claim):
                # What is not expected until May is expected from then on.
                continue
            terms = [other for _, other in _dated(evidence, published, kind)]
            if terms and not any(_meet(value, other) for other in terms) and _is_given(value, evidence, published):
                return text
    return None


def _dated(text: str, published: date | None, kind: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The dates of ``text`` with their EDTF values that stand behind an expression of one kind."""
    for mention in find_dates(text, published=published):
        if (
            mention.value
            and "/" not in mention.value
            and kind.search(text[max(0, mention.start - _BEFORE) : mention.start])
        ):
            yield mention.text, mention.value


def _is_given(value: str, text: str, published: date | None) -> bool:
    return any(mention.value and _meet(value, mention.value) for mention in find_dates(text, published=published))


def _meet(one: str, other: str) -> bool:
    first, second = edtf_bounds(one.split("/")[0]), edtf_bounds(other.split("/")[0])
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])
