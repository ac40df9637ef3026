"""A file that is added again under another name: both are kept, and it is said."""

from pathlib import Path

from tests.retrieval.conftest import Onrecord

TALK = "Anna Keller: The reservoir is full.\n\nBob Low: Until August.\n\nAnna Keller: Then it is dry.\n"


def test_a_renamed_file_is_told_of_once(onrecord: Onrecord, tmp_path: Path) -> None:
    folder, file = tmp_path / "library", tmp_path / "first.txt"
    file.write_text(TALK, encoding="utf-8")
    assert "same text" not in onrecord("add", str(file), at=folder).stderr
    renamed = file.rename(tmp_path / "second.txt")
    done = onrecord("add", str(renamed), at=folder)
    assert done.returncode == 0
    assert "first, second hold the same text" in done.stderr
    assert "onrecord remove" in done.stderr
    assert "same text" not in onrecord("add", str(renamed), at=folder).stderr


def test_another_text_is_no_twin(onrecord: Onrecord, tmp_path: Path) -> None:
    for name, text in (("one.txt", TALK), ("two.txt", TALK.replace("August", "July"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = onrecord("add", str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), at=tmp_path / "library")
    assert "same text" not in done.stderr
