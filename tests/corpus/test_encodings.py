"""Bytes into text: right or refused, never garbled."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decode import decode, decoded
from corpus.errors import RecordError

WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
JAPANESE = (*WIDE, "cp932", "euc_jp", "iso2022_jp")
CYRILLIC = (*WIDE, "cp1251", "koi8_r", "iso8859_5")
WESTERN = (*WIDE, "cp1252", "iso8859_1", "iso8859_15")
CENTRAL = (*WIDE, "iso8859_2", "cp1250")

SENTENCES = {
    "ja": (
        JAPANESE,
        (
            "港は開いています。",
            "はい、そのとおりです。",
            "会議を始めます。",
            "本日はお忙しい中、お集まりいただきありがとうございます。",
            "知事の答弁を求めます。第三の議題は、新しい桟橋の予算についてです。",
            "わたくしどもは、この三年のあいだに、渡し舟の便を二倍にふやしてまいりました。",
            "北の桟橋には四百万かかりますが、地盤は固く、春までには完成いたします。",
            "ＩＣカードの導入とデータの公開について、事務局から説明をお願いします。",
            "それでは採決に入ります。賛成の方は挙手をお願いいたします。",
            "反対はありませんでした。よって、議案は原案のとおり可決されました。",
        ),
    ),
    "ru": (
        CYRILLIC,
        (
            "Порты открыты.",
            "Да, это так.",
            "Спасибо, господин председатель.",
            "Мы рассмотрели оба предложения и решили строить северный причал.",
            "Глубина у причала достаточна, чтобы принимать паромы в любую погоду.",
            "Я хотел бы поблагодарить всех, кто участвовал в этой работе.",
            "ПРОТОКОЛ ЗАСЕДАНИЯ ПОРТОВОГО СОВЕТА",
            "Расходы составят четыре миллиона, но они окупятся за шесть лет.",
            "Что касается второго вопроса, то он был снят с повестки дня.",
            "Объявляю перерыв на пятнадцать минут, после чего мы перейдём к голосованию.",
        ),
    ),
    "uk": (
        (*WIDE, "cp1251", "koi8_u", "iso8859_5"),
        (
            "Порти відкриті, і вони залишаться відкритими.",
            "Ми розглянули обидві пропозиції та вирішили будувати північний причал.",
            "Дякую, пане голово, за надане слово і за вашу увагу до цього питання.",
        ),
    ),
    "en": (
        WESTERN,
        (
            "The meeting is open.",
            "The café at the pier will be closed until the spring.",
            "“We have two proposals,” she said, “and both of them are good.”",
            "It costs £4 million – and that is not all of it.",
            "This is the plan that we have all agreed to, at a naïve first sight.",
        ),
    ),
    "fr": (
        WESTERN,
        (
            "La séance est ouverte.",
            "Le président remercie les délégués de leur présence à cette réunion.",
            "Nous avons étudié les deux projets et nous avons décidé de bâtir la jetée du nord.",
            "Le coût sera élevé, mais la mer y est profonde et le sol très ferme.",
            "Ça ne suffit pas : il faut aussi que les bateaux puissent y être réparés.",
            "Où est-elle ? Elle a été vue à la fenêtre de la mairie, dès l'aube.",
        ),
    ),
    "de": (
        WESTERN,
        (
            "Die Sitzung ist eröffnet.",
            "Der nördliche Anleger kostet vier Millionen und wird im Frühjahr fertig.",
            "Wir haben über beide Vorschläge gesprochen und uns für den größeren entschieden.",
            "Ich danke Ihnen für Ihre Ausführungen und für die Geduld.",
            "Das müssen wir prüfen, bevor die Fähre wieder fährt.",
        ),
    ),
    "es": (
        WESTERN,
        (
            "Se abre la sesión.",
            "El muelle del norte cuesta cuatro millones y estará listo en la próxima estación.",
            "¿Qué ha decidido el consejo? Ha decidido que sí.",
            "Los señores delegados han estudiado las dos propuestas con mucha atención.",
        ),
    ),
    "pt": (
        WESTERN,
        (
            "A sessão está aberta.",
            "O cais do norte custa quatro milhões e não estará pronto antes da próxima estação.",
            "Agradeço a todos os que participaram na reunião e nos trabalhos da comissão.",
        ),
    ),
    "it": (
        WESTERN,
        (
            "La seduta è aperta.",
            "Il molo del nord costa quattro milioni, ma non sarà pronto prima di un anno.",
            "È per questo che la città ha chiesto più tempo e più denaro.",
        ),
    ),
    "sv": (
        WESTERN,
        (
            "Mötet är öppnat.",
            "Den norra kajen kostar fyra miljoner och kan bli färdig till våren.",
            "Vi har inte fått svar på frågan om båtarna från i går.",
        ),
    ),
    "da": (
        WESTERN,
        (
            "Mødet er åbnet.",
            "Den nordlige mole koster fire millioner og kan være færdig til foråret.",
            "Vi har ikke fået svar på det spørgsmål, som jeg stillede om bådene.",
        ),
    ),
    "pl": (
        CENTRAL,
        (
            "Otwieram posiedzenie.",
            "Północny pomost kosztuje cztery miliony i będzie gotowy na wiosnę.",
            "Nie możemy się na to zgodzić, ponieważ są to pieniądze nas wszystkich.",
            "Chciałbym podziękować wszystkim, którzy przyszli na to spotkanie.",
        ),
    ),
    "cs": (
        CENTRAL,
        (
            "Zahajuji schůzi.",
            "Severní molo stojí čtyři miliony a bude hotové na jaře, jak jsme se dohodli.",
            "To se mi nelíbí, protože jsou to peníze nás všech a ne jen vaše.",
        ),
    ),
    "hu": (
        CENTRAL,
        (
            "Az ülést megnyitom.",
            "Az északi móló négymillióba kerül, és tavasszal már kész is lesz.",
            "Ez nem az a kérdés, amelyről most beszélni kell, hanem egy másik.",
        ),
    ),
    "tr": (
        (*WIDE, "cp1254", "iso8859_9"),
        ("Bu iskele çok pahalı, ama bizim için en iyi çözüm budur ve bahara kadar biter.",),
    ),
    "el": (
        (*WIDE, "cp1253", "iso8859_7"),
        ("Η προβλήτα είναι ακριβή, αλλά το συμβούλιο αποφάσισε να την κατασκευάσει με την βοήθεια της πόλης.",),
    ),
    "zh": ((*WIDE, "gb18030", "big5"), ("北邊的碼頭要四百萬，但是春天就可以完工。", "會議現在開始，請主席發言。")),
    "ko": ((*WIDE, "euc_kr"), ("북쪽 부두는 사백만이 들지만 봄까지 완공할 수 있습니다.", "회의를 시작하겠습니다.")),
    "ar": ((*WIDE, "cp1256", "iso8859_6"), ("الرصيف الشمالي يكلف أربعة ملايين وسيكون جاهزا في الربيع",)),
    "he": ((*WIDE, "cp1255", "iso8859_8"), ("הרציף הצפוני עולה ארבעה מיליון ויהיה מוכן באביב",)),
    "et": ((*WIDE, "iso8859_4", "cp1257"), ("Põhjapoolne kai maksab neli miljonit ja saab kevadeks valmis.",)),
    "sr": (
        (*WIDE, "cp1251", "iso8859_5"),
        ("Северни кеј кошта четири милиона и биће готов до пролећа, љубазни људи.",),
    ),
    "vi": ((*WIDE, "cp1258"), ("Bến tàu phía bắc",)),
}


def texts() -> Iterator[tuple[str, str, str]]:
    """Language, encoding and text: every sentence, the halves of all of them, all of them, and many times."""
    for language, (encodings, said) in SENTENCES.items():
        half = len(said) // 2
        joined = [*said, "\n".join(said), "\n\n".join(said[:half]), " ".join(said[half:]) * 20]
        for encoding in encodings:
            for text in filter(str.strip, joined):
                yield language, encoding, text


def encoded(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None


CASES = [(language, encoding, text, data) for language, encoding, text in texts() if (data := encoded(text, encoding))]


def outcome(text: str, data: bytes) -> str:
    try:
        return "right" if decode(data, "x.txt") == text else "wrong"
    except RecordError:
        return "refused"


def test_a_text_is_right_or_refused_and_never_wrong() -> None:
    assert len(CASES) >= 300
    wrong = [(encoding, text[:60]) for _, encoding, text, data in CASES if outcome(text, data) == "wrong"]
    assert wrong == []


@pytest.mark.parametrize(
    ("least", "most", "share"), [(0, 30, 0.6), (30, 120, 0.9), (120, 10**9, 0.97)], ids=["short", "sentence", "page"]
)
def test_what_people_write_is_recognised(least: int, most: int, share: float) -> None:
    asked_for = ("zh", "ko", "ar", "he", "et", "sr", "vi")  # whose older encodings are not known
    known = [(text, data) for language, encoding, text, data in CASES if language not in asked_for]
    some = [outcome(text, data) for text, data in known if least <= len(text) < most]
    assert some.count("right") >= share * len(some), f"{some.count('right')} of {len(some)}"


@pytest.mark.parametrize(("language", "encoding", "text", "data"), CASES[::23])
def test_said_encodings_are_read_as_said(language: str, encoding: str, text: str, data: bytes) -> None:
    assert decode(data, "x.txt", encoding) == text


def test_a_byte_order_mark_is_believed_before_what_is_said() -> None:
    assert decode("港".encode("utf-16"), "x.txt", "cp932") == "港"


@pytest.mark.parametrize("encoding", ["nonsense", "rot13", "hex", "utf-8\x00", "ünï"])
def test_an_unknown_encoding_is_named(encoding: str) -> None:
    with pytest.raises(RecordError, match=r"x\.txt: the encoding"):
        decode(b"abc", "x.txt", encoding)


@pytest.mark.parametrize("said", ["latin-1", "ISO-8859-1", "shift_jis", "SJIS"])
def test_what_is_called_by_the_narrower_name_is_read_with_the_signs_of_windows(said: str) -> None:
    text = "① 髙橋" if "j" in said.lower() else "“Yes” – €5"
    data = text.encode("cp932" if "j" in said.lower() else "cp1252")
    assert decode(data, "x.txt", said) == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("港は開いています。".encode()[:-1], r"damaged: byte 25 "),
        (("港は開いています。" * 9).encode().replace("開".encode(), b"\xff", 1), "damaged: byte 7 "),
        ("港は開いています。".encode("utf-16")[:-1], "damaged"),
        (b"\xef\xbb\xbfabc\xff", "damaged: byte 4 "),
        ("Das ist größer".encode("cp1252") + b"\x81", "--encoding"),
        (b"\xd4\xea \x8f\xfe", "--encoding"),
        (b"PK\x03\x04\x00\x00" * 40, "not a text file"),
        (b"\x01\x02abcdef" * 40, "not a text file"),
        (b"\x00" * 100, "not a text file"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_the_way_out(data: bytes, told: str) -> None:
    with pytest.raises(RecordError, match=told) as error:
        decode(data, "x.txt")
    assert str(error.value).startswith("x.txt ")
    assert "\n" not in str(error.value)


def test_a_stray_control_is_shown_as_one_and_pages_and_lines_are_lines() -> None:
    text = "The board meets.\x0cThe pier is open.\x0bIt is new.\r\nYes.\rNo.\x85So\u2028be it." + " Yes." * 40
    assert decode(text.encode(), "x.txt").startswith(
        "The board meets.\nThe pier is open.\nIt is new.\nYes.\nNo.\nSo\nbe it."
    )
    assert decode(b"a\x00b" + b" and so on" * 50, "x.txt").startswith("a\ufffdb and")


@pytest.mark.parametrize("encoding", ["iso2022_jp", "cp932", "euc_jp"])
def test_japanese_that_begins_late_is_seen(encoding: str) -> None:
    text = "The minutes follow.\n" * 20_000 + "港は開いています。\n"
    data = text.encode(encoding)
    blocks = [data[start : start + 65_536] for start in range(0, len(data), 65_536)]
    assert "".join(decoded(lambda: blocks, "x.txt")) == text


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16-le", "cp932", "euc_jp", "koi8_r"]), st.integers(1, 7))
def test_in_blocks_of_any_size_the_text_is_the_same(text: str, encoding: str, size: int) -> None:
    data = text.encode(encoding, "ignore")
    blocks = [data[start : start + size] for start in range(0, len(data), size)]
    whole, parts = (attempted(some, encoding) for some in ([data], blocks))
    assert whole == parts


def attempted(blocks: list[bytes], encoding: str | None) -> str | None:
    try:
        return "".join(decoded(lambda: blocks, "x.txt", encoding))
    except RecordError:
        return None


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x.txt")
    except RecordError:
        return
    assert text.strip()
    text.encode()
    assert not set(text) & set(map(chr, (*range(9), 11, 12, 13, *range(14, 32), 127)))
