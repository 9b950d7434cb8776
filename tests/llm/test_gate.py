"""A wrong key or model is found out by one call, however many wait."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefer.errors import ModelError, ModelUnavailable
from briefer.llm.client import ModelClient
from briefer.llm.patience import Patience
from briefer.llm.request import Request
from tests.faultserver import Act, FaultServer, error, good, reply, slow


def requests(count: int) -> list[Request]:
    return [Request("stand-in", (("user", f"Question {n}"),), "thing", {"type": "object"}) for n in range(count)]


def ask_all(server: FaultServer, count: int) -> list[str]:
    """The kinds of outcome of ``count`` calls at once."""
    client = ModelClient(base_url=server.url, api_key="sk-x", timeout=5, patience=Patience(first=0.001))

    def ask(request: Request) -> str:
        try:
            client.complete(request)
        except ModelError as failure:
            return type(failure).__name__
        return "answered"

    try:
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(ask, requests(count)))
    finally:
        client.close()
        server.close()


@pytest.mark.parametrize("act", [error("bad key", 401), slow(0.2, error("bad key", 401))], ids=["at once", "slowly"])
@pytest.mark.parametrize("listing", [reply({"data": []}), error("bad key", 401)], ids=["open list", "guarded list"])
def test_wrong_key_costs_one_call_with_many_workers(act: Act, listing: Act) -> None:
    server = FaultServer(then=act)
    # A list of models takes as long as a refusal.
    server.listing = slow(0.1, listing)
    assert ask_all(server, 12) == ["ModelUnavailable"] * 12
    assert len(server.requests) == 1


def test_unknown_model_costs_one_call_with_many_workers() -> None:
    server = FaultServer(then=error("The model does not exist", 404))
    assert set(ask_all(server, 8)) == {"ModelUnavailable"}
    assert len(server.requests) == 1


def test_others_do_not_wait_for_the_first_answer() -> None:
    server = FaultServer(then=slow(1.0))
    began = time.monotonic()
    assert ask_all(server, 6) == ["answered"] * 6
    assert server.most_at_once == 6
    assert time.monotonic() - began < 2 * 1.0


def test_failure_of_the_first_call_lets_the_others_through() -> None:
    server = FaultServer(error("odd", 400), then=good())
    assert sorted(ask_all(server, 5)) == ["ModelError", *["answered"] * 4]


def test_key_that_was_taken_is_not_tried_alone_again() -> None:
    server = FaultServer(then=slow(0.2))
    for _ in range(2):
        client = ModelClient(base_url=server.url, api_key="sk-x", timeout=5)
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(client.complete, requests(3)))
        client.close()
    server.close()
    assert server.listings == 1


def test_key_refused_in_the_middle_stops_all_that_follows() -> None:
    server = FaultServer(good(), then=error("revoked", 401))
    client = ModelClient(base_url=server.url, api_key="sk-x", timeout=5)
    client.complete(requests(1)[0])
    for _ in range(3):
        with pytest.raises(ModelUnavailable, match="refused the key"):
            client.complete(requests(2)[1])
    client.close()
    server.close()
    assert len(server.requests) == 2
