"""Which encoding bytes are in, as far as they tell it beyond doubt.

Every encoding is tried; a reading counts where its words are the commonest of a language and its letters are
that language's own. Where two readings count and differ, nothing is certain, and nothing is answered.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.languages import LANGUAGES, Language

Blocks = Callable[[], Iterable[bytes]]  # the bytes of a text from the start, each time it is called

SAMPLE = 100_000  # bytes on which a reading is judged
_TO_JAPANESE = b"\x1b$"  # by which ISO-2022-JP turns from ASCII to Japanese
_JAPANESE = ("cp932", "euc_jp")
_WIDE = ("utf-16-le", "utf-16-be")
_KANA = re.compile(r"[\u3041-\u3093\u30a1-\u30f6\u30fc]")
_NO_JAPANESE = re.compile(r"[\uff61-\uff9f\u0370-\u0400\u0452-\u04ff\u2500-\u257f\ue000-\uf8ff\x80-\x9f]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
_ODD = re.compile(  # a sign in a word, a capital after small letters, a foreign letter after a figure, two scripts
    rf"[{_LETTER}][^{_LETTER}\x00-\x7f’–—…\u00ad‑·]+[{_LETTER}]"
    r"|[a-zß-öø-ÿа-џα-ώ][A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω]"
    rf"|\d(?![A-Za-zªº])[{_LETTER}]"
    rf"|[A-Za-zÀ-ɏ][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-zÀ-ɏ]|[{_LETTER}]№"
)
_TYPOGRAPHY = frozenset("«»„“”‘’‚–—…№©®°•\u00a0§±·€£™‹›¿¡′″ªº²³½¼¾\u00ad†\ufeff")
_TYPED = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f\ud800-\uf8ff\ufffd-\uffff]*")
_IN_USE = (
    re.compile(  # the scripts of most languages, and their signs; as many others come in a wrong reading of 16 bits
        "[\t\n\r\x0b\x0c -~\xa0-\u024f\u0300-\u036f\u0370-\u052f\u0531-\u0589\u05b0-\u06ff\u0900-\u097f\u0e00-\u0e7f"
        "\u10a0-\u10ff\u1e00-\u206f\u20a0-\u20cf\u2100-\u22ff\u2460-\u27bf\u3000-\u30ff\u3200-\u33ff\u4e00-\u9fff"
        "\uac00-\ud7a3\uff00-\uffef\ufeff\U0001f000-\U0002ffff]*"
    )
)
_FEWEST = 4  # letters of another script by which it is told
_LINE = re.compile(rb"[^\n]{0,2000}[ \n]|[^\n]+")  # a long one is parted between words, in no character's middle
_LEAST_SHARE = 0.1  # of the words of a text are the commonest
_BY_CHANCE = 0.4  # share that a language's common letters may have in a wrong reading
_LETTERS_A_WORD = 8  # letters that tell as much as one common word
_MARGIN = 3  # times as many common words as in any other reading


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the bytes say in `encoding`: words, and how many of them are common in one language."""

    encoding: str
    hits: float
    words: int


def certain_encoding(blocks: Blocks) -> str | None:
    """The encoding of the text in `blocks`, as Python names it, or None where that is not certain.

    What is valid UTF-8 is UTF-8, unless it may be something else. A byte order mark is not looked for.
    """
    beginning = _beginning(blocks)
    if _is_utf8(blocks()):
        if beginning.isascii() and any(_TO_JAPANESE in block for block in blocks()):
            return next(
                (name for name in ("iso2022_jp", "iso2022_jp_ext") if _decoded(beginning, name) is not None), None
            )
        return _seven_bit_encoding(beginning)
    wide = _wide_encoding(beginning) if b"\x00" in beginning or len(beginning) < SAMPLE else None
    if wide or b"\x00" in beginning:
        return wide
    return _older_encoding(_sample(blocks()))


def is_damaged_utf8(blocks: Blocks) -> bool:
    """Whether bytes that are not valid UTF-8 are UTF-8 all the same, cut off or with a few bytes spoilt."""
    text = _beginning(blocks).decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - broken >= 3 * broken


def _beginning(blocks: Blocks) -> bytes:
    found = bytearray()
    for block in blocks():
        found += block[: SAMPLE - len(found)]
        if len(found) == SAMPLE:
            break
    return bytes(found)


