"""A process killed while it adds leaves the library as it was, and the next one completes."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from corpus.library import Library
from corpus.model import Record

# Adds one record after another, and tells of each when `add` has returned.
ADD_FOREVER = """
import itertools, pathlib, sys
from corpus.library import Library
from corpus.model import Passage, Record, Turn
library = Library.open(pathlib.Path(sys.argv[1]))
print("ready", flush=True)
for number in itertools.count(int(sys.argv[2])):
    text = f"Record {number}. " * 20_000
    passages = tuple(Passage(f"{number}/{n}", str(number), 1, n * 10, n * 10 + 9) for n in range(2_000))
    library.add(Record(str(number), "T", text, turns=(Turn(1, None, None, None, 0, len(text)),), passages=passages))
    print(number, flush=True)
"""


def test_nothing_added_is_lost_to_kill_9(home: Path) -> None:
    chance = random.Random(7)
    told: list[str] = []
    for attempt in range(5):
        command = [sys.executable, "-c", ADD_FOREVER, str(home), str(attempt * 1000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.05, 0.5))
            process.send_signal(signal.SIGKILL)
            told += process.stdout.read().split()
        with Library.open(home) as library:
            kept = {summary.id: summary.passages for summary in library.records()}
            assert set(told) <= set(kept)
            assert len(set(kept) - set(told)) <= attempt + 1  # written whole, killed before it could tell
            assert set(kept.values()) <= {2_000}
            assert len(library) == 2_000 * len(kept)
            assert all(library.excerpts(library.keys()[-50:]))
            library.add(Record(f"after {attempt}", "T", "x"))
            library.remove(f"after {attempt}")
