"""Summaries of a large library, kept in a file: to count everything takes seconds, to read what was counted does not.

    library/speakers.json, library/records.json

Each names the state of the library that it is of; of another state it is as good as none.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any, TypeVar

from corpus.model import RecordSummary, Speaker, SpeakerSummary

Summary = TypeVar("Summary", RecordSummary, SpeakerSummary)


def keep_speakers(folder: Path, fingerprint: str, summaries: Sequence[SpeakerSummary]) -> None:
    """Write them for `kept_speakers`. Raises OSError."""
    _keep(folder / "speakers.json", fingerprint, summaries)


def keep_records(folder: Path, fingerprint: str, summaries: Sequence[RecordSummary]) -> None:
    """Write them for `kept_records`. Raises OSError."""
    _keep(folder / "records.json", fingerprint, summaries)


def kept_speakers(folder: Path, fingerprint: Callable[[], str]) -> list[SpeakerSummary] | None:
    """The summaries of the library's state, which `fingerprint` tells; None where they were not kept."""
    return _kept(folder / "speakers.json", fingerprint, _speaker)


def kept_records(folder: Path, fingerprint: Callable[[], str]) -> list[RecordSummary] | None:
    """The summaries of the library's state, which `fingerprint` tells; None where they were not kept."""
    return _kept(folder / "records.json", fingerprint, lambda values: RecordSummary(*values))


def _keep(path: Path, fingerprint: str, summaries: Sequence[SpeakerSummary] | Sequence[RecordSummary]) -> None:
    draft = path.with_suffix(".tmp")
    kept = {"fingerprint": fingerprint, "summaries": [astuple(one) for one in summaries]}
    draft.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def _kept(path: Path, fingerprint: Callable[[], str], summary: Callable[[Any], Summary]) -> list[Summary] | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return [summary(values) for values in kept["summaries"]] if kept["fingerprint"] == fingerprint() else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _speaker(values: Any) -> SpeakerSummary:
    (id_, name, aliases), roles, records, turns, passages = values
    return SpeakerSummary(Speaker(id_, name, tuple(aliases)), tuple(roles), tuple(records), turns, passages)
