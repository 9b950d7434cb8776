"""Who does what to whom: the subject, object and other places of the verbs of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefer.grounding.alignment import BROADER, DERIVED, SYNONYM, Links
from briefer.grounding.operators import is_attribute, is_passive
from briefer.grounding.words import Word, is_light
from briefer.text.gazetteer import demonyms, state_of
from briefer.text.thesaurus import is_irregular, relatives

_PAIR = 2
# Who says what is told by its attribution.
_TELLING = frozenset("say tell report state add announce declare".split())

Slots = dict[str, frozenset[int]]
Partners = dict[int, frozenset[int]]

_BOUNDS = frozenset(',;:.!?—–()"“”„«»'.replace(" ", "")) | frozenset(
    "but while whereas although though because when if until unless since than".split()
)
_RELATIVE = frozenset("who which that whom".split())
_PREPOSITIONS = frozenset(
    "to from by against with into for over near in on at after before under during through as inside outside within across "
    "beneath below above along around behind beside between beyond despite onto towards toward upon amid among throughout".split()
)
_ADVERBS = frozenset("also still now already again even only never often then soon just not".split())
_OBJECT_OPENERS = frozenset("a an the it them him her its their his that this these those all any no".split())
_DETERMINERS = frozenset("a an the of its their his her this that no any".split())
_ARTICLES = frozenset("the a an its their his her this".split())
_SPANS = frozenset("day week month year hour minute".split())
_PARTIES = ("subject", "object", "with", "against", "by")
_QUANTIFIERS = frozenset("other another some several all both many more".split())
INVARIANT = frozenset("shut cut hit put set let split cast spread quit beat bid shed".split())
_BEING = frozenset("is are was were been be".split())
_CURRENCY_SIGNS = "$£€"
_HAVING = frozenset("has have had".split())
_HAVING_REACH = 3
_AGENT = 6
_AGENT_REACH = 4
_NOUN_ENDINGS = ("er", "or", "ist", "ion", "ment")
_MOVING = frozenset("go rise move climb shoot jump push drive bring edge creep inch step raise lift take".split())
_PRONOUNS = frozenset("they he she it we there you i".split())
_SUBJECTS = frozenset("it he she who which that this".split())
_AUXILIARIES = frozenset(
    "be is are was were been being has have had will would could may might can shall should must to did does do".split()
)


def slots_of(words: Sequence[Word], at: int) -> Slots:
    """The places of the verb at ``at``: ``subject``, ``object`` and prepositions, each with the words that fill it."""
    found: dict[str, set[int]] = {}
    passive = is_passive(words, at)
    # "The dollars requested.": a participle that closes its clause may have its object before it; "for blocking" has
    # its subject anywhere.
    before_circumstance = at + 1 < len(words) and words[at + 1].low in _PREPOSITIONS and not _is_only_verb(words, at)
    closes = (
        before_circumstance
        or (
            words[at].low.endswith("ing")
            and words[at - 1].role in ("function", "mark")
            and not _is_progressive(words, at)
        )
        or at + 1 == len(words)
        or (words[at + 1].role == "mark" and words[at + 1].text not in _CURRENCY_SIGNS)
    )
    is_participle = closes and not passive and words[at].low.endswith(("ed", "ing")) and not _is_perfect(words, at)
    is_participle = is_participle and not (at and words[at - 1].low in ("and", "but"))
    for place in () if is_participle else _left_fillers(words, at):
        found.setdefault("object" if passive else "subject", set()).add(place)
    slot = "object"
    short = _short_forms(words, at)
    for place in range(at + 1, len(words)):
        word = words[place]
        if place in short:
            if word.role == "name":
                found.setdefault(slot, set()).add(place)
            continue
        if word.low in _BOUNDS or word.low in _RELATIVE:
            break
        if word.low in _PREPOSITIONS:
            slot = word.low if _opens_slot(words, at, place) else slot
        elif _can_fill(words, place):
            # "Was left by the crew", "by September"
            is_agent = passive and slot == "by" and word.role != "number"
            found.setdefault("subject" if is_agent else slot, set()).add(place)
        elif word.role == "content" and place > at + 1 and looks_verbal(words, place):
            break
    return {name: _headed(words, places) for name, places in found.items()}


def _is_progressive(words: Sequence[Word], at: int) -> bool:
    """Whether a form of "be" stands before: "is suing"."""
    return any(word.low in _BEING for word in words[max(0, at - _PAIR) : at])


def _is_perfect(words: Sequence[Word], at: int) -> bool:
    """Whether a form of "have" stands before a participle: "has so far opposed"."""
    return any(word.low in _HAVING for word in words[max(0, at - _HAVING_REACH) : at])


def _opens_slot(words: Sequence[Word], at: int, place: int) -> bool:
    """Whether a preposition opens a place of the verb: not in "bought up to four ships", nor in "handed over the men"."""
    if words[place - 1].low == "up" and words[at].bases.isdisjoint(_MOVING):
        return False
    return not any(base.endswith(f"_{words[place].low}") for base in words[at].bases)


def _is_only_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a clause has no verb but the one at ``at``, which is then no participle: "the mayor turned to the court"."""
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(words) and words[place].low not in _BOUNDS:
            is_inflected = words[place].role == "content" and words[place].low.endswith("ed")
            if words[place].low in _AUXILIARIES - {"to"} or words[place].low in _RELATIVE or is_inflected:
                return False
            place += step
    return True


