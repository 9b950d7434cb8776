"""What a model is asked to answer, section by section, and how that becomes records.

A section of a brief is one or more fields of an answer; each field has its part of the prompt (``prompts/sections/``) and
its model here, under the same name.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, create_model

from briefer.records import (
    Actor,
    ActorKind,
    Assessment,
    Citation,
    Claim,
    Confidence,
    Event,
    EventStatus,
    Finding,
    Findings,
    Gap,
    Indicator,
    Judgment,
    Level,
    Likelihood,
    Missing,
    Relation,
    RelationKind,
    Risk,
    RiskCategory,
    Statement,
    Support,
)
from briefer.tradecraft import LIKELIHOODS

_ALTERNATIVES = {band.alternative: term for term, band in LIKELIHOODS.items()} | {"almost certainly": "almost certain"}


def _term(value: Any) -> Any:
    """Enumerated words as servers without a grammar write them: "Armed Group", "PROBABLE"."""
    if not isinstance(value, str):
        return value
    word = " ".join(value.casefold().replace("_", " ").split())
    return None if word in {"", "none", "null", "n/a", "not assessed"} else _ALTERNATIVES.get(word, word)


def _choice(kind: Any, *, fallback: str | None) -> BeforeValidator:
    """One of the words of a Literal; another word becomes ``fallback`` rather than cost the whole answer."""
    words = {word.replace("_", " "): word for word in get_args(kind)}

    def choose(value: Any) -> Any:
        term = _term(value)
        return words.get(term, fallback) if isinstance(term, str) else term or fallback

    return BeforeValidator(choose)


class _Answer(BaseModel):
    # An item is only ever read as a part of an answer, which builds what it needs.
    model_config = ConfigDict(extra="ignore", defer_build=True)


class ActorAnswer(_Answer):
    """One actor."""

    name: str
    kind: Annotated[ActorKind, _choice(ActorKind, fallback="other")]
    aliases: list[str] = []
    role: str | None = None
    activity: str | None = None
    stance: str | None = None
    evidence: list[int]


class RelationAnswer(_Answer):
    """One relation between two actors."""

    subject: str
    kind: Annotated[RelationKind, _choice(RelationKind, fallback="other")]
    object: str
    text: str
    evidence: list[int]


class EventAnswer(_Answer):
    """One happening."""

    text: str
    date: str | None = None
    date_text: str | None = None
    status: Annotated[EventStatus, _choice(EventStatus, fallback="alleged")]
    actors: list[str] = []
    evidence: list[int]


class RiskAnswer(_Answer):
    """One risk."""

    title: str
    category: Annotated[RiskCategory, _choice(RiskCategory, fallback="security")]
    likelihood: Annotated[Likelihood | None, _choice(Likelihood, fallback=None)] = None
    likelihood_text: str | None = None
    impact: Annotated[Level | None, _choice(Level, fallback=None)] = None
    horizon: str | None = None
    affected: list[str] = []
    indicators: list[str] = []
    evidence: list[int]


class StatementAnswer(_Answer):
    """One attributed statement."""

    speaker: str
    outlet: str | None = None
    claim: str
    quotation: str | None = None
    evidence: list[int]


class JudgmentAnswer(_Answer):
    """One key judgment."""

    statement: str
    likelihood: Annotated[Likelihood | None, _choice(Likelihood, fallback=None)] = None
    confidence: Annotated[Confidence, _choice(Confidence, fallback="low")]
    confidence_reason: str
    alternative: str | None = None
    evidence: list[int]


class IndicatorAnswer(_Answer):
    """One thing to watch."""

    observable: str
    judgment: int
    effect: str


class ClaimAnswer(_Answer):
    """One sentence of the bottom line."""

    text: str
    evidence: list[int]


_KINDS: dict[str, Any] = {
    "actors": list[ActorAnswer],
    "relations": list[RelationAnswer],
    "events": list[EventAnswer],
    "risks": list[RiskAnswer],
    "statements": list[StatementAnswer],
    "gaps": list[str],
    "judgments": list[JudgmentAnswer],
    "indicators": list[IndicatorAnswer],
    "assumptions": list[str],
    "bottom_line": list[ClaimAnswer],
    "title": str,
}


@functools.lru_cache(maxsize=64)
def answer_model(name: str, fields: tuple[str, ...]) -> type[BaseModel]:
    """The model of an answer that has ``fields``, in that order."""
    kinds: dict[str, Any] = {field: (_KINDS[field], ...) for field in fields}
    return create_model(name, __base__=_Answer, **kinds)


_FindingT = TypeVar("_FindingT", bound=Finding)


class Evidence:
    """Turns the sentence numbers of an answer into citations; ``shown`` maps each number shown to its citation."""

    def __init__(self, shown: Mapping[int, Citation]) -> None:
        self._shown = shown

    def bind(self, kind: type[_FindingT], answer: BaseModel, **changes: Any) -> _FindingT:
        """A record of ``kind`` from ``answer``; a number that was never shown is kept as a missing citation."""
        values = answer.model_dump()
        numbers = list(dict.fromkeys(values.pop("evidence")))
        citations = tuple(self._shown[n] for n in sorted(n for n in numbers if n in self._shown))
        unknown = tuple(Missing(kind="citation", text=f"sentence {n}") for n in numbers if n not in self._shown)
        if unknown:
            verdict = "partial" if citations else "unsupported"
            values["support"] = Support(verdict=verdict, missing=unknown)
        for name, value in values.items():
            if isinstance(value, list):
                values[name] = tuple(_tidy(part) for part in value if _tidy(part))
            elif isinstance(value, str):
                values[name] = _tidy(value) or None
        return kind(citations=citations, **values | changes)


def findings_from(answer: BaseModel, evidence: Evidence) -> Findings:
    """The findings that an answer holds; sections it was not asked for stay empty."""

    def each(section: str, kind: type[_FindingT], needed: str) -> tuple[_FindingT, ...]:
        items: list[BaseModel] = getattr(answer, section, [])
        return tuple(evidence.bind(kind, item) for item in items if _tidy(getattr(item, needed)))

    relations = getattr(answer, "relations", [])
    return Findings(
        actors=each("actors", Actor, "name"),
        relations=tuple(evidence.bind(Relation, r) for r in relations if _filled(r, ("subject", "object", "text"))),
        events=each("events", Event, "text"),
        risks=each("risks", Risk, "title"),
        statements=tuple(
            evidence.bind(Statement, s, quotation=_unquoted(s.quotation))
            for s in getattr(answer, "statements", [])
            if _filled(s, ("speaker", "claim"))
        ),
        gaps=tuple(Gap(kind="information", text=text) for text in map(_tidy, getattr(answer, "gaps", [])) if text),
    )


def assessment_from(answer: BaseModel, evidence: Evidence) -> Assessment:
    """The assessment that an answer holds; an indicator that names no judgment of the answer is kept without one."""
    stated = [(n, j) for n, j in enumerate(getattr(answer, "judgments", []), start=1) if _tidy(j.statement)]
    places = {number: place for place, (number, _) in enumerate(stated, start=1)}
    judgments = [
        evidence.bind(Judgment, j, confidence_reason=_tidy(j.confidence_reason) or "no reason was given")
        for _, j in stated
    ]
    indicators = [
        Indicator(observable=_tidy(i.observable), judgment=places.get(i.judgment), effect=_tidy(i.effect))
        for i in getattr(answer, "indicators", [])
        if _tidy(i.observable)
    ]
    claims = getattr(answer, "bottom_line", [])
    bottom_line = tuple(evidence.bind(Claim, claim) for claim in claims if _tidy(claim.text))
    title = _tidy(getattr(answer, "title", "")).rstrip(".")
    # The prompt lets the title state only what the bottom line states, so it rests on the same sentences.
    grounds = tuple(dict.fromkeys(citation for claim in bottom_line for citation in claim.citations))
    return Assessment(
        headline=Claim(text=title, citations=grounds) if title else None,
        bottom_line=bottom_line,
        judgments=tuple(judgments),
        indicators=tuple(indicators),
        assumptions=tuple(text for text in map(_tidy, getattr(answer, "assumptions", [])) if text),
    )


# What a model says in words of its own; names, quotations and wordings are the text's.
_OWN_WORDS = frozenset(
    "role activity stance text title claim statement confidence_reason alternative observable effect gaps assumptions".split()
)


def prose_of(answer: BaseModel) -> str:
    """All that an answer says in the model's own words, as one text."""
    return "\n".join(_prose(answer.model_dump()))


def _prose(value: Mapping[str, Any]) -> Iterator[str]:
    for name, part in value.items():
        if isinstance(part, str) and name in _OWN_WORDS:
            yield part
        elif isinstance(part, list):
            for each in part:
                if isinstance(each, dict):
                    yield from _prose(each)
                elif isinstance(each, str) and name in _OWN_WORDS:
                    yield each


def _filled(answer: BaseModel, names: Sequence[str]) -> bool:
    return all(_tidy(getattr(answer, name)) for name in names)


def _tidy(text: str) -> str:
    return " ".join(text.split())


_QUOTATION_MARKS = "\"'“”„«»‘’"


def _unquoted(text: str | None) -> str | None:
    """A quotation without the marks that a model may put around it all the same."""
    stripped = _tidy(text or "")
    if len(stripped) > 1 and stripped[0] in _QUOTATION_MARKS and stripped[-1] in _QUOTATION_MARKS:
        stripped = stripped[1:-1].strip()
    return stripped or None
