"""Denials that a claim loses or adds, and words told by their opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefer.grounding.alignment import BROADER, DERIVED, SYNONYM, Links
from briefer.grounding.clauses import clauses, retells, spans
from briefer.grounding.converses import are_converse
from briefer.grounding.operators import Operator
from briefer.grounding.roles import looks_verbal
from briefer.grounding.telling import Telling, said, words_told
from briefer.grounding.words import Word, is_light
from briefer.records import Missing
from briefer.text.thesaurus import bases, is_known, relatives

_VOTING = frozenset("vote rule speak campaign decide demonstrate protest be argue".split())

# What says the same as a vote for or against.
_SIDING = {"against": frozenset("oppose reject".split()), "for": frozenset("support back approve endorse".split())}

_CONDITIONS = frozenset("until unless without before if once only till".split())
CONTRARY = frozenset("despite spite defying regardless although though".split())

# Tell that something is not so or not done, without a negation; the others may.
_NEGATIVE = frozenset(
    "avoid withhold spare skip boycott lack miss escape ignore omit refrain abstain resist defy exempt intact absent "
    "shortage pending outstanding overdue silent await hold_back evade elude forgo waive decline shun neglect overlook "
    "rule_out prevent restrict awaiting open".split()
)
_RESTRICTING = frozenset(
    "remain remains remained still only except but just free short gap failure leave left stay stayed keep kept safe away out wait "
    "survive survived too little other than rather instead".split()
)

_GIVING_UP = frozenset(
    "waver hesitate fail stop cease relent shrink deviate swerve budge back_down give_up refrain tire rest flinch halt".split()
)
_PLAIN_DENIALS = frozenset("not no never none".split())
# Words by which an account leaves something out or sets it against something else.
_SETTING_AGAINST = _RESTRICTING - {"too", "leave", "left", "wait"} | frozenset(
    "although though despite while whereas until yet however only without far long low small last late less fewer".split()
)
_PREFIXES = ("un", "non", "in", "im", "ir", "dis")
_BARE = frozenset("has have had did does do is are was were will would can could".split())
_VOTING_DOWN = frozenset("reject refuse turn_down rebuff dismiss throw_out rejection".split())
_FEWEST_TOLD = 2
_NOUN_REACH = 5
_LENGTHS = frozenset("day week month year hour minute".split())


def _matched_denials(claim: Telling, evidence: Telling, links: Links) -> tuple[set[int], set[int]]:
    """The verbs of denial that stand in both, by place: what they deny need not be compared."""
    own, given = set(), set()
    denials = {operator.at for operator in evidence.denials if operator.is_lexical}
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


def negations(claim: Telling, evidence: Telling, links: Links) -> Iterator[Missing]:
    """Denials that the claim adds, then those that it loses."""
    lows = {word.low for word in evidence.words}
    if "since" in lows and any(word.low == "last" for word in claim.words):
        # Who has not been seen since Monday was last seen on Monday.
        return
    if any(not operator.heads and not operator.is_lexical for operator in evidence.denials):
        # "If they are not, …": what is denied stands elsewhere.
        return
    own, given = _matched_denials(claim, evidence, links)
    denied_here, denied_there = _denied(claim, own), _denied(evidence, given)
    stopped = frozenset().union(*(operator.scope for operator in evidence.of("stop")))
    scopes = frozenset().union(*(operator.scope for operator in evidence.denials))
    denied_heads = frozenset().union(*(frozenset(each.heads) for each in evidence.denials))
    for operator in claim.of("negation"):
        if operator.at in own:
            continue
        heads = [
            links[head]
            for head in operator.heads
            # "Without going so far as to say"
            if head in links and links[head][0] < BROADER and claim.words[head].low != "going"
        ]
        if any(denied_heads.intersection(places) for _, places in heads):
            # The same word is denied in both, whatever else is.
            continue
        if operator.is_lexical and _tells_by_negative(evidence, [links.get(operator.at, (BROADER, [])), *heads]):
            # A lack is a shortage; who fails to pay withholds payment.
            continue
        if any(stopped.intersection(places) for _, places in heads) or (operator.is_lexical and lows & CONTRARY):
            # He who stays "despite demands that he quit" refuses to quit.
            continue
        subjects = frozenset().union(*(each.subject for each in evidence.denials))
        if any(subjects.intersection(places) for _, places in heads):
            continue
        if (
            heads
            and not any(denied_there.intersection(places) for _, places in heads)
            and not (operator.is_lexical and scopes)
            and denied_here.intersection(operator.heads)
        ):
            yield Missing(kind="negation", text=words_told(claim.words, operator))
            return
    yield from _lost_negation(claim, evidence, links, given)
    yield from _told_undenied(claim, evidence, links, given)
    yield from _retold_undenied(claim, evidence, links, given)
    yield from _gained_in_other_words(claim, evidence, links)


def _tells_by_negative(evidence: Telling, linked: Sequence[tuple[int, list[int]]]) -> bool:
    """Whether counterparts are, or have right before them, words that tell that something is not done."""
    places = {place for _, found in linked for place in found}
    near = {at for place in places for at in (place, place - 1) if at >= 0}
    return any(_is_negative(evidence.words[at]) for at in near)


def _lost_negation(claim: Telling, evidence: Telling, links: Links, given: set[int]) -> Iterator[Missing]:
    mirrored = mirrored_places(claim.words, evidence.words, links)
    # A word that brings things to an end may tell the denial, unless the evidence has it besides.
    stops = [each for each in claim.of("stop") if claim.words[each.at].role == "content" and each.at not in links]
    denying = [*claim.of("negation"), *stops]
    votes_against = _votes_against(claim)
    covered = frozenset().union(
        *(
            # "Suspended unless they pay" suspends.
            operator.scope if claim.words[operator.at].low == "unless" else operator.scope | operator.subject
            for operator in denying
        )
    )
    for part in spans(claim.words):
        if any(place not in links and _leaves_out(claim.words, place) for place in part):
            # "Left undamaged", "still outstanding"
            covered |= frozenset(part)
    denied = _denied(evidence, given)
    for operator in evidence.denials:
        if operator.at in given or (votes_against and not evidence.words[operator.at].bases.isdisjoint(_VOTING_DOWN)):
            continue
        if evidence.words[operator.at].low == "unless" and any(word.low in _CONDITIONS for word in claim.words):
            # "Not unless they agree", "until they agree"
            continue
        for head in operator.heads:
            told = mirrored.get(head) or _narrower(claim, evidence.words[head])
            told = [place for place in told if not _is_of_another_deed(claim, evidence, links, place, operator)]
            denying_it = {at for at, (near, places) in links.items() if near <= SYNONYM and head in places} & covered
            if head in denied and told and not denying_it:
                yield Missing(kind="negation", text=words_told(evidence.words, operator))
                return


def _is_of_another_deed(claim: Telling, evidence: Telling, links: Links, place: int, operator: Operator) -> bool:
    """Whether a noun of the claim stands with a verb that the evidence has elsewhere: "blamed them for the attack"."""
    if looks_verbal(claim.words, place):
        return False
    for before in range(place - 1, -1, -1):
        word = claim.words[before]
        if word.role == "mark":
            return False
        if word.role == "content" and looks_verbal(claim.words, before):
            near, counterparts = links.get(before, (BROADER, []))
            sentence = next(each for each in evidence.sentences() if operator.at in each)
            return near <= DERIVED and not is_light(word) and not any(at in sentence for at in counterparts)
    return False


def _told_undenied(claim: Telling, evidence: Telling, links: Links, given: set[int]) -> Iterator[Missing]:
    """A claim that denies nothing, with a verb that says little, whose words stand in one denied clause."""
    if claim.of("negation") or claim.of("stop"):
        return
    verbs = [at for at in range(len(claim.words)) if looks_verbal(claim.words, at)]
    if not verbs or not all(is_light(claim.words[at]) for at in verbs if at not in links):
        return
    told = said(claim, evidence, links)
    for operator in evidence.denials:
        if operator.at in given or not operator.subject or operator.is_lexical:
            continue
        inside = [places for places in told if (operator.scope | operator.subject).issuperset(places)]
        bound = [places for places in inside if operator.scope.issuperset(places)]
        if len(inside) == len(told) and bound and len(told) >= _FEWEST_TOLD and _has_head(operator, links, claim):
            yield Missing(kind="negation", text=words_told(evidence.words, operator))
            return


def _retold_undenied(claim: Telling, evidence: Telling, links: Links, given: set[int]) -> Iterator[Missing]:
    """A clause of the claim that denies nothing, where the clause that it retells in words of its own is denied."""
    denying = [*claim.of("negation"), *claim.of("stop")]
    votes_against = _votes_against(claim)
    if any(word.low in _BARE and behind.role == "mark" for word, behind in pairwise(evidence.words)):
        # "He has not, but she has": who did it is told by what is left out.
        return
    denied = frozenset().union(*(each.scope for each in denying))
    for clause in clauses(claim, evidence, links):
        places = frozenset(clause.places)
        if any(each.at in places or places & each.scope for each in denying) or any(
            _is_negative(claim.words[place])
            or (
                claim.words[place].low in _RESTRICTING
                and (place != clause.places[0] or claim.words[place].low != "but")
            )
            for place in places
            if links.get(place, (BROADER, []))[0] >= SYNONYM
        ):
            continue
        for operator in evidence.denials:
            if (votes_against and not evidence.words[operator.at].bases.isdisjoint(_VOTING_DOWN)) or _denies_giving_up(
                evidence, operator
            ):
                continue
            heads = frozenset(operator.heads)
            if any(
                near <= SYNONYM and at in denied and heads.intersection(found) for at, (near, found) in links.items()
            ):
                # Another clause of the claim tells what is denied.
                continue
            if operator.at not in given and retells(clause, evidence, operator, claim):
                yield Missing(kind="negation", text=words_told(evidence.words, operator))
                return


def _gained_in_other_words(claim: Telling, evidence: Telling, links: Links) -> Iterator[Missing]:
    """A clause of the claim that denies what sentences tell in which nothing is denied, stopped or set against anything."""
    denying = [*evidence.denials, *evidence.of("stop")]
    for operator in claim.of("negation"):
        if operator.is_lexical or claim.words[operator.at].low not in _PLAIN_DENIALS:
            continue
        for clause in clauses(claim, evidence, links):
            if operator.at not in clause.places:
                continue
            told = {place: places for place, places in clause.links.items() if not is_light(claim.words[place])}
            sentences = _spans_of(evidence, told)
            if len(told) < _FEWEST_TOLD or not told.keys() & operator.scope | operator.subject & told.keys():
                continue
            is_denied = any(each.at in sentences for each in denying) or any(
                _is_negative(evidence.words[place]) or evidence.words[place].low in _SETTING_AGAINST
                for place in sentences
            )
            against = frozenset().union(
                *(relatives(base).opposites for place in clause.places for base in claim.words[place].bases)
            )
            if not is_denied and not any(against & evidence.words[place].bases for place in sentences):
                yield Missing(kind="negation", text=words_told(claim.words, operator))
                return


def _denies_giving_up(evidence: Telling, operator: Operator) -> bool:
    """Whether what is denied is itself an end: who "will not waver from demanding it" demands it."""
    return any(not evidence.words[head].bases.isdisjoint(_GIVING_UP) for head in operator.heads)


def _votes_against(claim: Telling) -> bool:
    """Whether the claim tells of a vote against something: who rejects a treaty votes against it."""
    votes = (at for at, word in enumerate(claim.words) if word.bases & _VOTING)
    return any(_side(claim.words, at) == "against" for at in votes)


def _spans_of(evidence: Telling, told: dict[int, frozenset[int]]) -> frozenset[int]:
    """The clauses that hold the counterparts of a clause."""
    places = frozenset().union(*told.values())
    return frozenset(place for part in spans(evidence.words) if places.intersection(part) for place in part)


def _is_negative(word: Word) -> bool:
    """Whether a word tells that something is not so or not done: "withheld", "unhurt", "jobless"."""
    if word.role not in ("content", "function"):
        return False
    prefix = next((each for each in _PREFIXES if word.low.startswith(each)), None)
    is_prefixed = (
        prefix is not None
        and any(is_known(base) for base in bases(word.low.removeprefix(prefix)))
        and any("a" in relatives(base).parts or not relatives(base).parts for base in word.bases)
        # "Informed" is no denial of a form.
        and (prefix in ("un", "non") or not any("v" in relatives(base).parts for base in word.bases))
    )
    return not word.bases.isdisjoint(_NEGATIVE) or is_prefixed or word.low.endswith("less")


def _leaves_out(words: Sequence[Word], at: int) -> bool:
    """Whether a word tells that something is not so, by itself or behind a hyphen: "undamaged", "visa-free"."""
    return _is_negative(words[at]) or (words[at].low == "free" and at > 0 and words[at - 1].text == "-")


def _has_head(operator: Operator, links: Links, claim: Telling) -> bool:
    """Whether the claim has the denied deed, if only by a verb that says little."""
    return any(
        set(operator.heads) & set(places) and looks_verbal(claim.words, place) for place, (_, places) in links.items()
    )


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


def opposites_told(claim: Telling, evidence: Telling, links: Links) -> Iterator[Missing]:
    """Words whose opposite the evidence has, where neither or both are denied: "upheld" for "dismissed"."""
    taken = {place for near, places in links.values() if near <= SYNONYM for place in places}
    # "Will end its ban" and "will allow it" are one thing.
    stops = [each for each in evidence.of("stop") if evidence.words[each.at].role == "content"]
    stopped = frozenset(place for operator in stops for place in operator.scope if place > operator.at)
    taken |= stopped
    free = [place for place, word in enumerate(evidence.words) if word.role == "content" and place not in taken]
    here, there = _denied(claim, _selves(claim)), _denied(evidence, _selves(evidence))
    for place, word in enumerate(claim.words):
        if word.role != "content" or is_light(word) or links.get(place, (BROADER, []))[0] < BROADER:
            continue
        against = frozenset().union(*(relatives(base).opposites for base in word.bases))
        for other in free:
            if are_converse(word, evidence.words[other]):
                # "Bought from" and "sold to": which of them did what is another question.
                continue
            if _describe_others(claim, place, evidence, other, links):
                continue
            if against & evidence.words[other].bases and (place in here) == (other in there):
                yield Missing(kind="negation", text=f"{word.text} / {evidence.words[other].text}")
    for place, (_, places) in links.items():
        if claim.words[place].bases & _VOTING:
            own = _side(claim.words, place)
            sides = {own, *(_side(evidence.words, other) for other in places)}
            told = any(not word.bases.isdisjoint(_SIDING.get(own or "", frozenset())) for word in evidence.words)
            if sides - {None} == {"for", "against"} and not told:
                yield Missing(kind="negation", text="for / against")


def _describe_others(claim: Telling, place: int, evidence: Telling, other: int, links: Links) -> bool:
    """Whether two adjectives stand before nouns that have nothing to do with each other: "informal", "a formal treaty"."""
    own, given = _noun_behind(claim.words, place), _noun_behind(evidence.words, other)
    if own is None or given is None:
        return False
    is_adjective = all(
        any("a" in relatives(base).parts for base in word.bases) and not word.low.endswith("ed")
        for word in (claim.words[place], evidence.words[other])
    )
    return is_adjective and given not in links.get(own, (BROADER, []))[1]


def _noun_behind(words: Sequence[Word], at: int) -> int | None:
    """The place of the noun that an adjective stands before, with others between: "an informal one-year commitment"."""
    for place in range(at + 1, min(len(words), at + 1 + _NOUN_REACH)):
        if words[place].role == "content" and words[place].low not in _LENGTHS:
            return place
        if words[place].role not in ("number", "content") and words[place].text != "-":
            return None
    return None


def _side(words: Sequence[Word], at: int) -> str | None:
    """Which side a vote or word takes: "for", "against" or none."""
    behind = words[at + 1].low if at + 1 < len(words) else ""
    return behind if behind in ("for", "against") else None


def _selves(telling: Telling) -> set[int]:
    """The words that deny themselves, such as "unchanged"."""
    return {operator.at for operator in telling.of("negation") if operator.heads == (operator.at,)}


def mirrored_places(claim: Sequence[Word], evidence: Sequence[Word], links: Links) -> dict[int, list[int]]:
    """The places of the evidence to those of the claim, where one stands for the other and nothing else does.

    Of several that a verb may stand for the one that is a verb counts.
    """
    found: dict[int, list[int]] = {}
    for place, (near, places) in links.items():
        if len(places) > 1 and near == SYNONYM and looks_verbal(claim, place):
            places = [at for at in places if looks_verbal(evidence, at)]
        # "Call" and "take" stand for too much to be taken for a synonym's deed.
        if near <= SYNONYM and len(places) == 1 and (near < SYNONYM or not is_light(claim[place])):
            found.setdefault(places[0], []).append(place)
    return found
