"""One table of formats: what is named in it renders, by name and by extension."""

from __future__ import annotations

import pytest

from briefer.errors import UsageError
from briefer.records import Brief, Provenance
from briefer.rendering import FORMATS, format_by_extension, render

MADE = Brief(
    title="Ferry talks end", sources=(), provenance=Provenance(engine="extractive", reason="test", settings="x")
)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_renders_and_is_repeatable(name: str) -> None:
    first = render(MADE, name)
    assert first
    assert first == render(MADE, name)


@pytest.mark.parametrize(("name", "known"), sorted(FORMATS.items()))
def test_extension_names_its_format(name: str, known: tuple[tuple[str, ...], str]) -> None:
    assert {format_by_extension(f"out/brief{extension.upper()}") for extension in known[0]} == {name}


def test_format_of_no_name_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="there are: md"):
        render(MADE, "docx")


def test_json_format_reads_back_as_the_same_brief() -> None:
    assert Brief.model_validate_json(render(MADE, "json")) == MADE
