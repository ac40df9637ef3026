"""The library on disk gives back what was put in, slice by slice, and nothing that drifted."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.database import prepare, writing
from corpus.errors import DriftedPassage, LibraryError, RecordError, UnknownPassage, UnknownRecord
from corpus.in_file import BLOCK
from corpus.library import Library
from corpus.model import Added, Aside, Passage, Record, Speaker, Turn, digest
from corpus.reading import read_speech


def record_of(text: str, record_id: str = "r", **metadata: str) -> Record:
    reading = read_speech(text, record_id)
    return Record(
        id=record_id,
        title="Title",
        text=text,
        speakers=reading.speakers,
        turns=reading.turns,
        passages=reading.passages,
        asides=reading.asides,
        **metadata,
    )


PORTS = (
    "Mira Kovac, Minister of Transport\n\nThe ports are open.\n\nThey will stay open.\n\n"
    "Tom Hill, Mayor of Lowville\n\nGood.\n"
)


def test_a_record_comes_back_as_it_was_added(library: Library, round_table: Record) -> None:
    assert library.add(round_table) is Added.ADDED
    assert library.record(round_table.id) == round_table
    assert len(library) == len(round_table.passages)


@given(st.text(max_size=300), st.text(max_size=20))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_record_comes_back_as_it_was_added(library: Library, text: str, title: str) -> None:
    record = replace(record_of(text.encode("utf-8", "ignore").decode()), title=title.encode("utf-8", "ignore").decode())
    with suppress(UnknownRecord):
        library.remove("r")
    library.add(record)
    assert library.record("r") == record


def test_adding_the_same_again_writes_nothing(library: Library, round_table: Record) -> None:
    library.add(round_table)
    keys, print_before = library.keys(), library.fingerprint()
    assert library.add(round_table) is Added.UNCHANGED
    assert (library.keys(), library.fingerprint()) == (keys, print_before)


def test_a_changed_record_takes_the_place_of_the_old_under_new_keys(library: Library) -> None:
    library.add(record_of(PORTS))
    before, print_before = library.keys(), library.fingerprint()
    assert library.add(record_of(PORTS, date="2021-05-03")) is Added.REPLACED
    assert not set(before) & set(library.keys())
    assert library.fingerprint() != print_before
    assert library.excerpts(before) == [None] * len(before)


def test_a_new_reading_keeps_the_ids_of_what_is_still_said(library: Library) -> None:
    library.add(record_of(PORTS))
    open_ports, stay, good = (passage.id for passage in library.record("r").passages)
    library.add(record_of(PORTS.replace("\n\nThe ports", "\n\nDear colleagues!\n\nThe ports").replace("Good.", "Bad.")))
    new, *kept, changed = (passage.id for passage in library.record("r").passages)
    assert kept == [open_ports, stay]
    assert len({new, changed, open_ports, stay, good}) == 5
    assert library.excerpt(stay).text == "They will stay open."
    library.add(record_of(PORTS))
    assert library.excerpt(stay).text == "They will stay open."
    assert library.record("r").passages[-1].id not in {good, changed}


def test_the_same_words_of_two_people_keep_their_ids_apart(library: Library) -> None:
    two = "Mira Kovac, Minister of Transport\n\nI agree.\n\nTom Hill, Mayor of Lowville\n\nI agree.\n"
    swapped = "Tom Hill, Mayor of Lowville\n\nI agree.\n\nMira Kovac, Minister of Transport\n\nI agree.\n"
    library.add(record_of(two))
    before = {passage.id: library.excerpt(passage.id).speaker for passage in library.record("r").passages}
    library.add(record_of(swapped))
    assert {passage.id: library.excerpt(passage.id).speaker for passage in library.record("r").passages} == before


def test_records_of_one_file_are_added_together_or_not_at_all(library: Library) -> None:
    def failing() -> Iterator[Record]:
        yield record_of(PORTS, "a")
        raise RecordError("the rest cannot be read")

    with pytest.raises(RecordError):
        library.add_all(failing())
    assert library.records() == []
    assert library.add_all([record_of(PORTS, "a"), record_of(PORTS, "b")]) == [Added.ADDED, Added.ADDED]
    assert library.add_all([record_of(PORTS, "a"), record_of("Other.", "b")]) == [Added.UNCHANGED, Added.REPLACED]
    assert library.add_all([]) == []


def test_keys_are_never_given_twice(library: Library) -> None:
    library.add(record_of(PORTS))
    before = library.keys()
    library.remove("r")
    library.add(record_of(PORTS))
    assert not set(before) & set(library.keys())


def test_an_excerpt_is_its_slice_with_its_attribution(library: Library, round_table: Record) -> None:
    library.add(round_table)
    turns = {turn.number: turn for turn in round_table.turns}
    for passage in round_table.passages:
        excerpt = library.excerpt(passage.id)
        assert excerpt.text == round_table.text[passage.start : passage.end]
        assert (excerpt.speaker, excerpt.role) == (turns[passage.turn].speaker, turns[passage.turn].role)
        assert (excerpt.record, excerpt.title, excerpt.date) == (round_table.id, round_table.title, "2020-10-07")


def test_excerpts_come_in_the_order_asked_for(library: Library, round_table: Record) -> None:
    library.add(round_table)
    keys = library.keys()
    wanted = [keys[5], keys[-1] + 99, keys[0], keys[5]]
    found = library.excerpts(wanted)
    assert [excerpt.id if excerpt else None for excerpt in found] == [
        f"{round_table.id}/6", None, f"{round_table.id}/1", f"{round_table.id}/6",
    ]  # fmt: skip
    assert library.excerpts([]) == []


def test_many_excerpts_equal_one_by_one(library: Library) -> None:
    text = "\n\n".join(f"Paragraph number {number} says something of its own." for number in range(2500))
    library.add(record_of(text))
    keys = library.keys()[::-1]
    assert [excerpt.text for excerpt in library.excerpts(keys) if excerpt] == text.split("\n\n")[::-1]


def test_excerpts_of_a_text_with_nuls_are_exact(library: Library) -> None:
    text = "\n\n".join(f"The \x00 port\x01 of {number} is\x00 open." for number in range(5))
    library.add(record_of(text))
    assert [excerpt and excerpt.text for excerpt in library.excerpts(library.keys())] == text.split("\n\n")
    assert [stored.text for stored in library.passages()] == text.split("\n\n")
    assert [library.excerpt(passage.id).text for passage in library.record("r").passages] == text.split("\n\n")


def test_slices_across_blocks_are_exact(library: Library) -> None:
    text = "".join(chr(0x4E00 + number % 5000) for number in range(3 * BLOCK + 17))
    edges = [
        (0, 1),
        (BLOCK - 1, BLOCK),
        (BLOCK - 1, BLOCK + 1),
        (BLOCK, BLOCK + 5),
        (5, 3 * BLOCK + 3),
        (3 * BLOCK, len(text)),
    ]
    edges.sort()
    passages = tuple(Passage(f"r/{number}", "r", 1, start, end) for number, (start, end) in enumerate(edges))
    turns = (Turn(1, None, None, None, 0, len(text)),)
    record = Record("r", "T", text, turns=turns, passages=passages, asides=(Aside(1, 2, "link"),))
    library.add(record)
    assert library.record("r") == record
    assert [library.excerpt(passage.id).text for passage in passages] == [text[start:end] for start, end in edges]
    assert [stored.text for stored in library.passages()] == [text[start:end] for start, end in edges]


def test_what_drifted_is_not_shown(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    library.add(record_of(PORTS))
    with writing(prepare(library.folder, create=False)) as other:
        other.exec_driver_sql("UPDATE blocks SET text = replace(text, 'stay open', 'be closed')")
    assert library.excerpt("r/1").text == "The ports are open."
    with pytest.raises(DriftedPassage, match="r/2"):
        library.excerpt("r/2")
    assert [excerpt is None for excerpt in library.excerpts(library.keys())] == [False, True, False]
    assert [stored.id for stored in library.passages()] == ["r/1", "r/3"]
    assert [excerpt.id for excerpt in library.around("r/1", 0, 2)] == ["r/1", "r/3"]
    assert "r/2" in caplog.text


def test_neighbours_are_of_the_same_record(library: Library) -> None:
    library.add(record_of(PORTS, "a"))
    library.add(record_of(PORTS, "b"))
    assert [excerpt.id for excerpt in library.around("a/3", 1, 5)] == ["a/2", "a/3"]
    assert [excerpt.id for excerpt in library.around("b/1", 5, 1)] == ["b/1", "b/2"]
    assert [excerpt.id for excerpt in library.around("b/2", 0, 0)] == ["b/2"]


def test_the_turn_of_each_passage_is_told(library: Library) -> None:
    library.add(record_of(PORTS))
    keys = library.keys()
    excerpts = library.excerpts(keys)
    assert library.turns(keys[::-1]) == [(one.record, one.turn) for one in excerpts[::-1] if one]
    assert library.turns([max(keys) + 1]) == [None]


def test_what_is_unknown_is_named(library: Library) -> None:
    with pytest.raises(UnknownPassage, match="nowhere/1"):
        library.excerpt("nowhere/1")
    with pytest.raises(UnknownPassage):
        library.around("nowhere/1", 1, 1)
    with pytest.raises(UnknownRecord, match="nowhere"):
        library.record("nowhere")
    with pytest.raises(UnknownRecord):
        library.remove("nowhere")


def test_passages_in_scope(library: Library) -> None:
    library.add(record_of(PORTS, "a", date="2020-10-07"))
    library.add(record_of(PORTS, "b", date="2020-10"))
    library.add(record_of(PORTS, "c"))
    assert len(library.keys()) == 9
    assert len(library.keys(record="a")) == 3
    assert len(library.keys(speaker_ids=["Mira Kovac"])) == 6
    assert len(library.keys(speaker_ids=["Mira Kovac"], record="b")) == 2
    assert library.keys(speaker_ids=[]) == []


@pytest.mark.parametrize(
    ("date", "since", "until", "inside"),
    [
        ("2020-10-07", "2020-10-07", "2020-10-07", True),
        ("2020-10-07", "2020-10", "2020-10", True),
        ("2020-10-07", "2020", None, True),
        ("2020-10-07", "2020-10-08", None, False),
        ("2020-10-07", None, "2020-10-06", False),
        ("2020-10-07", None, "2020", True),
        ("2020-10-07", "2021", None, False),
        ("2020-10", "2020-10-01", "2020-10-31", True),
        ("2020-10", "2020-10-20", None, True),
        ("2020-10", "2020-11-01", None, False),
        ("2020-10", None, "2020-09-30", False),
        ("2020", "2020-05-01", "2020-05-02", True),
        ("2020", None, "2019-12-31", False),
        (None, "2020", None, False),
    ],
)
def test_dates_compare_as_far_as_they_are_known(
    library: Library, date: str | None, since: str | None, until: str | None, inside: bool
) -> None:
    library.add(replace(record_of(PORTS), date=date))
    assert bool(library.keys(since=since, until=until)) is inside


def test_one_identity_over_two_records(library: Library) -> None:
    library.add(
        replace(
            record_of(PORTS, "a"),
            speakers=(Speaker("Mira Kovac", "Mira Kovac", ("Ковач",)), Speaker("Tom Hill", "Tom Hill")),
        )
    )
    library.add(
        replace(
            record_of(PORTS, "b"),
            speakers=(Speaker("Mira Kovac", "Mira Kovac", ("コヴァチ",)), Speaker("Tom Hill", "Tom Hill")),
        )
    )
    kovac = next(one for one in library.speakers() if one.speaker.id == "Mira Kovac")
    assert kovac.speaker.aliases == ("Ковач", "コヴァチ")
    assert kovac.roles == ("Minister of Transport",)
    assert (kovac.records, kovac.turns, kovac.passages) == (("a", "b"), 2, 4)
    names = {stored.speaker_names for stored in library.passages() if stored.speaker == "Mira Kovac"}
    assert names == {("Mira Kovac", "Ковач", "コヴァチ")}
    library.remove("a")
    assert library.speakers()[0].speaker.aliases == ("コヴァチ",)


def test_summaries_count_what_there_is(library: Library, round_table: Record) -> None:
    library.add(round_table)
    (summary,) = library.records()
    assert (summary.id, summary.date, summary.language) == (round_table.id, "2020-10-07", "ja")
    assert (summary.speakers, summary.turns, summary.passages) == (5, 6, len(round_table.passages))
    assert (summary.asides, summary.sha256) == (len(round_table.asides), round_table.sha256)


def test_stored_passages_are_streamed_record_by_record(library: Library, round_table: Record) -> None:
    library.add(record_of(PORTS, "z"))
    library.add(round_table)
    library.add(record_of(PORTS, "a"))
    stored = list(library.passages())
    assert [one.key for one in stored] == library.keys()
    assert list(dict.fromkeys(one.record for one in stored)) == ["z", round_table.id, "a"]
    assert all(one.digest == digest(one.text) for one in stored)
    assert stored[3].speaker is None
    assert stored[3].speaker_names == ()


def test_the_fingerprint_follows_what_can_be_shown(library: Library) -> None:
    empty = library.fingerprint()
    library.add(record_of(PORTS, "a"))
    one = library.fingerprint()
    library.add(record_of(PORTS, "b"))
    both = library.fingerprint()
    library.remove("b")
    assert library.fingerprint() == one
    assert len({empty, one, both}) == 3


def test_readers_go_on_while_one_writes(library: Library) -> None:
    library.add(record_of(PORTS, "a"))
    stream = library.passages()
    first = next(stream)
    library.add(record_of(PORTS, "b"))
    library.remove("a")
    assert [first.id, *(one.id for one in stream)] == ["a/1", "a/2", "a/3"]
    assert [one.id for one in library.passages()] == ["b/1", "b/2", "b/3"]


def test_writers_in_several_threads_wait_for_each_other(library: Library) -> None:
    threads = [threading.Thread(target=library.add, args=(record_of(PORTS, f"r{number}"),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.records()) == 8
    assert len(set(library.keys())) == 24


def test_several_processes_may_create_one_library(tmp_path: Path) -> None:
    create_in_several_processes(tmp_path)


def create_in_several_processes(folder: Path) -> None:
    """Four processes, each making the same eight libraries below `folder`, each of them at the same moment."""
    program = (
        "import sys, pathlib, time; from corpus.library import Library\n"
        "for number in range(8):\n"
        "    at = float(sys.argv[2]) + number * 0.1\n"
        "    time.sleep(max(0, at - time.time() - 0.01))\n"
        "    while time.time() < at: pass\n"
        "    Library.open(pathlib.Path(sys.argv[1]) / str(number)).close()"
    )
    together = str(time.time() + 1.5)
    running = [subprocess.Popen([sys.executable, "-c", program, str(folder), together]) for _ in range(4)]
    assert [one.wait() for one in running] == [0, 0, 0, 0]


class TestRefusals:
    """Every refusal is one line that names the place and the way out."""

    def refused(self, folder: Path, *, create: bool = True) -> str:
        with pytest.raises(LibraryError) as told:
            Library.open(folder, create=create)
        assert "\n" not in str(told.value)
        assert str(folder) in str(told.value)
        return str(told.value)

    def test_a_file_for_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        assert "not a folder" in self.refused(tmp_path / "file")
        self.refused(tmp_path / "file" / "below")

    def test_no_library_where_none_may_be_made(self, tmp_path: Path) -> None:
        assert "onrecord add" in self.refused(tmp_path / "none", create=False)
        assert not (tmp_path / "none").exists()

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        (tmp_path / "records.db").write_text("This is not a database at all. " * 100)
        assert "not a library" in self.refused(tmp_path)

    def test_another_programs_database(self, tmp_path: Path) -> None:
        with sqlite3.connect(tmp_path / "records.db") as other:
            other.execute("CREATE TABLE recipes (name TEXT)")
        assert "not a library" in self.refused(tmp_path)

    def test_a_library_of_a_newer_version(self, tmp_path: Path) -> None:
        Library.open(tmp_path).close()
        with sqlite3.connect(tmp_path / "records.db") as other:
            other.execute("UPDATE settings SET value = 99 WHERE name = 'version'")
        assert "upgrade" in self.refused(tmp_path)

    def test_a_full_disk(self, tmp_path: Path) -> None:
        with Library.open(tmp_path) as library:
            library.add(record_of(PORTS, "a"))
        program = (
            "import resource, sys, pathlib; from corpus.library import Library; from corpus.model import Record\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
            "from corpus.errors import LibraryError\n"
            "try: Library.open(pathlib.Path(sys.argv[1])).add(Record('big', 'T', 'x' * 5_000_000))\n"
            "except LibraryError as error: print(error)\n"
        )
        told = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
        )
        assert "space" in told.stdout
        assert told.stdout.count("\n") == 1
        with Library.open(tmp_path) as library:
            assert [summary.id for summary in library.records()] == ["a"]
