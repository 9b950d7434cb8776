"""Claims that tell somebody's word as a fact, or as somebody else's word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from briefer.grounding.alignment import BROADER, SYNONYM, Links, align
from briefer.grounding.attribution import Frame, asides, comments, is_attributed, names_nobody
from briefer.grounding.claims import Terms
from briefer.grounding.roles import looks_verbal
from briefer.grounding.telling import Telling, frames_of_claim
from briefer.grounding.words import Word, is_light, words_of
from briefer.records import Missing

# A claim whose counterparts are for this part told as somebody's word is itself that person's word.
_ATTRIBUTED_PART = 0.6
_OWN_WORDS = 2

# A frame is the one that tells the claim where it holds so much more of it than another.
_MARGIN = 0.25
_WIDE_MARGIN = 0.5
_DEFINITE = frozenset("the its their his her".split())
_PHRASE_ENDS = frozenset("of for in at from on to , ( who which".split())
_TURNS = frozenset("though although while whereas but despite".split())
_FEWEST_BEFORE = 2
_TURN_REACH = 4
_PAIR = 2
_SUBJECT_REACH = 7

_ANSWERING = frozenset("deny reject dispute refute confirm acknowledge admit repeat echo contest".split())
_THINKING = frozenset(
    "consider think plan weigh study want hope intend expect seek propose announce say tell state report add find decide "
    "agree offer promise reject deny point request ask call describe see regard blame warn hold maintain argue".split()
)
_PLAIN_SAYING = frozenset("say state report add show".split())
_BLAMING = frozenset("accuse blame allege claim warn".split())
_ON_RECORD = re.compile(
    r"\b(?:statistics|census bureau|civil protection|disaster (?:management )?(?:agency|authority|officials)|rescue (?:officials|services?|workers)|"
    r"rescuers|weather (?:service|office|bureau)|fire (?:service|brigade|department|officials)|firefighters|emergency services|meteorolog\w+|seismolog\w+|"
    r"geological survey|election (?:commission|officials)|electoral (?:council|commission|court)|port authority|"
    r"court (?:documents|records|filings?)|official (?:data|figures|results)|government data|stock exchange|"
    r"both (?:sides|governments|companies)|two (?:companies|sides|governments|ministries)|their \w+ ministers)\b"
)
_PERFORMING = frozenset("announce disclose reveal".split())


@dataclass(frozen=True)
class _Told:
    """The frame that tells a claim best, what share of the claim's words it holds, the shares of all, and that of none."""

    frame: Frame
    share: float
    shares: list[tuple[Frame, float]]
    outside: float


def attributions(claim: Telling, evidence: Telling, links: Links, terms: Terms) -> Iterator[Missing]:
    """The attribution that the claim loses, or turns over to another speaker."""
    told = [place for place, (near, _) in links.items() if near <= BROADER]
    own = frames_of_claim(claim)
    speakers = frozenset().union(*(frame.speaker for frame in evidence.frames))
    # Who speaks is not what is said: "officials say that they were never asked".
    told = [place for place in told if place not in own]
    said = [place for place in told if not speakers.issuperset(links[place][1])]
    # What is mostly told of the speaker himself is nobody's word: "the contractor, a firm from Aland, said".
    told = said if _OWN_WORDS * len(said) >= len(told) else told
    if not told or not evidence.frames:
        return
    if not said and any(looks_verbal(claim.words, at) for at in range(len(claim.words)) if at not in own):
        # All of it is told of who speaks, and nothing of what is said.
        return
    bare = None if terms.speaker or terms.is_attributed else _bare_before_turn(claim, evidence, links)
    if bare is not None:
        yield Missing(kind="attribution", text=f"{_speaker_told(evidence, bare)} {evidence.words[bare.at].text}")
        return
    is_ascribed = bool(terms.speaker or claim.frames)
    best = _best_frame(evidence, links, told, is_ascribed=is_ascribed)
    if best.share < _ATTRIBUTED_PART or _is_told_elsewhere(claim, links, best.frame):
        return
    if best.share < best.outside + _MARGIN and not is_ascribed:
        # The evidence tells as much of it in words of its own.
        return
    frame = best.frame
    speaker = _speaker_told(evidence, frame)
    if evidence.words[frame.at].bases & _PERFORMING and any(
        frame.speaker.intersection(places) for _, places in links.values()
    ):
        # "The ministry announced that it would close the road": that it will is its own to say.
        return
    says_so = any(
        # Who is to blame blames nobody.
        frame.at in places
        and looks_verbal(claim.words, at)
        and (claim.words[at - 1].low != "to" or claim.words[at].low.endswith("ing"))
        for at, (_, places) in links.items()
    )
    if not (terms.speaker or terms.is_attributed or is_attributed(claim.words) or says_so):
        if _is_on_record(evidence, frame):
            return
        verb = evidence.words[frame.at].text
        is_source = verb.casefold() == "according"
        yield Missing(kind="attribution", text=f"according to {speaker}" if is_source else f"{speaker} {verb}")
    elif _is_other_speaker(claim, evidence, links, best, terms):
        yield Missing(kind="attribution", text=speaker)


