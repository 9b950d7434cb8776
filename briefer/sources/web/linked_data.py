"""What a page says about itself in JSON-LD (schema.org): headline, authors, publisher, date, access, and its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from briefer.sources.moments import read_moment

_ARTICLE = re.compile(r"(?:\w*Article|Report|Reportage|\w*Posting|\w*Review|WebPage|NewsItem)$")
_MOST_NODES = 2_000
_LARGEST = 500_000


@dataclass
class LinkedData:
    """The fields that were found, None for the others; ``is_free`` is False where the page says that it is not."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    moment: datetime | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None
    is_free: bool | None = None


def read_linked_data(scripts: Iterator[str]) -> LinkedData:
    """What the ``scripts`` of a page's JSON-LD say of its article; broken ones are passed over, as browsers do."""
    nodes = [node for script in scripts for node in _nodes(_parsed(script))]
    # An article says more of itself than the page around it.
    ranked = sorted(nodes, key=lambda node: _rank(_types(node)))
    found = LinkedData()
    for node in ranked:
        if _rank(_types(node)) < 9:
            _fill(found, node)
    return found


def _parsed(script: str) -> Any:
    if len(script) > _LARGEST:
        return None
    bare = re.sub(r"^\s*(?:<!\[CDATA\[|<!--|//.*\n)|(?:\]\]>|-->)\s*;?\s*$", "", script).strip().rstrip(";")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(content: Any) -> Iterator[dict[str, Any]]:
    """The objects in ``content``, those in ``@graph`` and in lists included."""
    waiting, seen = [content], 0
    while waiting and seen < _MOST_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting += item[:100]
        elif isinstance(item, dict):
            yield item
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _rank(kinds: list[str]) -> int:
    if any(kind.endswith("NewsArticle") for kind in kinds):
        return 0
    if "WebPage" in kinds:
        return 5
    return 1 if any(_ARTICLE.match(kind) for kind in kinds) else 9


def _fill(found: LinkedData, node: dict[str, Any]) -> None:
    found.title = found.title or _text(node.get("headline"))
    found.author = found.author or _names(node.get("author") or node.get("creator"))
    found.publisher = found.publisher or _names(node.get("publisher") or node.get("sourceOrganization"))
    found.moment = found.moment or read_moment(_text(node.get("datePublished")))
    found.language = found.language or _text(node.get("inLanguage"))
    found.url = found.url or _text(node.get("url"))
    found.body = found.body or _text(node.get("articleBody"), longest=2_000_000)
    free = node.get("isAccessibleForFree")
    if found.is_free is None and free is not None:
        found.is_free = str(free).strip().lower() not in ("false", "0", "no")


def _text(value: Any, longest: int = 1_000) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str):
        return None
    return value.strip()[:longest] or None


def _names(value: Any) -> str | None:
    names = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        text = _text(name)
        if text and not text.startswith(("http://", "https://")):
            names.append(" ".join(text.split()))
    return ", ".join(dict.fromkeys(names[:10])) or None
