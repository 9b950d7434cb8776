"""The words of harm: what kind of risk a clause is about, and how likely its source calls it."""

from __future__ import annotations

import functools
import re
from collections import Counter

from briefer.records import Likelihood, RiskCategory

# Word stems by category, whole words with $; a clause belongs to the category with most hits, ties to the one named first.
_STEMS: dict[RiskCategory, str] = {
    "cyber": "cyber hack malware ransomware phish intrusion botnet backdoor unpatched zero-day data-breach "
    "ransom stolen data network computer software server password patch flaw ddos spyware credential vulnerabilit encrypt",
    "legal": "lawsuit sue$ sues$ sued$ court$ courts$ prosecut indict litigation sanction compliance illegal unlawful fines penalt "
    "injunction constitution legal fine$ fined$",
    "health": "cancer asthma outbreak epidemic pandemic disease cholera virus infection contagio vaccin hospital patient malaria "
    "measles ebola contaminat illness pathogen infect medicine",
    "humanitarian": "famine starv hunger displace refugee civilian humanitarian shelter evacuat homeless malnutrition "
    "food-insecur casualt stranded",
    "environmental": "flood drought wildfire storm hurricane cyclone landslide earthquake pollut spill erosion climate "
    "heatwave emission aftershock rain river lake$ basin$ crops$ dam$ dams$ levee aquifer tsunami eruption rainfall",
    "security": "attack fire$ terror militant militia insurgen war warfare fighting violence armed missile drone troop "
    "invasion invade resurg escalat retaliat strike bomb weapon conflict fight gang$ gangs$ cartel killed$ murder smuggl nuclear instability destabili hostil clash "
    "kidnap assassinat sabotage shoot kill military jihad rebel offensive ceasefire target extremis security",
    "economic": "tariff inflation recession econom market price trade export import debt default bankrupt unemploy "
    "job layoff currency investor growth supply shortage cost deficit budget downgrade bank financ revenue sales loan payment fund$ funds$ turnover profit insur credit touris visitor business firms$ industr "
    "shipment",
    "political": "election politic parliament legislat coup vote ballot unrest protest government coalition "
    "corruption meddl interfer influence democra polari disinformation misinformation fraud impeach referendum "
    "sovereign turnout rigg crackdown",
    "reputational": "reputation scandal credibility trust boycott embarrass backlash image",
}
# What is bad in itself: a modal verb beside one of these tells a risk.
_HARM = (
    r"\b(?:attack|fires?\b|terror|fight|war\b|wars\b|warfare|violen|conflict|\bstrikes?\b|resurg|instabilit|destabili|escalat|retaliat|"
    r"collaps|crisis|crises|fail|threat|danger|damag|destr|disrupt|destroy|devastat|shortage|famine|starv|hunger|"
    r"displac|flood|drought|outbreak|epidemic|infection|aftershock|earthquake|tsunami|eruption|wildfire|landslide|contaminat|pollut|spread|recession|default|bankrupt|inflation|"
    r"unemploy|layoff|los[es]|loss|losses|lost\b|cost\b.{0,20}\bjobs|unrest|protest|coup\b|clash|bloodshed|"
    r"kill|die\b|deaths?\b|casualt|injur|harm|weaken|undermin|jeopardi|endanger|imperil|derail|delay|halt|shut ?down|"
    r"outage|blackout|leak|steal|stolen|theft|hack|breach|compromis|exploit|sabotag|ransom|extort|fraud|rigg|"
    r"disinformation|interfer|meddl|overwhelm|burst|overflow|breach|erod|erosion|worsen|aggravat|deteriorat|"
    r"plung|slump|downgrad|sanction|\bfine[sd]?\b|postpon|lawsuit|penalt|prosecut|boycott|backlash|invade|invasion|incursion|offensive|"
    r"missile|airstrike|bomb|hostage|kidnap|assassinat|reprisal|revenge|vacuum|foothold|chaos|turmoil|"
    r"civil war|spill(?:-| )?over|spark|trigger|provok|ignite|inflame|exacerbat|cripple|paraly[sz]|strand|"
    r"evacuat|split|fractur|rupture|stall|vulnerab|exhaust|run out|shrink|contract by|tariff|rise in prices|"
    r"higher prices|price (?:rise|increase|spike)|push up|drive up|raise (?:costs|prices)|cut off|engulf|drag|"
    r"unravel|deadlock|impasse|standoff|stand-off|sink\b|topple|oust|embarrass|illegal|crime|smuggl|poach|corrupt|abuse|shortfall|poverty|pirac|prison\b|jail|disappear|vanish|extinct|no.confidence|expos(?:e|ing)\b|insecur)"
)

