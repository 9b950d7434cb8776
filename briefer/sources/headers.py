"""The header of an article: what its first lines say about it, and where its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from briefer.sources.bylines import authors, byline
from briefer.sources.front_matter import read_front_matter
from briefer.sources.header_dates import find_date, only_date

# No header has more lines than this; what looks like one further down is content.
_MOST_LINES = 25
_LONGEST_LINE = 300
_LONGEST_HEADLINE = 200
_ENDS_A_SENTENCE = ".!…:;,。!؛،۔।"
_CLOSING_MARKS = "\"'”’»)]*_ "

# Keys of front matter and of ``Key: value`` lines, to the field that they fill; "" is known and not kept.
_KEYS = {
    "title": "title headline titel titre título заголовок العنوان",
    "published": "date published publication_date publish_date published_date pubdate date_published posted created "
    "datum fecha дата التاريخ",
    "updated": "updated last_updated modified last_modified lastmod",
    "author": "author authors byline by written_by writer reporter autor auteur автор الكاتب",
    "publisher": "publisher source outlet site site_name publication newspaper agency website quelle fuente источник "
    "джерело المصدر",
    "language": "lang language",
    "url": "url link canonical canonical_url permalink",
    "": "tags keywords category categories section topics topic type slug id layout draft location place image "
    "description summary",
}


@dataclass
class Header:
    """What a header says, and ``end``, where the body begins. ``host`` is that of the article's address."""

    end: int = 0
    title: str | None = None
    published: date | None = None
    updated: date | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None
    host: str | None = None
    notices: tuple[str, ...] = ()
    # Whether a line has been read that only a header has; then unassuming lines are believed more easily.
    certain: bool = field(default=False, repr=False)


def read_header(text: str) -> Header:
    """Return the header of ``text``, which may be empty: lines count only until the first that is none of a header's."""
    header = Header(end=_skip_blank(text, 0))
    matter = read_front_matter(text, header.end)
    if matter is not None:
        if matter.notice:
            header.notices = (matter.notice,)
            return header
        for key, value in matter.fields.items():
            _keep(header, _field(key), value)
        header.end = _skip_blank(text, matter.end)
        header.certain = True
    for _ in range(_MOST_LINES):
        end = _line_end(text, header.end)
        line = text[header.end : min(end, header.end + _LONGEST_LINE + 1)].strip()
        if not line or len(line) > _LONGEST_LINE or end >= len(text.rstrip()):
            break
        if not any(reads(header, text, line, end) for reads in _READERS):
            break
        header.end = _skip_blank(text, max(header.end, end))
    return header


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(r"\s*")


def _skip_blank(text: str, start: int) -> int:
    match = _blank().match(text, start)
    return match.end() if match else start


def _is_blank_after(text: str, end: int) -> bool:
    return not text[end + 1 : _line_end(text, end + 1)].strip()


def _dated_title(header: Header, text: str, line: str, end: int) -> bool:
    """``date 2025-08-22 Title of the article.``, a blank line behind it."""
    match = re.fullmatch(r"date\s+(\d{4}-\d{2}-\d{2})\s+(\S.*)", line, re.IGNORECASE)
    if match is None or header.certain or not _is_blank_after(text, end):
        return False
    found = find_date(match[1])
    if found is None:
        return False
    header.published = found.resolve()
    header.title = match[2].rstrip(".").strip() or None
    header.certain = True
    return True


def _keyed(header: Header, text: str, line: str, end: int) -> bool:  # noqa: ARG001 - one signature for all readers
    """``Key: value`` with a key that headers have."""
    match = re.match(r"[*_]{0,3}([^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,2})[*_]{0,3}\s?:[*_]{0,3}\s*(.*)", line)
    name = _field(match[1]) if match else None
    if match is None or name is None or (not name and not header.certain):
        return False
    value = match[2].strip(" *_")
    if name == "author" and value and authors(value) is None:
        return False
    if name in ("published", "updated") and value and find_date(value) is None:
        return False
    if name == "publisher" and _is_prose(value):
        return False
    _keep(header, name, value)
    header.certain = True
    return True


