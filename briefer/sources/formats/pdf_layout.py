"""Lines of PDF pages, with their places, become paragraphs: columns in order, running heads out, hyphens joined."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Row(NamedTuple):
    """A line of text at its place, in points from the lower left corner; ``size`` is the height of its font."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    hyphenated: bool = False

    @property
    def size(self) -> float:
        """The height of the line's font in points."""
        return self.top - self.bottom


class Sheet(NamedTuple):
    """One page."""

    height: float
    rows: tuple[Row, ...]


class Laid(NamedTuple):
    """The text, headings marked as in Markdown, how many lines were left out as running heads, and the title if one shows."""

    text: str
    heads: int
    title: str | None


# Heads and feet stand in this share of a page's height, at either end.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|стр\.?|página|صفحة)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|из|de)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", ":", ";")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")
_CLOSING = "\"'”’»)]"
# A column is prose: its lines hold words enough, and there are some of them.
_COLUMN_ROWS, _COLUMN_WORDS = 4, 3.0


def lay_out(sheets: Sequence[Sheet]) -> Laid:
    """The text of ``sheets``."""
    heads = _running(sheets)
    kept: list[list[Row]] = []
    dropped = 0
    for sheet in sheets:
        rows = [row for row in sheet.rows if row.text.strip()]
        body = [row for row in rows if not _is_head(row, sheet, heads, several=len(sheets) > 1)]
        dropped += len(rows) - len(body)
        kept.append(_in_columns(_mirrored(body)))
    sizes = [row.size for rows in kept for row in rows for _ in range(len(row.text))]
    usual = statistics.median(sizes) if sizes else 0.0
    words = _vocabulary(kept)
    blocks: list[tuple[str, float]] = []
    for rows in kept:
        for block in _paragraphs(rows, usual):
            text = _joined(block, words)
            size = max(row.size for row in block)
            if blocks and _goes_on(blocks[-1], text, size, is_new_page=block is rows or block[0] is rows[0]):
                blocks[-1] = (_across(blocks[-1][0], text), size)
            else:
                blocks.append((text, size))
    largest = max((size for text, size in blocks[:6] if _is_heading(text, size, usual)), default=0.0)
    title = next((text for text, size in blocks[:6] if size == largest and _is_heading(text, size, usual)), None)
    marked = (
        f"{'#' if text == title else '##'} {text}" if _is_heading(text, size, usual) else text for text, size in blocks
    )
    return Laid("\n\n".join(marked), dropped, title)


def _mirrored(rows: list[Row]) -> list[Row]:
    """Rows of scripts that run from right to left, turned over, so that what holds of a line's start holds of theirs."""
    letters = "".join(row.text for row in rows)
    if 2 * len(_RIGHT_TO_LEFT.findall(letters)) <= len(letters.replace(" ", "")):
        return rows
    return [row._replace(left=-row.right, right=-row.left) for row in rows]


def _running(sheets: Sequence[Sheet]) -> frozenset[str]:
    """What stands at the top or bottom of page after page, numbers aside."""
    found: Counter[str] = Counter()
    for sheet in sheets:
        found.update({_shape(row.text) for row in sheet.rows if _is_outermost(row, sheet)})
    # Left and right pages have heads of their own.
    enough = max(2, 0.4 * len(sheets))
    return frozenset(shape for shape, count in found.items() if count >= enough)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()).lower())


def _is_outermost(row: Row, sheet: Sheet) -> bool:
    """Whether a line is in a margin, with at most one line between it and the edge of what is printed."""
    if _MARGIN * sheet.height <= row.bottom and row.top <= (1 - _MARGIN) * sheet.height:
        return False
    above = {round(other.bottom) for other in sheet.rows if other.bottom > row.bottom + 1}
    below = {round(other.bottom) for other in sheet.rows if other.bottom < row.bottom - 1}
    return len(above) <= 1 or len(below) <= 1


def _is_head(row: Row, sheet: Sheet, heads: frozenset[str], *, several: bool) -> bool:
    if not _is_outermost(row, sheet):
        return False
    return _shape(row.text) in heads or (several and _PAGE_NUMBER.fullmatch(row.text.strip()) is not None)


def _in_columns(rows: list[Row]) -> list[Row]:
    """``rows`` with columns one after the other where the file has their lines side by side."""
    bands: list[list[Row]] = []
    for row in rows:
        if (
            bands
            and abs(bands[-1][-1].bottom - row.bottom) < 0.5 * max(row.size, 1.0)
            and row.left > bands[-1][-1].right
        ):
            bands[-1].append(row)
        else:
            bands.append([row])
    found: list[Row] = []
    at = 0
    while at < len(bands):
        end = at
        while end < len(bands) and _fits(bands[end], bands[at:end]):
            end += 1
        group = bands[at:end]
        split = [band for band in group if len(band) > 1]
        cells = [row for band in split for row in band]
        if len(split) >= _COLUMN_ROWS and statistics.mean(len(row.text.split()) for row in cells) >= _COLUMN_WORDS:
            lefts = sorted({round(band[place].left) for band in split for place in range(1, len(band))})
            columns = _edges(lefts)
            for column in range(len(columns) + 1):
                found += [row for band in group for row in band if _column(row, columns) == column]
        else:
            found += [_one_row(band) for band in (group or [bands[at]])]
        at = max(end, at + 1)
    return found


