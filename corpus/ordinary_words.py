"""Surnames that are also ordinary words, or places: taken for a name only where a speaker is expected."""

from corpus.common_words import is_common_word
from corpus.declension import fold_cyrillic, word_stems
from corpus.wordlist import wordlist

_EN = wordlist(
    """
    abbott ace adams alley apple archer arch armour arms arrow ash baker ball bank banker banks bar barber barker bark
    barn baron bass battle bay beach bean bear beard beck bee beech bell bench berry best bird bishop black blade blake
    blank blast blunt bloom board boat bold bolt bond bone book booth bow bowl bowman box boy branch brand brave bread
    brewer brick bridge bridges bright broad brook brooks brown buck bull burn burns bush butcher butler button call
    camp cannon card care carpenter carrier carter cash castle cave chamber chambers chance chapel chapman chase cherry
    child church clay clear clerk cliff close cloud coal coast coke cole coleman collar collier college comfort cook
    cool cooper corn cotton counts court crane cream cross crow crown cruise cure curry curse dale dam day dean deal
    dear deep dial dole drake draper drew driver dry duke dust duty dyer eagle early east farmer fast fear fell ferry
    field fields fish fisher fisherman flag flood flowers flower fold foot ford foreman forest forester fox frank free
    freeman french friend frost fuller gale game garden gardener gates gay gift glass glover gold golden good goodman
    goose grace grain grant grass grave graves gray great green grey ground grove guard gun hall ham hammer hand hands
    hard hardy hare harm harp hart harvest hawk hay head heard heart heath hill hills holiday holland holly home hood
    hook hope horn horse house hunt hunter ice iron ivory jewel joy joyce judge just keen key keys kind king kitchen
    knight knot lake lamb lamp land lane large lark last law laws lawyer lay leaf lees light lily link little lock long
    lord love low lowe luck major man mann march mark marks market marsh marshall martial mason masters may mayor meadow
    means mercer merchant merry mild mill miller mills mine mint money monk moon moor moody more morrow moss most mount
    mountain mouse nail new newman night noble noon north nurse oak oil olive orange page pain paine palmer park parker
    parks parson parsons part pass peace peach pearl pen penny people pepper perch person piece pike pilgrim pine pitt
    place plain plant plum pole pond pool poor pope port porter post pot potter potts power powers prayer price
    priest prince print prior proper proud pye quick quill rain ramp ranger rank ray read redd reed reeve reeves rest
    rice rich ring rise river rivers roach road rock rod roof root rose round rowe rule rush russian sage sailor salt
    sand sands savage say school sea seal seed self sell shade shadow sharp shaw sheep shepherd shield ship shipman
    shore short silk silver singer skinner slate slaughter small smart smith smoke snow song south spark sparks spear
    spence spencer spice spring sprout stack stall star starr stark steel stone stones storm strange straw street strong
    style sugar summer summers sun swan sweet swift table tanner tailor taylor temple tense term thorn tide tiller town
    towns trade trade train tree true trump turn turner tyler vale vice view wade wagner wake walk walker wall waller
    walls war ward ware warren water waters way weaver webb weeks weir well wells west wheat wheel wheeler white wild
    wilder will wills win wind wine winter winters wise wolf wood woods wool worth wright yard york young
    china japan france germany england ireland scotland wales london paris berlin israel jordan georgia chad cuba india
    monday friday sunday christian
    """
)
_ONLY_NAMES = wordlist("smith taylor wright wagner shaw webb pitt adams blake spence spencer tyler cole drew mann lowe")
_RU = wordlist(
    """
    бас баран белка беда берег бес битва блин бобр бог боец бор борец брат бук бык век венец ветер вера весна весть вода
    волк волна вол ворон воробей враг время герой глаз глава глинка год голова голод голос голубь гончар гора горох
    город
    гость град гриб гром гусь дар день дело дерево дом дорога дрозд дуб дым дядя жук журавль зайка заяц зверь звезда
    земля зима знак зуб игра казак камень карась карп каша кит князь козёл козак кол колесо колос конь кора король кот
    край краса крот кузнец куст лад лебедь лев лед лес лето лиса лихо лоза лось лук луна любовь мак медведь мёд мельник
    мир море мороз мост муха мышь надежда народ небо нога ночь овца огонь око олень орёл осень перец пень песня пир
    погода поле пост правда пруд птица пчела путь работа рай рак рана река речь роза рот рука рыба рысь ряд сад свет
    сила скала слава слеза слово слон снег совет сова сокол соль солнце соловей сон сорока страх стриж суд тень ткач
    товар том топор трава труд туз туча угол удар ус утро ух холод хлеб хозяин царь цвет часть шах школа шум щука яр
    яма ястреб
    белый великий верный вольный высокий главный глухой горький громкий дикий добрый долгий древний живой жёлтый зелёный
    золотой красный крепкий круглый крутой лёгкий любимый малый милый мирный мудрый новый острый первый плохой полный
    прямой русский свободный серый сильный скорый славный слепой смелый соколий старый старой строгий сухой тёмный
    тихий толстой толстый тонкий умный холодный храбрый чёрный черных белых долгих больших малых крутых толстых седых
    широкий яркий яровой озимый
    """
)
_RU_STEMS = frozenset(fold_cyrillic(word) for word in _RU) | frozenset(
    fold_cyrillic(word)[:-2] for word in _RU if word.endswith(("ый", "ий", "ой"))
)
_RU_STEMS |= frozenset(fold_cyrillic(word)[:-1] for word in _RU if word.endswith(("а", "я", "ь", "о")))
_JA = wordlist(
    """
    青森 秋田 山形 福島 千葉 石川 福井 長野 静岡 奈良 岡山 広島 山口 徳島 香川 高知 福岡 佐賀 長崎 熊本 大分 宮崎
    沖縄 宮城 福山 中野 渋谷 品川 大田 目黒 川崎 横浜 神戸 中央 東 西 南 北 中 上 下 前 後 内 外 森 林 山 川 谷 原 岸
    堤 泉 星 空 海 島 浜 港 橋 関 城 門 辻 堀 池 沢 滝 岩 石 土 金 銀 木 花 草 竹 松 梅 桜 桂 菊 春 夏 秋 冬 平 和 平和
    安全 本 元 今 道 町 村 市 国 都 長 主 東山 中国 大国 本国 水上 陸上 海上 地上 以上 入江 河内 平野 高原 湖 中原 三国
    小林 大山 大谷 光 正 明 健 誠 学 進 力 武 実 豊 武市
    """
)
_JA_ONLY_NAMES = wordlist("小林 大山 大谷 武市 中原 石川 山口 宮崎 中野 入江 平野 東山 水上 川崎 大田 三国 岡山")


def is_ordinary(word: str) -> bool:
    """Whether `word`, a surname, may as well be an ordinary word or a place: May, Мороз, 福島."""
    folded = word.casefold()
    if folded in _EN:
        return folded not in _ONLY_NAMES
    if "\u0400" <= folded[:1] <= "\u04ff":
        return is_common_word(word) or any(stem in _RU_STEMS for stem in word_stems(word))
    return (word in _JA and word not in _JA_ONLY_NAMES) or is_common_word(word)
