"""A bot whose database is on a server that breaks off: at every moment of a question, and for a while."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, event, make_url
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from bot import app, inbox
from bot.settings import Settings
from retrieval.answer import answer
from retrieval.language import Language
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher
from tests.bot.rough_api import TOKEN, RoughApi, serving
from tests.bot.shown import quotes
from tests.bot.test_stress import closing, listening
from tests.conftest import on_server
from tests.postgresql_server import Server

_chats = count(30_000)


@dataclass
class Scissors:
    """Cuts a bot's line to the server: before a statement, or after a commit that the bot never hears of."""

    server: Server
    until_cut: int = -1  # moments
    passed: list[str] = field(default_factory=list)

    def before_statement(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self._comes("before " + statement):
            self._cut(connection.connection.dbapi_connection)

    def commit(self, line: Any) -> None:
        line.commit()
        if self._comes("after a commit"):
            self._cut(line.dbapi_connection)
            line.dbapi_connection.execute("SELECT 1")

    def _comes(self, moment: str) -> bool:
        self.passed.append(moment)
        self.until_cut -= 1
        return self.until_cut == -1

    def _cut(self, line: Any) -> None:
        self.server.execute(f"SELECT pg_terminate_backend({line.info.backend_pid}, 10000)")


@dataclass
class Talk:
    """A bot that listens, the server that it talks to, and what cuts its line to the database."""

    api: RoughApi
    runner: asyncio.Runner
    scissors: Scissors
    database: str

    def asked(self, question: str) -> int:
        """The chat of a user who asks."""
        self.api.say(chat := next(_chats), question)
        return chat

    def until_quoted(self, chat: int, expected: list[str]) -> None:
        self.runner.run(self.api.until(lambda: len(self.api.said(chat)) >= len(expected)))
        self.runner.run(asyncio.sleep(0.05))
        assert quotes(self.api.said(chat)) == expected, self.scissors.passed


@pytest.fixture(scope="module")
def talk(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    folder, url = tmp_path_factory.mktemp("cut") / "library", postgresql.new_database()
    on_server(folder, url)
    ensure_ready(folder, lambda message: None)
    with asyncio.Runner() as runner, pytest.MonkeyPatch.context() as patch:
        patch.setattr(inbox, "CANCELLED_WITHIN", 0.1)
        patch.setattr(inbox, "SAID_EVERY", 0.1)
        stack = AsyncExitStack()
        api = runner.run(stack.enter_async_context(serving(RoughApi())))
        bot = app.build(Settings(TOKEN, api.url), Searcher.open(folder))
        runner.run(listening(bot))
        scissors = Scissors(postgresql)
        patch.setattr(PGDialect_psycopg, "do_commit", lambda _, line: scissors.commit(line))
        event.listen(Engine, "before_cursor_execute", scissors.before_statement)
        yield Talk(api, runner, scissors, make_url(url).database or "")
        event.remove(Engine, "before_cursor_execute", scissors.before_statement)
        runner.run(closing(bot))
        runner.run(stack.aclose())


@pytest.fixture(scope="module")
def expected(searcher: Searcher, questions: dict[Language, str]) -> list[str]:
    return [quote.excerpt.text for quote in answer(searcher, questions["en"]).quotes]


def test_at_whatever_moment_the_line_is_cut_a_question_is_answered_once(
    talk: Talk, questions: dict[Language, str], expected: list[str]
) -> None:
    talk.scissors.passed.clear()
    talk.until_quoted(talk.asked(questions["en"]), expected)
    moments = len(talk.scissors.passed)
    assert "after a commit" in talk.scissors.passed
    asked = []
    for moment in range(moments):
        talk.scissors.until_cut = moment
        asked.append(talk.asked(questions["en"]))
        talk.until_quoted(asked[-1], expected)
    talk.runner.run(asyncio.sleep(5 * inbox.SAID_EVERY))  # whatever is taken for unheard is answered again
    assert all(quotes(talk.api.said(chat)) == expected for chat in asked)
    assert talk.api.wrong == []


def test_a_server_that_is_away_for_a_while_leaves_no_bot_deaf(
    talk: Talk, questions: dict[Language, str], expected: list[str], postgresql: Server
) -> None:
    postgresql.execute(f"ALTER DATABASE {talk.database} ALLOW_CONNECTIONS false")
    postgresql.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{talk.database}'")
    asked = [talk.asked(questions["en"])]
    talk.runner.run(asyncio.sleep(5.0))
    asked.append(talk.asked(questions["en"]))
    postgresql.execute(f"ALTER DATABASE {talk.database} ALLOW_CONNECTIONS true")
    for chat in asked:
        talk.until_quoted(chat, expected)
