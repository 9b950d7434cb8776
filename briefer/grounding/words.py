"""The words of a sentence, ready to be compared: base forms, and whether each is a word of content, a name or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from briefer.text import gazetteer
from briefer.text.gazetteer import state_of
from briefer.text.names import name_key
from briefer.text.numbers import find_numbers
from briefer.text.thesaurus import bases, is_known, relatives

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:\.[^\W\d_]+\.?)+|[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d+(?:[.,]\d+)*)|(?P<mark>[^\w\s])"
)
_NOT = re.compile(r"(?i)(?<=\w)n['’]t$")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")

_NO_FORMS: frozenset[str] = frozenset()

# Particles that make another verb of the verb before them, up to two words back ("sent the envoy back").
_PARTICLES = frozenset("up down out off back away over in on apart forward".split())
_PARTICLE_REACH = 3


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Parts of figures, whether or not a number is read there.
_FIGURES = _set(
    "half quarter quarters third thirds hundred hundreds thousand thousands million millions billion billions trillion "
    "dozen dozens double doubled doubling triple tripled halve halved halving twice km kg mph ft percent percentage bcm mcm tcm kw mw gw tw kwh mwh gwh twh ha bpd euro euros dollar dollars pound pounds"
)

# Words that carry no content of their own.
FUNCTION = _set(
    "a an the this that these those some any each every all both either such same other another own many much more most "
    "few fewer less least several enough i you he she it we they me him her us them my your his its our their mine "
    "himself herself itself themselves who whom whose which what when where why how whether if unless as than then so "
    "too very also only just even still yet already again almost nearly about around roughly approximately some over "
    "under above below up down out off on in into onto at by for from of to with within without against between among "
    "amid during before after since until till through across along toward towards upon near beside besides behind "
    "beyond past notwithstanding alongside amidst amongst per via like unlike despite except and or but nor not no never neither none nobody nothing nowhere cannot "
    "because although though while whereas however therefore thus hence meanwhile moreover instead rather otherwise "
    "be is are was were been being am have has had having do does did done doing will would shall should can could may "
    "might must ought 's 'll 'd 've 're there here now ever far long well not hardly barely scarcely least once twice "
    "soon later earlier ago further therein thereby including regarding concerning according owing due thanks apart "
    "whatever whoever whenever wherever together away forward ahead others onwards onward quite rather perhaps maybe one ones every everyone everybody everything "
    "someone somebody something anyone anybody anything i.e e.g etc mr mrs ms dr yes oh"
)

# Words that any account may add: they say how a thing is told, not what happened.
LIGHT = _set(
    "say tell state report announce declare claim note add explain write speak call describe remark mention express "
    "speaker spokesman spokeswoman spokesperson statement remark comment account article text source author "
    "make take give get go come become keep put let set bring hold hand find see show seem appear remain stay lie stand "
    "begin start continue carry occur happen involve include consist concern relate regard follow lead cause result "
    "accord use need part number amount total sum case fact way thing matter issue kind sort type form example time "
    "day date week month year hour morning evening night period moment man woman people person member figure share "
    "group side area place site official authority body country nation state government city town "
    "single true interview news conference briefing back new late recent recently current currently previous previously former latter early earlier last next first "
    "second third different certain main major large small high low big great good bad long short full whole entire "
    "different own particular various further additional available possible able likely about approximately roughly "
    "around estimate estimated percent percentage per cent point level rate so-called leave alone together both again "
    "then thereby there here also meanwhile same own subsequent subsequently following accordingly notably "
    "specifically particularly especially mainly mostly largely respectively plan order decision move effort attempt "
    "measure step reason purpose condition aim view spite behalf addition prime opinion position situation event incident development "
    "have be do one two three name title head work act action just fairly altogether once already local deadline equal worth mid pre post undergo care access "
    "well already publicly officially formally reportedly allegedly apparently presumably"
)


_ABBREVIATED = _set(
    "st rev dr mr mrs ms prof gen col lt capt cpl sgt maj adm gov sen rep hon jr sr jan feb mar apr jun jul aug sep sept oct "
    "nov dec brig cmdr supt insp fr vs"
)


@dataclass(slots=True)
class Word:
    """A word of a sentence, or a mark; ``start`` and ``end`` are offsets into the sentence.

    ``role`` is ``content``, ``function``, ``name``, ``number`` or ``mark``; ``bases`` are base forms, for a name its key; ``low`` is the
    word in lower case.
    """

    text: str
    start: int
    end: int
    role: str
    bases: frozenset[str]
    is_possessive: bool = False
    low: str = field(default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        self.low = self.low or self.text.casefold()


def words_of(text: str, names: tuple[str, ...] = ()) -> list[Word]:
    """The words and marks of a sentence; ``names`` are the proper names that stand in it, as printed."""
    named = _spans(text, names)
    numbers = [(m.start, m.end) for m in find_numbers(text)]
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        kind = match.lastgroup
        if (
            word == "."
            and found
            and found[-1].end == start
            and found[-1].low in _ABBREVIATED
            and match.end() < len(text)
        ):
            # "St. Brendan's": no sentence ends here.
            continue
        if kind == "mark":
            found.append(Word(word, start, match.end(), "mark", _NO_FORMS, low=word))
        elif word == "won" and found and found[-1].role == "number":
            # Korea's currency
            found.append(Word(word, start, match.end(), "number", frozenset([word])))
        elif kind == "number" or any(first <= start < last for first, last in numbers) or word.casefold() in _FIGURES:
            found.append(Word(word, start, match.end(), "number", frozenset([word.casefold()])))
        elif word[-1] in "tT" and (stem := _denied(word)) is not None:
            cut = start + stem[1]
            found.append(Word(stem[0], start, cut, "function", frozenset([stem[0].casefold()])))
            found.append(Word("not", cut, match.end(), "function", frozenset(["not"])))
        else:
            plain, role, forms, own, low = _classed(word, is_named=start in named)
            found.append(Word(plain, start, match.end(), role, forms, own, low))
    _join_particles(found)
    return found


def _spans(text: str, names: tuple[str, ...]) -> set[int]:
    """The offsets that names cover."""
    covered: set[int] = set()
    for name in names:
        at = text.find(name)
        while at >= 0:
            covered.update(range(at, at + len(name)))
            at = text.find(name, at + len(name))
    return covered


def _denied(word: str) -> tuple[str, int] | None:
    """The verb of a contraction with "not", and how many characters it takes; None of any other word."""
    if word.lower() == "cannot":
        return "can", len("can")
    negated = _NOT.search(word)
    if negated is None:
        return None
    stem = word[: negated.start()]
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(stem.lower(), stem), negated.start()


@lru_cache(maxsize=16384)
def _classed(text: str, *, is_named: bool) -> tuple[str, str, frozenset[str], bool, str]:
    """A word without its possessive, its role, its base forms, whether it had a possessive, and it in lower case."""
    plain = _POSSESSIVE.sub("", text)
    low = plain.casefold()
    own = plain != text
    if is_named and (low not in FUNCTION or plain[0].isupper()) and not _is_common_title(plain):
        return plain, "name", name_bases(plain), own, low
    if low in FUNCTION:
        return plain, "function", frozenset([low]), own, low
    if plain in gazetteer.calendar():
        return plain, "number", frozenset([low]), own, low
    if (state := state_of(plain)) is not None and plain[:1].isupper():
        return plain, "name", frozenset([name_key(plain), name_key(state)]), own, low
    return plain, "content", bases(low), own, low


@cache
def _is_common_title(word: str) -> bool:
    """Whether a capitalised word of a name is a plain word of office or kind: "President", "Ministry"."""
    low = word.casefold()
    return is_known(low) and (low in gazetteer.titles("spoken") or word in gazetteer.titles("title"))


@lru_cache(maxsize=8192)
def name_bases(word: str) -> frozenset[str]:
    """The keys of one word of a name: its own, that of the state it is made of, and the plain word it may be."""
    keys = {name_key(word)}
    state = state_of(word)
    if state:
        keys.add(name_key(state))
    governed = gazetteer.capitals().get(word)
    if governed:
        # "Warsaw closed the border" tells of Poland.
        keys.add(name_key(governed))
    low = word.casefold()
    return frozenset(keys | (bases(low) if is_known(low) else frozenset()))


def _join_particles(words: list[Word]) -> None:
    """Give verbs with a particle behind them the base form of both: "turned the offer down" is ``turn_down`` too."""
    for at, word in enumerate(words):
        if word.low not in _PARTICLES:
            continue
        for before in range(at - 1, max(-1, at - 1 - _PARTICLE_REACH), -1):
            if words[before].role != "content":
                if words[before].role == "mark":
                    break
                continue
            joined = {f"{base}_{word.low}" for base in words[before].bases}
            known = {base for base in joined if is_known(base)}
            if known and (before == at - 1 or not words[before].bases.isdisjoint(_verbs(words[before].bases))):
                words[before].bases |= known
                break


def _verbs(forms: frozenset[str]) -> frozenset[str]:
    return frozenset(form for form in forms if "v" in relatives(form).parts)


def is_light(word: Word) -> bool:
    """Whether a word of content says too little to need a counterpart."""
    return not word.bases.isdisjoint(LIGHT) and not any("_" in base for base in word.bases)
