"""OpenDocument texts (.odt, ISO/IEC 26300): body text in order with headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefer.errors import SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.formats.packages import attribute, local, opened, texts
from briefer.sources.formats.word import office_draft
from briefer.sources.session import Session

_DROPPED = frozenset(
    (
        "tracked-changes",
        "annotation",
        "annotation-end",
        "sequence-decls",
        "forms",
        "table-of-content",
        "bibliography",
        "note-citation",
    )
)


def read_opendocument(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The document with its title, author and date by its properties."""
    with opened(content, session) as package:
        manifest = package.tree("META-INF/manifest.xml")
        if manifest is not None and any(local(element) == "encryption-data" for element in manifest.iter()):
            raise unreadable(content, "is encrypted", "save it without a password")
        tree = package.tree("content.xml")
        about = texts(package.tree("meta.xml"))
    body = (
        next((e for e in tree.iter() if local(e) == "text" and local(e.getparent()) == "body"), None)
        if tree is not None
        else None
    )
    if body is None:
        raise unreadable(content, "is an OpenDocument file without a text, such as a table", "save its text as .odt")
    author = about.get("initial-creator") or about.get("creator")
    yield office_draft(
        content, "\n\n".join(_blocks(body)), about.get("title"), author, about.get("date") or about.get("creation-date")
    )


def _blocks(body: Any) -> Iterator[str]:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in ("p", "h"):
            line = " ".join(_text(element).split())
            if line:
                yield _marked(element, name, line)
        elif name == "table-row":
            cells = [" ".join(" ".join(_text(p) for p in cell.iter() if local(p) == "p").split()) for cell in element]
            if any(cells):
                yield " | ".join(filter(None, cells))
        elif name not in _DROPPED:
            waiting += reversed(list(element))


def _marked(element: Any, name: str, line: str) -> str:
    if name == "h":
        level = attribute(element, "outline-level")
        return f"{'#' * (min(int(level), 6) if level.isdigit() and level != '0' else 1)} {line}"
    return f"- {line}" if local(element.getparent()) == "list-item" else line


def _text(element: Any) -> str:
    """The text of a paragraph; runs of spaces, tabs and line breaks are elements of their own."""
    pieces = [element.text or ""]
    waiting = list(reversed([(child, False) for child in element]))
    while waiting:
        child, is_done = waiting.pop()
        if is_done:
            pieces.append(child.tail or "")
            continue
        waiting.append((child, True))
        name = local(child)
        if name in ("s", "tab", "line-break"):
            pieces.append(" ")
        elif name not in _DROPPED and name:
            pieces.append(" " if name == "note" else "")
            pieces.append(child.text or "")
            waiting += reversed([(inner, False) for inner in child])
    return "".join(pieces)
