"""TEI that says a thing twice, or takes it back, as it is to be read: once."""

from collections.abc import Iterator

from corpus.errors import RecordError
from corpus.xml_events import End, Event, Start

_STRUCK = "del"
_ALTERNATIVES = {"choice": ("corr", "expan", "reg"), "app": ("lem",)}  # with the children to prefer
_MOST = 100_000  # events within one choice


def as_read(events: Iterator[Event], name: str) -> Iterator[Event]:
    """`events` of the file `name` without what is struck out, and with one child of every <choice>: what an editor
    put right, written out or made regular, or else the first. Raises RecordError for a choice without an end."""
    for event in events:
        if not isinstance(event, Start):
            yield event
        elif event.name == _STRUCK:
            _pass(events)
        elif event.name in _ALTERNATIVES:
            yield from _chosen(events, _ALTERNATIVES[event.name], name)
        else:
            yield event


def _pass(events: Iterator[Event]) -> None:
    depth = 1
    while depth and (event := next(events, None)) is not None:
        depth += isinstance(event, Start)
        depth -= isinstance(event, End)


def _chosen(events: Iterator[Event], preferred: tuple[str, ...], name: str) -> Iterator[Event]:
    """What is in one child of the element that has just begun, once that has ended."""
    children: list[tuple[str, list[Event]]] = []
    depth = 1
    for count, event in enumerate(events):
        if count > _MOST:
            raise RecordError(f"{name} has a <choice> of more than {_MOST} pieces: it is not a record")
        depth -= isinstance(event, End)
        if depth == 0:
            break
        if depth == 1 and isinstance(event, Start):
            children.append((event.name, []))
        elif depth > 1:
            children[-1][1].append(event)
        depth += isinstance(event, Start)
    best = next((inside for child, inside in children if child in preferred), children[0][1] if children else [])
    yield from as_read(iter(best), name)
