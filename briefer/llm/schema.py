"""JSON schemas for structured answers, in the strict form that servers enforce."""

from __future__ import annotations

import copy
import functools
from typing import Any

from pydantic import BaseModel

# Strict mode refuses or ignores these (facts on servers: format lets 31 February through, defaults are refused).
_DROPPED = {"title", "description", "default", "format", "minLength", "maxLength", "pattern"}


@functools.lru_cache(maxsize=64)
def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of ``model`` with every property required and none other allowed, references inlined; not to be changed.

    Property order is that of the class: servers that compile the schema to a grammar write in that order.
    """
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    tightened = _tighten(schema, definitions)
    assert isinstance(tightened, dict)  # noqa: S101 - an object goes in, an object comes out
    return tightened


def _tighten(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_tighten(part, definitions) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _tighten(copy.deepcopy(definitions[node["$ref"].rpartition("/")[2]]), definitions)
    result: dict[str, Any] = {}
    for name, value in node.items():
        if name == "properties":
            result[name] = {key: _tighten(part, definitions) for key, part in value.items()}
        elif name not in _DROPPED:
            result[name] = _tighten(value, definitions)
    if result.get("type") == "object":
        result["required"] = list(result.get("properties", {}))
        result["additionalProperties"] = False
    return result
