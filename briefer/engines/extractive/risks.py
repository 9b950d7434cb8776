"""Risks: clauses in which the source speaks of harm that may come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from briefer.engines.extractive.bounds import bounds_of
from briefer.engines.extractive.clauses import clause_around, excerpt, stands_alone
from briefer.engines.extractive.passages import Passage, cite_with_neighbour
from briefer.engines.extractive.risk_cues import (
    AFFECTING,
    AHEAD,
    DENIAL,
    DREAD,
    GRAVE,
    NAMED,
    NESTED,
    OPENING,
    POSABLE,
    POSED,
    PRESENT,
    SLIGHT,
    SPEECH,
    WARNED,
    cues,
    may_hold_risk,
)
from briefer.engines.extractive.vocabulary import category_of, harm_in, likelihood_in, speaks_of
from briefer.records import Document, Level, Risk, Statement

# Two risky clauses of one sentence are one risk while they are no longer than this together.
_LONGEST_TITLE = 200
# A "clause" beyond this is a list or spoiled text.
_TOO_LONG = 300


_MODAL = re.compile(r"\b(?:may|might|could|would|will)\b")
_SAYING = re.compile(r"(?:He|She|They|It) (?:\w+ )?(?:said|added|warned|says|warns|told [^,.;]{2,40}) that ")
# What lawmakers do is politics, whoever it arms or feeds.
_LAW = re.compile(r"(?:the |an? )?(?:\w+ )?(?:legislation|law|bill|decree|amendment)\b", re.IGNORECASE)
_POLICY = re.compile(
    r"(?:legislation|law|bill|decree|amendment|measure|reform|treaty|ruling|policy|order|tariff|sanction|plan|proposal)s? (?:that|which)|"
    r"if\b|unless\b|(?:will|would) [^.;,]+ (?:if|unless)$",
    re.IGNORECASE,
)
# What must follow a cue that stands without a word of harm.
_NEUTRAL = re.compile(
    r"(?:if|unless|is|are|be|remains?|more|very|most|highly|likely|unlikely|will|would (?!be (?:(?:un)?likely|dangerous|disastrous|catastrophic|devastating|fatal)\b))\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r" ?(?:over|about|of|for|that)\b")
_TARGET = re.compile(r"(?:risk|threat|danger)s? to\b")


class _Cue(NamedTuple):
    start: int
    end: int
    kind: str


def find_risks(
    document: Document, passages: Sequence[Passage], statements: Sequence[Statement] = ()
) -> tuple[Risk, ...]:
    """The risks that ``document`` speaks of, in text order, each with the source's own wording of its likelihood.

    Who said it is left out of a title where the claim of one of ``statements`` holds the risk.
    """
    claims: dict[int, list[str]] = {}
    for statement in statements:
        if statement.citations[0].first == statement.citations[0].last:
            claims.setdefault(statement.citations[0].first, []).append(statement.claim)
    found: dict[str, Risk] = {}
    for passage in passages:
        if not passage.is_prose or not may_hold_risk(passage) or DENIAL.search(passage.text):
            continue
        for start, end, cue in _clauses(passage, document.source.published):
            start, end = _within_claim(passage.text, start, end, cue, claims.get(passage.number, ()))
            risk = _risk(document, passages, passage, (start, end), cue)
            if risk.title:
                found.setdefault(risk.title.lower(), risk)
    return tuple(found.values())


def _within_claim(text: str, start: int, end: int, cue: _Cue, claims: Sequence[str]) -> tuple[int, int]:
    """The part of ``text[start:end]`` that lies in the claim around ``cue``, where one of ``claims`` does."""
    for claim in claims:
        place = text.find(claim)
        if 0 <= place <= cue.start and cue.end <= place + len(claim):
            whole = stands_alone(claim) or text[:place].endswith(" that ")
            opening = max(start, place) if whole else start
            return opening, min(end, place + len(claim))
    return start, end


def _clauses(passage: Passage, published: date | None) -> list[tuple[int, int, _Cue]]:
    """The clauses of ``passage`` that tell a risk, with the first cue of each; neighbours are joined while short."""
    joined: list[tuple[int, int, _Cue]] = []
    for match in cues().finditer(passage.text):
        cue = _Cue(match.start(), match.end(), match.lastgroup or "")
        if not _is_risk(passage, cue, published):
            continue
        start, end = _title_span(passage.text, cue)
        if end - start > _TOO_LONG:
            continue
        if joined and start < joined[-1][1] + 8 and end - joined[-1][0] <= _LONGEST_TITLE:
            joined[-1] = joined[-1][0], max(end, joined[-1][1]), joined[-1][2]
        elif not joined or start >= joined[-1][1]:
            joined.append((start, end, cue))
    return joined


def _is_risk(passage: Passage, cue: _Cue, published: date | None) -> bool:
    """Whether what stands around ``cue`` tells harm, and of harm that lies ahead."""
    text = passage.text
    start, end = clause_around(text, cue.start, cue.end)
    harm = harm_in(text, cue.end, end) or (harm_in(text, start, end) if cue.kind != "fear" else None)
    if harm is None and cue.kind == "fear":
        # Behind "concerned that" the harm stands in the next clause.
        harm = harm_in(text, cue.end, min(len(text), cue.end + 120))
    if harm is None and not _tells_harm_itself(text, cue):
        return False
    return not _is_history(passage, start, end, cue, published)


def _tells_harm_itself(text: str, cue: _Cue) -> bool:
    """Whether the cue needs no word of harm beside it: "fears over", "law that would"; not "may", "likely to"."""
    words = text[cue.start : cue.end]
    if cue.kind == "fear":
        return bool(DREAD.match(words)) and bool(_OBJECT.match(text, cue.end) or _TARGET.match(text, cue.start))
    if cue.kind != "threat" or _NEUTRAL.match(words):
        return False
    # A law or a condition is a risk by what it brings: "a bill that would arm the militias", "if the dam fails".
    return _POLICY.match(words) is None or harm_in(text) is not None or speaks_of(text, "security")


def _is_history(passage: Passage, start: int, end: int, cue: _Cue, published: date | None) -> bool:
    """Whether the clause is about the past: a past date in it, or the past tense with nothing of the present."""
    clause = passage.text[start:end]
    if cue.kind == "modal" and re.search(r"\bhad\b", passage.text[start : cue.start]):
        return True
    if cue.kind != "modal" and not PRESENT.search(clause) and not SPEECH.search(clause):
        return True
    if published is None:
        return False
    today = (published.year, published.month, published.day)
    ends = [
        bounds.last
        for dated in passage.dates
        if start <= dated.start < end and dated.mention.value and (bounds := bounds_of(dated.mention.value))
    ]
    # Last month's fear is still news; that of another year is history, unless the clause speaks of the present.
    old = [last for last in ends if last < today and (today[0] - last[0]) * 12 + today[1] - last[1] > 3]
    return bool(old) and len(old) == len(ends) and not AHEAD.search(clause)


def _title_span(text: str, cue: _Cue) -> tuple[int, int]:
    """The words that name the harm: behind "concerned that" what follows, from "fears of" on, else the clause."""
    start, end = clause_around(text, cue.start, cue.end)
    if cue.kind == "modal":
        return _shortened(text, start, end, cue)
    that = re.compile(r"[^,.;]{0,90}? that ").match(text, cue.end) if cue.kind == "fear" else None
    if that is not None and that.end() < len(text) - 12:
        start, end = clause_around(text, that.end(), that.end() + 1)
        return max(start, that.end()), end
    if text[cue.start : cue.start + 3] in {"If ", "if ", "Unl", "unl"}:
        return cue.start, end
    warned = WARNED.match(text, cue.start)
    if warned is not None:
        return warned.end(), max(end, warned.end())
    named = NAMED.match(text, cue.start)
    posed = POSED.search(text[max(start, cue.start - 40) : cue.start])
    if posed is not None and POSABLE.match(text, cue.start):
        return _without_opening(text, start), end
    if named is not None:
        return cue.start, max(end, cue.end)
    nested = NESTED.search(text, cue.start, cue.end)
    if nested is not None:
        return nested.start(), end
    return _shortened(text, start, end, cue)


def _shortened(text: str, start: int, end: int, cue: _Cue) -> tuple[int, int]:
    """The clause without its opening words, and where it is too long only from comma to comma."""
    start = _without_opening(text, start)
    if end - start > _LONGEST_TITLE:
        # No clause stands alone here: from the nearest comma before the cue to the nearest one behind it.
        start = max(start, text.rfind(", ", start, cue.start) + 2) if ", " in text[start : cue.start] else start
        comma = text.find(", ", cue.end + 20, end)
        end = comma if comma > 0 else end
    return start, end


def _without_opening(text: str, start: int) -> int:
    """Where the clause begins behind an opening such as "In addition,"."""
    opening = OPENING.match(text, start)
    start = opening.end() if opening else start
    saying = _SAYING.match(text, start)
    return saying.end() if saying else start


def _risk(document: Document, passages: Sequence[Passage], passage: Passage, span: tuple[int, int], cue: _Cue) -> Risk:
    start, end = span
    text = passage.text
    clause = text[start:end]
    likelihood, wording = likelihood_in(text[min(start, cue.start) : end])
    return Risk(
        title=excerpt(text, start, end).strip("… ").rstrip('.”"»').removesuffix(".’"),
        category="political" if _LAW.match(clause) else category_of(clause, text),
        likelihood=likelihood,
        likelihood_text=wording,
        impact=_impact(clause),
        horizon=_horizon(passage, span, document.source.published),
        affected=_affected(passage, max(start, cue.start), end),
        citations=(cite_with_neighbour(document, passages, passage),),
    )


def _impact(clause: str) -> Level | None:
    """How grave the source itself calls the harm."""
    if GRAVE.search(clause):
        return "high"
    return "low" if SLIGHT.search(clause) else None


def _horizon(passage: Passage, span: tuple[int, int], published: date | None) -> str | None:
    """The EDTF value of the first date in the clause that does not lie behind the publication date."""
    for dated in passage.dates:
        if span[0] <= dated.start < span[1] and dated.mention.value:
            bounds = bounds_of(dated.mention.value)
            if bounds and (published is None or bounds.last >= (published.year, published.month, published.day)):
                return dated.mention.value
    return None


def _affected(passage: Passage, start: int, end: int) -> tuple[str, ...]:
    """The actors that the clause puts where harm falls: behind "affect", "against", "threat to"."""
    modal = _MODAL.search(passage.text, start, end)
    start = modal.end() if modal else start
    hit = [
        name.name
        for name in passage.names_in(start, end)
        if AFFECTING.search(passage.text, start, name.start)
        and not re.match(r" to (?!the\b)[a-z]+", passage.text[name.end : name.end + 12])
    ]
    return tuple(dict.fromkeys(hit))
