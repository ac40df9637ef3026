"""Brings the lexical index of a library up to date: here, or in a process of its own on the second core.

Cutting text into terms holds Python's lock nearly all the time, so that a thread beside the
embedding gains nothing.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path

from corpus.library import Library
from corpus.model import StoredPassage
from corpus.stock import Stock
from corpus.whole import MOST_IN_A_QUERY
from embeddings.speaker_number import speaker_number
from embeddings.term_index import TermDocument, TermIndexWriter
from embeddings.term_state import NOTHING, TermState

WORTH_A_PROCESS = 4000  # passages; below, starting one takes longer than it saves
CHUNK = 4096
CHUNKS_KEPT = 16  # after so many what was done is kept, should this process be stopped
# Not -m, which would look for our packages in the folder where the user is, among the user's own files.
_PROCESS = "import sys; sys.path.append(sys.argv[1]); from embeddings.term_build import main; main(*sys.argv[2:])"
_ROOT = str(Path(__file__).parents[1])


def update_term_index(library: Library, folder: Path, stock: Stock) -> None:
    """Bring the index in `folder`, new or of an earlier state of `library`, to that of `stock`.

    A passage is indexed with every spelling of its speaker's name: those of a speaker whose spellings
    are others now are indexed again.
    """
    goal, former = TermState.of(stock), TermState.read(folder)
    if former is None:
        shutil.rmtree(folder, ignore_errors=True)
        former = NOTHING
    with closing(TermIndexWriter(folder)) as writer:
        last = writer.last_key
        former.on_the_way_to(goal).write(folder)
        renamed = former.spelled_otherwise(goal)
        writer.drop("record", former.records - goal.records)
        writer.drop("speaker", map(speaker_number, renamed))
        for first in range(0, len(renamed), MOST_IN_A_QUERY):
            some = renamed[first : first + MOST_IN_A_QUERY]
            _append(writer, _documents(library.passages(until=last, speaker_ids=some), goal.records, stock))
        _append(writer, _documents(library.passages(after=last), goal.records, stock))
        writer.finish()
    goal.write(folder)


def _documents(passages: Iterable[StoredPassage], records: Collection[int], stock: Stock) -> Iterator[TermDocument]:
    """Those of `records` alone: what was added since belongs to the next run."""
    return (_document(passage, stock.spelled) for passage in passages if passage.record_key in records)


def _document(passage: StoredPassage, spelled: Mapping[str, tuple[str, ...]]) -> TermDocument:
    names = spelled[passage.speaker_id] if passage.speaker_id is not None else ()
    attribution = " ".join((*names, passage.role or ""))
    return TermDocument(passage.key, passage.text, attribution, passage.record_key, speaker_number(passage.speaker_id))


def _append(writer: TermIndexWriter, documents: Iterator[TermDocument]) -> None:
    for number, chunk in enumerate(_chunks(documents), 1):
        writer.append(chunk)
        if not number % CHUNKS_KEPT:
            writer.commit()


def _chunks(documents: Iterator[TermDocument]) -> Iterator[list[TermDocument]]:
    while chunk := list(islice(documents, CHUNK)):
        yield chunk


@contextmanager
def term_index_beside(library: Library, folder: Path, stock: Stock, fresh: int) -> Iterator[None]:
    """Have the index in `folder` at the state of `stock` by the end of the block; raises OSError when it could not be.

    `fresh` is about how many passages it lacks.
    """
    if fresh < WORTH_A_PROCESS:
        yield
        update_term_index(library, folder, stock)
        return
    command = command_of_process(library.folder, folder)
    piped, unheard = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=piped, stdout=unheard, stderr=piped, encoding="utf-8") as process:
        try:
            _give(process, stock)
            yield
            said = process.stderr.read() if process.stderr else ""
            process.wait()
        finally:
            process.kill()
    if process.returncode:
        raise OSError(said.strip().splitlines()[-1] if said.strip() else "the process that indexed terms was stopped")


def command_of_process(library: Path, folder: Path) -> list[str]:
    """What runs `main` in a process of its own."""
    return [sys.executable, "-P", "-c", _PROCESS, _ROOT, str(library.resolve()), str(folder.resolve())]


def _give(process: subprocess.Popen[str], stock: Stock) -> None:
    if process.stdin:
        with suppress(BrokenPipeError):  # it has ended already, and says why
            process.stdin.write(f"{stock.to_json()}\n")
            process.stdin.flush()


def main(library: str, folder: str) -> None:
    """Bring the term index in `folder` to the state that standard input gives, and end when that ends."""
    stock = Stock.from_json(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with Library.open(Path(library), create=False) as opened:
        try:
            update_term_index(opened, Path(folder), stock)
        except (OSError, ValueError) as error:  # tantivy reports a full disk as ValueError
            sys.exit(f"the term index cannot be written: {error}")


def _end_with_parent() -> None:
    """Standard input ends when the process that holds its other end does, however that came to its end."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
