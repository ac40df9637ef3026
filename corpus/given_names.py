"""Frequent given names and Asian family names: which end of a printed name is the surname, and who is somebody else."""

from corpus.declension import name_stem
from corpus.wordlist import wordlist

_LATIN = wordlist(
    """
    aaron adam adrian agnes alan albert alejandro aleksandr aleksandra aleksei alex alexander alexandra alexei alfred
    ali alice amanda amy ana anastasia anatoly andrea andreas andrei andrew andrey angela ann anna anne anthony anton
    antonio arthur barbara ben benjamin bernard bill bob boris brian bruce carl carla carlos carol caroline catherine
    charles charlotte chris christian christina christine christopher claire claudia condoleezza craig daniel david
    deborah denis dennis diana dmitri dmitry donald donna edward eleanor elena elizabeth emily emma eric erik eva evgeny
    fatima felix fernando fiona francis francisco frank franz fred frederick gabriel gary george gerald gerhard giovanni
    gordon grace graham greg grigory hannah hans harold harriet harry heather heidi helen helmut henry hillary howard
    hugh ian ibrahim igor ilya irina isabel ivan jack jacob james jan jane janet jason jean jennifer jeremy jessica
    jim joan joe johann john jonathan jorge jose joseph juan judith julia julie juan karen karl kate katherine keith
    kelly kenneth kevin klaus konstantin kyle larry laura lawrence leon leonard leonid linda lisa lucas luis luke
    magdalena marc marco margaret maria marie mario mark martha martin mary matthew maxim megan michael michel miguel
    mikhail mohamed mohammed muhammad nancy natalia natasha neil nicholas nicole nikita nikolai nikolay nina oleg olga
    oliver olivia oscar patricia patrick paul paula pavel pedro percival peter philip philippe pierre rachel ralph
    raymond rebecca richard robert roger roman ronald ruth ryan samuel sandra sarah scott sean sebastian sergei sergey
    sharon sofia sophie stanislav stephanie stephen steve steven stuart susan svetlana sylvia tatiana teresa theresa
    thomas timothy tom tony ursula valentina vera veronica victor victoria viktor vincent virginia vitaly vladimir
    volodymyr walter werner william wolfgang yuri yury zoe
    akira hiroshi ichiro jiro junichiro kazuo kenji kenta makoto masao masashi naoto naoko noriko satoshi shigeru shinji
    shinzo taro tadashi takashi takeshi yasuo yoko yoshihide yoshiko yukio yuriko fumio keiko hanako
    """
)
_WOMENS = wordlist(
    """
    agnes alexandra alice amanda amy ana anastasia angela ann anna anne barbara carla carol caroline catherine
    charlotte christina christine claire claudia condoleezza deborah diana donna eleanor elena elizabeth emily
    emma eva fatima fiona grace hannah harriet heather heidi helen hillary irina isabel jane janet jennifer
    jessica joan judith julia julie karen kate katherine laura linda lisa magdalena margaret maria marie martha
    mary megan nancy natalia natasha nicole nina olga olivia patricia paula rachel rebecca ruth sandra sarah
    sharon sofia sophie stephanie susan svetlana sylvia tatiana teresa theresa ursula valentina vera veronica
    victoria virginia zoe aleksandra
    александра алёна алина алла анастасия ангела анна антонина валентина валерия вера вероника виктория галина дарья
    евгения екатерина елена елизавета инна ирина карина ксения лариса лидия любовь людмила марина мария надежда наталья
    наталия нина оксана ольга полина раиса светлана софья тамара татьяна юлия яна мэри анджела
    """
)
_EITHERS = wordlist("alex andrea chris jan jean kelly leon robin kim саша женя alexis leslie sean mario lee joe ali")
_CYRILLIC = wordlist(
    """
    александр александра алексей алёна алина алла анастасия анатолий ангела андрей анна антон антонина аркадий артём
    артур борис вадим валентин валентина валерий валерия василий вера вероника виктор виктория виталий владимир
    владислав вячеслав галина геннадий георгий герман глеб григорий дарья денис дмитрий евгений евгения егор екатерина
    елена елизавета ефим иван игорь илья инна ирина карина кирилл константин ксения лариса леонид лидия любовь людмила
    максим марина мария михаил надежда наталья наталия никита николай нина оксана олег ольга павел пётр полина раиса
    роман руслан светлана семён сергей софья станислав степан тамара татьяна тарас тимофей фёдор эдуард юлия юрий яков
    яна ян джон джордж роберт томас уильям майкл питер дэвид ричард мэри анджела карл ханс жан пьер
    """
)
_CYRILLIC_STEMS = frozenset(map(name_stem, _CYRILLIC))
FAMILY_FIRST = wordlist(
    """
    xi xu li liu wang zhang zhao chen yang huang zhou wu sun ma zhu hu guo lin luo liang song zheng tang feng deng
    jiang wen mao kim park lee choi jung kang cho yoon jang lim ban moon nguyen tran pham hoang vu vo dang bui
    си ли ван чжан чжао чэнь ян хуан лю ким пак чой мун нгуен чан цзян ху вэнь мао пан го
    キム パク チェ チョン カン チョ ユン グエン チャン ワン リウ ムン ペン シー
    abe aso fukuda hatoyama hayashi ishiba kan kishida kawaguchi koike koizumi kono mori motegi nakasone noda obuchi
    okada onodera ozawa sato suga suzuki takahashi tanaka watanabe yamamoto yamada ito kobayashi kato yoshida sasaki
    """
)


