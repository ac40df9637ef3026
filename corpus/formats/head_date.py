"""The date that the head of a text gives: "Minutes of the meeting held on 14 March 2023", 「令和5年11月10日」."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from corpus.formats.iso_date import iso_date
from corpus.lines import Line, is_unfinished

_HEAD = 12  # lines
_LONGEST = 120  # characters of a line that is no sentence
_FULL = len("2020-10-07")
_MAY_BEGIN = re.compile(r"(?<![\w.,/-])(?:\d|[^\W\d_]{3,9}\.?\s+(?=\d))|(?<!\d)\d{4}年|令和|平成|昭和|大正|明治")
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

    None where they name no day or several, and where a title or another line below names another: the record is of
    several days. What is a sentence, or tells when something else was ("approved on …"), counts for nothing.
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
        day = iso_date(text[match.start() :])
        if day and len(day) == _FULL:
            yield day
