"""The vocabulary of dates in five languages, normalized."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from babel.dates import get_month_names

from migov.questions.understanding.text import key, keys

YEAR = re.compile(r"[12][0-9]{3}")
_LOCALES = ("en", "fr", "es", "pt", "ar", "ar_SY", "ar_TN", "ar_MA")


class When(StrEnum):
    """The relation of a date to the requested period."""

    ON = "on"
    BEFORE = "before"
    UNTIL = "until"
    AFTER = "after"
    SINCE = "since"
    BETWEEN = "between"


def _phrases(text: str) -> list[tuple[str, ...]]:
    """The comma-separated phrases of `text` as normalized words, the longest first."""
    found = [tuple(key(word) for word in each.split()) for each in text.split(",")]
    return sorted(found, key=len, reverse=True)


TODAY = _phrases(
    "today,now,right now,at present,at the moment,as we speak,aujourd hui,maintenant,"
    "à présent,à l heure actuelle,en ce moment,hoy,hoy en día,ahora,ahora mismo,"
    "en este momento,en la actualidad,hoje,agora,neste momento,hoje em dia,atualmente,"
    "actualmente,actuellement,currently,presently,اليوم,الآن,حاليا,حالياً,حاليًا,في الوقت الحالي"
)
OPENINGS = {
    When.BEFORE: _phrases("before,prior to,earlier than,avant,antes de,antes del,antes do,"
                          "antes da,قبل"),
    When.UNTIL: _phrases("until,till,up to,by,jusqu en,jusqu à,jusqu au,jusqu,hasta,até,حتى,"
                         "لغاية"),
    When.AFTER: _phrases("after,later than,following,après,después de,después del,tras,após,"
                         "depois de,depois do,depois da,بعد"),
    When.SINCE: _phrases("since,ever since,from,starting in,as from,depuis,à partir de,dès,desde,"
                         "a partir de,منذ,ابتداء من,اعتبارا من"),
    When.BETWEEN: _phrases("between,from,entre,de,du,desde,depuis,do,بين,ما بين,من"),
}  # fmt: skip
#: Words between an opening and its date, or single prepositions before a date.
FILLERS = keys(
    "the year years in on at as of for during around circa back to en de da do dans pour sur "
    "pendant durant le la l les el los o a au em no na nos durante para del du d an année ano "
    "año date fecha data day jour día dia à c early mid late end beginning start fin finales final "
    "fins début início inicios principio principios inicio fim mois mes mês month "
    "سنة عام في خلال شهر بتاريخ تاريخ بعام بسنة أثناء نهاية بداية مطلع أواخر"
)
MIDDLES = _phrases(
    "and,to,until,till,through,up to,et,à,au,jusqu en,jusqu à,jusqu au,y,e,a,al,hasta,até,ao,"
    "و,إلى,الى,حتى,وحتى"
)
OF = {"of", "de", "del", "do", "da", "du", "d", "من"}
STARTS = keys("early beginning start début inicio inicios principio principios início بداية مطلع")
YEARS = keys("year years an ans année années año años ano anos سنة سنوات عام أعوام سنين")
DECADES = keys("decade décennie década عقد")
MONTHS = keys("month months mois mes meses mês شهر أشهر شهور")
UNITS = {**dict.fromkeys(YEARS, 365), **dict.fromkeys(MONTHS, 30)}
DUAL = {key("سنتين"): 730, key("عامين"): 730, key("شهرين"): 60}
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one un une uno una um uma",
            "two deux dos dois duas",
            "three trois tres três ثلاث ثلاثة",
            "four quatre cuatro quatro أربع أربعة",
            "five cinq cinco خمس خمسة",
            "six seis ست ستة",
            "seven sept siete sete سبع سبعة",
            "eight huit ocho oito ثماني",
            "nine neuf nueve nove تسع",
            "ten dix diez dez عشر عشرة",
        ),
        1,
    )
    for word in keys(words)
}
LAST_YEAR = _phrases(
    "last year,the previous year,l année dernière,l an dernier,l année passée,l an passé,"
    "año pasado,ano passado,العام الماضي,السنة الماضية,année dernière,an dernier,previous year"
)
THIS_YEAR = _phrases("this year,cette année,este año,este ano,هذا العام,هذه السنة,العام الحالي,"
                      "année en cours,current year")  # fmt: skip
LAST_MONTH = _phrases("last month,mois dernier,mes pasado,mês passado,الشهر الماضي")
YESTERDAY = _phrases("yesterday,hier,ayer,ontem,أمس")
TOMORROW = _phrases("tomorrow,demain,mañana,amanhã,غدا,غداً")
NEXT_YEAR = _phrases(
    "next year,année prochaine,an prochain,próximo año,año que viene,próximo ano,ano que vem,"
    "العام القادم,السنة القادمة,العام المقبل"
)
AGO_AFTER = {"ago", "plus", key("atrás")}
AGO_BEFORE = _phrases("il y a,hace,há,قبل,منذ")
RECENT = _phrases(
    "in the last,in the past,over the last,over the past,during the last,the last,the past,past,"
    "last,ces,les,au cours des,ces dernières,les dernières,en los últimos,los últimos,últimos,"
    "nos últimos,os últimos,últimas,nas últimas,خلال,في آخر,آخر"
)
RECENT_AFTER = keys("dernières derniers الأخيرة الماضية")
RECENT_BEFORE = keys("dernières derniers últimos")


#: The numbers from 1 to 30 in words; Arabic writes the unit first: "ثمانية وعشرون".
_COUNTED = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
          "fifteen sixteen seventeen eighteen nineteen twenty",
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
          "seize dix_sept dix_huit dix_neuf vingt",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
          "dieciséis diecisiete dieciocho diecinueve veinte",
    "pt": "um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze "
          "dezasseis dezassete dezoito dezanove vinte",
    "ar": "واحد اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة أحد_عشر اثني_عشر ثلاثة_عشر "
          "أربعة_عشر خمسة_عشر ستة_عشر سبعة_عشر ثمانية_عشر تسعة_عشر عشرين",
}  # fmt: skip
#: "Two thousand", what stands before a smaller number, and what joins tens and units.
_THOUSANDS = {
    "en": (("two thousand", "two thousand and", "twenty"), " "),
    "fr": (("deux mille", "deux mil"), " "),
    "es": (("dos mil",), " y "),
    "pt": (("dois mil e", "dois mil"), " e "),
    "ar": (("ألفين و",), " و"),
}
_SPELT = {
    "es": {21: "veintiuno", 22: "veintidós", 23: "veintitrés", 24: "veinticuatro",
           25: "veinticinco", 26: "veintiséis"},
    "pt": {14: "catorze", 16: "dezesseis", 17: "dezessete", 19: "dezenove"},
    "fr": {21: "vingt et un"},
}  # fmt: skip


@cache
def spelt_years() -> Mapping[tuple[str, ...], str]:
    """The years from 2000 to 2030 in words, normalized: ("twenty", "eighteen") is 2018."""
    found: dict[tuple[str, ...], str] = {}
    for language, (thousands, joint) in _THOUSANDS.items():
        counted = [each.replace("_", " ") for each in _COUNTED[language].split()]
        spelt: dict[int, set[str]] = {n: {text} for n, text in enumerate(counted, 1)}
        for unit in range(1, 10):
            pair = (counted[unit - 1], counted[19])
            spelt[20 + unit] = {joint.join(pair if language == "ar" else pair[::-1])}
        for number, text in _SPELT.get(language, {}).items():
            spelt[number].add(text)
        for opening in thousands:
            for number, texts in spelt.items():
                if opening == "twenty" and number < 10:
                    continue  # "twenty two" is no year
                for text in texts:
                    words = f"{opening}{'' if opening.endswith('و') else ' '}{text}".split()
                    found[tuple(map(key, words))] = str(2000 + number)
        if opening != "twenty" and language != "ar":
            found[tuple(map(key, opening.split()))] = "2000"
    return found


def year_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """The year in digits or words at `at`, empty if there is none, and the position after it."""
    if YEAR.fullmatch(words[at]):
        return words[at], at + 1
    for size in (5, 4, 3, 2):
        spelt = tuple(words[at : at + size])
        year = spelt_years().get(spelt)
        if year is not None:
            return year, at + len(spelt)
    return "", at


@cache
def months() -> Mapping[str, int]:
    """The numbers of the months by normalized name, in all languages."""
    found: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    word = key(name.rstrip("."))
                    if len(word) > 2 and not word.isdigit():
                        found.setdefault(word, number)
    return {**found, "setiembre": 9, "sept": 9, "sep": 9}
