"""The words for an office, a function or a part in a conversation: in Japanese, English, Russian; some of others."""

import re

from corpus.pattern import RUSSIAN_LETTERS, Pattern
from corpus.wordlist import wordlist

_JA_OFFICE = (
    "大統領|首相|総理|大臣|外相|[財国防法農環経総厚文務通産省科部]相|[一-龥]{2}(?<!真)(?<!様)相|[一-龥](?:者|家|師"
    "|士|官|員|役)|長官|次官|官房|政務官|審議官|参事官|書記官|参事|技監"
    "|補佐官|報道官|広報官|司令官|監察官|総監"
    "|[局部課室係所院校会社団隊班館園店署支総座議学院市町村区]長|委員長|教育長|議長|理事長|書記長|事務総長|本部長|事務局長"
    "|編集長|総裁|総長|総領事|領事"
    "|次長|大使|公使|特使|使節|知事|理事|監事|幹事|判事|検事|主席|首席|書記|代表|委員|議員|研究員|解説員|特派員"
    "|専門員|評議員|主任|主幹|主筆|主査|顧問|参与"
    "|教授|准教授|助教|講師|博士|学長|総長|塾長|弁護士|医師|記者|評論家|専門家|作家|研究者|担当者|経営者|責任者"
    "|候補|書記|監督|名誉会長|会頭|頭取|首脳"
    "|国王|女王|皇帝|天皇|陛下|殿下|王子|教皇|法王|大司教|元帥|大将|中将|少将|大佐|提督|参考人|公述人|証人|説明員"
    "|[零〇一二三四五六七八九十百\\d]+番"
    "|アナリスト|エコノミスト|ジャーナリスト|ディレクター|プロデューサー|キャスター|アナウンサー|コメンテーター"
    "|フェロー|リーダー|マネージャー|CEO|COO|CFO|CTO"
)
_JA_FLOOR = (
    "司会者?|議長|座長|委員長|進行役?|聞き手|インタビュアー|インタビュワー|モデレーター|ファシリテーター"
    "|コーディネーター|質問者|回答者|記者|編集部|参加者"
    "|会場|フロア|パネリスト|ナレーター|事務局|書記|裁判長|会長"
)
_JA_SUFFIX = "(?:代行|代理|臨時代理|補佐|補|心得|候補|経験者|兼務|担当)?(?:閣下|殿)?"
JA_ROLE_END = Pattern(rf"(?:{_JA_OFFICE}|{_JA_FLOOR}){_JA_SUFFIX}$")
_JA_ROLE_ONLY = Pattern(rf"(?:副|前|元|現|新|名誉|筆頭|臨時|仮|共同|総)?(?:{_JA_FLOOR}|{_JA_OFFICE}){_JA_SUFFIX}$")
_JA_NO_ROLE = re.compile(r"[はがを]|です|ます|した|する|という|とは|こと|もの|[。！？!?「」『』]")
_JA_PORTFOLIO = (
    "外務|財務|防衛|国防|法務|総務|環境|文部科学|厚生労働|農林水産|経済産業|国土交通|内閣総理|内閣官房|内閣府|内閣"
    "|官房|復興|国家公安|特命担当|経済|金融|外交|国際"
    "|統括|常務|専務|代表取締|取締|執行|事務|統合|議会|最高|上級|首席|主席|主任|筆頭|国務|デジタル|政策|広報|報道"
    "|総合|企画|教育|都市|建設|衛生|福祉|交通|水道|下水道"
    "|警視|消防|生活文化|スポーツ振興|産業労働|福祉保健|港湾|主税|会計管理|選挙管理|人事|監査|労働|病院経営|青少年"
    "|住宅|戦略|情報|推進|招致|施設|計画|競技|連絡調整|準備|市場|収用|危機|管理|安全|都民|県民|市民|区民|財産|税務"
    "|会計|監察|研究|技術|開発|整備|農林|水産|商工|観光|健康|医療|子ども|こども|子育て|地域|土木|資源|循環|選挙|中央卸売"
    "|病院|東京都|大阪府|京都府|北海道"
    "|財政|予算|防災|契約|庶務|秘書|納税|課税|収納|管財|用地|営繕|建築|緑地|統計|議事|戸籍|保険|年金|介護|児童|保育|学務"
    "|治安対策|都市整備|オリンピック・パラリンピック準備"
)
JA_TITLE_AFTER_NAME = Pattern(rf"(?:(?:{_JA_PORTFOLIO}|副|前|元|現|新)*)(?:{_JA_FLOOR}|{_JA_OFFICE}){_JA_SUFFIX}$")
JA_PORTFOLIO = Pattern(rf"(?:{_JA_PORTFOLIO})")

