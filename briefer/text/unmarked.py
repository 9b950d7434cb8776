"""Markdown as the words that a reader sees, so that its marks are not taken for numbers, names or sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# A shorter table cell is a label, a date or a name, and claims nothing by itself.
_CLAIM_WORDS = 4


def unmarked(text: str) -> str:
    """``text`` without Markdown's marks: footnotes and their signs, emphasis, links, numbers of lists, rules of tables.

    Table cells of four words or more become paragraphs; a label in bold that opens a paragraph ("**Bottom line.**") is
    left out. Text without marks stays as it is. Takes time linear in the length.
    """
    return "\n".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    in_note = False
    for line in text.split("\n"):
        # What is indented below a footnote belongs to it.
        in_note = bool(_patterns()["note"].match(line)) or (in_note and line.startswith(("    ", "\t")))
        if in_note:
            continue
        if line.lstrip().startswith("|"):
            for cell in re.split(r"(?<!\\)\|", line):
                words = _plain(cell.strip())
                if len(words.split()) >= _CLAIM_WORDS:
                    yield from ("", words, "")
        else:
            yield _plain(line)


def _plain(line: str) -> str:
    patterns = _patterns()
    line = patterns["sign"].sub("", line)
    line = patterns["label"].sub(r"\1", line)
    line = patterns["image"].sub("", line)
    line = patterns["link"].sub(r"\1", line)
    line = patterns["number"].sub(r"\1", line)
    for _ in range(2):  # *one* within **the other**
        line = patterns["emphasis"].sub(r"\2", line)
    return patterns["escape"].sub(r"\1", line)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "note": re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:"),
        "sign": re.compile(r"\[\^[^\]\s]{1,40}\]"),
        "label": re.compile(r"^(\s*(?:> ?)*(?:[-*+] |\d{1,3}[.)] )?)\*{1,2}[^*\n]{1,40}[.:]\*{1,2}\s+"),
        "image": re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{0,500}\)"),
        "link": re.compile(r"(?<!\\)\[([^\[\]\n]{1,300})\]\([^()\s]{1,500}\)"),
        "number": re.compile(r"^(\s*(?:> ?)*)\d{1,3}[.)] (?=\S)"),
        "emphasis": re.compile(r"(?<![\w\\*_])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*_])"),
        "escape": re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~^-])"),
    }
