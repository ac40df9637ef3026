"""Prints what becomes of questions when the bot is killed (SIGKILL) at random moments and started again.

    python -m tests.benchmarks.bot_kill [KILLS] [QUESTIONS] [SEED]     default 20 10 1

Before each kill QUESTIONS people ask within a third of a second; the kill comes within a second of the first. Exit
status 1 where a question is left without an answer or a word, or has a quotation twice.
"""

import asyncio
import random
import sys
import tempfile
from collections import Counter
from itertools import chain, count
from pathlib import Path

from bot.wording import WORDS
from retrieval.answer import answer
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher
from tests.bot.bot_process import running
from tests.bot.conftest import QUESTIONS
from tests.bot.rough_api import RoughApi, serving
from tests.bot.shown import quotes, texts

PATIENCE = 180.0
UNSURE = {words.unsure for words in WORDS.values()}


def outcome(api: RoughApi, chat: int, expected: list[str]) -> str:
    """What the one question asked in `chat` came to."""
    said = api.said(chat)
    shown, told = quotes(said), bool(UNSURE & set(texts(said)))
    if len(set(shown)) < len(shown):
        return "DOUBLED"
    if shown == expected and (expected or said):
        return "answered once, and told that the line broke" if told else "answered once"
    return "told that the line broke" if told else "NOTHING" if not shown else "CUT SHORT"


async def killed(kills: int, each: int, chance: random.Random, folder: Path) -> Counter[str]:
    searcher = Searcher.open(folder)
    questions = [text for text in chain(*QUESTIONS.values()) if answer(searcher, text).quotes]
    expected = {text: [quote.excerpt.text for quote in answer(searcher, text).quotes] for text in questions}
    chats, asked = count(1000), dict[int, str]()
    async with serving(RoughApi()) as api:
        for _ in range(kills):
            async with running(api.url, folder, folder / "log", {"ONRECORD_BOT_HEALTH": "off"}) as bot:
                before = len(api.called("getUpdates"))
                await api.until(lambda before=before: len(api.called("getUpdates")) > before, patience=PATIENCE)
                kill = asyncio.create_task(asyncio.sleep(chance.random()))
                for _ in range(each):
                    asked[chat := next(chats)] = chance.choice(questions)
                    api.say(chat, asked[chat])
                    await asyncio.sleep(chance.random() / 3 / each)
                await kill
                bot.kill()
        async with running(api.url, folder, folder / "log", {"ONRECORD_BOT_HEALTH": "off"}):
            asked[last := next(chats)] = questions[0]
            api.say(last, questions[0])
            wanted = ("answered", "told")
            await api.until(
                lambda: all(outcome(api, chat, expected[text]).startswith(wanted) for chat, text in asked.items()),
                patience=PATIENCE,
            )
            await asyncio.sleep(2)
        print(f"requests that the Bot API does not know: {len(api.wrong)}")
        return Counter(outcome(api, chat, expected[text]) for chat, text in asked.items())


def main() -> None:
    kills, each, seed = [*map(int, sys.argv[1:]), *(20, 10, 1)[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        ensure_ready(Path(folder), lambda message: None)
        found = asyncio.run(killed(kills, each, random.Random(seed), Path(folder)))
    for what, number in found.most_common():
        print(f"{number:5}  {what}")
    sys.exit(any(what.isupper() for what in found))


if __name__ == "__main__":
    main()
