"""The README's examples are what the program prints.

`ONRECORD_RECORD=1 python -m pytest tests/test_readme.py` writes the answers of today into the README.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from corpus.sidecar import read_sidecar
from tests.forked import PATIENCE, STREAMS, Forked

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLUMNS = 100


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from retrieval.prepare import ensure_ready

    library = tmp_path_factory.mktemp("readme") / "library"
    ensure_ready(library, lambda message: None)
    return library


@pytest.fixture(scope="module")
def onrecord() -> Iterator[Forked]:
    with Forked("retrieval") as program:
        yield program


def on_a_terminal(onrecord: Forked, command: str, folder: Path) -> str:
    """What `command` prints on a terminal of `COLUMNS` columns, colours taken out."""
    import pty

    name, *arguments = shlex.split(command)
    assert name == "onrecord"
    outside, inside = pty.openpty()
    shown = {"COLUMNS": str(COLUMNS), "LINES": "50", "TERM": "xterm", "LANG": "C.UTF-8"}
    environment = {**os.environ, "ONRECORD_LIBRARY": str(folder)} | shown
    with TemporaryDirectory() as streams, ThreadPoolExecutor(1) as thread:
        for stream in STREAMS:
            (Path(streams) / stream).symlink_to(os.ttyname(inside))
        printed = thread.submit(read_to_end, outside)
        started = onrecord.start(arguments, cwd=folder.parent, environment=environment, streams=Path(streams))
        started.wait(PATIENCE)
        os.close(inside)
        text = ANSI.sub("", printed.result().decode()).replace("\r\n", "\n")
    os.close(outside)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip() + "\n"


def read_to_end(terminal: int) -> bytes:
    """All that is printed on a terminal until nobody has it open."""
    printed = bytearray()
    with suppress(OSError):  # Linux says so at the end
        while chunk := os.read(terminal, 65536):
            printed += chunk
    return bytes(printed)


def recorded(onrecord: Forked, block: str, folder: Path) -> str:
    """The block with its commands, each followed by what it prints today."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{on_a_terminal(onrecord, command, folder)}" for command in commands)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_the_examples_print_what_the_readme_shows(onrecord: Forked, folder: Path) -> None:
    text = README.read_text(encoding="utf-8")
    today = BLOCK.sub(lambda match: f"```console\n{recorded(onrecord, match[1], folder)}```", text)
    if os.environ.get("ONRECORD_RECORD"):
        README.write_text(today, encoding="utf-8")
    assert len(BLOCK.findall(text)) >= 3
    assert today == README.read_text(encoding="utf-8")


def test_the_sidecar_example_can_be_read(tmp_path: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[0]
    (tmp_path / "minutes.toml").write_text(example, encoding="utf-8")
    sidecar = read_sidecar(tmp_path / "minutes.txt")
    assert sidecar.title == "Round table on water"
    assert sidecar.speakers[0].aliases == ("アンナ・ケラー", "Анна Келлер")


def test_the_commands_that_ci_runs_are_in_the_readme() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks[0].startswith("python -m pip install . && onrecord ask ")
    assert blocks[-1].strip() == "python -m pip install -e '.[test]' && python -m pytest"
