"""The actor map as a picture: who acts on whom, the kind of act on each arrow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefer.rendering.lettering import broken, width

if TYPE_CHECKING:
    from briefer.records import Relation, RelationKind
    from briefer.rendering.view import View

WIDTH = 640.0
MARGIN = 8.0
BOX_WIDTH, LINE, PADDING = 120.0, 12.0, 6.0
SIZE, LABEL_SIZE = 10.0, 8.5
ACTORS_DRAWN = 14
_EDGES_DRAWN = 26
_KINDS_ON_AN_ARROW = 2
_BOW = 0.1
_PUSHES = 200
Tone = Literal["hostile", "friendly", "bound", "other"]
_TONES: dict[RelationKind, Tone] = {
    "attacks": "hostile", "threatens": "hostile", "opposes": "hostile", "sanctions": "hostile",
    "supports": "friendly", "cooperates_with": "friendly", "negotiates_with": "friendly",
    "member_of": "bound", "commands": "bound", "other": "other",
}  # fmt: skip
_GRAVITY: dict[Tone, int] = {"hostile": 0, "friendly": 1, "bound": 2, "other": 3}


class Box(NamedTuple):
    """An actor: the middle of its box, its height, its name in lines."""

    x: float
    y: float
    height: float
    lines: list[str]


class Arrow(NamedTuple):
    """What one actor does to another: a curve as an SVG path, the head at its end, and a label on it."""

    path: str
    head: str
    tone: Tone
    label: str
    x: float
    y: float


class ActorMap(NamedTuple):
    """The picture, and the relations in words, which are its description."""

    height: float
    boxes: list[Box]
    arrows: list[Arrow]
    told: list[str]
    left_out: int


def lay_out_actors(view: View) -> ActorMap | None:
    """The picture of the relations shown; None if there are none between two actors."""
    edges = _edges(view.relations.items)
    if not edges:
        return None
    names = _ordered(_chosen(edges), edges)
    drawn = {pair: kinds for pair, kinds in edges.items() if set(pair) <= set(names)}
    height = max(170.0, 70.0 + 25.0 * len(names))
    boxes = dict(zip(names, _placed(names, height), strict=True))
    arrows = _arrows(drawn, boxes, height, view)
    told = [
        f"{one} {', '.join(view.t.label('relation', k) for k in kinds)} {two}" for (one, two), kinds in drawn.items()
    ]
    return ActorMap(height + 30, list(boxes.values()), arrows, told, len(edges) - len(drawn) + view.relations.more)


_Edges = dict[tuple[str, str], list["RelationKind"]]


def _edges(relations: Sequence[Relation]) -> _Edges:
    """The kinds of act by pair of actors, in the order of the record."""
    edges: _Edges = {}
    for relation in relations:
        if relation.subject != relation.object:
            kinds = edges.setdefault((relation.subject, relation.object), [])
            if relation.kind not in kinds:
                kinds.append(relation.kind)
    return dict(list(edges.items())[:_EDGES_DRAWN])


def _chosen(edges: _Edges) -> list[str]:
    """The actors of most relations, in the order of their appearance."""
    degree: dict[str, int] = {}
    for pair in edges:
        for name in pair:
            degree[name] = degree.get(name, 0) + 1
    kept = set(sorted(degree, key=lambda name: -degree[name])[:ACTORS_DRAWN])
    bound = {name for pair in edges if set(pair) <= kept for name in pair}
    return [name for name in degree if name in bound]


def _ordered(names: list[str], edges: _Edges) -> list[str]:
    """The order round the ellipse in which arrows are short, found by exchanging pairs as long as that helps."""
    places = {name: n for n, name in enumerate(names)}
    pairs = [pair for pair in edges if pair[0] in places and pair[1] in places]

    def cost(order: list[str]) -> float:
        at = {name: 2 * math.pi * n / len(order) for n, name in enumerate(order)}
        return sum(abs(math.sin((at[one] - at[two]) / 2)) for one, two in pairs)

    order, best = list(names), cost(names)
    for _ in range(6):
        has_improved = False
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                order[i], order[j] = order[j], order[i]
                tried = cost(order)
                if tried < best - 1e-9:
                    best, has_improved = tried, True
                else:
                    order[i], order[j] = order[j], order[i]
        if not has_improved:
            break
    return order


def _placed(names: list[str], height: float) -> list[Box]:
    """Boxes on an ellipse, pushed apart where they would touch."""
    across, down = (WIDTH - BOX_WIDTH) / 2 - MARGIN, height / 2 - 26
    made = []
    for n, name in enumerate(names):
        angle = 2 * math.pi * n / len(names) - math.pi / 2
        lines = broken(name, BOX_WIDTH - 2 * PADDING, SIZE, 2)
        place = (WIDTH / 2 + across * math.cos(angle), height / 2 + down * math.sin(angle))
        made.append(Box(*place, LINE * len(lines) + 2 * PADDING, lines))
    for _ in range(_PUSHES):
        if not any(_push(made, i, j, height) for i in range(len(made)) for j in range(i + 1, len(made))):
            break
    return [Box(round(box.x, 2), round(box.y, 2), box.height, box.lines) for box in made]


def _push(boxes: list[Box], i: int, j: int, height: float) -> bool:
    """Push two boxes apart, up and down, if they touch; whether they did."""
    above, below = (i, j) if boxes[i].y <= boxes[j].y else (j, i)
    upper, lower = boxes[above], boxes[below]
    gap = (upper.height + lower.height) / 2 + 6 - (lower.y - upper.y)
    if gap <= 0.01 or abs(upper.x - lower.x) >= BOX_WIDTH + 8:
        return False
    boxes[above] = upper._replace(y=max(upper.height / 2 + 2, upper.y - gap / 2))
    boxes[below] = lower._replace(y=min(height - lower.height / 2 - 2, lower.y + gap / 2))
    return True


def _arrows(edges: _Edges, boxes: dict[str, Box], height: float, view: View) -> list[Arrow]:
    centre = (WIDTH / 2, height / 2)
    taken = [(b.x, b.y, BOX_WIDTH + 4, b.height + 4) for b in boxes.values()]
    arrows = []
    for (subject, target), kinds in edges.items():
        ordered = sorted(kinds, key=lambda kind: _GRAVITY[_TONES[kind]])
        names = [view.t.label("relation", kind) for kind in ordered if kind != "other"]
        label = ", ".join(names[:_KINDS_ON_AN_ARROW]) + (" …" if len(names) > _KINDS_ON_AN_ARROW else "")
        one, two = boxes[subject], boxes[target]
        arrows.append(_arrow(one, two, _TONES[ordered[0]], label, centre, taken))
    return arrows


_Point = tuple[float, float]


def _arrow(
    one: Box, two: Box, tone: Tone, label: str, centre: _Point, taken: list[tuple[float, float, float, float]]
) -> Arrow:
    """A bow from the rim of one box to the rim of the other, drawn towards the middle of the map, where there is room.

    The two directions of a pair bow to different sides.
    """
    across, down = two.x - one.x, two.y - one.y
    inwards = min(0.45, 60 / (math.hypot(across, down) or 1.0))
    middle = (
        (one.x + two.x) / 2 - down * _BOW + inwards * (centre[0] - (one.x + two.x) / 2),
        (one.y + two.y) / 2 + across * _BOW + inwards * (centre[1] - (one.y + two.y) / 2),
    )
    start, end = _rim(one, middle), _rim(two, middle)
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    place = _free_place(start, middle, end, width(label, LABEL_SIZE) + 4, taken)
    taken.append((*place, width(label, LABEL_SIZE) + 4, LABEL_SIZE + 3))
    return Arrow(path, _head(middle, end), tone, label, round(place[0], 1), round(place[1] + 3, 1))


def _rim(box: Box, towards: _Point) -> _Point:
    """Where the line from the middle of a box to a point leaves the box."""
    dx, dy = towards[0] - box.x, towards[1] - box.y
    reach = min(
        (BOX_WIDTH / 2 + 2) / abs(dx) if dx else math.inf, (box.height / 2 + 2) / abs(dy) if dy else math.inf, 1.0
    )
    return box.x + dx * reach, box.y + dy * reach


def _head(before: _Point, tip: _Point) -> str:
    """The points of an arrowhead."""
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    points = [tip] + [
        (tip[0] - 8 * math.cos(angle + side), tip[1] - 8 * math.sin(angle + side)) for side in (0.38, -0.38)
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _free_place(
    start: _Point, middle: _Point, end: _Point, room: float, taken: Sequence[tuple[float, float, float, float]]
) -> _Point:
    """A place on the curve where a label of this width lies over the fewest others, the middle first."""
    tried = [_on_curve(start, middle, end, share) for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)]
    tried = [(min(max(x, room / 2 + 2), WIDTH - room / 2 - 2), y) for x, y in tried]

    def covered(point: _Point) -> int:
        return sum(
            abs(point[0] - x) < (room + w) / 2 and abs(point[1] - y) < (LABEL_SIZE + 3 + h) / 2 for x, y, w, h in taken
        )

    return min(tried, key=covered)


def _on_curve(start: _Point, middle: _Point, end: _Point, share: float) -> _Point:
    rest = 1 - share
    return (
        rest * rest * start[0] + 2 * rest * share * middle[0] + share * share * end[0],
        rest * rest * start[1] + 2 * rest * share * middle[1] + share * share * end[1],
    )
