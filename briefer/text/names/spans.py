"""Where proper names stand: runs of capitalised words, joined over small words, cut at titles, possessives and lists."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from briefer.text import gazetteer
from briefer.text.names.keys import known

Cue = str
"""Why a span is thought a name of its kind: ``title``, ``role``, ``state`` or empty."""


class Word(NamedTuple):
    """A capitalised word; ``stop`` is where it ends in the text, possessive included, and ``closed`` ends its run."""

    start: int
    end: int
    stop: int
    text: str
    closed: bool


class Span(NamedTuple):
    """A candidate name: ``text[start:end]``, its words, whether it opens its sentence, and what cue told its kind."""

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool
    cue: Cue = ""


_JOINED_POSSESSIVES = frozenset({"People's", "Women's", "Children's", "Workers'", "Men's", "Farmers'", "Peasants'"})
_PARTICLES = frozenset(
    "al el bin ibn bint ben abu abd de del della di da dos das du des von van der den ter ten zu af av ul la na de\u00a0la".split()
    + ["de la", "de las", "de los", "van der", "van den", "von der", "de los", "bin al", "ibn al", "abu al"]
)
_NAME_PARTS = frozenset("al el e o i de la le du ul ur sur en y and the of bin ibn an to in on at az as ash es op".split())
_NUMBERED = frozenset("Tower Force Unit Division Brigade Highway Route Area CTF Building Block Site Zone Channel Gate Camp".split())
_ON = frozenset("Committee Commission Council Conference Convention Subcommittee Department Office Centre Center".split())
_OFFICES = frozenset("State Staff Affairs Interior Works Relations House Commons Lords Culture Intelligence Operations Mission".split())
_SUBJECTS = frozenset(
    "Food Health Science Trade Security Defense Defence Energy Agriculture Education Culture Justice Arms Oil Business "
    "Information Labor Labour Housing Industry Transport Commerce Finance Forestry Fisheries Environment Technology "
    "Foreign Home Intelligence Search Law Planning Research Peace Women Youth Sport Sports Tourism Drug Human".split()
)
_LIMBS = frozenset({"Airborne", "Armored", "Armoured", "Mountain", "Cavalry", "Marine", "Expeditionary", "Mechanized", "Naval"})
_ORG_KINDS = frozenset({"government", "military", "armed_group", "organisation", "company", "media"})


@cache
def _capital() -> str:
    """The upper-case letters of Latin, Greek, Cyrillic and Armenian script, as the inside of a character class."""
    ranges: list[str] = []
    begin = previous = -2
    for code in [code for code in range(0x41, min(0x1F00, sys.maxunicode)) if chr(code).isupper() or code == 0x1F00]:
        if code != previous + 1:
            if begin >= 0:
                ranges.append(chr(begin) if begin == previous else f"{chr(begin)}-{chr(previous)}")
            begin = code
        previous = code
    ranges.append(f"{chr(begin)}-{chr(previous)}")
    return "".join(ranges)


@cache
def _word_pattern() -> re.Pattern[str]:
    up = f"[{_capital()}]"
    return re.compile(
        rf"\b(?:(?:Lt|Gen|Col|Maj|Capt|Sgt|Adm|Brig|Cmdr|Cpl|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Rev|St|Jr|Sr|Hon|Messrs|Inc|Ltd|Co|Corp)\.(?!\w)"
        rf"|{up}\.(?:{up}\.)+{up}?(?!\w)|{up}\.(?=\s?{up})"
        rf"|(?:al|el|ad|an|ar|as|ash|at|az|d|l|bin|ibn|de)[-‑'’]{up}\w*(?:[-‑'’ʿʾ]\w+)*"
        rf"|{up}\w*(?:[-‑–'’ʿʾ&]\w+)*)"
    )


def runs(text: str, start: int, end: int) -> Iterable[list[Word]]:
    """The runs of capitalised words of a sentence: each is a name, several names, or none."""
    run: list[Word] = []
    for match in _word_pattern().finditer(text, start, end):
        for word in _words(text, match):
            if run and not _joined(text, run, word):
                yield run
                run = []
            if word.end > word.start:
                run.append(word)
                if word.closed:
                    yield run
                    run = []
    if run:
        yield run


def _words(text: str, match: re.Match[str]) -> list[Word]:
    """The word of a match, cut at possessives and lower-case tails; two where a hyphen joins two names; or none."""
    raw, start, stop = match[0], match.start(), match.end()
    if "'" in raw or "’" in raw:
        bare = raw.replace("’", "'")
        if bare.endswith("'s"):
            if bare in _JOINED_POSSESSIVES:
                return [Word(start, stop, stop, bare, False)]
            return [word._replace(stop=stop, closed=True) for word in _hyphenated(raw[:-2], start)]
        if bare.split("'")[0].lower() in gazetteer.openers():
            return []
    if text[stop : stop + 1] in {"'", "’"} and f"{raw}'" in _JOINED_POSSESSIVES:
        return [Word(start, stop + 1, stop + 1, f"{raw}'", False)]
    return _hyphenated(raw, start)


def _hyphenated(raw: str, start: int) -> list[Word]:
    end = start + len(raw)
    if "-" not in raw and "–" not in raw:
        return [Word(start, end, end, raw, False)]
    parts = re.split("[-–]", raw)
    for number, part in enumerate(parts[1:], 1):
        if part[:1].islower() and part not in _NAME_PARTS and len(parts[0]) > 2:
            head = raw[: len("-".join(parts[:number]))]
            return [Word(start, start + len(head), end, head, True)] if known(head) or head.isupper() else []
    if len(parts) == 2 and known(raw) is None and known(parts[0]) and known(parts[1]):
        middle = start + len(parts[0])
        return [Word(start, middle, middle, parts[0], True), Word(middle + 1, end, end, parts[1], False)]
    return [Word(start, end, end, raw, False)]


def _joined(text: str, run: Sequence[Word], word: Word) -> bool:
    """Whether a word carries on the run before it, by what stands between them."""
    last = run[-1]
    gap = text[last.stop : word.start]
    if gap == " ":
        return word.text not in _dates() and last.text not in _dates()
    if len(gap) > 14 or not gap[:1].isspace() or not gap[-1:].isspace():
        return gap == ", " and word.text.rstrip(".") in {"Inc", "Ltd", "LLC", "Jr", "Sr"}
    small = " ".join(gap.split())
    if not small or small in _PARTICLES or small == "&":
        return "\n\n" not in gap and word.text not in _dates() and last.text not in _dates()
    return _joined_over(small, run, word)


def _joined_over(small: str, run: Sequence[Word], word: Word) -> bool:
    """Whether "of", "for", "and" and their like hold two capitalised words together."""
    last, head = run[-1].text, gazetteer.head_words().get(run[-1].text.rsplit("-", 1)[-1])
    whole = " ".join([*(each.text for each in run), small, word.text])
    if known(whole):
        return True
    if small in {"of", "of the"}:
        return _joined_by_of(run, head)
    if small in {"for", "for the"}:
        return head in _ORG_KINDS
    if small in {"on", "on the"}:
        return last in _ON
    if small == "and":
        return _joined_by_and(run, word)
    if small == "-":
        return word.text == "Operation"
    if small[0].isdigit():
        is_limb = gazetteer.head_words().get(word.text) == "military" or word.text in _LIMBS
        return is_limb and bool(re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)", small))
    return False


def _joined_by_of(run: Sequence[Word], head: str | None) -> bool:
    last = run[-1].text
    if last in _dates() or is_title(last):
        return False
    if head is not None or last in {"Sons", "Daughters", "Friends", "Heart", "Lords", "Knights", "Ministers"}:
        return True
    return len(run) == 1 and known(last) is None and not last.isupper() and last.lower() not in gazetteer.openers()


def _joined_by_and(run: Sequence[Word], word: Word) -> bool:
    words = [each.text for each in run]
    heads = gazetteer.head_words()
    if known(word.text) or word.text.isupper():
        return False
    if len(words) == 1:
        return words[0] in _SUBJECTS and word.text in _SUBJECTS
    # "Department of Health and Human Services", not "Ministry of Defense and Parliament".
    return words[-1] in _SUBJECTS and any(heads.get(each) in _ORG_KINDS for each in words[:-1]) and word.text in _SUBJECTS


@cache
def _dates() -> frozenset[str]:
    return frozenset(
        "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug "
        "Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    )


def is_title(word: str) -> bool:
    """Whether a capitalised word is an office or rank that stands before names."""
    return word.rstrip(".") in gazetteer.titles("title")


def spans_of(text: str, run: list[Word], begin: int) -> list[Span]:
    """The candidate names of a run; ``begin`` is where its sentence starts."""
    opens = opens_sentence(text, run[0].start, begin)
    if opens:
        run = _without_opener(run)
        if not run:
            return []
    start = _particle_before(text, run[0].start, begin)
    end = _number_behind(text, run[-1])
    words = tuple(word.text for word in run)
    if known(text[start:end]) is not None or len(run) == 1:
        if len(run) == 1 and is_title(words[0]):
            return []
        return [Span(start, end, words, opens, "title" if _spoken_title_before(text, start) else "")]
    cut = _titled(text, run)
    if cut is None:
        return [Span(start, end, words, opens, "title" if _spoken_title_before(text, start) else "")]
    return _around_title(text, run, cut, opens, end)


def opens_sentence(text: str, start: int, begin: int) -> bool:
    """Whether nothing but punctuation stands between ``start`` and the sentence's begin, or a quotation's or clause's."""
    if start == begin:
        return True
    before = text[max(begin, start - 6) : start].rstrip(" \n\t")
    if not before:
        return start - 6 <= begin
    if before[-1] in "“\"'‘.!?:•*[(–—-…" and before[-1] != "(":
        return not before.endswith((" U.S.", "-")) or before[-1] in "“\""
    return not any(char.isalnum() for char in text[begin:start]) if start - begin < 12 else False


