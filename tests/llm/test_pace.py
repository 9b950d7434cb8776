"""The arithmetic of pace, on a clock of its own, against servers that limit in different ways."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable

import pytest

from briefer.llm.hints import Hints, Quota
from briefer.llm.pace import Bucket, Pace

Admit = Callable[[float, int], Hints | None]
"""Whether a request that arrives now, with so many under way, is refused, and with which hints."""


def run(pace: Pace, *, workers: int, calls: int, seconds: float, refuses: Admit) -> tuple[float, int]:
    """When ``calls`` calls of so many seconds are answered, and how many 429s that took."""
    now, waiting, idle, refused, under_way, number = 0.0, calls, workers, 0, 0, 0
    events: list[tuple[float, int, bool]] = []
    launches = {}
    while waiting or events:
        wait = pace.wait(now, 100) if idle and waiting else None
        if wait is not None and (not events or now + wait <= events[0][0]):
            now += wait
            number += 1
            launches[number] = pace.launch(now, 100), refuses(now, under_way)
            is_refused = launches[number][1] is not None
            under_way += not is_refused
            idle, waiting = idle - 1, waiting - 1
            heapq.heappush(events, (now + (0.005 if is_refused else seconds), number, is_refused))
            continue
        now, which, is_refused = heapq.heappop(events)
        launch, hints = launches[which]
        if is_refused:
            refused += 1
            waiting += 1
            pace.refuse(now, launch, hints or Hints())
        else:
            under_way -= 1
            pace.accept(now, launch, Hints(), 100)
        pace.end()
        idle += 1
    return now, refused


def bucket_server(rate: float, burst: float, hints: Hints) -> Admit:
    level, at = burst, 0.0

    def refuses(now: float, _: int) -> Hints | None:
        nonlocal level, at
        level, at = min(burst, level + rate * (now - at)), now
        if level < 1:
            return hints
        level -= 1
        return None

    return refuses


def test_without_refusals_all_workers_work() -> None:
    ended, refused = run(Pace(), workers=20, calls=200, seconds=1.0, refuses=lambda *_: None)
    assert refused == 0
    assert ended == pytest.approx(10.0, rel=0.02)


def test_429_halves_what_is_in_flight_and_answers_bring_it_back() -> None:
    pace = Pace()
    launches = [pace.launch(0.0, 1) for _ in range(17)]
    pace.accept(1.0, launches[0], Hints(), 0)
    pace.end()
    pace.refuse(1.1, launches[1], Hints())
    pace.end()
    assert pace.limit == 8
    assert pace.wait(20.0, 1) is None
    for number, launch in enumerate(launches[2:10]):
        pace.accept(21.0 + number, launch, Hints(), 0)
    assert 15 <= pace.limit <= 26


def test_refusals_of_one_burst_halve_once() -> None:
    pace = Pace()
    launches = [pace.launch(0.0, 1) for _ in range(17)]
    pace.accept(1.0, launches[0], Hints(), 0)
    for launch in launches[1:6]:
        pace.refuse(1.1, launch, Hints())
        pace.end()
    assert pace.limit == 8


@pytest.mark.parametrize(("wait", "least"), [(7.0, 7.0), (0.3, 0.3)])
def test_retry_after_stops_all_callers(wait: float, least: float) -> None:
    pace = Pace()
    first, _ = pace.launch(0.0, 1), pace.launch(0.0, 1)
    pace.refuse(1.0, first, Hints(wait=wait))
    pace.end()
    left = pace.wait(1.0, 1)
    assert left == pytest.approx(least)


def test_429s_without_a_word_are_waited_for_longer_and_longer() -> None:
    pace, now, pauses = Pace(), 0.0, []
    for _ in range(5):
        launch = pace.launch(now, 1)
        pauses.append(pace.refuse(now + 0.01, launch, Hints()))
        pace.end()
        now += 100
    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize("workers", [10, 20])
@pytest.mark.parametrize("hints", [Hints(wait=1.0), Hints()], ids=["Retry-After", "nothing said"])
def test_limit_of_requests_a_minute_is_found_from_its_refusals(workers: int, hints: Hints) -> None:
    """120 a minute with a burst of 10: forty calls take 15 s at best."""
    refuses = bucket_server(2.0, 10, hints)
    ended, refused = run(Pace(), workers=workers, calls=40, seconds=0.4, refuses=refuses)
    assert refused <= 2
    assert ended <= 1.1 * 15.4


@pytest.mark.parametrize("workers", [4, 10, 20])
@pytest.mark.parametrize("hints", [Hints(wait=1.0), Hints()], ids=["Retry-After", "nothing said"])
@pytest.mark.parametrize(
    ("rate", "burst", "calls", "seconds"), [(5.0, 20, 200, 0.4), (1.0, 60, 200, 5.0), (1.0, 5, 60, 1.5)]
)
def test_measured_rate_is_kept_where_few_are_in_flight_or_the_rate_is_high(
    workers: int, hints: Hints, rate: float, burst: int, calls: int, seconds: float
) -> None:
    refuses = bucket_server(rate, burst, hints)
    ended, refused = run(Pace(), workers=workers, calls=calls, seconds=seconds, refuses=refuses)
    assert refused <= 6
    assert ended <= 1.05 * max((calls - burst) / rate + seconds, calls * seconds / workers)


def test_requests_a_minute_of_the_profile_are_kept_without_a_refusal() -> None:
    pace = Pace()
    pace.allow(120, None)
    ended, refused = run(pace, workers=20, calls=40, seconds=0.4, refuses=bucket_server(2.0, 10, Hints()))
    assert refused == 0
    assert ended <= 1.05 * 15.4


def test_tokens_a_minute_of_the_profile_are_kept() -> None:
    pace = Pace()
    pace.allow(None, 60_000)
    ended, _ = run(pace, workers=20, calls=100, seconds=0.1, refuses=lambda *_: None)
    assert ended == pytest.approx((100 * 100 - 5000) / 1000, abs=0.6)


def test_allowing_the_same_again_keeps_what_was_spent() -> None:
    pace = Pace()
    pace.allow(60, None)
    for _ in range(5):
        pace.launch(0.0, 1)
    pace.allow(60, None)
    assert pace.wait(0.0, 1) == pytest.approx(1.0)


def test_rate_is_unlearned_where_refusals_come_whatever_the_pace() -> None:
    calls = iter(range(10_000))

    def refuses(*_: float) -> Hints | None:
        return Hints() if next(calls) % 10 == 9 else None

    ended, _ = run(Pace(), workers=10, calls=200, seconds=4.0, refuses=refuses)
    assert ended <= 1.5 * 80


def test_limit_of_requests_at_once_is_found_from_its_refusals() -> None:
    def refuses(_: float, under_way: int) -> Hints | None:
        return Hints() if under_way >= 4 else None

    ended, refused = run(Pace(), workers=10, calls=200, seconds=4.0, refuses=refuses)
    assert refused <= 30
    assert ended <= 1.1 * 200


def test_bucket_said_in_headers_is_followed_without_a_refusal() -> None:
    """As OpenAI does: what is left, and when it will all be there again; the rate follows from two of these."""
    pace, now = Pace(), 0.0
    for left in (9, 8):
        launch = pace.launch(now, 1)
        pace.accept(now, launch, Hints(requests=Quota(left, 10, (10 - left) / 2)), 0)
        pace.end()
    for _ in range(8):
        pace.launch(now, 1)
        pace.end()
    assert pace.wait(0.1, 1) == pytest.approx(0.5 - 0.1, abs=0.15)


def test_window_said_in_headers_is_waited_for() -> None:
    pace = Pace()
    for left, now in ((2, 1.0), (1, 2.0), (0, 3.0)):
        launch = pace.launch(now, 1)
        pace.accept(now, launch, Hints(requests=Quota(left, 60, 60 - now)), 0)
        pace.end()
    assert pace.wait(3.0, 1) == pytest.approx(57.0)
    assert pace.wait(61.0, 1) == 0.0


def test_tokens_said_to_be_left_hold_a_large_request_back() -> None:
    pace = Pace()
    launch = pace.launch(0.0, 1000)
    pace.accept(1.0, launch, Hints(tokens=Quota(50_000, 60_000, 10.0)), 0)
    pace.end()
    launch = pace.launch(1.0, 1000)
    pace.accept(2.0, launch, Hints(tokens=Quota(500, 60_000, 30.0)), 0)
    pace.end()
    wait = pace.wait(2.0, 4000)
    assert wait is not None
    assert 0.2 < wait <= 30.0


def test_bucket_lets_more_than_it_holds_through_when_full() -> None:
    bucket = Bucket(rate=10, burst=100)
    assert bucket.wait(0.0, 500) == 0.0
    bucket.take(0.0, 500)
    assert bucket.wait(0.0, 1) == pytest.approx(40.1)
    assert not math.isinf(bucket.wait(0.0, 10_000))
