"""Hedges that a claim loses or adds: what may be told as what is, what is as what may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefer.grounding.alignment import BROADER, DERIVED, SYNONYM, Links
from briefer.grounding.attribution import asides
from briefer.grounding.clauses import Clause, clause_of, clauses, retells
from briefer.grounding.denials import CONTRARY, mirrored_places
from briefer.grounding.operators import Operator
from briefer.grounding.roles import looks_verbal, slots_of
from briefer.grounding.telling import Telling, frames_of_claim, said, words_told
from briefer.grounding.words import Word, is_light
from briefer.records import Missing
from briefer.text.thesaurus import is_irregular, relatives

_PROGRESSIVE = frozenset("is are was were been am".split())

# The same for a clause with "may" or "would".
_HEDGED_PART = 0.7

# Who does one of these to do something does it, or is bound to.
_COMMITTING = frozenset("decide resolve opt choose manage begin start proceed move go_on continue succeed".split())
_ANNOUNCING = frozenset("announce declare order approve agree grant propose plan decide authorise authorize".split())
_ANNOUNCED_REACH = 8
_LIKELY = frozenset("likely probable probably".split())
_MERELY_POSSIBLE = frozenset("possibly perhaps conceivably".split())
_UNLIKELY = frozenset("unlikely improbable doubtful".split())
_PERFECT = frozenset("have has had been was were".split())
_DIRECTING = frozenset("tell ask order urge advise instruct call warn require oblige expect".split())
_DIRECTED = frozenset(["bound", "wanted"])
# "Makes its return depend on": what hangs on something is not told as done.
_CONDITIONAL = frozenset("depend hinge condition conditional contingent tie".split())
_FEWEST_TOLD = 2
_FEWEST_OF_SENTENCE = 3
_PART_OF_SENTENCE = 0.7
# What is believed, decided or within somebody's power may be told as a matter of fact.
_TELLING_ENOUGH = frozenset(["believed", "decided", "able"])


def _classes(operators: Iterable[Operator], place: int) -> frozenset[str]:
    """The modality of one word; an adverb of likelihood says more than the "would" before it."""
    bearing = [operator for operator in operators if place in operator.scope and place != operator.at]
    firm = [operator for operator in bearing if operator.classes <= {"likely", "sure", "possible", "unlikely"}]
    near = [operator for operator in firm if place in operator.heads] or firm
    return frozenset().union(*(operator.classes for operator in near or bearing))


def _unmatched(claim: Telling, evidence: Telling, links: Links) -> tuple[dict[int, set[int]], list[Operator]]:
    """The hedging words of the claim that stand in the evidence too, with their places there, and the evidence's others.

    A "fear" told as a fear hedges what it did; whatever else hedges beneath it has still to be told.
    """
    # "Not the likely outcome" makes nothing likely.
    denied = frozenset().union(*(operator.scope for operator in evidence.denials))
    hedges = {operator.at: operator for operator in evidence.of("modality") if operator.at not in denied}
    own_hedges = {operator.at for operator in claim.of("modality") if operator.is_lexical}
    own: dict[int, set[int]] = {}
    given: set[int] = set()
    for place, (near, places) in links.items():
        same = {at for at in hedges.keys() & set(places) if hedges[at].is_lexical}
        if near <= SYNONYM and same:
            given |= same
            if place in own_hedges:
                own[place] = same
            # "Is considering whether to appeal": the one hedge goes with the other.
            given |= {at for at in hedges if at - 1 in same and evidence.words[at].low in ("whether", "if")}
    # Who decided to do something has as good as done it.
    lasting = (operator for operator in evidence.of("modality") if "decided" not in operator.classes)
    return own, [operator for operator in lasting if operator.at not in given]


def _hedging(claim: Telling, evidence: Telling, matched: dict[int, set[int]], head: int) -> list[Operator]:
    """The hedges of the claim that can answer for what the evidence hedges at ``head``."""
    scopes = {operator.at: operator.scope for operator in evidence.of("modality")}
    return [
        operator
        for operator in claim.of("modality")
        if not any(head in scopes[at] for at in matched.get(operator.at, ()))
    ]


@dataclass(frozen=True)
class _Sides:
    """Claim and evidence with their hedges: ``ours`` and ``theirs`` are those without a counterpart, by ``matched``."""

    claim: Telling
    evidence: Telling
    links: Links
    ours: list[Operator]
    theirs: list[Operator]
    matched: dict[int, set[int]]

    @property
    def claimed(self) -> frozenset[str]:
        """The classes of the claim's own hedges; "if" hedges its own clause alone."""
        return frozenset().union(*(each.classes for each in self.ours if each.heads or each.is_lexical))

    @property
    def offered(self) -> frozenset[str]:
        """The classes that the evidence has and the claim does not keep."""
        return frozenset().union(*(each.classes for each in self.theirs))


