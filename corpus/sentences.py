"""Where sentences begin and end, in Japanese, English and Russian (and most scripts that use . ! ? or 。)."""

import re

from corpus.pattern import Pattern

_CLOSERS = r"[」』）)\]】》〉”’\"'»]*"
_HAN_OR_KANA = "\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f"
_LIST_MARK = (
    r"(?:[-ー－–—−*・•●○■□▪◆◇※]|\(?\d{1,2}[.)]|[(（][\d一二三四五六七八九十]{1,3}[)）]"
    r"|[①-⑳一二三四五六七八九十]+[、.．])"
)

# One candidate a match: a full stop of Chinese script, one of Latin script, or a line that ends. The character comes
# first and the look back at it after: re leaps to the next of such characters, and tries nothing between.
_CANDIDATE = re.compile(
    r"[。｡！？.!?…\n](?:"
    rf"(?<=[。｡！？])[。｡！？]*[!?！？。…]*{_CLOSERS}"
    rf"|(?<=[.!?…])[.!?…]*{_CLOSERS}(?=\s|[{_HAN_OR_KANA}「『（])"
    rf"|(?<=\n)(?=[^\S\n]*\n|\u3000|[ \t]*{_LIST_MARK})"
    r"|(?<=[。！？.!?:：;；）)」』…]\n))"
)
_GOES_ON = Pattern(r"[」』）)】》〉”’\"'»][とっをがはにでのもなへや、,]|[…?!][」』）)\"”»]*\s+[a-zа-яё]")
_STRONG_ABBREVIATION = Pattern(
    r"(?:(?<![^\W\d_])(?:[A-ZА-ЯЁ]|Mr|Mrs|Ms|Messrs|Dr|Drs|Prof|Rev|Hon|Sen|Rep|Reps|Gov|Gen|Col|Lt|Sgt|Capt|Maj"
    r"|Adm|Cmdr|Amb"
    r"|Pres|St|Mt|Ft|vs|cf|e\.g|i\.e|viz|No|Nos|Art|Arts|Sec|Para|Fig|Vol|pp|p|Ph\.D|approx|ca"
    r"|т\.\s?е|т\.\s?к|т\.\s?н|им|ул|пр|проф|акад|доц|тов|гр|г-н|г-жа|ген|полк|адм|см|ср|рис|табл|стр|ст|гл|пп|п|ч"
    r"|напр|св|обл)"
    r"|(?<![^\W\d_])(?:[A-Za-zА-Яа-яЁё]\.\s?)+[A-Za-zА-ЯЁ])$"
)
_WEAK_ABBREVIATION = Pattern(
    r"(?<![^\W\d_])(?:(?:[A-Z]\.)+[A-Z]|[ap]\.m|etc|al|Inc|Corp|Co|Ltd|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec"
    r"|г|гг|в|вв|д|др|т\.\s?д|т\.\s?п|н\.\s?э|руб|коп|тыс|млн|млрд|трлн|кв|км|чел)$"
)
_BEFORE_NUMBER = Pattern(r"(?i)\b(?:figs?|vols?|arts?|paras?|secs?|chs?|nos?|pp?|т|гл)$")
_SENTENCE_OPENER = Pattern(
    r"[\s\"'“«(]*(?:The|We|It|This|That|These|Those|There|I|In|On|At|As|If|So|But|And|Or|He|She|They|You|Our|My|His"
    r"|Her|Their|A|An"
    r"|For|To|When|While|Now|Thus|However|Therefore|Мы|Это|Этот|Эта|Эти|Он|Она|Они|Но|А|И|В|Во|На|С|К|По|За|Для|Я"
    r"|Вы|Наш|Наша|Наши"
    r"|Как|Так|Если|Когда|При|Поэтому|Однако|Сегодня|Тогда|Теперь)\b"
)
_OPENS_LOWER = Pattern(r"[\s\"'“«(–—-]*[a-zа-яё]")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end) in code points: in order, disjoint, trimmed, never empty.

    Every visible character of `text` belongs to one sentence. A line that opens a list item is a
    sentence of its own; a line that merely wraps is not.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        mark, end = match.span()
        if text[mark] == "\n" or _ends_here(text, mark, end):
            _keep(spans, text, start, end)
            start = end
    _keep(spans, text, start, len(text))
    return spans


def _keep(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    inner = part.strip()
    if len(inner) == len(part) > 0:
        spans.append((start, end))
    elif inner:
        first = start + len(part) - len(part.lstrip())
        spans.append((first, first + len(inner)))


def _ends_here(text: str, mark: int, end: int) -> bool:
    """Whether the punctuation in text[mark:end] ends its sentence."""
    if end == len(text):
        return True
    if text[mark] in "。｡！？":
        return end - mark < 2 or not _GOES_ON.match(text, end - 1)
    if text[mark] == "." and text[mark : mark + 2] != "..":
        return _full_stop_ends(text, mark, end)
    return not (_GOES_ON.match(text, mark) or _OPENS_LOWER.match(text, end))


def _full_stop_ends(text: str, mark: int, end: int) -> bool:
    if not text[end].isspace():  # a letter of another script follows: C.N.レベジェフ
        return mark > 0 and not (text[mark - 1].isascii() and text[mark - 1].isalnum())
    if _OPENS_LOWER.match(text, end):
        return False
    before = text[max(0, mark - 12) : mark]
    if _BEFORE_NUMBER.search(before) and text[end : end + 2].lstrip()[:1].isdigit():
        return False
    if _WEAK_ABBREVIATION.search(before):
        return bool(_SENTENCE_OPENER.match(text, end)) or before.endswith(("т.д", "т.п", "т. д", "т. п", "etc", "др"))
    return not (_STRONG_ABBREVIATION.search(before) or _is_item_number(text, mark))


def _is_item_number(text: str, mark: int) -> bool:
    """Whether the full stop follows the number that opens a line: "1. Peace"."""
    _head, newline, line = text[max(0, mark - 5) : mark].rpartition("\n")
    return (bool(newline) or mark <= 5) and 0 < len(line.strip()) <= 3 and line.strip().isalnum()
