"""Grounding: every claim against the sentences that it cites."""

from briefer.grounding.evidence import find_evidence
from briefer.grounding.ground import ground, ground_excerpt
from briefer.grounding.passage import SourceIndexes, index_sources

__all__ = ["SourceIndexes", "find_evidence", "ground", "ground_excerpt", "index_sources"]
