"""Lines that announce whose words follow, or whom they are about: "Remarks by X", "Interview with X"."""

import re

from corpus.inflection import nominative_name, nominative_role
from corpus.labels import Label, Shape, bare, parse_label
from corpus.people import is_full_name, is_name, plain_name
from corpus.roles import has_cjk, is_role

_LONGEST_ABOUT = 160  # characters of a title that announces a person
_LONGEST_EVENT = 320

_EVENT_JA = re.compile(
    r"(?P<who>.+?)(?:氏|君|さん)?(?:による|の|より(?:の)?)(?:[^、。の]{0,16}?)"
    r"(?:ご?挨拶|あいさつ|演説|発言|スピーチ|講演|報告|メッセージ|祝辞|祝電|答弁|声明|談話|開会の辞|閉会の辞|書簡"
    r"|回答|論文|寄稿|寄稿文|コメント|訓示|式辞|弔辞|答辞)"
    r"(?:[（(][^）)]*[)）])?$"
)
_SPEECH_EN = (
    r"(?:remarks|speech|address|statement|greetings?|message|letter|welcome|keynote|lecture|comments|introduction"
    r"|testimony"
    r"|presentation|report|response|contribution|intervention|toast|reply|article)"
)
_EVENT_EN = re.compile(
    rf"(?:[\w’'-]+\s+){{0,4}}{_SPEECH_EN}\s+(?:and answers to [\w’' -]{{0,20}}questions\s+)?"
    r"(?:[\w’'-]+\s+){0,2}?(?:by"
    rf"|of|from|delivered by)\s+(?:the\s+|an?\s+)?(?P<who>.+?)"
    r"(?:,?\s+(?:at|to|on|in|during|before|for|delivered|following|with)\s+(?:the|an?|a|his|her|participants|[A-Z]"
    r"|\d).*)?$",
    re.IGNORECASE,
)
_EVENT_BEFORE_LABEL = re.compile(
    r"(?:(?:開会|閉会|歓迎|来賓|主催者|基調|特別|記念|冒頭)?(?:の)?(?:ご?挨拶|あいさつ|演説|発言|スピーチ|講演|報告|辞|祝辞|メッセージ)(?:\s?\d)?"
    r"|(?:[\w’'-]+\s){0,2}(?:remarks|speech|address|statement|greetings?|welcome|keynote|lecture|introduction|presentation|report)"
    r"|(?:[а-яё]+\s){0,2}(?:выступление|приветствие|обращение|слово|речь|доклад|сообщение))"
    r"\s*[:：—–―\u3000]\s*(?P<who>.+)$",
    re.IGNORECASE,
)
_EVENT_AFTER_LABEL = re.compile(
    r"(?P<who>.+?)[\s\u3000]*(?:ご?挨拶|演説|冒頭発言|基調講演|講演|祝辞|開会の辞|閉会の辞|メッセージ)$"
)
_EVENT_OF_ROLE = re.compile(  # 知事あいさつ（湯川英彦）
    r"(?P<role>[^\s、。（(]{1,24}?)(?:の|による)?(?:開会|閉会|歓迎|主催者|来賓)?(?:の)?(?:ご?挨拶|あいさつ|祝辞|式辞|答辞|講話|訓示|講演|演説)\s?[（(](?P<name>[^（()）]{2,16})[)）]$"
)
_EVENT_EN_OWNER = re.compile(
    rf"(?P<who>.+?)[’']s?\s+(?:[\w-]+\s+){{0,3}}{_SPEECH_EN}(?:\s+(?:at|to|on|in|before)\s+.*)?$", re.IGNORECASE
)
_EVENT_RU = re.compile(
    r"(?:(?:вступительн|приветственн|заключительн|заключительное|вводн|ответн)[а-яё]+\s+)?"
    r"(?:выступлени|приветстви|обращени|слов[оа]\b|реч|доклад|заявлени|комментари|послани|письм|интервью|лекци"
    r"|сообщени|ответ|реплик)"
    r"[а-яё]*\s+(?:и\s+ответы?\s+на\s+вопросы\s+(?:(?:сми|журналистов|прессы|слушателей|участников"
    r"|студентов)\s+)?)?(?P<who>.+?)"
    r"(?:,?\s+(?:на|в|во|к|по|для|перед|участникам|посвящ[а-яё]+|в ходе|по случаю|о|об|с)\s+.*)?$",
    re.IGNORECASE,
)

