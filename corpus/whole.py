"""Whole records and summaries, read back from rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Column, Connection, Select, func, select

from corpus import schema
from corpus.model import Aside, Passage, Record, RecordSummary, Speaker, SpeakerSummary, Turn

MOST_IN_A_QUERY = 10_000  # values; SQLite takes 32,766

_r, _s, _a, _t, _p = (
    table.c for table in (schema.records, schema.speakers, schema.aliases, schema.turns, schema.passages)
)


def load_record(connection: Connection, record_id: str) -> Record | None:
    """The record as it was added, or None."""
    row = connection.execute(select(schema.records).where(_r.id == record_id)).one_or_none()
    if row is None:
        return None
    text = select(schema.blocks.c.text).where(schema.blocks.c.record == record_id).order_by(schema.blocks.c.block)
    turns = select(_t.number, _t.speaker, _t.role, _t.heading, _t.start, _t.end, _t.url).where(_t.record == record_id)
    passages = select(_p.id, _p.record, _p.turn, _p.start, _p.end, _p.locator).where(_p.record == record_id)
    aside = schema.asides.c
    asides = select(aside.start, aside.end, aside.reason).where(aside.record == record_id)
    return Record(
        id=row.id,
        title=row.title,
        text="".join(connection.scalars(text)),
        date=row.date,
        event=row.event,
        place=row.place,
        publisher=row.publisher,
        language=row.language,
        url=row.url,
        speakers=_record_speakers(connection, record_id),
        turns=tuple(Turn(*turn) for turn in connection.execute(turns.order_by(_t.number))),
        passages=tuple(Passage(*passage) for passage in connection.execute(passages.order_by(_p.key))),
        asides=tuple(Aside(*some) for some in connection.execute(asides.order_by(aside.position))),
    )


def _record_speakers(connection: Connection, record_id: str) -> tuple[Speaker, ...]:
    aliases: dict[str, list[str]] = defaultdict(list)
    spelled = select(_a.speaker, _a.alias).where(_a.record == record_id).order_by(_a.position)
    for speaker, alias in connection.execute(spelled):
        aliases[speaker].append(alias)
    named = select(_s.id, _s.name).where(_s.record == record_id).order_by(_s.position)
    return tuple(Speaker(id_, name, tuple(aliases[id_])) for id_, name in connection.execute(named))


def record_summaries(connection: Connection, only: Collection[str] | None = None) -> list[RecordSummary]:
    """Every record without its text, in the order of adding; `only` those of these ids."""
    counts = [
        select(func.count()).where(table.c.record == _r.id).scalar_subquery()
        for table in (schema.speakers, schema.turns, schema.passages, schema.asides)
    ]
    columns = (_r.id, _r.title, _r.date, _r.language, _r.event, _r.place, _r.publisher, _r.url, *counts, _r.sha256)
    query = select(*columns).order_by(_r.first_key, _r.id)
    return [RecordSummary(*row) for row in connection.execute(_only(query, _r.id, only))]


def _only(query: Select[Any], column: Column[Any], values: Collection[str] | None) -> Select[Any]:
    few = values is not None and len(values) <= MOST_IN_A_QUERY
    return query.where(column.in_(list(values or ()))) if few else query


def _identities(connection: Connection, only: Collection[str] | None = None) -> dict[str, Speaker]:
    """Every identity by id: the name from the record added first, and all spellings of all records."""
    order = (_r.first_key, _r.id)
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    named = select(_s.id, _s.name).join(schema.records, _r.id == _s.record).order_by(*order, _s.position)
    for id_, name in connection.execute(_only(named, _s.id, only)):
        spellings[id_][name] = None
    spelled = select(_a.speaker, _a.alias).join(schema.records, _r.id == _a.record).order_by(*order, _a.position)
    for id_, alias in connection.execute(_only(spelled, _a.speaker, only)):
        spellings[id_][alias] = None
    wanted = spellings if only is None else set(only)
    return {id_: Speaker(id_, next(iter(names)), tuple(names)[1:]) for id_, names in spellings.items() if id_ in wanted}


def all_names(connection: Connection, only: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Name and aliases by speaker id; `only` those of these ids."""
    return {id_: (speaker.name, *speaker.aliases) for id_, speaker in _identities(connection, only).items()}


def speaker_summaries(connection: Connection, only: Collection[str] | None = None) -> list[SpeakerSummary]:
    """Every identity with its roles, records and counts, by name; `only` those of these ids."""
    roles: dict[str, dict[str, None]] = defaultdict(dict)
    held = select(_t.speaker, _t.role).join(schema.records, _r.id == _t.record).where(_t.role.is_not(None))
    first_held = (func.min(_r.first_key), func.min(_t.number))
    held = held.group_by(_t.speaker, _t.role).order_by(*first_held, _t.role)
    for id_, role in connection.execute(_only(held, _t.speaker, only)):
        roles[id_][role] = None
    records: dict[str, dict[str, None]] = defaultdict(dict)
    present = select(_s.id, _s.record).join(schema.records, _r.id == _s.record).order_by(_r.first_key, _r.id)
    for id_, record in connection.execute(_only(present, _s.id, only)):
        records[id_][record] = None
    turns, passages = _turn_counts(connection, only), _passage_counts(connection, only)
    return by_name(
        SpeakerSummary(speaker, tuple(roles[id_]), tuple(records[id_]), turns.get(id_, 0), passages.get(id_, 0))
        for id_, speaker in _identities(connection, only).items()
    )


def by_name(summaries: Iterable[SpeakerSummary]) -> list[SpeakerSummary]:
    """The summaries in the order in which they are always given."""
    return sorted(summaries, key=lambda summary: (summary.speaker.name, summary.speaker.id))


def _turn_counts(connection: Connection, only: Collection[str] | None) -> dict[Any, int]:
    rows = connection.execute(_only(select(_t.speaker, func.count()).group_by(_t.speaker), _t.speaker, only))
    return {speaker: count for speaker, count in rows}  # noqa: C416  # dict() of rows would not type-check


def _passage_counts(connection: Connection, only: Collection[str] | None) -> dict[Any, int]:
    same_turn = (_t.record == _p.record) & (_t.number == _p.turn)
    if only is not None:
        few = select(_t.speaker, func.count()).select_from(schema.turns.join(schema.passages, same_turn))
        rows = connection.execute(_only(few.group_by(_t.speaker), _t.speaker, only))
        return {speaker: count for speaker, count in rows}  # noqa: C416  # dict() of rows would not type-check
    # Counted by turn first, in the order of an index, far fewer rows are to be joined.
    by_turn = select(_p.record, _p.turn, func.count().label("count")).group_by(_p.record, _p.turn).subquery()
    of_turn = (_t.record == by_turn.c.record) & (_t.number == by_turn.c.turn)
    joined = schema.turns.join(by_turn, of_turn)
    rows = connection.execute(select(_t.speaker, func.sum(by_turn.c.count)).select_from(joined).group_by(_t.speaker))
    return {speaker: int(count) for speaker, count in rows}
