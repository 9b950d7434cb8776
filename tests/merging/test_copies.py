"""Sources that repeat one another."""

from __future__ import annotations

from briefer.merging.copies import find_copies
from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import read_text

WIRE = (
    "A drone strike on the depot killed eleven people and wounded thirty on Tuesday, the ministry said. "
    "It was the deadliest attack on the port since fighting resumed in the hills last winter."
)


def document(text: str) -> Document:
    return read_text(text, Settings(), uri="a.txt")


def test_wire_copy_with_its_own_opening_and_end_repeats_the_first() -> None:
    first, copy = document(WIRE), document(f"Orlen – {WIRE} Schools stayed closed.")
    assert find_copies([first, copy]) == {copy.id: first.id}


def test_other_words_about_the_same_event_are_no_copy() -> None:
    other = document("Eleven workers died when drones hit tanks at the harbour, officials announced late in the week.")
    assert find_copies([document(WIRE), other]) == {}


def test_shared_stock_phrase_of_short_texts_is_no_copy() -> None:
    phrase = "The ministry did not reply to questions."
    assert find_copies([document(f"{phrase} Ferries ran."), document(f"{phrase} Trains stopped.")]) == {}


def test_copies_of_copies_all_point_to_the_first() -> None:
    texts = [document(WIRE), document(f"{WIRE} One."), document(f"{WIRE} Two.")]
    assert set(find_copies(texts).values()) == {texts[0].id}


def test_one_source_repeats_nobody() -> None:
    assert find_copies([document(WIRE)]) == {}
