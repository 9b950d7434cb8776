"""Tradecraft: the published scales that a brief is written in, and beside them (``lint``) the check of a finished brief against the standards."""

from briefer.tradecraft.scales import CONFIDENCES, CREDIBILITIES, LIKELIHOODS, RELIABILITIES, Band, grade
from briefer.tradecraft.standards import STANDARDS

__all__ = [
    "CONFIDENCES",
    "CREDIBILITIES",
    "LIKELIHOODS",
    "RELIABILITIES",
    "STANDARDS",
    "Band",
    "grade",
]
