"""Key points: the sentences nearest to what the whole text is about, few, unlike one another, each clear alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from briefer.engines.extractive.bounds import bounds_of
from briefer.engines.extractive.clauses import is_finite
from briefer.engines.extractive.passages import Passage, unmarked
from briefer.engines.extractive.quotations import Quoted
from briefer.engines.extractive.status import names_no_source
from briefer.records import Claim, Document

MOST = 7
FEWEST = 5
# The graph is built over this many sentences at most: those nearest to the centre of the document.
_IN_GRAPH = 160
_DAMPING = 0.85
_ROUNDS = 25
# How much a point may repeat another before it loses its place; the rest of the weight is its own worth.
_REDUNDANCY = 0.55
# Two sentences more alike than this say the same.
_SAME = 0.75
_MOST_QUOTED = 0.6
_MOST_REPEATED = 2
_FEWEST_WORDS, _MOST_WORDS = 7, 70
# Words before a quotation that can carry a point without it.
_LEAD_WORDS = 10
# "The plant will close, it says, in May": only the sentence before tells who says it.
_ASIDES = tuple(
    f", {who} {says}"
    for who in ("it", "he", "she", "they")
    for says in ("said", "says", "say", "added", "adds", "warned")
)

_FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with and or but nor so yet as is are was were be been being am has have had "
    "do does did will would shall should may might can could must not no it its he she they them his her their him we "
    "us our you your i my me this that these those which who whom whose what when where why how than then there here "
    "into onto over under about after before between during through against without within also more most some any "
    "such other one two said says say s t".split()
)
# A sentence about its own writer seldom says what a text is about.
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "you"})
Vector = dict[str, float]


def find_key_points(
    document: Document, passages: Sequence[Passage], quoted: Mapping[int, Sequence[Quoted]], *, english: bool = True
) -> tuple[Claim, ...]:
    """Five to seven sentences, fewer from a short text: the weightiest first, then the others in text order.

    Where the text is not ``english``, whether a sentence is whole is not judged by its verb.
    """
    printed = Counter(passage.text for passage in passages)
    candidates = [
        passage
        for passage in passages
        # What stands in a text again and again is a running head.
        if printed[passage.text] <= _MOST_REPEATED
        and _is_candidate(passage, quoted.get(passage.number, ()), english=english)
    ]
    if not candidates:
        candidates = [passage for passage in passages if not passage.is_heading and 3 <= len(passage.words) <= 80]
    vectors = _vectors(passages, candidates)
    chosen = _nearest_to_centre(candidates, vectors)
    worth = _worth(document, passages, chosen, _centrality([vectors[passage.number] for passage in chosen]))
    picked = _pick(chosen, worth, vectors, _wanted(len(passages)))
    ordered = picked[:1] + sorted(picked[1:], key=lambda passage: passage.number)
    return tuple(Claim(text=unmarked(passage.text), citations=(document.cite(passage.number),)) for passage in ordered)


def _wanted(sentences: int) -> int:
    return max(1, min(MOST, max(min(FEWEST, sentences // 2), round(sentences / 4))))


def _is_candidate(passage: Passage, quoted: Sequence[Quoted], *, english: bool) -> bool:
    """Whether the sentence can be printed alone: a whole sentence, leaning on no other, no bare quotation."""
    if (
        not passage.is_prose
        or not _FEWEST_WORDS <= len(passage.words) <= (_MOST_WORDS if english else 2 * _MOST_WORDS)
        or passage.leans
        or any(aside in passage.text for aside in _ASIDES)
    ):
        return False
    if sum(part.end - part.start for part in quoted) > _MOST_QUOTED * len(passage.text) and not _leads_in(
        passage, quoted
    ):
        return False
    if passage.text.count("“") != passage.text.count("”") or passage.text.rstrip()[-1:] in ":,;":
        return False
    spoiled = sum(not word.isalpha() and not word.isdecimal() for word in passage.words)
    if spoiled * 5 > len(passage.words) or passage.text[:1].islower():
        return False
    return not english or any(map(is_finite, passage.words))


def _leads_in(passage: Passage, quoted: Sequence[Quoted]) -> bool:
    """Whether what stands before a quotation says by itself who does what: "The union insisted on more pay, saying: …"."""
    lead = passage.text[: min(part.start for part in quoted)]
    words = lead.lower().split()
    return len(words) >= _LEAD_WORDS and bool(passage.names_in(0, len(lead))) and any(map(is_finite, words))


def _vectors(passages: Sequence[Passage], candidates: Sequence[Passage]) -> dict[int, Vector]:
    """TF-IDF of each candidate by its passage number, of length one; document frequencies are over all sentences."""
    frequency: Counter[str] = Counter()
    for passage in passages:
        frequency.update(passage.vocabulary)
    total = len(passages)
    weight = {word: math.log((total + 1) / count) for word, count in frequency.items() if word not in _FUNCTION_WORDS}
    vectors = {}
    for passage in candidates:
        counts = Counter(word for word in passage.words if word in weight)
        vector = {word: (1 + math.log(count)) * weight[word] for word, count in counts.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors[passage.number] = {word: value / length for word, value in vector.items()}
    return vectors


def _nearest_to_centre(candidates: Sequence[Passage], vectors: dict[int, Vector]) -> list[Passage]:
    """The candidates most like the sum of all, in text order: a linear stand-in for the graph of a long document."""
    if len(candidates) <= _IN_GRAPH:
        return list(candidates)
    centre: Vector = {}
    for passage in candidates:
        for word, value in vectors[passage.number].items():
            centre[word] = centre.get(word, 0.0) + value
    nearness = {passage.number: _dot(vectors[passage.number], centre) for passage in candidates}
    # The opening is kept whatever it is like: it is where articles and reports say what they are about.
    best = sorted(candidates, key=lambda passage: (-nearness[passage.number], passage.number))[: _IN_GRAPH - 20]
    return sorted(
        {passage.number: passage for passage in (*candidates[:20], *best)}.values(), key=lambda one: one.number
    )


def _dot(one: Vector, other: Vector) -> float:
    return sum(value * other[word] for word, value in one.items() if word in other)


def _centrality(vectors: Sequence[Vector]) -> list[float]:
    """LexRank (Erkan and Radev, 2004) with weighted edges; the largest is 1."""
    size = len(vectors)
    edges: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for row in range(size):
        for column in range(row):
            likeness = _dot(vectors[row], vectors[column])
            if likeness > 0.05:
                edges[row].append((column, likeness))
                edges[column].append((row, likeness))
    degree = [sum(weight for _, weight in row) or 1.0 for row in edges]
    rank = [1.0] * size
    for _ in range(_ROUNDS):
        rank = [
            1 - _DAMPING + _DAMPING * sum(weight * rank[other] / degree[other] for other, weight in row)
            for row in edges
        ]
    top = max(rank, default=1.0)
    return [value / top for value in rank]


def _worth(
    document: Document, passages: Sequence[Passage], chosen: Sequence[Passage], centrality: Sequence[float]
) -> dict[int, float]:
    """Centrality, lifted by an early place and by the actors and dates that the sentence covers."""
    mentions = Counter(name.name for passage in passages for name in passage.names)
    most = max(mentions.values(), default=1)
    title = set((document.source.title or "").lower().split()) - _FUNCTION_WORDS
    total = max(1, len(passages))
    first = next((passage.number for passage in passages if not passage.is_heading), 1)
    published = document.source.published
    worth = {}
    for passage, central in zip(chosen, centrality, strict=True):
        actors = sum(mentions[name] / most for name in dict.fromkeys(one.name for one in passage.names))
        place = math.exp(-4.0 * (passage.number - 1) / min(total, 60))
        coverage = min(actors, 3.0) / 3.0
        named = len(title & passage.vocabulary) / len(title) if title else 0.0
        worth[passage.number] = (
            0.4 * central
            + 0.3 * place
            + 0.15 * coverage
            + 0.15 * _currency(passage, published)
            + 0.15 * named
            - (0.2 if passage.words[0] in _FIRST_PERSON else 0.0)
            - (0.15 if names_no_source(passage.text) else 0.0)
            # The opening sentence is where news says what happened.
            + 0.2 * math.exp(-(passage.number - first) / 2)
        )
    return worth


def _currency(passage: Passage, published: date | None) -> float:
    """1 for a sentence dated near the publication or later, -1 for one that only tells of other years, else 0."""
    values = [dated.mention.value for dated in passage.dates if dated.mention.value]
    bounds = [found for value in values if (found := bounds_of(value))]
    if not bounds or published is None:
        return 0.0
    months = max(12 * (one.last[0] - published.year) + one.last[1] - published.month for one in bounds)
    return 1.0 if months >= -2 else -1.0 if months < -10 else 0.0


def _pick(chosen: Sequence[Passage], worth: dict[int, float], vectors: dict[int, Vector], wanted: int) -> list[Passage]:
    """Maximal marginal relevance (Carbonell and Goldstein, 1998): the best first, then the best that adds most."""
    left = sorted(chosen, key=lambda passage: (-worth[passage.number], passage.number))
    likeness = {passage.number: 0.0 for passage in left}
    picked: list[Passage] = []
    while left and len(picked) < wanted:
        best = max(left, key=lambda one: (worth[one.number] - _REDUNDANCY * likeness[one.number], -one.number))
        picked.append(best)
        for one in left:
            likeness[one.number] = max(likeness[one.number], _dot(vectors[one.number], vectors[best.number]))
        left = [one for one in left if likeness[one.number] < _SAME]
    return picked
