"""The AI statement: true of each engine, and the same on every day."""

from __future__ import annotations

from datetime import date

from briefer.records import Brief, BriefedSource, Claim, Provenance, Support
from briefer.rendering.statement import ai_statement
from briefer.sealing import digest_of, seal

SOURCE = BriefedSource(uri="a.txt", number=1, document="ab" * 32, words=3, sentences=1)


def made(engine: str, *verdicts: str, **provenance: object) -> Brief:
    return Brief(
        title="x",
        sources=(SOURCE,),
        bottom_line=tuple(
            Claim(text="x", support=Support.model_validate({"verdict": verdict})) for verdict in verdicts
        ),
        provenance=Provenance.model_validate(
            {"engine": engine, "reason": "as asked", "settings": "0", "versions": {"briefer": "1.2"}} | provenance
        ),
    )


def test_extractive_brief_claims_no_generative_ai() -> None:
    told = " ".join(ai_statement(made("extractive", "supported", prepared=date(2026, 3, 4))))
    assert told.startswith("No generative AI was used")
    assert "briefer 1.2" in told
    assert "as of 2026-03-04" in told


def test_model_is_named_with_what_it_did_and_what_nobody_checked() -> None:
    told = " ".join(ai_statement(made("llm", "supported", "partial", model="gpt-x", failed=2)))
    assert "Generative AI was used" in told
    assert "gpt-x" in told
    assert "1 of 2 claims (50%)" in told
    assert "Not checked by code" in told
    assert "2 of its answers could not be used" in told


def test_share_is_never_rounded_up() -> None:
    told = " ".join(ai_statement(made("llm", *["supported"] * 399, "partial")))
    assert "399 of 400 claims (99%)" in told


def test_sealed_brief_names_its_digest() -> None:
    sealed = seal(made("extractive", "supported"))
    assert sealed.digest is not None
    assert sealed.digest[:16] in " ".join(ai_statement(sealed))


def test_what_a_run_cost_does_not_change_the_digest() -> None:
    first = made("llm", "supported", calls=3, cached=0, cost=0.2)
    assert digest_of(first) == digest_of(made("llm", "supported", calls=0, cached=3))
    assert digest_of(first) != digest_of(made("llm", "partial"))
