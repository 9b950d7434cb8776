"""The check of a finished brief against ICD 203: what an instructor would mark, one remark for each rule broken.

Rules that read words know English; a brief in another language is checked by its fields alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefer.records import Brief, Citation, Finding, Judgment, Problem
from briefer.tradecraft import wording

STALE_DAYS = 30
"""Days between a source and the cut-off beyond which it counts as old: a month, by the editorial habit of current
intelligence; no standard sets a number."""

_EXTREME = ("almost no chance", "very unlikely", "very likely", "almost certain")
_LIKELY = ("likely", "very likely", "almost certain")
_WEAK = ("D", "E", "F")
_NUMBER = re.compile(r"(?<![\w.])\d[\d.,:]*\d|(?<![\w.])\d")
_BAND = re.compile(r"\(?\d+[–-]\d+%\)?")


@dataclass(frozen=True)
class _Remark:
    """One finding of a rule: which judgment or line it is about, and what is wrong."""

    rule: str
    standard: int
    text: str
    places: tuple[str, ...] = ()


def lint(brief: Brief, *, stale_days: int = STALE_DAYS) -> tuple[Problem, ...]:
    """The breaches of tradecraft in ``brief``, ordered by standard; none means that none of the rules was broken.

    Judgments broken by the same rule share one problem, whose ``place`` lists them ("judgment 1, judgment 3").
    """
    found = [remark for rule in _rules(brief) for remark in rule(brief)]
    found += _stale(brief, stale_days)
    found.sort(key=lambda remark: (remark.standard, remark.rule))
    return tuple(
        Problem(rule=r.rule, standard=r.standard, text=r.text, place=", ".join(r.places) or None) for r in found
    )


def _rules(brief: Brief) -> Iterator[Callable[[Brief], Iterable[_Remark]]]:
    if brief.judgments:
        yield from (_unfounded, _too_strong, _high_on_one_source, _high_on_disputed, _only_claimed)
        yield from (_without_alternative, _without_gaps, _without_indicator, _without_bottom_line)
        yield _unsourced_numbers
    if brief.judgments and brief.language.partition("-")[0].casefold() == "en":
        yield from (_one_sentence, _mixed_columns, _other_likelihood, _judgment_as_fact, _fact_as_judgment)


def _numbered(brief: Brief) -> Iterator[tuple[str, Judgment]]:
    for number, judgment in enumerate(brief.judgments, start=1):
        yield f"judgment {number}", judgment


def _lines(brief: Brief) -> Iterator[tuple[str, Finding, str]]:
    """The analyst's own prose: place, finding, text."""
    for number, claim in enumerate(brief.bottom_line, start=1):
        yield f"bottom line, sentence {number}", claim, claim.text
    for place, judgment in _numbered(brief):
        yield place, judgment, judgment.statement
        yield f"{place}, alternative", judgment, judgment.alternative or ""
        yield f"{place}, confidence", judgment, judgment.confidence_reason


def _quotes(citations: Iterable[Citation]) -> str:
    return " ".join(citation.quote for citation in citations)


def _gathered(rule: str, standard: int, places: Sequence[str], text: str) -> Iterator[_Remark]:
    """One remark for all places, whose text has the places in front; none where there are no places."""
    if places:
        yield _Remark(rule, standard, f"{_listed(places)}: {text}", tuple(places))


def _listed(places: Sequence[str]) -> str:
    """Places as a reader says them: "Judgments 1, 2 and 4"."""
    numbers = [place.removeprefix("judgment ") for place in places]
    if all(number.isdigit() for number in numbers):
        joined = numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
        return f"Judgment{'s' if len(numbers) > 1 else ''} {joined}"
    joined = ", ".join(places)
    return joined[:1].upper() + joined[1:]


def _unfounded(brief: Brief) -> Iterator[_Remark]:
    places = [p for p, j in _numbered(brief) if not j.citations or (j.support and j.support.verdict == "unsupported")]
    yield from _gathered("judgment-without-evidence", 6, places, "no cited sentence carries it.")


def _grades(brief: Brief, finding: Finding) -> list[str]:
    carriers = brief.carriers(finding)
    return [source.reliability for source in brief.sources if source.number in carriers]


