"""Renderings of a brief: one module a format, their templates beside them; ``render`` makes any of them."""

from briefer.rendering.formats import FORMATS, RenderOptions, check, format_by_extension, render

__all__ = ["FORMATS", "RenderOptions", "check", "format_by_extension", "render"]
