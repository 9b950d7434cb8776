"""Finished briefs that a command is given: read, and refused in one line where they are none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from briefer.errors import UsageError
from briefer.records import Brief

if TYPE_CHECKING:
    from briefer.packing import Pack


class Given(NamedTuple):
    """A brief, and the pack that it came in, where it did."""

    brief: Brief
    pack: Pack | None = None


def load_given(name: str, *, sound: bool = True) -> Given:
    """The brief in the file ``name``, JSON or pack, or on standard input for "-".

    UsageError if it is neither or, where it has to be ``sound``, cites what is none of its sources; PackError if it is a
    pack that cannot be used.
    """
    given = _load(name)
    if sound and not _cites_its_sources(given.brief):
        message = f"{name} cites what is none of its sources; see what is wrong with: brief verify {name}"
        raise UsageError(message)
    return given


def _cites_its_sources(brief: Brief) -> bool:
    known = {source.document for source in brief.sources}
    sides = (side for contradiction in brief.contradictions for side in contradiction.sides)
    return all(citation.document in known for finding in (*brief.claims(), *sides) for citation in finding.citations)


def _load(name: str) -> Given:
    try:
        content = sys.stdin.buffer.read() if name == "-" and sys.stdin is not None else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{name} cannot be read: {reason}; name a brief that `brief -f json` wrote, or a pack"
        raise UsageError(message) from error
    # Only an archive brings in what packs need, which is most of the pipeline.
    if content.startswith(b"PK"):
        from briefer.packing import Pack

        pack = Pack(content, name)
        return Given(pack.brief(), pack)
    return Given(_parsed(content, name))


def _parsed(content: bytes, name: str) -> Brief:
    try:
        return Brief.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] == "extra_forbidden" and first["loc"] in (("sentences",), ("timexes",)):
            message = (
                f"{name} is a brief with --debug: verify and render the one that `brief -f json` writes without it"
            )
            raise UsageError(message) from error
        place = ".".join(str(part) for part in first["loc"])
        told = f"{f'{place}: ' if place else ''}{first['msg']}"
        message = f"{name} is no brief: {told}; give one that `brief -f json` wrote, or a pack"
        raise UsageError(message) from error
