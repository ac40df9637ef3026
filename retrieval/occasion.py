"""When, or at which meeting: what a question says about the occasion on which something was said.

A date narrows the search only where it says when somebody spoke ("in 2019 the mayor said", 「2019年の
本会議で」), or may say so; and only where some records fit it, and not all. What is left of the question
is what is asked about. A longer time ("since 2019", 「2019年から」), one that goes by today ("last year", 去年) and a
month alone narrow only in the first of these cases; a date that is one of several does not narrow.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from corpus.model import RecordSummary
from corpus.pattern import Alternatives, Pattern
from retrieval.model import Occasion
from retrieval.times import EN_MONTH, EN_MONTHS, ERAS, RU_MONTH, RU_MONTHS, YEAR, Time, time_in

MOST_RECORDS = 200  # a meeting that fits more is no occasion, but a kind

_DIGITS = "0123456789"
_JA_OPEN = (
    r"(?:の?(?:末|年末|月末|終わり|初め|はじめ|始め|初頭|半ば|春|夏|秋|冬|頃|ごろ))?"
    r"(?:まで|から|以降|以来|以前|以後|以外|より)|度|代|間"
)
_DATE = Alternatives(
    Pattern(
        rf"(?i)\b(?:(?:back |said |held |dated )?(?:in|on|of|during|from|for)(?: the)?(?: year| month of)? )"
        rf"(?:(?:the )?(?P<en_day>\d{{1,2}})(?:st|nd|rd"
        rf"|th)?(?: of)? )?(?:(?P<en_month>{EN_MONTH})\.?,? (?:(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,? )?(?:of )?)?"
        rf"(?P<en_year>{YEAR})(?![\d年-]|\.\d)"
        rf"|\b(?:in|on|of|dated|from) (?P<iso>{YEAR}-\d\d(?:-\d\d)?)(?!\d)",
        needs=(" 19", " 20"),
    ),
    Pattern(
        rf"(?i)\b(?:в|во|за|от|на|с)? ?(?:(?P<ru_day>\d{{1,2}})(?:-го)? )?(?:(?P<ru_month>{RU_MONTH}) )?"
        rf"(?P<ru_year>{YEAR})(?:-м|-го)? ?(?:году|года|год|г\.|г)(?![а-яё])",
        needs=[f"{digit}{after}" for digit in _DIGITS for after in ("г", " г", "-м", "-го")],
    ),
    Pattern(
        rf"(?:(?P<ja_year>{YEAR})年|(?P<era>令和|平成|昭和)(?P<era_year>\d{{1,2}}|元)年)"
        rf"(?:(?P<ja_month>\d{{1,2}})月(?:(?P<ja_day>\d{{1,2}})日)?+)?+(?!{_JA_OPEN})"
        r"(?:(?:の|に|における|で|に行われた|に開かれた)*)",
        needs=[f"{digit}年" for digit in f"{_DIGITS}元"],
    ),
)
_EN_PERIOD = (
    r"(?:the|very|end|beginning|start|close|middle|first|second|third|fourth|last|half|quarter|months?|weeks?|days?"
    rf"|spring|summer|autumn|fall|winter|morning|evening|night|\d{{1,2}}(?:st|nd|rd|th)|(?:{EN_MONTH}))"
)
_RU_PERIOD = r"(?:(?:конц|начал|середин|весн|лет|осен|зим|половин|квартал)[а-яё]*)"
_JA_AND = r"(?:から|と|や|か|[~〜～・]|および|及び|または|又は)"
# what stands before a date that begins, ends or lies outside the time that is meant, or goes on a list of dates
_OPEN_BEFORE = Pattern(
    rf"(?i)(?:\b(?:before|after|since|until|till|by|between|to|towards?|through|past|beyond)(?: {_EN_PERIOD})+"
    r" (?:of|in)"
    r"|\b(?:since|until|till|between|except|excluding|not|unlike|outside|than|(?:before|after) (?:and|or))"
    r" (?:in|on|of|during|from|for))(?: the)?(?: year| month of)?$"
    r"|\b(?:(?:до|после|со?|ко?|по|начиная|кроме|раньше|ранее|позже|позднее|между)"
    rf"(?: (?:{_RU_PERIOD}|перво[а-яё]+|второ[а-яё]+|эт[а-яё]+) ?)*|не(?: во?)?)$"
    rf"|(?:\b{YEAR}|\b\d{{1,2}}|\b(?:{RU_MONTH}))(?:-?го| ?г(?:од[а-я]*|\.)?)?,? ?(?:и|или|[-–—/,])"
    r"(?: во?| с| по)?$"
    rf"|(?:\d[年月日]?|元年)(?:{_JA_AND}|[、\-–—])$"
)
_OTHER_DATE = (
    r"(?:(?:in|on|of|the year|before|after|в|во|с|до|по|год[а-яё]*) )*"
    rf"(?:(?:(?:{EN_MONTH}|{RU_MONTH})\.?,?|\d{{1,2}}(?:st|nd|rd|th|-го)?) ){{0,3}}"
    rf"(?:{YEAR}|(?:令和|平成|昭和)[\d元])"
)
# and what stands after one
_OPEN_AFTER = Pattern(
    r"(?i)^(?:"
    rf"(?:,? ?(?:and|or|to|till|until|through|и|или|по|до)\b| ?{_JA_AND}| ?[、,\-–—/&]) ?{_OTHER_DATE}"
    rf"|{_JA_AND}\d{{1,2}}[月日]|[-–—/]\d"
    r"| (?:onwards?|(?:and|or) (?:later|earlier|onwards?|beyond|(?:after|before|since)(?=\W*$|[,?.!]))"
    r"|(?:и|или) (?:позже|позднее|ранее|раньше|далее|дальше))\b)"
)
_EN_FROM = Pattern(r"(?i)\bfrom(?: the)?(?: year| month of)?$")
_EN_ONWARDS = Pattern(
    r"(?i)^,? (?:to|till|until|through|up to|forwards?)\b"
    r"|^ on\b(?! (?!(?:did|do|does|has|have|had|was|were|is|are|what|who|how|he|she|they|we|it)\b)(?-i:[a-z]))"
)
_EN_SAY = r"(?:say|said|speak|spoke|spoken|talk(?:ed)?|mention(?:ed)?|think|thought|stated?|discuss(?:ed)?|argued?)"
_RU_SAY = r"(?:сказа|говор|заяв|отмети|упомяну|упомина|высказ|выступ|обсужда|утвержда|счита|дума)[а-яё]*"
_JA_SAY = r"(?:述べ|言っ|言い|言わ|話し|語|説明|主張|指摘|触れ|答え|答弁|発言|見解|意見|議論|質問|何と|言及)"
_FIRM_BEFORE = Pattern(rf"(?i)(?:^\W*|\b(?:{_EN_SAY}|{_RU_SAY}) (?:[a-z]+ )?|[は、] ?)$")
# and of what is said, not of when: "about last year", 「3月に始まると言いましたか」
_IS_ABOUT = Pattern(r"(?i)\b(?:about|of|on|for|since|than|regarding|concerning) $")
_JA_CLAIM = Pattern(rf"[るたうつくすむいだ]と[^。何]{{0,12}}?{_JA_SAY}")
_SAYS = Pattern(rf"(?i)\b{_EN_SAY}\b|\b{_RU_SAY}|{_JA_SAY}")
_CONTENT = Pattern(r"\w{3}|[\u3400-\u9fff\u30a1-\u30fa]")
# kinds of meetings, as titles and questions have them: what a name of the kind holds, and the name
_KIND_NAMES: tuple[tuple[tuple[tuple[str, ...], str], ...], ...] = (
    (
        (("round",), r"round[- ]?tables?"),
        (("стол",), r"кругл[а-яё]+ стол[а-яё]*"),
        (("円卓会議", "ラウンドテーブル"), r"円卓会議|ラウンドテーブル"),
    ),
    (
        (("plenary",), r"plenary(?: session| meeting| sitting)?s?"),
        (("пленарн",), r"пленарн[а-яё]+(?: заседани[а-яё]+| сесси[а-яё]+)?"),
        (("本会議",), r"本会議"),
    ),
    (
        (("press ", "news "), r"(?:press|news) (?:conference|briefing)s?"),
        (("пресс-", "брифинг"), r"пресс-конференци[а-яё]+|брифинг[а-яё]*"),
        (("会見",), r"記者会見|会見"),
    ),
    ((("interview",), r"interviews?"), (("интервью",), r"интервью"), (("インタビュー", "取材"), r"インタビュー|取材")),
    ((("hearing",), r"(?:public )?hearings?"), (("слушани",), r"слушани[а-яё]+"), (("公聴会",), r"公聴会")),
    (
        (("committee",), r"(?:special |select |standing )?committees?(?: meeting)?s?"),
        (("комитет", "комисси"), r"комитет[а-яё]*|комисси[а-яё]+"),
        (("委員会",), r"(?:特別|常任)?委員会"),
    ),
    ((("symposi",), r"symposi(?:um|a)"), (("симпозиум",), r"симпозиум[а-яё]*"), (("シンポジウム",), r"シンポジウム")),
    ((("seminar",), r"seminars?"), (("семинар",), r"семинар[а-яё]*"), (("セミナー", "研究会"), r"セミナー|研究会")),
    ((("forum",), r"forums?"), (("форум",), r"форум[а-яё]*"), (("フォーラム",), r"フォーラム")),
    ((("summit",), r"summits?"), (("саммит",), r"саммит[а-яё]*"), (("サミット", "首脳会議"), r"サミット|首脳会議")),
    ((("conference",), r"conferences?"), (("конференци",), r"конференци[а-яё]+"), (("会議", "大会"), r"会議|大会")),
    (
        (("debate",), r"debates?"),
        (("дебат", "прени"), r"дебат[а-яё]+|прени[а-яё]+"),
        (("討論", "ディベート"), r"討論会?|ディベート"),
    ),
)
_KINDS = [Alternatives(*(Pattern(f"(?i){name}", needs) for needs, name in names)) for names in _KIND_NAMES]
_AT = Pattern(
    r"(?i)\b(?:at|in|during|from) (?:the |this |that |our )(?P<en>(?:[\w’'-]+ ){0,5}?[\w’'-]+)(?= (?:about|on"
    r"|regarding|what|who|did|does|in|of)\b|[,?.!]|$)",
    needs=[f"{at} {that} " for at in ("at", "in", "during", "from") for that in ("the", "this", "that", "our")],
)
_AT_RU = Pattern(
    r"(?i)\b(?:на|в|во время|в ходе) (?:этом |этой |нашем )?(?P<ru>(?:[а-яё-]+ ){0,3}?[а-яё-]+)(?= (?:о|об|обо"
    r"|про|что|кто|по)\b|[,?.!]|$)",
    needs=("на ", "в ", "во время ", "в ходе "),
)
_AT_JA = Pattern(
    r"(?P<ja>[^、。\sはがをに]{2,24}?)(?:で|における|において|での|の場で|の中で)(?:は|の)?、?",
    needs=("で", "における", "において"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """An occasion, what is left of the question without it, and the year where it may be what is asked about.

    `fits` is whether some record was made then.
    """

    occasion: Occasion
    text: str
    year: str | None = None
    fits: bool = True


def occasion_of(
    question: str, records: Sequence[RecordSummary], *, alone: bool = False, today: date | None = None
) -> Found | None:
    """The occasion that `question` names, of those on which `records` were made; None where none fits.

    With `alone` the question may say nothing else ("and in 2019?"); then a date that no record fits is
    told as well. "Last year" is the one before `today`, the day it is unless told.
    """
    when = _date(question, records, alone) or _time(question, records, alone, today or date.today())
    among = [one for one in records if when is None or _is_of(one, when.occasion)]
    at = _meeting(when.text if when else question, among, alone)
    return at or when


def may_name_an_occasion(question: str) -> bool:
    """Whether `question` holds a date, or words for where something was said: only then are the records looked at."""
    if any(pattern.search(question) for pattern in (_DATE, _AT, _AT_RU, _AT_JA)):
        return True
    return time_in(question, date.today(), _iso) is not None


def _date(question: str, records: Sequence[RecordSummary], alone: bool) -> Found | None:
    match = _DATE.search(question)
    span = match and _span(match)
    if not match or not span or _is_open(question, match):
        return None
    occasion = Occasion(since=span, until=span)
    fitting = [one for one in records if _fits(one, occasion)]
    text = _without(question, match)
    if alone:
        return Found(occasion, text, fits=bool(fitting))
    if not fitting or not _CONTENT.search(text):
        return None
    firm = bool(_FIRM_BEFORE.search(question[: match.start()]) and _SAYS.search(question))
    if len(fitting) == len(records) and not firm:
        return None
    return Found(occasion, text, None if firm else span[:4])


def _time(question: str, records: Sequence[RecordSummary], alone: bool, today: date) -> Found | None:
    """A longer time, or one that goes by today or by the month alone, where it says when somebody spoke."""
    time = time_in(question, today, _iso)
    if time is None:
        return None
    fitting = [one.id for one in records if time.fits(one.date)]
    rest = f"{question[: time.start]} {question[time.end :].lstrip('、, ')}"
    found = Found(_occasion(time, fitting), " ".join(rest.split()), fits=bool(fitting))
    if alone:
        return found
    return found if fitting and _CONTENT.search(found.text) and _is_of_speaking(question, time.start) else None


def _is_of_speaking(question: str, start: int) -> bool:
    """Whether the time that begins at `start` is when somebody spoke, not what is spoken of."""
    before = question[:start]
    if _IS_ABOUT.search(before) or _JA_CLAIM.search(question, start):
        return False
    return bool(_FIRM_BEFORE.search(before) and _SAYS.search(question))


def _occasion(time: Time, fitting: Sequence[str]) -> Occasion:
    if time.month is None:
        return Occasion(since=time.since, until=time.until)
    return Occasion(tuple(fitting[:MOST_RECORDS]))


def _iso(said: str) -> str | None:
    """One date, as written, as ISO 8601."""
    for words in (said, f"in {said}", f"{said} года"):
        match = _DATE.search(words)
        if match and match.group().strip() == words.strip():
            return _span(match)
    return None


def _is_of(record: RecordSummary, occasion: Occasion) -> bool:
    if occasion.records:
        return record.id in occasion.records
    return Time(0, 0, occasion.since, occasion.until).fits(record.date)


def _is_open(question: str, match: re.Match[str]) -> bool:
    """Whether the date begins or ends a time that is longer, or is one of several: before 2019, from 2019 to 2021."""
    begins = min(start for name in match.groupdict() if (start := match.start(name)) >= 0)
    before, after = question[:begins].rstrip(), question[match.end() :]
    if _OPEN_BEFORE.search(before) or _OPEN_AFTER.search(after):
        return True
    return bool(_EN_FROM.search(before) and _EN_ONWARDS.search(after))


def _without(question: str, match: re.Match[str]) -> str:
    return " ".join(f"{question[: match.start()]} {question[match.end() :].lstrip('、, ')}".split())


def _span(match: re.Match[str]) -> str | None:
    """The date as ISO 8601, as precise as it is given; None for a day or month that does not exist."""
    part = {name: said for name, said in match.groupdict().items() if said}
    if "iso" in part:
        return part["iso"]
    year = int(_first(part, "en_year", "ru_year", "ja_year") or 0) or _of_era(part["era"], part["era_year"])
    month, day = _month(part), int(_first(part, "en_day", "us_day", "ru_day", "ja_day") or 0)
    if month is None:
        return str(year)
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _first(part: Mapping[str, str], *names: str) -> str | None:
    return next((part[name] for name in names if name in part), None)


def _of_era(era: str, year: str) -> int:
    return ERAS[era] + (1 if year == "元" else int(year))


def _month(part: Mapping[str, str]) -> int | None:
    if "ja_month" in part:
        return int(part["ja_month"])
    if english := part.get("en_month"):
        return next(number for number, name in enumerate(EN_MONTHS, 1) if name.startswith(english[:3].lower()))
    if russian := part.get("ru_month"):
        return next(number for number, stem in enumerate(RU_MONTHS, 1) if re.match(stem, russian.lower()))
    return None


def _fits(record: RecordSummary, occasion: Occasion) -> bool:
    """Whether the record was, or may have been, made then: what is given less precisely may be."""
    if occasion.since is None:
        return True
    if record.date is None:
        return False
    length = min(len(record.date), len(occasion.since))
    return record.date[:length] == occasion.since[:length]


def _meeting(question: str, records: Sequence[RecordSummary], alone: bool) -> Found | None:
    """The records whose title has the words that stand for where it was said: "at the round table"."""
    titles = _Titles(records)
    for pattern in (_AT, _AT_RU, _AT_JA):
        for match in pattern.finditer(question):
            text = _without(question, match)
            if alone or _asks_what_was_said(text):
                some = titles.called(_called(next(filter(None, match.groupdict().values()))))
                if 0 < len(some) <= MOST_RECORDS:
                    return Found(Occasion(some), text)
    return None


class _Titles:
    """What `records` are called."""

    def __init__(self, records: Sequence[RecordSummary]) -> None:
        self._records = records

    @cached_property
    def _together(self) -> str:
        return "\n".join([f"{one.title}\n{one.event or ''}" for one in self._records])

    def called(self, is_called: Callable[[str], bool]) -> tuple[str, ...]:
        """The ids of those with a name of which `is_called` says so; of so many that none is meant, no more are sought.

        What is not so of all names together, a line each, is so of none.
        """
        if not is_called(self._together):
            return ()
        fitting = (one.id for one in self._records if any(map(is_called, _names(one))))
        return tuple(islice(fitting, MOST_RECORDS + 1))


def _asks_what_was_said(text: str) -> bool:
    return bool(_SAYS.search(text) and _CONTENT.search(_SAYS.sub("", text)))


def _names(record: RecordSummary) -> Iterator[str]:
    yield from filter(None, (record.title, record.event))


def _called(words: str) -> Callable[[str], bool]:
    """Whether a title has all of `words`, or is of the kind of meeting that they say, in any language."""
    for kind in _KINDS:
        if found := kind.search(words):
            rest = (words[: found.start()] + words[found.end() :]).strip(" ので")
            return _of_kind(kind, _holding(rest) if rest else lambda title: True)
    return _holding(words) if len(words) > 3 else lambda title: False


def _of_kind(kind: Alternatives, has_rest: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda title: kind.search(title) is not None and has_rest(title)


def _holding(words: str) -> Callable[[str], bool]:
    parts = [part for part in words.casefold().split() if part not in ("the", "of", "on", "and", "session", "meeting")]

    def holds(title: str) -> bool:
        folded = title.casefold()
        return all(part in folded for part in parts)

    return holds if parts else lambda title: False
