"""Who says what in a sentence: verbs of saying, their speaker, and the words that they attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefer.grounding.operators import is_passive
from briefer.grounding.words import Word

# What is told with these is somebody's word, not a fact of the text.
_SAYING = frozenset(
    "say tell claim argue insist maintain allege assert contend warn caution accuse blame interpret believe think suspect estimate "
    "predict describe deny state declare stress complain testify hold reckon fear suggest write attribute criticise "
    "criticize boast vow speak explain recall call report charge".split()
)
# Told with these, it is as good as known, or the telling is itself the deed.
_CONFIRMING = frozenset(
    "announce disclose reveal confirm acknowledge admit show find note add point_out answer reply respond describe "
    "consider put rank forecast project expect urge demand threaten promise pledge vow propose offer ask reject "
    "dismiss question conclude recommend advise invite poll survey see regard point tell want hope intend "
    "wish plan condemn praise welcome denounce term label brand dub cite characterise characterize".split()
)
# What comes out of such a source is its word: "figures from the council gave", "by the institute's reckoning".
_SOURCES = frozenset(
    "figure data statistic record count tally reckoning calculation analysis study footage document survey assessment "
    "report estimate result poll".split()
)
# Nouns that take up what was told before.
_COMMENTED = frozenset(
    "remark step move measure position stance assessment claim charge allegation accusation account version view "
    "figure estimate decision plan idea demand proposal condition request suggestion ruling finding conclusion argument "
    "comment description characterisation characterization threat warning".split()
)
_GIVING = frozenset("show indicate suggest put give point say".split())
_COMING = frozenset("from by".split())
_NOUNS = frozenset(
    "allegation accusation suspicion view forecast assessment estimate poll survey opinion belief spokesman spokeswoman "
    "expert analyst interview".split()
)
# Verbs that ascribe something only with one of these behind them.
_WITH = {
    "put": frozenset(["at"]),
    "find": frozenset(["that"]),
    "show": frozenset(["that"]),
    "see": frozenset(["as"]),
    "point": frozenset(["to", "out"]),
    "hold": frozenset(["that"]),
}
_UNSAID_IN_PASSIVE = frozenset("tell ask order expect confirm announce reveal report invite offer question".split())
_ADVERBS = frozenset("reportedly allegedly apparently purportedly supposedly".split())
_SUBJECTS = frozenset("he she they it who which that we i you".split())
_PRONOUNS = frozenset("he she they it who".split())
# So few words behind "the mayor said" are no saying of their own.
_TAIL = 3
# Behind these no "that" begins what is said.
_TELLING = frozenset("tell warn inform assure".split())
_BLAMING = frozenset("blame accuse criticise criticize describe attribute".split())
_PAIR = 2
_LONGEST_SPEAKER = 14
_LONGEST_SOURCE = 6
_DENIED_REACH = 5
_FEELING = frozenset("fear suspect blame".split())
# "Put the toll of the raid on the depot near the port at 17"
_LONG_OBJECT = 20
_LEAST_BEFORE = 2
_CONTRASTS = frozenset("while whereas although though".split())
# What such a clause tells is taken for granted: "the first time since the war ended".
_TEMPORAL = frozenset("since when after before until".split())
_RELATIVE = frozenset("which who whose whom".split())
# Behind these stands the circumstance of a participle; the others begin another clause.
_CIRCUMSTANCES = frozenset("against by in on at for from under with during since to near off".split())
_OBJECT_RELATIVE = frozenset("that which whom".split())
_LEADING = frozenset("in on at during after before at".split())
_JOINING = frozenset("and but or that which who because while when if as".split())
_OPENERS = frozenset("but and though although while whereas which who because as so yet".split())
# Without an ending these are nouns as often as verbs.
_NOUN_FORMS = frozenset("state claim report estimate charge hold call fear suspect stress account blame boast".split())
_PLURALS = frozenset("claims reports states calls charges estimates fears suspects".split())
_DETERMINERS = frozenset("a an the its his her their this that these those of no any".split())
_FINITE = frozenset("is are was were has have had will would may might could can must should".split())
_QUOTES = frozenset('"“”„«»')


@dataclass(slots=True)
class Frame:
    """An attribution: the verb's place, the speaker's words, and the words that are told as his.

    Of these the ``background`` is taken for granted by whoever tells them: "for the first time since the war ended".
    """

    at: int
    speaker: frozenset[int]
    scope: frozenset[int]
    background: frozenset[int] = frozenset()


def comments(words: Sequence[Word]) -> list[range]:
    """Where what was told before is taken up by a noun and commented on: ", a charge that the mayor rejected"."""
    found = []
    for at in range(1, len(words) - _PAIR):
        opens = words[at].low == "," and words[at + 1].low in ("a", "an", "the")
        if not opens:
            continue
        noun = next((p for p in (at + 2, at + 3) if p < len(words) and _is_commented(words, p)), None)
        if noun is not None:
            end = next((p for p in range(noun, len(words)) if words[p].low in (".", ";")), len(words))
            found.append(range(noun, end))
    return found


def _is_commented(words: Sequence[Word], noun: int) -> bool:
    """Whether somebody comments on a noun: "a charge that he rejected", "a step the union called", "a view shared by"."""
    behind = words[noun + 1] if noun + 1 < len(words) else None
    if behind is None or words[noun].role != "content":
        return False
    if words[noun].bases.isdisjoint(_COMMENTED):
        # "A toll which the director declined to confirm"
        subject = words[noun + 2] if noun + 2 < len(words) else None
        return (
            behind.low in ("which", "that") and subject is not None and (subject.low == "the" or subject.role == "name")
        )
    is_object = behind.low in ("that", "which", "the") or behind.role == "name"
    is_shared = behind.low.endswith("ed") and noun + 2 < len(words) and words[noun + 2].low == "by"
    return is_object or is_shared or behind.role == "number"


def frames(words: Sequence[Word]) -> list[Frame]:
    """The attributions of a sentence that make its content somebody's word."""
    found: list[Frame] = []
    for at, word in enumerate(words):
        if word.low == "according" and at + 1 < len(words) and words[at + 1].low == "to":
            speaker = _phrase(words, at + 2)
            rest = frozenset(range(len(words))) - speaker - {at, at + 1}
            found.append(Frame(at, speaker, rest, _background(words, rest)))
        elif _is_saying(words, at):
            found.append(_frame(words, at))
    return [_within_comment(frame, words) for frame in found]


