"""The header of an article: what its first lines say about it, and where its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from briefer.sources.bylines import authors
from briefer.sources.front_matter import read_front_matter
from briefer.sources.header_dates import find_date
from briefer.sources.imprint import Imprint, is_headline, is_listed, joined, read_imprint, read_label
from briefer.text.paragraphs import Paragraph

# No header has more lines than this; what looks like one further down is content.
_MOST_LINES = 25
_LONGEST_LINE = 300
# A byline behind a standfirst stands among the first paragraphs.
_LATE = 4

# Keys of front matter and of ``Key: value`` lines, to the field that they fill; "" is known and not kept.
_KEYS = {
    "title": "title headline titel titre título subject заголовок العنوان",
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

    def fill(self, found: Imprint) -> None:
        """Take over what is not known yet."""
        self.author = self.author or found.author
        self.published = self.published or found.published
        self.updated = self.updated or found.updated
        self.publisher = self.publisher or found.publisher


def read_header(text: str, known: Header | None = None) -> Header:
    """Return the header of ``text``, which may be empty: lines count only until the first that is none of a header's.

    What is ``known`` from elsewhere stands; a first line that only repeats the known title belongs to the header.
    """
    header = known or Header()
    header.end = _skip_blank(text, 0)
    if header.title:
        end = _line_end(text, header.end)
        if _is_same(header.title, text[header.end : end].lstrip("#")) and text[end:].strip():
            header.end = _skip_blank(text, end)
    matter = read_front_matter(text, header.end)
    if matter is not None:
        if matter.notice:
            header.notices = (matter.notice,)
            return header
        for key, value in matter.fields.items():
            _keep(header, _field(key), value)
        header.end = _skip_blank(text, matter.end)
        header.certain = True
    last = len(text.rstrip())
    for _ in range(_MOST_LINES):
        end = _line_end(text, header.end)
        line = text[header.end : min(end, header.end + _LONGEST_LINE + 1)].strip()
        if not line or len(line) > _LONGEST_LINE or end >= last:
            break
        if not any(reads(header, text, line, end) for reads in _READERS):
            break
        header.end = _skip_blank(text, max(header.end, end))
    return header


def read_late_header(text: str, body: tuple[Paragraph, ...], header: Header) -> tuple[Paragraph, ...]:
    """Return ``body`` without bylines and dates that stand behind a standfirst; ``header`` takes over what they say."""
    kept = []
    for index, paragraph in enumerate(body[:_LATE]):
        found = _all_imprint(text[paragraph.start : paragraph.end]) if paragraph.end - paragraph.start < 400 else None
        if found is None or index == len(body) - 1 or (found.published and header.published):
            kept.append(paragraph)
        else:
            header.fill(found)
    return (*kept, *body[_LATE:])


def _all_imprint(paragraph: str) -> Imprint | None:
    found = [read_imprint(line) for line in paragraph.split("\n")]
    return joined([line for line in found if line]) if all(found) else None


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
    if name in ("published", "updated") and find_date(value) is None and (not header.certain or len(value) > 40):
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


def _imprint(header: Header, text: str, line: str, end: int) -> bool:  # noqa: ARG001 - one signature for all readers
    """``By Jane Doe``, ``Published on 22 August 2025``, a date alone."""
    found = read_imprint(line)
    if found is None or (found.published and header.published not in (None, found.published)):
        return False  # another date than the known one heads a part of the text, as in a chronology
    header.fill(found)
    return True


def _label(header: Header, text: str, line: str, end: int) -> bool:
    """Read a name, an outlet or a section between the title and a line that is certain."""
    label = read_label(line)
    following = next(filter(None, _imprints_behind(text, end)), None)
    if header.title is None or label is None or following is None or read_imprint(line):
        return False
    header.fill(label._replace(author=None) if following.author else label)
    return True


def _headline(header: Header, text: str, line: str, end: int) -> bool:
    """Take for the title a first line that is no sentence, with a blank line or more header behind it."""
    behind = text[end + 1 : min(_line_end(text, end + 1), end + 1 + _LONGEST_LINE)].strip()
    if header.title is not None or not is_headline(line) or read_imprint(line):
        return False
    if behind and read_imprint(behind) is None:
        return False
    following = _lines_behind(text, end)
    if following and is_listed(following[0]):
        return False
    if _is_above_headline(text, line, end):
        label = read_label(line)
        header.fill(label._replace(author=None) if label else Imprint())
        return True
    header.title = _plain(line)
    return True


def _is_above_headline(text: str, line: str, end: int) -> bool:
    """Whether a few words stand over the real headline: a section's name, an outlet's, a notice of release."""
    following = _lines_behind(text, end)
    if line.isupper() and len(following) > 1 and read_imprint(following[0]):
        return is_headline(following[1]) and not following[1].isupper()
    if len(line.split()) > 3 or not following or not is_headline(following[0]) or read_imprint(following[0]):
        return False
    is_longer = len(following[0].split()) > len(line.split()) + 1
    return is_longer and any(read_imprint(behind) for behind in following[1:])


def _lines_behind(text: str, end: int) -> list[str]:
    """Return up to three lines that are not blank, from the one behind ``end`` on."""
    lines: list[str] = []
    while len(lines) < 3 and (start := _skip_blank(text, end)) < len(text):
        end = _line_end(text, start)
        lines.append(text[start : min(end, start + _LONGEST_LINE + 1)].strip())
    return lines


def _imprints_behind(text: str, end: int) -> list[Imprint | None]:
    return [read_imprint(line) for line in _lines_behind(text, end)[:2]]


_READERS = (_dated_title, _heading, _keyed, _imprint, _label, _headline)


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
        name, kept = "host", host_of(value)
    else:
        kept = (authors(value) or value) if name == "author" else _plain(value)
    if getattr(header, name) is None:
        setattr(header, name, kept)


def _language(value: str) -> str | None:
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*", value.strip())
    return match[1].lower() if match else None


def host_of(value: str) -> str | None:
    """Return the host of a web address, without www; None for anything else."""
    match = re.match(r"<?https?://(?:[^/@\s]*@)?(?:www\.)?([A-Za-z0-9.-]+\.[A-Za-z]{2,})", value)
    return match[1].lower() if match else None
