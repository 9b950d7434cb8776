"""Where clauses begin and end, so that a part of a sentence can be quoted alone and still be understood."""

from __future__ import annotations

import functools
import re

from briefer.engines.extractive.passages import collapse

AUXILIARIES = frozenset(
    "is are was were be been am has have had do does did will would shall should may might can could must "
    "isn aren wasn weren hasn haven hadn won wouldn can't couldn't".split()
)
# Past tenses without -ed that news prose uses, and present forms frequent enough to tell a clause from a heap of nouns.
VERBS = frozenset(
    "said says told left led held took came went made met fell rose hit struck won lost began became broke brought "
    "built bought caught chose cut dealt drew drove fed fought fled flew found gave got grew heard hid kept knew laid "
    "lay lent let meant paid put quit ran read rang sank sat saw sent set shook shot shut sold sought spent split spoke "
    "spread stole stood stuck swept swore taught tore thought threw underwent understood withdrew withstood woke wore "
    "wrote overthrew undertook upheld outlines entails remains includes faces follows seeks plans wants means says "
    "calls requires allows expects believes holds marks shows continues comes takes makes gives leads begins ends "
    "runs goes serves hopes fears warns distrust face seek remain believe leave leaves meet meets "
    "expires gathers opens closes starts returns arrives launches resumes votes pose poses threaten threatens spreads "
    "recalls fears demands expires affects warn concludes covers".split()
)
_NOT_PAST = frozenset(
    "red bed need indeed feed seed speed weed hundred sacred kindred united armed naked wicked aged exceed proceed "
    "succeed embed unprecedented alleged so-called speed breed greed bleed shed".split()
)

# What may open a new clause, and is left out when the clause is quoted alone.
_LEFT = (
    r"(?:[;:] +|[—–] ?|, (?:and|but|while|whereas|although|though|because|so|yet|or|where) +"
    r"| (?:while|whereas|although|because|unless) +| that +)"
)
# What may close one; it is not part of the clause.
_RIGHT = (
    r"(?:[;:](?= )| ?[—–]|,(?= (?:and|but|while|whereas|although|though|because|so|yet|which|who|whose|where|saying|"
    r"adding|according|with|as|marking|leaving|including|he|she|they|it)\b)| (?=(?:while|whereas|although|because)\b)"
    r"|[”\"»]? *$)"
)


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_LEFT), re.compile(_RIGHT)


def is_finite(word: str) -> bool:
    """Whether a lower-case word may be the finite verb of a clause."""
    return word in AUXILIARIES or word in VERBS or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST)


def stands_alone(clause: str) -> bool:
    """Whether ``clause`` has a subject and then a finite verb, so that it reads as a statement of its own."""
    words = [word.strip(",.;:“”\"'()’") for word in clause.lower().split()[:40]]
    if len(words) < 4 or words[0] in _NO_OPENING or is_finite(words[0]) or words[0].endswith("ing"):
        return False
    return any(is_finite(word) for word in words[1:])


_NO_OPENING = frozenset(
    "to which who whose whom that it he she they its his her their this these those of by with from for than not "
    "could may might will would also then there".split()
)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest stretch of ``text`` around ``text[start:end]``, cut at clause ends, that stands alone.

    The whole of ``text`` where no smaller one does.
    """
    left, right = _patterns()
    openings = [0, *(match.end() for match in left.finditer(text, 0, start + 1) if match.end() <= start)]
    closings = [match.start() for match in right.finditer(text, end)] or [len(text)]
    for opening in reversed(openings[-6:]):
        for closing in closings[:2]:
            if stands_alone(text[opening:closing]):
                return opening, closing
    return 0, len(text)


def excerpt(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with "…" where something was cut off, white space collapsed, no stray closing marks."""
    piece = collapse(text[start:end]).strip(" ,;:—–")
    opening = "… " if text[:start].strip(' “"«„') else ""
    closing = " …" if text[end:].strip(' .!?”"»“') else ""
    return f"{opening}{piece}{closing}"
