"""The date that the head of a text gives: "Minutes of the meeting held on 14 March 2023", 「令和5年11月10日」."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from corpus.formats.iso_date import iso_date
from corpus.lines import Line, is_unfinished
from corpus.roles import has_cjk
from corpus.wordlist import wordlist

_HEAD = 12  # lines
_LONGEST = 120  # characters of a line that is no sentence
_FULL = len("2020-10-07")
_MAY_BEGIN = re.compile(r"(?<![\w.,/-])(?:\d|[^\W\d_]{3,9}\.?\s+(?=\d))|(?<!\d)\d{4}年|令和|平成|昭和|大正|明治")
_DATE = re.compile(
    r"(?:令和|平成|昭和|大正|明治)?[\d元〇一二三四五六七八九十]+\s*[-/.年년]\s*[\d一二三四五六七八九十]+\s*[-/.月월]\s*[\d一二三四五六七八九十]+[日일]?"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?\d{4}"
    r"|(?P<name>[^\W\d_]{3,10})\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{8}"
)
_MONTHS = wordlist(
    """
    january february march april may june july august september sept october november december
    январь января февраль февраля март марта апрель апреля май мая июнь июня июль июля август августа сентябрь сентября
    октябрь октября ноябрь ноября декабрь декабря
    januar jänner februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    """
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
)
_MEETING = (
    r"\b(?:meeting|session|sitting|hearing|debate|interview|conference|minutes|agenda|transcript|proceedings|briefing"
    r"|deposition|plenary|протокол|стенограмм|заседани|совещани|собрани|слушани|интервью|(?:пресс-)?конференц|брифинг"
    r"|sitzung|protokoll|anhörung|séance|compte rendu|procès-verbal|pleno|acta|sesión|reunión)\w*"
)
_KIND = r"(?:(?:extra)?ordinari[oa]|ordinaire|publique|plénière|plenari[oa]|№?\s*\d+)"
_OPENS = re.compile(  # what stands before the date of a meeting
    r"^\W*$|(?<!^\d)(?<!^\d\d)[,，、;(（\[|·•/*_\u3000]\s*(?:den\s|le\s)?\s*$|(?<!\d)(?<!\d\s)[—–]\s*$"
    r"|\s-\s*$|^г\.\s?\w+\s*$"
    r"|(?:^|[\s(（【])(?:date|when|held|日時|日付|とき|(?:開催|実施|収録|会議)日時?|期日"
    r"|дата(?: проведения)?|datum|fecha)\s*[:：】]?\s*$"
    rf"|{_MEETING}(?:\s+{_KIND})*(?:\s+held)?(?:\s*[:：]|\s+(?:of|on|for|от|за|vom|am|du|del?|le))?(?:\s+the)?\s*$"
    r"|\b(?:held|recorded|delivered|aired|broadcast|celebrad[ao])\b(?:\s+(?:at|in|by)\s[^,]{2,60})?(?:\s+(?:on|el))?(?:\s+the)?\s*$"
    r"|^\W*(?:speech|address|remarks|statement|lecture|talk)\s(?:at|in|to|before)\s[^,]{2,60}\son\s*$"
    r"|^\W*(?:протокол|стенограмма)\s(?!.*\b(?:к|по|об?|на)\b)[^,]{2,60}\sот\s*$",
    re.IGNORECASE,
)
_BEFORE_CJK = re.compile(r"(?:会議?録?|議会|委員会|国会|総会|座談会|対談|[）)]|(?<!日)\s)$")
_DAY_NAME = re.compile(rf"(?<!\w){_WEEKDAY},?\s*$", re.IGNORECASE)
_CLOSES = re.compile(
    r"\s*(?:года|год\b|г\.?(?!\w))?\s*(?:$|[,()（）\[\]|·•—–/*_]|、(?!\d)|-\s|(?:at|um|in)\b"
    r"|午前|午後|正午|於|開[会催議]|収録|の?(?:記者)?会[見議]|\d)"
)
_BRACKETED_DAY = re.compile(r"\s*[（(][^（()）]{1,10}[)）]")
_TO_ANOTHER = re.compile(
    r"\s*(?:[-–—~〜～・、&]|から|to\b|and\b|bis\b|und\b|по\b|al?\b|et\b)\s*(?:the\s+)?(?:\d{1,2}(?![\d:.]|\s*(?:[ap]\.?m|Uhr|h\b|時))|\d{1,2}[./月]|令和)|/\d{1,2}(?!\d)"
)
_FROM_ANOTHER = re.compile(
    r"\d\.?\s*(?:[-–—~〜～]|to|and|bis|und|по|и|al?|et|y|au)\s*$|\d{1,2}\.?\s+[^\W\d_]{3,10}\s*[-–—]\s*$"
)
_SENTENCE = re.compile(r"(?<!\bг)(?<![ap]\.m)[.。．!?！？…:：;；]$")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:approv|previous|preceding|next|print|publish|post|issu|updat|modif|revis|access|download|version|draft|corrig"
    r"|copyright|born|deadline|dated|since|until|amend|replac|last (?:meeting|sitting|session|minutes))\w*|©|\(c\)"
    r"|次回|前回|更新|改訂|改定|印刷|発行|公開|掲載|配信|作成|現在|施行|生まれ"
    r"|\b(?:утвержд|предыдущ|следующ|опубликован|обновл|родил|издан|редакци)[а-яё]*"
    r"|\b(?:genehmig|veröffentlich|nächste|vorige|publié|approuv|prochaine|précédent|publicad|aprobad|próxim|anterior)\w*",
    re.IGNORECASE,
)


def head_date(lines: Sequence[Line], first_said: int) -> tuple[str, Line] | None:
    """The one day that the lines before the offset `first_said` name, in ISO 8601, and the line that does.

    None where they name no day of a meeting or several, and where a title or another line below names another: the
    record is of several days. What is a sentence, or tells when something else was ("approved on …"), counts for
    nothing.
    """
    dated = [
        (day, line)
        for line, below in zip_longest(lines, lines[1:])
        if line is not None and _may_date(line, below)
        for day in _days(line.text)
    ]
    found = [(day, line) for day, line in dated if line.start < first_said and line in lines[:_HEAD]]
    return found[0] if found and len({day for day, _ in dated}) == 1 else None


def _may_date(line: Line, below: Line | None) -> bool:
    if len(line.text) > _LONGEST or _SENTENCE.search(line.text) or _OF_SOMETHING_ELSE.search(line.text):
        return False
    return below is None or below.apart or not (below.text[0].islower() or is_unfinished(line))


def _days(text: str) -> Iterator[str]:
    for match in _MAY_BEGIN.finditer(text):
        date = _DATE.match(text, match.start())
        if not date or not _is_month(date["month"] or date["name"]):
            continue
        if not _is_of_meeting(text[: date.start()], text[date.end() :], named=bool(date["month"] or date["name"])):
            continue
        day = iso_date(date[0])
        if day and len(day) == _FULL:
            yield day


def _is_month(name: str | None) -> bool:
    """Whether `name`, if any, is a month or its beginning: "Market 5, 2020" is no day."""
    return name is None or any(month.startswith(name.casefold()) for month in _MONTHS)


def _is_of_meeting(before: str, after: str, *, named: bool) -> bool:
    """Whether a date between `before` and `after` is when something was said, not that of a law, an event, a range.

    `named` is whether the month is a word: "the 4 July Committee" goes on, "2020-03-04 Committee" does not.
    """
    if _FROM_ANOTHER.search(_DAY_NAME.sub("", before)) or _TO_ANOTHER.match(_BRACKETED_DAY.sub("", after, count=1)):
        return False
    opens = (
        _DAY_NAME.search(before)
        or _OPENS.search(before)
        or (not named and _BEFORE_CJK.search(before) and has_cjk(before + after))
    )
    return bool(opens and (_CLOSES.match(after) or (not named and after[:1].isspace())))
