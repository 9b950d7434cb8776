"""Encodings older than Unicode, guessed from paragraphs as newspapers write them."""

from __future__ import annotations

import pytest

from briefer.sources.decoding import decode
from briefer.sources.legacy import guess

PARAGRAPHS = {
    "en": "The harbour minister’s office said that the “temporary” curbs — first set out in March — would stay until the "
    "year’s end. People in the old town’s café quarter disagreed: ‘Nobody asked us,’ one said, with losses near £3m.",
    "fr": "Le ministre du port a déclaré lundi que les mesures annoncées en mars resteraient en vigueur jusqu’à la fin de "
    "l’année. Des élus, déjà inquiets, ont dénoncé une décision « précipitée » qui coûtera très cher aux communes.",
    "de": "Der Hafenminister erklärte am Montag, dass die im März angekündigten Maßnahmen bis zum Jahresende gültig "
    "bleiben. Bürgermeister äußerten Zweifel und sprachen von „überstürzten“ Entschlüssen.",
    "es": "El ministro del puerto declaró el lunes que las medidas anunciadas en marzo seguirán hasta fin de año. ¿Quién "
    "pagará? Nadie lo explicó, y los alcaldes de la región criticaron una decisión «precipitada».",
    "pl": "Minister oświadczył w poniedziałek, że środki ogłoszone w marcu pozostaną w mocy do końca roku. Burmistrzowie "
    "wyrazili wątpliwości i mówili o pośpiesznej decyzji, która będzie dużo kosztować.",
    "cs": "Ministr v pondělí prohlásil, že opatření oznámená v březnu zůstanou v platnosti do konce roku. Starostové "
    "vyjádřili pochybnosti a hovořili o ukvapeném rozhodnutí, které přijde obce draho.",
    "tr": "Liman bakanı pazartesi günü yaptığı açıklamada, mart ayında duyurulan önlemlerin yıl sonuna kadar süreceğini "
    "söyledi. Belediye başkanları kararın aceleye getirildiğini belirtti.",
    "ru": "Министр порта заявил в понедельник, что объявленные в марте меры будут действовать до конца года. Главы "
    "районов выразили сомнения и назвали решение поспешным.",
    "uk": "Міністр порту заявив у понеділок, що оголошені в березні заходи діятимуть до кінця року. Голови громад "
    "висловили сумніви й назвали рішення поспішним.",
    "ar": "قال وزير الميناء يوم الاثنين إن الإجراءات المعلنة في مارس ستبقى سارية حتى نهاية العام. وأعرب رؤساء البلديات "
    "عن شكوكهم ووصفوا القرار بأنه متسرع.",
    "el": "Ο υπουργός δήλωσε τη Δευτέρα ότι τα μέτρα που ανακοινώθηκαν τον Μάρτιο θα ισχύσουν μέχρι το τέλος του έτους. "
    "Οι δήμαρχοι εξέφρασαν αμφιβολίες για την απόφαση.",
    "he": "שר הנמלים אמר ביום שני כי הצעדים שהוכרזו במרץ יישארו בתוקף עד סוף השנה. ראשי הערים הביעו ספקות לגבי ההחלטה.",
    "zh": "港口部长星期一表示,三月宣布的措施将继续有效至年底。各市市长对此表示怀疑,认为这一决定过于仓促。",
    "tw": "港口部長星期一表示,三月宣布的措施將繼續有效至年底。各市市長對此表示懷疑,認為這一決定過於倉促。",
    "ja": "港湾大臣は月曜日、三月に発表した措置を年末まで続けると述べた。市長らは疑問を示し、この決定は拙速だと語った。",
    "ko": "항만 장관은 월요일 삼월에 발표한 조치를 연말까지 유지하겠다고 밝혔다. 시장들은 이번 결정이 성급했다고 말했다.",
}
ENCODINGS = [
    *(("en", "cp1252"), ("fr", "cp1252"), ("de", "cp1252"), ("es", "cp1252"), ("es", "latin-1")),
    *(("pl", "cp1250"), ("pl", "iso8859_2"), ("cs", "cp1250"), ("cs", "iso8859_2"), ("tr", "cp1254")),
    *(("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("uk", "cp1251"), ("uk", "koi8_u")),
    *(("ar", "cp1256"), ("el", "cp1253"), ("he", "cp1255"), ("zh", "gb18030"), ("tw", "big5")),
    *(("ja", "shift_jis"), ("ja", "euc_jp"), ("ko", "euc_kr")),
]


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_paragraph_is_decoded_and_the_guess_told(language: str, encoding: str) -> None:
    decoded = decode(PARAGRAPHS[language].encode(encoding), "a.txt")
    assert decoded.text == PARAGRAPHS[language]
    assert len(decoded.notices) == 1
    assert decoded.notices[0].startswith("not UTF-8: read as ")


@pytest.mark.parametrize(("language", "encoding"), [("fr", "cp1252"), ("ru", "koi8_r"), ("zh", "gb18030")])
def test_large_text_is_decoded_whole(language: str, encoding: str) -> None:
    text = (PARAGRAPHS[language] + "\n") * 2000
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(("language", "encoding"), [("ru", "cp1251"), ("ja", "shift_jis"), ("zh", "gb18030")])
def test_large_text_without_line_ends(language: str, encoding: str) -> None:
    text = PARAGRAPHS[language] * 1000
    assert decode(text.encode(encoding), "a.txt").text == text


def test_rare_letters_in_a_large_text_are_found() -> None:
    text = "The convoy left the harbour at dawn.\n" * 5000 + PARAGRAPHS["en"]
    assert decode(text.encode("cp1252"), "a.txt").text == text


def test_notice_names_the_encoding_as_people_do() -> None:
    assert "windows-1251" in decode(PARAGRAPHS["ru"].encode("cp1251"), "a.txt").notices[0]


def test_iso_2022_jp_is_found_by_its_escapes() -> None:
    assert decode(PARAGRAPHS["ja"].encode("iso2022_jp"), "a.txt").text == PARAGRAPHS["ja"]


def test_guess_is_the_same_each_time() -> None:
    content = PARAGRAPHS["fr"].encode("cp1252")
    assert {guess(content) for _ in range(3)} == {"cp1252"}
