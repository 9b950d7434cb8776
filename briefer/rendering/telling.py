"""How the parts of a record are put into words: the same in every rendering, in the words of its catalogue.

These give plain text; each rendering escapes it for its own syntax.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefer.text.dates import edtf_bounds
from briefer.text.names import name_key
from briefer.tradecraft import LIKELIHOODS, grade

if TYPE_CHECKING:
    from datetime import date

    from briefer.records import (
        Actor,
        Brief,
        BriefedSource,
        Event,
        Finding,
        Judgment,
        Likelihood,
        Risk,
        Statement,
        Support,
    )
    from briefer.rendering.catalogue import Catalogue

# A claim with this share of its words in the quotation only says the quotation again.
_RESTATED = 0.7
_OTHER_NAMES_AT_MOST = 4
_LEFT_TO_RIGHT = "\u200e"
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DIVISION = re.compile(r"(?P<year>\d{4})-(?P<division>2[1-4]|3[3-6]|4[01])|(?P<decade>\d{3})X")


class Judged(NamedTuple):
    """A judgment's statement around its likelihood term; ``term`` is empty where the statement does not hold it."""

    before: str
    term: str
    after: str


def joined(parts: Sequence[str | None], separator: str = "; ") -> str:
    """The parts that are there, in one line."""
    return separator.join(part for part in parts if part)


def is_unsupported(finding: Finding) -> bool:
    """Whether the cited sentences do not carry the finding."""
    return finding.support is not None and finding.support.verdict == "unsupported"


def is_partial(finding: Finding) -> bool:
    """Whether the cited sentences carry part of the finding."""
    return finding.support is not None and finding.support.verdict == "partial"


def is_ahead(event: Event, as_of: date | None) -> bool:
    """Whether an event is still to come at the cut-off."""
    bounds = edtf_bounds(event.date) if event.date else None
    return event.status == "scheduled" or (as_of is not None and bounds is not None and bounds[0] > as_of)


def judged(judgment: Judgment) -> Judged:
    """The statement split at its likelihood term."""
    text = judgment.statement
    if judgment.likelihood is None:
        return Judged(text, "", "")
    term = re.search(rf"\b{re.escape(judgment.likelihood)}\b", text, re.IGNORECASE)
    return Judged(text[: term.start()], term.group(), text[term.end() :]) if term else Judged(text, "", "")


def other_names(actor: Actor) -> list[str]:
    """The aliases that tell a reader something: acronyms and other names, not the name's own parts with or without title."""
    shown: list[str] = []
    own = f" {name_key(actor.name)} "
    last = own.split()[-1:]
    for alias in actor.aliases:
        key = f" {name_key(alias)} "
        if actor.kind == "person" and key.split()[-1:] == last:
            continue
        if key not in own and own not in key and not any(key in f" {name_key(s)} " for s in shown):
            shown.append(alias)
    return shown[:_OTHER_NAMES_AT_MOST]


def isolated(text: str, t: Catalogue) -> str:
    """Digits with signs between them as they are: behind Arabic letters they would run from right to left."""
    return f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}" if t.direction == "rtl" else text


def cutoff_told(brief: Brief, t: Catalogue) -> str:
    """The cut-off."""
    return isolated(brief.as_of.isoformat(), t) if brief.as_of else t("head.no_date")


def band_told(likelihood: Likelihood, t: Catalogue) -> str:
    """The band of a likelihood term."""
    return isolated(str(LIKELIHOODS[likelihood]), t)


def date_told(event: Event, t: Catalogue) -> str:
    """The date as EDTF, or the source's own words where it could not be resolved."""
    if event.date is None:
        return f"“{event.date_text}”, {t('note.not_resolved')}" if event.date_text else t("note.undated")
    return isolated(legible(event.date, t), t)


def legible(value: str, t: Catalogue) -> str:
    """An EDTF value as it is, but for divisions of a year, decades and qualifiers, which few readers know."""
    value = "/".join(_division_told(part, t) for part in value.split("/"))
    about, uncertain = t("note.about"), t("note.uncertain")
    told = value
    for sign, words in (("%", f"{about}, {uncertain} "), ("~", f"{about} "), ("?", f"{uncertain} ")):
        told = "/".join(f"{words}{part[:-1]}" if part.endswith(sign) else part for part in told.split("/"))
    return told


