"""What number a run of tokens says: 65, ６５, 六十五, 3万5千, sixty-five, шестьдесят пять."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from retrieval.verify_text import Kind, Token

_JA_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "両": 2}
_JA_TENS = {"十": 10, "百": 100, "千": 1000}
_JA_GROUPS = {"万": 10**4, "億": 10**8, "兆": 10**12}
NUMERAL_SIGNS = frozenset(_JA_DIGITS) - {"両"} | frozenset(_JA_TENS) | frozenset(_JA_GROUPS)


def _words(text: str) -> dict[str, int]:
    entries = (entry.split("=") for entry in text.split())
    return {word: int(value) for value, words in entries for word in words.split(",")}


_SMALL = _words(
    """
    0=zero,ноль,нуль 1=one,один,одна,одно 2=two,два,две 3=three,три 4=four,четыре 5=five,пять 6=six,шесть
    7=seven,семь 8=eight,восемь 9=nine,девять 10=ten,десять 11=eleven,одиннадцать 12=twelve,двенадцать
    13=thirteen,тринадцать 14=fourteen,четырнадцать 15=fifteen,пятнадцать 16=sixteen,шестнадцать
    17=seventeen,семнадцать 18=eighteen,восемнадцать 19=nineteen,девятнадцать 20=twenty,двадцать
    30=thirty,тридцать 40=forty,сорок 50=fifty,пятьдесят 60=sixty,шестьдесят 70=seventy,семьдесят
    80=eighty,восемьдесят 90=ninety,девяносто 200=двести 300=триста 400=четыреста 500=пятьсот 600=шестьсот
    700=семьсот 800=восемьсот 900=девятьсот
    """
)
_LARGE = _words(
    """
    100=hundred,сто 1000=thousand,тысяча,тысячи,тысяч 1000000=million,миллион,миллиона,миллионов,млн
    1000000000=billion,миллиард,миллиарда,миллиардов,млрд
    """
)
_LONGEST_IN_KANJI = 16  # figures
NUMBER_WORDS = frozenset(_SMALL) | frozenset(_LARGE)


def is_numeral(token: Token) -> bool:
    """Whether the token says a number or part of one."""
    if token.kind == Kind.SIGN:
        return token.key in NUMERAL_SIGNS
    return token.kind == Kind.NUMBER or (token.kind == Kind.WORD and token.key.casefold() in NUMBER_WORDS)


def points_in(run: Sequence[Token]) -> list[int]:
    """The places in `run` of the points of numbers in kanji: 三・五."""
    return [
        place
        for place in range(1, len(run) - 1)
        if run[place].key in ("・", ".") and run[place - 1].key in NUMERAL_SIGNS and run[place + 1].key in _JA_DIGITS
    ]


def number_of(run: list[Token]) -> Decimal | None:
    """The one number that `run` says; None where it says none, or more than one."""
    run = _with_points(run)
    said = [token for token in run if token.kind != Kind.MARK or token.key not in ("-", ",")]
    if not said or not all(map(is_numeral, said)):
        return None
    if all(token.kind == Kind.NUMBER for token in said):
        return _digits([token.key for token in said])
    if any(token.kind == Kind.WORD for token in said):
        return _spelt(said)
    return _japanese(said)


def _with_points(run: list[Token]) -> list[Token]:
    """三・五億 as 3.5億; as it stands where there is no point, or more than one."""
    points = points_in(run)
    if len(points) != 1:
        return run
    place, end = points[0], points[0] + 1
    while end < len(run) and run[end].key in _JA_DIGITS:
        end += 1
    whole = _japanese(run[:place])
    tenths = "".join(str(_JA_DIGITS[token.key]) for token in run[place + 1 : end])
    if whole is None:
        return run
    return [Token(f"{whole}.{tenths}", run[0].start, run[end - 1].end, Kind.NUMBER), *run[end:]]


def in_kanji(words: Sequence[Token]) -> list[list[Token]]:
    """`words` with their figures in kanji, by tens and by place; none where they have no figures or no Japanese."""
    ways = [_kanji(token.key) if token.kind == Kind.NUMBER else () for token in words]
    if not any(ways) or all(token.kind != Kind.SIGN for token in words):
        return []
    return [list(_respelt(words, ways, choice)) for choice in (0, -1)]


def _respelt(words: Sequence[Token], ways: Sequence[tuple[str, ...]], choice: int) -> Iterator[Token]:
    for token, spellings in zip(words, ways, strict=True):
        if spellings:
            yield from (Token(sign, token.start, token.end, Kind.SIGN) for sign in spellings[choice])
        else:
            yield token


def _kanji(printed: str) -> tuple[str, ...]:
    """2020 → 二千二十, 二〇二〇; 3.5 → 三五, its point a mark."""
    plain = printed.replace(",", "").replace("'", "")
    if not plain.replace(".", "", 1).isdigit() or len(plain) > _LONGEST_IN_KANJI:
        return ()
    whole, _, tenths = plain.partition(".")
    by_place = "".join("〇一二三四五六七八九"[int(figure)] for figure in plain if figure != ".")
    after = by_place[len(whole) :] if tenths else ""
    return (_by_tens(int(whole)) + after, by_place)


def _by_tens(number: int) -> str:
    if not number:
        return "〇"
    found = ""
    for unit, sign in ((10**8, "億"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        count, number = divmod(number, unit)
        if count:
            found += ("" if count == 1 and unit < 10**4 else _by_tens(count)) + sign
    return found + ("〇一二三四五六七八九"[number] if number else "")


def _digits(printed: list[str]) -> Decimal | None:
    """A number in figures, its thousands perhaps set apart: 1,000 and 1 000."""
    if len(printed) > 1:
        if not all(one.isdigit() and len(one) == 3 for one in printed[1:]) or not printed[0].lstrip("-").isdigit():
            return None
        printed = ["".join(printed)]
    plain = printed[0].replace("'", "")
    head, *groups = plain.split(",")
    if groups and all(len(group.split(".")[0]) == 3 for group in groups) and len(head.lstrip("-")) <= 3:
        plain = head + "".join(groups)
    elif len(groups) == 1 and "." not in plain:
        plain = f"{head}.{groups[0]}"
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _spelt(said: list[Token]) -> Decimal | None:
    """English and Russian words for a number, figures before "million" included; None with kanji among them."""
    if any(token.kind == Kind.SIGN for token in said):
        return None
    total, current = Decimal(0), Decimal(0)
    for token in said:
        word = token.key.casefold()
        if token.kind == Kind.NUMBER:
            value = _digits([token.key])
            if value is None or current:
                return None
            current = value
        elif word in _SMALL:
            if current % 10 and _SMALL[word] < 100:
                return None
            current += _SMALL[word]
        elif word == "сто":
            current += 100
        elif _LARGE[word] == 100:
            current = (current or Decimal(1)) * 100
        else:
            total, current = total + (current or 1) * _LARGE[word], Decimal(0)
    return total + current


def _japanese(said: list[Token]) -> Decimal | None:
    """二〇二〇 place by place, 六十五 by tens, 3万5千 with figures."""
    if all(token.key in _JA_DIGITS for token in said):
        return Decimal("".join(str(_JA_DIGITS[token.key]) for token in said))
    total, section = Decimal(0), Decimal(0)
    current: Decimal | None = None
    for token in said:
        if token.key in _JA_GROUPS:
            total, section, current = (
                total + ((section + (current or 0)) or 1) * _JA_GROUPS[token.key],
                Decimal(0),
                None,
            )
        elif token.key in _JA_TENS:
            section, current = section + (Decimal(1) if current is None else current) * _JA_TENS[token.key], None
        else:
            value = Decimal(_JA_DIGITS[token.key]) if token.kind == Kind.SIGN else _digits([token.key])
            if value is None or (current is not None and token.kind == Kind.NUMBER):
                return None
            current = value if current is None else current * 10 + value
    return total + section + (current or 0)
