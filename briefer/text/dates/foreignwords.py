"""The words of dates in languages other than English, by the symbols of ``datewords``."""

from __future__ import annotations

from typing import Final, NamedTuple


class Words(NamedTuple):
    """One language: month forms (twelve groups), weekday forms (seven), and the rest by symbol.

    ``offsets`` gives words for a day by its distance from today, ``units`` and ``numbers`` what their words stand for,
    ``future`` the words that put a clause into the future; ``relations`` maps prepositions to a relation.
    """

    months: str
    weekdays: str
    symbols: dict[str, str]
    offsets: dict[str, int]
    units: dict[str, str]
    numbers: str
    seasons: str
    future: str
    relations: dict[str, str]


FOREIGN: Final[dict[str, Words]] = {
    "es": Words(
        "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
        "lunes martes miércoles/miercoles jueves viernes sábado/sabado domingo",
        {
            "o": "de del", "t": "el la los las", "l": "pasado pasada último última", "x": "próximo próxima", "i": "este esta",
            "E": "principios comienzos mediados finales fines", "r": "al hasta a", "v": "entre", "d": "y o",
            "I": "en desde durante por hacia para", "P": "hace", "y": "año años", "A": "un una",
            "C": "personas soldados muertos kilómetros metros euros dólares millones mil",
        },
        {"hoy": 0, "ayer": -1, "mañana": 1, "anteayer": -2},
        {"día": "day", "días": "day", "semana": "week", "semanas": "week", "mes": "month", "meses": "month",
         "año": "year", "años": "year"},
        "un/una dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "primavera verano otoño invierno",
        "será serán podrá tendrá tendrán prevé prevén próximo celebrará",
        {"desde": "since", "hasta": "until", "antes": "before", "después": "after"},
    ),
    "fr": Words(
        "janvier février/fevrier mars avril mai juin juillet août/aout septembre octobre novembre décembre/decembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        {
            "o": "de du d", "t": "le la les l", "l": "dernier dernière passé passée", "x": "prochain prochaine", "i": "ce cette",
            "E": "début mi fin", "r": "au jusqu", "v": "entre", "d": "et ou", "I": "en dès depuis pendant vers à",
            "y": "année", "A": "un une", "k": "er", "{": "il", "}": "y",
            "C": "personnes soldats morts kilomètres mètres euros dollars millions",
        },
        {"aujourd": 0, "hier": -1, "demain": 1},
        {"jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "an": "year", "ans": "year",
         "année": "year", "années": "year"},
        "un/une/a deux trois quatre cinq six sept huit neuf dix onze douze",
        "printemps été automne hiver",
        "sera seront aura auront doit doivent devrait prévoit prévoient prévu prévue",
        {"depuis": "since", "dès": "from", "jusqu": "until", "avant": "before", "après": "after"},
    ),
    "de": Words(
        "januar/jänner februar märz april mai juni juli august september oktober november dezember",
        "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
        {
            "t": "der die das den dem", "l": "letzten letzte letzter letztes vergangenen vergangene vergangener vergangenes "
            "vorigen vorige voriges", "x": "nächsten nächste nächster nächstes kommenden kommende kommender",
            "i": "diesen diese dieser dieses diesem", "E": "anfang mitte ende", "r": "bis", "v": "zwischen", "d": "und oder",
            "I": "im in am seit ab um zum vom von", "P": "vor", "y": "jahr jahre", "A": "ein eine einem einer",
            "C": "menschen soldaten tote kilometer meter euro dollar millionen prozent",
        },
        {"heute": 0, "gestern": -1, "morgen": 1, "vorgestern": -2, "übermorgen": 2},
        {"tag": "day", "tage": "day", "tagen": "day", "woche": "week", "wochen": "week", "monat": "month", "monate": "month",
         "monaten": "month", "jahr": "year", "jahre": "year", "jahren": "year", "jahres": "year"},
        "ein/eine/einem/einer/einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        "frühling/frühjahr sommer herbst winter",
        "wird werden soll sollen will wollen geplant",
        {"seit": "since", "bis": "until", "ab": "from", "nach": "after"},
    ),
    "ru": Words(
        "января/январь/январе/январю/янв февраля/февраль/феврале/фев марта/март/марте апреля/апрель/апреле/апр мая/май/мае "
        "июня/июнь/июне июля/июль/июле августа/август/августе/авг сентября/сентябрь/сентябре/сен "
        "октября/октябрь/октябре/окт ноября/ноябрь/ноябре/ноя декабря/декабрь/декабре/дек",
        "понедельник/понедельника вторник/вторника среду/среда/среды четверг/четверга пятницу/пятница/пятницы "
        "субботу/суббота/субботы воскресенье/воскресенья",
        {
            "l": "прошлом прошлой прошлого прошлую прошлый минувшем минувшую минувший минувшей",
            "x": "следующем следующей следующий следующую будущем", "i": "этом этой этого эту нынешнем",
            "E": "начале середине конце", "r": "по до", "v": "между", "d": "и или", "I": "в во на с со к",
            "G": "назад", "y": "год года году годы годах г гг годов",
            "C": "человек солдат километров метров долларов рублей евро тысяч миллионов",
        },
        {"сегодня": 0, "вчера": -1, "завтра": 1, "позавчера": -2, "послезавтра": 2},
        {"день": "day", "дня": "day", "дней": "day", "неделю": "week", "неделе": "week", "недели": "week", "недель": "week",
         "месяц": "month", "месяца": "month", "месяцев": "month", "месяце": "month", "год": "year", "года": "year",
         "году": "year", "лет": "year"},
        "один/одну/одна два/две три четыре пять шесть семь восемь девять десять",
        "весной/весна/весны/весну летом/лето осенью/осень/осени зимой/зима/зимы",
        "будет будут состоится пройдет пройдёт планирует намерен должен",
        {"с": "since", "до": "until", "после": "after", "к": "by"},
    ),
    "uk": Words(
        "січня/січень/січні лютого/лютий/лютому березня/березень/березні квітня/квітень/квітні травня/травень/травні "
        "червня/червень/червні липня/липень/липні серпня/серпень/серпні вересня/вересень/вересні "
        "жовтня/жовтень/жовтні листопада/листопад/листопаді грудня/грудень/грудні",
        "понеділок/понеділка вівторок/вівторка середу/середа/середи четвер/четверга п'ятницю/п'ятниця/пятницю/ятницю/ятниця/ятниці "
        "суботу/субота/суботи неділю/неділя/неділі",
        {
            "l": "минулого минулому минулої минулий минулу", "x": "наступного наступному наступний наступної",
            "i": "цього цьому цієї", "E": "початку середині кінці наприкінці", "r": "по до", "v": "між", "d": "і й та або",
            "I": "у в на з із від", "G": "тому", "y": "рік року році роки роках р рр років",
            "C": "осіб людей солдатів кілометрів метрів доларів гривень євро тисяч мільйонів",
        },
        {"сьогодні": 0, "вчора": -1, "учора": -1, "завтра": 1, "позавчора": -2, "післязавтра": 2},
        {"день": "day", "дні": "day", "днів": "day", "тиждень": "week", "тижня": "week", "тижні": "week", "тижнів": "week",
         "місяць": "month", "місяця": "month", "місяці": "month", "місяців": "month", "рік": "year", "року": "year",
         "році": "year", "роки": "year", "років": "year"},
        "один/одну два/дві три чотири п'ять шість сім вісім дев'ять десять",
        "навесні/весна/весни влітку/літо восени/осінь взимку/зима",
        "буде будуть відбудеться планує має",
        {"з": "since", "із": "since", "від": "since", "до": "until", "після": "after"},
    ),
    "ar": Words(
        "يناير/جانفي فبراير/شباط/فيفري مارس/آذار/اذار أبريل/ابريل/إبريل/نيسان/أفريل مايو/أيار/ايار/ماي يونيو/حزيران/يونية/جوان "
        "يوليو/تموز/يولية/جويلية أغسطس/اغسطس/آب/اب/أوت سبتمبر/أيلول/ايلول/شتنبر أكتوبر/اكتوبر نوفمبر/نونبر ديسمبر/دجنبر",
        "الاثنين/الإثنين الثلاثاء الأربعاء/الاربعاء الخميس الجمعة السبت الأحد/الاحد",
        {
            "l": "الماضي الماضية المنصرم الفائت", "x": "المقبل المقبلة القادم القادمة", "i": "هذا هذه الحالي الجاري",
            "E": "أوائل مطلع منتصف أواخر نهاية بداية", "r": "إلى حتى", "v": "بين", "d": "و أو", "I": "في من خلال يوم وفي",
            "P": "قبل", "y": "عام سنة لعام للعام", "R": "كانون تشرين", "O": "الأول الثاني الاول",
            "C": "شخص شخصا جندي كيلومتر متر دولار ألف مليون",
        },
        {"اليوم": 0, "أمس": -1, "امس": -1, "غدا": 1, "غداً": 1},
        {"يوم": "day", "أيام": "day", "ايام": "day", "يومين": "day", "أسبوع": "week", "الأسبوع": "week", "أسابيع": "week",
         "شهر": "month", "الشهر": "month", "أشهر": "month", "شهور": "month", "عام": "year", "العام": "year", "سنة": "year",
         "السنة": "year", "سنوات": "year", "أعوام": "year"},
        "واحد اثنين/اثنان ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثماني تسعة/تسع عشرة/عشر",
        "الربيع/ربيع الصيف/صيف الخريف/خريف الشتاء/شتاء",
        "سوف سيتم ستعقد سيعقد المقرر يعتزم ستبدأ سيبدأ",
        {"منذ": "since", "حتى": "until", "قبل": "before", "بعد": "after", "بحلول": "by"},
    ),
}  # fmt: skip
