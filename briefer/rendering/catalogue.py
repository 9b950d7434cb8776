"""The words that a rendering adds to a brief: headings, column heads and labels, in every language that it offers.

``messages.tsv`` holds them all: one line a message, one column a language, names in braces filled in when printed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefer.errors import UsageError
from briefer.packaged import packaged_text

if TYPE_CHECKING:
    from briefer.records import Brief

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


class Catalogue:
    """The messages of one language; ``language`` is its BCP 47 tag, ``direction`` is ``ltr`` or ``rtl``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
        self._messages = _table()[language]

    def __call__(self, key: str, **values: object) -> str:
        """The message ``key`` with ``values`` filled in; KeyError if there is none."""
        message = self._messages[key]
        return message.format(**values) if values else message

    def label(self, kind: str, value: str | None) -> str:
        """How a value of a closed list, such as a status or an actor's kind, is printed."""
        return "" if value is None else self._messages[f"{kind}.{value}"]


@cache
def _table() -> dict[str, dict[str, str]]:
    lines = packaged_text("briefer.rendering", "messages.tsv").splitlines()
    _, *languages = lines[0].split("\t")
    table: dict[str, dict[str, str]] = {language: {} for language in languages}
    for line in lines[1:]:
        key, *texts = line.split("\t")
        for language, text in zip(languages, texts, strict=True):
            table[language][key] = text
    return table


def languages() -> tuple[str, ...]:
    """The languages that headings can be had in."""
    return tuple(_table())


def known_language(language: str) -> str:
    """The language of a BCP 47 tag; UsageError if it is none that there are headings in."""
    base = language.lower().partition("-")[0]
    if base not in _table():
        message = f"there are no headings in {language!r}; there are: {', '.join(_table())}"
        raise UsageError(message)
    return base


def catalogue_for(brief: Brief, language: str | None) -> Catalogue:
    """The messages in ``language``, or else in the brief's own, or else in English.

    UsageError if ``language`` is none that there are headings in. The sources of an extractive brief may be in several
    languages: then the headings are English.
    """
    if language is not None:
        return Catalogue(known_language(language))
    bases = {brief.language.lower().partition("-")[0]}
    if brief.provenance.engine == "extractive":
        bases |= {source.language.lower().partition("-")[0] for source in brief.sources}
    own = bases.pop()
    return Catalogue(own if not bases and own in _table() else "en")
