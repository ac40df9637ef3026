from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from retrieval.answer import answer
from retrieval.search import Searcher
from retrieval.spelling import edits

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what was said about the pandemik", "what was said about the pandemic"),
        ("How do they fight terorism and exrtemism?", "How do they fight terrorism and extremism?"),
        ("миротворческие операцци под эгидой", "миротворческие операции под эгидой"),
        ("terorism", "terrorism"),
    ],
)
def test_a_misspelt_word_is_read_as_it_was_meant(searcher: Searcher, typed: str, meant: str) -> None:
    assert searcher.respelt(typed) == meant
    assert searcher.respelt(meant) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What did Pankyn and Lavrow say?",  # names are another's work
        "what is ksor",  # a word that only the record has
        "the odkb and the osce",
        "what of lukashenka",  # a name has its vowel in its own way
        "WHAT ABOUT TERORISM",
        "shanhai kyouryoku kikou no keiken wo sankou ni suru",
        "kakunin jikou",
        "Welche Rolle spielt die gemeinsame Friedenstruppe?",
        "tacka vare fredsbevarande styrkor",
        "病気が広がっている間は",
        "COVID-19 in 2020",
        "un",
        "",
    ],
)
def test_what_may_be_right_stays(searcher: Searcher, question: str) -> None:
    assert searcher.respelt(question) == question


def test_words_of_the_record_are_meant_sooner_than_others(searcher: Searcher) -> None:
    assert searcher.terms.held({"ksor", "csto", "kxor", "pandem"}) == {"ksor", "csto"}
    assert searcher.respelt("what is the kksor") == "what is the ksor"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What was said about cooperration against terorism?", "What was said about cooperation against terrorism?"),
        ("Что говорили о терроризмме?", "Что говорили о терроризме?"),
        ("What did each speaker say about terorism?", "What did each speaker say about terrorism?"),
    ],
)
def test_it_is_answered_as_what_was_meant(searcher: Searcher, typed: str, meant: str) -> None:
    found, wanted = answer(searcher, typed), answer(searcher, meant)
    assert found.quotes == wanted.quotes != ()
    assert found.question == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What did Zas spkoe abuot the defence industry?", "What did Zas spoke about the defence industry?"),
        ("Who mentoined the virus?", "Who mentioned the virus?"),
        ("Кто гоорил о вирусе?", "Кто говорил о вирусе?"),
    ],
)
def test_a_misspelt_frame_is_read_as_it_was_meant(searcher: Searcher, typed: str, meant: str) -> None:
    assert searcher.as_asked(typed) == meant == searcher.as_asked(meant)
    found, wanted = answer(searcher, typed), answer(searcher, meant)
    assert (found.form, found.quotes, found.question) == (wanted.form, wanted.quotes, typed)
    assert found.quotes


@pytest.mark.parametrize(
    "question", ["terorism", "Who words the swords about a bout of boats?", "What did Spkoe say?", "THNIK", ""]
)
def test_no_other_word_is_a_frame(searcher: Searcher, question: str) -> None:
    assert searcher.as_asked(question) == question


@given(st.text("abcdefgz", min_size=1, max_size=7) | st.text(CYRILLIC, min_size=1, max_size=7))
def test_edits_are_the_words_at_a_distance_of_one(word: str) -> None:
    found = edits(word)
    assert len(set(found)) == len(found)
    assert all(OSA.distance(word, other) == 1 for other in found)
    letters = len(CYRILLIC) if word[0] in CYRILLIC else 26
    runs = 1 + sum(one != other for one, other in pairwise(word))
    swaps = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}
    substituted, grown = len(word) * (letters - 1), (len(word) + 1) * letters - len(word)
    assert len(found) == runs + substituted + grown + len(swaps)
