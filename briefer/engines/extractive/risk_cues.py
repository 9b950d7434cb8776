"""The words that open a risk in running text, and those that take one back."""

from __future__ import annotations

import functools
import re

from briefer.engines.extractive.passages import Passage

_FEAR = (
    r"\b(?:fears?|feared|fearing|concerns?(?= (?:over|about|that|at|among|in)\b)|concerned(?= (?:that|about|over|at|by)\b)|worr(?:y|ies|ied)|risk(?:s|ing)?(?! (?:area|assessment|management|analys|list|factor|premium|appetite|categor|register|model)\w*)|threats?|dangers?|possibility|"
    r"prospects?|warn(?:s|ed|ings?)?(?! (?:fire|shots?|signs?|systems?|lights?)\b)|alarm(?:ed)?|afraid|anxiety|anxious|suspicions?|accusations?|"
    r"allegations?|prone|vulnerable|exposed|at risk|brink|specter|spectre|"
    r"(?:even|good|slim|high|real|little|remote|growing|strong) (?:chance|odds|possibility|probability|likelihood))"
)
_MODAL = r"(?<!who )(?<!what )(?<!how )(?<!which )\b(?:may|might|could)\b(?! have\b)(?! not\b)"
_THREATENING = (
    r"\b(?:threaten(?:s|ed|ing)?|vow(?:s|ed)? to (?:retaliate|avenge|attack|fight|respond|strike|continue)|"
    r"(?:is|are|be|remains?) (?:poised|likely|unlikely|bound|certain|set|expected|liable|prone|vulnerable)|"
    r"(?:more|very|highly|most|almost) (?:likely|certain(?:ly)?)|likely to|unlikely to|(?:considers?|considered|deems?|deemed|thinks?|thought|calls?|called) [^,.;]{3,60}? (?:un)?likely|would be (?:(?:un)?likely|dangerous|disastrous|catastrophic|devastating|fatal)|(?:will|would) (?:probably|likely)|(?:will|would) [^.;,]{3,80} (?:if|unless)\b|"
    r"object(?:s|ed)? to (?:efforts|attempts|plans)|"
    r"(?:efforts|attempts|plans?|plots?|moves|ambitions?) (?:by [^,;]{2,60}? )?to (?:enshrine|entrench|expand|seize|"
    r"undermine|destabili[sz]e|dominate|overthrow|tighten|extend|impose|block|annex|acquire|develop|restrict)|"
    r"(?:legislation|law|bill|decree|amendment|measure|reform|treaty|ruling|policy|order|tariffs?|sanctions?|plan|"
    r"proposal)s? (?:that|which) would|on the brink of|in jeopardy|at stake|under threat|time bomb|cannot be (?:excluded|ruled out)|"
    r"(?:[Ii]f|[Uu]nless) [^.;]{5,150}?, [^.;,]{3,80}? (?:will|would|could|may|might|is|are)|"
    r"without (?:urgent|immediate|further|rapid))\b"
)
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|no (?:\w+ )?(?:risk|threat|danger|sign|signs|indication|evidence|reason|immediate)|"
    r"not (?:a|an|in|pose|at|be at) (?:\w+ )?(?:risk|threat|danger)|(?<!be )ruled out|(?:little|minimal|negligible|low) (?:\w+ )?(?:risk|threat|danger|chance)|dismiss(?:ed|es)|unfounded|averted|"
    r"never (?:\w+ )?(?:threat|risk|danger)|does not pose|do not pose|allay(?:ed|s)?|"
    r"downplay(?:ed|s)?|without risk|not (?:\w+ )?(?:afraid|worried|concerned|alarmed)|could not|may not|might not|eased|risk-free|asked (?:whether|if))\b",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"\b(?:is|are|has|have|may|might|could|would|will|can|remains?|continues?|says?|warns?|fears?|threatens?|poses?|objects?|wants?|seeks?|worry|likely|unlikely|"
    r"faces?|risks?|object|want|seek)\b"
)
AHEAD = re.compile(
    r"\b(?:is|are|may|might|could|would|will|remains?|threatens?|fears?|warns?|risks|poses?|faces?|likely|unlikely)\b"
)
SPEECH = re.compile(
    r"\b(?:warn(?:s|ed|ing)|said|told|fear(?:s|ed)?|concern(?:s|ed)|expressed|vowed|threatened|accused)\b"
)
AFFECTING = re.compile(
    r"\b(?:affect|threaten|hit|against|target|attack|destabili[sz]e|harm|hurt|undermine|weaken|endanger|damage|"
    r"strike|invade|engulf|reach|cripple|disrupt|in|on|to|for|across|throughout|facing)(?:s|ing|ed)? (?:the )?$"
)
GRAVE = re.compile(
    r"\b(?:catastroph\w+|devastat\w+|disastrous|existential|deadly|massive|dire|severe(?:ly)?|grave)\b", re.IGNORECASE
)
SLIGHT = re.compile(r"\b(?:minor|limited|modest|slight(?:ly)?|negligible|marginal(?:ly)?)\b", re.IGNORECASE)


