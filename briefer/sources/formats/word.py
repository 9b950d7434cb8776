"""Word documents (.docx, ECMA-376): body text in order with headings, lists and tables; what was struck out stays out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefer.errors import SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.formats.packages import Package, attribute, local, opened, texts
from briefer.sources.moments import read_day
from briefer.sources.session import Session

# Deletions and moved-away text of tracked changes, field codes, and the second copy that older programs read.
_DROPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "commentReference", "footnoteReference", "endnoteReference")
)


def read_word(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The document with its title, author and date by its properties."""
    with opened(content, session) as package:
        tree = package.tree("word/document.xml")
        if tree is None:
            raise unreadable(content, "holds no Word document", "open it and save it anew as .docx")
        about = texts(package.tree("docProps/core.xml"))
        blocks = list(_blocks(tree, _headings(package)))
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            notes = package.tree(part)
            blocks += [] if notes is None else _notes(notes)
    yield office_draft(
        content,
        "\n\n".join(blocks),
        about.get("title"),
        about.get("creator"),
        about.get("modified") or about.get("created"),
    )


def office_draft(content: Content, text: str, title: str | None, author: str | None, created: str | None) -> Draft:
    """The draft of an office document, whose properties stand behind what its first lines say of title and date.

    Programs fill properties in unasked: a title such as "Microsoft Word - draft3.doc", or "user" as the author.
    """
    is_title = title is not None and not re.match(
        r"(?:Microsoft Word|Untitled|Document\d*$|.*\.(?:docx?|odt|rtf|pdf)$)", title, re.IGNORECASE
    )
    is_author = (
        author is not None and re.fullmatch(r"(?i:user|admin\w*|owner|author|unknown|python-docx|\W*)", author) is None
    )
    day = read_day(created)
    return Draft(
        uri=content.uri,
        text=text,
        title=title if is_title else None,
        author=author if is_author else None,
        retrieved=content.retrieved,
        has_header=True,
        fallback_day=day,
    )


def _headings(package: Package) -> dict[str, int]:
    """The styles that are headings, by their ids, with their levels; the names of Word's own are English in any language."""
    tree = package.tree("word/styles.xml")
    found: dict[str, int] = {}
    for style in tree.iter() if tree is not None else ():
        if local(style) == "style":
            name = next((attribute(child, "val") for child in style if local(child) == "name"), "")
            match = re.fullmatch(r"heading ([1-9])|(title)", name, re.IGNORECASE)
            if match:
                found[attribute(style, "styleId")] = int(match[1] or 1)
    return found


def _blocks(tree: Any, headings: dict[str, int]) -> Iterator[str]:
    """Paragraphs and table rows, in the order of the document, each on a line of its own."""
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name == "p":
            line = " ".join(_text(element).split())
            if line:
                yield _marked(element, line, headings)
            # Text boxes hang within the paragraph that they are anchored to.
            waiting += reversed(
                [box for box in element.iter() if local(box) == "txbxContent" and not _is_fallback(box)]
            )
        elif name == "tr":
            cells = [
                " ".join(" ".join(_text(p) for p in cell.iter() if local(p) == "p").split())
                for cell in element
                if local(cell) == "tc"
            ]
            if any(cells):
                yield " | ".join(filter(None, cells))
        elif name not in _DROPPED:
            waiting += reversed(list(element))


def _marked(paragraph: Any, line: str, headings: dict[str, int]) -> str:
    style = next((attribute(e, "val") for e in paragraph.iter() if local(e) == "pStyle"), "")
    is_item = any(local(e) == "numPr" for e in paragraph.iter())
    level = headings.get(style, 0)
    return f"{'#' * level} {line}" if level else f"- {line}" if is_item else line


def _text(paragraph: Any) -> str:
    """The text of a paragraph, without that of text boxes in it."""
    pieces: list[str] = []
    waiting = list(reversed(list(paragraph)))
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name not in _DROPPED and name not in ("txbxContent", "pPr"):
            waiting += reversed(list(element))
    return "".join(pieces)


def _is_fallback(element: Any) -> bool:
    return any(local(parent) == "Fallback" for parent in element.iterancestors())


def _notes(tree: Any) -> list[str]:
    return [
        line for note in tree if (line := " ".join(" ".join(_text(p) for p in note.iter() if local(p) == "p").split()))
    ]
