"""The token tables of tiktoken's encodings, found on this machine before anything is downloaded.

Every table is checked against the SHA-256 that tiktoken itself states for it, so counts are the same wherever it came
from.
"""

from __future__ import annotations

import binascii
import gzip
import hashlib
import os
import tempfile
import threading
import types
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiktoken import Encoding

# How long a download may keep a run waiting; it goes on in the background and serves the next run.
DOWNLOAD_SECONDS = 5.0


def load_encoding(name: str) -> Encoding | None:
    """The encoding ``name`` of tiktoken, or None where its table is not on this machine and cannot be fetched in time.

    Looked for in this order: tiktoken's cache folder, the wheel ``bpe-openai``, tiktoken's own download.
    """
    definition, url, digest = _definition(name)
    table = _cached_table(url, digest) or _packaged_table(url, digest)
    if table is None:
        return _downloaded(name)
    import tiktoken

    return tiktoken.Encoding(**{**definition, "mergeable_ranks": _ranks(table)})


def _definition(name: str) -> tuple[dict[str, Any], str, str]:
    """What tiktoken says of an encoding, without its table: the definition, the table's address and its SHA-256."""
    from tiktoken_ext import openai_public  # type: ignore[import-untyped]

    asked: list[tuple[str, str]] = []

    def ask(url: str, expected_hash: str) -> dict[bytes, int]:
        asked.append((url, expected_hash))
        return {}

    constructor = openai_public.ENCODING_CONSTRUCTORS[name]
    rebuilt = types.FunctionType(constructor.__code__, {**vars(openai_public), "load_tiktoken_bpe": ask})
    definition: dict[str, Any] = rebuilt()
    url, digest = asked[0]
    return definition, url, digest


def _cached_table(url: str, digest: str) -> bytes | None:
    """The table from tiktoken's cache, whose place and names are those of ``tiktoken.load.read_file_cached``."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder is None:
        folder = str(Path(tempfile.gettempdir()) / "data-gym-cache")
    if not folder:
        return None
    name = hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()
    return _checked(Path(folder) / name, digest)


def _packaged_table(url: str, digest: str) -> bytes | None:
    """The table from the wheel ``bpe-openai``, which is not imported: that alone would take longer than loading."""
    found = find_spec("bpe_openai")
    if found is None or not found.submodule_search_locations:
        return None
    name = url.rpartition("/")[2] + ".gz"
    return _checked(Path(found.submodule_search_locations[0]) / "data" / name, digest)


def _checked(path: Path, digest: str) -> bytes | None:
    """The file's content, unpacked, if it is there and has this SHA-256."""
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
    except (OSError, EOFError):
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def _ranks(table: bytes) -> dict[bytes, int]:
    decode = binascii.a2b_base64
    fields = table.split()
    return dict(zip(map(decode, fields[::2]), map(int, fields[1::2]), strict=True))


def _downloaded(name: str) -> Encoding | None:
    """The encoding as tiktoken downloads it; None after DOWNLOAD_SECONDS, for tiktoken itself sets no time limit."""
    arrived: list[Encoding] = []

    def fetch() -> None:
        import tiktoken

        try:
            arrived.append(tiktoken.get_encoding(name))
        except (OSError, RuntimeError, ValueError, ImportError):
            # No network, a wrong file, or a machine that forbids sockets: the caller estimates instead.
            return

    thread = threading.Thread(target=fetch, name=f"fetch {name}", daemon=True)
    thread.start()
    thread.join(DOWNLOAD_SECONDS)
    return arrived[0] if arrived else None
