"""The check of any text against its sources, and of claims with their evidence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from briefer import check
from briefer.checking import check_claims
from briefer.errors import NothingToBrief, SourceNotFound

ARTICLE = (
    "The ferry company Nautis cancelled 14 sailings to Orvik on Monday because of a storm. "
    "Captain Lene Dahl denied that any passenger had been hurt. "
    "“We turned back before the worst of it,” she said. Service may resume on Wednesday.\n"
)
SUMMARY = (
    "# Ferries\n\nNautis called off 14 sailings to Orvik on 9 March 2026. A passenger was hurt.\n\n"
    "- Service will resume on Wednesday.\n- A volcano erupted on Mars.\n"
)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    article, summary = tmp_path / "article.txt", tmp_path / "summary.md"
    article.write_text(ARTICLE, encoding="utf-8")
    summary.write_text(SUMMARY, encoding="utf-8")
    return summary, article


def test_each_sentence_has_its_verdict(made: tuple[Path, Path]) -> None:
    found = check(*made, published=date(2026, 3, 10))
    verdicts = [sentence.support.verdict for sentence in found.sentences if sentence.support]
    assert verdicts == ["supported", "unsupported", "partial", "unsupported"]
    assert not found.is_supported


def test_evidence_is_found_without_citations(made: tuple[Path, Path]) -> None:
    found = check(*made, published=date(2026, 3, 10))
    assert "cancelled 14 sailings" in found.sentences[0].citations[0].quote


def test_sentence_about_something_else_has_no_evidence(made: tuple[Path, Path]) -> None:
    assert check(*made).sentences[-1].citations == ()


def test_heading_is_not_checked_and_counted(made: tuple[Path, Path]) -> None:
    found = check(*made)
    assert (found.unchecked, len(found.sentences)) == (1, 4)


def test_markdown_tells_what_is_missing_and_where_to_look(made: tuple[Path, Path]) -> None:
    text = check(*made, published=date(2026, 3, 10)).to_markdown()
    assert "1 of 4 sentences supported" in text
    assert "hedge lost or added: may resume" in text
    assert "nearest evidence" in text


def test_json_is_whole(made: tuple[Path, Path]) -> None:
    content = json.loads(check(*made).to_json())
    assert [sentence["number"] for sentence in content["sentences"]] == [2, 3, 4, 5]


def test_same_check_gives_the_same_text(made: tuple[Path, Path]) -> None:
    assert check(*made).to_markdown() == check(*made).to_markdown()


def test_missing_text_is_told(made: tuple[Path, Path]) -> None:
    with pytest.raises(SourceNotFound):
        check("nowhere.md", made[1])


def test_missing_sources_are_told(made: tuple[Path, Path]) -> None:
    with pytest.raises(NothingToBrief):
        check(made[0], "nowhere.txt")


def test_claims_are_answered_in_order_and_as_they_come() -> None:
    read: list[int] = []

    def lines() -> object:
        for number in range(3):
            read.append(number)
            yield json.dumps({"id": number, "claim": "The port is shut.", "evidence": ["The port was shut."]})

    answers = check_claims(lines())  # type: ignore[arg-type]
    assert next(answers).id == 0
    assert read == [0]
    assert [answer.id for answer in answers] == [1, 2]


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": 7}', '{"id": 7, "claim": ""}', "[" * 100_000])
def test_line_that_is_no_claim_is_answered_with_its_error(line: str) -> None:
    (answer,) = check_claims([line])
    assert answer.verdict == "unsupported"
    assert answer.error is not None
    assert answer.error.startswith("line 1: ")


def test_claim_without_evidence_is_unsupported() -> None:
    (answer,) = check_claims(['{"id": 1, "claim": "The port is shut."}'])
    assert [missing.kind for missing in answer.missing] == ["citation"]


def test_date_of_the_evidence_resolves_its_weekdays() -> None:
    row = {
        "id": 1,
        "claim": "Talks begin on 5 May 2026.",
        "date": "2026-05-01",
        "evidence": ["Talks begin on Tuesday."],
    }
    (answer,) = check_claims([json.dumps(row)])
    assert answer.verdict == "supported"
