"""Reads one PDF in a process of its own: a hostile file can then neither hang nor crash a run, nor eat its memory.

Run as a script, so that it starts fast: the PDF on standard input, one JSON object a line on standard output; first
about the document, or ``{"error": …}``, then one a page, in order. Arguments: the largest number of pages, the most
memory in bytes, and, for scanned pages, the program and the languages of OCR.
"""

from __future__ import annotations

import ctypes
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any, NamedTuple

# Pages with fewer characters than this may be pictures with a stamp on them.
_FEW_CHARACTERS = 25
# Resolution that tesseract's models were trained for.
_DOTS_PER_INCH = 300
_LARGEST_SIDE = 5_000
_PAGE_SECONDS = 50
# How PDFium gives a hyphen at the end of a line: one of these, by version.
_HYPHENS = (0xFFFE, 0x0002)
_BREAKS = (10, 13)
_ALEFS, _LAM = "\u0622\u0623\u0625\u0627", "\u0644"
# FPDF_PAGEOBJ_IMAGE
_IMAGE = 3


class _Segment(NamedTuple):
    start: int
    end: int
    hyphenated: bool


def main() -> None:
    """Read and print."""
    pages, memory = int(sys.argv[1]), int(sys.argv[2])
    ocr = sys.argv[3:5] if len(sys.argv) > 4 else None
    _limit_memory(memory)
    import pypdfium2

    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        _print({"error": "password" if "assword" in str(error) else "damaged"})
        return
    about = {key.lower(): document.get_metadata_value(key) for key in ("Title", "Author", "CreationDate")}
    count = len(document)
    _print({"pages": count, "read": min(count, pages), **about})
    for number in range(min(count, pages)):
        try:
            _print(_page(document, number, ocr))
        except pypdfium2.PdfiumError:
            _print({"broken": True, "lines": []})


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with suppress(ValueError, OSError):  # nor does macOS keep to it
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _print(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def _page(document: Any, number: int, ocr: list[str] | None) -> dict[str, Any]:
    page = document[number]
    width, height = page.get_size()
    textpage = page.get_textpage()
    lines: list[list[Any]] = []
    readable, seen, total = 0, 0, textpage.count_chars()
    for segment in _segments(textpage, total):
        for text, box in _boxed(textpage, segment):
            readable += sum(1 for letter in text if not _is_unreadable(letter))
            seen += len(text)
            lines.append([text, *box, segment.hyphenated])
    found: dict[str, Any] = {"width": width, "height": height, "lines": lines}
    if readable < _FEW_CHARACTERS or readable * 4 < seen * 3:
        is_picture = next(page.get_objects(filter=[_IMAGE], max_depth=3), None) is not None
        if is_picture or readable < seen:
            found["scanned"] = True
            recognised = _recognised(page, width, height, ocr) if ocr else None
            if recognised is not None:
                found["ocr"] = recognised
    page.close()
    return found


def _is_unreadable(letter: str) -> bool:
    return letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or (letter < " ")


def _segments(textpage: Any, total: int) -> Iterator[_Segment]:
    """The lines of a page as PDFium sees them, those parted that end in a hyphen which it took for a soft one."""
    import pypdfium2.raw as pdfium

    start = 0
    for at in range(total):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, at)
        if code in _HYPHENS or code in _BREAKS:
            if at > start:
                yield _Segment(start, at, code in _HYPHENS)
            start = at + 1
    if total > start:
        yield _Segment(start, total, False)


def _boxed(textpage: Any, segment: _Segment) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """The parts of a line that stand apart, as cells of a row or columns do, with left, bottom, right, top."""
    import pypdfium2.raw as pdfium

    letters, boxes = [], []
    for at in range(segment.start, segment.end):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, at)
        letters.append(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")
    _mend_ligatures(textpage, segment, letters)
    count = pdfium.FPDFText_CountRects(textpage.raw, segment.start, segment.end - segment.start)
    rects = [textpage.get_rect(index) for index in range(count)]
    loose = _loose(textpage, segment.start)
    size = max(loose[3] - loose[1], 1.0)
    left, right = (min(r[0] for r in rects), max(r[2] for r in rects)) if rects else (loose[0], loose[2])
    gaps = any(later[0] - earlier[2] > 1.5 * size for earlier, later in pairwise(rects))
    if not gaps:
        yield "".join(letters), (left, loose[1], right, loose[3])
        return
    boxes = [_loose(textpage, at) for at in range(segment.start, segment.end)]
    first, edge = 0, None
    for at, (letter, box) in enumerate(zip(letters, boxes, strict=True)):
        if letter.isspace() or box[2] <= box[0]:
            continue
        if edge is not None and box[0] - edge > 1.5 * size:
            yield "".join(letters[first:at]), (boxes[first][0], loose[1], edge, loose[3])
            first = at
        edge = box[2]
    yield "".join(letters[first:]), (boxes[first][0], loose[1], edge or right, loose[3])


def _mend_ligatures(textpage: Any, segment: _Segment, letters: list[str]) -> None:
    """Put the two letters of an Arabic ligature of lam and alef in order: PDFium turns them over with the line."""
    for at in range(len(letters) - 1):
        if letters[at] in _ALEFS and letters[at + 1] == _LAM:
            first, second = (textpage.get_charbox(segment.start + at + step) for step in (0, 1))
            if first == second:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]


def _loose(textpage: Any, at: int) -> tuple[float, float, float, float]:
    """The place of a character as left, bottom, right, top, where the height is the size of its font on the page."""
    import pypdfium2.raw as pdfium

    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetLooseCharBox(textpage.raw, at, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 0.0
    size = pdfium.FPDFText_GetFontSize(textpage.raw, at)
    if pdfium.FPDFText_GetMatrix(textpage.raw, at, ctypes.byref(matrix)):
        size *= math.hypot(matrix.c, matrix.d)
    return box.left, box.bottom, box.right, box.bottom + (size if size > 0 else box.top - box.bottom)


def _recognised(page: Any, width: float, height: float, ocr: list[str]) -> str | None:
    """The text of a picture of the page, None where the program fails."""
    scale = min(_DOTS_PER_INCH / 72, _LARGEST_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    picture = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    pgm = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + picture
    try:
        done = subprocess.run(
            [ocr[0], "stdin", "stdout", "-l", ocr[1]],
            input=pgm,
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


if __name__ == "__main__":
    main()
