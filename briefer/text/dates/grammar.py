"""The grammar of date expressions, as small regular expressions over the symbols of ``datewords``."""

from __future__ import annotations

import re
from functools import cache

# "the end of ", "early ", "mid-"; a number must not hang on a word or another number ("Su-35", "1.2").
_PART_OF = r"(?:(?:t )?(?:E(?:-| | [oI] (?:t )?)|(?:[EO] )?B o (?:t )?))"
_FREE = r"(?<![^ \n(\-])(?<![abcnYef][-])"
_DAY = "[ab]k?@"
_MONTH = r"(?:[MLj](?:/M|/R O)?|[mU]\.?|R O(?:/M)?)"
_OF = r"(?: o)?(?: t)?"
_YEAR = r"(?:(?: o| y|,)* ?Y(?: y)?(?![abcn%])(?! C)(?![-.,:/]?[abcnYef]{2})|(?: ?' ?|' )[abc])"
_MORE_DAYS = rf"(?:(?: ?- ?| r | d |, )(?:t )?{_DAY}){{0,4}}"
_WEEKDAY = r"(?:(?:t )?(?:W|w\.?),? (?:t )?)?"
_NUMBERED = r"(?:[NAVabc]|A [VN](?: o)?|N-N)"

_RULES = {
    "stamp": r"(?<![^ \n(])f(?:Z|[XQHA_]?(?: )?U)(?: ?[abc](?![abcn])|Y| Y)?",
    "iso": rf"{_FREE}(?:Y-[ab]-[ab]|Y/[ab]/[ab]|Y\.[ab]\.[ab])(?![abcnYef])(?![.,/-][abcnYef])|(?<![^ \n(])e(?![-.,/]?[abcnYef])",
    "numeric": r"(?<![^ \n(])[ab](?:/[ab]/|\.[ab]\.|-[ab]-)(?:Y|[abc])(?![abcnYef])(?![./-][abcnYef])",
    "stacked": r"(?<![^ \n(])(?:[abc](?: |-)?U(?: |-)?[abc](?![abcn:])|[ab]-[mML]-[abc](?![abcn:]))",
    "dmy": rf"{_WEEKDAY}(?<![^ \n(\-])(?:E |E-)?{_DAY}{_MORE_DAYS}(?: |-|){_OF}(?: |-|){_MONTH}(?:-?{_YEAR})?",
    "mdy": rf"{_WEEKDAY}(?:t )?(?:E |E-)?{_MONTH} (?:t )?{_DAY}(?![abcn:%']|[.,][abcn]| C){_MORE_DAYS}(?![abcn:%]| C){_YEAR}?",
    "month_year": rf"{_PART_OF}?(?:t )?{_MONTH}(?:-|(?= |,)){_YEAR}",
    "year_month": r"(?<![^ \n(])Y-[ab](?![abcnYef])(?![-./][abcnYef])",
    "month_of": rf"{_PART_OF}?{_MONTH},?(?: [oI])?(?: t)? (?:[pFgzilx] (?:g )?u|u [lxp])",
    "half": r"(?:t |B o t )?[OE] h o (?:t )?(?:D )?(?:Y|[pFgzilx] u|u)|HaY|Ha (?:o )?Y|Y Ha",
    "quarter": r"(?:t )?(?:[Oab]k?|[lxi]|E) (?:D )?q(?: o (?:t )?(?:D )?(?:Y|[pFgzilx] u|u)|,? Y)?|Q[ab](?![abcn])(?:(?: o| D|,)* ?(?:Y|[abc]))?|Y Qa",
    "fiscal": r"(?:t )?D(?: u)? ?-?(?:Y|[abc])(?![abcn%])",
    "decade": rf"{_PART_OF}?(?:t )?(?:Y'?s|'[c]s|(?<=t )c'?s)",
    "century": r"(?:t )?(?:E(?: |-))?(?:[ab]k|O) u",
    "season_year": rf"{_PART_OF}?(?:t )?S,? (?:o )?(?:Y|[gz] u)|{_PART_OF}?(?:t )?S Y",
    "weekday_of": r"W(?: o)? [lxi] u",
    "weekend": r"(?<=I )t u(?! (?:[GKJo]|[<>]))",
    "relative": rf"{_PART_OF}?(?:(?:t |i |z )?(?:g )(?:E )?|(?:t |i |E-)?[lxipFz] )(?:g )?(?:[WuySqML]|m\.?)|(?:t |i )?[WuySM] [lxi]|o W x",
    "ago": rf"(?:{_NUMBERED})(?: |-)[uy] (?:[GKJEp](?! u)|[<>](?=[ ]?[.,;()\n]|$))|(?:P|{{ }} A) {_NUMBERED} [uy]|P u",
    "in_span": r"I (?:[NAabc]|A [VN]) u(?! u)",
    "part_of_unit": r"(?:t )?(?:[EO] )?B o (?:t )?(?:[gzpFilx] )?u|u'?s B|u-B",
    "neighbour": r"t u [<>](?=[ ]?[.,;()\n]|$)",
    "today": r"(?:t u [<>] |E )?T(?:'T)?",
    "season": rf"[Ir] {_PART_OF}?(?:t )?S(?!,? (?:o )?Y)",
    "span": r"(?<![^ \n(])Y-[abc](?![abcnYef])(?![-./][abcnYef])",
    "years": r"(?<![^ \n(])Y ?- ?Y(?![abcnYef%])(?![-./][abcnYef])",
    "year": rf"{_PART_OF}?(?:t u |t y |y |u )?Y(?: y)?(?![abcnYef%]|[.,:/][abcnYef]|-[abcn])",
    "weekday": r"(?:t )?W",
    "month": rf"{_PART_OF}?(?:t )?(?:[ML]|[mU]\.?|R O)",
}  # fmt: skip

_STARTS = "abcefYMLmjURWwSuqhNAVOotlxipFgzEBGTIrPDQH'{y"


@cache
def grammar(*, dotted: bool = False) -> re.Pattern[str]:
    """One expression for all rules; the name of the group that matched is the name of the rule.

    ``dotted``: a full stop makes a number a day, as in German.
    """
    stop = r"\.?" if dotted else ""
    rules = "|".join(f"(?P<{name}>{rule.replace('@', stop)})" for name, rule in _RULES.items())
    return re.compile(f"(?=[{_STARTS}])(?:{rules})")


@cache
def joints() -> re.Pattern[str]:
    """What may stand between the two ends of a range: a dash, "to", "until"; "and" is told apart by its caller."""
    return re.compile(r" ?(?:-|r|d)(?: t| I| o)?(?: t)? ?|'_ ?r ")
