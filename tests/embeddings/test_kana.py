import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.kana import MORAE, hepburn, is_romaji, katakana_of, letters_of, sound_letters

KATAKANA = sorted({kana for kana in MORAE.values() if "ヴ" not in kana and kana != "ヲ"})


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("きこうへんどう", "kikouhendou"),
        ("しゃっきん", "shakkin"),
        ("はっぴょう", "happyou"),
        ("まっちゃ", "maccha"),
        ("コーヒー", "koohii"),
        ("ぢづティトゥ", "jizuchitsu"),
        ("ー、っ漢", ""),
        ("", ""),
    ],
)
def test_kana_have_letters(kana: str, letters: str) -> None:
    assert letters_of(kana).text == letters
    assert len(letters_of(kana).places) == len(letters)


def test_each_letter_is_of_a_kana() -> None:
    assert letters_of("しゃっきん").places == [0, 0, 0, 2, 3, 3, 4]


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("Heiwaizi katudou", "heiwaiji katsudou"),
        ("zyouyaku", "jouyaku"),
        ("shimbun", "shinbun"),
        ("matcha", "maccha"),
        ("kōkū", "kookuu"),
        ("husi", "fushi"),
        ("chishiki", "chishiki"),
    ],
)
def test_spellings_of_one_sound_are_alike(typed: str, spelt: str) -> None:
    assert hepburn(typed) == spelt


@given(st.lists(st.sampled_from(KATAKANA), min_size=1, max_size=8))
def test_katakana_typed_are_read_back(morae: list[str]) -> None:
    letters = "'".join(letters_of(kana).text for kana in morae)  # the apostrophe keeps what is no long vowel apart
    spelt = "".join(letters_of(kana).text for kana in morae)
    assert is_romaji(hepburn(spelt))
    assert letters_of(katakana_of(hepburn(spelt))).text == spelt
    assert sound_letters(hepburn(letters)) == sound_letters(hepburn(spelt))


@pytest.mark.parametrize("word", ["lavrov", "what", "casa", "xi", "kyrie", "street", ""])
def test_other_words_are_no_romaji(word: str) -> None:
    assert not is_romaji(hepburn(word))
