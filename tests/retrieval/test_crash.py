"""Killed at any moment, a writer leaves the old library or the new one, and the next run completes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest

from corpus.library import Library
from embeddings.generation import current
from tests.retrieval.conftest import Onrecord

KILLS = int(os.environ.get("ONRECORD_KILLS", "2"))
QUESTION = "CSTOの憲章はいつ、どこで調印されましたか？"


def killed(*arguments: str, at: Path, after: float) -> bool:
    """Start a command and kill it after so many seconds; whether it was still running."""
    process = subprocess.Popen(
        [sys.executable, "-m", "retrieval", *arguments, "--library", str(at)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def duration(*arguments: str, at: Path) -> float:
    """Seconds that a command takes, Python's start among them."""
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "retrieval", *arguments, "--library", str(at)], check=True, capture_output=True
    )
    return time.monotonic() - started


def meeting(number: int, paragraphs: int = 600) -> str:
    lines = [f"議長: 第{number}回の会議を開きます。議題は{number * 7}号です。"]
    lines += [
        f"委員{line % 5}: 論点{line}について、{number}番の案では予算を{line * 13}万円とします。"
        for line in range(paragraphs)
    ]
    return "\n".join(lines)


@pytest.fixture
def grown(tmp_path: Path, library: Path) -> Path:
    """A library of this test's own."""
    return Path(copytree(library, tmp_path / "library"))


def assert_answers(onrecord: Onrecord, folder: Path) -> None:
    done = onrecord("ask", QUESTION, "--record", "csto-2020-10-07", "--json", at=folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["quotes"][0]["speaker"] == "アレクサンドル・パンキン"


def test_embed_killed_leaves_an_index_that_answers(onrecord: Onrecord, grown: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(meeting(1, 1500), encoding="utf-8")
    assert onrecord("add", str(tmp_path / "long.txt"), at=grown).returncode == 0
    whole = duration("embed", "--force", at=grown)
    before = current(grown).name
    random.seed(1)
    landed = 0
    for _ in range(KILLS):
        landed += killed("embed", "--force", at=grown, after=random.uniform(0.1, 0.8) * whole)
        assert_answers(onrecord, grown)
    assert landed, "no kill came before the end: nothing was shown"
    assert onrecord("embed", "--force", at=grown).returncode == 0
    assert current(grown).name != before
    assert len(list((grown / "vectors").iterdir())) == 1, "unfinished builds are cleared away"
    assert_answers(onrecord, grown)


def test_add_killed_loses_nothing_that_was_added(onrecord: Onrecord, grown: Path, tmp_path: Path) -> None:
    whole = None
    added: set[str] = {"csto-2020-10-07"}
    random.seed(2)
    landed = number = 0
    while number <= KILLS or (not landed and number < 5 * KILLS):
        path = tmp_path / f"meeting-{number}.txt"
        path.write_text(meeting(number), encoding="utf-8")
        if whole is None:
            whole = duration("add", str(path), at=grown)
        else:
            landed += killed("add", str(path), at=grown, after=random.uniform(0.1, 0.8) * whole)
        with Library.open(grown) as library:
            assert added <= {record.id for record in library.records()}
        done = onrecord("add", str(path), at=grown)
        assert done.returncode == 0, done.stderr
        added.add(path.stem)
        assert_answers(onrecord, grown)
        number += 1
    assert landed, "no kill came before the end: nothing was shown"
    with Library.open(grown) as library:
        assert {record.id for record in library.records()} == added


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are POSIX")
@pytest.mark.parametrize("limit", [20_000, 150_000, 500_000])
def test_a_full_disk_is_one_line_and_harms_nothing(onrecord: Onrecord, grown: Path, tmp_path: Path, limit: int) -> None:
    import resource

    path = tmp_path / "meeting.txt"
    path.write_text(meeting(1, 3000), encoding="utf-8")
    before = (grown / "current.json").read_text()
    done = subprocess.run(
        [sys.executable, "-m", "retrieval", "add", str(path), "--library", str(grown)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert str(grown) in done.stderr
    assert (grown / "current.json").read_text() == before
    assert onrecord("embed", at=grown).returncode == 0
    assert_answers(onrecord, grown)


def test_a_library_that_cannot_be_made_is_one_line(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = onrecord("ask", QUESTION, at=tmp_path / "file" / "library")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "file" in done.stderr
