"""What tells a language in writing: its commonest words, and the letters that it uses beside a to z."""

from dataclasses import dataclass

from corpus.wordlist import wordlist


@dataclass(frozen=True, slots=True)
class Language:
    """`words` are in lower case; so are `letters`, those that are not ASCII.

    `codecs` are the 8-bit encodings in which it is written, as Python names them, the likeliest first.
    """

    words: frozenset[str]
    letters: frozenset[str]
    codecs: tuple[str, ...]
    often: frozenset[str] = frozenset()  # the letters that make up half of any text, in a script of its own


_WESTERN = ("cp1252", "iso8859_15")
_CENTRAL = ("iso8859_2", "cp1250")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866")


def _language(words: str, letters: str, codecs: tuple[str, ...], often: str = "") -> Language:
    return Language(wordlist(words), frozenset(letters), codecs, frozenset(often))


LANGUAGES = (
    _language(  # English, with the letters of the words that it borrows
        """the and of to in that is for it was on with as are this be at by have not from or we an you which will but
        has they their all our were there been who would what can if more about so when he she i my your his her""",
        "éèêçïñâ",
        _WESTERN,
    ),
    _language(  # French
        """le la les de des du un une et est en que qui dans pour sur pas par au aux plus ce se ne il elle nous vous ils
        avec sont cette son sa ses mais ou où à été être même très c'est fait""",
        "àâæçéèêëîïôœùûüÿ",
        _WESTERN,
    ),
    _language(  # German
        """der die das und ist in zu den von mit sich des nicht ein eine auf für im dem auch es an werden aus er hat
        dass sie wir nach wird bei einer um am sind noch wie einem über so ich zum haben nur oder""",
        "äöüßéà",
        _WESTERN,
    ),
    _language(  # Spanish
        """de la que el en y los del se las por un para con no una su al lo como más pero sus le ya este sí porque esta
        entre cuando muy sin sobre también me hasta hay donde quien desde todo nos está es son fue""",
        "áéíñóúüªº",
        _WESTERN,
    ),
    _language(  # Portuguese
        """de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando
        muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos são está é foi""",
        "áâãàçéêíóôõúüªº",
        _WESTERN,
    ),
    _language(  # Galician
        """o a que de e do da en un para se non unha os no na por máis as co como ou ao dos dun ten foi está máis moi
        xa coa pola polo ser son é á súa seu""",
        "áéíñóúüïªº",
        _WESTERN,
    ),
    _language(  # Italian
        """di che e la il un a per è una in sono con non del si da come le dei nel alla più ma della i al ha anche gli
        lo questo delle dal ci nella perché se o noi""",
        "àèéìíîòóùúªº",
        _WESTERN,
    ),
    _language(  # Dutch
        """de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog worden door naar
        heeft wij we ze hij dit die wordt zal kan""",
        "éèëêïöüáóí",
        _WESTERN,
    ),
    _language(  # Swedish, Danish, Norwegian, Finnish
        """och att det som en på är av för med till den har de inte om ett vi men var jag så kan från men ska nu
        og i det er at en af den til for på de med der ikke som har et vi men om å fra jeg var
        ja on ei se että oli hän mutta ovat myös kun niin kuin sen tai tämä joka mitä nyt vain ole""",
        "åäöæøéüà",
        _WESTERN,
    ),
    _language(  # Polish
        """i w na z do nie się to że jest o jak a po co ale za od tak przez czy są dla już jego tylko być ten może tym
        był było oraz był bardzo mnie nas które który jako""",
        "ąćęłńóśźż",
        _CENTRAL,
    ),
    _language(  # Czech, Slovak
        """a se v na je že to s z do i o jsem ve jako za by k si po jak ale už od pro není byl jsou tak bylo jen
        které který co když než nebo aby však tento sa nie pre aj ako som sú bol bolo však čo keď""",
        "áčďéěíňóřšťúůýžäľĺôŕ",
        _CENTRAL,
    ),
    _language(  # Hungarian
        """a az és hogy nem is egy ez meg azt csak már de ha van volt kell még mint el ki be vagy minden én mi ő
        lesz ami olyan akkor nagyon között után ezt""",
        "áéíóöőúüű",
        _CENTRAL,
    ),
    _language(  # Croatian, Slovene, Bosnian
        """i u je se da na za od su s ne što a o to kao ili ali koji iz sam bi do ova po
        in je v na da se za so ki pa z tudi ni kot po bi ali smo""",
        "čćđšž",
        _CENTRAL,
    ),
    _language(  # Romanian, with the cedillas that these encodings have
        """de și şi în a la cu nu pe care este o un din că pentru mai se să sunt au fost ce prin sau lui
        dar ale le acest această""",
        "ăâîşţșț",
        _CENTRAL,
    ),
    _language(  # Turkish
        """ve bir bu da de için ile çok ne o daha gibi olarak ama olan ben var en kadar değil sonra her mi biz
        ki oldu şey ya""",
        "çğıöşüâîû",
        ("cp1254", "iso8859_9"),
    ),
    _language(  # Russian, Bulgarian
        """и в не на что с по как это он к но мы из у за то от все а для о же его так бы было вы если я они ее её их
        или до при мне только уже был есть во нет быть этого этом чтобы когда которые который также будет очень нас
        да се от са ще към със това които като беше между през или този""",
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        _CYRILLIC,
        "оеаинтсрвл",
    ),
    _language(  # Ukrainian, Belarusian
        """і в не на що з по як це він до але ми із у за то від все а для про його так та й є які який було буде або
        бути також щоб коли вже нас я вони її їх при
        ў з на не што як гэта ён да але мы за ад для пра яго так і які быў была яны таксама каб""",
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'ёўыэ",
        ("cp1251", "koi8_u", "iso8859_5"),
        "оаинетврсі",
    ),
    _language(  # Greek
        """και το να του η της με που την από για είναι στο τα ο οι δεν τον θα τη σε των τους ένα στην μια αυτό κι ή
        στη όπως πολύ μας στα αλλά""",
        "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
        ("cp1253", "iso8859_7"),
    ),
)
