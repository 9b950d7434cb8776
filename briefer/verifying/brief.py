"""The check of a brief against its articles: record, sources, citations, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.grounding import ground, index_sources
from briefer.records import Assessment, Brief, Citation, Document, Finding, Findings, Support
from briefer.sealing import digest_of
from briefer.verifying.report import Check
from briefer.verifying.sources import Matched, check_sources, cited, match_sources, relocate
from briefer.version import __version__

_SHOWN = 60
_ASSESSMENTS = ("bottom_line", "judgments")


def verify_brief(brief: Brief, documents: Sequence[Document] = ()) -> Iterator[Check]:
    """The checks of ``brief`` against ``documents``, in any order; without them, of what it says of itself alone."""
    yield from _check_record(brief)
    known = {source.document for source in brief.sources}
    matched = match_sources(brief, documents)
    yield from check_sources(brief, matched, given=bool(documents))
    checkable: dict[str, Finding] = {}
    compared = right = unseen = 0
    for place, finding in cited(brief):
        is_whole = True
        for citation in finding.citations:
            is_there = citation.document in matched.same or citation.document in matched.changed
            problem = next(_problems(citation, matched, known), None)
            if problem:
                yield Check(part="citation", outcome="fails", text=problem, place=_named(place, finding))
            compared += is_there
            right += is_there and problem is None
            unseen += not is_there
            is_whole = is_whole and is_there and problem is None
        if is_whole:
            checkable[place] = _relocated(finding, matched)
    if right:
        told = "quotations are verbatim" + ("" if matched.changed else " and offsets right")
        yield Check(part="citation", outcome="holds", text=f"{right} of {compared}: {told}")
    if unseen:
        text = f"{unseen} were not compared with a text; whether quotation and offsets fit one another is all that was checked"
        yield Check(part="citation", outcome="unchecked", text=text)
    yield from _check_verdicts(brief, checkable, matched, given=bool(documents))


def _check_record(brief: Brief) -> Iterator[Check]:
    made_by = brief.provenance.versions.get("briefer")
    if made_by not in (None, __version__):
        text = f"made by briefer {made_by}, checked by {__version__}: sentences and verdicts may differ for that alone"
        yield Check(part="record", outcome="unchecked", text=text)
    if brief.digest is None:
        text = "it has no digest: changes that leave citations and verdicts right cannot be noticed"
        yield Check(part="record", outcome="unchecked", text=text)
    elif brief.digest != (computed := digest_of(brief)):
        text = f"the brief was changed after it was made: its digest is {brief.digest[:16]}, its content has {computed[:16]}"
        yield Check(part="record", outcome="fails", text=text)
    else:
        yield Check(part="record", outcome="holds", text=f"as it was made (sha256 {brief.digest})")


def _problems(citation: Citation, matched: Matched, known: set[str]) -> Iterator[str]:
    """What is wrong with a citation, in at most one line."""
    if citation.document not in known:
        yield f"cites {citation.document[:16]}, which is none of the brief's sources"
    elif citation.document in matched.changed:
        if relocate(citation, matched.changed[citation.document]) is None:
            yield f"no longer holds: {_quoted(citation.quote)} is not in the changed text"
    elif citation.document in matched.same:
        yield from _against_text(citation, matched.same[citation.document])
    elif len(citation.quote) != citation.end - citation.start or citation.first > citation.last:
        yield f"quotation and offsets do not fit one another ({citation.start}–{citation.end}): {_quoted(citation.quote)}"


def _against_text(citation: Citation, document: Document) -> Iterator[str]:
    place = f"{citation.start}–{citation.end}"
    if document.text[citation.start : citation.end] != citation.quote:
        stands = document.text.find(citation.quote)
        told = f"it stands at {stands}" if stands >= 0 else "it is nowhere in the text"
        yield f"not verbatim at {place}: {_quoted(citation.quote)}; {told}"
        return
    try:
        right = document.cite(citation.first, citation.last)
    except IndexError:
        yield f"cites sentences {citation.first} to {citation.last} of {len(document.sentences)}"
        return
    if right != citation:
        numbers = f"{citation.first}–{citation.last}, ¶{citation.paragraph}"
        yield f"sentence numbers ({numbers}) are not those of its quotation {_quoted(citation.quote)}"


def _relocated(finding: Finding, matched: Matched) -> Finding:
    moved = []
    for citation in finding.citations:
        changed = matched.changed.get(citation.document)
        found = relocate(citation, changed) if changed else None
        moved.append(found or citation)
    return finding.model_copy(update={"citations": tuple(moved)})


def _check_verdicts(brief: Brief, checkable: dict[str, Finding], matched: Matched, *, given: bool) -> Iterator[Check]:
    judged = [(place, finding) for place, finding in cited(brief) if finding.support is not None]
    if not given:
        text = f"{len(judged)} verdicts were not recomputed: that takes the articles"
        yield Check(part="verdict", outcome="unchecked", text=text)
        return
    again = _grounded(brief, checkable, matched)
    same = 0
    for place, finding in judged:
        if place not in again:
            continue
        problem = _difference(checkable[place], again[place])
        if problem:
            yield Check(part="verdict", outcome="fails", text=problem, place=_named(place, finding))
        else:
            same += 1
    unseen = sum(place not in again for place, _ in judged)
    if same:
        yield Check(part="verdict", outcome="holds", text=f"{same} of {len(judged)} recomputed, with the same result")
    if unseen:
        text = f"{unseen} not recomputed: what they cite is not as the brief has it, or was not given"
        yield Check(part="verdict", outcome="unchecked", text=text)


def _grounded(brief: Brief, checkable: dict[str, Finding], matched: Matched) -> dict[str, Finding]:
    """The findings of ``checkable`` grounded again, by place; the sides of contradictions go as key points."""
    documents = [*matched.same.values(), *matched.changed.values()]
    indexes = index_sources(documents)
    language = brief.language if brief.provenance.engine == "llm" else None
    again: dict[str, Finding] = {}
    for label, name in _LABELS.items():
        chosen = {place: finding for place, finding in checkable.items() if place.rpartition(" ")[0].startswith(label)}
        values = tuple(chosen.values())
        grounded: Findings | Assessment
        if name in _ASSESSMENTS:
            grounded = ground(
                Assessment.model_validate({name: values}), indexes, language=language, actors=brief.actors
            )
        else:
            grounded = ground(Findings.model_validate({name: values}), indexes, language=language, actors=brief.actors)
        again |= dict(zip(chosen, getattr(grounded, name), strict=True))
    return again


_LABELS = {
    "bottom line": "bottom_line",
    "judgment": "judgments",
    "key point": "key_points",
    "actor": "actors",
    "relation": "relations",
    "event": "events",
    "risk": "risks",
    "statement": "statements",
    "contradiction": "key_points",
}


def _difference(told: Finding, again: Finding) -> str | None:
    """What the recomputed finding has otherwise, or None."""
    if told == again:
        return None
    if told.support == again.support:
        return "checked again it comes out with other citations or another date"
    return f"the brief says {_verdict(told.support)}, checked again it is {_verdict(again.support)}"


def _verdict(support: Support | None) -> str:
    if support is None:
        return "nothing"
    missing = "; ".join(f"{missing.kind} {missing.text}" for missing in support.missing)
    repaired = ", repaired" if support.repaired else ""
    return f"{support.verdict}{repaired}" + (f" (not found: {missing})" if missing else "")


def _named(place: str, finding: Finding) -> str:
    for name in ("statement", "text", "title", "claim", "name"):
        if hasattr(finding, name):
            return f"{place} {_quoted(str(getattr(finding, name)))}"
    return place


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”"