JA_TITLE_FOLLOWS = Pattern(
    rf"(?:氏|君|くん|さん|様|先生|女史|閣下|の?(?:両|各|[三四五六])(?:氏|名|者)|両人|夫妻|(?:{_JA_PORTFOLIO}|両|副|前|元|現|新"
    rf"|[都道府県](?=知事|副知事|議)|[ァ-ヺー]{{2,12}})*(?:{_JA_FLOOR}|{_JA_OFFICE}|市?場長))"
)

_EN_FLOOR = wordlist(
    """
    chair chairman chairwoman chairperson co-chair moderator host interviewer presenter facilitator announcer
    narrator speaker president operator clerk rapporteur anchor mc emcee panelist participant audience
    """
)
EN_ROLES = _EN_FLOOR | wordlist(
    """
    minister secretary secretary-general director director-general president-elect vice-president vice-chair
    vice-chairman chancellor ambassador governor mayor senator congressman congresswoman representative
    commissioner professor lecturer head chief commander general colonel lieutenant captain major admiral
    marshal sergeant spokesperson spokesman spokeswoman deputy delegate editor editor-in-chief correspondent
    reporter journalist analyst researcher fellow judge justice counsel attorney lawyer officer member leader
    coordinator manager founder co-founder partner dean rector economist historian scientist expert adviser
    advisor king queen prince princess pope bishop archbishop imam rabbi premier executive ceo cto cfo coo
    treasurer auditor inspector envoy consul attache undersecretary under-secretary under-secretary-general
    assistant-secretary-general superintendent principal engineer specialist author writer columnist activist
    laureate poet student farmer nurse teacher resident architect physician surgeon biologist physicist
    chemist mathematician philosopher sociologist psychologist artist actor actress singer musician composer
    producer novelist filmmaker photographer designer entrepreneur investor banker diplomat politician
    negotiator mediator veteran pilot astronaut cosmonaut athlete coach commissioner-general high-commissioner
    ministers chairs ombudsman prosecutor councillor councilor vice-chancellor administrator aide strategist
    """
)
_WESTERN_ROLES = wordlist(  # in German, French and Spanish, where English has another word
    """
    präsident präsidentin vizepräsident vizepräsidentin alterspräsident bundespräsident bundeskanzler bundeskanzlerin
    kanzler kanzlerin minister ministerin bundesminister bundesministerin staatsminister staatsministerin
    ministerpräsident ministerpräsidentin staatssekretär staatssekretärin abgeordneter abgeordnete berichterstatter
    berichterstatterin vorsitzender vorsitzende bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin
    gemeinderat gemeinderätin stadtrat stadträtin landrat landrätin
    président présidente vice-président vice-présidente ministre secrétaire rapporteur rapporteure député députée
    sénateur sénatrice conseiller conseillère
    presidente presidenta vicepresidente vicepresidenta ministro ministra secretario secretaria diputado diputada
    senador senadora portavoz candidato candidata alcalde alcaldesa concejal concejala
    """
)
_RU_FLOOR = (
    "председател|председательствующ|ведущ|модератор|спикер|корреспондент|корр"
    "|журналист|интервьюер|докладчик|секретар|диктор"
)
_RU_ROLE = Pattern(
    r"(?:замминистр|министр|секретар|председател|председательствующ|президент|вице-|директор|глава|главы"
    r"|руководител|начальник"
    r"|посол|посла|посланник|губернатор|мэр|депутат|сенатор|представител|постпред|профессор|академик|генерал"
    r"|полковник|адмирал"
    r"|капитан|лейтенант|маршал|командующ|заместител|помощник|советник|пресс-секретар|спикер|ведущ|модератор|канцлер|премьер|комиссар"
    r"|уполномоченн"
    r"|координатор|эксперт|аналитик|журналист|корреспондент|обозревател|редактор|член|докладчик|сотрудник|доктор"
    r"|кандидат"
    r"|ректор|декан|заведующ|судья|прокурор|патриарх|митрополит|король|принц|лидер|руководит|историк|экономист"
    r"|политолог|юрист|адвокат|врач|писател|основател|управляющ|генсек|госсекретар|автор\b)",
    needs=RUSSIAN_LETTERS,
)
_RU_SURNAME = Pattern(  # made of an office, but a name: Комиссаров, Корольков
    r"(?:комиссар|генерал|полковник|адмирал|капитан|маршал|корольк|доктор|секретар|член)[оеё]в(?:а|у|ым|ой|е)?$",
    needs=RUSSIAN_LETTERS,
)
_RU_FLOOR_WORD = Pattern(rf"(?:{_RU_FLOOR})[а-яё]*$", needs=RUSSIAN_LETTERS)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MAYOR = re.compile(r"(?<!\w)(?:le|la) [Mm]aire\b")  # but Bruno Le Maire
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def has_cjk(text: str) -> bool:
    """Whether `text` holds a kana or a kanji."""
    return bool(_CJK.search(text))


