"""``-f json --debug``: the record with what a judge of the reading needs to see, sentences and date expressions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefer.records import Brief, Document
from briefer.text.dates import find_dates, timex3


def debug_json(brief: Brief, documents: Sequence[Document]) -> str:
    """The brief as JSON with ``sentences[]`` and ``timexes[]`` beside its own fields.

    Both have ``source`` (its number in the brief), ``start`` and ``end`` (code points) and ``text``; a time expression
    has its ``value`` too, in TIMEX3 (ISO-TimeML) form, None where it is not resolved.
    """
    content: dict[str, Any] = brief.model_dump(mode="json")
    content["sentences"] = [
        {"source": number, "start": s.start, "end": s.end, "text": document.text[s.start : s.end]}
        for number, document in enumerate(documents, start=1)
        for s in document.sentences
    ]
    content["timexes"] = [
        {
            "source": number,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "value": timex3(mention.value) if mention.value else None,
        }
        for number, document in enumerate(documents, start=1)
        for mention in _mentions(document)
    ]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _mentions(document: Document) -> Sequence[Any]:
    source = document.source
    return find_dates(document.text, published=source.published, language=source.language)
