"""Words half remembered are found where they stand, however they were altered, and nothing is found of others."""

import random
import re
from collections.abc import Callable

import pytest

from retrieval import search
from retrieval.answer import answer
from retrieval.recalled import ALIKE, recalled
from retrieval.search import Searcher

RANDOM = random.Random(7)
OTHER_SIGNS = "学校予算改革東京"


def _dropped(text: str) -> str:
    at = RANDOM.randrange(len(text) - 6)
    return text[:at] + text[at + 6 :]


def _replaced(text: str) -> str:
    return "".join(RANDOM.choice(OTHER_SIGNS) if RANDOM.random() < 0.15 else sign for sign in text)


def _other_numbers(text: str) -> str:
    return re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), text)


def _begun_late(text: str) -> str:
    return text[len(text) // 3 :]


@pytest.mark.parametrize("altered", [str, _dropped, _replaced, _other_numbers, _begun_late])
def test_altered_quotations_are_found(searcher: Searcher, altered: Callable[[str], str]) -> None:
    passages = [one for one in searcher.library.passages() if len(one.text) > 80]
    for passage in RANDOM.sample(passages, 12):
        found = recalled(searcher, altered(passage.text[:80]), None)
        assert found
        assert found[0].score >= ALIKE
        assert passage.id in {one.excerpt.id for one in found}


def test_a_quotation_is_found_that_reaches_over_two_passages(searcher: Searcher) -> None:
    passages = list(searcher.library.passages())
    turns = searcher.library.turns([one.key for one in passages])
    pairs = [
        (one, other)
        for one, other, turn, next_turn in zip(passages, passages[1:], turns, turns[1:], strict=False)
        if turn == next_turn and min(len(one.text), len(other.text)) > 40
    ]
    for one, other in pairs[:12]:
        found = recalled(searcher, _dropped(one.text[-40:] + other.text[:40]), None)
        assert {one.id, other.id} & {quote.excerpt.id for quote in found}


def test_a_statement_that_nobody_made_is_not_found(searcher: Searcher) -> None:
    assert not recalled(searcher, "都立病院の独立行政法人化に当たっては、行政的医療の充実を図るべきである", None)


def test_a_large_library_is_asked_by_two_threads_with_the_same_answers(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    passages = [one.text[:60] for one in searcher.library.passages() if len(one.text) > 80]
    asked = [
        *(_replaced(text) for text in RANDOM.sample(passages, 6)),
        "東京の学校の予算を改革するべきだという意見です",
    ]
    one_after_the_other = [answer(searcher, question) for question in asked]
    monkeypatch.setattr(search, "WORTH_A_THREAD", 0)
    assert searcher.is_large
    assert [answer(searcher, question) for question in asked] == one_after_the_other
