"""The risk matrix as a picture: likelihood across (ICD 203), impact upwards, the risks by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefer.rendering.lettering import broken
from briefer.tradecraft import LIKELIHOODS

if TYPE_CHECKING:
    from briefer.records import Level
    from briefer.rendering.view import View

WIDTH = 640.0
LEFT, TOP = 88.0, 8.0
CELL_WIDTH, CELL_HEIGHT = 68.0, 40.0
LEVELS: tuple[Level, ...] = ("high", "medium", "low")
_A_LINE = 3
_LINES = 3
# How serious a cell is, from the low and improbable corner (0) to the high and almost certain one (4).
_WEIGHT = {"high": 2.0, "medium": 1.0, "low": 0.0}
_STEPS = (1.2, 2.6, 4.0, 6.0)


class Cell(NamedTuple):
    """One field: its corner, its grade of seriousness (0 to 4, None where something was not assessed), its numbers."""

    x: float
    y: float
    grade: int | None
    lines: list[str]


class Head(NamedTuple):
    """A label of a row or column, in lines."""

    x: float
    y: float
    lines: list[str]


class Matrix(NamedTuple):
    """The picture."""

    height: float
    cells: list[Cell]
    columns: list[Head]
    rows: list[Head]


def lay_out_matrix(view: View) -> Matrix | None:
    """The picture of the risks shown, by their place in that list; None if likelihood or impact of none was assessed."""
    risks = list(enumerate(view.risks.items, start=1))
    if not any(risk.likelihood or risk.impact for _, risk in risks):
        return None
    t = view.t
    terms: list[str | None] = [None, *LIKELIHOODS]
    levels: list[Level | None] = [*LEVELS, None]
    cells = []
    for row, level in enumerate(levels):
        for column, term in enumerate(terms):
            numbers = [number for number, risk in risks if risk.likelihood == term and risk.impact == level]
            place = (LEFT + CELL_WIDTH * column, TOP + CELL_HEIGHT * row)
            cells.append(Cell(*place, _grade(level, column), _in_lines(numbers)))
    foot = TOP + CELL_HEIGHT * len(levels)
    columns = [
        Head(
            LEFT + CELL_WIDTH * (n + 0.5),
            foot + 13,
            broken(t.label("likelihood", term) if term else t("note.not_assessed"), CELL_WIDTH - 4, 9, 3),
        )
        for n, term in enumerate(terms)
    ]
    rows = [
        Head(
            LEFT - 8,
            TOP + CELL_HEIGHT * (n + 0.5) + 3,
            broken(t.label("level", level) or t("note.not_assessed"), LEFT - 30, 9, 2),
        )
        for n, level in enumerate(levels)
    ]
    return Matrix(foot + 56, cells, columns, rows)


def _grade(level: Level | None, column: int) -> int | None:
    if level is None or column == 0:
        return None
    weight = _WEIGHT[level] * 2 + column / 2
    return sum(weight > step for step in _STEPS)


def _in_lines(numbers: list[int]) -> list[str]:
    """The numbers three a line, and how many more there are."""
    room = _A_LINE * _LINES
    texts = [f"R{number}" for number in numbers]
    if len(texts) > room:
        texts = [*texts[: room - 1], f"+{len(texts) - room + 1}"]
    return [" ".join(texts[start : start + _A_LINE]) for start in range(0, len(texts), _A_LINE)]
