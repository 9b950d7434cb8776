"""Every failure of the table in ``briefer.llm.failures``, over a real socket: what is sent again, what is raised."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import trustme

from briefer.errors import ModelError, ModelUnavailable, PromptTooLong
from briefer.llm.client import ModelClient
from briefer.llm.patience import Patience
from briefer.llm.request import Completion, Request
from tests.faultserver import Act, FaultServer, cut, drip, error, good, reply, reset, slow

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": False}
REQUEST = Request(
    "stand-in", (("system", "Be exact."), ("user", "What is a?")), "thing", SCHEMA, label="a.txt, chunk 1"
)

PAGE = b"<!DOCTYPE html><html><head><title>It works!</title></head><body>hello</body></html>"

Serve = Callable[..., FaultServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[FaultServer] = []

    def build(*acts: Act, **options: Any) -> FaultServer:
        servers.append(FaultServer(*acts, **options))
        return servers[-1]

    yield build
    for server in servers:
        server.close()


def ask(server: FaultServer, *, timeout: float = 5, key: str | None = "sk-secret", **patience: Any) -> Completion:
    client = ModelClient(
        base_url=server.url, api_key=key, timeout=timeout, patience=Patience(**{"first": 0.001, **patience})
    )
    try:
        return client.complete(REQUEST)
    finally:
        client.close()


@pytest.mark.parametrize("status", [408, 409, 425, 499, 500, 502, 503, 504, 520, 529])
def test_passing_trouble_is_tried_again(serve: Serve, status: int) -> None:
    server = serve(error("try later", status), error("try later", status))
    assert ask(server).retried == 2


@pytest.mark.parametrize(
    "act",
    [
        reset(),
        cut(),
        reply(b""),
        reply(b"", headers={"Content-Type": "text/plain"}),
        reply(b"{broken"),
        reply(b"\xff\xfe\x00"),
        reply(PAGE, headers={"Content-Type": "text/html"}),
        reply(PAGE, 502, headers={"Content-Type": "text/html"}),
        reply([]),
        reply({}),
        reply("text"),
        reply(None),
        reply({"choices": []}),
        reply({"choices": None}),
        reply({"choices": [None]}),
        reply({"choices": [{"finish_reason": "stop"}]}),
        reply({"choices": [{"message": None}]}),
        reply({"error": {"message": "upstream failed", "code": 502}}),
        reply({"error": "overloaded"}),
        reply(b"Internal Server Error", 500, headers={"Content-Type": "text/plain"}),
        reply({"title": "Bad gateway"}, 502, headers={"Content-Type": "application/problem+json"}),
        slow(1.0),
    ],
    ids=lambda act: act.__qualname__.split(".")[0],
)
def test_broken_answer_is_tried_again(serve: Serve, act: Act) -> None:
    assert ask(serve(act), timeout=0.5).text == '{"a": 1}'


def test_answer_that_drips_fails_in_its_time(serve: Serve) -> None:
    """Each read of it succeeds, so that only a limit of the whole can end it."""
    server = serve(drip(0.05))
    assert ask(server, timeout=0.4).retried == 1


def test_hanging_server_is_tried_twice_and_then_a_gap(serve: Serve) -> None:
    server = serve(then=slow(0.6))
    with pytest.raises(
        ModelError, match=r"failed on a\.txt, chunk 1 after 2 tries: no answer within 0\.2 s; raise"
    ) as e:
        ask(server, timeout=0.2)
    assert not isinstance(e.value, ModelUnavailable)


def test_500_that_never_succeeds_is_a_gap_after_all_tries(serve: Serve) -> None:
    server = serve(then=reply(b"Internal Server Error", 500))
    with pytest.raises(ModelError, match="after 4 tries: 500 Internal Server Error") as caught:
        ask(server)
    assert not isinstance(caught.value, ModelUnavailable)
    assert len(server.requests) == 4


def test_server_that_answered_before_is_given_more_tries(serve: Serve) -> None:
    server = serve(good(), then=error("down", 503))
    ask(server)
    with pytest.raises(ModelError, match="after 8 tries: 503 down"):
        ask(server)


def test_server_that_loses_call_after_call_is_given_up(serve: Serve) -> None:
    server = serve(then=error("down", 503))
    client = ModelClient(base_url=server.url, api_key=None, timeout=5, patience=Patience(first=0.001, losses=3))
    outcomes = []
    for _ in range(4):
        with pytest.raises(ModelError) as caught:
            client.complete(REQUEST)
        outcomes.append(type(caught.value))
    client.close()
    assert outcomes == [ModelError, ModelError, ModelUnavailable, ModelUnavailable]
    assert len(server.requests) == 12


@pytest.mark.parametrize(
    "act",
    [
        error("Incorrect API key provided", 401),
        reply({"detail": "Invalid API key"}, 401),
        reply(b"Unauthorized", 401),
        reply({}, 401),
        error("Your key has no right to this model", 403),
        error("No connected db.", 400, type="no_db_connection"),
        reply(b"Authentication Error, No connected db", 500, headers={"Content-Type": "text/plain"}),
        error("Authentication Error, no api key passed in", 500, code="401"),
        error("API key not valid. Please pass a valid API key.", 400, type="INVALID_ARGUMENT"),
    ],
    ids=lambda _: "key",
)
def test_wrong_key_stops_at_once_and_says_what_to_do(serve: Serve, act: Act) -> None:
    server = serve(then=act)
    with pytest.raises(ModelUnavailable, match=r"refused the key: .*; set OPENAI_API_KEY to one that it accepts"):
        ask(server)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "act",
    [
        error("The model `stand-in` does not exist", 404, code="model_not_found"),
        reply({"detail": "stand-in is not a local folder and is not a valid model identifier"}, 400),
        error("litellm.BadRequestError: Invalid model name passed in model=stand-in.", 400),
        error('model "stand-in" not found, try pulling it first', 404),
        error("The API deployment for this resource does not exist.", 404, code="DeploymentNotFound"),
        reply(PAGE, 404),
    ],
    ids=["openai", "transformers", "litellm", "ollama", "azure", "page"],
)
def test_unknown_model_stops_at_once_and_says_what_to_do(serve: Serve, act: Act) -> None:
    server = serve(then=act)
    with pytest.raises(ModelUnavailable, match=r"knows no 'stand-in': .*; check --model and --base-url"):
        ask(server)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "act",
    [
        error("You exceeded your current quota, check your plan and billing", 429, code="insufficient_quota"),
        error("Insufficient Balance", 402),
    ],
    ids=["quota", "balance"],
)
def test_spent_account_stops_at_once(serve: Serve, act: Act) -> None:
    server = serve(then=act)
    with pytest.raises(ModelUnavailable, match="top up the account"):
        ask(server)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("act", "window"),
    [
        (reply({"error": {"code": 400, "message": "the request exceeds the available context size, try increasing it",
                          "type": "exceed_context_size_error", "n_prompt_tokens": 5000, "n_ctx": 4096}}, 400), 4096),
        (error("This model's maximum context length is 2048 tokens, however you requested 3000 tokens", 400,
               code="context_length_exceeded"), 2048),
        (error("litellm.ContextWindowExceededError: litellm.BadRequestError: prompt is too long", 400), None),
        (error("prompt is too long: 210000 tokens > 200000 maximum", 400), 200000),
        (error("The input token count (9000) exceeds the maximum number of tokens allowed (8192).", 400), 8192),
        (error("The decoder prompt (length 9000) is longer than the maximum model length of 8192.", 400), 8192),
        (error("Prompt contains 9000 tokens, too large for model with 8192 maximum context length", 422), None),
        (error("Please reduce the length of the messages or completion.", 400), None),
        (error("Input is too long for requested model.", 400), None),
        (error("Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with "
               "context length of only 4096 tokens, which is not enough.", 400), 4096),
        (reply({"detail": "Requested tokens (5000) exceed context window of 2048"}, 500), 2048),
        (reply(b"Request Entity Too Large", 413), None),
        (error("Request too large for gpt-5-mini on tokens per min (TPM): Limit 30000, Requested 40000.", 429), None),
    ],
    ids=["llama.cpp", "openai", "litellm", "anthropic", "gemini", "vllm", "mistral", "groq", "bedrock", "lm studio",
         "llama-cpp-python", "proxy", "minute"],
)  # fmt: skip
def test_prompt_too_long_says_so_in_any_wording(serve: Serve, act: Act, window: int | None) -> None:
    server = serve(then=act)
    with pytest.raises(PromptTooLong, match=r"a\.txt, chunk 1 is too long for stand-in") as caught:
        ask(server)
    assert caught.value.window == window
    assert len(server.requests) <= 2


def test_answer_limit_goes_first_where_it_and_the_prompt_do_not_fit(serve: Serve) -> None:
    told = (
        "'max_tokens' is too large: 16384. This model's maximum context length is 8192 tokens and your request has 5000"
    )
    server = serve(error(told, 400))
    ask(server)
    assert ["max_tokens" in body for body in server.requests] == [True, False]


@pytest.mark.parametrize(
    "act",
    [
        error("The response was filtered due to the prompt triggering our content management policy", 400,
              code="content_filter"),
        error("Your input was flagged by moderation", 403),
        error("messages must alternate", 400),
        reply({"detail": [{"loc": ["body", "messages"], "msg": "must alternate", "input": {"temperature": 0}}]}, 422),
        reply(b"nonsense", 418),
    ],
    ids=["filter", "moderation", "other", "detail", "teapot"],
)  # fmt: skip
def test_refused_request_is_a_gap_and_not_sent_again(serve: Serve, act: Act) -> None:
    server = serve(then=act)
    with pytest.raises(ModelError, match=r"failed on a\.txt, chunk 1: 4") as caught:
        ask(server)
    assert not isinstance(caught.value, ModelUnavailable | PromptTooLong)
    assert len(server.requests) == 1


def test_web_page_for_an_api_stops_and_points_at_the_address(serve: Serve) -> None:
    server = serve(then=reply(PAGE, headers={"Content-Type": "text/html"}))
    with pytest.raises(ModelUnavailable, match=r"sent a web page .*; check that --base-url is the address of the API"):
        ask(server)


def test_dead_server_is_tried_again_and_then_stops() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    waits: list[float] = []
    client = ModelClient(base_url=url, api_key=None, timeout=5, patience=Patience(sleep=waits.append))
    with pytest.raises(ModelUnavailable, match=r"cannot be reached: .*refused; check that it runs, --base-url"):
        client.complete(REQUEST)
    client.close()
    assert len(waits) == 3
    assert all(wait <= 0.5 * 2**number for number, wait in enumerate(waits))


def test_unknown_host_stops_at_once() -> None:
    waits: list[float] = []
    client = ModelClient(
        base_url="http://no-such-host.invalid/v1", api_key=None, timeout=5, patience=Patience(sleep=waits.append)
    )
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        client.complete(REQUEST)
    client.close()


def test_untrusted_certificate_stops_at_once(serve: Serve) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = serve(tls=context)
    with pytest.raises(ModelUnavailable, match=r"its certificate is not trusted .*; set SSL_CERT_FILE"):
        ask(server)
    assert server.requests == []


def test_server_without_tls_stops_at_once(serve: Serve) -> None:
    address = serve().url.replace("http://", "https://")
    client = ModelClient(base_url=address, api_key=None, timeout=5, patience=Patience(first=0.001))
    with pytest.raises(ModelUnavailable, match=r"does not speak TLS .*; check http:// or https://"):
        client.complete(REQUEST)
    client.close()


@pytest.mark.parametrize(
    ("text", "kept"), [("\x00{\"a\":\x1f 1}", "\x00{\"a\":\x1f 1}"), ("\ud800", "\ufffd"), (None, "")]
)  # fmt: skip
def test_odd_characters_and_null_come_through(serve: Serve, text: str | None, kept: str) -> None:
    assert ask(serve(good(text))).text == kept  # type: ignore[arg-type]


def test_other_model_than_asked_is_taken_and_named(serve: Serve) -> None:
    assert ask(serve(good(model="another"))).model == "another"


def test_message_of_a_failure_holds_neither_key_nor_line_end(serve: Serve) -> None:
    server = serve(then=error("key sk-secret\n\tis\x00 bad", 400))
    with pytest.raises(ModelError) as caught:
        ask(server)
    assert "key [key] is bad" in caught.value.message
