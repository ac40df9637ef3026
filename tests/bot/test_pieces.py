from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pieces import pieces, units

TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["Да. ", "これは記録です。", "🙂", "é", "e\u0301", "👩‍🚀", "\n", "مرحبا ", "<b>", "word ", "x" * 30]
    )
).map("".join)


def utf_16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == utf_16_units(text)


@given(TEXTS, st.integers(8, 40))
def test_pieces_fit_are_in_order_and_lose_only_white_space(text: str, limit: int) -> None:
    spans = pieces(text, limit)
    assert all(0 < utf_16_units(text[start:end]) <= limit for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(TEXTS)
def test_what_fits_is_left_whole(text: str) -> None:
    assert pieces(text, max(1, utf_16_units(text))) == ([(0, len(text))] if text else [])


def test_cuts_at_the_end_of_a_sentence_where_one_fits() -> None:
    text = "一つ目の文です。二つ目の文です。三つ目の文です。"
    assert [text[start:end] for start, end in pieces(text, 18)] == [
        "一つ目の文です。二つ目の文です。",
        "三つ目の文です。",
    ]


def test_cuts_between_words_where_a_sentence_is_too_long() -> None:
    text = "one long sentence without any end"
    assert [text[start:end] for start, end in pieces(text, 10)] == ["one long", "sentence", "without", "any end"]


def test_what_the_eye_sees_as_one_character_stays_whole() -> None:
    astronaut = "👩🏽‍🚀"
    text = astronaut * 5
    assert all(text[start:end] in (astronaut, astronaut * 2) for start, end in pieces(text, 15))
