"""Number words, magnitudes, units and months by language: the tables behind `text.figures`.

Written by hand from the grammars of the languages; a word that has other readings (`second`, `mai`, `once`) stands
here only where its place beside a figure settles which is meant.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from mediawire.text.wordlists import words

_EN_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DE_UNITS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
_FR_UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_ES_UNITS = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
_RU_UNITS = "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать"
_AR_UNITS = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة"
_FA_UNITS = "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده"


def _counted(words: str, *, start: float = 0, step: float = 1) -> dict[str, float]:
    return {word: start + step * place for place, word in enumerate(words.split())}


def counted() -> dict[str, float]:
    """The English number words from zero to nineteen, and the tens."""
    return _counted(_EN_UNITS + " seventeen eighteen nineteen") | _counted(_EN_TENS, start=20, step=10)


def _english() -> dict[str, float]:
    ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    return (
        _counted(_EN_UNITS + " seventeen eighteen nineteen")
        | _counted(_EN_TENS, start=20, step=10)
        | _counted(ordinals, start=1)
        | {"dozen": 12.0, "dozens": 12.0, "half": 0.5, "quarter": 0.25, "twice": 2.0, "once": 1.0, "thrice": 3.0}
        | {"single": 1.0, "pair": 2.0, "couple": 2.0, "both": 2.0, "duo": 2.0, "trio": 3.0, "quartet": 4.0}
        | {"twin": 2.0, "twins": 2.0, "triplets": 3.0, "quadruplets": 4.0, "solo": 1.0}
        | {"double": 2.0, "triple": 3.0, "quadruple": 4.0, "doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0}
        | {"doubles": 2.0, "triples": 3.0, "another": 1.0, "teenth": 13.0, "nil": 0.0, "two-thirds": 2 / 3}
        | {"sixteenth": 16.0, "thirteenth": 13.0, "fourteenth": 14.0, "fifteenth": 15.0, "twentieth": 20.0}
        | {"thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0, "hundredth": 100.0, "third-degree": 3.0}
    )


WORDS: Mapping[str, Mapping[str, float]] = {
    "en": _english(),
    "de": _counted(_DE_UNITS)
    | {
        "eins": 1,
        "eine": 1,
        "einen": 1,
        "einer": 1,
        "einem": 1,
        "beide": 2,
        "beiden": 2,
        "siebzehn": 17,
        "achtzehn": 18,
    }
    | {"neunzehn": 19, "dutzend": 12, "halb": 0.5, "hälfte": 0.5, "doppelt": 2, "zweite": 2, "dritte": 3, "erste": 1}
    | _counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", start=20, step=10),
    "fr": _counted(_FR_UNITS)
    | {
        "une": 1,
        "dix-sept": 17,
        "dix-huit": 18,
        "dix-neuf": 19,
        "demi": 0.5,
        "moitié": 0.5,
        "douzaine": 12,
        "double": 2,
    }
    | _counted("vingt trente quarante cinquante soixante", start=20, step=10)
    | {"soixante-dix": 70, "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90, "dizaine": 10},
    "es": _counted(_ES_UNITS)
    | {"un": 1, "una": 1, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "docena": 12, "mitad": 0.5, "ambos": 2}
    | _counted("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", start=20, step=10),
    "ru": _counted(_RU_UNITS)
    | {"одна": 1, "одного": 1, "две": 2, "двух": 2, "двое": 2, "трёх": 3, "трех": 3, "трое": 3, "четырёх": 4, "пяти": 5}
    | {"четырех": 4, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10, "двадцать": 20, "тридцать": 30},
    "ar": _counted(_AR_UNITS)
    | {"اثنين": 2, "ثلاث": 3, "أربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثماني": 8, "تسع": 9, "عشر": 10, "عشرين": 20},
    "fa": _counted(_FA_UNITS) | {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "نیم": 0.5, "نیمی": 0.5},
}

_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9, "mrd": 1e9, "md": 1e9, "t": 1e12}

MAGNITUDES: Mapping[str, Mapping[str, float]] = {
    "en": _SHORT
    | {"tn": 1e12, "trn": 1e12, "bln": 1e9, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
    | {"trillion": 1e12, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "grand": 1e3}
    | {"trillions": 1e12, "lakh": 1e5, "crore": 1e7},
    "de": {"hundert": 1e2, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9}
    | {"mio": 1e6, "mrd": 1e9, "billion": 1e12, "billionen": 1e12, "tsd": 1e3},
    "fr": {"cent": 1e2, "cents": 1e2, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9}
    | {"billion": 1e12, "billions": 1e12, "md": 1e9, "mds": 1e9},
    "es": {"cien": 1e2, "ciento": 1e2, "mil": 1e3, "millón": 1e6, "millones": 1e6, "billón": 1e12, "billones": 1e12},
    "ru": {"сто": 1e2, "тыс": 1e3, "тысяч": 1e3, "тысячи": 1e3, "тысяча": 1e3, "млн": 1e6, "миллион": 1e6}
    | {"миллиона": 1e6, "миллионов": 1e6, "млрд": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9},
    "ar": {"مئة": 1e2, "مائة": 1e2, "ألف": 1e3, "آلاف": 1e3, "مليون": 1e6, "ملايين": 1e6, "مليار": 1e9},
    "fa": {"صد": 1e2, "هزار": 1e3, "میلیون": 1e6, "میلیارد": 1e9},
}

SIGNS: Mapping[str, str] = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "₽": "₽", "₩": "₩", "₺": "₺", "₴": "₴"}


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its `name` as compared, its `family` (within which units convert), and its size in the family's base."""

    name: str
    family: str
    size: float = 1.0


