import multiprocessing
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot import memory, tables
from bot.claims import Unfinished
from bot.context import Context
from bot.state import EVERYBODY, Addition, ChatSettings, State
from corpus.database import reading
from corpus.database_url import library_database
from corpus.errors import LibraryError
from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.conversation import Choice, Conversation, Pending
from retrieval.model import Candidate, Scope
from tests.postgresql_server import Server

BOT, ANNA, BEN = 1, 7, 8
GROUP = -100
SECRET = "что сказал Лавров о моей тайне"
LAVROV, ZAS = Speaker("lavrov", "Lavrov", ("Лавров",)), Speaker("zas", "Zas")
ROSTER = Roster([SpeakerSummary(one, ("minister",), ("r",), 1, 1) for one in (LAVROV, ZAS)])
TALK = Conversation("the UN", (LAVROV,), "r", Scope(since="2020"))
CONTEXT = Context(TALK, SECRET, ("r/1", "r/2"))


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(home: Path, clock: Clock) -> Iterator[State]:
    home.mkdir(exist_ok=True)
    with State.open(home, context_seconds=60, clock=clock) as opened:
        yield opened


def reopened(folder: Path) -> State:
    return State.open(folder, clock=Clock())


def test_settings_are_each_users_in_each_chat_and_outlive_the_process(state: State, home: Path) -> None:
    state.save_settings(ANNA, ANNA, ChatSettings("ru", "lavrov"))
    state.save_settings(GROUP, EVERYBODY, ChatSettings("ja"))
    state.save_settings(ANNA, ANNA, ChatSettings("en", "zas", "r"))
    with reopened(home) as again:
        assert again.settings(ANNA, ANNA) == ChatSettings("en", "zas", "r")
        assert again.settings(GROUP, EVERYBODY) == ChatSettings("ja")
        assert again.settings(GROUP, ANNA) == ChatSettings()


@pytest.mark.parametrize(
    "talk",
    [
        Conversation(),
        TALK,
        replace(TALK, speakers=()),
        Conversation(pending=Pending("and him?", (Candidate(ZAS, "chief", "r"), Candidate(LAVROV)), (Candidate(ZAS),))),
        Conversation(scope=Scope("zas", "r", "2020-01", "2021")),
        Conversation(choices=(Choice((Candidate(ZAS, "chief", "r"), Candidate(LAVROV)), Candidate(LAVROV)),)),
    ],
)
def test_a_context_comes_back_as_it_was(state: State, talk: Conversation) -> None:
    context = Context(talk, "ラヴロフは？", ("r/1",))
    state.save_context(GROUP, ANNA, context)
    state.save_shown(GROUP, [5], ANNA, context)
    assert state.context(GROUP, ANNA, ROSTER) == context == state.shown(GROUP, 5, ROSTER)
    assert state.context(GROUP, BEN, ROSTER) is None
    state.drop_context(GROUP, ANNA)
    assert state.context(GROUP, ANNA, ROSTER) is None


def test_where_a_speaker_is_gone_nobody_takes_the_place() -> None:
    known = Roster([SpeakerSummary(ZAS, (), ("r",), 1, 1)])
    assert Context.loads(CONTEXT.dumps(), known) == Context(Conversation(), SECRET, ("r/1", "r/2"))


def test_a_context_expires_and_is_deleted(state: State, clock: Clock, home: Path) -> None:
    state.save_context(ANNA, ANNA, CONTEXT)
    clock.now += 59
    assert state.context(ANNA, ANNA, ROSTER) == CONTEXT
    clock.now += 1
    assert state.context(ANNA, ANNA, ROSTER) is None
    state.tidy()
    assert rows(home, "contexts") == []


def test_an_opinion_takes_the_place_of_the_users_former_one(state: State) -> None:
    for good in (True, False):
        state.save_feedback(GROUP, 5, ANNA, good=good, question="q", passages=["r/1"])
    state.save_feedback(GROUP, 5, BEN, good=True, question="q", passages=[])
    assert [(one.good, one.passages) for one in state.feedback()] == [(False, ("r/1",)), (True, ())]


