"""The HTML brief: one file that asks for nothing else, the brief beside the sentences that it rests on.

The page's policy (CSP) lets only its own style and script run and fetches nothing. Without JavaScript the references
and the way back are links, and every sentence lists its claims.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from briefer.rendering import telling
from briefer.rendering.figures import draw, drawable, harmless
from briefer.rendering.selection import WHOLE, for_figures
from briefer.rendering.view import View

if TYPE_CHECKING:
    from jinja2 import Environment

    from briefer.records import Actor, Brief, Finding
    from briefer.rendering.formats import RenderOptions
    from briefer.rendering.notes import Note

_SNIPPET = 110
# Names that many ordinary words contain are only looked for as they are written.
_SHORT_NAME = 4


class Resting(NamedTuple):
    """A claim as it is listed below a sentence: the page's name for it, and its beginning."""

    anchor: str
    text: str


class _Page:
    """What the page's template calls while it is filled: names of claims, their references, their actors."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._resting: dict[int, list[Resting]] = {}
        self._claims = 0
        self._patterns = [_pattern(actor) for actor in view.actors.items]

    def claim(self, finding: Finding) -> Markup:
        """The attributes that make an element a claim."""
        self._claims += 1
        anchor = f"c{self._claims}"
        numbers = []
        for use in self.view.notes.use(finding):
            numbers.append(str(use.number))
            snippet = " ".join(telling.wording(finding).split())
            cut = snippet if len(snippet) <= _SNIPPET else snippet[: _SNIPPET - 1] + "…"
            self._resting.setdefault(use.number, []).append(Resting(anchor, cut))
        actors = " ".join(str(number) for number in self._actors(finding))
        return Markup('id="{}" data-notes="{}" data-actors="{}"').format(anchor, " ".join(numbers), actors)

    def cite(self, finding: Finding) -> Markup:
        """The references of a claim; ``claim`` is called for it first."""
        numbers = (self.view.notes.number(citation) for citation in finding.citations)
        links = Markup("").join(
            Markup('<a href="#n{0}" aria-label="{1}">{0}</a>').format(n, self.view.t("note.evidence_of", number=n))
            for n in numbers
        )
        return Markup('<sup class="refs">{}</sup>').format(links) if links else Markup("")

    def resting(self, note: Note) -> list[Resting]:
        """The claims that rest on a note, each once."""
        return list(dict.fromkeys(self._resting.get(note.number, ())))

    def by_source(self) -> list[tuple[Any, list[Note]]]:
        """The sources, each with the notes that point into it, in the order of its text."""
        listed = self.view.notes.listed()
        known = [
            (source, sorted((n for n in listed if n.source == source.number), key=lambda n: n.citation.start))
            for source in self.view.brief.sources
        ]
        strays = [note for note in listed if note.source is None]
        return [*known, (None, strays)] if strays else known

    def _actors(self, finding: Finding) -> Iterator[int]:
        """The numbers of the actors that a claim names."""
        fields = (
            getattr(finding, name, None) for name in ("name", "speaker", "subject", "object", "outlet", "alternative")
        )
        named = " | ".join([telling.wording(finding), *(f for f in fields if f), *getattr(finding, "actors", ())])
        yield from (number for number, pattern in enumerate(self._patterns) if pattern.search(named))


def _pattern(actor: Actor) -> re.Pattern[str]:
    """What finds an actor by any of its names."""
    names = sorted({actor.name, *actor.aliases}, key=lambda name: (-len(name), name))
    told = [re.escape(n) if len(n) <= _SHORT_NAME else f"(?i:{re.escape(n)})" for n in names if n.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)" if told else r"(?!)")


def render_file(brief: Brief, options: RenderOptions) -> bytes:
    """``brief`` as an HTML file in UTF-8; all items are shown, since the page has a filter."""
    from briefer.rendering.environment import open_environment, render_template

    environment = open_environment(finalize=harmless, options=options, escapes_html=True)
    drawing = open_environment(finalize=drawable, options=options, escapes_html=True)
    view = View(brief, options, WHOLE)
    page = _Page(view)
    style, script = (_part(environment, name) for name in ("page.css", "page.js"))
    parts = dict(view.parts())
    parts |= {"claim": page.claim, "cite": page.cite, "by_source": page.by_source, "resting": page.resting}
    parts |= {"style": Markup(style), "script": Markup(script), "policy": _policy(style, script)}  # noqa: S704 - our own
    parts["figures"] = draw(View(brief, options, for_figures(WHOLE)), drawing)
    text = render_template(environment, "page.html.j2", options, parts)
    # Indentation is for those who edit the template; a reader's browser has no use for it.
    return _close(text).encode("utf-8", "replace")


def _close(text: str) -> str:
    """``text`` without empty lines."""
    return re.sub(r"\n\s*\n", "\n", text).strip() + "\n"


def _part(environment: Environment, name: str) -> str:
    from briefer.rendering.environment import render_template

    return _close(render_template(environment, name, None, {})).strip()


def _policy(style: str, script: str) -> str:
    """The content security policy: nothing but this style and this script."""
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    return f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