def modalities(claim: Telling, evidence: Telling, links: Links) -> Iterator[Missing]:
    """Hedges of the evidence that the claim loses or strengthens, then those that it adds."""
    matched, theirs = _unmatched(claim, evidence, links)
    ours = [operator for operator in claim.of("modality") if operator.at not in matched]
    sides = _Sides(claim, evidence, links, ours, theirs, matched)
    yield from _made_sure(sides)
    yield from _made_likely(sides)
    conditions = (at for at, word in enumerate(claim.words) if not word.bases.isdisjoint(_CONDITIONAL))
    if all(at in links for at in conditions):
        yield from _lost(sides)
    yield from _retold_as_fact(sides)
    if not ours and not matched:
        yield from _told_as_fact(claim, evidence, theirs, links)
    elif sides.claimed == {"ahead"} and not sides.claimed & sides.offered and not matched:
        yield from _told_as_fact(claim, evidence, theirs, links, is_ahead=True)
    yield from _told_of_nothing_done(sides)
    yield from _gained(sides)


def _made_sure(sides: _Sides) -> Iterator[Missing]:
    if "sure" in sides.claimed and "sure" not in sides.offered and sides.offered & {"possible", "likely"}:
        sure = next(operator for operator in sides.ours if "sure" in operator.classes)
        yield Missing(kind="modality", text=words_told(sides.claim.words, sure))


def _made_likely(sides: _Sides) -> Iterator[Missing]:
    """A claim that calls likely what the evidence calls unlikely, or no more than possible, and nothing likely."""
    claim, evidence = sides.claim, sides.evidence
    ours = [each for each in sides.ours if claim.words[each.at].low in _LIKELY]
    if not ours or any(word.low in _UNLIKELY for word in claim.words):
        return
    denied = frozenset().union(*(each.scope - {each.at} for each in evidence.denials))
    words = {evidence.words[each.at].low for each in evidence.of("modality") if each.at not in denied}
    if words & (_UNLIKELY | _MERELY_POSSIBLE) and not words & _LIKELY:
        yield Missing(kind="modality", text=words_told(claim.words, ours[0]))


def _lost(sides: _Sides) -> Iterator[Missing]:
    mirrored = mirrored_places(sides.claim.words, sides.evidence.words, sides.links)
    denied = frozenset().union(*(each.scope for each in sides.claim.of("negation")))
    denied_there = frozenset().union(*(each.scope for each in sides.evidence.denials))
    hedges = {operator.at for operator in sides.evidence.of("modality")}
    for operator in sides.theirs:
        for head in operator.heads:
            if head in hedges:
                continue
            hedged = frozenset().union(*(frozenset(each.heads) for each in sides.ours))
            places = [
                at for at in mirrored.get(head, ()) if at in hedged or _asserts(sides.claim.words, at, sides.links)
            ]
            if head in denied_there:
                # Who "would not challenge it" has "ruled out a challenge".
                places = [at for at in places if at not in denied]
            if "ahead" in operator.classes:
                places = [at for at in places if not _is_announced(sides.claim.words, at)]
            if any(_differs(sides, operator, head, place) for place in places):
                yield Missing(kind="modality", text=words_told(sides.evidence.words, operator))
                return


def _differs(sides: _Sides, operator: Operator, head: int, place: int) -> bool:
    """Whether the claim hedges its word at ``place`` otherwise than ``operator`` does its counterpart ``head``."""
    if _bare(sides.theirs, head) == {"possible"} and _tells_ahead(sides, place):
        # "They fear that it will close" hedges by the fear.
        return "feared" not in sides.claimed
    told = _classes(sides.theirs, head)
    here = _classes(_hedging(sides.claim, sides.evidence, sides.matched, head), place)
    if here:
        # What hedges another clause of the claim hedges nothing here.
        elsewhere = frozenset().union(*(each.classes for each in sides.ours if place in each.scope or not each.heads))
        return not here & told and not elsewhere & told
    return not sides.claimed & operator.classes


def _tells_ahead(sides: _Sides, place: int) -> bool:
    """Whether the claim says of a word that it will be, or in reported speech that it would."""
    bearing = [each for each in sides.ours if place in each.heads and each.subject]
    if not bearing:
        return False
    lows = {sides.claim.words[each.at].low for each in bearing}
    is_reported = bool(sides.claim.frames) and not any(word.low in ("if", "unless") for word in sides.claim.words)
    return lows <= {"will", "'ll"} or (lows == {"would"} and is_reported)


def _gained(sides: _Sides) -> Iterator[Missing]:
    for operator in sides.ours:
        if operator.classes & sides.offered:
            continue
        for head in operator.heads:
            near, places = sides.links.get(head, (BROADER, []))
            if near > SYNONYM or is_light(sides.claim.words[head]):
                continue
            if "sure" in operator.classes or any(_is_done(sides.evidence, place) for place in places):
                yield Missing(kind="modality", text=words_told(sides.claim.words, operator))
                return


