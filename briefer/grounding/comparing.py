"""What a claim says beyond its names and figures, against the cited sentences: denial, hedge, attribution, roles, detail.

English alone. A sentence of the claim is set beside the cited sentences word by word; what is compared is where the words
that stand for one another are denied, hedged, told as somebody's word, or in each other's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefer.grounding.alignment import BROADER, SYNONYM, Links, align
from briefer.grounding.claims import Terms
from briefer.grounding.attribution import Frame, asides, frames, is_attributed, names_nobody
from briefer.grounding.details import unsupported_details
from briefer.grounding.operators import Operator, operators
from briefer.grounding.roles import looks_verbal, slots_of, swapped
from briefer.grounding.words import Word, is_light, words_of
from briefer.records import Missing
from briefer.text.thesaurus import is_irregular, relatives

# A claim whose counterparts are for this part told as somebody's word is itself that person's word.
_ATTRIBUTED_PART = 0.6
_PERFORMING = frozenset("announce disclose reveal".split())
_VOTING = frozenset("vote rule speak campaign decide demonstrate protest be argue".split())
_PROGRESSIVE = frozenset("is are was were been am".split())
# The same for a clause with "may" or "would".
_HEDGED_PART = 0.7
_FEWEST_TOLD = 2


@dataclass
class Telling:
    """A text read for comparison: its words, what denies and hedges them, who is said to say them."""

    words: list[Word] = field(default_factory=list)
    operators: list[Operator] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    def add(self, sentence: str, names: tuple[str, ...]) -> None:
        """Read one more sentence, whose words go behind those before."""
        words = words_of(sentence, names)
        self.extend(Telling(words, operators(words), frames(words)))

    def extend(self, other: Telling) -> None:
        """Put the words of another text behind those before."""
        base = len(self.words)

        def moved(places: Iterable[int]) -> frozenset[int]:
            return frozenset(place + base for place in places)

        for found in other.operators:
            heads = tuple(head + base for head in found.heads)
            self.operators.append(
                Operator(
                    found.at + base,
                    found.kind,
                    found.classes,
                    heads,
                    moved(found.scope),
                    found.is_lexical,
                    moved(found.subject),
                )
            )
        for frame in other.frames:
            self.frames.append(Frame(frame.at + base, moved(frame.speaker), moved(frame.scope)))
        self.words += other.words

    def of(self, kind: str) -> list[Operator]:
        """The operators of one kind."""
        return [operator for operator in self.operators if operator.kind == kind]


def read(sentences: Iterable[str], names: Sequence[str]) -> Telling:
    """``sentences`` ready to be compared; ``names`` are the proper names in them."""
    telling = Telling()
    for sentence in sentences:
        telling.add(sentence, tuple(names))
    return telling


def joined(tellings: Sequence[Telling]) -> Telling:
    """Several texts as one."""
    if len(tellings) == 1:
        return tellings[0]
    whole = Telling()
    for telling in tellings:
        whole.extend(telling)
    return whole


def compare(claim: Telling, evidence: Telling, context: Telling, terms: Terms) -> Iterator[Missing]:
    """What the claim says otherwise than its evidence; ``context`` are words that may be used but are not cited."""
    links = align(claim.words, evidence.words)
    denial = next(_negations(claim, evidence, links), None) or next(_opposites(claim, evidence, links), None)
    if denial is not None:
        yield denial
    if not terms.is_hedged:
        yield from _modalities(claim, evidence, links)
    yield from _attributions(claim, evidence, links, terms)
    pair = swapped(claim.words, evidence.words, links)
    if pair:
        yield Missing(kind="role", text=" / ".join(claim.words[place].text for place in pair))
    nearby = align(claim.words, context.words) if context.words else {}
    for text in unsupported_details(claim, evidence, links, nearby):
        yield Missing(kind="detail", text=text)


def _told(words: Sequence[Word], operator: Operator) -> str:
    """An operator with what it bears on, as printed."""
    heads = [words[head].text for head in operator.heads if head != operator.at]
    text = words[operator.at].text
    return " ".join([text, *heads[:1]]) if not heads or min(operator.heads) > operator.at else f"{heads[-1]} {text}"


def _matched_denials(claim: Telling, evidence: Telling, links: Links) -> tuple[set[int], set[int]]:
    """The verbs of denial that stand in both, by place: what they deny need not be compared."""
    own, given = set(), set()
    denials = {operator.at for operator in evidence.of("negation") if operator.is_lexical}
    own_denials = {operator.at for operator in claim.of("negation") if operator.is_lexical}
    for place, (near, places) in links.items():
        if near <= SYNONYM and denials.intersection(places):
            given |= denials.intersection(places)
            own |= own_denials & {place}
    return own, given


def _denied(telling: Telling, without: set[int]) -> set[int]:
    """The places that an odd number of negations bear on."""
    denied: set[int] = set()
    for operator in telling.of("negation"):
        if operator.at in without:
            continue
        denied ^= set(operator.scope)
    return denied


def _negations(claim: Telling, evidence: Telling, links: Links) -> Iterator[Missing]:
    lows = {word.low for word in evidence.words}
    if "since" in lows and any(word.low == "last" for word in claim.words):
        # Who has not been seen since Monday was last seen on Monday.
        return
    if any(not operator.heads for operator in evidence.of("negation")):
        # "If they are not, …": what is denied stands elsewhere.
        return
    own, given = _matched_denials(claim, evidence, links)
    denied_here, denied_there = _denied(claim, own), _denied(evidence, given)
    stopped = frozenset().union(*(operator.scope for operator in evidence.of("stop")))
    scopes = frozenset().union(*(operator.scope for operator in evidence.of("negation")))
    for operator in claim.of("negation"):
        if operator.at in own:
            continue
        heads = [links[head] for head in operator.heads if head in links and links[head][0] < BROADER]
        if any(stopped.intersection(places) for _, places in heads):
            continue
        subjects = frozenset().union(*(each.subject for each in evidence.of("negation")))
        if any(subjects.intersection(places) for _, places in heads):
            continue
        if heads and not any(denied_there.intersection(places) for _, places in heads) and not (
            any(scopes.intersection(places) for _, places in heads) and operator.is_lexical
        ):
            if denied_here.intersection(operator.heads):
                yield Missing(kind="negation", text=_told(claim.words, operator))
                return
        elif not heads and operator.at not in _selves(claim) and not evidence.of("negation") and not stopped and not _has_opposite(claim, operator, evidence):
            yield Missing(kind="negation", text=_told(claim.words, operator))
            return
    yield from _lost_negation(claim, evidence, links, given)
    yield from _told_undenied(claim, evidence, links, given)


def _lost_negation(claim: Telling, evidence: Telling, links: Links, given: set[int]) -> Iterator[Missing]:
    mirrored = _mirrored(claim.words, links)
    covered = frozenset().union(*(operator.scope | operator.subject for operator in claim.of("negation")))
    denied = _denied(evidence, given)
    for operator in evidence.of("negation"):
        if operator.at in given:
            continue
        for head in operator.heads:
            told = [*mirrored.get(head, ()), *_narrower(claim, evidence.words[head])]
            if head in denied and any(place not in covered for place in told):
                yield Missing(kind="negation", text=_told(evidence.words, operator))
                return


def _told_undenied(claim: Telling, evidence: Telling, links: Links, given: set[int]) -> Iterator[Missing]:
    """A claim that denies nothing, with a verb that says little, whose words stand in one denied clause."""
    if claim.of("negation") or claim.of("stop"):
        return
    verbs = [at for at in range(len(claim.words)) if looks_verbal(claim.words, at)]
    if not verbs or not all(is_light(claim.words[at]) for at in verbs if at not in links):
        return
    told = _said(claim, evidence, links)
    for operator in evidence.of("negation"):
        if operator.at in given or not operator.subject or operator.is_lexical:
            continue
        inside = [places for places in told if (operator.scope | operator.subject).issuperset(places)]
        bound = [places for places in inside if operator.scope.issuperset(places)]
        if len(inside) == len(told) and bound and len(told) >= _FEWEST_TOLD and _has_head(operator, links, claim):
            yield Missing(kind="negation", text=_told(evidence.words, operator))
            return


def _has_head(operator: Operator, links: Links, claim: Telling) -> bool:
    """Whether the claim has the denied deed, if only by a verb that says little."""
    return any(
        set(operator.heads) & set(places) and looks_verbal(claim.words, place) for place, (_, places) in links.items()
    )


def _said(claim: Telling, evidence: Telling, links: Links) -> list[list[int]]:
    """The counterparts of the claim's words, those left out that only name who says it."""
    own = frames_of_claim(claim)
    speakers = frozenset().union(*(frame.speaker for frame in evidence.frames))
    return [links[place][1] for place in links if place not in own and not speakers.issuperset(links[place][1])]


