"""Points of the calendar that may lack a day or a month, and the arithmetic of units on them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Moment(NamedTuple):
    """A year, a month of it, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> Moment:
        """The moment of a day."""
        return cls(day.year, day.month, day.day)

    @property
    def exists(self) -> bool:
        """Whether there is such a day in the calendar."""
        if not 1 <= self.year <= date.max.year or not 1 <= (self.month or 1) <= 12:
            return False
        return 1 <= (self.day or 1) <= monthrange(self.year, self.month or 1)[1]

    @property
    def date(self) -> date | None:
        """The day, or None for a month or a year."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def value(self) -> str:
        """As EDTF."""
        if self.month is None:
            return f"{self.year:04}"
        month = f"{self.year:04}-{self.month:02}"
        return month if self.day is None else f"{month}-{self.day:02}"


def add_months(moment: Moment, months: int) -> Moment:
    """The month that lies so many months from that of ``moment``, which must have one."""
    years, month = divmod((moment.month or 1) - 1 + months, 12)
    return Moment(moment.year + years, month + 1)


def quarter_of(year: int, number: int, width: int) -> str:
    """A quarter (``width`` 3 months) or a half (6) of a year, as EDTF level 2 counts them: 33 to 36, 40 and 41."""
    return f"{year:04}-{number + (32 if width == 3 else 39)}"


def unit_value(base: Moment, unit: str, step: int) -> tuple[Moment | None, str | None]:
    """The unit that lies ``step`` units from the one that holds ``base``, as a moment and as EDTF; None where unknown."""
    if unit == "year":
        moment = Moment(base.year + step)
        return moment, moment.value
    if unit == "decade":
        return None, f"{base.year // 10 + step:03}X"
    if base.month is None:
        return None, None
    if unit == "month":
        moment = add_months(base, step)
        return moment, moment.value
    if unit == "quarter":
        moment = add_months(base, 3 * step)
        return None, quarter_of(moment.year, ((moment.month or 1) + 2) // 3, 3)
    return _day_value(base, unit, step)


def _day_value(base: Moment, unit: str, step: int) -> tuple[Moment | None, str | None]:
    origin = base.date
    if origin is None:
        return None, None
    if unit == "day":
        moment = Moment.of(origin + timedelta(days=step))
        return moment, moment.value
    monday = origin - timedelta(days=origin.weekday()) + timedelta(weeks=step)
    if unit == "weekend":
        return None, f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
    return None, f"{monday}/{monday + timedelta(days=6)}"
