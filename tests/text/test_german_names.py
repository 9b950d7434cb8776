"""Names in German, where every noun has a capital."""

from __future__ import annotations

import pytest

from briefer.settings import Settings
from briefer.sources import read_text
from briefer.text.names import find_names


def named(text: str, language: str = "de") -> dict[str, str]:
    """The names of a text with their kinds."""
    document = read_text(f"Date: 2026-03-01\n\n{text}", Settings(), uri="a.txt")
    source = document.source.model_copy(update={"language": language})
    return {name.text: name.kind for name in find_names(document.model_copy(update={"source": source}))}


def test_persons_are_known_by_office_or_by_two_names() -> None:
    found = named("Bundeskanzlerin Petra Holm traf am Montag Olexij Hnatjuk. Holm sprach von Fortschritten.")
    assert found == {"Petra Holm": "person", "Olexij Hnatjuk": "person", "Holm": "person"}


def test_things_are_no_names() -> None:
    assert (
        named("Die Kinder lagen im Krankenhaus. Ein Bericht über das Versagen der Hygiene wird im Juli erwartet.") == {}
    )


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Der Konzern Medivia betreibt 31 Häuser.", "Medivia", "company"),
        ("Das Robert Koch-Institut schickte Fachleute.", "Robert Koch-Institut", "organisation"),
        ("Wie der Lindenauer Anzeiger meldet, war es so.", "Lindenauer Anzeiger", "media"),
        ("Die Staatsanwaltschaft ermittelt.", "Staatsanwaltschaft", "government"),
        ("Die Bundeswehr bildet Soldaten aus.", "Bundeswehr", "military"),
        ("Sie fuhren nach Lindenau zurück.", "Lindenau", "place"),
        ("Er kritisierte Russland.", "Russland", "state"),
        ("Dr. Ute Brandt leitet das Haus.", "Ute Brandt", "person"),
    ],
)
def test_kind_is_told_by_the_words_around_and_within(text: str, name: str, kind: str) -> None:
    assert named(text) == {name: kind}


def test_spanish_body_is_named_without_its_article() -> None:
    found = named("El Sindicato Portuario Unido (SPU) reclama un acuerdo.", "es")
    assert found["Sindicato Portuario Unido"] == "organisation"
