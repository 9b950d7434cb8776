"""Relations: who does what to whom, where one clause names both."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from briefer.engines.extractive.clauses import clause_around, excerpt, is_finite
from briefer.engines.extractive.passages import Name, Passage, cite_with_neighbour
from briefer.engines.extractive.relation_verbs import BETWEEN, TOGETHER, VERBS
from briefer.records import Document, Relation, RelationKind

# Between two names of a relation there is at most this much text.
_REACH = 90

# Who acts for a state: "Israeli forces struck" is Israel's doing, "Israeli settlers struck" is not.
_POWERS = (
    r"(?:(?:air|armed|security|special|naval|ground|military|foreign|defen[cs]e|intelligence) )?(?:forces?|troops|"
    r"military|army|navy|government|authorities|officials|warplanes|jets|aircraft|drones|missiles|regime|"
    r"administration|ministry|minister|president|prime minister|services?|positions|targets|bases|territory|soil|"
    r"facilities|embassy|airspace|delegation|counterparts?)"
)
_LEAD = (
    r"(?: \(\w+\))?(?:, [^,]{2,60},)?,?(?: "
    + _POWERS
    + r")? (?:(?:which|who|that|also|has|have|had|previously|already|repeatedly|again|then|"
    r"later|reportedly|allegedly|recently|jointly|\w+ly|is|are|was|were|been|will|and|the|on \w+day)[ ,]+){0,4}"
)
_TAIL = (
    r"(?: (?:the|a|an|both|all|its|their|his|several|some|new|former|senior|against|on|that|in|of|at|"
    r"[A-Z][\w’'-]*|government|president|minister|ambassador|leader|chief|secretary|general|commander|envoy|then)){0,5} $"
)
_LINKS = frozenset(
    "in on at to of for from by with and or but as after before during over under near against into about since until "
    "through while when where which who that because amid despite between across outside inside within without "
    "again today yesterday last this next early late also".split()
)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|den(?:y|ies|ied)|would|could|might|may|if|whether|unless|without|former|formerly|ex)\b"
)
_BACKING = re.compile(r"[-‑](?:backed|aligned|supported|sponsored|funded|allied|armed|led|linked|trained)\b")


# One pattern each way, with a group for every line of the table: its lead and tail are compiled once.
@functools.cache
def _active() -> re.Pattern[str]:
    verbs = "|".join(f"(?P<k{number}>{verb})" for number, (_, verb, _) in enumerate(VERBS))
    return re.compile(rf"{_LEAD}(?:{verbs}){_TAIL}")


@functools.cache
def _passive() -> re.Pattern[str]:
    verbs = "|".join(f"(?P<k{number}>{verb})" for number, (_, _, verb) in enumerate(VERBS) if verb)
    return re.compile(
        rf"(?:, [^,]{{2,60}},)? (?:is|are|was|were|has been|have been|had been|being|,)? ?(?:\w+ly )?"
        rf"(?:{verbs})(?: [\w ]{{1,30}}?)? by (?:the |an? )?$"
    )


def _kind_of(match: re.Match[str]) -> RelationKind:
    """The kind of the table's line that matched."""
    return VERBS[int((match.lastgroup or "k0")[1:])][0]


@functools.cache
def _gate() -> re.Pattern[str]:
    """A cheap look at the words between two names before the patterns are tried."""
    active = "|".join(verb for _, verb, _ in VERBS)
    return re.compile(rf"\b(?:{active})\b")


def find_relations(document: Document, passages: Sequence[Passage]) -> tuple[Relation, ...]:
    """The relations that ``document`` states outright between two named actors, each once, in text order."""
    found: dict[tuple[str, RelationKind, str], Relation] = {}
    for passage in passages:
        if not passage.is_prose or len(passage.names) < 2:
            continue
        for subject, kind, other, span in _in_passage(passage):
            key = (subject, kind, other)
            if subject != other and key not in found:
                found[key] = Relation(
                    subject=subject,
                    kind=kind,
                    object=other,
                    text=excerpt(passage.text, *span),
                    citations=(cite_with_neighbour(document, passages, passage),),
                )
    return tuple(found.values())


def _in_passage(passage: Passage) -> Iterator[tuple[str, RelationKind, str, tuple[int, int]]]:
    names = [name for name in passage.names if name.kind != "place"]
    for place, first in enumerate(names):
        yield from _backing(passage, first, names)
        for second in names[place + 1 : place + 4]:
            between = passage.text[first.end : second.start]
            if len(between) > _REACH or ";" in between:
                break
            if _describes(passage.text, second):
                continue
            relation = _between(passage.text, first, second, between)
            if relation is not None:
                subject, kind, other = relation
                yield subject, kind, other, clause_around(passage.text, first.start, second.end)
                break


def _between(text: str, first: Name, second: Name, between: str) -> tuple[str, RelationKind, str] | None:
    """Subject, kind and object of what stands between two names."""
    if re.fullmatch(r" and (?:the )?", between):
        before = text[max(0, first.start - 40) : first.start]
        tied = [kind for kind, pattern in BETWEEN if pattern.search(before)]
        tied += [kind for kind, pattern in TOGETHER if pattern.match(text, second.end)]
        return (first.name, tied[0], second.name) if tied else None
    if not _gate().search(between) or _DENIED.search(between):
        return None
    # "the US president met Lee": a name inside a longer phrase, or behind a preposition, is not the subject.
    if re.search(r"\b(?:in|at|near|from|by|of|to|on|against|with|for)(?: [a-z]+){0,2} $", text[: first.start]):
        return None
    if " by " in between and (match := _passive().fullmatch(between)) is not None:
        return second.name, _kind_of(match), first.name
    if (match := _active().fullmatch(between)) is None:
        return None
    kind = _kind_of(match)
    # A deputy belongs to what another commands.
    under = kind == "commands" and re.search(r"\b(?:vice|deputy|assistant)\b", between)
    return first.name, "member_of" if under else kind, second.name


def _describes(text: str, name: Name) -> bool:
    """Whether the name merely describes the noun behind it ("backed Iraqi militias" does not back Iraq)."""
    if text.startswith(("'s", "’s"), name.end):
        return True
    behind = re.compile(r" ([A-Za-z]+)").match(text, name.end)
    if behind is None or is_finite(behind[1]) or behind[1] in _LINKS or behind[1].endswith("ly"):
        return bool(_BACKING.match(text, name.end))
    return not re.compile(rf" {_POWERS}\b").match(text, name.end)


def _backing(
    passage: Passage, backer: Name, names: Sequence[Name]
) -> Iterator[tuple[str, RelationKind, str, tuple[int, int]]]:
    """The relation in "Iran-backed": the name that the phrase describes, before it in apposition or right behind it."""
    backed = _BACKING.match(passage.text, backer.end)
    if backed is None:
        return
    for name in names:
        before = passage.text[name.end : backer.start] if name.end <= backer.start else None
        behind = passage.text[backed.end() : name.start] if name.start >= backed.end() else None
        apposed = before is not None and re.fullmatch(
            r"(?: \(\w+\))?(?:,| is| are| was| were|, which is) (?:an? |the )?(?:\w+ ){0,2}", before
        )
        followed = behind is not None and re.fullmatch(
            r" (?:(?!in |at |of |from |on |and |to |for )[a-z]\w* ){0,2}", behind
        )
        if apposed or followed:
            kind: RelationKind = "commands" if backed.group().endswith("led") else "supports"
            yield (
                backer.name,
                kind,
                name.name,
                clause_around(passage.text, min(name.start, backer.start), max(name.end, backed.end())),
            )
            return
