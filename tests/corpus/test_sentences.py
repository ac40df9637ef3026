import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import _CANDIDATE, _CLOSERS, _HAN_OR_KANA, _LIST_MARK

TEXTS = st.text('。｡！？.!?…\n」)"’ \u3000ab1一あ-・(,：', max_size=40)
PLAIN = re.compile(
    rf"[。｡！？]+[!?！？。…]*{_CLOSERS}|[.!?…]+{_CLOSERS}(?=\s|[{_HAN_OR_KANA}「『（])"
    rf"|\n(?=[^\S\n]*\n|\u3000|[ \t]*{_LIST_MARK})|(?<=[。！？.!?:：;；）)」』…])\n"
)


@given(TEXTS)
def test_what_may_end_a_sentence_is_found_as_by_the_plain_expression(text: str) -> None:
    assert [one.span() for one in _CANDIDATE.finditer(text)] == [one.span() for one in PLAIN.finditer(text)]
