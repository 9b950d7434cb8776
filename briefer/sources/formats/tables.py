"""Articles in CSV and TSV: one a row, with the names of the fields in the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from briefer.errors import EmptySource, NoArticles, SourceError
from briefer.sources.content import Content, Draft, unreadable
from briefer.sources.decoding import decode_plainly
from briefer.sources.formats.fields import fields_of
from briefer.sources.session import Session

_SAMPLE = 65_536
_DELIMITERS = ",;\t|"


def read_table(content: Content, session: Session) -> Iterator[Draft | SourceError]:
    """The articles of a table, read row by row; NoArticles where no column holds a text."""
    fields = fields_of(session)
    limit = int(session.settings.max_source_mb * 1_000_000)
    csv.field_size_limit(limit)
    with content.open() as stream:
        head = stream.read(_SAMPLE)
        if not head.strip():
            message = f"{content.title} is empty: name a file that holds articles"
            raise EmptySource(message, uri=content.uri)
        stream.seek(0)
        encoding = _encoding(head, content)
        lines = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        names = head.decode(encoding, "replace").partition("\n")[0]
        delimiter = max(_DELIMITERS, key=lambda mark: (names.count(mark), -_DELIMITERS.index(mark)))
        rows = csv.reader(_bounded(lines, limit), delimiter=delimiter)
        try:
            columns = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
            if fields.text(dict.fromkeys(columns, "x")) is None:
                message = (
                    f"{content.title} is a table without articles: no column is called text, body or content; "
                    "name the column with --fields text=NAME"
                )
                raise NoArticles(message, uri=content.uri)
            for row in rows:
                if any(cell.strip() for cell in row):
                    draft = fields.draft(dict(zip(columns, row, strict=False)), content, str(rows.line_num))
                    if draft is not None:
                        yield draft
        except csv.Error as error:
            what = f"is no valid table from line {rows.line_num} on ({error})"
            raise unreadable(content, what, "mend its quotation marks, or raise max_source_mb") from error


def _bounded(lines: io.TextIOWrapper, limit: int) -> Iterable[str]:
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            message = "a line is longer than a source may be"
            raise csv.Error(message)
        yield line.replace("\0", "")


def _encoding(head: bytes, content: Content) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return encoding
    # A sample may end within a character.
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        from briefer.sources.legacy import guess

        guessed = guess(whole)
        if guessed is None:
            decode_plainly(whole, content.title)
        return guessed or "utf-8"
    return "utf-8"