def _fits(band: list[Row], group: list[list[Row]]) -> bool:
    """Whether ``band`` goes on the columns of ``group``: split where they are, or wholly within one of them."""
    if not group:
        return len(band) > 1
    starts = [row.left for known in group for row in known[1:]]
    if len(band) > 1:
        return any(abs(band[1].left - start) < 15 for start in starts)
    return bool(starts) and (band[0].right < min(starts) or band[0].left > min(starts) - 15)


def _edges(lefts: list[int]) -> list[float]:
    edges: list[float] = []
    for left in lefts:
        if not edges or left - edges[-1] > 40:
            edges.append(float(left))
    return edges


def _column(row: Row, edges: list[float]) -> int:
    return sum(row.left >= edge - 15 for edge in edges)


def _one_row(band: list[Row]) -> Row:
    """The cells of a table's row as one line."""
    if len(band) == 1:
        return band[0]
    text = " | ".join(" ".join(row.text.split()) for row in band)
    return Row(text, band[0].left, min(r.bottom for r in band), band[-1].right, max(r.top for r in band))


def _paragraphs(rows: list[Row], usual: float) -> Iterator[list[Row]]:
    """``rows`` parted where a paragraph ends, by the space between lines, indents, sizes, and lines that stop short."""
    steps = [a.bottom - b.bottom for a, b in pairwise(rows) if 0 < a.bottom - b.bottom < 4 * usual]
    step = statistics.median(steps) if steps else 0.0
    block: list[Row] = []
    for row in rows:
        if block and _begins(row, block[-1], block, step):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _begins(row: Row, last: Row, block: list[Row], step: float) -> bool:
    if abs(row.size - last.size) > 0.12 * max(row.size, last.size):
        return True
    down = last.bottom - row.bottom
    if down < -0.5 * row.size:  # the next column, or the next page
        return _is_closed(last)
    # Large type is set wider than the text around it.
    if step and down > 1.3 * max(step, 1.25 * row.size):
        return True
    left, right = min(r.left for r in block), max(r.right for r in block)
    is_indented = row.left > left + 0.7 * row.size and (len(block) > 1 or row.left > last.left + 0.7 * row.size)
    if is_indented and row.left < left + 6 * row.size:
        return True
    if re.match(r"[•▪‣◦–-]\s|\(?\d{1,2}[.)]\s", row.text):
        return True
    return (
        _is_closed(last)
        and last.right < right - 0.2 * (right - left)
        and len(block) > 0
        and last.right < row.right - 2 * row.size
    )


def _is_closed(row: Row) -> bool:
    return not row.hyphenated and row.text.rstrip().rstrip(_CLOSING).endswith(_ENDS)


def _goes_on(before: tuple[str, float], text: str, size: float, *, is_new_page: bool) -> bool:
    """Whether a paragraph begun on the page before goes on."""
    if not is_new_page or abs(before[1] - size) > 0.12 * max(before[1], size):
        return False
    is_open = not before[0].rstrip().rstrip(_CLOSING).endswith(_ENDS)
    return is_open and (before[0].endswith("\u00ad") or text[:1].islower() or len(before[0].split()) > 12)


def _across(first: str, second: str) -> str:
    if first.endswith("\u00ad"):
        return first[:-1] + second
    return first + _space(first, second) + second


def _space(before: str, after: str) -> str:
    """What stands between two lines: nothing in scripts that set no spaces between words."""
    return "" if _UNSPACED.match(before[-1:]) and _UNSPACED.match(after.lstrip()[:1]) else " "


def _joined(block: list[Row], words: frozenset[str]) -> str:
    """The lines of a paragraph as one; a soft hyphen at the end tells that its last word is not whole."""
    text = ""
    for place, row in enumerate(block):
        line = " ".join(row.text.replace("\u00ad", "").split())
        is_last = place == len(block) - 1
        is_hyphenated = row.hyphenated or re.search(r"[^\W\d_][-‐]$", line) is not None
        stem = line.rstrip("-‐") if is_hyphenated else line
        if not is_hyphenated:
            text += stem + ("" if is_last else _space(stem, block[place + 1].text))
        elif is_last:
            text += f"{stem}\u00ad"
        else:
            text += stem + _hyphen(stem, block[place + 1].text, words)
    return text


def _hyphen(stem: str, following: str, words: frozenset[str]) -> str:
    """The hyphen of a compound that was parted at it; nothing where a word was parted for the line's sake."""
    before, after = re.search(r"[\w'’]+$", stem), re.match(r"\s*([\w'’-]+)", following)
    if before is None or after is None:
        return "-"
    first, second = before[0], after[1]
    if f"{first}-{second}".lower() in words:
        return "-"
    if (first + second).lower() in words:
        return ""
    is_name = second[:1].isupper() or first[-1:].isdigit() or second[:1].isdigit()
    is_two = first.lower() in words and second.lower() in words and len(first) > 2 and len(second) > 3
    return "-" if is_name or (is_two and first[:1].isupper()) else ""


def _vocabulary(pages: Sequence[Sequence[Row]]) -> frozenset[str]:
    """The words of the document that stand within lines, compounds with their hyphens."""
    return frozenset(
        word.lower() for rows in pages for row in rows for word in re.findall(r"[\w'’]+(?:-[\w'’]+)*", row.text)[:-1]
    )


def _is_heading(text: str, size: float, usual: float) -> bool:
    return size > 1.12 * usual and len(text.split()) <= 25 and not text.endswith((".", ";"))
