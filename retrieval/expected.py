"""What kind of thing a question asks for, where the passage that answers must hold one: a number. Pure functions."""

import re
from unicodedata import normalize

_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|often|far|large|high|tall)\b|\bwhat (?:number|share|percentage|proportion|amount)\b"
    r"|\bсколько\b|\bскольк(?:их|им|ими)\b|\bкаков[ао]? (?:число|количество|доля|численность)\b"
    r"|何(?:人|名|件|回|か国|カ国|ヶ国|カ所|か所|箇所|校|台|本|票|歳|個|つ|度|割|パーセント|%|円|億|万|千|百|時間|分|年間|日間|ヶ月|カ月|か月)"
    r"|いくつ|いくら(?:です|の|か[。?？]?$|に|で)|どれ(?:くらい|ぐらい|ほど|だけの)|(?:人数|件数|回数|割合|金額|総額|面積|人口)は",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|[〇一二三四五六七八九十百千万億兆]{2,}"
    r"|[一二三四五六七八九十百千万億](?:人|名|件|回|か国|カ国|ヶ国|カ所|か所|箇所|校|台|本|票|歳|個|つ|度|割|円|時間|年間|日間|ヶ月|カ月|か月)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|billion"
    r"|dozens?|half|twice)s?\b"
    r"|\b(?:два|две|двух|тр(?:и|ёх|ех)|четыр\w+|пят[ьи]|шест[ьи]|сем[ьи]|вос[ье]м\w*|девят[ьи]|десят[ьи]|сорок\w*"
    r"|\w+надцат[ьи]|\w+десят|ст[оа]|двести|тысяч\w*|миллион\w*|миллиард\w*|половин\w+|дважды)\b",
    re.IGNORECASE,
)


_NO_QUANTITY = re.compile(
    r"(?:明治|大正|昭和|平成|令和)[\d〇一二三四五六七八九十元]+年度?|(?:\d|[〇一二三四五六七八九]){4}年度?(?:から\d{1,4}年度?)?"
    r"|[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?|第[\d〇一二三四五六七八九十百]+|[A-Za-zА-я]-?\d+"
    r"|\b(?:1[5-9]|20)\d\d\b"
)


def asks_number(question: str) -> bool:
    """Whether `question` asks how many, how much, how often: what no passage without a number answers."""
    return _ASKS_NUMBER.search(question) is not None


def holds_number(text: str) -> bool:
    """Whether a number stands in `text` that tells how many, in figures or in words.

    A date, a year, an ordinal, the 19 of COVID-19 tell no such thing; "one" is an article as often.
    """
    return _NUMBER.search(_NO_QUANTITY.sub(" ", normalize("NFKC", text))) is not None
