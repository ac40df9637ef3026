"""`python -m bot` as a process of its own, to be stopped and killed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot.rough_api import TOKEN

ROOT = Path(__file__).parents[2]


def environment(url: str, library: Path) -> dict[str, str]:
    """Where the bot finds its server and its library."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    paths = os.pathsep.join(filter(None, [str(ROOT), kept.get("PYTHONPATH", "")]))
    own = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url, "ONRECORD_LIBRARY": str(library), "PYTHONPATH": paths}
    return kept | own


@asynccontextmanager
async def running(
    url: str, library: Path, log: Path, more: Mapping[str, str] | None = None, program: Sequence[str] = ("-m", "bot")
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, until the end of the block, where it is killed. What it says is added to `log`; `more` are variables.

    `program` is what Python runs.
    """
    variables = environment(url, library) | dict(more or {})
    with log.open("ab") as said:
        bot = await asyncio.create_subprocess_exec(sys.executable, *program, env=variables, stdout=said, stderr=said)
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
        await bot.wait()