_LIKELIHOODS: tuple[tuple[str, Likelihood], ...] = (
    (r"almost no chance|\bremote (?:chance|possibility|risk)|next to no chance", "almost no chance"),
    (r"(?:very|highly|extremely|most) (?:unlikely|improbable)", "very unlikely"),
    (r"unlikely|improbable|little chance|not likely", "unlikely"),
    (r"even (?:chance|odds)|fifty-fifty|50-50|toss-up", "roughly even chance"),
    (
        r"almost certain(?:ly)?|nearly certain(?:ly)?|virtually certain|all but certain|almost inevitable",
        "almost certain",
    ),
    (r"(?:very|highly|most|extremely) (?:likely|probabl[ey])", "very likely"),
    (r"likely|probabl[ey]", "likely"),
)
# "Unlikely" beside one of these says that the harm is likely: it denies what would avert it.
_AVERTING = (
    r"(?:sit out|stay out|avoid|refrain|abstain|stop|end\b|halt|abandon|resist|prevent|ease|recover|hold\b|improve|"
    r"survive|succeed|agree|compromise|back down|relent|withdraw|give up|be enough|suffice|be able|reach|be reached|"
    r"stand by|remain idle|be resolved|be contained|be met|reverse|meet|cover|withstand|pass\b|help|forgive|accept)"
)


@functools.cache
def _harm() -> re.Pattern[str]:
    return re.compile(_HARM, re.IGNORECASE)


@functools.cache
def _term() -> re.Pattern[str]:
    terms = "|".join(f"(?P<t{number}>{pattern})" for number, (pattern, _) in enumerate(_LIKELIHOODS))
    return re.compile(rf"\b(?:{terms})", re.IGNORECASE)


@functools.cache
def _averting() -> re.Pattern[str]:
    return re.compile(rf"[\w ]{{0,12}}? to (?:be )?(?:\w+ly )?(?P<verb>{_AVERTING})", re.IGNORECASE)


_MODAL = re.compile(r"\b(?:may|might|could|would|will)\b")


def harm_in(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The first word of harm in ``text[start:end]``."""
    return _harm().search(text, start, len(text) if end is None else end)


@functools.cache
def _stems() -> tuple[dict[str, list[RiskCategory]], tuple[int, ...]]:
    """The categories of each stem, whole words with a "$" behind them, and the lengths that stems have."""
    found: dict[str, list[RiskCategory]] = {}
    for category, stems in _STEMS.items():
        for stem in stems.split():
            found.setdefault(stem, []).append(category)
    return found, tuple(sorted({len(stem) for stem in found}))


def _counts(text: str) -> Counter[RiskCategory]:
    """How many different stems of each category open words of ``text``."""
    stems, lengths = _stems()
    found: set[tuple[RiskCategory, str]] = set()
    for word in re.findall(r"[\w-]+", text):
        for part in {word, *word.split("-")}:
            longest: dict[RiskCategory, str] = {}
            for start in (*(part[:length] for length in lengths if length <= len(part)), f"{part}$"):
                longest |= dict.fromkeys(stems.get(start, ()), start)
            found.update(longest.items())
    return Counter(category for category, _ in found)


def speaks_of(text: str, category: RiskCategory) -> bool:
    """Whether ``text`` has a word of that category."""
    return bool(_counts(text.lower())[category])


def category_of(clause: str, sentence: str) -> RiskCategory:
    """The category that most words of ``clause`` speak of; those of its ``sentence`` decide where none does."""
    for text in (clause.lower(), sentence.lower()):
        counts = _counts(text)
        if counts:
            return max(_STEMS, key=lambda category: counts[category])
    return "political"


def likelihood_in(clause: str) -> tuple[Likelihood | None, str | None]:
    """The ICD 203 term of ``clause`` and the wording that it maps, or only the wording where no term fits it.

    ICD 203, section D.6.e(2). "May" and "could" say that something is possible, not how likely; "unlikely to sit
    out" denies what would avert the harm, and is left in its own words.
    """
    term = _term().search(clause)
    if term is not None:
        averting = _averting().match(clause, term.end())
        number = next(number for number in range(len(_LIKELIHOODS)) if term[f"t{number}"])
        if averting is not None and "unlikely" in term.group().lower():
            return None, " ".join(clause[term.start() : averting.end()].split())
        return _LIKELIHOODS[number][1], term.group()
    modal = _MODAL.search(clause)
    return (None, modal.group()) if modal is not None and modal.group() != "will" else (None, None)
