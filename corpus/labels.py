"""A speaker's label taken apart: who, and in what role."""

import re
from dataclasses import replace
from functools import lru_cache

from corpus.caseless_words import is_no_name
from corpus.common_words import JA_SURNAMES, is_common_word
from corpus.countries import countries_in
from corpus.joined_labels import HIRAGANA_NAME, joined_japanese
from corpus.label_shapes import Label, Shape
from corpus.lines import UNSEEN
from corpus.people import (
    HONORIFIC,
    INITIALS,
    JA_HONORIFIC,
    JOINED_INITIALS,
    PARTICLES,
    POSTNOMINALS,
    courtesy_of,
    is_full_name,
    is_name,
    plain_name,
)
from corpus.roles import (
    has_cjk,
    holds_floor,
    is_role,
    is_role_word,
    is_western_role,
)
from corpus.turned_names import has_frequent_given_name, turned_label
from corpus.wordlist import wordlist

_IN_BRACKETS = re.compile(
    r"(?P<out>[^（()）\[\]]+?(?:[（(][^（()）]{1,2}[)）])?)\s*[（(\[](?P<inside>(?:[^（()）\[\]]|[（(][^（()）]{1,4}[)）])+)[)）\]]\s*$"
)
_ON_BEHALF = re.compile(
    r"(?:on behalf of|im namen d|au nom d|en nombre d|a nome d|em nome d|от имени|от фракции)\S*\s", re.IGNORECASE
)
_CORTES = re.compile(r"(?:el|la) se[ñn]ora? (?P<office>[^\W\d_]+)\s(?P<over>del?\s)?", re.IGNORECASE)
_OVER = re.compile(r"(?:d[aeio]|del|della|dell[ae]|d[oa]s|du|des|D[AEIO]|DEL|DELLA|D[OA]S|DU|DES)$")
_OF_PRESS = re.compile(
    r"(?P<house>[^\s、，（(]{2,20})[ \u3000]+(?P<name>[一-龥々]{1,4})(?P<role>記者|特派員"
    r"|(?:論説|編集|解説)委員|キャスター)$"
)
_MAY_BE_SURNAME = re.compile(r"[一-龥々ヶ]{1,3}$")
_NUMBERED = re.compile(r"[(（]?\d{1,2}[.)）．]\s*(?=\D)")
_MODIFIER = re.compile(
    r"(?:prime|deputy|foreign|first|vice|senior|chief|executive|former|acting|general|state|permanent|high|assistant|managing"
    r"|federal|national|special|honorary|[а-яё-]+(?:ый|ий|ой|ая))$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|&|и)\s")
_ONE_SIGN = re.compile(r"[一-龥]$")
_KANA_THEN_KANJI = re.compile(r"[ぁ-ん]{2,8}[一-龥々]{1,2}$")  # つじの栄作
_WITH_A_LETTER = re.compile(  # U Thant, Ван И
    r"(?![a-zа-я])[^\W\d_] [A-ZА-ЯЁ][^\W\d_]+$|[A-ZА-ЯЁ][^\W\d_]+ (?![a-zа-я])[^\W\d_]$"
)
__all__ = ["Label", "Shape", "bare", "parse_label", "printed_label"]

_LONGEST_JOINED = 6  # signs of a Japanese name without a blank

_MARKS = UNSEEN + "○〇◯◎●◆◇■□▼▽▶►◼◾☆★※＊*_#>　 \t"
_BRACKETS = {"【": "】", "［": "］", "[": "]", "＜": "＞", "〈": "〉", "《": "》"}

_CONTINUED = re.compile(  # what a label tells of the manner of speaking
    r"(?<!\s)\s*[（(\[](?:continued|cont[’'.]?d?\.?|contd|continuing|resuming|続き|つづき|продолжение|interrupting|reading"
    r"|(?:interpretation|translat(?:ion|ed)|spoke|speaking|spoken|original(?: in)?)\b[^（()）\[\]]{0,40}"
    r"|through (?:an |the )?interpreter|via [^（()）\[\]]{2,30}|by (?:video|telephone)[^（()）\[\]]{0,20}|off[- ]mike"
    r"|(?:laugh|smil|weep|cry)(?:s|es|ing)|сме(?:ётся|ется|ясь)|улыба(?:ется|ясь)|плачет|笑い?(?:ながら)?"
    r"|to (?:the )?[^\W\d_a-z][^（()）\[\]]{1,30}|через переводчика|по видеосвязи"
    r"|(?:говорит|выступает) [^（()）\[\]]{2,30}"
    r"|перевод с [^（()）\[\]]{2,20}|通訳(?:を介して|経由)?|[^（()）]{1,6}語で発言)[)）\]]",
    re.IGNORECASE,
)
_TWO_BRACKETS = re.compile(r"(?P<first>\([^()]{1,60})\)\s?\((?P<second>[^()]{1,40}\))$")  # (Lowville) (Lab)

