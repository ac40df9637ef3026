"""Prints how the bot stands a crowd: `python -m bot` against a Bot API server in this process, over loopback.

    python -m tests.benchmarks.bot_load [QUESTIONS] [USERS] [RATE] [SECONDS]     default 5000 200 20 75

First every user asks at once, and again as soon as the answer is there; then RATE questions a second come from users
at random for SECONDS; QUESTIONS in all. Latency is from the moment that the server could hand a question over to the
moment that the first message of its answer arrives. The bot's memory is read from /proc each second, as is its
processor time: on a busy machine that is the figure to trust. It gives up after 20 minutes.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, cycle
from pathlib import Path
from time import monotonic

from bot.replies import REPLIES
from retrieval.prepare import ensure_ready
from tests.bot.bot_process import running
from tests.bot.conftest import QUESTIONS
from tests.bot.rough_api import Json, RoughApi, serving

PATIENCE = 20 * 60.0
WAITING = {replies.still_searching for replies in REPLIES.values()}
SHOWN = 40  # columns of the curve
FREELY = {"ONRECORD_BOT_QUESTIONS_PER_MINUTE": "10000", "ONRECORD_BOT_HEALTH": "off"}


@dataclass
class Crowd(RoughApi):
    """The server, with a watch."""

    check: bool = False
    asked: dict[int, float] = field(default_factory=dict)
    took: dict[int, float] = field(default_factory=dict)
    replies_to: Counter[int] = field(default_factory=Counter)

    def ask(self, user: int, text: str) -> int:
        number = self.say(user, text)
        self.asked[number] = monotonic()
        return number

    def _show(self, fields: Json) -> Json:
        sent = super()._show(fields)
        reply = fields.get("reply_parameters")
        if reply and fields["text"] not in WAITING:
            number = reply["message_id"]
            self.replies_to[number] += 1
            self.took.setdefault(number, monotonic() - self.asked[number])
        self.calls.clear()
        return sent

    async def answered(self, number: int) -> None:
        await self.until(lambda: number in self.took, patience=PATIENCE)


async def asked_again_and_again(crowd: Crowd, user: int, questions: list[str]) -> None:
    for text in questions:
        await crowd.answered(crowd.ask(user, text))


async def asked_at_a_rate(crowd: Crowd, users: range, questions: list[str], rate: float) -> None:
    begun = monotonic()
    for number, text in enumerate(questions):
        await asyncio.sleep(max(0.0, begun + number / rate - monotonic()))
        crowd.ask(random.choice(users), text)
    await crowd.until(lambda: len(crowd.took) == len(crowd.asked), patience=PATIENCE)


Memory = tuple[float, float]
"""Resident, in MB: the process's own; and pages of files that it maps, which the system may take back."""


async def memory_watched(process: int, curve: list[Memory]) -> None:
    """Add the memory of `process` to `curve`, each second."""
    while True:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        found = {
            name: int(value.split()[0]) / 1024
            for name, _, value in (line.partition(":") for line in lines)
            if name in ("RssAnon", "RssFile")
        }
        curve.append((found["RssAnon"], found["RssFile"]))
        await asyncio.sleep(1)


def processor_seconds(process: int) -> float:
    """What `process` has used of the processors so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def phase(name: str, took: list[float], seconds: float) -> None:
    cuts = statistics.quantiles(took, n=100)
    figures = f"p50 {cuts[49]:6.3f} s   p95 {cuts[94]:6.3f} s   longest {max(took):6.3f} s"
    print(f"{name:34} {len(took):6} questions in {seconds:6.1f} s   {len(took) / seconds:5.1f} a second   {figures}")


def curve_printed(name: str, curve: list[float]) -> None:
    step = max(1, len(curve) // SHOWN)
    points = curve[::step]
    low, high = min(points), max(points)
    marks = "▁▂▃▄▅▆▇█"
    print(f"{name}, MB, each {step} s:", " ".join(f"{point:.0f}" for point in points))
    print("".join(marks[round((point - low) / max(high - low, 1) * 7)] for point in points), f"{low:.0f}…{high:.0f} MB")
    half = curve[len(curve) // 2 :]
    print(f"the second half of the run: from {half[0]:.0f} to {half[-1]:.0f} MB, at most {max(half):.0f}")


async def measured(total: int, users: int, rate: float, seconds: float, folder: Path) -> None:
    at_a_rate = int(rate * seconds)
    texts = cycle(f"{text}？ {number}" for number, text in enumerate(chain(*QUESTIONS.values()), start=2001))
    curve: list[Memory] = []
    async with serving(Crowd()) as crowd, running(crowd.url, folder, folder / "log", FREELY) as bot:
        assert isinstance(crowd, Crowd)
        crowd.ask(1, next(texts))
        await crowd.answered(1)
        used = processor_seconds(bot.pid)
        watch = asyncio.create_task(memory_watched(bot.pid, curve))
        each = [[next(texts) for _ in range((total - at_a_rate) // users)] for _ in range(users)]
        begun, before = monotonic(), set(crowd.took)
        await asyncio.gather(*(asked_again_and_again(crowd, 1000 + user, some) for user, some in enumerate(each)))
        phase(f"{users} users, always asking", took_since(crowd, before), monotonic() - begun)
        begun, before = monotonic(), set(crowd.took)
        await asked_at_a_rate(crowd, range(1000, 1000 + users), [next(texts) for _ in range(at_a_rate)], rate)
        phase(f"{rate:g} questions a second", took_since(crowd, before), monotonic() - begun)
        used = processor_seconds(bot.pid) - used
        watch.cancel()
        said = (folder / "log").read_text()
    times = Counter(crowd.replies_to[number] for number in crowd.asked)
    more = times.total() - times[1] - times[0]
    print(f"processor time of the bot: {1000 * used / len(crowd.asked):.0f} ms a question, {os.cpu_count()} processors")
    print(f"answered once: {times[1]} of {len(crowd.asked)}   never: {times[0]}   twice or more: {more}")
    complaints = sum(" WARNING " in line or " ERROR " in line for line in said.splitlines())
    print(f"warnings and errors in the log: {complaints}")
    for name, place in (("memory of its own", 0), ("pages of mapped files", 1)):
        curve_printed(name, [point[place] for point in curve])


def took_since(crowd: Crowd, before: set[int]) -> list[float]:
    return [seconds for number, seconds in crowd.took.items() if number not in before]


def main() -> None:
    given = [float(word) for word in sys.argv[1:]]
    total, users, rate, seconds = [*given, *(5000, 200, 20, 75)[len(given) :]]
    with tempfile.TemporaryDirectory() as folder:
        ensure_ready(Path(folder), lambda message: None)
        asyncio.run(measured(int(total), int(users), rate, seconds, Path(folder)))


if __name__ == "__main__":
    main()
