"""Answers in another language than was asked for, over a real server on loopback."""

from __future__ import annotations

import json
from typing import Any

from briefer.records import Brief
from tests.conftest import ModelServer, Reply, completion
from tests.engines.test_llm import EMPTY, SHORT, brief, settings, wanted

RUSSIAN = [
    "Порт Халвик закрыли третьего марта после столкновения двух судов у входа в гавань.",
    "Министр сообщила, что порт может вновь открыться в апреле, если завершится расследование.",
    "Грузовые суда ожидают лоцмана на рейде, и владельцы несут убытки из-за простоя.",
    "Власти не сообщили, кто будет оплачивать ремонт повреждённого причала и когда он начнётся.",
]
ENGLISH = [
    "The port of Halvik was closed on 3 March after two ships had collided at the entrance.",
    "The minister said that the port may open again in April if the inquiry has ended by then.",
    "Cargo ships are waiting for a pilot in the roads, and their owners are losing money.",
    "The authorities have not said who is to pay for the repair of the quay or when it begins.",
]


def answering_in(*answers: list[str]) -> Any:
    """A model whose first answers have these gaps, the last of them from then on."""
    given = iter(answers[:-1])

    def behave(body: dict[str, Any]) -> Reply:
        told = next(given, answers[-1])
        event = {"text": told[0], "date": None, "status": "occurred", "evidence": [1]}
        return completion(json.dumps({**{s: EMPTY[s] for s in wanted(body)}, "events": [event], "gaps": told}))

    return behave


def caveats(made: Brief) -> list[str]:
    return [gap.text for gap in made.gaps if "in the language" in gap.text]


def test_answer_in_another_language_is_asked_for_again(model_server: ModelServer) -> None:
    model_server.behaviour = answering_in(RUSSIAN, ENGLISH)
    made = brief(SHORT, settings(model_server))
    assert len(model_server.requests) == 2
    assert 'the tag "ru" where "en" was asked for' in model_server.requests[1]["messages"][-1]["content"]
    assert made.events[0].text == ENGLISH[0]
    assert not caveats(made)


def test_answer_that_stays_in_another_language_is_kept_and_said(model_server: ModelServer) -> None:
    model_server.behaviour = answering_in(RUSSIAN)
    made = brief(SHORT, settings(model_server))
    assert len(model_server.requests) == 2
    assert made.events[0].text == RUSSIAN[0]
    assert caveats(made) == [
        "The model answered in the language ru, not in en as asked, about a.txt, chunk 1 of 1: its words stand as they came."
    ]


def test_answer_from_the_cache_is_told_of_without_asking(model_server: ModelServer) -> None:
    model_server.behaviour = answering_in(RUSSIAN)
    brief(SHORT, settings(model_server))
    again = brief(SHORT, settings(model_server))
    assert len(model_server.requests) == 2
    assert caveats(again)


def test_second_answer_that_is_invalid_leaves_the_first(model_server: ModelServer) -> None:
    replies = iter([answering_in(RUSSIAN), lambda _: completion("{}")])
    model_server.behaviour = lambda body: next(replies)(body)
    made = brief(SHORT, settings(model_server))
    assert made.events[0].text == RUSSIAN[0]


def test_language_that_was_asked_for_is_taken(model_server: ModelServer) -> None:
    model_server.behaviour = answering_in(RUSSIAN)
    made = brief(SHORT, settings(model_server, language="ru"))
    assert len(model_server.requests) == 1
    assert not caveats(made)


def test_few_words_in_another_language_are_taken(model_server: ModelServer) -> None:
    model_server.behaviour = answering_in(RUSSIAN[:1])
    assert not caveats(brief(SHORT, settings(model_server)))
    assert len(model_server.requests) == 1