_ABOUT_JA = re.compile(
    r"(?:.{0,6}?インタビュー|記者会見)\s?[:：\u3000]\s?(?P<subject>.+)$|(?P<who>.+?)(?:氏|さん)?(?:に聞く|へのインタビュー|インタビュー|との対談|との対話|記者会見)$"
)
_ABOUT = re.compile(
    r"(?:(?:an?\s+|the\s+|exclusive\s+|full\s+)*(?:interview|conversation|q\s?&\s?a|talk|press conference"
    r"|press briefing|discussion|dialogue|meeting)"
    r"(?:\s+(?:with|by|of|given by)|\s?:)|(?:эксклюзивное\s+)?(?:интервью|беседа|разговор|пресс-конференция|встреча"
    r"|брифинг)(?:\s+с|\s+со|\s?:)?)\s+(?P<who>.+?)"
    r"(?:,?\s+(?:at|to|on|in|before|for|about|на|в|для|газете|журналу|агентству|телеканалу|о|об)\s.*)?$",
    re.IGNORECASE,
)


def titled_person(text: str) -> Label | None:
    """The person whom a title announces without giving the floor: "Interview with Minister Jane Roe"."""
    text = bare(text)
    if len(text) > _LONGEST_ABOUT or text.endswith(("。", ".", "!", "?", ":")):
        return None
    match = _ABOUT_JA.match(text) or _ABOUT.match(text)
    who = next((words for words in match.groupdict().values() if words), "") if match else ""
    label = parse_label(who)
    if not label or not label.name or label.shape is Shape.ONE_WORD:
        return None
    role = nominative_role(label.role) if label.role else None
    return Label(nominative_name(label.name), role, label.shape)


_WITH = re.compile(r"(?:,\s(?:and\s|и\s)?|\s(?:and|&|и|с|со)\s|、|と)(?=\S)")

_TOGETHER = re.compile(r"\s(?:and|&|и)\s")


def titled_people(text: str) -> list[Label]:
    """All whom a title names so: "Interview with Jane Roe and John Low"."""
    one = titled_person(text)
    if one and not _TOGETHER.search(one.name or ""):
        return [one]
    text = bare(text)
    match = _ABOUT_JA.match(text) or _ABOUT.match(text) if len(text) <= _LONGEST_ABOUT else None
    who = next((words for words in match.groupdict().values() if words), "") if match else ""
    labels = [parse_label(part) for part in _WITH.split(who)]
    named = [label for label in labels if label and label.name and is_full_name(label.name)]
    return [Label(nominative_name(label.name or ""), None, label.shape) for label in named] if len(named) > 1 else []


def event_label(text: str) -> Label | None:
    """Whose words `text` announces: "ROLE NAMEによる挨拶", "Remarks by ROLE NAME at …", "Выступление РОЛЬ ИМЯ"."""
    if len(text) > _LONGEST_EVENT or text.endswith(("。", "！", "？", ".", "!", "?")):
        return None
    core = bare(text)
    label = _ja_event(core) if has_cjk(core) else _en_event(core) or _ru_event(core)
    return label or _beside_event(core)


def _beside_event(text: str) -> Label | None:
    """ "知事あいさつ（NAME）", "基調講演：NAME ROLE", "Keynote: NAME, ROLE", "ROLE NAME 挨拶"."""
    match = _EVENT_OF_ROLE.match(text)
    if match and is_role(match["role"]) and is_name(match["name"]):
        return Label(plain_name(match["name"]), match["role"], Shape.NAME_AND_ROLE)
    for pattern in (_EVENT_BEFORE_LABEL, _EVENT_AFTER_LABEL):
        match = pattern.match(text)
        label = parse_label(match["who"]) if match else None
        if label and label.shape is Shape.NAME_AND_ROLE:
            return label
    return None


def _ja_event(text: str) -> Label | None:
    match = _EVENT_JA.match(text)
    if not match or re.search(r"[。！？]", text):
        return None
    pieces = [
        piece
        for piece in re.split(
            r"(?:への|に対する|における|での|に際しての|に向けた|についての)?[、，]|(?:への|に対する|における|での)",
            match["who"],
        )
        if piece
    ]
    for count in (1, 2):
        label = parse_label("、".join(pieces[-count:])) if pieces else None
        if label and label.shape is Shape.NAME_AND_ROLE:
            return label
    label = parse_label(pieces[-1]) if pieces else None
    return label if label and label.shape is Shape.FULL_NAME else None


def _en_event(text: str) -> Label | None:
    for pattern in (_EVENT_EN, _EVENT_EN_OWNER):
        match = pattern.match(text)
        label = parse_label(match["who"]) if match else None
        if label and (label.shape is Shape.NAME_AND_ROLE or (label.name and is_full_name(label.name))):
            return label
    return None


def _ru_event(text: str) -> Label | None:
    match = _EVENT_RU.match(text)
    if not match:
        return None
    label = parse_label(match["who"])
    if not label or not label.name or not (label.role or is_full_name(label.name)):
        return None
    return Label(nominative_name(label.name), nominative_role(label.role) if label.role else None, label.shape)
