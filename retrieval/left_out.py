"""Who is left out of those asked: "all but Keller", «все, кроме Орлова», 「ケラー以外の人」, "and the others?"."""

import re
from collections.abc import Collection, Iterator

from corpus.model import Speaker
from corpus.name_context import JA_SAY, MASK, masked, with_titles
from corpus.names import Mention, Roster
from corpus.pattern import Pattern, holds_any
from retrieval.model import Form

_LIST = rf"{MASK}+(?:(?:, and |, or |, | and | or | nor | & | и | или |と|や|、|及び|および){MASK}+)*(?!['’]|{MASK})"
_BOTH = rf"{MASK}+(?: (?:and|or|nor|и|или) {MASK}+)*(?!['’]|{MASK}| ли\b)"
_LEAVES_OUT = (
    *("excepté", "excepto", "salvo", "tranne", "除"),
    *("except", "besides", "other than", "apart from", "aside from", "excluding", "the exception of", "but", "not"),
    *(
        "кроме",
        "помимо",
        "исключени",
        "исключая",
        "не ",
        "以外",
        "のほか",
        "の他",
        "を除",
        "抜き",
        "なく",
        "ausser",
        "abgesehen",
        "sauf",
    ),
)
_JA_PEOPLE = r"(?:人|方|者|発言者|参加者|登壇者|出席者|議員|委員|大臣|代表|閣僚|国|メンバー)(?:たち|達|々|ら)?"
_LEFT_OUT = Pattern(
    rf"(?i)(?:,? *\b(?:except(?:ing)?(?: for)?|besides|other than|apart from|aside from|excluding|not counting"
    rf"|with the exception of|кроме|помимо|за исключением|исключая|не считая|außer|abgesehen von|sauf|excepté"
    rf"|excepto|salvo|tranne)"
    rf"|(?:(?<=one)|(?<=body)|(?<=all)|(?<=who)|(?<=speakers)|(?<=members)|(?<=others)),? but"
    rf")(?: for)? {_LIST},?"
    rf"|(?:^(?=\w+ {_BOTH}(?:,| (?:but|and|а|и)\b|\W*$))|,|\band|\bbut|(?<=\S )а) *(?:not|не) {_BOTH}(?:, а\b)?,?"
    rf"|除了? ?{_LIST}(?:以外|之外)?[，,]?"
    rf"|{_LIST}(?:以外|のほか(?=[にで])|の(?:他|ほか)の(?={_JA_PEOPLE})|の他(?=[にで])|を除(?:いた|いて|き|く)|抜き"
    r"|(?:では|じゃ)なくて?)[でには]*、?"
    rf"(?:の?(?P<people>{_JA_PEOPLE}(?:はみんな|はみな|全員)?)|の)?"
)

