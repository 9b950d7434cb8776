"""Documents for the tests of the rules, with their sentences, names and dates given, not found."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from briefer.engines.extractive.passages import Name, Passage, read_passages
from briefer.engines.extractive.quotations import Quoted, find_quotations, quoted_parts
from briefer.records import ActorKind, Document, Sentence, Source
from briefer.text.dates import DateMention, DateRelation

PUBLISHED = date(2025, 8, 22)
KINDS: dict[str, ActorKind] = {
    "Lena Ortiz": "person",
    "Ortiz": "person",
    "Tom Bell": "person",
    "Harbour Watch": "organisation",
    "Iron Front": "armed_group",
    "Norland": "state",
    "Sudmark": "state",
    "Coast Guard": "government",
    "Harbour News": "media",
    "Port Elm": "place",
}


Meaning = str | tuple[str | None, DateRelation]


class Annotated(NamedTuple):
    """A document as the rules see it."""

    document: Document
    passages: list[Passage]
    quoted: dict[int, list[Quoted]]


def annotate(
    *sentences: str,
    dates: dict[str, Meaning | None] | None = None,
    published: date | None = PUBLISHED,
    language: str = "en",
) -> Annotated:
    """A document of these sentences, "" for a new paragraph; ``dates`` maps expressions to EDTF values."""
    text, spans, paragraph = "", [], 1
    for sentence in sentences:
        if not sentence:
            text, paragraph = text + "\n\n", paragraph + 1
            continue
        start = len(text) + (1 if text and not text.endswith("\n") else 0)
        text = f"{text}{' ' * (start - len(text))}{sentence}"
        spans.append(Sentence(start, len(text), paragraph))
    source = Source(uri="test.txt", published=published, language=language)
    document = Document(id=Document.identify(text), text=text, sentences=tuple(spans), source=source)
    passages = read_passages(document, _names(text), _dates(text, dates or {}))
    return Annotated(document, passages, quoted_parts(passages, find_quotations(document, passages)))


def _names(text: str) -> list[Name]:
    pattern = "|".join(sorted(KINDS, key=len, reverse=True))
    return [
        Name(
            match.start(),
            match.end(),
            "Lena Ortiz" if match.group() == "Ortiz" else match.group(),
            KINDS[match.group()],
        )
        for match in re.finditer(rf"\b(?:{pattern})\b", text)
    ]


def _dates(text: str, dates: dict[str, Meaning | None]) -> list[DateMention]:
    mentions = []
    for expression, meaning in dates.items():
        value, relation = meaning if isinstance(meaning, tuple) else (meaning, "on")
        mentions.extend(
            DateMention(match.start(), match.end(), expression, value, relation)
            for match in re.finditer(rf"\b{re.escape(expression)}\b", text)
        )
    return sorted(mentions)
