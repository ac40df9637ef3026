"""Reads broken files without end: `python tests/benchmarks/fuzz.py [--seconds 60] [--suffix .pdf] [--seed 0]`.

Every file is a seed of its format, cut, flipped, spliced, grown and nested. It must give sound records
or a RecordError of one line, soon, in bounded memory; a file that does anything else is kept, and named.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.errors import RecordError
from corpus.read import read_records
from tests.corpus.mutations import mutated
from tests.corpus.seeds import SEEDS
from tests.corpus.soundness import assert_sound

SLOW = 5.0  # seconds for a file of some kilobytes
MEMORY = 3_000_000_000  # bytes of address space


def outcome(path: Path) -> str:
    """What reading `path` came to; anything but "read" and "refused" is a fault."""
    started = time.monotonic()
    try:
        assert_sound(read_records(path))
        found = "read"
    except RecordError as error:
        found = "refused" if "\n" not in str(error) and path.name in str(error) else f"unclear: {error}"
    except (Exception, RecursionError) as error:  # noqa: BLE001  # that nothing else is raised is what is tried here
        where = traceback.extract_tb(error.__traceback__)[-1]
        found = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}: {str(error)[:100]}"
    return found if time.monotonic() - started < SLOW else f"slow ({found})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--suffix", choices=sorted(SEEDS))
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "onrecord-fuzz")
    chosen = options.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chosen.keep.mkdir(exist_ok=True)
    dice = random.Random(chosen.seed)
    suffixes = [chosen.suffix] if chosen.suffix else sorted(SEEDS)
    counts: dict[str, Counter[str]] = {suffix: Counter() for suffix in suffixes}
    end = time.monotonic() + chosen.seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            suffix = dice.choice(suffixes)
            path = Path(folder) / f"file{suffix}"
            path.write_bytes(mutated(dice, dice.choice(SEEDS[suffix]), suffix))
            found = outcome(path)
            counts[suffix][found] += 1
            if found not in ("read", "refused") and counts[suffix][found] == 1:
                (chosen.keep / f"{sum(counts[suffix].values())}{suffix}").write_bytes(path.read_bytes())
    print(f"{'format':8} {'read':>8} {'refused':>8} {'faults':>8}")
    for suffix in suffixes:
        counted = counts[suffix]
        faults = sum(counted.values()) - counted["read"] - counted["refused"]
        print(f"{suffix:8} {counted['read']:8} {counted['refused']:8} {faults:8}")
        for fault in counted.keys() - {"read", "refused"}:
            print(f"    {counted[fault]} x {fault}")


if __name__ == "__main__":
    main()
