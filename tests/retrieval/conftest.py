"""The shipped record in a library of its own, asked through the real command line."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.read import read_record
from corpus.records import bundled_records
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher
from tests.forked import Forked

Onrecord = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped") / "library"
    ensure_ready(folder, lambda message: None)
    return folder


@pytest.fixture(scope="session")
def searcher(library: Path) -> Iterator[Searcher]:
    opened = Searcher.open(library)
    yield opened
    opened.library.close()


@pytest.fixture(scope="session")
def source() -> str:
    return read_record(bundled_records()[0]).text


@pytest.fixture(scope="session")
def program() -> Iterator[Forked]:
    """`python -m retrieval`, ready to run."""
    with Forked("retrieval") as found:
        yield found


@pytest.fixture
def onrecord(tmp_path: Path, library: Path, program: Forked) -> Onrecord:
    """Runs `python -m retrieval ARGS` in a process of its own, on the shipped library unless told otherwise."""

    def run(*arguments: str, at: Path = library, said: str | bytes = "") -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "ONRECORD_LIBRARY": str(at), "COLUMNS": "80"}
        said = said.encode() if isinstance(said, str) else said
        done = program.run(arguments, cwd=tmp_path, environment=environment, said=said)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def add_shipped(folder: Path) -> None:
    """Put the shipped record into the library in `folder` without indexing it."""
    with Library.open(folder) as opened:
        opened.add(read_record(bundled_records()[0]))
