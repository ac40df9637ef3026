import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.sounds import sounds_of_names, sounds_sought


def meet(question: str, passage: str) -> bool:
    heard = set(sounds_of_names(passage))
    return any(heard.intersection(word) for word in sounds_sought(question))


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("What about Nagorno-Karabakh?", "ナゴルノ・カラバフ紛争についてです。"),
        ("конфликт в Нагорном Карабахе", "ナゴルノ・カラバフ紛争についてです。"),
        ("nagorno-karabakh", "ナゴルノカラバフについて"),
        ("カラバフの紛争", "Договорённости по Карабаху"),
        ("tajikistan presidency", "タジキスタンが議長国です。"),
        ("Кто играл за Манчестер?", "They met in Manchester."),
    ],
)
def test_a_name_is_heard_in_another_script(question: str, passage: str) -> None:
    assert meet(question, passage)


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("What about Karabakh?", "The talks on Karabakh"),  # the same script: its term already matches
        ("договор", "the dogma of a doghouse"),  # no names
        ("Who?", "ホ"),  # too little to go by
        ("", ""),
    ],
)
def test_what_is_no_name_in_another_script_is_not_heard(question: str, passage: str) -> None:
    assert not meet(question, passage)


@given(st.text(max_size=200))
def test_sounds_are_single_words_of_a_term_index(text: str) -> None:
    every = [*sounds_of_names(text), *(sound for word in sounds_sought(text) for sound in word)]
    assert all(sound and not any(letter.isspace() for letter in sound) for sound in every)
