"""Russian surnames in any case: which form of which name a word can be, and whether it is a man's or a woman's."""

import re

_ENDING = re.compile(r"(?:ого|его|ому|ему|ым|им|ый|ий|ой|ою|ей|ею|ая|яя|ую|юю|ом|ем|ём|а|я|у|ю|е|ы|и|о|ь|й)$")
_NAME_ENDING = re.compile(r"(?:ий|ый|ой|ая|яя|а|я|ь|й|о|е)$")
_POSSESSIVE = re.compile(r".*(?:[ое]в|[иы]н)$")  # the stem of Лавров, Лаврова, Ласточкин
_MAN_OF = frozenset(("", "а", "у", "ым", "ом", "е"))
_WOMAN_OF = frozenset(("а", "ой", "ою", "у"))
_MAN_AS_ADJECTIVE = frozenset(("ий", "ый", "ого", "его", "ому", "ему", "им", "ым", "ом", "ем"))
_WOMAN_AS_ADJECTIVE = frozenset(("ая", "яя", "ой", "ей", "ою", "ею", "ую", "юю"))
_FIRST_DECLENSION = frozenset(("а", "я", "ы", "и", "е", "у", "ю", "ой", "ей", "ою", "ею"))
_SOFT = frozenset(("ь", "й", "я", "ю", "ем", "ём", "е", "и", "ом"))
_HARD = frozenset(("", "а", "у", "ом", "ем", "е"))
_UNDECLINED = re.compile(r"(?:[оеиуюэы]|[ыи]х)$")  # Ткаченко, Шойгу, Черных
_ADJECTIVE = re.compile(r"..+(?:ый|ий|ой)$")
_WOMANS_ADJECTIVE = re.compile(r"..+(?:ая|яя)$")


def fold_cyrillic(word: str) -> str:
    """A Cyrillic word in small letters, ё as е, and the letters that only Ukrainian and Belarusian have as Russian."""
    return word.casefold().translate(_ONE_ALPHABET)


_ONE_ALPHABET = str.maketrans({"ё": "е", "і": "и", "ї": "и", "є": "е", "ґ": "г", "ў": "у", "э": "е", "’": None})


def name_stem(name: str) -> str:
    """What every case of a surname begins with: "Ласточкина" → "ласточкин", "Зась" → "зас"; of a double one, both."""
    return "-".join(map(_one_stem, fold_cyrillic(name).split("-")))


def _one_stem(folded: str) -> str:
    stem = _NAME_ENDING.sub("", folded)
    return stem if len(stem) > 1 else folded.removesuffix("й")


def word_stems(word: str) -> list[str]:
    """The stems of which `word` may be a case, longest first."""
    first, dash, last = fold_cyrillic(word).rpartition("-")
    lengths = (length for length in (1, 2, 3) if len(last) - length > 1 and _ENDING.fullmatch(last[-length:]))
    lead = [*word_stems(first), first] if dash else [""]
    return list(dict.fromkeys(one + dash + end for one in lead for end in (last, *(last[:-n] for n in lengths))))


def is_case_of(word: str, name: str) -> bool:
    """Whether `word` is `name` in some case: a man's name takes no woman's ending, and no plural's."""
    words, names = fold_cyrillic(word).split("-"), fold_cyrillic(name).split("-")
    return len(words) == len(names) and all(map(_is_case, words, names))


def _is_case(folded: str, base: str) -> bool:
    if folded == base:
        return True
    stem = _one_stem(base)
    if not folded.startswith(stem):
        return False
    if _UNDECLINED.search(base):  # Лукашенко stays as it is, but many say Лукашенки
        return base.endswith("енко") and folded[len(stem) :] in _FIRST_DECLENSION
    return folded[len(stem) :] in _endings(base, stem)


def _endings(base: str, stem: str) -> frozenset[str]:
    if _POSSESSIVE.match(stem) and not _ADJECTIVE.match(base):
        return _WOMAN_OF if base.endswith("а") else _MAN_OF if base == stem else frozenset()
    if _WOMANS_ADJECTIVE.match(base):
        return _WOMAN_AS_ADJECTIVE
    if _ADJECTIVE.match(base):
        return _MAN_AS_ADJECTIVE
    if base.endswith(("а", "я")):
        return _FIRST_DECLENSION
    return _SOFT if base.endswith(("ь", "й")) else _HARD


_MANS = re.compile(r"(?:[ое][вф]|[иы]н|[сц]к(?:ий|ого|ому|им|ом))(?:ым|е)?$")
_WOMANS = re.compile(r"(?:(?:[ое]в|[иы]н)ою?й?|[сц]к(?:ая|ую|ою))$")
_EITHER = re.compile(r"(?:[ое]в|[иы]н)[ау]$|[сц]кой$")


def sexes(word: str) -> str:
    """Whose surname the Russian `word` can be by its ending: "m", "f", "mf", or "" where the ending does not tell."""
    folded = fold_cyrillic(word)
    if _EITHER.search(folded):
        return "mf"
    if _WOMANS.search(folded):
        return "f"
    return "m" if _MANS.search(folded) else ""
