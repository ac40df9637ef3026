"""What form of answer a question wants: quotes, the names of who said it, or something of each speaker."""

import re

from corpus.pattern import Alternatives, Pattern
from corpus.wordlist import wordlist
from retrieval.model import Form

_EN_PEOPLE = (
    r"(?:speakers?|participants?|delegates?|panell?ists?|members?|ministers?|officials?|representatives?|politicians?"
    r"|councill?ors?|senators?|deputies|deputy|presenters?|discussants?|witness(?:es)?|side|party|parties"
    r"|delegations?)"
)
_EN_SAY = (
    r"(?:sa(?:y|ys|id|ying)|sp(?:eak|eaks|oke|oken)|talk(?:s|ed)?|mention(?:s|ed)?|stat(?:e|es|ed)|think|thinks"
    r"|thought"
    r"|argu(?:e|es|ed)|comment(?:s|ed)?|remark(?:s|ed)?|explain(?:s|ed)?|address(?:es|ed)?|discuss(?:es|ed)?"
    r"|t(?:ell|ells|old)"
    r"|propos(?:e|es|ed)|suggest(?:s|ed)?|claim(?:s|ed)?|warn(?:s|ed)?|promis(?:e|es|ed)|answer(?:s|ed)?"
    r"|repl(?:y|ies|ied)"
    r"|ask(?:s|ed)?|agree[sd]?|disagree[sd]?|critici[sz]e[sd]?|recommend(?:s|ed)?|respond(?:s|ed)?|announce[sd]?"
    r"|stress(?:es|ed)?|oppose[sd]?|support(?:s|ed)?|demand(?:s|ed)?|emphasi[sz]e[sd]?|insist(?:s|ed)?|admit(?:s"
    r"|ted)?"
    r"|den(?:y|ies|ied)|complain(?:s|ed)?|object(?:s|ed)?|note[sd]?|refer(?:s|red)?|declare[sd]?|urge[sd]?"
    r"|point(?:s|ed)? out"
    r"|raise[sd]?|call(?:s|ed)? (?:for|on)|thank(?:s|ed)?|prais(?:e|es|ed)|condemn(?:s|ed)?|welcome[sd]?|quote[sd]?"
    r"|congratulate[sd]?|greet(?:s|ed)?|express(?:es|ed)?|touch(?:es|ed)? (?:on|upon)|br(?:ing|ings|ought) up"
    r"|use[sd]? the word"
    r"|hope[sd]?|believe[sd]?|worr(?:y|ies|ied)|dr(?:ew|aws?) attention|defend(?:s|ed)?|apologi[sz]e[sd]?)"
)
_EN_EACH = (
    rf"(?:(?:each|every|all|both)(?: of)?(?: the| these| those)?(?: \w+)? {_EN_PEOPLE}(?: there)?"
    r"|each(?: of (?:them|the (?:\w+ )?speakers))?|every ?one(?: else)?|every ?body(?: else)?|all of them|they all"
    rf"|(?:all )?(?:the )?other {_EN_PEOPLE}|the others|the rest(?: of them)?)"
)
_RU_SAY = (
    r"(?:сказа|скаж|говор|заяв|отмети|отмеча|рассказ|упомяну|упомина|упомянут|высказ|дума|счита|подчерк|выступ"
    r"|утвержда|полага"
    r"|предлага|предлож|объясн|отвеч|ответи|возраз|возраж|обеща|спроси|спраш|критик|призва|призыва|назва|цитир"
    r"|процитир|обрат"
    r"|напомн|поддерж|предупре|добави|замети|поблагодар|благодар|осуди|осужда|затрону|затраг|касал|косну|поднима"
    r"|поднял|поднята|требова"
    r"|потребова|вырази|выража|приветств|просил|попроси|поздрав|настаива|жалова|против|комментир|прокомментир)[а-яё]*"
)
_RU_PEOPLE = (
    r"(?:выступа[а-яё]+|выступивш[а-яё]+|спикер[а-яё]*|докладчик[а-яё]*|участник[а-яё]*|оратор[а-яё]*|депутат[а-яё]*"
    r"|министр[а-яё]*|представител[а-яё]*|делегат[а-яё]*|сторон[а-яё]*|говоривш[а-яё]+|них)"
)
_RU_EACH = (
    r"(?:кажд(?:ый|ая|ого|ой|ому|ым|ое)|все остальные|остальные|все|всех|всеми|всем)(?: из)?"
    rf"(?: (?:этих|наших|данных))?(?: {_RU_PEOPLE})?"
)
_JA_PEOPLE = (
    r"(?:発言者|登壇者|出席者|参加者|代表者|代表|講演者|話者|弁士|演説者|パネリスト|スピーカー"
    r"|委員|議員|大臣|閣僚|証人|論者|会派|政党|国|人)"
)
_JA_EACH = (
    rf"(?:(?:各々|各|おのおのの)(?:国の)?{_JA_PEOPLE}(?:たち|ら)?|{_JA_PEOPLE}(?:一人ひとり|一人一人|ひとりひとり|それぞれ|全員|別|ごと|毎)"
    rf"|それぞれの{_JA_PEOPLE}|すべての{_JA_PEOPLE}|全ての{_JA_PEOPLE}|全{_JA_PEOPLE}|それぞれ|各自|各氏|めいめい|一人ひとり|一人一人"
    r"|みんな|皆さん|皆|全員)(?:に|で)?(?:は|が|も|の|から)?、?"
)
_JA_SAY = (
    r"(?:述べ|言っ|言い|言わ|言う|言及|仰|おっしゃ|話し|話さ|話す|語|説明|主張|指摘|触れ|答え|答弁|考え|思っ|思い|思う|発言|見解|意見|立場"
    r"|質問|提案|批判|反論|賛成|反対|要求|求め|要望|強調|表明|コメント|訴え|呼びかけ|感謝|約束|紹介|報告|引用|論じ|取り上げ|伝え|提唱|支持|称賛|評価"
    r"|警告|認め|否定|提起|懸念|期待|挨拶|演説|口にし|祝|謝)"
)
_JA_WHO = r"(?:誰|だれ|どなた|何人|どの(?:人|方|発言者|議員|委員|大臣|登壇者|参加者))(?!に|を|と|から|へ|の名)"
_ASKS = re.compile(r"(?i)(?:did|does|do|has|have|had|how|what)\b")
_EACH = Alternatives(
    Pattern(
        rf"(?i)\b(?:did|does|do|has|have|had|how|what) (?:the )?{_EN_EACH}(?= (?:\w+ )?{_EN_SAY}\b|\W*$"
        rf"| (?:position|view|opinion))"
        rf"|\b{_EN_EACH}(?:['’]s?)?(?= (?:(?!states\b){_EN_SAY}|views?|positions?|opinions?|words|stances?|remarks?)\b)"
        r"|(?:(?<=view )|(?<=views )|(?<=words )|(?<=opinion )|(?<=opinions )|(?<=position )|(?<=positions )"
        rf"|(?<=said ))(?:of|by|from) (?:each|all|every)(?: of)?(?: the)?(?: \w+)? {_EN_PEOPLE}\b",
        needs=("each", "every", "all", "both", "other", "the rest"),
    ),
    Pattern(
        rf"(?i)\b{_RU_EACH}(?= (?:[а-яё]+ )?{_RU_SAY})|(?<=\s){_RU_EACH}(?=\W*$| (?:о|об|обо|про|по)\b)"
        rf"|(?<=мнение )кажд[а-яё]+(?: (?:из )?{_RU_PEOPLE})?|(?<=позиция )кажд[а-яё]+(?: (?:из )?{_RU_PEOPLE})?",
        needs=("кажд", "все", "остальны"),
    ),
    Pattern(
        rf"{_JA_EACH}(?=[^。]{{0,60}}(?:{_JA_SAY}|何と|どう)|[?？]?$|についても?|に関して)",
        needs=wordlist("各 おのおの 一人 ひとり それぞれ 全 別 ごと 毎 すべて めいめい みんな 皆"),
    ),
)
_WHO_SAYS = Alternatives(
    Pattern(
        rf"(?i)(?:^|[,;:!?—–-]\s*|\b(?:tell me|know|show me|find out|find|and|so|but|also|please|then) )\W*"
        rf"(?:who(?: else| all)?|which (?:one|ones|people|of (?:the |these |those |them)?(?:\w+ )?{_EN_PEOPLE}"
        rf"|{_EN_PEOPLE}|of them|\w+ {_EN_PEOPLE})"
        rf"|by whom|was it)(?: (?!with |of )[\w’']+){{0,3}}? {_EN_SAY}\b"
        r"|\bwhose (?:\w+ )?(?:words?|quotes?|quotation|speech|remarks?|statements?|idea|proposal|claim|opinion"
        r"|view)\b|\b(?:said|mentioned|spoken|raised) by whom\b",
        needs=("who", "which", "was it"),
    ),
    Pattern(
        r"(?i)(?:^|[,;:!?—–-]\s*|\b(?:скажите|скажи|подскажите|а|и|ну|но) )\W*(?:кто"
        rf"|кем)(?: (?!же не)[а-яё-]+){{0,4}}? {_RU_SAY}"
        r"|\b(?:чьи|чья|чьё|чье|чей)\b[^?]{0,20}(?:слов|фраз|цитат|мысл|мнени|предложени|иде|высказыван|утвержден)",
        needs=("кто", "кем", "чь", "чей"),
    ),
    Pattern(
        rf"{_JA_WHO}[^。]{{0,80}}{_JA_SAY}|{_JA_SAY}[^。]{{0,16}}{_JA_WHO}"
        r"|(?:誰|だれ|どなた)の(?:発言|言葉|意見|主張|提案|せりふ|台詞)",
        needs=("誰", "だれ", "どなた", "何人", "どの"),
    ),
)
_EN_SPOKE = (
    r"(?:said|says|say|spoke|speaks|speak|spoken|talked|talks|talk|mentioned|mentions|mention|commented|remarked"
    r"|discussed"
    r"|discusses|addressed|addresses|touched|touches|brought up|raised|raises|referred|refers|stated|argued"
    r"|explained)"
)
_EN_OF = r"(?:anything |something |a word |words )?(?:about|on|upon|to|of|regarding|concerning|that)"
_RU_SPOKE = (
    r"(?:говор|сказа|упомяну|упомина|упомянут|высказыва|высказа|выступа|выступи|рассказ|затрону|затраг|касал"
    r"|коснул|заяв|поднима"
    r"|поднял|поднята)[а-яё]*"
)
_WHO_FRAME = Pattern(
    rf"(?i)(?:\b(?:tell me|do you know|can you tell me|please) )*\b(?:who|which (?:one|ones|people|of (?:the "
    rf"|these |those )?{_EN_PEOPLE}"
    rf"|(?:\w+ )?{_EN_PEOPLE}|of them)|by whom|whose words are (?:these|those|they))(?: (?:else|all|has|have|had"
    rf"|was|is|were|it|here"
    rf"|first|also|actually|ever|that|did|what))*(?:(?: {_EN_SPOKE})(?: what)?(?: {_EN_OF}\b)?|:)"
    rf"|(?:\b(?:скажите|скажи|подскажите|а|и|ну),? )*\b(?:кто|кем|чьи это слова|чья это фраза)(?: ещ[её])?"
    rf"(?: (?:из|среди) (?:[а-яё]+ ){{0,2}}?{_RU_PEOPLE})?(?: (?:здесь|там|вообще|также|была|был|было|были))*"
    rf"(?:(?: {_RU_SPOKE})(?: (?:обо|об|о|про|насч[её]т|тем[ауы]|вопрос[а]?|что)\b)*|:)"
)
_JA_WHO_IS = Pattern(rf"{_JA_WHO}(?:か)?(?:が|は)?(?:、|ですか|でしょうか|だ)?")
_JA_SPOKE = Pattern(
    r"(?:について|に関して)?(?:も|は)?(?:何|なん|どう)?(?:に|を|と|へ|か)?(?:触れ|言及し|取り上げ|述べ|言っ|話し|話題にし|語っ|発言し)[^、。]{0,10}?(?:のは|人は|方は"
    r"|か)?[?？。]*$"
    r"|(?:について|に関して)?何(?:と|を|か)?[?？。]*$"
)


def form_of(question: str) -> Form:
    """What form of answer `question` wants."""
    spaced = " ".join(question.split())
    if _WHO_SAYS.search(spaced):
        return Form.WHO
    return Form.EACH if _EACH.search(spaced) else Form.QUOTES


def without_form(question: str, form: Form) -> str:
    """`question` without the words that ask for who it was, or for each: they are in no answer."""
    spaced = " ".join(question.split())
    if form is Form.EACH:
        return _without_each(spaced)
    return _without_who(spaced) if form is Form.WHO else spaced


def _without_each(spaced: str) -> str:
    found = _EACH.search(spaced)
    if not found:
        return spaced
    kept = _ASKS.match(found[0])
    return spaced[: found.start()] + (kept[0] if kept else "") + spaced[found.end() :]


def _without_who(spaced: str) -> str:
    if found := _WHO_FRAME.search(spaced):
        return (spaced[: found.start()] + " " + spaced[found.end() :]).strip()
    without = _JA_WHO_IS.sub("", spaced)
    return without if without == spaced else _JA_SPOKE.sub("", without)
