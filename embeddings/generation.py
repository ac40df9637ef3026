"""Which generation of the derived indexes is current: built beside the old one, switched in whole.

    library/
      current.json               names the generation; replaced in one rename
      vectors/<generation>/      the vector store
      lexical/<generation>/      the term index
      index.lock                 held by the one process that builds; freed by the system if it dies

A reader keeps the files that it has open; whoever opens next gets the new generation. A generation that
goes on from another has the same files, by hard links: they only grow, or are never written again.
A build that was stopped half way leaves a draft, with which the next one goes on.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from corpus.errors import LibraryError, MissingIndex
from embeddings.pointer import read_pointer, write_pointer

PATIENCE = 60.0
CHECKPOINT = "checkpoint.json"
LOCK = "index.lock"
T = TypeVar("T")
_PARTS = ("vectors", "lexical")
_WRITTEN_AGAIN = (".json", "dead.npy")


@dataclass(frozen=True, slots=True)
class Generation:
    """The two folders of one build, of a name that no other build has."""

    library: Path
    name: str

    @property
    def vectors(self) -> Path:
        """The folder of the vector store."""
        return self.library / "vectors" / self.name

    @property
    def lexical(self) -> Path:
        """The folder of the term index."""
        return self.library / "lexical" / self.name

    def exists(self) -> bool:
        """Whether both folders are there."""
        return self.vectors.is_dir() and self.lexical.is_dir()

    def remove(self) -> None:
        """Delete both folders, as far as that is possible."""
        for folder in (self.vectors, self.lexical):
            shutil.rmtree(folder, ignore_errors=True)


def current(library: Path) -> Generation:
    """The generation that readers open; raises MissingIndex when none has been published."""
    generation = _pointed_to(library)
    while not generation.exists():
        gone, generation = generation, _pointed_to(library)
        if generation == gone:  # else another took its place meanwhile
            raise MissingIndex(f"the index {gone.name} of {library} is gone: run `onrecord embed`")
    return generation


def _pointed_to(library: Path) -> Generation:
    name = read_pointer(library).get("generation")
    if name is None:
        raise MissingIndex(f"the library {library} has no index yet: run `onrecord embed`")
    if not isinstance(name, str) or not name.isalnum():
        raise MissingIndex(f"the index {name!r} of {library} is none: run `onrecord embed`")
    return Generation(library, name)


def opened(library: Path, open_index: Callable[[Generation], T]) -> T:
    """What `open_index` gives of the current generation. Raises MissingIndex.

    Where another took its place, and its files, meanwhile, that one is opened.
    """
    while True:
        generation = current(library)
        try:
            return open_index(generation)
        except MissingIndex:
            if current(library) == generation:
                raise


def publish(built: Generation) -> None:
    """Make a finished build the current one, and remove every other generation."""
    write_pointer(built.library, {"generation": built.name})
    discard_others(built.library, built.name)


def discard_others(library: Path, kept: str | None = None) -> None:
    """Remove all generations but `kept`, unfinished ones included. What cannot be removed now is left for next time."""
    for part in _PARTS:
        for folder in (library / part).glob("*"):
            if folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)


def go_on_from(folder: Path, other: Path) -> None:
    """Make `folder` begin with all that the same part of another generation, `other`, has."""
    folder.mkdir(parents=True)
    for path in other.iterdir():
        _link(path, folder / path.name)


def _link(path: Path, other: Path) -> None:
    if path.suffix == ".lock":
        return
    if path.suffix in _WRITTEN_AGAIN or path.name in _WRITTEN_AGAIN:
        shutil.copyfile(path, other)
        return
    try:
        other.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copyfile(path, other)


def _unfinished(library: Path) -> list[Generation]:
    """The drafts that a later build can go on with."""
    folders = [path.parent for path in (library / "vectors").glob(f"*/{CHECKPOINT}")]
    return [draft for draft in (Generation(library, folder.name) for folder in folders) if not _is_current(draft)]


def _is_current(generation: Generation) -> bool:
    try:
        return current(generation.library) == generation
    except MissingIndex:
        return False


@contextmanager
def building(library: Path) -> Iterator[Generation]:
    """Hold the right to build in `library`, and a generation to build in: a draft that was left, or a new one.

    Raises LibraryError as `sole_builder` does.
    """
    with sole_builder(library):
        draft = next(iter(_unfinished(library)), None) or Generation(library, secrets.token_hex(8))
        try:
            yield draft
        except Exception:
            _remove_draft(draft)  # a build that failed, for want of room perhaps, leaves none of itself
            raise
        except BaseException:
            if draft not in _unfinished(library):
                _remove_draft(draft)
            raise


def _remove_draft(draft: Generation) -> None:
    if not _is_current(draft):  # published, it is the only index that there is
        draft.remove()


def is_building(library: Path) -> bool:
    """Whether a process is building the index of `library` just now."""
    import filelock

    try:
        with filelock.FileLock(library / LOCK, blocking=False):
            return False
    except filelock.Timeout:
        return True
    except OSError:  # a folder that only others may write to: who builds there cannot be told
        return False


@contextmanager
def sole_builder(library: Path) -> Iterator[None]:
    """Hold the right to build the index of `library`.

    Waits up to `PATIENCE` seconds for another process that is building; then raises LibraryError.
    """
    import filelock

    try:
        with filelock.FileLock(library / LOCK, timeout=PATIENCE):
            yield
    except filelock.Timeout as error:
        raise LibraryError(f"another process is building the index of {library}: wait until it has ended") from error
