"""A real browser, and what judges a page in it; tests that need them are skipped where they are not installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# Where scripts/install_system.sh puts them; taken now, since tests get a home of their own.
_PARTS = Path(
    os.environ.get("BRIEFER_TEST_PARTS")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefer-tests"
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip("no chromium is installed: run scripts/install_system.sh")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens HTML in the browser; every request beyond the file itself, and every complaint of the page, fails the test."""
    pages: list[Any] = []
    complaints: list[str] = []

    def open_it(content: bytes, **context: Any) -> Any:
        file = tmp_path / f"page{len(pages)}.html"
        file.write_bytes(content)
        page = browser.new_context(**context).new_page()
        page.on("request", lambda request: complaints.append(request.url) if request.url != file.as_uri() else None)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.complaints = complaints
        pages.append(page)
        page.goto(file.as_uri())
        return page

    yield open_it
    for page in pages:
        page.context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def npm_part() -> Callable[[str], str]:
    """The text of a script of an npm package, ``axe-core/axe.min.js``."""

    def read(name: str) -> str:
        path = _PARTS / name
        if not path.exists():
            pytest.skip(f"{name} is not installed: run scripts/install_system.sh, which needs npm")
        return path.read_text(encoding="utf-8")

    return read
