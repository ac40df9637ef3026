"""Whose words a question wants: who speaks in it, and who is only spoken about."""

import re
from collections.abc import Collection, Sequence

from corpus.name_context import JA_SAY, MASK, masked, with_titles
from corpus.names import Mention
from corpus.pattern import Pattern
from retrieval.spoken_of import LIST, acts, asks_who_does_it_to, named_by, spoken_of

_POSSESSIVE = re.compile(r"['’]s?(?![^\W\d_])")
_JOINS = Pattern(r"(?i)\s*(?:,? and|,? or|,|&|,? и|,? или|と|や|、|及び|および|・)?\s*")
_WHO = Pattern(
    r"(?i)^\W*(?:(?:and|so|but|please|tell me|do you know|can you tell me)\s+)*"
    r"(?:who|whose|by whom|which (?:of|(?:other )?(?:speaker|minister|delegate|member|person|representative"
    r"|politician)s?))\b"
    r"|^\W*(?:(?:а|и|ну|скажите,?)\s+)*(?:кто|чей|чь[яеёию]|кем)\b"
    rf"|^\W*(?:(?:und|et|y|e|và) )?(?:wer|von wem (?=w[iu]rde|werden|ist\b)|qui(?! {MASK}| est-ce que)|quién(?:es)?"
    r"|quien(?:es)?|chi|quem)\b"
    r"|^\W*(?:谁|誰(?!に|を|と|から|へ)|哪(?:位|个人|個人|些人))"
    r"|(?:誰|だれ|どなた|何人)(?!に|を|と|から|へ)"
)
_DOES = r"(?:did|does|do|has|have|had|will|would|should|can|could)"
_IS = r"(?:is|was|are|were)"
_RU_DID = r"[а-яё]+(?:л|ла|лся|лась|ет|ит|ется|ится)"
_RU_WHOSE = (
    rf"(?:(?:с|со|о|об|на|к|про|против|за|от) )?(?:чей|чь(?!я)[а-яё]+)(?: [а-яё-]+){{0,4}}"
    rf"(?: {_RU_DID} {LIST}| {LIST} {_RU_DID})\W*$"
)  # "чья" is never what somebody did something to
_IN_WHOSE_VIEW = r"(?:laut|nach (?:meinung|ansicht|angaben) von|selon|d['’]après|según|secondo|segundo)"
_ELSEWHERE_BY = (
    r"(?:\bw[iu]rden? von|\b(?:été|fue|fueron|sido|foi|foram|stat[oaie])(?: [^\W\d_]+){1,3}"
    r" (?:par|por|pel[oa]|da))"
)  # whom somebody did something to: "Qui a été critiqué par Keller ?"
_ASKED_OF_NAME = Pattern(
    rf"(?i)^\W*(?:(?:and|so|but)\s+)*(?:whom?|whose|which)"
    rf"(?:,? (?!(?:what|why|how|when|where|whether|that)\b)[\w'’-]+){{0,5}},?"
    rf" (?:{_DOES} {LIST}|{_IS} {LIST}(?: \w+)? \w+ing\b|(?:{_IS}|been)(?: \w+){{1,6}} by {LIST})"
    rf"|\bwhom? {LIST} (?!{_IS}\b)\w+"
    rf"|\b(?:according to|in the (?:words|view|opinion) of) {LIST}|\bin {LIST}['’]s? (?:words|view|opinion)\b"
    rf"|\b{_IN_WHOSE_VIEW} {LIST}|{_ELSEWHERE_BY} {LIST}"
    rf"|^\W*(?:(?:а|и) )?{_RU_WHOSE}|\b(?:по (?:словам|мнению)|со слов|согласно) {LIST}"
    rf"|{LIST}(?:によると|によれば|の(?:考え|意見|見解|話)では)[^。]*(?:誰|だれ|どなた)"
    rf"|{LIST}(?:は|も)[^。]*(?:誰|だれ|どなた)(?:の[^。、]{{1,12}}[にをとへ]|が[^。]*と{JA_SAY})"
    rf"|{LIST}が[^。、とがは]{{1,15}}[たる]のは(?:誰|だれ|どなた)"
)
_WHOM = Pattern(
    rf"(?i)^\W*(?:(?:а|и) )?(?:(?:кого|кому|с кем|о ком|про кого) [а-яё]+ {LIST}\W*$|{_RU_WHOSE})"
)  # … поблагодарил Орлов?
_FOLLOW_UP = Pattern(
    rf"(?i)^\W*(?:(?:and|but|or|so|then|what|how|about|а|и|но|ну|что|как|насч[её]т|で|では|じゃあ|それでは)[\s、]*)*{LIST}"
    r"(?:については?|は|も|の?場合は?)*(?:どう(?:です|でしょう)?か?|いかがです(?:か)?)?\W*$"
)
_ADDRESSED = Pattern(
    rf"(?i)^\W*(?:my |a |one |ещё |мой )*(?:question (?:to|for)|(?:вопросы?|обращение) ко?) {LIST}"
)  # a question to …
_LEADS = Pattern(
    rf"(?i)^\W*(?:(?:and|but|or|so|then|а|и|но|ну)[\s,]+)*(?:(?:what|how) about|(?:что|как) насч[её]т) {LIST}"
)  # what about … on fish?
_AMONG = Pattern(
    rf"(?i)\b(?:who|which) (?:of|among|between) (?:the two,? )?(?P<en>{LIST})|\bкто из (?:двоих,? )?(?P<ru>{LIST})"
    rf"|(?P<ja>{LIST})(?:の(?:どちら|うち|どっち|誰|中で)|のいずれ)"
)


