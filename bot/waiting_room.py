"""While an index is built, which may take long: whoever asks is told so, and answered once the bot listens.

What is asked stays at Telegram: it is looked at and not confirmed, so that the bot is handed it again.
"""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot import sending
from bot.addressed import Me, sender_of
from bot.housekeeping import Polling
from bot.limits import NOBODY, is_request
from bot.listening import ALLOWED_UPDATES
from bot.notices import NOTICES
from bot.settings import Settings
from bot.wording import reply_language

TOLD_AFTER = 10.0  # seconds: a bot that is ready sooner answers instead
LOOKED_EVERY = 5.0
LEFT_WITHIN = 30.0  # seconds until whoever is being told is told
KINDS = [kind for kind in ALLOWED_UPDATES if kind != Update.INLINE_QUERY]  # which nobody waits for so long
log = logging.getLogger(__name__)


@contextmanager
def waiting_room(settings: Settings) -> Iterator[None]:
    """Tell those who ask meanwhile to wait, from a thread of its own: what is done within may block.

    Behind a webhook nobody is told: Telegram calls again until the bot listens.
    """
    over = threading.Event()
    teller = threading.Thread(target=lambda: asyncio.run(_tell(settings, over)), name="waiting room", daemon=True)
    if settings.webhook is None:
        teller.start()
    try:
        yield
    finally:
        over.set()
        if teller.is_alive():
            teller.join(LEFT_WITHIN)  # Telegram does not let two ask for updates


async def _tell(settings: Settings, over: threading.Event) -> None:
    told: set[int] = set()
    pause, failed = TOLD_AFTER, ""
    while not await asyncio.to_thread(over.wait, pause):
        pause = LOOKED_EVERY
        try:
            async with Bot(settings.token, f"{settings.api_url}/bot", get_updates_request=Polling()) as bot:
                for message in waiting(await bot.get_updates(timeout=0, allowed_updates=KINDS), settings, bot):
                    if message.chat_id not in told and not over.is_set():
                        told.add(message.chat_id)
                        await _say(message)
        except TelegramError as error:
            if str(error) != failed:
                log.warning("who asks is not told that the bot is not ready: %s", error)
            failed = str(error)


def waiting(updates: tuple[Update, ...], settings: Settings, bot: Bot) -> Iterator[Message]:
    """The messages by which somebody asks who may."""
    me = Me(bot.id, bot.username)
    for update in updates:
        message, who = update.message, sender_of(update) or NOBODY
        if message and is_request(update, me) and settings.admits(who, message.chat_id):
            yield message


async def _say(message: Message) -> None:
    language = reply_language(message.text or "", message.from_user.language_code if message.from_user else None)
    try:
        await sending.say(message, NOTICES[language].not_ready)
    except TelegramError as error:
        log.info("somebody is not told that the bot is not ready: %s", error)
