"""Known speakers are found in questions in any script, and nobody else is."""

import string
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Record, Speaker
from corpus.names import Roster
from corpus.scripts import skeleton

LAVROV, PANKIN, ZAS = "セルゲイ・ラヴロフ", "アレクサンドル・パンキン", "スタニスラフ・ザス"
SIDOROV, POSPELOV = "アナトリー・シドロフ", "セルゲイ・ポスペロフ"

OTHERS = [
    Speaker("kishida", "岸田文雄"),
    Speaker("hayashi", "林芳正"),
    Speaker("ishikawa", "石川 良一"),
    Speaker("swallow", "Мария Ласточкина"),
    Speaker("may", "Theresa May"),
    Speaker("john", "John Smith"),
    Speaker("beth", "Beth Smith"),
    Speaker("guterres", "António Guterres"),
]


@pytest.fixture(scope="module")
def by_name_alone(round_table: Record) -> Roster:
    """The same people known by one spelling only: every other has to be worked out."""
    return Roster([*(Speaker(one.id, one.name) for one in round_table.speakers), *OTHERS])


@pytest.fixture(scope="module")
def with_aliases(round_table: Record) -> Roster:
    return Roster([*round_table.speakers, *OTHERS])


@pytest.fixture(params=["with_aliases", "by_name_alone"])
def roster(request: pytest.FixtureRequest) -> Roster:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Roster)
    return found


def named(roster: Roster, question: str) -> list[tuple[str, list[str]]]:
    return [
        (question[one.start : one.end], [speaker.id for speaker in one.speakers]) for one in roster.mentions(question)
    ]


@pytest.mark.parametrize(
    ("question", "words", "who"),
    [
        ("ラヴロフ外相は何と言いましたか", "ラヴロフ", LAVROV),
        ("セルゲイ・ラブロフは国連憲章について", "セルゲイ・ラブロフ", LAVROV),
        ("パンキン外務副大臣の発言", "パンキン", PANKIN),
        ("ザス事務総長は宇宙開発について何と述べましたか？", "ザス", ZAS),
        ("ポスペーロフさんの意見", "ポスペーロフ", POSPELOV),
        ("What did Lavrov say about the UN Charter?", "Lavrov", LAVROV),
        ("what did lavrov say", "lavrov", LAVROV),
        ("Lavrov's view of the charter", "Lavrov", LAVROV),
        ("What did Sergei Lavrov say?", "Sergei Lavrov", LAVROV),
        ("Did Lavrow mention it?", "Lavrow", LAVROV),
        ("Mr. Sidorov on air forces", "Sidorov", SIDOROV),
        ("Pospelof on treaties", "Pospelof", POSPELOV),
        ("What did Zas say about the defence industry?", "Zas", ZAS),
        ("Что Лавров сказал об Уставе ООН?", "Лавров", LAVROV),
        ("Цитата Лаврова о мире", "Лаврова", LAVROV),
        ("Кто спорил с Лавровым?", "Лавровым", LAVROV),
        ("Сергей Викторович Лавров об уставе", "Сергей Викторович Лавров", LAVROV),
        ("Позиция Зася", "Зася", ZAS),
        ("Что Панкин сказал о Белоруссии?", "Панкин", PANKIN),
        ("Мнение Ласточкиной", "Ласточкиной", "swallow"),
        ("岸田外相は何と", "岸田", "kishida"),
        ("岸田文雄の発言", "岸田文雄", "kishida"),
        ("林外務大臣の発言", "林", "hayashi"),
        ("石川議長は何と", "石川", "ishikawa"),
        ("石川さんの意見", "石川", "ishikawa"),
        ("グテーレス事務総長", "グテーレス", "guterres"),
        ("What did Theresa May say?", "Theresa May", "may"),
        ("Prime Minister May on trade", "May", "may"),
    ],
)
def test_a_speaker_is_found(roster: Roster, question: str, words: str, who: str) -> None:
    assert named(roster, question) == [(words, [who])]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "ザスーリチは何と言いましたか",
        "イワン・ラヴロフは何と言いましたか",
        "Что сказал Иван Лавров?",
        "What did Ivan Lavrov say?",
        "What may happen in May?",
        "林は静かですか",
        "石川県の港",
        "議長国はどこですか",
        "CSTOの憲章はいつ、どこで調印されましたか？",
        "危機対応センターの機能はどうあるべきですか",
        "Who won the football match?",
        "How many model laws has the Parliamentary Assembly adopted?",
        "Кто говорил о биологической безопасности?",
        "Какой прогноз погоды на завтра?",
        "О чём говорил Ласточкин?",
    ],
)
def test_nobody_is_found(roster: Roster, question: str) -> None:
    assert named(roster, question) == []


