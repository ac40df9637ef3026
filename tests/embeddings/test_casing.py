import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.casing import in_known_letters
from embeddings.static import load_static

ENCODER = load_static()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Что Говорили О Терроризме?", "Что Говорили О терроризме?"),
        ("Терроризме", "терроризме"),
        ("Уставе", "Уставе"),
        ("What Did They Say", "What Did They Say"),
        ("Nagorno-Karabakh and the UN", "Nagorno-Karabakh and the UN"),
        ("Москва и Россия", "Москва и Россия"),
        ("CSTOの憲章は？", "CSTOの憲章は？"),
        ("国連憲章", "国連憲章"),
        ("", ""),
    ],
)
def test_words_that_their_capital_cuts_up_are_read_in_small_letters(question: str, expected: str) -> None:
    assert in_known_letters(ENCODER, question) == expected


@given(st.text(max_size=40))
def test_only_letters_change_and_never_to_more_pieces(question: str) -> None:
    found = in_known_letters(ENCODER, question)
    assert found.lower() == question.lower()
    assert in_known_letters(ENCODER, found) == found
