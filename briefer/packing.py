"""Packs: a brief with all that it was made from, in one archive that can be checked and rendered on its own.

The same brief and materials give the same bytes on any machine: entries are sorted, bear no time, and are stored, not
compressed, since compressors differ from build to build. A pack that was compressed by hand can be read all the same.
"""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from briefer.errors import PackError
from briefer.pipeline import Materials
from briefer.records import Brief, Document
from briefer.rendering import FORMATS, render
from briefer.settings import Settings
from briefer.version import __version__

LAYOUT = "briefer-pack/1"
MANIFEST = "manifest.json"
BRIEF = "brief.json"
SETTINGS = "settings.json"
SOURCES = "sources/"
ORIGINALS = "originals/"
ANSWERS = "answers/"
PROMPTS = "prompts/"
RENDERINGS = "renderings/"

LARGEST_MB = 1_000
ENTRIES_AT_MOST = 100_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ORDINARY_FILE = (stat.S_IFREG | 0o644) << 16


def pack(brief: Brief, materials: Materials, settings: Settings, formats: tuple[str, ...] = ("md",)) -> bytes:
    """The pack of ``brief`` as the bytes of a ZIP archive, with renderings in ``formats``."""
    entries: dict[str, bytes] = {
        BRIEF: brief.to_json().encode("utf-8", "replace"),
        SETTINGS: settings.disclosed().encode(),
    }
    for number, document in enumerate(materials.documents, start=1):
        entries |= _of_document(number, document)
    entries |= {ANSWERS + name: content for name, content in materials.answers.items()}
    entries |= {PROMPTS + name: content for name, content in materials.prompts.items()}
    for name in dict.fromkeys(formats):
        if name == "json":
            continue  # That is the brief itself.
        entries[f"{RENDERINGS}brief{FORMATS[name].extensions[0]}"] = render(brief, name)
    entries[MANIFEST] = _manifest(brief, entries)
    return _archive(entries)


