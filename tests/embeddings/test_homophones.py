import gzip
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from math import log
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import ModelError
from embeddings.homophones import HOMOPHONES, LONGEST, STRANGERS, Homophones, tensors_of
from embeddings.train_entries import entries
from embeddings.train_homophones import frequent_runs, japanese_texts, main, sounding
from embeddings.train_pairs import Pair

TABLES = """
CREATE TABLE Kanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE KJI (kid INTEGER, text TEXT);
CREATE TABLE KJP (kid INTEGER, text TEXT);
CREATE TABLE Kana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT, nokanji BOOLEAN);
CREATE TABLE KNI (kid INTEGER, text TEXT);
CREATE TABLE KNP (kid INTEGER, text TEXT);
CREATE TABLE KNR (kid INTEGER, text TEXT);
CREATE TABLE Sense (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE pos (sid INTEGER, text TEXT);
CREATE TABLE misc (sid INTEGER, text TEXT);
CREATE TABLE NEKanji (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT);
CREATE TABLE NEKana (ID INTEGER PRIMARY KEY, idseq INTEGER, text TEXT, nokanji BOOLEAN);
CREATE TABLE NETranslation (ID INTEGER PRIMARY KEY, idseq INTEGER);
CREATE TABLE NETransType (tid INTEGER, text TEXT);
INSERT INTO Kanji VALUES (1, 10, '気候'), (2, 20, '機構'), (3, 30, '話す'), (4, 40, '述べる'),
    (5, 10, '氣候'), (6, 60, '綺麗');
INSERT INTO KJI VALUES (5, 'word containing out-dated kanji');
INSERT INTO KJP VALUES (1, 'news1'), (1, 'nf05'), (2, 'news1');
INSERT INTO Kana VALUES (1, 10, 'きこう', 0), (2, 20, 'きこう', 0), (3, 30, 'はなす', 0), (4, 40, 'のべる', 0),
    (5, 50, 'テロ', 0), (6, 60, 'きれい', 0);
INSERT INTO KNP VALUES (1, 'news1'), (1, 'nf05'), (2, 'news1');
INSERT INTO Sense VALUES (1, 10), (2, 20), (3, 30), (4, 40), (5, 50), (6, 60);
INSERT INTO pos VALUES (3, 'Godan verb with ''su'' ending'), (4, 'Ichidan verb');
INSERT INTO misc VALUES (6, 'word usually written using kana alone');
INSERT INTO NEKanji VALUES (1, 1, '水野'), (2, 2, '水野'), (3, 3, '水野忠邦');
INSERT INTO NEKana VALUES (1, 1, 'みずの', 0), (2, 2, 'みずや', 0), (3, 3, 'みずのただくに', 0);
INSERT INTO NETranslation VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO NETransType VALUES (1, 'surname'), (2, 'surname'), (3, 'person');
"""  # as jamdict.db has them


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    path = tmp_path / "jamdict.db"
    opened = sqlite3.connect(path)
    opened.executescript(TABLES)
    opened.close()
    return path


def written(homophones: Homophones, letters: str) -> list[str]:
    return [
        word.written
        for stretch in homophones.within(letters, {0: {len(letters)}})
        for word in homophones.words(stretch)
    ]


def kept(folder: Path, words: Mapping[tuple[str, str], float], pairs: Mapping[str, int]) -> Homophones:
    from safetensors.numpy import save_file

    save_file(tensors_of(words, pairs), folder / HOMOPHONES)
    return Homophones(folder)


def test_words_are_found_by_their_sound_the_most_used_first(tmp_path: Path) -> None:
    homophones = kept(tmp_path, {("気候", "kikou"): 20, ("機構", "kikou"): 90, ("聞こ", "kiko"): 5}, {"候が": 9})
    assert written(homophones, "kikou") == written(homophones, "kikoo") == written(homophones, "kiko")
    (stretch,) = homophones.within("tokikou", {2: {7}})
    assert (stretch.start, stretch.end, stretch.used) == (2, 7, pytest.approx(log(90), abs=1 / 32))
    assert [(word.written, word.exact) for word in homophones.words(stretch)] == [
        ("機構", True),
        ("気候", True),
        ("聞こ", False),
    ]
    assert homophones.within("kikou", {0: {3}}) == homophones.within("", {}) == []


def test_an_i_is_never_typed_short(tmp_path: Path) -> None:
    assert written(kept(tmp_path, {("地域", "chiiki"): 2}, {"域の": 9}), "chiki") == []


