"""Names that are spelled in several ways, and names that only look alike."""

from __future__ import annotations

import pytest

from briefer.text.names.sounds import same_sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad al-Tamri", "Mohamed Al Tamri"),
        ("Ayn al-Zahra", "Ain Al-Zahra"),
        ("Khalid Qasim", "Khaled Kassem"),
        ("Yusuf Haddad", "Youssef Haddad"),
        ("Hamza al-Rawi", "Hamzah al Rawi"),
        ("Abd al-Karim Nuri", "Abdul Karim Nouri"),
        ("Mykola Shevchuk", "Mikola Shevchuk"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert same_sound(one, other)
    assert same_sound(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hanson", "Henson"),
        ("Hamad al-Rawi", "Hamid al-Rawi"),
        ("Khalid Qasim", "Khalid Nasim"),
        ("Ali", "Ela"),
        ("Yusuf Haddad", "Yusuf"),
    ],
)
def test_names_that_only_look_alike_are_two(one: str, other: str) -> None:
    assert not same_sound(one, other)
