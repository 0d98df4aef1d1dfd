"""Names of months in the languages in which feeds have been seen to write them."""

from __future__ import annotations

import functools

# One line a language: twelve months, the spellings of one month parted by a stroke.
_NAMES = (
    (
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct "
        "november|nov december|dec"
    ),
    (
        "januar|jänner|jän februar|feber märz|mär|mrz|maerz april mai juni juli august september oktober|okt november "
        "dezember|dez"
    ),
    (
        "janvier|janv février|févr|fév|fevrier mars avril|avr mai juin juillet|juil août|aout septembre "
        "octobre novembre "
        "décembre|déc|decembre"
    ),
    (
        "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre "
        "diciembre|dic"
    ),
    "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre ottobre|ott novembre dicembre",
    "janeiro fevereiro|fev março abril maio junho julho agosto setembro outubro|out novembro dezembro",
    "januari februari|febr maart|mrt april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december|des|desember",
    (
        "января|янв|январь февраля|фев|февраль марта|мар|март апреля|апр|апрель мая|май июня|июн|июнь июля|июл|июль "
        "августа|авг|август сентября|сен|сент|сентябрь октября|окт|октябрь ноября|ноя|ноябрь декабря|дек|декабрь"
    ),
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    (
        "stycznia|sty lutego|lut marca kwietnia|kwi maja czerwca|cze lipca|lip sierpnia|sie września|wrz "
        "października|paź listopada|lis grudnia|gru"
    ),
    (
        "január február|februári március április|ápr május|máj június|jún július|júl augusztus "
        "szeptember|szept október "
        "november december"
    ),
    (
        "ιαν|ιανουαρίου φεβ|φεβρουαρίου μάώ|μαώ|μαρ|μάρ|μαρτίου απρ|απριλίου μάι|μαϊ|μαι|μαΐου ιούν|ιον|ιουνίου "
        "ιούλ|ιολ|ιουλίου αύγ|αυγ|αυγούστου σεπ|σεπτεμβρίου οκτ|οκτωβρίου νοέ|νοε|νοεμβρίου δεκ|δεκεμβρίου"
    ),
    (
        "ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas "
        "aralık|ara"
    ),
)


@functools.cache
def months() -> dict[str, int]:
    """The number of a month, 1 to 12, by its name in small letters."""
    table: dict[str, int] = {}
    for line in _NAMES:
        for number, spellings in enumerate(line.split(), start=1):
            for spelling in spellings.split("|"):
                table.setdefault(spelling, number)
    return table