def is_given_name(word: str) -> bool:
    """Whether `word`, in Latin or Cyrillic letters, is a frequent given name; a Russian one in any case."""
    folded = word.casefold()
    if folded in _LATIN or folded in _CYRILLIC:
        return True
    if not "\u0400" <= folded[:1] <= "\u04ff" or len(folded) < 4:
        return False
    stem = name_stem(folded)
    shorter = (stem[:-length] for length in (1, 2) if len(stem) - length > 2)
    return stem in _CYRILLIC_STEMS or any(one in _CYRILLIC_STEMS and _ends_a_name(stem[len(one) :]) for one in shorter)


def sex_of_given_name(word: str) -> str | None:
    """Whose a frequent given name is, "m" or "f"; None where either may bear it, or it is not known."""
    folded = word.casefold()
    if folded in _WOMENS:
        return "f"
    known = (folded in _LATIN or folded in _CYRILLIC) and folded not in _EITHERS and folded not in FAMILY_FIRST
    return "m" if known and not folded.endswith(("ko", "a")) else None


def _ends_a_name(ending: str) -> bool:
    return ending in ("у", "ю", "ом", "ем", "ы", "и", "ой", "ей", "е")


_ONE_NAME = tuple(
    map(
        str.split,
        """
        sergey sergei serguei serhii serhiy siarhei sergej|alexander aleksandr alexandr alexandre oleksandr aliaksandr
        |alexandra aleksandra oleksandra|vladimir volodymyr uladzimir wladimir|nikolai nikolay mykola mikalai nicolai
        |dmitry dmitri dmytro dzmitry dmitrii dmitriy dimitri|evgeny yevgeny yevhen evgenii eugene yevgeni evgueni
        |mikhail mykhailo mikhael michail|andrey andrei andrii andriy andrej|pavel pavlo|petr pyotr petro piotr
        |elena olena yelena alena|irina iryna|yury yuri yurii iurii jury youri|alexei alexey aleksei aleksey oleksii
        |oleg oleh|igor ihor|grigory grigori hryhorii|konstantin kostiantyn constantine|fyodor fedor feodor
        |mohammed mohamed muhammad mohammad muhammed|william bill will|robert bob rob|michael mike|thomas tom
        |james jim jimmy|joseph joe|elizabeth liz beth|anthony tony|edward ted ed|daniel dan|david dave|samuel sam
        |catherine katherine kate cathy kathy|margaret maggie|patrick pat|richard dick rick|benjamin ben
        |stephen steven steve|christopher chris|nicholas nick|matthew matt|timothy tim|jeffrey geoffrey jeff
        """.replace("\n", " ").split("|"),
    )
)
_GROUPS: dict[str, set[int]] = {}
for _number, _names in enumerate(_ONE_NAME):
    for _name in _names:
        _GROUPS.setdefault(_name, set()).add(_number)


def is_same_given_name(word: str, other: str) -> bool:
    """Whether two Latin given names are forms of one: Volodymyr and Vladimir, William and Bill."""
    return bool(_GROUPS.get(word.casefold(), set()) & _GROUPS.get(other.casefold(), set()))


def other_forms(word: str) -> frozenset[str]:
    """The Latin given names that are forms of `word`, it included, in small letters."""
    groups = _GROUPS.get(word.casefold(), ())
    return frozenset((word.casefold(), *(name for group in groups for name in _ONE_NAME[group])))
