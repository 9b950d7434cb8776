"""Ceilings on tokens and dollars: reserved before a call, settled after it, never passed."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefer.errors import BudgetExhausted
from briefer.llm.budget import Budget, cost_ceiling, token_ceiling
from briefer.llm.prices import flat_price
from briefer.llm.request import Request, Usage


def question(words: int = 100, likely_out: int = 500) -> Request:
    return Request("m", (("user", "w" * words),), "answer", {}, likely_out=likely_out)


def budget(limit: int) -> Budget:
    return Budget([token_ceiling(limit)], len)


def test_nothing_is_reserved_without_a_ceiling() -> None:
    assert Budget([], len).allowance(question()) is None


def test_lost_try_is_charged_in_full_and_the_next_one_reserved_anew() -> None:
    """A call that timed out may be charged for, and so may the one that is made in its place."""
    purse = budget(2000)
    call = purse.allowance(question(likely_out=800))
    assert call is not None
    call.grant()
    call.lost()
    with pytest.raises(BudgetExhausted):
        call.grant()


def test_server_that_does_not_count_is_taken_at_its_most() -> None:
    purse = budget(1500)
    call = purse.allowance(question())
    assert call is not None
    call.grant()
    call.settle(Usage())
    with pytest.raises(BudgetExhausted):
        purse.reserve(question())


def test_call_that_cannot_fit_is_refused_with_what_it_needs() -> None:
    with pytest.raises(BudgetExhausted, match=r"ceiling of 600 tokens \(--max-tokens\) leaves 600 tokens.*raise it"):
        budget(600).reserve(question())


def test_answer_is_held_shorter_where_the_full_length_does_not_fit() -> None:
    purse = budget(1000)
    most = purse.reserve(question())
    assert 500 <= most.tokens_out < 1000
    assert most.tokens_in + most.tokens_out <= 1000


def test_what_was_not_used_is_free_again() -> None:
    purse = budget(1000)
    purse.settle(purse.reserve(question()), Usage(100, 50))
    assert purse.reserve(question()).tokens_out >= 500


def test_call_without_an_answer_costs_nothing() -> None:
    purse = budget(1000)
    for _ in range(5):
        purse.settle(purse.reserve(question()), None)


def test_call_waits_for_those_under_way_rather_than_be_refused() -> None:
    purse = budget(1200)
    first = purse.reserve(question())
    got: list[Usage] = []
    waiting = threading.Thread(target=lambda: got.append(purse.reserve(question())))
    waiting.start()
    time.sleep(0.05)
    assert got == []
    purse.settle(first, Usage(100, 100))
    waiting.join(timeout=5)
    assert len(got) == 1


def test_room_kept_back_is_left_for_the_last_call() -> None:
    purse = budget(2000)
    purse.keep_back(question(likely_out=600))
    with pytest.raises(BudgetExhausted):
        purse.reserve(question(likely_out=1400))
    purse.keep_back()
    assert purse.reserve(question(likely_out=1400)).tokens_out >= 1400


def test_server_that_counts_more_is_learned_from() -> None:
    purse = budget(100_000)
    request = question(1000)
    bound = purse.bound(request)
    purse.settle(purse.reserve(request), Usage(bound * 2, 10))
    assert purse.bound(request) >= bound * 2


@pytest.mark.parametrize("kind", ["tokens", "dollars"])
def test_ceiling_holds_with_many_threads(kind: str) -> None:
    """Whatever a server answers within what it was told, the sum stays below the ceiling."""
    price = flat_price(1.0, 4.0, 1.0)
    limit = 40_000 if kind == "tokens" else 0.12
    ceiling = token_ceiling(40_000) if kind == "tokens" else cost_ceiling(0.12, price.cost)
    purse, chance, spent, lock = Budget([ceiling], len), random.Random(7), [], threading.Lock()

    def call(_: int) -> bool:
        try:
            reservation = purse.reserve(question(chance.randrange(50, 900), likely_out=chance.randrange(100, 900)))
        except BudgetExhausted:
            return False
        most = reservation
        used = Usage(most.tokens_in, chance.randrange(1, most.tokens_out + 1))
        time.sleep(0.0005)
        with lock:
            spent.append(price.cost(used) if kind == "dollars" else used.tokens_in + used.tokens_out)
        purse.settle(reservation, used)
        return True

    with ThreadPoolExecutor(16) as pool:
        answered = list(pool.map(call, range(200)))
    assert sum(spent) <= limit
    assert sum(spent) > 0.8 * limit
    assert True in answered
    assert False in answered
