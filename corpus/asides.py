"""Lines that are no part of what was said: appeals, links, keywords, bylines, the publisher on itself."""

import re

from corpus.labels import Shape, parse_label
from corpus.people import is_full_name, is_name
from corpus.roles import has_cjk

PROMOTION = "promotion"
LINK = "link"
KEYWORDS = "keywords"
BYLINE = "byline"
CAPTION = "caption"
PUBLISHER = "publisher"
ORNAMENT = "ornament"
STAGE = "stage direction"
NOTE = "note"
HEADING = "heading"
SIGNATURE = "signature"
FURNITURE = "page furniture"
TIME = "time"

LONGEST = 160

_KEYWORDS = re.compile(
    r"(?:キーワード|タグ|Key\s?words?|Tags?|Ключевые слова|Теги|Метки)\s?[:：]\s*\S|(?:[#＃]\w+[\s、,]*){2,}$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:written|reported|interviewed|compiled|edited|translated|prepared|recorded|story|words|text) by[:\s]"
    r"|(?:取材・文|文・構成|構成・文|取材|構成|文責|文|執筆|翻訳|訳|編集|著者|記者|インタビュー・文)\s?[=＝:：/／]\s?\S"
    r"|(?:取材|構成|文|撮影|写真|聞き手|編集)(?:(?:・(?:取材|構成|文|撮影|写真|編集))+)[\s\u3000]\S"
    r"|[（(](?:取材|構成|文|撮影|聞き手|翻訳|訳)[\s\u3000=＝:：/／・][^（）()]{2,40}[)）]$"
    r"|(?:автор(?:ы| текста| материала)?|текст|подготовил[аи]?|записал[аи]?|беседовал[аи]?|интервью вз[яе]л[аи]?"
    r"|интервью в[её]ла?|перевод|перев[её]л[аи]?|редактор)"
    r"(?:\s?[:：]|\s?[—–-]|\s)\s?(?=[А-ЯЁA-Z]))",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"By\s+(?P<name>\S.*)$")
