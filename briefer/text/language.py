"""The language of a text: by script and letters where these decide, else by its function words, else by py3langid."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache

UNDETERMINED = "und"

_SAMPLE = 20_000
_SLICES = 10
# One character of these scripts says about as much as this many letters.
_DENSE = {"Han": 3, "Kana": 3, "Hangul": 2}

# Where each script's letters begin and end in Unicode (Blocks.txt; neighbouring blocks joined), in order.
_SCRIPTS = (
    (0x0041, 0x005A, "Latin"),
    (0x0061, 0x007A, "Latin"),
    (0x00C0, 0x024F, "Latin"),
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0531, 0x0587, "Armenian"),
    (0x05D0, 0x05F4, "Hebrew"),
    (0x0620, 0x06FF, "Arabic"),
    (0x0710, 0x074A, "Syriac"),
    (0x0750, 0x077F, "Arabic"),
    (0x0780, 0x07B1, "Thaana"),
    (0x08A0, 0x08FF, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"),
    (0x0B00, 0x0B7F, "Odia"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0C80, 0x0CFF, "Kannada"),
    (0x0D00, 0x0D7F, "Malayalam"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E01, 0x0E4E, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Myanmar"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1100, 0x11FF, "Hangul"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
    (0x1820, 0x18AA, "Mongolian"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x1F00, 0x1FFF, "Greek"),
    (0x3041, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hangul"),
    (0x3400, 0x4DBF, "Han"),
    (0x4E00, 0x9FFF, "Han"),
    (0xAC00, 0xD7AF, "Hangul"),
    (0xFB1D, 0xFB4F, "Hebrew"),
    (0xFB50, 0xFEFC, "Arabic"),
    (0xFF66, 0xFF9D, "Kana"),
    (0x20000, 0x323AF, "Han"),
)
_STARTS = [start for start, _, _ in _SCRIPTS]

_ONE_LANGUAGE = {
    "Greek": "el",
    "Armenian": "hy",
    "Thaana": "dv",
    "Syriac": "syr",
    "Gurmukhi": "pa",
    "Gujarati": "gu",
    "Odia": "or",
    "Tamil": "ta",
    "Telugu": "te",
    "Kannada": "kn",
    "Malayalam": "ml",
    "Sinhala": "si",
    "Thai": "th",
    "Lao": "lo",
    "Tibetan": "bo",
    "Myanmar": "my",
    "Georgian": "ka",
    "Hangul": "ko",
    "Ethiopic": "am",
    "Khmer": "km",
    "Mongolian": "mn",
    "Kana": "ja",
    "Han": "zh",
}

# Letters that tell a language from its neighbours in the script, and the least share of the script's letters that
# they make up in its prose; the first line that holds decides, and the last is the script's most usual language.
_BY_LETTERS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "Cyrillic": (
        ("kk", "әғқңұһ", 0.02),
        ("tg", "ӣӯҷҳ", 0.01),
        ("mn", "өү", 0.02),
        ("be", "ў", 0.005),
        ("uk", "їєіґ", 0.02),
        ("mk", "ѓќѕ", 0.003),
        ("sr", "јљњћђџ", 0.01),
        ("ru", "ыэё", 0.006),
        ("bg", "ъщяюй", 0.02),
        ("ru", "", 0.0),
    ),
    "Arabic": (
        ("ug", "ېۈۋ", 0.02),
        ("ckb", "ەێۆڕڵ", 0.03),
        ("ps", "ټډړږښېۍځڅڼ", 0.01),
        ("ur", "ٹڈڑںےہھ", 0.03),
        ("fa", "پچژگ", 0.008),
        ("fa", "کی", 0.04),
        ("ar", "", 0.0),
    ),
    "Hebrew": (("yi", "װױײ", 0.01), ("he", "", 0.0)),
    "Devanagari": (("mr", "ळ", 0.004), ("hi", "", 0.0)),
    "Bengali": (("as", "ৰৱ", 0.01), ("bn", "", 0.0)),
}

# The most frequent function words of news prose in each language, as far as they tell it from others.
_FUNCTION_WORDS = {
    "en": "the of and to in a is that for on with as was by at from has it were be said are his this have an not which "
    "their will had but they been its who he would or after",
    "es": "de la que el en y los del las por un una con para se no su al lo como más pero sus le ha este ya entre "
    "cuando sobre también fue desde está sin",
    "fr": "de la le les et des en un une du que est dans pour qui au par sur pas plus ne ce il se sont avec aux a son "
    "cette ses ont été mais leur après",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
    "dass sie nach wird bei einer um am sind noch wie einem über",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das foi seu sua pelo pela "
    "são também após está entre ou",
    "it": "di e il la che in un a per è una con del della non si da i le sono dei al ha alla nel più anche delle come gli "
    "lo ma dal nella stato degli",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar door bij naar uit nog worden "
    "heeft over werd wordt zij deze die",
    "pl": "w i na z się do nie że to jest o od za przez po dla jak a ale przy oraz tym był które są jego został także "
    "który roku już było",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi en sonra kadar olduğunu ancak ise her ne göre dedi değil "
    "tarafından ya var yeni etti",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var från vid sig kan nu också efter "
    "ska under eller",
    "no": "og i det er på som en av å til for med at har de ikke om et den var fra han men ble seg kan også etter skal "
    "mot eller opp",
    "da": "og i at det er en til på som af for de med den har der ikke et om var fra han men blev sig kan også efter skal "
    "mod eller efter hun",
    "fi": "ja on ei että se oli hän mutta myös ovat kun kuin joka mukaan ovat tai sen vuoden jo jälkeen ole vain nyt",
    "cs": "a se v na je že s z o do i to k ve pro za by ale jako po od podle které který však jsou bylo byl také",
    "sk": "a sa v na je že s z o do i to k vo pre za by ale ako po od podľa ktoré ktorý však sú bolo bol tiež",
    "ro": "de și în a la cu pe care să din nu o pentru că un este mai se au al fi prin după ca lui ale fost sunt",
    "hu": "a az és hogy nem is egy meg ez csak volt de még mint már el van ki vagy szerint után több pedig amely",
    "hr": "i je u na da se za su od s ne o kako bi koji iz po što ali nije će koje bio prema te nakon bilo",
    "sl": "in je v na da se za so ne s z pa po bi ki kot iz od tudi ali bo še kar po pri bilo tem",
    "id": "yang dan di untuk dengan pada ini dari dalam itu tidak akan ke oleh mereka tersebut juga adalah telah sebagai "
    "kata bahwa ada dapat",
    "vi": "và của là các có trong được cho không với một những này đã để người khi từ về tại",
    "ca": "de la i el que a les en els un per una amb del no es al dels ha va més com aquest però són també",
    "sq": "të e në dhe për me që i një nga është se më u ka nuk si do po kjo këtë duke",
    "sw": "na ya wa kwa ni katika za la kuwa hiyo huo huyo hii cha amesema baada pia kama",
    "so": "oo ka ku iyo ee in waxa ay uu la u ah soo si waxaa sheegay",
    "ku": "û li ku ji bo di de ku ne jî e bi ev ew her piştî",
    "az": "və bir bu da ilə üçün də olan ki edib görə daha sonra bildirib",
    "et": "ja on ei et see ta oli kui ka ning mis aga või ning pärast eest oma",
    "lt": "ir kad į iš su yra tai bet kaip buvo apie dėl po nuo jo taip dar",
    "lv": "un ir ka par ar no uz to kas bet arī lai gan pēc tika tas kā",
    "tl": "ng sa ang na mga at ay ni si para ito nang hindi kay",
}
_TOLD_BY_LETTERS = {"ar", "el", "fa", "he", "hi", "ja", "ka", "ko", "ru", "th", "uk", "ur", "zh"}
_LEAST_WORDS = 4
# Of prose to be called another language: letters, words, the share of its script and of the other's function words, and
# how many times as many of these it has as of the expected one's.
_LEAST_LETTERS = 200
_LEAST_PROSE = 40
_MOST_OF_IT = 0.7
_CLEAR = 0.2
_TIMES_AS_MANY = 2
_MOST_WORDS = 3000


def detect_language(text: str) -> str:
    """Return the BCP 47 primary tag of the language that most of ``text`` is in; "und" where nothing can be said.

    Looks at some 20,000 characters spread over the text. Distinct scripts are decided by their letters, the Latin
    script by function words; only where these are not sure is py3langid asked, whose import is slow.
    """
    sample = _spread(text)
    letters = Counter(sample.lower())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        script = _script(letter)
        if script:
            scripts[script] += count * _DENSE.get(script, 1)
    if not scripts:
        return UNDETERMINED
    script = max(sorted(scripts), key=scripts.__getitem__)
    if script == "Latin":
        return _latin(sample)
    if script in ("Han", "Kana"):
        return _east_asian(scripts)
    if script in _BY_LETTERS:
        return _by_letters(script, letters, scripts[script], sample)
    return _ONE_LANGUAGE[script]


def clearly_other(text: str, expected: str) -> str | None:
    """The language (primary tag) of prose that is plainly not in ``expected`` (BCP 47); None where it may be.

    Names and quotations of other languages may stand in the prose; of a short text, of a language whose words are not
    known here, or of two alike, nothing is said.
    """
    expected = expected.split("-")[0].lower()
    letters = Counter(text.lower())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        if script := _script(letter):
            scripts[script] += count * _DENSE.get(script, 1)
    total = scripts.total()
    if total < _LEAST_LETTERS:
        return None
    script = max(sorted(scripts), key=scripts.__getitem__)
    if scripts[script] < _MOST_OF_IT * total:
        return None
    if script == "Latin":
        return _other_latin(text, expected)
    found = _east_asian(scripts) if script in ("Han", "Kana") else None
    if script in _BY_LETTERS:
        found = _by_letters(script, letters, scripts[script], text)
    found = found or _ONE_LANGUAGE.get(script)
    is_told_apart = expected in _function_words() or expected in _TOLD_BY_LETTERS
    return found if found != expected and is_told_apart else None


def _other_latin(text: str, expected: str) -> str | None:
    words = Counter(re.findall(r"[^\W\d_]+", text.lower())[:_MOST_WORDS])
    if words.total() < _LEAST_PROSE:
        return None
    found: Counter[str] = Counter()
    for word, count in words.items():
        for language in _languages_of().get(word, ()):
            found[language] += count
    best = max(sorted(_function_words()), key=lambda language: found[language])
    if expected in _function_words():
        is_other = found[best] >= _TIMES_AS_MANY * max(1, found[expected])
    else:
        is_other = expected in _TOLD_BY_LETTERS
    return best if is_other and found[best] >= _CLEAR * words.total() else None


def _spread(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    size, step = _SAMPLE // _SLICES, (len(text) - _SAMPLE // _SLICES) // (_SLICES - 1)
    return " ".join(text[index * step : index * step + size] for index in range(_SLICES))


def _script(letter: str) -> str | None:
    point = ord(letter)
    index = bisect_right(_STARTS, point) - 1
    if index < 0 or point > _SCRIPTS[index][1] or not letter.isalpha():
        return None
    return _SCRIPTS[index][2]


def _east_asian(scripts: Counter[str]) -> str:
    # Japanese prose is about half kana; names in kana within Chinese text are far below a tenth.
    return "ja" if scripts["Kana"] * 10 > scripts["Han"] else "zh"


def _by_letters(script: str, letters: Counter[str], total: int, sample: str) -> str:
    for language, telling, share in _BY_LETTERS[script]:
        if sum(letters[letter] for letter in telling) >= total * share:
            return _slavic(sample) if language == "bg" else language
    return UNDETERMINED


def _slavic(sample: str) -> str:
    """Russian or Bulgarian, for short texts without a letter that only one of them has, by their function words."""
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower())[:_MOST_WORDS])
    russian = sum(words[word] for word in ("и", "в", "что", "не", "с", "по", "из", "как", "его", "это", "был", "были"))
    bulgarian = sum(words[word] for word in ("и", "в", "че", "не", "с", "по", "от", "за", "се", "са", "на", "да", "е"))
    return "bg" if bulgarian > russian else "ru"


def _latin(sample: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower())[:_MOST_WORDS])
    total = words.total()
    if total < _LEAST_WORDS:
        return UNDETERMINED
    found: Counter[str] = Counter()
    for word, count in words.items():
        for language in _languages_of().get(word, ()):
            found[language] += count
    scores = {language: found[language] / total for language in _function_words()}
    ranking = sorted(scores, key=lambda language: -scores[language])
    best = ranking[0]
    near = [language for language in ranking[1:] if scores[best] < scores[language] * 1.3]
    if total >= 20 and scores[best] >= 0.2 and all(_outdoes(best, language, words) for language in near):
        return best
    return _asked(sample) or (best if scores[best] else UNDETERMINED)


def _outdoes(language: str, other: str, words: Counter[str]) -> bool:
    """Whether the words that only one of two related languages has speak clearly for the first."""
    ours, theirs = _function_words()[language], _function_words()[other]
    for_us = sum(words[word] for word in ours if word not in theirs)
    for_them = sum(words[word] for word in theirs if word not in ours)
    return for_us >= 3 + 2 * for_them


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    return {language: tuple(dict.fromkeys(words.split())) for language, words in _FUNCTION_WORDS.items()}


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """The languages that have each function word."""
    known: dict[str, list[str]] = {}
    for language, common in _function_words().items():
        for word in common:
            known.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in known.items()}


def _asked(sample: str) -> str | None:
    import py3langid  # type: ignore[import-untyped]

    language = str(py3langid.classify(sample)[0])
    return language if re.fullmatch(r"[a-z]{2,3}", language) else None
