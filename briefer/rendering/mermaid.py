"""Mermaid diagrams for Markdown: the timeline and the actor map, valid whatever the names hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefer.rendering.figures import harmless
from briefer.rendering.lettering import cut
from briefer.rendering.telling import date_told

if TYPE_CHECKING:
    from briefer.rendering.view import View

_ROOM, _SIZE = 420.0, 10.0
# Mermaid reads these as syntax even in quoted text: numbered entities, which it writes with # alone, print them.
_SYNTAX = re.compile(r'[#&;:"\'`<>{}\[\]()|\\%$@*_~^=]')


def entities(text: str) -> str:
    """``text`` in one line with all that Mermaid could take for syntax as numbered entities."""
    line = cut(str(harmless(text)), _ROOM, _SIZE)
    line = _SYNTAX.sub(lambda match: f"#{ord(match.group())};", line)
    # Words that open or close parts of a diagram: an invisible word joiner keeps them words.
    return re.sub(
        r"\b(end|section|title|click|style|class|subgraph)\b",
        lambda m: f"{m[0][0]}\u2060{m[0][1:]}",
        line,
        flags=re.IGNORECASE,
    )


def timeline(view: View) -> str:
    """The events shown as a ``timeline`` diagram; empty if none has a date."""
    dated = [event for event in view.events.items if event.date]
    if not dated:
        return ""
    lines = ["timeline", f"    accTitle: {_told(view.t('figure.timeline'))}"]
    lines += [f"    {entities(date_told(event, view.t))} : {entities(event.text)}" for event in dated]
    return "\n".join(lines) + "\n"


def flowchart(view: View) -> str:
    """The relations shown as a ``flowchart``; empty if there are none."""
    relations = view.relations.items
    if not relations:
        return ""
    names: dict[str, str] = {}
    for relation in relations:
        for name in (relation.subject, relation.object):
            names.setdefault(name, f"actor{len(names) + 1}")
    title = view.t("figure.actor_map")
    lines = ["flowchart LR", f"    accTitle: {_told(title)}"]
    lines += [f'    {short}["{entities(name)}"]' for name, short in names.items()]
    edges: dict[tuple[str, str], list[str]] = {}
    for relation in relations:
        label = view.t.label("relation", relation.kind)
        labels = edges.setdefault((names[relation.subject], names[relation.object]), [])
        if label not in labels:
            labels.append(label)
    lines += [f'    {one} -->|"{entities(", ".join(labels))}"| {two}' for (one, two), labels in edges.items()]
    return "\n".join(lines) + "\n"


def _told(text: str) -> str:
    """An accessible title: a line without the marks that would end it."""
    return re.sub(r"[;:{}#]", " ", text)