def _is_on_record(evidence: Telling, frame: Frame) -> bool:
    """Whether a fact is told by those who keep the record of such facts, or by all parties to it, and nobody disputes it.

    What a statistics office counted, a rescue service found or two companies signed may be told as so.
    """
    words = evidence.words
    if words[frame.at].bases.isdisjoint(_PLAIN_SAYING) and words[frame.at].low != "according":
        return False
    if any(
        each.at != frame.at and not words[each.at].bases.isdisjoint(_ANSWERING | _BLAMING) for each in evidence.frames
    ):
        return False
    phrase = " ".join(words[place].low for place in sorted(frame.speaker | {frame.at}))
    return _ON_RECORD.search(phrase) is not None


def _bare_before_turn(claim: Telling, evidence: Telling, links: Links) -> Frame | None:
    """The frame of what a claim tells as a fact, where only what it sets against it is told as somebody's word."""
    turn = next((at for at in range(1, len(claim.words)) if _turns(claim, at)), 0)
    figures = {word.low: place for place, word in enumerate(evidence.words) if word.role == "number"}
    told = {at: frozenset(links[at][1]) for at in range(turn) if at in links and not is_light(claim.words[at])}
    told |= {at: frozenset([figures[word.low]]) for at, word in enumerate(claim.words[:turn]) if word.low in figures}
    if len(told) < _FEWEST_BEFORE or is_attributed(claim.words[:turn]):
        return None
    if any(frame.at + _PAIR >= len(claim.words) or claim.words[frame.at].low == "according" for frame in claim.frames):
        # "…, while …, officials said."
        return None
    for frame in evidence.frames:
        said = sum(1 for places in told.values() if frame.scope & places)
        if said >= _ATTRIBUTED_PART * len(told):
            return frame
    return None


def _turns(claim: Telling, at: int) -> bool:
    """Whether a claim turns to what is set against what it told: "though", ", and the bank called it false"."""
    words = claim.words
    if words[at].low != "and" or words[at - 1].low != ",":
        return words[at].low in _TURNS
    return any(
        not word.bases.isdisjoint(_ANSWERING | {"call", "dismiss"}) for word in words[at + 1 : at + 1 + _TURN_REACH]
    )


def _best_frame(evidence: Telling, links: Links, told: list[int], *, is_ascribed: bool) -> _Told:
    """The frame that holds most of the claim's words, of several that hold as many the first.

    What a speaker takes for granted is his word where the claim ascribes it to somebody.
    """
    framed = frozenset().union(*(_extent(frame) | frame.speaker for frame in evidence.frames))
    extents = [
        (frame, _extent(frame) if is_ascribed else frame.scope | {frame.at} | _said_within(evidence, frame))
        for frame in evidence.frames
    ]

    def share(places: frozenset[int]) -> float:
        return sum(1 for place in told if places.intersection(links[place][1])) / len(told)

    shares = [(frame, share(extent)) for frame, extent in extents]
    frame, most = max(shares, key=lambda each: each[1])
    if names_nobody(evidence.words, frame.speaker):
        # "The chief said that he believed": it is the chief's word.
        outer = [
            each for each in shares if frame.at in each[0].scope and not names_nobody(evidence.words, each[0].speaker)
        ]
        frame = outer[0][0] if outer else frame
    return _Told(frame, most, shares, share(frozenset(range(len(evidence.words))) - framed))


