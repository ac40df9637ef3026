"""Russian names and offices out of the genitive in which a headline puts them.

Only the endings that names and offices take; a word in any other form is left as printed.
"""

import re

from corpus.roles import is_role_word

_SURNAME = (
    (r"(.+[оеё]в|.+[иы]н)а$", r"\1"),  # Лаврова, Пушкина
    (r"(.+(?:ов|ев|ёв|ин|ын))ой$", r"\1а"),  # Ласточкиной
    (r"(.+[кгх])ого$", r"\1ий"),  # Лавровского
    (r"(.+)ого$", r"\1ый"),
    (r"(.+)его$", r"\1ий"),
    (r"(.+[кгхщшчж])ой$", r"\1ая"),  # Лавровской
    (r"(.+[аеоиуы])я$", r"\1й"),
    (r"(.+[бвгджзклмнпрстфхцчшщ])я$", r"\1ь"),  # Зася
    (r"(.+[бвгджзклмнпрстфхцчшщ])а$", r"\1"),  # Гутерриша
    (r"(.+[оеё]в|.+[иы]н)ым$", r"\1"),  # Лавровым
    (r"(.+[кгх])им$", r"\1ий"),
)
_GIVEN = (
    (r"(.+(?:вич))а$", r"\1"),
    (r"(.+(?:вн|чн))ы$", r"\1а"),
    (r"(.+[аеоиуы])я$", r"\1й"),  # Сергея, Анатолия
    (r"(.+[бвгджзклмнпрстфхцчшщ])а$", r"\1"),  # Александра
    (r"(.+и)и$", r"\1я"),  # Марии
    (r"(.+[кгхжшчщ])и$", r"\1а"),  # Ольги
    (r"(.+)ы$", r"\1а"),  # Елены
    (r"(.+)ой$", r"\1а"),  # Анной
    (r"(.+и)ей$", r"\1я"),  # Марией
    (r"(.+[бвгджзклмнпрстфхцчшщ])ом$", r"\1"),  # Иваном
    (r"(.+[аеи])ем$", r"\1й"),  # Сергеем
)
_OFFICE = (
    (r"(.*(?:тел|секретар|комиссар|канцлер))я$", r"\1ь"),
    (r"(.*п)осла$", r"\1осол"),
    (r"(.+[рнткдмвс])а$", r"\1"),
    (r"(.+)ы$", r"\1а"),
    (r"(.+ь)и$", r"\1я"),
    (r"(.+[рнтд])ом$", r"\1"),
    (r"(.*(?:тел|секретар))ем$", r"\1ь"),
)
_ADJECTIVE = (
    (r"(.+[кгхжшчщ])его$", r"\1ий"),
    (r"(.+[кгх])ого$", r"\1ий"),
    (r"(.+н)его$", r"\1ий"),
    (r"(.+)ого$", r"\1ый"),
    (r"(.+)ей$", r"\1ая"),
    (r"(.+)ой$", r"\1ая"),
)
_IS_ADJECTIVE = re.compile(r"(?:ого|его|ой|ей)$")


def _first(word: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, nominative in rules:
        changed, count = re.subn(pattern, nominative, word, flags=re.IGNORECASE)
        if count:
            return changed
    return word


def nominative_name(name: str) -> str:
    """A name in the genitive as it is called: "С.В.Лаврова" → "С.В.Лавров", "Сергея Лаврова" → "Сергей Лавров"."""
    words = name.split()
    if len(words) == 1 or not re.search(r"[а-яё]", words[-1]):
        head, dot, last = name.rpartition(".")
        return head + dot + _first(last, _SURNAME)
    given = [_first(word, _GIVEN) for word in words[:-1]]
    return " ".join([*given, _first(words[-1], _SURNAME)])


def nominative_role(role: str) -> str:
    """An office in the genitive as it is called: "Министра иностранных дел" → "Министр иностранных дел"."""
    words = role.split()
    offices = (index for index, word in enumerate(words) if is_role_word(word) and not _IS_ADJECTIVE.search(word))
    head = next(offices, None)
    if head is None:
        return role
    lead = [_first(word, _ADJECTIVE) for word in words[:head]]
    return " ".join([*lead, _first(words[head], _OFFICE), *words[head + 1 :]])
