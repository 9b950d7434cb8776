"""``brief eval``: how well an engine, a model or a set of prompts reads annotated articles, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefer.apps.cli.output import format_of, write_output
from briefer.apps.cli.screen import watching

EXAMPLE = """\b
Examples:
  brief eval --engine extractive
  brief eval --model NAME --base-url http://localhost:8080/v1 -f json -o figures.json
  brief eval --data FOLDER --prompts FOLDER --articles

A folder of your own holds NAME.txt beside NAME.json with actors, dates, events and risks; README.md shows one.
Exit codes: 0 fine, 1 no article could be briefed, 2 usage, 3 some articles could not be briefed."""


@click.command(name="eval", epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", metavar="FOLDER", help="Annotated articles.  [default: those that come with briefer]")
@click.option("--engine", type=click.Choice(["auto", "llm", "extractive"]), help="Which engine.  [default: auto]")
@click.option("--model", metavar="NAME", help="Model to ask, as its server knows it.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible server, up to and including /v1.")
@click.option("--prompts", metavar="FOLDER", help="Prompt templates that stand in for the built-in ones.")
@click.option("--fast", is_flag=True, default=None, help="Ask for the sections side by side.")
@click.option("--cache", metavar="FOLDER", help="Folder or fsspec URL of stored model answers.")
@click.option("--cache-mode", type=click.Choice(["auto", "refresh", "replay", "off"]), help="See brief --help.")
@click.option("--max-tokens", type=int, metavar="N", help="Ceiling on the tokens of each article, in and out.")
@click.option("--max-cost", type=float, metavar="USD", help="Ceiling on the cost of each article in US dollars.")
@click.option("--articles", is_flag=True, help="Add a table of the articles one by one.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the extension picks the format.")
@click.option("-f", "--format", "format_name", type=click.Choice(["md", "json"]), help="Output format.  [default: md]")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors.")
def eval_command(
    data: str | None, articles: bool, output: str | None, format_name: str | None, quiet: bool, **options: Any
) -> int:
    """Score an engine on annotated articles: actors, dates, events, risks, grounding, cost.

    Each article is briefed for itself, and the brief compared with what a reader found in the article.
    """
    from briefer.evaluation import evaluate, load_articles
    from briefer.evaluation.table import to_table
    from briefer.settings import load_settings

    corpus = load_articles(Path(data) if data is not None else None)
    with watching(quiet=quiet) as watcher:
        made = evaluate(corpus, load_settings(**options), watcher=watcher)
    is_json = format_of(format_name, output) == "json"
    write_output(made.model_dump_json(indent=2) + "\n" if is_json else to_table(made, articles=articles), output)
    return 3 if any(row.failure for row in made.articles) else 0
