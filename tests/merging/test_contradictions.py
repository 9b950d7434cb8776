"""Accounts that cannot all be right, and those that only seem so."""

from __future__ import annotations

from typing import Any

import pytest

from briefer.merging import merge
from briefer.records import Actor, Contradiction, Document, Event, Findings, Statement, Support
from briefer.settings import Settings
from briefer.sources import read_text


def told(*texts: str, days: tuple[str, ...] = (), **changes: Any) -> tuple[Contradiction, ...]:
    """What merging makes of one event in each of so many sources."""
    documents, parts = [], []
    for number, text in enumerate(texts):
        document: Document = read_text(f"Date: 2026-05-1{number + 3}\n\n{text}", Settings(), uri=f"{number}.txt")
        day = days[number] if days else "2026-05-12"
        documents.append(document)
        event = Event(text=text, date=day, citations=(document.cite(1),), **changes)
        parts.append(Findings(events=(event,)))
    return merge(parts, documents).contradictions


ELEVEN = "A drone strike on the Mirsat fuel depot killed 11 people on Tuesday."
SEVENTEEN = "Seventeen people were killed when drones struck the fuel depot at Mirsat."


def test_other_number_of_dead_is_a_contradiction_with_the_later_report_named() -> None:
    (found,) = told(ELEVEN, SEVENTEEN)
    assert (found.kind, len(found.sides)) == ("number", 2)
    assert "17 is the later report (2026-05-14)" in found.subject


def test_unsupported_account_is_no_side() -> None:
    assert told(ELEVEN, SEVENTEEN, support=Support(verdict="unsupported")) == ()


def test_other_happening_is_no_contradiction() -> None:
    assert told(ELEVEN, "A landslide at the Ostrin coal mine killed 17 people on Tuesday.") == ()


def test_one_source_does_not_contradict_itself_over_two_places() -> None:
    assert told(f"{ELEVEN} In Kelm it was calm.") == ()


def test_other_day_is_a_contradiction() -> None:
    pair = ("Drones struck the Mirsat fuel depot late at night.", "Drones struck the Mirsat fuel depot at dawn.")
    assert [each.kind for each in told(*pair, days=("2026-05-11", "2026-05-12"))] == ["date"]


def test_other_year_is_another_happening() -> None:
    pair = ("Drones struck the Mirsat fuel depot late at night.", "Drones struck the Mirsat fuel depot at dawn.")
    assert told(*pair, days=("2025-05-11", "2026-05-12")) == ()


@pytest.mark.parametrize(
    ("claim", "kinds"),
    [("the attack was carried out by the Shore Guard", ["attribution"]), ("the Shore Guard condemned the attack", [])],
)
def test_other_party_to_blame_is_a_contradiction(claim: str, kinds: list[str]) -> None:
    tellings = [
        ("Drones attacked the fuel depot at Mirsat and killed 4 guards.", "The attack was carried out by the Kelmar Brigade."),
        ("The fuel depot at Mirsat was attacked by drones, which killed 4 guards of the night shift.", f"Police said that {claim}."),
    ]  # fmt: skip
    documents = [read_text(" ".join(telling), Settings(), uri=str(n)) for n, telling in enumerate(tellings)]
    names = ("Kelmar Brigade", "Shore Guard")
    parts = [
        Findings(
            actors=(Actor(name=name, kind="armed_group", citations=(document.cite(2),)),),
            events=(Event(text=event, date="2026-05-12", citations=(document.cite(1),)),),
            statements=(Statement(speaker="Police", claim=said, citations=(document.cite(2),)),),
        )
        for document, name, (event, said) in zip(documents, names, tellings, strict=True)
    ]
    assert [each.kind for each in merge(parts, documents).contradictions] == kinds
