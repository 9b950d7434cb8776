"""Running an evaluation: every article briefed for itself, scored, and summed up."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from briefer.errors import CacheMiss, ModelError, ModelUnavailable, NothingToBrief
from briefer.evaluation.corpus import Article
from briefer.evaluation.scoring import Counts, score
from briefer.pipeline import Watcher, write_brief
from briefer.records import Brief, Record
from briefer.settings import Settings

MEASURES = (
    "actors strict", "actors relaxed", "actor kinds", "dates", "events", "event statuses", "risks", "risk categories",
)  # fmt: skip
SHARES = frozenset({"actor kinds", "event statuses", "risk categories"})
"""Measures of what was found alone, which have one figure: the share that is right."""


_Failure = ModelError | CacheMiss | NothingToBrief


class Measure(Record):
    """One measure: ``right`` of ``given`` and ``wanted``, and what follows; precision, recall and F1 lie in 0 to 1."""

    name: str
    right: int
    given: int
    wanted: int
    precision: float
    recall: float
    f1: float


class ArticleFigures(Record):
    """One article: its measures, or why no brief of it was made (``failure``), which counts as an empty brief."""

    name: str
    language: str
    measures: tuple[Measure, ...] = ()
    claims: int = 0
    supported: int = 0
    seconds: float = 0.0
    failure: str | None = None


class Evaluation(Record):
    """What an engine reaches on annotated articles. ``cost`` is in US dollars, None where no price is known."""

    engine: str
    model: str | None
    version: str
    measures: tuple[Measure, ...]
    claims: int
    supported: int
    calls: int
    cached: int
    failed: int
    tokens_in: int
    tokens_out: int
    cost: float | None
    seconds: float
    articles: tuple[ArticleFigures, ...]

    @property
    def grounding(self) -> float | None:
        """The share of checked claims that their cited sentences support, 0 to 1; None where there is no claim."""
        return self.supported / self.claims if self.claims else None


def evaluate(articles: Sequence[Article], settings: Settings, *, watcher: Watcher | None = None) -> Evaluation:
    """The figures of ``settings`` (engine, model, prompts) on ``articles``, each of which is briefed for itself.

    Ceilings of tokens and cost hold for each article. An article whose brief fails counts as one whose brief is empty.

    Raises ModelError, CacheMiss or NothingToBrief if no article could be briefed; ModelUnavailable as soon as the first
    one finds that the model cannot be asked.
    """
    watcher = watcher or Watcher()
    silent = Watcher()
    briefs: list[Brief] = []
    rows: list[ArticleFigures] = []
    counts: list[dict[str, Counts]] = []
    failure: _Failure | None = None
    for number, article in enumerate(articles, start=1):
        started = time.perf_counter()
        made: Brief | None = None
        try:
            made = write_brief([article.path], settings, watcher=silent)
            briefs.append(made)
        except (ModelError, CacheMiss, NothingToBrief) as error:
            if isinstance(error, ModelUnavailable) and not briefs:
                # Every other article would wait for the same server.
                raise
            failure = error
            watcher.notice(f"{article.name}: {error.message}")
        counts.append(_scored(made, article))
        rows.append(_row(article, made, counts[-1], time.perf_counter() - started, None if made else failure))
        watcher.progress("evaluating", number, len(articles))
    if not briefs and failure is not None:
        raise failure
    return _summed(briefs, rows, counts)


def _scored(made: Brief | None, article: Article) -> dict[str, Counts]:
    if made is not None:
        return score(made, article.gold)
    gold = article.gold
    parts = (
        (("actors strict", "actors relaxed"), gold.actors),
        (("events",), gold.events),
        (("risks",), gold.risks),
    )
    missed = {
        name: Counts(wanted=sum(not item.optional for item in items))
        for names, items in parts
        if items is not None
        for name in names
    }
    return missed if gold.dates is None else missed | {"dates": Counts(wanted=len(set(gold.dates)))}


def _row(
    article: Article,
    made: Brief | None,
    counts: dict[str, Counts],
    seconds: float,
    failure: _Failure | None,
) -> ArticleFigures:
    claims = list(made.claims()) if made else []
    return ArticleFigures(
        name=article.name,
        language=article.gold.language,
        measures=_measures(counts),
        claims=len(claims),
        supported=sum(claim.support is not None and claim.support.verdict == "supported" for claim in claims),
        seconds=round(seconds, 3),
        failure=failure.message if failure else None,
    )


def _measures(counts: dict[str, Counts]) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            name=name,
            **counts[name]._asdict(),
            precision=round(counts[name].precision, 4),
            recall=round(counts[name].recall, 4),
            f1=round(counts[name].f1, 4),
        )
        for name in MEASURES
        if name in counts
    )


def added(counts: Iterable[dict[str, Counts]]) -> dict[str, Counts]:
    """The counts of all articles together, by measure (micro-averaging)."""
    total: dict[str, Counts] = {}
    for one in counts:
        for name, value in one.items():
            total[name] = total.get(name, Counts()).plus(value)
    return total


def _summed(briefs: Sequence[Brief], rows: Sequence[ArticleFigures], counts: Sequence[dict[str, Counts]]) -> Evaluation:
    runs = [brief.provenance for brief in briefs]
    costs = [run.cost for run in runs if run.cost is not None]
    return Evaluation(
        engine=runs[0].engine,
        model=runs[0].model,
        version=runs[0].versions.get("briefer", ""),
        measures=_measures(added(counts)),
        claims=sum(row.claims for row in rows),
        supported=sum(row.supported for row in rows),
        calls=sum(run.calls for run in runs),
        cached=sum(run.cached for run in runs),
        failed=sum(run.failed for run in runs),
        tokens_in=sum(run.tokens_in for run in runs),
        tokens_out=sum(run.tokens_out for run in runs),
        # The sum of some prices would pass for the sum of all.
        cost=round(sum(costs), 6) if len(costs) == len(runs) else None,
        seconds=round(sum(row.seconds for row in rows), 3),
        articles=tuple(rows),
    )
