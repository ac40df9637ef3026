"""What is PostgreSQL's own: the server's refusals, its collations and NULs, its readers and writers."""

import logging
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import sleep
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.database import prepare, writing
from corpus.database_url import FILE, VARIABLE, keep_in_folder, library_database, place, server_url
from corpus.errors import LibraryError
from corpus.library import Library
from corpus.verbatim import escaped, unescaped
from tests.conftest import on_server
from tests.corpus.test_library import PORTS, create_in_several_processes, record_of
from tests.postgresql_server import PASSWORD, USER, Server

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\x00\x01\x02a"), max_size=20)


@pytest.fixture
def folder(postgresql: Server, tmp_path: Path) -> Path:
    """A folder whose library is in a database of its own."""
    on_server(tmp_path / "library", postgresql.new_database())
    return tmp_path / "library"


@given(TEXTS, TEXTS)
def test_escaped_texts_hold_no_nul_come_back_and_keep_their_order(one: str, other: str) -> None:
    assert "\x00" not in (escaped(one) or "")
    assert unescaped(escaped(one)) == one
    assert (escaped(one) < escaped(other)) == (one < other)


def test_a_text_with_nuls_is_quoted_to_the_character(folder: Path) -> None:
    text = "Mira Kovac, Minister of Transport\n\nThe \x00ports\x01 are \x01\x01 open\x00."
    with Library.open(folder) as library:
        library.add(replace(record_of(text), title="\x00"))
        assert library.record("r") == replace(record_of(text), title="\x00")
        (stored,) = library.passages()
        assert stored.text == library.excerpt(stored.id).text == "The \x00ports\x01 are \x01\x01 open\x00."


def test_every_text_sorts_by_code_point(folder: Path, postgresql: Server) -> None:
    Library.open(folder).close()
    columns = (
        "SELECT table_name, column_name, collation_name FROM information_schema.columns"
        " WHERE table_schema = 'onrecord' AND data_type = 'character varying'"
    )
    found = postgresql.execute(columns, database_of(folder))
    assert len(found) > 20
    assert [column for _, column, collation in found if collation != "C"] == ["sha256"]  # hexadecimal digits


def test_both_databases_give_the_same_of_the_same(folder: Path, tmp_path: Path) -> None:
    """Names in every script and case: what is told, and in which order, is the same."""
    names = ["Zas", "zas", "Ärla", "Арла", "ёж", "Яна", "山", "あ", "z\u0301", "\U0001f600", "A b", "A-b", "a_b"]
    text = "\n\n".join(f"{name}, Mayor of Lowville\n\nThe ports of {name} are open." for name in names)
    with Library.open(folder) as one, Library.open(tmp_path / "other") as other:
        for library in (one, other):
            for number, name in enumerate(names):
                library.add(record_of(text, f"{name}{number}", date=f"20{number:02}"))
            library.add(record_of("", "empty"))
            library.add(record_of("Nobody speaks.", "empty-2"))
        assert one.speakers() == other.speakers()
        assert one.records() == other.records()
        assert list(one.passages()) == list(other.passages())
        assert one.fingerprint() == other.fingerprint()
        assert one.record_keys() == other.record_keys()
        for scope in ({"since": "2003", "until": "2007-05"}, {"speaker_ids": ["zas", "Zas"]}, {"record": "山6"}):
            assert one.keys(**scope) == other.keys(**scope)


def test_keys_may_be_larger_than_thirty_two_bits(folder: Path) -> None:
    Library.open(folder).close()
    with writing(prepare(folder, create=False)) as connection:
        connection.exec_driver_sql(f"UPDATE settings SET value = {2**40} WHERE name = 'next_key'")
    with Library.open(folder) as library:
        library.add(record_of(PORTS))
        assert library.keys() == [2**40, 2**40 + 1, 2**40 + 2]
        assert [one and one.text for one in library.excerpts([2**40 + 2])] == ["Good."]


def test_several_processes_may_create_one_library(postgresql: Server, tmp_path: Path) -> None:
    for number in range(8):
        on_server(tmp_path / str(number), postgresql.new_database())
    create_in_several_processes(tmp_path)


