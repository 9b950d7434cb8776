"""What a text counts: how many of what, killed or wounded or otherwise, so that only like is compared with like."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefer.text.gazetteer import calendar, function_words
from briefer.text.numbers import NumberMention, find_numbers, is_ordinal

# Figures that differ by less are one, rounded: "about 2,500" and 2,480.
_ROUNDING = 0.03
_REACH = 48
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_PEOPLE = frozenset(
    "people persons person civilians civilian men women children soldiers soldier troops troop fighters fighter police "
    "officers officer workers worker residents protesters militants rebels guards sailors crew passengers others "
    "villagers students journalists refugees migrants hostages prisoners detainees personnel members staff".split()
)
_ANYONE = frozenset({"people", "persons", "person", "others", ""})
_LOOSE = frozenset("more others other further additional total some about around roughly nearly almost over".split())


class Quantity(NamedTuple):
    """A count: its value, what is counted (``noun``) and what became of it (``role``, "" where the text says nothing).

    ``bound`` is ``least`` behind "at least", ``most`` behind "up to", ``about`` behind "some", else "".
    """

    value: float
    noun: str
    role: str
    bound: str = ""


@cache
def _roles() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each role how it reads behind a figure and its noun, and before a figure."""
    verbs = {
        "killed": (
            r"(?:lives\b|(?:were |was |have been |had been |are |is )?(?:killed|dead\b|died|dying|deaths?\b|fatalities|lost their lives|slain|perished))",
            r"(?:kill(?:ed|ing|s)|(?:death toll|dead|toll)\b[^.;,]{0,24}|deaths? of|the lives of)",
        ),
        "wounded": (
            r"(?:were |was |have been |had been |are )?(?:wounded|injured|hurt|injuries)",
            r"(?:wound(?:ed|ing|s)|injur(?:ed|ing|es)|hurt(?:ing)?)",
        ),
        "missing": (r"(?:were |are |remain |still )*(?:missing|unaccounted for)", r"(?:the missing at|missing:)"),
        "detained": (
            r"(?:were |was |have been |had been )?(?:arrested|detained|in custody)",
            r"(?:arrest(?:ed|ing)|detain(?:ed|ing)|captur(?:ed|ing))",
        ),
        "displaced": (
            r"(?:were |have been |had been )?(?:displaced|homeless|forced to flee|fled|evacuated)",
            r"(?:displac(?:ed|ing)|evacuat(?:ed|ing)|forc(?:ed|ing))",
        ),
        "rescued": (r"(?:were |was |have been )?rescued", r"rescu(?:ed|ing)"),
    }
    return {
        role: (re.compile(rf"\s*{behind}", re.IGNORECASE), re.compile(rf"{before}\s*\Z", re.IGNORECASE))
        for role, (behind, before) in verbs.items()
    }


@cache
def _bound_before() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?P<least>at least|more than|over|upwards of|no fewer than|not less than)"
        r"|(?P<most>up to|at most|no more than|fewer than|less than|under|as many as)"
        r"|(?P<about>about|around|some|nearly|almost|roughly|approximately|an estimated))\s*\Z",
        re.IGNORECASE,
    )


def quantities(text: str) -> list[Quantity]:
    """The counts of a text in order; dates, ordinals, money, percentages and figures in names are none."""
    mentions = find_numbers(text)
    found = []
    for place, mention in enumerate(mentions):
        if not is_ordinal(mention.text) and (quantity := _quantity(text, mention, mentions[place + 1 : place + 2])):
            found.append(quantity)
    return found


