"""The figures of merging on our own stories hold their floors."""

from __future__ import annotations

import pytest

from tests.evaluation.floors import hold
from tests.evaluation.merging.stories import figures, files, stories


def test_stories_are_merged_no_worse_than_the_floor(pytestconfig: pytest.Config) -> None:
    made = figures(stories())
    hold("merging", made, files(), pytestconfig)
    assert made["alias pair F1"] >= 75
    assert made["gold actors kept apart"] >= 98
    assert made["contradictions precision"] >= 90


def test_set_is_large_enough_to_mean_something() -> None:
    told = stories()
    assert len(told) >= 6
    assert all(2 <= len(story.articles) <= 4 for story in told)
