"""The words of the headings: whole in every language, and chosen rightly."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from briefer.records import ActorKind, Confidence, EventStatus, Likelihood, RelationKind, RiskCategory
from briefer.rendering import RenderOptions, render
from briefer.rendering.catalogue import Catalogue, catalogue_for, languages
from briefer.rendering.view import SECTIONS
from tests.rendering.samples import brief, full, source

FIELDS = {
    "kind": ActorKind, "confidence": Confidence, "status": EventStatus, "likelihood": Likelihood, "relation": RelationKind,
    "category": RiskCategory,
}  # fmt: skip


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_every_message_is_there_with_the_same_fields(language: str) -> None:
    english, other = Catalogue("en")._messages, Catalogue(language)._messages
    assert english.keys() == other.keys()
    for key, text in english.items():
        assert other[key].strip(), key
        assert names_in(other[key]) == names_in(text), key


@pytest.mark.parametrize(("kind", "values"), FIELDS.items())
def test_every_value_of_a_closed_list_has_a_label(kind: str, values: object) -> None:
    for value in values.__args__:  # type: ignore[attr-defined]
        assert Catalogue("uk").label(kind, value)


def test_every_section_has_a_heading() -> None:
    # The timeline's section holds events, and goes by its heading.
    assert all(Catalogue("en")(f"section.{name}") for name in SECTIONS)


@pytest.mark.parametrize(
    ("language", "heading"),
    [("ar", "الأطراف الفاعلة"), ("ru", "Действующие лица"), ("uk", "Дійові особи"), ("zh", "行为体"), ("es", "Actores"), ("fr", "Acteurs"), ("de", "Akteure")],
)  # fmt: skip
@pytest.mark.parametrize("format_name", ["md", "html", "slack-text"])
def test_headings_follow_the_language_in_every_rendering(language: str, heading: str, format_name: str) -> None:
    made = render(full(), format_name, RenderOptions(language=language)).decode()
    assert heading in made if format_name != "slack-text" else Catalogue(language)("section.risks") in made


def test_language_of_the_brief_is_the_default() -> None:
    assert catalogue_for(brief(language="de-AT"), None).language == "de"
    assert catalogue_for(brief(language="sw"), None).language == "en"


def test_extractive_brief_of_several_languages_has_english_headings() -> None:
    made = brief(
        engine="extractive", language="ru", sources=(source(language="ru"), source(2, "cd" * 32, language="en"))
    )
    assert catalogue_for(made, None).language == "en"


def test_region_of_a_tag_is_left_aside() -> None:
    assert catalogue_for(brief(), "pt-BR" if "pt" in languages() else "es-MX").language in ("pt", "es")


def test_sections_choose_what_is_printed() -> None:
    made = render(full(), "md", RenderOptions(sections=("risks", "assessment"))).decode()
    titles = re.findall(r"^## (.*)$", made, re.MULTILINE)
    assert titles == ["Key judgments", "Assumptions", "Key points", "Risks", "Sources and evidence"]


def test_all_items_are_printed_where_asked() -> None:
    from tests.rendering.samples import strained

    made = render(strained(60, 40), "md", RenderOptions(shows_all=True)).decode()
    assert "Actor number 48" in made
    assert "more in the JSON record" not in made
