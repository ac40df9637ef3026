"""Languages as Akoma Ntoso names them, in three letters, and as records do, in two."""

import re

_TWO_LETTERS = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "spa": "es", "por": "pt", "rus": "ru",
    "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko", "ukr": "uk", "pol": "pl", "nld": "nl", "dut": "nl", "ell": "el",
    "gre": "el", "swe": "sv", "fin": "fi", "dan": "da", "nor": "no", "ces": "cs", "cze": "cs", "bul": "bg", "ron": "ro",
    "rum": "ro", "hun": "hu", "tur": "tr", "ara": "ar", "heb": "he", "swa": "sw", "afr": "af", "kaz": "kk", "hye": "hy",
}  # fmt: skip  # a table
_CODE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
UNKNOWN = "und"


def two_letters(code: str | None) -> str | None:
    """The language code of a document as a record gives it; None where it says that it does not know."""
    code = (code or "").strip()
    return _TWO_LETTERS.get(code.casefold(), code) if code and code != UNKNOWN else None


def three_letters(language: str | None) -> str:
    """A record's language as a document gives it."""
    known = {two: three for three, two in reversed(_TWO_LETTERS.items())}
    language = (language or "").strip()
    return known.get(language) or (language if _CODE.fullmatch(language) else UNKNOWN)