def _is_utf8(blocks: Iterable[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks:
            decoder.decode(block)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _seven_bit_encoding(data: bytes) -> str | None:
    """Of bytes that are valid UTF-8: UTF-32 and UTF-16 of plain letters are that too."""
    if b"\x00" in data:
        return _wide_encoding(data) or "utf-8"
    whole = data[: len(data) // 2 * 2]
    as_kana = [text for name in _WIDE if len(_KANA.findall(text := _decoded(whole, name) or "")) * 2 > len(text)]
    return None if as_kana else "utf-8"


def _decoded(data: bytes, encoding: str) -> str | None:
    """`data` in `encoding`, less a character that its end cuts; None where it cannot be that."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-32 or UTF-16, where it is typed text in the one and in no other of them."""
    for encoding in ("utf-32-le", "utf-32-be"):
        text = _decoded(data, encoding)
        if text and _TYPED.fullmatch(text) and _is_language(text):
            return encoding
    if len(data) % 2:
        return None
    found = {encoding: text for encoding in _WIDE if (text := _decoded(data, encoding)) and _TYPED.fullmatch(text)}
    readable = [encoding for encoding, text in found.items() if _is_language(text)]
    return readable[0] if len(readable) == 1 else None


def _is_language(text: str) -> bool:
    """Whether there are as many blanks, figures and letters as in writing: the other readings have next to none."""
    plain = sum(" " <= char <= "~" for char in text)
    return _IN_USE.fullmatch(text) is not None and (plain * 20 > len(text) >= _FEWEST or _is_japanese(text))


def _sample(blocks: Iterable[bytes]) -> list[bytes]:
    """Whole lines that hold bytes above 127: the first of them, and one for each such byte in the text."""
    chosen: list[bytes] = []
    seen: set[int] = set()
    size, first = 0, True
    for block in blocks:
        if size < SAMPLE or set(block) - seen:
            lines = _LINE.findall(block)
            for line in lines if first else lines[1:]:  # a block may begin in the middle of a character
                new = set(line) - seen
                if new or (size < SAMPLE and not line.isascii()):
                    seen |= new
                    chosen.append(line[:SAMPLE])
                    size += len(chosen[-1])
        first = False
    return chosen


def _older_encoding(sample: Sequence[bytes]) -> str | None:
    japanese = [encoding for encoding in _JAPANESE if _is_japanese(_lines(sample, encoding) or "")]
    if japanese:
        return japanese[0] if len(japanese) == 1 else None
    ranked = sorted(_readings(sample), key=lambda reading: -reading.hits)
    if not ranked or ranked[0].hits < max(2, ranked[0].words * _LEAST_SHARE):
        return None
    first, *others = ranked
    return first.encoding if all(first.hits >= _MARGIN * other.hits for other in others) else None


def _lines(sample: Sequence[bytes], encoding: str) -> str | None:
    texts = [_decoded(line, encoding) for line in sample]
    return None if None in texts else "\n".join(filter(None, texts))


def _readings(sample: Sequence[bytes]) -> list[_Reading]:
    """Each text that the bytes may be."""
    found: dict[str, _Reading] = {}
    for encoding in dict.fromkeys(name for language in LANGUAGES for name in language.codecs):
        text = _lines(sample, encoding)
        words = _words(text or "")
        if text is None or not _is_written(text, words):
            continue
        hits = max(_hits(words, language) for language in LANGUAGES if encoding in language.codecs)
        if text not in found or hits > found[text].hits:
            found[text] = _Reading(encoding, hits, len(words))
    return list(found.values())


def _is_written(text: str, words: Sequence[str]) -> bool:
    """Whether signs are those that people write, and signs and capitals stand where people set them."""
    signs = {char for char in set(text) if char > "\x7f" and not char.isalpha()}
    return signs <= _TYPOGRAPHY and len(_ODD.findall(text)) * 50 <= len(words) and bool(_TYPED.fullmatch(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_japanese(text: str) -> bool:
    """Whether the foreign letters of `text` are those that Japanese uses most."""
    foreign = sum(char > "\x7f" for char in text)
    return foreign >= _FEWEST and len(_KANA.findall(text)) * 4 > foreign > len(_NO_JAPANESE.findall(text)) * 20


def _hits(words: Sequence[str], language: Language) -> float:
    """How many of `words` are common in `language`, a letter alone counting half, and common letters as some more.

    0 where letters are not its own.
    """
    foreign = {char for word in words for char in word.lower() if char > "\x7f"}
    if foreign - language.letters - {"’", "\u0307"}:  # the dot above, of a small İ
        return 0
    hits = sum(0.5 if len(word) == 1 else 1 for word in map(str.lower, words) if word in language.words)
    small = [char for word in words for char in word if char in language.letters]  # capitals alone tell little
    if not language.often or not small:
        return hits
    share = sum(char in language.often for char in small) / len(small)
    return hits + len(small) * min(1, max(0, share - _BY_CHANCE) * 5) / _LETTERS_A_WORD
