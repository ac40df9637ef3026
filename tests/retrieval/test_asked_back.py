"""An ambiguous name, from the command line and in a chat, over a library of two records."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.read import read_record
from retrieval.chat import Chat
from retrieval.prepare import index
from retrieval.search import Searcher
from tests.retrieval.conftest import Onrecord

EAST = """JOHN BAKER, HARBOUR MASTER: The harbour tax stays at two per cent, and the boats pay it in spring.

THE CHAIR: Order, please. The harbour tax is the only item of the day.

MARY BAKER, MINISTER OF FISHERIES: The harbour tax is too high for small boats, and it has to fall.
"""
WEST = """THE CHAIR: We open with the school meals. The town pays for the school meals of every child.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("namesakes")
    (home / "east.txt").write_text(EAST, "utf-8")
    (home / "west.txt").write_text(WEST, "utf-8")
    with Library.open(home / "library") as library:
        for name in ("east", "west"):
            library.add(read_record(home / f"{name}.txt"))
        index(library, None)
    return home / "library"


@pytest.fixture(scope="module")
def searcher(folder: Path) -> Iterator[Searcher]:
    opened = Searcher.open(folder)
    yield opened
    opened.library.close()


def test_ask_ends_with_1_and_names_the_candidates(folder: Path, onrecord: Onrecord) -> None:
    for arguments in (("What did Baker say about the harbour tax?",), ("the harbour tax", "--speaker", "Baker")):
        done = onrecord("ask", *arguments, "--json", at=folder)
        assert done.returncode == 1, done.stderr
        answer = json.loads(done.stdout)
        assert not answer["answered"]
        assert "HARBOUR MASTER" in answer["reason"].upper()
        assert "FISHERIES" in answer["reason"].upper()


def test_a_chat_goes_on_with_the_one_who_was_meant(searcher: Searcher, capsys: pytest.CaptureFixture[str]) -> None:
    chat = Chat(searcher, None)
    chat.say("What did Baker say about the harbour tax?")
    assert "1. " in capsys.readouterr().out
    chat.say("Mary")
    shown = capsys.readouterr().out
    assert "too high for small boats" in shown
    assert "two per cent" not in shown


def test_the_chair_of_the_record_that_was_named_is_heard(
    searcher: Searcher, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = Chat(searcher, None)
    chat.say("What did the Chair say about the school meals?")
    shown = capsys.readouterr().out
    assert "east" in shown
    assert "west" in shown
    chat.say("west")
    assert "The town pays for the school meals" in capsys.readouterr().out


def test_a_chat_hears_the_chair_of_the_record_that_was_picked(
    searcher: Searcher, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = Chat(searcher, None)
    chat.say("/speaker The Chair")
    offered = capsys.readouterr().out
    west = next(line.strip()[0] for line in offered.splitlines() if "west" in line)
    chat.say(f"/speaker {west}")
    for _ in range(2):
        capsys.readouterr()
        chat.say("the school meals")
        assert "The town pays for the school meals" in capsys.readouterr().out


def test_more_is_of_nobody_whom_the_user_no_longer_hears(
    searcher: Searcher, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ("/more", "What else?"):
        chat = Chat(searcher, None)
        chat.say("What did John Baker say about the harbour tax?")
        assert "two per cent" in capsys.readouterr().out
        chat.say("/speaker Mary Baker")
        chat.say(more)
        shown = capsys.readouterr().out
        assert "two per cent" not in shown
        assert ("too high for small boats" in shown) == (more == "What else?")
