"""What can be a person's name, in Japanese, Latin and Cyrillic letters."""

from functools import lru_cache

from corpus.common_words import JA_SURNAMES, is_common_word
from corpus.pattern import Pattern
from corpus.roles import has_cjk, is_office_alone, is_role_word
from corpus.wordlist import wordlist

KATA = r"[ァ-ヺー]"
JA_FOREIGN = (
    rf"(?:[A-ZＡ-Ｚ][.．・]\s?)*{KATA}+(?:[・=＝･]{KATA}+|[・][A-Z][.]?)+|(?:[A-ZＡ-Ｚ][.．・]\s?)+{KATA}{{2,}}"
)
_FOREIGN_FULL = Pattern(rf"(?:{JA_FOREIGN})$")
_KATA_ONE = Pattern(rf"{KATA}{{2,}}$")
_KATA_SPACED = Pattern(rf"{KATA}{{2,}}(?:[ \u3000]{KATA}{{2,}}){{1,3}}$")
_KANJI_SPACED = Pattern(r"[一-龥々ヶヵぁ-ん]{1,4}[ \u3000]+[一-龥々ぁ-んァ-ヺー]{1,5}$")
KANJI_JOINED = Pattern(r"[一-龥々ヶヵ]{1,3}[一-龥々ぁ-んァ-ヺー]{1,5}$")
_KANA_NAME = Pattern(
    r"(?:[ぁ-ん]{2,5}|[一-龥々]{1,3}[ぁ-んァ-ヺー]{1,3})[ \u3000]*[一-龥々ぁ-ん]{1,4}$"
)  # くまき美奈子君
JA_HONORIFIC = Pattern(r"(?:君|くん|氏|さん|様|先生|女史)$")
HONORIFIC = Pattern(
    r"(?i)(?:the\s+)?(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|lord|lady|baroness"
    r"|(?:rt\.?|right)\s+hon(?:ou?rable)?|hon(?:ou?rable)?|h\.\s?e|his excellency"
    r"|her excellency"
    r"|m|mme|mlle|monsieur|madame|herr|frau|(?:el |la )?se[ñn]ora?|sra?"
    r"|sen|rep|gov|gen|col|amb|rev|г-н|г-жа|господин|госпожа|тов)\.?\s+(?=\S)",
)
_HE = Pattern(r"(?i)(?:the\s+)?(?:mr|sir|lord|his excellency|m|monsieur|herr|(?:el )?se[ñn]or|sr|г-н|господин)(?:\.|$)")
_SHE = Pattern(
    r"(?i)(?:the\s+)?(?:mrs|ms|miss|dame|lady|baroness|her excellency|mme|mlle|madame|frau"
    r"|(?:la )?se[ñn]ora|sra|г-жа|госпожа)(?:\.|$)"
)
_MR = Pattern(r"(?i)(?:mr|mrs|ms|miss|г-н|г-жа)\.?\s")
POSTNOMINALS = Pattern(  # "Jane Roe MP", "John Low, Ph.D."
    r"(?<=[^\W\d_]{2})(?:,?\s(?:M[SE]?P|AM|MS|MLA|[QK]C|SC|Ph\.?\s?D\.?|M\.?D\.?|MBA|[COMDK]BE|FRS|Esq\.?|LL\.?[BDM]\.?|к\.\s?[а-я]\.\s?н\.|д\.\s?[а-я]\.\s?н\.))+$"
)
_TITLE_WORDS = wordlist(
    """
    mr mrs ms dr prof sir sen rep gov gen col amb rev
    """
)
PARTICLES = wordlist(
    """
    de da del della di dos du la le van von der den ter ten bin bint ibn al el ben y e af zu do das фон де ван
    дер ди аль оглы кызы
    フォン デア ファン デル デン ヴァン ダ デ ドゥ ドス ビン イブン アル エル
    """
)
_ALSO_SURNAMES = wordlist(
    """
    May London Paris Berlin Law Page Price March August Bank Box Court Post Day Table Page
    """
)
INITIALS = Pattern(r"(?:[^\W\d_]\.[-‐]?)+$")
JOINED_INITIALS = Pattern(r"(?:[^\W\d_]\.)+(?P<surname>[^\W\d_][\w'’-]+)$")
_ELIDED = Pattern(r"^d['’](?=[^\W\d_])")  # d'Entremont
_NAME_WORD = Pattern(r"[^\W\d_](?:[\w'’-]*[^\W\d_])?\.?$")


