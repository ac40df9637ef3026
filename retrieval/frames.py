"""The frame of a question about speech, taken off: "What did … say about X?" asks for X.

The frame ("say", "about", 「について何と述べましたか」) is in every such question and in no answer; left in, it
makes passages look less like answers than they are.
"""

import re

from corpus.pattern import Alternatives, Pattern
from corpus.wordlist import wordlist

_EN_SPOKEN = (
    r"(?:say|said|says|saying|think|thought|thinks|mention(?:ed|s)?|state[ds]?|speak|spoke|spoken|speaks|talk(?:ed|s)?"
    r"|argue[ds]?|comment(?:ed|s)?|remark(?:ed|s)?|explain(?:ed|s)?|address(?:ed|es)?|discuss(?:ed|es)?|tell|told)"
)
_EN_ABOUT = r"(?:about|on|of|regarding|concerning|with regard to|to say about|that)"
_EN_NOBODY = r"(?:he|she|they|it|anyone|anybody|everyone|somebody|someone|the speakers?|each speaker|every speaker)"
_EN_REALLY = r"(?:(?:also|ever|even|actually|really|just|then|exactly) )*"
_EN_TITLE = (
    r"(?:the|mr|mrs|ms|dr|sir|secretary|general|secretary-general|minister|foreign|deputy|prime|president|vice|chair"
    r"|chairman|chairwoman|chairperson|chief|director|head|senator|professor|ambassador|governor|mayor|commissioner)"
)
_EN = (
    rf"(?:and |so )?(?:what|how) (?:did|does|do|has|have|had|is|was) {_EN_REALLY}(?:{_EN_NOBODY} )?(?:{_EN_TITLE}\.? )*"
    rf"{_EN_REALLY}{_EN_SPOKEN}(?: {_EN_ABOUT})?",
    rf"what {_EN_REALLY}(?:said|says|mentioned|thought|thinks) {_EN_ABOUT}",
    rf"(?:did|does|has|have) {_EN_REALLY}(?:mention(?:ed)?|(?:said|say|talk(?:ed)?|sp(?:eak|oke|oken)"
    rf"|have anything to say)"
    rf" {_EN_ABOUT})",
    rf"(?:and |so )?who (?:has |have |had |was |were )?{_EN_SPOKEN}(?: {_EN_ABOUT})?",
    r"(?:what (?:is|was|are|were) (?:'s |s |the |his |her |their )?|(?:and )?(?:his|her|their) )"
    r"(?:view|opinion|position|stance|attitude)s?(?: of)?"
    r"(?: (?:on|about|of|to|towards?|regarding))?",
    r"(?:please )?(?:tell|show) me (?:about|what)",
    r"(?:(?:and|but|so) )?(?:(?:what|how) about )?"
    r"(?:(?:the )?(?:views?|opinions?|position|remarks|comments|words|quotes?) )?"
    r"(?:about|on|regarding|concerning)",
)
_RU_SPOKEN = (
    r"(?:сказа|говори|заяви|отмети|рассказа|упомяну|упомина|высказа|дума|счита|подчеркну|выступа|утвержда)[а-яё]*"
)
_RU_ABOUT = r"(?:обо|об|о|про|насч[её]т|относительно|по поводу|по вопросу|на тему|касательно|что)"
_RU_TITLE = (
    r"(?:г-н|г-жа|господин|госпожа|министр|замминистра|генсек|генеральный|секретарь|президент|премьер|председатель"
    r"|глава"
    r"|директор|депутат|сенатор|губернатор|мэр|посол|профессор)"
)
_RU = (
    rf"(?:а |и )?(?:что|как|ч[её]м|кто)(?: (?:он|она|они|кто-нибудь|кто-либо|кто-то))?(?: {_RU_TITLE})*"
    rf" {_RU_SPOKEN}(?: (?:он|она|они))?(?: {_RU_TITLE})*(?: {_RU_ABOUT}\b)?",
    rf"(?:каков[аоы]?|какое|какая|какие) (?:мнени[ея]|позици[яи]|отношени[ея]|взгляды?)(?: {_RU_ABOUT}\b| к\b| на\b)?",
    r"(?:(?:а|и|но) )?(?:что|как) насч[её]т (?:обо|об|о|про)\b",
    r"(?:а|и|но) (?:обо|об|о|про|насч[её]т)",
    r"(?:(?:а )?(?:его|е[её]|их) )?(?:мнени[ея]|позици[яи]|слова|цитат[аы]|высказывани[ея])"
    r" (?:обо|об|о|про|по|насч[её]т)",
    r"(?:расскажи(?:те)?|скажи(?:те)?)(?: мне)? (?:обо|об|о|про)\b",
)
_JA_SAID = r"(?:述べ|言っ|言い|言わ|いっ|仰|おっしゃ|話し|話さ|語っ|語り|説明|主張|指摘|触れ|言及|教え)"
_JA_ASKED = r"(?:答弁|答え|質問|回答|尋ね|訴え|評価)"
_JA_SPOKEN = rf"(?:{_JA_SAID}|{_JA_ASKED}|考え|発言|見解|意見|立場|コメント)"
_JA = (
    rf"(?:について|に関して|に関し|に対して|をめぐって|に関する|についての|に対する)"
    rf"(?:は|も|の)?[、 ]*(?:(?:誰|だれ|どなた)(?:が|は)?)?"
    rf"(?:(?:何|なに|なん|どう|どのよう|どんな|どういう)(?:か|を|と|に|な|も|て)*)?"
    rf"[^、。]{{0,6}}?{_JA_SPOKEN}[^、。]{{0,14}}[。?？!！ ]*",
    rf"(?:を|は|が)?、?(?:何と|なんと|どう|どのように|いかに){_JA_SPOKEN}[^、。]{{0,14}}[。?？!！ ]*",
    r"(?:について|に関して|とは)(?:は)?[、 ]*(?:何と|なんと|どう)?[。?？!！ ]*",
    rf"(?:と|を)?{_JA_SPOKEN}[^、。]{{0,6}}(?:のは)?(?:誰|だれ|どなた)[^、。]{{0,5}}[。?？!！ ]*",
)
_LEADING = Alternatives(
    Pattern(
        rf"(?i)\s*(?:{'|'.join(_EN)})(?!\w)",
        needs=("what", "how", "who", "tell me", "show me", "about", "on", "regarding", "his ", "her ", "their "),
    ),
    Pattern(r"(?:では|じゃあ?|それでは|あと|一方|ちなみに)[、\s]+", needs=("では", "じゃ", "あと", "一方", "ちなみに")),
    Pattern(rf"(?i)\s*(?:{'|'.join(_RU)})(?!\w)", needs=("что", "как", "чем", "чём", "о", "насч", "скажи")),
)
_TRAILING = Pattern(
    rf"(?:{'|'.join(_JA)})\Z",
    needs=wordlist(
        """
        述べ 言 いっ 仰 おっしゃ 話 語 説明 主張 指摘 触れ 教え 答 質問 尋ね 訴え 評価 考え 発言 見解 意見 立場 コメント
        について に関して とは
        """
    ),
)
_OPENING = Pattern(
    r"(?i)\W*(?:(?:hey|hi|hello|ok|okay|well|please|so|привет|слушай|ну|пожалуйста)(?![\w’'-])[\s,!]*)*"
    r"(?:(?:(?:can|could|would) you (?:please )?(?:tell|show) me|(?:please )?tell me|do you know|any idea|i wonder"
    r"|i(?: want|['’]d like| would like)(?: to know)?|(?:не )?(?:подскажи"
    r"|скажи)(?:те)?(?: мне)?,?(?: пожалуйста,?)?)\s+)?"
    r"(?=(?:what|how|who|that|что|как|кто|ч[её]м|о)\b)"
)
_CLOSING = Pattern(r"(?i)[\s,]+(?:please|pls|plz|thanks|thank you|lol|пожалуйста|спасибо)\W*$")
_WHOLE_FRAME = Pattern(
    rf"(?:何|なに|どう|どのよう)(?:か|を|と|に|て)*{_JA_SPOKEN}[^、。]{{0,10}}[。?？!！ ]*\Z"
    r"|\A(?:発言|見解|意見|立場|主張|話|質問|答弁|回答|答え|考え|コメント|説明|言葉)は?[。?？ ]*\Z"
    r"|(?i:\A(?:(?:tell|show) me )?what (?:said|says|mentioned|thought|thinks)\W*\Z)"
    r"|(?i:\A(?:the |and |but |so |what about |how about )*(?:views?|opinions?|positions?|words|quotes?|remarks?|speech"
    r"|statements?|and|but|so|about|мнени[ея]|позици[яи]|слова|цитат[аы]|речь|выступление|а|и|но|что)?\W*\Z)"
)
_LOOSE = Pattern(r"\A(?:[\s、,，:：]|は(?![ぁ-ん])|が(?![ぁ-ん])|も(?![ぁ-ん])|の(?![ぁ-ん]))+")
_CONTENT = re.compile(r"\w{2}|[\u3400-\u9fff]")


