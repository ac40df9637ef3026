"""A long file is several records in the library, and leaves it as a whole."""

from pathlib import Path

from corpus.composing import Composer, Metadata
from corpus.library import Library
from corpus.model import Record
from corpus.sidecar import Sidecar


def parts_of(id_: str, count: int) -> list[Record]:
    composer = Composer(id_, Sidecar(), Metadata(), id_)
    records = []
    for number in range(count):
        composer.say(f"What is said in part {number}.")
        records.append(composer.record())
    return records


def test_the_further_parts_of_a_file_go_with_its_first(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add_all(parts_of("talk", 3))
        library.add_all(parts_of("talk-show", 1))
        library.add_all(parts_of("other", 2))
        library.remove("talk")
        assert [one.id for one in library.records()] == ["talk-show", "other", "other-2"]
        library.remove("other-2")
        assert [one.id for one in library.records()] == ["talk-show", "other"]
