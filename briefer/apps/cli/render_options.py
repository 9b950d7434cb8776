"""The options that say how a brief is rendered, shared by the commands that render one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from briefer.apps.cli.screen import notice
from briefer.rendering import FORMATS, RenderOptions

_CommandT = TypeVar("_CommandT", bound=Callable[..., Any])

_OPTIONS = (
    click.option("-o", "--output", metavar="FILE", help="Write here; the extension picks the format."),
    click.option(
        "-f",
        "--format",
        "format_name",
        type=click.Choice(list(FORMATS)),
        metavar="NAME",
        help=f"Output format: {', '.join(FORMATS)}.  [default: md]",
    ),
    click.option("--lang", metavar="TAG", help="Language of the headings: en, ar, ru, uk, zh, es, fr, de.  [default: the brief's]"),
    click.option("--full", is_flag=True, help="Print every item, not only the most telling ones."),
    click.option("--diagrams", is_flag=True, help="Markdown: add Mermaid diagrams at the end."),
    click.option("--one-page", is_flag=True, help="PDF: keep to what fits on one page."),
    click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="PDF: paper size."),
    click.option("--font-path", multiple=True, metavar="FOLDER", help="PDF, DOCX: a folder of further fonts; can be repeated."),
    click.option("--template", metavar="FILE", help="A template of your own in place of the format's."),
    click.option("--templates", metavar="FOLDER", help="A folder of templates that stand in for those of the same name."),
)  # fmt: skip


def takes_render_options(command: _CommandT) -> _CommandT:
    """Give ``command`` the options; ``render_options`` turns their values into a record."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def render_options(values: dict[str, Any], *, sections: str | None = None, is_quiet: bool = False) -> RenderOptions:
    """The record of the options, which are taken out of ``values``; ``sections`` are names between commas."""
    return RenderOptions(
        sections=tuple(name.strip() for name in sections.split(",") if name.strip()) if sections else (),
        language=values.pop("lang"),
        shows_all=values.pop("full"),
        has_diagrams=values.pop("diagrams"),
        fits_one_page=values.pop("one_page"),
        paper={"a4": "a4", "letter": "us-letter"}[values.pop("paper")],
        font_paths=tuple(values.pop("font_path")),
        template=values.pop("template"),
        templates=values.pop("templates"),
        notice=None if is_quiet else notice,
    )


def format_by_template(name: str | None, output: str | None, template: str | None) -> str | None:
    """The format asked for by name; else, where no output file tells it, the one that a template's name ends in."""
    if name is not None or (output and output != "-") or template is None:
        return name
    endings = {"md": "md", "typ": "pdf", "html": "html", "docx": "docx"}
    parts = Path(template).name.lower().removesuffix(".j2").rsplit(".", 1)
    return endings.get(parts[-1])
