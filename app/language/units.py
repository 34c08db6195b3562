"""Names of units in Swedish and English, and what one of each is in the base unit."""

from decimal import Decimal

HOUR, DAY = Decimal(1), Decimal(24)
WEEK, MONTH, YEAR = DAY * 7, DAY * Decimal("30.4375"), DAY * Decimal("365.25")

CURRENCY = {
    "kr": "SEK", "kronor": "SEK", "krona": "SEK", "sek": "SEK", ":-": "SEK", "spänn": "SEK", "öre": "SEK",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "$": "USD", "usd": "USD", "dollar": "USD",
    "dollars": "USD", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "nok": "NOK", "dkk": "DKK",
    "us$": "USD", "bucks": "USD", "quid": "GBP", "nkr": "NOK", "dkr": "DKK", "skr": "SEK", "norska kronor": "NOK",
    "norska kr": "NOK", "danska kronor": "DKK", "danska kr": "DKK", "svenska kronor": "SEK", "us dollars": "USD",
}  # fmt: skip
MULTIPLIER: dict[str, int | Decimal] = {
    **dict.fromkeys(("hundra", "hundred"), 100),
    **dict.fromkeys(("k", "tkr", "kkr", "ksek", "tsek", "keur", "teur", "tusen", "thousand", "papp", "grand"), 1_000),
    **dict.fromkeys(("m", "mkr", "mnkr", "msek", "meur", "musd", "mille", "miljon", "miljoner", "million", "millions",
                     "mn"), 1_000_000),
    **dict.fromkeys(("mdr", "miljard", "miljarder", "billion", "bn"), 1_000_000_000),
    "öre": Decimal("0.01"),
}  # fmt: skip
IMPLIED_CURRENCY = {"tkr": "SEK", "mkr": "SEK", "ksek": "SEK", "tsek": "SEK", "msek": "SEK", "meur": "EUR",
                    "musd": "USD", "papp": "SEK", "kkr": "SEK", "keur": "EUR", "teur": "EUR", "mnkr": "SEK",
                    "mille": "SEK"}  # fmt: skip

DURATION = {
    **dict.fromkeys(("sek", "sekund", "sekunder", "sekunders", "sec", "secs", "second", "seconds"), HOUR / 3600),
    **dict.fromkeys(("min", "mins", "minut", "minuter", "minuters", "minute", "minutes"), HOUR / 60),
    **dict.fromkeys(("h", "tim", "timme", "timmar", "timmars", "timmen", "hour", "hours", "hr", "hrs"), HOUR),
    **dict.fromkeys(("dag", "dagar", "dagars", "dgr", "dgrs", "dygn", "dygns", "day", "days", "day's", "days'"), DAY),
    **dict.fromkeys(("vecka", "veckor", "veckors", "veckas", "week", "weeks", "wk", "wks", "weeks'", "week's"), WEEK),
    **dict.fromkeys(("månad", "månader", "månaders", "månads", "mån", "mån.", "month", "months", "mth", "mths", "mo",
                     "mos", "months'", "month's"), MONTH),
    **dict.fromkeys(("kvartal", "kvartals", "quarter", "quarters", "qtr", "qtrs"), MONTH * 3),
    **dict.fromkeys(("år", "års", "årig", "årigt", "åriga", "year", "years", "yr", "yrs", "years'", "year's"), YEAR),
}  # fmt: skip
PERCENT = frozenset(
    (
        "%",
        "procentig",
        "procentigt",
        "procentiga",
        "procent",
        "percent",
        "per cent",
        "pct",
        "procents",
        "procentenheter",
    )
)
WORKDAY = frozenset(
    ("arbetsdag", "arbetsdagar", "arbetsdagars", "vardag", "vardagar", "bankdag", "bankdagar", "helgfria vardagar",
     "arbetsdgr", "arb.dgr", "arb dgr", "arb.dagar", "arb dagar", "arb. dagar", "arb. dgr",
     "working day", "working days", "business day", "business days", "workday", "workdays", "weekdays", "biz days")
)  # fmt: skip
WORKHOUR = frozenset(("working hours", "business hours", "working hrs", "business hrs", "office hours", "biz hours"))
FIXED_WORKDAY = {
    "next working day": 2,
    "nbd": 2,
    "next business day": 2,
    "nästa arbetsdag": 2,
    "nästkommande arbetsdag": 2,
    "nästa vardag": 2,
}
"""Working days at most until then."""
FIXED_DURATION = {
    "en kvart": HOUR / 4, "kvart": HOUR / 4, "en kvarts": HOUR / 4, "kvarts": HOUR / 4,
    "a quarter of an hour": HOUR / 4, "quarter of an hour": HOUR / 4,
    "en halvtimme": HOUR / 2, "halvtimme": HOUR / 2, "half an hour": HOUR / 2, "half hour": HOUR / 2,
    "ett dygn": DAY, "a fortnight": WEEK * 2, "fortnight": WEEK * 2, "ett halvår": YEAR / 2, "halvår": YEAR / 2,
    "half a year": YEAR / 2, "ett kvartal": MONTH * 3, "half a day": DAY / 2, "half a month": MONTH / 2,
    "one full day": DAY, "a full day": DAY, "a whole day": DAY, "en hel dag": DAY, "en full dag": DAY,
    "one full week": WEEK, "a full week": WEEK, "a whole week": WEEK, "en hel vecka": WEEK, "en hel månad": MONTH,
    "an hour and a half": HOUR * 3 / 2, "a day and a half": DAY * 3 / 2, "a week and a half": WEEK * 3 / 2,
    "a month and a half": MONTH * 3 / 2, "a year and a half": YEAR * 3 / 2, "halvannan timme": HOUR * 3 / 2,
    "halvannan dag": DAY * 3 / 2, "halvannan vecka": WEEK * 3 / 2, "halvannan månad": MONTH * 3 / 2,
    "halvannat år": YEAR * 3 / 2, "halvannat dygn": DAY * 3 / 2,
}  # fmt: skip

