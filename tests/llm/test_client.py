"""The client against a real server on loopback."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator

import pytest

from briefer.errors import ModelError, ModelUnavailable
from briefer.llm.client import ModelClient
from briefer.llm.patience import Patience
from briefer.llm.request import Request
from tests.conftest import ModelServer, Reply, completion

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": False}


def request(content: str = "What is a?") -> Request:
    return Request("stand-in", (("system", "Be exact."), ("user", content)), "thing", SCHEMA, label="test.txt")


Opener = Callable[..., ModelClient]


@pytest.fixture
def client() -> Iterator[Opener]:
    opened: list[ModelClient] = []

    def build(url: str, *, key: str | None = "sk-secret", timeout: float = 5) -> ModelClient:
        opened.append(ModelClient(base_url=url, api_key=key, timeout=timeout, patience=Patience(first=0.01)))
        return opened[-1]

    yield build
    for each in opened:
        each.close()


def refusing(*names: str) -> object:
    """A server that refuses these fields and answers otherwise."""

    def behave(body: dict[str, object]) -> Reply:
        for name in names:
            if name in body:
                return Reply({"error": {"message": f"Unsupported parameter: '{name}'", "code": None}}, status=400)
        return completion('{"a": 1}')

    return behave


def test_complete_sends_canonical_request(model_server: ModelServer, client: Opener) -> None:
    model_server.behaviour = lambda _: completion('{"a": 1}')
    answer = client(model_server.url).complete(request())
    sent = model_server.requests[0]
    assert answer.text == '{"a": 1}'
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (100, 20)
    assert sent["response_format"]["json_schema"] == {"name": "thing", "strict": True, "schema": SCHEMA}
    assert (sent["temperature"], sent["seed"]) == (0.0, 7)
    assert model_server.headers[0]["authorization"] == "Bearer sk-secret"


def test_complete_without_key_sends_placeholder(model_server: ModelServer, client: Opener) -> None:
    """A local server wants no key; the openai package insists on one."""
    model_server.behaviour = lambda _: completion('{"a": 1}')
    client(model_server.url, key=None).complete(request())
    assert model_server.headers[0]["authorization"] == "Bearer none"


def test_refused_parameter_is_dropped_and_remembered(model_server: ModelServer, client: Opener) -> None:
    model_server.behaviour = refusing("temperature")  # type: ignore[assignment]
    asked = client(model_server.url)
    asked.complete(request())
    asked.complete(request("Again?"))
    assert ["temperature" in body for body in model_server.requests] == [True, False, False]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": {"message": "response_format json_schema is not supported"}}),
        (422, {"detail": [{"loc": ["body", "response_format"], "msg": "extra fields not permitted"}]}),
    ],
)
def test_refused_schema_steps_down_to_json_object(
    model_server: ModelServer, status: int, body: object, client: Opener
) -> None:
    model_server.in_turn(Reply(body, status=status), completion('{"a": 1}'))
    client(model_server.url).complete(request())
    second = model_server.requests[1]
    assert second["response_format"] == {"type": "json_object"}
    assert '"additionalProperties":false' in second["messages"][-1]["content"]


def test_refused_json_object_steps_down_to_text(model_server: ModelServer, client: Opener) -> None:
    refusal = Reply({"error": {"message": "response_format is not supported by this model"}}, status=400)
    model_server.in_turn(refusal, refusal, completion('{"a": 1}'))
    client(model_server.url).complete(request())
    assert "response_format" not in model_server.requests[2]
    assert "JSON schema" in model_server.requests[2]["messages"][-1]["content"]


def test_500_about_format_steps_down(model_server: ModelServer, client: Opener) -> None:
    """llama-cpp-python answers a json_schema with a 500 that will never succeed."""
    text = "Input should be 'text' or 'json_object'"

    def behave(body: dict[str, dict[str, str]]) -> Reply:
        if body.get("response_format", {}).get("type") == "json_schema":
            return Reply({"error": {"message": text, "type": "internal_server_error"}}, status=500)
        return completion('{"a": 1}')

    model_server.behaviour = behave  # type: ignore[assignment]
    assert client(model_server.url).complete(request()).text == '{"a": 1}'


def test_wrong_key_says_what_to_do(model_server: ModelServer, client: Opener) -> None:
    model_server.behaviour = lambda _: Reply({"error": {"message": "Incorrect API key provided"}}, status=401)
    with pytest.raises(
        ModelUnavailable, match="refused the key: Incorrect API key provided; set OPENAI_API_KEY"
    ) as caught:
        client(model_server.url).complete(request())
    assert "sk-secret" not in str(caught.value)
    assert len(model_server.requests) == 1


def test_unknown_model_says_what_to_do(model_server: ModelServer, client: Opener) -> None:
    model_server.behaviour = lambda _: Reply({"error": {"message": "model not found"}}, status=404)
    with pytest.raises(ModelUnavailable, match="check --model"):
        client(model_server.url).complete(request())


def test_dead_server_says_what_to_do(client: Opener) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        client(f"http://127.0.0.1:{port}/v1").complete(request())


def test_error_body_in_odd_shape_is_one_line(model_server: ModelServer, client: Opener) -> None:
    model_server.behaviour = lambda _: Reply({"detail": "context\nlength\nexceeded"}, status=413)
    with pytest.raises(ModelError) as caught:
        client(model_server.url).complete(request())
    assert "context length exceeded" in caught.value.message
    assert "\n" not in caught.value.message


def test_html_instead_of_json_is_an_error(model_server: ModelServer, client: Opener) -> None:
    page = Reply(b"<html>It works!</html>", headers={"Content-Type": "text/html"})
    model_server.behaviour = lambda _: page
    with pytest.raises(ModelError):
        client(model_server.url).complete(request())


def test_first_model_is_the_servers_first(model_server: ModelServer, client: Opener) -> None:
    model_server.models = ["alpha", "beta"]
    assert client(model_server.url).first_model() == "alpha"


def test_first_model_of_an_empty_server_says_what_to_do(model_server: ModelServer, client: Opener) -> None:
    model_server.models = []
    with pytest.raises(ModelUnavailable, match="name one with --model"):
        client(model_server.url).first_model()


def test_first_model_of_a_dead_server_says_so(client: Opener) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        client("http://127.0.0.1:9/v1").first_model()


def test_hanging_server_fails_this_request_only(model_server: ModelServer, client: Opener) -> None:
    """Another request may well be answered, so a time-out is no reason to stop everything."""

    def hang(_: dict[str, object]) -> Reply:
        time.sleep(1.0)
        return completion("{}")

    model_server.behaviour = hang
    with pytest.raises(ModelError, match=r"no answer within 0\.1 s; raise --timeout") as caught:
        client(model_server.url, timeout=0.1).complete(request())
    assert not isinstance(caught.value, ModelUnavailable)


@pytest.mark.parametrize(
    "body",
    [
        {"choices": None},
        {"choices": [None]},
        {"choices": "abc"},
        {"choices": [{"finish_reason": "stop"}]},
        [],
        "text",
        None,
    ],
)
def test_answer_without_a_message_is_an_error_of_this_request(
    model_server: ModelServer, client: Opener, body: object
) -> None:
    model_server.behaviour = lambda _: Reply(body)
    with pytest.raises(ModelError):
        client(model_server.url).complete(request())


@pytest.mark.parametrize(
    ("content", "text"),
    [([{"type": "text", "text": '{"a": 1}'}], '{"a": 1}'), ({"a": 1}, ""), (5, ""), ("\ud800x", "\ufffdx")],
)
def test_content_of_odd_shape_is_read_as_far_as_it_goes(
    model_server: ModelServer, client: Opener, content: object, text: str
) -> None:
    reply = completion("")
    reply.body["choices"][0]["message"]["content"] = content
    reply.body["usage"] = {"prompt_tokens": "12", "completion_tokens": 1.5}
    model_server.behaviour = lambda _: reply
    answer = client(model_server.url).complete(request())
    assert answer.text == text
    assert (answer.usage.tokens_in, answer.usage.tokens_out) == (0, 0)


def test_messages_hold_neither_key_nor_password(model_server: ModelServer, client: Opener) -> None:
    model_server.behaviour = lambda _: Reply({"error": {"message": "no such key: sk-secret"}}, status=401)
    address = model_server.url.replace("http://", "http://bob:hunter2@")
    with pytest.raises(ModelUnavailable) as caught:
        client(address).complete(request())
    assert "sk-secret" not in caught.value.message
    assert "hunter2" not in caught.value.message
