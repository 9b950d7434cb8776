"""The language of a text, by script, letters and function words."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from briefer.text.language import clearly_other, detect_language

PROSE = {
    "en": "The harbour minister said on Monday that the measures announced in March will stay in force until the end of the "
    "year. Mayors of the region were not convinced, and some of them have asked for a new vote.",
    "fr": "Le ministre du port a déclaré lundi que les mesures annoncées en mars resteront en vigueur jusqu’à la fin de "
    "l’année. Des maires de la région ne sont pas convaincus, et certains demandent un nouveau vote.",
    "de": "Der Hafenminister sagte am Montag, dass die im März angekündigten Maßnahmen bis zum Ende des Jahres in Kraft "
    "bleiben. Die Bürgermeister der Region sind nicht überzeugt, und einige haben eine neue Abstimmung verlangt.",
    "es": "El ministro del puerto dijo el lunes que las medidas anunciadas en marzo seguirán en vigor hasta el fin del año. "
    "Los alcaldes de la región no están convencidos, y algunos de ellos han pedido una nueva votación.",
    "pt": "O ministro do porto disse na segunda-feira que as medidas anunciadas em março continuarão em vigor até ao fim do "
    "ano. Os autarcas da região não estão convencidos, e alguns pediram uma nova votação.",
    "it": "Il ministro del porto ha detto lunedì che le misure annunciate a marzo resteranno in vigore fino alla fine "
    "dell’anno. I sindaci della regione non sono convinti, e alcuni di loro hanno chiesto un nuovo voto.",
    "nl": "De havenminister zei maandag dat de in maart aangekondigde maatregelen tot het einde van het jaar van kracht "
    "blijven. De burgemeesters van de regio zijn niet overtuigd, en enkele van hen willen een nieuwe stemming.",
    "pl": "Minister powiedział w poniedziałek, że środki ogłoszone w marcu pozostaną w mocy do końca roku. Burmistrzowie "
    "regionu nie są przekonani, a niektórzy z nich chcą nowego głosowania.",
    "tr": "Liman bakanı pazartesi günü yaptığı açıklamada, mart ayında duyurulan önlemlerin yıl sonuna kadar süreceğini "
    "söyledi. Bölgedeki başkanlar ikna olmadı ve bazıları yeni bir oylama için çağrı yaptı.",
    "sv": "Hamnministern sade på måndagen att de åtgärder som aviserades i mars ska gälla till årets slut. Borgmästarna i "
    "regionen är inte övertygade, och några av dem har begärt en ny omröstning.",
    "ro": "Ministrul a declarat luni că măsurile anunțate în martie vor rămâne în vigoare până la sfârșitul anului. Primarii "
    "din regiune nu sunt convinși, iar unii au cerut un nou vot.",
    "ru": "Министр порта заявил в понедельник, что объявленные в марте меры будут действовать до конца года.",
    "uk": "Міністр порту заявив у понеділок, що оголошені в березні заходи діятимуть до кінця року.",
    "bg": "Министърът заяви в понеделник, че обявените през март мерки ще останат в сила до края на годината.",
    "sr": "Министар је у понедељак изјавио да ће мере најављене у марту остати на снази до краја године.",
    "be": "Міністр заявіў у панядзелак, што абвешчаныя ў сакавіку меры будуць дзейнічаць да канца года.",
    "el": "Ο υπουργός δήλωσε τη Δευτέρα ότι τα μέτρα θα ισχύσουν μέχρι το τέλος του έτους.",
    "ar": "قال وزير الميناء يوم الاثنين إن الإجراءات المعلنة في مارس ستبقى سارية حتى نهاية العام.",
    "fa": "وزیر بندر روز دوشنبه گفت که اقدامات اعلام‌شده در ماه مارس تا پایان سال ادامه خواهد داشت.",
    "ur": "وزیر نے پیر کو کہا کہ مارچ میں اعلان کردہ اقدامات سال کے آخر تک نافذ رہیں گے۔",
    "he": "שר הנמלים אמר ביום שני כי הצעדים שהוכרזו במרץ יישארו בתוקף עד סוף השנה.",
    "zh": "港口部长星期一表示,三月宣布的措施将继续有效至年底。",
    "ja": "港湾大臣は月曜日、三月に発表した措置を年末まで続けると述べた。",
    "ko": "항만 장관은 월요일 삼월에 발표한 조치를 연말까지 유지하겠다고 밝혔다.",
    "hi": "मंत्री ने सोमवार को कहा कि मार्च में घोषित उपाय साल के अंत तक लागू रहेंगे।",
    "th": "รัฐมนตรีกล่าวเมื่อวันจันทร์ว่ามาตรการจะมีผลจนถึงสิ้นปี",
    "ka": "მინისტრმა ორშაბათს განაცხადა, რომ ზომები წლის ბოლომდე გაგრძელდება.",
}


@pytest.mark.parametrize("language", PROSE)
def test_prose(language: str) -> None:
    assert detect_language(PROSE[language]) == language


def test_english_with_foreign_names_is_english() -> None:
    text = (
        "Nicolás Maduro met Recep Tayyip Erdoğan, Mahmoud Abbas and Volodymyr Zelenskyy (Володимир Зеленський) on the "
        "Île de la Cité, and said that Kataib Hezbollah (كتائب حزب الله) would not agree to the terms of Söderköping."
    )
    assert detect_language(text) == "en"


def test_persian_typed_with_arabic_letters_is_persian() -> None:
    text = "وزير روز دوشنبه گفت که اقدامات تا پايان سال ادامه خواهد داشت و شهرداران اين تصميم را شتابزده خواندند."
    assert detect_language(text) == "fa"


def test_chinese_with_many_latin_names_is_chinese() -> None:
    assert detect_language("港口部长表示,NATO、CJTF-OIR、Reuters 和 Wikipedia 均未回应,措施将继续有效。") == "zh"


@pytest.mark.parametrize("text", ["", " \n", "1234 56 !?", "\ufffd\ufffd", "🚀🚀", "Hello", "OK then"])
def test_too_little_to_tell_is_undetermined(text: str) -> None:
    assert detect_language(text) == "und"


def test_majority_decides_in_a_mixed_text() -> None:
    assert detect_language(PROSE["en"] * 5 + PROSE["ru"]) == "en"


def test_boilerplate_at_the_start_does_not_decide_a_long_text() -> None:
    assert detect_language("Cookies akzeptieren und weiter. " * 20 + PROSE["en"] * 200) == "en"


def test_long_text_takes_no_longer_than_a_sample() -> None:
    text = PROSE["en"] * 50_000
    start = time.perf_counter()
    assert detect_language(text) == "en"
    assert time.perf_counter() - start < 0.2, "about 2 ms on two cores"


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "pt", "it", "nl", "pl", "ru", "ar", "zh"])
def test_usual_prose_does_not_import_the_slow_classifier(language: str) -> None:
    code = "import sys; from briefer.text.language import clearly_other, detect_language as d; d(sys.argv[1]); print('py3langid' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code, PROSE[language]], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@examples(max_examples=100)
@given(st.text())
def test_any_text_gives_a_tag(text: str) -> None:
    tag = detect_language(text)
    assert tag.isascii()
    assert tag.islower()
    assert 2 <= len(tag) <= 3


GERMAN = (
    "Der Hafen wurde am Montag geschlossen, weil die Lotsen nicht mehr arbeiten. Die Regierung hat erklärt, dass "
    "sie mit der Gewerkschaft noch nicht gesprochen hat und dass ein Ende des Streiks nicht in Sicht ist. Für "
    "die Reeder ist das ein Verlust von mehreren Millionen, wie der Verband nach der Sitzung mitteilte."
)


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        (
            GERMAN,
            "en",
            "de",
        ),
        ("Порт закрили в понеділок, і ніхто не знає, коли його відкриють. " * 5, "ru", "uk"),
        ("港口周一关闭,政府表示尚未与工会谈判,罢工何时结束还不清楚。" * 5, "en", "zh"),
        ("The port was closed on Monday and nobody knows when it is to open again. " * 5, "zh-Hant", "en"),
        ("The port was closed on Monday and nobody knows when it is to open again. " * 5, "en-GB", None),
        ("Halvik Corvane Pellane Norland Dresk Ostrava Velm Tarn Isker Malden. " * 8, "en", None),
        ("The port was closed on Monday.", "de", None),
        ("The port was closed on Monday and nobody knows when it is to open again. " * 5, "mt", None),
        ("Hamnen stängdes i måndags och ingen vet när den öppnar igen, men lotsarna är i strejk. " * 5, "no", None),
    ],
)
def test_prose_that_is_plainly_in_another_language_is_told(text: str, expected: str, found: str | None) -> None:
    assert clearly_other(text, expected) == found
