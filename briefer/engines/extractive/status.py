"""Whether a clause tells what happened, goes on, is to come, is said to have happened, or merely may."""

from __future__ import annotations

import functools
import re
from datetime import date

from briefer.engines.extractive.bounds import bounds_of
from briefer.records import EventStatus
from briefer.text.dates import DateMention

# Sources without a name: what they say to have happened is hearsay. Institutions ("police", "officials") are not here.
_UNNAMED = (
    r"(?:(?:\w+ )?(?:source|witness|insider|activist|resident|local|villager|eyewitness|observer)(?:s|es)?"
    r"|(?:(?:state|social|local|arab|regional|\w+) )?media(?: reports| outlets| users)?|(?:news |press )?reports"
    r"|people (?:familiar|close|briefed)\b[^,.;]{0,40}|(?:an )?anonymous \w+|unidentified \w+|posts? on [\w ]{1,20})"
)
_SAYING = r"(?:said|says|say|told|claim(?:s|ed)?|report(?:s|ed)?|alleg(?:es?|ed)|suggest(?:s|ed)?|indicated?|stated)"
_HEDGES = frozenset(
    "reportedly allegedly purportedly supposedly apparently unconfirmed rumoured rumored alleged alleges alleging "
    "claimed claiming purported denied denies believed suspected accused".split()
)
_FORWARD = frozenset("claiming claims alleging denied denies accused suspected believed".split())
_SPEECH_ACTS = frozenset("alleged claimed denied accused denies accuses".split())
# Verbs after which a named speaker answers for a plan: what they say is to come is scheduled, not hearsay.
_NAMED_CLAIM = frozenset("claimed claiming".split())


_PATTERNS = {
    "unnamed": rf"\b{_UNNAMED}\b(?: [^,.;]{{0,60}}?)? {_SAYING}\b|\baccording to (?:an? |the |some |several |"
    rf"two |three |multiple )?{_UNNAMED}\b|\bsaid to have\b|\bis said to\b|\bare said to\b",
    "perhaps": r"\b(?:may|might|could|can|possibl[ey]|perhaps|if|likely to|considering|mulling|weighing)\b",
    "perhaps_past": r"\b(?:may|might|could) have\b|\bpossibly\b|\bperhaps\b",
    "coming": r"\b(?:will|shall|won't|(?:is|are|was|were|been|be) (?:\w+ly )?(?:scheduled|expected|due|set|slated|"
    r"planned|supposed|poised|about|going|to)\b|plans? to|planned for|intends? to|aims? to|vow(?:s|ed)? to|"
    r"pledge[sd]? to|agreed to|scheduled|expected to|due to|ahead of|deadline|would|until|upcoming|to be|"
    r"must|should)\b",
    "wished": r"\b(?:demand(?:s|ed|ing)?|insist(?:s|ed|ing)? on|call(?:s|ed|ing)? (?:for|on)|urg(?:es?|ed|ing)|"
    r"propos(?:es?|ed|ing|al)|want(?:s|ed)?|hop(?:es?|ed|ing))\b",
    "ongoing": r"\b(?:is|are|has been|have been|been|remains?|continues?|still|ongoing|currently)\b",
    "progress": r"\b(?:is|are|(?:has|have) been) (?:\w+ly )?\w+ing\b|\bremains?\b|\bcontinues?\b|\bstill\b|"
    r"\bongoing\b|\bcurrently\b",
}


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


def names_no_source(sentence: str) -> bool:
    """Whether ``sentence`` gives hearsay: an unnamed source, or a word such as "reportedly"."""
    lowered = sentence.lower()
    return bool(_pattern("unnamed").search(lowered)) or "reportedly" in lowered or "allegedly" in lowered


def is_hearsay(clause: str, near: str, *, named_speaker: bool, upcoming: bool) -> bool:
    """Whether the happening rests on an unnamed source or on a word of doubt in ``clause``.

    ``near`` is what stands beside the date: a verb of saying there is itself what happened then ("accused on Monday").
    A named speaker answers for what they say is to come; for that only words of doubt other than "claimed" count.
    """
    lowered = clause.lower()
    words = set(re.findall(r"[a-z]+", lowered))
    if _pattern("unnamed").search(lowered):
        return True
    beside = set(re.findall(r"[a-z]+", near.lower()))
    # These say nothing of what stands before them: "called for talks on Monday, claiming a right to them".
    ahead = set(re.findall(r"[a-z]+", lowered.partition(near.lower())[0])) if near else words
    hedges = (_HEDGES & words) - (_SPEECH_ACTS & beside) - (_FORWARD - ahead)
    return bool(hedges - _NAMED_CLAIM) or (bool(hedges) and not (named_speaker and upcoming))


def status_of(
    clause: str,
    sentence: str,
    mention: DateMention | None,
    published: date | None,
    *,
    near: str = "",
    named_speaker: bool = False,
) -> EventStatus:
    """The status of what ``clause`` tells about the date ``mention``.

    ``sentence`` is the clause with whatever attributes it to someone, ``near`` what stands beside the date;
    ``named_speaker`` says whether that someone is known by name.
    """
    lowered = _without_names(clause)
    time = _time_of(mention, published)
    coming = bool(_pattern("coming").search(lowered))
    upcoming = time == "future" or (time != "past" and coming)
    if is_hearsay(sentence, near, named_speaker=named_speaker, upcoming=upcoming):
        return "alleged"
    if upcoming:
        maybe = _pattern("perhaps").search(lowered)
        settled = re.search(r"\bwill\b(?! not)|\bscheduled\b|\bdue\b", lowered)
        wished = _pattern("wished").search(sentence)
        return "possible" if (maybe or wished) and not settled else "scheduled"
    if _pattern("perhaps_past").search(lowered):
        return "possible"
    if time != "past" and re.search(r"\b(?:may|might|could)\b", lowered):
        return "possible"
    if time == "past" and mention is not None and mention.relation != "since":
        return "occurred"
    if mention is not None and mention.relation == "since":
        return "ongoing" if _pattern("ongoing").search(lowered) or " ha" in lowered else "occurred"
    return "ongoing" if _pattern("progress").search(lowered) else "occurred"


def _without_names(clause: str) -> str:
    """``clause`` in lower case without its capitalised words, so that the month May is no verb."""
    return re.sub(r"(?<=\s)[A-Z]\w*", "", clause).lower()


def _time_of(mention: DateMention | None, published: date | None) -> str:
    """``past``, ``future``, ``around`` the publication date, or ``unknown``."""
    bounds = bounds_of(mention.value) if mention is not None and mention.value else None
    if bounds is None or published is None or mention is None:
        return "unknown"
    today = (published.year, published.month, published.day)
    if bounds.first > today:
        return "future"
    # A deadline or an end lies in the future while its last day does.
    if mention.relation in {"by", "until", "before"} and bounds.last > today:
        return "future" if mention.relation != "until" else "around"
    return "past" if bounds.last < today else "around"
