"""What this process has learned of each model server, shared by all clients of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from briefer.llm.dialect import Dialect
from briefer.llm.limiter import Limiter


@dataclass
class Server:
    """One server: its limiter, how each of its models wants to be asked, and which keys it took.

    ``taken`` holds a hash of key and model; ``has_answered`` says whether any answer of it was of use.
    """

    limiter: Limiter = field(default_factory=Limiter)
    dialects: dict[str, Dialect] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    has_answered: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


_servers: dict[str | None, Server] = {}
_lock = threading.Lock()


def server_at(base_url: str | None) -> Server:
    """The one record of the server at this address; None is OpenAI's own."""
    address = base_url.rstrip("/") if base_url else None
    with _lock:
        return _servers.setdefault(address, Server())


def forget_servers() -> None:
    """Start anew, as if no server had been asked yet."""
    with _lock:
        _servers.clear()