def test_an_update_is_received_once_also_after_a_restart(state: State, home: Path) -> None:
    assert state.receive(BOT, 10, ANNA, "{}")
    assert not state.receive(BOT, 10, ANNA, "{}")
    assert state.receive(BOT + 1, 10, ANNA, "{}")
    state.finish(BOT, 10)
    with reopened(home) as again:
        assert not again.receive(BOT, 10, ANNA, "{}")


def test_an_update_that_was_not_finished_is_known(state: State, home: Path) -> None:
    for number in (12, 11, 13):
        state.receive(BOT, number, ANNA, str(number))
    state.finish(BOT, 11)
    state.claims(BOT, "a").begins_to_answer(13)
    with reopened(home) as again:
        assert again.claims(BOT, "b").left_by_former_runs() == [
            Unfinished(12, "12", False),
            Unfinished(13, "13", False),
        ]
        assert again.claims(BOT + 1, "b").left_by_former_runs() == []


def test_what_was_asked_is_not_kept_after_the_answer(state: State, home: Path) -> None:
    state.receive(BOT, 1, ANNA, SECRET)
    state.finish(BOT, 1)
    assert rows(home, "updates") == [(BOT, 1, 1000.0, EVERYBODY, None, False, EVERYBODY, None, False, False)]


def test_one_of_many_processes_and_threads_receives_an_update(home: Path) -> None:
    home.mkdir(exist_ok=True)
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        counts = processes.map(received_of_hundred, [home, home])
    assert sum(counts) == 100


def received_of_hundred(folder: Path) -> int:
    with State.open(folder) as state, ThreadPoolExecutor(4) as threads:
        return sum(threads.map(lambda number: state.receive(BOT, number, ANNA, "{}"), range(100)))


def test_additions_wait_with_their_files(state: State, clock: Clock, home: Path) -> None:
    addition = Addition("t1", ANNA, GROUP, "minutes.txt")
    folder = state.save_addition(addition)
    (folder / "minutes.txt").write_text("x")
    assert state.addition("t1") == (addition, folder)
    (home / "incoming" / "left-over").mkdir()
    state.tidy()
    assert [one.name for one in (home / "incoming").iterdir()] == ["t1"]
    assert state.drop_addition("t1")
    assert not state.drop_addition("t1")
    assert (state.addition("t1"), folder.exists()) == (None, False)
    state.save_addition(addition)
    clock.now += 3 * 86_400
    state.tidy()
    assert (state.addition("t1"), folder.exists()) == (None, False)


def test_forgetting_leaves_no_byte_of_a_user(state: State, home: Path, request: pytest.FixtureRequest) -> None:
    for number in range(300):  # enough that rows move between the pages of the file
        who = ANNA if number % 3 else BEN
        said = Context(TALK, f"{SECRET if who == ANNA else 'открытый вопрос'} {number}" * 20)
        state.save_shown(GROUP, [number], who, said)
        state.save_context(-number, who, said)
        state.save_feedback(GROUP, number, who, good=True, question=said.question, passages=())
        state.receive(BOT, number, who, said.question)
    (state.save_addition(Addition("t1", ANNA, ANNA, f"{SECRET}.txt")) / "file.txt").write_text(SECRET)
    state.save_settings(ANNA, ANNA, ChatSettings("ru"))
    with reopened(home) as other:  # as a second process would
        assert other.settings(ANNA, ANNA) == ChatSettings("ru")
        assert SECRET.encode() in everything(home, request)
        state.forget(ANNA)
        assert SECRET.encode() not in everything(home, request)
        assert b"\\u0442\\u0430\\u0439\\u043d" not in everything(home, request)
        assert "открытый вопрос".encode() in everything(home, request)
        assert other.settings(ANNA, ANNA) == ChatSettings()
        assert len(other.feedback()) == 100
        assert not other.receive(BOT, 1, ANNA, "{}")  # the number is remembered, nothing else
        assert [one.number for one in other.claims(BOT, "b").left_by_former_runs()] == list(range(0, 300, 3))


