"""Finding hostile text in a document, paragraph by paragraph, and telling the reader of it."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from briefer.records import Document
from briefer.text.hostile.languages import FOREIGN, KEYWORDS
from briefer.text.hostile.phrases import ENGLISH, Phrases, compiled, listed
from briefer.text.hostile.ruses import RUSES, is_disguised

HostileKind = Literal["instruction", "hidden", "encoded", "code"]

_LABELS: dict[HostileKind, str] = {
    "instruction": "instruction-like text",
    "hidden": "characters or comments that do not show",
    "encoded": "encoded text",
    "code": "markup or code that would run on a web page",
}
_PLACES_SHOWN = 6

_FORMAT = r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_INVISIBLE = re.compile(f"[{_FORMAT}\U000e0000-\U000e01ef]")
_SPACED = r"[\u200b-\u200d\u2060-\u2064\ufeff\u180e\u00ad]"
_ALPHABETIC = "[A-Za-zÀ-\u024f\u0370-\u052f]"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_EMBEDDINGS = re.compile("[\u202a\u202b\u2066-\u2068]")
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{3,6}\U000e007f")
_CARRIERS = re.compile("[\U000e0000-\U000e007f]|[\U000e0100-\U000e01ef\ufe00-\ufe0f]{3,}")
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_STUFFED = re.compile(rf"(?:{_ALPHABETIC}{_SPACED}+){{3,}}{_ALPHABETIC}|{_SPACED}{{8,}}")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|$)", re.DOTALL)
_WORDS_OF_A_NOTE = 4
_BLOB = re.compile(
    r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{32,}={0,2}|(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){16,}(?![0-9A-Za-z])"
)
_LONGEST_BLOB = 4096
_CODE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|svg)\b|\bjavascript\s*:\s*\S|\bvbscript\s*:|\bdata:text/html"
    r"|\bon(?:error|load|click|mouseover|focus)\s*=\s*[\"'\w(]|\\x3c?\s*script|!\[[^\]]*\]\(https?://[^)\s]*[?{]",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|\"[^\"]*\"|(?<!\w)[‘'](?:[^‘’']|['’](?=\w))*[’'](?!\w)|「[^」]*」|`[^`]*`"
)
# So many words around a quotation make it one that somebody reports.
_WORDS_OF_A_FRAME = 4
_LOOKALIKES = str.maketrans("аеорсухіјѕԁԛԝАВЕКМНОРСТХІ", "aeopcyxijsdqwABEKMHOPCTXI")
_MIXED = re.compile(r"\w*(?:[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z])\w*")


_PHRASES = (*ENGLISH, *RUSES, Phrases(listed(KEYWORDS), FOREIGN))


class HostileSign(NamedTuple):
    """Something found: its kind, and the paragraph that holds it, None where it stands outside the numbered text."""

    kind: HostileKind
    paragraph: int | None


def find_hostile(document: Document) -> list[HostileSign]:
    """The signs in ``document``, each kind once a paragraph, in order. Linear in the text."""
    found: dict[HostileSign, None] = {}
    paragraphs = list(_paragraphs(document))
    phrases = _possible("\n".join(_folded(text) for _, text in paragraphs))
    for paragraph, text in paragraphs:
        for kind in kinds_of(text, phrases):
            found[HostileSign(kind, paragraph)] = None
    return list(found)


def disclosures(document: Document, name: str) -> Iterator[str]:
    """What a brief says of the signs in ``document``, which it calls ``name``: a sentence for each kind."""
    signs = find_hostile(document)
    for kind, label in _LABELS.items():
        places = [sign.paragraph for sign in signs if sign.kind == kind]
        if not places:
            continue
        told = [f"¶{place}" for place in places if place is not None][:_PLACES_SHOWN]
        told += ["outside the article's own text"] * (None in places)
        more = len(places) - len(told)
        more_told = f" and {more} more places" if more > 0 else ""
        yield f"{name} contains {label} ({', '.join(told)}{more_told}); treated as content."


def _possible(folded: str) -> tuple[Phrases, ...]:
    """The phrases with those of their keywords that stand in a text at all: few do, and each paragraph is tried for all."""
    lower = folded.casefold()
    held = ((tuple(filter(lower.__contains__, keywords)), pattern) for keywords, pattern in _PHRASES)
    return tuple(Phrases(keywords, pattern) for keywords, pattern in held if keywords)


def kinds_of(text: str, phrases: Sequence[Phrases] = _PHRASES) -> Iterator[HostileKind]:
    """The kinds of signs in a paragraph, each once; ``phrases`` are those that its visible text may hold."""
    folded = _folded(text)
    comments = [comment for comment in _COMMENT.findall(text) if _is_note(comment)] if "<!--" in text else []
    blobs = list(_decoded(text))
    hidden = (*comments, *blobs, _tagged(text))
    if instructs(folded, phrases) or any(instructs(_folded(part)) for part in hidden if part):
        yield "instruction"
    if comments or hides(text):
        yield "hidden"
    if blobs:
        yield "encoded"
    if any(not _is_reported(folded, *match.span()) for match in _CODE.finditer(folded)):
        yield "code"


def _is_note(comment: str) -> bool:
    """Whether an HTML comment says something, rather than marking a place."""
    return (
        len(comment.split()) >= _WORDS_OF_A_NOTE or re.search(r"\b(?:system|assistant|AI|model)\b", comment) is not None
    )


def instructs(folded: str, phrases: Sequence[Phrases] = _PHRASES) -> bool:
    """Whether a paragraph speaks to a model; ``folded`` has its invisible characters taken out."""
    lower = folded.casefold()
    return is_disguised(lower) or any(
        not _is_reported(folded, *match.span())
        for keywords, pattern in phrases
        if any(map(lower.__contains__, keywords))
        for match in compiled(pattern).finditer(folded)
    )


def hides(text: str) -> bool:
    """Whether a paragraph holds characters that reorder it or do not show, beyond what its script needs."""
    if text.isascii() or not _INVISIBLE.search(text):
        return False
    bare = _FLAG.sub("", text)
    if _OVERRIDES.search(bare) or _CARRIERS.search(bare) or _STUFFED.search(bare):
        return True
    return _EMBEDDINGS.search(bare) is not None and _RIGHT_TO_LEFT.search(bare) is None


def _paragraphs(document: Document) -> Iterator[tuple[int | None, str]]:
    """The numbered paragraphs, and the stretches of text between and around them."""
    place = 0
    for number, group in groupby(document.sentences, key=lambda sentence: sentence.paragraph):
        spans = list(group)
        start, end = spans[0].start, spans[-1].end
        if place < start and not document.text[place:start].isspace():
            yield None, document.text[place:start]
        yield number, document.text[start:end]
        place = end
    if document.text[place:].strip():
        yield None, document.text[place:]


def _folded(text: str) -> str:
    """``text`` as a model may read it: compatible forms unified, nothing invisible, letters of one script in a word."""
    if text.isascii():
        return text
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _MIXED.sub(lambda match: match.group().translate(_LOOKALIKES), plain)


def _tagged(text: str) -> str:
    """What is written in tag characters, which no font shows."""
    if text.isascii():
        return ""
    runs = _TAGS.findall(_FLAG.sub("", text))
    return " ".join("".join(chr(ord(tag) - 0xE0000) for tag in run) for run in runs)


def _decoded(text: str) -> Iterator[str]:
    """The text in base64 and hexadecimal runs that hold any."""
    for match in _BLOB.finditer(text):
        blob = match.group()[:_LONGEST_BLOB]
        for content in _attempts(blob):
            words = content.split()
            if content.isprintable() and len(words) > 1 and sum(map(str.isalpha, content)) * 2 > len(content):
                yield content
                break


def _attempts(blob: str) -> Iterator[str]:
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", blob):
        yield bytes.fromhex(blob).decode("utf-8", "replace")
    body = blob.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        content = base64.b64decode(body[: len(body) // 4 * 4 or None])
    except (binascii.Error, ValueError):
        return
    decoded = content.decode("utf-8", "replace").rstrip("\ufffd")
    yield " ".join(decoded.split("\n"))


def _is_reported(text: str, start: int, end: int) -> bool:
    """Whether a match stands within a quotation that the rest of its sentence frames, as in a report on attacks."""
    for quote in _QUOTES.finditer(text):
        if quote.start() <= start and end <= quote.end():
            return _words(_around(text, quote.start(), quote.end())) >= _WORDS_OF_A_FRAME
        if quote.start() > start:
            break
    return False


def _around(text: str, start: int, end: int) -> Iterable[str]:
    before = re.split(r"[.!?]\s", text[:start])[-1]
    after = re.split(r"[.!?](?:\s|$)", text[end:])[0]
    return (before, after)


def _words(parts: Iterable[str]) -> int:
    return sum(len(re.findall(r"\w+", part)) for part in parts)
