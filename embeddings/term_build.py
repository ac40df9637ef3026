"""Builds the lexical index of a library: here, or in a process of its own on the second core.

Cutting text into terms holds Python's lock nearly all the time, so that a thread beside the
embedding gains nothing.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from corpus.library import Library
from corpus.model import StoredPassage
from embeddings.term_index import TermDocument, TermIndexWriter

WORTH_A_PROCESS = 4000  # passages; below, starting one takes longer than it saves
_CHUNK = 4096


def write_term_index(library: Library, folder: Path) -> None:
    """Build the index of all passages, in the order of their keys, in `folder`."""
    writer = TermIndexWriter(folder)
    passages = enumerate(library.passages())
    while chunk := [_document(row, passage) for row, passage in islice(passages, _CHUNK)]:
        writer.append(chunk)
    writer.finish()


@contextmanager
def term_index_beside(library: Library, folder: Path) -> Iterator[None]:
    """Have the index built in `folder` by the end of the block; raises OSError when it could not be."""
    if len(library) < WORTH_A_PROCESS:
        yield
        write_term_index(library, folder)
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


def _document(row: int, passage: StoredPassage) -> TermDocument:
    return TermDocument(row, passage.text, " ".join((*passage.speaker_names, passage.role or "")))


def _main(library: str, folder: str) -> None:
    with Library.open(Path(library), create=False) as opened:
        try:
            write_term_index(opened, Path(folder))
        except (OSError, ValueError) as error:  # tantivy reports a full disk as ValueError
            sys.exit(f"the term index cannot be written: {error}")


if __name__ == "__main__":
    _main(*sys.argv[1:])
