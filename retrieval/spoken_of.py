"""Who in a question is spoken of, or spoken to, and not heard: by prepositions, word order, particles and cases."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from string import ascii_lowercase

from corpus.name_context import JA_SAY, MASK
from corpus.names import Mention
from corpus.pattern import RUSSIAN_LETTERS, Pattern
from corpus.roles import is_role_word
from corpus.wordlist import wordlist
from retrieval.cases import AT, BY, OF, TO, ending_of

LIST = rf"{MASK}+(?:(?:, and |, | and | or | & | и | или |と|や|、|及び|および|・){MASK}+)*"
_EN_DONE_TO = (
    r"(?:mention|nam|quot|cit|criticis|criticiz|attack|accus|blam|prais|thank|applaud|congratulat|condemn|denounc|rebuk"
    r"|reprimand|insult|mock|describ|portray|characteris|characteriz|call|interrupt|contradict|challeng|defend|support"
    r"|back|elect|appoint|dismiss|nominat|introduc|invit|welcom|greet|discuss|commend|honour|honor|referenc|endors"
    r"|address)"
)
_DONE_TO = rf"{_EN_DONE_TO}(?:e?s|ed|ing|e)?"
_PASSIVE = (
    rf"(?:{_EN_DONE_TO}ed(?! (?:as )?(?:saying|having said)\b)"
    r"|referred to|talked about|spoken (?:of|about)|brought up|chosen|singled out)"
)
_EN_WORDS = (
    r"(?:views?|words?|opinions?|positions?|stances?|speech(?:es)?|remarks?|statements?|comments?|thoughts|attitudes?)"
)
_JA_SAID_OF = (
    rf"(?P<ja_that>{LIST})(?:は|が|も|を|に)[^。は]*[たるだいすん]と、?{MASK}+(?:は|が|も)[^。、]{{0,8}}?{JA_SAY}"
)
_BY_WORDS = (
    Pattern(
        rf"(?i)\b(?:about|on|regarding|concerning|towards?|against|with|(?<!according )to|(?:said|say|spoken|heard) of"
        rf"|thinks? of|thought of|mention(?:ed|s|ing)?|thank(?:ed|s|ing)?|prais(?:ed?|es|ing)|blam(?:ed?|es|ing)"
        rf"|accus(?:ed?|es|ing)|critici[sz](?:ed?|es|ing)|attack(?:ed|s|ing)?|defend(?:ed|s|ing)?|support(?:ed|s|ing)?"
        rf"|quoting|citing|naming|calling|(?:praise|support|thanks|sympathy) for|critic(?:ism|s)?(?: of)?"
        rf"|praise(?: of)?"
        rf"|mentions? of) (?P<en>{LIST})(?!['’])"
        rf"|\b(?:said|says?|thinks?|thought|known|knows?|heard|talk(?:ed|s)?|spoken?|speaks?) (?:about|of|on)"
        rf" (?P<en_his>{LIST})(?=['’])(?!['’]s? (?:\w+ )?{_EN_WORDS}\b)"
        rf"|\b(?:is|was) (?P<en_is>{LIST})(?=\W*$|.*\baccording to {MASK})"  # "Who is Keller?"
        rf"|\b(?:(?:is|are|was|were|gets?|got|been|being)(?:n['’]t| not)? (?P<en_passive>{LIST})(?: being)?"
        rf"|(?:has|have|had)(?:n['’]t| not)? (?P<en_perfect>{LIST})(?: (?:ever|also|not))? been"
        rf")(?: (?:also|ever|not|publicly|even))* {_PASSIVE}\b"
        rf"|(?P<en_said>{LIST}) (?:is|are|was|were|gets?|got|(?:has|have|had)(?: \w+)? been)(?: \w+)? {_PASSIVE}\b",
        needs=[f"{letter} {MASK}" for letter in ascii_lowercase]
        + [f"{MASK} {verb}" for verb in ("is", "are", "w", "g", "h")],
    ),
    Pattern(
        rf"(?i)\b(?:о|об|обо|про|насч[её]т|относительно|против|со?|ко?|в адрес) (?P<ru>{LIST})(?!['’])"
        rf"|{MASK}[^?]*\bо том, (?:что|как|кто|где|почему|когда|зачем|сколько|чем|будто) [^?]*?(?P<ru_that>{LIST})"
        rf"|{MASK}[^,?]*, (?:что|будто|когда|чтобы|если|пока|потому что) (?P<ru_what>{LIST})"
        rf"|{MASK} (?!и )(?:[а-яё]+ (?!и )){{0,2}}?(?:на |о |об )?(?:слов(?:а|ах)|заявлени[ею]|предложени[ею]"
        rf"|выступлени[ею]|критику|реч[ьи]) (?P<ru_words>{LIST})"
        rf"|{MASK}, (?:прав[аы]? ли|верно ли, что|что) (?P<ru_whether>{LIST})",
        needs=RUSSIAN_LETTERS,
    ),
    Pattern(
        rf"{_JA_SAID_OF}|(?P<ja_his>{LIST})の[^、。]{{1,15}}(?:について|に関し|に対し|をめぐ|に|を)[^。]*{MASK}+[^。]{{0,6}}(?:は|が)"
        rf"|(?P<ja_whose>{LIST})の(?:秘書|次官|代理|後任|前任|部下|上司|同僚|側近|妻|夫|息子|娘)(?:について|に関し|に対し|を)"
        rf"|(?P<ja>{LIST})(?:案|法案|論|構想|計画|政権|内閣|政策|路線)?(?:について|に関し|に関する|に対し|に対する|への|宛|をめぐ|に触れ|に言及|を批判|を支持|に感謝|を非難|のこと|に反対|に賛成|とは誰)"
        rf"|(?P<ja_against>{LIST})(?:の[^、。はが]{{1,15}}に対する(?=[^。]*{MASK})|(?:批判|擁護|非難|支持)(?![さし]))"
        rf"|(?P<ja_wo>{LIST})を(?!含|はじめ|始め|検索|探|表示|見せ|教え|中心|お?願|引用\W*$"
        rf"|[^。はが]{{1,8}}[てで](?:ください|下さい|くれ|ほしい)?\W*$)"
        rf"|(?P<ja_name>{LIST})の(?:名前?[はがをもに]|批判者|評判|支持者|反対者"
        rf"|[^、。はが]{{1,12}}[にを](?:賛成|反対|批判|支持|反論|同意|感謝|引用した|評価した))"
        rf"|(?P<ja_passive>{LIST})(?:は|が|も)[^。が]*?"
        rf"(?:(?:批判|非難|引用|称賛|賞賛|名指し|攻撃|擁護|糾弾|中傷|侮辱|任命|選出)され|(?:呼ば|褒めら|ほめら|責めら|叱ら|選ば)れ"
        rf"|(?:誰|だれ|どなた|人々?)(?:から|に)[^。が]*[さわからめけげせべねえ]れ(?:た|て|る|ま))(?![^。]*(?:と|どう|何を){JA_SAY})"
        rf"|(?P<ja_to>{LIST})に(?!よ|聞|訊|き[いか]|言わせ|関|対|つい|おけ|おい|代わ|なっ|なる|とっ|は)(?:[^。]*[をとか])?"
        rf"(?:質問し|尋ね|答え|言い|言っ|言う|述べ|話し|伝え|反論|賛成|反対|感謝|同意|求め|呼びかけ|触れ|言及|何を聞)(?!られ|た[いく]|て(?:ほし|もら|いただ|頂|くだ|下さ))",
        needs=("の", "に", "へ", "を", "は", "が", "も", "批判", "支持", "擁護", "非難", "宛", "とは"),
    ),
)
_ELSEWHERE = Pattern(  # German, French, Spanish, Italian, Portuguese, Chinese
    rf"(?i)(?:\b(?:über|gegen|gegenüber|mit|zu|(?:hält|halten|hielt|denkt|dachte)(?: {MASK}+)? von|sur|contre"
    rf"|envers|avec"
    rf"|à propos d[e'’]|au sujet d[e'’]|(?:dit|pense-t|parle-t)-on d[e'’]|sobre|acerca de|contra|à|riguardo a|su"
    rf"|(?:pens|dic|dett|parl)[a-z]+(?: {MASK}+)? di)(?:(?<=['’])| )"
    rf"|(?:[¿áéíóúñ].*|\b(?:que|quien|chi|cosa|quem) .*)\ba |d['’](?={MASK}+ ?\?)"
    rf"|(?:关于|關於|对|對|向|跟|提到|提及|批评|批評|感谢|感謝"
    rf"|谈到|談到|评价|評價|反对|反對|指责|称赞|稱讚)[了过過]? ?)"
    rf"(?P<a>{LIST})(?!['’])",
    needs=wordlist(
        """
        über gegen mit zu von sur contre envers avec propos sujet sobre acerca contra à riguardo su di a d' d’ -on
        关 關 对 對 向 跟 提 批 感 谈 談 评 評 反 指 称 稱
        """
    ),
)
_ASKS = ("did", "does", "do", "has", "have", "had", "will", "would", "should", "can", "could")
_SUBJECT = Pattern(
    rf"(?i)\b(?:{'|'.join(_ASKS)}|may|might|must|is|was|were|are)(?:n['’]t| not)?"
    rf" (?:the |our )?(?P<who>{LIST})(?!['’]s? )(?: (?:also|ever|not|really|actually|just|then"
    rf"|still))* (?P<does>[a-z]+)\b",
    needs=(*_ASKS, "may", "might", "must", "is", "was", "were", "are"),
)
_NO_WORDS = r"(?!elect|appoint|dismiss|nominat|invit|back)"
_WHO_SAYS_OF = Pattern(
    rf"(?i)^\W*(?:(?:and|so|but|tell me|do you know) )*(?:who|which(?: other)? \w+)(?: (?:has|have|had|ever|also"
    rf"|else|all)){{0,3}}"
    rf" {_NO_WORDS}{_DONE_TO} {LIST}|\bкто (?:[а-яё-]+ ){{0,2}}(?:сосла|ссыла|спори|поспори|переби|опроверг|похвали"
    rf"|хвали|защища"
    rf"|обвин|обиде|высмея)[а-яё]* (?:на |с |со )?{LIST}|{LIST}の名前?を(?:出|挙げ|あげ)[^。]*(?:誰|だれ|どなた)"
    rf"|(?:誰|だれ|どなた)が{LIST}の名前?を(?:出|挙げ|あげ)"
)
_NAMES = Pattern(
    rf"(?i)^\W*(?:(?:and|so|but|tell me|do you know) )*(?:who|which(?: \w+){{1,3}})(?: (?:has|have|had|ever|also"
    rf"|else|all))*"
    rf" (?:mention(?:s|ed)?|nam(?:es?|ed)|cit(?:es?|ed)|quot(?:es?|ed)|refer(?:s|red)? to|referenced?|br(?:ing|ings"
    rf"|ought) up"
    rf"|(?:spoke|speaks?|talks?|talked) (?:of|about)) (?P<en>{LIST})(?!['’])"
    rf"|\bкто (?:[а-яё]+ )?(?:упомя|упомин|цитир|процитир|сосла|ссыла|говори)[а-яё]* (?:на |об? |про )?(?P<ru>{LIST})"
    rf"|(?P<ja>{LIST})(?:について|に関して|に|の名前?を|を)(?:も|は)?(?:言及|触れ|引用|話し|出し|出した|挙げ|あげ)[^。]*(?:誰|だれ|どなた)"
    rf"|(?:誰|だれ|どなた)が(?P<ja_who>{LIST})(?:について|に関して|に|の名前?を|を)(?:言及|触れ|引用|話し|出し|出た|挙げ|あげ)"
)
_SAYS_MORE = Pattern(r"(?i)\w{3}|[\u3400-\u9fff]")
_ENDS = Pattern(r"(?:し|た|て|い|る|ま|す|の|は|人|か|です|でしょう|誰|だれ|どなた|ですか|[?？。 ])*")
_COMPARES = Pattern(
    r"(?i)\b(?:differ\w*|compar(?:e|ed|es|ing|ison)|contrast\w*|the same|similar\w*|vs|versus|between)\b"
    r"|(?<![а-яё])(?:сравн|отлич|разниц|различ)|比較|比べ|くらべ|対比|(?<!間)違い|(?<!間)違う|(?<!間)違って"
)
_GOES_ON = Pattern(
    r"(?i)(?:\b(?:and|or|but|than|whereas|by|according to|did|does|do|has|have|is|was)|[,;:?!.]) ?(?:then )?$"
)
_OF_ANYBODY = Pattern(
    rf"(?i)\b(?:{'|'.join(_ASKS)}) (?:(?!{_DONE_TO} |you |we )[a-z'’-]+ ){{1,4}}?"
    rf"(?:ever |also |actually )?(?:{_DONE_TO}|tell|told|ask|asked|answer(?:ed)?|warn(?:ed)?|urge[d]?|reply to"
    rf"|respond to|refer to) (?P<whom>{LIST})(?!['’])",
    needs=_ASKS,
)
_ASIDE = Pattern(  # beside another: "Orlov's answer to Keller's question", "When Keller asked, what did Orlov say?"
    rf"(?i)\b(?:to|about|on|against|towards?|with|besides|(?:apart|aside) from|except for)"
    rf" (?P<a>{LIST})(?=['’])|\b(?:when|after|before|because|while"
    rf"|if) (?P<b>{LIST})"
    rf"|(?<![а-яё])(?:на|об?|к|против|после|до) (?:вопрос|предложени|критик|замечани|слова|реплик|просьб|заявлени"
    rf"|выступлени"
    rf"|довод|доклад)[а-яё]* (?P<c>{LIST})|(?<![а-яё])(?:когда|тем, как|того, как|потому что|если|хотя) (?P<d>{LIST})"
)
_JA_SAYS_OF = Pattern(_JA_SAID_OF)
_JA_TOPIC = Pattern(rf"(?P<who>{LIST})(?:は|も|って|による)(?!誰|だれ|どなた)")
_JA_HEARD = Pattern(r"(?:は|が|も|って|、|$|[?？。 ]|で(?!は)|です|によ|いわく|曰く)")
_JA_ON_THE_OTHER_HAND = Pattern(r"(?:[たいだす](?:が|けど|けれども?)|か)、?$")
_JA_SIDE = Pattern(rf"(?P<who>{LIST})が")
_RU_SAYS = (
    r"(?:сказа|скаж|говор|заяви|отмети|отмеча|рассказ|упомя|упомин|дума|счита|предлага|предлож|объясн|отвеч|ответи"
    r"|возраз"
    r"|возраж|обеща|спроси|спраш|критик|раскритик|призва|призыва|назва|называ|цитир|процитир|напомн|поддерж"
    r"|предупре|замети"
    r"|благодар|поблагодар|осуди|осужда|хвали|похвали|обвин|приветств|проси|попроси|поздрав|перебил|перебива|оцени"
    r"|описа"
    r"|опроверг|поправи|защища|защити|слуша|услыша|посовет|порекоменд|поруч|написа|прос|приписа)"
)
_RU_DOES = rf"{_RU_SAYS}[а-яё]*?(?:л|ла|ли|ло|ют|ут|ят|ат|ет|ит)(?:с[яь])?"
_RU_DID_TO = Pattern(
    rf"(?i)\b{_RU_DOES}(?: ли)?(?: (?:кто|кто-нибудь|кто-либо|кто-то|никто|все|они|многие|другие|люди|он|она|это"
    rf"|там|ещ[её]"
    rf"|{MASK}+)){{0,2}}(?: у)? $",
    needs=RUSSIAN_LETTERS,
)
_RU_DONE_TO = Pattern(
    r"(?i)\b(?:упомина[а-яё]+|упомян[а-яё]+|критик[а-яё]+|поблагодар[а-яё]+|обвин[а-яё]+|поддерж[а-яё]+)"
    rf" (?P<whom>{LIST})(?!['’])",
    needs=RUSSIAN_LETTERS,
)
_RU_MAN = Pattern(r"(?i)(?:[оеё]в|[иы]н|[сц]кий)$")
_RU_HOLDER = Pattern(r"(?i)[бвгджзклмнпрстфхцчшщь]$")
_RU_TOLD = Pattern(
    rf"(?i)(?P<who>{LIST})(?: (?:же|это|тогда|также))? {_RU_DOES} (?P<whom>{LIST})",  # Орлов сказал Келлер
    needs=RUSSIAN_LETTERS,
)
_RU_ASKED_AT = Pattern(
    r"(?i)\b(?:спроси|спраш|узна|поинтерес|выясн)[а-яё]*(?:л|ла|ли|ло|ют|ет|но)(?:с[яь])?(?: [а-яё]+)?"
    rf"(?: {MASK}+)? у $"
)  # not "спроси у Орлова": that asks Orlov
_RU_NOT_TO = Pattern(
    r"(?i)(?<![а-яё])(?:согласно|вопреки|благодаря|по|принадлеж[а-яё]+|приписа[а-яё]+|приписыва[а-яё]+|слово"
    r"|подобно|а|и|насч[её]т)"
    r" $|^\W*(?:(?:вопросы?|обращение) )?$"
)
_RU_FEELS = Pattern(
    r"(?i)(?<![а-яё])(?:(?:по)?нрав(?:ит|ил|ят)|нуж(?:ен|н[аоы])|надо|извест(?:ен|н[аоы])|важ(?:ен|н[аоы])|интерес(?:ен"
    r"|н[аоы])|поня(?:тен|тн[аоы])|близ(?:ок|к[аои])|доро(?:г|г[аои])|каж(?:ет|ут)ся|казал[аио]с[ья]|хо(?:чется|телось)"
    r"|зачем|запомнил|жаль|принадлеж|представляется|видится|пришлось|приходится|удал(?:ось|ся|ась|ись)|уда[её]тся)",
    needs=RUSSIAN_LETTERS,
)  # what is liked by, needed by or known to somebody is that one's to say: «Что нравится Орлову?»
_RU_PARTICIPLE = (
    r"(?:упомянут|назван|раскритикован|обвин[её]н|процитирован|осужд[её]н|поддержан|избран|назначен|уволен|приглаш[её]н"
    r"|поздравлен|упом[ия]наем|критикуем|восхвал[её]н|похвален|предупрежд[её]н|оскорбл[её]н|высмеян)[аоы]?"
)
_RU_PASSIVE = Pattern(
    rf"(?i)\b(?:(?:упомин|критик|обвин|цитир|называ|поддержива|осужда|хвал)[а-яё]*(?:лся|лась|лись|ется|ются|ится"
    rf"|атся|ятся)"
    rf"|{_RU_PARTICIPLE})(?: ли)?(?: [а-яё]+)? (?P<a>{LIST})|(?P<b>{LIST})(?: (?:был[аи]?|ли|не))* {_RU_PARTICIPLE}\b",
    needs=RUSSIAN_LETTERS,
)
_RU_BY_WHOM = Pattern(
    r"(?i)^\W*(?:(?:а|и) )?(?:кто|кого|что|как(?:ой|ая|ое|ие)[а-яё ]*?)(?: (?:был[аио]?|из [а-яё]+|же))*"
    r" (?!доволен|недоволен|восхищ|увлеч|обеспоко|озабоч|разочаров|удивл|возмущ|занят)"
    r"[а-яё]{3,}(?:ан|ян|ен|ён|ут|ыт)[аоы]?(?: [а-яё]+){0,3} $"
)


def spoken_of(question: str, hidden: str, mentions: Sequence[Mention], start: int = 0) -> list[tuple[int, int]]:
    """The slices of `question` from `start` on that name somebody who is spoken of or to; `hidden` has names masked."""
    several = len(mentions) > 1
    if several and _COMPARES.search(hidden):
        return []
    patterns = (*_BY_WORDS, _ELSEWHERE, *([_ASIDE] if several else []))
    return [
        *chain.from_iterable(_by_words(pattern, hidden, start) for pattern in patterns),
        *_by_order(hidden, mentions, start),
        *_by_topic(hidden, mentions),
        *_by_case(question, hidden, mentions),
    ]


def asks_who_does_it_to(hidden: str) -> bool:
    """Whether a question with names masked asks who says something of them: "Who cited Orlov?"."""
    return _WHO_SAYS_OF.search(hidden) is not None


def named_by(hidden: str) -> tuple[int, int, bool] | None:
    """The slice of whom it is asked who named them, and whether nothing else is asked: "Who mentioned Orlov?"."""
    found = _NAMES.search(hidden)
    if not found:
        return None
    start, end = found.span(next(name for name, words in found.groupdict().items() if words))
    rest = hidden[: found.start()] + hidden[found.end() :]
    return start, end, not _SAYS_MORE.search(_ENDS.sub("", rest))


def acts(question: str, hidden: str, mentions: Collection[Mention]) -> bool:
    """Whether a Russian question for who it was names by whom it was done: «Кто был назван Орловым?»."""
    return any(ending_of(question, one) in BY and _RU_BY_WHOM.search(_before(hidden, one)) for one in mentions)


def _by_words(pattern: Pattern, hidden: str, start: int) -> Iterator[tuple[int, int]]:
    while match := pattern.search(hidden, start):
        name = next(name for name, words in match.groupdict().items() if words)
        yield match.span(name)
        start = match.end(name)


def _by_order(hidden: str, mentions: Collection[Mention], start: int) -> Iterator[tuple[int, int]]:
    """In English, whom a verb has after it: "Did Keller quote Orlov?", "Did anybody quote Orlov?"."""
    if found := _OF_ANYBODY.search(hidden, start):
        yield found.span("whom")
    subject = _SUBJECT.search(hidden, start)
    if not subject or subject["does"].casefold() in ("and", "or", "on", "about"):
        return
    for one in mentions:
        if one.start >= subject.end() and not _GOES_ON.search(hidden[subject.end() : _first(hidden, one)]):
            yield one.start, one.end


def _by_topic(hidden: str, mentions: Collection[Mention]) -> Iterator[tuple[int, int]]:
    """In Japanese, who is named after the one whose act it is, without a particle of one who acts."""
    topic = _JA_TOPIC.search(hidden)
    if not topic or _JA_SAYS_OF.search(hidden):
        return
    for one in mentions:
        end = _last(hidden, one)
        is_side = (
            _JA_SIDE.match(hidden, _first(hidden, one))
            and not topic.start() <= one.start < topic.end()
            and not _JA_ON_THE_OTHER_HAND.search(_before(hidden, one))
        )
        if is_side or (one.start >= topic.end() and not _JA_HEARD.match(hidden, end)):
            yield one.start, one.end


def _by_case(question: str, hidden: str, mentions: Collection[Mention]) -> Iterator[tuple[int, int]]:
    """In Russian, who stands in a case of one to whom, or with whom, something is done: «Что ответили Орлову?»."""
    if passive := _RU_PASSIVE.search(hidden):
        start, end = passive.span("a" if passive["a"] else "b")
        within = [one for one in mentions if start <= one.start < end and ending_of(question, one) not in BY]
        yield from ((one.start, one.end) for one in within)
    for start, end in _by_words(_RU_DONE_TO, hidden, 0):
        within = [one for one in mentions if start <= one.start < end and not _is_nominative(question, one)]
        yield from ((one.start, one.end) for one in within)
    told = _RU_TOLD.search(hidden)
    if told and any(
        told.start("who") <= one.start < told.end("who") and ending_of(question, one) in TO for one in mentions
    ):
        told = None  # «Засу ответил Лавров»
    for one in mentions:
        ending, before = ending_of(question, one), _before(hidden, one)
        to = ending in TO and not _RU_NOT_TO.search(before) and not _RU_FEELS.search(hidden)
        of = (ending in OF and _RU_DID_TO.search(before)) or (ending in AT and _RU_ASKED_AT.search(before))
        is_told = told is not None and told.start("whom") <= one.start < told.end("whom")
        if to or of or is_told:
            yield one.start, one.end


def _is_nominative(question: str, one: Mention) -> bool:
    """Whether a Russian name or office is surely the one who acts: «Что упомянул Орлов?», not «Орлова»."""
    words = question[one.start : one.end].split()
    if any(is_role_word(word) and _RU_HOLDER.search(word) for word in words):
        return True
    return bool(words and _RU_MAN.search(words[-1])) and not ending_of(question, one)


def _before(hidden: str, one: Mention) -> str:
    return hidden[: _first(hidden, one)]


def _first(hidden: str, one: Mention) -> int:
    """Where what is masked of a name and its titles begins."""
    start = one.start
    while start and hidden[start - 1] == MASK:
        start -= 1
    return start


def _last(hidden: str, one: Mention) -> int:
    end = one.end
    while end < len(hidden) and hidden[end] == MASK:
        end += 1
    return end