_OFFICE = Pattern(
    r"(?i)\b(?:except(?:ing)?(?: for)?|besides|other than|apart from|aside from|excluding|(?:[a-z]*(?:one|body)|all|who"
    r"|speakers) but)"
    r" (?:the )?(?P<en>[^\W\d_][\w -]{2,50}?)(?= (?:say|said|think|thought|sp[eo]ak|spoke|talk|mention|about|on)"
    r"|[,?.!]|$)"
    r"|(?<![а-яё])(?:кроме|помимо|исключая) (?P<ru>[а-яё-]{4,}(?: [а-яё-]+){0,3}?)(?=,| (?:о|об|про|сказал|говорил"
    r"|думает)|[?.!]|$)"
    r"|(?P<ja>[一-龥々ァ-ヺー]{2,20})(?=以外|を除|のほか[にで]|の他[にで])"
)
_NOBODY = Pattern(
    r"(?i)(?:\bnobody|\bno one|\bnone|(?<![а-яё])никто|(?<![а-яё])никого)(?: else)?\W*$"
)  # but Keller: Keller
_EN_SAY = r"(?:say|said|think|thought|mention(?:ed)?|sp(?:eak|oke)|talk(?:ed)?|have to say)"
_RU_SAY = r"(?:сказал[аи]?|говорил[аи]?|говорят|думают|считают|высказал[аи]?сь)"
_IT = (
    r"(?: (?:(?:about|on) )?(?:it|this|that|the same)| об этом| про это| на эту тему| по этому поводу"
    r"|、?(?:これ|それ)について(?:は|も)?、?)?"
)
_LEAD = r"\W*(?:(?:and|but|so|а|и|но|では|じゃあ|で)(?![a-zа-яё])[\s、,]*)*"
_EVERYBODY = Pattern(
    rf"(?i){_LEAD}(?:(?:what|how) about )?(?:(?:every|any)(?:one|body)|all(?: of them)?|все|(?:それぞれ)+)"
    rf"(?: {_EN_SAY})?{_IT}[はも]?\W*"
)
_WHO_ELSE = Pattern(
    rf"(?i){_LEAD}(?:(?:who|any(?:one|body)|some(?:one|body)) else|кто(?:-нибудь|-либо|-то)? ещ[её]"
    rf"|ещ[её] кто(?:-нибудь|-то)?"
    rf"|(?:did|does|has) any(?:one|body) else|(?:他|ほか)に(?:は|も)?(?:誰|だれ|どなた)[かがは]?)"
    rf"(?: {_EN_SAY}| {_RU_SAY})?{_IT}(?:{JA_SAY}.{{0,8}}|い(?:る|ます)か?)?\W*"
)
_OTHERS = Pattern(
    rf"(?i){_LEAD}(?:(?:what|how) (?:about |of |did |do |have )?)?(?:the )?(?:others?(?: (?:speakers|people|ones"
    rf"|members|ministers"
    rf"|delegates|participants))?|every(?:one|body) else|all the others|the rest(?: of them)?|(?:besides|other than"
    rf"|apart from|except) (?:him|her|them))(?: {_EN_SAY})?{_IT}\W*"
    rf"|{_LEAD}(?:(?:что|как) )?(?:{_RU_SAY} )?(?:все )?(?:остальные|другие|прочие|кроме н(?:его|е[её]"
    rf"|их))(?: {_RU_SAY})?{_IT}\W*"
    rf"|{_LEAD}(?:(?:他の|ほかの|残りの|それ以外の|別の)(?!国){_JA_PEOPLE}|(?:彼|彼女|その人|同氏)(?:ら)?以外(?:の人)?)(?:は|も|たちは)?、?{_IT}(?:(?:どう|何と"
    rf"|何を)?{JA_SAY}.{{0,8}}|どう.{{0,4}})?\W*"
)


def is_everybody(said: str) -> bool:
    """Whether `said`, without the words for who is left out, names only all: "And everyone?"."""
    return _EVERYBODY.fullmatch(said) is not None


def the_others(said: str) -> Form | None:
    """In which form `said` asks the last question of all who were not asked it; None where it does not."""
    if _WHO_ELSE.fullmatch(said):
        return Form.WHO
    return Form.EACH if _OTHERS.fullmatch(said) else None


def without_left_out(text: str, roster: Roster) -> tuple[str, tuple[Speaker, ...]]:
    """`text` without the words that leave somebody out, and who is left out: all whom those names may mean."""
    return _without(text, list(_named(text, roster))) if holds_any(text, _LEAVES_OUT) else (text, ())


def _named(text: str, roster: Roster) -> Iterator[Mention]:
    """Who is named in `text`, and who held the offices that stand where somebody is left out."""
    mentions = roster.mentions(text)
    yield from mentions
    for found in _OFFICE.finditer(text):
        start, end = found.span(next(name for name, words in found.groupdict().items() if words))
        if any(one.start < end and start < one.end for one in mentions):
            continue
        asked = f"{text[start:end]}は何と述べた" if found["ja"] else f"{text[start:end]} said"
        for held in roster.office_mentions(asked, ()):
            yield Mention(start + held.start, start + held.end, held.speakers)


def _without(text: str, mentions: Collection[Mention]) -> tuple[str, tuple[Speaker, ...]]:
    hidden = masked(text, [with_titles(text, one.start, one.end)[:2] for one in mentions])
    left_out = [found for found in _LEFT_OUT.finditer(hidden) if not _NOBODY.search(hidden[: found.start()])]
    but = [who for one in mentions if any(_holds(found, one) for found in left_out) for who in one.speakers]
    for found in reversed(left_out):
        of_each = "それぞれ" if found["people"] else " "
        text = text[: found.start()] + of_each + text[found.end() :]
    return re.sub(r"\s+", " ", text).strip(), tuple(dict.fromkeys(but))


def _holds(found: re.Match[str], one: Mention) -> bool:
    return found.start() <= one.start and one.end <= found.end()
