import gzip
import json
import sqlite3
from collections import Counter
from dataclasses import asdict
from math import log
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ModelError
from embeddings.terms import stem
from embeddings.train_pairs import Pair
from embeddings.train_vocabulary import main, stem_counts, word_counts
from embeddings.unigram import substring_hashes
from embeddings.vocabulary import VOCABULARY, Vocabulary, hashes_of
from tests.embeddings.test_train_dictionary import TABLES


@given(st.lists(st.text(min_size=1, max_size=9)))
def test_a_hash_is_that_of_the_pieces(words: list[str]) -> None:
    words = [word for word in words if "\0" not in word]
    assert hashes_of(words).tolist() == [int(substring_hashes(word, len(word))[-1, 0]) for word in words]


def test_the_bundled_one_knows_words_and_no_misspelt_ones() -> None:
    vocabulary = Vocabulary()
    known, misspelt = ["pandemic", "operation", "безопасность", "угроза"], ["pandemik", "opreation", "безопастность"]
    assert (vocabulary.of_stems(list(map(stem, known))) > 0).all()
    assert (vocabulary.of_words(known) > 0).all()
    assert not vocabulary.of_stems(list(map(stem, misspelt))).any()
    assert not vocabulary.of_words(misspelt).any()
    assert vocabulary.of_words(["the"]) > vocabulary.of_words(["pandemic"])
    assert vocabulary.of_words([]).shape == vocabulary.of_stems([]).shape == (0,)


def test_words_are_counted_in_small_letters_and_stems_over_their_forms() -> None:
    pairs = [
        Pair("Threats! THREAT, a5b", "脅威 Угроза", "en", "ru", "tatoeba"),
        Pair("a threat", "x" * 41, "en", "en", ""),
    ]
    words = word_counts(pairs)
    assert words == {"threats": 1, "threat": 2, "a": 2, "b": 1, "угроза": 1}
    assert stem_counts(words) == {"threat": 3, "a": 2, "b": 1, stem("угроза"): 1}
    assert stem_counts(words, ["charter", "threat"]) == Counter({stem("charter"): 3, "threat": 3}) + stem_counts(words)


def test_the_command_writes_what_is_used_often_enough(tmp_path: Path) -> None:
    opened = sqlite3.connect(tmp_path / "jamdict.db")
    opened.executescript(TABLES)
    opened.close()
    texts = ["threat"] * 12 + ["угрозы"] * 2 + ["угроза"] * 2
    with gzip.open(tmp_path / "pairs.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps(asdict(Pair(text, "脅威", "en", "ja", "tatoeba"))) + "\n" for text in texts)
    wanted = ["--pairs", str(tmp_path), "--dictionary", str(tmp_path / "jamdict.db"), "--out", str(tmp_path)]
    done = CliRunner().invoke(main, wanted)
    assert (done.exit_code, done.output) == (0, f"{tmp_path / VOCABULARY}: 6 stems, 1 words\n")
    vocabulary = Vocabulary(tmp_path)
    stems = vocabulary.of_stems(["threat", stem("угроза"), stem("charter"), "pandem"])
    assert stems.tolist() == pytest.approx([log(12), log(4), log(3), 0], abs=1 / 32)
    assert vocabulary.of_words(["threat", "угроза", "charter"]).tolist() == pytest.approx([log(12), 0, 0], abs=1 / 32)
    assert stems.dtype == np.float32


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=VOCABULARY):
        Vocabulary(tmp_path)
    done = CliRunner().invoke(main, ["--pairs", str(tmp_path), "--out", str(tmp_path)])
    assert (done.exit_code, VOCABULARY in done.output) == (2, False)
    assert "name the folder with --pairs" in done.output
