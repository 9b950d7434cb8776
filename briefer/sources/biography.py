"""An author's note or credit line at the end of an article, told from a last paragraph about someone in the story."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefer.sources.bylines import authors, name_pattern

_LONGEST = 900
_OCCUPATIONS = (
    "analyst fellow reporter correspondent professor lecturer editor journalist researcher columnist writer contributor "
    "author historian scholar scientist economist commentator strategist consultant adviser advisor freelancer "
    "photographer photojournalist broadcaster producer blogger critic essayist novelist expert specialist "
    "director chair chairman president manager officer student candidate intern associate assistant founder "
    "co-founder editor-in-chief ambassador veteran lawyer attorney "
    "diplomat bureau chief"
)
# Offices that actors of a story hold too count only where the paragraph says more that an author's note says.
_WEAK = (
    "director chair chairman president manager officer student candidate intern associate assistant founder "
    "co-founder ambassador veteran lawyer attorney diplomat adviser advisor expert specialist chief bureau"
)
_OF_A_NOTE = (
    r"\b(?:focus(?:es|ing|ed)|cover(?:s|ing)|specializ|specialis|writ(?:es|ing)\s+(?:on|about|for)|report(?:s|ing)\s+(?:on|for)|"
    r"research(?:es)?\s+(?:interests|focuses|on)|(?:his|her|their)\s+(?:work|writing|research|book|books|articles|latest)|"
    r"the\s+author\s+of|(?:views|opinions)\s+expressed|twitter|follow\s+(?:him|her|them)|@\w|non-?resident|contribut\w+\s+to|"
    r"based\s+in|where\s+(?:s?he|they)\s+(?:works|covers|writes|leads|studies))"
)
# What happens in a story does not happen in an author's note.
_OF_A_STORY = (
    r"\b(?:said|told|says|warned|added|announced|denied|accused|according\s+to|arrested|detained|killed|wounded|injured|"
    r"charged|sentenced|convicted|released|kidnapped|abducted|yesterday|today|tomorrow|last\s+(?:week|month|night)|this\s+week|"
    r"(?:on|by)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|who\s+(?:was|were|had|is\s+(?:being|accused|wanted|expected)))\b"
)
_LEAD = r"[*_>~\[(\s•—–-]*(?:(?:[Aa]bout\s+[Tt]he\s+[Aa]uthors?|[Aa]uthors?)[*_\s:]+)?"
_TITLE = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Lt|Col|Maj|Gen|Capt|Ret)\.?\s+)*"


# Cheap looks before patterns that take long to compile.
_REPORTED = re.compile(r"reported\s+from|contributed")
_CREDITED = re.compile(r"additional|further|report|writ|with\s|edit|compil|translat|photo", re.IGNORECASE)
_IS = re.compile(r"\s(?:is|are)\s")


class Note(NamedTuple):
    """A paragraph about the author: ``kind`` is "biography" or "credit", ``author`` the name where it gives one."""

    kind: str
    author: str | None = None


def read_note(paragraph: str, before: str, author: str | None) -> Note | None:
    """Return what a last paragraph says about the author; None where it is content.

    ``before`` is the body up to it: whoever is named there is an actor of the story, unless it is the ``author`` that
    the header gave.
    """
    if len(paragraph) > _LONGEST:
        return None
    paragraph = " ".join(paragraph.split())
    return _credit(paragraph) or _anonymous(paragraph) or _biography(paragraph, before, author)


def author_named(paragraph: str) -> str | None:
    """Return the name that opens a paragraph already known to be about the author."""
    match = _is_a().match(" ".join(paragraph.split())) or _opening_name().match(paragraph)
    return " ".join(match["name"].split()) if match else None


def _biography(paragraph: str, before: str, author: str | None) -> Note | None:
    match = _is_a().match(paragraph) if _IS.search(paragraph) else None
    if match is None:
        return None
    name = " ".join(match["name"].split())
    if author and name.casefold() in author.casefold():
        return Note("biography", name)
    if " " not in name or _is_known(name, before) or _story().search(paragraph):
        return None
    strength = _occupation(match["rest"])
    if strength is None or (strength == "weak" and not _note().search(paragraph)):
        return None
    others = [" ".join(other["name"].split()) for other in _is_a().finditer(paragraph, match.end("name"))]
    names = [name, *(other for other in others if not _is_known(other, before))]
    return Note("biography", authors(" and ".join(names)) or name)


def _occupation(rest: str) -> str | None:
    """How firmly "is a …" calls someone an author: strong, weak or not (None); only the head of the phrase counts."""
    phrase = re.split(r"[.;:]\s|\s(?:who|whose|that|which|where)\s", rest, maxsplit=1)[0]
    head = re.split(r"\s(?:at|of|for|with|in|on|from|based)\s", phrase, maxsplit=1)[0]
    words = [word.strip("(),.'\"’").lower() for word in head.split()[:14]]
    known = [word for word in words if word in _occupations() or word.rstrip("s") in _occupations()]
    if not known:
        return None
    weak = frozenset(_WEAK.split())
    return "weak" if all(word in weak or word.rstrip("s") in weak for word in known) else "strong"


def _is_known(name: str, before: str) -> bool:
    """Whether the story names this person, in full or by the last name."""
    return re.search(rf"(?<!\w){re.escape(name.split()[-1])}(?!\w)", before) is not None


def _anonymous(paragraph: str) -> Note | None:
    match = re.match(
        rf"{_LEAD}the\s+(?:writer|author|columnist)s?\s+(?:is|are)\s+(?:an?\s|the\s|\w)", paragraph, re.IGNORECASE
    )
    return Note("biography") if match and not _story().search(paragraph) else None


def _credit(paragraph: str) -> Note | None:
    bare = paragraph.strip("*_()[] —–-")
    match = _reporting().match(bare) if _CREDITED.match(bare) else None
    if match and len(bare) < 400 and authors(match["names"]):
        is_author = match["kind"].lower() in ("reporting", "reporting and writing", "writing", "written", "report")
        return Note("credit", authors(match["names"]) if is_author else None)
    match = _reported_from().fullmatch(bare) if _REPORTED.search(bare) else None
    if match:
        return Note("credit", authors(match["names"]) if match["verb"].startswith("reported") else None)
    return None


@cache
def _occupations() -> frozenset[str]:
    return frozenset(_OCCUPATIONS.split())


@cache
def _is_a() -> re.Pattern[str]:
    ending = r"(?:,\s+(?:Ph\.?D\.?|M\.?D\.?|JD|PhD),?)?"
    return re.compile(
        rf"(?:^{_LEAD}|(?<=[.;]\s)){_TITLE}(?P<name>{name_pattern()}){ending}[*_]*"
        r"(?:\s+\(@\w+\))?,?\s+(?:is|are)\s+(?:currently\s+)?(?=(?P<rest>(?:an?|the|[A-Z'’\w]+)\s.+))",
    )


@cache
def _opening_name() -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}{_TITLE}(?P<name>{name_pattern()})")


@cache
def _story() -> re.Pattern[str]:
    return re.compile(_OF_A_STORY, re.IGNORECASE)


@cache
def _note() -> re.Pattern[str]:
    return re.compile(_OF_A_NOTE, re.IGNORECASE)


@cache
def _reporting() -> re.Pattern[str]:
    kind = (
        r"(?:additional\s+|further\s+)?(?:reporting(?:\s+and\s+writing)?|writing|editing|written|edited|compiled|translated|"
        r"report|photographs|with\s+reporting|with\s+files|with\s+contributions)"
    )
    return re.compile(rf"(?P<kind>{kind})\s+(?:by|from)\s+(?P<names>[^;]+?)(?=;|\.?$|(?<!\b[A-Z])\.\s)", re.IGNORECASE)


@cache
def _reported_from() -> re.Pattern[str]:
    names = rf"(?P<names>{name_pattern()}(?:(?:,\s+|\s+and\s+|,\s+and\s+){name_pattern()})*)"
    agency = r"(?:[A-Z][\w ]{0,40}\s(?:writers?|journalists?|reporters?|correspondents?|staff)\s+)?"
    place = r"(?:\s+(?:in|from)\s+[A-Z][^.;]{1,80})?"
    return re.compile(
        rf"{agency}{names}{place}\s+(?P<verb>reported\s+from|contributed\s+(?:reporting|to\s+(?:this|the)\s+\w+)|"
        r"also\s+contributed)[^.]{0,160}\.?",
    )
