"""Transliterated names by their sound: "Muhammad al-Sudani" and "Mohamed Al Soudani", "Ayn al-Asad" and "Ain Al-Assad"."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from briefer.text.names.keys import name_key

# Sounds that newsrooms spell in several ways, the longer first.
_FOLDS = (
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("ck", "k"), ("dj", "j"),
    ("zh", "j"), ("w", "u"), ("x", "ks"),
)  # fmt: skip
_LONGEST = 80
_SHORTEST = 5


@cache
def _signs() -> re.Pattern[str]:
    """Signs that a name is transliterated: articles, given names, letters and endings that English has not."""
    return re.compile(
        r"\b(?:al|el|ad|an|ar|as|ash|at|az|ez|es|ul|ur)[-‑ ](?=\w)"
        r"|\b(?:abd|abd[eu]l|abu|abou|ibn|bin|bint|umm?|ain|ayn|deir|dayr|tel|tall|ras|wadi|jebel|jabal)\b"
        r"|\b(?:m[ou]hamm?[aeo]d|ahm[ae]d|mahm[ou]+d|h[aou]ss?[aei]+[ny]n?|hass?an|al[iy]|om[ae]r|[uo]sama|khal[ei]d"
        r"|[yj]ou?ss?[eu]f|ibrahim|mustaf[ah]+|kar[ie]+m|sal[ae]h|tar[ie]q)\b"
        r"|kh|gh(?=[aiou])|q(?!u)|dh|(?:sk[iy]{1,2}j?|enko|yev|[oe]v|vich|vych|chuk)\b|\b(?:ye|yu)\w"
    )


@cache
def _article() -> re.Pattern[str]:
    return re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az|ez|es|ul|ur)[-‑ ](?=\w)")


def sound_key(name: str) -> str:
    """The sound of a name, articles aside: vowels fall into two classes, dark (o, u) and bright (a, e, i, y)."""
    return " ".join(sound for sound, _ in _words(name))


def same_sound(one: str, other: str) -> bool:
    """Whether two names can be transliterations of one: the same sound, and no "a" where the other has an "i".

    "Hamad" and "Hamid" are two names, "Hamed" may be a spelling of either. Names of which nothing shows that they are
    transliterated ("Hanson" and "Henson") are what they are.
    """
    key = sound_key(one)
    if len(key) < _SHORTEST or key != sound_key(other) or not (_has_signs(one) or _has_signs(other)):
        return False
    words = zip(_words(one), _words(other), strict=True)
    runs = (pair for (_, a), (_, b) in words for pair in zip(_bright(a), _bright(b), strict=False))
    return not any(set(a + b) <= {"a", "i", "y"} and set(a).isdisjoint(b) and "a" in a + b for a, b in runs)


@lru_cache(maxsize=16384)
def _has_signs(name: str) -> bool:
    return _signs().search(_plain(name)) is not None


@lru_cache(maxsize=16384)
def _words(name: str) -> tuple[tuple[str, str], ...]:
    """Each word of the name as its sound and as it is spelled, without articles."""
    if len(name) > _LONGEST:
        return ()
    plain = re.sub(r"\babd(?:[eu]l|[ -]?al)?[ -]", "abd ", _plain(name))
    return tuple((_sound(word), word) for word in name_key(_article().sub("", plain)).split())


def _plain(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))


def _bright(word: str) -> list[str]:
    return re.findall("[aeiy]+", word)


def _sound(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    word = re.sub(r"^[yj](?:ou?|u)ss?[eu]f$", "yusuf", word)
    for spelled, sound in _FOLDS:
        word = word.replace(spelled, sound)
    word = re.sub(r"([^aeiouy])\1+", r"\1", word)
    word = re.sub("[aeiy]+", "e", re.sub("[ou]+", "o", word))
    # "Hamzah" and "Hamza"
    return word[:-1] if len(word) > 3 and word.endswith("eh") else word
