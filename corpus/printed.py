"""A speaker as data prints it: a name, with or without a role around it, or nobody."""

import re
from functools import lru_cache
from unicodedata import normalize

from corpus.labels import Label, Shape, parse_label
from corpus.model import Speaker
from corpus.people import is_full_name, plain_name
from corpus.roles import has_cjk, is_role

LONGEST_NAME = 200  # code points; a longer label is no name

_NOBODY = re.compile(
    r"(?:|null|none|nil|undefined|n/?a|nan|unknown(?: speaker)?|unidentified(?: speaker)?|[\W_]+"
    r"|不明|なし|発言者不明|話者不明|会議録情報|неизвестно|неизвестен|нет)$",
    re.IGNORECASE,
)
_OF_OFFICE = re.compile(r"(?P<role>[^（(）)]+?)\s*[（(]\s*(?P<name>[^（(）)]{1,20}?)\s*(?:君|くん|氏|さん|様)\s*[）)]$")
_ONE_SIGN = re.compile(r"(?P<name>(?![副前元現新両各全本同某])[一-龥])(?P<role>(?:副?委員長?|議員|参考人))$")
_OF_A_MEMBER = re.compile(r"(?:仮|臨時|副)?(?:委員長|委員|座長|議長|議員|主査|会長)(?:代理|代行|職務代理者)?$")
_COMMITTEE = re.compile(
    r"(?:特別|予算|決算|常任|運営|文教|厚生|経済|港湾|環境|建設|総務|財政|警察|消防|公営|企業|審査|知事本)$"
)
_BEFORE_ORGANISATION = re.compile(r"(?P<name>[一-龥々]{2,3}?)(?=東京|大阪|京都|知事|[ァ-ヺ]{2}).{3,}$")
_UNMISTAKABLE = 8  # code points of an id that no other source gives to somebody else
_COUNTED = re.compile(
    r"(?:speaker|person|participant|member|user|guest|interviewee|spk|sprecher)?[\W_]*\d+$", re.IGNORECASE
)
_AROUND = " \u3000:：○〇◯●◎▽▼■□◆◇"


def speaker_of(printed: str | None, *, identity: str | None = None) -> tuple[Speaker | None, str | None]:
    """Who a printed label names, and in what role: "議長（石川良一君）" → 石川良一, 議長; nobody → None, None.

    `identity` is the id that the source gives; without one, the name is the identity. A name in
    words is kept as it is printed: only Japanese manners put the role around the name in data too.
    An official who is printed by surname and office is identified by both, since another official,
    or a member, may bear the surname: 高橋局長 is neither 高橋委員 nor 高橋部長. A member is
    identified by the surname: 高橋委員 may be elected 高橋委員長, and where two members share a
    surname, the minutes themselves tell them apart: 高橋（か）委員. A label longer than LONGEST_NAME
    is nobody's name.
    """
    if printed and len(printed) > LONGEST_NAME * 2:
        return None, None
    name, role, own = _read(printed or "")
    if name is None:
        return None, None
    aliases = () if role else tuple(filter(None, [_surname_before_organisation(name)]))
    return Speaker(identity or own, name, aliases), role


def identity_of(given: str, name: str) -> str:
    """The id `given` by a source; with `name` where it is so short, or a count, that other sources have it too."""
    if is_unmistakable(given):
        return given
    return normalize("NFKC", f"{' '.join(name[:LONGEST_NAME].split())}#{given}")


def is_unmistakable(given: str) -> bool:
    """Whether an id given by one source is nobody else's in another: not "7", "S1" or "speaker_01"."""
    return len(given) >= _UNMISTAKABLE and not _COUNTED.match(given)


def is_identified_by_office(speaker: Speaker) -> bool:
    """Whether the office is part of who it is: 高橋局長 is not every 高橋."""
    office = speaker.id.removeprefix(normalize("NFKC", speaker.name))
    return office not in ("", speaker.id) and has_cjk(office) and is_role(office)


@lru_cache(maxsize=16_384)  # a table repeats its labels
def _read(printed: str) -> tuple[str | None, str | None, str]:
    """The name, role and identity in a label; no name: nobody."""
    name = re.sub(r"\s+", " ", normalize("NFC", printed)).strip()
    if len(name) > LONGEST_NAME or _NOBODY.match(name):
        return None, None, ""
    label = _japanese(name.strip(_AROUND)) if has_cjk(name) else None
    if label and label.name and label.role:
        return label.name, label.role, normalize("NFKC", _identity(name.strip(_AROUND), label.name, label.role))
    if label and label.name and is_full_name(label.name):  # 岸田文雄君 is 岸田文雄
        return name, None, normalize("NFKC", label.name)
    return name, None, normalize("NFKC", name)


def _japanese(printed: str) -> Label | None:
    office = _OF_OFFICE.match(printed) or _ONE_SIGN.match(printed)
    if office:
        return Label(plain_name(office["name"]), office["role"], Shape.NAME_AND_ROLE)
    label = parse_label(printed)
    if label is None or label.name is None or label.name == printed or _COMMITTEE.search(label.name):
        return None
    return label if label.role is None or label.shape == Shape.NAME_AND_ROLE else None


def _identity(printed: str, name: str, role: str) -> str:
    """The name, or the whole label where that is a surname and an office that is not a member's."""
    surname_only = printed == name + role and not (is_full_name(name) and len(name) > 3)
    return printed if surname_only and not _OF_A_MEMBER.match(role) else name


def _surname_before_organisation(printed: str) -> str | None:
    """松永 in 松永スポーツ振興局招致推進部長: likely enough to be found by, not to be printed as the name."""
    match = _BEFORE_ORGANISATION.match(printed)
    return match["name"] if match and is_role(printed) else None
