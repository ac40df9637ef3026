"""Prints how long whole processes take and how much memory they use: `ask`, `--help`, `embed`.

    python tests/benchmarks/whole_process.py [PASSAGES]     PASSAGES: in the library that `embed` indexes, default 20000

The texts are made here: about 200 Japanese characters in three sentences, no two the same. The machine's speed drifts:
look at medians, and compare within one run only.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.model import Record

MAKE = "--make"
RUNS = 9
QUESTION = "CSTOの憲章はいつ、どこで調印されましたか？"
PHRASES = (
    "予算の見直しを進めてまいります",
    "学校の耐震化は来年度に完了します",
    "港湾の整備には国の補助が必要です",
    "平和維持活動への参加を検討します",
    "感染症への備えを強化しなければなりません",
    "都民の安全を守ることが第一の責務です",
    "新しい図書館は四月に開館いたします",
    "河川の水位を常に監視しております",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds of wall time, and the most memory it held, in MB."""

    seconds: float
    megabytes: float
    said: str


def run(*arguments: str) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "retrieval", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, _, usage = os.wait4(process.pid, 0)
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024, said.strip())


def show(name: str, *arguments: str) -> None:
    runs = [run(*arguments) for _ in range(RUNS + 1)][1:]
    wall = [one.seconds for one in runs]
    print(
        f"{name:<34}{min(wall):>8.2f}{statistics.median(wall):>8.2f}{max(wall):>8.2f}"
        f"{max(one.megabytes for one in runs):>8.0f}",
        flush=True,
    )


def paragraph(number: int) -> str:
    sentences = [f"第{number}項、" + "、".join(random.choices(PHRASES, k=4)) + "。" for _ in range(3)]
    return "".join(sentences)


def made(count: int) -> "Record":
    from corpus.model import Passage, Record, Turn

    paragraphs = [paragraph(number) for number in range(count)]
    passages, start = [], 0
    for number, text in enumerate(paragraphs, 1):
        passages.append(Passage(f"made/{number}", "made", 1, start, start + len(text)))
        start += len(text) + 1
    turn = Turn(1, None, None, None, 0, start)
    return Record("made", "made", "\n".join(paragraphs), turns=(turn,), passages=tuple(passages))


def make(shipped: Path, large: Path, count: int) -> None:
    from corpus.library import Library
    from retrieval.prepare import ensure_ready

    random.seed(0)
    ensure_ready(shipped, lambda message: None)
    with Library.open(large) as library:
        library.add(made(count))


def main(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        shipped, large = Path(folder) / "shipped", Path(folder) / "large"
        # In a process of its own: a child's peak memory counts from what its parent held when it was started.
        subprocess.run([sys.executable, __file__, MAKE, str(shipped), str(large), str(count)], check=True)
        print(f"{f'{RUNS} runs, seconds':<34}{'min':>8}{'median':>8}{'max':>8}{'MB':>8}")
        show("onrecord --help", "--help")
        show("onrecord ask, shipped record", "ask", QUESTION, "--library", str(shipped))
        embedded = run("embed", "--library", str(large))
        print(f"embed: {embedded.said} Whole process {embedded.seconds:.1f} s, {embedded.megabytes:.0f} MB.")
        show(f"onrecord ask, {count} passages", "ask", "図書館の開館", "--library", str(large))


if __name__ == "__main__" and MAKE in sys.argv:
    make(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
elif __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
