"""The role that a text gives a name, in its own words: title before it, apposition behind it, or "is a …"."""

from __future__ import annotations

import re
from functools import cache

from briefer.text import gazetteer

_LONGEST = 160
_FUNCTION = {"of", "for", "and", "the", "to"}


@cache
def _apposition() -> re.Pattern[str]:
    offices = "|".join(sorted(gazetteer.titles("spoken")))
    return re.compile(
        r"(?:['’]s)?(?: \([^()\n]{1,60}\))?, "
        r"((?:(?:an?|the|one of|then|now|formerly|part of|another|both)\s(?=[^\W\d_])"
        rf"|(?:(?:former|acting|interim|deputy|senior|chief|current|retired)\s)?(?:{offices}|head|member|co-founder|owner|brother|son|capital)\b)"
        rf"[^,;:\n“”\"]{{2,{_LONGEST}}})(,|[.;:]?$|;|[.] )"
    )


@cache
def _copula() -> re.Pattern[str]:
    return re.compile(
        r"(?: \([^()\n]{1,60}\))? (?:is|was|are|were|has been|remains) "
        rf"((?:an?|the|one of|designated|regarded|considered|known|classified|listed) [^,;:\n“”\"]{{2,{_LONGEST}}}?)(?=[,;:.]|$)"
    )


def role_behind(text: str, end: int, limit: int) -> str | None:
    """The apposition behind a name that ends at ``end``, within its sentence, which ends at ``limit``."""
    if text[end : end + 1] not in {",", " ", "'", "’"}:
        return None
    match = _apposition().match(text[:limit] if limit - end < 0 else text, end, limit)
    if match is None:
        return None
    role = " ".join(match[1].split()).rstrip(".")
    words = role.split()
    # "Iraq, the United States, and Iran" is a list.
    if len(words) > 1 and words[0] in {"the", "a", "an"} and words[1][0].isupper() and not _names_office(words[1:]):
        return None
    return role if len(words) > 1 or words[0].lower() in gazetteer.titles("spoken") else None


def _names_office(words: list[str]) -> bool:
    offices = gazetteer.titles("title") | gazetteer.titles("spoken")
    return any(word[0].islower() and word not in _FUNCTION for word in words) or any(word in offices for word in words)


def role_by_copula(text: str, end: int, limit: int) -> str | None:
    """What the text says that the name ending at ``end`` is: "designated by the US as …", "a militia in …"."""
    match = _copula().match(text, end, limit)
    return " ".join(match[1].split()) if match else None


def role_before(text: str, start: int, begin: int) -> str | None:
    """The title that stands before a name at ``start``: "Iraqi Prime Minister", "interim President"; None if none."""
    before = text[max(begin, start - 100) : start]
    if not before.endswith((" ", "\n", "\u200e")):
        return None
    words = list(re.finditer(r"[^\s\u200e]+", before))
    first, has_title = len(words), False
    for number in range(len(words) - 1, max(-1, len(words) - 9), -1):
        verdict = _part_of_role(words[number][0], has_title=has_title, is_first=number == 0 and start - 100 > begin)
        if verdict is None:
            break
        has_title = has_title or verdict
        first = number
    while first < len(words) and words[first][0] in _FUNCTION:
        first += 1
    return " ".join(word[0] for word in words[first:]) if has_title and first < len(words) else None


def _part_of_role(word: str, *, has_title: bool, is_first: bool) -> bool | None:
    """True for a word of office, False for a word that may stand before one, None for what ends the role."""
    if is_first or word[-1] in ",;:”\"":
        return None
    bare = word.rstrip(".")
    if bare in gazetteer.titles("title") or bare in gazetteer.titles("spoken"):
        return True
    if bare in gazetteer.titles("before") or bare in gazetteer.titles("modifier"):
        return False
    if gazetteer.state_of(word) or gazetteer.state_of(bare):
        return False
    return False if has_title and word in {"of", "Affairs", "Commons"} else None
