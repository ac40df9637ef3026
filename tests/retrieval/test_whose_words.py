"""Of several who are named only the one who speaks is heard; of whom a name does not fit, nobody."""

import pytest

from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from corpus.offices import is_spoken_of
from retrieval.model import Scope
from retrieval.question import understand
from retrieval.verify_claim import Names, claimed

PEOPLE = (
    ("keller", "Anna Keller", ("アンナ・ケラー", "Анна Келлер"), "Minister for the Environment"),
    ("orlov", "Ivan Orlov", ("イワン・オルロフ", "Иван Орлов"), "Foreign Minister"),
    ("orlova", "Мария Орлова", (), "депутат"),
    ("smith", "William Smith", (), "Mayor"),
    ("ivanov", "Пётр Иванов", (), "министр обороны"),
    ("petrov", "А. С. Петров", (), ""),
    ("lukashenko", "Александр Лукашенко", (), "президент"),
    ("brown", "Ms. Brown", (), ""),
    ("hall", "Grace Hall", (), "Governor"),
    ("koike", "小池百合子", (), "知事"),
    ("yamada", "山田ひろし", (), "環境部長"),
    ("kono", "河野太郎", (), "外務大臣"),
    ("sato", "佐藤ゆり", (), "委員"),
    ("volkov", "セルゲイ・ヴォルコフ", ("Sergey Volkov", "С.В. Волков"), "事務局長"),
)
KNOWN = [SpeakerSummary(Speaker(id_, name, also), (role,), ("r",), 1, 1) for id_, name, also, role in PEOPLE]
ROSTER = Roster(KNOWN)


def who(question: str) -> list[str]:
    return [one.id for one in understand(question, ROSTER, Scope()).speakers or ()]


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Что, по словам Орлова, сделала Келлер?", "orlov"),
        ("по словам Орлова, сделала Келлер", "orlov"),
        ("Что Келлер сделала, по словам Орлова?", "orlov"),
        ("Что, по мнению Орловой, сделала Келлер?", "orlova"),
        ("Что Орлов сказал о том, что сделала Келлер?", "orlov"),
        ("Как считает Орлов, права ли Келлер?", "orlov"),
        ("Что, как сказал Орлов, сделала Келлер?", "orlov"),
        ("Сказал ли Орлов, что Келлер права?", "orlov"),
        ("Что Орлов приписал Келлер?", "orlov"),
        ("Как объяснил Орлов слова Келлер?", "orlov"),
        ("Чем недовольна Орлова?", "orlova"),
        ("Что ответила Орлова Орлову?", "orlova"),
        ("Что Орлову ответил Иванов?", "ivanov"),
        ("Что спросил Орлов у Орловой?", "orlov"),
        ("ケラーは何をしたとオルロフは言いましたか", "orlov"),
        ("ケラー案についてオルロフは何と言いましたか", "orlov"),
        ("ケラーは反対だとオルロフが指摘した理由", "orlov"),
        ("オルロフの話では、ケラーは何をしましたか", "orlov"),
        ("What did Keller do, in Orlov's words?", "orlov"),
    ],
)
def test_only_the_one_who_tells_is_heard(question: str, speaker: str) -> None:
    assert who(question) == [speaker]


@pytest.mark.parametrize(
    "question",
    [
        "Что сказали Орлов и Келлер?",
        "Что сказал Орлов и что ответила Келлер?",
        "Что сказал Орлов, что ответила Келлер?",
        "Как считает Орлов, а что думает Келлер?",
        "オルロフ・ケラー両氏は魚について何と述べましたか",
        "オルロフ・ケラーの両名は魚について何と述べましたか",
        "魚についてのオルロフ・ケラー各氏の見解",
        "イワン・オルロフ、アンナ・ケラー両氏は何と述べましたか",
    ],
)
def test_both_are_heard(question: str) -> None:
    assert who(question) == ["orlov", "keller"]


def test_all_three_are_heard() -> None:
    assert who("オルロフ・ケラー・ヴォルコフの三氏は魚について何と述べましたか") == ["orlov", "keller", "volkov"]


def test_of_two_with_one_title_nothing_is_left_in_what_is_asked() -> None:
    assert understand("ケラー・オルロフ両氏は魚について何と述べましたか", ROSTER, Scope()).text == "魚"


