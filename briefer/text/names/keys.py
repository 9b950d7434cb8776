"""One key for the many spellings of a name: case, diacritics, Arabic articles, apostrophes, hyphens, dots."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from briefer.text import gazetteer
from briefer.text.names.cyrillic import is_cyrillic, stem

# Longer texts are whole sentences: remembering their keys would hold memory for nothing.
_LONGEST_NAME = 120
# Given names and words whose Latin spelling varies most between newsrooms, folded to one.
_SPELLINGS = {
    "mohammad": "mohammed",
    "mohamed": "mohammed",
    "mohamad": "mohammed",
    "muhammad": "mohammed",
    "muhammed": "mohammed",
    "muhamed": "mohammed",
    "hussain": "hussein",
    "husayn": "hussein",
    "hossein": "hussein",
    "ahmed": "ahmad",
    "qaida": "qaeda",
    "qods": "quds",
    "hizballah": "hezbollah",
    "hizbollah": "hezbollah",
    "organisation": "organization",
    "defence": "defense",
    "centre": "center",
    "programme": "program",
    "labor": "labour",
    "mobilisation": "mobilization",
}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    possessive = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?!\w)")
    article = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az|ul|ur)[-‑–](?=\w)|\b(?:al|el) (?=\w)")
    marks = re.compile(r"['’‘ʿʾʼ`´.\u200b-\u200f\u00ad\u2060]+")
    return possessive, article, marks


def name_key(text: str) -> str:
    """The form of a name under which its spellings meet: "the al-Sudani’s" and "Al Sudani" both give ``sudani``.

    Case, diacritics, a leading "the", possessives, Arabic articles, apostrophes and ʿayn, dots of acronyms, hyphens
    and runs of white space do not count, nor do Russian and Ukrainian case endings in a text that begins in Cyrillic; common transliterations of a few given names are folded.
    """
    return _short_key(text) if len(text) <= _LONGEST_NAME else _key(text)


@lru_cache(maxsize=16384)
def _short_key(text: str) -> str:
    return _key(text)


def _key(text: str) -> str:
    possessive, article, marks = _patterns()
    plain = text.casefold()
    plain = possessive.sub("", plain) if "'" in plain or "’" in plain else plain
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        for mark in filter(unicodedata.combining, set(plain)):
            plain = plain.replace(mark, "")
    plain = article.sub("", plain)
    plain = marks.sub("", plain).replace("&", " and ")
    words = re.findall(r"\w+", plain)
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        del words[0]
    if is_cyrillic(plain):
        return " ".join(stem(word) if is_cyrillic(word) else word for word in words)
    return " ".join(_SPELLINGS.get(word, word) for word in words)


def plain_form(text: str) -> str:
    """The name without a leading article and a trailing possessive, as the tables of the gazetteer spell it."""
    if text[:4] in {"The ", "the "} and len(text) > 4 and gazetteer.lookup(text) is None:
        text = text[4:]
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    return text.replace("’", "'").replace("\n", " ")


def known(text: str) -> gazetteer.Entry | None:
    """What the gazetteer says of a name as it stands in a text, article and possessive aside; capitals count."""
    entry = gazetteer.lookup(text)
    if entry is None and (plain := plain_form(text)) != text:
        entry = gazetteer.lookup(plain)
    if entry is None and is_cyrillic(text):
        return _cyrillic_names().get(name_key(text))
    if entry is None and "-" in text:
        entry = gazetteer.lookup(text.replace("-", " "))
    if entry is None and len(text) > 4 and text.isupper():
        entry = gazetteer.lookup(text.title())
    return entry


@cache
def _cyrillic_names() -> dict[str, gazetteer.Entry]:
    """The Cyrillic names of the tables by their key, which has no case endings: "России" is found as "Россия"."""
    entries: dict[str, gazetteer.Entry] = {}
    for form in (*gazetteer.states(), *gazetteer.native_cities()):
        if is_cyrillic(form) and (entry := gazetteer.lookup(form)) is not None:
            entries.setdefault(name_key(form), entry)
    return entries


def same_name(a: str, b: str) -> bool:
    """Whether two forms are spellings of one name, or well-known names of one body: "US" and "United States"."""
    if name_key(a) == name_key(b):
        return bool(name_key(a))
    first, second = known(a), known(b)
    return first is not None and second is not None and first == second


def states_behind(people: str) -> list[str]:
    """What a state may be called whose adjective is ``people``, by the usual endings; empty where it has none of them."""
    if people.endswith("ian") and len(people) > 6:
        return [people[:-1], people[:-3], people[:-3] + "e", people[:-3] + "y", people[:-2]]
    if people.endswith("an") and len(people) > 5:
        return [people[:-1], people[:-2]]
    if people.endswith("ese") and len(people) > 6:
        return [people[:-3], people[:-3] + "a"]
    return []