def test_two_bearers_of_a_surname_are_both_meant(roster: Roster) -> None:
    assert named(roster, "What did Smith say?") == [("Smith", ["john", "beth"])]
    assert named(roster, "スミス氏は何と") == [("スミス", ["john", "beth"])]
    assert named(roster, "What did Beth Smith say?") == [("Beth Smith", ["beth"])]


def test_two_speakers_in_one_question(roster: Roster) -> None:
    assert named(roster, "Lavrov and Zas on peace") == [("Lavrov", [LAVROV]), ("Zas", [ZAS])]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Lavrov", [LAVROV]),
        ("лавров", [LAVROV]),
        ("Лаврову", [LAVROV]),
        ("ラヴロフ外相", [LAVROV]),
        ("セルゲイ　ラヴロフ", [LAVROV]),
        ("Mr. Zas", [ZAS]),
        ("セルゲイ", [LAVROV, POSPELOV]),
        ("林", ["hayashi"]),
        ("岸田", ["kishida"]),
        ("Smith", ["john", "beth"]),
        ("beth", ["beth"]),
        ("nobody", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_name_given_by_itself(roster: Roster, name: str, who: list[str]) -> None:
    assert [speaker.id for speaker in roster.resolve(name)] == who


def test_every_spelling_that_is_known_resolves(with_aliases: Roster, round_table: Record) -> None:
    for speaker in round_table.speakers:
        for spelling in (speaker.id, speaker.name, *speaker.aliases):
            assert speaker in with_aliases.resolve(spelling), spelling


@pytest.mark.parametrize(
    "spellings",
    [
        ("ラヴロフ", "ラブロフ", "Lavrov", "Лавров"),
        ("ザス", "Zas", "Зась"),
        ("シドロフ", "Sidorov", "Сидоров"),
        ("グテーレス", "Guterres", "Гутерриш"),
        ("スミス", "Smith"),
        ("オバマ", "Obama", "Обама"),
    ],
)
def test_one_name_sounds_the_same_in_every_script(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(one).removesuffix("s") or one for one in spellings}) == 1


@given(st.text(max_size=80))
def test_mentions_of_any_text_are_disjoint_and_in_order(text: str) -> None:
    reached = 0
    for mention in Roster(OTHERS).mentions(text):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.speakers
        reached = mention.end


def test_one_of_ten_thousand_speakers_is_found() -> None:
    syllables = [first + second for first, second in product("bdgklmnprstvz", "aeiou")]
    names = ["".join(parts).capitalize() for parts in product(syllables[:30], syllables[30:60], syllables[:12])]
    crowd = Roster(
        [Speaker(name, f"{letter}. {name}") for name, letter in zip(names, string.ascii_uppercase * 500, strict=False)]
    )
    assert named(crowd, f"What did {names[777]} say about the Charter of the United Nations?")[0][0] == names[777]


@pytest.mark.parametrize("question", ["김민준은 무엇을 말했나", "What did 김민준 say?", "김민준"])
def test_a_name_in_another_script_is_found_as_it_is_printed(question: str) -> None:
    roster = Roster([Speaker("kim", "김민준"), Speaker("nour", "نور الهاشمي")])
    assert [who for _, who in named(roster, question)] == [["kim"]]
    assert named(roster, "ماذا قال نور الهاشمي عن السلام؟")[0][1] == ["nour"]
    assert named(roster, "민준은 무엇을 말했나") == []


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Viktor Orbán", ("オバマ", "Обама", "オマン")),
        ("Анна", ("アナン", "Annan")),
        ("Alice Moore", ("モリ", "森")),
        ("Anna Keller", ("アナン",)),
        ("アンナ・ケラー", ("Annan", "Аннан")),
    ],
)
def test_a_short_name_is_not_taken_for_one_with_other_consonants(name: str, others: tuple[str, ...]) -> None:
    roster = Roster([Speaker("#0", name)])
    assert not [other for other in others if roster.resolve(other) or roster.mentions(f"What did {other} say?")]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Viktor Orbán", "オルバン"),
        ("Campbell Young", "Янг"),
        ("Neil Campbell", "キャンベル"),
        ("João Jardim", "ジャルディン"),
        ("Hans Zimmer", "ツィンマー"),
        ("Pauline Dubois", "Дюбуа"),
        ("Alice Moore", "ムーア"),
        ("Rosa Jiménez", "Хименес"),
        ("Александр Лукашенко", "Лукашенки"),
    ],
)
def test_a_name_is_heard_in_another_script(name: str, asked: str) -> None:
    speaker = Speaker("#0", name)
    assert Roster([speaker]).resolve(asked) == (speaker,)