def _said_within(evidence: Telling, frame: Frame) -> frozenset[int]:
    """What a speaker says besides by a pronoun: "accused it of sheltering officers who it said had plotted"."""
    reach = range(frame.at, max(frame.scope, default=frame.at) + 1)
    within = (each for each in evidence.frames if each.at in reach and names_nobody(evidence.words, each.speaker))
    return frozenset().union(*(each.scope for each in within if each.at != frame.at))


def _extent(frame: Frame) -> frozenset[int]:
    """All that a speaker says, with what he takes for granted and the verb that says it."""
    if not frame.scope:
        return frozenset([frame.at])
    return frozenset(range(min(frame.scope), max(frame.scope) + 1)) - frame.speaker | {frame.at}


def _is_told_elsewhere(claim: Telling, links: Links, frame: Frame) -> bool:
    """Whether the first verb of the claim stands in the evidence outside what is attributed."""
    own = frames_of_claim(claim)
    told = asides(claim.words, -1, len(claim.words))
    for place in range(len(claim.words)):
        if place in own or place in told:
            continue
        if looks_verbal(claim.words, place) and claim.words[place].role == "content":
            near, places = links.get(place, (BROADER, []))
            if near > SYNONYM:
                return False
            return frame.at not in places and not (frame.scope - frame.background).intersection(places)
    return False


def _speaker_told(evidence: Telling, frame: Frame) -> str:
    """The speaker as printed: of a phrase in pieces the one nearest to the verb."""
    places = sorted(frame.speaker)
    runs: list[list[int]] = []
    for place in places:
        if evidence.words[place].role == "mark":
            continue
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    if not runs:
        return evidence.words[frame.at].text
    nearest = min(runs, key=lambda run: min(abs(run[0] - frame.at), abs(run[-1] - frame.at)))
    named = [run for run in runs if _has_name(evidence, frozenset(run))]
    chosen = nearest if not named or _has_name(evidence, frozenset(nearest)) else named[0]
    return " ".join(evidence.words[place].text for place in chosen)


def _has_name(telling: Telling, places: frozenset[int]) -> bool:
    return any(telling.words[place].role == "name" for place in places)


def _is_named(telling: Telling, places: frozenset[int]) -> bool:
    """Whether a speaker's phrase begins or ends with a name: not "an adviser to the Iraqi prime minister"."""
    words = [telling.words[place] for place in sorted(places) if telling.words[place].role in ("content", "name")]
    return any(word.role == "name" for word in (*words[:1], *words[-1:]))


def _with_short_forms(evidence: Telling, places: set[int]) -> set[int]:
    """The places of a name, and wherever the short form stands that brackets behind it define: "the DOD said"."""
    words = evidence.words
    short = {
        words[place + 2].low
        for place in places
        if place + 3 < len(words) and words[place + 1].low == "(" and words[place + 3].low == ")"
    }
    return places | {place for place, word in enumerate(words) if word.low in short}


def _does_something(evidence: Telling, places: set[int]) -> bool:
    """Whether whoever stands at ``places`` is the subject of a verb: one who considers something may have said so."""
    for place in places:
        for at in range(place + 1, min(place + _SUBJECT_REACH, len(evidence.words))):
            if evidence.words[at].low in ".;:":
                break
            if looks_verbal(evidence.words, at):
                if not evidence.words[at].bases.isdisjoint(_THINKING):
                    return True
                break
    return False


