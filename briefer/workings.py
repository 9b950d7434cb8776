"""What was worked out before: verdicts on the same input by the same code, kept so that a run from the cache is quick.

Nothing rests on them: ``brief verify`` works every verdict out anew, and a file that is damaged, or was made by other
code, is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel

from briefer.atomic import write_whole

_RecordT = TypeVar("_RecordT", bound=BaseModel)
_DIGEST = 64


class Workings:
    """Records by what they were made from, one file each in ``folder``; a folder that takes no writing keeps none.

    ``mode`` is that of the response cache: "refresh" works everything out anew, "off" keeps nothing.
    """

    def __init__(self, folder: str = "", mode: Literal["auto", "refresh", "replay", "off"] = "off") -> None:
        self.folder = Path(folder)
        self._mode = mode

    def recall(
        self, kind: type[_RecordT], inputs: Iterable[BaseModel | str | None], make: Callable[[], _RecordT]
    ) -> _RecordT:
        """The record of ``kind`` that was made from ``inputs`` before, or else what ``make`` gives."""
        if self._mode == "off":
            return make()
        try:
            path = self.folder / f"{self._key(kind, inputs)}.json"
        except ValueError:  # text that no JSON can hold
            return make()
        found = _read(path, kind) if self._mode != "refresh" else None
        if found is None:
            found = make()
            _write(path, found)
        return found

    def prune(self, older_than: float) -> int:
        """Remove what was kept more than ``older_than`` seconds ago, 0 for all of it; how many files those were."""
        limit = time.time() - older_than
        old = [path for path in self._files() if path.stat().st_mtime <= limit]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def size(self) -> int:
        """The bytes kept."""
        return sum(path.stat().st_size for path in self._files())

    def _files(self) -> Iterator[Path]:
        return iter(sorted(self.folder.glob("*.json")))

    def _key(self, kind: type[BaseModel], inputs: Iterable[BaseModel | str | None]) -> str:
        digest = hashlib.sha256(self._code)
        digest.update(kind.__name__.encode())
        for each in inputs:
            text = each.model_dump_json() if isinstance(each, BaseModel) else str(each)
            digest.update(b"\0" + text.encode())
        return digest.hexdigest()

    @cached_property
    def _code(self) -> bytes:
        """What tells this code from any other that could judge otherwise: its files, and the interpreter."""
        parts = [sys.version]
        for folder, _, names in os.walk(Path(__file__).parent):
            for name in names:
                if not name.endswith(".pyc"):
                    path = f"{folder}{os.sep}{name}"
                    found = os.stat(path)  # noqa: PTH116 - hundreds of files at each start
                    parts.append(f"{path} {found.st_size} {found.st_mtime_ns}")
        return "\n".join(sorted(parts)).encode("utf-8", "surrogateescape")


def _read(path: Path, kind: type[_RecordT]) -> _RecordT | None:
    """The record in a file, None where there is none or it is not as it was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, body = content[:_DIGEST], content[_DIGEST + 1 :]
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return None
    try:
        return kind.model_validate_json(body)
    except ValueError:
        return None


def _write(path: Path, record: BaseModel) -> None:
    body = record.model_dump_json().encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    except OSError:
        return
