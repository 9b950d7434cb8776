"""Compare: two briefs of the same matter, and what moved between them (ICD 203, standard 7: change explained)."""

from briefer.comparing.changes import Change, Comparison, Evidence, Moved, compare

__all__ = ["Change", "Comparison", "Evidence", "Moved", "compare"]
