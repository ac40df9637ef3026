"""Kills builds at random moments, and looks at what they leave.

    python -m tests.benchmarks.stopped ../shared/records/tokyo --passages 100000 --kills 20

First a full build (`onrecord embed` of a library that has no index), which is killed again and again and goes
on each time; then additions (`onrecord add FILE`). After each kill the library is opened and asked. At the
end both are compared with builds that nobody disturbed.
"""

import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import starmap
from pathlib import Path

import click
import numpy as np

from corpus.errors import MissingIndex, StaleIndex
from corpus.library import Library
from embeddings.embedded_index import EmbeddedIndex
from embeddings.generation import CHECKPOINT, current
from embeddings.store import FIELDS
from embeddings.term_index import Hit
from embeddings.terms import terms
from retrieval.search import Searcher
from tests.benchmarks.archive import Source, fill, meetings, people
from tests.benchmarks.growth import as_text, run

QUESTIONS = 100
FOUND = 100
OF_ITS_SHARE = (0.4, 1.8)  # until a build is killed, of an undisturbed one's time over the number of kills


@click.command()
@click.argument("minutes", type=click.Path(path_type=Path, exists=True))
@click.option("--passages", default=100_000, show_default=True)
@click.option("--ready", type=click.Path(path_type=Path, exists=True), help="A library to copy, indexed or not.")
@click.option("--kills", default=20, show_default=True, help="During the build, and as many during additions.")
@click.option("--seed", default=0, show_default=True)
def main(minutes: Path, passages: int, ready: Path | None, kills: int, seed: int) -> None:
    """Kill a full build and additions at random."""
    chance, source = random.Random(seed), Source.read(minutes)
    with tempfile.TemporaryDirectory() as made:
        folder, undisturbed = Path(made) / "killed", Path(made) / "undisturbed"
        _begin(folder, ready, source, passages)
        shutil.copytree(folder, undisturbed)
        whole = run("embed", "--library", str(undisturbed)).seconds
        print(f"an undisturbed build takes {whole:.0f} s")
        _full_build(folder, whole, kills, chance)
        _compare(folder, undisturbed)
        _additions(folder, undisturbed, source, kills, chance, Path(made))
        _compare(folder, undisturbed)


def _begin(folder: Path, ready: Path | None, source: Source, passages: int) -> None:
    """A library without an index."""
    if ready is None:
        with Library.open(folder) as library:
            fill(library, meetings(source, people(4000), passages), passages)
        return
    folder.mkdir()
    for path in ready.glob("records.db*"):
        shutil.copyfile(path, folder / path.name)


def _killed(after: float, *arguments: str) -> bool:
    """Start `onrecord`, and kill it after so many seconds; whether it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "retrieval", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _full_build(folder: Path, whole: float, kills: int, chance: random.Random) -> None:
    """Kill the build up to `kills` times, unless it ends before; then let it end."""
    print("build   killed after s   passages kept   library")
    for number in range(kills):
        after = chance.uniform(*OF_ITS_SHARE) * whole / kills
        landed = _killed(after, "embed", "--library", str(folder))
        print(f"{number:5}   {after:14.1f}   {_kept(folder):13,}   {_state(folder)}", flush=True)
        if not landed:
            break
    started = time.perf_counter()
    run("embed", "--library", str(folder))
    print(f"and ended in {time.perf_counter() - started:.0f} s: {_state(folder)}")


def _kept(folder: Path) -> int:
    """How many passages a stopped build has kept, or the whole one has."""
    kept = [json.loads(path.read_text())["rows"] for path in (folder / "vectors").glob(f"*/{CHECKPOINT}")]
    try:
        return max([*kept, len(EmbeddedIndex.open(current(folder)))])
    except MissingIndex:
        return max(kept, default=0)


def _state(folder: Path) -> str:
    """What one who opens the library now meets; fails where that is neither a whole index nor a plain refusal."""
    try:
        searcher = Searcher.open(folder)
    except (MissingIndex, StaleIndex) as error:
        return f"refuses, {type(error).__name__}; the last index is {_last_published(folder)}"
    index, library = searcher.index, searcher.library
    keys = index.keys(searcher.rank("予算の見直し").rows).tolist()
    assert all(library.excerpts(keys))
    library.close()
    return f"answers from {len(index):,} passages"


def _last_published(folder: Path) -> str:
    try:
        index = EmbeddedIndex.open(current(folder))
    except MissingIndex:
        return "none"
    with Library.open(folder, create=False) as library:
        keys = index.keys(index.living()).tolist()
        assert len(index.terms) == len(keys)
        gone = sum(excerpt is None for excerpt in library.excerpts(keys[-1000:]))
    return f"whole, of {len(keys):,} passages ({gone} of the last 1,000 removed since, and not shown)"


def _additions(folder: Path, undisturbed: Path, source: Source, kills: int, chance: random.Random, made: Path) -> None:
    records = list(meetings(source, people(4000), 200 * (kills + 1), seed=99, prefix="new"))
    paths = [made / f"{record.id}.txt" for record in records]
    for path, record in zip(paths, records, strict=True):
        path.write_text(as_text(record))
    whole = run("add", str(paths[0]), "--library", str(undisturbed)).seconds
    run("add", str(paths[0]), "--library", str(folder))
    print(f"an undisturbed addition takes {whole:.1f} s\nadd     killed after s   library")
    for number, path in enumerate(paths[1:]):
        after = chance.uniform(0.2, 1.0) * whole
        landed = _killed(after, "add", str(path), "--library", str(folder))
        print(f"{number:5}   {after:14.1f}   {_state(folder) if landed else 'was done before'}", flush=True)
        run("add", str(path), "--library", str(folder))
        assert _state(folder).startswith("answers")
    run("add", *map(str, paths), "--library", str(undisturbed))


def _compare(folder: Path, undisturbed: Path) -> None:
    one, two = (EmbeddedIndex.open(current(each)) for each in (folder, undisturbed))
    left, right = (each.store.take(each.store.living()) for each in (one, two))
    same = all(np.array_equal(getattr(left, field), getattr(right, field)) for field in FIELDS)
    with Library.open(undisturbed) as library:
        every = library.keys()
        asked = library.excerpts(every[:: max(1, len(every) // QUESTIONS)])
    questions = [terms(excerpt.text[:40]) for excerpt in asked if excerpt]
    found = [(one.terms.search(each, FOUND), two.terms.search(each, FOUND)) for each in questions]
    same_hits, alike = sum(left == right for left, right in found), sum(starmap(_is_as_good, found))
    leftovers = [path for part in ("vectors", "lexical") for path in (folder / part).iterdir()]
    print(
        f"beside one that nobody disturbed: rows byte-equal {same}, words rank and score equally in {alike} of "
        f"{len(questions)} questions, in {alike - same_hits} of them with other passages of the last one's score; "
        f"{len(leftovers) - 2} folders left over"
    )


def _is_as_good(one: Sequence[Hit], other: Sequence[Hit]) -> bool:
    """Whether the scores are the same and, above the last of them, the passages.

    Of more passages of one score than are looked at, which are found goes by the segments that they are kept in.
    """
    if [score for _, score in one] != [score for _, score in other]:
        return False
    return all(left == right for left, right in zip(one, other, strict=True) if left[1] > one[-1][1])


if __name__ == "__main__":
    main()
