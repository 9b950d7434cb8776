"""Whether the cited sentences hold a name, a quotation or a date that a claim gives."""

from __future__ import annotations

import re

from briefer.grounding.dating import implies_date
from briefer.grounding.passage import Passage, SourceIndex, plain
from briefer.text.acronyms import SPELLED_OUT
from briefer.text.dates import edtf_bounds, find_dates
from briefer.text.gazetteer import capitals
from briefer.text.names import name_key, names_in, same_name, state_of
from briefer.text.names.spans import is_title
from briefer.text.thesaurus import bases, is_known

# The endings of names of places, and of the adjectives and peoples made of them, behind a stem of at least five letters.
_STEM = 5
_NAME_ENDINGS = frozenset(["", "a", "e", "ia"])
_ADJECTIVE_ENDINGS = frozenset(["n", "an", "ian", "ians", "ans", "ns", "er", "ers", "ish", "ese", "i", "is"])

# Up to so many capitals a name is read as an acronym; a last word shorter than the other is no surname but an initial.
_ACRONYM = 6
_SHORTEST_SURNAME = 3
_SHORTEST_ACRONYM = 3
# Prepositions and articles in a description tell nothing.
_SHORTEST_PLAIN = 4
# "In two weeks" and "within two weeks" are one length of time, whatever day it ends on.
# Seats that stand for whoever sits there.
_SEATS = {
    "Brussels": ("European Union", "European Commission", "European Council", "EU", "E.U.", "NATO", "Nato"),
    "Kremlin": ("Russia", "Russian", "Moscow", "Putin"),
    "White House": ("United States", "U.S.", "US", "American", "Washington"),
    "Pentagon": ("Department of Defense", "Defense Department", "U.S. military", "US military", "DOD"),
    "Downing Street": ("British", "Britain", "U.K.", "UK"),
}
_SPAN = re.compile(r"\b[\w.]+ (?:second|minute|hour|day|week|month|year)s?\b")
_YEAR_END = re.compile(r"\bend of (?:the|this|that) year|\byear[’']?s? end|\bDecember\b", re.IGNORECASE)
_UNSPACED = (("\u0e00", "\u0e7f"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"))


def _find_whole(text: str, wanted: str, place: int = 0) -> int:
    """Where ``wanted`` stands in ``text`` as whole words, from ``place`` on; -1 if nowhere: "2 May" is not in "12 May"."""
    place = text.find(wanted, place)
    while place >= 0:
        end = place + len(wanted)
        if not (_joins(text[place - 1 : place], wanted[:1]) or _joins(wanted[-1:], text[end : end + 1])):
            return place
        place = text.find(wanted, place + 1)
    return -1


def _joins(left: str, right: str) -> bool:
    """Whether two characters side by side are parts of one word; in scripts without spaces nobody can tell."""
    return left.isalnum() and right.isalnum() and not (_is_unspaced(left) or _is_unspaced(right))


def _is_unspaced(character: str) -> bool:
    return not character.isascii() and any(first <= character <= last for first, last in _UNSPACED)


def holds_quotation(_: SourceIndex, passage: Passage, text: str) -> bool:
    """Verbatim, whatever the typography; an ellipsis in the claim stands for words left out."""
    parts = [part.strip(" .,;:!?\"'") for part in re.split(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*", plain(text))]
    place = 0
    for wanted in filter(None, parts):
        place = _find_whole(passage.plain, wanted, place)
        if place < 0:
            return False
        place += len(wanted)
    return any(parts)


def holds_date(index: SourceIndex, passage: Passage, text: str) -> bool:
    """Whether the sentences give this date or a finer one within it; a date in words may stand there as it is."""
    if edtf_bounds(text) is not None:
        return gives_date(passage, text) or implies_date(
            text, passage.date_values, f"{passage.context} {passage.text}", passage.published
        )
    if _find_whole(passage.plain, plain(text)) >= 0:
        return True
    if _YEAR_END.search(text) and not _YEAR_END.search(passage.text):
        return False
    found = find_dates(text, published=index.document.source.published)
    values = [mention.value for mention in found if mention.value]
    if any(_gives_within(passage, value) for value in values):
        return True
    if values and all(_gives(passage, end) for value in values for end in value.split("/")):
        return True
    if len(values) == 1 and implies_date(
        values[0], passage.date_values, passage.text, passage.published, is_dated_by_report=False
    ):
        return True
    span = _SPAN.search(plain(text))
    return span is not None and _find_whole(passage.plain, span.group()) >= 0


def gives_date(passage: Passage, value: str) -> bool:
    """Whether the sentences give the EDTF date ``value`` or a finer one within it, or both ends of an interval."""
    return all(_gives(passage, end) for end in value.split("/"))


def _gives_within(passage: Passage, value: str) -> bool:
    """Whether a date within a span told in words is given: Tuesday for "next week"."""
    first, _, last = value.partition("/")
    start, end = edtf_bounds(first), edtf_bounds(last)
    if start is None or end is None:
        return False
    given = [bounds for each in passage.date_values if "/" not in each and (bounds := edtf_bounds(each))]
    return any(start[0] <= bounds[0] and bounds[1] <= end[1] for bounds in given)


def _gives(passage: Passage, value: str) -> bool:
    wanted = edtf_bounds(value)
    if wanted is None:
        return value in ("", "..")
    for given in passage.date_values:
        for end in given.split("/"):
            bounds = edtf_bounds(end)
            if bounds and wanted[0] <= bounds[0] and bounds[1] <= wanted[1]:
                return True
    return False


def holds_place(index: SourceIndex, passage: Passage, text: str) -> bool:
    """Under this form, or another of its own; its state does not stand for a capital where something happens in it."""
    return holds_name(index, passage, text, may_stand_for=False)


def holds_name(index: SourceIndex, passage: Passage, text: str, *, may_stand_for: bool = True) -> bool:
    """Under this form, an acronym or full form that the document defines, a short form, or a pronoun.

    ``may_stand_for`` lets a state stand for its capital, and a seat for whoever sits there.
    """
    key = name_key(text)
    if not key:
        return True
    if text.isupper() and len(text) <= _ACRONYM:
        return _holds_acronym(index, passage, text, key)
    if key.endswith(("an", "ean")) and f" {key.removesuffix('n')} " in passage.keys:
        # "South-East Asian"
        return True
    state = state_of(text)
    if state and name_key(state) in passage.states:
        # "American" and "U.S." are of one state.
        return True
    forms = {key, f"{key}s", key.removesuffix("s") if len(key) > _STEM else key, *index.other_forms(key)}
    if state:
        forms.add(name_key(state))
    return (
        any(f" {form} " in passage.keys or f" {form} " in passage.context_keys for form in sorted(forms))
        or _holds_without_initials(passage, key)
        or key in passage.states
        or _holds_short_form(index, passage, key)
        or _holds_behind_opener(passage, text)
        or _holds_with_state(index, passage, text)
        or any(same_name(name, text) for name in passage.names)
        or any(_is_demonym_of(word, text) for word in sorted(passage.capitalised))
        or (may_stand_for and _stands_for(passage, text))
        or _is_spelled_out(passage, text)
        or _is_described(index, passage, text)
        or _holds_known_form(index, passage, key)
    )


def _holds_acronym(index: SourceIndex, passage: Passage, text: str, key: str) -> bool:
    """In capitals alone: in lower case "US" is a pronoun and "WHO" a question."""
    return (
        any(f" {form} " in passage.keys for form in index.other_forms(key) if form != key)
        or (any(letter.isdigit() for letter in text) and _holds_designation(passage, key))
        or _has_initials(passage, text)
        or any(wording in passage.plain.casefold() for wording in SPELLED_OUT.get(text.upper(), ()))
        or any(_find_whole(f"{passage.text} {passage.context}", form) >= 0 for form in (text, f"{text}s"))
        or any(same_name(name, text) for name in passage.names)
        or _holds_known_form(index, passage, key)
    )


def _holds_designation(passage: Passage, key: str) -> bool:
    """Whether letters and digits stand there, with or without a hyphen: "G7" and "G-7", "F-16s" and "F-16"."""
    packed = re.sub(r"(?<=[a-z]) (?=\d)", "", key)
    there = re.sub(r"(?<=[a-z]) (?=\d)", "", passage.keys)
    return f" {packed} " in there or f" {packed.removesuffix('s')} " in there


def _holds_without_initials(passage: Passage, key: str) -> bool:
    whole = [word for word in key.split() if len(word) > 1]
    return len(whole) > 1 and f" {' '.join(whole)} " in passage.keys_without_initials


def _is_described(index: SourceIndex, passage: Passage, text: str) -> bool:
    """Whether a name with plain words in it ("Aland's defence ministry") stands there in parts."""
    plain_words = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower() and len(word) >= _SHORTEST_PLAIN]
    if not plain_words:
        return False
    words = f"{passage.keys}{passage.context_keys}"
    if f" {name_key(text)} " in index.keys and all(f" {name_key(word)} " in words for word in plain_words):
        # Whose ministry it is stands elsewhere in the document.
        return True
    names = [name for name in names_in(text) if name != text and not name.islower()]
    names = names or re.findall(r"[^\W\d_]*[A-Z][^\W\d_]*(?=['’]s)", text)
    return all(f" {name_key(word)} " in words for word in plain_words) and all(
        holds_name(index, passage, name) for name in names
    )


def _holds_known_form(index: SourceIndex, passage: Passage, key: str) -> bool:
    """Whether the sentences call the actor of this name by a form that another text gives it."""
    for form in index.known.others(key):
        if form.isupper():
            # In lower case "US" is a pronoun and "WHO" a question.
            found = any(_find_whole(f"{passage.text} {passage.context}", each) >= 0 for each in (form, f"{form}s"))
        else:
            found = any(f" {name_key(form)} " in keys for keys in (passage.keys, passage.context_keys))
        if found:
            return True
    return False


def _stands_for(passage: Passage, text: str) -> bool:
    """Whether a capital stands for its state, or the state for its capital, or a seat for whoever sits there."""
    if any(_find_whole(passage.text, body) >= 0 for body in _SEATS.get(text.removeprefix("the "), ())):
        return True
    state = capitals().get(text.removeprefix("the "))
    if state is not None:
        return name_key(state) in passage.states or f" {name_key(state)} " in passage.keys
    own = state_of(text)
    return own is not None and any(
        capitals().get(name) == own and f" {name_key(name)} " in passage.keys for name in passage.names
    )


def _is_spelled_out(passage: Passage, text: str) -> bool:
    """Whether a name's initials are an acronym of the sentences, where nothing defines it."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper())
    return len(initials) >= _SHORTEST_ACRONYM and initials in passage.capitalised


def _has_initials(passage: Passage, acronym: str) -> bool:
    """Whether a name of the sentences has these initials, small words left out; one of three letters may be a part of it."""
    for name in passage.names:
        initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
        if initials == acronym or (len(acronym) >= _SHORTEST_ACRONYM and initials.endswith(acronym)):
            return True
    return False


def _holds_short_form(index: SourceIndex, passage: Passage, key: str) -> bool:
    """The last word of a name stands for it where the document gives the whole name somewhere ("Alawi added").

    So it does where another document gives it and nobody else has that last name. Of an excerpt the rest of the document,
    where the whole name may stand, is unknown. Where the sentences give the last word another first name, that is
    somebody else.
    """
    words = key.split()
    is_given = index.is_excerpt or f" {key} " in index.keys or index.known.is_last_of_its_name(key)
    if len(words) == 1 or len(words[-1]) < _SHORTEST_SURNAME or not is_given:
        return False
    if index.is_excerpt and words[-2] == "of":
        # "Orvik Shipping of Norland": where it is from is nobody's last name.
        return False
    bearers = [name_key(name).split() for name in passage.names]
    is_other = any(len(name) > 1 and name[0] == words[0] and name[-1] != words[-1] for name in bearers)
    if is_other and not any(state_of(word) for word in (words[0], words[0].capitalize())) and "ministry" not in words:
        # "Moira Tarrant", where Moira Pellew is told of
        return False
    own = [name for name in bearers if name and name[-1] == words[-1]]
    if own:
        return any(all(word in words or is_title(word.capitalize()) for word in name) for name in own)
    return f" {words[-1]} " in passage.keys or f" {words[-1]} " in passage.context_keys


def _is_demonym_of(one: str, other: str) -> bool:
    """Whether of two words one is a name and the other made of it ("Norland", "Norlander"), where no table has them."""
    first, second = name_key(one), name_key(other)
    states = {state for state in (state_of(one), state_of(other)) if state}
    if " " in first or " " in second or len(states) > 1:
        return False
    pairs = enumerate(zip(first, second, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(first), len(second)))
    ends = {first[shared:], second[shared:]}
    return shared >= _STEM and bool(ends & _NAME_ENDINGS) and bool(ends & _ADJECTIVE_ENDINGS)


def _holds_behind_opener(passage: Passage, text: str) -> bool:
    """A capital that only opens the phrase is no part of the name, as in "Resurgence of the Islamic State"."""
    opener, _, rest = text.partition(" ")
    words = rest.removeprefix("of ").removeprefix("the ")
    key = name_key(words)
    known = bool(key) and (f" {key} " in passage.keys or f" {key} " in passage.context_keys)
    is_word = any(is_known(base) for base in bases(opener.casefold()))
    return known and words != rest and opener.istitle() and is_word and f" {name_key(opener)} " not in passage.keys


def _holds_with_state(index: SourceIndex, passage: Passage, text: str) -> bool:
    """Whether a name and the state behind it both stand there: "Orvik Lines of Norland" where it is "Norland's Orvik Lines"."""
    head, _, state = text.partition(" of ")
    is_named = any(not is_known(word.casefold()) for word in head.split())
    return is_named and state_of(state) is not None and all(holds_name(index, passage, part) for part in (head, state))
