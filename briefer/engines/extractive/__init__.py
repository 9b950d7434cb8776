"""The extractive engine: rules that select, label and normalise sentences of the source; no weights, no network."""

from __future__ import annotations

from briefer.engines.extractive.extraction import extract

__all__ = ["extract"]
