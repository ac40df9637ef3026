"""Two bots behind one webhook, with one database: no answer is lost, none comes twice, whichever of them dies."""

import asyncio
import signal
from itertools import chain, count, cycle, islice
from pathlib import Path

import pytest

from bot.notices import NOTICES
from bot.replies import REPLIES
from bot.wording import WORDS
from retrieval.answer import answer
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher
from tests.bot.conftest import QUESTIONS
from tests.bot.rough_api import Trouble, serving
from tests.bot.shown import quotes, texts
from tests.bot.workers import PATIENCE, Hook, free_ports, worker
from tests.conftest import on_server
from tests.postgresql_server import Server

A_MINUTE = 6  # questions of one user; so few that a busy machine has them all done within the minute
UNSURE = {words.unsure for words in WORDS.values()}
_chats = count(8000)


@pytest.fixture(scope="module")
def folder(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library whose rows are on the server; so is the bots' memory."""
    found = tmp_path_factory.mktemp("workers") / "library"
    on_server(found, postgresql.new_database())
    ensure_ready(found, lambda message: None)
    return found


@pytest.fixture(scope="module")
def expected(searcher: Searcher) -> dict[str, list[str]]:
    """What is quoted in answer to each question that is answered, from the same record in a file."""
    answers = {text: answer(searcher, text) for text in chain(*QUESTIONS.values())}
    return {text: [quote.excerpt.text for quote in found.quotes] for text, found in answers.items() if found.quotes}


def test_many_questions_one_worker_killed_in_the_middle(folder: Path, expected: dict[str, list[str]]) -> None:
    questions = cycle(expected)
    asked = {next(_chats): next(questions) for _ in range(80)}

    def missing(api: Hook) -> list[int]:
        return [chat for chat, text in asked.items() if not well(api, chat, expected[text])]

    async def all_of_it() -> None:
        api = Hook(ports=free_ports(2), twice=0.3)
        async with serving(api), worker(api, 0, folder) as one, worker(api, 1, folder):
            for number, (chat, text) in enumerate(asked.items()):
                api.say(chat, text)
                await asyncio.sleep(0.02)
                if number == 40:
                    await api.until(lambda: sum(bool(api.said(chat)) for chat in asked) > 16, patience=PATIENCE)
                    one.kill()
            await api.until(lambda: not missing(api), patience=PATIENCE)
            async with worker(api, 0, folder):  # what it left is not answered again
                api.ask(last := next(_chats), first := next(iter(expected)), 0)
                await api.until(lambda: quotes(api.said(last)) == expected[first], patience=PATIENCE)
                await asyncio.sleep(1.0)
            assert not api.calling
            assert api.wrong == []
        for chat, text in asked.items():
            shown = quotes(api.said(chat))
            assert len(set(shown)) == len(shown)
            assert shown == expected[text] or UNSURE & set(texts(api.said(chat)))
        broken = sum(bool(UNSURE & set(texts(api.said(chat)))) for chat in asked)
        assert broken < 20, "only what was being sent when the worker died may be uncertain"

    asyncio.run(all_of_it())
    assert not (folder / "state.db").exists()


def well(api: Hook, chat: int, expected: list[str]) -> bool:
    """Whether the question in `chat` has all of its answer, or the word that it may be broken."""
    return quotes(api.said(chat)) == expected or bool(UNSURE & set(texts(api.said(chat))))


def test_two_workers_are_one_bot_to_a_user(folder: Path, expected: dict[str, list[str]]) -> None:
    """One conversation, one order, one limit; and what is forgotten is forgotten by both."""
    first, limit = next(iter(expected)), {"ONRECORD_BOT_QUESTIONS_PER_MINUTE": f"{A_MINUTE}"}

    async def all_of_it() -> None:
        api = Hook(ports=free_ports(2))
        async with serving(api), worker(api, 0, folder, **limit) as one, worker(api, 1, folder, **limit):
            await one_conversation(api)
            await one_order(api)
            await one_limit(api)
            await left_in_peace(api, one)
            assert api.wrong == []

    async def one_conversation(api: Hook) -> None:
        """What one has answered, the other reads on from; what one has forgotten, both have."""
        api.ask(chat := next(_chats), first, 0)
        await api.until(lambda: quotes(api.said(chat)) == expected[first], patience=PATIENCE)
        api.ask(chat, "/context", 1)
        await api.until(lambda: len(quotes(api.said(chat))) > len(expected[first]), patience=PATIENCE)
        api.ask(chat, "/forget", 1)
        await api.until(lambda: REPLIES["en"].forgotten in texts(api.said(chat)), patience=PATIENCE)
        api.ask(chat, "/context", 0)
        await api.until(lambda: REPLIES["en"].no_quote in texts(api.said(chat)), patience=PATIENCE)

    async def one_order(api: Hook) -> None:
        chat, asked = next(_chats), list(islice(cycle(expected), A_MINUTE))
        for place, text in enumerate(asked):
            api.ask(chat, text, place % 2)
        wanted = [quoted for text in asked for quoted in expected[text]]
        await api.until(lambda: len(quotes(api.said(chat))) >= len(wanted), patience=PATIENCE)
        assert quotes(api.said(chat)) == wanted

    async def one_limit(api: Hook) -> None:
        chat, refusals = next(_chats), {notices.too_often for notices in NOTICES.values()}
        for place in range(A_MINUTE + 2):
            api.ask(chat, "/privacy", place % 2)
        await api.until(lambda: len(api.said(chat)) == A_MINUTE + 2, patience=PATIENCE)
        assert len([text for text in texts(api.said(chat)) if text in refusals]) == 2

    async def left_in_peace(api: Hook, one: asyncio.subprocess.Process) -> None:
        """A worker that is stopped leaves what it could not send to the other, which has it at once."""
        chat = next(_chats)
        api.troubles.append(trouble := Trouble("limit", chat=chat, seconds=600))
        api.ask(chat, first, 0)
        await api.until(lambda: not trouble.times, patience=PATIENCE)
        api.reopen()
        one.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(one.wait(), PATIENCE) == 0
        await api.until(lambda: quotes(api.said(chat)) == expected[first], patience=PATIENCE)

    asyncio.run(all_of_it())
