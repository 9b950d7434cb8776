"""The clause around a date: whether it lies in the past or the future, and how it stands to the date ("by", "since")."""

from __future__ import annotations

from typing import Final

from briefer.text.dates.symbols import Lexicon, Part

_FUTURE_WORDS = (
    "will shall would ll wo scheduled expected due slated plans planned planning plan intends intend aims vowed "
    "vows pledged pledges promised promises agreed expects hopes hope poised going upcoming coming should must may "
    "might could can deadline deadlines forecast predict predicts predicted projected anticipated proposed ahead "
    "forthcoming remaining likely unlikely tentatively expires begins resume resumes starts opens ends meets "
    "takes comes goes returns arrives departs"
)
_FUTURE: Final = frozenset(_FUTURE_WORDS.split())
_PAST_WORDS = (
    "was were had did said told began took came went saw made gave got held met left led fell rose sent won lost "
    "killed struck hit fought became ran found broke brought put set shot drove grew fled spent kept wrote spoke knew "
    "stood thought bought sold built cut paid read shut hurt sank swept seized launched withdrew withstood been"
)
_PAST: Final = frozenset(_PAST_WORDS.split())
# Participles and nouns in -ed that say nothing about when.
_NOT_PAST_WORDS = "united armed allied need indeed hundred speed feed seed weed breed bed red fed"
_NOT_PAST: Final = frozenset(_NOT_PAST_WORDS.split())
_MODALS: Final = frozenset("to will would shall should may might must can could ll".split())
# What somebody did, unless it was to do something later: "agreed on Saturday", "agreed to meet on Saturday".
_UNDERTAKEN: Final = frozenset(
    "agreed promised pledged vowed proposed announced ordered postponed delayed deferred extended adjourned prolonged".split()
)
_AHEAD_OF_DATE: Final = frozenset("by until till for from before".split())
_DETERMINERS: Final = frozenset("the a an its their his her this that these those".split())
_REPORTING_WORDS = "said told announced warned claimed reported added stated confirmed declared insisted predicted"
_REPORTING: Final = frozenset(_REPORTING_WORDS.split())
# The tense of such a verb, which the word before the date decides.
_UNDERTAKING = -2
_REACH = 60
_RELATIONS: Final = {
    "by": "by", "until": "until", "till": "until", "through": "until", "since": "since", "from": "from", "before": "before",
    "after": "after", "to": "until", "following": "after", "starting": "from", "beginning": "from", "prior": "before",
}  # fmt: skip
_SKIPPED: Final = frozenset({"the", "in", "on", "at", "of", "as", "early", "late", "mid", "end"})


def tense(part: Part, start: int, end: int, words: Lexicon) -> int:
    """-1 if the clause around tokens ``start`` to ``end`` is in the past, 1 in the future, 0 if it does not say.

    The nearest verb before the date decides, within its sentence; where there is none, the nearest one behind it.
    """
    before, reported = _nearest(part, range(start - 1, max(start - _REACH, -1), -1), words)
    if before == _UNDERTAKING:
        # "Announced an exercise from 28 March", "announced it on 28 March".
        before = 1 if part.lower(start - 2) in _AHEAD_OF_DATE else -1
    if before and not reported:
        return before
    behind, _ = _nearest(part, range(end, min(end + _REACH, len(part.symbols))), words, behind=True)
    behind = -1 if behind == _UNDERTAKING else behind
    return behind or before


def _nearest(part: Part, indices: range, words: Lexicon, *, behind: bool = False) -> tuple[int, bool]:
    """The tense of the nearest verb, and whether it only reports: in "said that by May it would" a "that" lies between."""
    seen_that = False
    for i in indices:
        symbol = part.symbols[i]
        if symbol == "\n" or (symbol in ".!?;" and _ends_sentence(part.symbols, i)):
            break
        word = part.lower(i)
        seen_that = seen_that or word == "that"
        if symbol in "_CjTEIFxBX<":
            found = _cue(word, words)
            if found and not (behind and symbol == "X"):
                return _checked(part, i, found), seen_that and word in _REPORTING
    return 0, False


def _ends_sentence(symbols: str, index: int) -> bool:
    """Whether the stop at ``index`` ends a sentence: a space and a capital follow, and no initial or short form stands before."""
    return symbols[index + 1 : index + 2] in {"", " ", "\n", "("} and symbols[index - 1 : index] != "U"


def _cue(word: str, words: Lexicon) -> int:
    if word in _FUTURE or word in words.future or word == "be":
        return 1
    if word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST):
        return -1
    return 0


def _checked(part: Part, index: int, found: int) -> int:
    """The cue's tense, given the words beside it: "set for Tuesday", "were to leave", "would have"."""
    word, following = part.lower(index), part.lower(index + 2)
    before = part.lower(index - 2) if index >= 2 else ""
    if before == "not" and index >= 4:
        before = part.lower(index - 4)
    if word in _UNDERTAKEN and before != "be":
        return 1 if following in {"to", "that"} else _UNDERTAKING
    if word in {"put", "pushed"} and following in {"off", "back"}:
        # "Put the vote off until May", "put it off on Monday"
        return _UNDERTAKING
    if (word == "set" and following in {"to", "for"}) or (word == "won" and following == "t"):
        return 1
    if word in {"was", "were"} and following == "to":
        return 1
    return _past_form(part, index, before) if found < 0 else _ahead(part, index, word, following)


def _past_form(part: Part, index: int, before: str) -> int:
    """What the form of the past tells: nothing in "are regarded" and ", seen as"; the future in "to be renewed"."""
    if before in {"is", "are"}:
        return 0
    if part.symbols[index - 2 : index] == ", ":
        # "Its leader, Ann Lee, said on Thursday" tells; ", said to be ill" describes.
        return -1 if part.lower(index) == "said" and part.lower(index + 2) != "to" else 0
    further = part.lower(index - 4) if index >= 4 else ""
    # "May hit", "to be renewed", "will stay closed".
    return 1 if before == "be" or before in _MODALS or further in _MODALS - {"to"} else -1


def _ahead(part: Part, index: int, word: str, following: str) -> int:
    """What a cue of the future tells: nothing in "due to the storm", the past in "would have" and "would not say"."""
    if word == "due" and (following == "not" or (following == "to" and part.lower(index + 4) in _DETERMINERS)):
        return 0
    if word == "may" and part.tokens[index][0] == "M":
        return 0
    if word in {"may", "might", "could", "would", "should", "must"} and following == "have":
        return -1
    if word == "would" and following == "not" and not _is_reported(part, index):
        return -1
    return 1


def _is_reported(part: Part, index: int) -> bool:
    """Whether a verb of saying stands before token ``index`` in its sentence."""
    for i in range(index - 1, max(index - _REACH, -1), -1):
        if part.symbols[i] == "\n" or (part.symbols[i] in ".!?;" and _ends_sentence(part.symbols, i)):
            return False
        if part.lower(i) in _REPORTING:
            return True
    return False


def relation(part: Part, start: int, words: Lexicon) -> str:
    """How the clause stands to the date at token ``start``, by the preposition before it; "on" for none."""
    index = start - 1
    for _ in range(4):
        while index >= 0 and part.symbols[index] in " -'":
            index -= 1
        if index < 0:
            return "on"
        word = part.lower(index)
        found = words.relations.get(word) or _RELATIONS.get(word)
        if found:
            return "before" if word == "to" and part.lower(index - 2) == "prior" else found
        if word not in _SKIPPED:
            return "on"
        index -= 1
    return "on"
