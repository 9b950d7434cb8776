"""The Jinja2 environment of the renderings; compiled templates are kept, since compiling costs more than rendering."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs
from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket


class _CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates in the user's cache folder; a disk that takes no writing costs only the time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def open_environment(finalize: Callable[[Any], Any]) -> Environment:
    """An environment over the templates beside this module; every value that a template prints goes through ``finalize``."""
    return Environment(
        loader=PackageLoader("briefer.rendering"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # HTML escaping would be wrong for most formats: ``finalize`` escapes for each one's own syntax.
        autoescape=False,  # noqa: S701
        finalize=finalize,
        bytecode_cache=_compiled_templates(),
    )


def _compiled_templates() -> FileSystemBytecodeCache | None:
    folder = Path(platformdirs.user_cache_path("briefer")) / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _CompiledTemplates(str(folder))
