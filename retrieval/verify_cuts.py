"""What a quotation's edge cuts off: the rest of a number or of a word, a "not" that clings to the last one. Pure."""

import re
from collections.abc import Callable, Sequence

from retrieval.verify_compare import script_of
from retrieval.verify_kinds import Change
from retrieval.verify_numbers import is_numeral
from retrieval.verify_text import Kind, Token

_CLINGING_NOT = re.compile(r"(?:ない|なかっ|ません|ませぬ)")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_THOUSANDS = 3  # figures of a group
Cut = tuple[Change, int, int]


def cut_off(text: str, beyond: Sequence[Token], edge: Token) -> Cut | None:
    """What stands in `text` directly beyond `edge`, the first or last token quoted, and belongs to it.

    `beyond` are the tokens from there on outwards. Gives the kind and the slice of `text`. 五億円 out of
    六十五億円 is another number; 京都 out of 東京都 is half a word.
    """
    after = bool(beyond) and beyond[0].start >= edge.end
    negation = _CLINGING_NOT.match(text, edge.end) if after and _HIRAGANA.match(edge.key) else None
    if negation:
        return Change.NEGATION, *negation.span()
    number = _run(text, beyond, edge, _goes_on_counting)
    if number:
        return Change.NUMBER, *number
    word = _run(text, beyond, edge, _is_same_word)
    return (Change.CUT, *word) if word else None


def _run(
    text: str, beyond: Sequence[Token], edge: Token, belongs: Callable[[str, Token, Token], bool]
) -> tuple[int, int] | None:
    last = edge
    for token in beyond:
        if token.kind == Kind.MARK and token.key == "-" and last.kind == Kind.WORD:
            continue  # sixty-five
        if not belongs(text, last, token):
            break
        last = token
    if last is edge:
        return None
    return (edge.end, last.end) if last.start >= edge.end else (last.start, edge.start)


def _between(text: str, one: Token, other: Token) -> str:
    first, second = sorted((one, other), key=lambda token: token.start)
    return text[first.end : second.start]


def _goes_on_counting(text: str, one: Token, other: Token) -> bool:
    if not (is_numeral(one) and is_numeral(other)):
        return False
    between = _between(text, one, other)
    if one.kind == other.kind == Kind.NUMBER:  # 4 500, but not 10 20
        second = max(one, other, key=lambda token: token.start)
        return between in (" ", "\u00a0", "\u202f") and len(second.key) == _THOUSANDS
    if Kind.WORD in (one.kind, other.kind):
        return between in (" ", "\u00a0", "-")
    return not between


def _is_same_word(text: str, one: Token, other: Token) -> bool:
    script = script_of(one)
    return bool(script) and script == script_of(other) and not _between(text, one, other)
