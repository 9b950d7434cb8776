"""The examples' model briefs, replayed and packed, hold in every check: grounding a finished brief again changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefer.packing import Pack, pack
from briefer.pipeline import Materials, Watcher, write_brief
from briefer.settings import load_settings
from briefer.verifying import verify_pack
from tests.conftest import EXAMPLES, ROOT
from tests.test_examples import CHUNK_TOKENS


@pytest.fixture(scope="module")
def packed() -> bytes:
    name = "ain-al-asad"
    kept: list[Materials] = []
    settings = load_settings(
        engine="llm", model="hand-written", chunk_tokens=int(CHUNK_TOKENS[name]), cache=str(EXAMPLES / name / "answers"),
        cache_mode="replay",
    )  # fmt: skip
    article = (EXAMPLES / name / "article.txt").relative_to(ROOT)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        brief = write_brief([article], settings, watcher=Watcher(materials=kept.append))
        return pack(brief, kept[0], settings)


def test_replayed_example_holds_in_every_check(packed: bytes) -> None:
    assert {check.outcome for check in verify_pack(Pack(packed, "p.zip"))} == {"holds"}


def test_pack_of_a_model_brief_has_its_answers_and_prompts(packed: bytes) -> None:
    opened = Pack(packed, "p.zip")
    stored = {path.name for path in (EXAMPLES / "ain-al-asad" / "answers").glob("*/*.json")}
    assert {Path(name).name for name in opened.folder("answers/")} == stored
    assert "system.md.j2" in opened.folder("prompts/")
    assert json.loads(opened.entries["settings.json"])["model"] == "hand-written"


def test_prompts_that_are_not_the_built_in_ones_are_not_run(packed: bytes) -> None:
    opened = Pack(packed, "p.zip")
    opened.entries["prompts/system.md.j2"] = b"{{ ().__class__ }}"
    remaking = [check for check in verify_pack(opened) if check.part == "remaking"]
    assert [check.outcome for check in remaking] == ["unchecked"]
    assert "are not run" in remaking[0].text


def test_answer_under_another_requests_name_is_noticed(packed: bytes) -> None:
    opened = Pack(packed, "p.zip")
    name = next(name for name in opened.entries if name.startswith("answers/"))
    opened.entries[f"answers/00/{'0' * 64}.json"] = opened.entries.pop(name)
    assert any("is no answer to the request" in check.text for check in verify_pack(opened))
