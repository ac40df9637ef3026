"""Japanese in Latin letters is put back into its script; other languages are left alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Speaker
from corpus.names import Roster
from embeddings.kana import hepburn, is_romaji
from retrieval.model import Scope
from retrieval.question import understand
from retrieval.search import Searcher
from retrieval.typed_manner import LATIN_WORD, may_be_romaji, may_be_typed
from tests.retrieval.record_terms import nobody, reader_of

ANY_RECORD = reader_of("")


@pytest.mark.parametrize(
    ("typed", "japanese"),
    [
        ("tero taisaku ni tsuite", "テロ対策について"),
        ("terotaisaku ni tsuite", "テロ対策について"),
        ("heiwa iji katsudou", "平和維持活動"),
        ("heiwaiji katsudō", "平和維持活動"),
        ("heiwaizi katudou", "平和維持活動"),
        ("heiwaijikatsudou", "平和維持活動"),
        ("heiwa iji katsudo", "平和維持活動"),
        ("zinkou tinou", "人工知能"),
        ("Kikou Hendou NI Tsuite", "気候変動について"),
        ("senkyo no kanshi", "選挙の監視"),
        ("chikyuu ondanka", "地球温暖化"),
        ("nouson no kasoka to koureika", "農村の過疎化と高齢化"),
        ("kikou hendou ni tsuite dare ga hanashimashita ka", "気候変動について誰が話しましたか"),
        ("kikouhendounitsuitedaregahanashimashitaka", "気候変動について誰が話しましたか"),
        ("san'in wa tan'i wo nanto iimashita ka", "参院は単位を何と言いましたか"),
        ("kamome wa sakana ni tsuite nani to iimashita ka", "カモメは魚について何と言いましたか"),
        ("gurachofu dosantosu wa kyouiku ni tsuite", "グラチョフ・ドサントスは教育について"),
        ("gurachofu san no hatsugen", "グラチョフさんの発言"),
        ("kenpou 9 jou", "憲法 9条"),
        ("2019 nen no yosan", "2019年の予算"),
        ("CSTO no jouyaku wa itsu doko de chouin saremashita ka", "CSTO の条約はいつどこで調印されましたか"),
    ],
)
def test_romaji_becomes_japanese(typed: str, japanese: str) -> None:
    assert ANY_RECORD.in_script(typed, nobody) == japanese


@pytest.mark.parametrize(
    ("record", "typed", "japanese"),
    [
        ("上海協力機構との協力", "kikou no kaikaku", "機構の改革"),
        ("気候の話と改革", "kikou no kaikaku", "気候の改革"),
        ("上海協力機構との協力", "kikou hendou", "気候変動"),
        ("国連の憲章に調印した", "kenshou wa itsu", "憲章はいつ"),
        ("結果を検証した", "kenshou wa itsu", "検証はいつ"),
    ],
)
def test_the_record_decides_between_homophones(record: str, typed: str, japanese: str) -> None:
    assert reader_of(record).in_script(typed, nobody) == japanese


def test_a_name_that_the_record_has_is_no_other_word() -> None:
    assert reader_of("ザスは語った").in_script("zasu wa heiwa ni tsuite", nobody) == "ザスは平和について"
    assert reader_of("豊洲市場の移転").in_script("toyosu shijou", nobody) == "豊洲市場"


def test_a_word_after_a_particle_is_no_name() -> None:
    def names(text: str) -> list[tuple[int, int]]:
        return [(text.index("de kyouin"), text.index("de kyouin") + 9)] if "de kyouin" in text else []

    assert ANY_RECORD.in_script("gakkou de kyouin no kyouiku", names) == "学校で教員の教育"


@pytest.mark.parametrize(
    ("typed", "japanese"),
    [
        ("tero", "テロ"),
        ("terotaisaku", "テロ対策"),
        ("tatakai", "戦い"),
        ("Kongo", None),
        ("kongo", None),
        ("Indiana", None),
        ("Togo", None),
    ],
)
def test_a_word_typed_alone_has_to_be_in_the_record(typed: str, japanese: str | None) -> None:
    record = "テロ対策と戦いは統合された。インドの穴。デタラメな話"
    assert reader_of(record).in_script(typed, nobody) == japanese


def test_a_known_name_stays_as_it_is() -> None:
    assert (
        ANY_RECORD.in_script("Keller no tero taisaku", lambda text: [(0, 6)] if text.startswith("Keller") else [])
        == "Keller のテロ対策"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Who spoke about terrorism?",
        "to make one more",
        "tomato sauce",
        "no more",
        "made in Japan",
        "banana",
        "panini",
        "peace",
        "data base engine",
        "same time zone",
        "una casa bianca",
        "Что сказал Келлер?",
        "テロ対策",
        "la casa de mi madre",
        "San Diego",
        "NATO",
        "",
    ],
)
def test_other_languages_are_left_alone(typed: str) -> None:
    assert ANY_RECORD.in_script(typed, nobody) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Bagaimana masa depan ekonomi negara ini?",
        "kuka sanoi mita",
        "mita han sanoi",
        "koko maa",
        "moja voda",
        "habari gani",
        "nado",
        "ne nado",
    ],
)
def test_languages_that_no_word_is_counted_in_are_left_alone(typed: str) -> None:
    assert reader_of("このような国などは、ここまで見た。さらに統合する。").in_script(typed, nobody) is None


@pytest.mark.parametrize(
    ("typed", "japanese"),
    [
        ("karabafu funsou", "カラバフ紛争"),
        ("gurachofu no iken", "グラチョフの意見"),
        ("itsu desu ka", "いつですか"),
        ("dare desu ka", "誰ですか"),
        ("motto kuwashiku", "もっと詳しく"),
        ("hoka ni wa", "ほかには"),
        ("ane ni azukerareta", "姉に預けられた"),
        ("hoka ni nani ka iimashita ka", "ほかに何か言いましたか"),
        ("nani wo iimashita ka", "何を言いましたか"),
    ],
)
def test_names_and_words_of_questions_are_japanese(typed: str, japanese: str) -> None:
    assert reader_of("カラバフ").in_script(typed, nobody) == japanese


def test_a_name_is_known_by_its_sound() -> None:
    people = Roster([Speaker("水野誠", "水野誠", ()), Speaker("ラヴロフ", "セルゲイ・ラヴロフ", ())])

    def names(text: str) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in people.mentions(text)]

    assert ANY_RECORD.in_script("mizuno wa kyouiku ni tsuite", names) == "ミズノは教育について"
    assert ANY_RECORD.in_script("mizuno no kyouiku", names) == "水野の教育"
    assert ANY_RECORD.in_script("mizuno gurachofu giin no iken", names) == "ミズノ・グラチョフ議員の意見"
    assert ANY_RECORD.in_script("raburofu gaishou wa heiwa ni tsuite", names) == "ラブロフ外相は平和について"


@pytest.mark.parametrize(
    ("speaker", "typed"),
    [
        ("のがみ純子", "nogami junko wa kyouiku ni tsuite"),
        ("山田太郎", "yamada taro wa kyouiku ni tsuite"),
        ("小池百合子", "koike yuriko chiji no kyouiku"),
        ("小池百合子", "koike chiji no kyouiku"),
    ],
)
def test_a_speaker_is_named_in_full_or_with_a_title(speaker: str, typed: str) -> None:
    read, people = as_read(typed, speaker)
    asked = understand(read, people, Scope())
    assert [one.id for one in asked.speakers or ()] == [speaker]
    assert asked.text == "教育"


@pytest.mark.parametrize("typed", ["yamada taro wa kyouiku ni tsuite", "kuni no kyouiku"])
def test_nobody_is_named_who_is_called_otherwise(typed: str) -> None:
    read, people = as_read(typed, "山田ひろし")
    assert understand(read, people, Scope()).speakers is None
    assert "教育" in read


def as_read(typed: str, speaker: str) -> tuple[str, Roster]:
    people = Roster([Speaker(speaker, speaker, ())])
    read = ANY_RECORD.in_script(typed, lambda text: [(one.start, one.end) for one in people.mentions(text)])
    assert read is not None
    return read, people


def test_a_word_that_sounds_like_a_name_is_one_only_where_it_speaks() -> None:
    people = Roster([Speaker("遠藤守", "遠藤守", ())])

    def names(text: str) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in people.mentions(text)]

    along_the_road = reader_of("沿道の環境を守る")
    assert along_the_road.in_script("endou no kankyou", names) == "沿道の環境"
    assert along_the_road.in_script("endou wa kankyou ni tsuite", names) == "エンドウは環境について"


def test_words_that_the_record_has_in_latin_letters_are_left_alone() -> None:
    assert ANY_RECORD.in_script("kyouiku katsudou", nobody) == "教育活動"
    assert reader_of("The kyouiku katsudou of Japan").in_script("kyouiku katsudou", nobody) is None


def test_the_shipped_record_is_asked_in_romaji(searcher: Searcher) -> None:
    assert searcher.in_script("kikou no kaikaku") == "機構の改革"
    assert searcher.in_script("What is said about reform?") == "What is said about reform?"


@pytest.mark.parametrize("question", ["What is said about reform?", "что сказано о реформе", "改革について", "csto"])
def test_an_ordinary_question_does_not_wait_for_the_table(library: Path, question: str) -> None:
    fresh = Searcher.open(library)
    assert fresh.in_script(question) == question
    assert "_typed_reader" not in vars(fresh)
    fresh.close()


SEEN_AT_ONCE = """
import sys
from retrieval.typed_manner import LATIN_WORD, may_be_romaji, may_be_typed
print(may_be_typed(sys.argv[1]), "embeddings.kana" in sys.modules)
"""


@pytest.mark.parametrize("question", ["What did Keller say about terrorism?", "改革について", "что сказано о реформе"])
def test_most_questions_are_told_without_the_tables_of_kana(question: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SEEN_AT_ONCE, question], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["False", "False"]


@given(st.text("aiueonkshtmlqx ōÂ'’-.", max_size=40))
def test_what_is_seen_at_once_is_what_the_tables_tell(text: str) -> None:
    words = LATIN_WORD.findall(text)
    readable = sum(is_romaji(hepburn(word)) for word in words)
    assert may_be_romaji(text) == bool(words and 2 * readable >= len(words))


@given(st.text(max_size=60) | st.text("aiueokstnhmyrwgzdbpj ōū'-", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    may_be_typed(text)
    ANY_RECORD.in_script(text, nobody)
