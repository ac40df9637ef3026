"""Short files, as most are pasted: each turn with the part of the name that must hold it; None: nobody."""

# ruff: noqa: E501  # a case is a line of a table

import pytest

from corpus.reading import read_speech

Case = tuple[str, str, list[tuple[str, str | None]]]

CASES: list[Case] = [
    ("whatsapp", "12/05/2023, 10:02 - Anna Keller: Good morning all.\n12/05/2023, 10:03 - Tom Hill: Morning!\n12/05/2023, 10:04 - Anna Keller: The port opens at noon.\n",
     [("Good morning all", "Anna Keller"), ("Morning!", "Tom Hill"), ("opens at noon", "Anna Keller")]),
    ("slack", "Anna Keller  [10:02 AM]\nThe port is open.\nCome and see.\n\nTom Hill  [10:05 AM]\nOn my way.\n",
     [("port is open", "Anna Keller"), ("Come and see", "Anna Keller"), ("On my way", "Tom Hill")]),
    ("zoom chat", "10:02:15 From Anna Keller to Everyone: Can you hear me?\n10:02:20 From Tom Hill to Everyone: Loud and clear.\n10:02:31 From Anna Keller to Everyone: Good.\n",
     [("Can you hear", "Anna Keller"), ("Loud and clear", "Tom Hill"), ("Good.", "Anna Keller")]),
    ("otter", "Anna Keller  0:03\nWelcome to the show.\n\nSpeaker 2  0:09\nGlad to be here.\n\nAnna Keller  0:15\nLet us start.\n",
     [("Welcome to", "Anna Keller"), ("Glad to be", "Speaker 2"), ("Let us start", "Anna Keller")]),
    ("podcast", "(00:15) Anna Keller: Welcome back.\n\n(01:15) Tom Hill: Thanks. One thing: it rains.\n\n(02:00) Anna Keller: It does.\n",
     [("Welcome back", "Keller"), ("it rains", "Hill"), ("It does", "Keller")]),
    ("court", "THE COURT: Be seated.\n\nMR. SMITH: Thank you, Your Honor.\n\nTHE WITNESS: I saw the ship.\n\nTHE COURT: Go on.\n",
     [("Be seated", "COURT"), ("Your Honor", "SMITH"), ("I saw", "WITNESS"), ("Go on", "COURT")]),
    ("play", "KELLER. The port is open.\n\nHILL. Since when?\n\nKELLER. Since noon.\n\nHILL. I see.\n",
     [("port is open", "KELLER"), ("Since when", "HILL"), ("Since noon", "KELLER"), ("I see", "HILL")]),
    ("un", "The President: I call on Canada.\n\nMr. Smith (Canada) (spoke in French): We need peace.\n\nThe President: I thank Canada.\n",
     [("I call on", "President"), ("We need peace", "Smith"), ("I thank", "President")]),
    ("ep", "Anna Keller (PPE). – Mr President, the port is open.\n\nTom Hill (S&D). – I disagree.\n\nAnna Keller (PPE). – So be it.\n",
     [("port is open", "Keller"), ("I disagree", "Hill"), ("So be it", "Keller")]),
    ("bundestag", "Anna Keller (SPD): The port is open.\n\nTom Hill (CDU): At last.\n",
     [("port is open", "Keller"), ("At last", "Hill")]),
    ("hansard", "Mr. Jones (Lowville) (Lab): When will it open?\n\nThe Minister (Anna Keller): At noon.\n\nMr Speaker: Order.\n",
     [("When will", "Jones"), ("At noon", "Keller"), ("Order.", "Speaker")]),
    ("kremlin", "В.Громов: Добрый день.\n\nВопрос: Когда откроют порт?\n\nВ.Громов: Завтра.\n",
     [("Добрый день", "Громов"), ("Когда", None), ("Завтра", "Громов")]),
    ("duma", "Председательствует И. И. Белов\n\nПредседательствующий. Слово депутату.\n\nГРОМОВ И. А. Порт открыт.\n\nПредседательствующий. Спасибо.\n",
     [("Слово депутату", "Белов"), ("Спасибо", "Белов")]),
    ("diet", "○山田太郎君　港について伺います。\n　第一に予算です。\n○国務大臣（佐藤花子君）　お答えします。\n　　〔山田太郎君登壇〕\n○山田太郎君　了解しました。\n",
     [("港について", "山田"), ("第一に", "山田"), ("お答え", "佐藤"), ("了解", "山田")]),
    ("kaiken", "（記者）港はいつ開きますか。\n\n（大臣）明日です。\n\n（記者）確実ですか。\n\n（大臣）はい、確実です。\n",
     [("いつ開き", "記者"), ("明日です", "大臣"), ("確実です。", "大臣")]),
    ("zadankai", "山田　港が開きましたね。\n佐藤　ええ、昨日です。\n山田　船は来ましたか。\n佐藤　四十隻来ました。\n",
     [("開きました", "山田"), ("昨日です", "佐藤"), ("船は", "山田"), ("四十隻", "佐藤")]),
    ("initials", "A conversation with Anna Keller (AK) and Tom Hill (TH)\n\nAK: The port is open.\n\nTH: Since noon.\n",
     [("port is open", "Anna Keller"), ("Since noon", "Tom Hill")]),
    ("initials ru", "Беседа с Анной Громовой и Иваном Беловым\n\nАГ: Порт открыт.\n\nИБ: С утра.\n\nАГ: Верно.\n",
     [("Порт открыт", "Громова"), ("С утра", "Белов"), ("Верно", "Громова")]),
    ("list inside", "Mr. OTIENO (Kenya): Three things matter.\nNote: they are old.\nPoint one: cranes.\n• Ships\n\nMs. ROE (Chile): I agree.\n",
     [("Three things", "OTIENO"), ("they are old", "OTIENO"), ("cranes", "OTIENO"), ("I agree", "ROE")]),
    ("quoted", "KELLER: Order.\n\nHILL: As he said: “Never.”\nThe author wrote: it rains.\n\nKELLER: Thank you.\n",
     [("Never", "HILL"), ("it rains", "HILL"), ("Thank you", "KELLER")]),
    ("markdown", "## Minutes\n\n**Anna Keller (Chair):** We begin.\n\n- first\n- second\n\n**Tom Hill:** Agreed.\n\n**Anna Keller (Chair):** Done.\n",
     [("We begin", "Keller"), ("second", "Keller"), ("Agreed", "Hill"), ("Done", "Keller")]),
    ("two labels", "Committee minutes\n\nCHAIR: We begin. (Laughter.)\n\nMS. KELLER: I have a report.\n\nIt is long.\n",
     [("We begin", "CHAIR"), ("a report", "KELLER"), ("It is long", "KELLER")]),
    ("japanese talk", "対談　山田太郎さん\n\n── 港はいつ開きましたか。\n\n山田　昨日です。\n\n── 船は来ましたか。\n\n山田　四十隻来ました。\n",
     [("いつ開き", None), ("昨日です", "山田"), ("船は", None), ("四十隻", "山田")]),
    ("examination", "BY MR. SMITH:\n\nQ. When did you see it?\n\nA. At noon.\n\nTHE COURT: Thank you.\n",
     [("When did", None), ("At noon", None), ("Thank you", "COURT")]),
    ("bundle ru", "Ведущий: Начнём.\n\nАнна Белова: Порт открыт.\n\nРеплика из зала: Когда?\n\nАнна Белова: Завтра.\n",
     [("Начнём", "Ведущий"), ("Порт открыт", "Белова"), ("Когда", "Реплика"), ("Завтра", "Белова")]),
]  # fmt: skip

