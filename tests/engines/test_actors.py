"""Actors of the extractive engine: one record an actor, with kind, role, aliases, evidence and rank."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from briefer.engines.extractive.actors import extract_actors, find_cast
from briefer.records import Actor, Document, Sentence, Source
from briefer.text.names import find_names


def document(*sentences: str, headings: tuple[int, ...] = ()) -> Document:
    """A document of these sentences, a line each; ``headings`` are their numbers from 0."""
    text, spans = "", []
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(len(text), len(text) + len(sentence), number + 1, number in headings))
        text += sentence + "\n"
    return Document(id=Document.identify(text), text=text, sentences=tuple(spans), source=Source(uri="test"))


def actors(*sentences: str) -> dict[str, Actor]:
    """The actors by name."""
    given = document(*sentences)
    return {actor.name: actor for actor in extract_actors(given, find_names(given))}


def test_a_defined_acronym_and_its_long_form_are_one_actor() -> None:
    found = actors("The Popular Mobilization Forces (PMF) paraded.", "Critics of the PMF stayed away.")
    assert [(actor.name, actor.aliases, actor.mentions) for actor in found.values()] == [
        ("Popular Mobilization Forces", ("PMF",), 3)
    ]


def test_an_acronym_behind_a_longer_name_joins_it() -> None:
    """The definition is "Department of Labor (DOL)"; the name has a state before it."""
    found = actors("The US Department of Labor (DOL) replied.", "Then the DOL fell silent.")
    assert found["US Department of Labor"].aliases == ("DOL",)


def test_an_undefined_acronym_joins_the_only_name_with_its_initials() -> None:
    assert actors("The Northern Harbour Police came.", "Later NHP boats left.")["Northern Harbour Police"].aliases == (
        "NHP",
    )


def test_a_last_name_stands_for_the_person_named_in_full() -> None:
    found = actors("An adviser, Hussein Alawi, spoke.", "More will follow, Alawi added.")
    assert (found["Hussein Alawi"].aliases, found["Hussein Alawi"].mentions) == (("Alawi",), 2)


def test_a_word_of_kind_stands_for_the_only_body_of_that_kind() -> None:
    found = actors("The European Commission met.", "Then the Commission replied.")
    assert found["European Commission"].aliases == ("Commission",)


def test_a_body_does_not_swallow_the_place_in_its_name() -> None:
    assert set(actors("The Bank of Halmeria closed.", "Then Halmeria wept.")) == {"Bank of Halmeria", "Halmeria"}


def test_two_people_with_one_last_name_stay_two() -> None:
    found = actors("Lena Ortiz met Tomas Ortiz.", "Then Ortiz said no.")
    assert {"Lena Ortiz", "Tomas Ortiz"} <= set(found)


def test_father_and_son_stay_two() -> None:
    found = actors("Then Arno Velt met Arno Velt Jr. at home.", "Now Arno Velt said no.")
    assert {"Arno Velt", "Arno Velt Jr."} <= set(found)


def test_a_middle_name_left_out_makes_no_second_person() -> None:
    assert set(actors("So Gary J. Volesky spoke.", "Later Gary Volesky left.")) == {"Gary J. Volesky"}


def test_spellings_of_a_place_are_one_actor() -> None:
    found = actors("Trucks left Ain al-Asad Airbase.", "They had stood at Ain al Asad for years.")
    assert (list(found), found["Ain al-Asad Airbase"].kind) == (["Ain al-Asad Airbase"], "place")


def test_all_names_of_the_united_states_are_one_state() -> None:
    found = actors("The US spoke.", "Later U.S. officials and American troops left the United States.")
    assert [(actor.name, actor.kind, actor.mentions) for actor in found.values()] == [("United States", "state", 4)]


def test_an_adjective_counts_as_its_state() -> None:
    assert actors("Some Iraqi politicians left.")["Iraq"].aliases == ("Iraqi",)


def test_a_people_is_no_alias_of_its_state() -> None:
    assert actors("Syria shook.", "Many Syrians fled.")["Syria"].aliases == ()


def test_a_state_that_no_table_knows_is_told_by_its_adjective() -> None:
    found = actors("Ships left Halmeria.", "A Halmerian court closed.")
    assert (found["Halmeria"].kind, found["Halmeria"].aliases) == ("state", ("Halmerian",))


def test_a_body_named_after_a_state_does_not_count_as_the_state() -> None:
    assert set(actors("The US Department of Labor replied.")) == {"US Department of Labor"}


def test_a_state_before_an_office_counts_besides_the_person() -> None:
    assert set(actors("Then Iraqi Prime Minister Mohammed Shia al Sudani left.")) == {"Iraq", "Mohammed Shia al Sudani"}


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        (
            "So Hussein Alawi, an advisor to Iraqi Prime Minister Mohammed Shia al Sudani, spoke.",
            "Hussein Alawi",
            "an advisor to Iraqi Prime Minister Mohammed Shia al Sudani",
        ),
        (
            "So Iraqi Prime Minister Mohammed Shia al Sudani spoke.",
            "Mohammed Shia al Sudani",
            "Iraqi Prime Minister",
        ),
        ("They distrust interim President Ahmad al Sharaa.", "Ahmad al Sharaa", "interim President"),
        (
            "Kataib Hezbollah, an Iran-backed militia and member of the PMF, refused.",
            "Kataib Hezbollah",
            "an Iran-backed militia and member of the PMF",
        ),
        (
            "Kataib Hezbollah is designated by the US as a terrorist organization.",
            "Kataib Hezbollah",
            "designated by the US as a terrorist organization",
        ),
        (
            "It would strengthen the Popular Mobilization Forces (PMF), an Iraqi security body.",
            "Popular Mobilization Forces",
            "an Iraqi security body",
        ),
        ("Others went to Erbil, the capital of Iraqi Kurdistan.", "Erbil", "the capital of Iraqi Kurdistan"),
        ("Then US Secretary of State Marco Rubio spoke.", "Marco Rubio", "US Secretary of State"),
        ("Then Minister for the Middle East Ada Roe spoke.", "Ada Roe", "Minister for the Middle East"),
        ("Then Esmail Ghaani, commander of the guards, spoke.", "Esmail Ghaani", "commander of the guards"),
    ],
)
def test_role_is_in_the_words_of_the_text(sentence: str, name: str, role: str) -> None:
    assert actors(sentence)[name].role == role


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("They named Lena Ortiz, the United Nations, and others.", "Lena Ortiz"),
        ("In Erbil, the ministry said that nothing had changed.", "Erbil"),
        ("So Mr. Ortiz left.", "Ortiz"),
    ],
)
def test_what_is_no_role_is_not_taken_for_one(sentence: str, name: str) -> None:
    assert actors(sentence)[name].role is None


def test_the_role_tells_the_kind_of_an_unknown_name() -> None:
    found = actors("Trucks left Qasr Dolan, an airbase in the west.", "Then Iron Dawn, a militia, rejoiced.")
    assert (found["Qasr Dolan"].kind, found["Iron Dawn"].kind) == ("place", "armed_group")


def test_wars_and_laws_are_no_actors() -> None:
    assert set(actors("Since the Iraq War the Clean Water Act and Operation Desert Storm are known.")) == set()


def test_creeds_peoples_and_months_are_no_actors() -> None:
    assert set(actors("Some Shiite and Kurdish parties met Arab media on Monday in August.")) == set()


def test_sentence_openers_are_no_actors() -> None:
    assert set(actors("Additionally, prices rose.", "Currently nothing moves.", "Reportedly, they left.")) == set()


def test_citations_begin_with_the_first_mention_and_the_role() -> None:
    found = actors("The PMF waits.", "Then came the PMF.", "The PMF and Iran agree.", "The PMF, a militia, rose.")
    assert [citation.first for citation in found["PMF"].citations] == [1, 4, 3, 2]


def test_an_actor_cites_at_most_five_sentences() -> None:
    assert len(actors(*["Then Iran spoke."] * 9)["Iran"].citations) == 5


def test_actors_that_act_come_before_places_and_media() -> None:
    found = list(
        actors(
            "Fighting went on in Erbil.", "The Islamic State attacked.", "Reuters saw it.", "Islamic State men left."
        )
    )
    assert found[0] == "Islamic State"


def owners(*sentences: str) -> list[str | None]:
    """Whom each mention of the sentences names, in text order."""
    given = document(*sentences)
    return [owner and owner.name for owner in find_cast(given, find_names(given)).owners]


def test_each_mention_knows_its_actor() -> None:
    assert owners("The Popular Mobilization Forces (PMF) met Iraqi officers.", "The PMF left Iraq.") == [
        "Popular Mobilization Forces",
        "Popular Mobilization Forces",
        "Iraq",
        "Popular Mobilization Forces",
        "Iraq",
    ]


KIN = (
    "The pilots chose Captain Lena Ortiz.",
    "Admiral Tessa Ortiz, who leads the fleet, wrote to them.",
    "Captain Ortiz did not answer.",
    "So Admiral Ortiz called again.",
)


def test_a_last_name_that_two_bear_goes_by_its_title() -> None:
    assert owners(*KIN) == ["Lena Ortiz", "Tessa Ortiz", "Lena Ortiz", "Tessa Ortiz"]


def test_a_last_name_that_two_bear_is_an_alias_of_neither() -> None:
    assert {name: actor.aliases for name, actor in actors(*KIN).items()} == {
        "Lena Ortiz": ("Captain Lena Ortiz", "Captain Ortiz"),
        "Tessa Ortiz": ("Admiral Tessa Ortiz", "Admiral Ortiz"),
    }


def test_a_last_name_without_title_goes_to_the_bearer_named_last() -> None:
    assert owners("Then Lena Ortiz met Tessa Ortiz.", "Later Ortiz left.")[-1] == "Tessa Ortiz"


def test_a_last_name_stays_with_one_named_far_more_often() -> None:
    often = ["Then Lena Ortiz met the crew."] * 11
    assert owners(*often, "They read the Email Ortiz had sent.", "Later Ortiz left.")[-1] == "Lena Ortiz"


def test_a_list_of_noun_phrases_gives_no_role() -> None:
    found = actors("It drew in crews from the Skerries, a bank that lends to them, a shipyard and two ports.")
    assert found["Skerries"].role is None


def test_a_plural_noun_is_no_role_of_one_place() -> None:
    found = actors("They passed Skerrick, the dealers who price the cargo.", "Then Skerrick froze.")
    assert found["Skerrick"].role is None


def test_a_plural_genitive_stands_within_the_name_of_a_body() -> None:
    (found,) = actors("He leads the Harbour Divers’ Association (HDA).", "Then the HDA met.").values()
    assert (found.name, found.aliases) == ("Harbour Divers’ Association", ("HDA",))


def test_a_name_behind_a_noun_for_ships_is_no_body() -> None:
    found = actors("At dawn the product tanker Grey Heron left.", "Then the Grey Heron was seen.")
    assert found["Grey Heron"].kind == "other"


def test_a_document_without_names_has_no_actors() -> None:
    assert extract_actors(document("nothing here."), []) == ()


def test_actors_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from tests.engines.test_actors import actors\n"
        "print(list(actors('Lena Ortiz and Tomas Ortiz of the Northern Harbour Police (NHP) met Iran, Iraq and US envoys.',"
        " 'Ortiz said the NHP and the American Embassy left Erbil, Cairo and Halmeria.', 'The Halmerian Embassy waits.').values()))"
    )
    answers = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        answers.add(
            subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment).stdout
        )
    assert len(answers) == 1
