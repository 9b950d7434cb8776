"""Tradecraft: the published scales that a brief is written in, and the check of a finished brief against the standards."""

from briefer.tradecraft.lint import STALE_DAYS, lint
from briefer.tradecraft.scales import CONFIDENCES, CREDIBILITIES, LIKELIHOODS, RELIABILITIES, Band, grade
from briefer.tradecraft.standards import STANDARDS

__all__ = [
    "CONFIDENCES",
    "CREDIBILITIES",
    "LIKELIHOODS",
    "RELIABILITIES",
    "STALE_DAYS",
    "STANDARDS",
    "Band",
    "grade",
    "lint",
]
