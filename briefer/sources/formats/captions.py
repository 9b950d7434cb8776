"""Transcripts as subtitles (SubRip, WebVTT): what was said, without numbers, times and what scrolls by twice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from briefer.errors import EmptySource, SourceError
from briefer.sources.cleaning import clean
from briefer.sources.content import Content, Draft
from briefer.sources.decoding import decode_plainly
from briefer.sources.session import Session

_TIMES = re.compile(r"\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3})")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^}]{0,80}\}")
# A pause so long, in seconds, ends what belongs together.
_PAUSE = 4.0
# Automatic transcripts have no full stops: their lines are parted after so many words.
_UNMARKED_WORDS = 25
_LONGEST_WORDS = 120


class _Cue(NamedTuple):
    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None


def read_captions(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The transcript, in paragraphs by pauses and speakers; EmptySource where nothing is said."""
    text, notice = decode_plainly(content.read(session.settings.max_source_mb), content.title)
    lines = clean(text, content.title).text.split("\n")
    cues = _unrolled(list(_cues(lines)))
    spoken = "\n\n".join(_paragraphs(cues))
    if not spoken.strip():
        message = f"{content.title} is a transcript in which nothing is said: name another"
        raise EmptySource(message, uri=content.uri)
    title = re.search(r"(?m)^(?:Title|TITLE):\s*(.{3,200})$", "\n".join(lines[:15]))
    yield Draft(
        uri=content.uri,
        text=spoken,
        title=title[1] if title else None,
        retrieved=content.retrieved,
        notices=(*((notice,) if notice else ()), "read from a transcript: times and line breaks left out"),
        has_closing=False,
    )


def _cues(lines: list[str]) -> Iterator[_Cue]:
    at = 0
    while at < len(lines):
        times = _TIMES.match(lines[at])
        at += 1
        if times is None:
            continue
        said: list[str] = []
        speaker = None
        while at < len(lines) and not _TIMES.match(lines[at]):
            if not lines[at].strip() and (at + 1 >= len(lines) or _begins(lines, at + 1)):
                break
            voice = _VOICE.search(lines[at])
            speaker = speaker or (voice[1].strip() if voice else None)
            bare = " ".join(html.unescape(_TAG.sub("", lines[at])).split())
            if bare:
                said.append(bare)
            at += 1
        # The number of the next cue, where no blank line stands before it.
        if at < len(lines) and _TIMES.match(lines[at]) and said and said[-1].isdigit():
            said.pop()
        yield _Cue(_seconds(times[1]), _seconds(times[2]), tuple(said), speaker)


def _begins(lines: list[str], at: int) -> bool:
    """Whether a cue, or a block that is none, begins at line ``at``."""
    behind = lines[at : at + 2]
    return not behind[0].strip() or any(map(_TIMES.match, behind)) or behind[0].startswith(("NOTE", "STYLE", "REGION"))


def _unrolled(cues: list[_Cue]) -> list[_Cue]:
    """Cues without the lines that they repeat from the one before, as rolling captions do."""
    found: list[_Cue] = []
    before: tuple[str, ...] = ()
    for cue in cues:
        keep = next((n for n in range(len(cue.lines), 0, -1) if before[-n:] == cue.lines[:n]), 0)
        fresh = cue.lines[keep:]
        before = cue.lines or before
        if fresh:
            found.append(cue._replace(lines=fresh))
    return found


def _paragraphs(cues: list[_Cue]) -> Iterator[str]:
    text = " ".join(line for cue in cues for line in cue.lines)
    is_marked = len(re.findall(r"[.!?。！？؟]", text)) * 60 >= len(text.split())
    words: list[str] = []
    speaker, end = None, 0.0
    for cue in cues:
        is_new_speaker = cue.speaker is not None and cue.speaker != speaker
        is_dash = cue.lines[0].startswith(("- ", "– ", ">> "))
        is_full = len(words) >= (_LONGEST_WORDS if is_marked else _UNMARKED_WORDS)
        is_whole = not is_marked or (bool(words) and words[-1].rstrip("\"'”’)»")[-1:] in ".!?。！？؟")
        if words and (is_new_speaker or is_dash or cue.start - end > _PAUSE or (is_full and is_whole)):
            yield " ".join(words)
            words = []
        if is_new_speaker:
            speaker = cue.speaker
            words.append(f"{speaker}:")
        for line in cue.lines:
            words += re.sub(r"^(?:[-–]|>>)\s*", "", line).split()
        end = cue.end
    if words:
        yield " ".join(words)


def _seconds(text: str) -> float:
    parts = text.replace(",", ".").split(":")
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    return total
