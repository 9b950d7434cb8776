"""Sources of every kind, made from a few sentences of our own: what the readers' tests read."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from itertools import pairwise

TITLE = "Halvik closes its northern terminal"
PARAGRAPHS = (
    "The harbour authority of Halvik closed the northern terminal on August 18 after an explosion in a warehouse.",
    "Foreign Minister Ada Brun said that the closure would last until September 15, and that two ships had been turned away.",
    "“Nobody will unload here before the inquiry has ended,” the authority's director told reporters on Thursday.",
    "Insurers in Norland fear that the dispute over the cargo could spread to other ports, and asked for talks next month.",
)
TEXT = "\n\n".join(PARAGRAPHS)


def page(
    body: str | None = None, *, head: str = "", title: str = TITLE, declared: str = "utf-8", lang: str = "en"
) -> str:
    """A news page with navigation and a footer around the article."""
    article = body if body is not None else "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="{declared}"><title>{title} | Halvik Monitor</title>{head}</head>'
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
        f"<main><article><h1>{title}</h1>{article}</article></main>"
        '<footer><a href="/imprint">Imprint</a> <a href="/cookies">Cookie policy</a></footer></body></html>'
    )


LINKED_DATA = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "X"}, '
    f'{{"@type": "NewsArticle", "headline": "{TITLE}", "datePublished": "2025-08-22T23:30:00-05:00", '
    '"author": [{"@type": "Person", "name": "Ida Holm"}, {"@type": "Person", "name": "Per Lund"}], '
    '"publisher": {"@type": "Organization", "name": "Halvik Monitor"}}]}</script>'
)


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 8, 22, 10, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str | None = None, **parts: str | bytes) -> bytes:
    """A Word document; ``body`` is what stands in w:body, ``parts`` further XML by path with / written __."""
    plain = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in PARAGRAPHS)
    heading = f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body if body is not None else heading + plain}</w:body></w:document>",
        "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style></w:styles>',
        "docProps/core.xml": '<p xmlns:dc="d" xmlns:t="t"><dc:title>Document1</dc:title><dc:creator>Ida Holm</dc:creator>'
        "<t:created>2025-08-22T10:00:00Z</t:created></p>",
    }
    members |= {name.replace("__", "/"): content for name, content in parts.items()}
    return zipped(members)


def opendocument(body: str | None = None) -> bytes:
    """An OpenDocument text; ``body`` is what stands in office:text."""
    plain = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in PARAGRAPHS)
    names = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:dc="d" xmlns:meta="m"'
    whole = body if body is not None else f'<text:h text:outline-level="1">{TITLE}</text:h>{plain}'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:c {names}><office:body><office:text>{whole}</office:text></office:body></office:c>",
            "meta.xml": f"<office:m {names}><meta:initial-creator>Ida Holm</meta:initial-creator>"
            "<meta:creation-date>2025-08-22T10:00:00</meta:creation-date></office:m>",
        }
    )


def richtext() -> bytes:
    """A rich text document in code page 1251, with title and author in its information group."""
    paragraphs = "\\par\n".join(
        paragraph.replace("“", "\\ldblquote ").replace("”", "\\rdblquote ") for paragraph in PARAGRAPHS
    )
    return (
        "{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Times;}}{\\info{\\title Halvik closes its northern terminal}{\\author Ida Holm}"
        "{\\creatim\\yr2025\\mo8\\dy22\\hr10}}\\f0 " + paragraphs + "\\par \\'c3\\'e0\\'e2\\'e0\\'ed\\'fc.\\par}"
    ).encode("latin-1")


def mail(text: str | None = TEXT, markup: str | None = None, **attachments: bytes) -> bytes:
    """A mail; attachments by file name, with the dot written as __."""
    message = EmailMessage()
    message["From"] = "Ida Holm <ida.holm@monitor.example>"
    message["To"] = "desk@monitor.example"
    message["Subject"] = TITLE
    message["Date"] = "Fri, 22 Aug 2025 10:00:00 +0200"
    message["Message-ID"] = "<1@monitor.example>"
    if text is not None:
        message.set_content(text)
    if markup is not None:
        message.add_alternative(markup, subtype="html")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return message.as_bytes()


def feed(entries: str, *, title: str = "Halvik Monitor") -> str:
    """An RSS feed."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><language>en</language>{entries}</channel></rss>'


