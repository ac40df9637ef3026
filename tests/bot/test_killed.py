"""A bot that is killed in the middle of an answer, or stopped, and started again."""

import asyncio
import shutil
import signal
from pathlib import Path

from bot.state import State
from bot.wording import WORDS
from retrieval.answer import answer
from retrieval.language import Language
from retrieval.search import Searcher
from tests.bot.bot_process import running
from tests.bot.rough_api import BOT_ID, RoughApi, Trouble, serving
from tests.bot.shown import quotes, texts

CUT_OFF, WAITING, SOONER, STOPPED = 1, 2, 3, 4  # chats


def test_every_question_is_answered_once_or_told_about(
    library_folder: Path, searcher: Searcher, questions: dict[Language, str], tmp_path: Path
) -> None:
    expected = [quote.excerpt.text for quote in answer(searcher, questions["ja"]).quotes]
    folder = Path(shutil.copytree(library_folder, tmp_path / "library"))

    async def told() -> None:
        async with serving(RoughApi()) as api:
            await killed(api)
            await stopped(api)
            assert api.wrong == []

    async def killed(api: RoughApi) -> None:
        """Killed over an answer that arrived but was not confirmed, and one that waits for a limit to end."""
        async with running(api.url, folder, tmp_path / "log") as bot:
            api.troubles += [Trouble("hang after", chat=CUT_OFF), Trouble("limit", chat=WAITING, seconds=600)]
            api.say(CUT_OFF, questions["ja"])
            api.say(WAITING, questions["ja"])
            await api.until(lambda: not any(trouble.times for trouble in api.troubles))
            api.say(SOONER, questions["ja"])
            await api.until(lambda: quotes(api.said(SOONER)) == expected)
            api.say(STOPPED, questions["ja"])
            bot.kill()
        assert quotes(api.said(CUT_OFF)) == expected[:1]

    async def stopped(api: RoughApi) -> None:
        """Told or answered now, and stopped over an answer that waits for a limit to end; that ends at once."""
        api.reopen()
        api.troubles.append(Trouble("limit", chat=STOPPED, seconds=600))
        async with running(api.url, folder, tmp_path / "log") as bot:
            await api.until(
                lambda: texts(api.said(CUT_OFF))[1:] == [WORDS["ja"].unsure],
                lambda: quotes(api.said(WAITING)) == expected,
                lambda: not any(trouble.times for trouble in api.troubles),
            )
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), 20) == 0
        assert api.said(STOPPED) == []
        assert quotes(api.said(SOONER)) == quotes(api.said(WAITING)) == expected
        assert [*quotes(api.said(CUT_OFF)), *texts(api.said(CUT_OFF))[1:]] == [expected[0], WORDS["ja"].unsure]
        with State.open(folder) as state:  # the next start will answer
            assert [left.answering for left in state.claims(BOT_ID, "").left_by_former_runs()] == [False]

    asyncio.run(told())


def test_a_second_process_of_the_same_bot_ends_and_leaves_the_first_its_questions(
    library_folder: Path, questions: dict[Language, str], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(library_folder, tmp_path / "library"))
    hasty = ("-c", "from bot import app; app.HANDED_OVER_WITHIN = 0.5; app.opened = print; app.run()")

    async def told() -> None:
        async with serving(RoughApi()) as api, running(api.url, folder, tmp_path / "log"):
            api.troubles.append(trouble := Trouble("limit", chat=WAITING, seconds=600))
            api.say(WAITING, questions["ja"])
            await api.until(lambda: not trouble.times)
            async with running(api.url, folder, tmp_path / "second", {"ONRECORD_BOT_HEALTH": "off"}, hasty) as second:
                assert await asyncio.wait_for(second.wait(), 60)
            assert api.said(WAITING) == []
        async with serving(RoughApi()) as api, running(api.url, folder, tmp_path / "log"):  # the first is gone
            await api.until(lambda: quotes(api.said(WAITING)))

    asyncio.run(told())
    assert "another process is this bot already" in (tmp_path / "second").read_text()
    assert str(folder) not in (tmp_path / "second").read_text().splitlines()  # nor has it opened the library