_LINKS = wordlist(
    """
    of the for and on to in at und et и по в на при от для
    """
)
_PATRONYMIC = re.compile(r".*(?:вич|вна|ична|оглы|кызы|вича|вны|ичны|вичем|вной|вичу)$", re.IGNORECASE)
_SURNAME_FIRST = re.compile(  # Омрувье Анна Ивановна, Громов Иван Ильич; but not "Беларуси Александр Лукашевич"
    r"[А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:овна|евна|ична)$"
    r"|[А-ЯЁ][а-яё-]*(?:[бвгджзклмнпрстфцчшщ]|ко|[иы]й) [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ич$"
)
_SAID = re.compile(
    r"\b(?:said|says|added|adds|noted|stated|asked|continued|explained|told|replied|answered|wrote|believes?|thinks?"
    r"|заявил|сказал|отметил|подчеркнул|добавил|спросил|ответил|пояснил|считает|говорит|напомнил|пишет|утвержда)",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """`text` without the ornaments around a label: Markdown, bullets, brackets, a closing colon."""
    text = _NUMBERED.sub("", text.strip(_MARKS).rstrip("：:").strip(_MARKS))
    text = POSTNOMINALS.sub("", _CONTINUED.sub("", text))
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]):
        text = text[1:-1].strip(_MARKS)
    return text


@lru_cache(maxsize=16_384)  # a transcript repeats its labels
def parse_label(text: str) -> Label | None:
    """The name and role in `text`, or None where it cannot be a speaker's label."""
    text = bare(text)
    if text and holds_floor(text):
        return Label(None, text, Shape.FLOOR)
    text = _TWO_BRACKETS.sub(r"\g<first>, \g<second>", text)
    if not text or len(text) > 150 or any(mark in text for mark in "。！？!?:：;；|*") or _SAID.search(text):
        return None
    for reading in (_bracketed, _together, _of_press, _turned, _separated, _joined, _single):
        label = reading(text)
        if label:
            return replace(label, courtesy=courtesy_of(text)) if label.name and HONORIFIC.match(text) else label
    return None


def printed_label(text: str) -> Label | None:
    """`text` as a label of whatever kind, or None where it cannot be one: a clause, an ordinary word."""
    text = bare(text)
    words = text.split()
    if (
        not 1 <= len(words) <= 5
        or len(text) > 40
        or re.search(r"[.,;!?。、！？「」『』\"“”()（）:：*]", text)
        or _SAID.search(text)
    ):
        return None
    starts = text[0].isalpha() and not text[0].islower()  # many scripts have no capitals
    if (
        not starts
        or (len(words) == 1 and is_common_word(text))
        or is_no_name(text)
        or (has_cjk(text) and re.search(r"[はがをにでと]", text) and not _KANA_THEN_KANJI.match(text))
    ):
        return None
    return Label(text, None, Shape.PRINTED)


