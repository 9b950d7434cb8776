"""The record itself, as JSON by the schema that ``brief schema`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefer.records import Brief
    from briefer.rendering.formats import RenderOptions


def render_file(brief: Brief, options: RenderOptions) -> bytes:  # noqa: ARG001 - a renderer's signature
    """``brief`` as JSON in UTF-8."""
    return brief.to_json().encode("utf-8", "replace")
