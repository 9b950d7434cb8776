"""The records: JSON in and out, offsets, frozenness."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from briefer.records import Brief, Document, Sentence, Source

TEXT = "Ein Satz. 😀 Zwei\nSätze hier. مرحبا بالعالم."


def document() -> Document:
    ends = [9, 28, len(TEXT)]
    starts = [0, 10, 29]
    sentences = tuple(Sentence(start, end, 1) for start, end in zip(starts, ends, strict=True))
    return Document(id=Document.identify(TEXT), text=TEXT, sentences=sentences, source=Source(uri="a.txt"))


def test_cite_gives_verbatim_quote_and_offsets() -> None:
    citation = document().cite(2)
    assert citation.quote == "😀 Zwei\nSätze hier."
    assert TEXT[citation.start : citation.end] == citation.quote


def test_cite_range_spans_its_sentences() -> None:
    citation = document().cite(1, 3)
    assert (citation.start, citation.end) == (0, len(TEXT))


@pytest.mark.parametrize(("first", "last"), [(0, None), (4, None), (2, 1), (1, 4)])
def test_cite_of_nothing_is_an_error(first: int, last: int | None) -> None:
    with pytest.raises(IndexError):
        document().cite(first, last)


def test_document_survives_json() -> None:
    assert Document.model_validate_json(document().model_dump_json()) == document()


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError):
        document().source.title = "other"  # type: ignore[misc]


def test_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        Source(uri="a", colour="red")  # type: ignore[call-arg]


def test_published_schema_accepts_what_to_json_writes(tmp_path: Path) -> None:
    from briefer import brief

    path = tmp_path / "a.txt"
    path.write_text("Date: 2025-08-22\n\nNorland's army attacked Suderia on 3 May 2025. Aid workers fear a famine.\n")
    made = brief(path)
    assert Brief.model_validate_json(made.to_json()) == made
    assert set(json.loads(made.to_json())) == set(Brief.model_json_schema()["properties"])