def _within_comment(frame: Frame, words: Sequence[Word]) -> Frame:
    """Who comments says only the comment."""
    for span in comments(words):
        if frame.at in span and words[frame.at].low != "according":
            start = span.start + (2 if words[span.start + 1].low in ("that", "which") else 1)
            told = frozenset(range(frame.at + 1, span.stop))
            return Frame(frame.at, frozenset(range(start, frame.at)), told, frame.background & told)
    return frame


def is_attributed(words: Sequence[Word]) -> bool:
    """Whether a sentence tells at all that somebody says, thinks or estimates what it says."""
    cues = _SAYING | _CONFIRMING | _NOUNS
    for at, word in enumerate(words):
        if word.low in _ADVERBS or (word.low == "according" and at + 1 < len(words)):
            return True
        if word.role in ("content", "function") and not word.bases.isdisjoint(cues) and _ascribes(words, at):
            return True
        if word.role == "name" and word.low in _NOUNS:
            return True
        if word.low in ("account", "accounts") and at and words[at - 1].is_possessive:
            # "By the navy's account"
            return True
        if word.role == "content" and not word.bases.isdisjoint(_SOURCES) and _is_source(words, at):
            return True
    return False


def _is_source(words: Sequence[Word], at: int) -> bool:
    """Whether a noun names what something is known from: "air force data indicate", "figures from the council"."""
    before, behind = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
    if before is not None and before.is_possessive:
        return any(word.low == "by" for word in words[max(0, at - _LONGEST_SOURCE) : at]) or _gives(behind)
    if behind is not None and behind.low == "of" and any(word.low == "by" for word in words[max(0, at - _PAIR) : at]):
        # "By the reckoning of the board"
        return True
    if behind is not None and behind.low in _COMING:
        near = words[at + 2 : at + 2 + _PAIR]
        return any(word.role == "name" or word.low == "the" for word in near)
    return before is not None and before.role in ("name", "content") and _gives(behind)


def _gives(word: Word | None) -> bool:
    return word is not None and word.role == "content" and not word.bases.isdisjoint(_GIVING)


