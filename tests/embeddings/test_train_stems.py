import gzip
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from embeddings.static import load_static, unit
from embeddings.stem_rows import STEM_ROWS, StemRows
from embeddings.terms import stem
from embeddings.train_pairs import Pair
from embeddings.train_stem_material import asked, asking, cut_stems, told, with_stems
from embeddings.train_stems import main

ENCODER = load_static()
# Words that no text has, so that nothing but the training can teach what they mean.
WHALE, RAILWAY = "зорблаксами", "квизмаритов"


def test_questions_are_russian_or_english_either_way_round() -> None:
    pairs = [
        Pair("鯨", "whale", "ja", "en", "t"),
        Pair("whale", "кит", "en", "ru", "t"),
        Pair("a", "b", "de", "en", "t"),
    ]
    found = [(pair.a, pair.b) for pair in asking(pairs)]
    assert found == [("whale", "鯨"), ("whale", "кит"), ("кит", "whale")]


def test_stems_are_those_of_words_that_are_cut_up_and_used_often() -> None:
    words = ("миротворческие", "миротворческими", "Миротворческой")
    texts = [f"{word} {number}" for number in range(3) for word in words]
    stems = cut_stems([*texts, "мир мир мир", "редкозорблакс"], ENCODER)
    assert stems.names == (stem("миротворческие"),)
    assert stems.words == {"миротворческие": 0, "миротворческими": 0}
    sums = np.mean([ENCODER.rows_of(word).sum(axis=0) for word in stems.words], axis=0)
    assert unit(stems.rows[0]) @ unit(sums) == pytest.approx(1, abs=1e-5)


def test_a_question_is_pieces_with_the_numbers_of_stems_after_those_of_all_pieces() -> None:
    stems = cut_stems([f"{number} миротворческие" for number in range(6)], ENCODER)
    text = "о миротворческие, да"
    ids = asked([text, "другое"], stems, ENCODER)
    assert ENCODER.pieces in ids[0]
    np.testing.assert_array_equal(ids[0][ids[0] < ENCODER.pieces][0], ENCODER.piece_ids(["о"])[0][0])
    np.testing.assert_array_equal(ids[1], told(["другое"], ENCODER)[0])
    kept = with_stems([Pair(text, "x", "ru", "en", "t"), Pair("другое", "y", "ru", "en", "t")], stems)
    assert [pair.b for pair in kept] == ["x"]


def test_the_command_teaches_a_word_what_its_translations_say(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    others = ("берег", "город", "вечер", "народ", "холод", "голос", "остров", "поезд")
    pairs = [
        Pair(f"{word} {random.choice(others)}", f"{meaning}{number}", "ru", "ja", "tatoeba")
        for number in range(300)
        for word, meaning in ((WHALE, "鯨を見た"), (RAILWAY, "鉄道の駅"))
    ]
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps(asdict(pair)) + "\n" for pair in pairs)
    wanted = ["--pairs", str(tmp_path), "--out", str(tmp_path), "--trainings", "1", "--epochs", "60"]
    done = CliRunner().invoke(main, wanted)
    assert done.exit_code == 0, done.output
    assert "2 stems, 600 questions" in done.output
    rows = StemRows(tmp_path).of([stem(WHALE), stem(RAILWAY)])
    whale, railway = (unit(rows[stem(word)]) for word in (WHALE, RAILWAY))
    of_whale, of_railway = ENCODER.encode_passages(["鯨", "鉄道"])
    assert whale @ of_whale > railway @ of_whale + 0.1
    assert railway @ of_railway > whale @ of_railway + 0.1


def test_the_command_says_what_it_cannot_read(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--pairs", str(tmp_path), "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "no *.jsonl.gz with pairs" in done.output
    assert not (tmp_path / STEM_ROWS).exists()