def _narrower(claim: Telling, denied: Word) -> list[int]:
    """Verbs of the claim that are a way of doing what the evidence denies: who did not change it did not raise it."""
    if is_light(denied):
        return []
    return [
        place
        for place, word in enumerate(claim.words)
        if word.role == "content"
        and looks_verbal(claim.words, place)
        and not is_light(word)
        and denied.bases & frozenset().union(*(relatives(base).broader for base in word.bases))
    ]


def _opposites(claim: Telling, evidence: Telling, links: Links) -> Iterator[Missing]:
    """Words whose opposite the evidence has, where neither or both are denied: "upheld" for "dismissed"."""
    taken = {place for near, places in links.values() if near <= SYNONYM for place in places}
    free = [place for place, word in enumerate(evidence.words) if word.role == "content" and place not in taken]
    here, there = _denied(claim, _selves(claim)), _denied(evidence, _selves(evidence))
    for place, word in enumerate(claim.words):
        if word.role != "content" or is_light(word) or links.get(place, (BROADER, []))[0] < BROADER:
            continue
        against = frozenset().union(*(relatives(base).opposites for base in word.bases))
        for other in free:
            if against & evidence.words[other].bases and (place in here) == (other in there):
                yield Missing(kind="negation", text=f"{word.text} / {evidence.words[other].text}")
    for place, (_, places) in links.items():
        if claim.words[place].bases & _VOTING:
            sides = {_side(claim.words, place), *(_side(evidence.words, other) for other in places)}
            if sides == {"for", "against"}:
                yield Missing(kind="negation", text="for / against")


