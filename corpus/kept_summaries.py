"""Summaries of a large library, kept in a file: to count everything takes seconds, to read what was counted does not.

    library/speakers.json, library/records.json

Each names the state of the library that it is of; of another state it is as good as none. `readings` tell
which records changed since: only they, and who speaks in them, are counted again.
"""

import json
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from corpus import schema, whole
from corpus.model import RecordSummary, Speaker, SpeakerSummary

Summary = TypeVar("Summary", RecordSummary, SpeakerSummary)

_SPEAKERS, _RECORDS = "speakers.json", "records.json"
_MANY = 200  # records; where so many changed, all are counted
_r, _s = schema.records.c, schema.speakers.c


@dataclass(frozen=True, slots=True)
class _Kept:
    """`fingerprint` is the library's; `readings` gives for each record, by id, what changes with it."""

    fingerprint: str
    readings: Mapping[str, str]
    summaries: Sequence[Any]


def keep_summaries(folder: Path, fingerprint: str, connection: Connection) -> None:
    """Write those of the library's state for `kept_speakers` and `kept_records`. Raises OSError."""
    readings = {id_: reading.hex() for id_, reading in connection.execute(select(_r.id, _r.reading))}
    former = _read(folder / _SPEAKERS)
    changed = _changed(former.readings if former else {}, readings)
    speakers, records = kept_speakers(folder, _same), kept_records(folder, _same)
    if former and speakers is not None and records is not None and len(changed) <= _MANY:
        speakers = _speakers_now(connection, speakers, changed)
        records = _records_now(connection, records, changed)
    else:
        speakers, records = whole.speaker_summaries(connection), whole.record_summaries(connection)
    _keep(folder / _RECORDS, _Kept(fingerprint, {}, [_values(one) for one in records]))
    _keep(folder / _SPEAKERS, _Kept(fingerprint, readings, [_speaker_values(one) for one in speakers]))


def kept_speakers(folder: Path, is_of_now: Callable[[str], bool]) -> list[SpeakerSummary] | None:
    """The summaries that were kept, where `is_of_now` says so of the fingerprint they were kept with; else None."""
    return _kept(folder / _SPEAKERS, is_of_now, _speaker)


def kept_records(folder: Path, is_of_now: Callable[[str], bool]) -> list[RecordSummary] | None:
    """The summaries that were kept, where `is_of_now` says so of the fingerprint they were kept with; else None."""
    return _kept(folder / _RECORDS, is_of_now, lambda values: RecordSummary(*values))


def _same(_: str) -> bool:
    return True


def _changed(former: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The records added, removed or read anew since."""
    return {id_ for id_ in former.keys() | now.keys() if former.get(id_) != now.get(id_)}


def _speakers_now(connection: Connection, former: Sequence[SpeakerSummary], changed: Set[str]) -> list[SpeakerSummary]:
    others = [one for one in former if changed.isdisjoint(one.records)]
    here = set(connection.scalars(select(_s.id).where(_s.record.in_(list(changed)))))
    again = here | {one.speaker.id for one in former} - {one.speaker.id for one in others}
    counted = whole.speaker_summaries(connection, again)
    return whole.by_name([*(one for one in others if one.speaker.id not in again), *counted])


def _records_now(connection: Connection, former: Sequence[RecordSummary], changed: Set[str]) -> list[RecordSummary]:
    known = {one.id: one for one in former}
    known |= {one.id: one for one in whole.record_summaries(connection, changed)}
    return [known[id_] for id_ in connection.scalars(select(_r.id).order_by(_r.first_key, _r.id))]


def _keep(path: Path, kept: _Kept) -> None:
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(_values(kept), ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def _read(path: Path) -> _Kept | None:
    try:
        return _Kept(*json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _kept(path: Path, is_of_now: Callable[[str], bool], summary: Callable[[Any], Summary]) -> list[Summary] | None:
    kept = _read(path)
    try:
        return [summary(values) for values in kept.summaries] if kept and is_of_now(kept.fingerprint) else None
    except (ValueError, TypeError):
        return None


def _values(one: Any) -> list[Any]:
    """What `one`, a dataclass, has in its fields; astuple would copy all that is in them, which takes seconds."""
    return [getattr(one, field.name) for field in fields(one)]


def _speaker_values(one: SpeakerSummary) -> list[Any]:
    return [_values(one.speaker), *_values(one)[1:]]


def _speaker(values: Any) -> SpeakerSummary:
    (id_, name, aliases), roles, records, turns, passages = values
    return SpeakerSummary(Speaker(id_, name, tuple(aliases)), tuple(roles), tuple(records), turns, passages)
