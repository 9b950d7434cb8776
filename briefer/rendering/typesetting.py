"""Typst at work: from a source to a PDF that anyone can read, or a picture, in fonts that have every glyph."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from briefer.errors import RenderingError, TemplateError
from briefer.rendering.typefaces import FAMILIES, import_typst, notices, open_fonts, replaced, unreadable

if TYPE_CHECKING:
    from briefer.rendering.formats import RenderOptions

STANDARDS = ("a-2a", "ua-1")
# PDF/A-2b asks for the same looks, but not for text behind every mark: for scripts whose marks Typst cannot name in pictures.
_LESSER_STANDARDS = ("a-2b", "ua-1")
_MISSING_CODEPOINTS = "missing codepoints"
_ROUNDS = 6


class Typst(str):
    """Text that is Typst markup already."""

    __slots__ = ()


class Typeset(NamedTuple):
    """A finished PDF, the source that gave it (with brackets for what no font shows), and the fonts it is set in."""

    content: bytes
    source: str
    fonts: Any


def exact(text: str) -> Typst:
    """``text`` as a Typst string literal to the letter, in which nothing but backslash and quote has a meaning."""
    return Typst('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')


def typeset(source: str, options: RenderOptions, as_of: date | None) -> Typeset:
    """The PDF of ``source``: in fonts that every machine has, then in those of this one, then with brackets.

    ``options.notice`` is told of the scripts that brackets stand for. RenderingError if Typst refuses the source.
    """
    fonts = open_fonts(options, with_system=False)
    lacking: set[str] = set()
    standards = STANDARDS
    has_system_fonts = False
    for _ in range(_ROUNDS):
        found = _try(source, fonts, as_of, options, standards)
        if isinstance(found, bytes):
            for notice in notices(lacking):
                options.tell(notice)
            return Typeset(found, source, fonts)
        if found is None:
            standards = _LESSER_STANDARDS
            options.tell(
                "marks of a script in the figures have no text in the PDF, so it is PDF/A-2b instead of PDF/A-2a"
            )
        elif not has_system_fonts:
            has_system_fonts, fonts = True, open_fonts(options, with_system=True)
        else:
            lacking |= found
            source = replaced(source, lacking)
    message = f"no font shows some characters of this brief: {''.join(sorted(lacking))[:40]}"
    raise RenderingError(message)


def picture(svg: str, title: str, options: RenderOptions, points: float, resolution: float = 200) -> bytes:
    """An SVG as a PNG, ``points`` wide at ``resolution`` dots an inch, with the same care for its glyphs."""
    families = ", ".join(exact(family) for family in FAMILIES)
    source = (
        f"#set document(title: {exact(title)})\n#set text(font: ({families}))\n#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes({exact(svg)}), format: "svg", width: {points}pt, alt: {exact(title)})\n'
    )
    checked = typeset(source, options, None)
    made: bytes = import_typst("a picture").compile(
        checked.source.encode("utf-8", "replace"),
        font_paths=checked.fonts,
        ignore_system_fonts=True,
        format="png",
        ppi=resolution,
    )
    return made


def _try(
    source: str, fonts: Any, as_of: date | None, options: RenderOptions, standards: tuple[str, ...]
) -> bytes | set[str] | None:
    """The PDF, or the characters for which ``fonts`` have no glyph; None where pictures hold marks without text."""
    typst = import_typst("PDF")
    moment = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC) if as_of else 0
    # An empty root: a template has no files to read.
    with tempfile.TemporaryDirectory(prefix="briefer-typst-") as root:
        try:
            made: bytes = typst.compile(
                source.encode("utf-8", "replace"), root=root, font_paths=fonts, ignore_system_fonts=True,
                pdf_standards=list(standards), timestamp=moment,
            )  # fmt: skip
        except typst.TypstError as error:
            letters = unreadable(error.diagnostic)
            if letters:
                return letters
            if _MISSING_CODEPOINTS in error.message and standards == STANDARDS:
                return None
            kind = TemplateError if options.template or options.templates else RenderingError
            message = f"Typst cannot set the brief: {error.message} {_line(error.diagnostic)}".strip()
            raise kind(message) from error
    return made


def _line(diagnostic: str) -> str:
    place = re.search(r"\.typ:(\d+):", diagnostic)
    return f"(line {place[1]} of the Typst source, which -f typst prints)" if place else ""