def _without_opener(run: list[Word]) -> list[Word]:
    """The run without the words that have a capital only because a sentence begins."""
    openers = gazetteer.openers()
    while run:
        first = run[0].text
        whole = " ".join(word.text for word in run)
        if (first.lower() in openers or _is_adverb(first)) and (not first.isupper() or len(first) == 1) and not gazetteer.lookup(whole):
            run = run[1:]
        else:
            break
    return run


def _is_adverb(word: str) -> bool:
    return word.endswith(("ally", "ently", "antly", "edly", "ingly", "ously", "ively", "ately", "ably", "ibly", "fully"))


def _particle_before(text: str, start: int, begin: int) -> int:
    """Where the name starts if a lower-case article belongs to it: "al Sudani"."""
    before = text[max(begin, start - 4) : start]
    if before.endswith((" al ", " el ", "\nal ", "“al ")):
        return start - 3
    return start


def _number_behind(text: str, word: Word) -> int:
    """Where the name ends if a number belongs to it: "Tower 22"."""
    if word.text in _NUMBERED and (match := re.compile(r" \d{1,3}\b(?![.,]\d|%)").match(text, word.end)):
        return match.end()
    return word.end


def _titled(text: str, run: list[Word]) -> int | None:
    """The number of leading words of a run that are a role before a person's name, or None."""
    heads = gazetteer.head_words()
    last = heads.get(run[-1].text.rsplit("-", 1)[-1])
    for count in range(len(run), 0, -1):
        if is_title(run[count - 1].text):
            if count < len(run) and last is not None and last != "organisation" and not is_title(run[-1].text):
                return None
            if count == 1 and run[0].text in {"Saint", "St", "St."}:
                return None
            return count
    return None


def _around_title(text: str, run: list[Word], cut: int, opens: bool, end: int) -> list[Span]:
    """The names before a title and behind it: "Iraqi | Prime Minister | Mohammed Shia al Sudani"."""
    found = []
    before = gazetteer.titles("before") | gazetteer.titles("title")
    size = cut
    while size > 0 and (run[size - 1].text.rstrip(".") in before):
        size -= 1
    if size > 0:
        found.append(Span(run[0].start, run[size - 1].end, tuple(word.text for word in run[:size]), opens, "role"))
    if cut < len(run):
        words = tuple(word.text for word in run[cut:])
        found.append(Span(run[cut].start, end, words, False, "title"))
    return found


@cache
def _spoken_title() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(gazetteer.titles('spoken')))}) \Z")


def _spoken_title_before(text: str, start: int) -> bool:
    """Whether an office in lower case stands right before: "president Vladimir Putin"."""
    before = text[max(0, start - 20) : start]
    word = before.rstrip().rsplit(None, 1)[-1:]
    return bool(word) and before.endswith(" ") and word[0] in gazetteer.titles("spoken")
