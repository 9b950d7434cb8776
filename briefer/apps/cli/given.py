"""Finished briefs that a command is given: read, and refused in one line where they are none."""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import ValidationError

from briefer.errors import UsageError
from briefer.records import Brief


def load_brief(name: str) -> Brief:
    """The brief in the JSON file ``name``, or on standard input for "-"; UsageError if it is none."""
    try:
        content = sys.stdin.buffer.read() if name == "-" and sys.stdin is not None else Path(name).read_bytes()
    except OSError as error:
        message = f"{name} cannot be read: {error.strerror or error}; name a brief that `brief -f json` wrote"
        raise UsageError(message) from error
    try:
        return Brief.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        message = (
            f"{name} is no brief: {f'{place}: ' if place else ''}{first['msg']}; give one that `brief -f json` wrote"
        )
        raise UsageError(message) from error
