"""What a claim says beyond its names and figures, against the cited sentences: denial, hedge, attribution, roles, detail.

English alone. A sentence of the claim is set beside the cited sentences word by word; what is compared is where the words
that stand for one another are denied, hedged, told as somebody's word, or in each other's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from briefer.grounding.alignment import DERIVED, Links, align
from briefer.grounding.ascriptions import attributions
from briefer.grounding.claims import Terms
from briefer.grounding.confidence import confidences
from briefer.grounding.converses import sides_changed
from briefer.grounding.denials import negations, opposites_told
from briefer.grounding.details import unsupported_details
from briefer.grounding.hedges import modalities
from briefer.grounding.modifiers import renamed, retitled
from briefer.grounding.roles import swapped
from briefer.grounding.strays import strayed
from briefer.grounding.telling import Telling
from briefer.grounding.words import Word
from briefer.records import Missing


def compare(
    claim: Telling, evidence: Telling, links: Links, context: Callable[[], Sequence[Word]], terms: Terms
) -> Iterator[Missing]:
    """What the claim says otherwise than its evidence, ``links`` being the counterparts of its words there.

    ``context`` gives words that may be used but are not cited.
    """
    denial = next(negations(claim, evidence, links), None) or next(opposites_told(claim, evidence, links), None)
    if denial is not None:
        yield denial
    yield from islice(confidences(claim, evidence), 1)
    if not terms.is_hedged:
        yield from islice(modalities(claim, evidence, links), 1)
    yield from attributions(claim, evidence, links, terms)
    pair = (
        swapped(claim.words, evidence.words, links)
        or sides_changed(claim.words, evidence.words, links)
        or renamed(claim.words, evidence.words, links)
        or retitled(claim.words, evidence.words, links)
        or strayed(claim, evidence, links)
    )
    if pair:
        yield Missing(kind="role", text=" / ".join(claim.words[place].text for place in pair))
    for text in unsupported_details(claim, evidence, links, _Nearby(claim.words, context)):
        yield Missing(kind="detail", text=text)


class _Nearby(Mapping[int, tuple[int, list[int]]]):
    """The forms of a claim's words that stand around its evidence; read when first looked into, which is seldom."""

    def __init__(self, claim: Sequence[Word], context: Callable[[], Sequence[Word]]) -> None:
        self._claim = claim
        self._context = context

    @cached_property
    def _links(self) -> Links:
        return align(self._claim, self._context(), within=DERIVED)

    def __getitem__(self, place: int) -> tuple[int, list[int]]:
        return self._links[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self._links)

    def __len__(self) -> int:
        return len(self._links)
