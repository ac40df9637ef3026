"""A printed name taken apart: which of its words is the surname, and which are given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from corpus.common_words import JA_SURNAMES
from corpus.given_names import FAMILY_FIRST, is_given_name
from corpus.latin_spelling import plain
from corpus.pattern import Pattern
from corpus.people import PARTICLES
from corpus.surname_readings import is_surname
from corpus.wordlist import wordlist

KANA, LATIN, CYRILLIC, KANJI = "kana", "latin", "cyrillic", "kanji"

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`", "'"))
_BRACKETED = re.compile(r"\(.*?\)")
_SPLIT = re.compile(r"[.・=＝･,\s\u3000]+")
_INITIAL_LAST = re.compile(r"[\s.](?:[^\W\d_]\.\s?)+$")
_KANA = re.compile(r"[ァ-ヺ]")
_KANJI_OR_HIRAGANA = re.compile(r"[一-龥々ぁ-ん]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
PATRONYMIC = re.compile(r"[а-яё]+(?:вич|вна|чна|ична|вича|вны|чны|вичу|вне|вичем|вной|виче|чной|чне)$", re.IGNORECASE)
_ONE_SIGN = wordlist(
    "林 森 関 堀 辻 原 南 東 西 北 岸 谷 泉 星 菅 平 堤 橘 浜 島 柳 沢 畑 滝 杉 榊 轟 椿 湊 乾 角 榎 旭 桂 槇 堺"
)
_CONTINENTAL = wordlist(  # of one sign, in Chinese and Korean names: 習近平, 尹錫悦
    """
    習 李 王 張 劉 陳 楊 趙 黄 周 呉 徐 孫 馬 朱 胡 郭 何 羅 梁 宋 鄭 謝 韓 唐 馮 于 董 蕭 程 曹 袁 鄧 許 傅 沈
    曽 曾 彭 呂 蘇 蔣 蒋 蔡 賈 丁 魏 薛 葉 閻 余 潘 杜 戴 夏 鍾 汪 任 姜 範 范 方 石 姚 譚 廖 鄒 熊 金 陸 郝 孔
    白 崔 康 毛 邱 秦 江 史 顧 侯 邵 孟 龍 万 段 銭 湯 尹 黎 易 常 武 喬 賀 頼 龔 文 盧 朴 権 柳 安 洪 全 高 温
    裴 申 兪 曺 車 池 厳 明 慎 辛 元 千 韋 栗 包 華 季 項
    """
)
_THREE_SIGNS = wordlist(
    """
    長谷川 佐々木 五十嵐 久保田 大久保 宇田川 和賀井 小久保 長谷部 小野寺 佐久間 小笠原 日下部 八重樫 勅使河 長曽我
    東海林 宇佐美 大河内 大河原 阿久津 喜多川 小田切 曽我部 美濃部 波多野 加賀美 我孫子 二階堂 三ヶ島 柳ヶ瀬 田の上
    保科田 御手洗 不破野 百目鬼 仲宗根 比嘉良 新垣原 伊集院 宇都宮 佐久田 志田原 千代田 多々良 徳大寺
    """
)
_SCRIPT_CHANGES = Pattern(r"([一-龥々ヶヵ]{1,4})([ぁ-ん][ぁ-ん一-龥々]*)$")
_HIRAGANA_FIRST = Pattern(r"([ぁ-ん]{2,6})([一-龥々][ぁ-ん一-龥々]*)$")


@dataclass(frozen=True, slots=True)
class Parts:
    """The surname, words that may be it in a title's company ("Prime Minister Kishida" of Kishida Fumio), the rest."""

    surname: str
    joined: str | None  # with its particles, as one word
    perhaps: tuple[str, ...]
    given: tuple[str, ...]


def script_of(word: str) -> str:
    """The script that a word of a name is written in."""
    if _KANJI_OR_HIRAGANA.search(word):
        return KANJI
    if _KANA.search(word):
        return KANA
    return CYRILLIC if _CYRILLIC.search(word) else LATIN


def normal(name: str) -> str:
    """A name as it is taken apart: NFKC, one kind of apostrophe."""
    return normalize("NFKC", name).translate(_APOSTROPHES).strip()


def parts_of(name: str) -> Parts | None:
    """A name in kana, Latin or Cyrillic letters, taken apart; None where there is no word in it."""
    words = [word for word in _SPLIT.split(name) if word]
    if not words:
        return None
    last = _surname_at(name, words)
    perhaps = (words[0],) if last == len(words) - 1 == 1 and not is_given_name(words[0]) else ()
    led = last
    while led > 0 and words[led - 1].casefold() in PARTICLES:
        led -= 1
    joined = "".join(words[led : last + 1]) if led < last else None  # ドゴール
    rest = (word for place, word in enumerate(words) if place != last)
    return Parts(words[last], joined, perhaps, tuple(word for word in rest if word.casefold() not in PARTICLES))


def _surname_at(name: str, words: list[str]) -> int:
    last = len(words) - 1
    if not last:
        return 0
    capitals = [place for place, word in enumerate(words) if len(word) > 1 and word.isupper() and word.isalpha()]
    if len(capitals) == 1:
        return capitals[0]
    if "," in name or _INITIAL_LAST.search(name) or PATRONYMIC.match(words[-1]):
        return 0
    family_first = not FAMILY_FIRST.isdisjoint((words[0].casefold(), plain(words[0]))) and not is_given_name(words[0])
    given_last = is_given_name(words[-1]) and not is_given_name(words[0]) and len(words[0]) > 2
    return 0 if (family_first and last <= 2) or given_last else last


def kanji_surnames(name: str) -> tuple[list[str], list[str]]:
    """The surname of a name in kanji or hiragana, and other beginnings that may be it, where that is not sure."""
    parts = _BRACKETED.sub("", name).split()
    if len(parts) > 1:
        return [parts[0]], []
    joined = "".join(parts)
    if changes := _SCRIPT_CHANGES.match(joined) or _HIRAGANA_FIRST.match(joined):
        kept = [joined[:3]] if joined[:3] in _THREE_SIGNS else [changes[1]]
        return kept, []
    return _split_joined(joined)


def _split_joined(joined: str) -> tuple[list[str], list[str]]:
    if len(joined) <= 1 or joined in JA_SURNAMES:
        return [joined], []
    if joined[:3] in _THREE_SIGNS:
        return ([joined[:3]], []) if len(joined) > 3 else ([joined], [])
    if len(joined) == 2:
        return [joined], [joined[:1]]
    if len(joined) == 3 and joined[:1] in _CONTINENTAL:
        return [joined[:2]], [joined[:1]]
    if is_surname(joined[:2]):
        return [joined[:2]], []
    if joined[:1] in _ONE_SIGN:
        return [joined[:1]], [joined[:2]]
    perhaps = [joined[:3]] if len(joined) >= 5 else []
    return [joined[:2]], perhaps


def read_surnames(reading: str, kanji: str) -> Iterator[str]:
    """What of a whole name's `reading` in kana may be the surname: each kanji is read as one to three kana."""
    surname = max(kanji_surnames(kanji)[0], key=len)
    first, rest = len(surname), max(1, len("".join(kanji.split())) - len(surname))
    for length in range(max(2, first), min(3 * first, len(reading) - rest) + 1):
        if len(reading) - length <= 3 * rest:
            yield reading[:length]