def test_pairs_that_often_meet_are_known(tmp_path: Path) -> None:
    pairs = {"候が": 80, "候は": 8, "話が": 8, "話は": 80, "話し": 2}
    found = kept(tmp_path, {("気候", "kikou"): 20}, pairs).affinities(["候が", "候は", "話し", "ああ"])
    assert found["候が"] > 0 > found["候は"]
    assert found["話し"] == found["ああ"] == STRANGERS


def test_the_bundled_ones_have_words_of_every_kind() -> None:
    homophones = Homophones()
    assert {"気候", "機構", "寄稿"} <= set(written(homophones, "kikou"))
    assert "述べ" in written(homophones, "nobe")
    assert "話し" in written(homophones, "hanashi")
    assert "豊洲" in written(homophones, "toyosu")
    assert "パンデミック" in written(homophones, "pandemikku")
    assert written(homophones, "wa")[0] == "は"
    assert homophones.within("a" * 99, {0: {99}}) == []


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=HOMOPHONES):
        Homophones(tmp_path)


def test_the_dictionary_gives_words_stems_and_names(dictionary: Path) -> None:
    opened = sqlite3.connect(dictionary)
    found = {(entry.written, entry.reading): entry for entry in entries(opened)}
    opened.close()
    assert {("気候", "きこう"), ("テロ", "テロ"), ("きれい", "きれい"), ("綺麗", "きれい")} <= set(found)
    assert {("話し", "はなし"), ("話さ", "はなさ"), ("話した", "はなした"), ("述べ", "のべ")} <= set(found)
    assert not {("氣候", "きこう"), ("話す", "はなす")} <= set(found)
    assert found["気候", "きこう"].common > found["機構", "きこう"].common
    assert found["水野", "みずの"].common > found["水野", "みずや"].common
    assert found["気候", "きこう"].listed
    assert not found["水野", "みずの"].listed


def test_texts_are_taken_once_and_numbers_alike() -> None:
    pairs = [Pair("第9条、テロ", "article 9", "ja", "en", ""), Pair("x", "第9条、テロ", "en", "ja", "")]
    assert japanese_texts(pairs) == ["第0条 テロ"]


def test_hiragana_that_often_begins_or_ends_a_run_is_a_word() -> None:
    found = frequent_runs(["述べました"] * 150)
    assert found["ました"] == found["べ"] == 150
    assert "まし" not in found


def test_readings_share_what_a_word_is_used() -> None:
    readings = {"日本": {"nihon": 9.0, "nippon": 1.0}, "では": {"deha": 1.0}, "寄稿": {"kikou": 1.0}}
    used = sounding(readings, {"日本": 40, "では": 8}, {("寄稿", "kikou")})
    assert (used["日本", "nihon"], used["日本", "nippon"]) == (30, 10)
    assert used["では", "dewa"] == used["では", "deha"] == 8
    assert used["寄稿", "kikou"] == 0
    assert ("寄稿", "kikou") not in sounding(readings, {})


def test_the_command_counts_words_in_texts(tmp_path: Path, dictionary: Path) -> None:
    texts = (
        ["気候が話した"] * 1
        + [f"機構は{number}述べました" for number in range(40)]
        + ["気候は、" * (n + 1) for n in range(9)]
    )
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps(asdict(Pair(text, "x", "ja", "en", ""))) + "\n" for text in texts)
    wanted = ["--pairs", str(tmp_path), "--dictionary", str(dictionary), "--out", str(tmp_path)]
    done = CliRunner().invoke(main, wanted)
    assert (done.exit_code, str(tmp_path / HOMOPHONES) in done.output) == (0, True)
    homophones = Homophones(tmp_path)
    assert written(homophones, "kikou") == ["気候", "機構"]
    assert written(homophones, "nobe") == ["述べ"]


def test_what_is_no_dictionary_is_named(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("no database, but long enough to be looked into" * 20)
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(asdict(Pair("気候", "x", "ja", "en", ""))) + "\n")
    wanted = ["--pairs", str(tmp_path), "--dictionary", str(tmp_path / "other.db"), "--out", str(tmp_path)]
    done = CliRunner().invoke(main, wanted)
    assert (done.exit_code, "other.db is no database of JMdict" in done.output) == (2, True)


def test_a_word_too_long_to_be_kept_is_left_out(dictionary: Path) -> None:
    opened = sqlite3.connect(dictionary)
    opened.execute(f"INSERT INTO Kana VALUES (9, 90, '{'か' * LONGEST}', 0)")
    opened.execute("INSERT INTO Sense VALUES (9, 90)")
    assert not [entry for entry in entries(opened) if entry.reading.startswith("かか")]
    opened.close()
