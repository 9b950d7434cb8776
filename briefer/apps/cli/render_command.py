"""``brief render``: a finished brief in another format, without making it again."""

from __future__ import annotations

from typing import Any

import click

from briefer.apps.cli.output import format_of, write_output
from briefer.apps.cli.render_options import format_by_template, render_options, takes_render_options

EXAMPLE = """\b
Examples:
  brief render brief.json -o brief.pdf
  brief render brief.json -o brief.html --lang ar
  brief render brief.json -f slack --sections bottom_line,judgments,timeline
  brief render brief.json -f md --template house.md.j2
  brief render pack.zip -f json"""


@click.command(epilog=EXAMPLE)
@click.argument("brief_file", metavar="BRIEF.json|PACK.zip|-")
@click.option("--sections", metavar="NAMES", help="Sections to print, between commas.  [default: all]")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors.")
@takes_render_options
def render(brief_file: str, sections: str | None, quiet: bool, **values: Any) -> None:
    """Render a finished brief, as `brief -f json` wrote it, or the one in a pack; no source, model or key is needed."""
    from briefer.apps.cli.given import load_given
    from briefer.rendering import check
    from briefer.rendering import render as render_as

    output, format_name = values.pop("output"), values.pop("format_name")
    options = render_options(values, sections=sections, is_quiet=quiet)
    format_name = format_of(format_by_template(format_name, output, options.template), output)
    check(format_name, options)
    made = load_given(brief_file).brief
    write_output(render_as(made, format_name, options), output)
