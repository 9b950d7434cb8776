"""Datelines: what they say, and where the first sentence begins behind them."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.sources.datelines import Dateline, split_dateline
from briefer.text.paragraphs import Paragraph

STORY = "Two convoys left the base on Friday, officers said."


def split(text: str) -> tuple[str, Dateline]:
    body, dateline = split_dateline(text, (Paragraph(0, len(text)),))
    return (text[body[0].start : body[0].end] if body else ""), dateline


@pytest.mark.parametrize(
    ("line", "day", "agency"),
    [
        ("BAGHDAD, Aug. 22 (Harbour News) – ", (8, 22, None), "Harbour News"),
        ("WASHINGTON (AP) — ", None, "AP"),
        ("WASHINGTON (AP) -- ", None, "AP"),
        ("KYIV, Ukraine, 3 March 2025 /Harbour/ ", (3, 3, 2025), "Harbour"),
        ("LONDON, March 3 (Reuters) - ", (3, 3, None), "Reuters"),
        ("MOSCOW, March 3. /TASS/. ", (3, 3, None), "TASS"),
        ("SOUTHWEST ASIA, January 9, 2015 – ", (1, 9, 2015), None),
        ("AL-UDEID AIR BASE, Qatar – ", None, None),
        ("DUBAI, United Arab Emirates (AP) — ", None, "AP"),
        ("Baghdad (AFP) – ", None, "AFP"),
        ("Paris, 22 août 2025 (AFP) – ", (8, 22, 2025), "AFP"),
        ("Madrid, 22 ago (EFE).- ", (8, 22, None), "EFE"),
        ("BERLIN (dpa) - ", None, "dpa"),
        ("BEIRUT — ", None, None),
        ("LA PAZ, Bolivia — ", None, None),
        ("ST. PETERSBURG, Russia — ", None, None),
        ("WASHINGTON, D.C. — ", None, None),
        ("NEW YORK, N.Y., Aug. 22, 2025 /Newswire/ -- ", (8, 22, 2025), "Newswire"),
        ("UNITED NATIONS, Aug 22 (Xinhua) -- ", (8, 22, None), "Xinhua"),
        ("TEHRAN (Aug. 22) — ", (8, 22, None), None),
        ("(Reuters) - ", None, "Reuters"),
        ("**BAGHDAD (AP)** — ", None, "AP"),
        ("МОСКВА, 22 авг — РИА Новости. ", (8, 22, None), "РИА Новости"),
        ("МОСКВА, 22 августа. /ТАСС/. ", (8, 22, None), "ТАСС"),
        ("КИЇВ, 22 серпня (Гавань) — ", (8, 22, None), "Гавань"),
        ("بغداد (واع) - ", None, "واع"),
        ("بغداد - ", None, None),
        ("Kyiv, Ukraine – ", None, None),
        ("بغداد، 22 أغسطس 2025 - ", (8, 22, 2025), None),
        ("دمشق 3 كانون الأول 2025 (المرفأ) – ", (12, 3, 2025), "المرفأ"),
        ("北京，2025年8月22日电 ", (8, 22, 2025), None),
        ("港湾社内罗毕3月4日电（记者李某）", (3, 4, None), "港湾社"),
    ],
)
def test_dateline_is_read_and_cut(line: str, day: tuple[int, int, int | None] | None, agency: str | None) -> None:
    rest, dateline = split(line + STORY)
    found = dateline.day and (dateline.day.month, dateline.day.day, dateline.day.year)
    assert (rest, found, dateline.agency) == (STORY, day, agency)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "NATO – the alliance that met in Vilnius – said nothing.",
        "BREAKING: two convoys left the base.",
        "BREAKING NEWS - Two convoys left the base.",
        "ANALYSIS — What the convoys mean.",
        "The DOD (Department of Defense) – which pays – said nothing.",
        "President Doe (Harbour Party) said on Friday that the talks had failed.",
        "Baghdad – Two convoys left.",
        "Kataib Hezbollah (KH) is a militia.",
        "USA 3, Iraq 2",
        "حزب الله - الذي اجتمع في بغداد - لم يقل شيئا.",
        "إيران - التي اجتمعت في بغداد - لم تقل شيئا.",
        "NATO: Two convoys left the base.",
        "On Friday (Aug. 22) - the convoys left.",
        "غادرت القافلة يوم 22 أغسطس 2025 القاعدة.",
        "3月4日，车队离开了基地。",
    ],
)
def test_opening_that_is_no_dateline_stays(text: str) -> None:
    assert split(text) == (text, Dateline())


def test_dateline_wrapped_over_two_lines() -> None:
    rest, dateline = split("KYIV, Ukraine, 3 March 2025\n/Harbour/ " + STORY)
    assert (rest, dateline.agency) == (STORY, "Harbour")


def test_dateline_behind_a_standfirst() -> None:
    text = f"What the convoys mean for the coast.\n\nBEIRUT (AP) — {STORY}"
    body, dateline = split_dateline(text, (Paragraph(0, 36), Paragraph(38, len(text))))
    assert (len(body), text[body[1].start :], dateline.agency) == (2, STORY, "AP")


def test_dateline_alone_leaves_no_paragraph() -> None:
    text = f"BEIRUT (AP) —\n\n{STORY}"
    body, dateline = split_dateline(text, (Paragraph(0, 13), Paragraph(15, len(text))))
    assert (len(body), dateline.agency) == (1, "AP")


def test_date_and_month_that_do_not_exist_are_no_dateline() -> None:
    text = "LONDON, Foo 22 — " + STORY
    assert split(text) == (text, Dateline())


@pytest.mark.parametrize("text", ["A" * 100_000, "A-" * 50_000, "AB " * 50_000, "AB, Ab " * 20_000, "(" * 50_000])
def test_hostile_opening_takes_no_time(text: str) -> None:
    assert split(text)[0] == text


def test_resolved_with_a_neighbouring_date() -> None:
    _, dateline = split("BAGHDAD, Aug. 22 (Harbour News) – " + STORY)
    assert dateline.day is not None
    assert dateline.day.resolve(date(2025, 8, 23)) == date(2025, 8, 22)
