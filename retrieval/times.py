"""Times that a question names otherwise than by one date: "2019 to 2021", «после 2019 года», 去年, "in June". Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.pattern import Pattern

YEAR = r"(?:19|20)\d\d"
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
EN_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
RU_MONTHS = (
    *("январ", "феврал", "март", "апрел", "ма(?:й|я|е|ю|ем)", "июн"),
    *("июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
)
EN_MONTH = "|".join(month[:3] + (f"(?:{month[3:]})?" if month[3:] else "") for month in EN_MONTHS)
RU_MONTH = "|".join(f"{month}[а-яё]*" for month in RU_MONTHS)
_EN = rf"(?:(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{EN_MONTH})\.?,? )?{YEAR}(?!\d)|{YEAR}-\d\d(?:-\d\d)?(?!\d))"
_RU = rf"(?:(?:(?:\d{{1,2}} )?(?:{RU_MONTH}) )?{YEAR}(?!\d)(?:-?го)?(?: ?(?:год[а-яё]*|гг?\.?)(?![а-яё]))?)"
_JA = rf"(?:(?:{YEAR}|(?:{'|'.join(ERAS)})(?:\d{{1,2}}|元))年(?:\d{{1,2}}月(?:\d{{1,2}}日)?+)?+(?!度|代|間|末))"
_WHICH = r"[^、。はがをと]{0,12}?[るたうつくすむい](?:[一-龥ァ-ヺ]|こと|もの)"  # 「3月に始まる制度」
_THEN = rf"(?:に(?!かけ|{_WHICH})|の(?=本会議|定例会|委員会|議会|会議)|(?!の|に))"
_SPANS = (
    Pattern(
        rf"(?i)\b(?:from|in|during) (?P<a>{_EN}) ?(?:to|until|till|through|up to|[-–—]) ?(?P<b>{_EN})"
        rf"|\bbetween (?P<a3>{_EN}) and (?P<b3>{_EN})"
        rf"|\b(?:(?:ever )?since|from) (?P<a2>{_EN})(?: (?:onwards?|on\b))?|\bafter (?P<over>{_EN})"
        rf"|\b(?:until|till|up to) (?P<b2>{_EN})|\bbefore (?P<under>{_EN})",
        needs=("19", "20"),
    ),
    Pattern(
        rf"(?i)(?<![а-яё])(?:с|со|от) (?P<a>{_RU}) ?(?:по|до|[-–—]) ?(?P<b>{_RU})"
        rf"|(?<![а-яё])между (?P<a3>{_RU}) и (?P<b3>{_RU})"
        rf"|(?<![а-яё])(?:начиная )?со? (?P<a2>{_RU})|(?<![а-яё])после (?P<over>{_RU})|(?<![а-яё])до (?P<under>{_RU})",
        needs=("19", "20"),
    ),
    Pattern(
        rf"(?:(?P<a>{_JA})(?:から|[~〜～-])、?(?P<b>{_JA})(?:まで|にかけて)?+(?:の間)?+|(?P<a2>{_JA})(?:から(?!、?{YEAR})|以降|以来|以後)"
        rf"|(?P<b2>{_JA})(?:まで|以前)|(?P<under>{_JA})より前){_THEN}",
        needs=("年",),
    ),
)
_RELATIVE = Pattern(
    r"(?i)\b(?:(?:in|during|over) )?(?:(?P<year_last>last year)|(?P<year_this>this year)|(?P<month_last>last month)"
    r"|(?P<month_this>this month)|(?P<week_last>last week)|(?P<day_last>yesterday)|(?P<years_ago>\d{1,2}) years? ago)\b"
    r"(?!['’-])"
    r"|(?<![а-яё])(?:(?P<ru_year_last>в прошлом году)|(?P<ru_year_this>в этом году)|(?P<ru_month_last>в прошлом месяце)"
    r"|(?P<ru_month_this>в этом месяце)|(?P<ru_week_last>на прошлой неделе)|(?P<ru_day_last>вчера)"
    r"|(?P<ru_years_ago>\d{1,2}) (?:года?|лет) назад)(?![а-яё])"
    r"|(?:(?P<ja_year_last>去年|昨年)|(?P<ja_year_before>一昨年|おととし)|(?P<ja_year_this>今年|本年)|(?P<ja_month_last>先月)"
    r"|(?P<ja_month_this>今月)|(?P<ja_week_last>先週)|(?P<ja_day_last>昨日)|(?P<ja_years_ago>\d{1,2})年前)"
    rf"(?!度|中|末|初|春|夏|秋|冬|から|以|まで|より|と(?!は?、)|や|比|並|{YEAR}){_THEN}"
)
_MONTH = Pattern(
    rf"(?i)\b(?:in|during) (?P<en>{'|'.join(EN_MONTHS)})(?![\w’'–—-]|,? (?:the )?\d)"
    r"(?=\W*$|[,?.!;:]| (?:about|on|regarding|concerning|that|what|who|how|why|did|do|does|has|have|was|were|is|at|by"
    r"|with|for|against|please)\b)"
    rf"|(?<![а-яё])в (?P<ru>{RU_MONTH})(?![а-яё])(?! \d|,? (?:и|или|до|по) )"
    rf"|(?<![\d年])(?P<ja>\d{{1,2}})月(?:中)?(?:に(?!は?(?:予定|開)|かけ|{_WHICH})|の(?=本会議|定例会|委員会|議会|会議)|(?=は?[?？]?$))",
    needs=("in ", "during ", "в ", "月"),
)


@dataclass(frozen=True, slots=True)
class Time:
    """text[start:end] of a question, and the span of ISO dates that it says; or a month of whatever year."""

    start: int
    end: int
    since: str | None = None
    until: str | None = None
    month: int | None = None

    def fits(self, made: str | None) -> bool:
        """Whether a record of this ISO date was, or may have been, made then: what is less precise may be."""
        if made is None:
            return False
        if self.month is not None:
            return made[5:7] == f"{self.month:02}"
        begun = self.since is None or made[: len(self.since)] >= self.since[: len(made)]
        return begun and (self.until is None or made[: len(self.until)] <= self.until[: len(made)])


def time_in(question: str, today: date, iso: Callable[[str], str | None]) -> Time | None:
    """The time that `question` names in one of these ways; `iso` gives a single date, as written, as ISO 8601."""
    for pattern in _SPANS:
        if found := pattern.search(question):
            return _span(found, iso)
    if found := _RELATIVE.search(question):
        since, until = _relative(found, today)
        return Time(*found.span(), since, until)
    if found := _MONTH.search(question):
        month = _month(found)
        return Time(*found.span(), month=month) if 1 <= month <= 12 else None
    return None


def _span(found: re.Match[str], iso: Callable[[str], str | None]) -> Time | None:
    given = {name: iso(said) for name, said in found.groupdict().items() if said}
    if None in given.values():
        return None
    since, until = (next(filter(None, map(given.get, (end, f"{end}2", f"{end}3"))), None) for end in "ab")
    if over := given.get("over"):
        since = _shifted(over, 1)
    if under := given.get("under"):
        until = _shifted(under, -1)
    return None if since and until and since > until else Time(*found.span(), since, until)


def _shifted(iso: str, by: int) -> str:
    """The year, month or day after this one (1), or before it (-1)."""
    year, *rest = map(int, iso.split("-"))
    if not rest:
        return str(year + by)
    if rest[1:]:
        return (date(year, *rest) + timedelta(days=by)).isoformat()
    month = year * 12 + rest[0] - 1 + by
    return f"{month // 12}-{month % 12 + 1:02}"


def _relative(found: re.Match[str], today: date) -> tuple[str, str]:
    name, said = next((name, said) for name, said in found.groupdict().items() if said)
    unit, which = name.removeprefix("ru_").removeprefix("ja_").split("_")
    if unit == "years":
        year = str(today.year - int(said))
        return year, year
    back = {"this": 0, "last": 1, "before": 2}[which]
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    now = today.isoformat()[: {"year": 4, "month": 7, "day": 10}[unit]]
    for _ in range(back):
        now = _shifted(now, -1)
    return now, now


def _month(found: re.Match[str]) -> int:
    if found["ja"]:
        return int(found["ja"])
    if found["en"]:
        return EN_MONTHS.index(found["en"].lower()) + 1
    return next(number for number, stem in enumerate(RU_MONTHS, 1) if re.match(stem, found["ru"].lower()))