_CAPTION = re.compile(
    r"[（(\[]?(?:写真|撮影|画像|図版|photo(?:graph)?s?(?: (?:by|credit|courtesy of))?|image|picture|credit|фото"
    r"|фотография|иллюстрация)"
    r"\s?(?:[=＝:：/／]|(?<=by)\s|提供)\s*\S",
    re.IGNORECASE,
)
_ADVERTISED = re.compile(
    r"[（(\[［【]?(?:広告|ＰＲ|PR|スポンサーリンク|スポンサード|advertisements?|advertorial"
    r"|sponsored(?: content)?|реклама|на правах рекламы)[)）\]］】]?(?:\s*[:：]\s?\S.*(?<![。.]))?$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:(?:この記事を)?(?:シェア|ツイート|ブックマーク|印刷)(?:する)?|share(?: (?:this|on|via)\b.{0,30})?|tweet|print"
    r"|поделиться(?: .{0,30})?|распечатать)$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:(?:media|press) (?:contacts?|enquiries|inquiries|office)|contacts? for (?:the )?(?:media|press)"
    r"|(?:本件に関する)?(?:お?問い?合わ?せ先?|連絡先)|контакт[ыа]?(?: для (?:сми|прессы))?)\s?[:：]\s?\S",
    re.IGNORECASE,
)
_END = re.compile(r"[-—–*\s]{0,4}(?:ENDS?|以上|КОНЕЦ)[-—–*\s]{0,4}$")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)\s|copyright\b|all rights reserved|無断(?:転載|複製)|禁無断転載|все права защищены|перепечатка"
    r"|при (?:цитировании|перепечатке))",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[（(\[*]?(?:注\d{0,2}\s?[：:）)]|訳注|編注|編集部注|editor[’']?s? note|translator[’']?s? note"
    r"|примечани[ея]\s?(?:редакции|переводчика)?\s?[:.]|прим\. (?:ред|пер))",
    re.IGNORECASE,
)
_INTERVIEWER = re.compile(
    r"(?:聞き手|インタビュアー|interviewer|интервьюер)\s?[=＝:：/／]\s?[^。？！?!]{2,24}(?<![かねよすた])$",
    re.IGNORECASE,
)
_CLOCK = r"\d{1,3}:(?:\d{2}|\d{1,2}:\d{1,2})(?:[.,]\d{1,3})?"  # 3:2 is a score
_TIME = re.compile(rf"[\[(（［<]?{_CLOCK}(?:\s?(?:-->|[-–—])\s?{_CLOCK})?[\])）］>]?$")
_ORNAMENT = re.compile(r"[\W_]{1,80}$")
_STAGE = re.compile(
    r"[（(\[〔［【*][^（）()\[\]〔〕［］【】*]{1,60}[.]?[)）\]〕］】*][.。]?$|〔[^〔〕]{1,100}〕$",
)
_STAGE_WORDS = re.compile(
    r"拍手|笑|者あり|参照|省略|掲載|^.(?:了|完|終わり|終|以上|続く|つづく).$|登壇|退席|着席|休憩|再開|開議|散会|沈黙|黙祷|起立"
    r"|(?:took|takes|resumed|vacated|left|in) the chair"
    r"|applause|laugh|silence|pause|inaudible|crosstalk|cheer|music|recess|interrupt"
    r"|applaudissement|exclamation|rires|sourires|protestation|aplauso|rumores|murmullos|protestas|risas"
    r"|beifall|zuruf|heiterkeit|widerspruch|unruhe|^.lachen"
    r"|аплодисмент|смех|пауза|неразборчиво|перерыв|шум в зале|оживление|минута молчания",
    re.IGNORECASE,
)

_IN_BRACKETS = re.compile(r"[（(\[〔［][^（）()\[\]〔〕［］]{1,160}[)）\]〕］][.。]?$")

_PROMOTED_JA = re.compile(
    r"(?:メルマガ|メールマガジン|ニュースレター|定期購読|会員登録|無料登録|無料会員|購読|公式(?:LINE|Twitter|X"
    r"|Facebook|SNS|アカウント|チャンネル)|チャンネル登録|フォロー|アプリ"
    r"|ご寄付|ご支援)"
)
_APPEAL_JA = re.compile(
    r"(?:登録|配信中|購読|申し?込み?|会員|フォロー|ダウンロード|無料|ご寄付|ご支援).*(?:こちら|から|しよう|ください"
    r"|下さい|お願いします|募集中|受付中|配信中|無料|[!！])"
    r"|(?:登録|購読|申し?込み?|フォロー|配信中)(?:は|を|する)?$"
)
_PROMOTED_EN = re.compile(
    r"(?:(?:please\s+|don[’']t miss[^.]*?|want more\?\s+)?(?:subscribe|sign up|join|follow us|follow @|register now"
    r"|register for|become a (?:member|subscriber)"
    r"|support (?:us|our)|donate|get (?:our|the|all|daily|weekly|free)|stay (?:informed|up to date|tuned|connected)"
    r"|download (?:our|the)|like us"
    r"|share this|enjoy(?:ing|ed)? this|start your free|try (?:it )?free))\b",
    re.IGNORECASE,
)
_PROMOTED_EN_FOR = re.compile(
    r"\b(?:newsletters?|mailing list|e-?mail (?:list|alerts?|digest|updates)|subscri(?:be|bers?|ptions?)|telegram"
    r"|twitter|facebook|instagram|youtube|linkedin|whatsapp"
    r"|channel|podcast|magazine|membership|inbox|free trial|app|share this|donate|updates|digest)\b",
    re.IGNORECASE,
)
_PROMOTED_RU = re.compile(
    r"(?:подпи(?:шитесь|сывайтесь|саться|ска|сывайся|шись)|оформ(?:ите|ить) (?:бесплатн[а-яё]+ )?подписку"
    r"|присоединяйтесь|следите за (?:нами|нашими|новостями)"
    r"|читайте нас|мы в (?:телеграм|telegram|вк|соцсетях|социальных)|поддержите (?:нас|наш|журнал|издание|редакцию)"
    r"|(?:наш[аи]?|бесплатн[а-яё]+) (?:рассылк|телеграм|telegram|канал)|получайте|зарегистрируйтесь)",
    re.IGNORECASE,
)
_PROMOTED_RU_FOR = re.compile(
    r"рассылк|канал|журнал|подпис|новост|telegram|телеграм|соцсет|вконтакте|youtube|нас\b|бесплатн|материал|сайт"
    r"|доступ",
    re.IGNORECASE,
)

_OF_PUBLISHER = re.compile(
    rf"{_PROMOTED_JA.pattern}|会員|無料|登録|関連|最新号|バックナンバー|アーカイブ|動画|全文|本文|PDF"
)

_LINK_JA = re.compile(
    r"[^。]{0,16}?(?:最新号|アーカイブ|バックナンバー|関連(?:記事|リンク|ページ)|続き|全文|本文|詳細|詳しく"
    r"|詳しい内容|動画|前編|後編|前回|次回|一覧|原文|英語版|PDF|資料).{0,20}?(?:こちら|から|[>＞→»]|ご覧|見る|読む)"
    r"|(?:関連記事|関連リンク|あわせて読みたい|合わせて読みたい|おすすめ記事|参考リンク|こちらもおすすめ"
    r"|外部リンク)\s?(?:[:：].*)?$|(?:続き|もっと|さらに)を?(?:読む|見る|詳しく)"
    r"|(?:→|▶|►|≫|>>|＞＞).{1,40}$|.{0,30}(?:は|を)こちら(?:から)?[!！。>＞→]*$",
)
_LINK_EN = re.compile(
    r"(?:read (?:more|also|next|on|the (?:full|rest|original|whole))|see also|related(?: (?:articles?|links?"
    r"|stories|content|news|reading))?\s?:?"
    r"|more (?:on|from|about) (?:this|the|our)|(?:full|original) (?:text|transcript|version|article)|click here"
    r"|continue reading|back issues"
    r"|(?:latest issue|archives?|previous (?:issues?|articles?)|all (?:issues|articles))(?:\s?(?:and"
    r"|&) \w+)?\b.*(?:here|:|»|>|$)"
    r"|watch (?:the )?(?:video|full)|listen to (?:the|this)|download (?:the )?pdf|you (?:may|might) also like"
    r"|visit (?:our|the) (?:website|archive|site)"
    r"|(?:the )?(?:latest issue|archives?|back issues|full (?:text|transcript)).{0,40}\b(?:here|available at"
    r"|can be found))",
    re.IGNORECASE,
)
_LINK_RU = re.compile(
    r"(?:читайте (?:также|ещ[её]|далее|другие|полностью)|читать (?:далее|полностью|ещ[её]|также|дальше)|подробнее"
    r"|смотрите также|см\. также|по теме\b|материалы по теме"
    r"|(?:полный текст|архив|свежий номер|предыдущие (?:номера|выпуски)|все (?:выпуски|материалы|номера|статьи)"
    r"|другие материалы|оригинал).{0,60}(?:здесь|по ссылке|на сайте|:|$)"
    r"|ссылк[аи]\b|источник\s?[:：]\s?(?:https?|www)|перейти (?:к|на|по))",
    re.IGNORECASE,
)
_URL_ONLY = re.compile(
    r"(?:[\w\s().／/-]{0,30}[:：]\s*)?[<（(\[]?(?:https?://|www\.)\S+(?:\s+(?:https?://|www\.)\S+)*\s*$", re.IGNORECASE
)
_LINK_TITLE = re.compile(
    r"(?:関連記事|関連リンク|related|see also|read also|читайте также|по теме|материалы по теме"
    r"|смотрите также)[^:：]{0,20}[:：]?$",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"(?:と思います|考えて|でした|ました|おります|ております|いたします|わたし|私)|\b(?:I|we|my|our government"
    r"|us all)\b|\b(?:мы|я|мне|нам|мной|нами)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"わたし|私|我々|われわれ|\b(?:I|we|my|our)\b|\b(?:мы|я|мне|нам|мной|нами|наш[аеи]?)\b", re.IGNORECASE
)
_PLAIN_END = re.compile(r"(?:です|ます|ました|でした|ません|である|した|ない)。$")

_PUBLICATION = re.compile(
    r"(?:月刊誌|週刊誌|隔月刊|季刊誌?|日刊紙|機関誌|専門誌|雑誌です|新聞です|出版社|通信社|創刊|復刊|編集部です"
    r"|発行(?:して|され)|ウェブマガジン|オンラインメディア|ニュースサイト|情報サイト)"
    r"|\b(?:is|was) (?:an?|the) (?:[\w-]+ ){0,5}(?:journal|magazine|newspaper|weekly|monthly|quarterly|newsletter"
    r"|news (?:agency|site|service)|think tank|publication|publisher|review|website)\b"
    r"|\bpublished (?:since|by|monthly|weekly|quarterly|every)\b|\babout (?:us|the (?:publisher|journal|magazine"
    r"|author|publication))\b"
    r"|(?:ежемесячн|еженедельн|ежеквартальн|ежедневн)[а-яё]+ (?:[а-яё-]+ ){0,4}(?:журнал|издани|газет|бюллетен)"
    r"|журнал (?:изда[её]тся|основан|выходит)|издание основано|изда[её]тся с|об издании|о журнале",
    re.IGNORECASE,
)
_PUBLICATION_OPENS = re.compile(r"[『「«\"“]|About\b|The [A-Z]|[A-Z]|О(?:б)? |Журнал|Газета|Издание")
_OPENINGS = (
    (_TIME, TIME),
    (_END, STAGE),
    (_ADVERTISED, PROMOTION),
    (_SHARE, PROMOTION),
    (_URL_ONLY, LINK),
    (_NOTE, NOTE),
    (_CAPTION, CAPTION),
    (_CONTACT, PUBLISHER),
)


_HECKLED = re.compile(  # (Beifall bei der SPD – Jane Roe [FDP]: Nein!)
    r"[(（](?:(?:Beifall|Zuruf|Heiterkeit|Lachen|Widerspruch|Unruhe|Gegenruf|Applaudissements|Exclamations|Rires|Sourires"
    r"|Protestations|Aplausos|Rumores|Protestas|Risas)\b|[^()（）\[\]:]{3,50}\s\[[^\[\]]{2,40}\]:)"
    r"(?:[^()（）]|[(（][^()（）]{0,80}[)）]){0,560}[)）]$"
)
_LONGEST_HECKLE = 600


def line_reason(text: str) -> str | None:
    """Why the line `text` is no part of the record wherever it stands, or None where it may be."""
    if len(text) <= _LONGEST_HECKLE and _HECKLED.match(text):
        return STAGE
    if len(text) > LONGEST:
        return None
    if _ORNAMENT.match(text):
        return ORNAMENT
    if _STAGE.match(text) and (text[0] == "〔" or _STAGE_WORDS.search(text)):
        return STAGE
    for pattern, reason in _OPENINGS:
        if pattern.match(text):
            return reason
    if _KEYWORDS.match(text) and not text.endswith(("。", ".")):
        return KEYWORDS
    if is_byline(text):
        return BYLINE
    if _COPYRIGHT.match(text) or (_COPYRIGHT.search(text) and len(text) < 60):
        return PUBLISHER
    return None


def is_in_brackets(text: str) -> bool:
    """Whether all of `text` stands in one pair of brackets and is no first person's: "(A chorus of ayes.)"."""
    return bool(_IN_BRACKETS.match(text)) and not _FIRST_PERSON.search(text)


def is_byline(text: str) -> bool:
    """Whether `text` names who wrote the article, and nothing else: "By Jane Roe", "文＝山田太郎", "Автор: И."
    " Иванов"."""
    text = text.strip("*_ ")
    if len(text) > 80 or text.endswith(("。", "!", "?", "！", "？", ":")):
        return False
    named = _BY_NAME.match(text)
    if named:
        name = named["name"]
        return is_name(name) or is_full_name(name.split(",")[0]) or (len(name.split()) <= 4 and name.istitle())
    return bool(_BYLINE.match(text) or _INTERVIEWER.match(text)) and not text.endswith(".")


def is_publishers(label: str) -> bool:
    """Whether a label may be a publisher's, and no speaker's: ●メルマガ会員."""
    return bool(_OF_PUBLISHER.search(label))


def names_author(text: str) -> bool:
    """Whether `text`, which follows "Interviewer:" or "文：", names a person or a desk: "Anna Roe of Port News"."""
    label = parse_label(text.strip("*_ "))
    if label and label.name is None:
        return has_cjk(text)  # 編集部
    return (label is not None and label.shape is not Shape.ONE_WORD) or is_full_name(" ".join(text.split()[:2]))


def appeal_reason(text: str) -> str | None:
    """Why a paragraph that stands alone is an appeal to the reader or a link, or None where it is neither."""
    text = text.strip("*_# ")
    if len(text) > LONGEST or _PLAIN_END.search(text):
        return None
    if _PROMOTED_RU.match(text) and _PROMOTED_RU_FOR.search(text):
        return PROMOTION
    if SPEAKS.search(text):
        return None
    if _PROMOTED_JA.search(text) and _APPEAL_JA.search(text):
        return PROMOTION
    if _PROMOTED_EN.match(text) and _PROMOTED_EN_FOR.search(text):
        return PROMOTION
    if _LINK_JA.match(text) or ((_LINK_EN.match(text) or _LINK_RU.match(text)) and not _long_sentence(text)):
        return LINK
    return None


def _long_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) > 12


def is_link_title(text: str) -> bool:
    """Whether `text` announces a list of links: "Related articles:"."""
    return bool(_LINK_TITLE.match(text.strip("*_# ")))


def is_about_publication(text: str) -> bool:
    """Whether a paragraph describes the publication that it stands in."""
    return bool(_PUBLICATION.search(text) and _PUBLICATION_OPENS.match(text)) and not _FIRST_PERSON.search(text)