def _division_told(part: str, t: Catalogue) -> str:
    """One end of an EDTF value: a season, quarter, half or decade in words, anything else as it is."""
    match = _DIVISION.fullmatch(part)
    if match is None:
        return part
    if match["decade"]:
        return t("note.decade", year=f"{match['decade']}0")
    division = match["division"]
    if division in _SEASONS:
        return f"{t('note.season_' + _SEASONS[division])} {match['year']}"
    kind, before = ("note.quarter", 32) if division < "40" else ("note.half", 39)
    return t(kind, number=int(division) - before, year=match["year"])


def likelihood_told(risk: Risk, t: Catalogue) -> str:
    """The term with its band and the source's wording; only the source can have assessed it."""
    worded = f"{t('note.source')}: “{risk.likelihood_text}”" if risk.likelihood_text else ""
    if risk.likelihood is None:
        return worded or t("note.not_assessed")
    return joined([f"{t.label('likelihood', risk.likelihood)} ({band_told(risk.likelihood, t)})", worded])


def said(statement: Statement) -> tuple[str, str]:
    """The claim and the speaker's own words; one of the two is empty where the other already holds it."""
    if not statement.quotation or (statement.quotation in statement.claim and statement.quotation != statement.claim):
        return statement.claim, ""
    words, own = (
        {word.casefold() for word in re.findall(r"\w{4,}", text)} for text in (statement.claim, statement.quotation)
    )
    restated = len(words & own) >= _RESTATED * len(words)
    return ("" if restated else statement.claim), statement.quotation


def source_told(source: BriefedSource, t: Catalogue) -> list[str]:
    """What is known of a source behind its title: author, publisher, date, grade, size, place, and copies."""
    place = "standard input" if source.uri == "-" else source.uri
    parts = [
        source.author,
        source.publisher,
        isolated(source.published.isoformat(), t) if source.published else t("note.undated"),
        grade(source.reliability, source.credibility),
        t("note.words", count=f"{source.words:,}"),
        t("note.repeats", number=source.repeats) if source.repeats else None,
        place if source.title else None,
        source.url,
        t("note.retrieved", day=isolated(source.retrieved.isoformat(), t)) if source.retrieved else None,
        t("note.also", places=", ".join(_copies(source))) if source.also else None,
    ]
    return [part for part in parts if part]


def _copies(source: BriefedSource) -> list[str]:
    """Where the same text was printed too: the publisher, or the place where that is not known."""
    places = (copy.publisher or ("standard input" if copy.uri == "-" else copy.uri) for copy in source.also)
    return list(dict.fromkeys(places))


def missing_told(support: Support | None, t: Catalogue) -> str:
    """What was not found in the cited sentences, by kind."""
    kinds: dict[str, list[str]] = {}
    for missing in support.missing if support else ():
        kinds.setdefault(missing.kind, []).append(missing.text)
    return "; ".join(
        t.label("missing", kind) + ("" if kind == "content" else f": {', '.join(texts)}")
        for kind, texts in kinds.items()
    )


def wording(finding: Finding) -> str:
    """A finding in one line, for lists that hold findings of several kinds."""
    for name in ("statement", "text", "title"):
        if hasattr(finding, name):
            return str(getattr(finding, name))
    if hasattr(finding, "claim"):
        return f"{getattr(finding, 'speaker', '')}: {finding.claim}"
    return joined([getattr(finding, "name", None), getattr(finding, "role", None), getattr(finding, "activity", None)])


def tally(brief: Brief, t: Catalogue) -> str:
    """How many claims hold, in words."""
    verdicts = [finding.support.verdict for finding in brief.claims() if finding.support]
    partial, unsupported = verdicts.count("partial"), verdicts.count("unsupported")
    parts = [t("note.tally", supported=verdicts.count("supported"), all=len(verdicts))]
    if partial:
        parts.append(t("note.tally_partial", count=partial))
    if unsupported:
        parts.append(t("note.tally_unsupported", count=unsupported))
    return ", ".join(parts)


def grades(brief: Brief) -> str:
    """The Admiralty grades of the sources, each once."""
    return ", ".join(dict.fromkeys(grade(source.reliability, source.credibility) for source in brief.sources))
