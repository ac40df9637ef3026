"""Summaries of a library, kept in files: to count all of a large one takes seconds, to read what was counted does not.

    library/speakers.json, library/records.json

Each names the state of the library that it is of; of another state it is as good as none.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from corpus.model import RecordSummary, Speaker, SpeakerSummary

Summary = TypeVar("Summary", RecordSummary, SpeakerSummary)

_SPEAKERS, _RECORDS = "speakers.json", "records.json"


@dataclass(frozen=True, slots=True)
class _Kept:
    """`fingerprint` is the library's; `readings` gives for each record, by id, what changes with it."""

    fingerprint: str
    readings: Mapping[str, str]
    summaries: Sequence[Any]


def kept_speakers(folder: Path, is_of_now: Callable[[str], bool]) -> list[SpeakerSummary] | None:
    """The summaries that were kept, where `is_of_now` says so of the fingerprint they were kept with; else None."""
    return _kept(folder / _SPEAKERS, is_of_now, _speaker)


def kept_records(folder: Path, is_of_now: Callable[[str], bool]) -> list[RecordSummary] | None:
    """The summaries that were kept, where `is_of_now` says so of the fingerprint they were kept with; else None."""
    return _kept(folder / _RECORDS, is_of_now, lambda values: RecordSummary(*values))


def kept_readings(folder: Path) -> Mapping[str, str] | None:
    """What changes with each record, by id, as it was when summaries were last kept; None where none were."""
    kept = _read(folder / _RECORDS)
    return kept.readings if kept else None


def keep(
    folder: Path,
    fingerprint: str,
    readings: Mapping[str, str],
    speakers: Sequence[SpeakerSummary],
    records: Sequence[RecordSummary],
) -> None:
    """Write these for `kept_speakers`, `kept_records` and `kept_readings`. Raises OSError."""
    _keep(folder / _SPEAKERS, _Kept(fingerprint, {}, [_speaker_values(one) for one in speakers]))
    _keep(folder / _RECORDS, _Kept(fingerprint, readings, [_values(one) for one in records]))


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
