"""Tokens: exact counts from the tables at hand, safe over-estimates without them."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.text import tokens, vocabularies
from briefer.text.tokens import Tokenizer, estimate_tokens, exact_weigher, joint, plainly_fits, tokenizer_for
from briefer.text.vocabularies import load_encoding

SAMPLES = {
    "english": "The convoy left the airfield on Monday, 22 August, and nobody in town asked where it went. " * 5,
    "arabic": "غادرت القافلة المدينة يوم الاثنين ولم يسأل أحد إلى أين ذهبت. " * 5,
    "russian": "Колонна покинула город в понедельник, и никто не спросил, куда она едет. " * 5,
    "chinese": "车队星期一离开了城市，没有人问它去了哪里。" * 5,
    "emoji": "👩‍👩‍👧😀🇳🇴👍🏽" * 5,
    "base64": hashlib.sha512(b"seed").hexdigest() * 3 + "qZ7xJwV+/kQ==" * 9,
    "code": "def weigh(text: str) -> int:\n    return sum(len(part) for part in text.split())  # words\n" * 4,
}


@pytest.fixture(scope="module")
def encodings() -> list[tiktoken.Encoding]:
    found = [load_encoding("o200k_base"), load_encoding("cl100k_base")]
    assert all(found), "the tables of the development extra bpe-openai are missing"
    return [encoding for encoding in found if encoding is not None]


@pytest.fixture
def no_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without tables and without a network that answers."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(vocabularies, "find_spec", lambda name: None)
    monkeypatch.setattr(tiktoken, "get_encoding", lambda name: time.sleep(2))
    monkeypatch.setattr(vocabularies, "DOWNLOAD_SECONDS", 0.1)
    tokens._encoding.cache_clear()
    tokenizer_for.cache_clear()
    yield
    tokens._encoding.cache_clear()
    tokenizer_for.cache_clear()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (None, "o200k_base"),
        ("gpt-4o-mini", "o200k_base"),
        ("openai/gpt-4o", "o200k_base"),
        ("gpt-4", "cl100k_base"),
        ("gpt-oss-120b", "o200k_harmony"),
    ],
)
def test_known_model_is_counted_exactly(model: str | None, name: str) -> None:
    found = tokenizer_for(model)
    assert (found.name, found.is_exact, found.notice) == (name, True, None)


def test_counts_are_those_of_tiktoken(encodings: list[tiktoken.Encoding]) -> None:
    text = SAMPLES["english"] + SAMPLES["arabic"]
    assert tokenizer_for("gpt-4o").count(text) == len(encodings[0].encode_ordinary(text))


@pytest.mark.parametrize("model", ["llama-3.1-8b", "qwen2.5", "mistral-7b", "text-davinci-003"])
def test_unknown_model_is_over_estimated_with_a_notice(model: str) -> None:
    found = tokenizer_for(model)
    assert not found.is_exact
    assert model in (found.notice or "")
    assert all(found.count(text) >= 1.5 * tokenizer_for(None).count(text) for text in SAMPLES.values())


def test_special_tokens_in_text_are_ordinary_text() -> None:
    assert tokenizer_for(None).count("<|endoftext|>") > 1


def test_long_text_is_counted_as_at_once(encodings: list[tiktoken.Encoding]) -> None:
    text = SAMPLES["english"] * 400
    assert exact_weigher(encodings[0])(text) == len(encodings[0].encode_ordinary(text))


@pytest.mark.parametrize("unit", ["a", " ", "\n", ".", "中", "\u3000", "qx"])
def test_a_megabyte_without_breaks_takes_bounded_time(unit: str) -> None:
    began = time.perf_counter()
    assert tokenizer_for(None).count(unit * (1_000_000 // len(unit))) > 0
    assert time.perf_counter() - began < 15


@pytest.mark.usefixtures("no_tables")
def test_without_a_table_the_estimate_says_so_and_does_not_wait() -> None:
    began = time.perf_counter()
    found = tokenizer_for("gpt-4o")
    assert time.perf_counter() - began < 1.5
    assert not found.is_exact
    assert "over-estimated" in (found.notice or "")
    assert found.count("word") >= 1


def test_cached_table_with_a_wrong_hash_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    _, url, _ = vocabularies._definition("o200k_base")
    (tmp_path / hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()).write_bytes(b"YQ== 0\n")
    found = load_encoding("o200k_base")
    assert found is not None
    assert found.n_vocab > 199_000


@pytest.mark.parametrize("kind", SAMPLES)
def test_estimate_is_never_below(kind: str, encodings: list[tiktoken.Encoding]) -> None:
    text = SAMPLES[kind]
    assert estimate_tokens(text) >= max(len(encoding.encode_ordinary(text)) for encoding in encodings)


@given(st.one_of(st.text(max_size=60), st.text(alphabet="abcdefghijklmnopqrstuvwxyz '", max_size=40)))
@settings(max_examples=500, deadline=None)
def test_estimate_is_never_below_on_any_text(text: str) -> None:
    for name in ("o200k_base", "cl100k_base"):
        encoding = tokens._encoding(name)
        assert encoding is not None
        assert estimate_tokens(text) >= len(encoding.encode_ordinary(text))


def test_estimate_rests_on_facts_of_the_tables(encodings: list[tiktoken.Encoding]) -> None:
    pairs = [
        first + second
        for first, second in product(" " + ascii_lowercase, ascii_lowercase)
        if not tokens._rare_pairs().search(first + second)
    ]
    numbers = [f"{number:0{width}d}" for width in (1, 2, 3) for number in range(10**width)]
    for encoding in encodings:
        assert all(len(encoding.encode_ordinary(unit)) == 1 for unit in [*pairs, *numbers])


def test_estimate_is_tighter_than_bytes() -> None:
    text = SAMPLES["english"]
    assert estimate_tokens(text) < 0.8 * len(text.encode())


@pytest.mark.parametrize(
    ("left", "gap", "right"),
    [
        ("He came.", " ", "She left."),
        ("He came.", "\n\n", "She left."),
        ("He came", "\n", "She left."),
        ("“He came.”", " \n \n  ", "She left."),
        ("He came.", "\n- ", "She left."),
        ("他来了。", "", "她走了。"),
        ("他来了！”", "", "“她走了。"),
        ("جاء.", " ", "ذهبت."),
        ("Page 12.", "\t", "3 came."),
    ],
)
def test_counts_add_up_at_joints(left: str, gap: str, right: str, encodings: list[tiktoken.Encoding]) -> None:
    text = left + gap + right
    place = joint(text, 0, len(left), len(left) + len(gap))
    assert place is not None
    for encoding in encodings:
        parts = len(encoding.encode_ordinary(text[:place])) + len(encoding.encode_ordinary(text[place:]))
        assert parts == len(encoding.encode_ordinary(text))


@given(
    st.text(alphabet="aB1.!?\"'’”。，é中ا/-", min_size=1, max_size=12),
    st.text(alphabet=" \n\t\u3000-", max_size=4),
    st.text(alphabet="aB1.\"'“é中ا/", min_size=1, max_size=12),
)
@settings(max_examples=1000, deadline=None)
def test_counts_add_up_at_every_joint_found(left: str, gap: str, right: str) -> None:
    text = left + gap + right
    place = joint(text, 0, len(left), len(left) + len(gap))
    for name in ("o200k_base", "cl100k_base") if place is not None else ():
        encoding = tokens._encoding(name)
        assert encoding is not None
        parts = len(encoding.encode_ordinary(text[:place])) + len(encoding.encode_ordinary(text[place:]))
        assert parts == len(encoding.encode_ordinary(text))


def test_no_joint_before_a_slash() -> None:
    assert joint("a.\n/b", 0, 2, 3) is None


def test_plainly_fits_counts_bytes() -> None:
    assert plainly_fits("ab", 2)
    assert not plainly_fits("中", 2)


def test_count_rounds_up() -> None:
    assert Tokenizer("half", is_exact=False, notice="", weigh=lambda text: len(text) / 2).count("abc") == 2
