"""Asking for a structured answer, over a real server and a real cache folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.errors import AnswerCut, CacheError, CacheMiss, InvalidAnswer
from briefer.llm.asking import Asker
from briefer.llm.budget import Budget, token_ceiling
from briefer.llm.cache import CacheMode, ResponseCache
from briefer.llm.client import ModelClient
from briefer.llm.request import Request, Usage
from briefer.llm.schema import strict_schema
from tests.conftest import ModelServer, completion


class Answer(BaseModel):
    value: int


REQUEST = Request("stand-in", (("user", "What is the value?"),), "answer", strict_schema(Answer), label="test.txt")


Opener = Callable[..., Asker]


@pytest.fixture
def asker() -> Iterator[Opener]:
    opened: list[ModelClient] = []

    def build(server: ModelServer, folder: Path, mode: CacheMode = "auto") -> Asker:
        client = ModelClient(base_url=server.url, api_key=None, timeout=5)
        opened.append(client)
        return Asker(lambda: client, ResponseCache(str(folder), mode))

    yield build
    for each in opened:
        each.close()


def test_ask_returns_validated_answer(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    model_server.behaviour = lambda _: completion('{"value": 3}')
    asked = asker(model_server, tmp_path / "cache")
    assert asked.ask(REQUEST, Answer).value == 3
    assert (asked.tally.calls, asked.tally.cached, asked.tally.usage.tokens_in) == (1, 0, 100)


def test_ask_again_is_answered_from_the_cache(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    model_server.behaviour = lambda _: completion('{"value": 3}')
    asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)
    second = asker(model_server, tmp_path / "cache")
    assert second.ask(REQUEST, Answer).value == 3
    assert (second.tally.calls, second.tally.cached) == (0, 1)
    assert len(model_server.requests) == 1


@pytest.mark.parametrize(
    ("bad", "named"),
    [('{"value": "many"}', "value: Input should be a valid integer"), ('{"other": 1}', "value: Field")],
)
def test_invalid_answer_is_asked_again_with_the_problem(
    asker: Opener, model_server: ModelServer, tmp_path: Path, bad: str, named: str
) -> None:
    model_server.in_turn(completion(bad), completion('{"value": 4}'))
    assert asker(model_server, tmp_path / "cache").ask(REQUEST, Answer).value == 4
    conversation = model_server.requests[1]["messages"]
    assert conversation[1] == {"role": "assistant", "content": bad}
    assert named in conversation[2]["content"]


def test_answer_to_second_question_is_stored_under_the_first(
    model_server: ModelServer, tmp_path: Path, asker: Opener
) -> None:
    model_server.in_turn(completion('{"value": "many"}'), completion('{"value": 4}'))
    asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)
    assert asker(model_server, tmp_path / "cache", "replay").ask(REQUEST, Answer).value == 4


def test_answer_invalid_twice_is_an_error_and_not_stored(
    model_server: ModelServer, tmp_path: Path, asker: Opener
) -> None:
    model_server.behaviour = lambda _: completion('{"value": "many"}')
    asked = asker(model_server, tmp_path / "cache")
    with pytest.raises(InvalidAnswer, match=r"no usable answer for test\.txt: value"):
        asked.ask(REQUEST, Answer)
    assert len(model_server.requests) == 2
    assert asked.cache.stats().entries == 0


def test_prose_steps_down_the_ladder(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    """A server that ignores the format and chats is asked in a weaker form, with the schema in the prompt."""

    def behave(body: dict[str, object]) -> object:
        return completion('{"value": 5}' if "response_format" not in body else "The value is five.")

    model_server.behaviour = behave  # type: ignore[assignment]
    assert asker(model_server, tmp_path / "cache").ask(REQUEST, Answer).value == 5
    kinds = [body.get("response_format", {}).get("type") for body in model_server.requests]
    assert kinds == ["json_schema", "json_object", None]


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"value": 6}\n```',
        'Here it is:\n{"value": 6}\nAnything else?',
        '{"value":    6   }   \n\n\n',
        '\x00{"value": 6}\x1f',
        '\ufeff{"value": 6}',
    ],
    ids=["fenced", "in prose", "spaced", "control characters", "byte order mark"],
)
def test_json_is_found_however_it_is_wrapped(
    model_server: ModelServer, tmp_path: Path, text: str, asker: Opener
) -> None:
    model_server.behaviour = lambda _: completion(text)
    assert asker(model_server, tmp_path / "cache").ask(REQUEST, Answer).value == 6


@pytest.mark.parametrize(
    ("content", "finish_reason", "refusal", "told"),
    [
        (None, "stop", "I will not.", "refused: I will not."),
        ("", "content_filter", None, "content filter"),
        (None, "stop", None, "empty"),
    ],
)
def test_unusable_answer_says_why(
    asker: Opener,
    model_server: ModelServer,
    tmp_path: Path,
    content: str | None,
    finish_reason: str,
    refusal: str | None,
    told: str,
) -> None:
    model_server.behaviour = lambda _: completion(content, finish_reason=finish_reason, refusal=refusal)
    with pytest.raises(InvalidAnswer, match=told):
        asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)


def test_replay_miss_names_the_request(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    with pytest.raises(CacheMiss, match=rf"no stored answer for test\.txt \(request {REQUEST.key[:12]}") as caught:
        asker(model_server, tmp_path / "cache", "replay").ask(REQUEST, Answer)
    assert caught.value.request == REQUEST.key
    assert model_server.requests == []


def test_refresh_asks_again_and_stores(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    model_server.in_turn(completion('{"value": 1}'), completion('{"value": 2}'))
    asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)
    asker(model_server, tmp_path / "cache", "refresh").ask(REQUEST, Answer)
    assert asker(model_server, tmp_path / "cache", "replay").ask(REQUEST, Answer).value == 2


def test_off_neither_reads_nor_writes(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    model_server.behaviour = lambda _: completion('{"value": 1}')
    asked = asker(model_server, tmp_path / "cache", "off")
    asked.ask(REQUEST, Answer)
    asked.ask(REQUEST, Answer)
    assert len(model_server.requests) == 2
    assert not (tmp_path / "cache").exists()


def test_replay_never_calls_even_where_the_stored_answer_is_not_valid(
    model_server: ModelServer, tmp_path: Path, asker: Opener
) -> None:
    model_server.behaviour = lambda _: completion('{"value": 3}')
    asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)
    entry = next((tmp_path / "cache").glob("*/*.json"))
    entry.write_text(entry.read_text().replace('"value": 3', '"value": "many"'))
    with pytest.raises(CacheError, match="not valid: value"):
        asker(model_server, tmp_path / "cache", "replay").ask(REQUEST, Answer)
    assert len(model_server.requests) == 1
    again = asker(model_server, tmp_path / "cache")
    assert again.ask(REQUEST, Answer).value == 3
    assert "asked for again" in again.cache.notices[0]


def test_identical_questions_under_way_are_sent_once(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    def slow(_: object) -> object:
        time.sleep(0.2)
        return completion('{"value": 3}')

    model_server.behaviour = slow  # type: ignore[assignment]
    asked = asker(model_server, tmp_path / "cache", "off")
    with ThreadPoolExecutor(8) as pool:
        found = [future.result().value for future in [pool.submit(asked.ask, REQUEST, Answer) for _ in range(8)]]
    assert found == [3] * 8
    assert len(model_server.requests) == 1
    assert (asked.tally.calls, asked.tally.cached) == (1, 7)


def test_failure_of_a_question_reaches_all_who_ask_it(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    def slow(_: object) -> object:
        time.sleep(0.1)
        return completion('{"value": "many"}')

    model_server.behaviour = slow  # type: ignore[assignment]
    asked = asker(model_server, tmp_path / "cache")
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(asked.ask, REQUEST, Answer) for _ in range(4)]
    assert all(isinstance(future.exception(), InvalidAnswer) for future in futures)
    assert len(model_server.requests) == 2


def test_stored_answer_costs_nothing_and_a_call_what_it_took(
    model_server: ModelServer, tmp_path: Path, asker: Opener
) -> None:
    reply = completion('{"value": 3}')
    reply.body["usage"]["prompt_tokens_details"] = {"cached_tokens": 60}
    model_server.behaviour = lambda _: reply
    first = asker(model_server, tmp_path / "cache")
    first.ask(REQUEST, Answer)
    assert first.tally.usage == Usage(100, 20, 60)
    assert first.tally.cost is None
    second = asker(model_server, tmp_path / "cache")
    second.ask(REQUEST, Answer)
    assert (second.tally.usage, second.tally.cost) == (Usage(), 0.0)


def test_answer_asked_for_again_counts_as_retried(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    model_server.in_turn(completion('{"value": "many"}'), completion('{"value": 4}'))
    asked = asker(model_server, tmp_path / "cache")
    asked.ask(REQUEST, Answer)
    assert (asked.tally.calls, asked.tally.retried, asked.tally.failed) == (2, 1, 0)


def test_server_is_told_how_long_the_answer_may_get_where_a_ceiling_is_set(
    model_server: ModelServer, tmp_path: Path, asker: Opener
) -> None:
    model_server.behaviour = lambda _: completion('{"value": 3}')
    asked = asker(model_server, tmp_path / "cache")
    asked.budget = Budget([token_ceiling(1000)], len)
    asked.ask(REQUEST, Answer)
    body = model_server.requests[0]
    assert 0 < (body.get("max_tokens") or body["max_completion_tokens"]) < 1000


def test_stored_answer_is_given_whatever_the_ceiling(model_server: ModelServer, tmp_path: Path, asker: Opener) -> None:
    model_server.behaviour = lambda _: completion('{"value": 3}')
    asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)
    poor = asker(model_server, tmp_path / "cache")
    poor.budget = Budget([token_ceiling(1)], len)
    assert poor.ask(REQUEST, Answer).value == 3


def test_cut_answer_is_told_apart_and_not_asked_for_again(
    asker: Opener, model_server: ModelServer, tmp_path: Path
) -> None:
    model_server.behaviour = lambda _: completion('{"value": ', finish_reason="length")
    with pytest.raises(AnswerCut, match=r"the answer for test\.txt was cut off"):
        asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)
    assert len(model_server.requests) == 1


def test_whole_answer_at_its_limit_is_taken(asker: Opener, model_server: ModelServer, tmp_path: Path) -> None:
    model_server.behaviour = lambda _: completion('{"value": 3}', finish_reason="length")
    assert asker(model_server, tmp_path / "cache").ask(REQUEST, Answer).value == 3


def test_damaged_answer_is_asked_for_again_and_stored_anew(
    model_server: ModelServer, tmp_path: Path, asker: Opener
) -> None:
    model_server.behaviour = lambda _: completion('{"value": 3}')
    asker(model_server, tmp_path / "cache").ask(REQUEST, Answer)
    entry = next((tmp_path / "cache").glob("*/*.json"))
    entry.write_bytes(entry.read_bytes()[:40])
    again = asker(model_server, tmp_path / "cache")
    assert again.ask(REQUEST, Answer).value == 3
    assert (again.tally.calls, len(model_server.requests)) == (1, 2)
    assert f"set aside: {entry.parent.name}/{entry.name}.damaged" in again.cache.notices[0]
    assert asker(model_server, tmp_path / "cache", "replay").ask(REQUEST, Answer).value == 3
