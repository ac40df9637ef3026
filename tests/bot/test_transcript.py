"""The README's conversation is what the bot says.

`ONRECORD_RECORD=1 python -m pytest tests/bot/test_transcript.py` writes today's into the README.
"""

import os
import re
from pathlib import Path

from telegram import MessageEntity

from bot.asking import asked
from retrieval.conversation import Conversation
from retrieval.language import language_of
from retrieval.search import Searcher
from tests.bot.test_telegram import Chat, bot, chat, loop, server
from tests.bot.transcript import SAID, markdown, marked_up

__all__ = ["bot", "chat", "loop", "server"]  # fixtures
README = Path(__file__).parent.parent.parent / "README.md"
BETWEEN = re.compile(r"(?<=<!-- conversation -->\n).*?(?=<!-- end of conversation -->)", re.DOTALL)


def test_the_readmes_conversation_is_what_the_bot_says(chat: Chat, searcher: Searcher) -> None:
    conversation, told, before = Conversation(), [], 0
    for said in SAID:
        expected, conversation = asked(searcher, conversation, said, language_of(said))
        chat.say(said)
        sent = chat.wait_for("sendMessage", before + len(expected.pages))[before:]
        before += len(sent)
        told.append(markdown(said, sent))
    today = "\n\n".join(told) + "\n"
    text = README.read_text(encoding="utf-8")
    if os.environ.get("ONRECORD_RECORD"):
        README.write_text(BETWEEN.sub(lambda _: today, text), encoding="utf-8")
    assert BETWEEN.findall(README.read_text(encoding="utf-8")) == [today]


def test_marks_open_outside_in_and_close_inside_out() -> None:
    marks = [MessageEntity("bold", 0, 3), MessageEntity("blockquote", 4, 7), MessageEntity("bold", 4, 3)]
    assert marked_up("🙂a\n*b* c_d", marks) == "<b>🙂a</b>\n» <b>\\*b\\*</b> c\\_d «"
