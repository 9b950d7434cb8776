"""Grounding: every claim against the sentences that it cites."""

from briefer.grounding.ground import ground

__all__ = ["ground"]
