"""What `add` says of a record: who spoke, and what it set aside or was not sure of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.model import Record

SHOWN = 60  # characters of a slice or a name
EXAMPLES = 3  # of each reason
SPEAKERS = 20


@dataclass(frozen=True, slots=True)
class Report:
    """A record without its text. `speakers` are (name, role); `asides` and `doubts` are short slices by reason."""

    record: str
    title: str
    persons: int
    speakers: tuple[tuple[str, str | None], ...]
    turns: int
    passages: int
    asides: dict[str, list[str]]
    aside_count: int
    doubts: dict[str, list[str]]
    doubt_count: int

    @property
    def counts(self) -> str:
        """ "2 speakers, 5 turns, 9 passages"."""
        return f"{self.persons} speakers, {self.turns} turns, {self.passages} passages"


def report_on(record: "Record", *, verbose: bool = False) -> Report:
    """What is to be said of `record`; a few of its asides and doubts, all where `verbose`."""
    spoken = [turn for turn in record.turns if turn.speaker is not None]
    names = {speaker.id: speaker.name for speaker in record.speakers}
    held = dict.fromkeys((turn.speaker or "", turn.role) for turn in spoken)
    at_most = None if verbose else EXAMPLES
    return Report(
        record=record.id,
        title=_short(record.title),
        persons=len(record.speakers),
        speakers=tuple((_short(names.get(who, who)), role and _short(role)) for who, role in held),
        turns=len(spoken),
        passages=len(record.passages),
        asides=_by_reason(record.text, ((one.reason, one.start, one.end) for one in record.asides), at_most),
        aside_count=len(record.asides),
        doubts=_by_reason(record.text, ((one.reason, one.start, one.end) for one in record.doubts), at_most),
        doubt_count=len(record.doubts),
    )


def report_lines(report: Report, outcome: str, *, verbose: bool = False) -> Iterator[str]:
    """The lines that tell a user of `report`."""
    yield f"{report.record}: {outcome} — {report.title}"
    yield f"  {report.counts}"
    for name, role in islice(report.speakers, None if verbose else SPEAKERS):
        yield f"    {name}{f' — {role}' if role else ''}"
    if len(report.speakers) > SPEAKERS and not verbose:
        yield f"    … and {len(report.speakers) - SPEAKERS} more"
    if report.aside_count:
        yield f"  set aside, never quoted: {report.aside_count}"
        yield from _reasons(report.asides)
    if report.doubt_count:
        yield f"  not sure of: {report.doubt_count}"
        yield from _reasons(report.doubts)


def report_line(report: Report, outcome: str) -> str:
    """All of `report` in one line."""
    doubts = f", {report.doubt_count} not sure of" if report.doubt_count else ""
    return f"{report.record}: {outcome} — {report.title}: {report.counts}{doubts}"


def report_json(report: Report, outcome: str) -> dict[str, Any]:
    """`report` as one JSON object."""
    return {
        "record": report.record,
        "outcome": outcome,
        "title": report.title,
        "speakers": [{"name": name, "role": role} for name, role in report.speakers],
        "turns": report.turns,
        "passages": report.passages,
        "set_aside": {"count": report.aside_count, "examples": report.asides},
        "not_sure_of": {"count": report.doubt_count, "examples": report.doubts},
    }


def _reasons(slices: dict[str, list[str]]) -> Iterator[str]:
    for reason, texts in slices.items():
        yield from (f"    {reason}: {text}" for text in texts)


def _by_reason(text: str, slices: Iterable[tuple[str, int, int]], at_most: int | None) -> dict[str, list[str]]:
    """The first `at_most` slices of each reason, shortened, and how many more there are."""
    found: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for reason, start, end in slices:
        counts[reason] += 1
        if at_most is None or counts[reason] <= at_most:
            found[reason].append(_short(text[start:end]))
    for reason, count in counts.items():
        if at_most is not None and count > at_most:
            found[reason].append(f"… and {count - at_most} more")
    return dict(found)


def _short(text: str) -> str:
    line = " ".join(text[: SHOWN * 4].split())
    return line if len(line) <= SHOWN and len(text) <= SHOWN * 4 else line[:SHOWN] + "…"