def _is_other_speaker(claim: Telling, evidence: Telling, links: Links, told: _Told, terms: Terms) -> bool:
    """Whether the claim ascribes to one what the evidence ascribes to another."""
    if names_nobody(evidence.words, told.frame.speaker):
        return False
    further = frozenset().union(*(frame.speaker for frame in claim.frames[1:]))
    if terms.speaker is None and any(told.frame.speaker.intersection(links[at][1]) for at in further if at in links):
        # "One says this; the other says that."
        return False
    if terms.speaker is not None:
        words = words_of(terms.speaker, (terms.speaker,))
        ascribed = _Ascribed(words, range(len(words)), align(words, evidence.vouched), evidence)
    elif claim.frames and not names_nobody(claim.words, claim.frames[0].speaker):
        ascribed = _Ascribed(claim.words, sorted(claim.frames[0].speaker), links, evidence)
        if not ascribed.is_named and not _has_name(evidence, told.frame.speaker):
            # Two common nouns: "the police command", "the ombudsman's office".
            speaker = claim.frames[0].speaker
            return not any(told.frame.speaker.intersection(links[place][1]) for place in speaker if place in links)
    else:
        return False
    places, frame = ascribed.places, told.frame
    commented = frozenset(place for span in comments(evidence.words) for place in span)
    if places and commented >= places and frame.at not in commented:
        # Who rejects a charge does not make it.
        return True
    is_definite = _is_definite(evidence, frame.speaker)
    if places & frame.scope and not places & frozenset().union(*(each.speaker for each in evidence.frames)):
        # "The company said": it may be whom the claim names. "The militia denies it": so may whoever answers.
        answers = any(
            not evidence.words[each.at].bases.isdisjoint(_ANSWERING) and not _has_name(evidence, each.speaker)
            for each in evidence.frames
        )
        return not answers and not (is_definite and ascribed.is_named)
    return _speaks_elsewhere(evidence, told, ascribed, is_definite=is_definite)


class _Ascribed:
    """Whom a claim ascribes its words to: the counterparts of the phrase in the evidence, and those of its head."""

    def __init__(self, words: Sequence[Word], phrase: Sequence[int], links: Links, evidence: Telling) -> None:
        self.places = _with_short_forms(evidence, {p for at in phrase if at in links for p in links[at][1]})
        self.is_named = any(words[at].role == "name" for at in phrase)
        core = list(takewhile(lambda at: words[at].low not in _PHRASE_ENDS and not looks_verbal(words, at), phrase))
        head = next((at for at in reversed(core) if words[at].role == "content" and not is_light(words[at])), None)
        self.head = frozenset(links[head][1]) if head is not None and head in links else frozenset[int]()
        named = (at for at in phrase if at in links and words[at].role == "name")
        self.named = frozenset(place for at in named for place in links[at][1])


def _is_definite(evidence: Telling, speaker: frozenset[int]) -> bool:
    """Whether a speaker is called by a noun alone that takes up what was named before: "the company".

    A noun that stands elsewhere too has somebody of its own.
    """
    if _has_name(evidence, speaker) or evidence.words[min(speaker)].low not in _DEFINITE:
        return False
    nouns = frozenset().union(*(evidence.words[at].bases for at in speaker if evidence.words[at].role == "content"))
    return not any(
        word.role == "content" and at not in speaker and not nouns.isdisjoint(word.bases)
        for at, word in enumerate(evidence.words)
    )


def _speaks_elsewhere(evidence: Telling, told: _Told, ascribed: _Ascribed, *, is_definite: bool) -> bool:
    """Whether whoever the claim ascribes its words to says something else in the evidence."""
    places, speaker = ascribed.places, told.frame.speaker
    if not places or (ascribed.head or places) & speaker or ascribed.named & speaker:
        return False
    spoken = [(frame, share) for frame, share in told.shares if (ascribed.head or places) & frame.speaker]
    if any(not evidence.words[frame.at].bases.isdisjoint(_ANSWERING) for frame, _ in spoken):
        # "Halmeria denies it": what it denies another said.
        return False
    if spoken and not is_definite:
        margin = _MARGIN if _is_named(evidence, speaker) else _WIDE_MARGIN
        return max(share for _, share in spoken) <= told.share - margin
    if not ascribed.is_named and ascribed.head and _is_named(evidence, speaker):
        # "The inspectorate", which declined to comment; whoever does something in a sentence of its own says it there.
        sentence = next(each for each in evidence.sentences() if told.frame.at in each)
        between = range(min(*ascribed.head, told.frame.at), max(*ascribed.head, told.frame.at))
        is_apart = not sentence.start <= min(ascribed.head) < sentence.stop or any(
            evidence.words[at].low == ";" for at in between
        )
        return is_apart or not _does_something(evidence, set(ascribed.head))
    if ascribed.is_named and not _is_named(evidence, speaker):
        # "The spokesman" may be whom the claim names.
        return False
    # Whoever says nothing at all did not say this.
    return ascribed.is_named and not places & _extent(told.frame) and not _does_something(evidence, places)
