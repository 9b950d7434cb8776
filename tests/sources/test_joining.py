"""Copies among the sources become one that lists where else its text was found."""

from __future__ import annotations

import pytest

from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import read_text
from briefer.sources.joining import join_copies

SENTENCES = [
    f"{who} said on {day} that the {what} of Halvik would {verb} before the {end}, according to the port's own log."
    for who, day, what, verb, end in (
        ("The harbour master", "Monday", "northern terminal", "stay closed", "end of September"),
        ("Ada Brun", "Tuesday", "fishing fleet", "be paid", "first frost"),
        ("An insurer", "Wednesday", "cargo office", "publish its papers", "next session of parliament"),
        ("The trade union", "Thursday", "crane operators", "return to work", "feast of the patron"),
        ("A diplomat", "Friday", "consulate", "be moved inland", "talks with Suderia begin"),
        ("The coast guard", "Saturday", "pilot station", "be manned again", "winter storms"),
        ("A shipowner", "Sunday", "dry dock", "take two vessels", "autumn fair"),
        ("The mayor", "Monday", "ferry line", "run twice a day", "schools open"),
    )
]
OTHER = [
    f"Number {n} of an unrelated report on wheat prices in the interior, which rose by {n} per cent." for n in range(8)
]


def document(sentences: list[str], uri: str, publisher: str | None = None, day: str | None = None) -> Document:
    head = (f"Publisher: {publisher}\n" if publisher else "") + (f"Date: {day}\n" if day else "")
    head = f"Title: About Halvik\n{head}\n"
    return read_text(head + "\n\n".join(sentences), Settings(), uri=uri)


def joined(*documents: Document) -> list[tuple[str, list[str]]]:
    """The source of each that is left, and the sources that were joined into it."""
    kept, _ = join_copies(documents)
    return [(one.source.uri, [copy.uri for copy in one.source.also]) for one in kept]


def test_texts_of_different_matters_stay_apart() -> None:
    assert joined(document(SENTENCES, "a"), document(OTHER, "b")) == [("a", []), ("b", [])]


def test_wire_copy_is_one_with_all_its_publishers() -> None:
    first = document(SENTENCES, "a", "Monitor", "2025-08-22")
    second = document([*SENTENCES[:7], "Our own reporter adds a word."], "b", "Herald", "2025-08-23")
    (kept,), lines = join_copies([first, second])
    assert kept.source.publisher == "Monitor"
    assert [(copy.uri, copy.publisher, str(copy.published)) for copy in kept.source.also] == [
        ("b", "Herald", "2025-08-23")
    ]
    assert lines == ["b repeats most of a and counts as a copy of it."]


def test_truncated_copy_is_joined_into_the_whole_in_the_place_of_the_first() -> None:
    assert joined(document(SENTENCES[:3], "teaser"), document(OTHER, "x"), document(SENTENCES, "whole")) == [
        ("whole", ["teaser"]),
        ("x", []),
    ]


def test_short_text_quoted_within_a_longer_one_stays_a_source() -> None:
    """A communique that an article quotes whole is the better source of the two."""
    article = [*OTHER[:6], *SENTENCES[:2], *OTHER[6:]]
    assert joined(document(SENTENCES[:2], "communique"), document(article, "article")) == [
        ("communique", []),
        ("article", []),
    ]


def test_texts_that_share_less_than_half_stay_apart() -> None:
    assert len(joined(document(SENTENCES[:3] + OTHER[:5], "a"), document(SENTENCES, "b"))) == 2


def test_exact_copies_are_one_whatever_their_length() -> None:
    one, other = read_text("It is closed.", Settings(), uri="a"), read_text("It is closed.", Settings(), uri="b")
    (kept,), lines = join_copies([one, other])
    assert [copy.uri for copy in kept.source.also] == ["b"]
    assert lines == ["b has the same text as a and counts once."]


def test_daily_report_of_one_publisher_is_not_joined() -> None:
    first = document(SENTENCES, "mon", "Monitor", "2025-08-22")
    second = document([*SENTENCES[:7], "Today there was news."], "tue", "Monitor", "2025-08-23")
    assert len(joined(first, second)) == 2


def test_same_file_given_twice_is_no_copy() -> None:
    one = document(SENTENCES, "a")
    (kept,), lines = join_copies([one, one])
    assert kept.source.also == ()
    assert lines == []


def test_order_of_three_copies_does_not_matter_for_what_is_kept() -> None:
    copies = [document(SENTENCES[:6], "a"), document(SENTENCES, "b"), document(SENTENCES[:7], "c")]
    assert [set(also) for _, also in (joined(*copies), joined(*reversed(copies)))[0]] == [{"a", "c"}]
    assert joined(*reversed(copies)) == [("b", ["c", "a"])]


@pytest.mark.parametrize("count", [30, 260])
def test_copies_are_found_among_many(count: int) -> None:
    texts = [
        [f"Report {n} on matter {n * 7} says thing {i} about place {n + i} at hour {i}." for i in range(6)]
        for n in range(count)
    ]
    documents = [document(text, f"{n}") for n, text in enumerate(texts)]
    documents += [document(SENTENCES, "first"), document([*SENTENCES[:7], "And a word."], "second")]
    groups = joined(*documents)
    assert len(groups) == count + 1
    assert ("first", ["second"]) in groups or ("second", ["first"]) in groups


def test_two_chinese_copies_are_told() -> None:
    text = "哈尔维克港务局周一表示，北码头在爆炸后将关闭到九月底，调查仍在进行，外交部长说两艘船已被拒绝入港。"
    one, other = read_text(text, Settings(), uri="a"), read_text(text + "此外没有更多消息。", Settings(), uri="b")
    assert joined(one, other) == [("b", ["a"])]
