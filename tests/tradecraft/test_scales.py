"""The published scales."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

from briefer.records import Confidence, Credibility, Likelihood, Reliability
from briefer.tradecraft import CONFIDENCES, CREDIBILITIES, LIKELIHOODS, RELIABILITIES, grade


def test_likelihood_bands_follow_one_another_without_a_hole() -> None:
    """ICD 203: seven terms from 1 to 99 per cent."""
    bands = list(LIKELIHOODS.values())
    assert (bands[0].low, bands[-1].high) == (1, 99)
    assert all(one.high == other.low for one, other in pairwise(bands))


def test_scales_are_complete() -> None:
    assert list(LIKELIHOODS) == list(get_args(Likelihood))
    assert list(CONFIDENCES) == list(get_args(Confidence))
    assert list(RELIABILITIES) == list(get_args(Reliability))
    assert list(CREDIBILITIES) == list(get_args(Credibility))


def test_grade_is_letter_and_digit() -> None:
    assert grade("B", 2) == "B2"