# Nouns that name the harm together with what follows them: a title may begin here.
NAMED = re.compile(
    r"(?:fears?|concerns?|worries|risks?|threats?|dangers?|possibility|prospects?|warnings?|suspicions?|accusations?|"
    r"allegations?|legislation|spect(?:er|re))(?: \w+)? (?:of|over|about|from|(?<=risk )to|(?<=threat )to|(?<=danger )to|(?<=efforts )to|that|which)\b"
)
POSED = re.compile(
    r"\b(?:pos(?:e[sd]?|ing)|fac(?:e[sd]?|ing)|is|are|was|were|be|remains?|represents?|constitutes?|there)(?: [\w-]+){0,4} $"
)
DREAD = re.compile(r"fear|concern|worr|risk|threat|danger|alarm|suspicion|accusation|allegation|brink|warning")
POSABLE = re.compile(r"risk|threat|danger|concern|worr|fear")
WARNED = re.compile(r"warn(?:s|ed|ing)(?: [\w-]+){0,4}? (?:of|about) (?=\w)")
NESTED = re.compile(r"\b(?:efforts|attempts|plans?|plots?|moves|ambitions?)\b")
OPENING = re.compile(
    r"(?:[Ii]n addition|[Aa]dditionally|[Hh]owever|[Mm]oreover|[Ff]urthermore|[Mm]eanwhile|[Cc]urrently|[Aa]s a result|"
    r"[Aa]t the same time|[Ii]n (?:the )?meantime|[Ss]till|[Bb]ut|[Aa]nd|[Yy]et|[Tt]herefore|[Cc]onsequently),? "
)


@functools.cache
def cues() -> re.Pattern[str]:
    """One pattern for all cues, with a group for each kind: ``modal``, ``fear``, ``threat``."""
    return re.compile(rf"(?P<modal>{_MODAL})|(?P<fear>{_FEAR})\b|(?P<threat>{_THREATENING})")


# Every cue holds one of these words or beginnings: a cheap look before the expensive one.
_WORDS = frozenset(
    "may might could likely unlikely certain poised unless legislation law bill decree amendment measure measures "
    "reform treaty policy tariff tariffs sanctions plan plans proposal efforts attempts plots plot moves ambitions "
    "dangerous disastrous catastrophic devastating fatal chance odds probability likelihood probably stake jeopardy brink prone vulnerable exposed liable bound afraid anxious anxiety possibility prospect prospects "
    "spectre specter without under time if cannot considers considered".split()
)
_BEGINNINGS = (
    "fear",
    "concern",
    "worr",
    "risk",
    "threat",
    "danger",
    "warn",
    "alarm",
    "vow",
    "suspicion",
    "accus",
    "alleg",
)


def may_hold_risk(passage: Passage) -> bool:
    """Whether ``passage`` has a word that some cue needs."""
    return bool(_WORDS & passage.vocabulary) or any(word.startswith(_BEGINNINGS) for word in passage.words)
