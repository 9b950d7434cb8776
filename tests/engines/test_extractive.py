from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from itertools import chain

import pytest

from briefer.engines.extractive import extract
from briefer.records import Document, Findings, Sentence, Source

ARTICLE = (
    "Norway will move its patrol boats from Tromso to Bodo by 15 October, a Norwegian defence official told Reuters. "
    "The transfer follows an agreement that Norway and Iceland signed in March 2024.\n\n"
    "“The boats will leave in two groups,” Defence Minister Ingrid Solberg said in Oslo on Monday. "
    "“The second group follows in 2026.”\n\n"
    "Fishermen fear that foreign trawlers could exploit the gap. "
    "The Coastal Union, which represents them, said that illegal catches were likely to rise. "
    "Russia condemned Norway for the move. "
    "In July, an unnamed source reportedly warned of clashes between trawlers.\n"
)
SENTENCES = (
    "Norway will move",
    "The transfer follows",
    "“The boats will",
    "“The second group",
    "Fishermen fear",
    "The Coastal Union",
    "Russia condemned",
    "In July,",
)


def document_of(text: str, starts: tuple[str, ...], *, language: str = "en", published: date | None = None) -> Document:
    places = [text.index(start) for start in starts]
    ends = [*places[1:], len(text)]
    sentences = tuple(
        Sentence(start, start + len(text[start:end].rstrip()), text[:start].count("\n\n") + 1)
        for start, end in zip(places, ends, strict=True)
    )
    source = Source(uri="article.txt", published=published, language=language)
    return Document(id=Document.identify(text), text=text, sentences=sentences, source=source)


@pytest.fixture(scope="module")
def article() -> Document:
    return document_of(ARTICLE, SENTENCES, published=date(2025, 8, 22))


@pytest.fixture(scope="module")
def findings(article: Document) -> Findings:
    return extract(article)


def test_events_hold_the_deadline_and_the_past(findings: Findings) -> None:
    told = {event.date: event.status for event in findings.events}
    assert told["2025-10-15"] in {"scheduled", "alleged"}
    assert told["2024-03"] == "occurred"
    assert told["2025-07"] == "alleged"


def test_statements_hold_speaker_quotation_and_outlet(findings: Findings) -> None:
    by_speaker = {statement.speaker: statement for statement in findings.statements}
    assert by_speaker["a Norwegian defence official"].outlet == "Reuters"
    assert by_speaker["Ingrid Solberg"].quotation == "The second group follows in 2026."


def test_risks_hold_the_fear_and_the_likelihood(findings: Findings) -> None:
    assert "foreign trawlers could exploit the gap" in {risk.title for risk in findings.risks}
    assert "likely" in {risk.likelihood for risk in findings.risks}


def test_relations_hold_the_condemnation(findings: Findings) -> None:
    assert ("Russia", "opposes", "Norway") in {(one.subject, one.kind, one.object) for one in findings.relations}


def test_actors_are_those_of_the_resolver(findings: Findings) -> None:
    assert {"Norway", "Ingrid Solberg"} <= {actor.name for actor in findings.actors}


def test_nothing_is_written_that_the_source_does_not_say(article: Document, findings: Findings) -> None:
    flat = " ".join(article.text.split())
    texts = chain(
        (point.text for point in findings.key_points),
        (event.text for event in findings.events),
        (risk.title for risk in findings.risks),
        (relation.text for relation in findings.relations),
        (statement.claim for statement in findings.statements),
        (statement.quotation or "" for statement in findings.statements),
    )
    assert [text for text in texts if text.strip("… ") not in flat] == []


def test_every_finding_cites_sentences_and_carries_no_verdict(article: Document, findings: Findings) -> None:
    found = [
        *findings.key_points,
        *findings.actors,
        *findings.relations,
        *findings.events,
        *findings.risks,
        *findings.statements,
    ]
    assert all(one.citations and one.support is None for one in found)
    assert all(
        citation.quote == article.text[citation.start : citation.end] for one in found for citation in one.citations
    )


def test_findings_survive_json(findings: Findings) -> None:
    assert Findings.model_validate_json(findings.model_dump_json()) == findings


def test_language_without_rules_says_what_was_not_looked_for() -> None:
    text = "Norwegen verlegt seine Boote am 2025-10-15 nach Bodo. Das sagte ein Sprecher der Regierung in Oslo."
    found = extract(document_of(text, ("Norwegen", "Das sagte"), language="de", published=date(2025, 8, 22)))
    assert [gap.kind for gap in found.gaps] == ["caveat"]
    assert (found.statements, found.risks, found.relations) == ((), (), ())
    assert found.events[0].date == "2025-10-15"


def test_english_is_recognised_where_the_source_names_no_language(article: Document) -> None:
    unnamed = article.model_copy(update={"source": article.source.model_copy(update={"language": "und"})})
    assert extract(unnamed).gaps == ()


def test_document_without_sentences_has_no_findings() -> None:
    source = Source(uri="empty.txt", language="en")
    empty = Document(id=Document.identify(""), text="", sentences=(), source=source)
    assert extract(empty) == Findings()


def test_same_findings_whatever_the_hash_seed() -> None:
    code = (
        "from tests.engines.test_extractive import ARTICLE, SENTENCES, document_of\n"
        "from briefer.engines.extractive import extract\n"
        "print(extract(document_of(ARTICLE, SENTENCES)).model_dump_json())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("piece", ["word ", "may ", '"', "“", "said that, ", "in 2019 and ", "A, ", "risk of "])
def test_endless_sentence_costs_no_more_than_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    source = Source(uri="line.txt", language="en")
    document = Document(
        id=Document.identify(text), text=text, sentences=(Sentence(0, len(text.rstrip()), 1),), source=source
    )
    started = time.process_time()
    extract(document)
    assert time.process_time() - started < 5
