"""Where the response cache keeps its files: a local folder, or any folder that fsspec can reach."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from briefer.atomic import write_whole
from briefer.errors import CacheError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


class Entry(NamedTuple):
    """A stored file: its name, size in bytes, and time of last change in seconds since the epoch."""

    name: str
    size: int
    changed: float


class Storage(Protocol):
    """A flat set of named files; a reader never sees a half-written one."""

    def read(self, name: str) -> bytes | None:
        """The content, or None where there is no such file; OSError if it cannot be read."""

    def write(self, name: str, content: bytes) -> None:
        """Store ``content`` whole or not at all; OSError if that fails."""

    def delete(self, name: str) -> None:
        """Remove a file; one already gone is no error."""

    def rename(self, name: str, new: str) -> None:
        """Give a file another name."""

    def entries(self) -> Iterator[Entry]:
        """All stored answers, ordered by name."""

    def sweep(self) -> None:
        """Remove what processes that died in the middle of writing left behind."""


# Nobody takes an hour to write one answer.
_LEFT_BEHIND = 3600.0


class LocalFolder:
    """A folder of this machine, safe for many processes: files are renamed into place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """The content, or None where there is no such file."""
        try:
            return (self.folder / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file, and its folder where that is missing."""
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)

    def delete(self, name: str) -> None:
        """Remove a file, and its folder once that is empty."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def rename(self, name: str, new: str) -> None:
        """Give a file another name."""
        (self.folder / name).replace(self.folder / new)

    def entries(self) -> Iterator[Entry]:
        """All stored answers, ordered by name."""
        for path in sorted(self.folder.glob("*/*.json")):
            with contextlib.suppress(FileNotFoundError):
                stat = path.stat()
                yield Entry(path.relative_to(self.folder).as_posix(), stat.st_size, stat.st_mtime)

    def sweep(self) -> None:
        """Remove half-written files of more than an hour ago."""
        for path in self.folder.glob("*/.*.part"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < time.time() - _LEFT_BEHIND:
                    path.unlink()


# What the libraries behind fsspec raise beside OSError: module and class.
_STORE_ERRORS = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("aiohttp", "ClientError"),
    ("azure.core.exceptions", "AzureError"),
    ("gcsfs.retry", "HttpError"),
)


# These have no folders, and making one would make a bucket of a misspelt name.
_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "memory"})


def _store_errors() -> tuple[type[Exception], ...]:
    """Those classes whose modules are loaded, and only those can have been raised."""
    return tuple(getattr(sys.modules[module], name) for module, name in _STORE_ERRORS if module in sys.modules)


@contextlib.contextmanager
def _as_os_error() -> Iterator[None]:
    """Turns what a store's own library raises into OSError, so that it costs the caching and not the run."""
    try:
        yield
    except _store_errors() as error:
        raise OSError(" ".join(str(error).split())) from error


class RemoteFolder:
    """A folder behind an fsspec URL, such as ``s3://bucket/answers`` or ``memory://answers``."""

    def __init__(self, filesystem: AbstractFileSystem, root: str) -> None:
        self.filesystem = filesystem
        self.root = root.rstrip("/")

    def read(self, name: str) -> bytes | None:
        """The content, or None where there is no such file."""
        with _as_os_error():
            try:
                content: bytes = self.filesystem.cat_file(f"{self.root}/{name}")
            except FileNotFoundError:
                return None
            return content

    def write(self, name: str, content: bytes) -> None:
        """Object stores write whole objects; a local filesystem behind fsspec is written in one call."""
        path = f"{self.root}/{name}"
        protocols = self.filesystem.protocol
        with _as_os_error():
            if _OBJECT_STORES.isdisjoint([protocols] if isinstance(protocols, str) else protocols):
                self.filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.filesystem.pipe_file(path, content)

    def delete(self, name: str) -> None:
        """Remove a file; one already gone is no error."""
        with _as_os_error(), contextlib.suppress(FileNotFoundError):
            self.filesystem.rm_file(f"{self.root}/{name}")

    def rename(self, name: str, new: str) -> None:
        """Give a file another name."""
        with _as_os_error():
            self.filesystem.mv(f"{self.root}/{name}", f"{self.root}/{new}")

    def entries(self) -> Iterator[Entry]:
        """All stored answers, ordered by name."""
        with _as_os_error():
            found = self.filesystem.glob(f"{self.root}/*/*.json", detail=True)
        for path in sorted(found):
            changed = found[path].get("mtime") or found[path].get("LastModified") or found[path].get("created")
            seconds = changed.timestamp() if hasattr(changed, "timestamp") else float(changed or 0)
            yield Entry("/".join(path.split("/")[-2:]), int(found[path].get("size") or 0), seconds)

    def sweep(self) -> None:
        """Object stores keep nothing half-written."""


def open_storage(location: str) -> Storage:
    """The storage at ``location``, a folder or an fsspec URL; CacheError if that cannot be had."""
    if "://" not in location:
        return LocalFolder(Path(location).expanduser())
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        message = f"cache {location} needs fsspec; install it with: pip install 'briefer[remote-cache]'"
        raise CacheError(message) from error
    try:
        # Another process may store an answer at any time: what was listed before says nothing.
        filesystem, root = url_to_fs(location, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        message = f"cache {location} cannot be opened: {error}"
        raise CacheError(message) from error
    return RemoteFolder(filesystem, root)