_BARE = Pattern(
    r"(?i)(?:who|what|when|where|why|how|which|кто|что|где|когда|почему|зачем|как|какой|сколько"
    r"|誰|だれ|何|なに|いつ|どこ|なぜ|どう|どうして|どれ|ですか|か|は|が|[\W_])*"
)


def asks_nothing(text: str) -> bool:
    """Whether `text` is a question word and nothing more."""
    return _BARE.fullmatch(text) is not None


def subject_of(question: str) -> str:
    """What `question` is about: the question without its frame, or whole where nothing would be left."""
    without = _without_frame(question)
    return without if _CONTENT.search(without) else question


def is_all_frame(question: str) -> bool:
    """Whether nothing is left of `question` without its frame: "what did … say?", 「…は何と言いましたか」."""
    return not _CONTENT.search(_WHOLE_FRAME.sub("", _without_frame(question)))


def _without_frame(question: str) -> str:
    spaced = " ".join(question.split())
    if opening := _OPENING.match(spaced):
        spaced = spaced[opening.end() :]
    spaced = _CLOSING.sub("", spaced)
    leading = _LEADING.match(spaced)
    without = spaced[leading.end() :] if leading else spaced
    trailing = _TRAILING.search(without)
    return _LOOSE.sub("", without[: trailing.start()] if trailing else without).strip()
