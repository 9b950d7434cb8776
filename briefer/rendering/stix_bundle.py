"""The brief as a STIX 2.1 bundle: a report over the actors, their relations, and a note for each claim with its evidence.

STIX ``confidence`` is about how sure one is that the content is right: it carries a judgment's analytic confidence
(Low, Med, High as 15, 50, 85, STIX 2.1 appendix A) and nothing else; a likelihood stands in the words of its note.
Names and moments derive from the brief, so the same brief gives the same bundle.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from briefer.rendering import telling
from briefer.rendering.catalogue import Catalogue
from briefer.rendering.figures import harmless
from briefer.rendering.statement import ai_statement
from briefer.text.gazetteer import country_codes, state_of
from briefer.tradecraft import LIKELIHOODS, grade

if TYPE_CHECKING:
    from briefer.records import Actor, Brief, BriefedSource, Citation, Finding, Relation
    from briefer.rendering.formats import RenderOptions

_NAMESPACE = uuid.UUID("c2d6b6ea-9c6c-5a55-8a9f-2d1f5c1f8a10")
_CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}
_CLASSES = {"person": "individual", "armed_group": "group", "other": "unknown"}
# Words by which a source designates someone a threat, and the types of threat actor that they stand for.
_DESIGNATIONS = (
    (re.compile(r"\bterroris[tm]", re.IGNORECASE), "terrorist"),
    (re.compile(r"\b(?:hack(?:er|ing)|ransomware|cyber ?crim\w+|threat actor|APT ?\d+)", re.IGNORECASE), "hacker"),
    (re.compile(r"\b(?:crime (?:group|syndicate)|criminal (?:gang|group|network)|cartel)\b", re.IGNORECASE), "crime-syndicate"),
)  # fmt: skip
_TLP = {"CLEAR": "white", "WHITE": "white", "GREEN": "green", "AMBER": "amber", "AMBER+STRICT": "amber", "RED": "red"}
_PLAIN = re.compile(r"\bTLP:\s?(CLEAR|WHITE|GREEN|AMBER\+STRICT|AMBER|RED)\b", re.IGNORECASE)


def render_file(brief: Brief, options: RenderOptions) -> bytes:  # noqa: ARG001 - a renderer's signature
    """``brief`` as a STIX 2.1 bundle in JSON."""
    from stix2 import v21

    return _Bundle(brief, v21).render()


class _Bundle:
    """The objects of a bundle while they are made."""

    def __init__(self, brief: Brief, v21: Any) -> None:
        self.brief, self.v21 = brief, v21
        self.t = Catalogue("en")
        self.moment = _moment(brief)
        self.markings = list(self._markings())
        self.sources = {source.document: source for source in brief.sources}
        self.objects: list[Any] = []
        self.actors: dict[str, Any] = {}
        self.author = self._make(
            v21.Identity, "briefer", name="briefer", identity_class="system",
            description=" ".join(ai_statement(brief)),
        )  # fmt: skip

    def render(self) -> bytes:
        """The bundle as JSON."""
        for actor in self.brief.actors:
            if not telling.is_unsupported(actor):
                self._actor(actor)
        for relation in self.brief.relations:
            if not telling.is_unsupported(relation):
                self._relationship(relation)
        report_id = self._id("report", self.brief.title, *self.sources)
        notes = [self._note(finding, report_id) for finding in _distinct(self.brief.claims())]
        report = self._report(report_id, notes)
        every = [*self.markings, self.author, *self.objects, *notes, report]
        unique = {each["id"]: each for each in every}
        bundle = self.v21.Bundle(*unique.values(), id=self._id("bundle", *unique), allow_custom=False)
        # The package's own indenting takes seconds for a long brief.
        content = json.dumps(json.loads(bundle.serialize()), indent=1, ensure_ascii=False)
        return (content + "\n").encode("utf-8", "replace")

    def _id(self, kind: str, *parts: str) -> str:
        return f"{kind}--{uuid.uuid5(_NAMESPACE, str(harmless(chr(10).join((kind, *parts)))))}"

    def _make(self, kind: Any, *key: str, **values: Any) -> Any:
        """A STIX object whose id derives from ``key`` and the sources, with its moments and markings."""
        name = kind._type
        made = {n: harmless(v) for n, v in values.items() if v not in (None, "", [], ())}
        if self.markings:
            made["object_marking_refs"] = [marking["id"] for marking in self.markings]
        if name != "identity" or key != ("briefer",):
            made["created_by_ref"] = self.author["id"]
            key = (*self.sources, *key)
        made.setdefault("id", self._id(name, *key))
        return kind(created=self.moment, modified=self.moment, **made)

    def _markings(self) -> Iterator[Any]:
        """TLP as its own marking where the brief has one; any other or narrower wording as a statement."""
        if not self.brief.marking:
            return
        found = _PLAIN.search(self.brief.marking)
        if found:
            yield getattr(self.v21, f"TLP_{_TLP[found[1].upper()].upper()}")
        wording = " ".join(self.brief.marking.split())
        if not found or found.group().upper() != wording.upper() or "+" in wording:
            yield self.v21.MarkingDefinition(
                id=self._id("marking-definition", wording), created=self.moment, definition_type="statement",
                definition=self.v21.StatementMarking(statement=harmless(wording)),
            )  # fmt: skip

    def _actor(self, actor: Actor) -> None:
        """The actor as a threat actor where its source designates it so, as a location, or as an identity."""
        told = telling.joined([actor.role, actor.activity, actor.stance]) or None
        types = _designated(actor)
        common = {"name": actor.name, "description": told, "external_references": self._references(actor)}
        country = _country(actor)
        if actor.kind == "place" and country is None:
            # STIX locations need a country, region or coordinates; the note of this actor tells of it.
            return
        if actor.kind == "place":
            made = self._make(self.v21.Location, "location", actor.name, country=country, **common)
        elif types:
            made = self._make(
                self.v21.ThreatActor,
                "actor",
                actor.name,
                threat_actor_types=types,
                aliases=list(actor.aliases),
                **common,
            )
        else:
            kind = _CLASSES.get(actor.kind, "organization")
            made = self._make(self.v21.Identity, "actor", actor.name, identity_class=kind, roles=[actor.kind], **common)
            if actor.kind == "state" and country:
                place = self._make(self.v21.Location, "location", actor.name, name=actor.name, country=country)
                self.objects.append(place)
        self.objects.append(made)
        for name in (actor.name, *actor.aliases):
            self.actors.setdefault(name, made)

    def _relationship(self, relation: Relation) -> None:
        one, two = self.actors.get(relation.subject), self.actors.get(relation.object)
        if one is None or two is None or one["id"] == two["id"]:
            return
        targets = relation.kind in ("attacks", "threatens") and one["type"] == "threat-actor"
        kind = "targets" if targets and two["type"] in ("identity", "location") else "related-to"
        self.objects.append(
            self._make(
                self.v21.Relationship, relation.subject, relation.kind, relation.object, relation.text,
                relationship_type=kind, source_ref=one["id"], target_ref=two["id"],
                description=f"{self.t.label('relation', relation.kind)}: {relation.text}",
                labels=[relation.kind.replace("_", "-")], external_references=self._references(relation),
            )
        )  # fmt: skip

    def _note(self, finding: Finding, report_id: str) -> Any:
        """A claim in words with what it rests on; it is about the actors that it names, or the report."""
        kind = type(finding).__name__.lower()
        wording = telling.wording(finding)
        lines = [wording, *self._details(finding)]
        if finding.support:
            lacking = telling.missing_told(finding.support, self.t)
            lines.append(
                f"Checked against the cited sentences: {finding.support.verdict}{f' ({lacking})' if lacking else ''}."
            )
        lines += [f"{self._place(c)}: “{' '.join(c.quote.split())}”" for c in finding.citations]
        about = [made["id"] for name, made in self.actors.items() if name in wording] or [report_id]
        confidence = _CONFIDENCE.get(getattr(finding, "confidence", ""))
        return self._make(
            self.v21.Note, kind, *lines, abstract=kind, content="\n".join(str(harmless(line)) for line in lines if line),
            object_refs=list(dict.fromkeys(about)), confidence=confidence, labels=[kind],
            external_references=self._references(finding),
        )  # fmt: skip

    def _details(self, finding: Finding) -> Iterator[str]:
        """What a judgment, an event, a risk or a statement says beyond its wording."""
        likelihood = getattr(finding, "likelihood", None)
        if likelihood:
            yield f"Likelihood (ICD 203): {likelihood}, {LIKELIHOODS[likelihood]}."
        labels = {
            "confidence_reason": "Basis of confidence", "alternative": "Alternative", "date": "Date (EDTF)", "date_text": "Date as printed",
            "status": "Status", "likelihood_text": "Likelihood in the source's words", "impact": "Impact", "horizon": "Horizon",
            "quotation": "Quotation", "outlet": "To",
        }  # fmt: skip
        yield from (
            f"{label}: {getattr(finding, name)}" for name, label in labels.items() if getattr(finding, name, None)
        )

    def _report(self, report_id: str, notes: Sequence[Any]) -> Any:
        about = [self.author["id"], *(each["id"] for each in self.objects), *(note["id"] for note in notes)]
        told = " ".join(claim.text for claim in self.brief.bottom_line)
        gaps = [gap.text for gap in self.brief.gaps] + [problem.text for problem in self.brief.problems]
        told = "\n".join([told, *(f"Caveat: {gap}" for gap in gaps)]).strip()
        return self._make(
            self.v21.Report, "report", id=report_id, name=self.brief.title.strip() or "–", description=told,
            report_types=["threat-report"], published=self.moment, object_refs=list(dict.fromkeys(about)),
            external_references=[self._reference(source) for source in self.brief.sources],
        )  # fmt: skip

    def _references(self, finding: Finding) -> list[Any]:
        documents = dict.fromkeys(c.document for c in finding.citations if c.document in self.sources)
        return [self._reference(self.sources[document]) for document in documents]

    def _reference(self, source: BriefedSource) -> Any:
        told = (
            f"{source.title or source.uri}, {grade(source.reliability, source.credibility)}, sha256 {source.document}"
        )
        link = source.uri if source.uri.startswith(("https://", "http://")) else None
        name = source.publisher or source.title or source.uri
        values = {"source_name": harmless(name), "description": harmless(told), "url": link}
        return self.v21.ExternalReference(**{n: v for n, v in values.items() if v})

    def _place(self, citation: Citation) -> str:
        source = self.sources.get(citation.document)
        return f"Source {source.number if source else '?'}, paragraph {citation.paragraph}"


def _moment(brief: Brief) -> datetime:
    """The cut-off as a moment: a bundle tells of a brief, not of the hour in which it was exported."""
    day = brief.as_of
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)


def _distinct(findings: Iterator[Finding]) -> Iterator[Finding]:
    seen: set[str] = set()
    for finding in findings:
        key = repr(finding)
        if key not in seen:
            seen.add(key)
            yield finding


def _designated(actor: Actor) -> list[str]:
    """The types of threat actor that its source calls it: in its role, or in a cited sentence that names it."""
    if actor.kind not in ("armed_group", "organisation", "other", "person"):
        return []
    names = [actor.name, *actor.aliases]
    quotes = [c.quote for c in actor.citations if any(name in c.quote for name in names)]
    designating = [q for q in quotes if re.search(r"\b(?:designat|list|label|brand|classif|proscrib|ban)\w*\b", q)]
    told = " ".join([actor.role or "", *designating])
    return [kind for pattern, kind in _DESIGNATIONS if pattern.search(told)]


def _country(actor: Actor) -> str | None:
    """The ISO 3166 code of a state, or of the first state that a place's role names."""
    names = [actor.name, *actor.aliases] if actor.kind != "place" else [actor.name]
    words = re.findall(r"\w+(?:[ -][A-Z]\w+)*", actor.role or "") if actor.kind == "place" else []
    for name in (*names, *words, *(part for word in words for part in word.split())):
        state = state_of(name) if name[:1].isupper() else None
        if state and state in country_codes():
            return country_codes()[state]
    return None
