"""Stories told by several articles, all written for this folder, with what merging should make of them.

``gold.json`` of a story holds ``aliases`` (groups of forms of one actor), ``contradictions`` (kind and the values that
stand against each other), ``copies`` (the copy, then what it repeats), ``same_events`` (pairs of passages, ``article:words``,
that one event should cite together) and ``other_events`` (pairs that no event may).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from briefer.engines.engine import Extraction
from briefer.engines.extractive import extract
from briefer.records import Contradiction, Document, Findings
from briefer.settings import Settings
from briefer.settling import Settling
from briefer.sources import read_text
from briefer.text.names import name_key

FOLDER = Path(__file__).resolve().parent / "stories"


@dataclass(frozen=True)
class Story:
    """The articles of a story by name, what they merge into, and what they should."""

    articles: dict[str, Document]
    found: Findings
    gold: dict[str, Any]


def files() -> list[Path]:
    """All files of the set."""
    return sorted(path for path in FOLDER.rglob("*") if path.is_file())


def stories() -> list[Story]:
    """Every story, briefed by the rules."""
    told = []
    for folder in sorted(FOLDER.iterdir()):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        articles = {
            path.stem: read_text(path.read_text(encoding="utf-8"), Settings(), uri=path.name)
            for path in sorted(folder.glob("*.txt"))
        }
        documents = list(articles.values())
        extractions = [Extraction(document, (extract(document),)) for document in documents]
        told.append(Story(articles, Settling(documents, None).findings(extractions), gold))
    return told


def _pairs(groups: list[list[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted({name_key(form) for form in group}), 2)}


def _is_gold(contradiction: Contradiction, wanted: dict[str, Any]) -> bool:
    return contradiction.kind == wanted["kind"] and all(value in contradiction.subject for value in wanted["values"])


def _together(story: Story, pair: list[str]) -> bool:
    """Whether one event cites a sentence with the words of either passage."""
    ids = {name: document.id for name, document in story.articles.items()}
    passages = [(ids[name], words) for name, _, words in (passage.partition(":") for passage in pair)]
    return any(
        all(any(c.document == document and words in c.quote for c in event.citations) for document, words in passages)
        for event in story.found.events
    )


def _events(told: list[Story]) -> dict[str, float]:
    """Per cent: tellings of one happening that came together, and those of two that stayed apart."""
    same = [_together(story, pair) for story in told for pair in story.gold["same_events"]]
    other = [not _together(story, pair) for story in told for pair in story.gold["other_events"]]
    return {
        "same events together": round(100 * sum(same) / len(same), 1),
        "other events apart": round(100 * sum(other) / len(other), 1),
    }


def figures(told: list[Story]) -> dict[str, float]:
    """Per cent: alias pairs, pairs of gold actors kept apart, contradictions and copies."""
    gold_pairs = found_pairs = right_pairs = entities = apart = 0
    real = shown = right = copies = copies_right = 0
    for story in told:
        known = {name_key(form): place for place, group in enumerate(story.gold["aliases"]) for form in group}
        groups = [[f for f in (a.name, *a.aliases) if name_key(f) in known] for a in story.found.actors]
        gold, found = _pairs(story.gold["aliases"]), _pairs(groups)
        gold_pairs, found_pairs, right_pairs = (
            gold_pairs + len(gold), found_pairs + len(found), right_pairs + len(gold & found),
        )  # fmt: skip
        mixed = {pair for group in groups for pair in combinations(sorted({known[name_key(f)] for f in group}), 2)}
        total = len(list(combinations(story.gold["aliases"], 2)))
        entities, apart = entities + total, apart + total - len(mixed)
        wanted = story.gold["contradictions"]
        real += len(wanted)
        shown += len(story.found.contradictions)
        right += sum(any(_is_gold(each, one) for one in wanted) for each in story.found.contradictions)
        ids = {name: document.id for name, document in story.articles.items()}
        pairs = {(ids[copy], ids[original]) for copy, original in story.gold["copies"]}
        copies += len(pairs | story.found.copies.items())
        copies_right += len(pairs & story.found.copies.items())
    precision, recall = right_pairs / found_pairs, right_pairs / gold_pairs
    return {
        "alias pair F1": round(200 * precision * recall / (precision + recall), 1),
        "gold actors kept apart": round(100 * apart / entities, 1),
        "contradictions precision": round(100 * right / shown, 1),
        "contradictions recall": round(100 * right / real, 1),
        "copies": round(100 * copies_right / copies, 1),
    } | _events(told)
