"""Negation and modality in a sentence: which words deny or hedge, and which words they bear on.

Modality is told in classes, of which two expressions that share one may stand for each other: ``possible``, ``likely``,
``ahead`` (it will), ``planned``, ``wanted``, ``believed``, ``feared``, ``bound`` (obligation) and ``sure``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefer.grounding.words import Word, is_light
from briefer.text.thesaurus import bases, is_irregular, relatives

Kind = Literal["negation", "modality", "stop"]

_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without hardly barely scarcely nowhere unless".split()
)
# Deny of whatever follows, of a subject as much as of its verb.
_QUANTIFIERS = frozenset("none nobody nothing neither nor".split())
# What these bring about can be told as a denial: "flights are banned", "no flight is allowed".
_STOPPING = frozenset(
    "halt stop suspend ban bar prohibit cancel close shut block end cease fail delay postpone few little only "
    "cut_off sever disconnect knock_out forbid deprive miss lose outlaw insecure unable drop abandon oppose withdraw scrap lift quash collapse acquit retract call_off run_out stay_out keep_out unless before until yet".split()
)
_DENIALS = frozenset(
    "deny reject refuse rule_out exclude turn_down lack prevent avoid denial refusal rejection absence refute rebuff".split()
)
# Deny only with "to" behind them: production may decline, and a bank may fail.
_DENIALS_WITH_TO = frozenset("decline fail failure unable".split())
_EMPTY = {("not", "only"), ("not", "just"), ("not", "merely"), ("not", "least"), ("no", "less"), ("no", "fewer"),
          ("no", "later"), ("no", "doubt"), ("no", "sooner"), ("no", "more"), ("not", "necessarily"),
          ("no", "matter"), ("nothing", "less"), ("nothing", "short")}  # fmt: skip

_ADVISING = frozenset("advise warn recommend caution counsel decide argue advice warning".split())

_AUXILIARIES: dict[str, frozenset[str]] = {
    "may": frozenset(["possible"]),
    "might": frozenset(["possible"]),
    "could": frozenset(["possible"]),
    "can": frozenset(["possible", "able"]),
    "would": frozenset(["likely", "ahead", "planned", "wanted"]),
    "will": frozenset(["ahead"]),
    "'ll": frozenset(["ahead"]),
    "shall": frozenset(["ahead", "bound"]),
    "should": frozenset(["likely", "bound", "wanted", "planned"]),
    "must": frozenset(["bound", "wanted"]),
    "need": frozenset(["bound", "wanted"]),
}
_ADVERBS: dict[str, frozenset[str]] = {
    **dict.fromkeys("possibly perhaps maybe potentially conceivably".split(), frozenset(["possible"])),
    **dict.fromkeys("probably likely presumably".split(), frozenset(["likely"])),
    **dict.fromkeys(
        "reportedly allegedly apparently seemingly purportedly supposedly".split(),
        frozenset(["believed", "possible", "likely"]),
    ),
    **dict.fromkeys("certainly definitely inevitably undoubtedly surely".split(), frozenset(["sure"])),
}
_AHEAD = frozenset(["planned", "ahead", "likely"])
_BELIEVED = frozenset(["believed", "possible", "likely"])
_LEXICAL: dict[str, frozenset[str]] = {
    **dict.fromkeys("possible possibility potential risk threat danger chance might".split(), frozenset(["possible"])),
    **dict.fromkeys("able capable".split(), frozenset(["possible", "able"])),
    **dict.fromkeys("likely probable likelihood probability".split(), frozenset(["likely"])),
    **dict.fromkeys("unlikely improbable doubtful".split(), frozenset(["unlikely"])),
    **dict.fromkeys(
        "certain sure inevitable proven guaranteed assured definite unavoidable".split(), frozenset(["sure"])
    ),
    **dict.fromkeys(
        "expect forecast predict anticipate project foresee envisage prediction expectation".split(),
        frozenset(["likely", "expected"]),
    ),
    **dict.fromkeys("due schedule supposed slated meant designed".split(), _AHEAD | {"expected", "wanted"}),
    **dict.fromkeys("plan intend intention prepare aim planned".split(), _AHEAD | {"wanted"}),
    **dict.fromkeys(
        "want wish seek hope demand urge ask request call_for propose proposal call appeal "
        "advocate recommend advise favour favor invite suggest offer invitation plea petition recommendation advice "
        "suggestion".split(),
        frozenset(["wanted", "planned", "possible"]),
    ),
    **dict.fromkeys(
        "hint consider weigh mull contemplate explore ponder debate discuss study examine".split(),
        frozenset(["possible", "considered"]),
    ),
    **dict.fromkeys("decide resolve opt choose decision".split(), frozenset(["decided", "ahead", "planned"])),
    **dict.fromkeys(
        "try attempt endeavour endeavor strive bid effort".split(), frozenset(["tried", "wanted", "planned"])
    ),
    **dict.fromkeys("willing open_to eager keen".split(), frozenset(["possible", "planned", "wanted"])),
    **dict.fromkeys("threaten".split(), frozenset(["planned", "possible", "wanted"])),
    **dict.fromkeys("promise pledge vow undertake agree commit".split(), frozenset(["planned", "ahead", "wanted"])),
    **dict.fromkeys(
        "allege rumour rumor purport apparent presumed unconfirmed unverified unproven suspected".split(), _BELIEVED
    ),
    "fear": _BELIEVED | {"feared"},
    **dict.fromkeys("suspect believe think seem appear suspicion assume".split(), _BELIEVED),
    **dict.fromkeys("order command instruct".split(), frozenset(["bound", "wanted"])),
    **dict.fromkeys("require oblige obligation requirement need necessary".split(), frozenset(["bound", "wanted"])),
    **dict.fromkeys("mandatory compulsory obligatory".split(), frozenset(["bound"])),
}

# Hedge only before an infinitive; the others as what is still going on ("is studying a ban").
_HEDGE_WITH_TO = frozenset(
    "decide resolve opt choose decision try attempt endeavour endeavor strive bid effort willing eager keen".split()
)
_HEDGE_WITH_OBJECT = frozenset("explore ponder debate discuss study examine".split())

_ADJECTIVES = frozenset("possible likely probable certain inevitable".split())
_SUPPOSING = frozenset("whether if unless".split())
_BE = frozenset("be is are was were been being am 's get got".split())
_HAVE = frozenset("have has had".split())
_WITH_TO = (_BE - {"get", "got"}) | _HAVE | frozenset("set going poised ready".split())
_STOPS = frozenset(
    "provided but while whereas although though because which who whose unless when if so yet whether".split()
)
_FALLING = frozenset("stop fall come end finish".split())
_SHORT_REACH = 5
_DISMISSING = frozenset("dismiss scorn spurn brush_off brush_aside wave_away throw_out".split())
_DISMISSED = frozenset(
    "call claim report allegation charge accusation appeal petition case suit lawsuit objection demand request suggestion concern "
    "fear criticism idea proposal complaint rumour rumor speculation talk notion".split()
)
_DETERMINERS = frozenset("a an the its their his her this that any no of".split())
# Said of the subject, or as often as not of what is done, these hedge nothing behind them.
_PREDICATES = frozenset("mandatory compulsory obligatory necessary order command instruct".split())
_CLOSERS = frozenset(",;:.!?—–()")
_ASIDE = 8
_YEAR_DIGITS = 4
_HEADS = 2
_LEFT_HEADS = 3


@dataclass(slots=True)
class Operator:
    """A word that denies or hedges: the place ``at``, what it bears on first (``heads``) and in all (``scope``).

    An auxiliary's ``subject`` is the clause before it.
    """

    at: int
    kind: Kind
    classes: frozenset[str]
    heads: tuple[int, ...]
    scope: frozenset[int]
    is_lexical: bool = False
    subject: frozenset[int] = frozenset()


def operators(words: Sequence[Word]) -> list[Operator]:
    """The operators of a sentence, in order."""
    found: list[Operator] = []
    for at, word in enumerate(words):
        if word.role == "mark" or word.role == "number":
            continue
        if word.role == "name" or (word.text[0].isupper() and at and words[at - 1].role != "mark"):
            # "Doctors Without Borders" deny nothing.
            continue
        found += [operator for operator in (_negation(words, at), _modality(words, at)) if operator is not None]
        if not word.bases.isdisjoint(_STOPPING):
            heads, scope = _reach(words, at)
            found.append(Operator(at, "stop", frozenset(), heads, (scope | frozenset(_left(words, at))) - {at}))
    return found


def _negation(words: Sequence[Word], at: int) -> Operator | None:
    word, behind = words[at], words[at + 1].low if at + 1 < len(words) else ""
    if word.low == "nor" and any(each.low == "neither" for each in words[:at]):
        return None
    if word.low in _NEGATIONS and (word.low, behind) not in _EMPTY:
        return _plain_negation(words, at, behind)
    if word.low in ("rather", "instead") and behind in ("than", "of"):
        # "Blamed on the north rather than on the south"
        scope = _right(words, at + 1)
        named = tuple(place for place in scope if words[place].role == "name")[-1:]
        return Operator(at, "negation", frozenset(), named, frozenset(scope)) if named else None
    if (
        word.low == "too"
        and behind not in ("early", "soon", "late")
        and any(each.low == "to" for each in words[at + 2 : at + 4])
    ):
        # "Too cloudy to settle it"
        scope = _right(words, at)
        heads = _infinitive(words, scope)
        return Operator(at, "negation", frozenset(), heads, frozenset(range(heads[0], scope.stop))) if heads else None
    if word.low == "against" and behind.endswith("ing") and _advises(words, at):
        # "Advised people against eating mussels"
        scope = _right(words, at)
        return Operator(at, "negation", frozenset(), _content(words, scope)[:1], frozenset(scope))
    if word.low == "yet" and behind == "to":
        scope = _right(words, at)
        return Operator(at, "negation", frozenset(), _content(words, scope)[:1], frozenset(scope))
    if word.low == "short" and behind == "of" and _falls_short(words, at):
        scope = _right(words, at)
        heads = _content(words, scope)[:1] + _infinitive(words, scope)
        return Operator(at, "negation", frozenset(), heads, frozenset(scope))
    return _verb_of_denial(words, at, behind) if word.role == "content" else _prefixed(words, at)


def _advises(words: Sequence[Word], at: int) -> bool:
    return any(not word.bases.isdisjoint(_ADVISING) for word in words[max(0, at - 3) : at])


def _plain_negation(words: Sequence[Word], at: int, behind: str) -> Operator:
    """What "not", "no", "nobody" and the like deny."""
    word = words[at]
    scope = _right(words, at, through_and=word.low in _QUANTIFIERS or word.low in ("no", "without"))
    heads = _whole_nouns(words, _content(words, scope))[:_HEADS]
    if word.low not in _QUANTIFIERS and not (
        heads and heads[-1] == heads[0] + 1 and (is_light(words[heads[0]]) or "grant" in words[heads[0]].bases)
    ):
        # "Not set free" denies that somebody is free.
        heads = heads[:1]
    if word.low == "no" and behind == "longer":
        # "No longer at fixed rates"
        heads = _content(words, scope)[1:_HEADS] or heads
    # "crossed no border" denies the crossing too.
    if word.low == "no":
        # "No reason to leave" denies the leaving.
        heads += _infinitive(words, scope)
    near = range(max(0, at - 2), at) if word.low == "no" and words[at - 1].low != "and" else range(0)
    verb = {place for place in near if words[place].role == "content"}
    # "Trains run again and no damage was found": what runs is not denied.
    is_opening = word.low not in ("not", "never") and at > 0 and words[at - 1].low == "and"
    subject = frozenset() if is_opening else frozenset(_left(words, at))
    return Operator(at, "negation", frozenset(), heads, frozenset(scope) | verb, subject=subject)


def _verb_of_denial(words: Sequence[Word], at: int, behind: str) -> Operator | None:
    """What a verb or noun denies: "refused to sign", "a lack of water", "unsafe"."""
    word = words[at]
    if (
        word.bases.isdisjoint(_DENIALS)
        and not _dismisses(words, at)
        and not (behind == "to" and not word.bases.isdisjoint(_DENIALS_WITH_TO))
    ):
        return _prefixed(words, at)
    heads, reach = _reach(words, at)
    joint = _next_verb(words, at)
    reach = frozenset(place for place in reach if place < joint)
    if "v" not in "".join(relatives(base).parts for base in word.bases):
        heads = heads[:1]
    return Operator(at, "negation", frozenset(), heads, reach, is_lexical=True)


def _falls_short(words: Sequence[Word], at: int) -> bool:
    """Whether "short of" tells what was not reached: "fell six votes short of the majority", not "is short of staff"."""
    is_counted = at > 1 and words[at - 1].role == "content" and words[at - 2].role == "number"
    return is_counted or any(not word.bases.isdisjoint(_FALLING) for word in words[max(0, at - _SHORT_REACH) : at])


def _dismisses(words: Sequence[Word], at: int) -> bool:
    """Whether a call or a claim is dismissed; a general who is dismissed is not denied."""
    if words[at].bases.isdisjoint(_DISMISSING) or any(word.low == "as" for word in words[at : at + 6]):
        # "Dismissed them as absurd" tells what they are called.
        return False
    before = (place for place in range(max(0, at - 4), at) if words[place].low not in _CLOSERS)
    return any(
        not words[place].bases.isdisjoint(_DISMISSED) for place in (*range(at + 1, min(len(words), at + 5)), *before)
    )


def _prefixed(words: Sequence[Word], at: int) -> Operator | None:
    """A word that denies its own stem: "unchanged", "unsafe"."""
    word = words[at]
    if word.role == "content" and word.low.startswith("un") and len(word.low) > 5:
        stem = word.low[2:]
        opposites = frozenset().union(*(relatives(base).opposites for base in word.bases))
        if stem in opposites or stem.endswith("ed"):
            return Operator(at, "negation", frozenset(), (at,), frozenset([at]), is_lexical=True)
    return None


def _modality(words: Sequence[Word], at: int) -> Operator | None:
    word, behind = words[at], words[at + 1].low if at + 1 < len(words) else ""
    if _hedges_nothing(words, at):
        return None
    if word.low in _ADVERBS and not (word.low == "likely" and (behind == "to" or _is_adjective(words, at))):
        scope = _right(words, at)
        return Operator(at, "modality", _ADVERBS[word.low], _content(words, scope)[:1], frozenset(scope))
    if word.low in _AUXILIARIES and word.role == "function" and not _is_month(words, at):
        return _auxiliary(words, at)
    if behind == "to" and word.low in _WITH_TO:
        return _before_infinitive(words, at)
    if word.low in _SUPPOSING:
        scope = _right(words, at)
        heads = _content(words, scope)[:_HEADS] if word.low == "whether" else ()
        return Operator(at, "modality", frozenset(["possible"]), heads, frozenset(scope))
    if word.role not in ("content", "function") or (word.low == "due" and not _before_verb(words, at)):
        return None
    forms = word.bases | {word.low}
    classes = frozenset().union(*(_LEXICAL.get(form, frozenset()) for form in forms))
    if not classes or not _is_hedge(words, at, behind) or (word.low == "likely" and _describes(words, at)):
        return None
    return _lexical_hedge(words, at, behind, classes)


def _lexical_hedge(words: Sequence[Word], at: int, behind: str, classes: frozenset[str]) -> Operator:
    """What a verb, noun or adjective hedges: what follows it, or what it is said of."""
    word = words[at]
    heads, reach = _reach(words, at)
    if word.low in _ADJECTIVES and behind not in ("to", "that") and at and words[at - 1].low in _BE:
        # "An eruption was possible"
        left = _left(words, at)
        said_of = _content(words, left)[-_LEFT_HEADS:]
        if said_of:
            return Operator(at, "modality", classes, said_of, frozenset(left), is_lexical=True)
    if not word.bases.isdisjoint(_PREDICATES) or (_is_noun(words, at) and behind not in ("to", "of", "that")):
        heads = ()
    return Operator(at, "modality", classes, heads, reach, is_lexical=True)


def _hedges_nothing(words: Sequence[Word], at: int) -> bool:
    """Whether a word that hedges elsewhere does not here."""
    low, behind = words[at].low, words[at + 1].low if at + 1 < len(words) else ""
    before = words[at - 1] if at else None
    if low in ("would", "should"):
        # Who would rather does want it.
        return behind in ("rather", "prefer")
    if before is None:
        return False
    if low == "possible":
        # What was not possible was not done.
        return before.low == "not"
    if low in ("able", "capable"):
        # Who was able to do it did it.
        return before.low in ("was", "were")
    if low in ("suspect", "suspects"):
        # Those who are suspected
        return before.low in _DETERMINERS or before.role == "number"
    # Who is to blame is blamed.
    return behind == "to" and low in _BE and at + 2 < len(words) and words[at + 2].low == "blame"


def _auxiliary(words: Sequence[Word], at: int) -> Operator:
    scope, low = _right(words, at), words[at].low
    if low in ("can", "could") and at + 1 < len(words) and words[at + 1].low == "not":
        # Who could not do it did not do it.
        return Operator(at, "modality", _AUXILIARIES[low], (), frozenset(scope))
    subject = frozenset(_left(words, at)) | {at}
    return Operator(at, "modality", _AUXILIARIES[low], _verb(words, scope), frozenset(scope), subject=subject)


def _is_adjective(words: Sequence[Word], at: int) -> bool:
    """Whether "likely" is no adverb: "likely conditions", "is likely"."""
    closes = (
        at + 1 == len(words) or words[at + 1].role == "mark" or words[at + 1].low in ("in", "by", "on", "at", "this")
    )
    return _describes(words, at) or (at > 0 and words[at - 1].low in _BE and closes)


def _describes(words: Sequence[Word], at: int) -> bool:
    """Whether an adjective stands between a verb and its noun: "to predict likely conditions" predicts them."""
    if not at or at + 1 >= len(words) or words[at - 1].role != "content" or words[at + 1].role != "content":
        return False
    return any("n" in relatives(base).parts for base in words[at + 1].bases)


def _before_infinitive(words: Sequence[Word], at: int) -> Operator:
    """What "is to", "has to" and "is set to" say of the verb behind them."""
    low, scope = words[at].low, _right(words, at + 1)
    heads = _content(words, scope)[:1]
    if low in _HAVE:
        # What somebody had to do was done.
        return Operator(at, "modality", frozenset(["bound", "wanted"]), () if low == "had" else heads, frozenset(scope))
    if low in _BE:
        further = heads + _further(words, scope)
        return Operator(at, "modality", _AHEAD | {"wanted", "expected"}, further, frozenset(scope))
    return Operator(at, "modality", _AHEAD, heads, frozenset(scope))


def _is_hedge(words: Sequence[Word], at: int, behind: str) -> bool:
    """Whether a word that may hedge does: "appeared" only before "to", "called" only before "for"."""
    own = words[at].bases
    if not own.isdisjoint({"seem", "appear"}):
        return behind in ("to", "that")
    if not own.isdisjoint(_HEDGE_WITH_TO):
        # "Was sent to try to help": what somebody was sent for.
        return behind == "to" and (at == 0 or words[at - 1].low != "to")
    if not own.isdisjoint(_HEDGE_WITH_OBJECT):
        return words[at].low.endswith("ing")
    if not own.isdisjoint({"agree", "commit"}):
        return behind in ("to", "that")
    if not own.isdisjoint({"call", "appeal"}):
        return behind in ("for", "on")
    if "suggest" in own or "favour" in own or "favor" in own:
        return behind in ("to", "that") or behind.endswith("ing")
    return True


def _is_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a word stands as a noun, by what is before it: "a plan", "the proposal", "their demand"."""
    before = words[at - 1] if at else None
    return before is None or before.low in _DETERMINERS or (before.role == "name" and before.is_possessive)


