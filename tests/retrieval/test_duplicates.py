import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.duplicates import says_the_same

SAID = "We have agreed to open the border crossing at the northern bridge before the end of the year."


@pytest.mark.parametrize(
    "other",
    [
        SAID.upper(),
        "As I said this morning: " + SAID,
        SAID.replace("northern", "southern"),
        "We have agreed to open the border crossing.",
    ],
)
def test_the_same_words_are_recognised(other: str) -> None:
    assert says_the_same(SAID, other)
    assert says_the_same(other, SAID)


@pytest.mark.parametrize(
    "other",
    [
        "The border crossing at the bridge stays closed, and nobody has agreed to anything.",
        "国境の検問所を年内に開くことで合意しました。",
        "",
    ],
)
def test_other_words_on_the_same_subject_are_not(other: str) -> None:
    assert not says_the_same(SAID, other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_text_says_the_same_as_itself_and_order_does_not_matter(text: str, other: str) -> None:
    assert says_the_same(text, text)
    assert says_the_same(text, other) == says_the_same(other, text)
