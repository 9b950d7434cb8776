"""The assessment of a case: in one call where the case file fits, else in a tree of calls.

A case that is too large is cut into parts that belong together; each is assessed, and the assessments are brought together
in a further call, by levels if need be. Every level sees the sentences that its lines rest on, and cites those: what the
last one cites are sentences of the sources like any other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefer.engines.answers import Evidence, answer_model, assessment_from
from briefer.engines.casefile import Bulk, CaseFile, Line, compile_case, lines_of, lines_of_assessment
from briefer.engines.engine import Check
from briefer.engines.partition import partition
from briefer.engines.questions import Place, Questions
from briefer.engines.running import side_by_side
from briefer.engines.sections import ASSESS_FIELDS
from briefer.engines.tongues import asks_for, language_gaps
from briefer.errors import ModelError, ModelUnavailable, TooMuchAtOnce
from briefer.llm.asking import Asker
from briefer.llm.request import Request
from briefer.records import Assessment, Document, Findings, Gap

# About four characters a token in English.
_CHARACTERS_A_TOKEN = 4
# An assessment as material of the next level, its sentences included: what that of the longer example takes.
_ASSESSMENT_CHARACTERS = 12_000
# The share of a case that was too much at once which its parts may have.
_SMALLER = 0.6


@dataclass(frozen=True)
class _Case:
    documents: Sequence[Document]
    copies: dict[str, str]
    check: Check


@dataclass
class _Outcome:
    made: list[Assessment] = field(default_factory=list)
    failure: ModelError | None = None


class Assessor:
    """Asks for assessments; ``room`` is the most characters of findings and sentences that one call shows."""

    def __init__(self, asker: Asker, questions: Questions, *, room: int, concurrency: int) -> None:
        self.asker = asker
        self.questions = questions
        self.room = room
        self.concurrency = concurrency

    def assess(self, found: Findings, documents: Sequence[Document], check: Check) -> Assessment:
        """The assessment of ``found``; a gap says which part has none, and why."""
        case, lines = _Case(documents, found.copies, check), lines_of(found)
        if not lines:
            return Assessment(gaps=(Gap(kind="information", text="Nothing was found that could be assessed."),))
        self.asker.budget.keep_back()
        parts = partition(lines, self.room)
        if len(parts) > 1:
            return self._by_parts(parts, case)
        try:
            return self._ask(lines, case, Place())
        except TooMuchAtOnce as error:
            return self._by_parts(_smaller(lines), case) if len(lines) > 1 else _none(error)
        except ModelError as error:
            return _none(error)

    def foreseen(self, characters: int, documents: Sequence[Document]) -> list[Request]:
        """Stand-ins for the calls that a case of so many characters will take, the last one last."""
        count = max(1, math.ceil(characters / self.room))
        size = min(self.room, characters)
        return [self._stand_in(documents, size) for _ in range(count)] + self._foreseen_above(count, documents)

    def planned(self, found: Findings, documents: Sequence[Document], check: Check) -> list[Request]:
        """The calls that the assessment of ``found`` takes: as they will be, as far as what comes before them is stored."""
        case = _Case(documents, found.copies, check)
        parts = partition(lines_of(found), self.room)
        level = [(lines, self._place(n, parts)) for n, lines in enumerate(parts, start=1)]
        planned: list[Request] = []
        made: list[Assessment] = []
        while level:
            requests = [self._request(lines, case, place) for lines, place in level]
            planned += requests
            if not all(self.asker.is_stored(r, answer_model("Assessment", ASSESS_FIELDS)) for r in requests):
                return planned + self._foreseen_above(len(level) + len(made), documents)
            made = [*(check(self._ask(lines, case, place)) for lines, place in level), *made]
            groups = self._groups(made) if len(made) > 1 else []
            level = [(_lines(group), Place(is_of_assessments=True)) for group in groups if len(group) > 1]
            made = [group[0] for group in groups if len(group) == 1]
        return planned

    def _by_parts(self, parts: Sequence[Sequence[Line]], case: _Case) -> Assessment:
        above = self._foreseen_above(len(parts), case.documents)
        self.asker.budget.keep_back(*above)
        refused: list[ModelUnavailable] = []

        def answer(number: int) -> _Outcome:
            try:
                if refused:
                    raise refused[0]
                return _Outcome(self._part(parts[number - 1], case, self._place(number, parts)))
            except ModelError as error:
                if isinstance(error, ModelUnavailable):
                    refused.append(error)
                return _Outcome(failure=error)

        outcomes = side_by_side(range(1, len(parts) + 1), answer, self.concurrency)
        self.asker.budget.keep_back()
        made = [case.check(each) for outcome in outcomes for each in outcome.made]
        gaps = _unassessed(parts, outcomes)
        if not made:
            return _none(next(outcome.failure for outcome in outcomes if outcome.failure))
        whole = self._brought_together(made, case)
        return whole.model_copy(update={"gaps": (*whole.gaps, *gaps)})

    def _part(self, lines: Sequence[Line], case: _Case, place: Place) -> list[Assessment]:
        """The assessment of one part, or those of its own parts where it was too much at once."""
        try:
            return [self._ask(lines, case, place)]
        except TooMuchAtOnce:
            if len(lines) < 2:
                raise
        return [made for smaller in _smaller(lines) for made in self._part(smaller, case, place)]

    def _brought_together(self, made: Sequence[Assessment], case: _Case) -> Assessment:
        level = list(made)
        while len(level) > 1:
            level = [self._joined(group, case) for group in self._groups(level)]
        return level[0]

    def _joined(self, group: Sequence[Assessment], case: _Case) -> Assessment:
        """One assessment from those of parts; where the call fails they stand side by side, and a gap says so."""
        if len(group) == 1:
            return group[0]
        gaps = tuple(gap for each in group for gap in each.gaps)
        try:
            made = self._ask(_lines(group), case, Place(is_of_assessments=True))
        except TooMuchAtOnce as error:
            middle = len(group) // 2
            if len(group) > 2:
                return self._joined([self._joined(group[:middle], case), self._joined(group[middle:], case)], case)
            return _listed(group, error)
        except ModelError as error:
            return _listed(group, error)
        return case.check(made.model_copy(update={"gaps": (*gaps, *made.gaps)}))

    def _groups(self, level: Sequence[Assessment]) -> list[list[Assessment]]:
        """Neighbours that fit into one call, two at least: so every level has fewer than the one below."""
        groups: list[list[Assessment]] = []
        used = 0
        for each in level:
            cost = Bulk.of(lines_of_assessment(each, 1)).total
            if not groups or (len(groups[-1]) > 1 and used + cost > self.room):
                groups.append([])
                used = 0
            groups[-1].append(each)
            used += cost
        return groups

    def _ask(self, lines: Sequence[Line], case: _Case, place: Place) -> Assessment:
        file = compile_case(lines, case.documents)
        request = self.questions.about_case(file, case.documents, case.copies, place)
        language = self.questions.asked.language
        answer = self.asker.ask(request, answer_model("Assessment", ASSESS_FIELDS), asks_for(language))
        made = assessment_from(answer, Evidence(file.shown()))
        return made.model_copy(update={"gaps": language_gaps(answer, language, request.label)})

    def _request(self, lines: Sequence[Line], case: _Case, place: Place) -> Request:
        return self.questions.about_case(compile_case(lines, case.documents), case.documents, case.copies, place)

    def _place(self, number: int, parts: Sequence[Sequence[Line]]) -> Place:
        return Place(number, len(parts)) if len(parts) > 1 else Place()

    def _foreseen_above(self, count: int, documents: Sequence[Document]) -> list[Request]:
        """Stand-ins for the calls that bring ``count`` assessments together."""
        calls: list[Request] = []
        at_once = max(2, self.room // _ASSESSMENT_CHARACTERS)
        while count > 1:
            size = min(count, at_once) * _ASSESSMENT_CHARACTERS
            count = math.ceil(count / at_once)
            calls += [self._stand_in(documents, size, is_of_assessments=True)] * count
        return calls

    def _stand_in(self, documents: Sequence[Document], characters: int, *, is_of_assessments: bool = False) -> Request:
        place = Place(is_of_assessments=is_of_assessments)
        request = self.questions.about_case(CaseFile(), documents, {}, place)
        (system, material) = request.messages
        filled = material[1] + "word " * (characters // _CHARACTERS_A_TOKEN)
        return replace(request, messages=(system, (material[0], filled)))


def _smaller(lines: Sequence[Line]) -> list[list[Line]]:
    """At least two parts of lines that were too much at once."""
    return partition(lines, int(_SMALLER * Bulk.of(lines).total))


def _lines(group: Sequence[Assessment]) -> list[Line]:
    return [line for number, each in enumerate(group, start=1) for line in lines_of_assessment(each, number)]


def _none(error: ModelError) -> Assessment:
    return Assessment(gaps=(Gap(kind="chunk", text=f"There is no assessment: {error.message}."),))


def _unassessed(parts: Sequence[Sequence[Line]], outcomes: Sequence[_Outcome]) -> list[Gap]:
    """One gap for all parts that failed in the same way, with how many findings they hold."""
    lacking: dict[str, list[int]] = {}
    for number, outcome in enumerate(outcomes, start=1):
        if outcome.failure is not None:
            lacking.setdefault(outcome.failure.message, []).append(number)
    total = sum(len(lines) for lines in parts)
    gaps = []
    for message, numbers in lacking.items():
        count = sum(len(parts[number - 1]) for number in numbers)
        text = f"The assessment did not see {count:,} of the {total:,} findings: {message}."
        gaps.append(Gap(kind="chunk", text=text))
    return gaps


def _listed(group: Sequence[Assessment], error: ModelError) -> Assessment:
    """The assessments of parts one after another, under the headline of the first."""
    judgments = tuple(judgment for each in group for judgment in each.judgments)
    indicators = []
    before = 0
    for each in group:
        for indicator in each.indicators:
            number = indicator.judgment + before if indicator.judgment else None
            indicators.append(indicator.model_copy(update={"judgment": number}))
        before += len(each.judgments)
    text = f"The assessments of {len(group)} parts of the findings stand side by side, not weighed together: {error.message}."
    return Assessment(
        headline=group[0].headline,
        bottom_line=tuple(claim for each in group for claim in each.bottom_line),
        judgments=judgments,
        indicators=tuple(indicators),
        assumptions=tuple(dict.fromkeys(text for each in group for text in each.assumptions)),
        gaps=(*(gap for each in group for gap in each.gaps), Gap(kind="chunk", text=text)),
    )
