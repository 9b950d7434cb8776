"""Which capitalised words make one name: what may stand between them, and where a list or a new name begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefer.text import gazetteer
from briefer.text.names.keys import known
from briefer.text.names.words import Word

_LONGEST_GAP = 14
# No name has more words; a text in title case or capitals would else be one, and checking it not linear.
_MOST_WORDS = 14
_NEVER_APART = frozenset({"of", "al", "abu", "van", "de", "la", "and"})
_SUFFIXES = frozenset({"Inc", "Ltd", "LLC", "Jr", "Sr", "D.C"})
# Endings of words for what a ministry or agency deals with: "and" between two of them does not part two names.
# "Shares of", "Withdrawal of": no first part of a name.
_NOUN_ENDINGS = ("s", "al", "ing", "ion", "ment", "ness")
_ABSTRACT = ("tion", "ment", "ology", "ics", "ity", "ship", "ence", "ance", "ism", "ing", "ture", "ies")
_BODIES = frozenset({"government", "military", "armed_group", "organisation", "company", "media"})


def runs(text: str, words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words in runs, each a name, several that title words part, or none."""
    run: list[Word] = []
    for word in words:
        if run and (run[-1].closed or len(run) >= _MOST_WORDS or not _joined(text, run, word)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def head_kind(word: str) -> str | None:
    """What kind of name this word ends, by the table of head words; of a hyphened word its last part counts."""
    return gazetteer.head_words().get(word.rsplit("-", 1)[-1])


def _joined(text: str, run: Sequence[Word], word: Word) -> bool:
    """Whether a word carries on the run before it, by what stands between them."""
    last = run[-1]
    gap = text[last.stop : word.start]
    if gap == " ":
        if last.text == "The" and gazetteer.lookup(f"The {word.text}") is not None:
            return True
        return not (_parts(last.text) or _parts(word.text) or _is_complete(text, run, word))
    if len(gap) > _LONGEST_GAP or "\n\n" in gap:
        return False
    if not (gap[:1].isspace() and gap[-1:].isspace()):
        return gap == ", " and word.text.rstrip(".") in _SUFFIXES
    small = " ".join(gap.split())
    if _parts(last.text) or _parts(word.text):
        return False
    return not small or small == "&" or small in gazetteer.particles() or _joined_over(small, text, run, word)


def _is_complete(text: str, run: Sequence[Word], word: Word) -> bool:
    """Whether the run is a body of a named state, behind which something new begins: "Party of Canada | Alan"."""
    if len(run) < 3 or head_kind(word.text) is not None or known(run[-1].text) is None:
        return False
    if run[-1].text in gazetteer.demonyms():
        return False
    return text[run[-2].stop : run[-1].start] == " of " and known(f"{run[-1].text} {word.text}") is None


def _parts(word: str) -> bool:
    """Whether a capitalised word is part of no name: a function word of a heading, a day, a month."""
    lower = word.lower()
    if lower in gazetteer.function_words():
        return lower not in _NEVER_APART and not (word.isupper() and len(word) > 1)
    return word in gazetteer.calendar()


def _joined_over(small: str, text: str, run: Sequence[Word], word: Word) -> bool:
    """Whether "of", "for", "and" and their like hold two capitalised words together."""
    last = run[-1].text
    if known(" ".join(text[run[0].start : word.end].split())) is not None:
        return True
    if small in {"of", "of the"}:
        return _joined_by_of(run, word)
    if small in {"for", "for the", "for a"}:
        return head_kind(last) in _BODIES or (len(run) == 1 and last[-1] == "s" and known(last) is None)
    if small in {"on", "on the"}:
        return last in gazetteer.words("held_by_on")
    if small == "and":
        return _joined_by_and(run, word)
    if small in {"-", "–"}:
        return word.text == "Operation"
    is_limb = head_kind(word.text) == "military" or word.text in gazetteer.words("limb")
    return is_limb and small[0].isdigit() and re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)", small) is not None


def _joined_by_of(run: Sequence[Word], word: Word) -> bool:
    last = run[-1].text
    if last.rstrip(".") in gazetteer.titles("title"):
        return False
    if head_kind(last) is not None or last in gazetteer.words("held_by_of"):
        return True
    if known(word.text) is not None:
        # "Withdrawal of US forces": only words of kind, or several ("United Farmers"), bind a name that stands by itself.
        return len(run) > 1 and last[-1] == "s" and known(last) is None
    if len(run) != 1 or last.lower() in gazetteer.common_words() or last.endswith(_NOUN_ENDINGS):
        return False
    return known(last) is None and not last.isupper()


def _joined_by_and(run: Sequence[Word], word: Word) -> bool:
    """Whether "and" stands within a name: "Department of Health and Human Services", not "Ministry of Defense and Army"."""
    if known(word.text) is not None or not _is_subject(word.text):
        return False
    words = [each.text for each in run]
    if len(words) == 1:
        return words[0] in gazetteer.words("subject") and word.text in gazetteer.words("subject")
    return _is_subject(words[-1]) and any(head_kind(each) in _BODIES for each in words[:-1])


def _is_subject(word: str) -> bool:
    return word in gazetteer.words("subject") or word.lower().endswith(_ABSTRACT)