def _short_forms(words: Sequence[Word], at: int) -> set[int]:
    """The places of names in brackets of their own: "the Inland Guard (IG)"."""
    return {
        inside
        for place in range(at + 1, len(words) - 2)
        if words[place].low == "(" and words[place + 1].role == "name" and words[place + 2].low == ")"
        for inside in range(place, place + 3)
    }


def _headed(words: Sequence[Word], places: set[int]) -> frozenset[int]:
    """Names, and of nouns in a row the last: of "health unions" the unions, of "the union's members" the members."""
    return frozenset(
        p for p in places if words[p].role != "content" or p + 1 not in places or words[p + 1].role != "content"
    )


def _left_fillers(words: Sequence[Word], at: int) -> list[int]:
    joint = _joined_verb(words, at)
    if joint is None and at > 1 and words[at - 1].low == "to" and looks_verbal(words, at - 2):
        # "A van failed to stop": the van did not.
        joint = at - 2
    if joint is not None:
        return _left_fillers(words, joint)
    if words[at].low.endswith("ing") and at and _can_fill(words, at - 1):
        # "By workers laying cable": they lay it.
        return [at - 1]
    return _scanned(words, at)


def _scanned(words: Sequence[Word], at: int) -> list[int]:
    """The subject of a verb as the words before it give it, from the nearest on."""
    found: list[int] = []
    place = _before_clause(words, at)
    while place >= 0 and words[place].low not in _BOUNDS:
        if words[place].low in _RELATIVE or words[place].low == "whose":
            return _relative_subject(words, place, found)
        if words[place].low in ("after", "before"):
            # "After the cutter had ignored": what stands before is of another clause.
            return found or [p for p in range(place + 1, at) if _can_fill(words, p)]
        if _ends_subject(words, place, found):
            return found
        if _is_reduced(words, place):
            # "Workers laying cable uncovered it": what they lay is of that verb alone.
            found = []
        elif _can_fill(words, place) and not _is_circumstance(words, place):
            found.append(place)
        place -= 1
    return found or _before_apposition(words, at, place)


def _ends_subject(words: Sequence[Word], place: int, found: Sequence[int]) -> bool:
    """Whether what stands at ``place`` is of another verb, or names the subject elsewhere.

    "After the siege, they asked"; "told parliament the country would"; "the guard said 171 people were".
    """
    if words[place].low in _PRONOUNS and not found:
        return True
    return bool(found) and (_opens_another(words, place) or _is_of_verb_before(words, place, found))


def _before_clause(words: Sequence[Word], at: int) -> int:
    """The place to look for a subject from: before a clause of time that ends right before the verb.

    "The first convoy since the road was cut in May crossed the bridge": the convoy crossed it.
    """
    opener = next((p for p in range(at - 1, 0, -1) if words[p].low in ("since", *_BOUNDS)), 0)
    if not opener or words[opener].low != "since" or words[opener - 1].role not in ("content", "name"):
        return at - 1
    closed = any(_tells(words, p) or is_passive(words, p) for p in range(opener + 1, at) if words[p].role == "content")
    return opener - 1 if closed else at - 1


