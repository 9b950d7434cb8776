"""Dates in languages other than English."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.text.dates import find_dates

PUBLISHED = date(2025, 8, 22)  # a Friday


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("es", "Firmaron el 3 de marzo de 2024.", "2024-03-03"),
        ("es", "Firmaron la semana pasada.", "2025-08-11/2025-08-17"),
        ("es", "Firmaron hace dos días.", "2025-08-20"),
        ("fr", "Ils ont signé le 1er mars 2024.", "2024-03-01"),
        ("fr", "Ils ont signé aujourd'hui.", "2025-08-22"),
        ("fr", "Ils ont signé il y a deux jours.", "2025-08-20"),
        ("de", "Der Vertrag ist vom 3. März 2024.", "2024-03-03"),
        ("de", "Der Vertrag wurde vor zwei Tagen unterschrieben.", "2025-08-20"),
        ("de", "Das Treffen war vom 3. bis 5. März 2024.", "2024-03-03/2024-03-05"),
        ("ru", "Договор подписан 3 марта 2024 года.", "2024-03-03"),
        ("ru", "Договор подписан на прошлой неделе.", "2025-08-11/2025-08-17"),
        ("ru", "Договор действовал с 2014 по 2017 год.", "2014/2017"),
        ("uk", "Договір підписано 3 березня 2024 року.", "2024-03-03"),
        ("uk", "Договір підписали два дні тому.", "2025-08-20"),
        ("ar", "وقعوا في ٣ آذار ٢٠٢٤.", "2024-03-03"),
        ("ar", "وقعوا في 3 كانون الثاني/يناير 2024.", "2024-01-03"),
        ("ar", "وقعوا في 3 تشرين الأول 2024.", "2024-10-03"),
        ("ar", "وقعوا الشهر الماضي.", "2025-07"),
        ("zh", "双方于2024年3月3日签署协议。", "2024-03-03"),
        ("zh", "双方于二〇二四年三月签署协议。", "2024-03"),
        ("zh", "双方上周签署协议。", "2025-08-11/2025-08-17"),
        ("zh", "2024年第二季度产量下降。", "2024-34"),
        ("zh", "20世纪90年代产量下降。", "199X"),
        ("de-AT", "Im Jänner 2024 fiel Schnee.", "2024-01"),
        ("pt", "On 3 March 2024 it rained.", "2024-03-03"),
    ],
)
def test_dates_of_other_languages(language: str, text: str, value: str) -> None:
    assert [mention.value for mention in find_dates(text, published=PUBLISHED, language=language)] == [value]


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "ru", "uk", "zh"])
def test_english_dates_are_found_in_every_language(language: str) -> None:
    found = find_dates("On August 12, 2024, it rained.", published=PUBLISHED, language=language)
    assert [mention.value for mention in found] == ["2024-08-12"]
