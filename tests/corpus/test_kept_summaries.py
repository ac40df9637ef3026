from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn

NAMES = ("Ann", "Ben", "Cem")


def record(number: int, said_by: tuple[int, ...], version: int) -> Record:
    """A record of one passage a turn; each version gives the first speaker another alias and role."""
    id_, words = f"r{number}", [f"Passage {version} of {place}." for place in range(len(said_by))]
    starts = [sum(len(one) + 1 for one in words[:place]) for place in range(len(words))]
    ends = [start + len(one) for start, one in zip(starts, words, strict=True)]
    turns = [
        Turn(place, NAMES[who], f"role {version}" if not place else None, None, start, end)
        for place, (who, start, end) in enumerate(zip(said_by, starts, ends, strict=True))
    ]
    passages = [Passage(f"{id_}/{turn.number}", id_, turn.number, turn.start, turn.end) for turn in turns]
    speakers = [Speaker(NAMES[who], NAMES[who], (f"{NAMES[who]} {version}",)) for who in sorted(set(said_by))]
    return Record(id_, id_, "\n".join(words), speakers=tuple(speakers), turns=tuple(turns), passages=tuple(passages))


CHANGES = st.lists(
    st.tuples(st.integers(0, 4), st.lists(st.integers(0, 2), max_size=4).map(tuple), st.integers(0, 2)), max_size=8
)


@settings(max_examples=15, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_what_is_kept_is_what_would_be_counted(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[int, tuple[int, ...], int]]]
) -> None:
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        for changes in steps:
            for number, said_by, version in changes:
                if said_by:
                    library.add(record(number, said_by, version))
                elif f"r{number}" in {one.id for one in library.records()}:
                    library.remove(f"r{number}")
            library.keep_summaries()
            kept = library.speakers(), library.records()
            for path in library.folder.glob("*.json"):
                path.rename(path.with_suffix(".aside"))
            assert kept == (library.speakers(), library.records())
            for path in library.folder.glob("*.aside"):
                path.rename(path.with_suffix(".json"))


@pytest.mark.parametrize("written", ["", "[]", '["f"]', '["f", {}, [1]]', "{}"])
def test_a_file_that_says_nothing_is_passed_over(tmp_path: Path, written: str) -> None:
    with Library.open(tmp_path) as library:
        library.add(record(1, (0, 1), 0))
        counted = library.speakers()
        for name in ("speakers.json", "records.json"):
            (tmp_path / name).write_text(written)
        assert library.speakers() == counted
        library.keep_summaries()
        assert library.speakers() == counted


def test_a_stop_between_the_two_files_leaves_nobody_who_is_gone(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(record(1, (0,), 0))
        library.keep_summaries()
        former = (tmp_path / "records.json").read_bytes()
        library.add(record(2, (1,), 0))
        library.keep_summaries()
        (tmp_path / "records.json").write_bytes(former)  # as a full disk leaves it
        library.remove("r2")
        library.keep_summaries()
        assert [one.speaker.name for one in library.speakers()] == ["Ann"]


def test_more_speakers_than_one_query_takes_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path) as library:
        library.add(record(1, (0, 1, 2), 0))
        library.keep_summaries()
        library.add(record(2, (0, 1), 1))
        (tmp_path / "speakers.json").rename(tmp_path / "speakers.aside")
        counted, stored = library.speakers(), [(one.key, one.speaker_id) for one in library.passages()]
        (tmp_path / "speakers.aside").rename(tmp_path / "speakers.json")
        monkeypatch.setattr("corpus.whole.MOST_IN_A_QUERY", 1)
        library.keep_summaries()
        assert library.speakers() == counted
        assert [(one.key, one.speaker_id) for one in library.passages()] == stored
