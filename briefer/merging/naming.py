"""The canonical names in place of those that findings use for actors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefer.records import Actor, Findings
from briefer.text.names import name_key
from briefer.text.names.people import names_office


class Names:
    """From each form of an actor to its canonical name; ``forms`` are those that name only one in all the parts.

    Within a part its own actors come first: an office or a last name means the one whom that text calls so.
    """

    def __init__(self, parts: Sequence[Findings], actors: Sequence[Actor], groups: Sequence[Sequence[Actor]]) -> None:
        # By identity: the same record may stand in two parts and name two people.
        owner = {id(member): actor for actor, group in zip(actors, groups, strict=True) for member in group}
        members = [(member, actor) for actor, group in zip(actors, groups, strict=True) for member in group]
        self.forms = _unique(
            (form, actor.name)
            for member, actor in members
            for form in (member.name, *member.aliases)
            if form == member.name or not (form.islower() or names_office(form))
        )
        self._everywhere = _unique((name_key(form), name) for form, name in self.forms.items())
        self._shared = _shared(members)
        self._within = [
            _unique(
                (name_key(form), owner[id(member)].name)
                for member in part.actors
                for form in (member.name, *member.aliases)
            )
            for part in parts
        ]

    def of(self, name: str, part: int) -> str:
        """The canonical name behind ``name`` as the part with this number uses it; ``name`` itself where it is no one's."""
        key = name_key(name)
        own = self._within[part].get(key)
        if own is not None:
            return own
        # A form that two actors bear ("Vantell") names neither for certain and is left as it is.
        return name if key in self._shared else self._everywhere.get(key, name)

    def rename(self, number: int, part: Findings) -> Findings:
        """The findings of the part with this number, under the canonical names."""

        def each(names: Iterable[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(self.of(name, number) for name in names))

        return part.model_copy(
            update={
                "relations": tuple(
                    r.model_copy(update={"subject": self.of(r.subject, number), "object": self.of(r.object, number)})
                    for r in part.relations
                ),
                "events": tuple(e.model_copy(update={"actors": each(e.actors)}) for e in part.events),
                "risks": tuple(r.model_copy(update={"affected": each(r.affected)}) for r in part.risks),
                "statements": tuple(
                    s.model_copy(update={"speaker": self.of(s.speaker, number)}) for s in part.statements
                ),
            }
        )


def _unique(forms: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Each form that only one name stands behind, to that name."""
    names: dict[str, set[str]] = {}
    for form, name in forms:
        names.setdefault(form, set()).add(name)
    return {form: min(behind) for form, behind in names.items() if form and len(behind) == 1}


def _shared(members: Iterable[tuple[Actor, Actor]]) -> frozenset[str]:
    """The keys of forms that several actors bear."""
    names: dict[str, set[str]] = {}
    for member, actor in members:
        for form in (member.name, *member.aliases):
            names.setdefault(name_key(form), set()).add(actor.name)
    return frozenset(key for key, behind in names.items() if len(behind) > 1)
