"""Where a sentence may end is looked for only where one of a few signs stands: nothing is missed by that."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import _CANDIDATE, _candidates

TEXTS = st.text('。｡！？.!?…\n」)"’ 　ab1一あ-・(,：', max_size=40)


@given(TEXTS)
def test_candidates_are_those_of_the_expression_itself(text: str) -> None:
    assert [one.span() for one in _candidates(text)] == [one.span() for one in _CANDIDATE.finditer(text)]