def _side(words: Sequence[Word], at: int) -> str | None:
    """Which side a vote or word takes: "for", "against" or none."""
    behind = words[at + 1].low if at + 1 < len(words) else ""
    return behind if behind in ("for", "against") else None


def _selves(telling: Telling) -> set[int]:
    """The words that deny themselves, such as "unchanged"."""
    return {operator.at for operator in telling.of("negation") if operator.heads == (operator.at,)}


def _mirrored(claim: Sequence[Word], links: Links) -> dict[int, list[int]]:
    """The places of the evidence to those of the claim, where one stands for the other and nothing else does."""
    found: dict[int, list[int]] = {}
    for place, (near, places) in links.items():
        # "Call" and "take" stand for too much to be taken for a synonym's deed.
        if near <= SYNONYM and len(places) == 1 and (near < SYNONYM or not is_light(claim[place])):
            found.setdefault(places[0], []).append(place)
    return found


def _has_opposite(claim: Telling, operator: Operator, evidence: Telling) -> bool:
    """Whether the evidence says with an opposite what the claim denies: "stayed shut" for "did not open"."""
    held = frozenset().union(*(word.bases for word in evidence.words))
    for head in operator.heads:
        near = claim.words[head].bases
        near |= frozenset().union(*(relatives(base).synonyms for base in near))
        if held & frozenset().union(*(relatives(base).opposites for base in near)):
            return True
    return False


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
    hedges = {operator.at: operator for operator in evidence.of("modality")}
    own_hedges = {operator.at for operator in claim.of("modality") if operator.is_lexical}
    own: dict[int, set[int]] = {}
    given: set[int] = set()
    for place, (near, places) in links.items():
        same = {at for at in hedges.keys() & set(places) if hedges[at].is_lexical}
        if near <= SYNONYM and same:
            given |= same
            if place in own_hedges:
                own[place] = same
    return own, [operator for operator in evidence.of("modality") if operator.at not in given]


