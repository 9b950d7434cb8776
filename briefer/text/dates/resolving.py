"""What date expressions mean where they stand: against the publication date, the story being told, and one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from briefer.text.dates.expression import Reading
from briefer.text.dates.timeline import Moment, add_months, quarter_of, unit_value

# A story is told when at least so many months or days of other years than the publication's are named, and they
# outnumber what is news.
_TOLD = 3
_NEWS = frozenset({"last", "next", "this", "ago"})
# How many sentences a dated sentence keeps its hold on a bare month, in news.
_HOLD = 3
# What lies so few years back may be the background of news, what lies farther back is a story of its own.
_RECENT = 4
# A day without a year that lies at most so far back from publication is news, whatever was told before it.
_FRESH = timedelta(days=21)
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
_STEP = {"last": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "following": 1}


@dataclass(slots=True)
class Resolver:
    """Resolves the readings of one text in order.

    ``story`` is the last date told, ``left`` the last one before the story changed to another year, ``anchor`` the last
    date of any kind; ``distance`` counts the sentence ends since ``story``, ``drift`` those since ``anchor``; ``named`` has the year last meant of each
    month.
    """

    published: date | None
    is_story: bool
    day_first: bool
    story: Moment | None = None
    anchor: Moment | None = None
    drift: int = 0
    left: Moment | None = None
    distance: int = 0
    named: dict[int, int] = field(default_factory=dict)

    def resolve(self, reading: Reading) -> str | None:
        """The EDTF value of a reading, or None; the reading becomes context for the next."""
        self.distance += reading.gap
        self.drift += reading.gap
        try:
            if reading.until is not None:
                return self._range(reading, reading.until)
            moment, value = self._meaning(reading)
        except (OverflowError, ValueError):
            # Beyond the years 1 to 9999.
            return None
        if moment is not None and not moment.exists:
            return None
        self._remember(reading, moment)
        return value

    def _meaning(self, reading: Reading) -> tuple[Moment | None, str | None]:
        meaning = {
            "calendar": self._calendar, "year": self._year, "weekday": self._weekday, "unit": self._unit,
            "shift": self._shift, "today": self._today, "season": self._division, "quarter": self._division,
            "half": self._division,
        }.get(reading.kind)  # fmt: skip
        if meaning is not None:
            return meaning(reading)
        number = reading.number or 0
        return None, f"{number:03}X" if reading.kind == "decade" else f"{number:02}XX"

    def _remember(self, reading: Reading, moment: Moment | None) -> None:
        if moment is None:
            return
        if moment.month is not None:
            self.named[moment.month] = moment.year
        if reading.aside:
            return
        self.anchor, self.drift = moment, 0
        told = self.is_story or reading.year is not None or self.published is None
        if reading.relation == "since" and not self.is_story:
            # "In power since 2008" tells what still goes on; the next date is not of that year.
            return
        is_year = reading.kind in {"year", "season"} and reading.year is not None
        if told and (reading.kind == "calendar" or (is_year and not self._is_far(moment))):
            if self.story is not None and self.story.year != moment.year:
                self.left = self.story
            self.story, self.distance = moment, 0
        elif self.is_story and moment.month is not None:
            self.story = moment

    def _is_far(self, moment: Moment) -> bool:
        """Whether a bare year lies so far off the story that it is a remark."""
        return self.is_story and self.story is not None and abs(moment.year - self.story.year) > 15

    def _range(self, first: Reading, last: Reading) -> str | None:
        if first.kind == "year":
            if (first.year or 0) >= (last.year or 0):
                return None
            self._remember(last, Moment(last.year or 0))
            return f"{first.year:04}/{last.year:04}"
        if last.year is None and first.year is not None and last.month is not None and first.month is not None:
            last.year = first.year + (last.month < first.month)
        if last.year is None:
            last.tense = last.tense or first.tense
        moment, end = self._calendar(last)
        if moment is None or end is None or last.month is None or first.month is None:
            return None
        if first.year is None:
            first.year = moment.year - ((first.month, first.day or 0) > (last.month, last.day or 0))
        _, start = self._calendar(first)
        self._remember(last, moment)
        return f"{start}/{end}" if start is not None and start <= end else None

    def _calendar(self, reading: Reading) -> tuple[Moment | None, str | None]:
        month, day = reading.month or 0, reading.day
        if reading.order == "either" and not self.day_first and day is not None:
            month, day = day, month
        if reading.year is None and reading.toward:
            year = self._toward_year(reading, month)
        else:
            year = reading.year if reading.year is not None else self._bare_year(reading, month, day)
        if year is None:
            return None, None
        moment = Moment(year, month, day)
        if reading.year is None and (month, day) == (2, 29):
            # The leap year next to the one that the context gives.
            years = [year, year + 1, year - 1]
            moment = next((leap for leap in (Moment(y, 2, 29) for y in years) if leap.exists), moment)
        if not moment.exists:
            return None, None
        value = moment.value + ("~" if reading.rough else "")
        if reading.last_day is not None:
            last = Moment(year, month, reading.last_day)
            return (last, f"{moment.value}/{last.value}") if last.exists else (None, None)
        return moment, value

    def _toward_year(self, reading: Reading, month: int) -> int | None:
        """Return the year of "August of that year", "March last year", "next September"."""
        base = self._base(reading)
        if base is None:
            return None
        if (
            reading.order == ""
            and reading.kind == "calendar"
            and reading.toward in {"last", "next"}
            and reading.unit == ""
        ):
            if reading.toward == "last":
                return base.year - (month >= (base.month or 13))
            return base.year + (month <= (base.month or 0))
        return base.year + _STEP[reading.toward]

    def _base(self, reading: Reading) -> Moment | None:
        """What a relative expression counts from: "previous" from the story, "last" from publication, where there is one."""
        published = Moment.of(self.published) if self.published else None
        # "The next day" follows a day told, while "next week" is the week after publication.
        is_next_day = reading.toward == "next" and reading.kind == "unit" and reading.unit == "day"
        if is_next_day or reading.toward in {"previous", "following", "same", "later", "earlier"}:
            if self.drift > _HOLD and self.published is not None and not self.is_story:
                # In news, a date told so long before is another matter's.
                return None
            return self.anchor or self.story or published
        if self.is_story and published is not None and self.story is not None:
            return self.story
        return published

    def _bare_year(self, reading: Reading, month: int, day: int | None) -> int | None:
        """The year of a month or day that names none."""
        story, published = self.story, self.published
        if reading.aside and month in self.named:
            return self.named[month]
        if story is not None and (self.is_story or published is None or self._holds(reading, story)):
            return self._story_year(story, month, day)
        if published is None:
            return None
        return self._news_year(reading, month, day, published)

    def _holds(self, reading: Reading, story: Moment) -> bool:
        """Whether, in news, a date told just before gives its year to this one."""
        if reading.tense > 0 or (self.published and story.year == self.published.year):
            return False
        if self.published is not None and reading.day is not None and self._is_fresh(reading, self.published):
            return False
        if self.published is not None and self.published.year - story.year <= _RECENT:
            # A date of the last years in an earlier sentence is background of the news: its year is not passed on.
            return self.distance < 1
        return self.distance < (_HOLD if story.month else 1)

    @staticmethod
    def _is_fresh(reading: Reading, published: date) -> bool:
        """Whether the day, in the year of publication, lies in the weeks before it."""
        moment = Moment(published.year, reading.month, reading.day)
        if not moment.exists or moment.date is None:
            return False
        return timedelta(0) <= published - moment.date <= _FRESH

    def _story_year(self, story: Moment, month: int, day: int | None) -> int:
        """The year of the story; after a remark on another year, the story may go on where it was left."""
        if story.month is None:
            return story.year
        if story.month >= 11 and month <= 2:
            return story.year + 1
        left = self.left
        goes_back = (month, day or 31) < (story.month, story.day or 1)
        if goes_back and self.is_story and left is not None and left.month is not None:
            onward = (month, day or 31) >= (left.month, left.day or 1)
            if onward and month - left.month <= 6:
                return left.year
        return story.year

    @staticmethod
    def _news_year(reading: Reading, month: int, day: int | None, published: date) -> int:
        """The year that puts the date nearest to publication, on the side that the tense gives."""
        here = (published.month, published.day if day else 0)
        there = (month, day or 0)
        tense = reading.tense or (1 if reading.relation == "by" else 0)
        if tense == 0:
            ahead = (month - published.month) % 12
            tense = 1 if ahead <= 2 else -1
        if tense > 0:
            return published.year + (there < here and not (day is not None and month == published.month))
        if day is not None and month == published.month and day - published.day > 3 and reading.tense == 0:
            return published.year
        return published.year - (there > here)

    def _year(self, reading: Reading) -> tuple[Moment | None, str | None]:
        year = reading.year or 0
        return Moment(year), f"{year:04}" + ("~" if reading.rough else "")

    def _today(self, reading: Reading) -> tuple[Moment | None, str | None]:
        if self.published is None:
            return None, None
        moment = Moment.of(self.published + timedelta(days=reading.number or 0))
        return moment, moment.value

    def _weekday(self, reading: Reading) -> tuple[Moment | None, str | None]:
        wanted = reading.weekday or 0
        base = self._base(reading)
        if reading.toward == "" and self.is_story and self.published is not None:
            told = self._story_weekday(wanted)
            if told is not None:
                return told, told.value
            base = Moment.of(self.published)
        origin = base.date if base is not None else None
        if origin is None:
            return None, None
        back = (origin.weekday() - wanted) % 7
        toward = reading.toward or ("next" if reading.tense > 0 else "")
        if reading.unit == "week" and reading.toward:
            shift = wanted - origin.weekday() + 7 * _STEP[toward]
        elif toward in {"last", "previous"}:
            shift = -(back or 7)
        elif toward in {"next", "following"}:
            # Said of a day ahead, the name of the day of publication means that day; "next" never does.
            shift = (-back % 7) or (7 if reading.toward else 0)
        elif toward in {"this", "same"}:
            shift = wanted - origin.weekday()
        else:
            shift = -back
        moment = Moment.of(origin + timedelta(days=shift))
        return moment, moment.value

    def _story_weekday(self, wanted: int) -> Moment | None:
        """In a story, the day of that name nearest to the day told; None where no day was told just before."""
        origin = self.story.date if self.story is not None else None
        if origin is None or self.distance > _HOLD:
            return None
        return Moment.of(origin + timedelta(days=(wanted - origin.weekday() + 3) % 7 - 3))

    def _unit(self, reading: Reading) -> tuple[Moment | None, str | None]:
        base = self._base(reading)
        if base is None:
            return None, None
        step = _STEP.get(reading.toward, -1 if reading.tense <= 0 else 0)
        moment, value = unit_value(base, reading.unit, step)
        if value is not None and reading.rough and "/" not in value:
            return None if reading.unit == "year" else moment, value + "~"
        return moment, value

    def _shift(self, reading: Reading) -> tuple[Moment | None, str | None]:
        if reading.number is None or (reading.toward == "ahead" and reading.tense <= 0):
            return None, None
        base = self._base(reading)
        if reading.toward in {"ago", "ahead"} and self.published is not None:
            base = Moment.of(self.published)
        if base is None:
            return None, None
        sign = -1 if reading.toward in {"ago", "earlier"} else 1
        if reading.unit in _DAYS:
            origin = base.date
            if origin is None:
                return None, None
            moment = Moment.of(origin + timedelta(days=sign * reading.number * _DAYS[reading.unit]))
            return moment, moment.value
        if reading.unit not in _MONTHS:
            return None, None
        return self._shift_months(base, reading, sign)

    @staticmethod
    def _shift_months(base: Moment, reading: Reading, sign: int) -> tuple[Moment | None, str | None]:
        months = sign * (reading.number or 0) * _MONTHS[reading.unit]
        if reading.unit in {"month", "quarter"}:
            if base.month is None:
                return None, None
            moment = add_months(base, months)
            return moment, moment.value
        moment = Moment(base.year + months // 12)
        if moment.year < 1:
            return None, None
        if reading.unit == "year":
            return moment, moment.value
        return None, f"{moment.year // 10:03}X" if reading.unit == "decade" else f"{moment.year // 100:02}XX"

    def _division(self, reading: Reading) -> tuple[Moment | None, str | None]:
        """Seasons, quarters and halves of a year."""
        number = reading.number or 0
        year = reading.year
        if year is None:
            year = self._division_year(reading, number)
        if year is None:
            return None, None
        moment = Moment(year)
        if reading.kind == "season":
            return moment, f"{year:04}-{number:02}"
        width = 3 if reading.kind == "quarter" else 6
        return moment, quarter_of(year, number, width)

    def _division_year(self, reading: Reading, number: int) -> int | None:
        base = self._base(reading) or (None if reading.toward else self.story)
        if base is None:
            return None
        first = {21: 3, 22: 6, 23: 9, 24: 12}.get(number, (number - 1) * (3 if reading.kind == "quarter" else 6) + 1)
        if reading.toward and reading.kind != "season":
            return base.year + _STEP[reading.toward]
        if reading.toward in {"same", "this"} or base.month is None or (self.is_story and not reading.toward):
            return base.year
        if reading.toward in {"next", "following"} or (not reading.toward and reading.tense > 0):
            return base.year + (first + (2 if not reading.toward else 0) < base.month)
        if reading.toward in {"last", "previous"}:
            return base.year - (first + 2 >= base.month)
        return base.year - (first > base.month)


def tells_a_story(readings: Iterable[Reading], published: date | None) -> bool:
    """Whether a text tells of other years than its own, month by month, rather than the news of its day."""
    told = news = 0
    for reading in readings:
        if reading.dated:
            told += published is None or abs((reading.year or 0) - published.year) > 1
            news += published is not None and reading.year == published.year
        elif reading.kind in {"today", "weekday"} or (reading.kind in {"unit", "shift"} and reading.toward in _NEWS):
            news += 1
    return told >= _TOLD and told > 2 * news
