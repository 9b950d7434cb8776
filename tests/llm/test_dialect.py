"""What servers were seen to take and to refuse, each as a server over a real socket: the rows of a table of servers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from briefer.llm.asking import Asker
from briefer.llm.cache import ResponseCache
from briefer.llm.client import ModelClient
from briefer.llm.patience import Patience
from briefer.llm.request import Request
from briefer.llm.schema import strict_schema
from tests.conftest import ModelServer, Reply, completion


class Answer(BaseModel):
    a: int


REQUEST = Request("m", (("system", "Be exact."), ("user", "What is a?")), "thing", strict_schema(Answer), label="a.txt")
GOOD = completion('{"a": 1}')

Body = dict[str, Any]
Opener = Callable[..., ModelClient]


@pytest.fixture
def client(model_server: ModelServer) -> Iterator[ModelClient]:
    made = ModelClient(base_url=model_server.url, api_key=None, timeout=5, patience=Patience(first=0.001))
    yield made
    made.close()


def ask(client: ModelClient) -> int:
    return Asker(lambda: client, ResponseCache("unused", "off")).ask(REQUEST, Answer).a


def refusal(message: Any, status: int = 400, **fields: Any) -> Reply:
    return Reply({"error": {"message": message, **fields}}, status=status)


def kind(body: Body) -> str | None:
    found = body.get("response_format") or {}
    return found.get("type")  # type: ignore[no-any-return]


def llama_cpp(body: Body) -> Reply:
    """Enforces the schema by a grammar; sends nothing but role and content, and spaces at will."""
    assert kind(body) == "json_schema"
    return completion('{ "a" :   1 }\n\n\n')


def llama_cpp_python(body: Body) -> Reply:
    if kind(body) == "json_schema":
        told = [{"type": "literal_error", "loc": ["body", "response_format", "type"],
                 "msg": "Input should be 'text' or 'json_object'", "input": body}]  # fmt: skip
        return refusal(str(told), 500, type="internal_server_error")
    return GOOD


def transformers(body: Body) -> Reply:
    """Knows few parameters, ignores the format and chats."""
    unknown = {"seed", "max_completion_tokens", "response_format"} & body.keys()
    if unknown:
        return Reply({"detail": f"Unexpected fields in the request: {unknown}"}, status=422)
    return GOOD if "JSON schema" in body["messages"][-1]["content"] else completion("The value of a is one.")


def litellm(body: Body) -> Reply:
    if "seed" in body:
        told = "litellm.UnsupportedParamsError: this does not support parameters: ['seed'], for model=m. To drop these"
        return refusal(f"{told}, set `litellm.drop_params=True`", code="400")
    return GOOD


def openai_reasoning(body: Body) -> Reply:
    if "max_tokens" in body:
        told = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        )
        return refusal(told, param="max_tokens", code="unsupported_parameter")
    if "temperature" in body:
        told = "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
        return refusal(told, param="temperature", code="unsupported_value")
    return GOOD


def vllm_old(body: Body) -> Reply:
    if "strict" in body.get("response_format", {}).get("json_schema", {}):
        told = [{"loc": ["body", "response_format", "json_schema", "strict"], "msg": "Extra inputs are not permitted"}]
        return Reply({"detail": told}, status=422)
    return GOOD


def no_system_role(body: Body) -> Reply:
    """As the chat templates of Gemma and some of Mistral do."""
    if any(message["role"] in ("system", "developer") for message in body["messages"]):
        return refusal("System role not supported")
    return GOOD


def developer_role_only(body: Body) -> Reply:
    if any(message["role"] == "system" for message in body["messages"]):
        return refusal("Unsupported value: 'messages[0].role' does not support 'system'. Use 'developer'.",
                       param="messages[0].role", code="unsupported_value")  # fmt: skip
    return GOOD


def small_answers(body: Body) -> Reply:
    for name in ("max_tokens", "max_completion_tokens"):
        if body.get(name, 0) > 4096:
            return refusal(f"{name} is too large: 16384. This model supports at most 4096 completion tokens")
    return GOOD


def plain_text_500(body: Body) -> Reply:
    if kind(body) is not None:
        return Reply(b"response_format is not implemented", status=500, headers={"Content-Type": "text/plain"})
    return completion('Here you are:\n```json\n{"a": 1}\n```')


def schema_with_complaint(body: Body) -> Reply:
    if kind(body) == "json_schema":
        return refusal("Invalid schema for response_format 'thing': schema must have a 'type' key.",
                       param="response_format", code="invalid_json_schema")  # fmt: skip
    return GOOD


@pytest.mark.parametrize(
    ("behave", "calls"),
    [
        (llama_cpp, 1),
        (llama_cpp_python, 2),
        (transformers, 3),
        (litellm, 2),
        (openai_reasoning, 3),
        (vllm_old, 2),
        (no_system_role, 3),
        (developer_role_only, 2),
        (small_answers, 3),
        (plain_text_500, 3),
        (schema_with_complaint, 2),
    ],
)
def test_server_is_learned_at_the_first_call(
    model_server: ModelServer, client: ModelClient, behave: Callable[[Body], Reply], calls: int
) -> None:
    model_server.behaviour = behave
    assert ask(client) == 1
    assert len(model_server.requests) == calls
    assert ask(client) == 1
    assert len(model_server.requests) == calls + 1


def test_what_was_learned_holds_for_other_clients_of_the_server(model_server: ModelServer, client: ModelClient) -> None:
    model_server.behaviour = openai_reasoning
    ask(client)
    other = ModelClient(base_url=model_server.url, api_key="sk-other", timeout=5)
    before = len(model_server.requests)
    ask(other)
    other.close()
    assert len(model_server.requests) == before + 1


def test_what_was_learned_of_one_model_is_not_held_against_another(
    model_server: ModelServer, client: ModelClient
) -> None:
    model_server.behaviour = litellm
    ask(client)
    model_server.behaviour = lambda _: GOOD
    client.complete(Request("n", REQUEST.messages, "thing", REQUEST.schema))
    assert "seed" in model_server.requests[-1]


def test_instructions_without_a_role_stand_before_the_question(model_server: ModelServer, client: ModelClient) -> None:
    model_server.behaviour = no_system_role
    ask(client)
    assert model_server.requests[-1]["messages"] == [{"role": "user", "content": "Be exact.\n\nWhat is a?"}]


def test_reasoning_model_is_asked_with_the_new_name_of_the_limit(
    model_server: ModelServer, client: ModelClient
) -> None:
    model_server.behaviour = openai_reasoning
    ask(client)
    assert model_server.requests[-1]["max_completion_tokens"] == 16384
    assert client.means("m") == ("json_schema", ("max_tokens", "temperature"))


def test_article_that_speaks_of_parameters_costs_none(model_server: ModelServer, client: ModelClient) -> None:
    """An error that repeats the question is no refusal of what the question happens to mention."""
    told = [{"loc": ["body", "messages"], "msg": "Input is odd", "input": "the temperature and the seed are invalid"}]
    model_server.in_turn(Reply({"detail": told}, status=422), GOOD)
    with pytest.raises(Exception, match="Input is odd"):
        ask(client)
    assert client.means("m") == ("json_schema", ())
    assert json.dumps(model_server.requests).count("temperature") == 1