ADD_AND_REMOVE = """
import pathlib, sys
from corpus.library import Library
from corpus.model import Passage, Record, Turn
me = sys.argv[2]
with Library.open(pathlib.Path(sys.argv[1])) as library:
    for number in range(20):
        text = f"Record {number} of {me}. " * 20
        passages = tuple(Passage(f"{me}{number}/{n}", f"{me}{number}", 1, n * 10, n * 10 + 9) for n in range(10))
        turns = (Turn(1, None, None, None, 0, len(text)),)
        library.add(Record(f"{me}{number}", "T", text, turns=turns, passages=passages))
        if number % 5 == 4:
            library.remove(f"{me}{number}")
        print(number, flush=True)
"""


def test_writers_in_several_processes_never_share_a_key_and_a_reader_sees_whole_records(home: Path) -> None:
    with Library.open(home) as library:
        writers = [
            subprocess.Popen([sys.executable, "-c", ADD_AND_REMOVE, str(home), name], stdout=subprocess.PIPE)
            for name in "abc"
        ]
        looks = 0
        while any(writer.poll() is None for writer in writers):
            seen = list(library.passages())
            assert len(seen) % 10 == 0
            assert len({stored.key for stored in seen}) == len(seen)
            looks += 1
            sleep(0.01)
        assert looks > 1
        assert [writer.wait() for writer in writers] == [0, 0, 0]
        assert [len(writer.stdout.read().split()) for writer in writers if writer.stdout] == [20, 20, 20]
        assert len(library.records()) == 48
        assert len(set(library.keys())) == 480
        assert library.keys()[-1] > 480  # the keys of what was removed are not given again


def test_a_reader_keeps_its_state_of_the_library_in_the_midst_of_a_writers_changes(folder: Path) -> None:
    with Library.open(folder) as library:
        library.add(record_of(PORTS, "a"))
        stream = library.passages()
        next(stream)
        with Library.open(folder) as other:
            other.add(record_of(PORTS.replace("Good", "Bad"), "a"))
            other.add(record_of(PORTS, "b"))
        assert [one.text for one in stream] == ["They will stay open.", "Good."]


def database_of(folder: Path) -> str:
    url = library_database(folder)
    assert url
    assert url.database
    return url.database


def named(folder: Path, environment: Mapping[str, str]) -> str:
    url = library_database(folder, environment)
    assert url
    return place(url)