def _ascribes(words: Sequence[Word], at: int) -> bool:
    """Whether a word that may say whose word something is does: "puts the damage at", not "put an end"."""
    own = words[at].bases
    if at and words[at - 1].low in _DETERMINERS and own.isdisjoint(_NOUNS):
        # "The report", "its claim" are things.
        return False
    if at and (words[at - 1].low == "to" or (words[at].low.endswith("ing") and words[at - 1].role != "mark")):
        # "Declaring victory would be premature" declares nothing.
        return not own.isdisjoint({"accord"})
    if at == 0 and words[at].low.endswith("ing"):
        return False
    if at + 1 < len(words) and words[at + 1].low in ("itself", "themselves", "himself", "herself"):
        # "A group that calls itself"
        return False
    behind = {word.low for word in words[at + 1 : at + (_LONG_OBJECT if "put" in own else 8)]}
    for base, needed in _WITH.items():
        if base in own:
            # "…, the study found."
            closes = at + 1 == len(words) or words[at + 1].text in (".", ",", ";")
            return not needed.isdisjoint(behind) or (closes and base in ("find", "show"))
    if not own.isdisjoint(_UNSAID_IN_PASSIVE) and is_passive(words, at):
        # "Directors were told to", "it was confirmed": nobody is named.
        return "by" in behind
    return True


