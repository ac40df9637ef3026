"""What the shipped record answers, by the form of the question and the manner in which it is typed."""

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.read import read_record
from retrieval.answer import answer
from retrieval.model import Answer, Form, Reason, Scope
from retrieval.prepare import index
from retrieval.question import understand
from retrieval.search import Searcher

LAVROV, PANKIN, ZAS = "セルゲイ・ラヴロフ", "アレクサンドル・パンキン", "スタニスラフ・ザス"
SIDOROV, POSPELOV = "アナトリー・シドロフ", "セルゲイ・ポスペロフ"
TERROR = "テロ"


@pytest.mark.parametrize(
    "question",
    [
        "Who spoke about biological safety?",
        "生物学的安全について話したのは誰ですか",
        "誰が生物学的安全について述べましたか",
        "Кто говорил о биологической безопасности?",
    ],
)
def test_who_is_answered_with_the_name(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert found.form is Form.WHO
    assert found.names[0] == ZAS
    assert len(found.names) == len(found.quotes)


@pytest.mark.parametrize("question", ["Who spoke about terrorism?", "テロについて話したのは誰ですか"])
def test_several_who_say_it_are_named_each_with_a_quote(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert {PANKIN, ZAS} <= set(found.names)
    assert [quote.excerpt.speaker for quote in found.quotes] == list(found.names)


@pytest.mark.parametrize(
    "question",
    ["Who mentioned the photo exhibition?", "写真展について述べたのは誰ですか", "Кто упоминал фотовыставку?"],
)
def test_narration_is_never_a_who(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert found.form is Form.WHO
    assert all(quote.excerpt.speaker for quote in (*found.quotes, *found.near))


@pytest.mark.parametrize("question", ["Who mentioned Zas?", "ザスに言及したのは誰ですか", "Кто упоминал Зася?"])
def test_who_named_somebody_has_the_name_in_the_quote(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert (found.form, found.names) == (Form.WHO, (POSPELOV,))
    assert "ザス事務総長" in found.quotes[0].excerpt.text


@pytest.mark.parametrize("question", ["Who mentioned Lavrov?", "誰がラヴロフに言及しましたか", "Кто упоминал Лаврова?"])
def test_nobody_who_does_not_name_somebody_is_said_to(searcher: Searcher, question: str) -> None:
    assert answer(searcher, question).quotes == ()


@pytest.mark.parametrize(
    "question",
    [
        "What did each speaker say about terrorism?",
        "各発言者はテロについて何と述べましたか",
        "テロについて、それぞれ何と言っていますか",
        "Что каждый из выступавших сказал о терроризме?",
    ],
)
def test_each_speaker_is_heard_or_said_to_be_silent(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question, limit=1)
    assert found.form is Form.EACH
    assert {PANKIN, ZAS, POSPELOV} <= set(found.names)
    assert LAVROV in found.silent
    assert sorted((*found.names, *found.silent)) == sorted({*found.names, *found.silent})
    assert len(found.names) + len(found.silent) == 5


def test_two_who_are_named_are_each_heard(searcher: Searcher) -> None:
    found = answer(searcher, "人工知能についてザス事務総長とシドロフ統合本部長は何と述べましたか")
    assert (found.form, found.names, found.silent) == (Form.EACH, (ZAS,), (SIDOROV,))


def test_each_of_a_football_match_is_silence(searcher: Searcher) -> None:
    found = answer(searcher, "各発言者はカレーの作り方について何と述べましたか")
    assert (found.quotes, found.silent, found.reason) == ((), (), Reason.OFF_TOPIC)


@pytest.mark.parametrize(
    ("question", "asked", "other"),
    [
        ("What did Lavrov say about artificial intelligence?", LAVROV, ZAS),
        ("ラヴロフ外相は人工知能について何と述べましたか", LAVROV, ZAS),
        ("Что Лавров сказал о терроризме?", LAVROV, PANKIN),
        ("シドロフ統合本部長はワクチンについて何と述べましたか", SIDOROV, PANKIN),
    ],
)
def test_somebody_else_answers(searcher: Searcher, question: str, asked: str, other: str) -> None:
    found = answer(searcher, question)
    assert (found.quotes, found.reason, found.speaker) == ((), Reason.NOT_BY_SPEAKER, asked)
    assert found.others[0].name == other
    assert asked not in {one.name for one in found.others}
    assert all(0 < one.score <= 1 for one in found.others)
    there = answer(searcher, question, Scope(speaker=found.others[0].id))
    assert {quote.excerpt.speaker for quote in there.quotes} == {other}


def test_nobody_answers_for_the_one_who_was_asked(searcher: Searcher) -> None:
    found = answer(searcher, "ザス事務総長はカレーの作り方について何と述べましたか")
    assert (found.reason, found.others) == (Reason.NOT_BY_SPEAKER, ())


@pytest.mark.parametrize(
    "question",
    [
        "魔法大臣は平和維持活動について何と述べましたか",
        "首相は平和維持活動について何と述べましたか",
        "What did the chancellor say about peacekeeping?",
        "Что сказал канцлер о миротворцах?",
    ],
)
def test_an_office_that_nobody_held_is_not_answered_for(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert (found.quotes, found.reason) == ((), Reason.UNKNOWN_OFFICE)


def test_what_somebody_tells_of_an_office_that_nobody_held_is_quoted(searcher: Searcher) -> None:
    found = answer(searcher, "フランス大統領はナゴルノカラバフについて何と述べましたか")
    assert found.reason is not Reason.UNKNOWN_OFFICE


@pytest.mark.parametrize("question", ["カレーの作り方を教えて", "日本の消費税率は何パーセントですか？"])
def test_off_topic_comes_with_nothing(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert (found.quotes, found.near, found.reason) == ((), (), Reason.OFF_TOPIC)


def test_near_passages_are_never_quotes(searcher: Searcher) -> None:
    asked = [
        "What was said about nuclear weapons and the New START treaty?",
        "Сколько миротворцев ОДКБ сейчас служит за рубежом?",
        "Какой прогноз погоды на завтра?",
        "Which hotel did the guests stay in?",
    ]
    found = [answer(searcher, question) for question in asked]
    silent = [one for one in found if not one.quotes]
    assert all(one.near == () or one.reason in (Reason.NOT_ANSWERED, Reason.NOT_BY_SPEAKER) for one in silent)
    assert all(len(one.near) <= 2 for one in found)
    assert all(bool(one.near) == (one.reason is Reason.NOT_ANSWERED) for one in silent)
    assert any(one.near for one in silent)


@pytest.mark.parametrize(
    "question",
    [
        "テロ対策",
        "テロ 対策",
        "ﾃﾛ対策",
        "tero taisaku",
        "テロ対策について教えてください",
        "テロ対策について何と言っていますか",
        "terrorism",
        "TERRORISM",
        "Terrorism and extremism",
        "what is said about terrorism",
        "WHAT IS SAID ABOUT TERRORISM",
        "what do they say about terrorism",
        "терроризм",
        "ТЕРРОРИЗМ",
        "что говорили о терроризме",
        "ЧТО ГОВОРИЛИ О ТЕРРОРИЗМЕ",
        "борьба с терроризмом",
        "terrorism について",
        "テロリズム extremism 対策",
    ],
)
def test_any_way_to_type_it_is_served(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert found.quotes
    assert TERROR in found.quotes[0].excerpt.text


@pytest.mark.parametrize(
    "question",
    [
        "ザス事務総長はテロについて何と述べましたか",
        "ザスはテロについて",
        "Zas jimusoukyoku wa tero taisaku ni tsuite nani to iimashita ka",
        "zasu wa tero ni tsuite nanto iimashita ka",
        "what did zas say about terrorism",
        "WHAT DID ZAS SAY ABOUT TERRORISM",
        "Zas terrorism",
        "что зась сказал о терроризме",
        "Зась о терроризме",
        "What did ザス say about テロ",
        "What did Zas say at the round table about terrorism?",
        "2020年の円卓会議でザス事務総長はテロについて何と述べましたか",
        "Что Зась сказал на круглом столе о терроризме?",
    ],
)
def test_the_speaker_is_heard_however_it_is_typed(searcher: Searcher, question: str) -> None:
    found = answer(searcher, question)
    assert found.speaker == ZAS
    assert {quote.excerpt.speaker for quote in found.quotes} == {ZAS}


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("「武力での解決はありえない」と述べたのは誰", "csto-2020-10-07/27"),
        ("武力による解決はあり得ません", "csto-2020-10-07/27"),
        ('"CSTOは生きた有機体であり活発に発展する"', "csto-2020-10-07/28"),
        ("10月7日は記念すべき日です。19年前のこの日、憲章に調印しました", "csto-2020-10-07/10"),
        ("Who said 「変化が重要であり立ち止まることは許されない」?", "csto-2020-10-07/28"),
        ("Кто сказал «変化が重要であり立ち止まることは許されない»?", "csto-2020-10-07/28"),
    ],
)
def test_half_remembered_words_are_found_first(searcher: Searcher, question: str, passage: str) -> None:
    found = answer(searcher, question)
    assert found.quotes[0].excerpt.id == passage
    assert found.quotes[0].highlights


def test_a_quoted_term_is_no_quotation(searcher: Searcher) -> None:
    assert not understand("「平和維持活動」のカレーの値段はいくらですか", searcher.roster, Scope()).recalled


def test_a_date_that_is_asked_about_does_not_narrow(searcher: Searcher) -> None:
    found = answer(searcher, "What happened in 2002?")
    assert found.narrowed is None
    assert "2002" in found.quotes[0].excerpt.text


EARLY = "ANNA KELLER, MAYOR: In this year the harbour tax is two per cent, and the boats pay it in spring.\n"
LATE = "ANNA KELLER, MAYOR: The harbour tax has to rise to five per cent, because the pier is old.\n"


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    home = tmp_path_factory.mktemp("years")
    with Library.open(home / "library") as library:
        for year, text in (("2018", EARLY), ("2021", LATE)):
            (home / f"board-{year}.txt").write_text(text, "utf-8")
            (home / f"board-{year}.toml").write_text(
                f'title = "Harbour board {year}"\ndate = "{year}-05-01"\n', "utf-8"
            )
            library.add(read_record(home / f"board-{year}.txt"))
        index(library)
    opened = Searcher.open(home / "library")
    yield opened
    opened.library.close()


@pytest.mark.parametrize(
    ("question", "record"),
    [
        ("What did Keller say in 2018 about the harbour tax?", "board-2018"),
        ("What did Keller say in 2021 about the harbour tax?", "board-2021"),
        ("What did Keller say about the harbour tax in 2021?", "board-2021"),
        ("In May 2018, what was said about the harbour tax?", "board-2018"),
        ("Что Келлер сказала в 2021 году о портовом налоге?", "board-2021"),
    ],
)
def test_the_record_of_that_date_is_asked(two_years: Searcher, question: str, record: str) -> None:
    found = answer(two_years, question)
    assert {quote.excerpt.record for quote in found.quotes} == {record}
    assert found.narrowed is not None


def test_what_is_not_found_there_is_looked_for_everywhere(two_years: Searcher) -> None:
    found = answer(two_years, "What did Keller say in 2021 about the boats paying in spring?")
    assert isinstance(found, Answer)
    assert found.quotes
