"""Japanese typed in Latin letters, put back into Japanese script as far as a small table of words reaches.

The words of records are kanji, and kanji have no sound without a dictionary: the table has those that
questions about speeches, assemblies and policy are made of. Any other word becomes katakana, which is right for
loanwords. Hepburn, Kunrei and typed spellings are read alike, long vowels long or short.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.pattern import Pattern

_PARTICLES = (
    "wa は|ga が|no の|ni に|o を|wo を|de で|to と|mo も|kara から|made まで|e へ|ya や|ka か|desu です"
    "|desuka ですか|nitsuite について|tsuite ついて|nikanshite に関して|kanshite 関して|kansuru 関する|nani 何"
    "|nanto 何と|nan 何|dou どう|dare 誰|itsu いつ|doko どこ|naze なぜ|ikutsu いくつ|dono どの"
    "|iimashita 言いました|itta 言った|itte 言って|imasu います|iru いる|nobemashita 述べました|nobeta 述べた"
    "|nobete 述べて|hanashimashita 話しました|hanashita 話した|hanashi 話|kangae 考え|kangaete 考えて"
    "|kangaeru 考える|omoimasu 思います|omou 思う|oshiete 教えて|kudasai ください|hatsugen 発言|kenkai 見解"
    "|iken 意見|shimashita しました|suru する|shita した|sareta された|saremashita されました|fureta 触れた"
    "|furemashita 触れました|kaku 各|sorezore それぞれ|hatsugensha 発言者|san さん"
)
_WORDS = (
    "tero テロ|terorizumu テロリズム|taisaku 対策|taiou 対応|kaigi 会議|entaku 円卓|entakukaigi 円卓会議"
    "|kenshou 憲章|kokuren 国連|kokusai 国際|rengou 連合|heiwa 平和|iji 維持|katsudou 活動|anzen 安全|hoshou 保障"
    "|anpo 安保|shuudan 集団|kikou 機構|jouyaku 条約|kaikaku 改革|jimu 事務|jimukyoku 事務局"
    "|jimusoukyoku 事務総局|jimusouchou 事務総長|jimukyokuchou 事務局長|souchou 総長|kyokuchou 局長|gaimu 外務"
    "|gaimushou 外務省|gaimudaijin 外務大臣|gaimufukudaijin 外務副大臣|gaishou 外相|daijin 大臣|fukudaijin 副大臣"
    "|daitouryou 大統領|shushou 首相|gichou 議長|gikai 議会|giin 議員|iin 委員|iinkai 委員会|chiji 知事"
    "|fukuchiji 副知事|tochiji 都知事|shichou 市長|honkaigi 本会議|kokkai 国会|seifu 政府|kuni 国|kakkoku 各国"
    "|kamei 加盟|kameikoku 加盟国|shinryaku 侵略|sensou 戦争|funsou 紛争|guntai 軍隊|gun 軍|gunji 軍事|bouei 防衛"
    "|boueki 貿易|sangyou 産業|keizai 経済|kyouryoku 協力|gijutsu 技術|hatten 発展|senryaku 戦略|keikaku 計画"
    "|seisaku 政策|seiji 政治|senkyo 選挙|kanshi 監視|kanshidan 監視団|hou 法|houritsu 法律|hourei 法令"
    "|kokunaihou 国内法|hijun 批准|kyoutei 協定|giteisho 議定書|shomei 署名|chouin 調印|kyoui 脅威"
    "|kagekishugi 過激主義|mayaku 麻薬|fuhou 不法|imin 移民|hanzai 犯罪|jinkou 人工|chinou 知能"
    "|jinkouchinou 人工知能|jouhou 情報|tsuushin 通信|seibutsu 生物|seibutsugaku 生物学|seibutsugakuteki 生物学的"
    "|kansen 感染|kansenshou 感染症|bakuhatsu 爆発|bakuhatsuteki 爆発的|uirusu ウイルス|wakuchin ワクチン"
    "|korona コロナ|koronauirusu コロナウイルス|kaihatsu 開発|kenkyuu 研究|saigai 災害|bousai 防災|kyuujo 救助"
    "|shien 支援|jindou 人道|shakai 社会|kyouiku 教育|gakkou 学校|kodomo 子ども|kankyou 環境|yosan 予算"
    "|zeikin 税金|zei 税|keihi 経費|kaijou 会場|kyougi 競技|taikai 大会|gorin 五輪|shouchi 招致|senshu 選手"
    "|senshumura 選手村|shougaisha 障害者|supootsu スポーツ|orinpikku オリンピック|pararinpikku パラリンピック"
    "|kankou 観光|koutsuu 交通|yusou 輸送|iryou 医療|byouin 病院|fukushi 福祉|kaigo 介護|hoiku 保育|juutaku 住宅"
    "|koyou 雇用|roudou 労働|josei 女性|jinken 人権|kaku 核|kakuheiki 核兵器|heiki 兵器|shuuzen 修繕"
    "|enerugii エネルギー|genpatsu 原発|kikou 気候|hendou 変動|chikyuu 地球|kuugun 空軍|koukuu 航空|butai 部隊"
    "|kiki 危機|kikitaiou 危機対応|sentaa センター|kinou 機能|yuusen 優先|kadai 課題|mokuteki 目的|yakuwari 役割"
    "|shourai 将来|mirai 未来|kyouka 強化|kyoukai 協会|kankei 関係|roshia ロシア|nihon 日本|amerika アメリカ"
    "|chuugoku 中国|berarushii ベラルーシ|tajikisutan タジキスタン|kirugisu キルギス|afuganisutan アフガニスタン"
    "|shiria シリア|toukyou 東京|to 都|tai 対|kuukou 空港|toukei 統計|tougou 統合|taikuu 対空|shisutemu システム"
    "|shori 処理|kyouryokutaisei 協力体制|taisei 体制|joukyou 状況|jousei 情勢|kokka 国家|shunou 首脳"
    "|masukomi マスコミ|media メディア|kouhou 広報|sekai 世界|taisen 大戦|shouri 勝利|kinen 記念|shuunen 周年"
    "|tasuu 多数|shimin 市民|kokumin 国民|chiiki 地域|toshi 都市|nouminzoku 農民族|nougyou 農業|gyogyou 漁業"
    "|kou 港|minato 港|kyouken 強権|sougo 相互|shinrai 信頼|taiwa 対話|koushou 交渉|goui 合意|ketsugi 決議"
    "|seimei 声明|kyoudou 共同|kyoudouseimei 共同声明|soukai 総会|nagorunokarabafu ナゴルノカラバフ"
    "|karabafu カラバフ|kaiketsu 解決|buryoku 武力|kyuusen 休戦|teisen 停戦|heiwaiji 平和維持"
)
_ROWS = {
    "": "ア イ ウ エ オ", "k": "カ キ ク ケ コ", "s": "サ シ ス セ ソ", "t": "タ チ ツ テ ト",
    "n": "ナ ニ ヌ ネ ノ", "h": "ハ ヒ フ ヘ ホ", "m": "マ ミ ム メ モ", "y": "ヤ . ユ . ヨ", "r": "ラ リ ル レ ロ",
    "w": "ワ ウィ . ウェ ヲ", "g": "ガ ギ グ ゲ ゴ", "z": "ザ ジ ズ ゼ ゾ", "d": "ダ . . デ ド",
    "b": "バ ビ ブ ベ ボ", "p": "パ ピ プ ペ ポ", "sh": "シャ シ シュ シェ ショ", "ch": "チャ チ チュ チェ チョ",
    "ts": ". . ツ . .", "f": "ファ フィ フ フェ フォ", "j": "ジャ ジ ジュ ジェ ジョ", "v": "ヴァ ヴィ ヴ ヴェ ヴォ",
    "ky": "キャ . キュ . キョ", "gy": "ギャ . ギュ . ギョ", "ny": "ニャ . ニュ . ニョ", "hy": "ヒャ . ヒュ . ヒョ",
    "my": "ミャ . ミュ . ミョ", "ry": "リャ . リュ . リョ", "by": "ビャ . ビュ . ビョ", "py": "ピャ . ピュ . ピョ",
}  # fmt: skip
_MORAE = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row.split(), strict=True)
    if kana != "."
}
_MORA = "|".join(sorted(_MORAE, key=len, reverse=True))
_WRITTEN = Pattern(rf"(?:(?:([kstpcgdbjzf])(?=\1|ch))?(?:{_MORA})|n(?![aiueoy])|n['’]|-)+")
_PIECE = Pattern(rf"([kstpcgdbjzf])(?=\1|ch)|({_MORA})|(n)['’]?|(-)")
_LONG_A = Pattern(r"(?<=[アカガサザタダナハバパマヤラワャ])ア")  # as no Japanese word has it, but a foreign name
_MACRONS = str.maketrans(
    {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou", "â": "aa", "î": "ii", "û": "uu", "ê": "ee", "ô": "ou"}
)
_KUNREI: tuple[tuple[str, str], ...] = (
    ("tya", "cha"),
    ("tyu", "chu"),
    ("tyo", "cho"),
    ("sya", "sha"),
    ("syu", "shu"),
    ("syo", "sho"),
    ("zya", "ja"),
    ("zyu", "ju"),
)
_KUNREI += (("zyo", "jo"), ("jya", "ja"), ("jyu", "ju"), ("jyo", "jo"), ("tch", "cch"))
_KUNREI_MORA = Pattern(r"(?<![ts])(?:si)|(?<!t)ti|tu|(?<![scg])hu|zi|di|du")
_AS_HEPBURN = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu"}
_LATIN = re.compile(r"[A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô][A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô'’-]*")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff]")
_HONOURED = "さん"
_LONG = 6  # letters of a particle or verb that no other language has
_ENOUGH = 0.5  # of the words must be known ones


def as_japanese(text: str, kept: list[tuple[int, int]]) -> str | None:
    """`text` in Japanese script where it is Japanese in Latin letters; None where it is not.

    The slices `kept`, which are known names, stay as they are, as do words in capitals.
    """
    words = [found for found in _LATIN.finditer(text) if not _is_kept(found, kept)]
    if not words or not may_be_romaji(text) or not all(_WRITTEN.fullmatch(_hepburn(found[0])) for found in words):
        return None
    read = [(found, _in_script(_hepburn(found[0]))) for found in words]
    if not any(telling for _, (_, telling) in read) or sum(known for _, (known, _) in read) < _ENOUGH * len(read):
        return None
    written = [(found.span(), _written(found[0])) for found in words]
    if written[0][1] == _HONOURED:  # nobody stands before it: "San Diego"
        written[0] = (written[0][0], _katakana(_hepburn(words[0][0])))
    if _begins_with_a_name([known for _, (known, _) in read], written):
        written[0] = (written[0][0], f"{written[0][1]}・")
    return _joined(text, written)


def _begins_with_a_name(known: Sequence[bool], written: Sequence[tuple[tuple[int, int], str]]) -> bool:
    """Whether two words that no table has stand before a particle: a surname and a given name."""
    return known[:2] == [False, False] and written[2:] != [] and written[2][1] in ("は", "が", "の", "も", "さん")


def may_be_romaji(text: str) -> bool:
    """Whether `text` is in Latin letters, and at least half of its words could be read as Japanese syllables."""
    words = _LATIN.findall(text)
    if not words or _OTHER_SCRIPT.search(text):
        return False
    return 2 * sum(bool(_WRITTEN.fullmatch(_hepburn(word))) for word in words) >= len(words)


def _is_kept(word: "re.Match[str]", kept: list[tuple[int, int]]) -> bool:
    inside = any(start < word.end() and word.start() < end for start, end in kept)
    return inside or (word[0].isupper() and len(word[0]) > 1)


def _joined(text: str, changed: list[tuple[tuple[int, int], str]]) -> str:
    for (start, end), japanese in reversed(changed):
        text = text[:start] + japanese + text[end:]
    return re.sub(r"(?<=[\u3040-\u30ff\u3400-\u9fff])\s+(?=[\u3040-\u30ff\u3400-\u9fff])", "", text)


def _in_script(word: str) -> tuple[bool, bool]:
    """Whether `word` is known, and whether it is one that no other language has."""
    parts = _parts(_key(word))
    return bool(parts), bool(parts) and len(word) >= (_LONG if _is_particle(parts) else 4)


def _is_particle(parts: tuple[str, ...]) -> bool:
    return all(part in _particles() for part in parts)


def _written(word: str) -> str:
    spelt = _hepburn(word)
    parts = _parts(_key(spelt))
    return "".join(_table()[part] for part in parts) if parts else _katakana(spelt)


@lru_cache(maxsize=4096)
def _parts(key: str) -> tuple[str, ...]:
    """`key` as words of the table, one after the other, as few as may be; nothing where it is not made of them."""
    if key in _table():
        return (key,)
    best: tuple[str, ...] = ()
    for cut in range(len(key) - 3, 3, -1):
        if key[:cut] in _table() and (rest := _parts(key[cut:])) and (not best or len(rest) + 1 < len(best)):
            best = (key[:cut], *rest)
    return best


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    pairs = (pair.split() for pair in f"{_WORDS}|{_PARTICLES}".split("|"))
    return {_key(reading): written for reading, written in pairs}


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    return frozenset(_key(pair.split()[0]) for pair in _PARTICLES.split("|"))


def _hepburn(word: str) -> str:
    """The word in lower case, macrons written out, in Hepburn's consonants."""
    spelt = word.lower().translate(_MACRONS)
    for other, hepburn in _KUNREI:
        spelt = spelt.replace(other, hepburn)
    spelt = re.sub(r"m(?=[bmp])", "n", spelt)
    return _KUNREI_MORA.sub(lambda found: _AS_HEPBURN[found[0]], spelt)


def _key(spelt: str) -> str:
    """What spellings of one word share: long vowels are short, an apostrophe and a hyphen are nothing."""
    return re.sub(r"ou|oo|uu|aa|ii|ee|oh(?![aiueo])", lambda found: found[0][0], re.sub(r"['’-]", "", spelt))


def _katakana(spelt: str) -> str:
    def kana(found: "re.Match[str]") -> str:
        if found[2]:
            return _MORAE[found[2]]
        return "ッ" if found[1] else "ン" if found[3] else "ー"

    return _LONG_A.sub("ー", _PIECE.sub(kana, spelt))
