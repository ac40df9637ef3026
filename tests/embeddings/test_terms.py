from hypothesis import given
from hypothesis import strategies as st

from embeddings.terms import terms


def test_kana_and_han_become_bigrams_and_digits_stay_whole() -> None:
    assert terms("2025年までの戦略") == ["2025", "年ま", "まで", "での", "の戦", "戦略"]


def test_a_lone_character_is_a_term() -> None:
    assert terms("核 x") == ["核", "x"]


def test_words_are_folded_and_stemmed() -> None:
    assert terms("The MINISTERS' speeches") == ["the", "minist", "speech"]
    assert terms("министра Министров") == terms("министр министру")


def test_width_case_and_yo_do_not_matter() -> None:
    assert terms("ＣＳＴＯ ｶﾞｽ ёлка") == terms("csto ガス елка")


@given(st.text(max_size=300))
def test_terms_never_hold_space_or_nothing(text: str) -> None:
    for term in terms(text):
        assert term
        assert not any(char.isspace() for char in term)


@given(st.text(alphabet=st.characters(min_codepoint=0x3041, max_codepoint=0x3096), min_size=2, max_size=50))
def test_bigrams_cover_their_run(kana: str) -> None:
    found = terms(kana)
    assert found[0] + "".join(term[1] for term in found[1:]) == kana
