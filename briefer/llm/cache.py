"""The response cache: one readable JSON file per validated answer, named by the hash of its request.

The same files serve speed, tests, examples and taking up a broken run.
"""

from __future__ import annotations

import json
import threading
import time
from typing import Any, Literal, NamedTuple

from briefer.errors import CacheError, CacheMiss
from briefer.llm.request import Completion, Request, Usage
from briefer.llm.storage import Storage, open_storage

CacheMode = Literal["auto", "refresh", "replay", "off"]


class Stats(NamedTuple):
    """What a cache holds: entries, bytes, and the oldest and newest change in seconds since the epoch."""

    entries: int
    size: int
    oldest: float | None
    newest: float | None


class ResponseCache:
    """Answers by request. ``notices`` collects what a reader should know, such as a disk that takes no writing.

    ``used`` holds the answers of this run as they are stored, by file name, in every mode: what a pack of the brief takes.
    """

    def __init__(self, location: str, mode: CacheMode = "auto") -> None:
        self.location = location
        self.mode = mode
        self.notices: list[str] = []
        self.used: dict[str, bytes] = {}
        self._lock = threading.Lock()
        self._opened: Storage | None = None

    @property
    def _storage(self) -> Storage:
        if self._opened is None:
            self._opened = open_storage(self.location)
        return self._opened

    def get(self, request: Request) -> Completion | None:
        """The stored answer, or None; in replay mode a miss is a CacheMiss that names the request."""
        if self.mode in ("off", "refresh"):
            return None
        found = self._read(request)
        if found is None and self.mode == "replay":
            message = (
                f"replay: no stored answer for {request.label or request.schema_name} "
                f"(request {request.key[:12]}, model {request.model}) in {self.location}; "
                "check --model, --cache and the settings it was recorded with, or run with --cache-mode auto"
            )
            raise CacheMiss(message, request=request.key)
        return found

    def put(self, request: Request, completion: Completion, answer: Any, *, origin: str = "recorded") -> None:
        """Store a validated answer; a disk that takes no writing costs the caching, not the run."""
        content = {
            "origin": origin,
            "answer": answer,
            "served_by": completion.model,
            "usage": {"tokens_in": completion.usage.tokens_in, "tokens_out": completion.usage.tokens_out},
            "request": request.canonical(),
        }
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        stored = text.encode("utf-8", "backslashreplace")
        self.used[_name(request.key)] = stored
        if self.mode in ("off", "replay"):
            return
        try:
            self._storage.write(_name(request.key), stored)
        except OSError as error:
            self._notice(f"answers could not be cached in {self.location}: {error.strerror or error}")

    def reject(self, request: Request, problem: str) -> None:
        """Note that a stored answer is not valid: it is asked for again, or, in replay mode, a CacheError."""
        text = (
            f"the stored answer for {request.label or request.schema_name} ({request.key[:12]}) is not valid: {problem}"
        )
        self.used.pop(_name(request.key), None)
        if self.mode == "replay":
            message = f"{text}; restore it or record it again"
            raise CacheError(message, request=request.key)
        self._notice(f"{text}; it was asked for again")

    def stats(self) -> Stats:
        """Count and size of what is stored."""
        entries = list(self._storage.entries())
        times = [entry.changed for entry in entries]
        return Stats(len(entries), sum(e.size for e in entries), min(times, default=None), max(times, default=None))

    def prune(self, older_than: float) -> int:
        """Remove the answers last written more than ``older_than`` seconds ago; how many those were."""
        limit = time.time() - older_than
        old = [entry for entry in self._storage.entries() if entry.changed < limit]
        for entry in old:
            self._storage.delete(entry.name)
        return len(old)

    def clear(self) -> int:
        """Remove all answers; how many those were."""
        entries = list(self._storage.entries())
        for entry in entries:
            self._storage.delete(entry.name)
        return len(entries)

    def _read(self, request: Request) -> Completion | None:
        name = _name(request.key)
        try:
            content = self._storage.read(name)
        except OSError as error:
            self._notice(f"a stored answer in {self.location} could not be read: {error.strerror or error}")
            return None
        if content is None:
            return None
        try:
            stored = json.loads(content)
            usage = stored.get("usage") or {}
            found = Completion(
                text=json.dumps(stored["answer"], ensure_ascii=False),
                model=stored.get("served_by"),
                usage=Usage(int(usage.get("tokens_in", 0)), int(usage.get("tokens_out", 0))),
            )
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            self._set_aside(name, error)
            return None
        self.used[name] = content
        return found

    def _set_aside(self, name: str, error: Exception) -> None:
        if self.mode == "replay":
            message = f"the stored answer {name} in {self.location} is damaged ({error}); restore it or record it again"
            raise CacheError(message) from error
        self._notice(f"a damaged answer was set aside: {name}.damaged in {self.location}")
        try:
            self._storage.rename(name, f"{name}.damaged")
        except OSError:
            self._notice(f"the damaged answer {name} could not be moved; it will be overwritten")

    def _notice(self, text: str) -> None:
        with self._lock:
            if text not in self.notices:
                self.notices.append(text)


def _name(key: str) -> str:
    return f"{key[:2]}/{key}.json"