class TestTheSetting:
    def test_the_folders_own_file_speaks_before_the_variable(self, tmp_path: Path) -> None:
        variable = {VARIABLE: "postgresql://one.example/x"}
        assert named(tmp_path, variable) == "the database x on one.example"
        (tmp_path / FILE).write_text('url = "postgresql+psycopg://two.example:77/y"')
        assert named(tmp_path, variable) == "the database y on two.example:77"
        keep_in_folder(tmp_path)
        assert library_database(tmp_path, variable) is None
        assert library_database(tmp_path / "none", {}) is None

    def test_the_variable_opens_the_library_on_the_server(
        self, postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(VARIABLE, postgresql.new_database())
        with Library.open(tmp_path / "here") as library:
            library.add(record_of(PORTS))
        with Library.open(tmp_path / "there", create=False) as library:  # as on a second machine
            assert len(library) == 3
        assert not list(tmp_path.rglob("records.db"))

    def test_a_library_in_the_folder_is_not_hidden(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Library.open(tmp_path).close()
        monkeypatch.setenv(VARIABLE, "postgresql://anna:secret@one.example/x")
        with pytest.raises(LibraryError, match=r"holds a library of its own.*on one\.example") as told:
            Library.open(tmp_path)
        assert "secret" not in str(told.value)

    @pytest.mark.parametrize(
        "said",
        ["db", "mysql://u:secret@h/d", "postgresql://u:secret@h", "postgresql://u:secret@h:x/d", "http://secret"],
    )
    def test_what_is_no_such_url_is_refused_without_its_password(self, said: str) -> None:
        with pytest.raises(LibraryError, match=f"^{VARIABLE} is not understood") as told:
            server_url(said, VARIABLE)
        assert "secret" not in str(told.value)
        assert told.value.__context__ is None

    @pytest.mark.parametrize("said", ["url = 5", "url =", "\udcff"])
    def test_a_file_that_is_not_understood_is_named(self, tmp_path: Path, said: str) -> None:
        (tmp_path / FILE).write_bytes(said.encode("utf-8", "surrogateescape"))
        with pytest.raises(LibraryError, match=r"database\.toml"):
            library_database(tmp_path, {})


class TestRefusals:
    """Every refusal is one line that names the database and the way out, and holds no password."""

    def refused(self, url: str, folder: Path, caplog: pytest.LogCaptureFixture, *, create: bool = True) -> str:
        caplog.set_level(logging.DEBUG)
        on_server(folder, url)
        with pytest.raises(LibraryError) as told:
            Library.open(folder, create=create).add(record_of(PORTS))
        said = str(told.value)
        assert "\n" not in said
        assert said.startswith("the database ")
        for secret in (PASSWORD, quote(PASSWORD, safe=""), "wrong-word"):
            assert secret not in said + caplog.text
        return said

    def test_a_server_that_is_not_there(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        url = f"postgresql://{USER}:wrong-word@127.0.0.1:9/x"
        assert "cannot be reached" in self.refused(url, tmp_path, caplog)
        assert "cannot be reached" in self.refused(f"postgresql://u:wrong-word@/x?host={tmp_path}", tmp_path, caplog)
        assert "cannot be reached" in self.refused("postgresql://u:wrong-word@no.invalid/x", tmp_path, caplog)

    def test_a_wrong_password(self, postgresql: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        url = f"postgresql://{USER}:wrong-word@/postgres?host={postgresql.folder}"
        assert "refuses the user or the password" in self.refused(url, tmp_path, caplog)
        url = f"postgresql://{USER}@/postgres?host={postgresql.folder}"
        assert "refuses the user or the password" in self.refused(url, tmp_path, caplog)

    def test_no_such_database(self, postgresql: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        assert "createdb" in self.refused(postgresql.url("nowhere"), tmp_path, caplog)

    def test_no_library_where_none_may_be_made(
        self, postgresql: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert "onrecord add" in self.refused(postgresql.new_database(), tmp_path, caplog, create=False)

    def test_a_database_of_another_encoding(
        self, postgresql: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        url = postgresql.new_database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        assert "LATIN1" in self.refused(url, tmp_path, caplog)

    def test_a_user_who_may_not_make_tables(
        self, postgresql: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        postgresql.execute("CREATE ROLE guest LOGIN PASSWORD 'wrong-word'")
        database = postgresql.new_database().partition("@")[2]
        url = f"postgresql://guest:wrong-word@{database}"
        assert "owner" in self.refused(url, tmp_path, caplog)

    def test_another_programs_tables(
        self, postgresql: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        url = postgresql.new_database()
        on_server(tmp_path, url)
        postgresql.execute("CREATE SCHEMA onrecord CREATE TABLE recipes (name text)", database_of(tmp_path))
        assert "not a library" in self.refused(url, tmp_path, caplog)

    def test_a_library_of_a_newer_version(self, folder: Path) -> None:
        Library.open(folder).close()
        with writing(prepare(folder, create=False)) as connection:
            connection.exec_driver_sql("UPDATE settings SET value = 99 WHERE name = 'version'")
        with pytest.raises(LibraryError, match="upgrade"):
            Library.open(folder)

    def test_a_name_that_no_index_holds(self, folder: Path) -> None:
        name = "".join(random.Random(1).choices("山川田中村本林", k=20_000))
        with Library.open(folder) as library:
            with pytest.raises(LibraryError, match="shorten"):
                library.add(record_of(PORTS, name))
            library.add(record_of(PORTS))
            assert len(library) == 3

    def test_a_writer_that_does_not_end(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Library.open(folder).close()
        monkeypatch.setattr("corpus.database.PATIENCE", 0.2)
        with (
            Library.open(folder) as library,
            writing(prepare(folder, create=False)),
            pytest.raises(LibraryError, match="another process"),
        ):
            library.add(record_of(PORTS))

    def test_a_server_that_broke_off_is_found_again(self, folder: Path, postgresql: Server) -> None:
        with Library.open(folder) as library:
            library.add(record_of(PORTS))
            broken = library.passages()
            next(broken)
            name = database_of(folder)
            postgresql.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            with pytest.raises(LibraryError, match="broke off"):
                list(broken)
            assert len(library) == 3

    def test_the_driver_missing(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(LibraryError, match=r"onrecord\[postgresql\]"):
            Library.open(folder)
