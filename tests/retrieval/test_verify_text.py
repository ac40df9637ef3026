"""Folding and comparing, against plainer ways to do the same."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.verify_compare import Vocabulary, blocks, is_below, nearest, same_words
from retrieval.verify_numbers import number_of
from retrieval.verify_text import Kind, compact, folded, tokens, words_of

MIXED = st.text(
    st.one_of(
        st.sampled_from(
            "あいのはがなかガﾊﾟﾞ一二十百東京都ー・、。「」『』（）　 \n-—–…'’“”\"0123４５６abcXYZéё\u0301\u200b\ufeffﬁ²½①"
        ),
        st.characters(),
    ),
    max_size=60,
)


@given(MIXED)
def test_the_map_back_is_monotone_and_within_the_text(text: str) -> None:
    plain, starts, ends = folded(text)
    assert len(plain) == len(starts) == len(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert list(starts) == sorted(starts)
    assert list(ends) == sorted(ends)


@given(MIXED)
def test_tokens_are_in_order_disjoint_and_fold_to_their_keys(text: str) -> None:
    reached = 0
    for token in tokens(text):
        assert reached <= token.start < token.end <= len(text) or token.start < reached  # a ligature is one sign
        reached = max(reached, token.end)
        assert token.key
        if token.kind in (Kind.WORD, Kind.SIGN):
            assert compact(token.key) in compact(text[token.start : token.end])


@given(MIXED)
def test_what_is_kept_has_every_letter_and_digit(text: str) -> None:
    kept = "".join(token.key for token in tokens(text) if token.kind != Kind.MARK)
    assert [char for char in kept if char.isalnum()] == [char for char in folded(text).text if char.isalnum()]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@given(MIXED)
def test_unicode_forms_are_equal(form: str, text: str) -> None:
    other = unicodedata.normalize(form, text)  # type: ignore[arg-type]  # one of the forms
    assert [token.key for token in tokens(other)] == [token.key for token in tokens(text)]


@given(st.text(st.sampled_from("abc XYZ 012 ,.!?"), max_size=40))
def test_full_width_is_equal(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert [token.key for token in tokens(wide)] == [token.key for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("「東京都」", "『東京都』"),
        ("東京都の予算", "東京都\nの 予算"),
        ("ﾊﾟﾝｷﾝ外務次官", "パンキン外務次官"),
        ("the “treaty”", "the \"treaty\""),
        ("don’t – ever", "don't — ever"),
        ("«ёлка»", "„елка“"),
        ("第１２回", "第12回"),
        ("the o\ufb03ce", "the office"),
        ("co\u00adoperate", "cooperate"),
        ("A\u0301", "Á"),
    ],
)  # fmt: skip
def test_what_makes_no_difference(one: str, other: str) -> None:
    assert [token.key for token in tokens(one)] == [token.key for token in tokens(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10²", "102"),
        ("1.5", "15"),
        ("1,5", "1.5"),
        ("-5 °C", "5 °C"),
        ("5%", "5"),
        ("か", "が"),
        ("½", "12"),
        ("①", "2"),
    ],
)
def test_what_makes_one(one: str, other: str) -> None:
    assert [token.key for token in tokens(one)] != [token.key for token in tokens(other)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("65", 65), ("６５", 65), ("六十五", 65), ("二〇二〇", 2020), ("3万5千", 35000), ("一億二千万", 120_000_000),
        ("35,000", 35000), ("35 000", 35000), ("1.5", "1.5"), ("1,5", "1.5"), ("sixty-five", 65), ("two hundred", 200),
        ("3.5 million", 3_500_000), ("шестьдесят пять", 65), ("сто тысяч", 100_000), ("十", 10), ("5 10", None),
        ("東京", None), ("10 20", None), ("eighteen 十八", None), ("десять 千", None), ("3万 million", None),
    ],
)  # fmt: skip
def test_numbers_are_read_in_any_notation(text: str, number: object) -> None:
    value = number_of(tokens(text))
    assert value == (None if number is None else Decimal(str(number)))


@given(st.integers(0, 10**9))
def test_a_number_in_figures_and_with_its_thousands_apart_is_one(number: int) -> None:
    assert {number_of(tokens(form)) for form in (str(number), f"{number:,}", f"{number:,}".replace(",", " "))} == {
        number
    }


SMALL = st.text("abc", max_size=12)


def edits(one: str, other: str) -> int:
    """Levenshtein's distance by its definition."""
    rows = list(range(len(other) + 1))
    for count, char in enumerate(one, 1):
        above, rows[0] = rows[0], count
        for place, goal in enumerate(other, 1):
            above, rows[place] = rows[place], min(rows[place] + 1, rows[place - 1] + 1, above + (char != goal))
    return rows[-1]


@given(st.text("abc", min_size=1, max_size=8), SMALL)
def test_the_nearest_slice_is_that_of_a_naive_search(wanted: str, text: str) -> None:
    slices = {text[start:end] for start in range(len(text) + 1) for end in range(start, len(text) + 1)}
    found = nearest(wanted, text)
    assert found.edits == min(edits(wanted, one) for one in slices)
    assert edits(wanted, text[found.start : found.end]) == found.edits


@given(st.text("ab", min_size=1, max_size=3), SMALL)
def test_the_same_words_are_found_wherever_they_stand(wanted: str, text: str) -> None:
    everywhere = [(at, at + len(wanted)) for at in range(len(text)) if text.startswith(wanted, at)]
    assert same_words(wanted, text) == everywhere


SOME = st.sampled_from(["東京都会議のは、一二", "東京", "the", "a", "cat", "12", "34"])


@given(st.lists(SOME, max_size=15), st.data())
def test_what_lies_between_the_differences_is_equal(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(words)) + data.draw(st.lists(st.sampled_from(words or ["a"]), max_size=3))
    one, two = tokens(" ".join(words)), tokens(" ".join(other))
    reached, passed = 0, 0
    for block in [*blocks(one, two), None]:
        ends = (block.pasted, block.original) if block else ((len(one), 0), (len(two), 0))
        same = [token.key for token in one[reached : ends[0][0]]], [token.key for token in two[passed : ends[1][0]]]
        assert [key.casefold() for key in same[0]] == [key.casefold() for key in same[1]]
        reached, passed = ends[0][1], ends[1][1]


def test_a_vocabulary_knows_no_case() -> None:
    vocabulary = Vocabulary()
    assert vocabulary.encoded(words_of(tokens("The treaty"))) == vocabulary.encoded(words_of(tokens("the Treaty")))
    assert len({*vocabulary.encoded(words_of(tokens("a b c d")))}) == 4


@given(st.text("abc", min_size=1, max_size=9), st.text("abcd", max_size=30), st.sampled_from([0.3, 0.6, 0.9]))
def test_words_that_are_near_enough_are_never_told_as_too_far(wanted: str, text: str, likeness: float) -> None:
    if text and 1 - nearest(wanted, text).edits / len(wanted) >= likeness:
        assert not is_below(wanted, text, likeness)


@given(st.text("abcdefgh", min_size=70, max_size=120), st.integers(0, 60), st.text("xyz", max_size=40))
def test_a_long_text_is_not_told_as_too_far_either(wanted: str, start: int, other: str) -> None:
    text = other * 3 + wanted[start:] + "".join(reversed(wanted)) + other
    if len(text) >= len(wanted) and 1 - nearest(wanted, text).edits / len(wanted) >= 0.6:
        assert not is_below(wanted, text, 0.6)


def test_words_that_are_nowhere_are_too_far() -> None:
    assert is_below("abcdefgh", "stuvwxyzstuvwxyz", 0.6)