def _of_document(number: int, document: Document) -> dict[str, bytes]:
    """A document's text, its record without that text, and its file where it came from one."""
    record = document.model_dump(mode="json", exclude={"text"})
    found = {
        f"{SOURCES}{number}.txt": document.text.encode("utf-8", "surrogatepass"),
        f"{SOURCES}{number}.json": (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"),
    }
    path = Path(document.source.uri)
    try:
        if path.is_file():
            found[f"{ORIGINALS}{number}{_extension(path)}"] = path.read_bytes()
    except (OSError, ValueError):
        # The text is there all the same; a file that went away since is not what the brief stands on.
        pass
    return found


def _extension(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


def _manifest(brief: Brief, entries: Mapping[str, bytes]) -> bytes:
    files = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(entries.items())
    }
    content = {"layout": LAYOUT, "briefer": __version__, "digest": brief.digest, "files": files}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _archive(entries: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of ``entries``, the manifest first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries, key=lambda name: (name != MANIFEST, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = 3
            info.external_attr = _ORDINARY_FILE
            archive.writestr(info, entries[name])
    return stream.getvalue()


def is_pack(content: bytes) -> bool:
    """Whether ``content`` opens like a ZIP archive."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06")


class Pack:
    """A pack that was opened: its entries by name, all within bounds, and what its manifest says of them.

    Raises PackError, in one line, for what is no pack, damaged, or made to harm whoever opens it.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self.entries = _read_entries(content, name)
        self.manifest = self._json(MANIFEST)
        files = self.manifest.get("files")
        if self.manifest.get("layout") != LAYOUT or not isinstance(files, dict):
            message = f"{name}: {MANIFEST} is not that of a {LAYOUT} pack; make it again with --pack"
            raise PackError(message, entry=MANIFEST)
        self.files: dict[str, Any] = files

    def brief(self) -> Brief:
        """The brief in the pack; PackError if there is none that can be read."""
        try:
            return Brief.model_validate_json(self._entry(BRIEF))
        except ValidationError as error:
            raise self._unreadable(BRIEF, error.errors(include_url=False)[0]["msg"]) from error

    def documents(self) -> list[Document]:
        """The documents in the pack, in the order of the brief's sources."""
        numbers = sorted(
            int(stem) for name in self.entries if name.startswith(SOURCES) and (stem := Path(name).stem).isdecimal()
            and name.endswith(".txt")
        )  # fmt: skip
        return [self._document(number) for number in numbers]

    def originals(self) -> dict[int, tuple[str, bytes]]:
        """The files that the documents were read from: their number, and name and content."""
        return {
            int(Path(name).stem): (name, content)
            for name, content in self.entries.items()
            if name.startswith(ORIGINALS) and Path(name).stem.isdecimal()
        }

    def folder(self, prefix: str) -> dict[str, bytes]:
        """The entries below ``prefix`` by the rest of their name."""
        return {name.removeprefix(prefix): content for name, content in self.entries.items() if name.startswith(prefix)}

    def mismatches(self) -> Iterator[str]:
        """What differs between the archive and its manifest, a line each."""
        for name in sorted(self.files.keys() | (self.entries.keys() - {MANIFEST})):
            if name not in self.entries:
                yield f"{name} is missing from the pack"
            elif name not in self.files:
                yield f"{name} is not in the manifest"
            elif hashlib.sha256(self.entries[name]).hexdigest() != _sha256_in(self.files[name]):
                yield f"{name} was changed: its SHA-256 is not the one in the manifest"

    def _document(self, number: int) -> Document:
        name = f"{SOURCES}{number}.json"
        record = self._json(name)
        try:
            text = self._entry(f"{SOURCES}{number}.txt").decode("utf-8", "surrogatepass")
            # The id is the text's own hash, whatever the record says.
            document = Document.model_validate({**record, "text": text, "id": Document.identify(text)})
        except (ValidationError, UnicodeDecodeError) as error:
            raise self._unreadable(name, "it is no record of a document") from error
        bounds = [place for sentence in document.sentences for place in (sentence.start, sentence.end)]
        if bounds != sorted(bounds) or (bounds and not 0 <= bounds[0] <= bounds[-1] <= len(text)):
            raise self._unreadable(name, "its sentences do not lie within its text")
        return document

    def _json(self, name: str) -> dict[str, Any]:
        try:
            content = json.loads(self._entry(name))
        except (ValueError, RecursionError) as error:
            raise self._unreadable(name, str(error)) from error
        if not isinstance(content, dict):
            raise self._unreadable(name, "it holds no object")
        return content

    def _entry(self, name: str) -> bytes:
        if name not in self.entries:
            message = f"{self.name} has no {name}: it is no pack, or an incomplete one; make it again with --pack"
            raise PackError(message, entry=name)
        return self.entries[name]

    def _unreadable(self, name: str, problem: str) -> PackError:
        message = f"{self.name}: {name} cannot be read ({problem}); make the pack again with --pack"
        return PackError(message, entry=name)


def _sha256_in(entry: Any) -> str | None:
    return entry.get("sha256") if isinstance(entry, dict) else None


def _read_entries(content: bytes, name: str) -> dict[str, bytes]:
    """The files of the archive; PackError for one that is damaged or not safe."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_unsafe(infos, name)
            room, entries = LARGEST_MB * 1_000_000, {}
            for info in infos:
                with archive.open(info) as stream:
                    # What an archive says of its own sizes may be a lie.
                    data = stream.read(room + 1)
                room -= len(data)
                if room < 0:
                    raise _too_large(name)
                entries[info.filename] = data
            return entries
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        message = f"{name} cannot be read as a ZIP archive ({error}); get it again, or make it again with --pack"
        raise PackError(message) from error


def _refuse_unsafe(infos: list[zipfile.ZipInfo], name: str) -> None:
    if len(infos) > ENTRIES_AT_MOST:
        message = f"{name} holds {len(infos):,} files, more than any pack does; it was not opened"
        raise PackError(message)
    seen: set[str] = set()
    for info in infos:
        # zipfile cuts a name at a NUL and turns backslashes round on some systems: the name as stored is what counts.
        entry, path = info.filename, PurePosixPath(info.orig_filename)
        if path.is_absolute() or ".." in path.parts or "\\" in info.orig_filename or ":" in info.orig_filename:
            message = f"{name} holds {entry!r}, a path that leads out of the pack; it was not opened"
            raise PackError(message, entry=entry)
        if entry.casefold() in seen:
            message = f"{name} holds {entry!r} twice; it was not opened"
            raise PackError(message, entry=entry)
        if stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 1:
            message = f"{name} holds {entry!r}, which is a link or encrypted; it was not opened"
            raise PackError(message, entry=entry)
        seen.add(entry.casefold())
    if sum(info.file_size for info in infos) > LARGEST_MB * 1_000_000:
        raise _too_large(name)


def _too_large(name: str) -> PackError:
    return PackError(f"{name} unpacks to more than {LARGEST_MB:,} MB; it was not opened")
