"""Whose words a question wants: who speaks in it, and who is only spoken about."""

import re
from collections.abc import Collection

from corpus.name_context import JA_SAY, MASK, masked, with_titles
from corpus.names import Mention
from corpus.pattern import Pattern

_POSSESSIVE = re.compile(r"['’]s?(?![^\W\d_])")
_LIST = rf"{MASK}+(?:(?:, and |, | and | or | & | и | или |と|や|、|及び|および){MASK}+)*"
_JOINS = Pattern(r"(?i)\s*(?:,? and|,? or|,|&|,? и|,? или|と|や|、|及び|および|・)?\s*")
_WHO = Pattern(
    r"(?i)^\W*(?:(?:and|so|but|please|tell me|do you know|can you tell me)\s+)*"
    r"(?:who|whose|by whom|which (?:of|(?:other )?(?:speaker|minister|delegate|member|person|representative"
    r"|politician)s?))\b"
    r"|^\W*(?:(?:а|и|ну|скажите,?)\s+)*(?:кто|чей|чь[яеёию]|кем)\b"
    r"|(?:誰|だれ|どなた|何人)(?!に|を|と|から|へ)"
)
_DOES = r"(?:did|does|do|has|have|had|will|would|should|can|could)"
_IS = r"(?:is|was|are|were)"
_RU_DID = r"[а-яё]+(?:л|ла|лся|лась|ет|ит|ется|ится)"
_RU_WHOSE = (
    rf"(?:(?:с|со|о|об|на|к|про|против|за|от) )?(?:чей|чь(?!я)[а-яё]+)(?: [а-яё-]+){{0,4}}"
    rf"(?: {_RU_DID} {_LIST}| {_LIST} {_RU_DID})\W*$"
)  # "чья" is never what somebody did something to
_ASKED_OF_NAME = Pattern(
    rf"(?i)^\W*(?:(?:and|so|but)\s+)*(?:whom?|whose|which)"
    rf"(?:,? (?!(?:what|why|how|when|where|whether|that)\b)[\w'’-]+){{0,5}},?"
    rf" (?:{_DOES} {_LIST}|{_IS} {_LIST}(?: \w+)? \w+ing\b|(?:{_IS}|been)(?: \w+){{1,2}} by {_LIST})"
    rf"|\bwhom? {_LIST} (?!{_IS}\b)\w+"
    rf"|\b(?:according to|in the (?:words|view|opinion) of) {_LIST}|\bin {_LIST}['’]s? (?:words|view|opinion)\b"
    rf"|^\W*(?:(?:а|и) )?{_RU_WHOSE}|\b(?:по (?:словам|мнению)|со слов|согласно) {_LIST}"
    rf"|{_LIST}(?:によると|によれば|の(?:考え|意見|見解|話)では)[^。]*(?:誰|だれ|どなた)"
    rf"|{_LIST}(?:は|も)[^。]*(?:誰|だれ|どなた)(?:の[^。、]{{1,12}}[にをとへ]|が[^。]*と{JA_SAY})"
    rf"|{_LIST}が[^。、とがは]{{1,15}}[たる]のは(?:誰|だれ|どなた)"
)
_WHOM = Pattern(
    rf"(?i)^\W*(?:(?:а|и) )?(?:(?:кого|кому|с кем|о ком|про кого) [а-яё]+ {_LIST}\W*$|{_RU_WHOSE})"
)  # … поблагодарил Орлов?
_FOLLOW_UP = Pattern(
    rf"(?i)^\W*(?:(?:and|but|or|so|then|what|how|about|а|и|но|ну|что|как|насч[её]т|で|では|じゃあ|それでは)[\s、]*)*{_LIST}"
    r"(?:については?|は|も|の?場合は?)*(?:どう(?:です|でしょう)?か?|いかがです(?:か)?)?\W*$"
)
_LEADS = Pattern(
    rf"(?i)^\W*(?:(?:and|but|or|so|then|а|и|но|ну)[\s,]+)*(?:(?:what|how) about|(?:что|как) насч[её]т) {_LIST}"
)  # what about … on fish?
_SPOKEN_OF = Pattern(
    rf"(?i)(?:\b(?:about|on|regarding|concerning|towards?|against|with|(?<!according )to|mention(?:ed|s|ing)?"
    rf"|thank(?:ed|s|ing)?|prais(?:ed?|es|ing)"
    rf"|blam(?:ed?|es|ing)|accus(?:ed?|es|ing)|critici[sz](?:ed?|es|ing)|attack(?:ed|s|ing)?|defend(?:ed|s|ing)?"
    rf"|support(?:ed|s|ing)?"
    rf"|think of|thinks of|thought of|critic(?:ism|s)?(?: of)?|praise(?: of)?|mentions? of)"
    rf"|\b(?:о|об|обо|про|насч[её]т|относительно|против|с|со|упомина[а-яё]+|упомян[а-яё]+|критик[а-яё]+"
    rf"|поблагодар[а-яё]+"
    rf"|обвин[а-яё]+|поддерж[а-яё]+)) (?P<en>{_LIST})(?!['’])"
    rf"|\b(?:is|was) (?P<en_is>{_LIST})(?=\W*$|.*\baccording to {MASK})"  # "Who is Keller?"
    rf"|(?P<ja_his>{_LIST})の[^、。]{{1,15}}(?:について|に関し|に対し|をめぐ)[^。]*{MASK}+[^。]{{0,6}}(?:は|が)"
    rf"|(?P<ja>{_LIST})(?:について|に関し|に関する|に対し|に対する|への|をめぐ|に触れ|に言及|を批判|を支持|に感謝|を非難|のこと|に反対|に賛成|とは誰)"
)


