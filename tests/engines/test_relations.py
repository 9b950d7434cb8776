from __future__ import annotations

import pytest

from briefer.engines.extractive.relations import find_relations
from tests.engines.annotated import annotate


def relations(*sentences: str) -> list[tuple[str, str, str]]:
    document, passages, _ = annotate(*sentences)
    return [(found.subject, found.kind, found.object) for found in find_relations(document, passages)]


@pytest.mark.parametrize(
    ("sentence", "subject", "kind", "other"),
    [
        ("Norland backs Iron Front.", "Norland", "supports", "Iron Front"),
        ("Iron Front, a Norland-backed militia, left.", "Norland", "supports", "Iron Front"),
        ("Norland condemned Sudmark for the raid.", "Norland", "opposes", "Sudmark"),
        ("Norland forces attacked Sudmark on Monday.", "Norland", "attacks", "Sudmark"),
        ("Norland was invaded by Sudmark.", "Sudmark", "attacks", "Norland"),
        ("Iron Front threatened Harbour Watch.", "Iron Front", "threatens", "Harbour Watch"),
        ("Lena Ortiz met Tom Bell.", "Lena Ortiz", "negotiates_with", "Tom Bell"),
        ("Talks between Norland and Sudmark began.", "Norland", "negotiates_with", "Sudmark"),
        ("A treaty between Norland and Sudmark was signed.", "Norland", "cooperates_with", "Sudmark"),
        ("Harbour Watch works with the Coast Guard.", "Harbour Watch", "cooperates_with", "Coast Guard"),
        ("Iron Front, a militia and member of Harbour Watch, left.", "Iron Front", "member_of", "Harbour Watch"),
        ("Tom Bell, the commander of Iron Front, left.", "Tom Bell", "commands", "Iron Front"),
        ("Tom Bell was the deputy commander of Iron Front.", "Tom Bell", "member_of", "Iron Front"),
        ("Iron Front is designated by Norland as a terrorist group.", "Norland", "sanctions", "Iron Front"),
        ("Norland imposed new sanctions on Sudmark.", "Norland", "sanctions", "Sudmark"),
    ],
)
def test_verb_between_two_actors_relates_them(sentence: str, subject: str, kind: str, other: str) -> None:
    assert relations(sentence) == [(subject, kind, other)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland never attacked Sudmark.",
        "Norland may attack Sudmark.",
        "Norland denied that it attacked Sudmark.",
        "Ships from Norland attacked Sudmark.",
        "Norland backed Sudmark rebels.",
        "Norland met Sudmark's envoy.",
        "Norland and Sudmark lie on the coast.",
        "Tom Bell, the former commander of Iron Front, left.",
    ],
)
def test_what_does_not_relate_two_actors_is_passed_over(sentence: str) -> None:
    assert relations(sentence) == []


def test_relation_told_twice_is_found_once() -> None:
    assert len(relations("Norland backs Iron Front.", "Norland backs Iron Front openly.")) == 1


def test_relation_text_is_the_clause_of_the_source() -> None:
    document, passages, _ = annotate("Rain fell, but Norland attacked Sudmark with a fleet of forty ships.")
    (relation,) = find_relations(document, passages)
    assert relation.text == "… Norland attacked Sudmark with a fleet of forty ships."
