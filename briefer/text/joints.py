"""Whether a full stop only seems to end a sentence: abbreviations, initials, list numbers, times, speech tags.

The sets hold classes of words as style guides list them, in the languages of the news; what decides is mostly the shape
of the word before and of the word after.
"""

from __future__ import annotations

import functools
import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Followed by a name, never by a new sentence.
_TITLES = _words(
    "mr mrs ms mx dr prof gen col lt sgt maj capt cmdr adm brig cpl pvt cdr sen rep gov hon rev supt insp amb "
    "st ste mt ft mme mmes mlle mlles mgr sr sra srta dña hr frl dipl ing sig г-н г-жа гг тов проф акад ул им "
    "пл д-р"
)

# Followed by a number, they point to it.
_POINTERS = _words(
    "no nos nr núm art arts sec sect fig figs vol vols ch chap cap p pp pg para par ver v eq tab app op cl reg "
    "n° nº стр рис гл ст п пп т"
)

# What stands before a comparison, an example or an amount goes on by its nature.
_CARRIERS = _words("vs viz cf incl ca i.e e.g т.е т.к т.н")

_DAYPARTS = frozenset(("a.m", "p.m", "am", "pm"))
_CALENDAR = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january "
    "february march april june july august september october november december jan feb mar apr jun jul aug sept sep "
    "oct nov dec eastern central pacific mountain local gmt utc est edt cst cdt mst mdt pst pdt bst cet cest msk"
)

_MONTHS = _words("jan feb mar apr jun jul aug sept sep oct nov dec")

_CLOSING = "\"'”’»›」』)]"

ABBREVIATIONS = _TITLES | _POINTERS | _CARRIERS | _DAYPARTS | _MONTHS

# Longer words are no abbreviations that need mending.
_LONGEST = 9


@functools.cache
def _speech_tag() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|writes|added|adds|told|replied|shouted|cried|"
        r"demanded|wondered|exclaimed|tweeted|posted|warned|declared|insisted|chanted|yelled|answered)\b"
    )


def continues(text: str, first: int, cut: int, size: int) -> bool:
    """Whether the sentence that begins at ``first`` and seems to end before ``cut`` goes on behind it.

    The paragraph ends at ``size``; ``text`` has no line ends.
    """
    end = cut
    while end > first and text[end - 1].isspace():
        end -= 1
    begin = max(cut, end)
    while begin < size and text[begin].isspace():
        begin += 1
    if end <= first or begin >= size:
        return True
    if text[end - 1] in _CLOSING:
        return _goes_on_behind_quote(text, end, begin)
    following = text[begin]
    if following.islower():
        return text[end - 1] in ".…"
    if text[end - 1] not in ".)":
        return False
    space = max(
        text.rfind(" ", max(0, first - 1, end - _LONGEST - 1), end),
        text.rfind("\xa0", max(0, first - 1, end - _LONGEST - 1), end),
    )
    if space < 0 and end - first > _LONGEST:
        return False
    return _is_inner_stop(text, first, max(first, space + 1), end, begin)


def _goes_on_behind_quote(text: str, end: int, begin: int) -> bool:
    """Whether a sentence goes on behind a quotation: ``"Why?" he asked``, ``«Почему?» — спросил он``."""
    if text[begin].islower() or text[begin] in ",;":
        return True
    bare = end
    while bare and text[bare - 1] in _CLOSING:
        bare -= 1
    if text[begin] in "—–-":
        following = text[begin + 1 : begin + 3].strip()
        return bool(following) and following[0].islower()
    is_question = bare > 0 and text[bare - 1] in "!?"
    return is_question and end < begin and _speech_tag().match(text, end) is not None


def _is_inner_stop(text: str, first: int, start: int, end: int, begin: int) -> bool:
    """Whether the word ``text[start:end]`` and what begins at ``begin`` belong to one sentence."""
    mark = text[start:end].lstrip("(\"'“‘«[")
    if _is_list_mark(mark) and (start <= first or not text[first:start].strip()):
        return True
    if mark[-1:] != "." or len(mark) < 2:
        return False
    if end == begin:
        return _is_spelt_together(text, mark, begin)
    word = mark[:-1].lower()
    if len(word) > 1 and word not in ABBREVIATIONS:
        return False
    following = text[begin : begin + 12]
    if len(word) == 1 and word.isalpha() and not word.isascii() and not mark[0].islower():
        return mark != "Я."
    if word in _TITLES or word in _CARRIERS:
        return True
    if following[0].isdigit():
        return word in _POINTERS or word in _MONTHS
    name = re.split(r"\W", following, maxsplit=1)[0].lower()
    if word in _DAYPARTS:
        return name in _CALENDAR
    return word in _MONTHS and following[3:5] in (".-", ". ") and name in _MONTHS


def _is_list_mark(mark: str) -> bool:
    """Whether a word at the beginning of a sentence numbers it, or is an initial: neither is a sentence by itself."""
    if len(mark) > 5:
        return False
    bare = mark.rstrip(".)")
    if not 1 <= len(mark) - len(bare) <= 2:
        return False
    return (bare.isdecimal() and len(bare) <= 3) or (len(bare) == 1 and bare.isalpha())


def _is_spelt_together(text: str, mark: str, begin: int) -> bool:
    """Whether a full stop without a space behind it is part of a name such as E.ON or of initials."""
    return text[begin].isalnum() and len(mark.rpartition(".")[0].rpartition(".")[2]) == 1
