"""Answers that come in another language than was asked for: told to the model once, then to the reader."""

from __future__ import annotations

from pydantic import BaseModel

from briefer.engines.answers import prose_of
from briefer.llm.asking import Objection
from briefer.records import Gap
from briefer.text.language import clearly_other


def asks_for(language: str) -> Objection:
    """Objects to an answer whose own words are plainly not in ``language`` (BCP 47)."""

    def objection(answer: BaseModel) -> str | None:
        other = clearly_other(prose_of(answer), language)
        if other is None:
            return None
        return (
            f'it is written in the language with the tag "{other}" where "{language}" was asked for; '
            "only quotations and names stay in the language of the text"
        )

    return objection


def language_gaps(answer: BaseModel, language: str, label: str, document: str | None = None) -> tuple[Gap, ...]:
    """A caveat where ``answer`` is in another language all the same; ``label`` says what it is about."""
    other = clearly_other(prose_of(answer), language)
    if other is None:
        return ()
    text = f"The model answered in the language {other}, not in {language} as asked, about {label}: its words stand as they came."
    return (Gap(kind="caveat", text=text, document=document),)
