"""Grounding: every claim against the sentences that it cites."""

from briefer.grounding.ground import ground
from briefer.grounding.passage import index_sources

__all__ = ["ground", "index_sources"]
