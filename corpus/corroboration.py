"""Whether a word that stands where a name could stand is used as a name elsewhere in the text, or as a plain word."""

import re
from collections.abc import Collection, Iterable

from corpus.common_words import JA_SURNAMES
from corpus.lines import Line
from corpus.roles import has_cjk

_WORD = re.compile(r"[^\W\d_]+")
_COURTESY = re.compile(r"君|氏|さん|様|先生|副?委員|議[員長]|座長|会長|理事|大臣|参事|知事")
_LONGEST_NAME = 6


def words_of(lines: Iterable[Line], labels: Collection[str]) -> frozenset[str]:
    """What speaks for or against `labels` (folded, one word each) in the text.

    A word in lower case is in it as it is; a name that is used with courtesy or an office has a "君" after it.
    """
    latin = {label for label in labels if not has_cjk(label)}
    japanese = {label for label in labels if has_cjk(label) and len(label) <= _LONGEST_NAME}
    found: set[str] = set()
    for line in lines:
        if latin:
            found.update(word for word in _WORD.findall(line.text) if word.islower() and word in latin)
        for match in _COURTESY.finditer(line.text) if japanese else ():
            before = line.text[max(0, match.start() - _LONGEST_NAME) : match.start()]
            found.update(f"{before[at:]}君" for at in range(len(before)) if before[at:] in japanese)
    return frozenset(found)


def is_ordinary_word(label: str, words: Collection[str]) -> bool:
    """Whether nothing shows `label` to be a name: "Cranes" where cranes are spoken of, 費用 where nobody is 費用君."""
    if has_cjk(label):
        return label not in JA_SURNAMES and f"{label}君" not in words
    return label.casefold() in words
