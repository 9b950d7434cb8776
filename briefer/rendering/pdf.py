"""The PDF: set by Typst as a tagged document (PDF/UA-1 and PDF/A-2a), the same bytes for the same brief.

Every value reaches Typst as a string literal, which it prints as it is: nothing from an article can be markup or code.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from briefer.rendering import corroboration, telling
from briefer.rendering.figures import draw, drawable, harmless
from briefer.rendering.selection import ONE_PAGE, for_figures
from briefer.rendering.typefaces import FAMILIES
from briefer.rendering.typesetting import Typst, exact, typeset
from briefer.rendering.view import View

if TYPE_CHECKING:
    from briefer.records import Brief, Finding
    from briefer.rendering.formats import RenderOptions
    from briefer.rendering.selection import Limits

_CITES_ON_ONE_PAGE = 2
# A higher figure may move to the top or bottom of a page, since it would leave a hole where it does not fit.
_FLOATS_ABOVE = 330
# A word longer than a narrow column is offered places to break at; a reader's hyphen would be taken for the word's own.
# Not in scripts that join their letters, nor in those that break anywhere by rules of their own.
_LONGEST_WHOLE = 25
_BREAK_EVERY = 10
_ZERO_WIDTH_SPACE = "\u200b"


def literal(value: object) -> Typst:
    """``value`` as a Typst string literal, for code; None becomes the empty string."""
    text = "" if value is None else str(harmless(str(value)))
    words = text.split()
    if any(len(word) > _LONGEST_WHOLE for word in words):
        return exact(_long_word().sub(_breakable, re.sub(r"\s+", " ", text)))
    return exact(re.sub(r"\s+", " ", text))


@cache
def _long_word() -> re.Pattern[str]:
    return re.compile(rf"[^\s\u0590-\u08ff\u2e80-\ud7ff\uf900-\uffff]{{{_LONGEST_WHOLE + 1},}}")


def _number(value: int) -> Typst:
    """A number for code."""
    return Typst(int(value))


def _cut(text: str, letters: int) -> str:
    """``text`` in at most so many letters."""
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1].rpartition(" ")[0] + "…"


def as_typst(value: object) -> Typst:
    """``value`` as markup that prints it and does nothing; the semicolon ends the expression whatever follows."""
    return value if isinstance(value, Typst) else Typst(f"#{literal(value)};")


def _breakable(match: re.Match[str]) -> str:
    word = match.group()
    return _ZERO_WIDTH_SPACE.join(word[start : start + _BREAK_EVERY] for start in range(0, len(word), _BREAK_EVERY))


def render_file(brief: Brief, options: RenderOptions) -> bytes:
    """``brief`` as a PDF; characters without a glyph stand in brackets, and ``options.notice`` is told of them."""
    if options.fits_one_page:
        return _one_page(brief, options)
    return typeset(_source(brief, options), options, brief.as_of or brief.provenance.prepared).content


def render_source(brief: Brief, options: RenderOptions) -> bytes:
    """The Typst source of the PDF, for those who set it themselves."""
    return _source(brief, options, ONE_PAGE[0] if options.fits_one_page else None).encode("utf-8", "replace")


def _one_page(brief: Brief, options: RenderOptions) -> bytes:
    """The fullest rendering that fits one page; the last, with a notice, if even that does not."""
    told: dict[str, None] = {}
    content = b""
    for limits in ONE_PAGE:
        told.clear()
        trial = replace(options, notice=lambda text: told.update({text: None}))
        content = typeset(_source(brief, options, limits), trial, brief.as_of or brief.provenance.prepared).content
        if _pages(content) <= 1:
            break
    else:
        told["the brief does not fit one page even in its shortest form"] = None
    for notice in told:
        options.tell(notice)
    return content


def _pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", content))


def _source(brief: Brief, options: RenderOptions, limits: Limits | None = None) -> str:
    from briefer.rendering.environment import open_environment, render_template

    view = View(brief, options, limits)
    environment = open_environment(finalize=as_typst, options=options)
    environment.filters |= {"code": literal, "exact": exact, "number": _number, "raw": Typst, "cut": _cut}
    pictures = draw(
        View(brief, options, for_figures(view.limits)),
        open_environment(finalize=drawable, options=options, escapes_html=True),
    )
    parts = (
        dict(view.parts())
        | _functions(view)
        | {
            "figures": pictures,
            "is_single": limits is not None,
            "cites": None if limits is None else _CITES_ON_ONE_PAGE,
            "quote_letters": view.limits.quote,
            "most": view.limits.caveats,
        }
    )
    return render_template(environment, "brief.typ.j2", options, parts)


def _functions(view: View) -> dict[str, Any]:
    def cite(finding: Finding, at_most: int | None = None) -> Typst:
        uses = view.notes.use(finding, at_most)
        return Typst("".join(f"#ref-to({use.number}, {use.ordinal})" for use in uses))

    def agreed(finding: Finding) -> Typst:
        told = corroboration.agreement(view.brief, finding, view.t)
        return Typst(f" #small[({as_typst(told)})]" if told else "")

    return {
        "agreed": agreed,
        "cite": cite,
        "notes": view.notes.listed,
        "date_told": lambda event: telling.date_told(event, view.t).replace("/", "/" + _ZERO_WIDTH_SPACE),
        "floats_above": _FLOATS_ABOVE,
        "families": FAMILIES,
        "paper": view.options.paper,
    }
