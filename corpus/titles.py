"""Lines that structure a text: the titles of its sections, and the words that close a meeting."""

import re
from collections.abc import Mapping, Sequence

from corpus.asides import LONGEST, SPEAKS
from corpus.evidence import Heading
from corpus.labels import parse_label
from corpus.lines import LIST_ITEM, Line, ends_sentence

_TITLE_ENDS = re.compile(r"[。．.!?！？…,、，;；:：」』）)]$")
_ADDRESSED = re.compile(
    r"皆|諸君|各位|同僚|友人|様|殿|閣下|ありがと|感謝|こんにち|おはよう|はじめまして|よろしく|です|ます|ました"
    r"|ません|ましょう"
    r"|\b(?:dear|colleagues?|friends?|ladies|gentlem[ae]n|excellenc(?:y|ies)|thanks?|thank|hello|welcome"
    r"|good (?:morning|afternoon|evening)|mr|ms|madam|sir|yes|no|amen)\b"
    r"|коллег|друзья|господ|дамы|уважаем|дорог|спасибо|благодар|здравствуй|добр(?:ый|ое)|товарищ|ваш[аеи]? превосх",
    re.IGNORECASE,
)
_DECORATED = re.compile(
    r"#{1,6}\s|[■◆◇▼▽●]\s*\S{1,30}$|[【＜〈《][^】＞〉》]{1,40}[】＞〉》]$"
    r"|(?:第[一二三四五六七八九十\d]{1,3}[部章節]|(?:Part|Chapter|Section|Часть|Глава|Раздел)\s+(?:[IVX]+|\d+|One"
    r"|Two|Three)\b)"
)
_SUBTITLE_LENGTH = 60
_LONG = 60  # characters of a line that is no title
_FEWEST = 3  # lines that show how a file ends its sentences
_NEARLY_ALL = 0.9
LONGEST_TITLE = 3  # lines
_NUMBERED = re.compile(
    r"[（(][\d一二三四五六七八九十ivx]{1,3}[)）]|\d{1,2}[.．)）\s]|第?[一二三四五六七八九十\d]{1,3}[\s、．]"
)


def is_decorated(text: str) -> bool:
    """Whether `text` is marked as a title: "## Trade", "【貿易】", "第二部"."""
    return bool(_DECORATED.match(text)) and not text.endswith(("。", ".", "です", "ます"))


def is_section_title(above: Line | None, line: Line, below: Line | None) -> bool:
    """Whether `line`, which gives nobody the floor, is the title of what follows it.

    A title is decorated as one, or stands between blank lines above finished prose, as a phrase
    that neither ends like a sentence nor greets or thanks anyone.
    """
    text = line.text
    if len(text) > LONGEST:
        return False
    if is_decorated(text):
        return True
    if len(text) > _SUBTITLE_LENGTH or _TITLE_ENDS.search(text) or _ADDRESSED.search(text) or SPEAKS.search(text):
        return False
    if below is None or not (line.apart and below.apart) or LIST_ITEM.match(text) or LIST_ITEM.match(below.text):
        return False
    prose_above = above is None or bool(_TITLE_ENDS.search(above.text))
    return (
        prose_above
        and (text[0].isupper() or not text[0].isascii())
        and not text[0].islower()
        and len(below.text) > len(text)
    )


