"""The STIX bundle, judged by the OASIS validator."""

from __future__ import annotations

import json
from typing import Any

import pytest
from stix2validator import ValidationOptions, validate_parsed_json

from briefer.records import Brief
from briefer.rendering import render
from tests.rendering.samples import HOSTILE, brief, full, hostile


def objects(made: Brief) -> list[dict[str, Any]]:
    return list(json.loads(render(made, "stix"))["objects"])


def of_type(made: Brief, kind: str) -> list[dict[str, Any]]:
    return [each for each in objects(made) if each["type"] == kind]


@pytest.mark.parametrize(
    "made",
    [full(), brief(sources=(), title="", as_of=None), hostile(" · ".join(HOSTILE))],
    ids=["full", "empty", "hostile"],
)
def test_bundle_is_valid(made: Brief) -> None:
    result = validate_parsed_json(json.loads(render(made, "stix")), ValidationOptions(version="2.1"))
    assert result.is_valid, [str(error) for each in result.object_results for error in each.errors or ()]


def test_designated_group_is_a_threat_actor_and_others_are_identities() -> None:
    made = full()
    assert [(each["name"], each["threat_actor_types"]) for each in of_type(made, "threat-actor")] == [
        ("Ardhene Shore Guard", ["terrorist"])
    ]
    assert {each["name"] for each in of_type(made, "identity")} == {"briefer", "Corvane", "Ouren Tassid"}


def test_place_is_a_location_in_the_country_that_its_role_names() -> None:
    assert [(each["name"], each["country"]) for each in of_type(full(), "location")] == [("Erbil", "IQ")]


def test_relation_joins_its_actors() -> None:
    made = full()
    names = {each["id"]: each["name"] for each in objects(made) if "name" in each}
    told = {
        (names[r["source_ref"]], r["relationship_type"], names[r["target_ref"]]) for r in of_type(made, "relationship")
    }
    assert told == {("Ardhene Shore Guard", "targets", "Corvane"), ("Ouren Tassid", "related-to", "Corvane")}


def test_every_claim_is_a_note_with_its_quotes() -> None:
    made = full()
    notes = of_type(made, "note")
    assert len(notes) == len(list(made.claims()))
    content = next(note["content"] for note in notes if "shelled a patrol" in note["content"])
    assert "Source 1, paragraph 2: “Sentence 4 of the article tells of the strait.”" in content
    assert "Checked against the cited sentences: supported." in content


def test_likelihood_is_told_and_never_a_confidence() -> None:
    judged = {
        note["content"].splitlines()[0]: note for note in of_type(full(), "note") if note["abstract"] == "judgment"
    }
    first = judged["The strait will very likely stay closed until May."]
    assert "Likelihood (ICD 203): very likely, 80–95%." in first["content"]
    assert first["confidence"] == 50
    assert all("confidence" not in note for note in of_type(full(), "note") if note["abstract"] != "judgment")


def test_everything_is_in_the_report() -> None:
    made = full()
    (report,) = of_type(made, "report")
    others = {each["id"] for each in objects(made) if each["type"] not in ("report", "marking-definition")}
    assert set(report["object_refs"]) == others
    assert report["published"] == "2026-03-12T00:00:00Z"


@pytest.mark.parametrize(
    ("marking", "tlp", "statements"),
    [("TLP:AMBER", "amber", []), ("TLP:CLEAR", "white", []), ("tlp:red", "red", []), ("TLP:AMBER+STRICT", "amber", ["TLP:AMBER+STRICT"]), ("RESTRICTED", None, ["RESTRICTED"]), (None, None, [])],
)  # fmt: skip
def test_marking_is_carried(marking: str | None, tlp: str | None, statements: list[str]) -> None:
    made = full(marking=marking)
    found = of_type(made, "marking-definition")
    assert [each["definition"]["tlp"] for each in found if each["definition_type"] == "tlp"] == ([tlp] if tlp else [])
    assert [each["definition"]["statement"] for each in found if each["definition_type"] == "statement"] == statements
    marked = [each for each in objects(made) if each["type"] != "marking-definition"]
    assert all(("object_marking_refs" in each) == bool(marking) for each in marked)


def test_ids_are_the_same_on_repetition_and_differ_between_sources() -> None:
    assert [o["id"] for o in objects(full())] == [o["id"] for o in objects(full())]
    other = full(sources=(full().sources[0].model_copy(update={"document": "99" * 32}),))
    assert not {o["id"] for o in of_type(full(), "report")} & {o["id"] for o in of_type(other, "report")}
