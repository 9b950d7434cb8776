"""What a number is told of besides the noun behind it: whether people are dead or hurt, whether it is the figure of before."""

from __future__ import annotations

import re
from typing import Literal

State = Literal["dead", "hurt", "missing", "held", "displaced"]

_STATES: dict[str, State] = {
    **dict.fromkeys("killed dead died deaths death fatalities killing kill kills slain".split(), "dead"),
    **dict.fromkeys("injured wounded hurt injuries injuring wounding injures wounds".split(), "hurt"),
    **dict.fromkeys("missing unaccounted".split(), "missing"),
    **dict.fromkeys("arrested detained jailed imprisoned arresting detaining arrests".split(), "held"),
    **dict.fromkeys("displaced displacing homeless evacuated".split(), "displaced"),
}
# What stands between "killed" and the number.
_BETWEEN = frozenset(
    "at least most about around some roughly nearly almost more than fewer up to as many another a an".split()
)
_OF_THEM = re.compile(r" (?:\w+ )?of (?:the|those|these|them)\b")
_BEHIND = 5
_BEFORE = 3
_WORD = re.compile(r"[^\W\d_]+|\d+|[,;:.()]")
_FORMER = re.compile(r"\bfrom (?:an? |the |some |about |around |roughly )?[$£€]?$", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|up from|down from|instead of) (?:an? |the |some |about |around |roughly )?[$£€]?$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:in (?:the (?:same|previous|first|second|third|fourth) |[A-Z]|\d{4})|a (?:year|month|week|season|day)|earlier|ago|last|"
    r"before|at the start)"
)
_LATTER = re.compile(r"\bto (?:an? |the |some |about |around |roughly |just )*[$£€]?\d", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:from|compared|than|previous|previously|earlier|before|against|after|had|was|were|last|initial|initially|"
    r"originally|prior|until|once|down|up|versus|former|formerly)\b",
    re.IGNORECASE,
)
_AROUND = 60
_CHANGE = 90
_NEAR = 32


def state_told(text: str, start: int, end: int) -> State | None:
    """What a number from ``start`` to ``end`` counts people as, by the words around it; None where nothing says so."""
    if text[end : end + 1] == "-":
        # "A 6.1-magnitude earthquake killed 63"
        return None
    behind = text[end : end + _AROUND]
    if _OF_THEM.match(behind):
        # "Six of the wounded have died"
        return None
    for word in _WORD.findall(behind)[:_BEHIND]:
        if word[0] in ",;:.()" or word.isdigit():
            break
        if word.casefold() in _STATES:
            return _STATES[word.casefold()]
        if word.casefold() in ("and", "or", "while"):
            break
    for word in reversed(_WORD.findall(text[max(0, start - _AROUND) : start])[-_BEFORE - 1 :]):
        if word.casefold() in _STATES:
            return _STATES[word.casefold()]
        if word.casefold() not in _BETWEEN:
            break
    return None


def is_former(text: str, start: int) -> bool:
    """Whether a number is what another has come from: 12 in "rose from 12 to 15", "to 15 from 12" and "15 against 12"."""
    before = text[max(0, start - 28) : start]
    if _COMPARED.search(before):
        # "Against 41 for the others" is a figure of today.
        return _EARLIER.search(text[start : start + _AROUND]) is not None
    if not _FORMER.search(before):
        return False
    return _LATTER.search(text[max(0, start - _CHANGE) : start + _CHANGE]) is not None


def tells_past(text: str, start: int, end: int) -> bool:
    """Whether something around a number tells of another time or figure."""
    behind = re.split(r"[,;.]\s", text[end : end + _NEAR])[0]
    return _PAST.search(f"{text[max(0, start - _NEAR) : start]} | {behind}") is not None