def _units(family: str, table: str, sizes: Mapping[str, float]) -> dict[str, Unit]:
    """`name: spelling spelling ...` separated by semicolons, as units of one family."""
    made = {}
    for entry in table.split(";"):
        name, spellings = (part.strip() for part in entry.split(":"))
        for spelling in spellings.split():
            made[spelling.replace("_", " ")] = Unit(name, family, sizes.get(name, 1.0))
    return made


_TIME = (
    "second: second seconds sec secs sekunde sekunden seconde secondes segundo segundos секунд;"
    "minute: minute minutes min mins minuten minuto minutos минут минуты دقيقة دقیقه;"
    "hour: hour hours hr hrs stunde stunden heure heures hora horas часов часа час ساعة ساعات ساعت;"
    "day: day days tag tage tagen jour jours día días dia dias день дней дня يوم أيام روز;"
    "week: week weeks wk wks woche wochen semaine semaines semana semanas недель недели неделю أسبوع أسابيع هفته;"
    "month: month months mo mos monat monate monaten mois mes meses месяцев месяца месяц شهر أشهر ماه;"
    "year: year years yr yrs jahr jahre jahren an ans année années año años лет года год سنة سنوات عام سال;"
    "decade: decade decades jahrzehnt jahrzehnte décennie década décadas десятилетие;"
    "century: century centuries jahrhundert siècle siècles siglo siglos"
)
_TIME_SIZES = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375}
_TIME_SIZES |= {"year": 365.25, "decade": 3652.5, "century": 36525.0}
_LENGTH = (
    "mm: mm millimeter millimeters millimetre millimetres; cm: cm centimeter centimeters centimetre centimetres;"
    "inch: inch inches; foot: foot feet ft footer; yard: yard yards;"
    "meter: meter meters metre metres metern mètre mètres metro metros метров метра متر;"
    "km: km kms kilometer kilometers kilometre kilometres kilometern kilomètre kilomètres kilómetro kilómetros"
    " километров км كيلومتر کیلومتر; mile: mile miles meile meilen"
)
_LENGTH_SIZES = {"mm": 0.001, "cm": 0.01, "inch": 0.0254, "foot": 0.3048, "yard": 0.9144, "meter": 1.0, "km": 1000.0}
_LENGTH_SIZES |= {"mile": 1609.344}
_WEIGHT = (
    "g: gram grams gramm; kg: kg kgs kilo kilos kilogram kilograms kilogramm; lb: lb lbs pounder;"
    "ounce: ounce ounces oz; ton: ton tons tonne tonnes tonnen тонн طن تن"
)
_AREA = (
    "km2: square_kilometer square_kilometers square_kilometre square_kilometres square_km sq_km km² quadratkilometer;"
    "mi2: square_mile square_miles sq_mi; m2: square_meter square_meters square_metre square_metres m² quadratmeter;"
    "ft2: square_foot square_feet sq_ft; acre: acre acres; hectare: hectare hectares hektar ha"
)
_AREA_SIZES = {"km2": 1e6, "mi2": 2589988.1, "m2": 1.0, "ft2": 0.09290304, "acre": 4046.8564, "hectare": 1e4}
_MONEY = (
    "$: dollar dollars buck bucks usd dólar dólares доллар доллара долларов دولار دلار;"
    "€: euro euros eur евро يورو یورو; £: pound pounds sterling quid gbp pfund; ¥: yen yuan renminbi rmb cny jpy;"
    "₹: rupee rupees inr; ₽: ruble rubles rouble roubles rubel рублей рубля рубль; cent: cents pence penny pennies;"
    "franc: franc francs franken chf; ₩: won; ₺: lira liras; peso: peso pesos; riyal: riyal riyals rial rials;"
    "toman: ریال تومان"
)
_SHARE = (
    "%: % percent per_cent pct pc prozent pour_cent por_ciento процентов процента процент في_المئة بالمئة درصد ٪;"
    "point: point points percentage_point percentage_points pp prozentpunkte pts"
)
_OTHER = (
    "degree: degree degrees grad ° f c °f °c; magnitude: magnitude; time: times fold; mph: mph kph; vote: vote votes"
)

