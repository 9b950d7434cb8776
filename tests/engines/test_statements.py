from __future__ import annotations

import pytest

from briefer.engines.extractive.statements import find_statements
from briefer.records import Statement
from tests.engines.annotated import annotate


def statements(*sentences: str) -> tuple[Statement, ...]:
    document, passages, quoted = annotate(*sentences)
    return find_statements(document, passages, quoted)


@pytest.mark.parametrize(
    ("sentence", "speaker", "claim"),
    [
        ("Lena Ortiz said that the dam will hold.", "Lena Ortiz", "the dam will hold"),
        ("The dam will hold, Lena Ortiz said on Monday.", "Lena Ortiz", "The dam will hold"),
        ("The dam will hold, said Lena Ortiz, the mayor.", "Lena Ortiz", "The dam will hold"),
        ("The dam will hold, said the mayor of Port Elm, Lena Ortiz.", "Lena Ortiz", "The dam will hold"),
        ("Boats Without Oars said that the dam will hold.", "Boats Without Oars", "the dam will hold"),
        ("Its director, Lena Ortiz, said the dam will hold.", "Lena Ortiz", "the dam will hold"),
        ("Lena Ortiz was quoted by Harbour News as saying that the dam will hold.", "Lena Ortiz", "the dam will hold"),
        ("Lena Ortiz, the mayor of Port Elm, said the dam will hold.", "Lena Ortiz", "the dam will hold"),
        ("In a speech, Lena Ortiz warned crews that the dam may burst.", "Lena Ortiz", "the dam may burst"),
        ("According to Lena Ortiz, the dam will hold.", "Lena Ortiz", "the dam will hold"),
        ("One of them, Iron Front, said that the dam will hold.", "Iron Front", "the dam will hold"),
        (
            "The dam is old; according to the engineer it will hold until the thaw.",
            "the engineer",
            "it will hold until the thaw",
        ),
        (
            "According to papers it has seen, the dam will hold for a year.",
            "papers it has seen",
            "the dam will hold for a year",
        ),
        (
            "The dam will hold, according to two people familiar with it.",
            "two people familiar with it",
            "The dam will hold",
        ),
        ("There is an even chance that the talks fail, a port official said.", "a port official", None),
        ("A senior official at the port denied that the dam was weak.", "A senior official at the port", None),
        ("Norland has accused Sudmark of theft.", "Norland", "accused Sudmark of theft"),
        ("Norland and Sudmark called for calm.", "Norland and Sudmark", "called for calm"),
        ("Iron Front, an armed group, insisted on a share.", "Iron Front", "insisted on a share"),
        ("Iron Front claimed responsibility for the raid.", "Iron Front", "claimed responsibility for the raid"),
        ("Witnesses reported that two boats sank.", "Witnesses", "two boats sank"),
    ],
)
def test_speaker_and_claim_are_found(sentence: str, speaker: str, claim: str | None) -> None:
    (statement,) = statements(sentence)
    assert statement.speaker == speaker
    assert claim is None or statement.claim == claim


@pytest.mark.parametrize(
    "sentence",
    [
        "The man was told to wait.",
        "The reported losses were small.",
        "A man accused of theft was freed.",
        "The dispute threatened the harvest.",
        "A firm called Elmwood built the dam.",
        "One of them said that the dam will hold.",
        "Several of these said that the dam will hold.",
    ],
)
def test_verbs_that_attribute_nothing_are_passed_over(sentence: str) -> None:
    assert statements(sentence) == ()


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’")])
def test_quotation_before_its_speaker_is_kept_without_marks(opening: str, closing: str) -> None:
    (statement,) = statements(
        f"{opening}We don't know how many are missing,{closing} Ortiz told reporters in Port Elm."
    )
    assert statement.speaker == "Lena Ortiz"
    assert statement.quotation == "We don't know how many are missing"


def test_quotation_behind_saying_is_kept_apart_from_the_claim() -> None:
    (statement,) = statements("Iron Front insisted on a share, saying, “We will not leave the port without it.”")
    assert statement.claim == "insisted on a share"
    assert statement.quotation == "We will not leave the port without it."


def test_quotation_of_several_sentences_cites_them_all() -> None:
    (statement,) = statements("“The dam is old.", "It was never repaired.", "It will not hold,” Lena Ortiz said.")
    assert (statement.citations[0].first, statement.citations[0].last) == (1, 3)
    assert statement.quotation == "The dam is old. It was never repaired. It will not hold"


def test_interrupted_quotation_goes_on_with_the_same_speaker() -> None:
    first, second = statements("“Whole villages are gone,” Ortiz said.", "“We do not know how many are missing.”")
    assert first.speaker == second.speaker == "Lena Ortiz"
    assert second.quotation == "We do not know how many are missing."


def test_quotation_behind_a_colon_belongs_to_the_subject() -> None:
    sentence = (
        'In a note issued on Monday, Tom Bell defended the closure: "The bridge was about to fall into the river."'
    )
    (statement,) = statements(sentence)
    assert statement.speaker == "Tom Bell"
    assert statement.claim == "defended the closure"


def test_quotation_of_several_paragraphs_keeps_its_speaker() -> None:
    first, second = statements(
        "“The dam is old and will not hold,” Lena Ortiz said, “and nobody listened to us.",
        "",
        "“We shall leave the town.”",
    )[-2:]
    assert first.speaker == second.speaker == "Lena Ortiz"


def test_short_quotation_stays_inside_the_claim() -> None:
    (statement,) = statements("Lena Ortiz said that the dam was “a disgrace” to the town.")
    assert statement.claim == "the dam was “a disgrace” to the town"
    assert statement.quotation is None


def test_pronoun_stands_for_the_last_named_speaker() -> None:
    _, second = statements("Lena Ortiz said that the dam will hold.", "She added that crews were ready.")
    assert second.speaker == "Lena Ortiz"


def test_pronoun_with_two_possible_persons_gives_no_statement() -> None:
    assert statements("Lena Ortiz met Tom Bell.", "He said that the dam will hold.") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "A port official speaking to Harbour News said that the dam will hold.",
        "A port official told Harbour News that the dam will hold.",
        "In an interview with Harbour News, a port official said that the dam will hold.",
        "A port official confirmed to Harbour News that the dam will hold.",
    ],
)
def test_outlet_is_the_medium_spoken_to(sentence: str) -> None:
    (statement,) = statements(sentence)
    assert statement.outlet == "Harbour News"
    assert statement.claim == "the dam will hold"
    assert statement.speaker.lower() == "a port official"


def test_claim_is_verbatim() -> None:
    document, passages, quoted = annotate("Lena  Ortiz said that the dam\nwill hold.")
    (statement,) = find_statements(document, passages, quoted)
    assert statement.claim in " ".join(document.text.split())
