import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import Vectors
from embeddings.static import load_static, unit
from embeddings.stem_rows import StemRows
from embeddings.terms import stem
from retrieval.question_rows import QuestionRows

ENCODER = load_static()
ROWS = QuestionRows(ENCODER, StemRows(), lambda stems: set())
HELD = QuestionRows(ENCODER, StemRows(), lambda stems: set(stems))


def as_pieces(question: str) -> Vectors:
    return ENCODER.rows_of(question)


def test_a_word_that_is_cut_up_is_one_row_among_those_of_the_other_pieces() -> None:
    question = "кто говорил, что миротворческие операции важны?"
    row = StemRows().of([stem("миротворческие")])[stem("миротворческие")]
    found = ROWS.of(question)
    assert len(ENCODER.piece_ids(["миротворческие"])[0]) > 1
    before = as_pieces("кто говорил, что")
    np.testing.assert_array_equal(found[: len(before)], before)
    np.testing.assert_array_equal(found[len(before)], row)


@pytest.mark.parametrize("forms", [("миротворческие", "миротворческими", "миротворческую"), ("ratified", "ratifying")])
def test_all_forms_of_a_word_that_are_cut_up_are_one(forms: tuple[str, ...]) -> None:
    first, *others = map(ROWS.of, forms)
    assert all(np.array_equal(first, other) for other in others)


@pytest.mark.parametrize(
    ("word", "translation"),
    [("правовую", "法的"), ("вооружённых", "武装"), ("миротворческие", "peacekeeping"), ("treaties", "条約")],
)
def test_a_whole_word_is_nearer_to_its_translation_than_its_pieces_are(word: str, translation: str) -> None:
    meant = ENCODER.encode_passages([translation])[0]
    whole, pieces = (unit(rows.of(word).sum(axis=0)) for rows in (ROWS, HELD))
    assert whole @ meant > pieces @ meant + 0.1


def test_what_the_record_holds_stays_cut_into_what_the_record_is_cut_into() -> None:
    np.testing.assert_array_equal(HELD.of("миротворческие операции"), as_pieces("миротворческие операции"))


def test_the_capital_that_begins_a_question_is_no_name_s() -> None:
    np.testing.assert_array_equal(ROWS.of("Миротворческие операции"), ROWS.of("миротворческие операции"))
    np.testing.assert_array_equal(ROWS.of("о Миротворческие"), HELD.of("о Миротворческие"))


@pytest.mark.parametrize("question", ["平和維持活動について", "Лавров и Зась", "ВСЕ", "air defence", "абв", "…", ""])
def test_names_short_words_and_what_is_one_piece_stay_as_they_are(question: str) -> None:
    np.testing.assert_array_equal(ROWS.of(question), HELD.of(question))


@given(st.text(max_size=40))
def test_each_question_has_rows_and_no_more_than_pieces_and_marks(question: str) -> None:
    rows = ROWS.of(question)
    assert rows.shape[1] == ENCODER.dimensions
    assert np.isfinite(rows).all()
    assert bool(len(rows)) == bool(len(HELD.of(question)))


def test_words_have_the_sums_of_their_pieces_or_their_own_row() -> None:
    words = ["миротворческие", "Лавров", "平和維持"]
    found = ROWS.of_words(words)
    np.testing.assert_array_equal(found[0], ROWS.of("миротворческие")[0])
    np.testing.assert_allclose(found[1], as_pieces("Лавров").sum(axis=0), atol=1e-5)
    assert ROWS.of_words([]).shape == (0, ENCODER.dimensions)
