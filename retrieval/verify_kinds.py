"""Whether a difference leaves the words what they were: an article is one thing, a number, a name, a "not" another."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

import Stemmer

from corpus.roles import JA_TITLE_FOLLOWS
from corpus.wordlist import wordlist
from retrieval.verify_numbers import is_numeral, number_of, points_in
from retrieval.verify_text import Kind, Token


class Change(StrEnum):
    """What kind of difference stands between the pasted words and the record's."""

    PUNCTUATION = "punctuation"
    CASE = "case"
    SPACING = "spacing"
    SPELLING = "spelling"
    NOTATION = "notation"  # the same number, written otherwise
    ARTICLE = "article"
    INFLECTION = "inflection"
    ASIDE = "aside"  # "(Applause)", which the record prints and the quotation leaves out
    MOVED = "moved"  # an adverb or a pronoun in another place
    CUT = "cut"  # the quotation begins or ends within a word of the record
    EDITORIAL = "editorial"  # an editor's words in brackets
    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    ORDER = "order"
    WORD = "word"

    @property
    def alters(self) -> bool:
        """Whether the words are no longer the same words."""
        return self in _ALTERING


_ALTERING = frozenset((Change.NUMBER, Change.NEGATION, Change.NAME, Change.ORDER, Change.WORD))
_ARTICLES = wordlist("a an the")
_NEGATIONS = wordlist(
    """
    not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely unable refuse refused
    не нет ни никогда никто никого никому ничто ничего нигде никак никакой никаких нельзя без вовсе отнюдь едва
    """
)
_JA_NEGATION = re.compile(r"ない|なかっ|なく|なけれ|なき|ません|ませ[んぬ]|ず(?!っ)|ぬ|ざる|ねば|[無不非未否]|まい")
_MOVABLE = wordlist(
    """
    also already always again often then now here there today still just really certainly indeed perhaps however
    therefore thus moreover too soon later finally
    также уже всегда снова часто тогда теперь сейчас здесь там сегодня ещё еще действительно конечно пожалуй однако
    поэтому это этого этому этим мы нам нас наш наша наше вы вам я мне он она они
    """
)
_CONTRACTED = (("won't", "will not"), ("can't", "can not"), ("shan't", "shall not"), ("cannot", "can not"))
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ll", " will"), ("'ve", " have"), ("'m", " am"))
_AMBIGUOUS_S = re.compile(r"\b(it|that|there|he|she|what|here|let)'s\b")
_ASIDE = re.compile(
    r"拍手|笑|発言する者|呼ぶ者|applause|laughter|interruption|inaudible|pause|аплодисмент|смех|оживлен|пауз",
    re.IGNORECASE,
)
_FALSE_PAIRS = frozenset((frozenset(("new", "news")), frozenset(("as", "a")), frozenset(("us", "u"))))
_BRITISH = (
    (re.compile(r"is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=..)our(?=(?:s|ed|ing|able|ful|ably|ite|ites|hood)?$)"), "or"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=gram)mes?$"), ""),
    (re.compile(r"(?<=ll)(?=(?:ed|ing)$)"), ""),
    (re.compile(r"nce(?=s?$)"), "nse"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_RUSSIAN = Stemmer.Stemmer("russian")
_RU_LONGEST_ENDING = 3
_POINT = re.compile(r"(?<=[\d〇一二三四五六七八九十百千万億兆])[・･.．,，、](?=[\d〇一二三四五六七八九十百千万億兆])")
_LONG = re.compile(r"(?<=[ァ-ヺ]{2})ー$")
_SHOUTED = 3  # letters: US is not us


def change(
    pasted: Sequence[Token],
    original: Sequence[Token],
    around: tuple[str, str],
    source: str,
    opens: bool,
) -> Change:
    """What kind of difference two runs of tokens make, which are not equal.

    `around` are the pasted and the original text with a little of what stands beside the runs;
    `source` is the text that the original tokens are slices of; `opens` where the runs begin a sentence.
    """
    said, written = _said(pasted), _said(original)
    if [token.key for token in said] == [token.key for token in written]:
        return Change.NUMBER if not said and _is_point(around) else Change.PUNCTUATION
    if any(map(is_numeral, (*said, *written))):
        if _with_values(pasted) == _with_values(original):
            return Change.NOTATION
        return _harm(said, written, around, source, opens)
    return _harmless(said, written, source, opens) or _harm(said, written, around, source, opens)


def _is_point(around: tuple[str, str]) -> bool:
    """Whether a mark more or less stands within a number: 三・五 is not 三五."""
    points = [[point in ".．・･" for point in _POINT.findall(text)] for text in around]
    return points[0] != points[1]


def _said(run: Sequence[Token]) -> list[Token]:
    return [token for token in run if token.kind != Kind.MARK]


def _harmless(said: list[Token], written: list[Token], source: str, opens: bool) -> Change | None:
    one, other = [token.key.casefold() for token in said], [token.key.casefold() for token in written]
    if one == other:
        return Change.NAME if any(map(_is_shouted_apart, said, written)) else Change.CASE
    if {*one, *other} <= _ARTICLES:
        return Change.ARTICLE
    if not said and _is_aside(written, source):
        return Change.ASIDE
    if _spelt_out(one) == _spelt_out(other) or list(map(_american, one)) == list(map(_american, other)):
        return Change.SPELLING
    if _negations(one) == _negations(other):
        if "".join(one) == "".join(other) and Kind.SYMBOL not in {token.kind for token in (*said, *written)}:
            return Change.SPACING
        if _is_inflected(said, written, opens):
            return Change.INFLECTION
        if _without_last_bar(one) == _without_last_bar(other):
            return Change.SPELLING
        if {"".join(one), "".join(other)} == {"は", "が"} or "".join(one) + "".join(other) == "ー":
            return Change.INFLECTION if "は" in one + other else Change.SPELLING
    return None


def _with_values(run: Sequence[Token]) -> list[object]:
    """The words of a run, with what its numbers say in place of how they are written."""
    found: list[object] = []
    points = points_in(run)
    kept = [(place in points, token) for place, token in enumerate(run) if place in points or token.kind != Kind.MARK]
    for numeral, group in groupby(kept, lambda one: one[0] or is_numeral(one[1])):
        tokens = [token for _, token in group]
        value = number_of(tokens) if numeral else None
        found += [token.key.casefold() for token in _said(tokens)] if value is None else [value]
    return found


def _is_shouted_apart(one: Token, other: Token) -> bool:
    """US and us, WHO and who."""
    shouted = one.key.isupper() != other.key.isupper() and 1 < len(one.key) <= _SHOUTED + 1
    return shouted and one.key.casefold() == other.key.casefold()


def _harm(said: list[Token], written: list[Token], around: tuple[str, str], source: str, opens: bool) -> Change:
    one, other = [token.key.casefold() for token in said], [token.key.casefold() for token in written]
    if _numerals(said) != _numerals(written):
        return Change.NUMBER
    if _negations(one) != _negations(other) or _ja_negations(around[0]) != _ja_negations(around[1]):
        return Change.NEGATION
    names = _names(said, opens) != _names(written, opens)
    titled = written and written[-1].kind == Kind.SIGN and JA_TITLE_FOLLOWS.match(source, written[-1].end)
    return Change.NAME if names or titled else Change.WORD


def _numerals(run: list[Token]) -> list[str]:
    return [token.key.casefold() for token in run if is_numeral(token)]


def _negations(words: Sequence[str]) -> int:
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words)


def _ja_negations(text: str) -> int:
    return len(_JA_NEGATION.findall(text))


def has_negation(run: Sequence[Token]) -> bool:
    """Whether a run of tokens says "not" in any way that is known here."""
    words = [token.key.casefold() for token in run]
    return bool(_negations(words)) or bool(_JA_NEGATION.search("".join(words)))


def _names(run: list[Token], opens: bool) -> list[str]:
    """The words that begin with a capital, other than the one that begins a sentence."""
    cased = run[1:] if opens else run
    return [token.key for token in cased if token.kind == Kind.WORD and token.key[:1].isupper() and token.key != "I"]


def _is_aside(written: list[Token], source: str) -> bool:
    start, end = written[0].start, written[-1].end
    before, after = source[max(0, start - 2) : start].rstrip()[-1:], source[end : end + 2].lstrip()[:1]
    enclosed = before in "(（[［〔「" and after in ")）]］〕」." and bool(before and after)
    return len(written) <= 20 and enclosed and bool(_ASIDE.search(source[start:end]))


def _spelt_out(words: Sequence[str]) -> list[str]:
    text = " ".join(words)
    for short, full in _CONTRACTED:
        text = re.sub(rf"\b{short}\b", full, text)
    for short, full in _ENDINGS:
        text = text.replace(short, full)
    return _AMBIGUOUS_S.sub(lambda match: f"{match[1]} {'us' if match[1] == 'let' else 'is'}", text).split()


def _without_last_bar(signs: Sequence[str]) -> str:
    """コンピューター as コンピュータ; not ビール as ビル."""
    return _LONG.sub("", "".join(signs))


def _american(word: str) -> str:
    if len(word) < 5 or not word.isascii():
        return word
    for pattern, spelling in _BRITISH:
        word = pattern.sub(spelling, word)
    return word


def _is_inflected(said: list[Token], written: list[Token], opens: bool) -> bool:
    if len(said) != len(written):
        return False
    pairs = list(zip(said, written, strict=True))
    return all(
        one.key == other.key or _are_forms(one.key, other.key, named=not (opens and not place))
        for place, (one, other) in enumerate(pairs)
        if one.kind == other.kind == Kind.WORD or one.key != other.key
    )


def _are_forms(one: str, other: str, *, named: bool) -> bool:
    """Whether two words are forms of one: report, reports, reported; закон, закона. A name is not inflected."""
    if named and (one[:1].isupper() or other[:1].isupper()):
        return one.removesuffix("'s") == other.removesuffix("'s")
    one, other = one.casefold(), other.casefold()
    if _CYRILLIC.search(one):
        common = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
        common = min(len(one), len(other)) if common is None else common
        short = max(len(one), len(other)) - common <= _RU_LONGEST_ENDING
        return common > 2 and short and bool(_RUSSIAN.stemWord(one) == _RUSSIAN.stemWord(other))
    if min(len(one), len(other)) < 3 or frozenset((one, other)) in _FALSE_PAIRS or not (one + other).isascii():
        return False
    return bool(_bases(one) & _bases(other))


def _bases(word: str) -> set[str]:
    """What `word` may be a form of, itself included: planned → plan, planne; studies → study."""
    found = {word, word.removesuffix("'s").removesuffix("s'")}
    if word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
    if word.endswith(("ies", "ied")):
        found.add(word[:-3] + "y")
    if re.search(r"(?:[sxzo]|[cs]h)es$", word):
        found.add(word[:-2])
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word.removesuffix(ending)
            found |= {base, base + "e", base[:-1] if base[-1] == base[-2] else base}
    return {one for one in found if len(one) > 2}


def moved(inserted: Sequence[Token], deleted: Sequence[Token]) -> Change | None:
    """What it is when words that are missing in one place stand in another; None where they are other words."""
    one, other = _said(inserted), _said(deleted)
    words = [token.key.casefold() for token in one]
    if not one or Counter(words) != Counter(token.key.casefold() for token in other):
        return None
    return Change.MOVED if len(words) <= 2 and set(words) <= _MOVABLE else Change.ORDER
