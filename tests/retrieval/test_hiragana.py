"""Questions in hiragana alone are read with the record's kanji; what is asked in hiragana anyway is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search import Searcher
from retrieval.typed_manner import may_be_typed
from tests.retrieval.record_terms import nobody, reader_of

ANY_RECORD = reader_of("")


@pytest.mark.parametrize(
    ("typed", "japanese"),
    [
        ("へいわいじかつどうについて", "平和維持活動について"),
        ("せんきょのかんし", "選挙の監視"),
        ("テロたいさく", "テロ対策"),
        ("きこうへんどうについてだれがはなしましたか", "気候変動について誰が話しましたか"),
        ("ちかてつの うんちん", "地下鉄の 運賃"),
        ("けんぽう9じょう", "憲法9条"),
        ("CSTOのじょうやく", "CSTOの条約"),
    ],
)
def test_hiragana_is_read_as_words(typed: str, japanese: str) -> None:
    assert may_be_typed(typed)
    assert ANY_RECORD.in_script(typed, nobody) == japanese


@pytest.mark.parametrize(
    "typed",
    [
        "だれがはなしましたか",
        "もっと",
        "もっとみせて",
        "ほかには?",
        "はい",
        "ほかにだれがいいましたか",
        "それについてもっとおしえて",
        "なにをいいましたか",
        "では、ザスは？",
        "つぎは",
        "こんにちは",
        "こんばんは",
        "ありがとう",
        "いいえ",
        "ちがいます",
        "わかりました",
    ],
)
def test_what_asks_about_nothing_is_left_alone(typed: str) -> None:
    assert ANY_RECORD.in_script(typed, nobody) is None


@pytest.mark.parametrize("typed", ["平和維持かつどうについて", "海", "テロ", "かな", "へいわ" * 400])
def test_what_has_kanji_or_hardly_hiragana_is_not_looked_at(typed: str) -> None:
    assert not may_be_typed(typed)


def test_what_the_record_has_in_hiragana_stays() -> None:
    written_for_children = "へいわはたいせつです。せんそうのないせかいで、みんながへいわにくらすこと。"
    assert reader_of(written_for_children).in_script("へいわはたいせつですか", nobody) is None
    assert reader_of("平和だ。へいわいじかつどう").in_script("へいわいじかつどう", nobody) == "平和維持活動"
    assert reader_of("平和は大切です").in_script("へいわはたいせつですか", nobody) == "平和は大切ですか"


def test_what_the_record_has_as_it_is_quoted_stays() -> None:
    about_a_game = reader_of("初雪が降った。『はつゆきさくら』は桜のゲームである。作られた")
    assert about_a_game.in_script("『はつゆきさくら』のげーむをつくったのはだれ", nobody) == (
        "『はつゆきさくら』のゲームを作ったのは誰"
    )
    assert about_a_game.in_script("「はつゆきさくら」", nobody) is None
    assert reader_of("キャプテン翼は。キャプテンつばさ").in_script("「キャプテンつばさ」", nobody) == "「キャプテン翼」"
    assert reader_of("テロとの戦い").in_script("「てろとのたたかい」といったのはだれ", nobody) == (
        "「テロとの戦い」と言ったのは誰"
    )


def test_the_record_decides_between_homophones() -> None:
    assert reader_of("上海協力機構の改革").in_script("きこうのかいかく", nobody) == "機構の改革"
    assert reader_of("気候の話と改革").in_script("きこうのかいかく", nobody) == "気候の改革"


def test_a_known_name_stays_as_it_is() -> None:
    assert ANY_RECORD.in_script("みつをのせんきょ", lambda text: [(0, 3)]) == "みつをの選挙"


def test_the_shipped_record_is_asked_in_hiragana(searcher: Searcher) -> None:
    assert searcher.in_script("へいわいじかつどうについて") == "平和維持活動について"
    assert searcher.in_script("平和維持活動についてだれが述べましたか") == "平和維持活動についてだれが述べましたか"


@given(st.text("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほゃゅょっんーァ 9", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    ANY_RECORD.in_script(text, nobody)
