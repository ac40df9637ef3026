"""Names with the surname first and a comma after it, as calls and registers print them: "Kowalski, Piotr"."""

import re

from corpus.frequent_surnames import is_frequent_surname
from corpus.given_names import is_given_name
from corpus.label_shapes import Label, Shape
from corpus.ordinary_words import is_ordinary
from corpus.people import is_full_name, is_name
from corpus.roles import has_cjk, is_role, is_role_word

_LONGEST = 100
_TURNED = re.compile(
    r"(?P<surname>[^\W\d_a-zа-яё][^\s,]*(?:\s[^\s,]+){0,2}),\s(?P<given>[^\W\d_a-zа-яё][^\s,]*(?:\s[^\s,]+){0,2})"
    r"(?:\s\((?P<more>[^()]{2,40})\)|,\s(?P<role>.{2,60}))?$"
)


def turned_label(text: str) -> Label | None:
    """ "Kowalski, Piotr" and "Kowalski, Piotr, Mayor" as Piotr Kowalski.

    None where it may be anything else by its words: two given names, "Well, John", an office.
    """
    match = _TURNED.match(text) if "," in text and len(text) <= _LONGEST and not has_cjk(text) else None
    if match is None or any(map(is_role_word, re.findall(r"\w+", f"{match['surname']} {match['given']}"))):
        return None
    name, role = f"{match['given']} {match['surname']}", match["role"]
    if not (is_name(match["surname"]) and is_full_name(name)) or _may_be_words(match["surname"]):
        return None
    if role:
        return Label(name, role, Shape.NAME_AND_ROLE) if is_role(role) else None
    return Label(name, match["more"], Shape.NAME_AND_MORE if match["more"] else Shape.FULL_NAME)


def is_turned(name: str, printed: str) -> bool:
    """Whether `name` is printed with the surname first and a comma after it."""
    return any(one in printed for one in turnings(name))


def turnings(name: str) -> list[str]:
    """How `name` may be printed with a surname first: "Anna Roe Low" is "Roe Low, Anna" or "Low, Anna Roe"."""
    words = name.split()
    return [f"{' '.join(words[cut:])}, {' '.join(words[:cut])}" for cut in range(1, len(words))]


def has_frequent_given_name(label: Label) -> bool:
    """Whether the name in a turned label begins with a given name beyond doubt."""
    return is_given_name(re.split(r"[\s-]", label.name or "")[0])


def _may_be_words(surname: str) -> bool:
    """Whether what stands before the comma is as well a given name, or no name: "Anna, Maria", "Well, John"."""
    first = surname.split()[0]
    return (is_given_name(first) or is_ordinary(first)) and not is_frequent_surname(surname)
