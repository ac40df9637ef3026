"""The ids of passages, which outlive a new reading of the record."""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from corpus import schema
from corpus.model import Passage, Record, digest


@dataclass(frozen=True, slots=True)
class FormerPassage:
    """A passage of the reading that is being replaced."""

    id: str
    words: bytes
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Former:
    """The reading that is being replaced: its passages in order, and the first number that none ever had."""

    passages: list[FormerPassage]
    next_number: int


def former_passages(connection: Connection, record_id: str) -> Former:
    """What the library holds of the record `record_id`, which must be there."""
    passage, turn, record = schema.passages.c, schema.turns.c, schema.records.c
    same_turn = (turn.record == passage.record) & (turn.number == passage.turn)
    query = select(passage.id, passage.digest, turn.speaker).join(schema.turns, same_turn)
    rows = connection.execute(query.where(passage.record == record_id).order_by(passage.key))
    next_number = connection.execute(select(record.next_number).where(record.id == record_id)).scalar_one()
    return Former([FormerPassage(*row) for row in rows], next_number)


def kept_ids(record: Record, former: Former | None) -> tuple[list[str], int]:
    """An id for each passage of `record`, and the first number that is still free.

    A passage that says what one of `former` said has its id, first where the same person says it;
    every other gets a number that no passage of the record ever had.
    """
    if former is None:
        return [passage.id for passage in record.passages], 1 + max(map(_number, record.passages), default=0)
    speakers = {turn.number: turn.speaker for turn in record.turns}
    now = [_as_former(record, passage, speakers[passage.turn]) for passage in record.passages]
    kept = _matched(now, former.passages, lambda one: (one.words, one.speaker))
    taken = set(kept.values())
    left = [one for one in former.passages if one.id not in taken]
    missing = [(place, one) for place, one in enumerate(now) if place not in kept]
    again = _matched([one for _, one in missing], left, lambda one: one.words)
    kept |= {missing[place][0]: id_ for place, id_ in again.items()}
    return _numbered(record.id, len(now), kept, former.next_number)


def _numbered(record_id: str, count: int, kept: dict[int, str], free: int) -> tuple[list[str], int]:
    ids: list[str] = []
    for place in range(count):
        ids.append(kept.get(place) or f"{record_id}/{free}")
        free += place not in kept
    return ids, free


def _number(passage: Passage) -> int:
    return int(passage.id.rpartition("/")[2])


def _as_former(record: Record, passage: Passage, speaker: str | None) -> FormerPassage:
    return FormerPassage(passage.id, digest(record.text[passage.start : passage.end]), speaker)


def _matched(
    now: list[FormerPassage], former: list[FormerPassage], key: Callable[[FormerPassage], Hashable]
) -> dict[int, str]:
    """The id of a former passage, each given once, by the place in `now` of a passage with the same key."""
    ids: dict[Hashable, list[str]] = defaultdict(list)
    for one in reversed(former):
        ids[key(one)].append(one.id)
    return {place: waiting.pop() for place, one in enumerate(now) if (waiting := ids.get(key(one)))}