def is_title_between(above: Line, lines: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether `lines`, right above a label, are the title of what is spoken of next: "2. Parks", "Public comment".

    They are, where all that is said ends like a sentence, if they stand between blank lines, do not end so, and
    neither greet nor speak of the one who speaks. `below` is the label's line; at the end of the file a title has to
    be numbered.
    """
    if not lines[0].apart or len(lines) > LONGEST_TITLE or not all(map(_may_be_title, lines)):
        return False
    if not ends_sentence(above) or above.text.endswith((":", "：")):  # what is quoted, or the last of a list
        return False
    return below[0].apart if below else bool(_NUMBERED.match(lines[0].text))


def _may_be_title(line: Line) -> bool:
    text = line.text
    if len(text) > _SUBTITLE_LENGTH or _TITLE_ENDS.search(text) or _ADDRESSED.search(text) or SPEAKS.search(text):
        return False
    return (text[0].isalnum() or bool(_NUMBERED.match(text))) and not text[0].islower()


def has_stops(lines: Sequence[Line], headings: Mapping[int, Heading]) -> bool:
    """Whether what is said after the labels, and in longer lines, ends like a sentence nearly everywhere."""
    after = {index for index, one in headings.items() if one.length < len(lines[one.last].text)}
    said = [
        line for index, line in enumerate(lines) if index in after or (index not in headings and len(line.text) > _LONG)
    ]
    return len(said) >= _FEWEST and sum(map(ends_sentence, said)) >= _NEARLY_ALL * len(said)


_CLOSING = re.compile(
    r"(?:the |this )?(?:meeting|session|sitting|conference|hearing|debate|discussion|forum|summit|proceedings|event"
    r"|round ?table|council|committee|assembly)s?\b.{0,40}"
    r"\b(?:rose|adjourned|was (?:closed|suspended|adjourned|concluded)|were (?:closed|adjourned)|ended|concluded"
    r"|closed)\b.{0,60}"
    r"|\(?(?:adjourned|suspended) (?:at|until)\b.{0,40}"
    r"|(?:散会|閉会|閉議|終了)(?:時刻|時間)?[\s：:]*(?:令和|平成|\d{4}年|午前|午後|正午|\d{1,2}[時:：]).{0,24}"
    r"|.{0,12}(?:午前|午後|正午).{0,12}(?:散会|閉会|休憩|閉議|終了|開議|再開|開会)(?:しました|した|する)?。?"
    r"|(?:заседание|сессия|конференция|встреча|форум|собрание|дискуссия|круглый стол)\b.{0,40}(?:закры(?:то|лось"
    r"|лась|лся|вается в)|заверш(?:ено|илось|илась|ился)|окончен[оа]?|закончил(?:ось|ась|ся)).{0,60}",
    re.IGNORECASE,
)


def closes_meeting(text: str) -> bool:
    """Whether the line `text` tells, in nobody's words, that the meeting ended or paused."""
    return len(text) < LONGEST and bool(_CLOSING.fullmatch(text))


_CLOSED_BY_CHAIR = re.compile(
    r"(?:閉会|散会|閉議)(?:と?いた|と|を?宣(?:告|言)いた)?(?:し|致し)ます。?$"
    r"|\b(?:(?:the|this) (?:meeting|session|sitting|hearing)|we|i declare .{1,40})"
    r" (?:stands? |is |are |now )*(?:adjourned|closed)\.?$"
    r"|(?:заседание|собрание|сессия)\s(?:объявля(?:ется|ю)\s)?(?:закрыт(?:о|ой|а|ым)|закрываю)\.?$",
    re.IGNORECASE,
)


def closes_by_words(text: str) -> bool:
    """Whether one who presides ends the meeting with these words: what follows is no more said by them."""
    return bool(_CLOSED_BY_CHAIR.search(text[-120:]))


_CHAIR_CHANGES = re.compile(
    r"(?:took|takes|taking|resumed|vacated|left) the chair|in the chair\b"
    r"|(?:議長|委員長|座長|会長|司会).{0,20}(?:退席|着席|交代|代わ)|занял[аи]? (?:место председател|председательск)"
    r"|председательств(?:о|ует|овал)",
    re.IGNORECASE,
)


_PRESIDES = re.compile(r"Председательству(?:ет|(?P<several>ют))\s*[:—–-]?\s*(?P<label>\S.{3,120})$")
_ASKS = re.compile(r"(?:(?:\w+[ -])?EXAMINATION )?BY (?P<label>(?:MR|MS|MRS|MISS|DR)\.? [^:]{2,40}):?$")
PRESIDING = "председательствующий"


def presider(text: str) -> str | None:
    """Who presides from the line «Председательствует И. И. Белов» on, as «Председательствующий»; None: no such line.

    "" where several take turns: which of them speaks is not told.
    """
    match = _PRESIDES.match(text)
    if match and match["several"]:
        return ""
    label = parse_label(match["label"]) if match else None
    return label.name if label else None


def asks(text: str) -> str | None:
    """Who asks from the line "BY MR. SMITH:" on, as depositions have it; None: no such line."""
    match = _ASKS.match(text)
    label = parse_label(match["label"]) if match else None
    return label.name if label else None


def changes_chair(text: str) -> bool:
    """Whether the line `text` tells that somebody else presides from here on."""
    return len(text) < LONGEST and bool(_CHAIR_CHANGES.search(text))
