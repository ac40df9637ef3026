"""Measures this project beside other engines: the same passages, vectors and questions, each in a process of its own.

    python tests/benchmarks/speed.py [--passages N …] [--engines NAME …] [--record] [--markdown]

For each size: seconds to build, bytes on disk, memory, time a question, recall@10 against looking at every vector by
float32, and a cold start; each with its ratio to ours. The passages are made from the records in --minutes
(`archive.py`). The others come with `pip install '.[compare]'`; one that is not installed is left out. --record keeps
the figures in `speed.json` beside this file and draws `speed.svg` of them. Of ten and a hundred thousand passages all
engines take about twenty minutes on two quiet cores, of a million (Haystack left out) an hour or two.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.speed_chart import speed_chart
from tests.benchmarks.speed_data import Data
from tests.benchmarks.speed_engines import ENGINES, Engine
from tests.benchmarks.speed_tables import Figures, markdown, tables

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
KEPT, CHART = HERE / "speed.json", HERE / "speed.svg"
COLD = 3  # starts
SLOW = 3.0  # seconds of the processor
QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "LANCE_LOG": "error",
    "PYTHONPATH": str(HERE.parents[1]),
}


def main() -> None:
    options = _options()
    chosen = [engine for engine in ENGINES if not options.engines or engine.name in options.engines]
    for engine in chosen:
        if not engine.installed:
            print(f"{engine.name}: left out, it is not installed: pip install '.[compare]'", file=sys.stderr)
    measured = []
    with tempfile.TemporaryDirectory(prefix="onrecord-speed-", dir=options.folder) as folder:
        for passages in options.passages:
            for figures in _measured(Path(folder) / f"{passages}", passages, chosen, options):
                if options.record:
                    _record(figures)
            measured.append(figures)
    for line in tables(measured):
        print(line)
    if options.markdown:
        print(*markdown(measured), sep="\n")


def _measured(folder: Path, passages: int, engines: list[Engine], options: argparse.Namespace) -> Iterator[Figures]:
    """The figures of this size, again after each engine, with one more."""
    given = folder / "given"
    print(f"{passages:,} passages are made …", file=sys.stderr, flush=True)
    made = [str(given), str(passages), str(options.minutes), str(options.questions)]
    _child("tests.benchmarks.speed_make", made, None)
    rows: dict[str, dict[str, Any]] = {}
    for engine in engines:
        if engine.installed:
            print(f"  {engine.name} …", file=sys.stderr, flush=True)
            rows[engine.name] = _steps(engine, given, folder, options, rows)
            yield {
                "passages": passages,
                "encoding": Data(given).encoding(),
                "load": os.getloadavg()[0],
                "cores": os.cpu_count(),
                "engines": dict(rows),
            }
    shutil.rmtree(folder)


def _steps(
    engine: Engine, given: Path, folder: Path, options: argparse.Namespace, done: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """What each step took; after one that failed, why. What another engine, `done` before, has built is taken."""
    if engine.most is not None and Data(given).passages > engine.most:
        return {"failed": f"left out above {engine.most:,} passages: {engine.why}"}
    arguments = [engine.name, str(given), str(folder / engine.build.__name__)]
    steps: dict[str, Any] = {}
    try:
        steps["build"] = _built_by_another(engine, done) or _step(["build", *arguments], options.limit)
        steps["ask"] = _step(["ask", *arguments, str(options.seconds)], options.limit)
        steps["cold"] = _cold(arguments, options.limit)
    except (subprocess.SubprocessError, ValueError) as error:
        steps["failed"] = _why(error)
    return steps


def _built_by_another(engine: Engine, done: dict[str, dict[str, Any]]) -> dict[str, float] | None:
    alike = [done.get(other.name, {}).get("build") for other in ENGINES if other.build is engine.build]
    return next((built for built in alike if built), None)


def _cold(arguments: list[str], limit: float) -> dict[str, float]:
    """The middle one of COLD starts; of slow ones the first."""
    starts: list[dict[str, float]] = []
    while len(starts) < COLD and not (starts and starts[0]["cpu"] > SLOW):
        started = time.time()
        found = _step(["cold", *arguments], limit)
        starts.append({"wall": found["at"] - started, "cpu": found["cpu"], "peak": found["peak"]})
    return sorted(starts, key=lambda start: start["wall"])[len(starts) // 2]


def _step(arguments: list[str], limit: float) -> dict[str, float]:
    said: dict[str, float] = json.loads(_child("tests.benchmarks.speed_worker", arguments, limit).splitlines()[-1])
    return said


def _child(module: str, arguments: list[str], limit: float | None) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=limit, env={**os.environ, **QUIET}
    )
    return done.stdout


def _why(error: Exception) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"not done within {error.timeout:.0f} s"
    if isinstance(error, subprocess.CalledProcessError) and error.stderr:
        return str(error.stderr.strip().splitlines()[-1])
    return str(error)


def _record(figures: Figures) -> None:
    """Keep these figures beside those of other sizes, and the former ones of engines that were not asked now."""
    former: list[Figures] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else []
    kept = {one["passages"]: one for one in former}
    known = kept.get(figures["passages"], {}).get("engines", {})
    kept[figures["passages"]] = {**figures, "engines": {**known, **figures["engines"]}}
    measured = [kept[passages] for passages in sorted(kept)]
    KEPT.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    CHART.write_text(speed_chart(measured[-1]), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000], metavar="N")
    names = [engine.name for engine in ENGINES]
    parser.add_argument("--engines", nargs="+", choices=names, metavar="NAME", help=f"only these of: {names}")
    parser.add_argument("--minutes", type=Path, default=SHARED / "records" / "tokyo", help="records as JSON")
    parser.add_argument("--questions", type=Path, default=SHARED / "eval" / "tokyo-dev" / "queries.jsonl")
    parser.add_argument("--seconds", type=float, default=20, help="to ask for at most, an engine and size")
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a step is given up")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder is made there")
    parser.add_argument("--record", action="store_true", help="keep the figures, and draw the chart")
    parser.add_argument("--markdown", action="store_true", help="print the tables for the README too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