def _too_strong(brief: Brief) -> Iterator[_Remark]:
    """An extreme likelihood that only weak or unrated reporting from one origin carries."""
    places = [
        place
        for place, judgment in _numbered(brief)
        if judgment.likelihood in _EXTREME
        and len(brief.carriers(judgment)) == 1
        and all(grade in _WEAK for grade in _grades(brief, judgment))
    ]
    text = "a likelihood this far from even rests on one source whose reliability is low or was not judged."
    yield from _gathered("judgment-stronger-than-sources", 1, places, text)


def _only_claimed(brief: Brief) -> Iterator[_Remark]:
    """High confidence, or near certainty, on sentences that only say what somebody claims."""
    claimed = {c for finding in brief.statements for c in finding.citations}
    claimed |= {c for event in brief.events if event.status == "alleged" for c in event.citations}
    places = [
        place
        for place, judgment in _numbered(brief)
        if (judgment.confidence == "high" or judgment.likelihood in ("almost certain", "almost no chance"))
        and judgment.citations
        and all(citation in claimed for citation in judgment.citations)
    ]
    text = "it is put more firmly than its evidence allows, which is only what somebody claims."
    yield from _gathered("judgment-on-claims-alone", 1, places, text)


def _high_on_one_source(brief: Brief) -> Iterator[_Remark]:
    places = [p for p, j in _numbered(brief) if j.confidence == "high" and len(brief.carriers(j)) == 1]
    text = "confidence is high on one independent source; corroborate it or lower the confidence."
    yield from _gathered("high-confidence-on-one-source", 1, places, text)


def _high_on_disputed(brief: Brief) -> Iterator[_Remark]:
    disputed = {c for contradiction in brief.contradictions for side in contradiction.sides for c in side.citations}
    places = [p for p, j in _numbered(brief) if j.confidence == "high" and disputed.intersection(j.citations)]
    text = "confidence is high although accounts of the evidence contradict one another."
    yield from _gathered("high-confidence-on-disputed-evidence", 1, places, text)


def _without_alternative(brief: Brief) -> Iterator[_Remark]:
    places = [p for p, j in _numbered(brief) if j.likelihood in _LIKELY and not (j.alternative or "").strip()]
    yield from _gathered("no-alternative", 4, places, "likely or more, and no alternative is considered.")


def _without_gaps(brief: Brief) -> Iterator[_Remark]:
    if not any(gap.kind == "information" for gap in brief.gaps):
        yield _Remark("missing-gaps", 2, "No information gap is named: say what the sources leave open.")


def _without_indicator(brief: Brief) -> Iterator[_Remark]:
    watched = {indicator.judgment for indicator in brief.indicators}
    places = [p for n, (p, _) in enumerate(_numbered(brief), start=1) if n not in watched]
    yield from _gathered("no-indicator", 2, places, "no indicator says what would change it.")


def _without_bottom_line(brief: Brief) -> Iterator[_Remark]:
    if not brief.bottom_line:
        yield _Remark("no-bottom-line", 5, "There is no bottom line: the reader must find the point alone.")


def _unsourced_numbers(brief: Brief) -> Iterator[_Remark]:
    """Numbers of the bottom line and the judgments that the cited sentences do not give."""
    for place, finding, text in _lines(brief):
        missing = [m.text for m in finding.support.missing if m.kind in ("number", "date")] if finding.support else []
        missing = [number for number in missing if number in text]
        if not finding.citations or "," in place.partition("judgment")[2]:
            given = set(_NUMBER.findall(_quotes(finding.citations) + " " + getattr(finding, "statement", "")))
            missing += [n for n in _NUMBER.findall(_BAND.sub("", text)) if n not in given and n not in missing]
        if missing:
            told = ", ".join(dict.fromkeys(missing))
            yield from _gathered("unsourced-number", 8, [place], f"the cited sentences do not give {told}.")


def _one_sentence(brief: Brief) -> Iterator[_Remark]:
    places = [
        place
        for place, finding, text in _lines(brief)
        if any(
            wording.speaks_of_confidence(sentence) and any(wording.terms(sentence, _quotes(finding.citations)))
            for sentence in wording.sentences(text)
        )
    ]
    text = "likelihood and confidence stand in one sentence; the reader cannot tell which is meant."
    yield from _gathered("likelihood-with-confidence", 2, places, text)


