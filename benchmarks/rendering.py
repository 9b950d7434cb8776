"""A PDF of three pages by Typst against weasyprint on the same content, whole processes: ``python benchmarks/rendering.py [ROUNDS]``.

weasyprint is no dependency: name a Python that has it in ``WEASYPRINT_PYTHON``, or install it beside briefer; without it
only briefer's own formats are timed. Prints the median seconds of each, its size, and the ratio of the two PDFs.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from timing import medians

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "ain-al-asad" / "article.txt"
SECTIONS = "bottom_line,key_points,actors,timeline,risks"
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])"
STYLE = "<style>@page { size: A4; margin: 21mm } body { font: 9.5pt sans-serif } table { border-collapse: collapse }</style>"


def process(folder: Path, *command: str) -> Callable[[], object]:
    """A task that runs ``command``; bytecode is kept between the rounds, as it is in an installed package."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")

    def run() -> None:
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    return run


def rendered(brief: Path, form: str) -> str:
    """What ``brief render`` prints in this format."""
    command = [sys.executable, "-m", "briefer", "render", str(brief), "-f", form, "--sections", SECTIONS]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def page_of(brief: Path) -> str:
    """The same content as plain HTML: the Markdown brief with the picture that the PDF has."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    body = cmarkgfm.github_flavored_markdown_to_html(rendered(brief, "md"), options=Options.CMARK_OPT_FOOTNOTES)
    return f"<!DOCTYPE html><meta charset=utf-8>{STYLE}{body}{rendered(brief, 'svg-timeline')}"


def main() -> None:
    """Run and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    python = os.environ.get("WEASYPRINT_PYTHON") or (sys.executable if importlib.util.find_spec("weasyprint") else None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        brief, page = folder / "brief.json", folder / "page.html"
        process(
            folder, sys.executable, "-m", "briefer", "-q", str(ARTICLE), "--engine", "extractive", "-o", str(brief)
        )()
        page.write_text(page_of(brief), encoding="utf-8")
        render = (sys.executable, "-m", "briefer", "render", str(brief), "--sections", SECTIONS, "-o")
        tasks = {form: process(folder, *render, str(folder / f"out.{form}")) for form in ("pdf", "html", "docx")}
        if python:
            tasks["weasyprint"] = process(folder, python, "-c", WEASYPRINT, str(page), str(folder / "out.weasyprint"))
        found = medians(tasks, rounds)
        for form, seconds in found.items():
            print(f"{form:12s} {seconds * 1000:7.0f} ms  {(folder / f'out.{form}').stat().st_size:8,d} bytes")
    if python:
        print(f"pdf / weasyprint: {found['pdf'] / found['weasyprint']:.2f} x")
    else:
        print("weasyprint is not installed: no comparison; name a Python that has it in WEASYPRINT_PYTHON")


if __name__ == "__main__":
    main()