def plain_name(text: str) -> str:
    """A name without courtesy: "Mr. SMITH" → "SMITH", "岸田文雄君" → "岸田文雄"."""
    while honorific := HONORIFIC.match(text):  # "H.E. Dr. …"
        text = text[honorific.end() :]
    return JA_HONORIFIC.sub("", text).strip() or text


def courtesy_of(text: str) -> str | None:
    """The courtesy before a name that tells a man from a woman: "H.E. Mrs. SMITH" → "Mrs."."""
    while honorific := HONORIFIC.match(text):
        if sex_of(honorific[0].strip()):
            return honorific[0].strip()
        text = text[honorific.end() :]
    return None


def sex_of(courtesy: str) -> str | None:
    """Whom a courtesy is due: "m" or "f", or None where it tells neither."""
    return "m" if _HE.match(courtesy) else "f" if _SHE.match(courtesy) else None


def is_name(text: str) -> bool:
    """Whether `text` may be a person's name, whole or in part, in Japanese, Latin or Cyrillic letters."""
    printed, text = text.strip(), plain_name(text.strip())
    if has_cjk(text):
        courteous = printed.endswith("君") and bool(_KANA_NAME.match(text)) and not is_common_word(text)
        return courteous or (_is_cjk_name(text) and not is_office_alone(text))
    return _is_name_in_words(text.split()) or _is_courteous_surname(printed, text)


def _is_courteous_surname(printed: str, text: str) -> bool:
    """Whether courtesy shows that a word is a name, though it may be an ordinary one: "Mr. PRICE", "Ms. Day"."""
    capital = text[:1].isupper() and text.isalpha() and len(text) > 1
    return capital and bool(_MR.match(printed)) and not is_role_word(text)


@lru_cache(maxsize=16_384)
def is_full_name(text: str) -> bool:
    """Whether `text` may be a person's whole name: given name or initials, and surname."""
    plain = plain_name(text.strip())
    if has_cjk(plain):
        foreign = _FOREIGN_FULL.match(plain) or _KATA_SPACED.match(plain)
        courteous = text.strip().endswith("君") and len(plain) >= 4 and bool(_KANA_NAME.match(plain))
        return bool(foreign or _KANJI_SPACED.match(plain)) or _has_surname(plain) or courteous
    words = plain.split()
    return _is_name_in_words(words) and (len(words) > 1 or bool(JOINED_INITIALS.match(words[0])))


def _has_surname(text: str) -> bool:
    """Whether a name without a space begins with a frequent surname: 岸田文雄."""
    surnamed = any(text[:length] in JA_SURNAMES and 2 <= len(text) - length <= 4 for length in (2, 3, 1))
    return surnamed and bool(KANJI_JOINED.match(text)) and not is_office_alone(text)


def _is_cjk_name(text: str) -> bool:
    if is_common_word(text):
        return False
    if _FOREIGN_FULL.match(text) or _KATA_ONE.match(text) or _KATA_SPACED.match(text) or _KANJI_SPACED.match(text):
        return True
    return len(text) <= 8 and bool(KANJI_JOINED.match(text))


def _is_name_in_words(words: list[str]) -> bool:
    if not 1 <= len(words) <= 5 or words[0].casefold() in _TITLE_WORDS:
        return False
    if words[-1].casefold() in PARTICLES:
        return False
    real = [word for word in words if not (INITIALS.match(word) or word.casefold() in PARTICLES)]
    if not real or is_common_word(real[0]):
        return False
    return all(map(_is_name_word, real)) and not any(
        is_common_word(word) for word in real if word.capitalize() not in _ALSO_SURNAMES
    )


def _is_name_word(word: str) -> bool:
    joined = JOINED_INITIALS.match(word)
    core = _ELIDED.sub("", joined["surname"] if joined else word)
    if not core[0].isupper() or len(core) < 2 or is_role_word(core.strip(".,")):
        return False
    return bool(_NAME_WORD.match(core)) and not (core.endswith(".") and len(core) > 4)
