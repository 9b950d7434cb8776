"""The verbs of saying, and where in a sentence the words stand that they attribute to someone."""

from __future__ import annotations

import functools
import re

from briefer.engines.extractive.clauses import is_finite

# Their object is what was said: the claim begins behind them.
SAYING = frozenset(
    "said says stated states added adds told tells claimed claims announced confirmed confirms insisted insists argued "
    "argues noted notes explained explains reported reports alleged alleges declared declares reiterated stressed "
    "emphasised emphasized acknowledged admitted conceded asserted maintained predicted suggested disclosed revealed "
    "testified concluded estimated contended commented replied wrote tweeted remarked warned warns cautioned "
    "pointed affirmed reaffirmed underlined underscored indicated assured informed "
    "notified advised".split()
)
# What was said reads well only with the verb: "denied the charges", "called for calm".
DOING = frozenset(
    "vowed vows pledged promised threatened threatens demanded demands urged urges denied denies rejected "
    "rejects accused accuses blamed blames criticised criticized condemned condemns denounced denounces praised "
    "welcomed expressed dismissed questioned appealed proposed refused objected protested apologised apologized "
    "regretted lamented hailed".split()
)
PARTICIPLES = frozenset("saying adding stating writing declaring warning claiming insisting arguing".split())
# "Doctors put the death toll at 14": a figure that somebody answers for.
_RECKONING = frozenset({"put", "puts"})
CUES = SAYING | DOING | _RECKONING | {"according", "ruled", "called", "believe", "believes", "thinks", "quoted"}
# They speak with an addressee before the "that".
_ADDRESSING = frozenset("told tells warned warns informed assured notified advised cautioned urged reminded".split())
_AUDIENCES = (
    r"(?:reporters|journalists|lawmakers|parliament|a (?:news|press) (?:conference|briefing)|the \w+|an? \w+|"
    r"state (?:tv|television|media)|local media|members of \w+|him|her|them|us|me)"
)
# A word before these that makes them passive or a noun: "was told", "the reported loss".
PASSIVE = frozenset(
    "is are was were be been being the a an his her its their and to of not that which any more so what get got".split()
)
# Behind a verb of saying these open no clause: "warned of floods", "claimed in an interview to know".
_AFTER_VERB = frozenset(
    "of on about against to its his her their in at during after before with from as by for".split()
)
# These are nouns as often as verbs: without a name before them or "that" behind them they say nothing sure.
AMBIGUOUS = frozenset(
    "states notes reports claims demands calls confirms adds tells urges believe believes thinks".split()
)
MARKS = ' ”"»’,.!?—–-'
# A quotation this short is a single expression, kept inside the claim.
SHORT_QUOTATION = 4


