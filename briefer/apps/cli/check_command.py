"""``brief check TEXT --against SOURCE``: any text by anyone against its sources, or claims with their evidence as JSONL."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.apps.cli.output import format_of, write_output
from briefer.errors import SourceNotFound, UnreadableSource, UsageError

if TYPE_CHECKING:
    from briefer.verdicts import ClaimVerdict

EXIT_DOUBTFUL = 1
EXIT_PARTIAL = 3

EXAMPLE = """\b
Examples:
  brief check summary.md --against article.txt
  brief check summary.md --against a.txt --against b.txt -f json -o check.json
  brief check --claims claims.jsonl > verdicts.jsonl

Each line of a JSONL file is a claim with its evidence: {"id", "claim", "date", "speaker", "evidence": [sentences]};
"date" is the publication date of the evidence. Each line of the output is {"id", "verdict", "missing": [...]}.
Exit codes: 0 every sentence is supported, 1 some are not (see --fail-on), 2 usage, 3 all are supported, but part of
the sources could not be read."""


@click.command(name="check", epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("text", required=False, metavar="[TEXT|CLAIMS.jsonl|-]")
@click.option(
    "--against", "against", multiple=True, metavar="FILE|FOLDER", help="A source; may be given several times."
)
@click.option("--claims", metavar="FILE|-", help="JSONL of claims with their evidence, instead of a text.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the extension picks the format.")
@click.option("-f", "--format", "format_name", type=click.Choice(["md", "json"]), help="Output format.  [default: md]")
@click.option("--date", "published", metavar="DATE", help="Publication date of the sources (2025-08-22).")
@click.option(
    "--fail-on",
    type=click.Choice(["partial", "unsupported", "never"]),
    default="partial",
    show_default=True,
    help="The mildest verdict that makes the exit code 1.",
)
def check_command(
    text: str | None,
    against: tuple[str, ...],
    claims: str | None,
    output: str | None,
    format_name: str | None,
    published: str | None,
    fail_on: str,
) -> int:
    """Check each sentence of a text against its sources: verdict, what is missing, where the evidence is.

    The text may be anyone's: a colleague's summary, another model's answer. No model is asked.
    """
    if claims is None and text is not None and not against and Path(text).suffix.lower() in (".jsonl", ".ndjson"):
        claims, text = text, None
    if claims is not None:
        if text is not None or against:
            message = "--claims brings its own evidence: leave the text and --against out"
            raise UsageError(message)
        return _check_claims(claims, output, fail_on)
    if text is None or not against:
        message = "name a text and its sources: brief check summary.md --against article.txt"
        raise UsageError(message)
    return _check_text(text, against, (output, format_of(format_name, output)), published, fail_on)


def _check_text(
    text: str, against: tuple[str, ...], target: tuple[str | None, str], published: str | None, fail_on: str
) -> int:
    from briefer.checking import check
    from briefer.settings import load_settings

    settings = load_settings(published=published)
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    made = check(text, *against, settings=settings, stdin=stdin)
    for gap in made.gaps:
        click.echo(f"brief: {gap.text}", err=True)
    output, format_name = target
    write_output(made.to_json() if format_name == "json" else made.to_markdown(), output)
    verdicts = {sentence.support.verdict for sentence in made.sentences if sentence.support}
    if verdicts & _failing(fail_on):
        return EXIT_DOUBTFUL
    return EXIT_PARTIAL if any(gap.kind == "source" for gap in made.gaps) else 0


def _check_claims(claims: str, output: str | None, fail_on: str) -> int:
    from briefer.checking import check_claims

    is_doubtful = False
    kept: list[str] = []
    with _lines(claims) as lines:
        for verdict in check_claims(lines):
            is_doubtful = _is_broken(verdict) or is_doubtful or verdict.verdict in _failing(fail_on)
            if output is None or output == "-":
                write_output(verdict.to_line(), None)
            else:
                kept.append(verdict.to_line())
    if output is not None and output != "-":
        write_output("".join(kept), output)
    return EXIT_DOUBTFUL if is_doubtful else 0


def _is_broken(verdict: ClaimVerdict) -> bool:
    """Whether a line was no claim, which is told at once."""
    if verdict.error is not None:
        click.echo(f"brief: {verdict.error}", err=True)
    return verdict.error is not None


def _failing(fail_on: str) -> frozenset[str]:
    return {"partial": frozenset({"partial", "unsupported"}), "unsupported": frozenset({"unsupported"})}.get(
        fail_on, frozenset()
    )


@contextmanager
def _lines(claims: str) -> Iterator[Any]:
    """The lines of a file or of standard input, read as they are needed."""
    if claims == "-":
        if sys.stdin is None:
            message = "there is no standard input: name a file of claims"
            raise UsageError(message)
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
        return
    if not Path(claims).exists():
        message = f"{claims} does not exist: name a JSONL file of claims"
        raise SourceNotFound(message, uri=claims)
    try:
        with Path(claims).open(encoding="utf-8-sig", errors="replace") as stream:
            yield stream
    except IsADirectoryError as error:
        message = f"{claims} is a folder: name a JSONL file of claims"
        raise UnreadableSource(message, uri=claims) from error
    except PermissionError as error:
        message = f"{claims} may not be read: check its rights"
        raise UnreadableSource(message, uri=claims) from error
