"""Which passages a question may be answered from."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select

from corpus import schema

_p, _t, _r = schema.passages.c, schema.turns.c, schema.records.c


def in_scope(
    query: Select[Any],
    speaker_ids: Collection[str] | None,
    record: str | None,
    since: str | None,
    until: str | None,
) -> Select[Any]:
    """`query` over passages, limited to these speakers, this record and this span of ISO dates (inclusive)."""
    if record is not None:
        query = query.where(_p.record == record)
    if speaker_ids is not None:
        turn = (_t.record == _p.record) & (_t.number == _p.turn)
        query = query.join(schema.turns, turn).where(_t.speaker.in_(list(speaker_ids)))
    if since is not None or until is not None:
        query = query.where(_p.record.in_(select(_r.id).where(*_dated(since, until))))
    return query


def records_in_scope(query: Select[Any], record: str | None, since: str | None, until: str | None) -> Select[Any]:
    """`query` over records, limited to this one and to this span of ISO dates (inclusive)."""
    if record is not None:
        query = query.where(_r.id == record)
    return query if since is None and until is None else query.where(*_dated(since, until))


def _dated(since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """ISO dates sort as text; "2020-10" reaches from its first day to its last, whichever side it stands on."""
    conditions: list[ColumnElement[bool]] = [_r.date.is_not(None)]
    if since is not None:
        conditions.append(or_(_r.date >= since, literal(since).startswith(_r.date)))
    if until is not None:
        conditions.append(or_(_r.date <= until, _r.date.startswith(until, autoescape=True)))
    return conditions
