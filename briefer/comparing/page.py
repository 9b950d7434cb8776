"""A comparison as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.comparing.changes import Change, Compared, Comparison, Evidence
from briefer.rendering.escaping import escape

_HEADINGS = {
    "judgment": "Key judgments",
    "bottom line": "Bottom line",
    "event": "Timeline",
    "actor": "Actors",
    "risk": "Risks",
    "source": "Sources",
}
_EVIDENCE_SHOWN = 4


def comparison_markdown(comparison: Comparison) -> str:
    """``comparison`` as Markdown: what moved first, then what is new, then what is gone; the markings of both at top and bottom."""
    markings = dict.fromkeys(side.marking for side in (comparison.new, comparison.old) if side.marking)
    banner = [f"**{' · '.join(escape(marking) for marking in markings)}**", ""] if markings else []
    lines = [
        *banner,
        "# What changed",
        "",
        f"**From** {_told(comparison.old)}  ",
        f"**To** {_told(comparison.new)}",
        "",
    ]
    if not comparison.related:
        lines += ["The two briefs share no source and no actor: they may not be of the same matter.", ""]
    if not comparison.changes:
        lines += ["Nothing changed.", ""]
    for kind, heading in _HEADINGS.items():
        own = [change for change in comparison.changes if change.kind == kind]
        if own:
            lines += [f"## {heading}", ""]
            order = ("changed", "new", "gone")
            for change in sorted(own, key=lambda change: order.index(change.change)):
                lines += _lines(change)
            lines.append("")
    return "\n".join([*lines, *banner]).strip() + "\n"


def _told(side: Compared) -> str:
    number = f"{side.sources} source{'' if side.sources == 1 else 's'}"
    return f"{escape(side.title)} (as of {side.as_of or 'no known date'}, {number})"


def _lines(change: Change) -> Iterator[str]:
    moved = "; ".join(f"{m.field}: **{escape(m.old or 'none')} → {escape(m.new or 'none')}**" for m in change.moved)
    if change.change == "changed":
        yield f"- *changed:* {escape(change.text)} {moved[:1].upper()}{moved[1:]}."
    elif change.kind == "judgment":
        level = ", ".join(
            f"{m.field} {escape(m.new if change.change == 'new' else m.old)}"
            for m in change.moved
        )  # fmt: skip
        yield f"- *{change.change}:* {escape(change.text)} ({level})"
    else:
        yield f"- *{change.change}:* {escape(change.text)}"
    if change.was:
        yield f"  - *before:* {escape(change.was)}"
    yield from _because(change)


def _because(change: Change) -> Iterator[str]:
    """The evidence behind a change; of a judgment that moved without any, ICD 203 asks why."""
    reason = "evidence" if change.change == "new" else "because of"
    for label, evidence in ((reason, change.evidence), ("no longer cited", change.dropped)):
        for item in evidence[:_EVIDENCE_SHOWN]:
            yield f"  - *{label}:* {_cited(item)}"
        if len(evidence) > _EVIDENCE_SHOWN:
            yield f"  - *{label}:* {len(evidence) - _EVIDENCE_SHOWN} more in the record (`-f json`)"
    if change.explained is False:
        yield "  - *not explained:* it moved on the same evidence (ICD 203, standard 7: change explained)"


def _cited(item: Evidence) -> str:
    new = " (new source)" if item.from_new_source else ""
    return f"source {item.source} ¶{item.paragraph}{new}: “{escape(item.quote)}”"
