"""The published scales that a brief is written in: likelihood, confidence, and the Admiralty code.

Sources:

- Likelihood and confidence: Intelligence Community Directive 203, *Analytic Standards* (Office of the Director of
  National Intelligence, 2 January 2015; technical amendment 12 June 2023), section D.6.e(2). A product uses one row of
  terms throughout and does not put a confidence level and a degree of likelihood into one sentence.
- Reliability and credibility: the Admiralty code as in NATO STANAG 2511 and AJP-2.1, and US Army FM 2-22.3 (2006),
  appendix B. The two are rated independently of one another.
"""

from __future__ import annotations

from typing import NamedTuple

from briefer.records import Confidence, Credibility, Likelihood, Reliability


class Band(NamedTuple):
    """The probability that a likelihood term stands for, in per cent, and its other accepted wording."""

    low: int
    high: int
    alternative: str

    def __str__(self) -> str:
        return f"{self.low}–{self.high}%"


LIKELIHOODS: dict[Likelihood, Band] = {
    "almost no chance": Band(1, 5, "remote"),
    "very unlikely": Band(5, 20, "highly improbable"),
    "unlikely": Band(20, 45, "improbable"),
    "roughly even chance": Band(45, 55, "roughly even odds"),
    "likely": Band(55, 80, "probable"),
    "very likely": Band(80, 95, "highly probable"),
    "almost certain": Band(95, 99, "nearly certain"),
}

CONFIDENCES: dict[Confidence, str] = {
    "low": "scant, questionable or poorly corroborated information, or weak inference",
    "moderate": "credibly sourced and plausible information, not of enough quality or corroboration for more",
    "high": "high-quality information from several sources, or an issue that allows a solid judgment",
}

RELIABILITIES: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}

CREDIBILITIES: dict[Credibility, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


def grade(reliability: Reliability, credibility: Credibility) -> str:
    """The Admiralty grade in its usual form, such as ``B2``."""
    return f"{reliability}{credibility}"
