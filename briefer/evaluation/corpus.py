"""Annotated articles: NAME.txt or NAME.md beside NAME.json, which says what a careful reader finds in the text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError, field_validator

from briefer.errors import UnreadableSource, UsageError
from briefer.records import ActorKind, EventStatus, Record, RiskCategory
from briefer.text.dates import edtf_bounds

BUILT_IN = Path(__file__).resolve().parent / "corpus"
_TEXTS = (".txt", ".md")


class GoldActor(Record):
    """An actor by any of its names; ``kinds`` are those that a reader would accept.

    What is ``optional`` counts neither for nor against a brief: places and peoples named in passing, borderline cases.
    """

    name: str
    kinds: tuple[ActorKind, ...]
    aliases: tuple[str, ...] = ()
    optional: bool = False


def _dated(value: str) -> str:
    if edtf_bounds(value) is None:
        message = f"{value!r} is no EDTF date with bounds, such as 2025-09-17, 2025-09 or 2025-09-08/2025-09-14"
        raise ValueError(message)
    return value


class GoldEvent(Record):
    """A dated event, found by ``quote``: words of its sentence that occur once in the article. ``date`` is EDTF."""

    quote: str
    date: str
    statuses: tuple[EventStatus, ...]
    optional: bool = False

    _date = field_validator("date")(_dated)


class GoldRisk(Record):
    """A risk, found by ``quote`` as an event is; ``categories`` are those that a reader would accept."""

    quote: str
    categories: tuple[RiskCategory, ...]
    optional: bool = False


class Gold(Record):
    """What one article holds. ``dates`` are EDTF; a part that is None was not annotated and is not scored."""

    language: str = "en"
    actors: tuple[GoldActor, ...] | None = None
    dates: tuple[str, ...] | None = None
    optional_dates: tuple[str, ...] = ()
    events: tuple[GoldEvent, ...] | None = None
    risks: tuple[GoldRisk, ...] | None = None

    _dates = field_validator("dates", "optional_dates")(lambda values: values and tuple(map(_dated, values)))


class Article(NamedTuple):
    """An article and its annotations."""

    name: str
    path: Path
    gold: Gold


def load_articles(folder: Path | None = None) -> list[Article]:
    """The annotated articles of ``folder`` by name, or those that come with briefer.

    UsageError if there are none, an annotation has no text or is no record of the kind, or a quote does not occur once;
    UnreadableSource if a file cannot be read.
    """
    folder = folder or BUILT_IN
    if not folder.is_dir():
        message = f"{folder} is no folder: name one that holds NAME.txt beside NAME.json"
        raise UsageError(message)
    articles = [_load(path) for path in sorted(folder.glob("*.json"))]
    if not articles:
        message = f"{folder} holds no annotated article: put NAME.json beside NAME.txt"
        raise UsageError(message)
    return articles


def _load(path: Path) -> Article:
    text = next((file for suffix in _TEXTS if (file := path.with_suffix(suffix)).is_file()), None)
    if text is None:
        message = f"{path} has no text beside it: expected {path.with_suffix('.txt').name}"
        raise UsageError(message)
    try:
        gold = Gold.model_validate_json(path.read_bytes())
        words = collapse(text.read_text(encoding="utf-8-sig"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{path} is no annotation of an article: {place}: {first['msg']}"
        raise UsageError(message) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        message = f"{text} or its annotation cannot be read: {reason}"
        raise UnreadableSource(message, uri=str(text)) from error
    quotes = [event.quote for event in gold.events or ()] + [risk.quote for risk in gold.risks or ()]
    for quote in quotes:
        if (times := words.count(collapse(quote))) != 1:
            message = f"{path}: the quote {quote!r} occurs {times} times in {text.name}, and has to occur once"
            raise UsageError(message)
    return Article(path.stem, text, gold)


def collapse(text: str) -> str:
    """``text`` with single spaces for all runs of white space."""
    return " ".join(text.split())
