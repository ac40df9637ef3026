"""Russian surnames in any case: which form of which name a word can be."""

import re

_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ых|их|ым|им|ый|ий|ой|ою|ей|ею|ая|яя|ую|юю|ом|ем|ём|ами|ями|ов|ам|ям|ах|ях|а|я|у|ю"
    r"|е|ы|и|о|ь|й)$"
)
_NAME_ENDING = re.compile(r"(?:ий|ый|ой|ая|яя|а|я|ь|й|о|е)$")
_POSSESSIVE = re.compile(r".*(?:[оеё]в|[иы]н)$")  # the stem of Лавров, Лаврова, Ласточкин
_OF_MAN = frozenset(("", "а", "у", "ым", "е", "ы", "ых", "ыми"))
_OF_WOMAN = frozenset(("а", "ой", "ою", "у", "ы", "ых", "ыми"))


def fold_cyrillic(word: str) -> str:
    """A Cyrillic word in small letters, ё as е."""
    return word.casefold().replace("ё", "е")


def name_stem(name: str) -> str:
    """What every case of a surname begins with: "Ласточкина" → "ласточкин", "Зась" → "зас"."""
    folded = fold_cyrillic(name)
    stem = _NAME_ENDING.sub("", folded)
    return stem if len(stem) > 1 else folded


def word_stems(word: str) -> list[str]:
    """The stems of which `word` may be a case, longest first."""
    folded = fold_cyrillic(word)
    lengths = (length for length in (1, 2, 3) if len(folded) - length > 1 and _ENDING.fullmatch(folded[-length:]))
    return [folded, *(folded[:-length] for length in lengths)]


def is_case_of(word: str, name: str) -> bool:
    """Whether `word` is `name` in some case, given that they share a stem: a man's name takes no woman's ending."""
    folded, base = fold_cyrillic(word), fold_cyrillic(name)
    if folded == base:
        return True
    stem = name_stem(name)
    if not folded.startswith(stem):
        return False
    ending = folded[len(stem) :]
    if _POSSESSIVE.match(stem):
        return ending in (_OF_WOMAN if base.endswith("а") else _OF_MAN)
    if base.endswith(("о", "е", "и", "у", "ю")):  # Ткаченко, Шойгу: not declined
        return False
    return bool(_ENDING.fullmatch(ending)) or ending == ""