def _bare(operators: Iterable[Operator], place: int) -> frozenset[str]:
    """The modality that an auxiliary alone gives a word: "could", "will"."""
    bearing = [operator for operator in operators if place in operator.heads and operator.subject]
    return frozenset().union(*(operator.classes for operator in bearing))


def _told_as_fact(
    claim: Telling, evidence: Telling, theirs: Sequence[Operator], links: Links, *, is_ahead: bool = False
) -> Iterator[Missing]:
    """A claim that hedges nothing, whose words stand for the most part in one hedged clause."""
    own = frames_of_claim(claim)
    told = said(claim, evidence, links)
    verbs = [at for at in range(len(claim.words)) if _is_past(claim.words, at) and at not in own]
    denied = frozenset().union(*(each.scope for each in evidence.denials))
    if len(told) < _FEWEST_TOLD or not (verbs or is_ahead):
        return
    for operator in theirs:
        if (operator.classes & {"bound"} and _owes(claim.words)) or denied.intersection(operator.heads):
            continue
        subject = operator.subject or _considered(evidence, operator)
        clause = (operator.scope | subject) - asides(evidence.words, operator.at, len(evidence.words))
        inside = [places for places in told if clause.issuperset(places)]
        bound = sum(1 for places in inside if operator.scope.issuperset(places))
        apart = any(at in links and not clause.intersection(links[at][1]) for at in verbs)
        if subject and not apart and bound >= _FEWEST_TOLD and len(inside) >= _HEDGED_PART * len(told):
            yield Missing(kind="modality", text=words_told(evidence.words, operator))
            return


def _considered(evidence: Telling, operator: Operator) -> frozenset[int]:
    """The clause before a verb that says that something is only thought about: "is considering a move"."""
    if "considered" not in operator.classes or not operator.heads:
        return frozenset()
    return frozenset(place for place in clause_of(evidence, operator) if place <= operator.at)


def _retold_as_fact(sides: _Sides) -> Iterator[Missing]:
    """A clause of the claim that is hedged less than the clause of the evidence that it retells in words of its own."""
    hedges = sides.claim.of("modality")
    for clause in clauses(sides.claim, sides.evidence, sides.links):
        places = frozenset(clause.places)
        near, _ = sides.links.get(clause.verb, (BROADER, []))
        if near <= SYNONYM and not is_light(sides.claim.words[clause.verb]):
            # Compared with its counterpart.
            continue
        own = [each for each in hedges if each.at in places or places & each.scope]
        classes = frozenset().union(*(each.classes for each in own))
        if "possible" in classes or _stands_against(sides, clause):
            continue
        retold = [
            operator
            for operator in sides.theirs
            if _may_be_lost(sides, clause, operator, is_hedged=bool(own))
            and retells(clause, sides.evidence, operator, sides.claim)
        ]
        # "They could vote on a bill that would allow it": what the bill would allow is hedged as such.
        if retold and not any(classes & operator.classes for operator in retold):
            yield Missing(kind="modality", text=words_told(sides.evidence.words, retold[0]))
            return


def _may_be_lost(sides: _Sides, clause: Clause, operator: Operator, *, is_hedged: bool) -> bool:
    """Whether a clause of the claim that does not have a hedge of the evidence may have lost it."""
    if not operator.heads or (operator.is_lexical and operator.classes >= _DIRECTED):
        # "If", and an order that the claim may tell as one.
        return False
    if operator.classes & {"ahead", "bound"} and not is_hedged and not _is_past(sides.claim.words, clause.verb):
        # "Takes effect in May", "with work beginning": the present tells of what is ahead.
        return False
    if "ahead" in operator.classes and _announces(sides, operator):
        return False
    if operator.classes & {"bound", *_DIRECTED} and _directs(sides.claim.words, clause):
        return False
    denied = frozenset().union(*(each.scope for each in sides.evidence.denials))
    if denied.intersection(operator.heads) and any(each.at in clause.places for each in sides.claim.of("negation")):
        # Who "would not challenge it" has "ruled out a challenge".
        return False
    near, counterparts = sides.links.get(clause.verb, (BROADER, []))
    # "The period began in May and will end": that it began is not hedged.
    return near > DERIVED or operator.scope.issuperset(counterparts)


def _directs(words: Sequence[Word], clause: Clause) -> bool:
    """Whether a clause tells that somebody is to do something: "were told to stay", "has until June to decide"."""
    return _directing([words[place] for place in clause.places if place < max(clause.places)])


def _directing(words: Sequence[Word]) -> bool:
    is_told = any(not word.bases.isdisjoint(_DIRECTING) or word.low in ("has", "have", "had") for word in words)
    return is_told and any(word.low == "to" for word in words)


