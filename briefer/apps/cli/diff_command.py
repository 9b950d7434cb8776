"""``brief diff``: what changed between two briefs of the same matter."""

from __future__ import annotations

import click

from briefer.apps.cli.output import write_output

EPILOG = """\b
Example:
  brief diff monday.json tuesday.json

Exit codes: 0 compared, 2 usage; with --exit-code 1 where anything changed."""


@click.command(epilog=EPILOG)
@click.argument("old", metavar="OLD.json|PACK.zip")
@click.argument("new", metavar="NEW.json|PACK.zip")
@click.option("-f", "--format", "format_name", type=click.Choice(["md", "json"]), default="md", help="Output format.")
@click.option("-o", "--output", metavar="FILE", help="Write here.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything changed.")
def diff(old: str, new: str, format_name: str, output: str | None, *, exit_code: bool) -> int:
    """Compare two briefs of the same matter: what is new, gone or moved, and because of which evidence."""
    from briefer.apps.cli.given import load_given
    from briefer.comparing import compare
    from briefer.comparing.page import comparison_markdown

    comparison = compare(load_given(old).brief, load_given(new).brief)
    text = comparison.to_json() if format_name == "json" else comparison_markdown(comparison)
    write_output(text, output)
    return 1 if exit_code and comparison.changes else 0