_AMONG = Pattern(
    rf"(?i)\b(?:who|which) (?:of|among|between) (?:the two,? )?(?P<en>{_LIST})|\bкто из (?:двоих,? )?(?P<ru>{_LIST})"
    rf"|(?P<ja>{_LIST})(?:の(?:どちら|うち|どっち|誰|中で)|のいずれ)"
)


_JA_OFFICE = Pattern(r" ?[\u3400-\u9fff]{1,8}[局省部庁府長官員](?=[はがもの、])")  # 「ザス事務総局は」


def asks_who(question: str, mentions: Collection[Mention]) -> bool:
    """Whether `question` asks for a speaker: "Who mentioned Keller?"; not "Whom did Keller mention?"."""
    return bool(_WHO.search(_hidden(question, mentions))) and not asks_a_name_who(question, mentions)


def asks_a_name_who(question: str, mentions: Collection[Mention]) -> bool:
    """Whether one of `mentions` is asked who it was: "Whose plan did Keller oppose?", "Who, according to Keller, …"."""
    return bool(mentions) and _ASKED_OF_NAME.search(_hidden(question, mentions)) is not None


def among(question: str, mentions: Collection[Mention]) -> list[Mention]:
    """Those of `mentions` of whom a question for who it was asks which: "Which of Keller and Orlov…"."""
    found = _AMONG.search(_hidden(question, mentions))
    if not found:
        return []
    start, end = found.span(found.lastgroup or 0)
    return [one for one in mentions if start <= one.start and one.end <= end]


def speaking(question: str, mentions: Collection[Mention]) -> list[Mention]:
    """Those of `mentions` whose words are wanted; not those whom the question is about."""
    hidden = _hidden(question, mentions)
    if _FOLLOW_UP.match(hidden) or _WHOM.match(hidden):
        return list(mentions)
    leading = _LEADS.match(hidden)
    about = _spans(hidden, leading.end() if leading else 0)
    return [one for one in mentions if not any(start <= one.start and one.end <= end for start, end in about)]


def _spans(hidden: str, start: int) -> list[tuple[int, int]]:
    found = []
    while match := _SPOKEN_OF.search(hidden, start):
        name = next(name for name, words in match.groupdict().items() if words)
        found.append(match.span(name))
        start = match.end(name)
    return found


def _hidden(question: str, mentions: Collection[Mention]) -> str:
    return masked(question, [_titled(question, one) for one in mentions])


def _titled(question: str, one: Mention) -> tuple[int, int]:
    start, end, _ = with_titles(question, one.start, one.end)
    start, end = min(start, one.start), max(end, one.end)
    office = _JA_OFFICE.match(question, end)
    return start, office.end() if office else end


def without_mentions(text: str, mentions: Collection[Mention]) -> str:
    """`text` with a blank in place of each mention, the titles about it, and what joins it to the next."""
    spans = sorted(_titled(text, one) for one in mentions)
    for (start, end), after in reversed(list(zip(spans, [*spans, None][1:], strict=True))):
        joined = after is not None and _JOINS.fullmatch(text, end, max(end, after[0]))
        possessive = _POSSESSIVE.match(text, end)
        end = joined.end() if joined else possessive.end() if possessive else end
        text = text[:start] + " " + text[end:]
    return text
