"""Merging: one actor per actor, one event per event, whichever chunk or document tells of it."""

from briefer.merging.merge import merge

__all__ = ["merge"]
