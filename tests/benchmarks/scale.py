"""How cost grows: libraries of a thousand passages to a million, and up to five million vectors alone.

    python tests/benchmarks/scale.py [--passages N …] [--vectors N …] [--library FOLDER …] [--record] [--markdown]

For each size: what `onrecord embed` takes; memory; the time of a ranking and of an answer in a running process, by kind
of question; recall@10 of what is looked at closely against looking at everything so; and a whole process of
`onrecord ask --json`. The passages are made from the records in --minutes (`archive.py`); a library that was made and
indexed before is taken with --library. --record keeps the figures in `scale.json` beside this file and draws
`scale.svg` of them. All sizes take about fifteen minutes on two quiet cores.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.scale_tables import Figures, markdown, scale_chart, tables

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
KEPT, CHART = HERE / "scale.json", HERE / "scale.svg"
QUESTION = "待機児童対策について知事の見解は"
COLD = 3  # processes, of which the middle one counts


def main() -> None:
    options = _options()
    measured: Figures = {"libraries": [], "vectors": [], "cores": os.cpu_count()}
    with tempfile.TemporaryDirectory(prefix="onrecord-scale-", dir=options.folder) as folder:
        for library, build in _libraries(Path(folder), options):
            measured["libraries"].append({"build": build, "disk": _disk(library), **_asked(library, options)})
            _told(measured, options)
        for count in options.vectors:
            print(f"{count:,} vectors …", file=sys.stderr, flush=True)
            measured["vectors"].append(_child("vectors", str(Path(folder) / f"vectors-{count}"), str(count)))
            _told(measured, options)
    print(*tables(measured), sep="\n")
    if options.markdown:
        print(*markdown(measured), sep="\n")


def _libraries(folder: Path, options: argparse.Namespace) -> Iterator[tuple[Path, dict[str, float] | None]]:
    """Libraries with an index, and what indexing took; None for one that has been indexed before."""
    for passages in options.passages:
        print(f"{passages:,} passages …", file=sys.stderr, flush=True)
        library = folder / f"{passages}"
        made = [str(options.minutes), str(library), "--passages", str(passages)]
        subprocess.run([sys.executable, "-m", "tests.benchmarks.archive", *made], check=True, stdout=sys.stderr)
        yield library, _process("embed", "--library", str(library))
    for library in options.library:
        print(f"{library} …", file=sys.stderr, flush=True)
        yield library, None


def _asked(library: Path, options: argparse.Namespace) -> dict[str, Any]:
    starts = [_process("ask", QUESTION, "--json", "--library", str(library)) for _ in range(COLD)]
    cold = sorted(starts, key=lambda start: start["wall"])[COLD // 2]
    return {"cold": cold, **_child("ask", str(library), str(options.questions))}


def _process(*arguments: str) -> dict[str, float]:
    """Seconds of a whole process of `onrecord`, by the clock and by the processor, and the most MB that it held."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "retrieval", *arguments], stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": time.perf_counter() - started, "cpu": cpu, "peak": usage.ru_maxrss / 1024}


def _child(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.scale_worker", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _disk(library: Path) -> dict[str, int]:
    """Bytes of each part of the library."""
    parts = {path.name: [path] if path.is_file() else path.rglob("*") for path in library.iterdir()}
    return {name: sum(path.stat().st_size for path in paths if path.is_file()) for name, paths in parts.items()}


def _told(measured: Figures, options: argparse.Namespace) -> None:
    """Keep what was measured so far."""
    measured["load"] = max(measured.get("load", 0.0), os.getloadavg()[0])
    if options.record:
        KEPT.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
        CHART.write_text(scale_chart(measured), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = [1000, 10_000, 100_000, 1_000_000]
    parser.add_argument("--passages", type=int, nargs="*", default=sizes, metavar="N")
    parser.add_argument("--vectors", type=int, nargs="*", default=[*sizes, 5_000_000], metavar="N")
    parser.add_argument("--library", type=Path, nargs="*", default=[], metavar="FOLDER", help="indexed before")
    parser.add_argument("--minutes", type=Path, default=SHARED / "records" / "tokyo", help="records as JSON")
    parser.add_argument("--questions", type=Path, default=SHARED / "eval" / "tokyo-dev" / "queries.jsonl")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder is made there")
    parser.add_argument("--record", action="store_true", help="keep the figures, and draw the chart")
    parser.add_argument("--markdown", action="store_true", help="print the tables for the README too")
    return parser.parse_args()


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(HERE.parents[1])
    main()
