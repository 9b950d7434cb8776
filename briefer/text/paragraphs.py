"""Paragraphs of plain text and Markdown, with exact offsets; hard-wrapped lines are joined, not rewritten."""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph or heading: ``text[start:end]``, without surrounding white space."""

    start: int
    end: int
    is_heading: bool = False
