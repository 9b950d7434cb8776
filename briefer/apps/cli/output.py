"""Writing the result: to standard output, or to a file that is whole or not there at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from briefer.atomic import write_whole
from briefer.errors import OutputError
from briefer.rendering import format_by_extension


def format_of(name: str | None, output: str | None) -> str:
    """The format asked for by name, or else by the extension of the output file, or else Markdown."""
    if name is not None:
        return name
    return (format_by_extension(output) if output and output != "-" else None) or "md"


def write_output(content: str | bytes, output: str | None) -> None:
    """Write ``content``, text in UTF-8, to the file ``output``, or to standard output; OutputError if that fails."""
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
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
