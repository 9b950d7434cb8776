"""The words of likelihood and confidence in English prose, as far as they can be told from other uses of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.records import Likelihood

# In ICD 203's table each likelihood has one term of each column; a product keeps to one column.
_FIRST = r"almost no chance|very unlikely|unlikely|roughly (?:an )?even chance|very likely|almost certain(?:ly)?|likely"
_SECOND = (
    r"highly improbable|improbable|roughly even odds|highly probable|nearly certain|probabl[ey](?! cause)"
    r"|remote (?:chance|possibility|likelihood)"
)
_TERM = re.compile(rf"(?<![\w-])(?:(?P<first>{_FIRST})|(?P<second>{_SECOND}))(?![\w-])", re.IGNORECASE)
_CONFIDENCE = re.compile(
    r"\b(?:low|moderate|medium|high|full|great|little)(?:er|est)?[- ]confidence\b|\bconfidence (?:is|remains|level)\b"
    r"|\b(?:are|is) (?:highly |moderately )?confident\b",
    re.IGNORECASE,
)
_JUDGING = re.compile(
    r"\b(?:we|analysts here) (?:assess|judge|believe|estimate)\b|\bin our (?:view|judg)", re.IGNORECASE
)
_MODAL = re.compile(
    r"\b(?:will|would|may|might|could|can|should|must|cannot|unlikely|likely|expected to|set to|bound to|poised to"
    r"|appears?|seems?|suggests?|indicates?|aims?|intends?|risks?|threatens?)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|would|is going to|are going to)\b", re.IGNORECASE)
_REPORTING = re.compile(
    r"\b(?:said|says|told|announced|confirmed|reported|reportedly|according to|was|were|has been|have been|killed)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")

_LIKELIHOOD_OF: dict[str, Likelihood] = {
    "almost no chance": "almost no chance",
    "remote": "almost no chance",
    "very unlikely": "very unlikely",
    "highly improbable": "very unlikely",
    "unlikely": "unlikely",
    "improbable": "unlikely",
    "roughly even": "roughly even chance",
    "roughly an even": "roughly even chance",
    "very likely": "very likely",
    "highly probable": "very likely",
    "almost certain": "almost certain",
    "nearly certain": "almost certain",
    "likely": "likely",
    "probabl": "likely",
}


def sentences(text: str) -> list[str]:
    """``text`` by sentences, as far as an analyst's own short prose goes."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def terms(text: str, sources: str = "") -> Iterator[tuple[str, int]]:
    """Likelihood terms and their column (1 or 2); what is quoted, or stands in ``sources`` too, is not the analyst's."""
    known = sources.casefold()
    for match in _TERM.finditer(_QUOTED.sub(" ", text)):
        word = match.group().casefold()
        if word not in known:
            yield word, 1 if match["first"] else 2


def likelihood_of(term: str) -> Likelihood:
    """The row of ICD 203's table that ``term`` belongs to."""
    return next(row for start, row in _LIKELIHOOD_OF.items() if term.startswith(start))


def speaks_of_confidence(text: str) -> bool:
    """Whether ``text`` states a level of confidence."""
    return _CONFIDENCE.search(_QUOTED.sub(" ", text)) is not None


def judges(text: str) -> bool:
    """Whether the analyst speaks in person ("we assess")."""
    return _JUDGING.search(_QUOTED.sub(" ", text)) is not None


def looks_ahead(text: str) -> bool:
    """Whether ``text`` says what will be."""
    return _AHEAD.search(text) is not None


def is_open(text: str) -> bool:
    """Whether ``text`` says what may be or what something means, rather than what was."""
    return _MODAL.search(text) is not None


def reports(text: str) -> bool:
    """Whether ``text`` tells what was, or what somebody said."""
    return _REPORTING.search(text) is not None