UNITS: Mapping[str, Unit] = (
    _units("time", _TIME, _TIME_SIZES)
    | _units("length", _LENGTH, _LENGTH_SIZES)
    | _units("weight", _WEIGHT, {"g": 0.001, "kg": 1.0, "lb": 0.45359237, "ounce": 0.02834952, "ton": 1000.0})
    | _units("area", _AREA, _AREA_SIZES)
    | _units("money", _MONEY, {})
    | _units("share", _SHARE, {})
    | _units("other", _OTHER, {})
)

MONTHS: frozenset[str] = words(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september"
    " october november december januar februar märz mai juni juli oktober dezember janvier février mars avril juin"
    " juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre"
    " octubre noviembre diciembre января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)

BOUNDS: Mapping[str, str] = {
    spelling.replace("_", " "): bound
    for bound, spellings in {
        "over": "over more_than above exceeding exceeds exceed topping tops top topped surpassing surpasses past"
        " upwards_of"
        " greater_than bigger_than higher_than older_than longer_than beyond > mehr_als über"
        " plus_de más_de более больше",
        "at least": "at_least minimum_of no_fewer_than no_less_than not_less_than or_more mindestens au_moins al_menos"
        " как_минимум",
        "nearly": "nearly almost close_to approaching nearing approaches nears just_under just_shy_of fast"
        " fast_approaching knapp beinahe près_de presque casi почти",
        "under": "under less_than fewer_than below < weniger_als unter moins_de menos_de менее",
        "at most": "up_to as_many_as as_much_as at_most no_more_than not_more_than maximum_of bis_zu jusqu'à hasta до",
        "about": "about around roughly approximately some circa an_estimated estimated ~ c. etwa rund ungefähr environ"
        " alrededor_de unos около примерно",
    }.items()
    for spelling in spellings.split()
}
