"""``--paste`` and ``--copy``: the clipboard as a source and as a place for the result."""

from __future__ import annotations

from briefer.errors import EmptySource, OutputError, UnreadableSource
from briefer.pipeline import GivenSource
from briefer.settings import Settings

_NAME = "the clipboard"
_ADVICE = "on Linux install xclip or wl-clipboard, and run in a desktop session"


def pasted(settings: Settings) -> list[GivenSource]:
    """What the clipboard holds: the addresses, where each of its lines is one, else one document of its text.

    Raises UnreadableSource where there is no clipboard, EmptySource where it holds no text.
    """
    import pyperclip

    from briefer.sources import read_text

    try:
        text = str(pyperclip.paste())
    except (pyperclip.PyperclipException, OSError, UnicodeDecodeError) as error:
        message = f"{_NAME} cannot be read: {_ADVICE}, or pipe the text in: … | brief -"
        raise UnreadableSource(message, uri=_NAME) from error
    lines = text.split()
    if not lines:
        message = f"{_NAME} holds no text: copy an article, or its address"
        raise EmptySource(message, uri=_NAME)
    if all(line.startswith(("http://", "https://")) for line in lines):
        return list(dict.fromkeys(lines))
    return [read_text(text, settings, uri=_NAME)]


def copy(made: str | bytes) -> None:
    """Put a brief on the clipboard; OutputError where there is none, or where the format is no text."""
    import pyperclip

    try:
        text = made if isinstance(made, str) else made.decode()
    except UnicodeDecodeError as error:
        message = "only text can be put on the clipboard: choose another format with -f, or leave --copy out"
        raise OutputError(message) from error
    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError) as error:
        message = f"the brief could not be copied, for there is no clipboard: {_ADVICE}, or use -o"
        raise OutputError(message) from error
