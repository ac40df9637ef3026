"""Speeches as a source lists them, arranged to be read: in the order that it numbers, segments as paragraphs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby, islice, pairwise
from statistics import median

from corpus.formats.joining import PAUSE, columns_in, is_paragraph, joined
from corpus.formats.rows import as_clock, seconds_in
from corpus.formats.speeches import Speech
from corpus.formats.spoken import aside_reason

_MOST = 200_000  # speeches that are put into order,
_MOST_TEXT = 32_000_000  # and code points in them
_SAMPLE = 200  # speeches by which the unit of time is judged
_SECONDS = (0.01, 0.7)  # that it takes to say a letter, with the pauses
_ORDERED = "the rows stand in another order in the file: they are read in the order of their numbers"


def arranged(speeches: Iterable[Speech]) -> Iterator[Speech]:
    """`speeches` in the order of their numbers, the timed segments of one speaker joined into paragraphs."""
    return _in_paragraphs(_in_order(speeches))


def _in_order(speeches: Iterable[Speech]) -> Iterator[Speech]:
    """The speeches of each meeting in the order of their numbers, where each has one that no other has."""
    for _, meeting in groupby(speeches, _Meetings()):
        held, is_whole = _held(meeting)
        yield from _sorted(held) if is_whole else held
        yield from meeting  # noqa: B031  # what is left of it


class _Meetings:
    """The meeting of each speech in turn; one that names none is of the one before."""

    def __init__(self) -> None:
        self._last: tuple[object, ...] = ()

    def __call__(self, speech: Speech) -> tuple[object, ...]:
        if speech.meeting.is_named:
            self._last = speech.meeting.key
        return self._last


def _held(meeting: Iterator[Speech]) -> tuple[list[Speech], bool]:
    """The speeches of `meeting` up to one without a number, or to what can be held; and whether these are all."""
    held: list[Speech] = []
    length = 0
    for speech in meeting:
        held.append(speech)
        length += len(speech.text)
        if not speech.order or len(held) >= _MOST or length > _MOST_TEXT:
            return held, False
    return held, True


def _sorted(speeches: list[Speech]) -> list[Speech]:
    rising = all(one.order < two.order for one, two in pairwise(speeches))
    if rising or len({speech.order for speech in speeches}) < len(speeches):
        return speeches
    first, *others = sorted(speeches, key=lambda speech: speech.order)
    return [replace(first, doubt=first.doubt or _ORDERED), *others]


def _in_paragraphs(speeches: Iterator[Speech]) -> Iterator[Speech]:
    sample = list(islice(speeches, _SAMPLE))
    unit = _unit(sample)
    waiting: list[Speech] = []
    for speech in chain(sample, speeches):
        placed = _placed(speech, unit)
        if waiting and not _goes_on(waiting, placed, unit or 1):
            yield _paragraph(waiting)
            waiting = []
        waiting.append(placed)
    if waiting:
        yield _paragraph(waiting)


def _unit(sample: list[Speech]) -> float | None:
    """The seconds in a unit of the times that are plain numbers, by how long the words take; None: none fits."""
    pace = []
    for speech in sample:
        start, end = seconds_in(speech.begins), seconds_in(speech.ends)
        if start is not None and end is not None and speech.text and ":" not in (speech.begins or ""):
            pace.append((end - start) / len(speech.text))
    usual = median(pace) if pace else 0
    least, most = _SECONDS
    return next((unit for unit in (1, 0.001) if least < usual * unit < most), None)


def _placed(speech: Speech, unit: float | None) -> Speech:
    """`speech` with a time code for the number that says when it begins."""
    start = seconds_in(speech.begins)
    if unit is None or start is None or ":" in (speech.begins or ""):
        return speech
    return replace(speech, locator=as_clock(start * unit))


def _goes_on(waiting: list[Speech], speech: Speech, unit: float) -> bool:
    """Whether `speech` is the next segment of the paragraph that `waiting` are."""
    last = waiting[-1]
    if _floor(last) != _floor(speech) or not (speech.speaker and last.ends and speech.ends):
        return False
    end, start = seconds_in(last.ends), seconds_in(speech.begins)
    if end is None or start is None or (start - end) * unit > PAUSE:
        return False
    if any("\n" in one.text or one.trouble or aside_reason(one.text) for one in (last, speech)):
        return False
    return not is_paragraph(sum(columns_in(one.text) for one in waiting), last.text)


def _floor(speech: Speech) -> tuple[object, ...]:
    return speech.speaker, speech.role, speech.identity, speech.url, speech.meeting


def _paragraph(segments: list[Speech]) -> Speech:
    if len(segments) == 1:
        return segments[0]
    doubt = next(filter(None, (segment.doubt for segment in segments)), None)
    text = joined([segment.text for segment in segments if segment.text])
    return replace(segments[0], text=text, ends=segments[-1].ends, doubt=doubt)