def _further(words: Sequence[Word], places: range) -> tuple[int, ...]:
    """The verbs of further infinitives: "is to be 86 km long and to irrigate fields"."""
    return tuple(
        at + 2
        for at in places
        if words[at].low == "and"
        and at + 2 < len(words)
        and words[at + 1].low == "to"
        and words[at + 2].role == "content"
    )


def _next_verb(words: Sequence[Word], at: int) -> int:
    """Where "and" with a verb begins something that is not denied: "rejected this and said"."""
    for place in range(at + 1, len(words) - 1):
        if words[place].low == "and" and (words[place + 1].low.endswith("ed") or words[place + 1].low == "said"):
            return place
    return len(words)


def _infinitive(words: Sequence[Word], scope: range) -> tuple[int, ...]:
    """The first verb behind "to" in a clause."""
    for at in scope:
        follows = words[at].low == "to" and at + 1 in scope and words[at + 1].role == "content"
        if follows and any("v" in relatives(base).parts for base in words[at + 1].bases):
            return (at + 1,)
    return ()


def _is_month(words: Sequence[Word], at: int) -> bool:
    """Whether "May" names the month."""
    return words[at].text == "May" and at > 0


def _before_verb(words: Sequence[Word], at: int) -> bool:
    if at + 2 >= len(words) or words[at + 1].low != "to":
        return at + 1 < len(words) and words[at + 1].low in ("on", "in", "at", "by")
    return any("v" in relatives(base).parts for base in words[at + 2].bases) or words[at + 2].low == "be"