def is_role(text: str) -> bool:
    """Whether `text` reads as an office or function: "CSTO事務総長", "Minister of Finance", "министр обороны"."""
    if not text or len(text) > 120:
        return False
    if has_cjk(text):
        return bool(JA_ROLE_END.search(text)) and not _JA_NO_ROLE.search(text)
    return any(is_role_word(word) for word in _WORD.findall(text)) or _MAYOR.search(text) is not None


def is_role_word(word: str) -> bool:
    """Whether one Latin or Cyrillic word names an office: "Minister", "секретаря"."""
    folded = word.casefold()
    if word[:1].isupper() and _RU_SURNAME.match(folded):
        return False
    known = not {folded, folded.removesuffix("s")}.isdisjoint(EN_ROLES | _WESTERN_ROLES)
    return known or bool(_RU_ROLE.match(folded))


def is_western_role(word: str) -> bool:
    """Whether `word` is an office in German, French or Spanish, and none in English."""
    return word.casefold() in _WESTERN_ROLES - EN_ROLES


_FROM_THE_BENCHES = re.compile(
    r"(?:an?|some|several|many|various|all|another|other|two|the)?\s?(?:(?:hon|right hon|opposition|government)\.?\s)*"
    r"(?:members?|senators?|deputies|delegates?|voices?|speakers?)(?:\s(?:from|in)\s(?:the\s)?[\w\s]{3,30})?"
    r"|(?:mr|mrs|ms|madam|mister)\.? (?:(?:deputy|acting|vice|temporary) )?"
    r"(?:speaker|president|chair(?:man|woman|person)?)"
    r"|the (?:court|witness|defendant|accused|registrar|bailiff|jury|foreperson|foreman|secretariat)"
    r"|(?:unidentified|unknown|male|female) (?:speaker|voice|participant|man|woman)"
    r"|(?:audience|committee|panel|board|council) members?|(?:the )?audience|一同|全員"
    r"|все(?: хором)?|зал|(?:голоса?|реплик[аи]|вопрос|выкрик)\s(?:из|с)\s[а-яё]+|с мест[а]?|из зала|голоса"
    r"|remark|retort|реплика|возглас"
    r"|(?:発言|呼ぶ|叫ぶ)する?者|議場|傍聴席",
    re.IGNORECASE,
)


_JA_FLOOR_ALONE = re.compile(rf"(?:副|共同|総合)?(?:{_JA_FLOOR})[A-ZＡ-Ｚ]?")


def holds_floor(text: str) -> bool:
    """Whether `text` is a part in a conversation that needs no name: "議長", "The Moderator", "An hon. Member"."""
    folded = text.casefold().strip(" .")
    if _FROM_THE_BENCHES.fullmatch(folded):
        return True
    if has_cjk(text):
        return bool(_JA_FLOOR_ALONE.fullmatch(folded))
    words = folded.removeprefix("the ").removeprefix("acting ").removeprefix("co-").split()
    return len(words) == 1 and (words[0] in _EN_FLOOR or bool(_RU_FLOOR_WORD.match(words[0])))


def is_office_alone(text: str) -> bool:
    """Whether `text` is nothing but an office, so that no part of it can be a name: "外務大臣", "委員長"."""
    return bool(JA_TITLE_AFTER_NAME.fullmatch(text) or _JA_ROLE_ONLY.fullmatch(text))