def _bracketed(text: str) -> Label | None:
    match = _IN_BRACKETS.match(text)
    if not match:
        return None
    out, inside = match["out"].strip(), match["inside"].strip()
    courteous = bool(JA_HONORIFIC.search(inside)) and len(inside) <= 14
    before = parse_label(out) or _kana_or_one_sign(out, inside)
    if (
        before
        and before.name
        and len(inside) <= 2
        and has_cjk(inside)
        and not is_role(inside)
        and out.endswith(before.name)
    ):
        return Label(text[out.rindex(before.name) :], before.role, before.shape)  # 高橋（か）
    if courteous and has_cjk(out) and _is_whole_name(inside) and not (before and _is_listed_name(before)):
        return Label(plain_name(inside), out, Shape.NAME_AND_ROLE)  # an office that no list of offices knows
    cortes = _CORTES.match(out)
    if cortes and is_western_role(cortes["office"]) and is_name(inside) and (cortes["over"] or is_full_name(inside)):
        return Label(plain_name(inside), out, Shape.NAME_AND_ROLE)
    named = before and before.name and is_full_name(before.name) and not _is_of_office(out, before.name, inside)
    if is_role(out) and not named and (courteous or _is_whole_name(inside)):
        return Label(plain_name(inside), out, Shape.NAME_AND_ROLE)
    holder, _, place = (part.strip() for part in inside.partition(","))
    if place and is_role(out) and not named and _is_whole_name(holder):  # The PRESIDENT (Ms. Jane Roe, Canada)
        return Label(plain_name(holder), f"{out} ({place})", Shape.NAME_AND_ROLE)
    if before is None or before.shape in (Shape.FLOOR, Shape.OFFICE) or len(inside) > 80:
        return before if before and before.shape is Shape.FLOOR else None
    role = f"{before.role} ({inside})" if before.role and not has_cjk(text) else before.role or inside
    certain = before.role or is_role(inside)
    return Label(before.name, role, Shape.NAME_AND_ROLE if certain else Shape.NAME_AND_MORE)


def _is_of_office(out: str, name: str, inside: str) -> bool:
    """Whether the `name` read in `out` is what an office is over: "MINISTRO DE HACIENDA"; not in "Minister De Jong"."""
    particle, office = name.split()[0], out.removesuffix(name).split()[-1:]
    return _OVER.match(particle) is not None and any(map(is_western_role, office)) and not countries_in(inside)


def _is_listed_name(label: Label) -> bool:
    """Whether what stands before brackets is a person by a frequent surname, at the length of a name."""
    return bool(label.name and len(label.name) <= _LONGEST_JOINED and is_full_name(label.name))


def _kana_or_one_sign(out: str, inside: str) -> Label | None:
    """いのつめ（委員）, 星（委員）: what is no name by itself is one beside an office."""
    named = HIRAGANA_NAME.match(out) or (_ONE_SIGN.match(out) and is_role(inside))
    return Label(out, None, Shape.ONE_WORD) if named else None


def _together(text: str) -> Label | None:
    """Two who speak at once: "LAVROV and ZAS"."""
    names = _AND.split(text)
    whole = 1 < len(names) <= 3 and all(map(is_name, names))
    return Label(text, None, Shape.NAME_AND_MORE) if whole else None


def _is_whole_name(text: str) -> bool:
    """Whether `text` in brackets is who holds an office, not where: "Minister (Jane Roe)", not "Minister (Canada)"."""
    return is_name(text) and (has_cjk(text) or is_full_name(text) or bool(HONORIFIC.match(text)))


def _of_press(text: str) -> Label | None:
    """朝日新聞　田中記者: the reporter, not the newspaper."""
    match = _OF_PRESS.match(text)
    if not match or match["house"] in JA_SURNAMES:
        return None
    if _MAY_BE_SURNAME.match(match["house"]) and match["name"] not in JA_SURNAMES:  # 鯉渕　太郎記者
        return None
    return Label(match["name"], f"{match['house']}{match['role']}", Shape.NAME_AND_ROLE)


def _turned(text: str) -> Label | None:
    label = turned_label(text)
    return label if label and has_frequent_given_name(label) else None


def _separated(text: str) -> Label | None:
    """NAME、ROLE; NAME, ROLE; NAME — ROLE; and the other way round."""
    for separator in (r"\s*[、，,]\s*", r"\s+[—–―|/／-]\s+", r"\s*[／―]\s*"):
        pieces = re.split(separator, text, maxsplit=1)
        if len(pieces) == 2:
            first, rest = pieces
            if (is_name(first) or _WITH_A_LETTER.match(first) or HIRAGANA_NAME.match(first)) and is_role(rest):
                return Label(plain_name(first), rest, Shape.NAME_AND_ROLE)
            head, tail = _last_piece(text, separator)
            if is_role(head) and is_full_name(tail):
                return Label(plain_name(tail), head, Shape.NAME_AND_ROLE)
            if is_full_name(first) and _is_affiliation(rest):
                return Label(plain_name(first), rest, Shape.NAME_AND_MORE)
    return None


def _last_piece(text: str, separator: str) -> tuple[str, str]:
    match = None
    for match in re.finditer(separator, text):  # noqa: B007  # the last one is wanted
        pass
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


