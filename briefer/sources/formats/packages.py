"""Office documents as what they are, ZIP archives of XML: opened with the same guards as archives, parsed without entities."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from briefer.sources.content import Content, unreadable
from briefer.sources.formats.archives import DAMAGE, unpack
from briefer.sources.session import Session


class Package:
    """The parts of one document."""

    def __init__(self, archive: zipfile.ZipFile, content: Content, session: Session) -> None:
        self._archive = archive
        self._content = content
        self._session = session
        self.names = frozenset(archive.namelist())

    def tree(self, name: str) -> Any:
        """The root of the XML part ``name``, None where there is no such part; UnreadableSource where it is damaged."""
        from lxml import etree

        if name not in self.names:
            return None
        member = self._archive.getinfo(name)
        if member.flag_bits & 1:
            raise unreadable(self._content, "is encrypted", "save it without a password")
        data = unpack(self._archive, member, self._content, self._session)
        # No program writes a document type into these; one that is there declares entities that grow or that point out.
        if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data[:100_000].replace(b"\0", b""), re.IGNORECASE):
            raise unreadable(self._content, "declares a document type or entities", "save it anew in an office program")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            raise unreadable(
                self._content, "is damaged: its text is no valid XML", "open it and save it anew"
            ) from error


@contextmanager
def opened(content: Content, session: Session) -> Iterator[Package]:
    """The parts of ``content``; UnreadableSource where it is no whole archive."""
    with content.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except DAMAGE as error:
            raise unreadable(content, "is damaged or cut off", "open it and save it anew") from error
        with archive:
            yield Package(archive, content, session)


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """The value of the attribute ``name``, in whatever namespace; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def texts(tree: Any) -> dict[str, str]:
    """The texts of a tree of properties, by the local names of their elements, on one line each."""
    if tree is None:
        return {}
    found = ((local(element), " ".join((element.text or "").split())) for element in tree.iter())
    return {name: text for name, text in found if text}
