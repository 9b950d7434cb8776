"""The extractive engine on plain text, read as a user's file is."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.engines.extractive import extract
from briefer.pipeline import write_brief
from briefer.records import Brief, Findings
from briefer.settings import load_settings
from briefer.sources import read_text

FRIDAY = date(2026, 3, 20)


def found(text: str) -> Findings:
    return extract(read_text(text, load_settings(engine="extractive", published=FRIDAY)))


def briefed(text: str) -> Brief:
    settings = load_settings(engine="extractive", published=FRIDAY)
    return write_brief([read_text(text, settings)], settings)


def actors(text: str) -> dict[str, str]:
    return {actor.name: actor.kind for actor in found(text).actors}


def test_acronym_of_a_common_phrase_is_no_actor() -> None:
    text = "Boats entered the exclusive economic zone (EEZ) of Norland. The navy said that it would guard the EEZ."
    assert "EEZ" not in actors(text)


def test_acronym_of_a_body_in_lower_case_stays_an_actor() -> None:
    text = "The popular mobilisation forces (PMF) closed the road. The PMF said that it would stay."
    assert "PMF" in actors(text)


def test_clock_is_no_actor() -> None:
    made = actors("The transformer caught fire at 18:52 Greenwich Mean Time. Elena Tarkov said that it had burned.")
    assert "Greenwich Mean Time" not in made
    assert made["Elena Tarkov"] == "person"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The report was seen by the newspaper El Faro on Monday.", "El Faro", "media"),
        ("It was built by the French company Lumiscan in March.", "Lumiscan", "company"),
        ("The dam lies above the village Old Tavan in the hills.", "Old Tavan", "place"),
        ("Aruma's foreign minister rejected the charge.", "Aruma", "state"),
        ("The government of Zarun closed the border.", "Zarun", "state"),
    ],
)
def test_kind_is_told_by_the_words_around_a_name(sentence: str, name: str, kind: str) -> None:
    assert actors(sentence)[name] == kind


@pytest.mark.parametrize("mark", ["• ", "- ", "* ", ". "])
def test_mark_of_a_list_item_is_no_part_of_a_key_point(mark: str) -> None:
    items = ("The council met on Tuesday to hear the mayor.", "The union refused the offer of the company on Friday.")
    points = found("\n\n".join(mark + item for item in items)).key_points
    assert points
    assert {point.text for point in points} <= set(items)


def test_next_day_follows_the_day_told() -> None:
    events = found("Ek told parliament on March 10 that he was innocent. A prosecutor opened an inquiry the next day.")
    assert [event.date for event in events.events] == ["2026-03-10", "2026-03-11"]


def test_following_day_does_not_reach_back_over_other_matters() -> None:
    middle = "The town is quiet. The market is open. Nobody spoke of it. The mayor was not seen. "
    made = found(f"The treaty was signed on 4 May 1996. {middle}The following day the troops withdrew.")
    assert "1996-05-05" not in [event.date for event in made.events]


def test_day_of_saying_lies_behind_whatever_is_said() -> None:
    made = found("Its leader, Tobias Wren, said on Thursday that the ministry could not investigate itself.")
    assert [event.date for event in made.events] == ["2026-03-19"]


def test_citation_of_a_chain_of_pronouns_begins_where_the_speaker_is_named() -> None:
    made = briefed(
        "Anders Holt told reporters that the order had been written. He added that it had been confirmed twice. "
        "He claimed that recordings of both calls existed."
    )
    assert [statement.speaker for statement in made.statements] == ["Anders Holt"] * 3
    assert [statement.citations[0].first for statement in made.statements] == [1, 1, 1]
    assert {statement.support and statement.support.verdict for statement in made.statements} == {"supported"}


def test_arabic_peoples_are_their_states() -> None:
    text = "أعلنت الوزارة العراقية الاتفاق مع الحكومة السورية ووفد تركي بعد لقاء المصريين أمس في المدينة القديمة."
    assert actors(text) == dict.fromkeys(("Iraq", "Syria", "Turkey", "Egypt"), "state")


def test_united_nations_in_arabic_are_no_state() -> None:
    made = briefed("وطلبت الأمم المتحدة من الدول الثلاث العودة إلى الاتفاق القديم بعد محادثات طويلة.")
    assert [(actor.name, actor.kind) for actor in made.actors] == [("الأمم المتحدة", "international_organisation")]
    assert {actor.support and actor.support.verdict for actor in made.actors} == {"supported"}


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("أعلنت الحكومة في بغداد أن الاتفاق سيبدأ قريبا بعد لقاء طويل مع الوفد.", True),
        ("El ministro convocó a las dos partes a una reunión con el sindicato del puerto.", False),
    ],
)
def test_caveat_says_where_people_cannot_be_found(text: str, is_said: bool) -> None:
    assert ("persons and other organisations are not found" in found(text).gaps[0].text) is is_said


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("The rains may cause landslides above the villages.", "environmental"),
        ("The number of infections could exceed ten thousand by May.", "health"),
        ("Medicines would run out within a week unless new supplies arrived.", "health"),
        ("The company could lose a third of its turnover.", "economic"),
        ("The gangs are likely to fight over the harbour.", "security"),
    ],
)
def test_risk_has_the_category_of_its_harm(sentence: str, category: str) -> None:
    assert [risk.category for risk in found(sentence).risks] == [category]


def test_consent_on_a_condition_is_no_risk() -> None:
    assert not found("Lee said that her board would agree to an exemption if both states treated members well.").risks
