"""The figures of the extractive engine on our own articles hold their floors."""

from __future__ import annotations

import pytest

from briefer.evaluation import Evaluation, evaluate, load_articles
from briefer.evaluation.corpus import BUILT_IN
from briefer.evaluation.running import SHARES
from briefer.settings import load_settings
from tests.evaluation.floors import hold

LONG = 1500


@pytest.fixture(scope="module")
def made() -> Evaluation:
    return evaluate(load_articles(), load_settings(engine="extractive"))


def test_extractive_engine_reads_articles_no_worse_than_the_floor(
    made: Evaluation, pytestconfig: pytest.Config
) -> None:
    figures = {}
    for measure in made.measures:
        kept = ("precision",) if measure.name in SHARES else ("precision", "recall", "f1")
        figures |= {f"{measure.name} {part}": round(100 * getattr(measure, part), 1) for part in kept}
    figures["grounding"] = round(100 * (made.grounding or 0.0), 1)
    files = [file for file in BUILT_IN.iterdir() if file.suffix in {".txt", ".json"}]
    hold("articles-extractive", figures, files, pytestconfig)


def test_corpus_is_wide_enough_to_mean_something() -> None:
    articles = load_articles()
    assert len(articles) >= 12
    assert len([one for one in articles if one.gold.language != "en"]) >= 3
    assert len([one for one in articles if len(one.path.read_text(encoding="utf-8").split()) > LONG]) >= 2
    assert all(one.gold.risks is not None for one in articles if one.gold.language == "en")