def _heading(header: Header, text: str, line: str, end: int) -> bool:
    """``# Title``, or a line underlined with ``===``."""
    if header.title is not None:
        return _is_same(header.title, line.lstrip("#"))
    match = re.fullmatch(r"#\s+(\S.*?)\s*#*", line)
    under = text[end + 1 : _line_end(text, end + 1)]
    if match is None and not re.fullmatch(r"={3,}[ \t]*", under):
        return False
    header.title = _plain(match[1] if match else line)
    if match is None:
        header.end = _line_end(text, end + 1)
    return True


def _day(header: Header, text: str, line: str, end: int) -> bool:  # noqa: ARG001 - one signature for all readers
    """Read a date alone, or behind ``Published on`` or ``Updated``."""
    line = line.strip("*_ ")
    match = _dated_by().match(line)
    found = find_date(line[match.end() :]) if match else only_date(line)
    if found is None or found.year is None or _is_prose(line):
        return False
    name = "updated" if match and re.search("updated|modified", match[0], re.IGNORECASE) else "published"
    if not re.search("downloaded|retrieved|accessed", line, re.IGNORECASE):
        _keep(header, name, line[match.end() :] if match else line)
    return True


@cache
def _dated_by() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:first\s+)?(?:published|posted)|(?:last\s+)?(?:updated|modified))(?:\s+on|\s+at)?\s*:?\s+", re.IGNORECASE
    )


def _by(header: Header, text: str, line: str, end: int) -> bool:  # noqa: ARG001 - one signature for all readers
    """``By Jane Doe``, perhaps with a date behind it."""
    author = byline(line)
    if author is None:
        return False
    header.author = header.author or author
    found = find_date(line)
    if found and found.year:
        header.published = header.published or found.resolve()
    return True


def _headline(header: Header, text: str, line: str, end: int) -> bool:
    """Take for the title a first line that is no sentence, with a blank line or more header behind it."""
    if header.title is not None or len(line) > _LONGEST_HEADLINE or not re.search(r"[^\W\d_]", line):
        return False
    bare = line.rstrip(_CLOSING_MARKS)
    if not bare or bare[-1] in _ENDS_A_SENTENCE or (bare[-1] in "?？؟" and len(line.split()) > 14):
        return False
    if line.startswith(("#", "-", "* ", "+ ", ">", "|", "`", "<", "[")) or re.match(r"\d+[.)]\s", line):
        return False
    if not _is_blank_after(text, end) and not _opens_header(text[end + 1 : _line_end(text, end + 1)].strip()):
        return False
    header.title = _plain(line)
    return True


_READERS = (_dated_title, _heading, _keyed, _day, _by, _headline)


def _opens_header(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and (byline(line) is not None or _day(Header(), "", line, 0))


def _is_prose(value: str) -> bool:
    return len(value) > 120 or len(value.split()) > 14


def _is_same(title: str, line: str) -> bool:
    return " ".join(title.casefold().split()) == " ".join(line.casefold().split())


def _plain(title: str) -> str | None:
    title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title)
    return " ".join(re.sub(r"\*\*|__|`", "", title).strip("*_ ").split()) or None


@cache
def _fields() -> dict[str, str]:
    return {key: name for name, keys in _KEYS.items() for key in keys.split()}


def _field(key: str) -> str | None:
    return _fields().get(re.sub(r"[\s-]+", "_", key.strip().lower()))


def _keep(header: Header, name: str | None, value: str) -> None:
    """Fill the field ``name`` from ``value``, unless it has one already or the value does not fit."""
    if not name or not value:
        return
    if name in ("published", "updated"):
        found = find_date(value)
        kept: object = found.resolve() if found else None
    elif name == "language":
        kept = _language(value)
    elif name == "url":
        name, kept = "host", _host(value)
    else:
        kept = (authors(value) or value) if name == "author" else _plain(value)
    if getattr(header, name) is None:
        setattr(header, name, kept)


def _language(value: str) -> str | None:
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*", value.strip())
    return match[1].lower() if match else None


def _host(value: str) -> str | None:
    match = re.match(r"<?https?://(?:[^/@\s]*@)?(?:www\.)?([A-Za-z0-9.-]+\.[A-Za-z]{2,})", value)
    return match[1].lower() if match else None
