"""PDF documents: their text in reading order, read by PDFium in a process of its own; scanned pages by OCR where it is."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefer.errors import EmptySource, SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.extras import missing
from briefer.sources.formats.pdf_layout import Laid, Row, Sheet, lay_out
from briefer.sources.formats.word import office_draft
from briefer.sources.session import Session

_WORKER = Path(__file__).with_name("pdf_worker.py")
_MOST_PAGES = 3_000
_MEMORY = 1_500_000_000
# A page takes milliseconds; with OCR, up to the worker's own limit.
_PAGE_SECONDS = 60.0
_SECONDS = 600.0
_USUAL_SIZE = 10.0


def read_pdf(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The document with its title, author and date; UnreadableSource where it is encrypted, damaged or only pictures."""
    if not _is_installed():
        raise missing(content, "a PDF document", "pdf")
    data = content.read(session.settings.max_source_mb)
    about, pages, is_whole = _worked(data, content, session)
    scanned = [number for number, page in enumerate(pages, start=1) if page.get("scanned") and "ocr" not in page]
    recognised = [number for number, page in enumerate(pages, start=1) if "ocr" in page]
    laid = lay_out(_sheets(pages))
    text = laid.text
    if not text.strip():
        raise _without_text(content, pages, scanned)
    draft = office_draft(
        content, text, None if laid.title else about.get("title"), about.get("author"), _day(about.get("creationdate"))
    )
    draft.notices = tuple(_notices(laid, scanned, recognised, about, len(pages), is_whole=is_whole))
    yield draft


def _is_installed() -> bool:
    try:
        return importlib.util.find_spec("pypdfium2") is not None
    except ModuleNotFoundError:
        return False


def _worked(data: bytes, content: Content, session: Session) -> tuple[dict[str, Any], list[dict[str, Any]], bool]:
    """What the worker says of the document and of each page, and whether it came to the end."""
    ocr = shutil.which("tesseract")
    extra = [ocr, session.settings.ocr_languages] if ocr else []
    command = [sys.executable, "-I", str(_WORKER), str(_MOST_PAGES), str(_MEMORY), *extra]
    records: list[dict[str, Any]] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:
        feeder = threading.Thread(target=_feed, args=(worker, data), daemon=True)
        feeder.start()
        ended = threading.Event()
        progress = [time.monotonic()]
        watch = threading.Thread(target=_watch, args=(worker, ended, progress), daemon=True)
        watch.start()
        try:
            for line in worker.stdout or ():
                progress[0] = time.monotonic()
                records.append(json.loads(line))
        except ValueError:
            pass  # the worker was ended in the middle of a line
        finally:
            ended.set()
            if worker.poll() is None and not records:
                worker.kill()
        code = worker.wait()
    about = records[0] if records else {}
    if about.get("error") == "password":
        raise unreadable(content, "is encrypted", "save it without a password")
    if "pages" not in about:
        raise unreadable(content, "is no readable PDF: damaged or cut off", "open it and print it to a new PDF")
    return about, records[1:], code == 0


def _feed(worker: subprocess.Popen[bytes], data: bytes) -> None:
    try:
        if worker.stdin is not None:
            worker.stdin.write(data)
            worker.stdin.close()
    except OSError:
        pass  # the worker ended without reading to the end


def _watch(worker: subprocess.Popen[bytes], ended: threading.Event, progress: list[float]) -> None:
    """End the worker once a page takes too long, or all of them do."""
    began = time.monotonic()
    while not ended.wait(0.2):
        now = time.monotonic()
        if now - progress[0] > _PAGE_SECONDS or now - began > _SECONDS:
            worker.kill()
            return


def _sheets(pages: list[dict[str, Any]]) -> list[Sheet]:
    """The pages with their lines; those of OCR, which gives no places, stand as on a page set in the document's type."""
    read = [[Row(*line) for line in page["lines"]] if "ocr" not in page else [] for page in pages]
    sizes = [row.size for rows in read for row in rows]
    size = statistics.median(sizes) if sizes else _USUAL_SIZE
    return [
        _recognised(page["ocr"], size) if "ocr" in page else Sheet(page.get("height", 0.0), tuple(rows))
        for page, rows in zip(pages, read, strict=True)
    ]


def _recognised(text: str, size: float) -> Sheet:
    lines = text.replace("\f", "").rstrip().split("\n")
    step = 1.2 * size
    # Room above and below, so that only real heads and feet stand in the margins.
    height = step * (len(lines) + 2)
    rows = (
        Row(
            " ".join(line.split()),
            0.0,
            height - step * (place + 2),
            len(line) * size / 2,
            height - step * (place + 2) + size,
        )
        for place, line in enumerate(lines)
    )
    return Sheet(height, tuple(row for row in rows if row.text))


def _without_text(content: Content, pages: list[dict[str, Any]], scanned: list[int]) -> SourceError:
    if scanned:
        advice = "install tesseract, or run ocrmypdf on it, and try again"
        if shutil.which("tesseract"):
            advice = "tesseract found no text in it; check ocr_languages"
        return unreadable(content, f"is scanned: {_counted(len(scanned))} of pictures without text", advice)
    if any(page.get("broken") for page in pages):
        return unreadable(content, "is damaged: no page of it can be read", "open it and print it to a new PDF")
    message = f"{content.title} is a PDF without text: name one that holds an article"
    return EmptySource(message, uri=content.uri)


def _notices(
    laid: Laid, scanned: list[int], recognised: list[int], about: dict[str, Any], read: int, *, is_whole: bool
) -> Iterator[str]:
    if laid.heads:
        yield f"left out as running heads and page numbers: {laid.heads} line{'s' * (laid.heads > 1)}"
    if scanned:
        some = ", ".join(map(str, scanned[:10])) + (", …" if len(scanned) > 10 else "")
        yield f"not read, since scanned: {_counted(len(scanned))} of {about['pages']} ({some}); install tesseract for OCR"
    if recognised:
        yield f"read by OCR: {_counted(len(recognised))} of {about['pages']}; check names and numbers against the page"
    if not is_whole or read < about["pages"]:
        yield f"read no further than page {read} of {about['pages']}: the rest takes too long, or too much memory"


def _counted(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages:,} pages"


def _day(created: str | None) -> str | None:
    """The day of a PDF's date, such as ``D:20250822101500+02'00'``."""
    match = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", created or "")
    return f"{match[1]}-{match[2]}-{match[3]}" if match else None