def _right(words: Sequence[Word], at: int, *, through_and: bool = True) -> range:
    """The places behind ``at`` up to the end of its clause."""
    end = at + 1
    if end < len(words) and words[end].low == ",":
        # "It does not, the official conceded, mention the tanker": the aside is passed over.
        end = next((p + 1 for p in range(end + 1, min(len(words), end + _ASIDE)) if words[p].low == ","), end)
    while end < len(words):
        low = words[end].low
        if low == "(" and end + 2 < len(words) and words[end + 2].low == ")":
            # A short form stands behind the name, in brackets.
            end += 3
            continue
        if low == "because" and end == at + 1 and words[at].role == "content":
            # "Excluded because the sheets were unsigned"
            break
        if low in _CLOSERS or (low in _STOPS and end > at + 1) or (low == "and" and not through_and):
            break
        end += 1
    return range(at + 1, end)


def _left(words: Sequence[Word], at: int) -> range:
    start = at
    while start > 0 and words[start - 1].low not in _CLOSERS and words[start - 1].low not in _STOPS:
        start -= 1
    return range(start, at)


def _reach(words: Sequence[Word], at: int) -> tuple[tuple[int, ...], frozenset[int]]:
    """What a verb or noun that denies or hedges bears on: what follows, or in the passive its subject."""
    scope = _right(words, at)
    # "Advised its citizens to stay": what is advised is the staying.
    joint = next((place for place in scope if words[place].low == "and"), scope.stop)
    near = range(scope.start, joint)
    gerund = tuple(near[:1]) if near and words[near[0]].low.endswith("ing") and words[near[0]].role == "content" else ()
    heads = gerund or _infinitive(words, near) or _content(words, near)[:_HEADS]
    if is_passive(words, at) and not (at + 1 < len(words) and words[at + 1].low == "to"):
        left = _left(words, at)
        return _content(words, left)[-_LEFT_HEADS:], frozenset(left) | frozenset(scope)
    if is_passive(words, at) or not heads:
        scope_left = _left(words, at)
        return heads, frozenset(scope) | frozenset(scope_left)
    return heads, frozenset(scope)


