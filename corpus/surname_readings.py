"""How frequent Japanese surnames in kanji are read: 小池 is Koike. A name in kanji has no sound of its own."""

from functools import lru_cache

from corpus.common_words import JA_SURNAMES
from corpus.japanese_sounds import japanese_key
from corpus.model import Speaker
from corpus.pattern import Pattern

_HIRAGANA = Pattern(r"[ぁ-ゖ]{3,}(?=[\u3400-\u9fff])")
_IN_BRACKETS = Pattern(r"[（(].*")
_KANA = Pattern(r"[ぁ-ゖァ-ヺー]+")
# only those that are read in one way, or whose bearers nobody confuses
_READINGS = (
    "佐藤 サトウ|鈴木 スズキ|高橋 タカハシ|田中 タナカ|伊藤 イトウ|渡辺 ワタナベ|渡邉 ワタナベ|渡邊 ワタナベ"
    "|山本 ヤマモト|中村 ナカムラ|小林 コバヤシ|加藤 カトウ|吉田 ヨシダ|山田 ヤマダ|佐々木 ササキ|山口 ヤマグチ"
    "|松本 マツモト|井上 イノウエ|木村 キムラ|斎藤 サイトウ|斉藤 サイトウ|齋藤 サイトウ|齊藤 サイトウ|清水 シミズ"
    "|山崎 ヤマザキ/ヤマサキ|池田 イケダ|橋本 ハシモト|阿部 アベ|安倍 アベ|石川 イシカワ|山下 ヤマシタ"
    "|中島 ナカジマ|中嶋 ナカジマ|石井 イシイ|小川 オガワ|前田 マエダ|岡田 オカダ|長谷川 ハセガワ|藤田 フジタ"
    "|後藤 ゴトウ|近藤 コンドウ|村上 ムラカミ|遠藤 エンドウ|青木 アオキ|坂本 サカモト|藤井 フジイ|西村 ニシムラ"
    "|福田 フクダ|太田 オオタ|三浦 ミウラ|岡本 オカモト|松田 マツダ|中川 ナカガワ|中野 ナカノ|原田 ハラダ"
    "|小野 オノ|田村 タムラ|竹内 タケウチ|金子 カネコ|和田 ワダ|中山 ナカヤマ|石田 イシダ|上田 ウエダ|森田 モリタ"
    "|小島 コジマ|柴田 シバタ|宮崎 ミヤザキ|酒井 サカイ|工藤 クドウ|横山 ヨコヤマ|宮本 ミヤモト|内田 ウチダ"
    "|高木 タカギ|安藤 アンドウ|谷口 タニグチ|大野 オオノ|丸山 マルヤマ|今井 イマイ|高田 タカダ|藤本 フジモト"
    "|武田 タケダ|村田 ムラタ|上野 ウエノ|杉山 スギヤマ|増田 マスダ|平野 ヒラノ|大塚 オオツカ|千葉 チバ|久保 クボ"
    "|松井 マツイ|小山 コヤマ|岩崎 イワサキ|桜井 サクライ|櫻井 サクライ|木下 キノシタ|野口 ノグチ|松尾 マツオ"
    "|菊地 キクチ|菊池 キクチ|野村 ノムラ|新井 アライ|佐野 サノ|渡部 ワタナベ|杉本 スギモト|古川 フルカワ"
    "|大西 オオニシ|浜田 ハマダ|濱田 ハマダ|市川 イチカワ|小松 コマツ|高野 タカノ|水野 ミズノ|吉川 ヨシカワ"
    "|山内 ヤマウチ|西田 ニシダ|西川 ニシカワ|菅原 スガワラ|北村 キタムラ|五十嵐 イガラシ|福島 フクシマ"
    "|安田 ヤスダ|中田 ナカタ|平田 ヒラタ|川口 カワグチ|川崎 カワサキ|飯田 イイダ|本田 ホンダ|久保田 クボタ"
    "|吉村 ヨシムラ|沢田 サワダ|澤田 サワダ|辻 ツジ|関 セキ|岩田 イワタ|中西 ナカニシ|服部 ハットリ|樋口 ヒグチ"
    "|福井 フクイ|川上 カワカミ|松岡 マツオカ|田口 タグチ|山中 ヤマナカ|森本 モリモト|矢野 ヤノ|秋山 アキヤマ"
    "|土屋 ツチヤ|小泉 コイズミ|石原 イシハラ|石破 イシバ|岸田 キシダ|小池 コイケ|麻生 アソウ|枝野 エダノ"
    "|玉木 タマキ|野田 ノダ|鳩山 ハトヤマ|福山 フクヤマ|志位 シイ|山添 ヤマゾエ|高市 タカイチ|林 ハヤシ"
    "|茂木 モテギ|加納 カノウ|甘利 アマリ|二階 ニカイ|世耕 セコウ|萩生田 ハギウダ|蓮舫 レンホウ|辻元 ツジモト"
    "|上川 カミカワ|松野 マツノ|宮沢 ミヤザワ|宮澤 ミヤザワ|宮坂 ミヤサカ|村松 ムラマツ|内藤 ナイトウ"
    "|潮田 ウシオダ|松下 マツシタ|榎本 エノモト|堤 ツツミ|古谷 フルヤ|黒沼 クロヌマ|山手 ヤマテ|和泉 イズミ"
    "|森澤 モリサワ|森沢 モリサワ|西沢 ニシザワ|西澤 ニシザワ|里吉 サトヨシ|大津 オオツ|増子 マスコ|白戸 シラト"
    "|柴崎 シバサキ|谷村 タニムラ|米倉 ヨネクラ|大場 オオバ|鳥居 トリイ|桐山 キリヤマ|森口 モリグチ|宮瀬 ミヤセ"
    "|入江 イリエ|武市 タケチ|浅野 アサノ|淺野 アサノ|松永 マツナガ|荒川 アラカワ|稲垣 イナガキ|竹田 タケダ"
    "|梶原 カジワラ|早崎 ハヤサキ|大沢 オオサワ|大澤 オオサワ|川井 カワイ|西岡 ニシオカ|熊野 クマノ|吉野 ヨシノ"
    "|長橋 ナガハシ|並木 ナミキ|細井 ホソイ|谷島 ヤジマ|重田 シゲタ|曽根 ソネ|西崎 ニシザキ|大原 オオハラ"
    "|門脇 カドワキ|小野寺 オノデラ|小野田 オノダ|林田 ハヤシダ|関口 セキグチ|関根 セキネ|辻村 ツジムラ"
    "|大久保 オオクボ|佐久間 サクマ|長谷部 ハセベ|宇都宮 ウツノミヤ|小笠原 オガサワラ|河野 コウノ/カワノ"
    "|中曽根 ナカソネ"
)