def _is_saying(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.role != "content" or word.bases.isdisjoint(_SAYING) or word.low.endswith(("er", "ers", "or", "ors")):
        # A speaker is no verb.
        return False
    if not word.bases.isdisjoint({"call", "charge", "hold", "report"}) and not _says_something(words, at):
        return False
    if at and (_is_denied(words, at) or _is_no_verb(words, at)):
        # "Nor has either said"
        return False
    if word.low.endswith("ed") and at and words[at - 1].low in ("and", "or"):
        # "They are missing and feared dead"
        return not any(each.low in _FINITE for each in words[max(0, at - _PAIR - 2) : at])
    return not is_passive(words, at) and not (word.low in _NOUN_FORMS and not _has_plural_subject(words, at))


def _is_no_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a form that may be a verb of saying is a noun or an adjective behind the word before it."""
    word, before = words[at], words[at - 1]
    if before.low == "to" and not word.bases.isdisjoint(_FEELING):
        # "Nothing to fear"
        return True
    if word.low.endswith("ing") and before.role in ("content", "name") and not _opens_saying(words, at):
        # "A tsunami warning was issued"
        return True
    if word.low in _PLURALS and (before.role == "function" or (before.role == "content" and before.low.endswith("s"))):
        # Nouns as often as verbs, unless a name or a noun in the singular stands before them.
        return True
    if word.low.endswith(("ed", "ing")) and _is_attributive(words, at):
        # "The suspected gunman", "the warning shots"
        return True
    return word.low in _SAYING and before.low in ("a", "an", "the", "any", "no", "this", "that", "of")


def _is_denied(words: Sequence[Word], at: int) -> bool:
    """Whether a verb of saying is denied: who "has not said" something says nothing."""
    for place in range(at - 1, max(-1, at - 1 - _DENIED_REACH), -1):
        if words[place].role == "mark":
            return False
        if words[place].low in ("not", "never", "nor", "neither", "no"):
            return True
    return False


def _opens_saying(words: Sequence[Word], at: int) -> bool:
    """Whether what is said begins behind a participle: "a statement saying that"."""
    return at + 1 < len(words) and (
        words[at + 1].low in ("that", "it", "they", "he", "she") or words[at + 1].low in _QUOTES
    )


def _is_attributive(words: Sequence[Word], at: int) -> bool:
    """Whether a participle describes the noun behind it: "several alleged accomplices"."""
    before, behind = words[at - 1], words[at + 1] if at + 1 < len(words) else None
    if before.low in _DETERMINERS:
        return True
    is_open = before.role == "number" or (before.role == "function" and before.low not in _SUBJECTS | _FINITE)
    return is_open and behind is not None and behind.role == "content" and before.low not in ("also", "then", "not")


def _has_plural_subject(words: Sequence[Word], at: int) -> bool:
    """Whether a plural stands before a verb without ending: "officials say", not "the state"."""
    before = words[at - 1] if at else None
    if before is None or (at + 1 < len(words) and words[at + 1].text == "-"):
        return False
    return before.low in ("they", "we", "i", "you", "who", "to") or (
        before.role in ("content", "name") and before.low.endswith(("s", "men", "people"))
    )


def _says_something(words: Sequence[Word], at: int) -> bool:
    """Whether a verb of several meanings is one of saying here: a quotation or "that" follows."""
    return any(word.low == "that" or word.low in _QUOTES for word in words[at + 1 : at + 6])


def _phrase(words: Sequence[Word], start: int) -> frozenset[int]:
    end = start
    while end < len(words) and words[end].low not in (",", ";", ".", ":", "—", "–"):
        end += 1
    # "according to its operator, Lusania Hydro": a name behind the comma is the same speaker.
    if end + 1 < len(words) and words[end].low == "," and words[end + 1].role == "name":
        end += 1
        while end < len(words) and words[end].role in ("name", "function"):
            end += 1
    return frozenset(range(start, end))


def _frame(words: Sequence[Word], at: int) -> Frame:
    opening = at
    while opening > 0 and words[opening - 1].low not in (";", ":", "—", "–") and words[opening - 1].low not in _QUOTES:
        opening -= 1
    comma = next((p for p in range(at - 1, -1, -1) if words[p].low == "," or words[p].low in _QUOTES), -1)
    comma = _speaker_start(words, at, comma)
    end = _stop(words, at)
    said = sum(1 for p in range(max(comma, 0)) if words[p].role in ("content", "name"))
    closes = at + 1 < end and words[at + 1].low == ","
    # "…, the council said, adding that": what follows is another saying.
    behind = 0 if closes else sum(1 for p in range(at + 1, end) if words[p].role == "content")
    opens_that = not closes and any(words[p].low == "that" for p in range(at + 1, min(end, at + 8)))
    # "…,” said Dr Lee, the head of the clinic": behind a quotation whoever says it may be told at length.
    # "…, the mayor said" has no clause behind it.
    is_clause = not closes and (
        any(words[p].low in _FINITE for p in range(at + 1, end)) or bool(behind and words[at].bases & _BLAMING)
    )
    is_short = (behind <= _TAIL and not is_clause) or (
        comma > 0 and words[comma].low in _QUOTES and at - comma <= _PAIR
    )
    # "In a video shown on Monday, the group said it had fired": what is said follows, however short.
    follows = words[opening].low in _LEADING and any(words[p].role == "content" for p in range(at + 1, end))
    if (
        comma > 0
        and said >= _LEAST_BEFORE
        and is_short
        and not follows
        and not opens_that
        and _trails(words, comma, at)
    ):
        start = next((place + 1 for place in range(comma - 1, -1, -1) if words[place].low == ";"), 0)
        before = frozenset(range(start, comma))
        if closes:
            # "They told her, officials said, that": all of it is theirs.
            before |= frozenset(range(at + 2, end))
        return Frame(at, _trailing_speaker(words, comma, at, end), before, _background(words, before))
    if at > 1 and words[at - 1].low == "who" and words[at - 2].low == ",":
        # "According to a person briefed on it, who cautioned": the person did.
        start = next((p + 1 for p in range(at - 3, -1, -1) if words[p].role == "mark" or words[p].low == "to"), 0)
        told = frozenset(range(at + 1, end)) - asides(words, at, end)
        return Frame(at, frozenset(range(start, at)), told, _background(words, told))
    start = max(opening, _subject_start(words, at, opening))
    speaker = frozenset(range(start, at)) - _relative_clauses(words, start, at)
    told = frozenset(range(at + 1, end)) - asides(words, at, end)
    return Frame(at, speaker, told, _background(words, told))


def _trailing_speaker(words: Sequence[Word], comma: int, at: int, end: int) -> frozenset[int]:
    """Who says what stands before: "…, the firm said in a filing", "…, said Lee, its head"."""
    is_before = any(words[place].role in ("content", "name") for place in range(comma + 1, at))
    # "…, said Lee, contradicting the ministry"
    asides_at = (
        place
        for place in range(at + 1, end - 1)
        if words[place].low == ","
        and (words[place + 1].low.endswith("ing") or words[place + 1].low in _OPENERS | {"which", "who"})
    )
    end = next(asides_at, end)
    return frozenset(range(comma + 1, at) if is_before else range(comma + 1, end)) - {at}


def _background(words: Sequence[Word], told: frozenset[int]) -> frozenset[int]:
    """What stands in clauses of time, and in clauses that say which noun is meant, up to the next mark."""
    found: set[int] = set()
    inside = False
    for place in sorted(told):
        if words[place].role == "mark":
            inside = False
        elif words[place].low in _TEMPORAL or (
            place and words[place].low in _RELATIVE and words[place - 1].role in ("content", "name")
        ):
            inside = True
        if inside:
            found.add(place)
    return frozenset(found | {at for place in told for at in _participle_clause(words, place)})


def _participle_clause(words: Sequence[Word], at: int) -> range:
    """The places of a participle that says which noun is meant: "the coalition formed against them is to leave"."""
    none, word = range(0), words[at]
    if at == 0 or at + 1 >= len(words) or words[at - 1].role not in ("content", "name"):
        return none
    is_past = word.role == "content" and (
        word.low.endswith("ed") or (word.low not in word.bases and word.low[-1] != "s")
    )
    if not is_past or word.low.endswith("ing") or words[at + 1].low not in _CIRCUMSTANCES:
        return none
    for place in range(at + 1, len(words)):
        if words[place].low in _FINITE:
            return range(at, place)
        if (words[place].role == "mark" and words[place].low not in "()") or words[place].low in _JOINING:
            return none
    return none


def _speaker_start(words: Sequence[Word], at: int, comma: int) -> int:
    """The mark before a speaker who is named twice: "…,” its director, Kenji Arai, said"."""
    if comma != at - 1 or "say" not in words[at].bases:
        return comma
    for place in range(comma - 1, max(-1, comma - _LONGEST_SPEAKER), -1):
        if words[place].low in _QUOTES:
            return place
    marks = [p for p in range(comma - 1, max(-1, comma - _LONGEST_SPEAKER), -1) if words[p].low == ","]
    return marks[1] if len(marks) > 1 else comma


def _relative_clauses(words: Sequence[Word], start: int, end: int) -> set[int]:
    """What is told of the speaker by the way: "the firm, which runs seven hospitals, said"."""
    found: set[int] = set()
    inside = False
    for place in range(start, end):
        if words[place].role == "mark":
            inside = place + 1 < end and words[place + 1].low in ("which", "who", "whose")
        if inside:
            found.add(place)
    return found


def _opens_apposition(words: Sequence[Word], comma: int, end: int) -> bool:
    """Whether what is told of a name by the way begins at a comma: "the barracks, 15 kilometres west of it"."""
    if words[comma].low != "," or comma + 1 >= end or words[comma - 1].role not in ("name", "content"):
        return False
    if not (words[comma + 1].role == "number" or words[comma + 1].low in ("a", "an", "the")):
        return False
    stop = next((p for p in range(comma + 1, end) if words[p].role == "mark"), end)
    return not any(words[p].low.endswith("ed") or words[p].low in _FINITE for p in range(comma + 1, stop))


def _trails(words: Sequence[Word], comma: int, at: int) -> bool:
    """Whether a speaker stands between a comma and the verb, or behind the verb: "…, the mayor said", "…, said Lee"."""
    if comma == at - 1:
        return "say" in words[at].bases
    return words[comma + 1].low not in _OPENERS


def asides(words: Sequence[Word], at: int, end: int) -> set[int]:
    """The places of relative clauses between ``at`` and ``end``: what stands in relative clauses is taken for granted: "the deal that he signed in 2023"."""
    found: set[int] = set()
    inside = False
    # "Told supporters by video link that": the first "that" begins what is told.
    opener = next((p for p in range(at + 1, end) if words[p].low == "that"), -1) if words[at].bases & _TELLING else -1
    for place in range(at + 1, end):
        word, before = words[place], words[place - 1]
        if word.role == "mark":
            inside = _opens_apposition(words, place, end)
        elif word.low in ("which", "who", "whose", "whom") or (
            word.low == "that"
            and place != opener
            and place >= at + (_PAIR if words[at].bases & _BLAMING else _PAIR + 1)
            and before.role == "content"
            and words[at].low not in before.low
        ):
            inside = place > at + 3 or bool(words[at].bases & _BLAMING)
        if inside:
            found.add(place)
    return found


def _subject_start(words: Sequence[Word], at: int, opening: int) -> int:
    """Behind the last conjunction that begins a clause with a subject of its own."""
    for place in range(at - 1, opening, -1):
        between = words[place + 1 : at]
        if (
            words[place].low in _OBJECT_RELATIVE
            and any(word.role in ("content", "name") for word in between)
            and not any(word.role == "mark" for word in between)
        ):
            # "A step that the paper says failed": the paper speaks.
            return place + 1
        if words[place].low in ("but", "while", "whereas", "although", "though") or (
            words[place].low == "and" and words[place - 1].low == ","
        ):
            return place + 1
    return opening


def _stop(words: Sequence[Word], at: int) -> int:
    for place in range(at + 1, len(words)):
        if words[place].low == ";" or (words[place].low in _CONTRASTS and words[place - 1].low == ","):
            return place
        joins = words[place].low == "and" and words[place - 1].low == ","
        if joins and place + 1 < len(words) and words[place + 1].role == "name":
            # Behind ", and" somebody else begins.
            return place
    return len(words)


def names_nobody(words: Sequence[Word], speaker: frozenset[int]) -> bool:
    """Whether a speaker's phrase is only a pronoun, or empty: it may be anybody."""
    return not any(words[p].role in ("content", "name") for p in speaker) or any(
        words[p].low in _PRONOUNS for p in speaker if words[p].low != "who"
    )
