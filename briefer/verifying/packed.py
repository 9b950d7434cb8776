"""The check of a pack: its manifest and all that it holds, its brief, its renderings, and the brief made again from it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from briefer.errors import BrieferError, PackError
from briefer.llm.prompts import Prompts
from briefer.llm.request import key_of
from briefer.packing import ANSWERS, PROMPTS, RENDERINGS, SETTINGS, Pack
from briefer.pipeline import read_all, write_brief
from briefer.records import Brief, Document
from briefer.rendering import format_by_extension, render
from briefer.settings import Settings, load_settings
from briefer.verifying.brief import verify_brief
from briefer.verifying.report import Check
from briefer.version import __version__


def verify_pack(pack: Pack) -> Iterator[Check]:
    """The checks of ``pack``; it needs nothing but itself. PackError where its brief or sources cannot be read at all."""
    problems = list(pack.mismatches())
    for problem in problems:
        yield Check(part="pack", outcome="fails", text=problem)
    if not problems:
        yield Check(part="pack", outcome="holds", text=f"{len(pack.files)} files are as the manifest has them")
    brief, documents = pack.brief(), pack.documents()
    yield from _check_materials(pack, brief)
    yield from _check_originals(pack, documents)
    yield from verify_brief(brief, documents)
    yield from _check_renderings(pack, brief)
    yield from _check_remaking(pack, brief, documents)


def _check_materials(pack: Pack, brief: Brief) -> Iterator[Check]:
    """Settings, prompts and answers against what the brief says of them."""
    wrong = []
    if hashlib.sha256(pack.entries.get(SETTINGS, b"")).hexdigest() != brief.provenance.settings:
        wrong.append(f"{SETTINGS} is not what the brief was made with")
    prompts = {name: hashlib.sha256(text).hexdigest() for name, text in pack.folder(PROMPTS).items()}
    names = sorted(
        name
        for name in prompts.keys() | brief.provenance.prompts.keys()
        if prompts.get(name) != brief.provenance.prompts.get(name)
    )
    wrong += [f"{PROMPTS}{name} is not the prompt that the brief was made with" for name in names]
    answers = pack.folder(ANSWERS)
    wrong += [
        f"{ANSWERS}{name} is no answer to the request that it is named for"
        for name, a in answers.items()
        if not _fits(name, a)
    ]
    for text in wrong:
        yield Check(part="pack", outcome="fails", text=text)
    if not wrong:
        text = f"settings, {len(prompts)} prompts and {len(answers)} stored answers are those that the brief names"
        yield Check(part="pack", outcome="holds", text=text)


def _fits(name: str, content: bytes) -> bool:
    try:
        return key_of(json.loads(content)["request"]) == PurePosixPath(name).stem
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _check_originals(pack: Pack, documents: list[Document]) -> Iterator[Check]:
    """Whether the files that the sources came from still read to the same text."""
    originals = pack.originals()
    same = 0
    for number, (name, content) in sorted(originals.items()):
        if 1 <= number <= len(documents) and _is_among(documents[number - 1], _read_again(name, content)):
            same += 1
        else:
            text = f"{name} does not read to the text of source {number}"
            yield Check(part="source", outcome="fails", text=text)
    if same:
        yield Check(part="source", outcome="holds", text=f"{same} original files read to the texts that were briefed")


def _is_among(document: Document, documents: Sequence[Document]) -> bool:
    """Whether one of ``documents`` has the same text, cut into the same sentences."""
    return any((other.id, other.sentences) == (document.id, document.sentences) for other in documents)


def _read_again(name: str, content: bytes) -> Sequence[Document]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(name).name
        path.write_bytes(content)
        try:
            documents, _ = read_all([path], load_settings(max_source_mb=len(content) / 1_000_000 + 1))
        except BrieferError:
            return ()
        return documents


def _check_renderings(pack: Pack, brief: Brief) -> Iterator[Check]:
    for name, content in sorted(pack.folder(RENDERINGS).items()):
        place = RENDERINGS + name
        try:
            again = render(brief, format_by_extension(name) or "")
        except BrieferError as error:
            yield Check(part="rendering", outcome="unchecked", text=f"could not be made: {error.message}", place=place)
            continue
        if again == content:
            yield Check(part="rendering", outcome="holds", text="made again, the same to the byte", place=place)
        else:
            yield Check(part="rendering", outcome="fails", text=_first_difference(content, again), place=place)


def _first_difference(old: bytes, new: bytes) -> str:
    try:
        before, after = old.decode().splitlines(), new.decode().splitlines()
    except UnicodeDecodeError:
        return f"made again it has other bytes ({len(old):,} in the pack, {len(new):,} now)"
    for number, (one, other) in enumerate(zip(before, after, strict=False), start=1):
        if one != other:
            return f"made again it differs from line {number} on: “{one[:80]}”, now “{other[:80]}”"
    return f"made again it has {len(after)} lines, not {len(before)}"


def _check_remaking(pack: Pack, brief: Brief, documents: list[Document]) -> Iterator[Check]:
    """Whether sources, settings and stored answers give this very brief again; no model is asked."""
    made_by = brief.provenance.versions.get("briefer")
    if made_by != __version__:
        text = f"not made again: it takes briefer {made_by}, this is {__version__}"
        yield Check(part="remaking", outcome="unchecked", text=text)
        return
    if brief.provenance.engine == "llm" and pack.folder(PROMPTS) != Prompts().texts():
        # A template is a program, and a pack may come from anybody.
        text = "not made again: its prompts are not those of this briefer, and prompts from a pack are not run"
        yield Check(part="remaking", outcome="unchecked", text=text)
        return
    try:
        again = _made_again(pack, brief, documents)
    except (BrieferError, ValidationError, ValueError, OSError) as error:
        told = error.message if isinstance(error, BrieferError) else str(error)
        text = f"could not be made again from the pack: {told}"
        yield Check(part="remaking", outcome="unchecked", text=text)
        return
    names = [name for name in Brief.model_fields if getattr(brief, name) != getattr(again, name)]
    names = [name for name in names if name not in ("digest", "provenance")]
    if names == ["gaps"] and {gap for gap in brief.gaps if gap.kind != "source"} <= set(again.gaps):
        names = []  # What could not be read then is no part of the pack.
    if names:
        text = f"made again from the pack, it differs in: {', '.join(names)}"
        yield Check(part="remaking", outcome="fails", text=text)
    else:
        text = "made again from its sources, settings and stored answers: the same brief"
        yield Check(part="remaking", outcome="holds", text=text)


def _made_again(pack: Pack, brief: Brief, documents: list[Document]) -> Brief:
    if SETTINGS not in pack.entries:
        message = f"it has no {SETTINGS}"
        raise PackError(message, entry=SETTINGS)
    told = json.loads(pack.entries[SETTINGS])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for entry, content in pack.folder(ANSWERS).items():
            path = folder / entry
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        told |= {"engine": brief.provenance.engine, "model": brief.provenance.model}
        told |= {"cache": name, "cache_mode": "replay", "base_url": None, "api_key": None, "prompts": None}
        return write_brief(documents, Settings.model_validate(told))
