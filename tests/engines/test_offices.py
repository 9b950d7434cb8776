"""Offices that stand for their holder are aliases of that one person; of two possible holders they name neither."""

from __future__ import annotations

import pytest

from tests.engines.test_actors import actors


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        (("Trade Secretary Ilse Marwood resigned.", "The Trade Secretary said no more."), "Trade Secretary"),
        (("Deputy Secretary of State Ilse Marwood left.", "They met the Deputy Secretary."), "Deputy Secretary"),
        (("Minister for Central Asia, Ilse Marwood, arrived.",), "Minister for Central Asia"),
        (("Ilse Marwood, the Special Representative for Syria, spoke.",), "Special Representative for Syria"),
        (("Ilse Marwood arrived.", "In Turkey Minister Marwood met officials."), "Minister Marwood"),
        (("Ilse Marwood arrived.", "SECRETARY MARWOOD: We talked."), "SECRETARY MARWOOD"),
    ],
)
def test_an_office_is_an_alias_of_its_holder(text: tuple[str, ...], alias: str) -> None:
    assert alias in actors(*text)["Ilse Marwood"].aliases


def test_an_office_that_two_people_hold_is_the_alias_of_neither() -> None:
    found = actors(
        "Interior Minister Ilse Marwood met Interior Minister Teodor Balcan.", "The Interior Minister said no more."
    )
    assert [a for actor in found.values() for a in actor.aliases if a == "Interior Minister"] == []


def test_a_body_in_a_list_is_no_office() -> None:
    found = actors("The guests were Big Brother Watch, Ilse Marwood and the Fund.")
    assert found["Ilse Marwood"].aliases == ()


def test_a_name_that_the_text_gives_besides_is_an_alias() -> None:
    found = actors("He flew to Qarun Airfield West, also called “Q-West”, at noon.", "Q-West was quiet.")
    assert found["Qarun Airfield West"].aliases == ("Q-West",)


def test_people_who_differ_in_their_middle_initials_stay_two() -> None:
    assert {"Abel H. W. Stone", "Abel W. Stone"} <= set(actors("Abel H. W. Stone met Abel W. Stone.").keys())


def test_a_city_in_the_name_of_a_school_is_no_last_name() -> None:
    assert "Dublin" in actors("He went to Dublin.", "University College Dublin admitted him.")