def test_what_was_chosen_goes_along_to_another_chat(state: State) -> None:
    new = -1_001_234_567_890
    state.save_settings(GROUP, ANNA, ChatSettings("ru", "zas"))
    state.save_context(GROUP, ANNA, CONTEXT)
    state.save_settings(GROUP, BEN, ChatSettings("ja"))
    state.save_settings(new, BEN, ChatSettings("en"))
    for _ in range(2):  # Telegram tells of it twice
        state.move(GROUP, new)
    assert state.settings(new, ANNA) == ChatSettings("ru", "zas")
    assert state.context(new, ANNA, ROSTER) == CONTEXT
    assert state.settings(new, BEN) == ChatSettings("en")
    assert state.settings(GROUP, ANNA) == state.settings(GROUP, BEN) == ChatSettings()


def test_who_is_forgotten_again_and_again_holds_up_nobody(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    erased: list[bool] = []  # whether it could be done

    def erase(_: Engine) -> None:
        erased.append(len(erased) > 0)
        if not erased[-1]:
            raise LibraryError("busy")

    monkeypatch.setattr(memory, "erase", erase)
    state.forget(ANNA)
    assert not erased
    state.save_settings(ANNA, ANNA, ChatSettings("ru"))
    with pytest.raises(LibraryError, match="busy"):
        state.forget(ANNA)
    for _ in range(3):
        state.forget(ANNA)
    assert erased == [False, True]  # what could not be overwritten at first was, once


def test_what_is_forgotten_in_a_groups_name_is_nobody_elses(state: State) -> None:
    state.save_settings(GROUP, ANNA, ChatSettings("ru"))
    state.save_settings(GROUP, GROUP, ChatSettings("ja"))
    state.forget(GROUP)
    assert state.settings(GROUP, ANNA) == ChatSettings("ru")
    assert state.settings(GROUP, GROUP) == ChatSettings()


def everything(folder: Path, request: pytest.FixtureRequest) -> bytes:
    """What the files of the memory hold; a server's log of changes, which it writes anew by itself, is left out."""
    files = list(folder.rglob("*"))
    if url := library_database(folder):
        server: Server = request.getfixturevalue("postgresql")
        server.execute("CHECKPOINT")
        ((number,),) = server.execute(f"SELECT oid FROM pg_database WHERE datname = '{url.database}'")
        files += (server.folder / "data" / "base" / str(number)).iterdir()
    return b"".join(file.read_bytes() for file in files if file.is_file())


OLD = {
    1: """
CREATE TABLE settings (chat INTEGER NOT NULL, who INTEGER NOT NULL, language VARCHAR, speaker VARCHAR, record VARCHAR,
    PRIMARY KEY (chat, who));
CREATE TABLE contexts (chat INTEGER NOT NULL, who INTEGER NOT NULL, context TEXT NOT NULL, expires FLOAT NOT NULL,
    PRIMARY KEY (chat, who));
CREATE TABLE shown (chat INTEGER NOT NULL, message INTEGER NOT NULL, who INTEGER NOT NULL, context TEXT NOT NULL,
    expires FLOAT NOT NULL, PRIMARY KEY (chat, message));
CREATE TABLE feedback (chat INTEGER NOT NULL, message INTEGER NOT NULL, who INTEGER NOT NULL, at FLOAT NOT NULL,
    good BOOLEAN NOT NULL, question TEXT NOT NULL, passages TEXT NOT NULL, PRIMARY KEY (chat, message, who));
CREATE TABLE updates (bot INTEGER NOT NULL, number INTEGER NOT NULL, at FLOAT NOT NULL, who INTEGER NOT NULL,
    content TEXT, answering BOOLEAN NOT NULL, PRIMARY KEY (bot, number));
CREATE TABLE additions (token VARCHAR NOT NULL, who INTEGER NOT NULL, chat INTEGER NOT NULL, name VARCHAR NOT NULL,
    at FLOAT NOT NULL, PRIMARY KEY (token));
INSERT INTO settings VALUES (7, 7, 'ja', NULL, NULL);
INSERT INTO feedback VALUES (7, 1, 7, 5.0, 1, 'q', '["r/1"]');
PRAGMA user_version = 1;
"""
}
OLD[2] = (
    OLD[1].replace("user_version = 1", "user_version = 2")
    + """
ALTER TABLE updates ADD chat BIGINT NOT NULL DEFAULT 0;
ALTER TABLE updates ADD worker VARCHAR;
ALTER TABLE updates ADD working BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE updates ADD cancelled BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX updates_waiting ON updates (who) WHERE content IS NOT NULL;
CREATE TABLE workers (bot BIGINT NOT NULL, worker VARCHAR NOT NULL, seen FLOAT NOT NULL, PRIMARY KEY (bot, worker));
CREATE TABLE asked (who BIGINT NOT NULL, light BOOLEAN NOT NULL, at FLOAT NOT NULL);
CREATE INDEX asked_by ON asked (who);
"""
)
OLD[3] = (
    OLD[2].replace("user_version = 2", "user_version = 3")
    + """
ALTER TABLE additions ADD message BIGINT;
ALTER TABLE additions ADD language VARCHAR;
ALTER TABLE additions ADD worker VARCHAR;
"""
)


@pytest.mark.parametrize("version", OLD)
def test_a_file_of_an_older_version_is_brought_to_this_one(tmp_path: Path, version: int) -> None:
    with sqlite3.connect(tmp_path / "state.db") as database:
        database.executescript(OLD[version])
    database.close()
    with State.open(tmp_path) as opened:
        assert opened.settings(7, 7).language == "ja"
        assert [one.question for one in opened.feedback()] == ["q"]
    assert columns(tmp_path) == {
        table.name: [(column.name, not column.nullable) for column in table.columns]
        for table in tables.metadata.sorted_tables
    }


def test_the_steps_make_the_tables_that_the_queries_are_about(tmp_path: Path) -> None:
    State.open(tmp_path).close()
    assert list(OLD) == list(range(1, len(tables.STEPS) + 1)), "keep a file of every version that was ever released"
    assert set(columns(tmp_path)) == set(tables.metadata.tables)


def test_a_step_is_taken_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with State.open(tmp_path) as opened:
        opened.save_settings(ANNA, ANNA, ChatSettings("ru"))
    now = tables.STEPS
    monkeypatch.setattr(tables, "STEPS", (*now, ("ALTER TABLE feedback ADD note TEXT", "nonsense")))
    with pytest.raises(LibraryError):
        State.open(tmp_path)
    assert ("note", False) not in columns(tmp_path)["feedback"]
    monkeypatch.setattr(tables, "STEPS", (*now, ("ALTER TABLE feedback ADD note TEXT",)))
    with State.open(tmp_path) as opened:
        assert opened.settings(ANNA, ANNA) == ChatSettings("ru")
    assert ("note", False) in columns(tmp_path)["feedback"]
    monkeypatch.setattr(tables, "STEPS", now)
    with pytest.raises(LibraryError, match="newer onrecord"):
        State.open(tmp_path)


def test_a_file_that_is_no_memory_is_named(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(LibraryError, match=r"state\.db"):
        State.open(tmp_path)


def test_ids_of_groups_are_longer_than_thirty_two_bits(state: State) -> None:
    group, user = -1_001_234_567_890, 7_000_000_000
    state.save_settings(group, user, ChatSettings("ru"))
    assert state.settings(group, user) == ChatSettings("ru")
    assert state.receive(user, 2**33, user, "{}", chat=group)


def columns(folder: Path) -> dict[str, list[tuple[str, bool]]]:
    names = [name for (name,) in query(folder, "select name from sqlite_master where type = 'table'")]
    return {name: [(row[1], bool(row[3])) for row in query(folder, f"pragma table_info({name})")] for name in names}


def rows(folder: Path, table: str) -> list[tuple[object, ...]]:
    with reading(memory.opened(folder, library_database(folder))) as connection:
        return [tuple(row) for row in connection.execute(select(tables.metadata.tables[table]))]


def query(folder: Path, statement: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(folder / "state.db")
    try:
        return database.execute(statement).fetchall()
    finally:
        database.close()