def is_passive(words: Sequence[Word], at: int) -> bool:
    """Whether the participle at ``at`` has a form of "be" before it."""
    low = words[at].low
    if at + 1 < len(words) and words[at + 1].low == "by" and (low.endswith(("ed", "en", "wn")) or _is_participle(low)):
        return True
    before = at - 1
    while before > 0 and (words[before].low in ("not", "also", "never", "only") or words[before].low.endswith("ly")):
        before -= 1
    if at and words[before].low in _BE and not low.endswith("ing"):
        # "Is shut", "was cut": the participle need not show.
        return any("v" in relatives(base).parts for base in words[at].bases)
    if not (low.endswith(("ed", "en")) or low not in words[at].bases):
        return False
    for before in range(at - 1, max(-1, at - 4), -1):
        if words[before].low in _BE:
            return not low.endswith("ing")
        if words[before].role != "function" and not words[before].low.endswith("ly"):
            return False
    return False


def is_attribute(words: Sequence[Word], at: int) -> bool:
    """Whether a participle stands between a number or an article and its noun: "nine captured soldiers"."""
    if not at or at + 1 >= len(words) or not words[at].low.endswith("ed"):
        return False
    before, behind = words[at - 1], words[at + 1]
    if before.role != "number" and before.low not in ("a", "an", "the", "its", "their", "his", "her"):
        return False
    if before.role == "number" and (before.text.isdigit() and len(before.text) == _YEAR_DIGITS):
        # "Had by March 2025 resumed attacks"
        return False
    if before.role == "number" and behind.role == "name":
        # "23 captured Border Guards"
        return True
    return behind.role == "content" and "n" in "".join(relatives(base).parts for base in behind.bases)


def _is_participle(low: str) -> bool:
    """Whether a word is an irregular form of a verb alone: "bought", not "men"."""
    return is_irregular(low) and all("v" in relatives(base).parts for base in bases(low))


def _content(words: Sequence[Word], places: range) -> tuple[int, ...]:
    return tuple(
        at for at in places if words[at].role == "content" and not _is_adverb(words[at]) and not is_attribute(words, at)
    )


def _whole_nouns(words: Sequence[Word], places: tuple[int, ...]) -> tuple[int, ...]:
    """``places`` without nouns that only say what kind of thing the noun behind them is: "ferry passengers"."""
    return tuple(
        at
        for at in places
        if at + 1 not in places or {part for base in words[at].bases for part in relatives(base).parts} != {"n"}
    )


def _is_adverb(word: Word) -> bool:
    """Whether a word tells how: "quickly", not "supply"."""
    return word.low.endswith("ly") and not any("v" in relatives(base).parts for base in word.bases)


def _verb(words: Sequence[Word], places: range) -> tuple[int, ...]:
    """The first word of content that can be a verb or what is said of the subject."""
    return _content(words, places)[:1]