@functools.cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of attribution by name, compiled when first needed."""
    return {
        "verb": re.compile(
            rf"\b(?:{'|'.join(sorted(SAYING | DOING))}|ruled(?= out\b| that\b)|called(?= (?:for|on|it|them|him|her|the|its|his|their)\b| [“\"])|"
            r"puts?(?= (?:the |its |their )?(?:[\w-]+ ){0,3}?(?:toll|number|figure|total|losses|dead|cost|damage|count)\b[^.;,~]{0,40}? at\b)|"
            r"(?:believes?|thinks)(?= (?!to\b))|quoted (?:by [^,;~]{2,50} )?as saying)\b"
        ),
        # From the verb to "that" only circumstances may stand: "said in a statement on Monday that".
        "that": re.compile(
            r"(?: out| \w+ly)?(?:,? (?:to|on|in|at|during|late|early|last|this|earlier|later|again|yesterday|then|through|via|after|"
            r"before|publicly|repeatedly|\w+day)\b[^,;~]{0,70}?(?:, [^,;~]{2,60},)?)?(?<! of)(?<! to)(?<! in)(?<! for)(?<! with)(?<! on),? that (?!same\b|is\b|was\b|would\b|will\b)"
        ),
        "addressee_that": re.compile(r" [^,;~]{2,80}?(?:, [^,;~]{2,60},)?,? that "),
        "audience": re.compile(rf" {_AUDIENCES}(?: (?:on|in|at|during) [^,;~]{{2,40}}?)?(?= |,|:)"),
        "subordinate": re.compile(
            r" *(?:after|when|while|as|since|before|although|though|because|once|asked|speaking|despite)\b",
            re.IGNORECASE,
        ),
        "according": re.compile(r"\b[Aa]ccording to (?P<who>[^,;.~]{2,120}?)(?=,|;|\.? *$| (?:who|which)\b)"),
        # "According to the mayor it will be closed for a year": no comma parts the source from what it says.
        "according_clause": re.compile(
            r"(?:^|[;:—–] |, (?:and|but|while) )[Aa]ccording to (?P<who>(?:(?!(?:it|they|he|she|there|we)\b)[^\s,;.:~]+ ){1,8}?)"
            r"(?P<what>(?:it|they|he|she|there|we) (?:[^\s,;:~]+ ){3})"
        ),
        "said_by": re.compile(r"(?:^|[,~”\"»’?!] ?[”\"»’]? )$"),
        "quote_tail": re.compile(
            rf"(?:(?:,| by| while| in)? (?:{'|'.join(sorted(PARTICIPLES))})[^~]{{0,60}}|:)?,? *[“\"„«‘]?$"
        ),
        "outlet": re.compile(
            r"\b(?:[Ss]peaking (?:to|with|on)|told|to|(?:interview|statement|remarks|comments?) (?:with|to|by|on|for)|via) "
            r"(?:the )?(?=[A-Z])"
        ),
        # Names of newspapers that look like nothing else: "confirmed to The Standard".
        "paper": re.compile(
            r"\b(?:[Ss]peaking to|told|(?:said|confirmed|admitted|disclosed|revealed|explained|stated) to|"
            r"interview with) (?P<outlet>The [A-Z]\w+(?: [A-Z]\w+){0,3})\b"
        ),
    }


def subject_start(masked: str, start: int, verb: int) -> int:
    """Where the speaker's phrase may begin: behind the last quotation, clause opening or conjunction before the verb."""
    opening = start
    for match in re.compile(
        r"~[”\"»’]?|; |: |— |– |, (?:and|but|while|although|though|whereas|as) | that | but "
    ).finditer(masked, start, verb):
        opening = match.end()
    return opening


def claim_start(masked: str, verb: re.Match[str]) -> int:
    """Where the claim begins: behind "that", behind the addressee, or at a verb that belongs to it."""
    known = patterns()
    word = verb.group()
    that = known["that"].match(masked, verb.end())
    if that is None and word in _ADDRESSING:
        that = known["addressee_that"].match(masked, verb.end())
    if that is not None and word not in {"denied", "denies"}:
        return that.end()
    if masked.startswith(", ", verb.end()):
        # "The boats, Lee said, will leave": the claim goes on behind the speaker.
        return verb.end() + 1
    if word in {"told", "tells"}:
        audience = known["audience"].match(masked, verb.end())
        return audience.end() if audience else verb.end()
    follower = masked[verb.end() : verb.end() + 12].split()
    if word in DOING | _RECKONING or (follower and follower[0] in _AFTER_VERB):
        return verb.start()
    clause = re.split(r",| and | but ", masked[verb.end() :], maxsplit=1)[0].lower().split()
    opens_quotation = masked[verb.end() :].lstrip(' ,:“"„«‘').startswith("~")
    return verb.end() if opens_quotation or any(map(is_finite, clause)) else verb.start()


def trails(masked: str, start: int, verb_end: int) -> bool:
    """Whether a clause before the speaker is what was said: nothing behind the verb is ("…, Lee told reporters")."""
    tail = masked[verb_end:].lower()
    if "~" in tail or " that " in tail or patterns()["subordinate"].match(masked, start):
        return False
    return not any(is_finite(word.strip(",.;:")) for word in tail.split())
