"""What a model is asked to answer, section by section, and how that becomes records.

Each section of a prompt (``prompts/sections/``) has its model here, under the same name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

EXTRACT_SECTIONS = ("actors", "relations", "events", "risks", "statements", "gaps")
ASSESS_SECTIONS = ("judgments", "indicators", "assumptions", "bottom_line", "title")

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
    model_config = ConfigDict(extra="ignore")


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


_SECTIONS: dict[str, Any] = {
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


def answer_model(name: str, sections: Sequence[str]) -> type[BaseModel]:
    """The model of an answer that fills ``sections``, in that order."""
    fields: dict[str, Any] = {section: (_SECTIONS[section], ...) for section in sections}
    return create_model(name, __base__=_Answer, **fields)


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
