"""Prints the time and the most memory that `onrecord add` takes for large plain texts, made here.

    python tests/benchmarks/large_files.py [MB] [KIND…]    MB: size of each text, default 300

Kinds: ascii and japanese (minutes with headings), lines (a million short ones), line (one line of 50 MB),
speakers (ten thousand of them). Time and memory are those of the whole process: reading, library and index.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

WORDS = ("the", "harbour", "board", "meets", "to", "decide", "on", "a", "new", "ferry", "pier", "this", "spring", "and")
PHRASES = (
    "予算の見直しを進めてまいります",
    "学校の耐震化は来年度に完了します",
    "港湾の整備には国の補助が必要です",
    "感染症への備えを強化しなければなりません",
)
ENGLISH = ("Ms. OKADA (Chair): ", "Mr. LINDQVIST (Engineer): ", "")
JAPANESE = ("○知事（佐々木由美君）　", "○議長（石川良一君）　", "")


def ascii_text(size: int) -> Iterator[str]:
    number = 0
    while size > 0:
        number += 1
        said = " ".join(random.choices(WORDS, k=80)).capitalize()
        paragraph = f"{random.choice(ENGLISH)}Item {number}. {said}.\n\n"
        size -= len(paragraph)
        yield paragraph


def japanese(size: int) -> Iterator[str]:
    number = 0
    while size > 0:
        number += 1
        said = "".join(f"第{number}項、{'、'.join(random.choices(PHRASES, k=4))}。" for _ in range(3))
        paragraph = f"{random.choice(JAPANESE)}{said}\n\n"
        size -= len(paragraph.encode())
        yield paragraph


def lines(_size: int) -> Iterator[str]:
    for number in range(1_000_000):
        yield f"{number} {' '.join(random.choices(WORDS, k=5))}.\n"


def line(_size: int) -> Iterator[str]:
    for _ in range(50_000):
        yield " ".join(random.choices(WORDS, k=220))[:1000]


def speakers(_size: int) -> Iterator[str]:
    for number in range(10_000):
        name = f"{random.choice('ABCDEFGHKLMNPRST')}{''.join(random.choices('aeiouklmnrst', k=7))}"
        yield f"Mr. {name.upper()} (Member): Item {number}. {' '.join(random.choices(WORDS, k=20))}.\n\n"


KINDS: dict[str, Callable[[int], Iterator[str]]] = {
    "ascii": ascii_text,
    "japanese": japanese,
    "lines": lines,
    "line": line,
    "speakers": speakers,
}


def measure(kind: str, size: int, folder: Path) -> None:
    path = folder / f"{kind}.txt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(KINDS[kind](size))
    command = [sys.executable, "-m", "retrieval", "add", str(path), "--library", str(folder / kind)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    seconds, peak = time.perf_counter() - started, usage.ru_maxrss / 1024
    megabytes = path.stat().st_size / 1e6
    print(f"{kind:<10}{megabytes:>8.0f} MB{seconds:>8.0f} s{peak:>8.0f} MB peak  exit {status}  {said[-1]}", flush=True)


def main(size: int, kinds: list[str]) -> None:
    random.seed(0)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        for kind in kinds or KINDS:
            measure(kind, size * 1_000_000, Path(folder))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300, sys.argv[2:])
