"""What verifying found: one record for each thing checked, and the whole as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from briefer.records import Brief, Record

Part = Literal["pack", "record", "source", "citation", "verdict", "rendering", "remaking"]
Outcome = Literal["holds", "fails", "unchecked"]

_SIGNS: dict[Outcome, str] = {"holds": "ok    ", "fails": "FAILS ", "unchecked": "--    "}


class Check(Record):
    """One thing that was checked; ``place`` is the claim or file it is about, where there is one."""

    part: Part
    outcome: Outcome
    text: str
    place: str | None = None


class Verification(Record):
    """The result: ``holds`` says that nothing which could be checked failed."""

    brief: str
    title: str
    marking: str | None
    holds: bool
    complete: bool
    checks: tuple[Check, ...]

    @classmethod
    def of(cls, name: str, brief: Brief, checks: Iterator[Check]) -> Verification:
        """The result of ``checks`` on ``brief``, which the file ``name`` holds."""
        done = tuple(checks)
        return cls(
            brief=name,
            title=brief.title,
            marking=brief.marking,
            holds=all(check.outcome != "fails" for check in done),
            complete=all(check.outcome == "holds" for check in done),
            checks=done,
        )

    def to_text(self) -> str:
        """A line for each check, and one that sums them up."""
        failed = sum(check.outcome == "fails" for check in self.checks)
        unchecked = sum(check.outcome == "unchecked" for check in self.checks)
        lines = [f"{self.brief}: {_one_line(self.title)}"]
        for check in self.checks:
            place = f"{check.place}: " if check.place else ""
            lines.append(f"{_SIGNS[check.outcome]}{check.part:<10}{_one_line(place + check.text)}")
        if failed:
            lines.append(f"Does not hold: {failed} of {len(self.checks)} checks failed.")
        elif unchecked:
            lines.append("Holds, as far as it could be checked; the lines that begin with -- say what could not.")
        else:
            lines.append("Holds.")
        banner = [_one_line(self.marking)] if self.marking else []
        return "\n".join([*banner, *lines, *banner]) + "\n"

    def to_json(self) -> str:
        """The record as JSON."""
        return self.model_dump_json(indent=2) + "\n"


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
