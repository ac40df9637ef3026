"""Countries by their names in English, Russian and Japanese: "Austrian", "Австрии" and オーストリア are one."""

import re

from corpus.pattern import Pattern

_COUNTRIES = (
    "russia|росси|русск|ロシア|露",
    "japan|япон|日本",
    "chin(?:a|ese)|кита|中国",
    r"america|united states|usa?$|u\.s|сша|америк|米|アメリカ",
    "brit|united kingdom|uk$|engl|британ|англи|英|イギリス",
    "franc|french|франц|フランス|仏",
    "german|герман|немец|ドイツ|独",
    "ital|итал|イタリア|伊",
    "spa(?:in|nish)|испан|スペイン",
    "canad|канад|カナダ|加",
    "ukrain|украин|ウクライナ|宇",
    "belarus|белорус|беларус|ベラルーシ",
    "kazakh|казах|カザフスタン",
    "armenia|армен|армян|アルメニア",
    "kyrgyz|киргиз|кыргыз|キルギス",
    "tajik|таджик|タジキスタン",
    "uzbek|узбек|ウズベキスタン",
    "turkmen|туркмен|トルクメニスタン",
    "georgia|грузи|ジョージア|グルジア",
    "azerbaijan|азербайдж|アゼルバイジャン",
    "ind(?:ia|ian)$|инди(?!в)|индийск|インド(?!ネシア)|印",
    "indones|индонез|インドネシア",
    "korea|коре|韓|朝鮮",
    "turk(?!m)|туре?ц|турци|トルコ",
    "iran|иран|イラン",
    "israel|израил|イスラエル",
    "austria|австри|オーストリア(?!リア)",
    "australia|австрал|オーストラリア|豪",
    "brazil|бразил|ブラジル",
    "mexic|мексик|メキシコ",
    "argentin|аргентин|アルゼンチン",
    "pol(?:and|ish)|польш|польск|ポーランド",
    "swed|швед|швец|スウェーデン",
    "norw|норве|ノルウェー",
    "finland|finnish|финлянд|финск|フィンランド",
    "dutch|netherland|нидерланд|голланд|オランダ",
    "belgi|бельги|ベルギー",
    "swiss|switzerland|швейцар|スイス",
    "greece|greek|греч|грец|ギリシャ",
    "serbia|серб|セルビア",
    "hungar|венгер|венгри|ハンガリー",
    "czech|чех|чешск|チェコ",
    "egypt|египе?т|エジプト",
    "saudi|саудов|サウジ",
    "vietnam|вьетнам|ベトナム",
    "thai|таи|タイ(?!ム)",
    "mongol|монгол|モンゴル",
    "afghan|афган|アフガニスタン",
    "pakist|пакист|パキスタン",
    "cub|куб(?:а|ы|е|ин)|キューバ",
    "syria|сири|シリア",
    "portug|португал|ポルトガル",
    "south africa|юар|南アフリカ",
)
_NAMES = Pattern("|".join(f"(?P<c{place}>{names})" for place, names in enumerate(_COUNTRIES)))
_START = re.compile(r"(?<![a-zа-яё])")


def countries_in(text: str) -> set[str]:
    """The countries that `text` names, each by a key of its own; a word counts from its beginning."""
    folded = text.casefold()
    found: set[str] = set()
    for start in (match.start() for match in _START.finditer(folded)):
        if match := _NAMES.match(folded, start):
            found.add(str(match.lastgroup))
    return found