def test_a_frequent_surname_is_no_slip_in_another_that_sounds_otherwise() -> None:
    roster = Roster([Speaker("#0", "Olaf Scholz"), Speaker("#1", "Karl Schmidt")])
    assert not roster.resolve("Schulz") + roster.resolve("Schmid")
    assert [one.id for one in roster.resolve("Scholtz") + roster.resolve("Schmitt")] == ["#0", "#1"]


@pytest.mark.parametrize("asked", ["Yamada", "Ямада", "ヤマダ", "やまだ", "山田"])
def test_a_reading_in_hiragana_is_heard_in_every_script(asked: str) -> None:
    speaker = Speaker("#0", "山田 恵子", ("やまだ けいこ",))
    assert Roster([speaker]).resolve(asked) == (speaker,)


_NAMESAKES = [
    Speaker(name, name)
    for name in (
        "Park Geun-hye",
        "Francesco Rossi",
        "Paul Meyer",
        "Виктор Шевченко",
        "Wang Yi",
        "Li Keqiang",
        "Kim Jong Un",
        "Juan Carlos Pérez",
        "Sergey Lavrov",
    )
]


@pytest.mark.parametrize(
    "name",
    [
        "Park Chung-hee",
        "Francesca Rossi",
        "Rossi Francesca",
        "Paula Meyer",
        "Виктория Шевченко",
        "ヴィクトリア・シェフチェンコ",
        "Викторию Шевченко",
        "Wang Wenbin",
        "Wang Li",
        "Li Qiang",
        "Kim Jong Il",
        "Juan Manuel Pérez",
    ],
)
def test_another_of_the_same_surname_is_nobody(name: str) -> None:
    roster = Roster(_NAMESAKES)
    assert roster.resolve(name) == ()
    assert named(roster, f"What did {name} say?") == []


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Park Geun Hye", "Park Geun-hye"),
        ("Francisco Rossi", "Francesco Rossi"),
        ("Виктору Шевченко", "Виктор Шевченко"),
        ("ヴィクトル・シェフチェンコ", "Виктор Шевченко"),
        ("Wang Yi, Foreign Minister", "Wang Yi"),
        ("Foreign Minister Wang", "Wang Yi"),
        ("Lavrov, Russia", "Sergey Lavrov"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Juan Pérez", "Juan Carlos Pérez"),
        ("Pérez Juan Carlos", "Juan Carlos Pérez"),
    ],
)
def test_the_same_one_otherwise_written_is_still_understood(name: str, who: str) -> None:
    assert [one.id for one in Roster(_NAMESAKES).resolve(name)] == [who]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Mrs. Clinton", ["Bill Clinton", "Hillary Clinton"]),
        ("Mrs. Bush", []),
        ("Mr. Bush", ["George Bush"]),
        ("Г-жа Шевченко", []),
        ("Г-н Шевченко", ["Виктор Шевченко"]),
        ("Ms. Smith", ["J. Smith"]),
        ("Ms. Kim", ["Kim Jong Un"]),
    ],
)
def test_a_courtesy_that_is_due_to_no_bearer_leaves_nobody(asked: str, who: list[str]) -> None:
    names = ("Bill Clinton", "Hillary Clinton", "George Bush", "Виктор Шевченко", "J. Smith", "Kim Jong Un")
    roster = Roster([Speaker(name, name) for name in names])
    assert [one.id for one in roster.resolve(asked)] == who
    assert [found for _, found in named(roster, f"What did {asked} say?")] == [who][: len(who)]
