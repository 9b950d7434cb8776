"""Grounding: every claim against the sentences that it cites."""

from briefer.grounding.ground import ground
from briefer.grounding.passage import SourceIndexes, index_sources

__all__ = ["SourceIndexes", "ground", "index_sources"]
