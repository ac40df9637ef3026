"""A question that is asked of the library a second time, and one that the memory fails under."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from bot import claims, inbox, state
from bot.inbox import Inbox
from bot.state import State
from corpus.errors import ConnectionLost, LibraryError
from retrieval.answer import answer
from retrieval.language import Language
from retrieval.search import Searcher
from tests.bot.rough_api import BOT_ID, Trouble
from tests.bot.shown import quotes, texts
from tests.bot.test_order import update
from tests.bot.test_stress import quoted, talking

OFFERING = "What did Pankin say about model laws?"  # not he: two others did
_chats = count(7100)


def test_a_question_that_is_tried_again_is_not_read_after_itself(
    library_folder: Path, searcher: Searcher, tmp_path: Path
) -> None:
    folder, chat = Path(shutil.copytree(library_folder, tmp_path / "library")), next(_chats)
    others = {one.name for one in answer(searcher, OFFERING).others}
    with talking(folder) as talk:
        talk.api.say(chat, OFFERING)
        talk.until(lambda: talk.api.said(chat))
        talk.api.troubles.append(trouble := Trouble("limit", chat=chat, seconds=600))
        talk.api.say(chat, "yes")
        talk.until(lambda: not trouble.times)
    with talking(folder) as talk:
        talk.until(lambda: len(quotes(talk.api.said(chat))) >= len(others))
        talk.while_(0.5)
    spoken = {one.speaker for one in searcher.library.named(ids(texts(talk.api.said(chat)))).values()}
    assert spoken == others


def ids(shown: list[str]) -> set[str]:
    """The passages under which the messages stand."""
    return {text.split(" · ")[-1] for text in shown if " · " in text}


def test_a_full_disk_is_no_reason_to_be_silent(
    library_folder: Path, searcher: Searcher, questions: dict[Language, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full(_: Engine) -> Iterator[Connection]:
        raise LibraryError("the disk is full")
        yield

    chat, expected = next(_chats), quoted(searcher, questions["ja"])
    with talking(library_folder) as talk:
        for module in (claims, state):
            monkeypatch.setattr(module, "writing", full)
        talk.api.say(chat, questions["ja"])
        talk.until(lambda: quotes(talk.api.said(chat)) == expected)
        talk.while_(0.5)
        assert len(talk.api.said(chat)) == len(expected)


@pytest.mark.parametrize("error", [LibraryError("locked"), RuntimeError("можно"), OverflowError()])
def test_an_update_that_cannot_be_kept_is_answered_and_the_next_one_too(
    library_folder: Path,
    searcher: Searcher,
    questions: dict[Language, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def receive(*_: object, **__: object) -> bool:
        raise error

    chat, last = next(_chats), set(quoted(searcher, questions["ru"]))
    with talking(library_folder) as talk:
        with monkeypatch.context() as patch:
            patch.setattr(State, "receive", receive)
            talk.api.say(chat, questions["ja"])
            talk.until(lambda: quotes(talk.api.said(chat)))
        talk.api.say(chat, questions["ru"])
        talk.until(lambda: set(quotes(talk.api.said(chat))) >= last)
    assert "an update cannot be kept" in caplog.text
    assert "можно" not in caplog.text


def test_what_was_left_and_can_no_longer_be_read_keeps_no_bot_from_starting(
    library_folder: Path, searcher: Searcher, questions: dict[Language, str], tmp_path: Path
) -> None:
    folder, chat = Path(shutil.copytree(library_folder, tmp_path / "library")), next(_chats)
    with State.open(folder) as opened:
        opened.receive(BOT_ID, 1, chat, '{"update_id": 1, "message": {"text": "without a chat"}}')
    with talking(folder) as talk:
        talk.api.say(chat, questions["ja"])
        expected = quoted(searcher, questions["ja"])
        talk.until(lambda: quotes(talk.api.said(chat)) == expected)
    with State.open(folder) as opened:
        assert opened.claims(BOT_ID, "").left_by_former_runs() == []


def test_an_answer_waits_for_a_shared_memory_that_is_away(tmp_path: Path) -> None:
    async def all_of_it(box: Inbox) -> bool:
        number = update(7)
        await box.put(number)
        inbox._current.set(number.update_id)
        away.append(LibraryError("refuses"))
        box.claims.is_shared = True
        return await box.answering()

    away: list[LibraryError] = [ConnectionLost("away")]
    with State.open(tmp_path) as opened:
        box = Inbox(opened, 1)
        begins = box.claims.begins_to_answer

        def begins_at_last(number: int) -> bool:
            if away:
                raise away.pop()
            return begins(number)

        box.claims.begins_to_answer = begins_at_last  # type: ignore[method-assign]
        assert asyncio.run(all_of_it(box))
        assert [left.answering for left in box.claims.held()] == [True]
    assert not away


def test_what_is_dealt_with_is_noted_once_the_memory_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(inbox, "FINISHED_AT_LAST", 1)
    away = [LibraryError("away"), LibraryError("away")]

    def finish(bot: int, number: int) -> None:
        if away:
            raise away.pop()
        State.finish(opened, bot, number)

    async def all_of_it(box: Inbox) -> None:
        for number in (1, 2):
            await box.put(update(7, number=number))
        await box.done(update(7, number=1))
        assert [left.number for left in box.claims.held()] == [2]
        away[:] = [LibraryError("away")]
        await box.put(None)  # stop
        await box.done(update(7, number=2))

    with State.open(tmp_path) as opened:
        monkeypatch.setattr(opened, "finish", finish)
        asyncio.run(all_of_it(Inbox(opened, 1)))
    assert "update 2 is dealt with, which cannot be noted: away" in caplog.text


def test_a_bot_that_stops_waits_for_no_memory(tmp_path: Path) -> None:
    async def all_of_it(box: Inbox) -> None:
        await box.put(number := update(7))
        inbox._current.set(number.update_id)
        box.claims.is_shared = True
        box.claims.begins_to_answer = away  # type: ignore[method-assign]
        await box.put(None)  # stop
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(box.answering(), 30)

    def away(_: int) -> bool:
        raise LibraryError("refuses")

    with State.open(tmp_path) as opened:
        asyncio.run(all_of_it(Inbox(opened, 1)))
        assert [left.answering for left in opened.claims(1, "").left_by_former_runs()] == [False]
