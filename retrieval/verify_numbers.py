"""What number a run of tokens says: 65, ６５, 六十五, 3万5千, sixty-five, шестьдесят пять."""

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
NUMBER_WORDS = frozenset(_SMALL) | frozenset(_LARGE)


def is_numeral(token: Token) -> bool:
    """Whether the token says a number or part of one."""
    if token.kind == Kind.SIGN:
        return token.key in NUMERAL_SIGNS
    return token.kind == Kind.NUMBER or (token.kind == Kind.WORD and token.key.casefold() in NUMBER_WORDS)


def number_of(run: list[Token]) -> Decimal | None:
    """The one number that `run` says; None where it says none, or more than one."""
    said = [token for token in run if token.kind != Kind.MARK or token.key not in ("-", ",")]
    if not said or not all(map(is_numeral, said)):
        return None
    if all(token.kind == Kind.NUMBER for token in said):
        return _digits([token.key for token in said])
    if any(token.kind == Kind.WORD for token in said):
        return _spelt(said)
    return _japanese(said)


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
    """English and Russian words for a number, figures before "million" included."""
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