def _is_affiliation(text: str) -> bool:
    words = text.split()
    if not words or _ON_BEHALF.match(text):
        return bool(words)
    named = has_cjk(text) or words[0][:1].isupper() or len(words) <= 4
    return len(words) <= 8 and named and not re.search(r"\d(?!年生?$)|[.:]$|[^\W\d_]{3}\.\s", text)


def _joined(text: str) -> Label | None:
    """A name and a role with nothing, or only a space, between them."""
    return joined_japanese(text) if has_cjk(text) else _joined_words(text)


def _joined_words(text: str) -> Label | None:
    """ROLE NAME, or NAME role, in Latin or Cyrillic letters."""
    words = text.split()
    roles = [index for index, word in enumerate(words) if is_role_word(word.strip(",."))]
    if not roles or len(words) < 2:
        return None
    for count in (2, 3):
        if count <= roles[0] and _opens_role(words[count]) and is_full_name(" ".join(words[:count])):
            return Label(" ".join(words[:count]), " ".join(words[count:]), Shape.NAME_AND_ROLE)
    start = _name_after(words, roles[-1])
    name = " ".join(words[start:])
    if any(_names_another(head) for head in _heads(" ".join(words[:start]))):
        return None  # "President Putin and President Biden"
    direct = start == roles[-1] + 1 or bool(JOINED_INITIALS.match(words[-1]))
    if roles[-1] < start < len(words) and is_name(name) and (direct or is_full_name(name)):
        return Label(name, " ".join(words[:start]).rstrip(","), Shape.NAME_AND_ROLE)
    return None


def _names_another(head: str) -> bool:
    """Whether `head` names somebody by itself: "President Putin"; but not "Представитель Норвегии"."""
    label = _joined_words(head)
    return bool(label and label.name and (head.isascii() or is_full_name(label.name)))


def _heads(role: str) -> list[str]:
    """What stands before a comma or an "and" in `role`."""
    return [role[: match.start()] for match in re.finditer(r",?\s(?:and|и)\s|,\s", role)]


def _opens_role(word: str) -> bool:
    """Whether an office may begin with `word`: "Minister", "Deputy", "CSTO"."""
    acronym = word.isupper() and 2 <= len(word) <= 6
    return is_role_word(word) or acronym or bool(_MODIFIER.match(word) and not word.isupper())


def _name_after(words: list[str], role: int) -> int:
    """Where the name begins that ends a label: all that follows the role, or the last two or three words."""
    run = len(words)
    while run > role + 1 and (words[run - 1][0].isupper() or words[run - 1].casefold() in PARTICLES):
        run -= 1
    mixed = any(not word.isupper() for word in words[run:])
    while mixed and run < len(words) - 2 and words[run].isupper() and words[run].isalpha():
        run += 1  # an organisation: "секретарь ООН Антониу Гутерриш"
    joined = bool(re.match(r"(?:[^\W\d_]\.){2,}$", words[-2]))
    if run == role + 1 and (len(words) - run < 3 or words[run].isascii()):
        return run
    if words[run - 1].casefold() in _LINKS and len(words) - run < 3 and not JOINED_INITIALS.match(words[-1]):
        return len(words)  # "President of the Security Council"
    middle = len(words) - run >= 3 and not joined and (_PATRONYMIC.match(words[-2]) or INITIALS.match(words[-2]))
    if JOINED_INITIALS.match(words[-1]):
        return len(words) - 1
    if len(words) - run >= 3 and _SURNAME_FIRST.match(" ".join(words[-3:])):
        return len(words) - 3
    return max(run, len(words) - (3 if middle else 2))


def _single(text: str) -> Label | None:
    """A name alone or a role alone."""
    if holds_floor(text):
        return Label(None, text, Shape.FLOOR)
    honorific = HONORIFIC.match(text)
    if honorific and is_role(text[honorific.end() :]) and not has_cjk(text):  # "Mr. President"
        return Label(None, text, Shape.OFFICE)
    if is_full_name(text):
        return Label(plain_name(text), None, Shape.NAME_AND_MORE if honorific else Shape.FULL_NAME)
    if is_name(text) and not (has_cjk(text) and is_role(text)):
        return Label(plain_name(text), None, Shape.NAME_AND_MORE if honorific else Shape.ONE_WORD)
    return Label(None, text, Shape.OFFICE) if is_role(text) and len(text) <= 60 else None
