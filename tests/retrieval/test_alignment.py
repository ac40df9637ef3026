import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.static import load_static
from embeddings.stem_rows import StemRows
from retrieval.alignment import matching_words, words_asked
from retrieval.question_rows import QuestionRows

ENCODER = load_static()
ROWS = QuestionRows(ENCODER, StemRows(), lambda stems: set())


def marked(question: str, text: str) -> list[str]:
    return [
        text[start:end] for start, end in matching_words(ENCODER, words_asked(ROWS, question), text, (0, len(text)))
    ]


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("平和維持活動の発展", "今後の発展も重要です。", ["発展"]),
        ("What crimes are a threat?", "新しい犯罪の脅威が広がっています。", ["犯罪", "脅威"]),
        ("безопасность границы", "The border crossing reopened; safety comes first.", ["border", "safety"]),
        ("Karabakh", "カラバフでの戦闘です。", ["カラバフ"]),
        ("the price of bread", "It was of the kind that nobody likes.", []),
        ("", "Nothing was asked.", []),
        ("What was asked?", "…", []),
    ],
)
def test_words_are_marked_by_meaning_and_by_sound(question: str, text: str, expected: list[str]) -> None:
    assert marked(question, text) == expected


@given(st.text(max_size=30), st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_marks_are_words_within_the_span_in_order(question: str, text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = matching_words(ENCODER, words_asked(ROWS, question), text, (start, end))
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert all(start <= first < last <= end for first, last in found)
    assert all(
        text[first:last].isalnum() or "ー" in text[first:last] or "々" in text[first:last] for first, last in found
    )


def test_a_word_of_the_question_is_found_in_itself() -> None:
    assert marked("vaccines", "On vaccines: nothing.") == ["vaccines"]
