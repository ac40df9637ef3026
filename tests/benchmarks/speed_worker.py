"""One step of one engine in a process of its own, which prints what it took as JSON.

    python -m tests.benchmarks.speed_worker build|ask|cold ENGINE DATA FOLDER [SECONDS]

`build` makes the engine's files in FOLDER from DATA; `ask` opens them and asks every question, for SECONDS at most;
`cold` opens them and answers the first question.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.speed_data import Data
from tests.benchmarks.speed_engines import Ask, emptied, engine_named

WARM = 20  # questions asked before any is timed
LEAST = 5  # questions timed at least


@dataclass(frozen=True, slots=True)
class Built:
    """Seconds of wall time and of the processor's, MB held at most, and bytes on disk."""

    wall: float
    cpu: float
    peak: float
    disk: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds a question, half of them and nineteen of twenty within; recall of the true ten; MB.

    `peak` counts the pages of mapped files, which the system may take back; `own` does not.
    """

    questions: int
    p50: float
    p95: float
    cpu50: float
    cpu95: float
    recall: float
    peak: float
    own: float


@dataclass(frozen=True, slots=True)
class Cold:
    """When the first answer was there, by the clock; the processor's seconds until then; MB held at most."""

    at: float
    cpu: float
    peak: float


def build(name: str, data: Data, folder: Path) -> Built:
    """Make the files of this engine."""
    emptied(folder)
    wall, cpu = time.perf_counter(), time.process_time()
    engine_named(name).build(data, folder)
    return Built(time.perf_counter() - wall, time.process_time() - cpu, peak_memory(), size(folder))


def ask(name: str, data: Data, folder: Path, seconds: float) -> Asked:
    """Ask all questions, or as many as there is time for."""
    questions, opened = data.questions(), engine_named(name).open(folder)
    _warm(opened, data)
    wall, cpu, found, started = [], [], [], time.perf_counter()
    for question in questions:
        if len(wall) >= LEAST and time.perf_counter() - started > seconds:
            break
        before, before_cpu = time.perf_counter(), time.process_time()
        found.append(opened(question))
        wall.append(time.perf_counter() - before)
        cpu.append(time.process_time() - before_cpu)
    peak, own = peak_memory(), own_memory()
    wall50, wall95, cpu50, cpu95 = (part(values, at) for values in (wall, cpu) for at in (0.5, 0.95))
    return Asked(len(wall), wall50, wall95, cpu50, cpu95, data.recall(found), peak, own)


def _warm(opened: Ask, data: Data) -> None:
    until = time.perf_counter() + 10
    for question in data.questions()[-WARM:]:
        if time.perf_counter() < until:
            opened(question)


def cold(name: str, data: Data, folder: Path) -> Cold:
    """Answer the first question."""
    engine_named(name).open(folder)(data.questions()[0])
    return Cold(time.time(), time.process_time(), peak_memory())


def part(seconds: Sequence[float], share: float) -> float:
    """Within how many milliseconds this share of all is."""
    return 1000 * sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]


def peak_memory() -> float:
    """The most MB that this process held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def own_memory() -> float:
    """MB that this process holds and that are no file's pages; NaN where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


def size(folder: Path) -> int:
    """Bytes that all files in `folder` take up: less than they are long where they have holes."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def main(step: str, name: str, data: str, folder: str, seconds: str = "20") -> None:
    """Do this step, and print what it took."""
    given = (name, Data(Path(data)), Path(folder))
    done: Built | Asked | Cold
    if step == "build":
        done = build(*given)
    elif step == "ask":
        done = ask(*given, float(seconds))
    else:
        done = cold(*given)
    print(json.dumps(asdict(done)), flush=True)
    os._exit(0)  # some engines have threads that take their time to end


if __name__ == "__main__":
    main(*sys.argv[1:])
