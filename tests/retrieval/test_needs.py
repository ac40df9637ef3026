"""What a pattern is said to need stands in whatever it matches: a text without it is passed over rightly."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import common_words, office_words, roles
from corpus.pattern import Alternatives, Pattern, holds_any
from corpus.wordlist import wordlist
from retrieval import forms, frames, left_out, occasion, spoken_of, times, whose
from retrieval.question_sets import read_gold

MODULES = (forms, frames, left_out, occasion, spoken_of, times, whose, roles, common_words)
ASKED = [one.question for path in Path(__file__).parent.glob("csto-*.jsonl") for one in read_gold(path)]
WORDS = sorted(
    wordlist(
        """
        what did each speaker say about all of them who said which participants was it whose words by whom both every
        view of in the 2019 on 5 May 2020-10 at this round table plenary session press conference said mentioned tell me
        кто каждый из выступавших сказал все участники говорили о чём что в 2020 году на круглом столе от мая 2019-м чьи
        слова кем чей министр секретарь а но мнение расскажите
        各発言者は 誰が 述べましたか どの委員 それぞれ 全員 皆さん について 2020年 令和元年 本会議で 円卓会議において
        何と 言いましたか 見解 発言者ごとに
        """
    )
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words), " ".join(words).upper()])
)


def _with_needs() -> Iterator[Pattern]:
    for module in MODULES:
        for value in vars(module).values():
            for one in value if isinstance(value, list | tuple) else [value]:
                yield from one._patterns if isinstance(one, Alternatives) else [one] if isinstance(one, Pattern) else []
    yield from office_words._patterns()


PATTERNS = [(re.compile(one._source), one._needs) for one in _with_needs() if one._needs]


def passed_over(text: str) -> list[str]:
    return [found.pattern for found, needs in PATTERNS if found.search(text) and not holds_any(text, needs)]


def test_there_are_patterns_to_look_at() -> None:
    assert len(PATTERNS) > 40


@pytest.mark.parametrize("question", ASKED)
def test_no_question_is_passed_over_wrongly(question: str) -> None:
    assert not passed_over(question)
    assert not passed_over(question.upper())


@given(TEXTS)
def test_no_text_is_passed_over_wrongly(text: str) -> None:
    assert not passed_over(text)
