"""Dates as data prints them, in ISO 8601."""

import re
from datetime import date
from unicodedata import normalize

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"元": 1}
_NUMBER = r"[0-9〇一二三四五六七八九十百]{1,4}"
_ERA = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})(?P<year>元|{_NUMBER})年(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})日)?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:\s*[-/.年년]\s*(?P<month>\d{1,2})(?:\s*[-/.月월]\s*(?P<day>\d{1,2})[日일]?)?)?(?:月|年|월|년)?(?![\d/.-]|:)"
)
_COMPACT = re.compile(r"(?P<year>(?:1[89]|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")
_MONTHS = (
    "jan|янв|ene",
    "feb|фев|fév",
    "mar|мар|mär",
    "apr|апр|avr|abr",
    "may|ма[йя]|mai",
    "jun|июн|juin",
    "jul|июл|juil",
    "aug|авг|août|ago",
    "sep|сен",
    "oct|окт|okt",
    "nov|ноя",
    "dec|дек|dez|déc|dic",
)
_MONTH = r"(?P<name>[^\W\d_]{3,10})\.?"
_NAMED = (
    re.compile(
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+)?(?P<year>\d{{4}})(?!\d)"
    ),
    re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)"),
)
_WEEKDAY = re.compile(r"^[^\W\d_]+,\s+(?=\S)")


def iso_date(printed: str) -> str | None:
    """The day, month or year that `printed` begins with: "2020/2/19", "令和2年2月19日", "19 February 2020".

    None where there is none, or where it may be two: 03/04/2020.
    """
    text = normalize("NFKC", printed).strip()[:80].casefold()
    for reading in (_compact, _year_first, _japanese, _day_first, _named):
        found = reading(text)
        if found:
            return found
    return None


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return f"{year:04}-{month:02}-{day:02}"
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _compact(text: str) -> str | None:
    match = _COMPACT.match(text)
    return _iso(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def _year_first(text: str) -> str | None:
    match = _YEAR_FIRST.match(text)
    return _iso(*(int(part) if part else None for part in match.group("year", "month", "day"))) if match else None  # type: ignore[arg-type]  # the year always matches


def _japanese(text: str) -> str | None:
    match = _ERA.match(text)
    if not match:
        return None
    month, day = (_number(part) if part else None for part in match.group("month", "day"))
    return _iso(_ERAS[match["era"]] + _number(match["year"]), month, day)


def _number(printed: str) -> int:
    """An Arabic or a Japanese number under a thousand: 二十三, 二三, 23."""
    if printed.isdecimal() and printed.isascii():
        return int(printed)
    total = digit = 0
    for sign in printed:
        if sign in "十百":
            total, digit = total + (digit or 1) * (10 if sign == "十" else 100), 0
        else:
            digit = digit * 10 + (int(sign) if sign.isascii() else _DIGITS[sign])
    return total + digit


def _day_first(text: str) -> str | None:
    match = _DAY_FIRST.match(text)
    if not match:
        return None
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["mark"] == "." or first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _named(text: str) -> str | None:
    bare = _WEEKDAY.sub("", text)
    match = next(filter(None, (pattern.match(bare) for pattern in _NAMED)), None)
    if not match:
        return None
    month = next((number for number, names in enumerate(_MONTHS, 1) if re.match(names, match["name"])), None)
    return _iso(int(match["year"]), month, int(match["day"])) if month else None
