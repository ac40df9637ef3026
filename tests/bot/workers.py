"""Bots behind one webhook as processes of their own, and the Telegram that calls them."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from random import Random
from socket import create_server

import aiohttp

from tests.bot.bot_process import running
from tests.bot.rough_api import Json, RoughApi

PATIENCE = 180.0
IMPATIENT = ("-c", """
import runpy
from bot import claims, inbox
claims.DEAD_AFTER, inbox.SAID_EVERY = 12.0, 1.0
runpy.run_module("bot", run_name="__main__")
""")  # fmt: skip


@dataclass
class Hook(RoughApi):
    """Telegram as it calls a webhook, with the proxy in between that spreads the calls over the workers.

    What happens in one chat is called in its order, the next once the one before was taken (`queue_updates_` in
    telegram-bot-api's WebhookActor.cpp); different chats, and messages and presses, do not wait for each other.
    """

    ports: list[int] = field(default_factory=list)
    twice: float = 0.0  # how often a call is made once more, of another worker: its first reply came too late
    chance: Random = field(default_factory=lambda: Random(3))
    next: int = 0  # the place of the worker to call
    calling: set["asyncio.Task[None]"] = field(default_factory=set)
    lines: dict[tuple[str, int], asyncio.Lock] = field(default_factory=dict)

    def hand_over(self, *updates: Json) -> None:
        """Call the worker whose turn it is."""
        for update in updates:
            places = islice(cycle(range(len(self.ports))), self.next, None)
            self.next = (self.next + 1) % len(self.ports)
            times = 1 + (self.chance.random() < self.twice)
            task = asyncio.create_task(self._call_in_turn(update, places, times))
            self.calling.add(task)
            task.add_done_callback(self.calling.discard)

    def ask(self, chat: int, text: str, place: int) -> int:
        """What a user says in a private chat, and the worker in this place hears; the message's id."""
        self.next = place
        return self.say(chat, text)

    async def _call_in_turn(self, update: Json, places: Iterator[int], times: int) -> None:
        async with self.lines.setdefault(line_of(update), asyncio.Lock()):
            await asyncio.gather(*(self._call(update, places) for _ in range(times)))

    async def _call(self, update: Json, places: Iterator[int]) -> None:
        place = next(places)
        while True:
            try:
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.called("setWebhook")[0].fields["secret_token"]}
                address = f"http://127.0.0.1:{self.ports[place]}/hook"
                async with aiohttp.request("POST", address, json=update, headers=headers) as reply:
                    if reply.status == 200:
                        return
            except (aiohttp.ClientError, OSError):
                place = next(places)
            await asyncio.sleep(0.1)


def line_of(update: Json) -> tuple[str, int]:
    """In which line of updates Telegram puts this one: a chat's messages, or a user's presses."""
    kind = next(name for name in update if name != "update_id")
    what = update[kind]
    return kind, (what["chat"] if "chat" in what else what["from"])["id"]


@asynccontextmanager
async def worker(api: Hook, place: int, folder: Path, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot that listens on the port in this place."""
    settings = {
        "ONRECORD_BOT_WEBHOOK_URL": "https://bot.example.org/hook",
        "ONRECORD_BOT_WEBHOOK_LISTEN": f"127.0.0.1:{api.ports[place]}",
        "ONRECORD_BOT_HEALTH": "off",
    }
    log = folder / f"log-{place}"
    async with running(api.url, folder, log, settings | more, IMPATIENT) as process:
        before = len(api.called("setWebhook"))
        await api.until(lambda: len(api.called("setWebhook")) > before, patience=PATIENCE)
        yield process


def free_ports(number: int) -> list[int]:
    listening = [create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(one.getsockname()[1]) for one in listening]
    for one in listening:
        one.close()
    return ports
