"""Japanese labels in which name and office are joined: 岸田外務大臣, 外務大臣岸田文雄君, 理事くまき美奈子君."""

import re

from corpus.common_words import JA_SURNAMES
from corpus.label_shapes import Label, Shape
from corpus.people import JA_FOREIGN, JA_HONORIFIC, KANJI_JOINED, KATA, is_full_name, is_name, plain_name
from corpus.roles import JA_PORTFOLIO, JA_ROLE_END, JA_TITLE_AFTER_NAME, is_office_alone, is_role

_ROLE_THEN_FOREIGN = re.compile(rf"(?P<role>.*?[^・=＝･ァ-ヺー])(?P<name>{JA_FOREIGN})$")
_FOREIGN_THEN_ROLE = re.compile(rf"(?P<name>(?:{JA_FOREIGN}|{KATA}{{2,}}))(?P<role>[^ァ-ヺー・].*|[A-Z].*)$")
_ORGANISATION = re.compile(r"(?:^駐.*|[都道府県市区町村国省庁院会党社部局課学園団体連盟協会機構組合銀行])$")
_OF_A_PLACE = re.compile(
    r"(?:副|前|元|現|新)*(?:[市町村区]長|知事|[総]?領事|大使|公使|[学校社会院所園館団支店局部]長|理事長?|総裁|頭取"
    r"|代表|主席|首席|書記長?)$"
)
_OF_A_CABINET = re.compile(r"(?:副|前|元|現|新)*(?:大臣|相|長官|次官|政務官)$")
_DISTINGUISHED = re.compile(r"[（(][^）)]{1,4}[）)]$")  # 高橋（か）委員, where two bear the name
_ROLL_NAME = re.compile(r"(?![長補])[一-龥々ヶヵぁ-んァ-ヺー]{1,6}[ \u3000]*[一-龥々ぁ-んァ-ヺー]{1,5}$")
_GIVEN = re.compile(r"[一-龥々ぁ-ん]{0,2}[一-龥々](?<=[郎子男夫雄美介彦也太樹之恵香枝吾輔哉斗奈菜])|[ぁ-ん]{2,4}")
_HIRAGANA = re.compile(r"[ぁ-ん]+$")
_OF_DEPARTMENT = re.compile(r"[課部局室係所館][長次]")
_LONGEST_GIVEN = _SHORTEST_PLACE = 3
_MOST_WORDS = 4  # place, surname, given name, office
_ONE_SIGN = re.compile(r"[一-龥]$")  # 委員　星
HIRAGANA_NAME = re.compile(
    r"(?:[ぁ-ん]{2,5}|[ぁ-ん]{2,8}[一-龥々]{1,2}|[ぁ-ん一-龥々]{1,5}[（(][ぁ-ん一-龥ァ-ヺ][）)])$"
)


def joined_japanese(text: str) -> Label | None:
    """A Japanese name and role with nothing, or only a space, between them."""
    courteous = _office_and_courteous_name(text)
    if courteous:
        return courteous
    words = re.split(r"[ \u3000]+", text)
    spaced = _spaced(text, words) if 1 < len(words) <= _MOST_WORDS else None
    if spaced:
        return spaced
    for count in range(1, min(3, len(words))):
        first, rest = " ".join(words[:count]), " ".join(words[count:])
        head, last = " ".join(words[:-count]), " ".join(words[-count:])
        if (is_name(first) or HIRAGANA_NAME.match(first)) and is_role(rest) and not is_role(first):
            return Label(plain_name(_printed(text, first)), _printed(text, rest), Shape.NAME_AND_ROLE)
        if (
            is_role(head)
            and (is_name(last) or HIRAGANA_NAME.match(last) or _ONE_SIGN.match(last))
            and not is_role(last)
        ):
            return Label(plain_name(_printed(text, last)), _printed(text, head), Shape.NAME_AND_ROLE)
    if len(words) > 1 or is_office_alone(text):
        return None
    first, dot, rest = text.partition("・")
    if dot and KANJI_JOINED.match(first) and not re.search(KATA, first) and is_role(rest):
        return Label(plain_name(first), rest, Shape.NAME_AND_ROLE)
    for match in (_ROLE_THEN_FOREIGN.match(text), _FOREIGN_THEN_ROLE.match(text)):
        if match and is_role(match["role"]):
            return Label(match["name"], match["role"], Shape.NAME_AND_ROLE)
    return _surname_and_title(text)


