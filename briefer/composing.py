"""Putting a brief together from what the stages gave: header, sections, gaps, provenance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from briefer.records import (
    SECTIONS,
    Assessment,
    Brief,
    BriefedSource,
    Document,
    Finding,
    Findings,
    Gap,
    Provenance,
    SectionName,
)
from briefer.sealing import seal
from briefer.settings import Settings
from briefer.text.hostile import disclosures
from briefer.tradecraft.lint import lint
from briefer.version import __version__

_FindingT = TypeVar("_FindingT", bound=Finding)
# Chinese, Japanese and Thai set no spaces between words: there each character counts.
_WORD = r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\s\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+"


def compose(
    documents: Sequence[Document],
    findings: Findings,
    assessment: Assessment,
    gaps: Sequence[Gap],
    provenance: Provenance,
    settings: Settings,
) -> Brief:
    """The brief, with the sections asked for; gaps say what was not, and what ``settings.strict`` left out."""
    findings, assessment, unasked = _asked_for(findings, assessment, settings.sections)
    published = [document.source.published for document in documents if document.source.published]
    bottom_line = assessment.bottom_line
    title, doubts = _title(documents, assessment, provenance)
    brief = Brief(
        title=title,
        as_of=settings.as_of or max(published, default=None),
        marking=settings.marking,
        language=settings.language if provenance.engine == "llm" else documents[0].source.language,
        sources=_briefed_all(documents, findings.copies),
        bottom_line=bottom_line,
        judgments=assessment.judgments,
        key_points=tuple(point for point in findings.key_points if point not in bottom_line),
        actors=findings.actors,
        relations=findings.relations,
        events=findings.events,
        risks=findings.risks,
        statements=findings.statements,
        contradictions=findings.contradictions,
        indicators=assessment.indicators,
        assumptions=assessment.assumptions,
        gaps=tuple(
            dict.fromkeys(
                (
                    *gaps,
                    *findings.gaps,
                    *assessment.gaps,
                    *doubts,
                    *unasked,
                    *_caveats(documents, settings.as_of),
                    *_copied(documents, findings.copies),
                )
            )
        ),
        provenance=provenance.model_copy(update={"prepared": _prepared(settings, published)}),
    )
    kept = _without_unsupported(brief) if settings.strict else brief
    return seal(kept.model_copy(update={"problems": lint(kept, stale_days=settings.stale_days)}))


def _prepared(settings: Settings, published: Sequence[date]) -> date | None:
    """The day of preparation, from what was given alone: the clock would change the bytes of the same brief."""
    if settings.as_of is None and settings.source_date_epoch is not None:
        return datetime.fromtimestamp(settings.source_date_epoch, UTC).date()
    return settings.as_of or max(published, default=None)


_SECTION_NAMES: dict[SectionName, str] = {
    "actors": "actors and relations",
    "timeline": "timeline",
    "risks": "risks",
    "statements": "statements",
    "assessment": "assessment",
}


def _asked_for(
    findings: Findings, assessment: Assessment, sections: Sequence[SectionName]
) -> tuple[Findings, Assessment, tuple[Gap, ...]]:
    """What belongs to ``sections``, and a gap that names the others."""
    if set(sections) == set(SECTIONS):
        return findings, assessment, ()
    fields = {"actors": ("actors", "relations"), "timeline": ("events",), "assessment": ("key_points",)}
    unasked = [section for section in SECTIONS if section not in sections]
    emptied: dict[str, tuple[()]] = {f: () for section in unasked for f in fields.get(section, (section,))}
    text = f"Not asked for (--sections): {', '.join(_SECTION_NAMES[section] for section in unasked)}."
    kept = findings.model_copy(update=emptied)
    gaps = (Gap(kind="caveat", text=text),)
    return kept, assessment if "assessment" in sections else Assessment(), gaps


def versions() -> dict[str, str]:
    """The versions that can change a brief."""
    return {"briefer": __version__}


def _title(documents: Sequence[Document], assessment: Assessment, provenance: Provenance) -> tuple[str, list[Gap]]:
    """The headline unless its evidence does not carry it, else the first source's title; and what is to be said of it."""
    own = documents[0].source.title or documents[0].source.uri
    headline = assessment.headline
    if headline is None:
        return own, []
    verdict = headline.support.verdict if headline.support else "supported"
    if verdict == "supported" or provenance.engine == "extractive":
        # Without a model the words are the sources' own: a headline and a sentence.
        return headline.text, []
    lacking = ", ".join(missing.text for missing in headline.support.missing) if headline.support else ""
    if verdict == "partial":
        return headline.text, [Gap(kind="caveat", text=f"The title goes beyond the bottom line's evidence: {lacking}.")]
    text = f"A title was rejected, since the bottom line's evidence does not carry it: {headline.text} ({lacking})."
    return own, [Gap(kind="caveat", text=text)]


