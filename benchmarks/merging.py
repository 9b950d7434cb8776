"""Merging, contradictions included, as findings grow in number: ``python benchmarks/merging.py [MOST_FINDINGS]``.

The findings are those of 20 made-up articles, of which none copies another: on average each happening is told twice, in
other words and with other figures. Prints seconds, and microseconds a finding.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from briefer.merging import merge
from briefer.records import Citation, Claim, Event, Findings

ARTICLES = 20
SIZES = (625, 1250, 2500, 5000)
TOWNS = "Arden Belmar Corvane Dunmore Eskil Farrow Garent Holm Istra Jarrow Kelmar Lorne".split()
THINGS = "ships soldiers drones houses crates tents lorries wells".split()
TELLINGS = (
    "{count} {thing} were destroyed near {town} in the {word} campaign",
    "The {word} campaign cost {town} {count} {thing}, its council said",
    "{town} lost {count} {thing} when the {word} campaign reached it",
)


def made_up(size: int, source: random.Random) -> list[Findings]:
    """``size`` findings in ``ARTICLES`` parts; half are events."""
    words = ["".join(source.choices("abdeiklmnorstuv", k=7)) for _ in range(size // 2)]
    happenings = [{"word": word, "town": source.choice(TOWNS), "thing": source.choice(THINGS)} for word in words]
    parts: list[list[str]] = [[] for _ in range(ARTICLES)]
    for number in range(size):
        count, happening = source.randint(2, 90), source.choice(happenings)
        parts[number % ARTICLES].append(source.choice(TELLINGS).format(count=count, **happening))
    return [_findings(str(number), texts) for number, texts in enumerate(parts)]


def _findings(document: str, texts: list[str]) -> Findings:
    half = len(texts) // 2
    return Findings(
        key_points=tuple(Claim(text=t, citations=(_cite(document, n, t),)) for n, t in enumerate(texts[:half], 1)),
        events=tuple(
            Event(
                text=text,
                date=(date(2025, 1, 1) + timedelta(days=number % 200)).isoformat(),
                date_text=None,
                status="occurred",
                citations=(_cite(document, number, text),),
            )
            for number, text in enumerate(texts[half:], half + 1)
        ),
    )


def _cite(document: str, number: int, text: str) -> Citation:
    return Citation(document=document, first=number, last=number, paragraph=number, start=0, end=len(text), quote=text)


def main() -> None:
    """Run and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    for size in (size for size in SIZES if size <= most):
        parts = made_up(size, random.Random(7))
        began = time.perf_counter()
        found = merge(parts)
        seconds = time.perf_counter() - began
        kept = len(found.key_points) + len(found.events)
        print(
            f"{size:6,} findings {seconds:7.2f} s {seconds / size * 1e6:8.1f} us each; "
            f"{kept:,} kept, {len(found.contradictions)} contradictions"
        )


if __name__ == "__main__":
    main()
