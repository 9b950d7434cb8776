"""Which of the encodings older than Unicode bytes are in; imported only when they are not UTF-8."""

from __future__ import annotations

import re
import unicodedata

# charset-normalizer looks at a few windows of what it is given, so it is given the lines that tell something.
_SAMPLE = 32_768

# Encodings of the Latin script look alike to charset-normalizer; letters decide between them. Each is listed with
# the accented letters of the languages written in it, most usual first: on a tie the first wins.
_LATIN: dict[str, tuple[str, ...]] = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ",
        "äöüß",
        "áéíñóúü",
        "ãáàâçéêíóôõúü",
        "àèéìíîòóùú",
        "áéëïíóöüèê",
        "åäöé",
        "åæøéèêòô",
        "áæðéíóöúýþ",
        "éèçñöüïáíóêäåøãëîôâàú",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "iso8859_2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1254": ("çğıöşüâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöüõšž"),
    "cp1258": ("àáâãèéêìíòóôõùúăđĩũơưạảấầ",),
    "iso8859_15": ("àâæçéèêëîïôœùûüÿ",),
    "iso8859_16": ("ăâîșț",),
    "mac_roman": ("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "éèçñöüïáíóêäåøãëîôâàú"),
    "cp850": ("àâæçéèêëîïôùûüÿ", "äöüß", "áéíñóúü"),
    "cp437": ("àâæçéèêëîïôùûüÿ", "äöüß", "áéíñóúü"),
}
_USUAL_SIGNS = frozenset("“”‘’„‚«»‹›–—…•·€£§°©®™¿¡ºª½\u00a0\u00ad")


def guess(content: bytes) -> str | None:
    """Return the Python codec that ``content`` is most probably in, or None where nothing fits."""
    from charset_normalizer import from_bytes

    sample = _telling(content)
    # A sample may end within a character of several bytes.
    for cut in range(4):
        best = from_bytes(sample[: len(sample) - cut]).best()
        if best is not None:
            return _among_latin(sample) or best.encoding if _is_latin(str(best)) else _usual(best.encoding, sample)
    return _among_latin(sample)


def _usual(encoding: str, sample: bytes) -> str:
    """Return ``encoding``, or windows-1251 for its look-alike of old Macintoshes, from which capitals alone tell it."""
    if encoding != "mac_cyrillic":
        return encoding
    capitals = sum(1 for byte in sample if 0xC0 <= byte <= 0xDF)
    return "cp1251" if capitals >= sum(1 for byte in sample if 0x80 <= byte <= 0x9F) else encoding


def _telling(content: bytes) -> bytes:
    if len(content) <= _SAMPLE:
        return content
    lines: list[bytes] = []
    size = 0
    for found in re.finditer(rb"[^\n]*[\x80-\xff][^\n]*\n?", content):
        line = found[0][: _SAMPLE - size]
        lines.append(line)
        size += len(line)
        if size >= _SAMPLE:
            break
    return b"".join(lines)


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
    latin = sum(1 for letter in letters if unicodedata.name(letter, "").startswith("LATIN"))
    return latin >= 0.8 * len(letters)


def _among_latin(sample: bytes) -> str | None:
    """Return the Latin encoding whose reading of ``sample`` has the most letters of one language; None below two thirds."""
    best, best_share = None, 2 / 3
    for encoding, alphabets in _LATIN.items():
        try:
            text = sample.decode(encoding).lower()
        except UnicodeDecodeError:
            continue
        counts = {letter: text.count(letter) for letter in sorted(set(text)) if letter > "\x7f"}
        total = sum(counts.values())
        signs = sum(count for letter, count in counts.items() if letter in _USUAL_SIGNS)
        known = max(sum(counts.get(letter, 0) for letter in alphabet) for alphabet in alphabets)
        if total and (known + signs) / total > best_share:
            best, best_share = encoding, (known + signs) / total
    return best
