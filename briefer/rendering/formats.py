"""The formats that a brief can be had in: one table, from which file extensions, options and renderers are read.

A renderer is imported when it is first asked for, so that one format does not pay for another's libraries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefer.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefer.records import Brief


@dataclass(frozen=True)
class RenderOptions:
    """What a rendering may be told beyond the brief itself; the defaults suit every format.

    ``sections``: those to print, all if empty. ``language``: of the headings, a BCP 47 tag; default: the brief's.
    ``shows_all``: print every item, not only the most telling. ``has_diagrams``: Mermaid blocks at the end of Markdown.
    ``fits_one_page`` and ``paper`` (``a4``, ``us-letter``): of the PDF. ``font_paths``: folders of fonts.
    ``template``: a file in place of the format's own template; ``templates``: a folder whose files stand in for those
    of the same name; either may run for ``template_seconds``. ``notice`` is told in a line what the reader should know.
    """

    sections: tuple[str, ...] = ()
    language: str | None = None
    shows_all: bool = False
    has_diagrams: bool = False
    fits_one_page: bool = False
    paper: str = "a4"
    font_paths: tuple[str, ...] = ()
    template: str | None = None
    templates: str | None = None
    template_seconds: float = 20.0
    notice: Callable[[str], None] | None = field(default=None, compare=False)

    def tell(self, text: str) -> None:
        """Give notice of ``text``, if anyone listens."""
        if self.notice is not None:
            self.notice(text)


class Format(NamedTuple):
    """A format: its file extensions, the usual one first, and ``module:function`` of its renderer.

    The renderer takes a ``Brief`` and ``RenderOptions``, and returns the finished file; the same two give the same bytes.
    ``has_template`` says that a user's template, or for DOCX a document with styles, can take the place of its own;
    ``needs`` is the module that it cannot do without and the extra of briefer that brings it.
    """

    extensions: tuple[str, ...]
    home: str
    has_template: bool = False
    needs: tuple[str, str] | None = None


FORMATS: dict[str, Format] = {
    "md": Format((".md", ".markdown"), "briefer.rendering.markdown:render_file", has_template=True),
    "json": Format((".json",), "briefer.rendering.plain_record:render_file"),
    "pdf": Format((".pdf",), "briefer.rendering.pdf:render_file", has_template=True, needs=("typst", "pdf")),
    "html": Format((".html", ".htm"), "briefer.rendering.html_page:render_file", has_template=True),
    "docx": Format((".docx",), "briefer.rendering.word:render_file", has_template=True, needs=("docx", "docx")),
    "typst": Format((".typ",), "briefer.rendering.pdf:render_source", has_template=True),
    "slack": Format((".slack.json",), "briefer.rendering.slack_message:render_blocks"),
    "slack-text": Format((".slack.txt", ".mrkdwn"), "briefer.rendering.slack_message:render_text"),
    "stix": Format((".stix.json", ".stix"), "briefer.rendering.stix_bundle:render_file", needs=("stix2", "stix")),
    "ics": Format((".ics",), "briefer.rendering.calendar_file:render_file", needs=("icalendar", "calendar")),
    "csv": Format((".csv",), "briefer.rendering.tables:render_all"),
    "csv-actors": Format((".actors.csv",), "briefer.rendering.tables:render_actors"),
    "csv-events": Format((".events.csv",), "briefer.rendering.tables:render_events"),
    "csv-risks": Format((".risks.csv",), "briefer.rendering.tables:render_risks"),
    "svg-timeline": Format((".timeline.svg",), "briefer.rendering.figures:render_timeline", has_template=True),
    "svg-actors": Format((".actors.svg",), "briefer.rendering.figures:render_actor_map", has_template=True),
    "svg-risks": Format((".risks.svg",), "briefer.rendering.figures:render_risk_matrix", has_template=True),
}


def render(brief: Brief, format_name: str, options: RenderOptions | None = None) -> bytes:
    """``brief`` as a file of the format ``format_name``.

    Raises UsageError if there is no such format, section or language, MissingExtra if the format needs a part of briefer
    that is not installed, TemplateError if a template does not render or had to be stopped.
    """
    options = options or RenderOptions()
    check(format_name, options)
    if options.template or options.templates:
        from briefer.rendering.confined import render_confined

        return render_confined(brief, format_name, options)
    return render_here(brief, format_name, options)


def render_here(brief: Brief, format_name: str, options: RenderOptions) -> bytes:
    """``render`` without the confinement of a user's templates."""
    module, _, name = FORMATS[format_name].home.partition(":")
    renderer: Callable[[Brief, RenderOptions], bytes] = getattr(import_module(module), name)
    return renderer(brief, options)


def check(format_name: str, options: RenderOptions) -> None:
    """Whether a brief can be rendered so, asked before it is made; raises what ``render`` would."""
    if format_name not in FORMATS:
        message = f"there is no format {format_name!r}; there are: {', '.join(FORMATS)}"
        raise UsageError(message)
    form = FORMATS[format_name]
    if form.needs and find_spec(form.needs[0]) is None:
        extra = form.needs[1]
        message = f"{format_name} needs an optional part of briefer: pip install 'briefer[{extra}]'"
        raise MissingExtra(message, extra=extra)
    if options.language or options.sections:
        from briefer.rendering.catalogue import known_language
        from briefer.rendering.view import known_sections

        known_sections(options.sections)
        if options.language:
            known_language(options.language)
    _check_paths(format_name, options)


def _check_paths(format_name: str, options: RenderOptions) -> None:
    """Whether the templates and folders of fonts are there, and the format has a use for templates."""
    if (options.template or options.templates) and not FORMATS[format_name].has_template:
        with_template = ", ".join(name for name, known in FORMATS.items() if known.has_template)
        message = f"{format_name} is made without a template; templates are for: {with_template}"
        raise UsageError(message)
    if options.template and not Path(options.template).is_file():
        message = f"no template file {options.template} is there; check --template"
        raise UsageError(message)
    for folder in filter(None, (options.templates, *options.font_paths)):
        if not Path(folder).is_dir():
            name = "--templates" if folder == options.templates else "--font-path"
            message = f"no folder {folder} is there; check {name}"
            raise UsageError(message)


def format_by_extension(path: str) -> str | None:
    """The format that a file name asks for by its extension; None if it has none, UsageError if no format has it.

    The longest extension counts: ``brief.stix.json`` is STIX, ``brief.json`` the record.
    """
    name = Path(path).name.lower()
    extension = Path(path).suffix.lower()
    if not extension:
        return None
    known = {ending: named for named, form in FORMATS.items() for ending in form.extensions}
    found = max((ending for ending in known if name.endswith(ending)), key=len, default=None)
    if found is not None:
        return known[found]
    message = f"{path}: no format is known by {extension}; name one with -f ({', '.join(FORMATS)})"
    raise UsageError(message)
