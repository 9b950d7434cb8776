"""The Markdown brief: its parts, its footnotes, what is shown and what is only counted."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from briefer.records import (
    Actor,
    Brief,
    BriefedSource,
    Citation,
    Claim,
    Event,
    Gap,
    Indicator,
    Judgment,
    Missing,
    Provenance,
    Relation,
    Risk,
    Statement,
    Support,
)
from briefer.rendering.markdown import render_markdown

SOURCE = BriefedSource(
    uri="strait.txt",
    title="Strait closes",
    published=date(2026, 3, 12),
    number=1,
    document="ab" * 32,
    words=1200,
    sentences=60,
)
SUPPORTED = Support(verdict="supported")


def cited(number: int, quote: str = "The strait was closed.") -> tuple[Citation, ...]:
    return (Citation(document="ab" * 32, first=number, last=number, paragraph=2, start=0, end=len(quote), quote=quote),)


def brief(**sections: Any) -> Brief:
    engine = sections.pop("engine", "llm")
    provenance = Provenance(engine=engine, reason="as asked", model="stand-in", settings="0", versions={"briefer": "1"})
    values: dict[str, Any] = {"title": "Strait closes", "as_of": date(2026, 3, 12), "sources": (SOURCE,)}
    return Brief(provenance=provenance, **values | sections)


def page(made: Brief) -> str:
    options = Options.CMARK_OPT_FOOTNOTES
    return str(cmarkgfm.github_flavored_markdown_to_html(render_markdown(made), options=options))


FULL = brief(
    bottom_line=(Claim(text="The strait is closed.", citations=cited(1), support=SUPPORTED),),
    judgments=(
        Judgment(statement="It will very likely stay closed.", likelihood="very likely", confidence="moderate",
                 confidence_reason="Two sides agree.", alternative="It opens.", citations=cited(2), support=SUPPORTED),
    ),
    indicators=(Indicator(observable="Pilots return", judgment=1, effect="less likely"),),
    actors=(Actor(name="Ouren Tassid", kind="person", role="president", citations=cited(1), support=SUPPORTED),),
    relations=(Relation(subject="A", kind="opposes", object="B", text="A opposes B.", citations=cited(1), support=SUPPORTED),),
    events=(
        Event(text="The strait was closed.", date="2026-03-03", citations=cited(1), support=SUPPORTED),
        Event(text="A vote is due.", date="2026-06-07", status="scheduled", citations=cited(3), support=SUPPORTED),
        Event(text="Ships left.", date_text="one spring", citations=cited(3), support=SUPPORTED),
    ),
    risks=(
        Risk(title="famine", category="humanitarian", likelihood="likely", likelihood_text="probably", impact="high",
             citations=cited(4), support=SUPPORTED),
    ),
    statements=(
        Statement(speaker="Oskeld", outlet="Radio Kelm", claim="she hopes", quotation="We wait", citations=cited(1), support=SUPPORTED),
    ),
    gaps=(Gap(kind="information", text="Nobody says why."),),
)  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [
        "# Strait closes",
        "**As of** 2026-03-12 · **Sources** 1 (F6) · **Checked** 9 of 9 claims supported",
        "**Engine** llm, stand-in (as asked).",
        "> **Bottom line.** The strait is closed.[^1]",
        "1. It will **very likely** (80–95%) stay closed.[^2]  \n   *Confidence: moderate.* Two sides agree.  \n   *Alternative:* It opens.",
        "| Pilots return | 1 | less likely |",
        "| Ouren Tassid | person | president[^1] |",
        "- **A → B** (opposes): A opposes B.[^1]",
        "| 2026-03-03 | The strait was closed.[^1] | occurred |",
        "| **2026-06-07** | A vote is due.[^3] | scheduled |",
        "| “one spring”, not resolved | Ships left.[^3] | occurred |",
        "| famine[^4] | humanitarian | likely (55–80%); source: “probably” | high |",
        "- **Oskeld** (to Radio Kelm): she hopes “We wait”[^1]",
        "- Nobody says why.",
        "1. *Strait closes*, 2026-03-12, F6, 1,200 words, strait.txt, sha256 `abababababababab`",
        "[^1]: 1 ¶2: “The strait was closed.”",
    ],
)
def test_part_stands_in_the_brief(part: str) -> None:
    assert part in render_markdown(FULL)


def test_sections_stand_in_order() -> None:
    titles = re.findall(r"^## (.*)$", render_markdown(FULL), re.MULTILINE)
    assert titles == [
        "Key judgments", "Actors", "Relations", "Timeline", "Risks", "Who said what", "Gaps and caveats", "Sources and evidence",
    ]  # fmt: skip


def test_empty_brief_has_no_empty_sections() -> None:
    titles = re.findall(r"^## (.*)$", render_markdown(brief()), re.MULTILINE)
    assert titles == ["Gaps and caveats", "Sources and evidence"]


def test_every_reference_has_its_note_and_every_note_a_reference() -> None:
    text = render_markdown(FULL)
    notes = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    references = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert notes == [str(n) for n in range(1, len(notes) + 1)]
    assert set(references) == set(notes)


def test_github_makes_tables_and_footnotes_of_it() -> None:
    made = page(FULL)
    assert made.count("<table>") == 4
    assert made.count('class="footnote-ref"') >= 9
    assert 'id="fn-4"' in made or 'id="fn4"' in made


def test_unsupported_stands_apart_and_partial_is_told() -> None:
    missing = (Missing(kind="name", text="Pellane"),)
    made = brief(
        events=(Event(text="Pellane attacked.", citations=cited(1), support=Support(verdict="unsupported", missing=missing)),),
        risks=(Risk(title="war with Pellane", category="security", citations=cited(1), support=Support(verdict="partial", missing=missing)),),
    )  # fmt: skip
    text = render_markdown(made)
    assert "## Timeline" not in text
    assert "## Not supported by the cited sentences\n\n- Pellane attacked.[^" in text
    assert "- *Partly supported:* war with Pellane[^" in text
    assert "*(name not found: Pellane)*" in text


def test_marking_stands_at_top_and_bottom() -> None:
    lines = render_markdown(brief(marking="TLP:AMBER")).strip().splitlines()
    assert (lines[0], lines[-1]) == ("**TLP:AMBER**", "**TLP:AMBER**")


def test_extractive_brief_says_that_no_model_was_used() -> None:
    text = render_markdown(brief(engine="extractive"))
    assert "no language model was used" in text
    assert "No generative AI was used" in text


def test_long_lists_are_cut_and_the_rest_counted() -> None:
    actors = tuple(Actor(name=f"Actor {n}", kind="person", citations=cited(1), support=SUPPORTED) for n in range(50))
    events = tuple(
        Event(text=f"Event {n}.", date=f"{1900 + n}", citations=cited(1), support=SUPPORTED) for n in range(50)
    )
    text = render_markdown(brief(actors=actors, events=events))
    assert "*30 more in the JSON record (`-f json`).*" in text
    assert "*20 more in the JSON record (`-f json`).*" in text
    assert "Event 49." in text
    assert "Event 0." not in text


def test_hostile_text_stays_text_in_every_section() -> None:
    bad = "<script>x</script> ![p](https://e.org/p.png) | **b** @team [^9] `c`"
    support = Support(verdict="partial", missing=(Missing(kind="name", text=bad),))
    made = brief(
        title=bad,
        bottom_line=(Claim(text=bad, citations=cited(1, bad), support=SUPPORTED),),
        actors=(Actor(name=bad, kind="other", aliases=(bad + "x",), role=bad, citations=cited(1, bad), support=support),),
        events=(Event(text=bad, date_text=bad, citations=cited(1, bad), support=SUPPORTED),),
        risks=(Risk(title=bad, category="cyber", likelihood_text=bad, indicators=(bad,), citations=cited(1, bad), support=support),),
        statements=(Statement(speaker=bad, outlet=bad, claim=bad, quotation=bad + "y", citations=cited(1, bad), support=SUPPORTED),),
        gaps=(Gap(kind="caveat", text=bad),),
        marking=bad,
    )  # fmt: skip
    made_page = page(made)
    assert "<script" not in made_page
    assert "<img" not in made_page
    assert "https://e.org" not in re.sub(r">[^<]*<", "><", made_page)
    assert "@team" not in made_page
    assert made_page.count("<tr>") == 6


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03~", "about 2026-03"),
        ("2026?", "uncertain 2026"),
        ("2026-23", "autumn 2026"),
        ("2014~/2015~", "about 2014/about 2015"),
    ],
)
def test_dates_are_told_so_that_anyone_can_read_them(value: str, told: str) -> None:
    made = brief(events=(Event(text="It was cold.", date=value, citations=cited(1), support=SUPPORTED),), as_of=None)
    assert f"| {told} | It was cold." in render_markdown(made)


def test_same_brief_gives_the_same_text() -> None:
    assert render_markdown(FULL) == render_markdown(FULL)
