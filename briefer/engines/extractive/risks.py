"""Risks: clauses in which the source speaks of harm that may come."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from briefer.engines.extractive.bounds import bounds_of
from briefer.engines.extractive.clauses import clause_around, excerpt
from briefer.engines.extractive.passages import Passage, cite_with_neighbour
from briefer.engines.extractive.vocabulary import category_of, harm_in, likelihood_in
from briefer.records import Document, Level, Risk, Statement

# Two risky clauses of one sentence are one risk while they are no longer than this together.
_LONGEST_TITLE = 200

_FEAR = (
    r"\b(?:fears?|feared|fearing|concern(?:s|ed)?|worr(?:y|ies|ied)|risk(?:s|ing)?|threats?|dangers?|possibility|"
    r"prospects?|warn(?:s|ed|ing)?|warnings?|alarm(?:ed)?|afraid|anxiety|anxious|suspicions?|accusations?|"
    r"allegations?|prone|vulnerable|exposed|at risk|brink|specter|spectre|"
    r"(?:even|good|slim|high|real|little|remote|growing|strong) (?:chance|odds|possibility|probability|likelihood))"
)
_MODAL = r"\b(?:may|might|could)\b(?! have\b)(?! not\b)"
_THREATENING = (
    r"\b(?:threaten(?:s|ed|ing)?|vow(?:s|ed)? to (?:retaliate|avenge|attack|fight|respond|strike|continue)|"
    r"(?:is|are|be|remains?) (?:poised|likely|unlikely|bound|certain|set|expected|liable|prone|vulnerable)|"
    r"(?:more|very|highly|most|almost) (?:likely|certain(?:ly)?)|likely to|unlikely to|would be (?:(?:un)?likely|dangerous|disastrous|catastrophic|devastating|fatal)|will (?:probably|likely)|"
    r"object(?:s|ed)? to (?:efforts|attempts|plans)|"
    r"(?:efforts|attempts|plans?|plots?|moves|ambitions?) (?:by [^,;]{2,60}? )?to (?:enshrine|entrench|expand|seize|"
    r"undermine|destabili[sz]e|dominate|overthrow|tighten|extend|impose|block|annex|acquire|develop|restrict)|"
    r"(?:legislation|law|bill|decree|amendment|measure|reform|treaty|ruling|policy|order|tariffs?|sanctions?|plan|"
    r"proposal)s? (?:that|which) would|on the brink of|in jeopardy|at stake|under threat|time bomb|"
    r"without (?:urgent|immediate|further|rapid)|unless)\b"
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|no (?:\w+ )?(?:risk|threat|danger|sign|signs|indication|evidence|reason|immediate)|"
    r"not (?:a|an|in|pose|at|be at) (?:\w+ )?(?:risk|threat|danger)|ruled out|dismiss(?:ed|es)|unfounded|averted|"
    r"never (?:\w+ )?(?:threat|risk|danger)|does not pose|do not pose|allay(?:ed|s)?|"
    r"downplay(?:ed|s)?|without risk|could not|may not|might not|eased|risk-free)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|may|might|could|would|will|can|remains?|continues?|says?|warns?|fears?|threatens?|poses?|"
    r"faces?|risks?|object|want|seek)\b"
)
_AHEAD = re.compile(
    r"\b(?:is|are|may|might|could|would|will|remains?|threatens?|fears?|warns?|risks|poses?|faces?|likely|unlikely)\b"
)
_SPEECH = re.compile(
    r"\b(?:warn(?:s|ed|ing)|said|told|fear(?:s|ed)?|concern(?:s|ed)|expressed|vowed|threatened|accused)\b"
)
_AFFECTING = re.compile(
    r"\b(?:affect|threaten|hit|against|target|attack|destabili[sz]e|harm|hurt|undermine|weaken|endanger|damage|"
    r"strike|invade|engulf|reach|cripple|disrupt|in|on|to|for|across|throughout|facing)(?:s|ing|ed)? (?:the )?$"
)
_GRAVE = re.compile(
    r"\b(?:catastroph\w+|devastat\w+|disastrous|existential|deadly|massive|dire|severe(?:ly)?|grave)\b", re.IGNORECASE
)
_SLIGHT = re.compile(r"\b(?:minor|limited|modest|slight(?:ly)?|negligible|marginal(?:ly)?)\b", re.IGNORECASE)


# Nouns that name the harm together with what follows them: a title may begin here.
_NAMED = re.compile(
    r"(?:fears?|concerns?|worries|risks?|threats?|dangers?|possibility|prospects?|warnings?|suspicions?|accusations?|"
    r"allegations?|legislation|spect(?:er|re))(?: \w+)? (?:of|over|about|from|to|that|which)\b"
)
_POSED = re.compile(
    r"\b(?:pos(?:e[sd]?|ing)|fac(?:e[sd]?|ing)|is|are|was|were|be|remains?|represents?|constitutes?|there)(?: [\w-]+){0,4} $"
)
_POSABLE = re.compile(r"risk|threat|danger|concern|worr|fear")
_NESTED = re.compile(r"\b(?:efforts|attempts|plans?|plots?|moves|ambitions?)\b")
_OPENING = re.compile(
    r"(?:[Ii]n addition|[Aa]dditionally|[Hh]owever|[Mm]oreover|[Ff]urthermore|[Mm]eanwhile|[Cc]urrently|[Aa]s a result|"
    r"[Aa]t the same time|[Ii]n (?:the )?meantime|[Ss]till|[Bb]ut|[Aa]nd|[Yy]et|[Tt]herefore|[Cc]onsequently),? "
)


class _Cue(NamedTuple):
    start: int
    end: int
    kind: str


@functools.cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"(?P<modal>{_MODAL})|(?P<fear>{_FEAR})\b|(?P<threat>{_THREATENING})")


# Every cue holds one of these words or beginnings: a cheap look before the expensive one.
_WORDS = frozenset(
    "may might could likely unlikely certain poised unless legislation law bill decree amendment measure measures "
    "reform treaty policy tariff tariffs sanctions plan plans proposal efforts attempts plots plot moves ambitions "
    "dangerous disastrous catastrophic devastating fatal chance odds probability likelihood probably stake jeopardy brink prone vulnerable exposed liable bound afraid anxious anxiety possibility prospect prospects "
    "spectre specter without under time".split()
)
_BEGINNINGS = (
    "fear",
    "concern",
    "worr",
    "risk",
    "threat",
    "danger",
    "warn",
    "alarm",
    "vow",
    "suspicion",
    "accus",
    "alleg",
)


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
        if not passage.is_prose or not _may_hold_risk(passage) or _DENIAL.search(passage.text):
            continue
        for start, end, cue in _clauses(passage, document.source.published):
            start, end = _within_claim(passage.text, start, end, cue, claims.get(passage.number, ()))
            risk = _risk(document, passages, passage, (start, end), cue)
            found.setdefault(risk.title.lower(), risk)
    return tuple(found.values())


def _within_claim(text: str, start: int, end: int, cue: _Cue, claims: Sequence[str]) -> tuple[int, int]:
    """The part of ``text[start:end]`` that lies in the claim around ``cue``, where one of ``claims`` does."""
    for claim in claims:
        place = text.find(claim)
        if 0 <= place <= cue.start and cue.end <= place + len(claim):
            return max(start, place), min(end, place + len(claim))
    return start, end


def _may_hold_risk(passage: Passage) -> bool:
    return bool(_WORDS & passage.vocabulary) or any(word.startswith(_BEGINNINGS) for word in passage.words)


def _clauses(passage: Passage, published: date | None) -> list[tuple[int, int, _Cue]]:
    """The clauses of ``passage`` that tell a risk, with the first cue of each; neighbours are joined while short."""
    joined: list[tuple[int, int, _Cue]] = []
    for match in _cues().finditer(passage.text):
        cue = _Cue(match.start(), match.end(), match.lastgroup or "")
        if not _is_risk(passage, cue, published):
            continue
        start, end = _title_span(passage.text, cue)
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
    if (
        harm is None
        and not (
            cue.kind == "threat" and not re.match(r"(?:is|are|be|more|very|most|likely)\b", text[cue.start : cue.end])
        )
        and not (cue.kind == "fear" and re.match(r" (?:over|about|of|for|that)\b", text[cue.end :]))
    ):
        return False
    return not _is_history(passage, start, end, cue, published)


def _is_history(passage: Passage, start: int, end: int, cue: _Cue, published: date | None) -> bool:
    """Whether the clause is about the past: a past date in it, or the past tense with nothing of the present."""
    clause = passage.text[start:end]
    if cue.kind != "modal" and not _PRESENT.search(clause) and not _SPEECH.search(clause):
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
    return bool(old) and len(old) == len(ends) and not _AHEAD.search(clause)


def _title_span(text: str, cue: _Cue) -> tuple[int, int]:
    """The words that name the harm: behind "concerned that" what follows, from "fears of" on, else the clause."""
    start, end = clause_around(text, cue.start, cue.end)
    if cue.kind == "modal":
        return _without_opening(text, start), end
    that = re.compile(r"[^,.;]{0,90}? that ").match(text, cue.end) if cue.kind == "fear" else None
    if that is not None and that.end() < len(text) - 12:
        start, end = clause_around(text, that.end(), that.end() + 1)
        return max(start, that.end()), end
    named = _NAMED.match(text, cue.start)
    posed = _POSED.search(text[max(start, cue.start - 40) : cue.start])
    if posed is not None and _POSABLE.match(text, cue.start):
        return _without_opening(text, start), end
    if named is not None:
        return cue.start, max(end, cue.end)
    nested = _NESTED.search(text, cue.start, cue.end)
    if nested is not None:
        return nested.start(), end
    return _without_opening(text, start), end


def _without_opening(text: str, start: int) -> int:
    """Where the clause begins behind an opening such as "In addition,"."""
    opening = _OPENING.match(text, start)
    return opening.end() if opening else start


def _risk(document: Document, passages: Sequence[Passage], passage: Passage, span: tuple[int, int], cue: _Cue) -> Risk:
    start, end = span
    text = passage.text
    clause = text[start:end]
    likelihood, wording = likelihood_in(text[min(start, cue.start) : end])
    return Risk(
        title=excerpt(text, start, end).strip("… ").rstrip(".”"),
        category=category_of(clause, text),
        likelihood=likelihood,
        likelihood_text=wording,
        impact=_impact(clause),
        horizon=_horizon(passage, span, document.source.published),
        affected=_affected(passage, max(start, cue.start), end),
        citations=(cite_with_neighbour(document, passages, passage),),
    )


def _impact(clause: str) -> Level | None:
    """How grave the source itself calls the harm."""
    if _GRAVE.search(clause):
        return "high"
    return "low" if _SLIGHT.search(clause) else None


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
    hit = [
        name.name
        for name in passage.names_in(start, end)
        if _AFFECTING.search(passage.text, start, name.start)
        and not re.match(r" to (?!the\b)[a-z]+", passage.text[name.end : name.end + 12])
    ]
    return tuple(dict.fromkeys(hit))