def _owes(words: Sequence[Word]) -> bool:
    """Whether somebody "has until June to decide"."""
    return any(word.low in ("has", "have", "had") for word in words) and any(word.low == "to" for word in words)


def _stands_against(sides: _Sides, clause: Clause) -> bool:
    """Whether a clause tells a refusal of what the evidence has "despite" a demand."""
    refuses = any(each.is_lexical and each.at in clause.places for each in sides.claim.of("negation"))
    return refuses and any(word.low in CONTRARY for word in sides.evidence.words)


def _told_of_nothing_done(sides: _Sides) -> Iterator[Missing]:
    """A claim that tells something as done, of a sentence in which everything is planned, due or possible."""
    claim, evidence = sides.claim, sides.evidence
    if sides.ours or sides.matched or claim.of("negation") or claim.of("stop") or _directing(claim.words):
        return
    own = frames_of_claim(claim)
    deeds = [at for at in range(len(claim.words)) if at not in own and _is_past(claim.words, at)]
    told = said(claim, evidence, sides.links)
    if not deeds or len(told) < _FEWEST_OF_SENTENCE or any(_is_linked(sides, at) for at in deeds):
        return
    for sentence in evidence.sentences():
        inside = sum(1 for places in told if any(place in sentence for place in places))
        if inside < _PART_OF_SENTENCE * len(told):
            continue
        operators = [each for each in sides.theirs if each.at in sentence and not each.classes & _TELLING_ENOUGH]
        hedged = frozenset().union(*(each.scope | {each.at} for each in operators))
        sayings = {each.at for each in evidence.frames}
        verbs = [
            place
            for place in sentence
            if place not in sayings
            and looks_verbal(evidence.words, place)
            and not evidence.words[place].low.endswith("ing")
        ]
        if operators and verbs and hedged.issuperset(verbs):
            yield Missing(kind="modality", text=words_told(evidence.words, operators[0]))
            return


def _is_linked(sides: _Sides, at: int) -> bool:
    """Whether a deed of the claim has its counterpart, which is compared by itself."""
    near, _ = sides.links.get(at, (BROADER, []))
    return near <= SYNONYM and not is_light(sides.claim.words[at])


def _is_past(words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    if at and words[at - 1].low in _PERFECT:
        return True
    is_form = low not in words[at].bases or is_irregular(low)
    is_past = low.endswith("ed") or (is_form and not low.endswith(("s", "ing")))
    return is_past and looks_verbal(words, at)


def _announces(sides: _Sides, operator: Operator) -> bool:
    """Whether what the operator bears on is in the claim a thing announced."""
    heads = frozenset(operator.heads)
    return any(
        near <= SYNONYM and heads.intersection(places) and _is_announced(sides.claim.words, at)
        for at, (near, places) in sides.links.items()
    )


def _is_announced(words: Sequence[Word], place: int) -> bool:
    """Whether a noun is of something that is announced or ordered, in whatever form: "announced a longer truce"."""
    if looks_verbal(words, place):
        return False
    for before in range(place - 1, max(-1, place - 1 - _ANNOUNCED_REACH), -1):
        if (words[before].role == "mark" and words[before].text != "-") or words[before].low == "that":
            return False
        if not words[before].bases.isdisjoint(_ANNOUNCING):
            return True
    return False


def _asserts(words: Sequence[Word], place: int, links: Links) -> bool:
    """Whether the claim tells a deed as done: by a verb, or by a noun with a verb that the evidence does not have."""
    before = words[place - 1].low if place else ""
    if before == "to" and place > 1 and words[place - 2].bases & _COMMITTING:
        return True
    if before in ("to", "be") or (words[place].low.endswith("ing") and before not in _PROGRESSIVE):
        return False
    parts = "".join(relatives(base).parts for base in words[place].bases)
    if "a" in parts and not looks_verbal(words, place) and before not in _PROGRESSIVE and "v" not in parts:
        # "For immediate help": what is asked for is the help.
        return False
    if looks_verbal(words, place) or not any("n" in relatives(base).parts for base in words[place].bases):
        return True
    for at in range(len(words)):
        is_new = (
            (at not in links or is_light(words[at])) and looks_verbal(words, at) and not words[at].low.endswith("ing")
        )
        if is_new and any(place in places for places in slots_of(words, at).values()):
            return True
    return False


def _is_done(evidence: Telling, place: int) -> bool:
    """Whether a word of the evidence tells of a deed that is done: a verb of the past that nothing hedges."""
    low, word = evidence.words[place].low, evidence.words[place]
    past = low.endswith("ed") or ((low not in word.bases or is_irregular(low)) and not low.endswith(("s", "ing")))
    return past and not _classes(evidence.of("modality"), place)
