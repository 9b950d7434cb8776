"""Briefs to render: one with everything in it, and ones that strain a page. All of it is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefer.records import (
    Actor,
    Brief,
    BriefedSource,
    Citation,
    Claim,
    Contradiction,
    Event,
    Gap,
    Indicator,
    Judgment,
    Missing,
    Problem,
    Provenance,
    Relation,
    Risk,
    Statement,
    Support,
)

DOCUMENT, OTHER = "ab" * 32, "cd" * 32
SUPPORTED = Support(verdict="supported")
PARTIAL = Support(verdict="partial", missing=(Missing(kind="name", text="Pellane"),))
UNSUPPORTED = Support(verdict="unsupported", missing=(Missing(kind="number", text="4,000"),))


def cited(number: int, quote: str = "", document: str = DOCUMENT) -> tuple[Citation, ...]:
    """A citation of sentence ``number``."""
    text = quote or f"Sentence {number} of the article tells of the strait."
    start = number * 100
    return (
        Citation(
            document=document, first=number, last=number, paragraph=1 + number // 3, start=start,
            end=start + len(text), quote=text,
        ),
    )  # fmt: skip


def source(number: int = 1, document: str = DOCUMENT, **values: Any) -> BriefedSource:
    """A source of a brief."""
    known: dict[str, Any] = {
        "uri": f"article-{number}.txt", "title": f"Strait closes, part {number}", "publisher": "Inner Sea Post",
        "published": date(2026, 3, 12), "language": "en", "words": 1200, "sentences": 60,
    }  # fmt: skip
    return BriefedSource(number=number, document=document, **known | values)


def brief(**sections: Any) -> Brief:
    """A brief with these sections."""
    engine = sections.pop("engine", "llm")
    provenance = Provenance(engine=engine, reason="as asked", model="stand-in", settings="0", versions={"briefer": "1"})
    values: dict[str, Any] = {"title": "Strait closes", "as_of": date(2026, 3, 12), "sources": (source(),)}
    return Brief(provenance=provenance, **values | sections)


def full(**sections: Any) -> Brief:
    """A brief in which every section has something."""
    both = (*cited(2), *cited(5, document=OTHER))
    values: dict[str, Any] = {
        "marking": "TLP:AMBER",
        "sources": (source(), source(2, OTHER)),
        "bottom_line": (Claim(text="The strait is closed to tankers.", citations=cited(1), support=SUPPORTED),),
        "judgments": (
            Judgment(
                statement="The strait will very likely stay closed until May.", likelihood="very likely", confidence="moderate",
                confidence_reason="Both capitals agree.", alternative="A pilots' strike ends first.", citations=both, support=SUPPORTED,
            ),
            Judgment(
                statement="A convoy will probably be tried.", likelihood="likely", confidence="low",
                confidence_reason="One unnamed officer.", citations=cited(3), support=SUPPORTED,
            ),
        ),
        "indicators": (Indicator(observable="Pilots return to work", judgment=1, effect="less likely"),),
        "assumptions": ("The mediator keeps her mandate.",),
        "key_points": (Claim(text="Pilots are on strike.", citations=cited(3), support=SUPPORTED.model_copy(update={"repaired": True})),),
        "actors": (
            Actor(name="Corvane", kind="state", role="state on the southern shore", activity="closed the strait", stance="firm", citations=cited(1), support=SUPPORTED),
            Actor(name="Ardhene Shore Guard", kind="armed_group", aliases=("ASG",), role="militia designated as a terrorist organisation", citations=cited(4, "The ASG is designated as a terrorist organisation."), support=SUPPORTED),
            Actor(name="Ouren Tassid", kind="person", role="president of Halmeria", citations=cited(2), support=SUPPORTED),
            Actor(name="Erbil", kind="place", role="city in Iraq", citations=cited(2), support=SUPPORTED),
        ),
        "relations": (
            Relation(subject="Ardhene Shore Guard", kind="attacks", object="Corvane", text="The ASG shelled a patrol of Corvane.", citations=cited(4), support=SUPPORTED),
            Relation(subject="Ouren Tassid", kind="negotiates_with", object="Corvane", text="Tassid talks to Corvane.", citations=cited(2), support=SUPPORTED),
        ),
        "events": (
            Event(text="The strait was closed.", date="2026-03-03", actors=("Corvane",), citations=both, support=SUPPORTED),
            Event(text="Grain may run out.", date="2026-04/2026-05", status="possible", citations=cited(6), support=SUPPORTED),
            Event(text="A vote is due in Halmeria.", date="2026-06-07", status="scheduled", citations=cited(3), support=SUPPORTED),
            Event(text="Ships left.", date_text="one spring", citations=cited(3), support=SUPPORTED),
        ),
        "risks": (
            Risk(title="famine in Pellane", category="humanitarian", likelihood="likely", likelihood_text="probably", impact="high", horizon="May 2026", indicators=("bread queues",), citations=cited(6), support=SUPPORTED),
            Risk(title="clash at sea", category="security", citations=cited(4), support=PARTIAL),
        ),
        "statements": (
            Statement(speaker="Hanne Oskeld", outlet="Radio Kelm", claim="she hopes for answers by Monday", quotation="We wait", citations=cited(7), support=SUPPORTED),
        ),
        "contradictions": (
            Contradiction(subject="dead in the shelling", kind="number", sides=(
                Claim(text="Three sailors died.", citations=cited(8)), Claim(text="Five sailors died.", citations=cited(9, document=OTHER)),
            )),
        ),
        "gaps": (Gap(kind="information", text="Nobody says why."), Gap(kind="source", text="Not read: gone.txt.")),
        "problems": (Problem(rule="certainty", standard=2, text="Judgment 2 gives no basis.", place="judgment 2"),),
    }  # fmt: skip
    extra = Event(text="4,000 men marched.", date="2026-02", citations=cited(9), support=UNSUPPORTED)
    made = brief(**values | sections)
    return made if "events" in sections else made.model_copy(update={"events": (*made.events, extra)})


HOSTILE = [
    '#read("/etc/passwd")', "] #panic() [", "$ x^2 $", "\\ \\\\ \\u{41}", '" + "quote', "*bold* _it_ `raw` <label> @ref",
    "= heading", "// comment /* */", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }} {% raw %}",
    "<!channel> <@U123> <https://e.org|x> @here @channel", "=HYPERLINK(1)", "a;b:c,d\nBEGIN:VEVENT", "\x00\x08\ud800\ufffe", "</style></svg>]]>",
]  # fmt: skip


def hostile(text: str) -> Brief:
    """``text`` in every place that holds words."""
    quote = cited(1, text)
    return full(
        title=text, marking=text,
        sources=(source(title=text, publisher=text, author=text, uri=text),),
        bottom_line=(Claim(text=text, citations=quote, support=SUPPORTED),),
        judgments=(Judgment(statement=text, likelihood="likely", confidence="low", confidence_reason=text, alternative=text, citations=quote),),
        indicators=(Indicator(observable=text, judgment=1, effect=text),), assumptions=(text,),
        key_points=(Claim(text=text, citations=quote),),
        actors=(Actor(name=text, kind="other", aliases=(text + "x",), role=text, activity=text, stance=text, citations=quote),
                Actor(name="Corvane", kind="state", citations=quote)),
        relations=(Relation(subject=text, kind="attacks", object="Corvane", text=text, citations=quote),),
        events=(Event(text=text, date="2026-06-01", status="scheduled", citations=quote), Event(text=text, date="2026-01", date_text=text, citations=quote), Event(text=text, date_text=text, citations=quote, support=UNSUPPORTED)),
        risks=(Risk(title=text, category="cyber", likelihood="likely", likelihood_text=text, impact="high", horizon=text, indicators=(text,), citations=quote),),
        statements=(Statement(speaker=text, outlet=text, claim=text, quotation=text + "y", citations=quote),),
        contradictions=(Contradiction(subject=text, kind="date", sides=(Claim(text=text, citations=quote), Claim(text=text, citations=quote))),),
        gaps=(Gap(kind="caveat", text=text),), problems=(Problem(rule="x", standard=1, text=text, place=text),),
    )  # fmt: skip


LONG_NAME = "Federal Agency for the Supervision of Inland Waterways, Canals, Locks, Weirs and Associated Works " * 3
ENDLESS_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
ODD_NAMES = (
    LONG_NAME[:300], ENDLESS_WORD[:300], "حركة النور للتغيير والإصلاح (HNTR)", "Рабочая партия «Север»", "Εθνικό Μέτωπο",
    "תנועת החופש", 'Quotes "inside" and \\ backslash', "end", "subgraph [x]", "Emoji 🚢 Fleet 😀", "a" * 300,
)  # fmt: skip


def strained(actors: int = 500, notes: int = 2000) -> Brief:
    """Many actors, odd names among them, and many pieces of evidence."""
    names = [*ODD_NAMES, *(f"Actor number {n}" for n in range(actors - len(ODD_NAMES)))]
    return full(
        actors=tuple(
            Actor(name=name, kind="organisation", role=f"role of {name}", activity="acts", citations=cited(n + 1), support=SUPPORTED)
            for n, name in enumerate(names)
        ),
        relations=tuple(
            Relation(subject=name, kind="opposes", object=names[(n + 1) % 20], text=f"{name} opposes another.", citations=cited(n + 600), support=SUPPORTED)
            for n, name in enumerate(names[:40])
        ),
        events=tuple(
            Event(text=f"Something happened to {names[n % len(names)]}.", date=f"{1990 + n % 40}-{1 + n % 12:02}", citations=cited(n + 700), support=SUPPORTED)
            for n in range(300)
        ),
        key_points=tuple(Claim(text=f"Point {n}.", citations=cited(n), support=SUPPORTED) for n in range(1, notes)),
    )  # fmt: skip
