"""Finds the dates of a text: scans it, settles what kind of text it is, and resolves what was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from briefer.text.dates.expression import Reading
from briefer.text.dates.mention import DateMention, DateRelation
from briefer.text.dates.resolving import Resolver, tells_a_story
from briefer.text.dates.scanning import scan


def find(text: str, published: date | None, language: str) -> list[DateMention]:
    """The mentions of a text, as ``find_dates`` returns them."""
    tag = language.replace("_", "-").partition("-")[0].lower()
    if tag == "zh":
        from briefer.text.dates.chinese import scan_chinese

        readings = merge(scan_chinese(text), list(scan(text, "en")))
    else:
        readings = list(scan(text, tag))
    resolver = Resolver(published, tells_a_story(readings, published), day_comes_first(readings, tag))
    mentions = []
    for reading in readings:
        value = resolver.resolve(reading)
        if value is None and not _is_worth_showing(reading):
            continue
        relation = cast("DateRelation", reading.relation)
        mentions.append(DateMention(reading.start, reading.end, text[reading.start : reading.end], value, relation))
    return mentions


def _is_worth_showing(reading: Reading) -> bool:
    """Whether an expression without a value is still a date: not "in two days", which as often is a duration."""
    return reading.toward != "ahead" and reading.order != "either"


def day_comes_first(readings: Iterable[Reading], language: str) -> bool:
    """Whether 04/05/2024 is a day of May: by the text's other dates, else by the language."""
    balance = 0
    for reading in readings:
        if reading.order.startswith(("dmy", "day first")):
            balance += 3 if reading.order == "dmy" else 1
        elif reading.order.startswith(("mdy", "month first")):
            balance -= 3 if reading.order == "mdy" else 1
    return balance > 0 or (balance == 0 and language != "en")


def merge(first: list[Reading], second: list[Reading]) -> list[Reading]:
    """Two lists of readings as one in order, the second only where the first has nothing."""
    taken = [(reading.start, reading.end) for reading in first]
    found, index = list(first), 0
    for reading in second:
        while index < len(taken) and taken[index][1] <= reading.start:
            index += 1
        if index == len(taken) or reading.end <= taken[index][0]:
            found.append(reading)
    return sorted(found, key=lambda reading: reading.start)
