"""What must hold of any record, whatever file it was read from."""

from collections.abc import Iterable
from itertools import pairwise

from corpus.model import Record


def assert_sound(records: Iterable[Record]) -> None:
    """Ids are distinct, passages rise and do not overlap, every slice holds words, every turn its own passages."""
    records = list(records)
    assert len({record.id for record in records}) == len(records)
    for record in records:
        _assert_exact(record)
        _assert_attributed(record)


def _assert_exact(record: Record) -> None:
    record.text.encode()
    for part in (*record.passages, *record.asides, *record.doubts):
        assert 0 <= part.start <= part.end <= len(record.text)
    for passage in record.passages:
        words = record.text[passage.start : passage.end]
        assert words
        assert words == words.strip()
        assert passage.record == record.id
    for before, after in pairwise(record.passages):
        assert before.end <= after.start
    assert len({passage.id for passage in record.passages}) == len(record.passages)


def _assert_attributed(record: Record) -> None:
    speakers = {speaker.id for speaker in record.speakers}
    assert len(speakers) == len(record.speakers)
    assert all(speaker.name.strip() for speaker in record.speakers)
    turns = {turn.number: turn for turn in record.turns}
    assert len(turns) == len(record.turns)
    assert {turn.speaker for turn in record.turns} - {None} == speakers
    for passage in record.passages:
        turn = turns[passage.turn]
        assert turn.start <= passage.start <= passage.end <= turn.end
