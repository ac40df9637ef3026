import random
from dataclasses import replace

import pytest
from telegram import MessageEntity

from bot.render import Page, answer_pages
from tests.bot.random_answers import faults, faults_of_message, faults_of_quote, random_answer, shown

ANSWERS = 150  # tests/benchmarks/bot_rendering.py tries 10,000


def test_random_answers_keep_to_the_limits_and_to_the_source() -> None:
    chance = random.Random(5)
    for _ in range(ANSWERS):
        answer, source = random_answer(chance)
        assert list(faults(answer, shown(answer, chance), source)) == []


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_shifted_entity_is_seen(shift: int) -> None:
    answer, source = random_answer(random.Random(2))
    quote = answer.quotes[0]
    pages = [page for page in answer_pages(answer, "en") if page.excerpt is quote.excerpt]
    assert list(faults_of_quote(quote, pages, source)) == []
    moved = [
        MessageEntity(one.type, one.offset + shift, one.length) if "blockquote" in one.type else one
        for one in pages[0].entities
    ]
    assert list(faults_of_quote(quote, [replace(pages[0], entities=tuple(moved)), *pages[1:]], source))


def test_a_split_character_and_crossing_entities_are_seen() -> None:
    split = Page("🙂a", (MessageEntity("blockquote", 1, 2),))
    assert "an entity splits a character at 1 or 3" in list(faults_of_message(split))
    crossing = Page("abcd", (MessageEntity("blockquote", 0, 3), MessageEntity("bold", 2, 2)))
    assert any(fault.startswith("entities cross") for fault in faults_of_message(crossing))
