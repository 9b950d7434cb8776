"""The pictures: what is drawn where, in words too, and valid SVG whatever the names."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from briefer.errors import RenderingError
from briefer.records import Brief, Event
from briefer.rendering import RenderOptions, render
from briefer.rendering.actor_figure import BOX_WIDTH, lay_out_actors
from briefer.rendering.actor_figure import WIDTH as MAP_WIDTH
from briefer.rendering.lettering import broken, cut, width
from briefer.rendering.risk_figure import lay_out_matrix
from briefer.rendering.timeline_figure import AXIS_LEFT, AXIS_RIGHT, lay_out_timeline
from briefer.rendering.view import View
from tests.rendering.samples import HOSTILE, SUPPORTED, brief, cited, full, hostile, strained

KINDS = ("svg-timeline", "svg-actors", "svg-risks")


def view(made: Brief) -> View:
    return View(made, RenderOptions())


def events(*dates: str, status: str = "occurred") -> Brief:
    told = tuple(Event(text=f"On {d}.", date=d, status=status, citations=cited(1), support=SUPPORTED) for d in dates)  # type: ignore[arg-type]
    return brief(events=told)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "made", [full(), strained(60, 10), hostile(" · ".join(HOSTILE))], ids=["full", "strained", "hostile"]
)
def test_picture_is_valid_and_described(kind: str, made: Brief) -> None:
    tree = ElementTree.fromstring(render(made, kind))
    names = [tree.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc")]
    assert all(name is not None and name.text for name in names)
    assert {each.get("id") for each in names if each is not None} == set(tree.get("aria-labelledby", "").split())
    assert not tree.findall(".//{http://www.w3.org/2000/svg}script")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("svg-timeline", "fewer than two events"),
        ("svg-actors", "no relations"),
        ("svg-risks", "was assessed for no risk"),
    ],
)
def test_nothing_to_draw_is_told(kind: str, reason: str) -> None:
    with pytest.raises(RenderingError, match=reason):
        render(brief(), kind)


def test_dates_stand_in_order_along_the_axis() -> None:
    picture = lay_out_timeline(view(events("2014", "2025-01", "2026-03-01", "2026-03-12", "2027")))
    assert picture is not None
    lefts = [row.left for row in picture.rows]
    assert lefts == sorted(lefts)
    assert all(AXIS_LEFT <= row.left <= row.right <= AXIS_RIGHT + 0.1 for row in picture.rows)
    assert not picture.is_linear


def test_day_is_a_dot_and_month_an_interval() -> None:
    picture = lay_out_timeline(view(events("2026-03-01", "2026-02", "2026-01/2026-03")))
    assert picture is not None
    assert [row.is_interval for row in picture.rows] == [False, True, True]
    assert picture.rows[2].right - picture.rows[2].left > picture.rows[1].right - picture.rows[1].left


def test_past_future_and_alleged_are_told_apart() -> None:
    made = full()
    picture = lay_out_timeline(view(made))
    assert picture is not None
    assert [row.kind for row in picture.rows] == ["past", "reported", "ahead"]
    assert picture.left_out == 1


def test_short_span_is_linear_and_has_a_cut_off() -> None:
    picture = lay_out_timeline(view(events("2026-03-01", "2026-03-20")))
    assert picture is not None
    assert picture.is_linear
    assert picture.cutoff is not None
    assert AXIS_LEFT < picture.cutoff < AXIS_RIGHT


def test_open_interval_runs_to_the_cut_off() -> None:
    picture = lay_out_timeline(view(events("2026-01-01/..", "2026-02-01")))
    assert picture is not None
    assert picture.rows[0].right == pytest.approx(picture.cutoff)


@pytest.mark.parametrize("dates", [("0001", "9999"), ("2026-03-12", "2026-03-12"), ("1850", "2026-03-12")])
def test_extreme_dates_are_drawn(dates: tuple[str, str]) -> None:
    picture = lay_out_timeline(view(events(*dates)))
    assert picture is not None
    assert len(picture.ticks) <= 14


def test_timeline_without_a_cut_off_is_drawn() -> None:
    picture = lay_out_timeline(view(events("2020", "2026").model_copy(update={"as_of": None})))
    assert picture is not None
    assert picture.cutoff is None


def test_arrow_is_labelled_with_what_is_done() -> None:
    picture = lay_out_actors(view(full()))
    assert picture is not None
    assert {arrow.label for arrow in picture.arrows} == {"attacks", "negotiates with"}
    assert "Ardhene Shore Guard attacks Corvane" in picture.told


def test_boxes_of_actors_do_not_touch_and_stay_in_the_picture() -> None:
    picture = lay_out_actors(view(strained(60, 10)))
    assert picture is not None
    boxes = picture.boxes
    for i, one in enumerate(boxes):
        assert BOX_WIDTH / 2 <= one.x <= MAP_WIDTH - BOX_WIDTH / 2
        for two in boxes[i + 1 :]:
            apart = abs(one.x - two.x) >= BOX_WIDTH or abs(one.y - two.y) >= (one.height + two.height) / 2 - 0.5
            assert apart, (one, two)


def test_risk_stands_in_the_cell_of_its_likelihood_and_impact() -> None:
    picture = lay_out_matrix(view(full()))
    assert picture is not None
    filled = [(cell.grade, cell.lines) for cell in picture.cells if cell.lines]
    assert filled == [(4, ["R1"]), (None, ["R2"])]


def test_description_follows_the_language() -> None:
    made = render(full(), "svg-risks", RenderOptions(language="de")).decode()
    assert "wahrscheinlich" in made
    assert "Risikomatrix" in made


def test_text_is_cut_to_its_room() -> None:
    assert cut("short", 100, 10) == "short"
    assert width(cut("a rather long line of text that goes on", 80, 10), 10) <= 80
    assert cut("x" * 400, 80, 10).endswith("…")


@pytest.mark.parametrize(
    "text", ["one two three four five six seven eight", "中文没有空格的长句子需要断行显示才行", "x" * 90, ""]
)
def test_text_is_broken_to_its_room(text: str) -> None:
    lines = broken(text, 60, 10, 2)
    assert len(lines) <= 2
    assert all(width(line, 10) <= 60 for line in lines)


def test_arabic_vowel_signs_are_left_out_of_pictures() -> None:
    made = full(events=(*full().events[:2], full().events[0].model_copy(update={"text": "مرجّح جدًا"})))
    drawn = render(made, "svg-timeline").decode()
    assert not re.search("[\u064b-\u0652]", drawn)
    assert made.as_of == date(2026, 3, 12)
