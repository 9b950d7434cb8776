"""Renderings of a brief: one module a format, their templates beside them."""
