"""What requests say besides the article: ``python benchmarks/tokens.py``.

Prints, for documents of several lengths, the calls and the prompt tokens for each token of the article (o200k_base): the
messages alone, and with the answer's schema, which some providers count too. Nothing is sent.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from growth import grown

from briefer.engines.choice import choose_engine
from briefer.pipeline import chunk_all
from briefer.settings import load_settings
from briefer.sources import read_text
from briefer.text.tokens import tokenizer_for

MODEL = "gpt-5-mini"
WORDS = (700, 1_000, 20_000, 1_750_000)


def main() -> None:
    """Count and print."""
    count = tokenizer_for(MODEL).count
    for words in WORDS:
        settings = load_settings(model=MODEL, max_source_mb=100)
        choice = choose_engine(settings)
        assert choice.llm is not None
        work = chunk_all([read_text(grown(words), settings, uri="text.txt")], choice, settings)
        jobs = choice.llm.plan(work)
        article = sum(count(job.document.text[job.chunk.start : job.chunk.end]) for job in jobs)
        messages = sum(count(text) for job in jobs for _, text in job.request.messages)
        schemas = sum(count(json.dumps(job.request.schema, separators=(",", ":"))) for job in jobs)
        print(
            f"{words:9,} words {article:9,} tokens {len(jobs):4} calls "
            f"{messages / article:6.3f} x {(messages + schemas) / article:6.3f} x with schemas"
        )


if __name__ == "__main__":
    main()
