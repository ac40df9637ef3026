"""`onrecord export`, through the real command line."""

import json
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from corpus.read import read_record
from tests.retrieval.conftest import Onrecord, add_shipped

SHIPPED = "csto-2020-10-07"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A library of two records; the id of one is no name for a file."""
    folder = tmp_path / "two"
    add_shipped(folder)
    text = "Zwei\u3000Worte.\x07"
    odd = Record(
        "con", "Ein <Titel>", text, "2020-02", speakers=(Speaker("x#1", "Ödön", ("Одон",)),),
        turns=(Turn(1, "x#1", "Gast", None, 0, len(text)),),
        passages=(Passage("con/7", "con", 1, 0, len(text), "S. 4"),),
    )  # fmt: skip
    with Library.open(folder) as library:
        library.add(odd)
    return folder


def test_one_record_goes_to_standard_output_and_can_be_read_again(onrecord: Onrecord, tmp_path: Path) -> None:
    done = onrecord("export", "--format", "akoma-ntoso")
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "again.xml"
    path.write_text(done.stdout, encoding="utf-8", newline="")
    record = read_record(path)
    lines = [json.loads(line) for line in onrecord("export").stdout.splitlines()]
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: turn for turn in record.turns}
    assert [line["text"] for line in lines] == [record.text[one.start : one.end] for one in record.passages]
    assert [line["id"] for line in lines] == [one.id for one in record.passages]
    assert [line["speaker"] for line in lines] == [names.get(turns[one.turn].speaker or "") for one in record.passages]
    assert [line["role"] for line in lines] == [turns[one.turn].role for one in record.passages]


def test_every_record_goes_into_the_folder_and_into_another_library(
    onrecord: Onrecord, two: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "deep" / "out"
    done = onrecord("export", "--format", "akoma-ntoso", "--output", str(folder), at=two)
    assert done.returncode == 0
    written = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(folder.iterdir()) == sorted(written)
    assert len(written) == 2
    assert folder / f"{SHIPPED}.xml" in written
    assert not (folder / "con.xml").exists()  # a device on some systems
    with Library.open(two) as library, Library.open(tmp_path / "second") as second:
        for path in written:
            second.add(read_record(path))
        for id_ in ("con", SHIPPED):
            assert second.record(id_) == library.record(id_)


def test_several_records_need_a_folder_and_one_line_says_so(onrecord: Onrecord, two: Path) -> None:
    refused = onrecord("export", "--format", "akoma-ntoso", at=two)
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1)
    assert "--output" in refused.stderr
    assert "--record" in refused.stderr
    alone = onrecord("export", "--format", "akoma-ntoso", "--record", "con", at=two)
    assert alone.returncode == 0
    assert "Ein &lt;Titel&gt;" in alone.stdout


def test_jsonl_of_one_record(onrecord: Onrecord, two: Path) -> None:
    [line] = onrecord("export", "--record", "con", at=two).stdout.splitlines()
    assert json.loads(line)["id"] == "con/7"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--record", "nowhere"], "nowhere"),
        (["--format", "akoma-ntoso", "--record", "nowhere"], "nowhere"),
        (["--format", "word"], "word"),
        (["--output", "folder"], "--output"),
        (["--format", "akoma-ntoso", "--output", "/dev/null/folder"], "/dev/null"),
    ],
)
def test_wrong_use_is_told_in_a_line(onrecord: Onrecord, arguments: list[str], word: str) -> None:
    refused = onrecord("export", *arguments)
    assert refused.returncode == 2
    assert word in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr
