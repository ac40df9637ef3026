"""What it takes for an index to grow: a record added to a large library, and a week of changes.

    python -m tests.benchmarks.growth one ../shared/records/tokyo --sizes 10000,100000 [--ready FOLDER]
    python -m tests.benchmarks.growth week ../shared/records/tokyo --operations 5000

`one` prints, for each size, the seconds and processor seconds of whole processes: `onrecord add` of a
record of 100 passages, until it can be searched for, and its `onrecord remove`. `--ready` is a library
that has been indexed already, which is copied. `week` adds, replaces and removes records at random,
embeds after every few, and compares the index with a rebuild.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np

from corpus.library import Library
from corpus.model import Record, Speaker
from embeddings.embedded_index import EmbeddedIndex
from embeddings.generation import current
from embeddings.load import load_encoder
from embeddings.regenerate import regenerate
from embeddings.store import FIELDS
from embeddings.terms import terms
from retrieval.search import Searcher
from tests.benchmarks.archive import Source, fill, meetings, people

OF_A_RECORD = 100
TIMES = 3
EMBEDDED_AFTER = (1, 8)  # operations
QUESTIONS = 200
FOUND = 100
REMOVED, REPLACED = 0.25, 0.35  # of all operations; the others add


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock, and of the processor."""

    seconds: float
    processor: float


def run(*arguments: str) -> Took:
    """One whole `onrecord` process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "retrieval", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise click.ClickException(f"onrecord {' '.join(arguments)} failed")
    return Took(time.perf_counter() - started, usage.ru_utime + usage.ru_stime)


def as_text(record: Record) -> str:
    """A file that `onrecord add` reads as about the same record."""
    said: dict[int, list[str]] = {}
    for passage in record.passages:
        said.setdefault(passage.turn, []).append(record.text[passage.start : passage.end])
    return "\n\n".join(f"{turn.speaker}: " + "\n".join(said[turn.number]) for turn in record.turns)


@click.group()
def main() -> None:
    """What it takes for an index to grow."""


@main.command()
@click.argument("minutes", type=click.Path(path_type=Path, exists=True))
@click.option("--sizes", default="10000,100000", show_default=True)
@click.option("--ready", multiple=True, type=click.Path(path_type=Path, exists=True), help="An indexed library.")
def one(minutes: Path, sizes: str, ready: tuple[Path, ...]) -> None:
    """Add a record of 100 passages to libraries of these sizes, and take it out again."""
    source = Source.read(minutes)
    print("passages in it   added   add s (cpu)     remove s (cpu)   (medians of 3)")
    with tempfile.TemporaryDirectory() as made:
        for number, folder in enumerate(_libraries(source, sizes, ready, Path(made))):
            _one(source, folder, Path(made) / f"files{number}")
            shutil.rmtree(folder)


def _libraries(source: Source, sizes: str, ready: tuple[Path, ...], made: Path) -> Iterator[Path]:
    for size in map(int, filter(None, sizes.split(","))):
        folder = made / str(size)
        with Library.open(folder) as library:
            fill(library, meetings(source, people(4000), size), size)
        run("embed", "--library", str(folder))
        yield folder
    for number, folder in enumerate(ready):
        copy = made / f"ready{number}"
        subprocess.run(["cp", "-r", "--reflink=auto", folder, copy], check=True)
        yield copy


def _one(source: Source, folder: Path, files: Path) -> None:
    files.mkdir()
    added, removed, counts = [], [], []
    with Library.open(folder) as library:
        before = len(library)
        for number, record in enumerate(meetings(source, people(4000), 10**9, seed=99, prefix="new")):
            if number == TIMES:
                break
            short = [passage for passage in record.passages if passage.turn <= record.passages[OF_A_RECORD - 1].turn]
            path = files / f"{record.id}.txt"
            path.write_text(as_text(replace(record, passages=tuple(short), turns=record.turns[: short[-1].turn])))
            held = len(library)
            added.append(run("add", str(path), "--library", str(folder)))
            counts.append(len(library) - held)
            assert _is_fresh(folder)
            removed.append(run("remove", record.id, "--library", str(folder)))
            assert _is_fresh(folder)
    print(f"{before:14,}  {statistics.median(counts):6,.0f}  {_median(added)}    {_median(removed)}", flush=True)


def _is_fresh(folder: Path) -> bool:
    Searcher.open(folder).library.close()
    return True


def _median(took: list[Took]) -> str:
    seconds, processor = (statistics.median(getattr(each, name) for each in took) for name in Took.__slots__)
    return f"{seconds:5.2f} ({processor:4.2f})"


@main.command()
@click.argument("minutes", type=click.Path(path_type=Path, exists=True))
@click.option("--operations", default=5000, show_default=True)
@click.option("--passages", default=10_000, show_default=True, help="In the library to begin with.")
@click.option("--seed", default=0, show_default=True)
def week(minutes: Path, operations: int, passages: int, seed: int) -> None:
    """Change a library at random, and compare its index with a rebuild."""
    source, chance = Source.read(minutes), random.Random(seed)
    with tempfile.TemporaryDirectory() as made, Library.open(Path(made) / "library") as library:
        fill(library, meetings(source, people(400), passages), passages)
        encoder = load_encoder(None)
        regenerate(library, encoder, _unheard)
        changing, embedding = _changed(library, source, operations, chance)
        _tell_times("change", changing)
        _tell_times("embed after a few", embedding)
        index = EmbeddedIndex.open(current(library.folder))
        print(f"{len(index):,} passages; the index carries {len(index.store.dead):,} rows of removed ones")
        copy = Path(made) / "copy"
        shutil.copytree(library.folder, copy)
        with Library.open(copy) as other:
            regenerate(other, encoder, _unheard, force=True)
            questions = [passage.text[:40] for passage in chance.sample(list(other.passages()), QUESTIONS)]
            print("before the index is copied together")
            _compare(library, other, questions)
            started = time.perf_counter()
            regenerate(library, encoder, _unheard, thorough=True)
            regenerate_whole(library)
            print(f"after it was ({time.perf_counter() - started:.1f} s)")
            _compare(library, other, questions)


def regenerate_whole(library: Library) -> None:
    """Copy the index together whatever it carries."""
    from embeddings import regenerate as regenerating

    kept, regenerating.MANY_DEAD = regenerating.MANY_DEAD, 0.0
    regenerate(library, load_encoder(None), _unheard, thorough=True)
    regenerating.MANY_DEAD = kept


def _unheard(done: int, total: int) -> None:
    """Nobody waits."""


def _changed(
    library: Library, source: Source, operations: int, chance: random.Random
) -> tuple[list[float], list[float]]:
    """The seconds of each change, and of each embedding."""
    encoder, changing, embedding = load_encoder(None), [], []
    names = [known.id for known in library.records()]
    records = meetings(source, people(400, seed=1), 10**9, seed=5, prefix="new")
    left = chance.randint(*EMBEDDED_AFTER)
    for done in range(operations):
        started = time.perf_counter()
        _change(library, names, records, chance)
        changing.append(time.perf_counter() - started)
        left -= 1
        if not left or done == operations - 1:
            left, started = chance.randint(*EMBEDDED_AFTER), time.perf_counter()
            regenerate(library, encoder, _unheard)
            embedding.append(time.perf_counter() - started)
    return changing, embedding


def _change(library: Library, names: list[str], records: Iterator[Record], chance: random.Random) -> None:
    drawn, record = chance.random(), _shortened(next(records), chance)
    if drawn < REMOVED and len(names) > 1:
        library.remove(names.pop(chance.randrange(len(names))))
    elif drawn < REMOVED + REPLACED:
        id_ = chance.choice(names)
        kept = library.record(id_)
        library.add(_shortened(kept, chance) if chance.random() < 0.5 and kept.passages else replace(record, id=id_))
    else:
        names.append(record.id)
        library.add(record)


def _shortened(record: Record, chance: random.Random) -> Record:
    """Its first passages, and at times another spelling of a speaker."""
    count = chance.randint(1, min(40, len(record.passages)))
    speakers = list(record.speakers)
    if chance.random() < 0.2:
        place = chance.randrange(len(speakers))
        speakers[place] = Speaker(speakers[place].id, speakers[place].name, (f"別名{chance.randrange(50)}",))
    return replace(record, passages=record.passages[:count], speakers=tuple(speakers))


def _tell_times(name: str, seconds: list[float]) -> None:
    p50, p95, most = np.percentile(seconds, [50, 95, 100]) * 1000
    print(f"{name:20} {len(seconds):6,} times  p50 {p50:6.0f} ms  p95 {p95:6.0f} ms  most {most:7.0f} ms", flush=True)


def _compare(library: Library, other: Library, questions: list[str]) -> None:
    encoder = load_encoder(None)
    grown, rebuilt = (EmbeddedIndex.open(current(each.folder)) for each in (library, other))
    left, right = (each.store.take(each.store.living()) for each in (grown, rebuilt))
    same = all(np.array_equal(getattr(left, field), getattr(right, field)) for field in FIELDS)
    print(f"  rows byte-equal: {same}")
    by_words = [[each.terms.search(terms(question), FOUND) for each in (grown, rebuilt)] for question in questions]
    _tell_equal("BM25", [(dict(one), dict(two)) for one, two in by_words])
    searchers = [Searcher(each, index, encoder) for each, index in ((library, grown), (other, rebuilt))]
    ranked = [[_scores(searcher, question) for searcher in searchers] for question in questions]
    _tell_equal("final ranking", [(one, two) for one, two in ranked])


def _scores(searcher: Searcher, question: str) -> dict[int, float]:
    ranking = searcher.rank(question)
    return dict(zip(searcher.index.keys(ranking.rows).tolist(), ranking.score.tolist(), strict=True))


def _tell_equal(name: str, pairs: list[tuple[dict[int, float], dict[int, float]]]) -> None:
    equal = sum(list(one.items()) == list(two.items()) for one, two in pairs)
    first_ten = [len(set(list(one)[:10]) & set(list(two)[:10])) / max(1, len(list(two)[:10])) for one, two in pairs]
    first = sum(next(iter(one), None) == next(iter(two), None) for one, two in pairs)
    away = [abs(one[key] / two[key] - 1) for one, two in pairs for key in one.keys() & two.keys() if two[key]]
    print(
        f"  {name:14} equal in keys, order and scores: {equal} of {len(pairs)}; same first {first}; "
        f"same ten {statistics.mean(first_ten):.4f}; scores within {max(away, default=0):.2%}"
    )


if __name__ == "__main__":
    main()