def _mixed_columns(brief: Brief) -> Iterator[_Remark]:
    used: dict[int, dict[str, None]] = {1: {}, 2: {}}
    for _, finding, text in _lines(brief):
        for term, column in wording.terms(text, _quotes(finding.citations)):
            used[column][term] = None
    if used[1] and used[2]:
        text = f"Two sets of likelihood terms are mixed ({', '.join(used[1])}; {', '.join(used[2])}): keep to one."
        yield _Remark("mixed-likelihood-terms", 2, text)


def _other_likelihood(brief: Brief) -> Iterator[_Remark]:
    """The statement says one likelihood and the record another."""
    for place, judgment in _numbered(brief):
        rows = {wording.likelihood_of(term) for term, _ in wording.terms(judgment.statement)}
        if judgment.likelihood and rows and judgment.likelihood not in rows:
            text = f"its words say {', '.join(sorted(rows))}, its likelihood is {judgment.likelihood}."
            yield from _gathered("likelihood-disagrees", 2, [place], text)


def _judgment_as_fact(brief: Brief) -> Iterator[_Remark]:
    bare = [(place, judgment) for place, judgment in _numbered(brief) if judgment.likelihood is None]
    ahead = [place for place, judgment in bare if wording.looks_ahead(judgment.statement)]
    yield from _gathered("judgment-without-likelihood", 2, ahead, "it says what will be without saying how likely.")
    facts = [place for place, judgment in bare if not wording.is_open(judgment.statement)]
    yield from _gathered("fact-among-judgments", 3, facts, "it reads as a fact, and says neither how likely nor why.")
    mixed = [
        place
        for place, judgment in _numbered(brief)
        if any(wording.reports(s) and not wording.is_open(s) for s in wording.sentences(judgment.statement))
        and any(wording.is_open(s) for s in wording.sentences(judgment.statement))
    ]
    yield from _gathered("facts-and-judgments-mixed", 3, mixed, "it tells facts and judges in one paragraph.")


def _fact_as_judgment(brief: Brief) -> Iterator[_Remark]:
    """Lines that should tell what the sources say, and carry the analyst's own likelihood or view."""
    mixed = [
        f"bottom line, sentence {number}"
        for number, claim in enumerate(brief.bottom_line, start=1)
        for sentence in wording.sentences(claim.text)
        if wording.reports(sentence) and _is_own_view(sentence, claim)
    ]
    yield from _gathered("facts-and-judgments-mixed", 3, mixed, "it reports and judges in one sentence.")
    places = [f"event {n}" for n, event in enumerate(brief.events, start=1) if _is_own_view(event.text, event)]
    places += [f"key point {n}" for n, point in enumerate(brief.key_points, start=1) if _is_own_view(point.text, point)]
    yield from _gathered(
        "judgment-among-facts", 3, places, "a likelihood or view that the cited sentences do not hold."
    )


def _is_own_view(text: str, finding: Finding) -> bool:
    quotes = _quotes(finding.citations)
    if wording.judges(text) and not wording.judges(quotes):
        return True
    # A source's "may" or "expected" told as "likely" is the source's own uncertainty, if not in its words.
    return any(wording.terms(text, quotes)) and not (wording.is_open(quotes) or any(wording.terms(quotes)))


def _stale(brief: Brief, stale_days: int) -> Iterator[_Remark]:
    if brief.as_of is None:
        return
    dated = [(brief.as_of - source.published).days for source in brief.sources if source.published]
    old = [days for days in dated if days > stale_days]
    if old and len(old) == len(dated):
        text = (
            f"The newest source is {min(old)} days older than the cut-off {brief.as_of}: what came since is not here."
        )
        yield _Remark("stale-sources", 1, text)
    elif old:
        numbers = [
            str(source.number)
            for source in brief.sources
            if source.published and (brief.as_of - source.published).days > stale_days
        ]
        one = len(numbers) == 1
        told = f"Source{'' if one else 's'} {', '.join(numbers)} {'is' if one else 'are'}"
        yield _Remark("stale-sources", 1, f"{told} more than {stale_days} days older than the cut-off {brief.as_of}.")
