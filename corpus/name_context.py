"""What stands around a name in a question: titles, and the places where a speaker is expected ("What did … say")."""

import re

from corpus.pattern import Pattern
from corpus.roles import EN_ROLES, JA_ROLE_END, JA_TITLE_FOLLOWS, is_role_word

MASK = "\ue000"  # stands for every sign of a name and its titles, so that offsets stay

_COURTESY = (
    r"mr|mrs|ms|miss|mx|dr|prof|sir|dame|lord|lady|baroness|rt\.? hon|right honou?rable|honou?rable|hon|h\.\s?e"
    r"|his excellency"
    r"|her excellency|excellency|pres|pm|(?:sec|min|fm)(?=\.)|cllr|col|capt|lt|maj|adm"
    r"|herr|frau|monsieur|madame|señora?|signora?|m|mme|sen|rep|gov|gen|amb|rev"
)
_LEAD = (
    r"the|deputy|vice|acting|former|prime|foreign|finance|defen[cs]e|interior|justice|trade|health"
    r"|general|of|state"
)
_PORTFOLIO = (
    r"environment|education|energy|economy|transport|agriculture|labou?r|culture|science|affairs"
    r"|security|council|committee"
)
_RU_COURTESY = (
    r"г-на|г-ну|г-ном|г-не|г-н|г-жа|г-жи|г-же|г-жу|г-жой|господин[а-яё]{0,2}|госпож[а-яё]{1,2}|тов|товарищ[а-яё]{0,2}"
)
_RU_OFFICE = (
    r"(?:замминистр|министр|премьер|президент|председател|губернатор|секретар|генсек|госсекретар|посл|посол|депутат|сенатор"
    r"|директор|глав|мэр|профессор|генерал|полковник|адмирал|спикер|представител|заместител|академик|канцлер|ведущ|модератор"
    r"|генеральн|вице-|руководител|начальник|доктор|комиссар|судь)[а-яё-]*"
)
_RU_PORTFOLIO = (
    r"иностранных дел|внутренних дел|обороны|финансов|юстиции|экономики|экономического развития|образования"
    r"|здравоохранения"
    r"|культуры|энергетики|транспорта|сельского хозяйства|торговли|труда|науки|ООН|МИДа?|РФ|России|ОДКБ"
)
_EN_OFFICE = "|".join(sorted(EN_ROLES, key=len, reverse=True))
_TITLE = Pattern(
    rf"(?i)(?<![\w-])(?P<titles>(?:(?:(?P<title>{_COURTESY}|{_EN_OFFICE}|{_RU_COURTESY}|{_RU_OFFICE})"
    rf"|{_LEAD}|{_PORTFOLIO}|{_RU_PORTFOLIO})\.?[ \u00a0-]+)+)$"
)
_JA_HELD = Pattern(r"([一-龥々ァ-ヺー・]{2,40})の$")  # 福祉保健局長の内藤淳
_AFTER_LATIN = Pattern(r"(?<=[A-Za-z])[ -](?:san|sama|kun|sensei|shi)\b")  # Koike-san
_LATIN_BEFORE = Pattern(r"[A-Za-z] ")
_EN_SAY = (
    r"(?:(?:also|ever|actually|really|just|not|then) )?(?:say|said|saying|says|thinks?|thought|believe[sd]?"
    r"|mention(?:ed|s)?"
    r"|state[sd]?|speaks?|spoke|spoken|talk(?:ed|s)?|argue[sd]?|comment(?:ed|s)?|remark(?:ed|s)?|explain(?:ed|s)?"
    r"|address(?:ed|es)?|discuss(?:ed|es)?|tells?|told|propose[sd]?|suggest(?:ed|s)?|claim(?:ed|s)?|warn(?:ed|s)?"
    r"|promise[sd]?|answer(?:ed|s)?|repl(?:y|ied|ies)|asks?|asked|describe[sd]?|agree[sd]?|critici[sz]e[sd]?|recommend(?:ed|s)?"
    r"|feels?|felt|respond(?:ed|s)?|announce[sd]?|stress(?:ed|es)?|oppose[sd]?|support(?:ed|s)?|demand(?:ed|s)?|conclude[sd]?|predict(?:ed|s)?|emphasi[sz]e[sd]?|insist(?:ed|s)?|admit(?:s|ted)?"
    r"|den(?:y|ied|ies)|complain(?:ed|s)?|object(?:ed|s)?|note[sd]?|refer(?:s|red)?|advise[sd]?|declare[sd]?|expect(?:ed|s)?"
    r"|urge[sd]?|justif(?:y|ied|ies)|defend(?:ed|s)?"
    r"|thank(?:ed|s)?|praise[sd]?|blame[sd]?|accuse[sd]?|attack(?:ed|s)?|condemn(?:ed|s)?|congratulate[sd]?|greet(?:ed|s)?"
    r"|welcome[sd]?|quote[sd]?|cite[sd]?"
    r"|point(?:ed|s)? out|list(?:ed|s)?|give|gave|present(?:ed|s)?|raise[sd]?|plan|want)\b"
)
_EN_WORDS = (
    r"(?:views?|words?|opinions?|positions?|stances?|speech(?:es)?|remarks?|statements?|answers?|comments?|thoughts"
    r"|take|attitudes?|repl(?:y|ies)|questions?|arguments?|proposals?|quotes?|quotations?|address|testimony)"
)
_ASK = r"(?:did|does|do|has|have|had|is|was|were|will|would|could|can)"
_RU_SAY = (
    r"(?:сказа|скаж|говор|заяв|отмети|отмеча|рассказ|упомяну|упомина|высказ|дума|счита|подчерк|выступ|утвержда|полага|предлага"
    r"|предлож|объясн|отвеч|ответи|возраз|возраж|обеща|спроси|спраш|критик|призва|назва|цитир|процитир|обрат|напомн|поддерж"
    r"|предупре|добави|замети)[а-яё]*"
)
_RU_WORDS = (
    r"(?:мнени|позици|слова|словам|цитат|точк[а-яё]* зрения|взгляд|реч[ьиуе]|выступлени|заявлени|отношени|ответ"
    r"|доклад|реплик"
    r"|предложени|высказывани|аргумент|комментари)[а-яё]*"
)
JA_SAY = (
    r"(?:述べ|言っ|言い|言わ|言う|言及|仰|おっしゃ|話し|話さ|語っ|語り|説明|主張|指摘|触れ|答え|答弁|考え|思っ|思い|思う|発言|見解|意見"
    r"|立場|質問|提案|批判|反論|賛成|反対|要求|求め|要望|強調|表明|コメント|宣言|呼びかけ|訴え|報告|尋ね)"
)
_JA_WORDS = r"(?:発言|見解|意見|立場|考え|主張|話|答弁|質問|コメント|言葉|説明|指摘|回答|引用|演説|要望|提案|挨拶|方針)"
_JA_AND = r"、?(?:で|じゃ|では|じゃあ|それでは|それなら|そして|あと|ちなみに)?[、 ]*"
_M = f"{MASK}+(?:['’]s?(?![a-z]))?"
_LIST = rf"{_M}(?:(?:, and |, | and | or | & | и | или |と|や|、|及び|および|・){_M})*"
_SPEAKS = Pattern(
    rf"(?i)(?P<a>(?<!\w){_ASK} {_LIST} {_EN_SAY}|(?<!\ba )(?<!\ban ){_LIST} {_EN_SAY}"
    rf"|\b(?:according to|said by|quotes?|ask) {_LIST}|\b{_EN_WORDS} (?:of|by|from) {_LIST}|{MASK}+['’]s? {_EN_WORDS}\b"
    rf"|^\W*(?:(?:and|but|or|so|then|what|how|about|а|и|но|ну|что|как|насч[её]т) )*{_LIST}\W*$"
    rf"|\b{_RU_SAY} (?:на это |об этом )?{_LIST}|{_LIST} (?:[а-яё]+ )?{_RU_SAY}|\b{_RU_WORDS} {_LIST}"
    rf"|{_LIST}(?:は|が|も|って)、?[^。]*(?:{JA_SAY}|(?:何と|どう|なんと|何を)\W*$)|{_LIST}の[^。]{{0,40}}?{_JA_WORDS}"
    rf"|{_LIST}(?:によると|によれば|いわく|曰く|に聞)|^{_JA_AND}{_LIST}(?:は|も|の場合は?|について)?[?？。 ]*$)"
)
_EXPECTED = Pattern(
    rf"(?i)(?P<a>(?<!\w){_ASK} {_LIST}|{MASK}+['’]s?(?!\w)|^\W*{_LIST}(?: (?:on|about|regarding|concerning|о|об"
    rf"|обо|про|по)\b|:|：)"
    rf"|{_LIST}(?:は|が|も)(?![ぁ-ん])"
    rf"|{_LIST}(?:以外|に(?:つい|言及|触れ|感謝|賛成|反対)|を(?:引用|批判|支持|除)|への))"
)
_HEADED = Pattern(rf"(?i)^\W*{_LIST}(?: (?:on|about|regarding|concerning|о|об|обо|про|по)\b|:|：)")
_OF_WHOM = Pattern(
    rf"(?i)(?:\b{_RU_WORDS}|\b(?:у|от|для|против|без|до|из|после|кроме|про|мимо|со слов|на|за|{_RU_COURTESY}"
    rf"|[а-яё]+(?:тра|ля|ря|та|нта|лы|сла|ора|ого|ера|ра)))[ \u00a0]+$"
)
_SURELY_OF = Pattern(
    rf"(?i)(?<![а-яё])(?:{_RU_WORDS}(?<!л)(?<!л[аио])|у|от|для|против|без|кроме|жен[аыеу]|муж[аеу]?|сын[аеу]?|доч[а-яё]+"
    r"|от(?:ец|ц[аеу])|мат[а-яё]+|брат[аеу]?|сестр[аыеу]|заместител[яьюем]+|помощни[а-яё]+|преемни[а-яё]+"
    r"|предшественни[а-яё]+)[ \u00a0]+$"
)
_WORD_BEFORE = Pattern(r"([А-ЯЁа-яё-]{2,})[ \u00a0]+$")
_NO_NOUN = Pattern(
    rf"(?i){_RU_SAY}|{_RU_COURTESY}|{_RU_OFFICE}|[а-яё]+(?:л|ла|ли|ло|ет|ит|ут|ют|ят|ть|ся)|и|а|но|или|что|как|где|когда|почему|чем|кто|кого"
    r"|кому|ли|же|да|нет|это|тоже|также|зачем|сама|сам|именно|только|даже"
)
_SHE = Pattern(
    r"(?i)\b(?:[а-яё]+(?:ла|лась)|госпожа|г-жа|(?:не)?довольна|(?:не)?согласна|(?:не)?уверена|(?:не)?права|(?:не)?готова"
    r"|обеспокоена|озабочена|удивлена|возмущена|намерена|обязана|должна|рада|известна)\b"
)
_SUBJECT_OF = Pattern(
    r"(?i)\b(?:думает|считает|говорит|полагает|отмечает|предлагает|утверждает|хочет|пишет|заявляет)\b"
)


