"""What people give by mistake, through the real command line: one line each, and the rest is read."""

import ctypes
import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.read import find_records
from tests.forked import Forked

MEETING = (
    "Ms. OKADA (Chair): The board meets.\n\nMr. LINDQVIST (Engineer): The pier is firm.\n\nMs. OKADA (Chair): Thanks.\n"
)
Add = Callable[..., "subprocess.CompletedProcess[str]"]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2


def forgo_access() -> None:
    """Make root subject to permissions, like everybody else, in the process that is started next."""
    prctl = ctypes.CDLL(None).prctl
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.fixture(scope="module")
def add() -> Iterator[Add]:
    """Runs `onrecord add ARGUMENTS` on a library, subject to permissions."""
    with Forked("retrieval", preexec_fn=forgo_access) as program:

        def run(*arguments: str | Path, library: Path) -> "subprocess.CompletedProcess[str]":
            given = ["add", *map(str, arguments), "--library", str(library)]
            done = program.run(given, cwd=library.parent, environment=os.environ)
            return subprocess.CompletedProcess(given, done.returncode, done.stdout.decode(), done.stderr.decode())

        yield run


def records_in(folder: Path) -> list[str]:
    if not (folder / "records.db").exists():
        return []
    with Library.open(folder) as library:
        return [record.id for record in library.records()]


BAD = {
    "noise.txt": (bytes(range(256)) * 10, "not a text file"),
    "nul.txt": (b"\x00" * 100, "not a text file"),
    "zip.txt": (b"PK\x03\x04" + b"\x14\x00\x08\x08" * 50, "not a text file"),
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n", "is empty"),
    "cut8.txt": (("港は開いています。" * 9).encode()[:-1], "is damaged"),
    "cut16.txt": (MEETING.encode("utf-16")[:-1], "is damaged"),
    "chinese.txt": ("會議現在開始，請主席發言。".encode("big5"), "--encoding"),
    "empty.srt": (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "holds no cue"),
    "words.vtt": (b"no cue at all", "holds no cue"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("bad")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(MEETING)
    (folder / "LOUD.TXT").write_text(MEETING.replace("pier", "quay"))
    (folder / ".hidden.txt").write_bytes(b"\x00")
    (folder / "image.png").write_bytes(b"\x89PNG")
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "inner.txt").write_text(MEETING.replace("pier", "mole"))
    (folder / "folder.txt" / "round").symlink_to(folder)
    (folder / "shut").mkdir()
    (folder / "shut" / "inside.txt").write_text(MEETING)
    (folder / "secret.txt").write_text(MEETING)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "side.txt").write_text(MEETING)
    (folder / "side.toml").write_text("tilte = 'x'")
    os.mkfifo(folder / "pipe.txt")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_text(MEETING)
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket must be short
        listening.bind("socket.txt")
        os.chdir(here)
        for shut in ("shut", "secret.txt"):
            (folder / shut).chmod(0)
        yield folder
        for shut in ("shut", "secret.txt"):
            (folder / shut).chmod(0o700)


def test_each_bad_file_of_a_folder_has_one_line_and_the_rest_is_read(add: Add, folder: Path, tmp_path: Path) -> None:
    done = add(folder, library=tmp_path / "library")
    told = done.stderr.splitlines()
    assert done.returncode == 2
    assert sorted(records_in(tmp_path / "library")) == ["good", "inner", "loud"]
    expected = {name: why for name, (_, why) in BAD.items()} | {
        "shut": "cannot be looked into: Permission denied",
        "secret.txt": "cannot be read: Permission denied",
        "gone.txt": "No such file",
        "loop.txt": "symbolic links",
        "pipe.txt": "not a file but a pipe",
        "socket.txt": "not a file but a pipe, a socket",
        "side.toml": "unknown key 'tilte': use one of id, title",
        "\\udcff\\udcfe.txt": "rename it",
    }
    for name, why in expected.items():
        (line,) = [line for line in told if f"/{name}" in line]
        assert why in line, line
    assert len(told) == len(expected)
    assert "3 records: 3 added" in done.stdout
    assert f"{len(expected)} could not be read" in done.stdout
    assert "Traceback" not in done.stderr


def test_paths_given_by_name_are_told_one_by_one(add: Add, folder: Path, tmp_path: Path) -> None:
    given = ["pipe.txt", "gone.txt", "nowhere.txt", "image.png", "shut", "secret.txt", "good.txt"]
    (tmp_path / "nothing").mkdir()
    done = add(*(folder / name for name in given), tmp_path / "nothing", "/dev/null", library=tmp_path / "library")
    told = done.stderr.splitlines()
    whys = (
        "pipe",
        "leads nowhere",
        "does not exist",
        "not in a format",
        "looked into",
        "Permission denied",
        "no record",
    )
    for line, why in zip(told, (*whys, "not in a format"), strict=True):
        assert why in line, (line, why)
    assert ".srt" in next(line for line in told if "image.png" in line)
    assert (done.returncode, records_in(tmp_path / "library")) == (2, ["good"])


def test_what_fails_changes_nothing_in_the_library(add: Add, tmp_path: Path) -> None:
    path, library = tmp_path / "minutes.txt", tmp_path / "library"
    path.write_text(MEETING)
    assert add(path, library=library).returncode == 0
    before = (library / "records.db").read_bytes(), sorted(library.rglob("*"))
    path.write_bytes((MEETING + "港は開いています。").encode()[:-1])
    done = add(path, library=library)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert ((library / "records.db").read_bytes(), sorted(library.rglob("*"))) == before


def test_an_encoding_can_be_said_on_the_command_line_and_in_a_sidecar(add: Add, tmp_path: Path) -> None:
    path, library = tmp_path / "short.txt", tmp_path / "library"
    path.write_bytes("Ž. Novák: Ano.\n\nŽ. Novák: Ne.\n".encode("cp1250"))
    assert "--encoding" in add(path, "--check", library=library).stderr
    assert add(path, "--encoding", "cp1250", "--check", library=library).returncode == 0
    assert records_in(library) == []
    path.with_suffix(".toml").write_text('encoding = "cp1250"\n')
    assert add(path, library=library).returncode == 0
    with Library.open(library) as opened:
        assert opened.record("short").text.startswith("Ž. Novák")


def test_very_many_speakers_and_a_very_long_name(add: Add, tmp_path: Path) -> None:
    letters = "abcdefghij"
    names = ["".join(letters[int(digit)] for digit in f"{number:04}").capitalize() for number in range(3000)]
    crowd = "\n\n".join(f"Mr. {name.upper()} (Member): I am {name}." for name in names)
    (tmp_path / "crowd.txt").write_text(crowd)
    (tmp_path / "long.txt").write_text(f"{'A' * 5000}: Yes.\n\nMr. {'B' * 5000} (Member): No.\n\n" + MEETING)
    done = add(tmp_path, "--check", library=tmp_path / "library")
    said = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert "3000 passages" in done.stdout
    assert any(re.fullmatch(r"    … and 29\d\d more", line) for line in said)
    assert len(said) < 60
    assert max(map(len, said)) < 200


def test_a_folder_of_many_files_is_found_once_each_and_in_order(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number:05}.txt").touch()
    (tmp_path / "again.txt").symlink_to(tmp_path / "00007.txt")
    found = [path.name for path in find_records([tmp_path, tmp_path, tmp_path / "00001.txt"])]
    assert found == [f"{number:05}.txt" for number in range(3000)]
