"""Reading and segmenting many local articles, and joining copies among them: ``python benchmarks/sources.py [ROUNDS]``.

Prints the median seconds and MB a second over 1,000 files, against reading the files' bytes alone in the same run; then
the peak memory of a process that reads 1,000, 3,000 and 10,000 files one by one; and, where they are installed, pages a
second of PDF and web pages a second.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from growth import ARTICLE
from timing import medians

from briefer.records import Document
from briefer.settings import Settings
from briefer.sources import Session, read_each
from briefer.sources.joining import join_copies

COUNTS = (1_000, 3_000, 10_000)
_MEMORY = """
import resource, sys
from briefer.settings import Settings
from briefer.sources import Session, read_each
with Session(Settings()) as session:
    count = sum(1 for _ in read_each(sys.argv[1], session))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def fill(folder: Path, count: int) -> int:
    """Write ``count`` articles of about 700 words, each with paragraphs of its own; the bytes written."""
    paragraphs = ARTICLE.read_text(encoding="utf-8").split("\n\n")[1:]
    size = 0
    for number in range(count):
        chosen = [paragraphs[(number * 7 + step) % len(paragraphs)] for step in range(8)]
        text = f"Title: Report {number}\nDate: 2025-08-22\n\n" + "\n\n".join(
            f"{p} This was note {number}." for p in chosen
        )
        place = folder / f"{number // 1000:02}"
        place.mkdir(exist_ok=True)
        (place / f"{number:05}.txt").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def read_all(folder: Path) -> list[Document]:
    """The documents of a folder."""
    with Session(Settings()) as session:
        return [found for found in read_each(str(folder), session) if isinstance(found, Document)]


def others(folder: Path) -> dict[str, tuple[Callable[[], object], float, str]]:
    """Tasks over a PDF and over web pages, each with how many units it does."""
    text = ARTICLE.read_text(encoding="utf-8").split("\n\n")[1:]
    tasks: dict[str, tuple[Callable[[], object], float, str]] = {}
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text[:12])
    (folder / "pages").mkdir()
    for number in range(20):
        page = f"<!DOCTYPE html><html><head><title>Page {number}</title></head><body><nav>Home</nav><article>{body}</article></body></html>"
        (folder / "pages" / f"{number}.html").write_text(page, encoding="utf-8")
    tasks["20 web pages"] = (lambda: read_all(folder / "pages"), 20, "pages")
    try:
        import typst
    except ImportError:
        return tasks
    escaped = "\n\n".join(f'#"{p}"'.replace("\n", " ") for p in text * 6 if '"' not in p and "\\" not in p)
    (folder / "pdf").mkdir()
    data = typst.compile(f"#set page(columns: 2)\n#set par(justify: true)\n{escaped}".encode())
    (folder / "pdf" / "a.pdf").write_bytes(data)
    import pypdfium2

    tasks["one PDF in two columns"] = (lambda: read_all(folder / "pdf"), len(pypdfium2.PdfDocument(data)), "pages")
    return tasks


def main() -> None:
    """Run and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        folder.mkdir()
        megabytes = fill(folder, COUNTS[0]) / 1e6
        documents = read_all(folder)
        files = sorted(folder.rglob("*.txt"))
        found = medians(
            {
                "bytes alone": lambda: [path.read_bytes() for path in files],
                "read and segmented": lambda: read_all(folder),
                "copies joined": lambda: join_copies(documents),
            },
            rounds,
        )
        for task, seconds in found.items():
            print(
                f"{COUNTS[0]:,} files, {megabytes:.1f} MB  {task:24s} {seconds:7.2f} s {megabytes / seconds:8.1f} MB/s"
            )
        extra = others(Path(name))
        for task, seconds in medians({task: run for task, (run, _, _) in extra.items()}, rounds).items():
            print(f"{task:46s} {seconds:7.2f} s {extra[task][1] / seconds:8.1f} {extra[task][2]}/s")
        for count in COUNTS:
            fill(folder, count)
            command = [sys.executable, "-c", _MEMORY, str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            print(f"{int(done[0]):6,} files one by one: peak {float(done[1]):6.0f} MB")


if __name__ == "__main__":
    main()