def with_titles(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """The span of a name with the titles around it, and whether there are any (an article is none)."""
    begin = max(0, start - 90)
    before = _TITLE.search(text[begin:start])
    after = JA_TITLE_FOLLOWS.match(text, end) or _AFTER_LATIN.match(text, end) or _apart(text, end)
    titled = bool(after or (before and before["title"]))
    held = None if before else _JA_HELD.search(text[begin:start])
    if held and JA_ROLE_END.search(held[1]):
        before, titled = held, True
    return (begin + before.start() if before else start), (after.end() if after else end), titled


def is_called_san(text: str, end: int) -> bool:
    """Whether a name in Latin letters that ends at `end` has a Japanese courtesy behind it: Koike-san."""
    return _AFTER_LATIN.match(text, end) is not None


def _apart(text: str, end: int) -> "re.Match[str] | None":
    """A Japanese title behind a blank, after a name in Latin letters: "koike yuriko 都知事"."""
    return JA_TITLE_FOLLOWS.match(text, end + 1) if _LATIN_BEFORE.match(text, end - 1) else None


def masked(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with every sign of `spans` masked, and blanks made equal."""
    signs = list(re.sub(r"\s", " ", text))
    for start, end in spans:
        signs[start:end] = MASK * (end - start)
    return "".join(signs)


def speaker_slots(masked_text: str) -> list[tuple[int, int]]:
    """Where of a masked text a speaker must stand: "What did … say", "… сказал", 「…は…と述べ」."""
    return _all(_SPEAKS, masked_text)


def likely_slots(masked_text: str) -> list[tuple[int, int]]:
    """Where a speaker may well stand: "Did …", "…'s", 「…は」; `speaker_slots` are not among them."""
    return _all(_EXPECTED, masked_text)


def headline_slots(masked_text: str) -> list[tuple[int, int]]:
    """Where names head a text that says no more than whose words on what are wanted: "… and … on peace"."""
    return _all(_HEADED, masked_text)


def _all(pattern: Pattern, text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    while found := pattern.search(text, start):
        spans.append(found.span())
        last = text.rfind(MASK, found.start(), found.end())
        start = max(last + 1, found.start() + 1)
    return spans


def is_of_whom(text: str, start: int) -> bool:
    """Whether a Russian name at `start` stands in the genitive: after "мнение", "от", "министра"."""
    before = text[max(0, start - 40) : start]
    if _OF_WHOM.search(before):
        return True
    word = _WORD_BEFORE.search(before)  # a noun: "басни Крылова"
    return word is not None and not (_NO_NOUN.fullmatch(word[1]) or is_role_word(word[1]))


def is_surely_of(text: str, start: int) -> bool:
    """Whether a Russian name at `start` can be no subject: «Что, по словам Орлова, сделала …?»."""
    return _SURELY_OF.search(text[max(0, start - 40) : start]) is not None


def is_her_act(text: str, start: int, end: int) -> bool:
    """Whether a Russian name that could be a man's genitive is the subject of what a woman did: "сказала Лаврова"."""
    near = f"{text[max(0, start - 30) : start]} {text[end : end + 20]}"
    if _SHE.search(near):
        return True
    beside = f"{text[max(0, start - 12) : start]}|{text[end : end + 14]}"
    return bool(_SUBJECT_OF.search(beside)) and not is_of_whom(text, start)
