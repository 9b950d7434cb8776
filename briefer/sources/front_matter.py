"""YAML front matter of Markdown files: found, parsed without aliases and types, and never trusted with more than 16 KB."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

LIMIT = 16_384
_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"^[A-Za-z_][\w -]{0,30}:(?:\s|$)", re.MULTILINE)


class FrontMatter(NamedTuple):
    """The fields, keys in lower case and values as text, and where the text goes on; ``notice`` says what is wrong."""

    fields: dict[str, str]
    end: int
    notice: str | None = None


def read_front_matter(text: str, start: int) -> FrontMatter | None:
    """Return the front matter that opens at ``start``; None where there is none. Broken YAML gives a notice and no fields."""
    fence = _FENCE.match(text, start)
    if fence is None:
        return None
    close = _CLOSE.search(text, fence.end(), fence.end() + LIMIT)
    block = text[fence.end() : close.start() if close else fence.end() + 1000]
    if not _KEY_LINE.search(block):
        return None
    if close is None:
        return FrontMatter({}, start, "front matter has no end within 16 KB, so it was read as content")
    content = _parse(block) or _lines(block)
    if content is None:
        return FrontMatter({}, start, "front matter is not valid YAML, so it was read as content")
    fields = {str(key).strip().lower().replace(" ", "_"): _flat(value) for key, value in content.items()}
    return FrontMatter({key: value for key, value in fields.items() if value}, close.end())


def _parse(block: str) -> dict[Any, Any] | None:
    import yaml

    try:
        content = yaml.load(block, Loader=_loader())  # noqa: S506 - a BaseLoader makes strings, lists and dicts only
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _lines(block: str) -> dict[str, str] | None:
    """The fields of a block that is no YAML only because a value holds a colon: "title: Dam: cracks"; None for others."""
    fields = {}
    for line in filter(str.strip, block.split("\n")):
        key, colon, value = line.partition(": ")
        # Quotes, brackets and indents are YAML's own, and broken then.
        if not colon or not line.isprintable() or not _KEY_LINE.match(line) or value.strip()[:1] in {*"[{&*!|>'\"%@`"}:
            return None
        fields[key] = value
    return fields or None


@cache
def _loader() -> Any:
    """Return a loader that keeps every scalar a string, so that no date or number can fail, and refuses aliases."""
    import yaml

    class PlainLoader(yaml.BaseLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError
            return super().compose_node(parent, index)

    return PlainLoader


def _flat(value: Any, depth: int = 0) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and depth < 3:
        return ", ".join(filter(None, (_flat(item, depth + 1) for item in value)))
    if isinstance(value, dict) and depth < 3:
        return _flat(value.get("name", ""), depth + 1)
    return ""
