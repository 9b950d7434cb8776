"""What the date recogniser returns: a date expression, where it stands and what it means."""

from __future__ import annotations

from typing import Literal, NamedTuple

DateRelation = Literal["on", "by", "until", "since", "from", "before", "after"]


class DateMention(NamedTuple):
    """A date expression: ``text[start:end]``.

    ``value`` is EDTF (Library of Congress, 2019; level 1 where possible), or None where it cannot be resolved, as with
    a relative expression in a text without a publication date. ``relation`` tells "by September 15" from "since 2014".
    """

    start: int
    end: int
    text: str
    value: str | None
    relation: DateRelation = "on"
