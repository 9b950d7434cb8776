"""The role that a text gives a name, in its own words: title before it, apposition behind it, or "is a …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefer.records import ActorKind
from briefer.text import gazetteer
from briefer.text.names.keys import known
from briefer.text.names.spans import is_title

_LONGEST = 160
# How far before a name its office may begin, in characters and in words.
_REACH = 100
_MOST_WORDS = 9
_ARTICLES = frozenset({"a", "an", "the"})
_ROLE_KINDS: tuple[ActorKind, ...] = (
    "place",
    "armed_group",
    "media",
    "company",
    "organisation",
    "military",
    "government",
)
_FUNCTION = frozenset({"of", "for", "and", "the", "to"})
_PLACING = frozenset({"in", "from"})


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
    match = _apposition().match(text, end, limit)
    if match is None:
        return None
    words = match[1].rstrip(".").split()
    # "Iraq, the United States, and Iran" is a list; "On Monday in Baghdad, the ministry said" a clause.
    if words[0] in _ARTICLES and len(words) > 1 and words[1][0].isupper() and not _names_office(words[1:]):
        return None
    if _is_clause(words) or (words[0] in _ARTICLES and _in_list().match(text, match.end(1), limit)):
        return None
    return " ".join(words) if len(words) > 1 or words[0].lower() in gazetteer.titles("spoken") else None


@cache
def _in_list() -> re.Pattern[str]:
    """Behind an apposition: another noun phrase, which makes both parts of a list."""
    return re.compile(r", (?:an?|the)\s(?=[^,;]*(?:,| and | or ))")


def is_plural(role: str) -> bool:
    """Whether a role is of several: "the insurers who price the risk"."""
    words = re.split(r" (?:of|in|on|at|for|that|which|who|from|to|by|with|near) ", role, maxsplit=1)[0].split()
    is_several = words[0] in {"the", "both"} and len(words) > 1
    return is_several and words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is", "quarters", "’s", "'s"))


def _names_office(words: Sequence[str]) -> bool:
    offices = gazetteer.titles("title") | gazetteer.titles("spoken")
    return any(word[0].islower() and word not in _FUNCTION for word in words) or any(word in offices for word in words)


def _is_clause(words: Sequence[str]) -> bool:
    """Whether a finite verb stands in the words before any relative pronoun."""
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word in gazetteer.words("relative"):
            return False
        if word in gazetteer.words("finite") or (
            word.endswith("ed") and word[0].islower() and following not in gazetteer.words("behind_participle")
        ):
            return True
    return False


def role_by_copula(text: str, end: int, limit: int) -> str | None:
    """What the text says that the name ending at ``end`` is: "designated by the US as …", "a militia in …"."""
    match = _copula().match(text, end, limit)
    return " ".join(match[1].split()) if match else None


def role_before(text: str, start: int, begin: int) -> str | None:
    """The office that stands before a name at ``start``: "Iraqi Prime Minister", "interim President"; None if none."""
    found = _office(text, start, begin)
    role = None if found is None else " ".join(text[found:start].split())
    return None if role is None or role.rstrip(".") in gazetteer.words("honorific") else role


def kind_by_role(role: str) -> ActorKind | None:
    """The kind that the noun of a role gives: "an airbase in western Iraq" is of a place; None where it gives none."""
    words = re.split(r"[\s-]+", re.split(r" (?:of|in|on|at|for|that|which|who|from|to|by|with|near) ", role)[0].lower())
    for word in reversed(words):
        if word in gazetteer.titles("spoken"):
            return "person"
        for kind in _ROLE_KINDS:
            if word in gazetteer.words(f"role_{kind}"):
                return kind
    return None


def titled_form(text: str, start: int, end: int, begin: int) -> str | None:
    """The name with the capitalised office right before it, "Defense Secretary Ash Carter"; None if there is none."""
    found = _office(text, start, begin)
    if found is None:
        return None
    words = text[found:start].split()
    while words and not words[0][0].isupper():
        del words[0]
    if not words or any(word[0].islower() and word not in _FUNCTION for word in words):
        return None
    return " ".join([*words, *text[start:end].split()])


def _office(text: str, start: int, begin: int) -> int | None:
    """Where the office before a name begins."""
    before = text[max(begin, start - _REACH) : start]
    last = before.split()[-1:]
    if not last or not before[-1].isspace() or not (last[0][0].isupper() or _part_of_role(last[0]) is not None):
        return None
    words = list(re.finditer(r"[^\s\u200e]+", before))[-_MOST_WORDS:]
    portfolio = _portfolio([word[0] for word in words])
    first, has_title = len(words), False
    for number in range(len(words) - 1 - portfolio, -1, -1):
        is_cut = words[number].start() == 0 and start - _REACH > begin
        verdict = None if is_cut else _part_of_role(words[number][0], has_title=has_title)
        if verdict is None:
            break
        has_title, first = has_title or verdict, number
    while first < len(words) and words[first][0] in _FUNCTION:
        first += 1
    if 0 < first < len(words) - 1 and words[first - 1][0].lower() in _PLACING and words[first][0] in gazetteer.states():
        # "In Turkey Minister Orlan met …": where he met them, not whose minister he is
        first += 1
    return start - len(before) + words[first].start() if has_title and first < len(words) else None


def _portfolio(words: Sequence[str]) -> int:
    """How many words at the end say what an office is for: 4 in "Minister for the Middle East"; 0 where none do."""
    for size in (3, 2, 1):
        linked = words[:-size][-2:]
        if linked[-1:] == ["the"]:
            linked = linked[:-1]
        if linked[-1:] == ["for"] and known(" ".join(words[-size:])) is not None:
            return size + 1 + (words[-size - 1] == "the")
    return 0


def _part_of_role(word: str, *, has_title: bool = False) -> bool | None:
    """True for a word of office, False for a word that may stand before one, None for what ends the role."""
    if word[-1] in ',;:”")':
        return None
    bare = word.rstrip(".\u200e\u200f")
    if is_title(word) or bare in gazetteer.titles("title") or bare in gazetteer.titles("spoken"):
        return True
    if bare in gazetteer.titles("before") or bare in gazetteer.titles("modifier") or bare in gazetteer.words("office"):
        return False
    is_body = has_title and (gazetteer.head_words().get(bare) == "government" or (word.isupper() and len(word) > 1))
    if is_body or (word[0].isupper() and gazetteer.lookup(word) is not None):
        return False
    return False if word == "of" or (has_title and word in {"the", "for"}) else None
