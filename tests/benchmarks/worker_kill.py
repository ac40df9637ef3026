"""Prints what becomes of questions when one of several bots behind one webhook is killed, again and again.

    python -m tests.benchmarks.worker_kill [ROUNDS] [QUESTIONS] [WORKERS] [SEED]     default 20 10 2 1

In each round QUESTIONS people ask within a third of a second; within a second of the first a worker is killed
(SIGKILL) and started again, in every fourth round the PostgreSQL server cuts all its connections instead. Exit status
1 where a question is left without an answer or a word after two minutes, or has a quotation twice.
"""

import asyncio
import random
import sys
import tempfile
from collections import Counter
from contextlib import AsyncExitStack, suppress
from itertools import chain, count
from pathlib import Path

from bot.wording import WORDS
from retrieval.answer import answer
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher
from tests.benchmarks import bot_kill
from tests.bot.conftest import QUESTIONS
from tests.bot.rough_api import serving
from tests.bot.shown import texts
from tests.bot.workers import Hook, free_ports, worker
from tests.conftest import on_server
from tests.postgresql_server import Server, running

PATIENCE = 120.0
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"


def outcome(api: Hook, chat: int, expected: list[str]) -> str:
    """What the one question asked in `chat` came to."""
    found, said = bot_kill.outcome(api, chat, expected), set(texts(api.said(chat)))
    if found == "NOTHING" and said & {words.gone for words in WORDS.values()}:
        return "told that the record could not be read"
    if found == "NOTHING" and said & {words.failed for words in WORDS.values()}:
        return "told that it failed"
    return found


async def killed(
    rounds: int, each: int, workers: int, chance: random.Random, folder: Path, server: Server
) -> Counter[str]:
    searcher = Searcher.open(folder)
    questions = [text for text in chain(*QUESTIONS.values()) if answer(searcher, text).quotes]
    expected = {text: [quote.excerpt.text for quote in answer(searcher, text).quotes] for text in questions}
    searcher.library.close()
    chats, asked = count(1000), dict[int, str]()
    api = Hook(ports=free_ports(workers), twice=0.2, chance=chance)
    async with serving(api), AsyncExitStack() as all_of_them:
        running_now = [AsyncExitStack() for _ in range(workers)]
        for place, one in enumerate(running_now):
            all_of_them.push_async_exit(one)
            await one.enter_async_context(worker(api, place, folder))
        for number in range(1, rounds + 1):
            end = asyncio.create_task(asyncio.sleep(chance.random()))
            for _ in range(each):
                asked[chat := next(chats)] = chance.choice(questions)
                api.say(chat, asked[chat])
                await asyncio.sleep(chance.random() / 3 / each)
            await end
            if number % 4 == 0:
                server.execute(CUT)
                continue
            place = chance.randrange(workers)
            await running_now[place].aclose()
            await running_now[place].enter_async_context(worker(api, place, folder))
        with suppress(TimeoutError):
            await api.until(
                lambda: all(not outcome(api, chat, expected[text]).isupper() for chat, text in asked.items()),
                patience=PATIENCE,
            )
        await asyncio.sleep(2)
    print(f"requests that the Bot API does not know: {len(api.wrong)}")
    return Counter(outcome(api, chat, expected[text]) for chat, text in asked.items())


def main() -> None:
    rounds, each, workers, seed = [*map(int, sys.argv[1:]), *(20, 10, 2, 1)[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as name, running() as server:
        folder = Path(name) / "library"
        on_server(folder, server.new_database())
        ensure_ready(folder, lambda message: None)
        found = asyncio.run(killed(rounds, each, workers, random.Random(seed), folder, server))
    for what, number in found.most_common():
        print(f"{number:5}  {what}")
    sys.exit(any(what.isupper() for what in found))


if __name__ == "__main__":
    main()
