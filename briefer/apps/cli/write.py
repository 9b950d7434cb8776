"""``brief FILE …``: the main command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from briefer.apps.cli.output import format_of, write_output
from briefer.apps.cli.render_options import format_by_template, render_options, takes_render_options
from briefer.apps.cli.screen import watching
from briefer.errors import UsageError
from briefer.rendering import RenderOptions, check, render

EXAMPLE = """\b
Examples:
  brief article.txt > out.md
  cat article.txt | brief > out.md
  brief a.txt b.txt -o brief.pdf
  brief article.txt --base-url http://localhost:8080/v1
  brief article.txt --dry-run --engine llm

Without a key, a server or a model, the built-in extractive engine writes the brief; with OPENAI_API_KEY,
--base-url or --model a language model does. Settings may also stand in briefer.toml and in BRIEFER_* variables.
A file named like a subcommand is reached as ./NAME. Exit codes: 0 fine, 1 nothing could be briefed, 2 usage,
3 a brief was made but some sources failed."""


@click.command(epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|-]...")
@takes_render_options
@click.option("--engine", type=click.Choice(["auto", "llm", "extractive"]), help="Which engine.  [default: auto]")
@click.option("--model", metavar="NAME", help="Model to ask, as its server knows it.")
@click.option("--base-url", metavar="URL", help="OpenAI-compatible server, up to and including /v1.")
@click.option("--language", metavar="TAG", help="Language that the model writes in (BCP 47).  [default: en]")
@click.option("--chunk-tokens", type=int, metavar="N", help="Article tokens in one request.  [default: 3000]")
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
@click.option("--dry-run", is_flag=True, help="Show chunks, tokens and calls; send nothing. With -v, the prompts too.")
@click.option("--pack", metavar="FILE.zip", help="Keep the brief with all it was made from; see brief verify.")
@click.option("--debug", is_flag=True, help="With -f json: add all sentences and date expressions.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors.")
@click.option("-v", "--verbose", is_flag=True, help="More on stderr.")
@click.pass_context
def write(ctx: click.Context, /, sources: tuple[str, ...], **options: Any) -> int:
    """Turn articles into an intelligence brief, each claim tied to the sentence it rests on.

    Reads text and Markdown files, folders of them, or standard input, and writes Markdown.
    """
    output, format_name = options.pop("output"), options.pop("format_name")
    quiet, verbose, dry_run = options.pop("quiet"), options.pop("verbose"), options.pop("dry_run")
    debug, pack = options.pop("debug"), options.pop("pack")
    if not sources:
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

    from briefer.settings import load_settings

    for target in (output, pack):
        _spare_sources(sources, target)
    settings = load_settings(**options)
    if dry_run:
        from briefer.apps.cli.dry_run import describe

        write_output(describe(sources, settings, prompts=verbose), output)
        return 0
    format_name = "debug" if debug else format_name
    wanted = _Wanted(format_name, output, pack, rendering)
    return _write(sources, settings, wanted, quiet=quiet, verbose=verbose)


class _Wanted(NamedTuple):
    """What to write, and where."""

    format_name: str
    output: str | None
    pack: str | None
    options: RenderOptions


def _spare_sources(sources: tuple[str, ...], output: str | None) -> None:
    """Refuse to write the brief over an article that it is made of."""
    if output is None or output == "-" or not Path(output).is_file():
        return
    for source in sources:
        path = Path(source)
        found = path.rglob("*") if path.is_dir() else [path]
        if any(file.is_file() and file.samefile(output) for file in found):
            message = f"{output} is one of the sources: name another file with -o"
            raise UsageError(message)


def _write(sources: tuple[str, ...], settings: Any, wanted: _Wanted, *, quiet: bool, verbose: bool) -> int:
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
    write_output(_rendered(brief, wanted, kept[0].documents), wanted.output)
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