@pytest.mark.parametrize(
    "question",
    [
        "What did P. Orlov say about fish?",
        "Что сказал П. Орлов о рыбе?",
        "Что сказал Орлов П. о рыбе?",
        "What did J. Smith say about fish?",
        "Что сказал Б. Петров о рыбе?",
        "Что сказал министр обороны Смирнов о рыбе?",
        "Что сказала Анна Петровна Волкова?",
        "トーマス・ケラーの見解",
        "ケラー・マリアの見解",
        "Что сказал сын Лукашенко?",
        "Что сказала жена Орлова?",
        "Что сказал отец Орловой?",
        "Что сказал господин Браун?",
        "What did Mr. Brown say about fish?",
        "What did the hall say about fish?",
        "K・スミスの見解",
        "セルゲイ・ショイグは何と述べましたか",
        "What did A. Volkov say about fish?",
        "Волков А.В. о рыбе",
        "佐藤ゆりか委員は何と言いましたか",
        "佐藤ゆりえは何と言いましたか",
        "ケラーの父は何と言いましたか",
        "ケラー環境相の秘書は何と言いましたか",
        "ケラー派の議員は何と言いましたか",
        "小池さんの発言を引用した人は",
        "What did Keller's father say?",
    ],
)
def test_who_is_called_otherwise_is_nobody(question: str) -> None:
    assert who(question) == []


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did I. Orlov say about fish?", "orlov"),
        ("What did W. Smith say about fish?", "smith"),
        ("What did B. Smith say about fish?", "smith"),  # Bill
        ("What did J. W. Smith say about fish?", ""),
        ("What did W. J. Smith say about fish?", "smith"),
        ("What did M. Orlova say about fish?", "orlova"),
        ("Что сказал Орлов И. С. о рыбе?", "orlov"),
        ("Что сказал А. Петров о рыбе?", "petrov"),
        ("Волков С.В. о рыбе", "volkov"),
        ("Что сказал министр обороны о рыбе?", "ivanov"),
        ("Что сказал министр обороны Иванов о рыбе?", "ivanov"),
    ],
)
def test_an_initial_is_that_of_the_given_name(question: str, speaker: str) -> None:
    assert who(question) == [speaker] * bool(speaker)


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("What did the minister of magic say about fish?", "minister of magic"),
        ("Что сказал министр магии о рыбе?", "министр магии"),
        ("Что сказал министр по делам молодёжи о рыбе?", "министр по делам молодёжи"),
        ("魔法大臣は魚について何と述べましたか", "魔法大臣"),
        ("ベラルーシの外相は魚について何と述べましたか", None),  # a foreign minister of whatever country
        ("ベラルーシの首相は魚について何と述べましたか", "ベラルーシの首相"),
        ("What did the chancellor say about fish?", "chancellor"),
        ("What did the UN secretary-general say about fish?", "UN secretary-general"),
        ("Что сказал генсек ООН о рыбе?", "генсек ООН"),
        ("What did the minister for the environment say?", None),
        ("What did the CSTO secretary-general say?", None),
        ("Что сказал генсек ОДКБ о рыбе?", None),
        ("What did Orlov say about the chancellor?", None),
        ("What did the ministers say about fish?", None),
        ("What did Chancellor Merkel say about fish?", None),
        ("Who criticised the chancellor?", None),
        ("Which chancellor spoke about fish?", None),
        ("Какой канцлер говорил о рыбе?", None),
        ("岸田総理は魚について何と述べましたか", None),  # somebody who is not known, not an office
        ("前外務大臣は魚について何と述べましたか", None),
    ],
)
def test_an_office_that_is_asked_to_speak_and_that_nobody_held(question: str, office: str | None) -> None:
    zas = SpeakerSummary(Speaker("zas", "スタニスラフ・ザス"), ("CSTO事務総長",), ("r",), 1, 1)
    assert understand(question, Roster([*KNOWN, zas]), Scope()).unheld == office


