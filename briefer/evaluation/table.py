"""The figures of an evaluation as Markdown, which reads as plain text too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefer.evaluation.running import SHARES, ArticleFigures, Evaluation, Measure

_COLUMNS = ("actors relaxed", "dates", "events", "risks")


def to_table(made: Evaluation, *, articles: bool = False) -> str:
    """The table of measures with grounding and cost beneath; with ``articles``, the F1 of each article too."""
    measures: list[tuple[str, ...]] = [("measure", "precision", "recall", "F1", "right", "given", "wanted")]
    measures += [_measure_row(measure) for measure in made.measures]
    parts = [f"# Evaluation: {made.engine}{f', {made.model}' if made.model else ''}", *_lines(measures), ""]
    grounding = "no claims" if made.grounding is None else f"{made.grounding:.1%} of {made.claims} claims supported"
    cost = "cost unknown" if made.cost is None else f"{made.cost:.4f} USD"
    if made.engine == "extractive":
        cost = "no cost"
    parts += [
        f"- articles: {len(made.articles)}" + _failures(made.articles),
        f"- grounding: {grounding}",
        f"- calls: {made.calls} sent, {made.cached} from the cache, {made.failed} failed",
        f"- tokens: {made.tokens_in} in, {made.tokens_out} out; {cost}",
        f"- seconds: {made.seconds:.2f}",
        f"- briefer {made.version}",
    ]
    if articles:
        rows: list[tuple[str, ...]] = [
            ("article", "language", *_COLUMNS, "grounding", "seconds"),
            *map(_article_row, made.articles),
        ]
        parts += ["", "F1 by article:", "", *_lines(rows)]
    parts.insert(1, "")
    return "\n".join(parts) + "\n"


def _failures(rows: Sequence[ArticleFigures]) -> str:
    failed = [row.name for row in rows if row.failure]
    return f", {len(failed)} of them not briefed ({', '.join(failed)}), which counts as empty briefs" if failed else ""


def _measure_row(measure: Measure) -> tuple[str, ...]:
    counts = (str(measure.right), str(measure.given), str(measure.wanted))
    if measure.name in SHARES:
        return (measure.name, f"{measure.precision:.1%}", "", "", *counts[:2], "")
    return (measure.name, f"{measure.precision:.1%}", f"{measure.recall:.1%}", f"{measure.f1:.1%}", *counts)


def _article_row(row: ArticleFigures) -> tuple[str, ...]:
    by_name = {measure.name: measure for measure in row.measures}
    cells = (f"{by_name[name].f1:.1%}" if name in by_name else "" for name in _COLUMNS)
    grounding = f"{row.supported / row.claims:.1%}" if row.claims else ""
    return (row.name, row.language, *cells, grounding, f"{row.seconds:.2f}")


def _lines(rows: Iterable[tuple[str, ...]]) -> list[str]:
    table = [tuple(cell.replace("|", "\\|") for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = [
        "| "
        + " | ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in table
    ]
    rule = "|" + "|".join("-" * (width + 1) + (":" if number else "-") for number, width in enumerate(widths)) + "|"
    return [lines[0], rule, *lines[1:]]
