"""Pages that were fetched before, so that a server is asked only whether they have changed."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from briefer.atomic import write_whole

# The store is a convenience, not an archive: the oldest pages go first.
_MOST_PAGES = 1_000
_MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Page:
    """An answer: ``address`` is where redirects ended, ``retrieved`` the day as ISO 8601, ``kind`` the Content-Type.

    ``is_kept`` is False where the server forbids that the answer be stored.
    """

    address: str
    kind: str
    retrieved: str
    body: bytes
    etag: str = ""
    modified: str = ""
    is_kept: bool = True


class PageStore:
    """A folder of pages, one file each, written whole; safe for several processes. What cannot be read is absent."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._has_grown = False

    def get(self, url: str) -> Page | None:
        """The page stored for ``url``."""
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            return Page(body=body, **json.loads(head))
        except (OSError, ValueError, TypeError):
            return None

    def put(self, url: str, page: Page) -> None:
        """Store ``page``; a folder that cannot be written to is no reason to fail."""
        if not page.is_kept:
            return
        known = asdict(page)
        body = known.pop("body")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(url), json.dumps(known, sort_keys=True).encode() + b"\n" + body)
            self._has_grown = True

    def prune(self) -> None:
        """Delete the oldest pages until what is left fits the limits."""
        if not self._has_grown:
            return
        with suppress(OSError):
            files = sorted(
                ((s.st_mtime, s.st_size, p) for p in self._folder.glob("*.page") if (s := p.stat())), reverse=True
            )
            total = 0
            for place, (_, size, path) in enumerate(files):
                total += size
                if place >= _MOST_PAGES or total > _MOST_BYTES:
                    path.unlink(missing_ok=True)

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()}.page"
