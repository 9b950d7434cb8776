from __future__ import annotations

import pytest

from briefer.engines.extractive.risks import find_risks
from briefer.engines.extractive.statements import find_statements
from briefer.records import Risk
from tests.engines.annotated import annotate


def risks(*sentences: str, dates: dict[str, str] | None = None) -> tuple[Risk, ...]:
    document, passages, quoted = annotate(*sentences, dates=dates)  # type: ignore[arg-type]
    return find_risks(document, passages, find_statements(document, passages, quoted))


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("In addition, unrest in Sudmark may spread to Norland.", "unrest in Sudmark may spread to Norland"),
        ("Officials are concerned that the drought could cause famine.", "the drought could cause famine"),
        ("Traders fear a shortage of grain.", "Traders fear a shortage of grain"),
        ("The town is tense over allegations of foreign meddling.", "allegations of foreign meddling"),
        (
            "Norland objects to efforts by Sudmark to expand its influence.",
            "efforts by Sudmark to expand its influence",
        ),
        ("Parliament debates a law that would strengthen Iron Front, a militia.", None),
        ("Tom Bell warned that the flaw could expose every network.", "the flaw could expose every network"),
        ("There is an even chance that the talks collapse, a port official said.", "the talks collapse"),
        ("The wells pose a serious threat to health.", "The wells pose a serious threat to health"),
        ("The dispute threatens to derail the treaty.", "The dispute threatens to derail the treaty"),
    ],
)
def test_risk_is_named_by_a_clause_of_the_source(sentence: str, title: str | None) -> None:
    (risk,) = risks(sentence)
    assert title is None or risk.title == title
    assert risk.title in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "A limited number of guards may remain in the port.",
        "Eleven people were killed in the attack of 2014.",
        "The threat of famine drove thousands abroad in 1998.",
        "Norland denied that the dam could collapse.",
        "The government has ruled out a risk to the capital.",
        "We are not afraid of a strike.",
        "The museum may open a cafe.",
    ],
)
def test_history_denial_and_harmless_modality_are_no_risk(sentence: str) -> None:
    assert risks(sentence, dates={"2014": "2014", "1998": "1998"}) == ()


@pytest.mark.parametrize(
    ("sentence", "likelihood", "wording"),
    [
        ("An attack on the port is likely.", "likely", "likely"),
        ("A cholera outbreak is very likely without clean water.", "very likely", "very likely"),
        ("A collapse of the dam is unlikely but possible.", "unlikely", "unlikely"),
        ("War is almost certain to follow the attack.", "almost certain", "almost certain"),
        ("There is an even chance that the talks collapse.", "roughly even chance", "even chance"),
        ("The dam could collapse.", None, "could"),
        ("The militias would be unlikely to sit out a war.", None, "unlikely to sit out"),
        ("The dam is unlikely to withstand a flood.", None, "unlikely to withstand"),
        ("Traders fear a shortage.", None, None),
    ],
)
def test_likelihood_is_the_wording_of_the_source(sentence: str, likelihood: str | None, wording: str | None) -> None:
    (risk,) = risks(sentence)
    assert (risk.likelihood, risk.likelihood_text) == (likelihood, wording)


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("Hackers could steal passwords from the network.", "cyber"),
        ("A cholera outbreak may follow.", "health"),
        ("The river could burst its banks and flood the plain.", "environmental"),
        ("Militants may attack the convoy.", "security"),
        ("Tariffs could push up prices and cost jobs.", "economic"),
        ("The firm may face a lawsuit.", "legal"),
        ("The vote could be rigged by the ruling coalition.", "political"),
        ("Thousands of refugees may starve.", "humanitarian"),
        ("The scandal could harm the reputation of the club.", "reputational"),
    ],
)
def test_category_follows_the_words_of_the_clause(sentence: str, category: str) -> None:
    (risk,) = risks(sentence)
    assert risk.category == category


def test_neighbouring_clauses_are_one_risk_while_short() -> None:
    (risk,) = risks(
        "Norland and Sudmark may return to war, and Iron Front would be unlikely to sit out a second round."
    )
    assert risk.title.startswith("Norland and Sudmark may return to war, and Iron Front")


def test_horizon_is_a_date_still_to_come() -> None:
    (risk,) = risks("The truce signed in 2024 may collapse by October.", dates={"2024": "2024", "October": "2025-10"})
    assert risk.horizon == "2025-10"


def test_affected_are_those_on_whom_harm_falls() -> None:
    (risk,) = risks("Unrest in Sudmark may spread to Norland.")
    assert risk.affected == ("Norland",)


def test_impact_is_only_what_the_source_says() -> None:
    grave, plain = risks("A catastrophic flood could follow.", "A strike could follow.")
    assert (grave.impact, plain.impact) == ("high", None)


@pytest.mark.parametrize(
    "text",
    [
        "A bill that would limit the term of judges has lain in Congress since 2022.",
        "He called for a law that would end the immunity of former ministers.",
        "The cargo will be sold if the court agrees.",
    ],
)
def test_law_or_condition_without_harm_is_no_risk(text: str) -> None:
    assert risks(text) == ()


def test_who_said_it_is_no_part_of_a_title() -> None:
    (risk,) = risks("She also said that the dam could collapse.")
    assert risk.title == "the dam could collapse"
