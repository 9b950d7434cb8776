"""What a claim says beyond its names and figures, against the cited sentences: denial, hedge, attribution, roles, detail.

English alone. A sentence of the claim is set beside the cited sentences word by word; what is compared is where the words
that stand for one another are denied, hedged, told as somebody's word, or in each other's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefer.grounding.alignment import align
from briefer.grounding.ascriptions import attributions
from briefer.grounding.claims import Terms
from briefer.grounding.denials import negations, opposites_told
from briefer.grounding.details import unsupported_details
from briefer.grounding.hedges import modalities
from briefer.grounding.roles import swapped
from briefer.grounding.telling import Telling
from briefer.records import Missing


def compare(claim: Telling, evidence: Telling, context: Telling, terms: Terms) -> Iterator[Missing]:
    """What the claim says otherwise than its evidence; ``context`` are words that may be used but are not cited."""
    links = align(claim.words, evidence.words)
    denial = next(negations(claim, evidence, links), None) or next(opposites_told(claim, evidence, links), None)
    if denial is not None:
        yield denial
    if not terms.is_hedged:
        yield from islice(modalities(claim, evidence, links), 1)
    yield from attributions(claim, evidence, links, terms)
    pair = swapped(claim.words, evidence.words, links)
    if pair:
        yield Missing(kind="role", text=" / ".join(claim.words[place].text for place in pair))
    nearby = align(claim.words, context.words) if context.words else {}
    for text in unsupported_details(claim, evidence, links, nearby):
        yield Missing(kind="detail", text=text)
