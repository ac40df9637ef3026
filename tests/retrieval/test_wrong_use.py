"""Commands that are called wrongly: one line that names what is wrong and the way out, and nothing is made."""

from pathlib import Path

import pytest

from tests.retrieval.conftest import Onrecord


def test_without_a_command_the_help_is_shown_as_it_is_written(onrecord: Onrecord) -> None:
    done = onrecord()
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: onrecord [OPTIONS] COMMAND")
    assert len(done.stderr.splitlines()) > 10


@pytest.mark.parametrize(
    ("arguments", "named", "way_out"),
    [
        (["ask"], "QUESTION", "onrecord ask --help"),
        (["ask", "Which", "roof", "leaks?"], "roof", "onrecord ask --help"),
        (["add"], "PATHS", "onrecord add --help"),
        (["show", "--contxt", "2", "a/1"], "--contxt", "--context"),
        (["aks", "x"], "aks", "ask"),
    ],
)
def test_the_line_names_what_is_wrong_and_the_way_out(
    onrecord: Onrecord, arguments: list[str], named: str, way_out: str
) -> None:
    done = onrecord(*arguments)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert named in line
    assert way_out in line


def test_a_line_that_tells_the_way_out_is_left_as_it_is(onrecord: Onrecord) -> None:
    assert onrecord("export", "--output", "x").stderr.endswith("`> FILE`\n")


@pytest.mark.parametrize("command", [["ask", "CSTO"], ["records"], ["doctor"]])
def test_a_library_without_a_name_is_none(onrecord: Onrecord, tmp_path: Path, command: list[str]) -> None:
    before = sorted(tmp_path.iterdir())
    done = onrecord(*command, "--library", "")
    assert done.returncode == 2
    assert "--library" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before