def conflict(one: Quantity, other: Quantity) -> bool:
    """Whether two counts of the same thing cannot both be right; rounding and bounds are allowed for."""
    if not comparable(one, other) or one.value == other.value:
        return False
    low, high = sorted((one, other), key=lambda quantity: quantity.value)
    if low.bound == "least" or high.bound == "most":
        return False
    slack = _ROUNDING * high.value if max(low.value, high.value) >= 100 or "about" in {low.bound, high.bound} else 0.0
    slack = max(slack, 0.1 * high.value if "about" in {low.bound, high.bound} else 0.0)
    return high.value - low.value > slack


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two counts are of the same thing: children are not people, the wounded not the killed."""
    same_noun = one.noun == other.noun or (one.noun in _ANYONE and other.noun in _ANYONE)
    return one.role == other.role and same_noun and bool(one.role or one.noun not in _ANYONE)


def figures(text: str) -> frozenset[float]:
    """The values of all numbers of a text but for those of dates."""
    found = set()
    for mention in find_numbers(text):
        around = (text[: mention.start].split()[-1:], text[mention.end :].split()[:1])
        dated = any(word.strip(",.;:") in calendar() for words in around for word in words)
        if not dated and not (mention.text.isdigit() and _FIRST_YEAR <= mention.value <= _LAST_YEAR):
            found.add(mention.value)
    return frozenset(found)


def _quantity(text: str, mention: NumberMention, following: list[NumberMention]) -> Quantity | None:
    before = text[max(0, mention.start - _REACH) : mention.start]
    limit = following[0].start if following else len(text)
    behind = text[mention.end : min(limit, mention.end + _REACH)]
    bound = _bound_before().search(before)
    stem = before[: bound.start()].rstrip() if bound else before.rstrip()
    if mention.value == 0 or mention.text.startswith("dozen") or _is_no_count("" if bound else before, behind):
        return None
    noun, rest = _noun(behind)
    role = next((name for name, (after, _) in _roles().items() if after.match(rest) or after.match(behind)), "")
    if not role:
        role = next((name for name, (_, ahead) in _roles().items() if ahead.search(stem)), "")
    if not (role or noun) or (role in _WHOLE and _is_rest(behind, rest)):
        return None
    if _running().search(text):
        role = f"{role} in all"
    return Quantity(mention.value, noun, role, bound.lastgroup or "" if bound else "")


_WHOLE = frozenset({"killed", "missing"})


def _is_rest(behind: str, rest: str) -> bool:
    """Whether a figure counts only who was not counted before: "two others died", "six more"."""
    counted = behind[: len(behind) - len(rest)] if len(rest) < len(behind) else behind[:12]
    return re.match(r"\s*(?:more|others?|further|additional)\b", counted) is not None


@cache
def _running() -> re.Pattern[str]:
    """Signs of a figure for a whole war or year, which says nothing of one happening."""
    return re.compile(
        r"\b[Ss]ince (?:the (?:war|conflict|fighting|start|beginning|uprising|invasion)|(?:last )?(?:year|month)|(?:[A-Z]\w+ )?(?:19|20)\d\d)"
        r"|\bso far (?:this|in)\b|\bthis year\b|\bin the (?:past|last) (?:\w+ )?(?:months|years|weeks)\b|\bin total\b|\bto date\b",
    )


def _is_no_count(before: str, behind: str) -> bool:
    """Money, shares, units of time and measure, dates, versions, parts of names."""
    if re.match(r",\s?\d", behind) or re.search(r"\d,\s?\Z", before):
        return True
    if before[-1:] in {"$", "€", "£", "¥", "#", "-", "–", "/", ".", ":", "№"} or behind[:1] in {"%", "°", "/", ":"}:
        return True
    word = _WORD.match(behind.lstrip(" -–"))
    if behind[:1] in {"-", "–"} or (word is not None and word[0] in calendar()):
        return True
    last = before.split()[-1:]
    if last and (last[0].strip(",.") in calendar() or (last[0][0].isupper() and not last[0].endswith((",", ".", ":")))):
        return True
    return word is not None and word[0].casefold().rstrip("s") in _UNITS


_UNITS = frozenset(
    "percent per point year month week day hour minute second o'clock am pm kilometre kilometer mile metre meter km kg "
    "tonne ton litre liter barrel dollar euro pound degree foot feet inch bce bc ad time way side case".split()
)


def _noun(behind: str) -> tuple[str, str]:
    """What is counted, in the plural as printed and lower case, and the text behind it; "" where no noun follows."""
    rest, taken = behind, 0
    while taken < 4 and (match := re.match(r"\s*(?:of (?:its|the|their|them|his|her)\s+)?([^\W\d_][\w'’-]*)", rest)):
        word = match[1].casefold()
        if word in _PEOPLE:
            return word, rest[match.end() :]
        if any(after.match(rest) for after, _ in _roles().values()):
            return "", rest
        if word in function_words() and word not in _LOOSE:
            return "", behind
        if word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")) and word not in _LOOSE:
            return word, rest[match.end() :]
        rest, taken = rest[match.end() :], taken + 1
    return "", behind
