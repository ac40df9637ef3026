"""An index that grew, however it came about, is the index that would be built at once."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from corpus.errors import MissingIndex
from corpus.library import Library
from corpus.stock import Stock
from embeddings import regenerate as regenerating
from embeddings.generation import current
from embeddings.regenerate import regenerate
from embeddings.store import VectorStore
from embeddings.term_build import command_of_process
from embeddings.term_index import TermIndex, TermIndexWriter
from tests.embeddings.growth import (
    NAMES,
    SMALL,
    SPEAKERS,
    SPELLINGS,
    STATIC,
    TEXTS,
    assert_as_rebuilt,
    assert_same,
    change,
    embed,
    living,
    opened_now,
    record,
)
from tests.embeddings.reader_process import read_until

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("ONRECORD_KILLS", "2"))
EXAMPLES, STEPS, CHANGES = (200, 30, 50) if os.environ.get("ONRECORD_SEARCH") else (12, 12, 4)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for (module, name), value in SMALL.items():
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


class Stopped(BaseException):
    """As KeyboardInterrupt: no error, and at any moment."""


class Growth(RuleBasedStateMachine):
    """Records come, change and go; builds are stopped; after each build that was not, the index is as rebuilt."""

    @initialize(linked=st.booleans())
    def start(self, linked: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.patched = pytest.MonkeyPatch()
        for (module, name), value in SMALL.items():
            self.patched.setattr(module, name, value)
        if not linked:
            self.patched.setattr(Path, "hardlink_to", _no_links)
        self.library = Library.open(Path(self.folder.name) / "library")
        self.checks = 0

    def teardown(self) -> None:
        self.library.close()
        self.patched.undo()
        self.folder.cleanup()

    @rule(
        name=st.sampled_from(NAMES),
        texts=st.lists(st.sampled_from(TEXTS), max_size=6),
        speaker=st.sampled_from(SPEAKERS),
        aliases=st.sampled_from(SPELLINGS),
    )
    def put(self, name: str, texts: list[str], speaker: str, aliases: tuple[str, ...]) -> None:
        self.library.add(record(name, texts, speaker, aliases))

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        if name in {known.id for known in self.library.records()}:
            self.library.remove(name)

    @rule(thorough=st.booleans())
    def embed(self, thorough: bool) -> None:
        embed(self.library, thorough=thorough)
        if not len(self.library) and not (self.library.folder / "current.json").exists():
            return
        self.checks += 1
        assert_as_rebuilt(self.library, Path(self.folder.name) / f"fresh{self.checks}")
        if thorough:
            index = opened_now(self.library)
            assert max(len(index.store.dead), index.terms.dropped) <= 0.3 * len(index.store.rows)

    @rule(batches=st.integers(0, 3), in_terms=st.booleans(), force=st.booleans())
    def stop(self, batches: int, in_terms: bool, force: bool) -> None:
        before = _name_of_current(self.library)
        with pytest.MonkeyPatch.context() as patched:
            told = Stopping(batches)
            if in_terms:
                _stop_after_commit(patched, told)
            try:
                regenerate(self.library, STATIC, (lambda done, total: None) if in_terms else told, force=force)
            except Stopped:
                assert _name_of_current(self.library) == before
        if before is not None:
            assert opened_now(self.library).store.dead is not None


def _no_links(path: Path, target: Path) -> None:
    raise OSError(1, "Operation not permitted")


class Stopping:
    """Raises Stopped when it was called so often."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, done: int, total: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Stopped


def _stop_after_commit(patched: pytest.MonkeyPatch, told: Stopping) -> None:
    commit = TermIndexWriter.commit

    def stopped(writer: TermIndexWriter) -> None:
        commit(writer)
        told(0, 0)

    patched.setattr(TermIndexWriter, "commit", stopped)


def _name_of_current(library: Library) -> str | None:
    try:
        return current(library.folder).name
    except MissingIndex:
        return None


TestGrowth = Growth.TestCase
TestGrowth.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS)


def test_a_stopped_build_is_gone_on_with(library: Library) -> None:
    library.add(record("long", TEXTS * 3, "Ann", ()))
    with pytest.raises(Stopped):
        regenerate(library, STATIC, Stopping(5))
    told: list[int] = []
    done = regenerate(library, STATIC, lambda done, total: told.append(done))
    assert told[:2] == [8, 10], "four batches of two were kept"
    assert done.embedded == len(library) - 8


def test_a_stopped_build_leaves_no_spelling_that_was_taken_back(library: Library, tmp_path: Path) -> None:
    library.add(record("one", TEXTS[:4], "Ann", ()))
    embed(library)
    library.add(record("two", TEXTS, "Ann", ()))
    library.add(record("alias", TEXTS[:1], "Ann", ("Анна",)))
    with pytest.MonkeyPatch.context() as patched:
        _stop_after_commit(patched, Stopping(1))
        with pytest.raises(Stopped):
            embed(library)
    library.remove("alias")
    embed(library, thorough=True)
    assert_as_rebuilt(library, tmp_path / "fresh")


def test_a_stopped_forced_build_is_left_where_the_index_has_more(library: Library) -> None:
    library.add(record("one", TEXTS, "Ann", ()))
    embed(library)
    with pytest.raises(Stopped):
        regenerate(library, STATIC, Stopping(2), force=True)
    library.add(record("two", TEXTS[:1], "Ann", ()))
    assert regenerate(library, STATIC, lambda done, total: None).embedded == 1