def entry(number: int, text: str, *, link: str | None = None, date: str = "Fri, 22 Aug 2025 10:00:00 GMT") -> str:
    """An entry of an RSS feed."""
    address = link or f"https://monitor.example/{number}"
    return (
        f"<item><title>Entry {number} of the feed</title><link>{address}</link><pubDate>{date}</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


def outlook(
    body: str | None = TEXT,
    attachment: tuple[str, bytes] | None = None,
    markup: bytes | None = None,
    streams: dict[str, bytes] | None = None,
) -> bytes:
    """An Outlook mail, as a compound file of our own making (MS-CFB, MS-OXMSG)."""
    sent = struct.pack("<HHIQ", 0x0040, 0x0039, 6, (1755849600 + 11644473600) * 10_000_000)
    streams = {
        **(streams or {}),
        "__substg1.0_001A001F": "IPM.Note".encode("utf-16-le"),
        "__substg1.0_0037001F": TITLE.encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Ida Holm".encode("utf-16-le"),
        "__substg1.0_0C1F001F": "ida.holm@monitor.example".encode("utf-16-le"),
    }
    if body is not None:
        streams["__substg1.0_1000001F"] = body.encode("utf-16-le")
    if markup is not None:
        streams["__substg1.0_10130102"] = markup
    properties = sent + b"".join(_property(name, data) for name, data in streams.items())
    count = 1 if attachment else 0
    streams["__properties_version1.0"] = struct.pack("<8x4I8x", 0, count, 0, count) + properties
    storages: dict[str, dict[str, bytes]] = {}
    if attachment:
        name, data = attachment
        inner = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": data,
        }
        method = struct.pack("<HHIII", 0x0003, 0x3705, 6, 1, 0)
        known = method + b"".join(_property(key, value) for key, value in inner.items())
        storages["__attach_version1.0_#00000000"] = {**inner, "__properties_version1.0": b"\0" * 8 + known}
    return _compound(streams, storages)


def _property(name: str, data: bytes) -> bytes:
    tag = int(name[-8:], 16)
    size = len(data) + (2 if tag & 0xFFFF == 0x1F else 0)
    return struct.pack("<HHIII", tag & 0xFFFF, tag >> 16, 6, size, 0)


class _Sectors:
    """The sectors of a compound file, and the table that chains them."""

    def __init__(self) -> None:
        self.data: list[bytes] = []
        self.table: list[int] = []

    def add(self, content: bytes) -> int:
        """Add ``content``; returns its first sector."""
        first, count = len(self.data), -(-len(content) // 512)
        for place in range(count):
            self.data.append(content[place * 512 : place * 512 + 512].ljust(512, b"\0"))
            self.table.append(first + place + 1 if place < count - 1 else _END)
        return first if count else _END


_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_Entry = tuple[str, int, bytes]


def _compound(streams: dict[str, bytes], storages: dict[str, dict[str, bytes]]) -> bytes:
    """A compound file; streams below 4,096 bytes stand in its mini stream, in sectors of 64 bytes."""
    entries, children = _entries(streams, storages)
    sectors = _Sectors()
    mini, minifat, starts = b"", [], {}
    for place, (_, kind, data) in enumerate(entries):
        if kind == 2 and len(data) >= 4096:
            starts[place] = sectors.add(data)
        elif kind == 2:
            count = -(-len(data) // 64)
            starts[place] = len(minifat) if data else _END
            minifat += [len(minifat) + n + 1 for n in range(count - 1)] + ([_END] if count else [])
            mini += data.ljust(count * 64, b"\0")
    starts[0] = sectors.add(mini)
    minifat_start = sectors.add(struct.pack(f"<{len(minifat)}I", *minifat).ljust(512, b"\xff"))
    directory_start = sectors.add(_directory(entries, children, starts, len(mini)))
    count = 1
    while (len(sectors.table) + count) * 4 > count * 512:
        count += 1
    places = [len(sectors.data) + n for n in range(count)]
    table = [*sectors.table, *[0xFFFFFFFD] * count]
    table += [_FREE] * (count * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory_start)
    header += struct.pack("<IIIIII", 0, 4096, minifat_start, 1, _END, 0)
    header += struct.pack("<109I", *places, *[_FREE] * (109 - count))
    return header + b"".join(sectors.data) + struct.pack(f"<{len(table)}I", *table)


def _entries(
    streams: dict[str, bytes], storages: dict[str, dict[str, bytes]]
) -> tuple[list[_Entry], dict[int, list[int]]]:
    entries: list[_Entry] = [("Root Entry", 5, b"")]
    children: dict[int, list[int]] = {0: []}
    for name, data in streams.items():
        children[0].append(len(entries))
        entries.append((name, 2, data))
    for name, inner in storages.items():
        place = len(entries)
        children[0].append(place)
        entries.append((name, 1, b""))
        children[place] = [place + 1 + n for n in range(len(inner))]
        entries += [(key, 2, data) for key, data in inner.items()]
    return entries, children


def _directory(entries: list[_Entry], children: dict[int, list[int]], starts: dict[int, int], mini: int) -> bytes:
    """The directory; siblings stand in a tree, and a list in the order of names, each right of the last, is one."""
    right: dict[int, int] = {}
    first: dict[int, int] = {}
    for parent, places in children.items():
        ordered = sorted(places, key=lambda place: (len(entries[place][0]), entries[place][0].upper()))
        first |= {parent: ordered[0]} if ordered else {}
        right |= dict(pairwise(ordered))
    out = b""
    for place, (name, kind, data) in enumerate(entries):
        raw = name.encode("utf-16-le") + b"\0\0"
        tree = (_FREE, right.get(place, _FREE), first.get(place, _FREE))
        size = mini if place == 0 else len(data)
        out += raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, *tree)
        out += struct.pack("<16xI8x8xIQ", 0, starts.get(place, 0), size)
    return out
