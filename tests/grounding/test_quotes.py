"""Placing quotations in a text."""

from __future__ import annotations

from briefer.grounding.quotes import QuoteFinder

TEXT = (
    "The harbour master spoke first. “We shall not wait for the fog to lift before the pilots go out,” he said.\n\n"
    "Later the mayor promised that every boat in the inner basin would be inspected by the end of the month."
)


def test_verbatim_quotation_is_placed_whatever_the_typography() -> None:
    found = QuoteFinder(TEXT).find('We shall not wait for the fog to lift before the pilots go out,"')
    assert found is not None
    assert (found.is_verbatim, TEXT[found.start : found.start + 8]) == (True, "We shall")


def test_edited_quotation_is_placed_and_called_edited() -> None:
    found = QuoteFinder(TEXT).find("We will not wait for the fog to lift before the pilots go out")
    assert found is not None
    assert not found.is_verbatim
    assert "the pilots go out" in TEXT[found.start : found.end]


def test_absent_quotation_is_nowhere() -> None:
    assert QuoteFinder(TEXT).find("Nobody told the crew that the lighthouse had been sold") is None


def test_quotation_spliced_of_two_places_is_nowhere() -> None:
    spliced = "We shall not wait for the fog would be inspected by the end of the month"
    assert QuoteFinder(TEXT).find(spliced) is None


def test_offsets_are_code_points() -> None:
    text = "🚢🚢 Порт закрыт. The pilots went out at dawn."
    found = QuoteFinder(text).find("the pilots went out at dawn")
    assert found is not None
    assert text[found.start : found.end] == "The pilots went out at dawn"
