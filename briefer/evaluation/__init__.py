"""Evaluation: briefs of annotated articles scored against what a reader found in them, for any engine and model."""

from briefer.evaluation.corpus import Article, Gold, load_articles
from briefer.evaluation.running import ArticleFigures, Evaluation, Measure, evaluate

__all__ = ["Article", "ArticleFigures", "Evaluation", "Gold", "Measure", "evaluate", "load_articles"]
