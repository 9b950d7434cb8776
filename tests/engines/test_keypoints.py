from __future__ import annotations

import time

import pytest

from briefer.engines.extractive.keypoints import find_key_points
from briefer.records import Claim
from tests.engines.annotated import annotate

STORY = (
    "Norland will close the harbour of Port Elm on 1 September because the old sea wall is failing.",
    "The closure of the harbour was announced by Lena Ortiz at a meeting with the fishing crews.",
    "It affects about four hundred jobs.",
    "“We had no choice and we are sorry for it,” she said.",
    "Harbour Watch, a group of local residents, has warned for years that the sea wall could fail.",
    "Bananas are yellow and grow in bunches in the tropics.",
    "Sudmark offered its own harbour to the fishing crews of Port Elm until the sea wall is repaired.",
    "The sea wall of the harbour was built in 1931 by the Coast Guard.",
    "Engineers of the Coast Guard expect the repair of the sea wall to last until October 2026.",
    "He did not answer questions.",
)
DATES = {"1 September": "2025-09-01", "1931": "1931", "October 2026": "2026-10"}


def key_points(*sentences: str) -> tuple[Claim, ...]:
    document, passages, quoted = annotate(*sentences, dates=dict(DATES))
    return find_key_points(document, passages, quoted)


def test_first_point_says_what_the_story_is_about() -> None:
    assert key_points(*STORY)[0].text == STORY[0]


def test_points_after_the_first_stand_in_text_order() -> None:
    numbers = [point.citations[0].first for point in key_points(*STORY)[1:]]
    assert numbers == sorted(numbers)


def test_points_are_five_to_seven_and_each_is_one_whole_sentence() -> None:
    points = key_points(*STORY)
    assert 5 <= len(points) <= 7
    assert all(point.text in STORY for point in points)


@pytest.mark.parametrize("number", [2, 3, 9])
def test_sentence_that_leans_on_another_or_only_quotes_is_no_point(number: int) -> None:
    assert STORY[number] not in {point.text for point in key_points(*STORY)}


def test_sentence_off_the_subject_is_no_point() -> None:
    assert STORY[5] not in {point.text for point in key_points(*STORY)}


def test_sentence_said_twice_is_one_point() -> None:
    texts = [point.text for point in key_points(STORY[0], STORY[0], *STORY[1:])]
    assert texts.count(STORY[0]) == 1


def test_text_of_one_sentence_has_that_point() -> None:
    assert [point.text for point in key_points("Rain fell.")] == []
    assert [point.text for point in key_points(STORY[0])] == [STORY[0]]


def test_document_without_sentences_has_no_points() -> None:
    assert key_points() == ()


def test_cost_of_a_sentence_stays_flat() -> None:
    """Eight times the sentences may not cost sixteen times the work."""

    def cost(copies: int) -> float:
        sentences = [f"{sentence[:-1]} in ward {number}." for number in range(copies) for sentence in STORY]
        document, passages, quoted = annotate(*sentences)
        started = time.process_time()
        find_key_points(document, passages, quoted)
        return time.process_time() - started

    cost(10)
    assert cost(800) < 16 * max(cost(100), 0.01)


@pytest.mark.parametrize(
    "sentence",
    [
        "The first, which closes in May, brings the work on the sea wall of Port Elm to an end.",
        "The other sea wall of the harbour of Port Elm will be repaired by the Coast Guard in May.",
        "Only the Coast Guard said when the sea wall of the harbour of Port Elm will be repaired.",
        "One of them will have the sea wall of the harbour of Port Elm repaired by the Coast Guard.",
        "If the sea wall of Port Elm fails, it says, the harbour will be closed by the Coast Guard.",
    ],
)
def test_sentence_that_counts_on_the_one_before_is_no_point(sentence: str) -> None:
    assert sentence not in {point.text for point in key_points(sentence, *STORY)}


def test_demand_that_leads_into_a_long_quotation_can_be_a_point() -> None:
    demand = (
        "Harbour Watch insisted again that the harbour of Port Elm stays open, saying, “We will not leave the quay "
        "of our fathers and mothers before the last of the boats has found a berth elsewhere on this coast.”"
    )
    assert demand in {point.text for point in key_points(STORY[0], demand, *STORY[4:9])}
