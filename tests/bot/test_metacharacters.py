"""What HTML and Markdown would take for markup goes over the network and arrives as it was said."""

import asyncio
from pathlib import Path

import pytest

from bot import app
from bot.settings import Settings
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from retrieval.prepare import index
from retrieval.search import Searcher
from tests.bot.rough_api import TOKEN, Json, RoughApi, serving
from tests.bot.shown import quotes
from tests.bot.test_stress import closing, listening

CHAT = 4000
QUESTION = "How many marmots did the census count on the northern slope?"
MARKUP = ("*_`[x](y)~|>#+-=.!\\{}", "<b>&amp;</b> <!-- &lt; --> \"'", "||__**``` @user /help #tag http://a.b?c=<d>&e")


@pytest.mark.parametrize("markup", MARKUP)
def test_a_quote_full_of_metacharacters_arrives_as_it_was_said(tmp_path: Path, markup: str) -> None:
    said = f"The marmot census counted 4,127 marmots on the northern slope {markup} in the spring of 2024."
    speaker = Speaker("keller", "Anna Keller")
    record = Record(
        "marmots",
        f"Marmots {markup}",
        said,
        speakers=(speaker,),
        turns=(Turn(1, "keller", "Member", None, 0, len(said)),),
        passages=(Passage("marmots/1", "marmots", 1, 0, len(said)),),
    )
    with Library.open(tmp_path) as library:
        library.add(record)
        index(library)
    (sent,) = asyncio.run(answered(tmp_path))
    assert quotes([sent]) == [said]
    assert "Anna Keller" in sent["text"]


async def answered(folder: Path) -> list[Json]:
    """What the bot sends when it is asked; every request must be one that the Bot API knows."""
    async with serving(RoughApi()) as api:
        bot = app.build(Settings(TOKEN, api.url), Searcher.open(folder))
        await listening(bot)
        api.say(CHAT, QUESTION)
        await api.until(lambda: api.said(CHAT))
        await closing(bot)
        assert api.wrong == []
        assert not [call for call in api.called("sendMessage") if "parse_mode" in call.fields]
        return api.said(CHAT)
