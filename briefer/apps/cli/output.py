"""Writing the result: to standard output, or to a file that is whole or not there at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from briefer.atomic import write_whole
from briefer.errors import OutputError, UsageError

FORMATS = ("md", "json")
_BY_EXTENSION = {".md": "md", ".markdown": "md", ".json": "json"}


def format_of(name: str | None, output: str | None) -> str:
    """The format asked for by name, or else by the extension of the output file, or else Markdown."""
    if name is not None:
        return name
    extension = Path(output).suffix.lower() if output and output != "-" else ""
    if extension and extension not in _BY_EXTENSION:
        message = f"{output}: no format is known by {extension}; name one with -f ({', '.join(FORMATS)})"
        raise UsageError(message)
    return _BY_EXTENSION.get(extension, "md")


def write_output(text: str, output: str | None) -> None:
    """Write ``text`` in UTF-8 to the file ``output``, or to standard output; OutputError if that fails."""
    content = text.encode("utf-8", "replace")
    if output is None or output == "-":
        if sys.stdout is None:
            message = "there is no standard output to write to; name a file with -o"
            raise OutputError(message)
        try:
            _write_all(sys.stdout.buffer, content)
        except BrokenPipeError:
            raise
        except OSError as error:
            message = f"the brief could not be written to standard output: {error.strerror}; free room or use -o"
            raise OutputError(message) from error
        return
    try:
        _replace(Path(output), content)
    except OSError as error:
        message = f"the brief could not be written to {output}: {error.strerror}; check folder, rights and room"
        raise OutputError(message) from error


def _write_all(stream: BinaryIO, content: bytes) -> None:
    """Write all of ``content``: unbuffered (PYTHONUNBUFFERED), a stream takes as much as there is room for, silently."""
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]
    stream.flush()


def _replace(target: Path, content: bytes) -> None:
    if target.exists() and not target.is_file():
        # A device or a pipe, such as /dev/stdout, cannot be renamed over.
        with target.open("wb") as stream:
            stream.write(content)
        return
    write_whole(target, content)
