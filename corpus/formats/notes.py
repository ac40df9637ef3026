"""Marks of notes: small raised signs that are no part of the words that they stand at."""

import re

NOTE = "note"
_MARK = re.compile(
    r"[\[(（［]?\s*(?:注|note\s)?\s*[\d*†‡§¶※,;\s–-]{1,9}\s*[\])）］]?$|[\[(][a-z]{1,3}[\])]$|[a-z]$", re.IGNORECASE
)
_EXPONENT_OF = re.compile(r"(?:\d|(?:^|[\s\d(])(?:[kcdm]?m|[a-zA-Zα-ω]))$")
_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")


def is_note_mark(text: str, before: str, *, linked: bool) -> bool:
    """Whether the raised `text` after `before` leads to a note, not an exponent ("m²") or an ordinal ("21st")."""
    text = text.strip()
    if not _MARK.match(text):
        return False
    if linked or not text[0].isalnum():
        return True
    return text[0].isdigit() and not _EXPONENT_OF.search(before)


def raised(text: str) -> str:
    """Raised figures as the characters that look so: ² is not glued to its word as 2 would be."""
    return text.translate(_RAISED) if re.fullmatch(r"[\d+−()n-]{1,6}", text.strip()) else text
