"""A record that an owner sent: read, and added, by a process of its own beside the bot."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.file_names import file_names

LARGEST = 20_000_000  # bytes that the Bot API lets a bot fetch
PATIENCE = 1800.0  # seconds
PATIENCE_AT_THE_END = 20.0  # seconds that a process has once the bot stops, whose owner may restart it at any time
STOPPED = "the bot was stopped meanwhile"
KINDNESS = 10  # of the process's priority: whoever asks goes first
FIRST_TO_GO = "1000"  # where memory runs out
_SECRET_VARIABLES = ("TELEGRAM_", "ONRECORD_BOT_", "CREDENTIALS_DIRECTORY")

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `onrecord add` said of a file: a report for each record, and what went wrong in one line."""

    reports: tuple[Report, ...]
    why: str

    @property
    def changed(self) -> bool:
        """Whether the library is another one now."""
        return any(report["outcome"] != "unchanged" for report in self.reports)


async def read(path: Path, stopping: asyncio.Event) -> Outcome:
    """What is in the file, without adding it. Soon given up once `stopping` is set."""
    return await _run(path, stopping, "--check")


async def add(path: Path, library: Path, stopping: asyncio.Event) -> Outcome:
    """Add the file to the library in the folder `library`, and index what is new. Soon given up, as `read`."""
    return await _run(path, stopping, "--library", str(library))


def safe_name(name: str) -> str:
    """`name`, as an untrusted sender gave it, as the name of a file in a folder that we choose."""
    last = Path(name.replace("\\", "/")).name
    stem, ending = Path(last).stem, Path(last).suffix.lower()
    return file_names([stem], ending)[stem]


def can_be_read(name: str) -> bool:
    """Whether a file of this name is in a format that `add` reads."""
    return Path(name).suffix.lower() in formats()


def formats() -> list[str]:
    """The endings of the formats that can be read, sorted."""
    from corpus.read import FORMATS

    return sorted(FORMATS)


async def _run(path: Path, stopping: asyncio.Event, *options: str) -> Outcome:
    if stopping.is_set():
        return Outcome((), STOPPED)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "retrieval", "add", str(path), "--json", *options),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith(_SECRET_VARIABLES)},
    )
    try:
        with suppress(OSError):  # it may have ended by now
            os.setpriority(os.PRIO_PROCESS, process.pid, KINDNESS)
            Path(f"/proc/{process.pid}/oom_score_adj").write_text(FIRST_TO_GO)
        async with asyncio.timeout(PATIENCE) as limit, _shorter_once(stopping, limit):
            said, complained = await process.communicate()
    except TimeoutError:
        return Outcome((), STOPPED if stopping.is_set() else f"not done after {PATIENCE:g} seconds")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return outcome(said.decode(), complained.decode(), path, failed=process.returncode != 0)


@asynccontextmanager
async def _shorter_once(stopping: asyncio.Event, limit: asyncio.Timeout) -> AsyncIterator[None]:
    async def shorten() -> None:
        await stopping.wait()
        limit.reschedule(asyncio.get_running_loop().time() + PATIENCE_AT_THE_END)

    waiting = asyncio.create_task(shorten())
    try:
        yield
    finally:
        waiting.cancel()


def outcome(said: str, complained: str, path: Path, *, failed: bool) -> Outcome:
    """What the process printed, told of `path` by its name alone."""
    reports = tuple(json.loads(line) for line in said.splitlines() if line.startswith("{"))
    lines = [line.removeprefix("onrecord: ") for line in complained.splitlines() if line.startswith("onrecord: ")]
    why = " ".join(lines).replace(str(path), path.name).replace(f"{path.parent}{os.sep}", "")
    return Outcome(reports, (why or "the process ended without a word") if failed else "")
