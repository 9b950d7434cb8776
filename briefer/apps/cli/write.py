"""``brief FILE …``: the main command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from briefer.apps.cli.output import format_of, write_output
from briefer.apps.cli.quickstart import import_without
from briefer.apps.cli.render_options import format_by_template, render_options, takes_render_options
from briefer.apps.cli.screen import watching
from briefer.errors import SourceError, UsageError
from briefer.rendering import RenderOptions, check, render

EXAMPLE = """\b
Examples:
  brief article.txt > out.md
  cat article.txt | brief > out.md
  brief https://example.org/news report.pdf mail.eml folder/ - > out.md
  brief "news/**/*.html" --since 24h -o brief.md
  brief a.txt b.txt -o brief.pdf
  brief article.txt --base-url http://localhost:8080/v1
  brief article.txt --dry-run --engine llm

Without a key, a server or a model, the built-in extractive engine writes the brief; with OPENAI_API_KEY,
--base-url or --model a language model does. Settings may also stand in briefer.toml and in BRIEFER_* variables.
A file named like a subcommand is reached as ./NAME. Exit codes: 0 fine, 1 nothing could be briefed, 2 usage,
3 a brief was made but some sources failed."""


@click.command(epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|URL|-]...")
@click.option("--paste", is_flag=True, help="Read the clipboard too: an article, or addresses.")
@click.option("--since", metavar="SPAN", help="Leave out what is older: 24h, 7d, 2w, or a date.")
@click.option("--limit", type=int, metavar="N", help="Read no more than the first N documents.")
@click.option("--fields", metavar="PAIRS", help="Fields of JSON and CSV articles, as text=body,date=pub.")
@click.option(
    "--follow/--no-follow", default=None, help="Fetch the pages of feed entries.  [default: of feeds from the web]"
)
@click.option("--allow-private", is_flag=True, default=None, help="Fetch from hosts of your own network too.")
@takes_render_options
@click.option("--copy", is_flag=True, help="Put the result on the clipboard too.")
@click.option("--engine", type=click.Choice(["auto", "llm", "extractive"]), help="Which engine.  [default: auto]")
@click.option("--model", metavar="NAME", help="Model to ask, as its server knows it.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible server, up to and including /v1.")
@click.option("--language", metavar="TAG", help="Language that the model writes in (BCP 47).  [default: en]")
@click.option("--sections", metavar="LIST", help="Of actors,timeline,risks,statements,assessment.  [default: all]")
@click.option(
    "--fast", is_flag=True, default=None, help="Ask for the sections side by side: sooner, for more tokens in."
)
@click.option(
    "--chunk-tokens",
    type=int,
    metavar="N",
    help="Article tokens in one request.  [default: 3000, up to 12000 in long documents]",
)
@click.option("--max-tokens", type=int, metavar="N", help="Ceiling on the run's tokens, in and out together.")
@click.option("--max-cost", type=float, metavar="USD", help="Ceiling on the run's cost in US dollars.")
@click.option("--strict", is_flag=True, default=None, help="Leave unsupported claims out, and say how many.")
@click.option("--date", "published", metavar="DATE", help="Publication date of the sources (2025-08-22).")
@click.option("--title", metavar="TEXT", help="Title of the sources.")
@click.option("--publisher", metavar="TEXT", help="Publisher of the sources.")
@click.option("--reliability", metavar="A-F", help="Admiralty reliability of the sources.  [default: F]")
@click.option("--credibility", metavar="1-6", help="Admiralty credibility of the sources.  [default: 6]")
@click.option("--as-of", metavar="DATE", help="Cut-off of the brief.  [default: latest publication date]")
@click.option("--marking", metavar="TEXT", help='Marking at top and bottom, such as "TLP:AMBER".')
@click.option("--cache", metavar="FOLDER", help="Folder or fsspec URL of stored model answers.")
@click.option(
    "--cache-mode",
    type=click.Choice(["auto", "refresh", "replay", "off"]),
    help="auto: use and store; refresh: ask anew and store; replay: stored answers only; off.  [default: auto]",
)
@click.option("--prompts", metavar="FOLDER", help="Prompt templates that stand in for the built-in ones.")
@click.option("--concurrency", type=int, metavar="N", help="Requests under way at once.  [default: 8]")
@click.option("--timeout", type=float, metavar="SECONDS", help="How long to wait for an answer.  [default: 300]")
@click.option("--dry-run", is_flag=True, help="Show calls, tokens and cost; send nothing. With -v, the prompts too.")
@click.option("--pack", metavar="FILE.zip", help="Keep the brief with all it was made from; see brief verify.")
@click.option("--debug", is_flag=True, help="With -f json: add all sentences and date expressions.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors.")
@click.option("-v", "--verbose", is_flag=True, help="More on stderr.")
@click.pass_context
def write(ctx: click.Context, /, sources: tuple[str, ...], **options: Any) -> int:
    """Turn articles into an intelligence brief, each claim tied to the sentence it rests on.

    Reads text, Markdown, web pages, PDF, Word, OpenDocument, RTF, mails and mailboxes, feeds, JSON, CSV, ZIP and
    subtitles, from files, folders, patterns, web addresses or standard input, and writes Markdown.
    """
    output, format_name = options.pop("output"), options.pop("format_name")
    quiet, verbose, dry_run = options.pop("quiet"), options.pop("verbose"), options.pop("dry_run")
    debug, pack = options.pop("debug"), options.pop("pack")
    paste, copies = options.pop("paste"), options.pop("copy")
    if not sources and not paste:
        if sys.stdin is None or sys.stdin.isatty():
            click.echo((ctx.parent or ctx).get_help(), err=True)
            return 2
        sources = ("-",)
    rendering = render_options(options, is_quiet=quiet)
    format_name = format_of(format_by_template(format_name, output, rendering.template), output)
    if debug and format_name != "json":
        message = "--debug adds to the JSON record: use it with -f json"
        raise UsageError(message)

    if pack == "-":
        message = "a pack is a file beside the brief: name one with --pack, such as --pack pack.zip"
        raise UsageError(message)
    # Before anything is read or asked: a brief that cannot be rendered is not worth its calls.
    check(format_name, rendering)
    # A good part of what pydantic-settings takes to load goes into asyncio, for command lines of its own.
    import_without("pydantic_settings", "asyncio")

    from briefer.settings import load_settings

    for target in (output, pack):
        _spare_sources(sources, target)
    settings = load_settings(**options)
    given: tuple[Any, ...] = sources
    if paste:
        from briefer.apps.cli.clipboard import pasted

        given = (*sources, *pasted(settings))
    if dry_run:
        from briefer.apps.cli.dry_run import describe

        write_output(describe(given, settings, prompts=verbose), output)
        return 0
    format_name = "debug" if debug else format_name
    wanted = _Wanted(format_name, output, pack, rendering, copies)
    return _write(given, settings, wanted, quiet=quiet, verbose=verbose)


class _Wanted(NamedTuple):
    """What to write, and where."""

    format_name: str
    output: str | None
    pack: str | None
    options: RenderOptions
    is_copied: bool


def _spare_sources(sources: tuple[str, ...], output: str | None) -> None:
    """Refuse to write the brief over an article that it is made of."""
    if output is None or output == "-" or not Path(output).is_file():
        return
    from briefer.sources.folders import articles

    for source in sources:
        try:
            found = [Path(file.path) for file in articles(source)]
        except SourceError:
            continue
        if any(_is_file(file) and file.samefile(output) for file in found):
            message = f"{output} is one of the sources: name another file with -o"
            raise UsageError(message)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _write(sources: tuple[Any, ...], settings: Any, wanted: _Wanted, *, quiet: bool, verbose: bool) -> int:
    import time

    from briefer.pipeline import write_brief

    kept: list[Any] = []
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    started = time.perf_counter()
    with watching(quiet=quiet) as watcher:
        watcher.materials = kept.append
        brief = write_brief(sources, settings, stdin=stdin, watcher=watcher)
        failed = [gap for gap in brief.gaps if gap.kind in ("source", "chunk")]
        for gap in failed:
            watcher.notice(gap.text)
        if verbose:
            watcher.notice(f"{sum(1 for _ in brief.claims())} claims in {time.perf_counter() - started:.2f} s")
    made = _rendered(brief, wanted, kept[0].documents)
    write_output(made, wanted.output)
    if wanted.is_copied:
        from briefer.apps.cli.clipboard import copy

        copy(made)
    if wanted.pack:
        from briefer.packing import pack

        formats = ("md",) if wanted.format_name == "debug" else ("md", wanted.format_name)
        write_output(pack(brief, kept[0], settings, formats), wanted.pack)
    return 3 if failed else 0


def _rendered(brief: Any, wanted: _Wanted, documents: Sequence[Any]) -> str | bytes:
    if wanted.format_name == "debug":
        from briefer.apps.cli.debug import debug_json

        return debug_json(brief, documents)
    return render(brief, wanted.format_name, wanted.options)