def _before_apposition(words: Sequence[Word], at: int, place: int) -> list[int]:
    """The subject that stands before an apposition that a comma at ``place`` closes: "Teyne, the premier, denied"."""
    closes = place > 0 and words[place].low == "," and all(word.low != "and" for word in words[place:at])
    return _behind_apposition(words, place) if closes else []


def _relative_subject(words: Sequence[Word], place: int, found: list[int]) -> list[int]:
    """The subject of a relative clause: what stands in it, or the word that it is told of: "the rebels who attacked"."""
    if words[place].low == "whose":
        return found or [place + 1]
    if words[place + 1].low in _PRONOUNS:
        # "told reporters that they had seen": the subject is a pronoun.
        return found
    antecedent = next((p for p in range(place - 1, max(-1, place - 4), -1) if _can_fill(words, p)), None)
    return found or ([antecedent] if antecedent is not None else [])


def _opens_another(words: Sequence[Word], at: int) -> bool:
    """Whether an article begins a noun right behind another: of two the nearer is the subject."""
    if words[at].low not in _ARTICLES or not at or words[at - 1].role not in ("content", "name"):
        return False
    return not any("v" in relatives(base).parts for base in words[at - 1].bases)


def _is_of_verb_before(words: Sequence[Word], place: int, found: Sequence[int]) -> bool:
    """Whether a verb stands at ``place`` that ends the clause of what was found behind it."""
    if words[place + 1].low == "by" or not any(words[p].role != "number" for p in found):
        return False
    return looks_verbal(words, place) and not _is_reduced(words, place)


def _is_reduced(words: Sequence[Word], at: int) -> bool:
    """Whether a participle says which noun is meant: "workers laying cable"."""
    is_participle = words[at].low.endswith("ing") and at > 0 and words[at - 1].role in ("content", "name")
    return is_participle and looks_verbal(words, at)


def _joined_verb(words: Sequence[Word], at: int) -> int | None:
    """The verb before "and" that shares its subject: "called it wrong and urged them"."""
    place = at - 1
    while place > 0 and (
        words[place].low in _AUXILIARIES or words[place].low.endswith("ly") or words[place].low == "then"
    ):
        place -= 1
    if place < 1 or words[place].low not in ("and", "but"):
        return None
    for before in range(place - 1, -1, -1):
        if words[before].role == "mark" and words[before].text not in (",", '"', "“", "”", "’", "'"):
            return None
        is_infinitive = before > 0 and words[before - 1].low == "to" and words[at].low not in words[at].bases
        is_verb = words[before].role == "content" and looks_verbal(words, before)
        if is_verb and not is_infinitive and not words[before].low.endswith("ing"):
            return before
    return None


def _behind_apposition(words: Sequence[Word], comma: int) -> list[int]:
    found: list[int] = []
    has_verb = False
    opener = _aside_opener(words, comma)
    if opener is not None:
        # "The phase, in which the mission is to end and the forces leave, is due": the phase is due.
        comma = opener
    for place in range(comma - 1, -1, -1):
        is_bound = words[place].low in _BOUNDS or words[place].low in ("after", "before", "so", "and")
        if is_bound and words[place].text != ",":
            break
        if words[place].low in _RELATIVE:
            if not has_verb:
                # "the inquiry, which the minister, a doctor, opposed": the subject stands behind "which".
                break
            found, has_verb = [], False
        elif looks_verbal(words, place):
            if found and not words[place].bases.isdisjoint(_TELLING):
                # "He said a vessel, the Hai Ce, spent hours": the vessel did.
                break
            found, has_verb = [], True
        elif _can_fill(words, place) and not _is_circumstance(words, place):
            found.append(place)
    return found


