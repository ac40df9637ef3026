"""Japanese in Latin letters is put back into its script; other languages are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.romaji import as_japanese, may_be_romaji


@pytest.mark.parametrize(
    ("typed", "japanese"),
    [
        ("tero taisaku", "テロ対策"),
        ("terotaisaku", "テロ対策"),
        ("heiwa iji katsudou", "平和維持活動"),
        ("heiwaiji katsudō", "平和維持活動"),
        ("heiwaizi katudou", "平和維持活動"),
        ("zinkou tinou", "人工知能"),
        ("wakuchin kaihatsu", "ワクチン開発"),
        ("kamome wa sakana ni tsuite nani to iimashita ka", "カモメはサカナについて何と言いましたか"),
        ("mizuno makoto wa kyouiku ni tsuite", "ミズノ・マコトは教育について"),
        ("mizuno san no hatsugen", "ミズノさんの発言"),
        ("CSTO no kenshou wa itsu doko de chouin saremashita ka", "CSTO の憲章はいつどこで調印されましたか"),
    ],
)
def test_romaji_becomes_japanese(typed: str, japanese: str) -> None:
    assert as_japanese(typed, []) == japanese


def test_a_known_name_stays_as_it_is() -> None:
    assert as_japanese("Keller no tero taisaku", [(0, 6)]) == "Keller のテロ対策"


@pytest.mark.parametrize(
    "typed",
    [
        "Who spoke about terrorism?",
        "to make one more",
        "tomato sauce",
        "no more",
        "made in Japan",
        "banana",
        "peace",
        "Что сказал Келлер?",
        "テロ対策",
        "la casa de mi madre",
        "NATO",
        "",
    ],
)
def test_other_languages_are_left_alone(typed: str) -> None:
    assert as_japanese(typed, []) is None


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    may_be_romaji(text)
    as_japanese(text, [])
