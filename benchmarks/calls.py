"""How near calls come to the ideal schedule: ``python benchmarks/calls.py [articles|chunks|limit|faults|all] [ROUNDS]``.

Against a seeded-latency server in a process of its own: wall time over the greedy schedule of the latencies that it
served, with the same number at once; over the ideal of a limit of requests a minute; and, where a share of the answers
fail, over the clean run.
"""

from __future__ import annotations

import heapq
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from latency_server import served, serving

from briefer.engines.choice import choose_engine
from briefer.engines.engine import Work
from briefer.llm.servers import forget_servers
from briefer.pipeline import chunk_all
from briefer.records import Document
from briefer.settings import load_settings
from briefer.sources import read_text

PLACES = "Halvik Corvane Pellane Norland Dresk Ostrava Velm Tarn Isker Malden".split()
DEEDS = (
    "said that the harbour would stay closed until the inquiry ends",
    "sent two patrol boats to the strait after the collision",
    "asked the council for emergency funds of 40 million crowns",
    "warned that fuel could run short before the winter",
    "denied that its troops had crossed the river in the night",
    "signed an agreement on grain exports with three neighbours",
)


def article(seed: int, words: int) -> str:
    """A made-up article of about so many words."""
    draw = random.Random(seed)
    sentences, count = [], 0
    while count < words:
        sentence = (
            f"On {draw.randint(1, 28)} March 2026 the government of {draw.choice(PLACES)} {draw.choice(DEEDS)}, "
            f"according to report {draw.randint(100, 999)} of the {draw.choice(PLACES)} office."
        )
        sentences.append(sentence)
        count += len(sentence.split())
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "Date: 2026-03-31\n\n" + "\n\n".join(paragraphs)


def extract(read: Sequence[Document], workers: int, **flags: Any) -> tuple[float, list[Any]]:
    """Wall seconds of the stage extract, chunking left out, and what it gave."""
    forget_servers()
    settings = load_settings(model="seeded", concurrency=workers, cache_mode="off", **flags)
    choice = choose_engine(settings)
    work: list[Work] = chunk_all(read, choice, settings)
    began = time.perf_counter()
    found = choice.engine.extract(work, lambda *_: None)
    wall = time.perf_counter() - began
    choice.close()
    return wall, found


def warm_up() -> None:
    """Make one call, so that imports, which a process pays once, are not among what is measured."""
    with serving(base=0, per_token=0) as url:
        extract(documents(1, 50), 1, base_url=url)


def greedy(seconds: Sequence[float], workers: int, ready: Sequence[float] | None = None) -> float:
    """When the last of these calls ends if each goes as soon as a worker is free, and not before it is ``ready``."""
    free = [0.0] * workers
    end = 0.0
    for number, took in enumerate(seconds):
        start = max(heapq.heappop(free), ready[number] if ready else 0.0)
        heapq.heappush(free, start + took)
        end = max(end, start + took)
    return end


def documents(count: int, words: int) -> list[Document]:
    """Made-up articles, read."""
    settings = load_settings(engine="extractive")
    return [read_text(article(seed, words), settings, uri=f"article-{seed}.txt") for seed in range(count)]


def articles(rounds: int) -> None:
    """Twenty articles of 700 words, a call for each."""
    batch = documents(20, 700)
    with serving() as url:
        for workers in (10, 20):
            ratios = []
            for _ in range(rounds):
                wall, _found = extract(batch, workers, base_url=url)
                ideal = greedy([entry["seconds"] for entry in served(url)], workers)
                ratios.append(wall / ideal)
            show(f"20 articles, {workers} workers", ratios, f"ideal {ideal:.2f} s")


def chunks(rounds: int) -> None:
    """A document of 200 chunks."""
    (book,) = documents(1, 83_000)
    with serving(per_token=0.005) as url:
        for workers in (10, 20):
            ratios = []
            for _ in range(rounds):
                wall, _found = extract([book], workers, base_url=url, chunk_tokens=1000)
                log = served(url)
                ideal = greedy([entry["seconds"] for entry in log], workers)
                ratios.append(wall / ideal)
            show(f"{len(log)} chunks, {workers} workers", ratios, f"ideal {ideal:.2f} s")


def limit(rounds: int) -> None:
    """Forty calls under 120 requests a minute, burst 10, with all that a server may or may not say about that."""
    batch = documents(40, 200)
    cases: dict[str, tuple[dict[str, Any], str]] = {
        "headers": ({"told": "headers"}, ""),
        "Retry-After only": ({"told": "retry-after"}, ""),
        "nothing said": ({"told": "nothing"}, ""),
        "rpm in the profile": ({"told": "nothing"}, "rpm = 120\n"),
    }
    for name, (options, profile) in cases.items():
        for workers in (10, 20):
            ratios, refused = [], []
            for _ in range(rounds):
                with serving(rpm=120, burst=10, per_token=0.0, **options) as url:
                    text = f'[models.seeded]\nmodel = "seeded"\nbase_url = "{url}"\n{profile}'
                    Path("briefer.toml").write_text(text, encoding="utf-8")
                    wall, found = extract(batch, workers)
                    log = served(url)
                answered = [entry for entry in log if not entry["fault"]]
                ready = [max(0.0, (number - 9) / 2) for number in range(len(answered))]
                ideal = greedy([entry["seconds"] for entry in answered], workers, ready)
                ratios.append(wall / ideal)
                refused.append(len(log) - len(answered))
                assert len(found) == 40
                assert not any(gap for e in found for f in e.findings for gap in f.gaps)
            show(f"limit, {name}, {workers} workers", ratios, f"ideal {ideal:.2f} s, 429s {refused} of 40 calls")


def faults(rounds: int) -> None:
    """A hundred articles at a server where a fifth of the answers fail, against the clean run."""
    batch = documents(100, 700)
    for workers in (10, 20):
        walls: dict[str, list[float]] = {"clean": [], "faulty": []}
        for _ in range(rounds):
            with serving() as url:
                walls["clean"].append(extract(batch, workers, base_url=url)[0])
            with serving(faults=[0.10, 0.05, 0.02, 0.02, 0.02]) as url:
                wall, found = extract(batch, workers, base_url=url)
                walls["faulty"].append(wall)
                met = Counter(entry["fault"] for entry in served(url))
        gaps = [gap for e in found for f in e.findings for gap in f.gaps]
        briefed = sum(1 for e in found if any(f.events for f in e.findings))
        ratios = [faulty / clean for faulty, clean in zip(walls["faulty"], walls["clean"], strict=True)]
        told = f"{briefed} of 100 briefed, {len(gaps)} gaps, clean {walls['clean'][-1]:.2f} s, met {dict(met)}"
        show(f"faulty server, {workers} workers", ratios, told)


def show(name: str, ratios: Sequence[float], told: str) -> None:
    """One line: the median ratio, its range, the load of the machine."""
    spread = f"{min(ratios):.3f}–{max(ratios):.3f}"
    load = os.getloadavg()[0]
    print(
        f"{name:38s} {statistics.median(ratios):.3f} x  ({spread}, {len(ratios)} runs; {told}; load {load:.1f})",
        flush=True,
    )


PARTS = {"articles": articles, "chunks": chunks, "limit": limit, "faults": faults}


def main() -> None:
    """Run what is asked for."""
    asked = sys.argv[1] if len(sys.argv) > 1 else "all"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        warm_up()
        for name, part in PARTS.items():
            if asked in (name, "all"):
                part(rounds)


if __name__ == "__main__":
    main()
