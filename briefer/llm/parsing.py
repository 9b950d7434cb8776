"""Finding the JSON object in what a model wrote: plain, fenced, or with prose around it."""

from __future__ import annotations

import json
import re
from typing import Any

_FENCE = re.compile(r"```(?:json|JSON)?[ \t]*\n(.*?)```", re.DOTALL)
# NUL and other control characters come out of some servers and are legal in no JSON string.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def find_json(text: str) -> dict[str, Any]:
    """The first JSON object in ``text``; ValueError says what is wrong where there is none."""
    text = _CONTROL.sub("", text).strip().removeprefix("\ufeff")
    if not text:
        message = "the answer is empty"
        raise ValueError(message)
    problem = "the answer holds no JSON object"
    for candidate in (text, *_FENCE.findall(text)):
        start = candidate.find("{")
        if start < 0:
            continue
        try:
            found, _ = json.JSONDecoder(strict=False).raw_decode(candidate, start)
            return {str(key): _clean(value) for key, value in found.items()}
        except RecursionError:
            problem = "the answer is nested too deeply"
        except ValueError as error:
            problem = f"the answer is not valid JSON: {error}"
    raise ValueError(problem)


def _clean(value: Any) -> Any:
    """Strings without control characters and unpaired surrogates, which JSON escapes can smuggle in."""
    if isinstance(value, str):
        paired = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _CONTROL.sub("", paired)
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _clean(part) for key, part in value.items()}
    return value
