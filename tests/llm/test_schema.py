"""Strict JSON schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefer.engines.answers import answer_model
from briefer.engines.sections import extract_fields
from briefer.llm.schema import strict_schema
from briefer.records import SECTIONS


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from nodes(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from nodes(part)


FIELDS = extract_fields(SECTIONS, with_assessment=True)
SCHEMA = strict_schema(answer_model("Answer", FIELDS))


def test_every_object_is_closed_and_requires_all() -> None:
    """What OpenAI's strict mode asks for."""
    objects = [node for node in nodes(SCHEMA) if node.get("type") == "object"]
    assert len(objects) > 5
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


def test_no_references_defaults_or_formats_are_left() -> None:
    banned = {"$ref", "$defs", "default", "format", "pattern"}
    assert not [node for node in nodes(SCHEMA) if banned & set(node)]


def test_sections_keep_their_order() -> None:
    """A grammar writes properties in schema order: findings come before what they add up to."""
    assert list(SCHEMA["properties"]) == list(FIELDS)


def test_fewer_sections_ask_for_less() -> None:
    assert list(strict_schema(answer_model("Answer", ("risks",)))["properties"]) == ["risks"]
