"""The fonts that Typst sets a brief in, and what to tell a reader whose script none of them has.

FiraGO (SIL Open Font License, from the ``pymupdf-fonts`` package) covers Latin, Greek, Cyrillic, Arabic, Hebrew,
Georgian, Thai and Devanagari. Fonts of the system are only asked where it does not suffice, so that the same brief gives
the same bytes on every machine wherever it can.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from briefer.atomic import write_whole
from briefer.errors import MissingExtra

if TYPE_CHECKING:
    from briefer.rendering.formats import RenderOptions

FAMILIES = ("FiraGO", "Noto Sans Symbols2", "Libertinus Serif", "DejaVu Sans Mono")
_BUNDLED = ("figo", "figbo", "figit", "figbi", "symbol2")

# Debian's packages by the script that a character's Unicode name begins with.
_PACKAGES = {
    "Chinese": "fonts-noto-cjk", "Japanese": "fonts-noto-cjk", "Korean": "fonts-noto-cjk",
    "emoji and symbols": "fonts-noto-color-emoji fonts-noto-core",
}  # fmt: skip
_SCRIPTS = {"CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}
_UNREADABLE = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def import_typst(wanted_for: str) -> Any:
    """The ``typst`` package; MissingExtra if it is not installed."""
    try:
        import typst
    except ImportError as error:
        message = f"{wanted_for} needs the extra pdf: pip install 'briefer[pdf]'"
        raise MissingExtra(message, extra="pdf") from error
    return typst


def open_fonts(options: RenderOptions, *, with_system: bool) -> Any:
    """The bundled fonts and those of ``options``, and where asked those of the system, as Typst takes them."""
    typst = import_typst("PDF")
    folders = [*options.font_paths, *filter(None, [_bundled_folder()])]
    return typst.Fonts(include_system_fonts=with_system, include_embedded_fonts=True, font_paths=folders)


def _bundled_folder() -> str | None:
    """A folder with the bundled fonts as files, unpacked at first use; None if their package is not installed."""
    try:
        import pymupdf_fonts
    except ImportError:
        return None
    version = getattr(pymupdf_fonts, "__version__", "unversioned")
    folder = Path(platformdirs.user_cache_path("briefer")) / "fonts" / str(version)
    try:
        _unpack(pymupdf_fonts.fontbuffers, folder)
    except OSError:
        # A home that takes no writing: unpacked again for each process.
        folder = Path(_temporary_folder())
        _unpack(pymupdf_fonts.fontbuffers, folder)
    return str(folder)


def _temporary_folder() -> str:
    folder = tempfile.TemporaryDirectory(prefix="briefer-fonts-")
    _KEPT_FOLDERS.append(folder)
    return folder.name


_KEPT_FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def _unpack(buffers: Any, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in _BUNDLED:
        file = folder / f"{name}.ttf"
        if not file.exists():
            write_whole(file, buffers[name]())


def unreadable(diagnostic: str) -> set[str]:
    """The characters that a PDF/UA check of Typst names as having no glyph."""
    texts = (_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in _UNREADABLE.findall(diagnostic))
    return {letter for text in texts for letter in text if not letter.isascii()}


def script_of(letter: str) -> str:
    """The script of a character in plain words, as far as its Unicode name tells."""
    if unicodedata.category(letter) in ("So", "Sk", "Sm", "Cf", "Mn", "Co", "Cn"):
        return "emoji and symbols"
    first = unicodedata.name(letter, "unknown").split()[0]
    return _SCRIPTS.get(first, first.capitalize())


def replaced(text: str, letters: set[str]) -> str:
    """``text`` with each run of ``letters`` told in brackets, since no font can show it."""
    run = re.compile(f"[{re.escape(''.join(sorted(letters)))}]+")

    def told(match: re.Match[str]) -> str:
        script = script_of(match.group()[0])
        return "[emoji]" if script == "emoji and symbols" else f"[{script}, {len(match.group())} characters]"

    return run.sub(told, text)


def notices(letters: Iterable[str]) -> list[str]:
    """One line for each script that has no font: which, and what to install."""
    scripts: dict[str, list[str]] = {}
    for letter in sorted(letters):
        scripts.setdefault(script_of(letter), []).append(letter)
    return [
        f"no font here shows {script} ({''.join(found[:5])}{'…' if len(found) > 5 else ''}), so brackets stand for it: "
        f"install {_PACKAGES.get(script, 'fonts-noto-core fonts-noto-extra')} (Debian), or name a folder with --font-path"
        for script, found in scripts.items()
    ]