def _briefed_all(documents: Sequence[Document], copies: Mapping[str, str]) -> tuple[BriefedSource, ...]:
    numbers = {document.id: number for number, document in enumerate(documents, start=1)}
    return tuple(briefed(numbers[d.id], d, numbers.get(copies.get(d.id, ""))) for d in documents)


def _count_words(text: str) -> int:
    spaced = not any("\u0e00" <= sign <= "\u0e7f" or "\u3040" <= sign <= "\u9fff" for sign in set(text))
    return len(text.split() if spaced else re.findall(_WORD, text))


def briefed(number: int, document: Document, repeats: int | None = None) -> BriefedSource:
    """The source behind ``document`` as a brief lists it, under ``number``; ``repeats`` is what it is a copy of."""
    words = sum(_count_words(document.text[s.start : s.end]) for s in document.sentences)
    return BriefedSource(
        **document.source.model_dump(),
        number=number,
        document=document.id,
        words=words,
        sentences=len(document.sentences),
        repeats=repeats,
    )


def _copied(documents: Sequence[Document], copies: Mapping[str, str]) -> Iterator[Gap]:
    """Which sources say the same in the same words, and what that leaves of corroboration."""
    numbers = {document.id: number for number, document in enumerate(documents, start=1)}
    for document in documents:
        original = copies.get(document.id)
        if original is not None:
            text = f"Source {numbers[document.id]} largely repeats source {numbers[original]}: the two count as one."
            yield Gap(kind="caveat", text=text, document=document.id)
    if len(documents) > 1 and len(documents) - len(copies) == 1:
        yield Gap(kind="caveat", text="One independent source: nothing here is corroborated by another.")


def _caveats(documents: Sequence[Document], as_of: date | None) -> Iterator[Gap]:
    """What limits any brief of these sources, and what their reading gave notice of."""
    several = len(documents) > 1
    for number, document in enumerate(documents, start=1):
        for text in disclosures(document, f"Source {number}"):
            yield Gap(kind="caveat", text=text, document=document.id)
        for notice in document.notices:
            # A path or an address keeps its first letter as it is.
            text = f"{document.source.uri}: {notice.rstrip('.')}." if several else _as_sentence(notice)
            yield Gap(kind="caveat", text=text, document=document.id)
        published = document.source.published
        if as_of and published and published > as_of:
            text = f"{document.source.uri} was published after the cut-off, on {published}."
            yield Gap(kind="caveat", text=text, document=document.id)
    if not several:
        yield Gap(kind="caveat", text="One source: nothing here is corroborated by another.")
    graded = [d for d in documents if (d.source.reliability, d.source.credibility) != ("F", 6)]
    if not graded:
        text = "Source reliability and credibility were not rated (F6); rate them with --reliability and --credibility."
        yield Gap(kind="caveat", text=text)


def _as_sentence(text: str) -> str:
    stripped = text.strip()
    return stripped[:1].upper() + stripped[1:] + ("" if stripped.endswith((".", "!", "?")) else ".")


def _without_unsupported(brief: Brief) -> Brief:
    sections = ("bottom_line", "judgments", "key_points", "actors", "relations", "events", "risks", "statements")
    kept: dict[str, Any] = {name: tuple(_held(getattr(brief, name))) for name in sections}
    places = {n: kept["judgments"].index(j) + 1 for n, j in enumerate(brief.judgments, 1) if j in kept["judgments"]}
    moved = (i.model_copy(update={"judgment": places.get(i.judgment or 0)}) for i in brief.indicators)
    kept["indicators"] = tuple(moved)
    withheld = sum(len(getattr(brief, name)) - len(kept[name]) for name in sections)
    if withheld:
        noun = "claim was" if withheld == 1 else "claims were"
        text = f"{withheld} {noun} left out (--strict): the cited sentences do not support {'it' if withheld == 1 else 'them'}."
        kept["gaps"] = (*brief.gaps, Gap(kind="withheld", text=text))
    return brief.model_copy(update=kept)


def _held(findings: Iterable[_FindingT]) -> Iterator[_FindingT]:
    return (f for f in findings if f.support is None or f.support.verdict != "unsupported")
