"""``brief render``: a finished brief in another format, without making it again."""

from __future__ import annotations

import click

from briefer.apps.cli.output import format_of, write_output
from briefer.rendering import FORMATS


@click.command(epilog="\b\nExample:\n  brief render brief.json -o brief.md")
@click.argument("brief_file", metavar="BRIEF.json|-")
@click.option("-o", "--output", metavar="FILE", help="Write here; the extension picks the format.")
@click.option("-f", "--format", "format_name", type=click.Choice(list(FORMATS)), help="Output format.  [default: md]")
def render(brief_file: str, output: str | None, format_name: str | None) -> None:
    """Render a finished brief, as `brief -f json` wrote it; no source, model or key is needed."""
    from briefer.apps.cli.given import load_brief
    from briefer.rendering import render as render_as

    made = load_brief(brief_file)
    write_output(render_as(made, format_of(format_name, output)), output)
