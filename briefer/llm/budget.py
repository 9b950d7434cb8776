"""The budget of a run: ceilings on tokens and dollars, reserved before each call and settled after it."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass

from briefer.errors import BudgetExhausted
from briefer.llm.request import Request, Usage

# A request is counted with its schema, whether the server puts that into the prompt or not, and with what chat
# templates add: a few tokens for each message, and a system line or two.
_TEMPLATE_TOKENS = 64
_MESSAGE_TOKENS = 8

# An answer may take this much more than is likely, since models that think count their thinking as output.
_SPARE = 3
_LEAST_SPARE = 8192

# A call that comes later is known by what is likely alone: it may take this much more.
_FORESIGHT = 1.2


@dataclass
class Ceiling:
    """A limit that a run never passes; ``measure`` turns the tokens of a call into its unit, ``wording`` tells it."""

    limit: float
    measure: Callable[[Usage], float]
    wording: Callable[[float], str]
    flag: str
    spent: float = 0.0
    held: float = 0.0
    kept: float = 0.0

    @property
    def room(self) -> float:
        """What is neither spent nor spoken for."""
        return self.limit - self.spent - self.held - self.kept


class Budget:
    """Keeps many threads under every ceiling together.

    A try is let through only if its most expensive outcome fits: its prompt, counted from above, and the longest answer
    that the server is then told to give. One that does not fit waits while others are under way, since they mostly take
    less than was reserved for them; if none is, its answer is held shorter, down to the likely length, or it is refused.
    """

    def __init__(self, ceilings: list[Ceiling], count_tokens: Callable[[str], int]) -> None:
        self._ceilings = ceilings
        self._count = count_tokens
        self._changed = threading.Condition()
        self._under_way = 0
        self._measured = 1.0

    @property
    def is_limited(self) -> bool:
        """Whether there is any ceiling."""
        return bool(self._ceilings)

    def allowance(self, request: Request) -> Reservation | None:
        """What goes with ``request`` to ask for room before each try; None where nothing limits it."""
        return Reservation(self, request) if self._ceilings else None

    def reserve(self, request: Request) -> Usage:
        """Set aside what ``request`` may take, and return that. BudgetExhausted if there is no room."""
        tokens_in = self.bound(request)
        longest = max(_LEAST_SPARE, _SPARE * request.likely_out)
        with self._changed:
            while not self._fits(Usage(tokens_in, longest)):
                if not self._under_way:
                    longest = self._longest_fitting(tokens_in, request, longest)
                    break
                self._changed.wait()
            most = Usage(tokens_in, longest)
            for ceiling in self._ceilings:
                ceiling.held += ceiling.measure(most)
            self._under_way += 1
        return most

    def settle(self, most: Usage, usage: Usage | None) -> None:
        """Put what a try took in place of what was reserved; None where nothing came back that costs anything."""
        with self._changed:
            for ceiling in self._ceilings:
                ceiling.held -= ceiling.measure(most)
                ceiling.spent += ceiling.measure(usage) if usage else 0.0
            if usage and usage.tokens_in > most.tokens_in:
                # This server counts more than we do: what it counted is what the next reservations go by.
                self._measured *= usage.tokens_in / most.tokens_in
            self._under_way -= 1
            # What others hold was summed up in floating point: with nobody left, nothing is held.
            if not self._under_way:
                for ceiling in self._ceilings:
                    ceiling.held = 0.0
            self._changed.notify_all()

    def keep_back(self, *requests: Request) -> None:
        """Keep room for calls that come later, the last ones first, up to half of what there is; none frees it."""
        usages = [self._foreseen(request) for request in requests] if self._ceilings else []
        with self._changed:
            for ceiling in self._ceilings:
                ceiling.kept = 0.0
                for usage in reversed(usages):
                    ceiling.kept = min(ceiling.limit / 2, ceiling.kept + ceiling.measure(usage))
            self._changed.notify_all()

    def _foreseen(self, request: Request) -> Usage:
        return Usage(math.ceil(_FORESIGHT * self.bound(request)), request.likely_out)

    def bound(self, request: Request) -> int:
        """A number of prompt tokens that ``request`` does not exceed."""
        content = "\n".join(text for _, text in request.messages) + json.dumps(request.schema)
        tokens = self._count(content) + _TEMPLATE_TOKENS + _MESSAGE_TOKENS * len(request.messages)
        return math.ceil(tokens * self._measured)

    def _fits(self, usage: Usage) -> bool:
        return all(ceiling.measure(usage) <= ceiling.room for ceiling in self._ceilings)

    def _longest_fitting(self, tokens_in: int, request: Request, longest: int) -> int:
        """The longest answer that there is room for, from the likely length to ``longest`` tokens."""
        shortest = max(1, request.likely_out)
        needed = Usage(tokens_in, shortest)
        for ceiling in self._ceilings:
            if ceiling.measure(needed) > ceiling.room:
                raise BudgetExhausted(_refusal(ceiling, needed), model=request.model, request=request.key)
        low, high = shortest, longest
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._fits(Usage(tokens_in, middle)) else (low, middle - 1)
        return low


class Reservation:
    """The room of one call: reserved before each try, charged in full for a try that is lost, settled at the end."""

    def __init__(self, budget: Budget, request: Request) -> None:
        self._budget = budget
        self._request = request
        self._most: Usage | None = None

    def grant(self) -> int:
        """The most tokens that the answer of the next try may take; BudgetExhausted if there is no room for it."""
        if self._most is None:
            self._most = self._budget.reserve(self._request)
        return self._most.tokens_out

    def lost(self) -> None:
        """The last try may be charged for, though nothing came of it."""
        self.settle(self._most)

    def settle(self, usage: Usage | None) -> None:
        """The call is over: ``usage`` is what it took, as far as the server counted; None if it was not answered."""
        most, self._most = self._most, None
        if most is None:
            return
        if usage is not None and not (usage.tokens_in and usage.tokens_out):
            # A server that does not count is taken to have used what was reserved.
            usage = most
        self._budget.settle(most, usage)


def _refusal(ceiling: Ceiling, needed: Usage) -> str:
    left, wanted = ceiling.wording(max(0.0, ceiling.room)), ceiling.wording(ceiling.measure(needed))
    return (
        f"the ceiling of {ceiling.wording(ceiling.limit)} ({ceiling.flag}) leaves {left}, and the call may take {wanted}; "
        "raise it and run again: what was answered is not paid twice"
    )


def token_ceiling(limit: int) -> Ceiling:
    """A ceiling on tokens in and out together."""
    return Ceiling(limit, lambda u: u.tokens_in + u.tokens_out, lambda n: f"{n:,.0f} tokens", "--max-tokens")


def cost_ceiling(limit: float, cost: Callable[[Usage], float]) -> Ceiling:
    """A ceiling in US dollars, by the price that ``cost`` puts on a call."""
    return Ceiling(limit, cost, dollars, "--max-cost")


def dollars(amount: float) -> str:
    """An amount in US dollars, to a hundredth of a cent where it is small."""
    return f"${amount:,.4f}" if amount < 1 else f"${amount:,.2f}"
