"""Whoever is turned away stays so, whatever becomes of the word that says it, and is in nobody's way."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot import handlers, limits
from bot.limits import REFUSALS_TOLD
from bot.notices import NOTICES
from retrieval.language import Language
from tests.bot.rough_api import Kind, Trouble
from tests.bot.shown import quotes, texts
from tests.bot.test_stress import Talk, talking

ALLOWED = 6000
_chats = count(ALLOWED + 1)


@pytest.fixture(scope="module")
def private(library_folder: Path) -> Iterator[Talk]:
    """A bot that one user may ask."""
    with talking(library_folder, private=True, allowed=frozenset({ALLOWED}), questions_per_minute=2) as found:
        yield found


@pytest.mark.parametrize("kind", ["drop", "gateway", "forbid", "no edit"])
def test_a_refusal_that_is_lost_opens_no_door(private: Talk, questions: dict[Language, str], kind: Kind) -> None:
    stranger = next(_chats)
    private.api.troubles.append(trouble := Trouble(kind, chat=stranger))
    private.api.say(stranger, questions["ja"])
    private.until(lambda: not trouble.times)
    private.api.say(stranger, questions["ja"])  # its refusal comes after all that is said to the first
    private.until(lambda: private.api.said(stranger))
    closed = NOTICES["ja"].closed.format(user=stranger)
    assert texts(private.api.said(stranger)) == [closed]


def test_a_gate_that_fails_stays_closed_even_where_that_cannot_be_told(
    private: Talk,
    questions: dict[Language, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("можно")

    stranger, last = next(_chats), next(_chats)
    with monkeypatch.context() as patch:
        patch.setattr(limits, "_looked_at", fail)
        patch.setattr(handlers, "_apologise", fail)
        private.api.say(stranger, questions["ja"])
        private.until(lambda: "RuntimeError" in caplog.text)
        private.while_(0.5)
    private.api.say(last, "?")
    private.until(lambda: private.api.said(last))
    assert private.api.said(stranger) == []
    assert not [record for record in caplog.records if record.exc_info and record.levelname != "DEBUG"]


def test_who_goes_on_is_refused_without_a_word(private: Talk, questions: dict[Language, str]) -> None:
    stranger, api = next(_chats), private.api
    for chat in [stranger] * 10 + [ALLOWED] * 10:
        api.say(chat, questions["ja"])
    private.until(lambda: not api.updates)
    private.api.say(last := next(_chats), "?")
    private.until(lambda: api.said(last))
    private.until(lambda: texts(api.said(ALLOWED)).count(NOTICES["ja"].too_often) == REFUSALS_TOLD)
    private.while_(0.5)
    assert len(api.said(stranger)) == REFUSALS_TOLD
    assert len(set(quotes(api.said(ALLOWED)))) == len(quotes(api.said(ALLOWED))) // 2  # two of ten were answered
    assert texts(api.said(ALLOWED)).count(NOTICES["ja"].too_often) == REFUSALS_TOLD
