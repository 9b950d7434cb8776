"""Finding JSON in what a model wrote."""

from __future__ import annotations

import pytest

from briefer.llm.parsing import find_json


def test_find_json_drops_control_characters_and_unpaired_surrogates_in_strings() -> None:
    assert find_json(r'{"a": ["x\u0000y", "\ud800", "\ud83d\ude00"]}') == {"a": ["xy", "\ufffd", "😀"]}


def test_find_json_takes_raw_newlines_in_strings() -> None:
    assert find_json('{"a": "one\ntwo"}') == {"a": "one\ntwo"}


def test_find_json_prefers_the_fenced_object_to_braces_in_prose() -> None:
    assert find_json('I use {braces}.\n```json\n{"a": 1}\n```') == {"a": 1}


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "empty"), ("Sorry.", "no JSON object"), ('{"a": ', "not valid JSON"), ("[1, 2]", "no JSON object")],
)
def test_find_json_says_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        find_json(text)


def test_find_json_survives_deep_nesting() -> None:
    with pytest.raises(ValueError, match=r"nested too deeply|not valid JSON"):
        find_json('{"a":' + "[" * 100_000)
