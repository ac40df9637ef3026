"""Brings the lexical index of a library up to date: here, or in a process of its own on the second core.

Cutting text into terms holds Python's lock nearly all the time, so that a thread beside the
embedding gains nothing.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from corpus.library import Library
from corpus.model import StoredPassage
from embeddings.speaker_number import speaker_number
from embeddings.term_index import TermDocument, TermIndexWriter

WORTH_A_PROCESS = 4000  # passages; below, starting one takes longer than it saves
_CHUNK = 4096
_CHUNKS_KEPT = 16  # after so many what was done is kept, should this process be stopped


def update_term_index(library: Library, folder: Path) -> None:
    """Bring the index in `folder`, new or of an earlier state of `library`, to its present state.

    A passage is indexed with every spelling of its speaker's name: those of a speaker who was given
    another one since are indexed again.
    """
    writer = TermIndexWriter(folder)
    last, there = writer.last_key, set(library.record_keys())
    spellings, former = spelled(library), writer.names()
    renamed = [id_ for id_, spelling in former.items() if spellings.get(id_, spelling) != spelling]
    writer.drop("record", writer.records() - there)
    writer.drop("speaker", map(speaker_number, renamed))
    writer.expect(there)
    if renamed:
        _append(writer, library.passages(until=last, speaker_ids=renamed))
    _append(writer, library.passages(after=last))
    writer.finish(spellings)


def _append(writer: TermIndexWriter, passages: Iterable[StoredPassage]) -> None:
    for number, chunk in enumerate(_chunks(passages), 1):
        writer.append(map(_document, chunk))
        if not number % _CHUNKS_KEPT:
            writer.commit()


def _chunks(passages: Iterable[StoredPassage]) -> Iterator[list[StoredPassage]]:
    remaining = iter(passages)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def spelled(library: Library) -> dict[str, str]:
    """By the id of each speaker, what changes with the spellings of the name."""
    return {id_: blake2b(repr(names).encode(), digest_size=8).hexdigest() for id_, names in library.spellings().items()}


@contextmanager
def term_index_beside(library: Library, folder: Path, fresh: int) -> Iterator[None]:
    """Have the index in `folder` up to date by the end of the block; raises OSError when it could not be.

    `fresh` is about how many passages it lacks.
    """
    if fresh < WORTH_A_PROCESS:
        yield
        update_term_index(library, folder)
        return
    command = [sys.executable, "-m", "embeddings.term_build", str(library.folder.resolve()), str(folder.resolve())]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield
            _, said = process.communicate()
        finally:
            process.kill()
    if process.returncode:
        raise OSError(said.strip().splitlines()[-1] if said.strip() else "the process that indexed terms was stopped")


def _document(passage: StoredPassage) -> TermDocument:
    attribution = " ".join((*passage.speaker_names, passage.role or ""))
    return TermDocument(passage.key, passage.text, attribution, passage.record_key, speaker_number(passage.speaker_id))


def _main(library: str, folder: str) -> None:
    with Library.open(Path(library), create=False) as opened:
        try:
            update_term_index(opened, Path(folder))
        except (OSError, ValueError) as error:  # tantivy reports a full disk as ValueError
            sys.exit(f"the term index cannot be written: {error}")


if __name__ == "__main__":
    _main(*sys.argv[1:])
