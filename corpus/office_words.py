"""The words for offices in Japanese, English and Russian, each office under one name: 外相, "Foreign Minister"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.pattern import RUSSIAN_LETTERS, Pattern


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its head word ("minister"), what it is over ("finance") where that is said, and a deputy's rank."""

    head: str
    over: str | None = None
    deputy: bool = False

    def may_be(self, asked: "Office") -> bool:
        """Whether one who holds this office may be asked for as `asked`, which may leave out what it is over."""
        return self.head == asked.head and self.deputy == asked.deputy and asked.over in (None, self.over)


_OVER = {
    "foreign": ("外務|外(?=相)|外交", "foreign(?: affairs)?|external(?: affairs| relations)?", "иностранных дел"
    "|внешних сношений"),
    "finance": ("財務|財(?=相)|大蔵|金融", "finance|treasury", "финансов"),
    "defence": ("防衛|国防", "defen[cs]e", "обороны"),
    "justice": ("法務|司法|法(?=相)", "justice", "юстиции"),
    "environment": ("環境|環(?=相)", "environment|environmental protection", "экологии|окружающей среды"
    "|природных ресурсов"),
    "economy": ("経済産業|経済|経産", "econom(?:y|ics?)(?: affairs)?", "экономики|экономического развития"),
    "trade": ("通商|貿易", "(?:foreign )?trade|commerce", "торговли"),
    "health": ("厚生労働|厚生|保健|厚労|厚(?=労相)", "health", "здравоохранения"),
    "education": ("文部科学|教育|文科|文(?=相)", "education", "образования|просвещения"),
    "interior": ("内務|総務|総(?=務相)", "interior|home affairs|internal affairs", "внутренних дел"),
    "agriculture": ("農林水産|農業|農水|農(?=相)", "agriculture", "сельского хозяйства"),
    "transport": ("運輸|国土交通|国交", "transport(?:ation)?", "транспорта"),
    "energy": ("エネルギー", "energy", "энергетики"),
    "culture": ("文化", "culture", "культуры"),
    "labour": ("労働", "labou?r", "труда"),
    "science": ("科学技術|科学", "science", "науки"),
}  # fmt: skip
_HEADS = {
    "secretary-general": ("事務総長|書記長", r"secretary[ -]general", r"генеральн[а-яё]+ секретар[а-яё]+"
        r"|генсек[а-яё]*"),
    "director-general": ("事務局長", r"director[ -]general", r"генеральн[а-яё]+ директор[а-яё]*|гендиректор[а-яё]*"),
    "prime minister": ("内閣総理大臣|総理大臣|首相|総理", "prime minister|premier", r"премьер-министр[а-яё]*"
        r"|премьер(?:а|у|ом|е)?(?![а-яё-])"),
    "president": ("大統領", r"president(?! pro)", r"президент(?:а|у|ом|е)?(?![а-яё])"),
    "chair": ("議長|委員長|座長|会長", r"chair(?:man|woman|person)?", r"председател[а-яё]+|председательствующ[а-яё]+"),
    "speaker of the house": ("下院議長|上院議長", "speaker of the house", r"спикер[а-яё]{0,2}"),
    "governor": ("知事", "governor", r"губернатор[а-яё]{0,2}"),
    "mayor": ("市長|区長|町長|村長", "mayor", r"мэр(?:а|у|ом|е)?(?![а-яё])"),
    "ambassador": ("大使", "ambassador", r"пос(?:ол|ла|лу|лом|ле)(?![а-яё])"),
    "spokesperson": ("報道官|広報官", "spokes(?:person|man|woman)|press secretary", r"пресс-секретар[а-яё]+"),
    "moderator": ("モデレーター|司会者?|進行役", "moderator|facilitator", r"модератор[а-яё]{0,2}|ведущ(?:ий|его"
        r"|ему|им|ая|ей)"),
    "chancellor": ("連邦首相", "chancellor", r"канцлер[а-яё]{0,2}"),
    "commissioner": ("高等弁務官|コミッショナー", "(?:high )?commissioner", r"(?:верховн[а-яё]+ )?комиссар[а-яё]{0,2}"),
    "superintendent": ("教育長", "superintendent", "суперинтендант[а-яё]{0,2}"),
    "director": ("所長|館長", "director", r"директор(?:а|у|ом|е)?(?![а-яё])"),
    "rector": ("学長|総長(?<!事務総長)", "rector", r"ректор[а-яё]{0,2}"),
    "foreign secretary": ("国務長官", "secretary of state|foreign secretary", r"госсекретар[а-яё]+"),
}  # fmt: skip
_JA_DEPUTY, _EN_DEPUTY, _RU_DEPUTY = "副", r"(?:deputy|vice)[ -]", r"(?:заместител[а-яё]+ |зам|вице-)"


def _named(groups: dict[str, tuple[str, str, str]], language: int, prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{place}>{words[language]})" for place, words in enumerate(groups.values()))


@cache
def _patterns() -> tuple[Pattern, ...]:
    over_ja, over_en, over_ru = (_named(_OVER, language, "o") for language in range(3))
    ja, en, ru = (_named(_HEADS, language, "h") for language in range(3))
    return (
        Pattern(rf"(?P<d>{_JA_DEPUTY})?(?:{ja}|(?:{over_ja})?(?P<d2>{_JA_DEPUTY})?(?P<m>大臣|(?<=[財務防法農環済部科衛外厚労産文総省])相))"),
        Pattern(
            rf"(?i)(?<![\w-])(?P<d>{_EN_DEPUTY})?(?:{en}|(?:{over_en})[ ](?P<d2>{_EN_DEPUTY})?(?P<m>minister)"
            rf"|(?P<m2>minister)(?: (?:of|for) (?:the )?(?:{over_en.replace('P<o', 'P<p')}))?)(?![\w-])"
        ),
        Pattern(rf"(?i)(?<![\w-])(?P<d>{_RU_DEPUTY})?(?:{ru}|(?P<m>министр(?:а|у|ом"
            rf"|е)?)(?: (?:{over_ru}))?(?![а-яё]))", needs=RUSSIAN_LETTERS),
    )  # fmt: skip


def offices_in(text: str) -> Iterator[tuple[int, int, Office]]:
    """Where `text` names offices, and which, in order and disjoint; plurals are none."""
    found = [one for pattern in _patterns() for one in _found(pattern, text)]
    reached = 0
    for start, end, office in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= reached:
            yield start, end, office
            reached = end


def is_over(word: str, role: str) -> bool:
    """Whether `role` is over what `word` says in whatever language: "education", 教育長."""
    ways = [re.compile(f"(?i){way}") for named in _OVER.values() if _says(named, word) for way in named]
    return any(way.search(role) for way in ways)


def _says(ways: tuple[str, str, str], word: str) -> bool:
    return any(re.fullmatch(f"(?i){way}", word) for way in ways)


def _found(pattern: Pattern, text: str) -> Iterator[tuple[int, int, Office]]:
    heads, over = list(_HEADS), list(_OVER)
    start = 0
    while match := pattern.search(text, start):
        groups = {name: words for name, words in match.groupdict().items() if words}
        head = next((heads[int(name[1:])] for name in groups if name[0] == "h"), "minister")
        portfolio = next((over[int(name[1:])] for name in groups if name[0] in "op" and name[1:].isdigit()), None)
        yield match.start(), match.end(), Office(head, portfolio, "d" in groups or "d2" in groups)
        start = match.end()