@pytest.mark.parametrize(
    ("words", "name", "speakers"),
    [
        ("とケラー・オルロフ両氏は述べた。", "ケラー・オルロフ", ["keller", "orlov"]),
        ("とケラー氏とオルロフ氏は述べた。", "ケラー氏とオルロフ", ["keller", "orlov"]),
        ("said Keller and Orlov.", "Keller and Orlov", ["keller", "orlov"]),
        ("сказали Орлов и Келлер.", "Орлов и Келлер", ["orlov", "keller"]),
        ("said Keller to Orlov.", "Keller", ["keller"]),
        ("said Keller, according to Orlov.", "Keller", ["keller"]),
        ("According to Ivan Orlov, Keller said", "Keller", ["keller"]),
        ("according to Orlov.", "Orlov", ["orlov"]),
        ("сказала Келлер, по словам Орлова.", "Келлер", ["keller"]),
        ("とケラー氏、オルロフ氏は述べた。", "ケラー氏、オルロフ", ["keller", "orlov"]),
        ("とケラー環境相の秘書官は述べた。", "ケラー環境相の秘書官", []),
        ("Keller, quoting Orlov, said", "Keller", ["keller"]),
        ("と、オルロフ外相の発言を引用してケラー氏は述べた", "ケラー", ["keller"]),
        ("said P. Orlov.", "P. Orlov", []),
        ("said Orlov's deputy.", "Orlov's deputy", []),
        ("と、ケラーの秘書は述べた", "ケラーの秘書", []),
        ("と山田たろう氏は述べた。", "山田たろう", []),
        ("と小池 晃氏は述べた", "小池 晃", []),
        ("と河野洋平外相は述べた", "河野洋平", []),
        ("заявил министр обороны Смирнов", "Смирнов", []),
    ],
)
def test_a_claim_names_who_is_said_to_have_said_it(words: str, name: str, speakers: list[str]) -> None:
    claim = claimed(words, Names(KNOWN))
    assert claim is not None
    assert (claim.name, [one.id for one in claim.speakers]) == (name, speakers)


HELD = Roster(
    [
        SpeakerSummary(Speaker(role, name), (role,), ("r",), 1, 1)
        for name, role in (
            ("小池百合子", "知事"),
            ("Hans Müller", "Chancellor of Germany"),
            ("Peter Hill", "Mayor of Leeds"),
            ("アレクサンドル・パンキン", "ロシア連邦外務副大臣"),
            ("セルゲイ・ラヴロフ", "ロシア連邦外務大臣"),
            ("黒田東彦", "日本銀行総裁"),
            ("遠藤雅彦", "総務局長"),
            ("斉藤実", "警視総監"),
            ("石川良一", "議長"),
            ("習近平", "国家主席"),
            ("John Pike", "Chairman"),
        )
    ]
)


@pytest.mark.parametrize(
    "question",
    [
        "What did the governor of Tokyo say about fish?",
        "What did the Tokyo governor say about fish?",
        "Что сказал токийский губернатор о рыбе?",
        "What did the German chancellor say about fish?",
        "What did the outgoing mayor say about fish?",
        "What did the governor of the central bank say about rates?",
        "What did the director say about fish?",
        "What did the commissioner say about crime?",
        "What did the committee chair say about fish?",
        "Что сказал председатель комитета о рыбе?",
        "What did the president of China say about fish?",
        "What did the president of the council say about fish?",
        "What did the moderator say about fish?",
        "What did the speaker of the house say about fish?",
        "What did Russia's foreign minister say about fish?",
        "What did the report of the chancellor say about fish?",
        "知事の発言について議員はどう述べましたか",
        "市長の答弁について議員は何と言いましたか",
        "Как избирается президент?",
    ],
)
def test_an_office_that_a_role_may_be_in_other_words_is_not_said_to_be_nobodys(question: str) -> None:
    assert understand(question, HELD, Scope()).unheld is None


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("What did the chancellor of Austria say about fish?", "chancellor of Austria"),
        ("What did the Belarusian foreign minister say about fish?", "Belarusian foreign minister"),
        ("What did the ambassador say about fish?", "ambassador"),
        ("魔法大臣は魚について何と述べましたか", "魔法大臣"),
        ("Что сказал министр магии о рыбе?", "министр магии"),
        ("国連事務総長は魚について何と述べましたか", "国連事務総長"),
    ],
)
def test_an_office_that_no_role_may_be_is_nobodys(question: str, office: str) -> None:
    assert understand(question, HELD, Scope()).unheld == office


@pytest.mark.parametrize(
    ("office", "passage"),
    [
        ("IOC president", "五月二十一日、IOCのバッハ会長は、中止すると述べた。"),
        ("президент МОК", "IOCのバッハ会長は、中止すると述べた。"),
        ("outgoing president", "The president said so."),
        ("総理", "Prime Minister Abe said so."),
    ],
)
def test_an_office_is_spoken_of_in_the_words_of_another_language(office: str, passage: str) -> None:
    assert is_spoken_of(office, passage)


@pytest.mark.parametrize(
    ("office", "passage"),
    [
        ("IOC president", "UNの会長は、中止すると述べた。"),
        ("president", "The chair said so."),
        ("minister of magic", "The Minister of Finance said so."),
    ],
)
def test_another_office_is_not_the_one_that_is_asked_for(office: str, passage: str) -> None:
    assert not is_spoken_of(office, passage)
