"""CSV: a row each, evidence beside it, no formulas."""

from __future__ import annotations

import csv
import io

import pytest

from briefer.records import Brief
from briefer.rendering import RenderOptions, render
from tests.rendering.samples import HOSTILE, brief, full, hostile


def rows(made: Brief, name: str, **options: object) -> list[dict[str, str]]:
    content = render(made, name, RenderOptions(**options)).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_event_stands_with_bounds_and_evidence() -> None:
    row = rows(full(), "csv-events")[1]
    assert (row["date"], row["earliest"], row["latest"], row["status"]) == (
        "2026-04/2026-05",
        "2026-04-01",
        "2026-05-31",
        "possible",
    )
    assert (row["verdict"], row["paragraphs"]) == ("supported", "1 ¶3")
    assert row["quotes"] == "Sentence 6 of the article tells of the strait."


def test_risk_keeps_likelihood_and_wording_apart() -> None:
    row = rows(full(), "csv-risks")[0]
    assert (row["likelihood"], row["likelihood_band"], row["likelihood_text"], row["impact"]) == (
        "likely",
        "55–80%",
        "probably",
        "high",
    )


def test_actor_stands_with_its_other_names() -> None:
    assert rows(full(), "csv-actors")[1]["aliases"] == "ASG"


def test_one_table_of_all_says_which_record_a_row_is() -> None:
    kinds = [row["record"] for row in rows(full(), "csv")]
    assert kinds == ["actor"] * 4 + ["event"] * 5 + ["risk"] * 2


def test_sections_choose_the_rows() -> None:
    assert {row["record"] for row in rows(full(), "csv", sections=("risks",))} == {"risk"}


def test_no_cell_is_a_formula() -> None:
    for text in (*HOSTILE, "+1", "-1", "@x", "\t=1"):
        for row in rows(hostile(text), "csv"):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


@pytest.mark.parametrize("name", ["csv", "csv-actors", "csv-events", "csv-risks"])
def test_brief_with_nothing_in_it_has_a_head_and_no_rows(name: str) -> None:
    assert rows(brief(sources=()), name) == []
    assert render(brief(), name).startswith(b"\xef\xbb\xbf")