def test_another_spelling_leaves_nothing_that_a_thorough_run_does_not_drop(library: Library, tmp_path: Path) -> None:
    library.add(record("one", TEXTS, "Ann", ()))
    library.add(record("two", TEXTS[:3], "Bert", ()))
    embed(library)
    library.add(record("alias", TEXTS[:1], "Ann", ("Анна",)))
    embed(library)
    assert opened_now(library).terms.dropped
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("embeddings.regenerate.MANY_DEAD", 0.0)
        embed(library, thorough=True)
    assert not opened_now(library).terms.dropped
    assert_as_rebuilt(library, tmp_path / "fresh")


def test_an_index_without_a_state_is_indexed_again(library: Library, tmp_path: Path) -> None:
    library.add(record("one", TEXTS, "Ann", ()))
    embed(library)
    (current(library.folder).lexical / "state.json").write_text("{")
    embed(library)
    assert_as_rebuilt(library, tmp_path / "fresh")


def test_many_changes_rank_as_a_rebuild(library: Library, tmp_path: Path) -> None:
    from retrieval.search import Searcher

    chance = random.Random(3)
    for _ in range(15):
        change(library, chance)
        if chance.random() < 0.4:
            embed(library)
    embed(library, thorough=True)
    library.add(record("last", TEXTS, "Ann", ()))
    embed(library, thorough=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("embeddings.regenerate.MANY_DEAD", 0.0)
        embed(library, thorough=True)
    grown = Searcher(library, opened_now(library), STATIC)
    rankings = [grown.rank(question) for question in TEXTS]
    rows = living(opened_now(library))
    regenerate(library, STATIC, lambda done, total: None, force=True)
    rebuilt = Searcher(library, opened_now(library), STATIC)
    assert_same(rows, living(opened_now(library)))
    for question, ranking in zip(TEXTS, rankings, strict=True):
        again = rebuilt.rank(question)
        assert (ranking.rows.tolist(), ranking.score.tolist()) == (again.rows.tolist(), again.score.tolist())


@pytest.mark.parametrize(("pairs", "others"), [(1, 4), (3, 0), (3, 2), (4, 0), (6, 4), (6, 6)])
def test_a_thorough_run_ends_however_much_the_terms_have_dropped(library: Library, pairs: int, others: int) -> None:
    for number in range(pairs):  # side by side, so that no part of the index is dropped whole
        library.add(record(f"kept{number}", TEXTS[number : number + 1], "Ann", ()))
        library.add(record(f"renamed{number}", TEXTS[:1], "Bert", ()))
    if others:
        library.add(record("others", TEXTS[:others], "Ann", ()))
    embed(library)
    library.add(record("more", TEXTS[:1], "Bert", ("Берт",)))  # all of Bert's passages are indexed again
    embed(library)
    told = []

    def at_most_a_few_builds(done: int, total: int) -> None:
        told.append(done)
        assert len(told) < 100

    regenerate(library, STATIC, at_most_a_few_builds, thorough=True)
    words = TermIndex(current(library.folder).lexical)
    assert words.dropped <= SMALL[regenerating, "MANY_DEAD"] * (len(words) + words.dropped)


def test_readers_meet_only_whole_indexes_while_two_write(library: Library, tmp_path: Path) -> None:
    library.add(record("always", TEXTS, "Ann", ()))
    embed(library)
    over, failures, times = threading.Event(), [], []

    def guarded(work: object, *arguments: object) -> None:
        try:
            times.append(work(*arguments))  # type: ignore[operator]  # a function
        except Exception as error:  # noqa: BLE001  # told by the test's own thread
            failures.append(error)
            over.set()

    def write(seed: int) -> int:
        chance = random.Random(seed)
        with Library.open(library.folder) as own:
            for _ in range(CHANGES):
                change(own, chance)
                embed(own, thorough=chance.random() < 0.3)
        return CHANGES

    process = subprocess.Popen(
        [sys.executable, "-m", "tests.embeddings.reader_process", str(library.folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    readers = [threading.Thread(target=guarded, args=(read_until, library.folder, over.is_set)) for _ in range(2)]
    writers = [threading.Thread(target=guarded, args=(write, seed)) for seed in (1, 2)]
    for thread in [*readers, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in readers:
        thread.join()
    opened, said = process.communicate()
    assert not failures
    assert process.returncode == 0, said
    assert min(*times, int(opened)) > 0
    embed(library)
    assert_as_rebuilt(library, tmp_path / "fresh")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_killed_at_any_moment_the_next_run_mends(library: Library, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.embeddings.growth", str(library.folder), str(number)], cwd=ROOT
        )
        published = _name_of_current(library)
        while process.poll() is None and _name_of_current(library) == published:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        VectorStore(current(library.folder).vectors)
        embed(library)
        assert_as_rebuilt(library, tmp_path / f"fresh{number}")


def test_a_process_of_terms_ends_with_the_one_that_started_it(library: Library, tmp_path: Path) -> None:
    library.add(record("one", TEXTS, "Ann", ()))
    command = command_of_process(library.folder, tmp_path / "lexical")
    with closing(TermIndexWriter(tmp_path / "lexical")):  # which it waits for
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.communicate(f"{Stock.of(library).to_json()}\n") == (None, "")
    assert process.returncode == 1
