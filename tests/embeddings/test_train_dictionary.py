import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ModelError
from embeddings.terms import stem
from embeddings.train_dictionary import dictionary_pairs, into_russian
from embeddings.train_lexicon import lexicon
from embeddings.train_pairs import DICTIONARY, Pair, groups, share

TABLES = """
CREATE TABLE Kanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE Kana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE Sense (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE SenseGloss (sid INTEGER, lang TEXT, gend TEXT, text TEXT);
CREATE TABLE misc (sid INTEGER, text TEXT);
INSERT INTO Kanji VALUES (1, 10, '憲章'), (2, 20, '綺麗'), (3, 30, '候'), (4, 10, '憲章文');
INSERT INTO Kana VALUES (1, 10, 'けんしょう'), (2, 20, 'きれい'), (3, 40, 'テロ');
INSERT INTO Sense VALUES (1, 10), (2, 20), (3, 30), (4, 40);
INSERT INTO SenseGloss VALUES
    (1, 'eng', NULL, 'charter (of an organisation)'), (1, 'eng', NULL, 'a constitution'), (1, 'eng', NULL, 'third'),
    (1, 'ger', NULL, 'Verfassung'), (2, 'eng', NULL, 'pretty'), (3, 'eng', NULL, 'to be'),
    (4, 'eng', NULL, 'an act which is meant to frighten people'), (4, 'eng', NULL, 'terror');
INSERT INTO misc VALUES (2, 'word usually written using kana alone'), (3, 'archaism');
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "jamdict.db"
    opened = sqlite3.connect(path)
    opened.executescript(TABLES)
    opened.close()
    return path


def test_a_word_comes_with_the_first_glosses_of_its_senses(database: Path) -> None:
    found = dictionary_pairs(database)
    assert [(pair.a, pair.b) for pair in found] == [
        ("憲章", "charter"),
        ("憲章", "constitution"),
        ("綺麗", "pretty"),
        ("きれい", "pretty"),
        ("テロ", "terror"),
    ]
    assert {(pair.a_lang, pair.b_lang, pair.source) for pair in found} == {("ja", "en", DICTIONARY)}


def test_what_is_no_dictionary_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    path.write_text("no database, but long enough to be looked into" * 20)
    with pytest.raises(ModelError, match=r"other\.db is no database of JMdict"):
        dictionary_pairs(path)


def test_glosses_are_translated_word_by_word_where_each_word_has_a_translation() -> None:
    russian = {"chart": ("хартии", "устав"), "charter": ("устав", "хартия"), "social": ("социальный",)}
    pairs = [
        Pair("憲章", gloss, "ja", "en", DICTIONARY) for gloss in ("charter", "social charter", "old charter", "a 1")
    ]
    assert [(pair.b, pair.b_lang) for pair in into_russian(pairs, russian)] == [
        ("устав", "ru"),
        ("хартия", "ru"),
        ("социальный устав", "ru"),
    ]


def test_words_that_stand_in_the_same_pairs_translate_each_other_in_their_commonest_form() -> None:
    pairs = [
        *[Pair("the treaty is signed", "договор подписан", "en", "ru", "x")] * 3,
        *[Pair("новый договор", "new treaty", "ru", "en", "x")] * 3,
        *[Pair("договора", "a treaty", "ru", "en", "x")] * 4,
        *[Pair("the house is old", "дом стар", "en", "ru", "x")] * 3,
        *[Pair("the treaty", "der Vertrag", "en", "de", "x")] * 9,
    ]
    found = lexicon(pairs, "en", "ru")
    assert found["treati"] == ("договор",)
    assert set(found["hous"]) == {"дом", "стар"}
    assert "vertrag" not in str(found)


def test_no_pairs_make_no_lexicon() -> None:
    assert lexicon([], "en", "ru") == {}


@given(
    st.lists(
        st.tuples(st.sampled_from(["peace now", "war", "peace war"]), st.sampled_from(["мир", "война", "мир война"]))
    )
)
def test_the_lexicon_is_that_of_a_plain_count(texts: list[tuple[str, str]]) -> None:
    found = lexicon([Pair(one, other, "en", "ru", "x") for one, other in texts], "en", "ru")
    for word in ("peac", "war", "now"):
        for other in ("мир", "война"):
            have = [(word in map(stem, one.split()), other in two.split()) for one, two in texts]
            both = sum(one and two for one, two in have)
            dice = 2 * both / max(1, sum(one for one, _ in have) + sum(two for _, two in have))
            if other in found.get(word, ()):
                assert both >= 3
                assert dice >= 0.3


def test_a_dictionary_is_apart_from_sentences_and_strings() -> None:
    pairs = [Pair("憲章", "charter", "ja", "en", DICTIONARY), Pair("終了", "Quit", "ja", "en", "gnucash")]
    assert {name: numbers.tolist() for name, numbers in groups(pairs).items()} == {
        "ja-en jmdict": [0],
        "ja-en software": [1],
    }
    assert share("ja-en software") < share("ja-en jmdict") < share("ja-en natural")