def _tells(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a verb for certain, by its ending."""
    return words[at].role == "content" and words[at].low.endswith(("ed", "id")) and looks_verbal(words, at)


def _aside_opener(words: Sequence[Word], comma: int) -> int | None:
    """The comma behind which a relative clause begins that has a preposition before it and ends at ``comma``."""
    for place in range(comma - 3, 0, -1):
        if words[place].low in (".", ";"):
            return None
        if words[place].low == "," and words[place + 1].low in _PREPOSITIONS and words[place + 2].low in _RELATIVE:
            return place
    return None


def _is_circumstance(words: Sequence[Word], place: int) -> bool:
    """Whether a noun belongs to a preposition before it: "in Dorrane a member said"."""
    before = place - 1
    while before >= 0 and words[before].role in ("content", "name", "number") and not _tells(words, before):
        before -= 1
    while before > 0 and words[before].low in _DETERMINERS | _QUANTIFIERS and words[before].low not in ("of", "that"):
        before -= 1
    return before >= 0 and words[before].low in _PREPOSITIONS


def _can_fill(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.role in ("name", "number"):
        return True
    if word.role != "content" or looks_verbal(words, at):
        return False
    parts = "".join(relatives(base).parts for base in word.bases)
    # What the tables lack is a noun more often than anything else.
    return "n" in parts or not parts


def _has_something(words: Sequence[Word], at: int) -> bool:
    """Whether "has" is the verb itself: "has the consent of", "has two ports", not "has sold"."""
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is not None and behind.low in _DETERMINERS - {"of", "that"}:
        return True
    return behind is not None and behind.role in ("content", "number") and not looks_verbal(words, at + 1)


def looks_verbal(words: Sequence[Word], at: int) -> bool:
    """Whether a word of content is a verb where it stands, by its form and the word before it."""
    word = words[at]
    if word.low in ("have", "has", "had"):
        return _has_something(words, at)
    if word.role != "content" or not any("v" in relatives(base).parts for base in word.bases):
        return False
    if at and (words[at - 1].text == "-" or (words[at - 1].is_possessive and not word.low.endswith("ed"))):
        # "Teyne's transport ministry"
        return False
    if word.low.endswith("ing"):
        # "Within an hour of colliding with it"
        is_gerund = at > 0 and words[at - 1].low == "of" and at + 1 < len(words) and words[at + 1].low in _PREPOSITIONS
        return at > 0 and (words[at - 1].low not in _DETERMINERS or is_gerund)
    is_past = word.low not in word.bases or is_irregular(word.low)
    if is_attribute(words, at) or (at and not word.low.endswith("ed") and words[at - 1].low in _ARTICLES):
        # "The worst"
        return False
    if word.low.endswith("ed") or (is_past and not word.low.endswith(("s", "er", "est"))):
        return True
    place = at - 1
    while place > 0 and (words[place].low in _ADVERBS or words[place].low.endswith("ly")):
        place -= 1
    return at > 0 and _follows_subject(words, at, words[place])


def _is_plural_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a word in "s" is a noun: "two army posts", where the number counts it, "border guards held two men"."""
    if at + 2 < len(words) and words[at + 1].low.endswith("ed"):
        behind = words[at + 2]
        if behind.role == "number" or behind.low in _DETERMINERS:
            return True
    if at < 2 or words[at - 2].role != "number" or words[at - 2].low in ("1", "one"):
        return False
    before = words[at - 1]
    return before.role == "content" and before.low in before.bases and not is_irregular(before.low)


def _follows_subject(words: Sequence[Word], at: int, before: Word) -> bool:
    """Whether a word that may be noun or verb stands behind its subject or auxiliary, ``before``."""
    word = words[at]
    if before.role == "content" and before.low.endswith("ing") and looks_verbal(words, at - 1):
        # "Copying lists"
        return False
    if is_attribute(words, at - 1) and words[at - 1] is before:
        # "Four covered objects"
        return False
    if word.low.endswith("s") and _is_plural_noun(words, at):
        return False
    is_people = before.role == "name" and before.text in demonyms() and not before.text.endswith("s")
    if is_people and "n" in "".join(relatives(b).parts for b in word.bases):
        # "Iraqi forces"
        return False
    if before.low in _AUXILIARIES:
        return True
    if word.low in word.bases and before.role in ("name", "content") and before.low.endswith("s"):
        # "Most parties back it": a plural before it, an object behind it.
        return at + 1 < len(words) and words[at + 1].low in _OBJECT_OPENERS
    # "Poland shut the crossings": these are their own past.
    is_inflected = (word.low.endswith("s") and word.low not in word.bases) or word.low in INVARIANT
    behind = words[at + 1] if at + 1 < len(words) else None
    opens = behind is not None and (behind.low in _OBJECT_OPENERS or behind.role == "name")
    follows = before.low in _SUBJECTS or (before.low in (",", "and") and opens)
    # "Government soldiers", but "the state offers a loan"
    follows = follows or (before.role in ("name", "content") and (opens or not _is_agent(word)))
    # "The Kandi barracks are", "the pictures taken": what has a verb behind it is none.
    is_subject = behind is not None and (behind.low in _AUXILIARIES - {"to"} or _is_past_form(behind))
    # "By Arland's border guards": who acts in the passive is a noun.
    closes = behind is not None and behind.low in _PREPOSITIONS
    # "Described the missile strikes in the north", "makes artillery shells a month", "withheld designs they needed"
    resumes = closes or (behind is not None and (behind.low in _RELATIVE | _PRONOUNS or _is_measure(words, at + 1)))
    is_subject = is_subject or (resumes and before.role == "content" and _has_verb_before(words, at))
    # "Two border guards and a herder"
    is_subject = is_subject or (behind is not None and behind.low in ("and", "or") and before.role == "content")
    is_subject = is_subject or (closes and any(each.low == "by" for each in words[max(0, at - _AGENT_REACH) : at]))
    return is_inflected and follows and not before.is_possessive and not is_subject


def _is_measure(words: Sequence[Word], at: int) -> bool:
    """Whether "a month" or the like stands there: so many in each."""
    return words[at].low in ("a", "an", "per") and at + 1 < len(words) and words[at + 1].low in _SPANS


def _is_past_form(word: Word) -> bool:
    """Whether a word can only be the past or the participle of a verb: "taken", "fell"."""
    return (
        word.role == "content" and is_irregular(word.low) and all("v" in relatives(base).parts for base in word.bases)
    )


def _has_verb_before(words: Sequence[Word], at: int) -> bool:
    """Whether the clause of a word has had its verb."""
    for place in range(at - 1, 0, -1):
        word = words[place]
        if word.low in _BOUNDS or word.low in _RELATIVE or word.low == "and":
            return False
        is_past = word.role == "content" and word.low.endswith(("ed", "ing")) and not is_attribute(words, place)
        is_past = is_past or (word.role == "content" and words[place - 1].low == "to")
        if is_past or word.low in _AUXILIARIES - {"to"} or _is_present_form(words, place):
            return True
    return False


def _is_present_form(words: Sequence[Word], at: int) -> bool:
    """Whether a word in -s stands behind a noun and before another: "puts" in "the base puts boats to sea"."""
    word, before = words[at], words[at - 1]
    is_form = word.role == "content" and word.low.endswith("s") and word.low not in word.bases
    return is_form and before.role in ("content", "name") and any("v" in relatives(base).parts for base in word.bases)


def _is_agent(word: Word) -> bool:
    """Whether a word's ending is that of a noun: "soldiers", "nations"."""
    return any(base.endswith(_NOUN_ENDINGS) and len(base) > _AGENT for base in word.bases)


def swapped(claim: Sequence[Word], evidence: Sequence[Word], links: Links) -> tuple[int, int] | None:
    """Two words of the claim that stand in each other's place, by the verbs that claim and evidence share."""
    partners = {place: frozenset(places) for place, (near, places) in links.items() if near <= SYNONYM}
    verbs = [at for at in range(len(claim)) if looks_verbal(claim, at)]
    if not any(links.get(at, (BROADER, []))[0] <= SYNONYM for at in verbs):
        return _reassigned(claim, evidence, partners)
    # A spokesman speaks for whom he is with.
    telling = {
        place: found for place, found in partners.items() if claim[place].role == "name" or not is_light(claim[place])
    }
    claimed = {at: slots_of(claim, at) for at in verbs}
    given = {at: slots_of(evidence, at) for at in range(len(evidence)) if looks_verbal(evidence, at)}
    names = frozenset(place for place, word in enumerate(claim) if word.role == "name")
    for at, slots in claimed.items():
        near, places = links.get(at, (BROADER, []))
        own = {
            place: given[place]
            for place in places
            if place in given and _tells_it_best(place, at, claimed, given, links)
        }
        accounts = _nearest(own, slots, partners)
        if near > SYNONYM or not accounts or claim[at].bases & _TELLING:
            continue
        pair = _exchanged(slots, list(accounts.values()), partners, _same_figures(claim, evidence))
        if near <= DERIVED:
            pair = pair or _turned(slots, list(accounts.values()), partners, names)
            pair = pair or _replaced(slots, list(accounts.values()), partners, claim, evidence)
        pair = pair or _crossed((at, claimed), accounts, given, telling, names, is_same=near <= DERIVED)
        if pair:
            return pair
    return _reassigned(claim, evidence, partners)


def _tells_it_best(place: int, at: int, claimed: dict[int, Slots], given: dict[int, Slots], links: Links) -> bool:
    """Whether of several verbs of the claim that may tell of the verb at ``place`` the one at ``at`` has most to do with it."""

    def shared(verb: int) -> int:
        fillers = frozenset().union(*claimed[verb].values())
        right = frozenset().union(*given[place].values())
        return sum(1 for x in fillers if x in links and right.intersection(links[x][1]))

    rivals = [verb for verb in claimed if verb != at and place in links.get(verb, (BROADER, []))[1]]
    return not any(shared(rival) > shared(at) for rival in rivals)


def _reassigned(claim: Sequence[Word], evidence: Sequence[Word], partners: Partners) -> tuple[int, int] | None:
    """Two figures that stand in each other's clause: "police spoke of 12,000, the organisers of 35,000"."""
    figures = {place: found for place, found in _same_figures(claim, evidence).items() if len(found) == 1}
    if len(figures) < _PAIR:
        return None
    ours, theirs = _clauses(claim), _clauses(evidence)
    told = {
        place: frozenset(theirs[p] for p in found)
        for place, found in {**partners, **figures}.items()
        if len(found) == 1 and (place in figures or claim[place].role in ("name", "content"))
    }
    for one in figures:
        for other in figures:
            if one < other and ours[one] != ours[other] and not told[one] & told[other]:
                stays = any(ours[w] == ours[one] and told[w] & told[one] for w in told if w not in figures)
                moves = any(ours[w] == ours[one] and told[w] & told[other] for w in told if w not in figures)
                comes = any(ours[w] == ours[other] and told[w] & told[one] for w in told if w not in figures)
                silent = not any(ours[w] == ours[other] for w in told if w not in figures)
                if moves and (comes or silent) and not stays:
                    return one, other
    return None


def _clauses(words: Sequence[Word]) -> list[int]:
    """For each word the number of its clause, parted by marks and by what joins or sets against."""
    found, number = [], 0
    for word in words:
        number += word.low in (",", ";", ":", ".") or word.low in ("while", "whereas", "but", "and", "against")
        found.append(number)
    return found


def _same_figures(claim: Sequence[Word], evidence: Sequence[Word]) -> Partners:
    """Numbers stand for themselves: "from 5 to 3" is not "from 3 to 5"."""
    return {
        place: frozenset(p for p, other in enumerate(evidence) if other.role == "number" and other.low == word.low)
        for place, word in enumerate(claim)
        if word.role == "number"
    }


def _exchanged(slots: Slots, accounts: list[Slots], words: Partners, figures: Partners) -> tuple[int, int] | None:
    """Two fillers of one verb of which each fills the other's place in all accounts of it."""
    partners = {**words, **figures}
    pairs: set[tuple[int, int]] | None = None
    for account in accounts:
        here = {
            (x, y)
            for slot in slots
            for other in slots
            if slot < other
            for x in slots[slot]
            for y in slots[other]
            if (x not in figures and y not in figures) or {slot, other} == {"from", "to"}
            if _moved(partners.get(x), account, slot, other) and _moved(partners.get(y), account, other, slot)
        }
        if here or _speaks_of(account, slots, partners):
            pairs = here if pairs is None else pairs & here
    return min(pairs) if pairs else None


def _nearest(accounts: dict[int, Slots], slots: Slots, partners: Partners) -> dict[int, Slots]:
    """Of several verbs that one may stand for those with most of its fillers."""
    if len(accounts) < _PAIR:
        return accounts
    fillers = frozenset().union(*slots.values())
    shared = {
        place: sum(1 for x in fillers if partners.get(x, frozenset()) & frozenset().union(*account.values()))
        for place, account in accounts.items()
    }
    most = max(shared.values())
    return {place: account for place, account in accounts.items() if shared[place] == most}


def _speaks_of(account: Slots, slots: Slots, partners: Partners) -> bool:
    """Whether an account of a verb has any of the claim's fillers."""
    fillers = frozenset().union(*account.values())
    return any(partners.get(x, frozenset()) & fillers for places in slots.values() for x in places)


def _turned(slots: Slots, accounts: list[Slots], partners: Partners, names: frozenset[int]) -> tuple[int, int] | None:
    """A name that suffers in the claim what it does in the evidence, by whatever the claim calls the other side."""
    for slot, other in (("object", "subject"), ("subject", "object"), ("subject", "from"), ("from", "subject")):
        for x in sorted(slots.get(slot, frozenset()) & names):
            rivals = slots.get(other, frozenset())
            if rivals and all(
                _moved(partners.get(x), account, slot, other)
                and not any(partners.get(y, frozenset()) & account.get(other, frozenset()) for y in rivals)
                for account in accounts
            ):
                return x, min(rivals)
    return None


def _replaced(
    slots: Slots, accounts: list[Slots], partners: Partners, claim: Sequence[Word], evidence: Sequence[Word]
) -> tuple[int, int] | None:
    """A name as the object of a verb that has another there of which the claim says nothing: "took B" for "took A, not B"."""
    own = {x for x in slots.get("object", frozenset()) if claim[x].role == "name"}
    if not own or any(not partners.get(x) or state_of(claim[x].text) for x in own) or len(accounts) != 1:
        return None
    right = accounts[0].get("object", frozenset())
    taken = frozenset().union(*partners.values())
    names = {place for place in right if evidence[place].role == "name" and place not in taken}
    strangers = {x for x in own if not partners[x] & right}
    initials = "".join(claim[x].text[0] for x in sorted(own))
    if any(evidence[place].text.isupper() for place in names) or any(claim[x].text == initials for x in own):
        # A short form may stand for the name.
        return None
    if names and strangers:
        return min(own), max(strangers)
    return None


def _moved(places: frozenset[int] | None, account: Slots, slot: str, other: str) -> bool:
    """Whether what fills ``slot`` in the claim fills only ``other`` in the evidence."""
    if not places:
        return False
    return bool(places & account.get(other, frozenset())) and not places & account.get(slot, frozenset())


def _crossed(
    claimed: tuple[int, dict[int, Slots]],
    accounts: dict[int, Slots],
    given: dict[int, Slots],
    partners: Partners,
    names: frozenset[int],
    *,
    is_same: bool,
) -> tuple[int, int] | None:
    """Two fillers of different verbs that have changed places: "A agreed, B did not".

    Common nouns are taken only where the verb is the same; a synonym may turn them round.
    """
    at, tellings = claimed
    nameable = partners.keys() if is_same else partners.keys() & names
    for slot in ("subject", "object"):
        own = tellings[at].get(slot, frozenset())
        right = frozenset().union(*(account.get(slot, frozenset()) for account in accounts.values()))
        if not own or not right or any(partners.get(x, frozenset()) & right for x in own):
            continue
        elsewhere = _fillers(given, without=accounts)
        strangers = [x for x in sorted(own & nameable) if partners.get(x, frozenset()) & elsewhere]
        misplaced = [
            y
            for y in sorted(_fillers(tellings, without=(at,), slots=_PARTIES) & nameable - own)
            if partners.get(y, frozenset()) & right
        ]
        if strangers and misplaced:
            return strangers[0], misplaced[0]
    return None


def _fillers(
    tellings: dict[int, Slots], without: Iterable[int], slots: Sequence[str] = ("subject", "object")
) -> frozenset[int]:
    """The words that fill some places of any verb but some."""
    left_out = frozenset(without)
    return frozenset().union(
        *(
            places
            for verb, telling in tellings.items()
            if verb not in left_out
            for name, places in telling.items()
            if name in slots
        )
    )