_RU_HOLDS = (
    r"(?:сказал|заяви|считае|считал|отмети|отмеча|полага|дума|утвержда|говори|подчеркну|призна|объясни|напомни)[а-яё]*"
)
_ACCORDING = Pattern(
    rf"(?i)\b(?:according to|in the (?:words|view|opinion) of) (?P<en>{LIST})|\bin (?P<his>{LIST})['’]s? (?:words"
    rf"|view|opinion)\b"
    rf"|\b{_IN_WHOSE_VIEW} (?P<elsewhere>{LIST})"
    rf"|\b(?:по (?:словам|мнению)|со слов|согласно) (?P<ru>{LIST})"
    rf"|, как (?:{_RU_HOLDS} (?P<ru_as>{LIST})|(?P<as_ru>{LIST}) {_RU_HOLDS})(?:,|\W*$)"
    rf"|(?P<ja>{LIST})(?:によると|によれば|の(?:話|考え|意見|見解|説明)では)"
)
_OF = re.compile(r"(?i)(?P<word>of|von|zu|de|di)\s+")
_GIVEN = Pattern(r"(?<=[ァ-ヺー])・[ァ-ヺー]+")
_JA_OFFICE = Pattern(r" ?[\u3400-\u9fff]{1,8}[局省部庁府長官員](?=[はがもの、])")  # 「ザス事務総局は」


def asks_who(question: str, mentions: Collection[Mention]) -> bool:
    """Whether `question` asks for a speaker: "Who mentioned Keller?"; not "Whom did Keller mention?"."""
    return bool(_WHO.search(_hidden(question, mentions))) and not asks_a_name_who(question, mentions)


def asks_who_spoke_of(question: str, mentions: Collection[Mention]) -> bool:
    """Whether `question` asks who said something of one of `mentions`, with whatever verb: "Who cited Keller?"."""
    return bool(mentions) and asks_who_does_it_to(_hidden(question, mentions))


def who_is_named(question: str, mentions: Collection[Mention]) -> tuple[list[Mention], bool]:
    """Of whom `question` asks who named them ("Who mentioned Keller?"), and whether it asks nothing else."""
    found = named_by(_hidden(question, mentions)) if mentions else None
    return (_within(mentions, found[0], found[1]), found[2]) if found else ([], False)


def asks_a_name_who(question: str, mentions: Collection[Mention]) -> bool:
    """Whether one of `mentions` is asked who it was: "Whose plan did Keller oppose?", "Who, according to Keller, …"."""
    if not mentions:
        return False
    hidden = _hidden(question, mentions)
    return _ASKED_OF_NAME.search(hidden) is not None or acts(question, hidden, mentions)


def among(question: str, mentions: Collection[Mention]) -> list[Mention]:
    """Those of `mentions` of whom a question for who it was asks which: "Which of Keller and Orlov…"."""
    found = _AMONG.search(_hidden(question, mentions))
    if not found:
        return []
    start, end = found.span(found.lastgroup or 0)
    return _within(mentions, start, end)


def _within(mentions: Collection[Mention], start: int, end: int) -> list[Mention]:
    return [one for one in mentions if start <= one.start and one.end <= end]


def speaking(question: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Those of `mentions` whose words are wanted; not those whom the question is about."""
    if not mentions:
        return []
    hidden = _hidden(question, mentions)
    if any(pattern.match(hidden) for pattern in (_FOLLOW_UP, _WHOM, _ADDRESSED)):
        return list(mentions)
    if (told := _ACCORDING.search(hidden)) and (tellers := _within(mentions, *told.span(told.lastgroup or 0))):
        return tellers
    leading = _LEADS.match(hidden)
    about = spoken_of(question, hidden, mentions, leading.end() if leading else 0)
    return [one for one in mentions if not any(start < one.end <= end for start, end in about)]


def _hidden(question: str, mentions: Collection[Mention]) -> str:
    return masked(question, [_without_of(question, one) for one in mentions])


def _without_of(question: str, one: Mention) -> tuple[int, int]:
    """The span of a name and its titles without an "of" before it that is none of it: "think of Orlov"."""
    start, end = _titled(question, one)
    of = _OF.match(question, start)
    if of is None or any(of["word"] in who.name.split() for who in one.speakers):
        return start, end
    return of.end(), end


def _titled(question: str, one: Mention) -> tuple[int, int]:
    start, end, _ = with_titles(question, one.start, one.end)
    start, end = min(start, one.start), max(end, one.end)
    office = _JA_OFFICE.match(question, end)
    return start, office.end() if office else end


def _in_full(text: str, one: Mention, mentions: Collection[Mention]) -> tuple[int, int]:
    """The span of a name with its titles, and with a given name in kana that a dot joins to it: ノガミ・ジュンコ."""
    start, end = _titled(text, one)
    given = _GIVEN.match(text, one.end)
    if given is None or any(other.start < given.end() and one.end < other.end for other in mentions):
        return start, end
    return start, max(end, given.end())


def without_mentions(text: str, mentions: Collection[Mention]) -> str:
    """`text` with a blank in place of each mention, the titles about it, and what joins it to the next."""
    spans = sorted(_in_full(text, one, mentions) for one in mentions)
    for (start, end), after in reversed(list(zip(spans, [*spans, None][1:], strict=True))):
        joined = after is not None and _JOINS.fullmatch(text, end, max(end, after[0]))
        possessive = _POSSESSIVE.match(text, end)
        end = joined.end() if joined else possessive.end() if possessive else end
        text = text[:start] + " " + text[end:]
    return text
