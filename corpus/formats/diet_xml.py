"""The answers of the Diet minutes API in XML: <speechRecord> with an element for each key of its JSON."""

from collections.abc import Iterator

from corpus.errors import RecordError
from corpus.formats.columns import columns_of
from corpus.formats.json_shape import Values
from corpus.formats.rows import speech_of
from corpus.formats.speeches import Speech, are_several, records_of
from corpus.model import Record
from corpus.source_file import SourceFile
from corpus.xml_events import End, Event, Start, read_events

_SPEECH, _MEETING = "speechRecord", "meetingRecord"
_LONGEST = 4_000_000  # code points of a value
_KEYS = 200  # elements of a speech


def read_diet(source: SourceFile, events: Iterator[Event]) -> Iterator[Record]:
    """The records in `events`, one for each meeting. The file is read twice. Raises RecordError."""
    several = are_several(speech.meeting for speech in _speeches(source, events))
    with source.opened() as file:
        again = read_events(file, str(source.path), source.encoding)
        yield from records_of(source, _speeches(source, again), several=several)


def _speeches(source: SourceFile, events: Iterator[Event]) -> Iterator[Speech]:
    for values in _objects(source, events):
        columns = columns_of(values)
        if not columns.hold_speech:
            raise RecordError(
                f"{source.path} lists speeches without their words: ask for `meeting` or `speech`, not `meeting_list`"
            )
        yield speech_of(Values(values, columns))


def _objects(source: SourceFile, events: Iterator[Event]) -> Iterator[dict[str, str]]:
    """The values of each <speechRecord>, over those of the <meetingRecord> around it."""
    meeting: dict[str, str] = {}
    values: dict[str, str] | None = None  # of what is being read
    name = ""
    for event in events:
        if isinstance(event, Start):
            if event.name == _MEETING:
                meeting = values = {}
            elif event.name == _SPEECH:
                values = dict(meeting)
            name = event.name
        elif isinstance(event, End):
            if event.name == _SPEECH and values is not None:
                yield values
                values = meeting
            name = ""
        elif isinstance(event, str) and name and values is not None and (name in values or len(values) < _KEYS):
            values[name] = values.get(name, "") + event
            if len(values[name]) > _LONGEST:
                raise RecordError(
                    f"{source.path} has a <{name}> of more than {_LONGEST} characters: it is not a record"
                )
