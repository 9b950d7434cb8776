"""``brief verify``: a finished brief checked again, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefer.apps.cli.output import write_output

if TYPE_CHECKING:
    from briefer.records import Document
    from briefer.verifying import Check

EXAMPLE = """\b
Examples:
  brief verify brief.json article.txt
  brief verify pack.zip

Exit codes: 0 all that could be checked holds, 1 something does not, 2 usage. With --strict, what could not be
checked counts as not holding. No network, no model, no key."""


@click.command(epilog=EXAMPLE)
@click.argument("given", metavar="BRIEF.json|PACK.zip")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option(
    "-f", "--format", "format_name", type=click.Choice(["text", "json"]), default="text", help="Output format."
)
@click.option("-o", "--output", metavar="FILE", help="Write here.")
@click.option("--strict", is_flag=True, help="What could not be checked counts as not holding.")
def verify(given: str, articles: tuple[str, ...], format_name: str, output: str | None, *, strict: bool) -> int:
    """Check a finished brief again: hashes, offsets, verbatim quotations, verdicts, renderings.

    Articles may come in any order: they are told by their text. A pack, as `brief --pack` made it, has all that is needed.
    """
    from briefer.apps.cli.given import load_given
    from briefer.errors import UsageError
    from briefer.verifying import Verification, verify_brief, verify_pack

    loaded = load_given(given, sound=False)
    if loaded.pack is not None:
        if articles:
            message = f"{given} is a pack and has its articles in it: name it alone"
            raise UsageError(message)
        checks = verify_pack(loaded.pack)
    else:
        documents, unread = _read(articles)
        checks = iter([*verify_brief(loaded.brief, documents), *unread])
    result = Verification.of(given, loaded.brief, checks)
    write_output(result.to_text() if format_name == "text" else result.to_json(), output)
    return 0 if (result.complete if strict else result.holds) else 1


def _read(articles: tuple[str, ...]) -> tuple[list[Document], list[Check]]:
    """The articles as documents, and a failed check for each that could not be read."""
    from briefer.pipeline import read_all
    from briefer.settings import load_settings
    from briefer.verifying import Check as Result

    if not articles:
        return [], []
    documents, gaps = read_all(articles, load_settings())
    unread = [Result(part="source", outcome="fails", text=gap.text) for gap in gaps if gap.kind == "source"]
    return documents, unread