def _hedging(claim: Telling, evidence: Telling, matched: dict[int, set[int]], head: int) -> list[Operator]:
    """The hedges of the claim that can answer for what the evidence hedges at ``head``."""
    scopes = {operator.at: operator.scope for operator in evidence.of("modality")}
    return [
        operator
        for operator in claim.of("modality")
        if not any(head in scopes[at] for at in matched.get(operator.at, ()))
    ]


def _modalities(claim: Telling, evidence: Telling, links: Links) -> Iterator[Missing]:
    matched, theirs = _unmatched(claim, evidence, links)
    ours = [operator for operator in claim.of("modality") if operator.at not in matched]
    # "If" hedges its own clause alone.
    claimed = frozenset().union(*(operator.classes for operator in ours if operator.heads or operator.is_lexical))
    offered = frozenset().union(*(operator.classes for operator in theirs))
    mirrored = _mirrored(claim.words, links)
    if "sure" in claimed and "sure" not in offered and offered & {"possible", "likely"}:
        sure = next(operator for operator in ours if "sure" in operator.classes)
        yield Missing(kind="modality", text=_told(claim.words, sure))
        return
    hedges = {operator.at for operator in evidence.of("modality")}
    for operator in theirs:
        for head in operator.heads:
            if head in hedges:
                continue
            for place in mirrored.get(head, ()):
                if not _asserts(claim.words, place, links):
                    continue
                told, here = _classes(theirs, head), _classes(_hedging(claim, evidence, matched, head), place)
                if _bare(theirs, head) == {"possible"} and _bare(ours, place) == {"ahead"}:
                    yield Missing(kind="modality", text=_told(evidence.words, operator))
                    return
                if (here and not here & told and not claimed & told) or (not here and not claimed & operator.classes):
                    yield Missing(kind="modality", text=_told(evidence.words, operator))
                    return
    if not ours:
        yield from _told_as_fact(claim, evidence, theirs, links)
    elif claimed == {"ahead"} and not claimed & offered and not matched:
        yield from _told_as_fact(claim, evidence, theirs, links, is_ahead=True)
    for operator in ours:
        for head in operator.heads:
            near, places = links.get(head, (BROADER, []))
            if near > SYNONYM or operator.classes & offered or is_light(claim.words[head]):
                continue
            if "sure" in operator.classes or any(_is_done(evidence, place) for place in places):
                yield Missing(kind="modality", text=_told(claim.words, operator))
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
    told = _said(claim, evidence, links)
    verbs = [at for at in range(len(claim.words)) if _is_past(claim.words, at) and at not in own]
    if len(told) < _FEWEST_TOLD or not (verbs or is_ahead):
        return
    for operator in theirs:
        clause = (operator.scope | operator.subject) - asides(evidence.words, operator.at, len(evidence.words))
        inside = [places for places in told if clause.issuperset(places)]
        bound = sum(1 for places in inside if operator.scope.issuperset(places))
        apart = any(at in links and not clause.intersection(links[at][1]) for at in verbs)
        if operator.subject and not apart and bound >= _FEWEST_TOLD and len(inside) >= _HEDGED_PART * len(told):
            yield Missing(kind="modality", text=_told(evidence.words, operator))
            return


