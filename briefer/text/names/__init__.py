"""Proper names in running text: where they stand, what kind of thing they name, and which spellings are one name.

English, Russian and Ukrainian by capital letters, context and gazetteer, with Cyrillic case endings taken off. Arabic,
Hebrew and Han script by gazetteer alone: states and the largest cities, no people and no organisations. German by rules
of its own, since there every noun has a capital. Other languages in Latin script by shape and gazetteer, without words
of office and kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefer.records import ActorKind, Document, Sentence
from briefer.text import gazetteer
from briefer.text.gazetteer import state_of
from briefer.text.names.acronyms import acronyms_defined, common_acronyms
from briefer.text.names.callings import also_called
from briefer.text.names.cyrillic import is_cyrillic, is_surname
from briefer.text.names.joining import head_kind
from briefer.text.names.keys import known, name_key, same_name, states_behind
from briefer.text.names.kinds import Votes, kind_by_shape, kind_by_words, vote
from briefer.text.names.spans import Span, candidates
from briefer.text.names.unicased import has_unicased, unicased_names
from briefer.text.numbers import find_numbers

__all__ = [
    "NameMention",
    "acronyms_defined",
    "also_called",
    "find_names",
    "name_key",
    "names_in",
    "same_name",
    "state_of",
]

# Words of kind that alone name someone who acts: "the Coalition", "Parliament".
_ACTING_HEADS = frozenset({"government", "military", "armed_group"})
_ARTICLES = {
    "es": ("El ", "La ", "Los ", "Las "),
    "fr": ("Le ", "La ", "Les ", "L’", "L'"),
    "it": ("Il ", "La ", "Lo ", "Gli ", "Le ", "I "),
    "pt": ("O ", "A ", "Os ", "As "),
}
_FOREIGN_OPENERS = frozenset(
    "según además también aunque mientras tras desde hasta entre pero sin selon après depuis mais dans pour cependant alors "
    "secondo dopo anche mentre segundo após também enquanto".split()
)
# Sentences are read several times over; longer texts are not kept.
_REMEMBERED = 600


class NameMention(NamedTuple):
    """A proper name: ``text[start:end]``; ``kind`` is a best guess from its shape, its context and gazetteers."""

    start: int
    end: int
    text: str
    kind: ActorKind


def find_names(document: Document) -> list[NameMention]:
    """The proper names in the document's sentences, in text order; offsets are code points into ``document.text``.

    In headings and in lines of capitals only names that the gazetteer or the running text knows are taken.
    """
    if document.source.language.split("-")[0] == "de":
        from briefer.text.names.german import german_names

        found = german_names(document.text, document.sentences)
        return [NameMention(start, end, document.text[start:end], kind) for start, end, kind in found]
    mentions = _find(document.text, document.sentences)
    articles = _ARTICLES.get(document.source.language.split("-")[0])
    if articles is None:
        return mentions
    openings = {sentence.start for sentence in document.sentences}
    named = [mention for mention in mentions if mention.text.casefold() not in _FOREIGN_OPENERS]
    return [_without_article(each, articles) if each.start in openings else each for each in named]


def _without_article(mention: NameMention, articles: tuple[str, ...]) -> NameMention:
    """A name without the article that opens its sentence: "El Sindicato Portuario" names the Sindicato Portuario."""
    article = next((article for article in articles if mention.text.startswith(article)), "")
    if not article or len(article) == len(mention.text):
        return mention
    text = mention.text[len(article) :]
    kind = kind_by_words(text, tuple(text.split())) or mention.kind
    return NameMention(mention.start + len(article), mention.end, text, kind)


def names_in(text: str) -> list[str]:
    """The proper names of one sentence, as printed, in order, each once; a common word that opens it is none."""
    return list(_remembered(text) if len(text) <= _REMEMBERED else _named(text))


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[str, ...]:
    return tuple(_named(text))


def _named(text: str) -> Iterable[str]:
    return dict.fromkeys(mention.text for mention in _find(text, [Sentence(0, len(text), 1)]))


def _find(text: str, sentences: Sequence[Sentence]) -> list[NameMention]:
    plain = [sentence for sentence in sentences if not _is_display(text, sentence)]
    lower = frozenset(re.findall(r"\b[^\W\d_]+\b", text))
    spans = _kept(text, [span for sentence in plain for span in candidates(text, sentence.start, sentence.end)], lower)
    if len(plain) < len(sentences):
        spans += _displayed(text, [sentence for sentence in sentences if _is_display(text, sentence)], spans)
    mentions = _with_kinds(text, spans, lower)
    if has_unicased(text):
        for sentence in sentences:
            for start, end in unicased_names(text, sentence.start, sentence.end):
                entry = known(text[start:end])
                mentions.append(NameMention(start, end, text[start:end], entry.kind if entry else "place"))
    return sorted(mentions)


def _is_display(text: str, sentence: Sentence) -> bool:
    """Whether capitals tell nothing in a sentence: a heading in title case, a line of capitals."""
    words = re.findall(r"[^\W\d_]{2,}", text[sentence.start : min(sentence.end, sentence.start + 400)])
    if sentence.is_heading:
        return sum(1 for word in words if word[0].isupper()) * 2 > len(words)
    return len(words) > 3 and sum(1 for word in words if word.isupper()) * 4 > len(words) * 3


def _kept(text: str, spans: list[Span], lower: frozenset[str]) -> list[Span]:
    """The spans that are names: known, or capitalised where no sentence opens, or not found in lower case."""
    proven = {word for span in spans if not span.opens for word in span.words}
    proven |= {word for span in spans for word in span.words[1:]}
    common = common_acronyms(text)
    return [span for span in spans if _is_name(text, span, proven, lower) and text[span.start : span.end] not in common]


def _is_name(text: str, span: Span, proven: set[str], lower: frozenset[str]) -> bool:
    first, small = span.words[0], span.words[0].lower()
    if len(span.words) > 1 or text[span.end - 1].isdigit():
        return True
    if first.rstrip(".") in gazetteer.no_names() or len(first.strip(".")) < 2:
        return False
    if span.opens and any(number.text == small for number in find_numbers(small)):
        return False
    if first.isupper():
        return len(first) < 4 or known(first) is not None or not (small in lower or small in gazetteer.common_words())
    if small in gazetteer.openers():
        return False
    if first in gazetteer.words("acting") and not span.opens:
        return True
    if known(first) is not None or (head_kind(first) in _ACTING_HEADS and (not span.opens or first in proven)):
        return True
    return _is_unknown_name(text, span, proven, lower)


def _is_unknown_name(text: str, span: Span, proven: set[str], lower: frozenset[str]) -> bool:
    """Whether a single word that no table knows is a name."""
    first, small = span.words[0], span.words[0].lower()
    if small in gazetteer.common_words() or head_kind(first) is not None or span.cue == "role":
        return False
    if not span.opens or first in proven:
        return small not in lower or first[-1] != "s"
    if is_cyrillic(first):
        return small not in lower and is_surname(first)
    return small not in lower and not _looks_common(first) and not _before_noun(text, span.end)


def _before_noun(text: str, end: int) -> bool:
    """Whether what follows shows a verb or noun that opens its sentence: "Ensure a …", "Withdrawal of …"."""
    following = text[end : end + 7].split()
    return bool(following) and following[0] in gazetteer.words("determiner")


def _looks_common(word: str) -> bool:
    small = word.lower()
    endings = ("ing", "ed", "ly", "tion", "sion", "ment", "ness", "ity", "ism", "ists", "ers", "ful", "less", "able")
    return small.endswith(endings) or (small[-1] == "s" and len(small) > 4)


def _displayed(text: str, sentences: Iterable[Sentence], spans: Sequence[Span]) -> list[Span]:
    """Names in headings and lines of capitals: the longest sequences of words that are known or stand in the text."""
    seen = {text[span.start : span.end].casefold() for span in spans}
    found = []
    for sentence in sentences:
        words = list(re.finditer(r"[^\W_][\w'’.-]*\w|[^\W_]", text[sentence.start : sentence.end]))
        position = 0
        while position < len(words):
            size = _known_size(text, sentence.start, words[position : position + 6], seen)
            if size:
                taken = words[position : position + size]
                start, end = sentence.start + taken[0].start(), sentence.start + taken[-1].end()
                found.append(Span(start, end, tuple(word[0] for word in taken), False))
            position += max(size, 1)
    return found


def _known_size(text: str, offset: int, words: list[re.Match[str]], seen: set[str]) -> int:
    for size in range(len(words), 0, -1):
        surface = text[offset + words[0].start() : offset + words[size - 1].end()]
        if not surface[0].isupper():
            return 0
        single = size == 1 and (surface.lower() in gazetteer.common_words() or surface.title() in gazetteer.no_names())
        if not single and (surface.casefold() in seen or known(surface) is not None):
            return size
    return 0


def _with_kinds(text: str, spans: Sequence[Span], lower: frozenset[str]) -> list[NameMention]:
    """The spans as mentions; one form has one kind in a text, voted for by all its places."""
    surfaces = [text[span.start : span.end] for span in spans]
    sure: dict[str, ActorKind | None] = {}
    votes: dict[str, Votes] = {}
    for number, (span, surface) in enumerate(zip(spans, surfaces, strict=True)):
        if surface not in sure:
            sure[surface] = kind_by_words(surface, span.words)
        if sure[surface] is None:
            cast = vote(votes.get(surface, Votes()), text, span.start, span.end)
            if span.cue == "title":
                cast = cast._replace(person=cast.person + 4)
            elif (
                number
                and len(span.words) == 1
                and _listed(text, spans[number - 1], span)
                and sure[surfaces[number - 1]] in {"state", "place"}
            ):
                cast = cast._replace(place=cast.place + 2)
            votes[surface] = cast
    kinds: dict[str, ActorKind] = dict.fromkeys(_with_peoples(votes), "state")
    for span, surface in zip(spans, surfaces, strict=True):
        if surface not in kinds:
            is_common = all(word.lower() in lower for word in span.words)
            kinds[surface] = sure[surface] or kind_by_shape(surface, votes[surface], is_common=is_common)
    return [
        NameMention(span.start, span.end, surface, kinds[surface])
        for span, surface in zip(spans, surfaces, strict=True)
    ]


def _with_peoples(unknown: Iterable[str]) -> list[str]:
    """Words no table knows that go with an adjective or people in the text, and these: "Halmeria" and "Halmerian"."""
    found: dict[str, None] = {}
    names = set(unknown)
    for name in unknown:
        people = name[:-1] if name.endswith("ns") else name
        states = [state for state in states_behind(people) if state in names]
        if states:
            found.update(dict.fromkeys((states[0], name)))
    return list(found)


def _listed(text: str, before: Span, span: Span) -> bool:
    """Whether a name follows another in a list: "Edinburgh, Inverness and Dundee"."""
    return text[before.end : span.start] in {", ", " and ", ", and ", " or "}
