"""The pictures of a brief as SVG, one source each for HTML, PDF and DOCX: timeline, actor map, risk matrix.

Colours stand as attributes, so that a picture is whole by itself; classes let a page's style sheet change them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from briefer.errors import RenderingError
from briefer.rendering import actor_figure, risk_figure, timeline_figure
from briefer.rendering.escaping import visible
from briefer.rendering.view import View

if TYPE_CHECKING:
    from jinja2 import Environment

    from briefer.records import Brief
    from briefer.rendering.formats import RenderOptions

# What XML 1.0 cannot hold.
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\ufffe\uffff]")
_VOWEL_SIGNS = re.compile("[\u064b-\u065f\u0670]")
_GEOMETRY = {"timeline": timeline_figure, "actor_map": actor_figure, "risk_matrix": risk_figure}


class Figure(NamedTuple):
    """A picture: its title, its description in words (the alternative text), its SVG, how high that is for 640 across."""

    name: str
    title: str
    description: str
    svg: str
    height: float


def harmless(value: object) -> object:
    """``value``; text without what hides, reorders or controls, or what XML cannot hold."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return _UNSAFE.sub("\ufffd", visible(value))
    return value


def drawable(value: object) -> object:
    """``value`` as a figure prints it: composed letters, and Arabic without its optional vowel signs.

    Typst gives marks of their own within a picture no text in the PDF, which PDF/A-2a does not allow.
    """
    clean = harmless(value)
    if isinstance(clean, str) and not hasattr(clean, "__html__") and not clean.isascii():
        return _VOWEL_SIGNS.sub("", unicodedata.normalize("NFC", clean))
    return clean


def draw(view: View, environment: Environment | None = None) -> dict[str, Figure | None]:
    """The pictures by name; None for one that the brief has too little for."""
    return {name: drawn(view, environment) for name, drawn in _DRAWN.items()}


def timeline(view: View, environment: Environment | None = None) -> Figure | None:
    """The picture of the timeline."""
    picture = timeline_figure.lay_out_timeline(view)
    if picture is None:
        return None
    told = "; ".join(f"{row.date}: {row.text}" for row in picture.rows)
    return _figure("timeline", view, picture, told, environment)


def actor_map(view: View, environment: Environment | None = None) -> Figure | None:
    """The picture of who acts on whom."""
    picture = actor_figure.lay_out_actors(view)
    return picture and _figure("actor_map", view, picture, "; ".join(picture.told), environment)


def risk_matrix(view: View, environment: Environment | None = None) -> Figure | None:
    """The picture of the risks by likelihood and impact."""
    picture = risk_figure.lay_out_matrix(view)
    if picture is None:
        return None
    t = view.t
    told = "; ".join(
        f"R{number} {risk.title}: {t.label('likelihood', risk.likelihood) or t('note.not_assessed')}, "
        f"{t.label('level', risk.impact) or t('note.not_assessed')}"
        for number, risk in enumerate(view.risks.items, start=1)
    )
    return _figure("risk_matrix", view, picture, told, environment)


def _figure(name: str, view: View, picture: Any, told: str, environment: Environment | None) -> Figure:
    from briefer.rendering.environment import open_environment, render_template

    environment = environment or open_environment(finalize=drawable, escapes_html=True)
    title, description = view.t(f"figure.{name}"), str(harmless(" ".join(told.split())))
    parts = {"t": view.t, "picture": picture, "form": _GEOMETRY[name], "title": title, "description": description}
    svg = render_template(environment, f"{name}.svg.j2", None, parts)
    return Figure(name, title, description, svg, picture.height)


def render_timeline(brief: Brief, options: RenderOptions) -> bytes:
    """The timeline as an SVG file; RenderingError if there is too little to draw."""
    return _file(brief, options, "timeline")


def render_actor_map(brief: Brief, options: RenderOptions) -> bytes:
    """The actor map as an SVG file; RenderingError if there is too little to draw."""
    return _file(brief, options, "actor_map")


def render_risk_matrix(brief: Brief, options: RenderOptions) -> bytes:
    """The risk matrix as an SVG file; RenderingError if there is too little to draw."""
    return _file(brief, options, "risk_matrix")


_DRAWN = {"timeline": timeline, "actor_map": actor_map, "risk_matrix": risk_matrix}
_LACKING = {
    "timeline": "fewer than two events of the brief have dates",
    "actor_map": "the brief has no relations between actors",
    "risk_matrix": "likelihood or impact was assessed for no risk of the brief",
}


def _file(brief: Brief, options: RenderOptions, name: str) -> bytes:
    from briefer.rendering.environment import open_environment

    environment = open_environment(finalize=drawable, options=options, escapes_html=True)
    figure = _DRAWN[name](View(brief, options), environment)
    if figure is None:
        message = f"there is nothing to draw: {_LACKING[name]}"
        raise RenderingError(message)
    return figure.svg.encode("utf-8", "replace")
