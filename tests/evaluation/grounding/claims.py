"""The articles and claims of this folder: all written for it, true ones in an analyst's words and the same made false.

``development`` is what the rules were made on. ``later`` was written after them, and its errors have been read since: its
figures say how the rules fare on an article that they were not made on, not how they fare on one nobody looked at.
``first-looks`` are claims with their evidence by authors who did not know the rules, each batch looked at once before its
errors were read, so that its floors say no more than those of ``development``. What a batch gave at its first look, by the
rules of then, in per cent: true ones supported, false ones not, pairs told apart (of so many)::

    batch1   83.3   70.0   53.3   (30)        batch8   81.4   82.9   64.3   (70)
    batch2   50.0   75.0   27.5   (40)        batch9   85.7   82.9   71.4   (70)
    batch3   73.3   78.3   53.3   (60)        batch10  84.3   88.6   72.9   (70)
    batch4   58.0   82.0   42.0   (50)        batch11  80.0   78.6   64.3   (70)
    batch5   86.0   92.0   78.0   (50)        batch12  88.6   85.7   75.7   (70)
    batch6   88.3   70.0   61.7   (60)        batch13  94.3   82.9   78.6   (70)
    batch7   85.0   83.3   68.3   (60)        batch14  92.9   72.9   65.7   (70)
    batch15  78.6   81.4   61.4   (70)        batch16  75.0   82.5   60.0   (40)

A row holds a true
claim with the numbers of the sentences that it rests on, and under ``corrupted`` the same claim with one name, number,
date, denial, hedge, attribution, role, quotation, detail or citation changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefer.checking import GivenClaim, check_claim
from briefer.grounding import ground, index_sources
from briefer.records import Claim, Document, Findings, Statement
from briefer.settings import Settings
from briefer.sources import read_text

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Pair:
    """A true claim and its corruption, in the article that both cite."""

    article: Document
    row: dict[str, Any]

    @property
    def told(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The true claim and the corrupted one."""
        return self.row, self.row["corrupted"]


def files(part: str) -> list[Path]:
    """The files of one part."""
    return sorted((FOLDER / part).iterdir())


def pairs(part: str) -> Iterator[Pair]:
    """All pairs of one part."""
    for path in files(part):
        if path.suffix == ".jsonl":
            text = path.with_suffix(".txt").read_text(encoding="utf-8")
            article = read_text(text, Settings(), uri=path.stem)
            for line in path.read_text(encoding="utf-8").splitlines():
                yield Pair(article, json.loads(line))


def passes_in_document(article: Document, told: dict[str, Any]) -> bool:
    """Whether grounding in the whole article finds the claim supported by the very sentences that it cites."""
    citations = tuple(article.cite(number) for number in told["sentences"])
    indexes = index_sources([article])
    if told["speaker"]:
        statement = Statement(speaker=told["speaker"], claim=told["claim"], citations=citations)
        support = ground(Findings(statements=(statement,)), indexes, language="en").statements[0].support
    else:
        claim = Claim(text=told["claim"], citations=citations)
        support = ground(Findings(key_points=(claim,)), indexes, language="en").key_points[0].support
    assert support is not None
    return support.verdict == "supported" and not support.repaired


def passes_by_evidence(article: Document, told: dict[str, Any]) -> bool:
    """Whether the check of a claim with its evidence alone finds it supported."""
    evidence = tuple(article.sentence(number) for number in told["sentences"])
    given = GivenClaim(
        id=0, claim=told["claim"], date=article.source.published, speaker=told["speaker"], evidence=evidence
    )
    return check_claim(given).verdict == "supported"


def first_look_figures() -> dict[str, float]:
    """Per cent of true claims supported, of false ones not, and of pairs told apart, in ``first-looks``."""
    rows = [json.loads(line) for path in files("first-looks") for line in path.read_text(encoding="utf-8").splitlines()]
    is_right: dict[str, list[tuple[bool, bool]]] = {}
    for row in rows:
        given = GivenClaim.model_validate({name: row[name] for name in GivenClaim.model_fields})
        is_true = row["kind"] == "true"
        is_right.setdefault(row["pair"], []).append((is_true, (check_claim(given).verdict == "supported") == is_true))
    every = [result for results in is_right.values() for result in results]
    true, false = ([right for truth, right in every if truth == wanted] for wanted in (True, False))
    told = [all(right for _, right in results) for results in is_right.values()]
    return {
        name: round(100 * sum(hits) / len(hits), 1)
        for name, hits in (("true supported", true), ("false not supported", false), ("pairs told apart", told))
    }


def figures(part: str) -> dict[str, float]:
    """Per cent of true claims supported, of corrupted ones not, and of pairs told apart, in the document and without it."""
    found: dict[str, float] = {}
    every = list(pairs(part))
    for name, passes in (("in document", passes_in_document), ("by evidence", passes_by_evidence)):
        results = [tuple(passes(pair.article, told) for told in pair.told) for pair in every]
        for figure, hits in (
            ("true supported", sum(true for true, _ in results)),
            ("corrupted not supported", sum(not false for _, false in results)),
            ("pairs told apart", sum(true and not false for true, false in results)),
        ):
            found[f"{name}: {figure}"] = round(100 * hits / len(results), 1)
    return found
