"""The brief for Slack: Block Kit JSON for the API, or mrkdwn to paste by hand, within Slack's limits.

Limits, measured against Slack: 3,000 characters a section, 150 a header, 50 blocks a message, and about 9,600
characters in all blocks together before it answers ``msg_blocks_too_long``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from briefer.rendering import telling
from briefer.rendering.figures import harmless
from briefer.rendering.statement import ai_statement
from briefer.rendering.view import View

if TYPE_CHECKING:
    from briefer.records import Brief, Finding, Judgment
    from briefer.rendering.formats import RenderOptions

SECTION_LETTERS = 3000
HEADER_LETTERS = 150
MESSAGE_LETTERS = 9500
MESSAGE_BLOCKS = 50
# What closes a message, and must find room: a word on the rest, how the brief was made, the marking.
_KEPT_LETTERS = 1400
_KEPT_BLOCKS = 4
_LONGEST_VALUE = 1200
_WORD_JOINER = "\u2060"
# Slack has no escapes for its own marks, but none is read as one behind a letter, and a word joiner is one that is not seen.
_MARKS = re.compile(r"(?<![^\W_])([*_~`])|@(?=\w)|(?<=\bwww)\.|:(?=//)|:(?=[a-z0-9_+-]+:)")


class Paragraph(NamedTuple):
    """A piece of the message: mrkdwn, and whether a heading stands over it."""

    text: str
    heading: str = ""


def escape(value: object, at_most: int = _LONGEST_VALUE) -> str:
    """``value`` as mrkdwn that shows its own characters: no link, mention, command or format comes of it."""
    text = " ".join(str(harmless(str(value))).split()) if value is not None else ""
    text = text if len(text) <= at_most else text[: at_most - 1] + "…"
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _MARKS.sub(_defused, text)
    return _WORD_JOINER + text if text.startswith(("&gt;", "•", "-")) else text


def _defused(match: re.Match[str]) -> str:
    mark = match.group()
    return mark + _WORD_JOINER if mark in "@.:" else _WORD_JOINER + mark


def render_blocks(brief: Brief, options: RenderOptions) -> bytes:
    """``brief`` as a message of Block Kit: ``{"text": …, "blocks": […]}``, as ``chat.postMessage`` takes it."""
    view = View(brief, options)
    blocks: list[dict[str, Any]] = []
    if brief.marking:
        blocks.append(_context(f"*{escape(brief.marking, 200)}*"))
    title = str(harmless(" ".join(brief.title.split())))
    shown = title if len(title) <= HEADER_LETTERS else title[: HEADER_LETTERS - 1] + "…"
    blocks.append({"type": "header", "text": {"type": "plain_text", "text": shown or "–", "emoji": False}})
    blocks.append(_context(_facts(view)))
    kept, left = _fitting(
        view, MESSAGE_LETTERS - _KEPT_LETTERS - _size(blocks), MESSAGE_BLOCKS - _KEPT_BLOCKS - len(blocks)
    )
    blocks += [_section(text) for text in kept]
    blocks.append({"type": "divider"})
    if left:
        blocks.append(_context(_rest(left)))
    blocks.append(_context(_statement(brief)))
    if brief.marking:
        blocks.append(_context(f"*{escape(brief.marking, 200)}*"))
    message = {"text": escape(brief.title, HEADER_LETTERS), "blocks": blocks}
    return (json.dumps(message, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def render_text(brief: Brief, options: RenderOptions) -> bytes:
    """``brief`` as mrkdwn to paste into Slack."""
    view = View(brief, options)
    marking = [f"*{escape(brief.marking, 200)}*"] if brief.marking else []
    head = [*marking, f"*{escape(brief.title)}*", _facts(view)]
    kept, left = _fitting(view, MESSAGE_LETTERS - _KEPT_LETTERS - sum(map(len, head)), MESSAGE_BLOCKS)
    foot = [*([_rest(left)] if left else []), _statement(brief), *marking]
    return ("\n\n".join([*head, *kept, *foot]) + "\n").encode("utf-8", "replace")


def _fitting(view: View, letters: int, blocks: int) -> tuple[list[str], int]:
    """The paragraphs joined into sections, as far as they fit, and how many paragraphs were left over."""
    sections: list[str] = []
    paragraphs = list(_paragraphs(view))
    for place, paragraph in enumerate(paragraphs):
        opens = bool(paragraph.heading) or not sections
        text = f"*{escape(paragraph.heading)}*\n{paragraph.text}" if paragraph.heading else paragraph.text
        grown = len(text) + (0 if opens else 1)
        is_full = not opens and len(sections[-1]) + grown > SECTION_LETTERS
        if grown > letters or ((opens or is_full) and len(sections) >= blocks):
            return sections, len(paragraphs) - place
        letters -= grown
        if opens or is_full:
            sections.append(text[:SECTION_LETTERS])
        else:
            sections[-1] += "\n" + text
    return sections, 0


def _paragraphs(view: View) -> Iterator[Paragraph]:
    """What a channel wants to know, first things first."""
    t = view.t
    if view.bottom_line:
        text = " ".join(f"{escape(claim.text)}{_places(view, claim)}" for claim in view.bottom_line)
        yield Paragraph(text[: SECTION_LETTERS - 100], t("section.bottom_line"))
    yield from _listed(t("section.judgments"), (_judgment(view, number, j) for number, j in view.judgments))
    yield from _listed(t("section.key_points"), (_line(view, p, p.text) for p in view.key_points.items))
    yield from _listed(
        t("section.timeline"),
        (_line(view, e, e.text, telling.date_told(e, t), t.label("status", e.status)) for e in view.events.items),
    )
    yield from _listed(
        t("section.risks"), (_line(view, r, r.title, None, telling.likelihood_told(r, t)) for r in view.risks.items)
    )
    yield from _listed(t("section.statements"), (_line(view, s, _said(s), s.speaker) for s in view.statements.items))
    yield from _listed(t("section.contradictions"), (_contradiction(c) for c in view.contradictions))
    yield from _listed(t("section.unsupported"), (f"• {escape(telling.wording(f))}" for f in view.unsupported))
    gaps = [gap.text for gap in view.gaps] + [problem.text for problem in view.problems]
    yield from _listed(t("section.gaps"), (f"• {escape(text)}" for text in gaps))


def _listed(heading: str, lines: Iterator[str]) -> Iterator[Paragraph]:
    for number, line in enumerate(lines):
        yield Paragraph(line, "" if number else heading)


def _judgment(view: View, number: int, judgment: Judgment) -> str:
    t = view.t
    told = telling.judged(judgment)
    text = f"{escape(told.before)} *{escape(told.term)}* {escape(told.after)}" if told.term else escape(told.before)
    band = ""
    if judgment.likelihood:
        band = f"{t.label('likelihood', judgment.likelihood)} {telling.band_told(judgment.likelihood, t)} · "
    rating = f"{band}{t('head.confidence')}: {t.label('confidence', judgment.confidence)}"
    return f"{number}. {text}{_places(view, judgment)}\n      _{escape(rating)}_"


def _line(view: View, finding: Finding, text: str, lead: str | None = None, trail: str | None = None) -> str:
    opening = f"*{escape(lead)}* " if lead else ""
    return f"• {opening}{escape(text)}{f' ({escape(trail)})' if trail else ''}{_places(view, finding)}"


def _said(statement_made: Any) -> str:
    claim, quotation = telling.said(statement_made)
    return telling.joined([claim, f"“{quotation}”" if quotation else None], " ")


def _contradiction(contradiction: Any) -> str:
    sides = " – ".join(escape(side.text) for side in contradiction.sides)
    return f"• *{escape(contradiction.subject)}*: {sides}"


def _places(view: View, finding: Finding) -> str:
    """Where the evidence stands: source and paragraph, the first three."""
    numbers = {source.document: source.number for source in view.brief.sources}
    places = dict.fromkeys(f"{numbers.get(c.document, '?')} ¶{c.paragraph}" for c in finding.citations)
    return f" [{', '.join(list(places)[:3])}]" if places else ""


def _facts(view: View) -> str:
    t, brief = view.t, view.brief
    return " · ".join(
        [
            f"*{t('head.as_of')}* {telling.cutoff_told(brief, t)}",
            f"*{t('head.sources')}* {len(brief.sources)} ({telling.grades(brief)})",
            f"*{t('head.checked')}* {telling.tally(brief, t)}",
        ]
    )


def _statement(brief: Brief) -> str:
    return f"_{escape(' '.join(ai_statement(brief)), 800)}_"


def _rest(left: int) -> str:
    return f"{left} more items did not fit in one message: the rest is in the file (`-f pdf`, `-f html` or `-f md`)."


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _context(text: str) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _size(blocks: list[dict[str, Any]]) -> int:
    """The characters of text in the blocks."""
    texts = (
        element["text"] for block in blocks for element in (block.get("text"), *block.get("elements", ())) if element
    )
    return sum(map(len, texts))
