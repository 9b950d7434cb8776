"""The sections of a brief as fields of an answer: which to ask for, how to split them, and how long answers get."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.records import SectionName

# The fields of an answer that fill each section of a brief, in the order in which they are asked for.
_FIELDS: dict[SectionName, tuple[str, ...]] = {
    "actors": ("actors", "relations"),
    "timeline": ("events",),
    "risks": ("risks",),
    "statements": ("statements",),
    "assessment": ("gaps", "judgments", "indicators", "assumptions", "bottom_line", "title"),
}
ASSESS_FIELDS = ("judgments", "indicators", "assumptions", "bottom_line", "title")

# What an assessment of many chunks rests on; actors and relations only give it their setting.
_GROUNDS: tuple[SectionName, ...] = ("timeline", "risks", "statements")

# Tokens that a field of an answer takes: a part of its own and a part for each token of the article, fitted to the
# answers of the examples (920 and 2,650 tokens of article), and no more than four thousand.
_TOKENS: dict[str, tuple[int, float]] = {
    "actors": (1350, 0.15),
    "relations": (500, 0.26),
    "events": (100, 1.3),
    "risks": (330, 0.19),
    "statements": (50, 0.85),
    "gaps": (140, 0.0),
    "judgments": (800, 0.0),
    "indicators": (250, 0.0),
    "assumptions": (60, 0.0),
    "bottom_line": (220, 0.0),
    "title": (24, 0.0),
}
_FIELD_TOKENS_AT_MOST = 4000


def extract_fields(sections: Sequence[SectionName], *, with_assessment: bool) -> tuple[str, ...]:
    """The fields to ask of a chunk for ``sections``; ``with_assessment`` if that travels along.

    Where it does not, it is made later from what the chunks gave, and so asks them for what it rests on.
    """
    fields = dict.fromkeys(field for section in sections for field in _FIELDS[section])
    if "assessment" not in sections or with_assessment:
        return tuple(fields)
    grounds = {field for section in _GROUNDS for field in _FIELDS[section]}
    return tuple(f for s in _FIELDS for f in _FIELDS[s] if f not in ASSESS_FIELDS and f in fields.keys() | grounds)


def split_fields(fields: Sequence[str]) -> list[tuple[str, ...]]:
    """``fields`` by section, to be asked for side by side; gaps alone are not worth reading the article once more."""
    groups = [tuple(f for f in _FIELDS[section] if f in fields) for section in _FIELDS]
    groups = [group for group in groups if group]
    if len(groups) > 1 and groups[-1] == ("gaps",):
        groups[-2:] = [(*groups[-2], "gaps")]
    return groups


def likely_tokens(fields: Sequence[str], article_tokens: int) -> int:
    """About how many tokens an answer with ``fields`` takes for an article of so many tokens."""
    each = (_TOKENS[field] for field in fields)
    return sum(min(_FIELD_TOKENS_AT_MOST, round(fixed + share * article_tokens)) for fixed, share in each)
