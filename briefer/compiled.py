"""Compiled Jinja2 templates kept between runs, since compiling a template takes longer than filling it in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import platformdirs
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class _CompiledTemplates(FileSystemBytecodeCache):
    """A disk that takes no writing costs only the time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates(kind: str) -> FileSystemBytecodeCache | None:
    """The templates of one ``kind`` of environment, in the user's cache folder; None where no folder can be made.

    What one environment compiles is not for another: a sandbox compiles its checks in.
    """
    folder = Path(platformdirs.user_cache_path("briefer")) / kind
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _CompiledTemplates(str(folder))
