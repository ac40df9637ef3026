"""What the tests of `corpus` share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model import Record
from corpus.read import read_record
from corpus.reading import Reading, read_speech
from corpus.records import bundled_records


@pytest.fixture(scope="session")
def round_table() -> Record:
    """The record that ships with onrecord."""
    return read_record(bundled_records()[0])


@pytest.fixture
def library(home: Path) -> Library:
    with Library.open(home) as opened:
        yield opened


def said_by(text: str, reading: Reading) -> list[tuple[str | None, str]]:
    """Speaker's name and words, passage by passage."""
    names = {speaker.id: speaker.name for speaker in reading.speakers}
    speakers = {turn.number: names.get(turn.speaker) for turn in reading.turns}
    return [(speakers[passage.turn], text[passage.start : passage.end]) for passage in reading.passages]


@pytest.fixture
def said() -> Callable[[str], list[tuple[str | None, str]]]:
    return lambda text: said_by(text, read_speech(text, "r"))


@pytest.fixture
def roles() -> Callable[[str], dict[str | None, str | None]]:
    def held(text: str) -> dict[str | None, str | None]:
        return {turn.speaker: turn.role for turn in read_speech(text, "r").turns if turn.speaker}

    return held


@pytest.fixture
def set_aside() -> Callable[[str], list[tuple[str, str]]]:
    def asides(text: str) -> list[tuple[str, str]]:
        found = read_speech(text, "r").asides
        return [(aside.reason, text[aside.start : aside.end]) for aside in found if aside.reason != "heading"]

    return asides
