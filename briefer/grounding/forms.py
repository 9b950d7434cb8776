"""The forms that merging found to be of one actor: what one source calls it stands for what another does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from briefer.records import Actor
from briefer.text.names import name_key
from briefer.text.names.people import names_office, surname


class KnownForms:
    """Names and aliases of merged actors; forms that two of them bear, offices and descriptions stand for nobody.

    An actor whose own sentences do not carry its name is left out.
    """

    def __init__(self, actors: Sequence[Actor] = ()) -> None:
        self._actors = [a for a in actors if a.support is None or a.support.verdict != "unsupported"]

    @cached_property
    def _bearers(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for place, actor in enumerate(self._actors):
            for form in _forms(actor):
                found.setdefault(name_key(form), set()).add(place)
        return found

    @cached_property
    def _surnames(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for place, actor in enumerate(self._actors):
            if actor.kind == "person" and (key := name_key(actor.name)):
                found.setdefault(surname(key), set()).add(place)
        return found

    def others(self, key: str) -> list[str]:
        """What else the only actor known by ``key`` (a normalised name) is called, as printed."""
        places = self._bearers.get(key, set())
        if len(places) != 1:
            return []
        actor = self._actors[next(iter(places))]
        return [form for form in _forms(actor) if self._bearers[name_key(form)] == places]

    def is_last_of_its_name(self, key: str) -> bool:
        """Whether ``key`` names a person, with whom no other actor shares the last name."""
        places = self._bearers.get(key, set())
        return len(places) == 1 and self._surnames.get(surname(key), set()) == places


def _forms(actor: Actor) -> list[str]:
    forms = (actor.name, *(alias for alias in actor.aliases if not names_office(alias)))
    # "Tevara's interior ministry" is another text's "interior ministry".
    _, _, body = actor.name.replace("’", "'").partition("'s ")
    return [form for form in forms if (form[:1].isupper() or form == body) and name_key(form)]