MEASURE: dict[str, tuple[str, int | Decimal]] = {
    "kb": ("byte", 10**3), "mb": ("byte", 10**6), "gb": ("byte", 10**9), "tb": ("byte", 10**12),
    "gig": ("byte", 10**9), "gigabyte": ("byte", 10**9), "terabyte": ("byte", 10**12), "megabyte": ("byte", 10**6),
    "gram": ("gram", 1), "g": ("gram", 1), "kg": ("gram", 1000), "kilo": ("gram", 1000), "kilogram": ("gram", 1000),
    "kilograms": ("gram", 1000), "kilos": ("gram", 1000), "ton": ("gram", 10**6), "tons": ("gram", 10**6),
    "tonnes": ("gram", 10**6), "tonne": ("gram", 10**6),
    "mm": ("metre", Decimal("0.001")), "cm": ("metre", Decimal("0.01")),
    "meter": ("metre", 1), "metre": ("metre", 1), "metres": ("metre", 1), "meters": ("metre", 1),
    "km": ("metre", 1000), "mil": ("metre", 10_000), "kilometer": ("metre", 1000), "kilometres": ("metre", 1000),
    "liter": ("litre", 1), "litre": ("litre", 1), "litres": ("litre", 1), "l": ("litre", 1),
    "dl": ("litre", Decimal("0.1")),
    "w": ("watt", 1), "watt": ("watt", 1), "kw": ("watt", 1000), "kwh": ("watthour", 1000), "mwh": ("watthour", 10**6),
    "kilowatt": ("watt", 1000), "kilowattimmar": ("watthour", 1000), "db": ("decibel", 1), "decibel": ("decibel", 1),
    "decibels": ("decibel", 1), "grader": ("degree", 1), "degrees": ("degree", 1), "°c": ("degree", 1),
    "°": ("degree", 1),
    "km/h": ("kmh", 1), "mbit": ("mbit", 1), "mbps": ("mbit", 1), "gbit": ("mbit", 1000), "kvm": ("sqm", 1),
    "m²": ("sqm", 1), "m2": ("sqm", 1), "ppm": ("ppm", 1),
}  # fmt: skip

SHORT_NOUN = {"ex": "exemplar", "anst": "anställda", "pers": "personer", "ppl": "people", "anv": "användare"}

NUMBER_WORD: dict[str, dict[str, int | Decimal]] = {
    "sv": {
        "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
        "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16,
        "sjutton": 17, "arton": 18, "nitton": 19, "tjugo": 20, "tjugofyra": 24, "tjugofem": 25, "trettio": 30,
        "trettiosex": 36, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
        "hundra": 100, "halv": Decimal("0.5"),
    },
    "en": {
        "zero": 0, "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14,
        "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
        "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
        "half": Decimal("0.5"), "half a": Decimal("0.5"), "half an": Decimal("0.5"), "couple": 2,
    },
}  # fmt: skip
"""Per language: "eleven" is a number to one and the pupil to the other."""

_TENS = {
    "sv": ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"),
    "en": ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
}
_ONES = {
    "sv": ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
for _language, _between in (("sv", ""), ("en", "-")):
    NUMBER_WORD[_language] |= {
        f"{ten}{_between}{one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS[_language], start=2)
        for ones, one in enumerate(_ONES[_language], start=1)
    }

PER = {
    **dict.fromkeys(("kvm", "kvadratmeter", "kvadrat", "sqm", "m2"), "sqm"),
    **dict.fromkeys(("användare", "user", "users", "användaren", "licens", "licence", "license", "seat", "plats",
                     "person", "head", "mailbox", "säte", "medarbetare", "anställd", "employee", "skalle",
                     "anv", "pers", "lic", "licenser", "seats", "agent"), "user"),
    **dict.fromkeys(("månad", "mån", "month", "monthly", "månaden", "mo", "mth", "månadsvis", "månatlig"), "month"),
    **dict.fromkeys(("år", "year", "annum", "året", "yearly", "annually", "yr", "annual", "årlig", "årligen"), "year"),
    **dict.fromkeys(("vecka", "week", "veckan", "weekly", "wk"), "week"),
    **dict.fromkeys(("dag", "day", "dagen", "daily", "dygn", "dygnet"), "day"),
    **dict.fromkeys(("timme", "hour", "timmen", "tim", "hr", "h", "hourly"), "hour"),
    **dict.fromkeys(("kvartal", "quarter", "kvartalet", "quarterly"), "quarter"),
    **dict.fromkeys(("styck", "st", "each", "piece", "unit", "enhet", "item"), "piece"),
}  # fmt: skip
