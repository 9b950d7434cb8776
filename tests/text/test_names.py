"""Names in running text: what is taken for a name, how spellings meet, which acronyms a text defines."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.records import Document, Sentence, Source
from briefer.text.names import acronyms_defined, find_names, name_key, names_in, same_name, state_of


def document(*sentences: str, headings: tuple[int, ...] = ()) -> Document:
    """A document of these sentences, a line each; ``headings`` are their numbers from 0."""
    text, spans = "", []
    for number, sentence in enumerate(sentences):
        spans.append(Sentence(len(text), len(text) + len(sentence), number + 1, number in headings))
        text += sentence + "\n"
    return Document(id=Document.identify(text), text=text, sentences=tuple(spans), source=Source(uri="test"))


def kinds(*sentences: str) -> dict[str, str]:
    """The names found, with their kinds."""
    return {mention.text: mention.kind for mention in find_names(document(*sentences))}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Officials warned that the US may leave.", ["US"]),
        ("U.S. troops left; Iraqi forces stayed in Erbil.", ["U.S.", "Iraqi", "Erbil"]),
        ("Commanders of the IRGC-QF and CJTF-OIR met al Sudani.", ["IRGC-QF", "CJTF-OIR", "al Sudani"]),
        ("Rockets fell near Ain al-Asad and Tower 22.", ["Ain al-Asad", "Tower 22"]),
        ("Kataib Hezbollah threatens Israel’s allies.", ["Kataib Hezbollah", "Israel"]),
        ("Iran-backed militias crossed the border.", ["Iran"]),
        ("Withdrawal of US forces began on Monday in March.", ["US"]),
        ("Residents fled. Tensions rose.", []),
        ("Militia attacks and phase two are near.", []),
        ("All US soldiers left.", ["US"]),
        ("We know that he can't stay, and I'm sure.", []),
        ("The Department of Health and Human Services sued.", ["Department of Health and Human Services"]),
        ("Iran and Israel traded fire.", ["Iran", "Israel"]),
        ("US-Iraq talks resumed.", ["US", "Iraq"]),
        ("Ursula von der Leyen met Benjamin Netanyahu's envoy.", ["Ursula von der Leyen", "Benjamin Netanyahu"]),
    ],
)
def test_names_in_gives_the_names_of_a_claim(sentence: str, expected: list[str]) -> None:
    assert names_in(sentence) == expected


def test_a_title_and_its_state_stand_apart_from_the_person() -> None:
    assert names_in("Then Iraqi Prime Minister Mohammed Shia al Sudani left.") == ["Iraqi", "Mohammed Shia al Sudani"]


def test_secretary_of_state_is_no_name() -> None:
    assert names_in("On Friday, Secretary of State Marco Rubio spoke.") == ["Marco Rubio"]


def test_offsets_point_at_the_text() -> None:
    given = document("Yesterday Hussein Alawi spoke 😀 in Baghdad.", "The PMF’s bill, Alawi said, waits.")
    assert all(given.text[mention.start : mention.end] == mention.text for mention in find_names(given))


def test_mentions_come_in_text_order() -> None:
    starts = [
        mention.start
        for mention in find_names(document("Iran met Iraq.", "OMAN AND QATAR MET IRAN TODAY", "Oman left."))
    ]
    assert starts == sorted(starts)


def test_text_without_a_sentence_gives_no_names() -> None:
    """Headers and biographies have no sentences; their names are no actors."""
    text = "By Jane Roe\n\nIran left."
    given = Document(id="x", text=text, sentences=(Sentence(13, 23, 1),), source=Source(uri="test"))
    assert [mention.text for mention in find_names(given)] == ["Iran"]


def test_a_sentence_opening_word_is_a_name_where_the_text_proves_it() -> None:
    assert "Dostum" in kinds("The general, Dostum, arrived.", "Dostum left again.")


def test_a_sentence_opening_word_is_no_name_where_it_stands_in_lower_case() -> None:
    assert "Convoys" not in kinds("Several convoys left.", "Convoys crossed Iraq.")


def test_a_title_case_heading_gives_only_names_that_are_known() -> None:
    given = document("Troops Leave Ain al-Asad As Iraq Waits", "They left Ain al-Asad quietly.", headings=(0,))
    assert [mention.text for mention in find_names(given)][:2] == ["Ain al-Asad", "Iraq"]


def test_a_line_of_capitals_gives_only_names_that_are_known() -> None:
    assert list(kinds("BAGHDAD WAITS FOR A NEW ANSWER", "It may come from Iran.")) == ["BAGHDAD", "Iran"]


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Talks with Iraq went on.", "Iraq", "state"),
        ("They met in Erbil again.", "Erbil", "place"),
        ("A drone hit Tower 22 at night.", "Tower 22", "place"),
        ("The Ministry of Electricity replied.", "Ministry of Electricity", "government"),
        ("So the Islamic State grew.", "Islamic State", "armed_group"),
        ("It told the Iraqi News Agency so.", "Iraqi News Agency", "media"),
        ("Shares of Halvard Shipping fell.", "Halvard Shipping", "company"),
        ("Later the United Nations protested.", "United Nations", "international_organisation"),
        ("Today Esmail Ghaani said nothing.", "Esmail Ghaani", "person"),
        ("Later the Third Armored Division came.", "Third Armored Division", "military"),
        ("Many joined the Workers' Party then.", "Workers' Party", "organisation"),
    ],
)
def test_kind_by_gazetteer_words_and_context(sentence: str, name: str, kind: str) -> None:
    assert kinds(sentence)[name] == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ain al-Asad", "Ain al Asad"),
        ("al-Sudani", "al Sudani"),
        ("el-Sisi", "al-Sisi"),
        ("the Kata'ib Hezbollah’s", "Kataib Hezbollah"),
        ("U.S.", "US"),
        ("Erdoğan", "Erdogan"),
        ("Muhammad", "Mohammed"),
        ("AL-ASSAD", "al-Assad"),
        ("Россия", "России"),
        ("Зеленский", "Зеленского"),
    ],
)
def test_name_key_joins_spellings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_name_key_keeps_different_names_apart() -> None:
    assert (
        len({name_key(name) for name in ("Iran", "Iraq", "Oman", "Omar", "Niger", "Nigeria", "Путин", "Пушкин")}) == 8
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("US", "United States", True),
        ("ISIL", "the Islamic State", True),
        ("DOD", "Department of Defense", True),
        ("Iran", "Iraq", False),
        ("", "", False),
    ],
)
def test_same_name_knows_names_of_one_body(one: str, other: str, expected: bool) -> None:
    assert same_name(one, other) is expected


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Troops fought the Islamic State (IS) there.", "IS", "Islamic State"),
        ("The Popular Mobilization Forces (PMF) agreed.", "PMF", "Popular Mobilization Forces"),
        (
            "He led the Islamic Revolutionary Guards-Qods Force (IRGC-QF).",
            "IRGC-QF",
            "Islamic Revolutionary Guards-Qods Force",
        ),
        (
            "Combined Joint Task Force-Operation Inherent Resolve (CJTF-OIR) ends.",
            "CJTF-OIR",
            "Combined Joint Task Force-Operation Inherent Resolve",
        ),
        ("The group IS (Islamic State) grew.", "IS", "Islamic State"),
        ("The Counterterrorism Service (CTS) left.", "CTS", "Counterterrorism Service"),
        ("The Bank for Trade and Industry (“BTI”) closed.", "BTI", "Bank for Trade and Industry"),
    ],
)
def test_acronyms_are_read_from_their_definition(text: str, short: str, long: str) -> None:
    assert acronyms_defined(text) == {short: long}


def test_brackets_that_define_nothing_are_passed_over() -> None:
    assert acronyms_defined("The convoy (see map) left Erbil (Iraq) in May (2024), said BBC (its site).") == {}


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Iraqi", "Iraq"),
        ("Russian", "Russia"),
        ("American", "United States"),
        ("iraqi", "Iraq"),
        ("Ирак", "Iraq"),
        ("table", None),
    ],
)
def test_state_of_a_people(word: str, state: str | None) -> None:
    assert state_of(word) == state


def test_cyrillic_names_meet_whatever_their_case() -> None:
    found = kinds("Президент России Владимир Путин посетил Иран.", "Войска вошли в город.")
    assert found == {"России": "state", "Владимир Путин": "person", "Иран": "state"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("التقى وفد من العراق وإيران في بغداد", ["العراق", "إيران", "بغداد"]),
        ("伊拉克和伊朗在北京会谈", ["伊拉克", "伊朗", "北京"]),
    ],
)
def test_states_and_cities_are_found_in_scripts_without_capitals(sentence: str, expected: list[str]) -> None:
    assert names_in(sentence) == expected


@pytest.mark.parametrize(
    "piece", ["Union of ", "Ab ", "Al-", "(AB) ", "A.", "President ", "IRAN ", "伊拉克", "United Nations (UN) "]
)
def test_half_a_megabyte_on_one_line_takes_linear_time(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    began = time.perf_counter()
    find_names(document(text))
    assert time.perf_counter() - began < 20


_AWKWARD = (
    "Iran|al-|Abu |U.S.|’s|'|-| of | and |(PMF)|The |😀|é|É|\u200e|İ|ß|ǅ|伊拉克|العراق|Россия|\n| |.|“|IS|Gen. |von der |22|, "
    "|President |\ud800|\x00"
)


@given(st.lists(st.one_of(st.sampled_from(_AWKWARD.split("|")), st.text(max_size=4)), max_size=25).map("".join))
def test_any_text_gives_names_within_it(text: str) -> None:
    given_text = Document.model_construct(
        id="x", text=text, sentences=(Sentence(0, len(text), 1),), source=Source(uri="test")
    )
    found = find_names(given_text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