def _spaced(text: str, words: list[str]) -> Label | None:
    """小池　百合子知事 and 岸田 文雄 首相 by the whole name; 東京都 小池知事 by the surname, not by the place."""
    before, last = words[-2], words[-1]
    if is_office_alone(last):
        surname = words[-3] if len(words) > 2 else ""
        apart = _ORGANISATION.search(before) or JA_PORTFOLIO.match(before) or is_role(before)
        named = surname in JA_SURNAMES and is_name(before) and len(before) <= _LONGEST_GIVEN and not apart
        return _with_place(words[:-3], _printed(text, f"{surname} {before}"), last) if named else None
    cut = next((cut for cut in range(1, len(last) - 1) if JA_TITLE_AFTER_NAME.fullmatch(last[cut:])), 0)
    own, office = last[:cut], last[cut:]
    if not own or is_role(own):
        return None
    may_be_department = _HIRAGANA.match(own) and _OF_DEPARTMENT.search(office)  # 鈴木 くらし課長, as 鈴木 広聴課長
    if before in JA_SURNAMES and _GIVEN.fullmatch(own) and not may_be_department:
        return _with_place(words[:-2], _printed(text, f"{before} {own}"), office)
    is_place = len(before) >= _SHORTEST_PLACE and _ORGANISATION.search(before)  # a rare surname is not: 鯉渕 中野区長
    return _with_place(words[:-1], own, office) if is_place and own in JA_SURNAMES else None


def _with_place(place: list[str], name: str, office: str) -> Label:
    return Label(name, f"{''.join(place)}{office}", Shape.NAME_AND_ROLE)


def _office_and_courteous_name(text: str) -> Label | None:
    """副委員長淺野　克彦君, 教育長藤田裕司君, 理事くまき美奈子君: an entry of a roll."""
    if not text.endswith("君") or len(text) > 60 or JA_TITLE_AFTER_NAME.search(text[:-1]):
        return None
    for split in range(len(text) - 3, 1, -1):
        role, name = text[:split], text[split:-1]
        if JA_ROLE_END.search(role) and _ROLL_NAME.match(name) and is_role(role):
            return Label(name, role, Shape.NAME_AND_ROLE)
    return None


def _printed(text: str, words: str) -> str:
    """`words`, joined by single spaces, as they stand in `text`."""
    match = re.search(r"[ \u3000]+".join(map(re.escape, words.split(" "))), text)
    return match[0] if match else words


def _surname_and_title(text: str) -> Label | None:
    """岸田外務大臣; 外務大臣岸田文雄君."""
    title = JA_TITLE_AFTER_NAME.search(text)
    if title and 0 < title.start() <= 9:
        name = text[: title.start()]
        core = _DISTINGUISHED.sub("", name)
        organisation = _ORGANISATION.search(core) or JA_PORTFOLIO.match(core)
        if not organisation and (is_name(core) or HIRAGANA_NAME.match(core)) and len(core) <= 7:
            if _OF_A_CABINET.match(title[0]) and core not in JA_SURNAMES:
                return None  # 運輸大臣: the office, not Mr Un'yu
            whole = len(core) >= 4 and is_full_name(core)  # 小池百合子知事, which is no place
            certain = whole or core in JA_SURNAMES or not _OF_A_PLACE.match(title[0])
            return Label(plain_name(name) if certain else text, title[0], Shape.NAME_AND_ROLE)
    surname = next((text[:length] for length in (3, 2, 1) if text[:length] in JA_SURNAMES), None)
    if surname and is_role(text[len(surname) :]):
        return Label(surname, text[len(surname) :], Shape.NAME_AND_ROLE)
    if JA_HONORIFIC.search(text):
        for split in range(len(text) - 3, 1, -1):
            role, name = text[:split], JA_HONORIFIC.sub("", text[split:])
            if JA_ROLE_END.search(role) and KANJI_JOINED.match(name) and len(name) <= 7:
                return Label(name, role, Shape.NAME_AND_ROLE)
    return None
