"""The whole line with the extractive engine: sources in, one brief out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from briefer import brief
from briefer.errors import NothingToBrief, SettingsError, UsageError
from briefer.pipeline import Watcher, write_brief
from briefer.settings import Settings, load_settings
from briefer.sources import read_text

FIRST = """Title: Norland closes its port
Date: 2025-08-22

Norland's army closed the port of Halvik on August 18. Foreign Minister Ada Brun said the closure will end next month.
Aid workers fear that food could run short in Suderia by September 15.
"""
SECOND = """Title: Suderia protests
Date: 2025-08-24

Suderia protested on August 20 against the closure of Halvik. Norland's army closed the port of Halvik on August 18.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(FIRST)
    (tmp_path / "in" / "b.md").write_text(SECOND)
    return tmp_path / "in"


def test_brief_of_a_path_is_a_record_with_everything(folder: Path) -> None:
    made = brief(folder / "a.txt")
    assert made.title == "Norland closes its port"
    assert made.as_of == date(2025, 8, 22)
    assert made.provenance.engine == "extractive"
    assert ("2025-08-18", "occurred") in [(event.date, event.status) for event in made.events]
    assert ("2025-09", "scheduled") in [(event.date, event.status) for event in made.events]
    assert "Ada Brun" in [actor.name for actor in made.actors]
    assert made.risks[0].citations[0].quote.startswith("Aid workers fear")


def test_every_citation_is_verbatim_at_its_offsets(folder: Path) -> None:
    text = (folder / "a.txt").read_text()
    for finding in brief(folder / "a.txt").claims():
        assert finding.citations
        for citation in finding.citations:
            assert text[citation.start : citation.end] == citation.quote


def test_every_claim_carries_a_verdict(folder: Path) -> None:
    verdicts = [claim.support.verdict for claim in brief(folder).claims() if claim.support]
    assert len(verdicts) == sum(1 for _ in brief(folder).claims())
    assert set(verdicts) == {"supported"}


def test_folder_is_one_brief_of_all_its_articles(folder: Path) -> None:
    made = brief(folder)
    assert [source.title for source in made.sources] == ["Norland closes its port", "Suderia protests"]
    assert made.as_of == date(2025, 8, 24)
    assert [actor.name for actor in made.actors].count("Norland") == 1


def test_event_told_by_two_sources_is_one_with_both_citations(folder: Path) -> None:
    closing = [event for event in brief(folder).events if event.date == "2025-08-18"]
    assert len(closing) == 1
    assert len({citation.document for citation in closing[0].citations}) == 2


def test_same_text_given_twice_counts_once_and_is_told(folder: Path) -> None:
    (folder / "copy.txt").write_text(FIRST)
    made = brief(folder / "a.txt", folder / "copy.txt")
    assert len(made.sources) == 1
    assert any("has the same text as" in gap.text for gap in made.gaps)


def test_unreadable_source_among_others_is_a_gap(folder: Path) -> None:
    made = brief(folder / "a.txt", folder / "nowhere.txt")
    gaps = [gap.text for gap in made.gaps if gap.kind == "source"]
    assert len(gaps) == 1
    assert gaps[0].startswith("Not read: ")
    assert "nowhere.txt" in gaps[0]


def test_nothing_readable_is_an_error_with_all_reasons(folder: Path) -> None:
    with pytest.raises(NothingToBrief) as caught:
        brief(folder / "x.txt", folder / "y.txt")
    assert len(caught.value.reasons) == 2


@pytest.mark.parametrize("wrong", [["a.txt", "b.txt"], None, 3])
def test_source_of_another_type_says_how_to_give_it(wrong: object) -> None:
    with pytest.raises(UsageError, match="each as its own argument"):
        brief(wrong)  # type: ignore[arg-type]


def test_source_after_the_cut_off_is_told(folder: Path) -> None:
    made = brief(folder / "a.txt", as_of="2025-08-01")
    assert any("published after the cut-off" in gap.text for gap in made.gaps)


def test_document_read_before_is_taken_as_it_is() -> None:
    settings = load_settings()
    made = brief(read_text(FIRST, settings, uri="memory"))
    assert made.sources[0].uri == "memory"


def test_overrides_stand_over_the_text(folder: Path) -> None:
    made = brief(
        folder / "a.txt", title="Other", published="2020-01-02", publisher="Press", reliability="B", credibility=2
    )
    source = made.sources[0]
    assert (source.title, source.published, source.publisher) == ("Other", date(2020, 1, 2), "Press")
    assert (source.reliability, source.credibility) == ("B", 2)
    assert not any("were not rated" in gap.text for gap in made.gaps)


def test_flags_and_settings_are_the_same(folder: Path) -> None:
    assert brief(folder / "a.txt", settings=Settings(marking="TLP:RED")).marking == "TLP:RED"
    with pytest.raises(SettingsError):
        brief(folder / "a.txt", marking_="TLP:RED")


def test_text_without_dates_leaves_relative_dates_open_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text("The army of Norland attacked the port last week. Talks may resume next month, Ada Brun said.")
    made = brief(path)
    assert made.as_of is None
    assert {event.date for event in made.events} == {None}
    assert any("relative dates stay unresolved" in gap.text for gap in made.gaps)


def test_watcher_hears_of_engine_and_progress(folder: Path) -> None:
    notices: list[str] = []
    steps: list[tuple[str, int, int]] = []
    watcher = Watcher(progress=lambda *step: steps.append(step), notice=notices.append)
    write_brief([folder], load_settings(), watcher=watcher)
    assert notices == ["engine: extractive (no model, server or key is configured)"]
    assert steps[-1] == ("extracting", 2, 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_folder_without_rights_is_a_gap(folder: Path) -> None:
    (folder / "b.md").chmod(0)
    assert any(gap.kind == "source" for gap in brief(folder).gaps)