UNKNOWN_SO_FAR = ("ep", "kaiken", "japanese talk")


def heard(text: str, words: str) -> str | None:
    reading = read_speech(text, "r")
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    turns = {turn.number: turn.speaker for turn in reading.turns}
    for passage in reading.passages:
        if words in text[passage.start : passage.end]:
            return names.get(turns[passage.turn] or "")
    return "(not said)"


@pytest.mark.parametrize(
    ("text", "gold"), [pytest.param(text, gold, id=name) for name, text, gold in CASES if name not in UNKNOWN_SO_FAR]
)
def test_every_turn_of_a_short_file_is_its_speakers(text: str, gold: list[tuple[str, str | None]]) -> None:
    for words, name in gold:
        found = heard(text, words)
        assert (found is None) if name is None else (name in (found or "")), (words, found)


@pytest.mark.parametrize("name", UNKNOWN_SO_FAR)
def test_what_is_not_yet_understood_is_given_to_nobody_else(name: str) -> None:
    text, gold = next((text, gold) for case, text, gold in CASES if case == name)
    for words, speaker in gold:
        assert heard(text, words) is None or (speaker and speaker in (heard(text, words) or "")), words


def test_a_surname_and_initials_before_a_point() -> None:
    text = next(text for name, text, _ in CASES if name == "duma")
    assert "Громов" in (heard(text, "Порт открыт") or "").title()
