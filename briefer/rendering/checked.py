"""The check of a text as Markdown: first what does not hold, with what is missing and where the evidence is, then the rest."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefer.rendering.catalogue import Catalogue
from briefer.rendering.escaping import Markdown, escape
from briefer.rendering.telling import missing_told

if TYPE_CHECKING:
    from jinja2 import Template

    from briefer.verdicts import Check, CheckedSentence


def render_check(check: Check) -> str:
    """``check`` as Markdown; the same check gives the same text."""
    english = Catalogue("en")
    numbers = {source.document: source.number for source in check.sources}

    def evidence(sentence: CheckedSentence) -> list[Markdown]:
        return [
            Markdown(f"{numbers[c.document]} ¶{c.paragraph}, sentence {c.first}: “{escape(c.quote)}”")
            for c in sentence.citations
        ]

    text = _template().render(
        check=check,
        doubtful=[s for s in check.sentences if s.support and s.support.verdict != "supported"],
        sound=[s for s in check.sentences if s.support and s.support.verdict == "supported"],
        missing=lambda sentence: missing_told(sentence.support, english),
        evidence=evidence,
    )
    return text.strip() + "\n"


@cache
def _template() -> Template:
    from briefer.rendering.environment import open_environment

    return open_environment(finalize=escape).get_template("check.md.j2")
