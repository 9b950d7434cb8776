"""Merging: one actor per actor, one event per event, whichever chunk or document tells of it."""

from briefer.merging.contradictions import borne_out
from briefer.merging.merge import merge

__all__ = ["borne_out", "merge"]
