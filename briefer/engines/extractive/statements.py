"""Statements: who said what, in whose words, and to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefer.engines.extractive.attribution import (
    AMBIGUOUS,
    CUES,
    MARKS,
    PARTICIPLES,
    PASSIVE,
    SAYING,
    SHORT_QUOTATION,
    claim_start,
    patterns,
    subject_start,
    trails,
)
from briefer.engines.extractive.clauses import is_finite
from briefer.engines.extractive.passages import Passage, collapse
from briefer.engines.extractive.quotations import Quotation, Quoted, mask
from briefer.engines.extractive.speakers import (
    Memory,
    Speaker,
    media_name,
    speaker_after,
    speaker_before,
)
from briefer.records import Document, Statement

# A citation goes back so many sentences at most to the one that names whom a pronoun stands for.
_MOST_BACK = 5


class _Draft(NamedTuple):
    """A statement before its citation: ``first`` and ``last`` are passage numbers."""

    speaker: Speaker
    claim: str
    quotation: Quotation | None
    outlet: str | None
    first: int
    last: int


def find_statements(
    document: Document, passages: Sequence[Passage], parts: Mapping[int, Sequence[Quoted]]
) -> tuple[Statement, ...]:
    """All attributed statements of ``document`` in text order; what nobody can be named for is left out.

    ``parts`` is what ``quoted_parts`` gave.
    """
    reader = _Reader(document, passages, parts)
    drafts: list[_Draft] = []
    for passage in passages:
        if passage.is_prose:
            drafts.extend(reader.read(passage))
        reader.memory.note_passage(passage)
    statements = dict.fromkeys(_finish(document, draft) for draft in drafts)
    return tuple(statements)


def _finish(document: Document, draft: _Draft) -> Statement:
    quotation, named = draft.quotation, draft.speaker.named
    first = draft.first
    if named is not None and 0 < first - named <= _MOST_BACK:
        first = named
    return Statement(
        speaker=draft.speaker.text,
        claim=draft.claim,
        quotation=collapse(document.text[quotation.start : quotation.end]).rstrip(",") if quotation else None,
        outlet=draft.outlet if draft.outlet != draft.speaker.text else None,
        citations=(document.cite(first, draft.last),),
    )


class _Reader:
    """Reads passages in order, remembering who spoke last and which quotations have found their speaker."""

    def __init__(self, document: Document, passages: Sequence[Passage], parts: Mapping[int, Sequence[Quoted]]) -> None:
        self.document = document
        self.passages = passages
        self.parts = parts
        self.homes = self._homes()
        self.memory = Memory()
        self.used: set[Quotation] = set()
        self.last: _Draft | None = None

    def _homes(self) -> dict[Quotation, tuple[int, int]]:
        """The first and last passage of each quotation."""
        homes: dict[Quotation, tuple[int, int]] = {}
        for number, parts in self.parts.items():
            for part in parts:
                homes[part.quotation] = homes.get(part.quotation, (number, number))[0], number
        return homes

    def read(self, passage: Passage) -> list[_Draft]:
        """The statements of one passage."""
        parts = self.parts.get(passage.number, [])
        drafts = []
        if CUES & passage.vocabulary:
            masked = mask(passage.text, parts)
            drafts = self._by_verbs(passage, masked, parts)
            if "according" in passage.vocabulary:
                drafts += self._by_according(passage, masked)
        if not drafts:
            drafts = self._by_colon(passage, parts)
        if not drafts:
            drafts = self._continued(passage, parts)
        drafts += self._remaining(passage, parts, drafts)
        for draft in drafts:
            self.last = draft
            self.memory.note_speaker(passage, draft.speaker)
            if draft.quotation:
                self.used.add(draft.quotation)
        return drafts

    def _remaining(self, passage: Passage, parts: Sequence[Quoted], drafts: Sequence[_Draft]) -> list[_Draft]:
        """What a speaker goes on to say behind the verb: "“The dam is old,” Lee said, “and will not hold.”"."""
        taken = {draft.quotation for draft in drafts}
        if not drafts or taken == {None}:
            return []
        return [
            drafts[-1]._replace(claim=words, quotation=part.quotation, last=max(passage.number, last))
            for part in parts
            if part.quotation not in taken | self.used and _is_long(self.document, part.quotation)
            for last in (self.homes[part.quotation][1],)
            for words in (collapse(self.document.text[part.quotation.start : part.quotation.end]),)
            if part.quotation.start > max(one.start for one in taken if one is not None)
        ]

    def _by_verbs(self, passage: Passage, masked: str, parts: Sequence[Quoted]) -> list[_Draft]:
        """Statements around verbs of saying; each verb reads on from where the one before it ended."""
        drafts: list[_Draft] = []
        start = 0
        for verb in patterns()["verb"].finditer(masked):
            before = masked[: verb.start()].rsplit(None, 1)
            passive = bool(before) and before[-1].lower().strip(",") in PASSIVE
            if verb.start() < start or (passive and not verb.group().startswith("quoted")):
                continue
            draft = self._around(passage, masked, parts, subject_start(masked, start, verb.start()), verb)
            if draft is not None:
                drafts.append(draft)
                start = verb.end()
                if draft.claim.endswith(_ends_of(passage.text)):
                    break
        return drafts

    def _around(
        self, passage: Passage, masked: str, parts: Sequence[Quoted], start: int, verb: re.Match[str]
    ) -> _Draft | None:
        """The statement that one verb makes, if it has a speaker and says something."""
        known = patterns()
        ahead = masked[: verb.start()]
        closed = [part for part in parts if part.end <= verb.start() and part.quotation not in self.used]
        speaker = speaker_before(passage, masked, start, verb.start(), self.memory)
        if speaker is not None and verb.group() not in SAYING and not speaker.is_sure:
            return None
        inverted = speaker is None and verb.group() in SAYING and bool(known["said_by"].search(ahead))
        if inverted:
            speaker = speaker_after(passage, masked, verb.end(), self.memory)
        if speaker is None:
            return None
        if verb.group() in AMBIGUOUS and not known["that"].match(masked, verb.end()) and speaker.name is None:
            return None
        outlet = self._outlet(passage, masked)
        edge = verb.start() if inverted else speaker.start
        quoted = bool(closed) and not masked[closed[-1].end : edge].strip(MARKS)
        if verb.group() in SAYING and (quoted or inverted or trails(masked, start, verb.end())):
            said = self._said_before(passage, masked, closed, speaker, inverted=inverted, verb=verb)
            if said is not None:
                return said._replace(outlet=outlet)
        return None if inverted else self._said_after(passage, masked, parts, speaker, verb, outlet)

    def _said_before(
        self,
        passage: Passage,
        masked: str,
        closed: Sequence[Quoted],
        speaker: Speaker,
        *,
        inverted: bool,
        verb: re.Match[str],
    ) -> _Draft | None:
        """What stands before the speaker: a quotation, or a clause ("The dam will hold, the operator said")."""
        edge = verb.start() if inverted else speaker.start
        if closed and not masked[closed[-1].end : edge].strip(MARKS):
            quotation = closed[-1].quotation
            first = self.homes[quotation][0]
            words = collapse(self.document.text[quotation.start : quotation.end]).rstrip(",")
            if len(words.split()) >= SHORT_QUOTATION or closed[-1].start <= 1:
                return _Draft(speaker, words, quotation, None, first, passage.number)
        claim = passage.text[:edge].rstrip(" ,—–-")
        if masked[:edge].rstrip().endswith((",", "~”", '~"', ",”", ',"')) and any(
            map(is_finite, masked[:edge].lower().split())
        ):
            return _Draft(speaker, collapse(claim), None, None, passage.number, passage.number)
        return None

    def _said_after(
        self,
        passage: Passage,
        masked: str,
        parts: Sequence[Quoted],
        speaker: Speaker,
        verb: re.Match[str],
        outlet: str | None,
    ) -> _Draft | None:
        """What stands behind the verb: a clause, a quotation, or both."""
        begin = claim_start(masked, verb)
        opened = [part for part in parts if part.start >= verb.end() and part.quotation not in self.used]
        quotation = next((part for part in opened if _is_long(self.document, part.quotation)), None)
        last = passage.number
        claim = passage.text[begin:]
        if quotation is not None:
            last = self.homes[quotation.quotation][1]
            lead = masked[begin : quotation.start]
            tail = patterns()["quote_tail"].search(lead)
            reported = tail is not None and tail.group().strip(' ,“"„«‘') != ""
            bare = lead[: tail.start()] if tail and reported and not masked[quotation.end :].strip(MARKS) else ""
            if len(bare.split()) > 1:
                claim = passage.text[begin : begin + len(bare)]
            elif not lead.strip(' ,:“"„«‘') or lead.strip(' ,:“"„«‘').lower() in {"that", *PARTICIPLES}:
                claim = self.document.text[quotation.quotation.start : quotation.quotation.end]
        claim = _tidy(claim)
        if len(claim.split()) < 2:
            return None
        return _Draft(
            speaker,
            claim,
            quotation.quotation if quotation else None,
            outlet,
            passage.number,
            max(last, passage.number),
        )

    def _by_according(self, passage: Passage, masked: str) -> list[_Draft]:
        """Statements by "according to"."""
        clause = patterns()["according_clause"].search(masked)
        match = clause or patterns()["according"].search(masked)
        if match is None:
            return []
        source = masked if clause is None else masked[: clause.end("who")].rstrip()
        speaker = speaker_after(passage, source, match.start("who"), self.memory)
        if speaker is None:
            speaker = Speaker(collapse(match["who"]), None, match.start("who"))
        if clause is not None:
            claim = passage.text[clause.start("what") :]
        elif match.start() == 0:
            claim = passage.text[match.end() :]
            # An apposition to the source is not the claim: "According to Lee, the mayor, the bridge is safe".
            head, _, rest = claim.lstrip(", ").partition(", ")
            is_relative = head.startswith(("who ", "which ", "whose "))
            claim = rest if rest and (is_relative or not any(map(is_finite, head.lower().split()))) else claim
        else:
            claim = passage.text[: match.start()]
        claim = _tidy(claim)
        if len(claim.split()) < 3:
            return []
        return [_Draft(speaker, claim, None, self._outlet(passage, masked), passage.number, passage.number)]

    def _by_colon(self, passage: Passage, parts: Sequence[Quoted]) -> list[_Draft]:
        """A quotation behind a colon belongs to the subject of the words before it, whatever their verb."""
        masked = mask(passage.text, parts)
        for part in parts:
            lead = masked[: part.start].rstrip(' “"„«‘')
            if not lead.endswith(":") or not _is_long(self.document, part.quotation) or part.quotation in self.used:
                continue
            for verb in re.finditer(r"[a-z]+(?= )", lead):
                speaker = speaker_before(passage, masked, 0, verb.start(), self.memory) if is_finite(verb[0]) else None
                if speaker is not None and speaker.is_sure:
                    last = self.homes[part.quotation][1]
                    claim = _tidy(passage.text[verb.start() : len(lead)])
                    return [_Draft(speaker, claim, part.quotation, None, passage.number, max(last, passage.number))]
        return []

    def _continued(self, passage: Passage, parts: Sequence[Quoted]) -> list[_Draft]:
        """A quotation without a verb of its own goes on with the speaker of the one before it."""
        last = self.last
        fresh = [part for part in parts if part.quotation not in self.used]
        if last is None or last.quotation is None or not fresh or passage.text[: fresh[0].start].strip(' “"„«'):
            return []
        quotation = fresh[0].quotation
        first, end = self.homes[quotation]
        before = self.passages[passage.number - 2].paragraph if passage.number > 1 else passage.paragraph
        same = passage.paragraph == before and passage.number - last.last <= 1
        if (
            not (same or last.quotation.continues)
            or passage.number - last.last > 1
            or not _is_long(self.document, quotation)
        ):
            return []
        words = collapse(self.document.text[quotation.start : quotation.end])
        # Cited from the sentence that names the speaker, where that is at hand.
        return [_Draft(last.speaker, words, quotation, last.outlet, min(last.last, first), end)]

    def _outlet(self, passage: Passage, masked: str) -> str | None:
        """The news outlet that the passage says the words were given to."""
        for match in patterns()["outlet"].finditer(masked):
            found = media_name([name for name in passage.names if abs(name.start - match.end()) <= 4], passage)
            if found is not None:
                return found
        printed = patterns()["paper"].search(masked)
        return printed["outlet"] if printed else None


def _is_long(document: Document, quotation: Quotation) -> bool:
    return len(document.text[quotation.start : quotation.end].split()) >= SHORT_QUOTATION


def _ends_of(text: str) -> tuple[str, ...]:
    """The last words of a text, to see whether a claim reaches its end."""
    return (_tidy(text)[-24:],)


def _tidy(claim: str) -> str:
    """``claim`` without the punctuation that its place in the sentence gave it."""
    text = collapse(claim).strip(" ,;:—–").removesuffix(".").removeprefix("that ").strip()
    for opening, closing in (("“", "”"), ("«", "»"), ("„", "“")):
        if text.count(opening) == 1 and text.startswith(opening) and text.endswith(closing):
            return text[1:-1].rstrip(",.")
    return text.removesuffix("”.") if text.count("”") > text.count("“") else text
