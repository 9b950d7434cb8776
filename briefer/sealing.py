"""The seal of a brief: one digest over all that it says, which a reader can compare with the one printed at its end."""

from __future__ import annotations

import hashlib

from briefer.records import Brief

_RUN_COSTS = {"calls", "cached", "retried", "tokens_in", "tokens_out", "tokens_cached", "cost"}


def digest_of(brief: Brief) -> str:
    """SHA-256, in hexadecimal, over the JSON of the fields that differ from their defaults, in the schema's order.

    Left out are the digest itself and what a run cost, which is not the same when it is repeated from stored answers.
    """
    content = brief.model_dump_json(exclude={"digest": True, "provenance": _RUN_COSTS}, exclude_defaults=True)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def seal(brief: Brief) -> Brief:
    """The same brief with its digest."""
    return brief.model_copy(update={"digest": digest_of(brief)})
