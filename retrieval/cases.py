"""In which case a Russian name stands in a question, as far as its ending tells."""

import re

from corpus.declension import fold_cyrillic, is_case_of, name_stem
from corpus.names import Mention

TO = frozenset(("у", "ю", "ому", "ему"))
OF = frozenset(("а", "я", "ого", "его"))
AT = OF | {"ой", "ей"}  # a woman's, too
BY = frozenset(("ым", "им", "ом", "ем", "ой", "ою", "ей"))
_OF_A_RUSSIAN = re.compile(r"(?:[ое]в|[иы]н)(у|ым|е)$|[сц]к(ого|ому|им|ом)$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff-]+")


def ending_of(question: str, one: Mention) -> str:
    """The ending of a Russian case of the name; "" where it is, or may be, the name as it is cited."""
    words = _CYRILLIC.findall(question[one.start : one.end])
    if not words:
        return ""
    word = fold_cyrillic(words[-1])
    names = [part for who in one.speakers for name in (who.name, *who.aliases) for part in _CYRILLIC.findall(name)]
    if not names:
        found = _OF_A_RUSSIAN.search(word)
        return (found[1] or found[2]) if found else ""
    folded = [fold_cyrillic(name) for name in names]
    if word in folded or (word.endswith("енка") and f"{word[:-1]}о" in folded):  # many say Лукашенка of Лукашенко
        return ""
    return next((word.removeprefix(name_stem(name)) for name in names if is_case_of(word, name)), "")
