"""Bytes into text, or a clear refusal: never a garbled record."""

import codecs
import re

from corpus.errors import RecordError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_COMMON = {
    "shift_jis": re.compile(r"[\u3041-\u3093\u30a1-\u30f6]"),
    "euc_jp": re.compile(r"[\u3041-\u3093\u30a1-\u30f6]"),
    "cp1251": re.compile(r"[оеаинтсрвлОЕАИНТСРВЛ]"),
}
_ODD = {
    "shift_jis": re.compile(r"[\uff61-\uff9f\u0370-\u04ff]"),
    "euc_jp": re.compile(r"[\uff61-\uff9f\u0370-\u04ff]"),
    "cp1251": re.compile(r"[^\x00-\x7fА-яЁё«»„“”‘’—–…№©®°•\u00a0§±·]|[а-яё][А-ЯЁ]|[ЪЬЫ][а-яё]"),
}


def decode(data: bytes, name: str) -> str:
    """The text in `data`, its newlines made \\n and its byte order mark taken off.

    Reads UTF-8, anything with a byte order mark, and Shift_JIS, EUC-JP and CP1251 where the bytes
    can be nothing else. Raises RecordError, which calls the file `name`, for everything else:
    binary data, other encodings, and files without a visible character.
    """
    text = _NEWLINES.sub("\n", _decoded(data, name)).removeprefix("\ufeff")
    if not text.strip():
        raise RecordError(f"{name} is empty: there is nothing to read in it")
    if "\x00" in text or len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 100:
        raise RecordError(f"{name} is not a text file: give a plain text, or convert it first")
    return text


def _decoded(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise RecordError(f"{name} is not a text file: give a plain text, or convert it first") from error
        return _older(data, name, error)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RecordError(
            f"{name} is damaged: byte {error.start} is not {encoding.upper()}; save it as UTF-8"
        ) from error


def _older(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """The one older encoding in which `data` reads as a language, if there is exactly one."""
    readable = [text for encoding in _COMMON if (text := _reads_as(data, encoding))]
    if len(readable) == 1:
        return readable[0]
    raise RecordError(f"{name} is not UTF-8 (byte {error.start}): save it as UTF-8 and add it again") from error


def _reads_as(data: bytes, encoding: str) -> str | None:
    """The text, where it decodes without a fault and its foreign letters are those a language uses most."""
    try:
        text = data.decode("cp932" if encoding == "shift_jis" else encoding)
    except UnicodeDecodeError:
        return None
    sample = text[:200_000]
    foreign = sum(char > "\x7f" for char in sample)
    common, odd = len(_COMMON[encoding].findall(sample)), len(_ODD[encoding].findall(sample))
    return text if foreign and common * 4 > foreign and odd * 20 < foreign else None
