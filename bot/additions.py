"""A record that an owner sent: read, and added, by a process of its own beside the bot."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.file_names import file_names

LARGEST = 20_000_000  # bytes that the Bot API lets a bot fetch
PATIENCE = 1800.0  # seconds
KINDNESS = 10  # of the process's priority: whoever asks goes first
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


async def read(path: Path) -> Outcome:
    """What is in the file, without adding it."""
    return await _run(path, "--check")


async def add(path: Path, library: Path) -> Outcome:
    """Add the file to the library in the folder `library`, and index what is new."""
    return await _run(path, "--library", str(library))


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


async def _run(path: Path, *options: str) -> Outcome:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "retrieval", "add", str(path), "--json", *options),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        env={name: value for name, value in os.environ.items() if not name.startswith(_SECRET_VARIABLES)},
    )
    try:
        os.setpriority(os.PRIO_PROCESS, process.pid, KINDNESS)
        async with asyncio.timeout(PATIENCE):
            said, complained = await process.communicate()
    except TimeoutError:
        return Outcome((), f"not done after {PATIENCE:g} seconds")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return outcome(said.decode(), complained.decode(), path, failed=process.returncode != 0)


def outcome(said: str, complained: str, path: Path, *, failed: bool) -> Outcome:
    """What the process printed, told of `path` by its name alone."""
    reports = tuple(json.loads(line) for line in said.splitlines() if line.startswith("{"))
    lines = [line.removeprefix("onrecord: ") for line in complained.splitlines() if line.startswith("onrecord: ")]
    why = " ".join(lines).replace(str(path), path.name).replace(f"{path.parent}{os.sep}", "")
    return Outcome(reports, (why or "the process ended without a word") if failed else "")