def _is_past(words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    is_form = low not in words[at].bases or is_irregular(low)
    is_past = low.endswith("ed") or (is_form and not low.endswith(("s", "ing")))
    return is_past and looks_verbal(words, at)


def _asserts(words: Sequence[Word], place: int, links: Links) -> bool:
    """Whether the claim tells a deed as done: by a verb, or by a noun with a verb that the evidence does not have."""
    before = words[place - 1].low if place else ""
    if before in ("to", "be") or (words[place].low.endswith("ing") and before not in _PROGRESSIVE):
        return False
    if looks_verbal(words, place) or not any("n" in relatives(base).parts for base in words[place].bases):
        return True
    for at in range(len(words)):
        if at not in links and looks_verbal(words, at) and not words[at].low.endswith("ing"):
            if any(place in places for places in slots_of(words, at).values()):
                return True
    return False


def _is_done(evidence: Telling, place: int) -> bool:
    """Whether a word of the evidence tells of a deed that is done: a verb of the past that nothing hedges."""
    low, word = evidence.words[place].low, evidence.words[place]
    past = low.endswith("ed") or ((low not in word.bases or is_irregular(low)) and not low.endswith(("s", "ing")))
    return past and not _classes(evidence.of("modality"), place)


def _attributions(claim: Telling, evidence: Telling, links: Links, terms: Terms) -> Iterator[Missing]:
    told = [place for place, (near, _) in links.items() if near <= BROADER]
    own = frames_of_claim(claim)
    speakers = frozenset().union(*(frame.speaker for frame in evidence.frames))
    # Who speaks is not what is said: "officials say that they were never asked".
    told = [place for place in told if place not in own and not speakers.issuperset(links[place][1])]
    if not told or not evidence.frames:
        return
    best: tuple[float, Frame] | None = None
    for frame in evidence.frames:
        inside = sum(1 for place in told if all(p in frame.scope for p in links[place][1]))
        if best is None or inside / len(told) > best[0]:
            best = inside / len(told), frame
    if best is None or best[0] < _ATTRIBUTED_PART or _is_told_elsewhere(claim, links, best[1]):
        return
    frame = best[1]
    speaker = " ".join(evidence.words[p].text for p in sorted(frame.speaker)) or evidence.words[frame.at].text
    if evidence.words[frame.at].bases & _PERFORMING and any(
        frame.speaker.intersection(places) for _, places in links.values()
    ):
        # "The ministry announced that it would close the road": that it will is its own to say.
        return
    if not (terms.speaker or terms.is_attributed or is_attributed(claim.words)):
        yield Missing(kind="attribution", text=f"{speaker} {evidence.words[frame.at].text}")
    elif _is_other_speaker(claim, evidence, links, frame, terms):
        yield Missing(kind="attribution", text=speaker)


def _is_told_elsewhere(claim: Telling, links: Links, frame: Frame) -> bool:
    """Whether the first verb of the claim stands in the evidence outside what is attributed."""
    for place in range(len(claim.words)):
        if looks_verbal(claim.words, place) and claim.words[place].role == "content":
            near, places = links.get(place, (BROADER, []))
            if near > SYNONYM:
                return False
            return frame.at not in places and not (frame.scope - frame.background).intersection(places)
    return False


def frames_of_claim(claim: Telling) -> set[int]:
    """The places of the claim that name who says it."""
    return {place for frame in claim.frames for place in (*frame.speaker, frame.at)}


def _has_name(telling: Telling, places: frozenset[int]) -> bool:
    return any(telling.words[place].role == "name" for place in places)


def _is_other_speaker(claim: Telling, evidence: Telling, links: Links, frame: Frame, terms: Terms) -> bool:
    """Whether the claim ascribes to one what the evidence ascribes to another."""
    if names_nobody(evidence.words, frame.speaker):
        return False
    speakers = frozenset().union(*(each.speaker for each in evidence.frames))
    if terms.speaker is not None:
        ascribed = words_of(terms.speaker, (terms.speaker,))
        linked = align(ascribed, evidence.words)
        places = {p for near, found in linked.values() for p in found}
        return bool(places & frame.scope) and not places & speakers
    if not claim.frames:
        return False
    speaker = claim.frames[0].speaker
    if not names_nobody(claim.words, speaker) and not _has_name(claim, speaker) and not _has_name(evidence, frame.speaker):
        # Two common nouns: "the police command", "the ombudsman's office".
        return not any(frame.speaker.intersection(links[place][1]) for place in speaker if place in links)
    places = {p for place in speaker if place in links for p in links[place][1]}
    return bool(places & frame.scope) and not places & speakers
