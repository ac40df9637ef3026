"""Counts what a library's summaries tell, and keeps it: again only what changed since it was last kept."""

from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path

from sqlalchemy import Connection, select

from corpus import schema, whole
from corpus.kept_summaries import keep, kept_readings, kept_records, kept_speakers
from corpus.model import RecordSummary, SpeakerSummary

_MANY = 200  # records; where so many changed, all are counted
_r, _s = schema.records.c, schema.speakers.c


def keep_summaries(folder: Path, fingerprint: str, connection: Connection) -> None:
    """Write those of the library's state for `kept_speakers` and `kept_records`. Raises OSError."""
    readings = {id_: reading.hex() for id_, reading in connection.execute(select(_r.id, _r.reading))}
    changed = _changed(kept_readings(folder) or {}, readings)
    kept_of: list[str] = []  # states of the library; where writing was stopped between the two files, they differ
    speakers, records = kept_speakers(folder, _noted(kept_of)), kept_records(folder, _noted(kept_of))
    alike = len(set(kept_of)) == 1 and len(changed) <= _MANY
    if alike and speakers is not None and records is not None:
        speakers = _speakers_now(connection, speakers, changed)
        records = _records_now(connection, records, changed)
    else:
        speakers, records = whole.speaker_summaries(connection), whole.record_summaries(connection)
    keep(folder, fingerprint, readings, speakers, records)


def _noted(states: list[str]) -> Callable[[str], bool]:
    def whenever(state: str) -> bool:
        states.append(state)
        return True

    return whenever


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
