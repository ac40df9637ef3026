"""A given name behind a surname in kanji: 山田たろう, 山田タロウ, 山田 太郎. Whoever is not called so is not meant."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.common_words import JA_SURNAMES
from corpus.given_readings import is_of_name_signs, may_be_read
from corpus.ordinary_words import is_ordinary
from corpus.pattern import Pattern
from corpus.roles import JA_TITLE_FOLLOWS
from corpus.surname_readings import kanji_given
from corpus.wordlist import wordlist

_KATAKANA = Pattern(r"[ァ-ヺー]{2,}")
_HIRAGANA = Pattern(r"[ぁ-ん]{2,}")
_KANJI = Pattern(r"[一-龥々]+")
_LONGEST = 3  # signs of a given name in kanji
_LONGEST_IN_KANA = 5
_TOPIC = Pattern(r"[はがのも]")
_BLANK = Pattern(r"[ \u3000]")
_BEHIND_A_NAME = Pattern(
    r"は|が|の|も|に|を|と|で|か|へ|や|ら|た(?:ち|に)|さ(?:ん|ま|え|れ)|くん|ちゃん|せんせい|し(?:か|た|て)|す(?:ら|る)"
    r"|ま(?:で|た)|よ|だ|な|っ|い(?:わく|う|い|る|ま)|じゃ|ば|ほ(?:ど|か)|ぐらい|くらい|こそ|ね|ぞ|お(?:い|け|よ)"
    r"|あ(?:て|る|たり)|ご|ぬ|むけ|み(?:たい|んな)|ど[うこちのんれ]|いつ(?![きこみろ])|そ(?:して|れ|の(?![えこみ]))|ふたり|ひとり"
    r"|ぜひ|きのう|まさか|つまり|ふくむ|し[はがの]"
    r"|[ぁ-ん]{0,6}?(?:ちょう|ちじ|ぎいん|いいん|だいじん|きょうじゅ|しゅしょう)|[、。?？!！「」（）() \u3000]"
)
_GIVEN_IN_HIRAGANA = Pattern(  # those that begin like a particle
    r"(?:は(?:るか?|る[おきことみ]|じめ|なこ|なえ|やと|つみ|つえ)|の(?:り[おかこえ]|ぶ[おこえ]|ぞみ|ぼる)|も(?:と[おきこ]|え[こみ]?|もこ)"
    r"|が[くい]|と(?:お[こる]|し[おえきこみや]?|も[えきこみや]|みこ|き[えおこ]|よ[こみ])|に(?:な|いな)"
    r"|か(?:ず[えおきことひまみや]|ずひこ|ずひろ|おり|おる|な[えこみ]|つ[えおみや]|よこ|れん|える)|や(?:す[えおこしひ]|すひろ|よい)"
    r"|ら(?:ん|いと)|よ(?:し[えおきことみ]|しひろ|しのぶ|うこ|うすけ|うへい|うじ|うた)|だい(?:すけ|ち|き)"
    r"|な(?:お[きことみや]|つ[えおきこみ]|な[えこみ]?|る[みこ]|みえ|ぎさ)|ほなみ)(?=[はがのもにをと、。さ氏君様？?]|$)"
)
_MAN_OR_WOMAN = Pattern(
    r"[一-龥]{1,2}(?:[郎朗男夫雄子美恵江枝代之彦介助輔佑太也哉樹一二三作造蔵])$"
    r"|[一-龥]?[晃昭彰浩弘宏博隆誠剛毅茂修勝清昇豊健徹哲聡悟淳純潤満稔薫勇功勲敦篤亨忍翔均恵毅寛崇孝俊]$"
)
_WORDS = wordlist("時代 共助 唯一 均一 公助 自助 年代 万一 不二 第一 統一 男子 女子 母子 電子 原子 三男 長男 次男 二男")


@dataclass(frozen=True, slots=True)
class Given:
    """What is typed as a given name: the ends that it may have in the text, or only that it is one."""

    start: int
    ends: tuple[int, ...]
    sure: bool  # it is a given name, whoever is called so


def given_behind(text: str, end: int) -> Given | None:
    """The given name that stands in `text` behind the surname that ends at `end`; None where none does."""
    if blank := _BLANK.match(text, end):
        return _after_blank(text, blank.end())
    if found := _KATAKANA.match(text, end):
        titled = JA_TITLE_FOLLOWS.match(text, end) or _KANJI.match(text, found.end())  # 板垣スポーツ事業部長
        return Given(end, (found.end(),), sure=not titled)
    if (found := _HIRAGANA.match(text, end)) and not JA_TITLE_FOLLOWS.match(text, end):
        sure = not _BEHIND_A_NAME.match(text, end) or _GIVEN_IN_HIRAGANA.match(text, end) is not None
        return Given(end, tuple(_ends(text, end, found.end())), sure)
    return None


def _after_blank(text: str, start: int) -> Given | None:
    if JA_TITLE_FOLLOWS.match(text, start):
        return None
    if word := _kanji(text, start):
        named = _MAN_OR_WOMAN.match(word) and is_of_name_signs(word) and word not in _WORDS and not is_ordinary(word)
        return Given(start, (start + len(word),), bool(named))
    if found := _KATAKANA.match(text, start) or _HIRAGANA.match(text, start):
        return Given(start, tuple(_ends(text, start, found.end())), sure=False)
    return None


def _kanji(text: str, start: int) -> str:
    """What in kanji stands at `start`, without a title behind it: 晃, of 晃氏."""
    run = _KANJI.match(text, start)
    ends = range(start + 1, run.end() + 1) if run else ()
    end = next((one for one in ends if run and (one == run.end() or JA_TITLE_FOLLOWS.match(text, one))), start)
    return text[start:end] if end - start <= _LONGEST else ""


def _ends(text: str, start: int, last: int) -> Iterator[int]:
    """Where a given name that begins at `start` may end, longest first: before what may stand behind a name."""
    for end in range(last, start + 1, -1):
        if end == len(text) or stands_behind_a_name(text, end) or JA_TITLE_FOLLOWS.match(text, end):
            yield end


def stands_behind_a_name(text: str, start: int) -> bool:
    """Whether what `text` has at `start` may stand behind a name: a particle, a mark; not the か of 佐藤ゆりか委員."""
    if text[start : start + 1] == "か" and (_TOPIC.match(text, start + 1) or JA_TITLE_FOLLOWS.match(text, start + 1)):
        return False
    return _BEHIND_A_NAME.match(text, start) is not None


def end_of(given: str, typed: Given, text: str) -> int | None:
    """Where the given name `given` ends in `text`, if it is the one that is typed."""
    return next((end for end in typed.ends if _is(given, text[typed.start : end])), None)


def _is(given: str, word: str) -> bool:
    return given == word or (not _KANJI.search(word) and may_be_read(given, word))


def is_in_full(words: str) -> bool:
    """Whether `words` are a frequent surname and what can only be a given name: 山田たろう, 小池 晃, not 林業振興."""
    known = (words[length:] for length in (2, 3) if words[:length] in JA_SURNAMES)
    return any(map(_is_given, (*known, kanji_given(words))))


def _is_given(word: str) -> bool:
    given = word.strip()
    if _HIRAGANA.fullmatch(given):
        return len(given) <= _LONGEST_IN_KANA and not _BEHIND_A_NAME.match(given)
    return bool(_MAN_OR_WOMAN.match(given)) and is_of_name_signs(given) and given not in _WORDS
