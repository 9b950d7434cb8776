"""The claim's side of the check: which words of a finding claim something, and how."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from briefer.records import Actor, Claim, Event, Finding, Judgment, Relation, Risk, Statement


@dataclass(frozen=True)
class Terms:
    """How a claim is told: the speaker that it is ascribed to, and what its record says besides its words.

    ``speaker`` is None where the claim has none; ``is_attributed`` and ``is_hedged`` say that the record itself marks the
    claim as hearsay or as not (yet) a fact.
    """

    speaker: str | None = None
    is_attributed: bool = False
    is_hedged: bool = False


@dataclass(frozen=True)
class Assertion:
    """What a finding asserts.

    Each part of ``prose`` is searched for names, numbers, dates and quotations; ``names`` must occur as they are;
    ``quotations`` are the words of a speaker; ``wordings`` are short expressions said to be the source's own; ``dates``
    are EDTF values; ``inferred`` marks a judgment, whose wording may go beyond its evidence. ``is_whole`` says that the
    last part of ``prose`` is a sentence, which can be compared word by word; ``terms`` say how it is told.
    """

    prose: tuple[str, ...]
    names: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    inferred: bool = False
    is_whole: bool = False
    terms: Terms = Terms()


@singledispatch
def assertion(finding: Finding) -> Assertion:
    """What ``finding`` asserts."""
    raise TypeError(type(finding).__name__)


@assertion.register
def _(finding: Claim) -> Assertion:
    return Assertion((finding.text,), is_whole=True)


@assertion.register
def _(finding: Judgment) -> Assertion:
    return Assertion((finding.statement,), inferred=True)


@assertion.register
def _(finding: Actor) -> Assertion:
    return Assertion(_present(finding.role, finding.activity, finding.stance), names=(finding.name,))


@assertion.register
def _(finding: Relation) -> Assertion:
    return Assertion((finding.text,), names=(finding.subject, finding.object), is_whole=True)


@assertion.register
def _(finding: Event) -> Assertion:
    terms = Terms(
        is_attributed=finding.status == "alleged", is_hedged=finding.status in ("alleged", "possible", "scheduled")
    )
    return Assertion(
        (finding.text,),
        wordings=_present(finding.date_text),
        dates=_present(finding.date),
        is_whole=True,
        terms=terms,
    )


@assertion.register
def _(finding: Risk) -> Assertion:
    return Assertion((finding.title,), names=finding.affected, wordings=_present(finding.likelihood_text))


@assertion.register
def _(finding: Statement) -> Assertion:
    # A speaker may be a description ("an Iraqi security source"), so it is read as prose, not as a name.
    words = finding.speaker.split()
    is_body = words[0][:1].isupper() and words[0].endswith(("'s", "’s"))
    names = (finding.speaker,) if is_body or all(word[:1].isupper() for word in words) else ()
    return Assertion(
        # "Tevara's interior ministry" may be plain "interior ministry" in another text.
        _present(None if is_body else finding.speaker, finding.outlet, finding.claim),
        names=names,
        quotations=_present(finding.quotation),
        is_whole=True,
        terms=Terms(speaker=finding.speaker),
    )


def _present(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
