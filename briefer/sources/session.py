"""What the readers of one run share: settings, the fetcher, how much may still be unpacked, and what was left out."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from briefer.errors import SettingsError
from briefer.settings import Settings
from briefer.sources.content import Content, unreadable

if TYPE_CHECKING:
    from briefer.sources.web.ahead import Ahead
    from briefer.sources.web.fetching import Fetcher

# Deeper nesting than a mail in an archive in a mail has no honest use.
MOST_NESTED = 5
# A container may unpack to this many times the largest single source: 1 GB with the default of 20 MB.
_UNPACKED_SOURCES = 50
_SPANS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_NAMED_WHEN_LEFT_OUT = 3


class Session:
    """One run's reading. Used as a context manager, it closes the connections that it opened."""

    def __init__(self, settings: Settings, stdin: BinaryIO | None = None, fetcher: Fetcher | None = None) -> None:
        self.settings = settings
        self.stdin = stdin
        self.since = since_moment(settings)
        self._fetcher = fetcher
        self._lock = threading.Lock()
        self._unpacked = 0
        self._left_out: dict[str, list[str]] = {}
        self._ahead: Ahead | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._ahead is not None:
            self._ahead.close()
        if self._fetcher is not None:
            self._fetcher.close()

    @property
    def fetcher(self) -> Fetcher:
        """The one fetcher, made when it is first needed."""
        with self._lock:
            if self._fetcher is None:
                from briefer.sources.web.fetching import Fetcher

                self._fetcher = Fetcher.of(self.settings)
            return self._fetcher

    def expect(self, addresses: Sequence[str]) -> None:
        """Say which addresses will be fetched, in order, so that the next few can be under way while one is read."""
        if len(addresses) > 1:
            from briefer.sources.web.ahead import Ahead

            self._ahead = Ahead(self.fetcher.fetch, addresses)

    def fetch(self, address: str) -> Content:
        """The content of an address that the user named; FetchError where it cannot be had."""
        return self._ahead.take(address) if self._ahead is not None else self.fetcher.fetch(address)

    def spend(self, content: Content, size: int) -> None:
        """Count ``size`` bytes unpacked from ``content``; UnreadableSource once all is more than may be unpacked."""
        self._unpacked += size
        if self.is_spent:
            limit = self.settings.max_source_mb * _UNPACKED_SOURCES
            what = f"unpacks to more than the {limit:g} MB allowed in all, of which the rest is not read"
            raise unreadable(content, what, "split it, or raise max_source_mb")

    @property
    def is_spent(self) -> bool:
        """Whether all has been unpacked that may be."""
        return self._unpacked > self.settings.max_source_mb * _UNPACKED_SOURCES * 1_000_000

    def start_source(self) -> None:
        """Begin another source of the user's: what may be unpacked is counted anew."""
        self._unpacked = 0

    def leave_out(self, reason: str, name: str) -> None:
        """Note that ``name`` was left out for ``reason``, which goes on "were left out as …"."""
        self._left_out.setdefault(reason, []).append(name)

    def is_too_old(self, moment: datetime | None, day: date | None = None) -> bool:
        """Whether --since leaves out what was published at ``moment``, or some time on ``day``; not if neither is known."""
        if self.since is None:
            return False
        if moment is not None:
            return moment < self.since
        return day is not None and datetime.combine(day + timedelta(days=1), time(), UTC) <= self.since

    def left_out(self) -> Iterator[str]:
        """One sentence for each reason that anything was left out for."""
        for reason, names in self._left_out.items():
            counted = "1 source was" if len(names) == 1 else f"{len(names):,} sources were"
            some = ", ".join(names[:_NAMED_WHEN_LEFT_OUT]) + (", …" if len(names) > _NAMED_WHEN_LEFT_OUT else "")
            yield f"{counted} left out as {reason}: {some}."


def since_moment(settings: Settings) -> datetime | None:
    """The moment that --since means: counted back from the end of --as-of, from SOURCE_DATE_EPOCH, or from now."""
    if settings.since is None:
        return None
    span = re.fullmatch(r"(\d+)\s*([a-z]+)", settings.since)
    if span:
        try:
            return _present(settings.as_of) - timedelta(**{_SPANS[span[2]]: int(span[1])})
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(settings.since)
    except ValueError as error:
        message = f"--since {settings.since} is no date: give one like 2025-08-22, or a span like 24h"
        raise SettingsError(message, origin="since") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def present() -> datetime:
    """The time of this run, in UTC: SOURCE_DATE_EPOCH where it is set, so that a run can be repeated to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if re.fullmatch(r"\d{1,11}", epoch) else datetime.now(UTC)


def _present(as_of: date | None) -> datetime:
    return datetime.combine(as_of + timedelta(days=1), time(), UTC) if as_of else present()
