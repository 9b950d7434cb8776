"""Second names that a text gives with words: "Qarun Airfield West, also called “Q-West”"."""

from __future__ import annotations

import re
from functools import cache


@cache
def _calling() -> re.Pattern[str]:
    word = r"[^\W\d_a-z][\w'’.-]*"
    name = rf"{word}(?: (?:(?:of|the|de|al|bin) ){{0,2}}{word}){{0,5}}"
    verb = (
        r"(?:also|better|commonly|widely|formerly|previously|otherwise|locally|now) (?:known as|called|named|referred to as)"
        r"|known (?:simply |locally )?(?:as|by the nom de guerre)|a\.?k\.?a\.?|alias|whose nom de guerre is"
    )
    return re.compile(
        rf"({name})[”\"’']?(?:, | \(|,? (?:who |which |that )?(?:is|was|are|were) )(?:{verb}) (?:the )?[“\"‘']?({name})"
    )


def also_called(text: str) -> dict[str, str]:
    """Second names to the name that each stands behind, both as printed; the first one counts."""
    found: dict[str, str] = {}
    for match in _calling().finditer(text):
        found.setdefault(match[2].rstrip(".,"), match[1])
    return found