_OF_SURNAMES = frozenset(
    "田寺口根沢澤原川山島嶋野谷本井崎塚部内岡瀬倉浦橋藤宮村"
)  # no given name begins so: 林田 is not 林


@lru_cache(maxsize=1)
def _readings() -> dict[str, tuple[str, ...]]:
    pairs = (entry.split() for entry in _READINGS.split("|"))
    return {surname: tuple(read.split("/")) for surname, read in pairs}


@lru_cache(maxsize=1)
def _keys() -> frozenset[str]:
    return frozenset(japanese_key(one) for read in _readings().values() for one in read)


def is_reading(key: str) -> bool:
    """Whether a frequent surname is read as `key`, of Japanese sounds."""
    return key in _keys()


def is_surname(word: str) -> bool:
    """Whether `word` is a frequent surname in kanji."""
    return word in JA_SURNAMES or word in _readings()


def kanji_given(name: str) -> str:
    """The given name in kanji or kana behind a surname that is read in a known way; "" where there is none.

    What stands in brackets is none: 土屋たかゆき（無所属）.
    """
    length = _surname_length(name)
    return _IN_BRACKETS.sub("", name[length:]).strip() if length else ""


def _surname_length(name: str) -> int:
    known = (length for length in range(min(3, len(name)), 0, -1) if name[:length] in _readings())
    return next((length for length in known if name[length : length + 1] not in _OF_SURNAMES), 0)


def surname_readings(name: str) -> tuple[str, ...]:
    """How the surname that begins `name` is read, in katakana; nothing where that is not known.

    A given name in kana comes with it: 古谷ひろみ is ヒロミ・フルヤ.
    """
    if length := _surname_length(name):
        read, given = _readings()[name[:length]], kanji_given(name)
        named = tuple(f"{_katakana(given)}・{one}" for one in read) if _KANA.fullmatch(given) else ()
        return (*read, *named)
    kana = _HIRAGANA.match(name)
    return (_katakana(kana[0]),) if kana else ()


def _katakana(text: str) -> str:
    return "".join(chr(ord(sign) + 96) if "ぁ" <= sign <= "ゖ" else sign for sign in text)


def with_readings(speaker: Speaker) -> Speaker:
    """`speaker`, called by how the surname is read too, unless other spellings are known already."""
    if speaker.aliases or not (read := surname_readings(speaker.name)):
        return speaker
    return Speaker(speaker.id, speaker.name, read)
