"""Scoring: a brief against the annotations of its article, as counts that add up over articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from briefer.evaluation.corpus import Gold, GoldActor, GoldEvent, GoldRisk, collapse
from briefer.records import Actor, Brief, Event, Finding, Risk
from briefer.text.dates import edtf_bounds
from briefer.text.names import name_key


class Counts(NamedTuple):
    """``right`` of the ``given`` answers and of the ``wanted`` ones; what is optional is in none of the three."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def plus(self, other: Counts) -> Counts:
        """The counts of both."""
        return Counts(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Right ones among those given, 0 to 1; 1 where nothing was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Right ones among those wanted, 0 to 1; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (van Rijsbergen), 0 to 1."""
        total = self.given + self.wanted
        return 2 * self.right / total if total else 1.0


class _Optional(Protocol):
    @property
    def optional(self) -> bool: ...


_Wanted = TypeVar("_Wanted", bound=_Optional)
_Given = TypeVar("_Given")


def score(brief: Brief, gold: Gold) -> dict[str, Counts]:
    """Counts by measure, for the parts that ``gold`` annotates.

    ``actors strict``: the name of the actor is one of the annotated ones; ``actors relaxed``: one of its names is, or
    holds one as whole words or is held by it. ``events``: dated events, by sentence and date; ``risks``: by sentence.
    ``actor kinds``, ``event statuses`` and ``risk categories`` are of those found alone.
    """
    counts: dict[str, Counts] = {}
    if gold.actors is not None:
        counts["actors strict"], _ = _paired(brief.actors, gold.actors, _same_actor)
        counts["actors relaxed"], found = _paired(brief.actors, gold.actors, _similar_actor, _same_actor)
        counts["actor kinds"] = _share(actor.kind in wanted.kinds for actor, wanted in found)
    if gold.dates is not None:
        counts["dates"] = _dates(brief.events, gold)
    if gold.events is not None:
        dated = [event for event in brief.events if event.date is not None]
        counts["events"], events = _paired(dated, gold.events, _same_event)
        counts["event statuses"] = _share(event.status in wanted.statuses for event, wanted in events)
    if gold.risks is not None:
        counts["risks"], risks = _paired(brief.risks, gold.risks, _same_risk)
        counts["risk categories"] = _share(risk.category in wanted.categories for risk, wanted in risks)
    return counts


def _paired(
    given: Sequence[_Given],
    wanted: Sequence[_Wanted],
    fits: Callable[[_Given, _Wanted], bool],
    best: Callable[[_Given, _Wanted], bool] | None = None,
) -> tuple[Counts, list[tuple[_Given, _Wanted]]]:
    """The counts, and the pairs of a largest matching of one to one that prefers what is not optional.

    Answers that fit ``best`` are tried first, so that "Transport Union of Aruma" is not taken for Aruma.
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number].optional)
    options = {number: [index for index, item in enumerate(given) if fits(item, wanted[number])] for number in order}
    for number, found in options.items():
        found.sort(key=lambda index: best is not None and not best(given[index], wanted[number]))
    owner: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for index in options[number]:
            if index in tried:
                continue
            tried.add(index)
            if index not in owner or place(owner[index], tried):
                owner[index] = number
                return True
        return False

    for number in order:
        place(number, set())
    pairs = [(given[index], wanted[number]) for index, number in sorted(owner.items())]
    right = sum(not item.optional for _, item in pairs)
    # A second answer for something optional is as harmless as the first.
    spare = {index for number in order if wanted[number].optional for index in options[number]}
    taken = {index for index, number in owner.items() if not wanted[number].optional}
    ignored = len(spare - taken)
    return Counts(right, len(given) - ignored, sum(not item.optional for item in wanted)), pairs


def _share(holds: Iterable[bool]) -> Counts:
    values = list(holds)
    return Counts(sum(values), len(values), len(values))


def _forms(actor: Actor | GoldActor) -> set[str]:
    return {name_key(form) for form in (actor.name, *actor.aliases)}


def _same_actor(actor: Actor, wanted: GoldActor) -> bool:
    return name_key(actor.name) in _forms(wanted)


def _similar_actor(actor: Actor, wanted: GoldActor) -> bool:
    given, known = _forms(actor), _forms(wanted)
    if given & known:
        return True
    name = f" {name_key(actor.name)} "
    return any(f" {form} " in name or name in f" {form} " for form in known if form)


def _plain(value: str) -> object:
    """What two EDTF values have to share to be the same: their bounds, an open interval's by its known end."""
    first, slash, last = value.partition("/")
    known = last if slash and first in {"", ".."} else first if slash and last in {"", ".."} else value
    bare = "/".join(part.rstrip("~?%") for part in known.split("/"))
    return edtf_bounds(bare) or bare


def _dates(events: Sequence[Event], gold: Gold) -> Counts:
    wanted = {_plain(value) for value in gold.dates or ()}
    given = {_plain(event.date) for event in events if event.date is not None}
    given -= {_plain(value) for value in gold.optional_dates} - wanted
    return Counts(len(given & wanted), len(given), len(wanted))


def _cites(finding: Finding, quote: str) -> bool:
    return any(collapse(quote) in collapse(citation.quote) for citation in finding.citations)


def _same_event(event: Event, wanted: GoldEvent) -> bool:
    return event.date is not None and _plain(event.date) == _plain(wanted.date) and _cites(event, wanted.quote)


def _same_risk(risk: Risk, wanted: GoldRisk) -> bool:
    return _cites(risk, wanted.quote)
